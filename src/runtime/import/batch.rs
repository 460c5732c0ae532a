//! Acts of an import, kept in bounded transactions: what was kept before a failure stands, and
//! running the same import again goes on from there.

use crate::domain::act::{Act, Action, CommitResult, Done};
use crate::exchange::field_message::{FieldMessage, recognition};
use crate::exchange::table::Place;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::Source;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// How a deed's thing stands to what is in the store already.
#[derive(Debug, Default)]
pub struct Standing {
    /// Whether it is there.
    pub here: bool,
    /// What is told of it.
    pub messages: Vec<FieldMessage>,
}

/// Looks for a deed's thing in the store; may change the deed where something of it is taken.
pub type IsHere<'a> = &'a dyn Fn(&Snapshot<'_>, &mut Action) -> Result<Standing, StoreError>;

/// Rows on their way into the store.
pub struct Batch<'a> {
    source: &'a Source<'a>,
    is_here: Option<IsHere<'a>>,
    waiting: Vec<(Place, Act)>,
}

impl<'a> Batch<'a> {
    /// Begins without rows. `is_here`, where it is given, is asked before anything is written.
    pub fn new(source: &'a Source<'a>, is_here: Option<IsHere<'a>>) -> Self {
        Self {
            source,
            is_here,
            waiting: Vec::with_capacity(source.slice),
        }
    }

    /// Takes the deed of a row; a full batch is written.
    pub fn push(
        &mut self,
        at: Place,
        action: Action,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let act = Act {
            who: self.source.who.to_owned(),
            when: self.source.now,
            action,
        };
        self.waiting.push((at, act));
        if self.waiting.len() < self.source.slice {
            return Ok(());
        }
        self.flush(report)
    }

    /// Writes what waits; a rehearsal only asks what is here already.
    pub fn flush(&mut self, report: &mut Report) -> Result<(), StoreError> {
        let mut fresh: Vec<(Place, Act)> = Vec::with_capacity(self.waiting.len());
        let waiting = &mut self.waiting;
        let is_here = self.is_here;
        self.source.store.read(&mut |snapshot| {
            for (at, mut act) in waiting.drain(..) {
                let standing = match is_here {
                    Some(is_here) => is_here(snapshot, &mut act.action)?,
                    None => Standing::default(),
                };
                report.doubt(&at, standing.messages);
                if standing.here {
                    report.skipped += 1;
                } else {
                    fresh.push((at, act));
                }
            }
            Ok(())
        })?;
        if self.source.rehearsal {
            report.imported += fresh.len() as u64;
            return Ok(());
        }
        if fresh.is_empty() {
            return Ok(());
        }
        let (rows, acts): (Vec<Place>, Vec<Act>) = fresh.into_iter().unzip();
        let outcomes = self.source.store.commit(&acts)?;
        for (at, outcome) in rows.into_iter().zip(outcomes) {
            if let CommitResult::Done(
                Done::Registered { recognised, .. } | Done::Person { recognised, .. },
            ) = &outcome
            {
                let words = self.source.words;
                let messages = recognised.iter().map(|it| recognition(words, it));
                report.doubt(&at, messages.collect());
            }
            match outcome {
                CommitResult::Skipped { .. }
                | CommitResult::Known(_)
                | CommitResult::Done(Done::Person { known: true, .. }) => {
                    report.skipped += 1;
                }
                CommitResult::Done(_) => report.imported += 1,
                CommitResult::Refused(refusal) => {
                    let text = self.source.words.refusal(&refusal);
                    report.refuse(&at, refusal.field.unwrap_or_default(), text);
                }
                CommitResult::Conflict { .. } => {
                    let text = self.source.words.say("refusal-changed-meanwhile");
                    report.refuse(&at, "", text);
                }
            }
        }
        Ok(())
    }
}
