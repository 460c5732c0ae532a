//! 批量交办结果: how many cases were assigned, and why the others were not.

use crate::app::ledger::page::{Column, Page};
use crate::app::shared::Shared;
use crate::domain::act::CommitResult;
use crate::domain::number::CaseNumber;
use crate::words::bundle::Words;

const COLUMNS: &[Column] = &[
    Column::text("col-number"),
    Column::wrapped("queue-col-reason"),
];

/// What came of an assignment, case by case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    /// How many were assigned.
    done: usize,
    /// Those that were not, each with the reason in words.
    kept: Vec<(CaseNumber, String)>,
}

impl Report {
    /// Puts the outcomes to their cases.
    pub(super) fn of(words: &Words, cases: &[CaseNumber], outcomes: &[CommitResult]) -> Self {
        let mut report = Self {
            done: 0,
            kept: Vec::new(),
        };
        for (case, outcome) in cases.iter().zip(outcomes) {
            let reason = match outcome {
                CommitResult::Done(_) | CommitResult::Known(_) => {
                    report.done += 1;
                    continue;
                }
                CommitResult::Refused(refusal) => words.refusal(refusal),
                CommitResult::Conflict { .. } => words.say("queue-conflict"),
                CommitResult::Skipped { number } => number.to_string(),
            };
            report.kept.push((*case, reason));
        }
        report
    }

    /// Gives the cases that were not assigned.
    pub(super) fn cases(&self) -> Vec<CaseNumber> {
        self.kept.iter().map(|(case, _)| *case).collect()
    }

    /// Counts both.
    pub(super) fn heading(&self, words: &Words) -> String {
        let args = [("done", self.done.into()), ("kept", self.kept.len().into())];
        words.say_with("queue-report", &args)
    }

    /// Writes the cases that were not assigned with their reasons.
    pub(super) fn page(&self, shared: &Shared) -> Page<CaseNumber> {
        let words = &shared.words;
        let mut page = Page::new(self.heading(words));
        page.sheet(words.say("queue-report-title"), COLUMNS);
        for (case, reason) in &self.kept {
            page.row(*case, [case.to_string().into(), reason.as_str().into()]);
        }
        page
    }
}
