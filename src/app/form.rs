//! A form: labelled entries one below the other, one of them open; problems stand at their entries,
//! all at once, with the cursor on the first.

use crate::app::field::{Field, FieldKind};
use crate::app::form::line::{Digit, Entry, Line};
use crate::app::part::Openness;
use crate::app::unfinished::{FormDrafts, OpenForm};
use crate::command::table::Command;
use crate::domain::draft::unfinished::{TypedLine, Unfinished};
use crate::domain::phrase::OpenText;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::bundle::Words;

pub mod line;
pub mod rows;

mod clearing;
#[cfg(test)]
mod tests;
mod typing;

/// Rows of a field of several lines while it is open.
pub const AREA_ROWS: u16 = 4;

/// A form whose lines are known by `I`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form<I> {
    lines: Vec<Line<I>>,
    open: usize,
    /// What stood in the lines before anyone typed; `None` until then.
    before: Option<Vec<String>>,
    /// The digit that was just typed into a choice.
    digit: Option<Digit>,
    /// What was typed and then taken back as a whole.
    cleared: Option<Unfinished>,
}

/// What a command did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Nothing: the command is not the form's.
    Nothing,
    /// The hand moved, or an entry changed.
    Changed,
    /// Enter on the last line.
    Ended,
}

impl<I: Copy + PartialEq> Form<I> {
    /// Makes a form, the cursor on its first line.
    pub fn new(lines: Vec<Line<I>>) -> Self {
        let open = lines.iter().position(|line| !line.folded).unwrap_or(0);
        Self {
            lines,
            open,
            before: None,
            digit: None,
            cleared: None,
        }
    }

    /// Gives the same form with its lines known by their places, for whoever draws forms of any kind.
    pub fn numbered(&self) -> Form<usize> {
        let lines = self.lines.iter().enumerate();
        Form {
            lines: lines.map(|(at, line)| line.known_by(at)).collect(),
            open: self.open,
            before: None,
            digit: None,
            cleared: None,
        }
    }

