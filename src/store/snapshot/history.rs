//! 办理记录: the history of anything, as whoever asks may see it.

use super::Snapshot;
use crate::domain::case::fact::merge::MergeStep;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::visibility::was_given_to;
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::handover::HandoverFact;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::engine::{aggregates, chain, rows};
use crate::store::error::StoreError;

impl Snapshot<'_> {
    /// Gives a history, as `viewer` may see it: of an accusation that is not open to him only the
    /// bare steps.
    pub fn history(&self, stream: Stream, viewer: &Viewer) -> Result<Vec<Entry>, StoreError> {
        let mut entries = chain::history(self.tables, stream)?;
        if let Stream::Person(id) = stream
            && !self.knows(id, viewer)?
        {
            entries.clear();
        }
        if aggregates::is_held_back(self.tables, stream, viewer)? {
            entries.clear();
        }
        if let Stream::Case(number) = stream
            && let Some(case) = rows::recovered(self.tables, number)?
        {
            if !case.is_open_to(viewer) {
                entries.retain_mut(|entry| match &mut entry.what {
                    What::Case(Step::Undo { reason, .. }) => {
                        reason.clear();
                        true
                    }
                    What::Case(step) => step.is_bare(),
                    _ => false,
                });
            }
            for entry in &mut entries {
                if let What::Case(Step::Merge(MergeStep::Absorbed(part))) = &mut entry.what {
                    **part = part.seen_by(viewer);
                }
            }
            let steps = entries
                .iter()
                .filter_map(|entry| Some((entry.who.as_str(), entry.step()?)));
            if !case.is_counselled_by(viewer) || !was_given_to(steps, viewer) {
                entries = entries
                    .into_iter()
                    .map(|entry| {
                        if entry.who == viewer.name {
                            entry
                        } else {
                            entry.sealed()
                        }
                    })
                    .collect();
            }
        }
        if let Stream::Whistle(id) = stream {
            entries = self.whistle_history(id, viewer)?;
        }
        if let Stream::Joint(id) = stream
            && let Some(view) = self.joint(id, viewer)?
        {
            let locked = view.rows.iter().filter(|row| row.locked);
            let locked: Vec<CaseNumber> = locked.map(|row| row.number).collect();
            entries.retain(
                |entry| matches!(&entry.what, What::Joint(fact) if !fact.tells_of(&locked)),
            );
        }
        if let Stream::Meeting(id) = stream
            && let Some(view) = self.meeting(id, viewer)?
        {
            let locked = view.rows.iter().filter(|row| row.locked);
            let locked: Vec<CaseNumber> = locked.map(|row| row.number).collect();
            entries.retain_mut(|entry| match &mut entry.what {
                What::Meeting(fact) => match fact.without(&locked) {
                    Some(seen) => {
                        *fact = seen;
                        true
                    }
                    None => false,
                },
                _ => false,
            });
        }
        if let Stream::Duty(_) = stream {
            let mut readable = Vec::new();
            for mut entry in entries {
                let may = match &mut entry.what {
                    What::Duty(fact) => self.may_tell(fact, viewer)?,
                    _ => true,
                };
                readable.extend(may.then_some(entry));
            }
            entries = readable;
        }
        for entry in &mut entries {
            if let What::Handover(HandoverFact::Given(note)) = &mut entry.what {
                self.hold_back(note, viewer)?;
            }
        }
        if let Stream::Call(id) = stream
            && self.call(id, viewer)?.is_none_or(|view| view.locked)
        {
            entries.clear();
        }
        if let Stream::Checks(_) | Stream::Sign(_) = stream {
            return self.prevention_seen(stream, entries, viewer);
        }
        Ok(entries)
    }

    /// Gives how many entries a history has, and the SHA-256 link of its last one, on which the next
    /// entry builds; zeros for an empty history.
    pub fn chain_end(&self, stream: Stream) -> Result<(u32, [u8; 32]), StoreError> {
        chain::end(self.tables, stream)
    }
}
