//! 常用语: the letters at the caret become a text, or what stands in the field becomes one.

use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::msg::Press;
use crate::app::part::{Input, Notice, Tone};
use crate::app::phrases::{Meaning, made, meaning, proposal};
use crate::keymap::key::{Code, Key};

/// Gives what the part in front is to be told so that the text which the letters at the caret mean
/// takes their place; where they may mean several, or none, that is said.
pub(super) fn take(model: &mut Model) -> Vec<Input> {
    let field = model.front().open_text();
    match field.map(|field| meaning(&model.shared, field)) {
        Some(Meaning::Text(letters, text)) => {
            let back = Input::Press(Press::alone(Key::plain(Code::Backspace)));
            let mut inputs = vec![back; letters];
            inputs.push(Input::Paste(text));
            inputs
        }
        Some(Meaning::Message(text)) => say(model, Tone::Plain, text),
        None => {
            let text = model.shared.words.say("phrase-no-field");
            say(model, Tone::Plain, text)
        }
    }
}

/// Keeps what stands in the open field as a text of the town's own.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let text = model.front().open_text().map(|field| field.text.to_owned());
    let phrase = text.and_then(|text| made(&model.shared.phrases, &text));
    let Some(phrase) = phrase else {
        let text = model.shared.words.say("phrase-nothing");
        say(model, Tone::Plain, text);
        return Vec::new();
    };
    let args = [("letters", phrase.letters.as_str().into())];
    let text = model.shared.words.say_with("phrase-kept", &args);
    say(model, Tone::Good, text);
    model.shared.phrases.push(phrase);
    let list = model.shared.phrases.clone();
    vec![Effect::Store(
        model.own_line.draw(),
        Request::KeepPhrases(list),
    )]
}

/// Says which texts the letters at the caret may mean, as long as nothing else is to be told.
pub(super) fn propose(model: &mut Model) {
    if model.notice.is_some() || model.is_covered() {
        return;
    }
    let field = model.front().open_text();
    if let Some(text) = field.and_then(|field| proposal(&model.shared, field)) {
        say(model, Tone::Plain, text);
    }
}

fn say(model: &mut Model, tone: Tone, text: String) -> Vec<Input> {
    model.notice = Some(Notice { tone, text });
    Vec::new()
}
