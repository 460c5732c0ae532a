//! What people type, made fit to keep and to show: no control characters.

/// Strips control characters (terminal escapes among them) and keeps line breaks; a tab becomes a
/// space.
pub fn text(typed: &str) -> String {
    if !typed.contains(is_unfit) {
        return typed.to_owned();
    }
    let mut kept = String::with_capacity(typed.len());
    let mut letters = typed.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\t' => kept.push(' '),
            other if is_unfit(other) => {}
            other => kept.push(other),
        }
    }
    kept
}

/// Strips control characters and line breaks: for what stands on one line.
pub fn line(typed: &str) -> String {
    text(typed).replace('\n', " ").trim().to_owned()
}

/// Control characters, the marks that turn the direction of text around, and what no XML file (a
/// paper, a sheet) may hold.
fn is_unfit(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}')
        || matches!(letter, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{e0001}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_go_and_words_stay() {
        for (typed, kept) in [
            ("牟春生", "牟春生"),
            ("a\u{1b}[2Jb", "a[2Jb"),
            ("一行\r\n二行\r三行", "一行\n二行\n三行"),
            ("a\tb\u{7}", "a b"),
            ("\u{202e}生春牟", "生春牟"),
            ("\u{9b}31m红", "31m红"),
            ("牟\u{fffe}春\u{ffff}生", "牟春生"),
            ("一行\u{2028}二\u{200b}行", "一行\n二行"),
        ] {
            assert_eq!(text(typed), kept, "{typed:?}");
        }
        assert_eq!(line(" 一\n二 "), "一 二");
    }
}
