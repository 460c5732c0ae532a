//! 拼音首字母: the initials by which a Chinese phrase is found in the palette and in lists.

use std::str::Chars;

use pinyin::ToPinyinMulti;

/// A phrase of many readings is spelt in no more ways than this.
const WAYS: usize = 16;

/// Gives the pinyin initials of `text` in lower case, the usual reading first, then those of its
/// characters' other readings; Latin letters and digits stay, other marks fall away: `新受理` →
/// `xsl`, `调解` → `dj`, `tj`.
pub fn initials(text: &str) -> Vec<String> {
    let mut ways = vec![String::new()];
    for letters in text.chars().map(letters).filter(|it| !it.is_empty()) {
        let taken = if ways.len() * letters.len() > WAYS {
            1
        } else {
            letters.len()
        };
        ways = letters
            .iter()
            .take(taken)
            .flat_map(|letter| ways.iter().map(move |way| format!("{way}{letter}")))
            .collect();
    }
    ways
}

/// Tells whether what is typed in Latin letters may be how `text` begins, in pinyin, in initials or in
/// both: `tuoqian`, `tqgz`, `tuoqgz` for 拖欠工资.
pub fn is_spelt(text: &str, typed: &str) -> bool {
    begins(text.chars(), &typed.to_ascii_lowercase())
}

fn begins(mut text: Chars<'_>, typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some(character) = text.next() else {
        return false;
    };
    if character.is_ascii_alphanumeric() {
        let letter = character.to_ascii_lowercase();
        return typed
            .strip_prefix(letter)
            .is_some_and(|rest| begins(text, rest));
    }
    let mut readings = character.to_pinyin_multi().into_iter().flatten().peekable();
    if readings.peek().is_none() {
        // A mark falls away.
        return begins(text, typed);
    }
    readings.any(|reading| {
        let reading = reading.plain();
        (1..=reading.len())
            .filter_map(|letters| typed.strip_prefix(reading.get(..letters)?))
            .any(|rest| begins(text.clone(), rest))
    })
}

/// Gives the letters with which a character's readings begin, each once.
fn letters(character: char) -> Vec<char> {
    if character.is_ascii_alphanumeric() {
        return vec![character.to_ascii_lowercase()];
    }
    let mut letters = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        let first = reading.plain().chars().next();
        letters.extend(first.filter(|it| !letters.contains(it)));
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_spelt_in_pinyin_initials_or_both() {
        for (typed, spelt) in [
            ("tuoqiangongzi", true),
            ("tqgz", true),
            ("TuoQGZ", true),
            ("tuoq", true),
            ("gongzi", false),
            ("tz", false),
            ("tuoqiangongzia", false),
        ] {
            assert_eq!(is_spelt("拖欠工资", typed), spelt, "{typed}");
        }
        assert!(is_spelt("12345_工单", "12345gd"));
    }

    #[test]
    fn initials_are_those_of_the_hanzi_in_every_reading() {
        for (text, expected) in [
            ("新受理", "xsl"),
            ("F1 帮助", "f1bz"),
            ("(退出)", "tc"),
            ("调解协议", "tjxy"),
            ("征求调解意愿", "zqtjyy"),
            ("延长调解", "yctj"),
            ("重新办理", "cxbl"),
            ("单雄信", "sxx"),
        ] {
            let ways = initials(text);
            assert!(ways.contains(&expected.to_owned()), "{text}: {ways:?}");
        }
        assert!(initials("长长长长长长重重重重重重").len() <= WAYS);
    }
}
