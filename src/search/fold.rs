//! Folding of typed text: full-width forms, case and ü are one.

/// Folds a character: full-width to half-width, letters to lower case, `ü` to `v`, every blank to
/// a space.
pub fn fold(c: char) -> char {
    let half = match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    match half {
        'ü' | 'Ü' => 'v',
        c if c.is_whitespace() => ' ',
        c => c.to_ascii_lowercase(),
    }
}

/// Folds a text character by character; positions stay as they are.
pub fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
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
