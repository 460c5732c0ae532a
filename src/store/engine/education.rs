//! Law-education staff, and trainings by number and day.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::education::{EducatorRecord, TrainingRecord};
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::{Batch, By};
use super::grid;
use crate::domain::act::{CommitResult, Done};
use crate::domain::education::staff::{Educator, EducatorId};
use crate::domain::education::training::{Training, TrainingFact, TrainingId};
use crate::domain::entry::{Stream, What};
use crate::domain::refusal::{Reason, Refusal};

const BY_DAY: u8 = b'd';

impl Aggregate for Educator {
    type Fact = Self;

    const TABLE: Table = Table::Educators;
    const NAME: &'static str = "educator";

    fn stream(number: u32) -> Stream {
        Stream::Educator(EducatorId(number))
    }

    entry!(boxed Educator(Self));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        facts.into_iter().last().cloned()
    }

    record!(EducatorRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

impl Aggregate for Training {
    type Fact = TrainingFact;

    const TABLE: Table = Table::Trainings;
    const NAME: &'static str = "training";

    fn stream(number: u32) -> Stream {
        Stream::Training(TrainingId(number))
    }

    entry!(Training(TrainingFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a TrainingFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(TrainingRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        vec![aggregates::head(BY_DAY, &key::date(self.lesson.day))]
    }
}

acts!(Educator, EducatorId, Box<Educator> => educator(tables, batch, by));
acts!(Training, TrainingId, TrainingFact => training(tables, by));

/// Adds a member of the staff, or replaces his card.
pub(crate) fn educator(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    id: Option<EducatorId>,
    card: &Educator,
) -> Result<CommitResult, StoreError> {
    let refused = |refusal| Ok(CommitResult::Refused(refusal));
    let tree = grid::within(tables, batch)?;
    let place = tree.get(&card.node).map(|node| node.level);
    if let Err(refusal) = card.check(place) {
        return refused(refusal);
    }
    let old: Option<Educator> = match id {
        None => None,
        Some(id) => match aggregates::get(tables, id.0)? {
            Some(old) => Some(old),
            None => return refused(Refusal::about("educator", Reason::NotFound)),
        },
    };
    if old.as_ref() == Some(card) {
        return refused(Refusal::new(Reason::NothingChanged));
    }
    let twice = staff(tables)?.into_iter();
    if twice
        .filter(|(other, _)| Some(*other) != id)
        .any(|(_, other)| other.is_same(card))
    {
        return refused(Refusal::about("educator_name", Reason::AlreadyKnown));
    }
    let id = match id {
        Some(id) => id,
        None => EducatorId(aggregates::next::<Educator>(tables)?),
    };
    aggregates::keep(tables, by, id.0, card, old.as_ref(), card)?;
    Ok(CommitResult::Done(Done::Educator(id)))
}

/// Writes a training down, or does something to one.
pub(crate) fn training(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<TrainingId>,
    fact: &TrainingFact,
) -> Result<CommitResult, StoreError> {
    let today = by.when.date();
    let not_found = || Refusal::about("training", Reason::NotFound);
    let (decided, old) = match (id, fact) {
        (None, TrainingFact::Held(lesson)) => (Training::held(lesson, today), None),
        (Some(id), fact) => match aggregates::get::<Training>(tables, id.0)? {
            Some(old) => {
                let level = match fact {
                    TrainingFact::Attended(who) => {
                        let card: Option<Educator> = aggregates::get(tables, who.0)?;
                        card.map(|card| card.level)
                    }
                    TrainingFact::Held(_)
                    | TrainingFact::Corrected(_)
                    | TrainingFact::Absent(_) => None,
                };
                (old.apply(fact, level, today), Some(old))
            }
            None => (Err(not_found()), None),
        },
        (None, _) => (Err(not_found()), None),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    let id = match id {
        Some(id) => id,
        None => TrainingId(aggregates::next::<Training>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    Ok(CommitResult::Done(Done::Training(id)))
}

/// Gives the whole staff, in the order in which they were added.
pub(crate) fn staff(tables: &dyn ReadTables) -> Result<Vec<(EducatorId, Educator)>, StoreError> {
    let mut found = Vec::new();
    for number in aggregates::under::<Educator>(tables, &[Educator::ROW])? {
        if let Some(card) = aggregates::get(tables, number)? {
            found.push((EducatorId(number), card));
        }
    }
    Ok(found)
}

/// Gives the trainings from one day to another, both included, the last one first.
pub(crate) fn trainings(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(TrainingId, Training)>, StoreError> {
    let mut found = Vec::new();
    for number in aggregates::between::<Training>(tables, BY_DAY, Some(from), to, true)? {
        if let Some(training) = aggregates::get(tables, number)? {
            found.push((TrainingId(number), training));
        }
    }
    Ok(found)
}
