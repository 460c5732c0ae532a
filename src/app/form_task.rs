//! A form over a pane: what it is for, its lines, and what stands against it.

use chrono::NaiveDate;

use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::when::parse_day;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::bundle::Words;

/// The lines that the forms of a pane have.
pub trait Asked: Copy + PartialEq + 'static {
    /// Every line.
    const ALL: &'static [Self];

    /// Gives the key of its label: `ask-` and the field's name.
    fn word(self) -> &'static str;

    /// Gives what kind of text it takes.
    fn kind(self) -> FieldKind {
        FieldKind::Line
    }

    /// Gives the field's name, as refusals know it.
    fn field(self) -> &'static str {
        bare(self.word())
    }

    /// Makes the line.
    fn line(self) -> Line<Self> {
        Line::text(self, self.word(), self.kind())
    }

    /// Makes lines that must be filled in.
    fn needed(asks: &[Self]) -> Vec<Line<Self>> {
        asks.iter().map(|ask| ask.line().needed()).collect()
    }
}

/// Gives the name that refusals have for the line with this label.
pub fn bare(word: &'static str) -> &'static str {
    word.strip_prefix("ask-").unwrap_or(word)
}

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTask<K, I, M = ()> {
    /// What it is for.
    pub kind: K,
    /// Its lines.
    pub form: Form<I>,
    /// What is wrong with it as a whole.
    pub problem: Option<String>,
    /// What else it knows of what it is about.
    pub more: M,
}

impl<K, I: Asked> FormTask<K, I> {
    /// Makes a form without a problem.
    pub const fn with(kind: K, form: Form<I>) -> Self {
        Self::knowing(kind, form, ())
    }
}

impl<K, I: Asked, M> FormTask<K, I, M> {
    /// Makes a form that knows more of what it is about.
    pub const fn knowing(kind: K, form: Form<I>, more: M) -> Self {
        Self {
            kind,
            form,
            problem: None,
            more,
        }
    }

    /// Gives what stands in a line, without the spaces around it.
    pub fn text(&self, ask: I) -> String {
        self.form.text(ask).trim().to_owned()
    }

    /// Reads a day; `None` for an empty line.
    ///
    /// # Errors
    /// Refuses what is no day.
    pub fn optional_day(&self, ask: I, today: NaiveDate) -> Result<Option<NaiveDate>, Refusal> {
        let typed = self.text(ask);
        if typed.is_empty() {
            return Ok(None);
        }
        let read = parse_day(&typed, today);
        read.map(Some)
            .ok_or(Refusal::about(ask.field(), Reason::NotADate))
    }

    /// Reads a day that must be there.
    ///
    /// # Errors
    /// Refuses an empty line and what is no day.
    pub fn day(&self, ask: I, today: NaiveDate) -> Result<NaiveDate, Refusal> {
        self.optional_day(ask, today)?
            .ok_or(Refusal::about(ask.field(), Reason::Missing))
    }

    /// Shows a refusal at its line; one about no line is shown above them.
    pub fn refuse(&mut self, refusal: &Refusal, words: &Words) {
        let named: Vec<(I, &str)> = I::ALL.iter().map(|ask| (*ask, ask.field())).collect();
        self.problem = self.form.refuse(&named, refusal, words);
    }
}
