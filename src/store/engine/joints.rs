//! Joint sessions: by number, by day, by case, and by the day until which something is taken on.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::joint::JointRecord;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::batch::By;
use super::{chain, meta, rows};
use crate::domain::act::{Done, Outcome};
use crate::domain::case::state::Case;
use crate::domain::entry::{Stream, What};
use crate::domain::joint::{Joint, JointFact, JointId, Pledge, Said};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

const SESSION: u8 = b'j';
const BY_DAY: u8 = b'd';
const BY_CASE: u8 = b'c';
const OPEN: u8 = b'o';

fn row(kind: u8, head: &[u8], id: JointId) -> Vec<u8> {
    [[kind].as_slice(), head, &id.0.to_be_bytes()].concat()
}

/// Gives the index rows of a session.
pub(crate) fn index(id: JointId, joint: &Joint) -> BTreeSet<Vec<u8>> {
    let cases = joint.heard.iter().map(|it| key::case(it.case));
    let said = joint.heard.iter().flat_map(|it| &it.said);
    let open = said.filter_map(Said::open_until);
    std::iter::once(row(BY_DAY, &key::date(joint.sitting.day), id))
        .chain(cases.map(|case| row(BY_CASE, &case, id)))
        .chain(open.map(|day| row(OPEN, &key::date(day), id)))
        .collect()
}

/// Opens a session or does something in it.
pub(crate) fn act(
    tables: &mut impl WriteTables,
    by: By<'_>,
    id: Option<JointId>,
    fact: &JointFact,
) -> Result<Outcome, StoreError> {
    let not_found = || Ok(Outcome::Refused(Refusal::about("joint", Reason::NotFound)));
    let (decided, old, id) = match (id, fact) {
        (None, JointFact::Opened(sitting)) => (Joint::open(sitting), None, None),
        (Some(id), fact) => {
            let Some(joint) = joint(tables, id)? else {
                return not_found();
            };
            let cases = cases(tables, &joint, fact)?;
            let viewer = Viewer::new(by.who);
            let decided = joint.apply(fact, &viewer, by.when.date(), &cases);
            (decided, Some(joint), Some(id))
        }
        (None, _) => return not_found(),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let id = match id {
        Some(id) => id,
        None => JointId(u32::try_from(meta::next_joint(tables)?).unwrap_or(u32::MAX)),
    };
    let what = What::Joint(fact.clone());
    chain::append(tables, Stream::Joint(id), by.who, by.when, what)?;
    let before = old.map(|old| index(id, &old)).unwrap_or_default();
    let after = index(id, &next);
    for key in before.difference(&after) {
        tables.remove(Table::Joints, key)?;
    }
    for key in after.difference(&before) {
        tables.put(Table::Joints, key, &[])?;
    }
    let record = encode(&JointRecord::from(&next))?;
    tables.put(Table::Joints, &row(SESSION, &[], id), &record)?;
    Ok(Outcome::Done(Done::Joint(id)))
}

/// Gives the cases on the list, and the one that is to be put on it.
fn cases(
    tables: &impl ReadTables,
    joint: &Joint,
    fact: &JointFact,
) -> Result<Vec<Case>, StoreError> {
    let wanted = match fact {
        JointFact::Hear(number) => Some(*number),
        _ => None,
    };
    let numbers = joint.heard.iter().map(|it| it.case).chain(wanted);
    numbers
        .filter_map(|number| rows::case(tables, number).transpose())
        .collect()
}

/// Gives a session, whole.
pub(crate) fn joint(
    tables: &(impl ReadTables + ?Sized),
    id: JointId,
) -> Result<Option<Joint>, StoreError> {
    let Some(bytes) = tables.get(Table::Joints, &row(SESSION, &[], id))? else {
        return Ok(None);
    };
    let record: JointRecord = decode("joints", &bytes)?;
    record.try_into().map(Some)
}

/// Gives every session's number.
pub(crate) fn all(tables: &(impl ReadTables + ?Sized)) -> Result<Vec<JointId>, StoreError> {
    under(tables, &[SESSION])
}

/// Gives the sessions from one day to another, both included, the last first.
pub(crate) fn span(
    tables: &(impl ReadTables + ?Sized),
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<JointId>, StoreError> {
    between(tables, BY_DAY, Some(from), to, true)
}

/// Gives the sessions in which a case was on the list.
pub(crate) fn of_case(
    tables: &(impl ReadTables + ?Sized),
    number: CaseNumber,
) -> Result<Vec<JointId>, StoreError> {
    under(tables, &[[BY_CASE].as_slice(), &key::case(number)].concat())
}

/// Gives what was taken on to be done by a day and is not done, whole, the earliest first.
pub(crate) fn open(
    tables: &(impl ReadTables + ?Sized),
    until: NaiveDate,
) -> Result<Vec<Pledge>, StoreError> {
    let mut found = Vec::new();
    let ids: BTreeSet<JointId> = between(tables, OPEN, None, until, false)?
        .into_iter()
        .collect();
    for id in ids {
        if let Some(joint) = joint(tables, id)? {
            found.extend(joint.pledges(id));
        }
    }
    found.retain(|it| it.said.open_until().is_some_and(|day| day <= until));
    found.sort_by_key(|it| (it.said.by, it.case));
    Ok(found)
}

fn between(
    tables: &(impl ReadTables + ?Sized),
    kind: u8,
    from: Option<NaiveDate>,
    to: NaiveDate,
    descending: bool,
) -> Result<Vec<JointId>, StoreError> {
    let end = to.succ_opt().unwrap_or(to);
    let day = |day: NaiveDate| [[kind].as_slice(), &key::date(day)].concat();
    let start = from.map_or_else(|| vec![kind], day);
    let mut ids = Vec::new();
    let mut visit = |key: &[u8], _: &[u8]| {
        ids.push(number(key)?);
        Ok(true)
    };
    tables.scan(Table::Joints, &start, &day(end), descending, &mut visit)?;
    Ok(ids)
}

fn under(tables: &(impl ReadTables + ?Sized), head: &[u8]) -> Result<Vec<JointId>, StoreError> {
    let mut ids = Vec::new();
    scan_prefix(tables, Table::Joints, head, &mut |key, _| {
        ids.push(number(key)?);
        Ok(true)
    })?;
    Ok(ids)
}

fn number(key: &[u8]) -> Result<JointId, StoreError> {
    let at = key.len().saturating_sub(4);
    key.get(at..)
        .and_then(|tail| tail.try_into().ok())
        .map(|tail| JointId(u32::from_be_bytes(tail)))
        .ok_or_else(|| StoreError::Damaged("joint key".to_owned()))
}
