//! Folding of typed text: full-width forms, case, accents and ü are one.

use crate::domain::name::plain;

/// Folds a typed character: full-width to half-width, letters to plain lower case, `ü` to `v` as in
/// pinyin, every blank to a space.
pub fn fold(c: char) -> char {
    match c {
        'ü' | 'Ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        c => plain(c),
    }
}

/// Folds a text character by character; positions stay as they are.
pub fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// Folds the characters of a stored name; positions stay as they are. `ü` is a u there.
pub fn folded_name(name: &str) -> Vec<char> {
    name.chars().map(plain).collect()
}

/// Tells whether `c` is a Han character.
pub fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_case_and_u_with_dots_are_one() {
        let text: String = folded("ＭＣＳ　５６７８ Lü牟").into_iter().collect();
        assert_eq!(text, "mcs 5678 lv牟");
    }
}
