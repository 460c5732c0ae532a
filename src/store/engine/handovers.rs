//! Hand-overs: by number and by who gave them.

use super::super::error::StoreError;
use super::super::record::bytes::{decode, encode};
use super::super::record::handover::HandoverRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::about;
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::tied::Secret;
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::handover::{Handover, HandoverFact, HandoverId};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};

const BY_WHO: u8 = b'w';

impl Aggregate for Handover {
    type Fact = HandoverFact;

    const TABLE: Table = Table::Handovers;
    const NAME: &'static str = "hand-over";

    fn stream(number: u32) -> Stream {
        Stream::Handover(HandoverId(number))
    }

    entry!(Handover(HandoverFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a HandoverFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(HandoverRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        vec![given_by(&self.note.from)]
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        let lines = self.note.sections.iter().flat_map(|it| &it.lines);
        about::secret(tables, lines.filter_map(|line| line.item))
    }

    /// Of a matter its number alone is handed over.
    fn bare(fact: &HandoverFact, tells: &dyn Fn(Item) -> bool) -> Option<HandoverFact> {
        let HandoverFact::Given(note) = fact else {
            return None;
        };
        let mut note = note.clone();
        let mut found = false;
        for line in note.sections.iter_mut().flat_map(|it| &mut it.lines) {
            if line.item.is_some_and(tells) {
                line.words.clear();
                found = true;
            }
        }
        found.then_some(HandoverFact::Given(note))
    }

    fn telling(tables: &dyn ReadTables, _case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &[Self::ROW])
    }
}

fn given_by(who: &str) -> Vec<u8> {
    let mut head = aggregates::head(BY_WHO, who.as_bytes());
    head.push(0);
    head
}

acts!(Handover, HandoverId, HandoverFact => act(tables, by));

/// Gives or takes over a shift. Who does it and when is what the deed says of itself.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<HandoverId>,
    fact: &HandoverFact,
) -> Result<CommitResult, StoreError> {
    let refused = |refusal| Ok(CommitResult::Refused(refusal));
    let fact = match fact {
        HandoverFact::Given(note) => {
            let mut note = note.clone();
            by.who.clone_into(&mut note.from);
            note.at = by.when;
            HandoverFact::Given(note)
        }
        HandoverFact::Accepted { .. } => HandoverFact::Accepted {
            by: by.who.to_owned(),
            at: by.when,
        },
    };
    let (decided, old, id) = match (id, &fact) {
        (None, HandoverFact::Given(note)) => (Handover::give(note), None, None),
        (Some(id), fact) => match aggregates::get::<Handover>(tables, id.0)? {
            Some(old) => (old.apply(fact), Some(old), Some(id)),
            None => return refused(Refusal::about("handover", Reason::NotFound)),
        },
        (None, HandoverFact::Accepted { .. }) => {
            return refused(Refusal::about("handover", Reason::NotFound));
        }
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return refused(refusal),
    };
    let id = match id {
        Some(id) => id,
        None => HandoverId(aggregates::next::<Handover>(tables)?),
    };
    aggregates::keep(tables, by, id.0, &fact, old.as_ref(), &next)?;
    Ok(CommitResult::Done(Done::Handover(id)))
}

/// Gives the last hand-overs, the last first.
pub(crate) fn last(
    tables: &dyn ReadTables,
    limit: usize,
) -> Result<Vec<(HandoverId, Handover)>, StoreError> {
    let mut numbers = aggregates::under::<Handover>(tables, &[Handover::ROW])?;
    numbers.reverse();
    numbers.truncate(limit);
    let mut found = Vec::new();
    for number in numbers {
        if let Some(handover) = aggregates::get(tables, number)? {
            found.push((HandoverId(number), handover));
        }
    }
    Ok(found)
}

/// Gives the last hand-over that somebody gave.
pub(crate) fn last_of(tables: &dyn ReadTables, who: &str) -> Result<Option<Handover>, StoreError> {
    match aggregates::under::<Handover>(tables, &given_by(who))?.last() {
        Some(number) => aggregates::get(tables, *number),
        None => Ok(None),
    }
}
