//! 合并 and 拆分: two histories that tell of each other, written in one transaction.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{Table, WriteTables};
use super::batch::{Batch, By};
use super::chain;
use super::law::Law;
use super::{people, register, rows, secrets};
use crate::domain::act::{CommitResult, Done};
use crate::domain::case::fact::merge::MergeStep;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::entry::{Stream, What};
use crate::domain::merge::{Merge, Split, check_persons};
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::person::{Person, PersonFact, Taken};
use crate::domain::refusal::{Reason, Refusal};

/// Merges two cards or two cases.
pub(crate) fn merge(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    merge: &Merge,
) -> Result<CommitResult, StoreError> {
    match merge {
        Merge::Persons {
            from,
            into,
            took,
            expected,
        } => persons(tables, batch, by, (*from, *into), took, *expected),
        Merge::Cases {
            from,
            into,
            expected,
        } => cases(tables, batch, law, by, (*from, *into), *expected),
    }
}

/// Splits what was merged.
pub(crate) fn split(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    split: Split,
) -> Result<CommitResult, StoreError> {
    match split {
        Split::Person(id) => split_person(tables, batch, by, id),
        Split::Case { number, expected } => split_case(tables, batch, law, by, number, expected),
    }
}

fn persons(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    (from, into): (PersonId, PersonId),
    took: &[Taken],
    expected: (u32, u32),
) -> Result<CommitResult, StoreError> {
    let (Some(going), Some(standing)) =
        (people::person(tables, from)?, people::person(tables, into)?)
    else {
        return Ok(CommitResult::Refused(Refusal::about(
            "person",
            Reason::NotFound,
        )));
    };
    let root = people::survivor(tables, into)?;
    if let Err(refusal) = check_persons((from, &going), (into, &standing), root, took) {
        return Ok(CommitResult::Refused(refusal));
    }
    for (id, seen) in [(from, expected.0), (into, expected.1)] {
        let now = chain::length(tables, Stream::Person(id))?;
        if now != seen {
            return Ok(CommitResult::Conflict { now });
        }
    }
    let merged = PersonFact::Merged { into };
    let absorbed = PersonFact::Absorbed {
        from,
        took: took.to_vec(),
    };
    tell_person(tables, batch, by, (from, &going), merged)?;
    tell_person(tables, batch, by, (into, &standing), absorbed)?;
    Ok(CommitResult::Done(Done::Kept))
}

fn split_person(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    part: PersonId,
) -> Result<CommitResult, StoreError> {
    let Some(going) = people::person(tables, part)? else {
        return Ok(CommitResult::Refused(Refusal::about(
            "person",
            Reason::NotFound,
        )));
    };
    let Some(whole) = going.merge.into else {
        return Ok(CommitResult::Refused(Refusal::about(
            "person",
            Reason::NotMerged,
        )));
    };
    let Some(standing) = people::person(tables, whole)? else {
        return Err(StoreError::Damaged(format!("{part}: no {whole}")));
    };
    // The one that stood gives back first, so that what knows the other again is free for him.
    tell_person(
        tables,
        batch,
        by,
        (whole, &standing),
        PersonFact::SplitOff { part },
    )?;
    tell_person(
        tables,
        batch,
        by,
        (part, &going),
        PersonFact::SplitFrom { whole },
    )?;
    Ok(CommitResult::Done(Done::Kept))
}

fn tell_person(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    (id, person): (PersonId, &Person),
    fact: PersonFact,
) -> Result<(), StoreError> {
    let next = person.evolve(&fact);
    let stream = Stream::Person(id);
    chain::append(tables, stream, by.who, by.when, What::Person(fact))?;
    people::put(tables, batch, id, Some(person), &next)
}

fn cases(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    (from, into): (CaseNumber, CaseNumber),
    expected: (u32, u32),
) -> Result<CommitResult, StoreError> {
    let (Some(part), Some(whole)) = (rows::case(tables, from)?, rows::case(tables, into)?) else {
        return Ok(CommitResult::Refused(Refusal::about(
            "number",
            Reason::NotFound,
        )));
    };
    if let Err(refusal) = part.may_merge_into(&whole, by.who) {
        return Ok(CommitResult::Refused(refusal));
    }
    for (case, seen) in [(&part, expected.0), (&whole, expected.1)] {
        if case.revision != seen {
            return Ok(CommitResult::Conflict { now: case.revision });
        }
    }
    let gone = MergeStep::Into(into);
    let absorbed = MergeStep::Absorbed(Box::new(part.clone()));
    tell_case(tables, batch, law, by, &part, gone)?;
    let next = tell_case(tables, batch, law, by, &whole, absorbed)?;
    for person in part.petitioners() {
        let key = key::person_case(person, into);
        tables.put(Table::PersonCases, &key, &[])?;
    }
    Ok(CommitResult::Done(Done::Stepped {
        number: into,
        revision: next.revision,
    }))
}

fn split_case(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    number: CaseNumber,
    expected: u32,
) -> Result<CommitResult, StoreError> {
    let Some(part) = rows::case(tables, number)? else {
        return Ok(CommitResult::Refused(Refusal::about(
            "number",
            Reason::NotFound,
        )));
    };
    let Some(into) = part.merge.into else {
        return Ok(CommitResult::Refused(Refusal::about(
            "number",
            Reason::NotMerged,
        )));
    };
    let Some(whole) = rows::case(tables, into)? else {
        return Err(StoreError::Damaged(format!("{number}: no {into}")));
    };
    if let Err(refusal) = part.may_split_from(&whole, by.who) {
        return Ok(CommitResult::Refused(refusal));
    }
    if part.revision != expected {
        return Ok(CommitResult::Conflict { now: part.revision });
    }
    let off = MergeStep::SplitOff(number);
    let from = MergeStep::SplitFrom(into);
    let left = tell_case(tables, batch, law, by, &whole, off)?;
    let next = tell_case(tables, batch, law, by, &part, from)?;
    let stay = left.petitioners();
    for person in part.petitioners() {
        if !stay.contains(&person) {
            tables.remove(Table::PersonCases, &key::person_case(person, into))?;
        }
    }
    Ok(CommitResult::Done(Done::Stepped {
        number,
        revision: next.revision,
    }))
}

fn tell_case(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    case: &Case,
    step: MergeStep,
) -> Result<Case, StoreError> {
    let step = Step::Merge(step);
    let next = case.evolve(&step, by.who);
    secrets::append(tables, by, &next, step)?;
    register::put(tables, batch, law, by, Some(case), &next)?;
    Ok(next)
}
