//! What a clerk's hand and an input method leave in a number field, brought to one form.

/// Turns full-width letters, digits, signs and spaces (１３８，Ｘ，＋，　) into the ordinary ones.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Tells whether a sign only parts the groups of a number: spaces, hyphens, dots, brackets.
pub fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '‐'
                | '‑'
                | '–'
                | '—'
                | '−'
                | '─'
                | '.'
                | '·'
                | '•'
                | '_'
                | '('
                | ')'
                | '【'
                | '】'
        )
        || is_invisible(c)
}

/// Tells whether a sign takes no room: pasted marks of direction and joining.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_signs_become_ordinary_ones_and_hanzi_stay() {
        for (typed, plain) in [
            ("１３８００００１２３４", "13800001234"),
            ("ＭＬ－２０２６－１", "ML-2026-1"),
            ("（０５３６）　２８８１８９０", "(0536) 2881890"),
            ("东牟家村９号", "东牟家村9号"),
        ] {
            assert_eq!(half_width(typed), plain);
        }
    }
}
