//! A text field: one or several lines, caret on graphemes, undo and redo, nothing but clean text.
//!
//! Own code rather than a library: the ones looked at keep their caret on `char`s and draw it
//! themselves, while an input method needs the terminal's own cursor, and this floor draws nothing.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::msg::Press;
use crate::app::part::Openness;
use crate::domain::clean;
use crate::keymap::key::{Code, fold};

/// Most characters that a field takes; a paste beyond is cut.
pub const LIMIT: usize = 20_000;
/// Most states that undo goes back.
const HISTORY: usize = 200;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// One line whose full-width digits and letters become narrow ones.
    Number,
    /// A number, by which a case is meant.
    Case,
}

/// A text field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    kind: FieldKind,
    now: State,
    past: Vec<State>,
    future: Vec<State>,
    /// The last change was typing, which joins one undo step.
    typing: bool,
    /// What stands in it was not typed here, and gives way to what is.
    gives_way: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    text: String,
    /// Bytes before the caret, on a grapheme's edge.
    caret: usize,
}

impl Field {
    /// Makes an empty field.
    pub fn new(kind: FieldKind) -> Self {
        Self {
            kind,
            now: State::default(),
            past: Vec::new(),
            future: Vec::new(),
            typing: false,
            gives_way: false,
        }
    }

    /// Makes a field that already holds `text`, caret at its end.
    pub fn with(kind: FieldKind, text: &str) -> Self {
        let mut field = Self::new(kind);
        field.now.text = field.clean(text);
        field.now.caret = field.now.text.len();
        field
    }

    /// Makes a field that holds a proposal: what is typed or pasted first takes its place, any other key
    /// keeps it.
    pub fn proposing(kind: FieldKind, text: &str) -> Self {
        let mut field = Self::with(kind, text);
        field.gives_way = !field.now.text.is_empty();
        field
    }

    /// Tells whether what is typed now takes the place of what stands in it.
    pub const fn gives_way(&self) -> bool {
        self.gives_way
    }

    /// Gives what may stand in it.
    pub const fn kind(&self) -> FieldKind {
        self.kind
    }

    /// Gives the text.
    pub fn text(&self) -> &str {
        &self.now.text
    }

    /// Gives the text before the caret.
    pub fn before_caret(&self) -> &str {
        self.now.text.get(..self.now.caret).unwrap_or_default()
    }

    /// Tells which keys the field takes while it is open.
    pub const fn openness(&self) -> Openness {
        match self.kind {
            FieldKind::Line | FieldKind::Number | FieldKind::Case => Openness::Line,
            FieldKind::Area => Openness::Area,
        }
    }

    /// Puts `text` in place of the whole, as one step that undo takes back.
    pub fn set(&mut self, text: &str) {
        self.remember(false);
        self.now.text = self.clean(text);
        self.now.caret = self.now.text.len();
    }

    /// Empties the field for what is typed next: one step with it, so that undo brings back what
    /// stood there.
    pub fn empty(&mut self) {
        self.set("");
        self.typing = true;
    }

    /// Puts pasted text at the caret, as one step.
    pub fn paste(&mut self, text: &str) {
        self.remember(false);
        if std::mem::take(&mut self.gives_way) {
            self.now = State::default();
        }
        self.insert(text);
    }

    /// Takes a key; false when the key means nothing to the field (Up on the first line, …).
    pub fn press(&mut self, press: Press) -> bool {
        let key = press.key;
        let gives_way = std::mem::take(&mut self.gives_way);
        if let Some(character) = key.text() {
            if gives_way {
                self.empty();
            }
            self.remember(true);
            self.insert(character.encode_utf8(&mut [0; 4]));
            return true;
        }
        if key.ctrl || key.alt {
            return false;
        }
        match key.code {
            Code::Backspace => self.remove(self.previous()..self.now.caret),
            Code::Delete => self.remove(self.now.caret..self.following()),
            Code::Left => self.go(self.previous()),
            Code::Right => self.go(self.following()),
            Code::Home => self.go(self.line_start()),
            Code::End => self.go(self.line_end()),
            Code::Enter if self.kind == FieldKind::Area => {
                self.remember(false);
                self.insert("\n");
            }
            Code::Up if self.kind == FieldKind::Area => return self.up(),
            Code::Down if self.kind == FieldKind::Area => return self.down(),
            _ => return false,
        }
        true
    }

