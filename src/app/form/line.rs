//! A line of a form: its label, what is filled in, what is wrong with it.

use crate::app::choice::Choice;
use crate::app::field::{Field, FieldKind};
use crate::words::bundle::Words;

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Text.
    Text(Field),
    /// One code of a list; its words stand under the list's name and the code.
    Code(&'static str, Choice<&'static str>),
}

impl Entry {
    /// Tells whether nothing is filled in.
    pub fn is_empty(&self) -> bool {
        self.text_or_code().trim().is_empty()
    }

    /// Gives its text, or the code that is chosen.
    pub(super) fn text_or_code(&self) -> &str {
        match self {
            Self::Text(field) => field.text(),
            Self::Code(_, choice) => choice.value().unwrap_or_default(),
        }
    }
}

/// What became of words that were typed into a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Strayed {
    /// They stand in the line with this label.
    To(String),
    /// The form has no line for words: they stand here.
    Kept(String),
}

/// A digit that was typed into a choice, and how the choice stood before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digit {
    pub(super) typed: char,
    pub(super) chosen: Option<&'static str>,
    pub(super) strayed: Option<Strayed>,
}

/// A line of the form, known by `id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<I> {
    /// Which line it is.
    pub id: I,
    /// Key of its label.
    pub label: String,
    /// The code of the step that it belongs to, where the form takes several; empty for the first.
    pub of: &'static str,
    /// It must be filled in: a star stands at the label.
    pub needed: bool,
    /// It is out of sight and passed over.
    pub folded: bool,
    /// What is filled in.
    pub entry: Entry,
    /// Its text is a proposal that nobody has touched: the first character typed takes its place.
    pub proposed: bool,
    /// What is wrong with it, in words.
    pub problem: Option<String>,
    /// A hint that stands to its right, in words.
    pub hint: Option<String>,
    /// Words were typed into its choice.
    pub strayed: Option<Strayed>,
}

impl<I> Line<I> {
    /// Makes a line for text.
    pub fn text(id: I, label: impl Into<String>, kind: FieldKind) -> Self {
        Self::new(id, label, Entry::Text(Field::new(kind)))
    }

    /// Makes a line for one code of a list that nobody has chosen yet.
    pub fn code(
        id: I,
        label: impl Into<String>,
        list: &'static str,
        codes: &[&'static str],
    ) -> Self {
        Self::new(id, label, Entry::Code(list, Choice::open(codes)))
    }

    fn new(id: I, label: impl Into<String>, entry: Entry) -> Self {
        Self {
            id,
            label: label.into(),
            of: "",
            needed: false,
            folded: false,
            entry,
            proposed: false,
            problem: None,
            hint: None,
            strayed: None,
        }
    }

    /// Gives the same line under another name.
    pub fn known_by<J>(&self, id: J) -> Line<J> {
        Line {
            id,
            label: self.label.clone(),
            of: self.of,
            needed: self.needed,
            folded: self.folded,
            entry: self.entry.clone(),
            proposed: self.proposed,
            problem: self.problem.clone(),
            hint: self.hint.clone(),
            strayed: self.strayed.clone(),
        }
    }

    /// Gives the name by which it is found again: no other line of the form has it.
    pub fn name(&self) -> String {
        if self.of.is_empty() {
            self.label.clone()
        } else {
            format!("{}/{}", self.of, self.label)
        }
    }

    /// Gives its label in words.
    pub fn label_text(&self, words: &Words) -> String {
        let label = words.say(&self.label);
        if self.of.is_empty() {
            return label;
        }
        let args = [
            ("step", words.code("step", self.of).into()),
            ("label", label.into()),
        ];
        words.say_with("form-label-of", &args)
    }

    /// Makes it one of a step that the form takes beside its first.
    #[must_use]
    pub const fn of_step(mut self, code: &'static str) -> Self {
        self.of = code;
        self
    }

    /// Makes it one that must be filled in.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// Takes it out of sight.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.folded = true;
        self
    }
}
