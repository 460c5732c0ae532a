//! 常用语 at the caret: letters that are typed become the text that they mean when the key is pressed,
//! and what stands in a field becomes a text of its own.

use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::phrase::{OpenText, Phrase, meant, typed_letters};
use crate::words::initials::initials;

/// Letters by which a new text is known at most.
const LETTERS: usize = 6;
/// Texts that are named at once.
const NAMED: usize = 3;
/// Letters of a text that are shown of it.
const SHOWN: usize = 16;

/// What the letters at the caret mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// One text, in place of so many letters.
    Text(usize, String),
    /// Several, to be told apart by more letters; or none.
    Message(String),
}

/// Gives what the letters before the caret mean.
pub fn meaning(shared: &Shared, field: OpenText<'_>) -> Meaning {
    let letters = typed_letters(field.before);
    match meant(&shared.phrases, letters)[..] {
        [one] => Meaning::Text(letters.len(), one.text.clone()),
        [] => {
            let args = [("letters", letters.into())];
            Meaning::Message(shared.words.say_with("phrase-none", &args))
        }
        ref several => Meaning::Message(listed(several)),
    }
}

/// Says, while something is typed, which texts the letters may mean; `None` where they mean none.
pub fn proposal(shared: &Shared, field: OpenText<'_>) -> Option<String> {
    let found = meant(&shared.phrases, typed_letters(field.before));
    if found.is_empty() {
        return None;
    }
    let keys = shared.keys(Command::PhraseTake);
    let args = [("keys", keys.into()), ("texts", listed(&found).into())];
    Some(shared.words.say_with("phrase-proposed", &args))
}

fn listed(phrases: &[&Phrase]) -> String {
    let shown = phrases.iter().take(NAMED).map(|it| {
        let text: String = it.text.chars().take(SHOWN).collect();
        format!("{} {text}", it.letters)
    });
    shown.collect::<Vec<_>>().join("  ")
}

/// Makes a text of what stands in a field: its letters are those with which it begins, with a digit
/// where they are taken. `None` where nothing stands there, or it is known already.
pub fn made(known: &[Phrase], text: &str) -> Option<Phrase> {
    let text = text.trim();
    if text.is_empty() || known.iter().any(|it| it.text == text) {
        return None;
    }
    let first = initials(text).into_iter().next().unwrap_or_default();
    let letters: String = first
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(LETTERS)
        .collect();
    let letters = if letters.len() < 2 {
        format!("{letters}1")
    } else {
        letters
    };
    let free = |it: &String| known.iter().all(|phrase| phrase.letters != *it);
    let numbered = (2..).map(|n| format!("{letters}{n}"));
    let letters = std::iter::once(letters.clone())
        .chain(numbered)
        .find(free)?;
    let text = text.to_owned();
    (letters.len() >= 2).then_some(Phrase { letters, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared() -> Shared {
        let phrase = |letters: &str, text: &str| Phrase {
            letters: letters.to_owned(),
            text: text.to_owned(),
        };
        Shared {
            phrases: vec![phrase("ydh", "已电话联系"), phrase("ydc", "已到场")],
            ..Shared::sample()
        }
    }

    #[test]
    fn letters_mean_one_text_or_are_told_apart() {
        let meaning = |text: &str| meaning(&shared(), OpenText { before: text, text });
        let text = Meaning::Text(3, "已电话联系".to_owned());
        assert_eq!(meaning("张某ydh"), text);
        assert_eq!(meaning("YDH"), text);
        assert!(matches!(meaning("yd"), Meaning::Message(text) if text.contains("ydc")));
        assert!(matches!(meaning("xx"), Meaning::Message(_)));
    }

    #[test]
    fn a_new_text_is_known_by_its_own_letters() {
        let known = shared().phrases;
        assert_eq!(made(&known, "已到").unwrap().letters, "yd");
        assert_eq!(made(&known, "已到村").unwrap().letters, "ydc2");
        assert_eq!(made(&known, " 已到场 "), None);
        assert_eq!(made(&known, " "), None);
    }
}
