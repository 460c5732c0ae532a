//! What others did to a case while a form stood open over it: who, when, what, and which lines read
//! otherwise now.

use crate::app::case::history;
use crate::app::case::page::standing;
use crate::app::shared::Shared;
use crate::domain::entry::Entry;
use crate::domain::view::CaseView;

/// Says what was done to the case since the revision `seen`, of which `before` is how it was shown.
pub(super) fn changes(
    shared: &Shared,
    before: Option<&CaseView>,
    now: &CaseView,
    seen: u32,
    revealed: bool,
) -> String {
    let words = &shared.words;
    let later = now.history.iter().filter(|entry| entry.seq > seen);
    let mut parts: Vec<String> = later.map(|entry| done(shared, entry)).collect();
    if let Some(before) = before {
        let old = standing(shared, before, revealed);
        let new = standing(shared, now, revealed);
        for (label, text) in &new {
            let stood = old.iter().find(|(it, _)| it == label).map(|(_, text)| text);
            if stood != Some(text) {
                parts.push(line(shared, label, stood.map_or("", String::as_str), text));
            }
        }
        for (label, text) in &old {
            if new.iter().all(|(it, _)| it != label) {
                parts.push(line(shared, label, text, ""));
            }
        }
    }
    if parts.is_empty() {
        // It is not for these eyes any more, or was withdrawn again.
        return words.say("case-conflict-unseen");
    }
    words.say_with("case-conflict", &[("what", parts.join("; ").into())])
}

/// Says who did what and when; a step that says nothing more is named.
fn done(shared: &Shared, entry: &Entry) -> String {
    let words = &shared.words;
    let sentence = history::sentence(words, entry, false);
    let sentence = sentence.unwrap_or_else(|| words.say("case-conflict-step"));
    let time = entry.when.local().format("%H:%M");
    format!("{time} {} {sentence}", entry.who)
}

/// Says how a line read before and reads now.
fn line(shared: &Shared, label: &str, old: &str, new: &str) -> String {
    let words = &shared.words;
    let or_nothing = |text: &str| {
        if text.is_empty() {
            words.say("case-empty-value")
        } else {
            text.to_owned()
        }
    };
    let args = [
        ("field", label.into()),
        ("old", or_nothing(old).into()),
        ("new", or_nothing(new).into()),
    ];
    words.say_with("case-corrected", &args)
}