    /// Puts the caret before the grapheme at `offset` bytes (clamped): where the mouse clicked.
    pub fn click(&mut self, offset: usize) {
        let at = self
            .now
            .text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .take_while(|at| *at <= offset)
            .last()
            .unwrap_or(0);
        let at = if offset >= self.now.text.len() {
            self.now.text.len()
        } else {
            at
        };
        self.go(at);
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        self.typing = false;
        let Some(state) = self.past.pop() else {
            return false;
        };
        self.future.push(std::mem::replace(&mut self.now, state));
        true
    }

    /// Takes the last undo back; false when there is none.
    pub fn redo(&mut self) -> bool {
        self.typing = false;
        let Some(state) = self.future.pop() else {
            return false;
        };
        self.past.push(std::mem::replace(&mut self.now, state));
        true
    }

    /// Tells whether undo would do something.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Tells whether redo would do something.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Keeps the state before a change; typing goes into one step until a space or another deed.
    fn remember(&mut self, typing: bool) {
        if !(typing && self.typing && !self.before_caret().ends_with(' ')) {
            self.past.push(self.now.clone());
            if self.past.len() > HISTORY {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.typing = typing;
    }

    fn insert(&mut self, text: &str) {
        let room = LIMIT.saturating_sub(self.now.text.chars().count());
        let text: String = self.clean(text).chars().take(room).collect();
        self.now.text.insert_str(self.now.caret, &text);
        self.now.caret += text.len();
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.remember(false);
        self.now.caret = range.start;
        self.now.text.replace_range(range, "");
    }

    fn go(&mut self, to: usize) {
        self.typing = false;
        self.now.caret = to;
    }

    fn previous(&self) -> usize {
        self.before_caret()
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn following(&self) -> usize {
        self.after_caret()
            .graphemes(true)
            .next()
            .map_or(self.now.caret, |next| self.now.caret + next.len())
    }

    fn after_caret(&self) -> &str {
        self.now.text.get(self.now.caret..).unwrap_or_default()
    }

    fn line_start(&self) -> usize {
        self.before_caret().rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.after_caret()
            .find('\n')
            .map_or(self.now.text.len(), |at| self.now.caret + at)
    }

    fn column(&self) -> usize {
        self.now
            .text
            .get(self.line_start()..self.now.caret)
            .unwrap_or_default()
            .graphemes(true)
            .count()
    }

    fn up(&mut self) -> bool {
        let start = self.line_start();
        if start == 0 {
            return false;
        }
        let column = self.column();
        self.go(start - 1);
        let line = self.line_start();
        self.go(self.at_column(line, column));
        true
    }

    fn down(&mut self) -> bool {
        let end = self.line_end();
        if end == self.now.text.len() {
            return false;
        }
        let column = self.column();
        self.go(self.at_column(end + 1, column));
        true
    }

    fn at_column(&self, line: usize, column: usize) -> usize {
        let rest = self.now.text.get(line..).unwrap_or_default();
        let rest = rest.split('\n').next().unwrap_or_default();
        line + rest
            .graphemes(true)
            .take(column)
            .map(str::len)
            .sum::<usize>()
    }

    /// Strips what must never stand in a field; line ends become a space where there is one line
    /// only, full-width signs narrow where there is a number.
    fn clean(&self, text: &str) -> String {
        let clean = clean::text(text);
        match self.kind {
            FieldKind::Area => clean,
            FieldKind::Line => clean.replace('\n', " "),
            FieldKind::Number | FieldKind::Case => clean
                .replace('\n', " ")
                .chars()
                .map(|sign| {
                    if is_full_width(sign) {
                        fold(sign)
                    } else {
                        sign
                    }
                })
                .collect(),
        }
    }
}

fn is_full_width(character: char) -> bool {
    matches!(character, '\u{ff01}'..='\u{ff5e}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::{Key, parse_keys};

    /// Types `keys` as a key file would write them.
    fn typed(kind: FieldKind, keys: &str) -> Field {
        let mut field = Field::new(kind);
        for text in keys.split_whitespace() {
            let key = if text.chars().count() == 1 {
                Key::plain(Code::Char(text.chars().next().unwrap()))
            } else {
                parse_keys(text).unwrap()[0]
            };
            field.press(Press::alone(key));
        }
        field
    }

    #[test]
    fn keys_make_text_and_caret() {
        for (kind, keys, before, text) in [
            (FieldKind::Line, "牟 春 生", "牟春生", "牟春生"),
            (
                FieldKind::Line,
                "牟 春 生 <Left> <Left> x",
                "牟x",
                "牟x春生",
            ),
            (FieldKind::Line, "a b c <Home> <Delete>", "", "bc"),
            (FieldKind::Line, "a b c <Left> <Backspace>", "a", "ac"),
            (FieldKind::Line, "a <Enter> b", "ab", "ab"),
            (FieldKind::Area, "a <Enter> b", "a\nb", "a\nb"),
            (
                FieldKind::Area,
                "牟 春 <Enter> 生 <Up> <End> x",
                "牟春x",
                "牟春x\n生",
            ),
            (
                FieldKind::Area,
                "a <Enter> b c <Up> <Down> x",
                "a\nbx",
                "a\nbxc",
            ),
            (FieldKind::Number, "１ ３ ８", "138", "138"),
            (FieldKind::Line, "１ ３", "１３", "１３"),
        ] {
            let field = typed(kind, keys);
            assert_eq!(
                (field.before_caret(), field.text()),
                (before, text),
                "{keys}"
            );
        }
    }

    #[test]
    fn a_grapheme_is_one_step_for_the_caret() {
        let mut field = Field::with(FieldKind::Line, "a👍🏽e\u{301}");
        field.press(Press::alone(Key::plain(Code::Backspace)));
        assert_eq!(field.text(), "a👍🏽");
        field.press(Press::alone(Key::plain(Code::Backspace)));
        assert_eq!(field.text(), "a");
    }

    #[test]
    fn a_paste_is_cleaned_and_never_breaks_a_line_field() {
        let mut field = Field::new(FieldKind::Line);
        field.paste("牟\u{1b}[31m春\r\n生\u{202e}\u{7}");
        assert_eq!(field.text(), "牟[31m春 生");
        let mut area = Field::new(FieldKind::Area);
        area.paste("一\r\n二");
        assert_eq!(area.text(), "一\n二");
    }

    #[test]
    fn a_proposal_gives_way_to_what_is_typed_or_pasted_and_to_nothing_else() {
        let press = |field: &mut Field, code| field.press(Press::alone(Key::plain(code)));
        let proposed = || Field::proposing(FieldKind::Line, "desk");
        let mut field = proposed();
        for letter in ['张', '敏'] {
            press(&mut field, Code::Char(letter));
        }
        assert_eq!(field.text(), "张敏");
        assert!(field.undo());
        assert_eq!(field.text(), "desk");
        let mut field = proposed();
        field.paste("张敏");
        assert_eq!(field.text(), "张敏");
        let mut field = proposed();
        press(&mut field, Code::End);
        press(&mut field, Code::Char('1'));
        assert_eq!(field.text(), "desk1");
    }

    #[test]
    fn undo_takes_back_typing_as_a_whole_and_a_paste_by_itself() {
        let mut field = typed(FieldKind::Line, "a b c");
        field.paste("牟");
        assert!(field.undo());
        assert_eq!(field.text(), "abc");
        assert!(field.undo());
        assert_eq!(field.text(), "");
        assert!(!field.undo());
        assert!(field.redo() && field.redo() && !field.redo());
        assert_eq!(field.text(), "abc牟");
    }
}
