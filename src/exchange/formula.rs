//! Text that a spreadsheet program would run as a formula.

/// Tells whether a cell that begins so would be run: `=1+1`, `-2`, `@SUM`, also in full width.
pub fn is_live(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Gives text that stays text in a file without cell types: a live one behind an apostrophe.
pub fn guarded(text: &str) -> String {
    if needs_guard(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Tells whether text is live, or would be taken for guarded text when it comes back.
fn needs_guard(text: &str) -> bool {
    is_live(text.trim_start_matches('\''))
}

/// Takes the guard off again.
pub fn bare(text: &str) -> &str {
    text.strip_prefix('\'')
        .filter(|rest| needs_guard(rest))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_text_is_guarded_and_comes_back() {
        for (text, kept) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+86 138", "'+86 138"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("牟春生", "牟春生"),
            ("'引号", "'引号"),
            ("'@SUM", "''@SUM"),
            ("''-2", "'''-2"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), kept);
            assert_eq!(bare(kept), text);
        }
    }
}
