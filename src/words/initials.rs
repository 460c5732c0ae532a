//! 拼音首字母: the initials by which a Chinese phrase is found in the palette and in lists.

use pinyin::ToPinyin;

/// Gives the pinyin initials of `text` in lower case; Latin letters and digits stay, other marks
/// fall away: `新受理` → `xsl`.
pub fn initials(text: &str) -> String {
    text.chars()
        .filter_map(|character| {
            if character.is_ascii_alphanumeric() {
                return Some(character.to_ascii_lowercase());
            }
            character
                .to_pinyin()
                .and_then(|reading| reading.plain().chars().next())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_hanzi() {
        for (text, expected) in [("新受理", "xsl"), ("F1 帮助", "f1bz"), ("(退出)", "tc")] {
            assert_eq!(initials(text), expected);
        }
    }
}
