//! What stands in brackets beside a heading or a date: a remark.

/// Takes out what stands in brackets: `(农历二月初六)`, `(周三)`, `(年月日)`. Full-width brackets are
/// made narrow before.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}