    /// Gives the lines in sight, each with whether it is open.
    pub fn shown(&self) -> impl Iterator<Item = (&Line<I>, bool)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.folded)
            .map(|(at, line)| (line, at == self.open))
    }

    /// Gives the line under the cursor.
    pub fn cursor(&self) -> Option<I> {
        self.lines.get(self.open).map(|line| line.id)
    }

    /// Puts the cursor on a line, and brings it into sight.
    pub fn go(&mut self, id: I) {
        if let Some(at) = self.lines.iter().position(|line| line.id == id) {
            self.lines[at].folded = false;
            self.open = at;
        }
    }

    /// Gives a line.
    pub fn line(&self, id: I) -> Option<&Line<I>> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Gives a line, to be changed.
    pub fn line_mut(&mut self, id: I) -> Option<&mut Line<I>> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    /// Gives the text of a line; empty for a choice.
    pub fn text(&self, id: I) -> &str {
        match self.line(id).map(|line| &line.entry) {
            Some(Entry::Text(field)) => field.text(),
            Some(Entry::Code(..)) | None => "",
        }
    }

    /// Gives the code chosen on a line.
    pub fn code(&self, id: I) -> Option<&'static str> {
        match self.line(id).map(|line| &line.entry) {
            Some(Entry::Code(_, choice)) => choice.value(),
            Some(Entry::Text(_)) | None => None,
        }
    }

    /// Gives what stands in lines that the form has, codes as codes.
    pub fn texts(&self, ids: &[I]) -> Vec<(I, String)> {
        let lines = ids.iter().filter_map(|id| self.line(*id));
        lines
            .map(|line| (line.id, line.entry.text_or_code().trim().to_owned()))
            .collect()
    }

    /// Says how a line read before and reads now.
    pub fn reads_now(&self, words: &Words, id: I, old: &str, new: &str) -> String {
        let Some(line) = self.line(id) else {
            return String::new();
        };
        let in_words = |text: &str| match &line.entry {
            _ if text.is_empty() => words.say("case-empty-value"),
            Entry::Code(list, _) => words.code(list, text),
            Entry::Text(_) => text.to_owned(),
        };
        let args = [
            ("field", line.label_text(words).into()),
            ("old", in_words(old).into()),
            ("new", in_words(new).into()),
        ];
        words.say_with("case-corrected", &args)
    }

    /// Writes a text or chooses a code; a code that is none of the list is let be.
    pub fn fill(&mut self, id: I, text: &str) {
        let Some(line) = self.line_mut(id) else {
            return;
        };
        match &mut line.entry {
            Entry::Text(field) => field.set(text),
            Entry::Code(_, choice) => {
                let code = choice.options().iter().copied().find(|code| *code == text);
                if let Some(code) = code {
                    choice.set(code);
                }
            }
        }
    }

    /// Writes a text that the clerk may let stand or type over.
    pub fn propose(&mut self, id: I, text: &str) {
        self.fill(id, text);
        if let Some(line) = self.line_mut(id) {
            line.proposed = !text.is_empty();
        }
    }

    /// Writes what stands there already: one line is typed over, as a cell of a sheet is, several are
    /// gone on with.
    pub fn stand(&mut self, id: I, text: &str) {
        let line = self.line(id).map(|line| &line.entry);
        match line {
            Some(Entry::Text(field)) if field.kind() != FieldKind::Area => self.propose(id, text),
            Some(Entry::Text(_) | Entry::Code(..)) | None => self.fill(id, text),
        }
    }

    /// Writes a proposal that the clerk took, as if it had been typed.
    pub fn take(&mut self, id: I, text: &str) {
        self.touched();
        self.fill(id, text);
        if let Some(line) = self.line_mut(id) {
            line.problem = None;
            line.proposed = false;
        }
    }

    /// Shows or hides the lines that `which` names; the cursor leaves a line that goes.
    pub fn fold(&mut self, which: impl Fn(I) -> bool, folded: bool) {
        for line in self.lines.iter_mut().filter(|line| which(line.id)) {
            line.folded = folded;
        }
        if self.lines.get(self.open).is_some_and(|line| line.folded) {
            self.step(-1);
        }
    }

    /// Says whether a line must be filled in as the others stand now.
    pub fn need(&mut self, id: I, needed: bool) {
        if let Some(line) = self.line_mut(id) {
            line.needed = needed;
        }
    }

    /// Puts problems at their lines, all at once, and the cursor on the first; lines without one
    /// are clear again.
    pub fn tell(&mut self, problems: &[(I, String)]) {
        for line in &mut self.lines {
            line.problem = problems
                .iter()
                .find(|(id, _)| *id == line.id)
                .map(|(_, text)| text.clone());
        }
        if let Some(first) = self.lines.iter().find(|line| line.problem.is_some()) {
            self.go(first.id);
        }
    }

    /// Tells at each line in sight that must be filled in and is empty that it is, the cursor on the
    /// first; false where there is none.
    pub fn lacks(&mut self, words: &Words) -> bool {
        let missing = words.refusal(&Refusal::new(Reason::Missing));
        let lines = self.lines.iter();
        let empty = lines.filter(|line| line.needed && !line.folded && line.entry.is_empty());
        let problems: Vec<(I, String)> = empty.map(|line| (line.id, missing.clone())).collect();
        if !problems.is_empty() {
            self.tell(&problems);
        }
        !problems.is_empty()
    }

    /// Puts a refusal at the line whose field it names, the fields being `named`; gives its words
    /// where it is about none of the lines, so that they stand above the form.
    pub fn refuse(
        &mut self,
        named: &[(I, &str)],
        refusal: &Refusal,
        words: &Words,
    ) -> Option<String> {
        let line = named
            .iter()
            .find(|(id, field)| Some(*field) == refusal.field && self.line(*id).is_some());
        let Some((id, _)) = line else {
            return Some(words.refusal(refusal));
        };
        let bare = words.refusal(&Refusal::new(refusal.reason.clone()));
        self.tell(&[(*id, bare)]);
        None
    }

    /// Gives what stands in the field that is open, where it is one for words.
    pub fn open_text(&self) -> Option<OpenText<'_>> {
        match &self.lines.get(self.open)?.entry {
            Entry::Text(field) => Some(OpenText {
                before: field.before_caret(),
                text: field.text(),
            }),
            Entry::Code(..) => None,
        }
    }

    /// Tells which keys the open entry takes.
    pub fn open_field(&self) -> Openness {
        match self.lines.get(self.open).map(|line| &line.entry) {
            Some(Entry::Text(field)) => field.openness(),
            Some(Entry::Code(..)) => Openness::Choice,
            None => Openness::Closed,
        }
    }

    /// Gives what was typed, under a name; `None` where all stands as it was proposed.
    pub fn written(&self, name: String) -> Option<Unfinished> {
        let before = self.before.iter().flatten();
        let lines: Vec<TypedLine> = self
            .lines
            .iter()
            .zip(before)
            .filter(|(line, before)| line.entry.text_or_code() != before.as_str())
            .map(|(line, _)| TypedLine {
                label: line.name(),
                text: line.entry.text_or_code().to_owned(),
            })
            .collect();
        if lines.is_empty() {
            return None;
        }
        let cursor = self.lines.get(self.open);
        Some(Unfinished {
            name,
            cursor: cursor.map_or(String::new(), Line::name),
            open: true,
            lines,
            save: None,
        })
    }

    /// Gives the form as one that stands open under a name.
    pub fn opened(&self, name: String) -> OpenForm {
        let written = self.written(name.clone());
        OpenForm { name, written }
    }

    /// Goes on with what was left of the form of this name.
    pub fn take_up(&mut self, unfinished: &FormDrafts, name: &str) {
        if let Some(left) = unfinished.left(name) {
            self.restore(left);
        }
    }

    /// Writes what was typed before, each line in sight, the cursor where it stood; a line that the
    /// form no longer has is passed over.
    pub fn restore(&mut self, written: &Unfinished) {
        self.touched();
        for typed in &written.lines {
            let line = self.lines.iter_mut().find(|it| it.name() == typed.label);
            if let Some(line) = line {
                line.folded = false;
                line.proposed = false;
                match &mut line.entry {
                    Entry::Text(field) => field.set(&typed.text),
                    Entry::Code(_, choice) => {
                        let options = choice.options().iter().copied();
                        match options.clone().find(|code| *code == typed.text) {
                            Some(code) => choice.set(code),
                            None => _ = choice.clear(),
                        }
                    }
                }
            }
        }
        if let Some(at) = self.lines.iter().position(|it| it.name() == written.cursor) {
            self.open = at;
        }
    }

    /// Gives the lines in which cases are named, those in sight, with what stands in them.
    pub fn cases(&self) -> impl Iterator<Item = (I, &str)> {
        let shown = self.lines.iter().filter(|line| !line.folded);
        shown.filter_map(|line| match &line.entry {
            Entry::Text(field) if field.kind() == FieldKind::Case => Some((line.id, field.text())),
            Entry::Text(_) | Entry::Code(..) => None,
        })
    }

    /// Remembers what stood in the lines before the first key.
    fn touched(&mut self) {
        if self.before.is_none() {
            let texts = self
                .lines
                .iter()
                .map(|it| it.entry.text_or_code().to_owned());
            self.before = Some(texts.collect());
        }
    }

    /// Does what a command asks of a form: next and previous line, undo, redo.
    pub fn command(&mut self, command: Command) -> Did {
        self.digit = None;
        match command {
            Command::FieldNext | Command::MoveDown => self.step(1),
            Command::FieldPrevious | Command::MoveUp => self.step(-1),
            Command::Choose => {
                let before = self.open;
                self.step(1);
                if self.open == before {
                    return Did::Ended;
                }
            }
            Command::FormClear if self.clear() => {}
            Command::Undo | Command::Redo => {
                if let Some(Entry::Text(field)) =
                    self.lines.get_mut(self.open).map(|line| &mut line.entry)
                {
                    if command == Command::Undo {
                        field.undo();
                    } else {
                        field.redo();
                    }
                }
            }
            _ => return Did::Nothing,
        }
        Did::Changed
    }

    /// Tells whether a command would do something now.
    pub fn valid(&self, command: Command) -> bool {
        let field = match self.lines.get(self.open).map(|line| &line.entry) {
            Some(Entry::Text(field)) => Some(field),
            Some(Entry::Code(..)) | None => None,
        };
        match command {
            Command::FieldNext | Command::FieldPrevious | Command::Choose => true,
            Command::FormClear => self.can_clear(),
            Command::Undo => field.is_some_and(Field::can_undo),
            Command::Redo => field.is_some_and(Field::can_redo),
            _ => false,
        }
    }

    /// Moves the cursor over lines in sight, stopping at the ends.
    fn step(&mut self, by: isize) {
        let mut at = self.open;
        while let Some(next) = at.checked_add_signed(by).filter(|n| *n < self.lines.len()) {
            at = next;
            if !self.lines[at].folded {
                self.open = at;
                return;
            }
        }
    }
}
