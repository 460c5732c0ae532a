//! A paragraph of a case: a label, a text, and the lines that it takes.

/// Cells of the labels, with the free one behind them.
pub const LABEL: u16 = 16;

/// How a paragraph is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary.
    Plain,
    /// Stands back.
    Dim,
    /// In order.
    Good,
    /// Soon.
    Warn,
    /// Late.
    Bad,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Para {
    /// What it is, in words; empty when it goes on.
    pub label: String,
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Which thing of a list it belongs to: the hand stands on things.
    pub item: Option<usize>,
}

/// Breaks a paragraph into the lines that stand beside its label in `width` cells: between words
/// and signs, and inside a word only when it is longer than a line. Two spaces part what stands
/// side by side: such a part stays whole when it takes at most half a line.
pub fn lines(para: &Para, width: u16) -> Vec<String> {
    let room = usize::from(width.saturating_sub(LABEL).max(2));
    para.text
        .split('\n')
        .flat_map(|line| broken(line, room))
        .collect()
}

fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for mut piece in pieces(text, room) {
        if cells(&line) + cells(piece.trim_end()) > room {
            lines.push(line.trim_end().to_owned());
            line.clear();
            piece = piece.trim_start().to_owned();
        }
        line.push_str(&piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Gives the pieces that a line may break between: short parts whole, else words and signs.
fn pieces(text: &str, room: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    for part in text.split_inclusive("  ") {
        if cells(part.trim_end()) <= room / 2 {
            pieces.push(part.to_owned());
            continue;
        }
        let mut word = String::new();
        let mut characters = part.chars().peekable();
        while let Some(character) = characters.next() {
            word.push(character);
            let joined = character.is_ascii_graphic()
                && characters.peek().is_some_and(char::is_ascii_graphic);
            if joined && cells(&word) < room {
                continue;
            }
            pieces.push(std::mem::take(&mut word));
        }
    }
    pieces
}

/// Gives the most cells that a text can take: a sign is wide unless it is ASCII.
fn cells(text: &str) -> usize {
    text.chars()
        .map(|character| if character.is_ascii() { 1 } else { 2 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_between_words_and_signs() {
        for (text, width, expected) in [
            ("到 2026-11-20 止", 12, vec!["到", "2026-11-20", "止"]),
            ("到 2026-11-20 止", 15, vec!["到 2026-11-20", "止"]),
            ("牟春生一二三", 6, vec!["牟春生", "一二三"]),
            ("分类  受理", 4, vec!["分类", "受理"]),
            ("受理  办理  告知", 10, vec!["受理  办理", "告知"]),
            ("受理  书面告知", 16, vec!["受理  书面告知"]),
            ("一二  三四  书面告知", 16, vec!["一二  三四", "书面告知"]),
            ("abcdefgh", 4, vec!["abcd", "efgh"]),
            ("", 4, vec![""]),
            ("a\nb", 4, vec!["a", "b"]),
        ] {
            let para = Para {
                label: String::new(),
                text: text.to_owned(),
                tone: Tone::Plain,
                item: None,
            };
            assert_eq!(lines(&para, width + LABEL), expected, "{text} in {width}");
        }
    }
}
