//! 撤销一步: an entry of the history that is being withdrawn; only the reason is asked.

use crate::app::case::history;
use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::domain::act::Action;
use crate::domain::case::fact::step::Step;
use crate::domain::entry::{Entry, What, past};
use crate::domain::refusal::Refusal;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// A step that is being withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoing {
    /// What the entry says.
    pub sentence: String,
    /// Its one line.
    pub form: Form<()>,
    /// What stands against it.
    pub message: Option<String>,
    pub(super) of: u32,
    pub(super) expected: u32,
}

impl Undoing {
    /// Opens the line for the entry; `None` when it is no step of the case.
    ///
    /// # Errors
    /// What stands against withdrawing it, before a reason is typed.
    pub(super) fn open(
        entry: &Entry,
        view: &CaseView,
        who: &str,
        words: &Words,
        revealed: bool,
    ) -> Option<Result<Self, Refusal>> {
        let What::Case(_) = &entry.what else {
            return None;
        };
        let history = past(&view.history);
        let undone = view.case.may_undo(&history, entry.seq, who, &view.calendar);
        if let Err(refusal) = undone {
            return Some(Err(refusal));
        }
        Some(Ok(Self {
            sentence: history::sentence(words, entry, revealed).unwrap_or_default(),
            form: Form::new(vec![Line::text((), "ask-reason", FieldKind::Area).needed()]),
            message: None,
            of: entry.seq,
            expected: view.case.revision,
        }))
    }

    /// Gives the deed, asked of the domain first.
    ///
    /// # Errors
    /// What the domain refuses.
    pub(super) fn action(&self, view: &CaseView, who: &str) -> Result<Action, Refusal> {
        let reason = self.form.text(()).trim().to_owned();
        view.case
            .undo(&past(&view.history), self.of, &reason, who, &view.calendar)?;
        Ok(Action::Step {
            case: view.case.number,
            expected: self.expected,
            step: Step::Undo {
                of: self.of,
                reason,
            },
        })
    }
}
