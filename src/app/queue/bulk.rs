//! 批量交办: one form for many cases, and what came of each.

use crate::app::field::Kind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::domain::act::{Deed, Outcome};
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::Refusal;
use crate::words::say::Words;

/// Makes the form: unit, holder, leader, as the step asks them.
pub(super) fn form() -> Form<usize> {
    let asks = StepKind::Assign.asks().iter().enumerate();
    Form::new(
        asks.map(|(at, ask)| Line::text(at, format!("ask-{}", ask.field), Kind::Line))
            .collect(),
    )
}

/// Reads the form.
///
/// # Errors
/// What does not read; nothing filled in is refused here, before many cases say so one by one.
pub(super) fn read(form: &Form<usize>) -> Result<Step, Vec<Refusal>> {
    let asks = StepKind::Assign.asks();
    let answers: Vec<String> = (0..asks.len()).map(|at| form.text(at).to_owned()).collect();
    StepKind::Assign.read(&answers)
}

/// Gives the deeds: the same step for each case, on the revision that the list showed.
pub(super) fn deeds(step: &Step, cases: impl Iterator<Item = (CaseNumber, u32)>) -> Vec<Deed> {
    cases
        .map(|(case, expected)| Deed::Step {
            case,
            expected,
            step: step.clone(),
        })
        .collect()
}

/// What came of it, case by case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many were done.
    pub done: usize,
    /// Those that were not, each with the reason in words.
    pub kept: Vec<(CaseNumber, String)>,
    /// First of them shown.
    pub top: usize,
}

impl Report {
    /// Puts the outcomes to their cases.
    pub(super) fn of(words: &Words, cases: &[CaseNumber], outcomes: &[Outcome]) -> Self {
        let mut report = Self {
            done: 0,
            kept: Vec::new(),
            top: 0,
        };
        for (case, outcome) in cases.iter().zip(outcomes) {
            let reason = match outcome {
                Outcome::Done(_) => {
                    report.done += 1;
                    continue;
                }
                Outcome::Refused(refusal) => words.refusal(refusal),
                Outcome::Conflict { .. } => words.say("queue-conflict"),
                Outcome::Skipped { number } => number.to_string(),
            };
            report.kept.push((*case, reason));
        }
        report
    }

    /// Scrolls by rows.
    pub(super) fn scroll(&mut self, by: isize) {
        let last = self.kept.len().saturating_sub(1);
        self.top = self.top.saturating_add_signed(by).min(last);
    }
}
