//! What people type, made fit to keep and to show: no control characters, and no letter under a heap
//! of marks.

use unicode_width::UnicodeWidthChar;

/// Marks over and under one letter that are kept: more than any script writes.
const MARKS: usize = 4;

/// Strips control characters (terminal escapes among them) and keeps line breaks; a tab becomes a
/// space.
pub fn text(typed: &str) -> String {
    if !typed.contains(is_unfit) && !is_heaped(typed) {
        return typed.to_owned();
    }
    let mut kept = String::with_capacity(typed.len());
    let mut letters = typed.chars().peekable();
    let mut marks = 0;
    while let Some(letter) = letters.next() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        match letter {
            _ if marks > MARKS => {}
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

/// Tells whether one letter has more marks than are kept.
fn is_heaped(typed: &str) -> bool {
    let mut marks = 0;
    typed.chars().any(|letter| {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        marks > MARKS
    })
}

/// Tells what takes no room of its own and stands over or under what is before it.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && letter.width() == Some(0)
}

/// Control characters, the marks that turn the direction of text around, and what no XML file (a
/// paper, a sheet) may hold; what nobody sees: tags, fillers, joiners, the selectors of Mongolian. The
/// selectors by which a rare form of a Hanzi in a name is chosen stay.
pub fn is_unfit(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}')
        || matches!(letter, '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
        || matches!(
            letter,
            '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}'
        )
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
            ("\u{e0041}牟\u{180b}春\u{200d}生\u{115f}", "牟春生"),
            // A rare form of a Hanzi, and the accents of a foreign name.
            ("葛\u{e0100}", "葛\u{e0100}"),
            ("Nguye\u{302}\u{303}n", "Nguye\u{302}\u{303}n"),
        ] {
            assert_eq!(text(typed), kept, "{typed:?}");
        }
        assert_eq!(line(" 一\n二 "), "一 二");
        let heap = format!("牟{}", "\u{301}".repeat(600));
        assert_eq!(text(&heap), format!("牟{}", "\u{301}".repeat(MARKS)));
    }
}
