//! Telephone numbers among words: `13800001234（本人）`, `儿子:13800001234`.

use crate::domain::typed::half_width;

/// Fewest digits of a number.
const DIGITS: usize = 7;
/// Words that say nothing beyond whose column it is.
const PLAIN: &[&str] = &[
    "本人",
    "手机",
    "电话",
    "联系电话",
    "手机号",
    "号码",
    "座机",
    "宅电",
    "固话",
    "办公",
    "家",
];

/// A cell of telephone numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneWords {
    /// The numbers, with 、 between them.
    pub numbers: String,
    /// The cell as it stood, where its words say more: whose number it is.
    pub words: Option<String>,
}

/// Parts numbers from words; a cell without words, or without a number, stays as it is.
pub fn read(text: &str) -> PhoneWords {
    let as_it_is = || PhoneWords {
        numbers: text.to_owned(),
        words: None,
    };
    let plain = half_width(text);
    let has_words = plain
        .chars()
        .any(|c| c.is_alphabetic() && !matches!(c, '转' | '分' | '机' | 'x' | 'X'));
    if !has_words {
        let parts = plain.split(['、', ',', '，', ';', '/']);
        let whole: Vec<&str> = parts.map(without_decimals).collect();
        return if plain.contains(".0") {
            PhoneWords {
                numbers: whole.join("、"),
                words: None,
            }
        } else {
            as_it_is()
        };
    }
    let mut numbers: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for part in plain.split(|c: char| !is_of_a_number(c)) {
        let part = without_decimals(part.trim_matches(|c: char| !c.is_ascii_digit() && c != '+'));
        if part.chars().filter(char::is_ascii_digit).count() >= DIGITS {
            numbers.push(part.to_owned());
        }
    }
    for word in plain.split(|c: char| !c.is_alphabetic()) {
        if !word.is_empty() && !PLAIN.contains(&word) {
            words.push(word.to_owned());
        }
    }
    if numbers.is_empty() {
        return as_it_is();
    }
    PhoneWords {
        numbers: numbers.join("、"),
        words: (!words.is_empty()).then(|| text.to_owned()),
    }
}

/// Tells whether a sign may stand within a number: an extension's 转 is one.
fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '.' | '转' | '#')
}

fn without_decimals(number: &str) -> &str {
    let number = number.trim();
    number.strip_suffix(".0").unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_from_numbers() {
        for (text, numbers, words) in [
            ("13800009999（本人）", "13800009999", false),
            ("儿子:13800009999", "13800009999", true),
            ("13800009999.0", "13800009999", false),
            ("13800009999 13800008888", "13800009999 13800008888", false),
            (
                "甲13800009999，乙13800008888",
                "13800009999、13800008888",
                true,
            ),
            ("138 0000 9999 (妻子)", "138 0000 9999", true),
            ("手机：13800009999", "13800009999", false),
            ("0536-2881890转801", "0536-2881890转801", false),
            ("村里没有电话", "村里没有电话", false),
            ("12345", "12345", false),
        ] {
            let read = read(text);
            assert_eq!(read.numbers, numbers, "{text}");
            assert_eq!(read.words.is_some(), words, "{text}");
        }
    }
}
