//! Check-ins: those of a day are one thing, known by the day; a finding opens an early sign in the
//! same transaction.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::record::bytes::{date, day, decode, encode};
use super::super::record::prevention::CheckDayRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::{Batch, By};
use super::law::Law;
use super::{grid, signs};
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::item::SignId;
use crate::domain::prevention::checkin::{CheckDay, CheckFact, Desk, Report};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

impl Aggregate for CheckDay {
    type Fact = CheckFact;

    const TABLE: Table = Table::Checks;
    const NAME: &'static str = "check-ins of day";

    fn stream(number: u32) -> Stream {
        Stream::Checks(day_of(number))
    }

    entry!(Check(CheckFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a CheckFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(CheckDayRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

/// A day as a number, in the order of days.
fn number(of: NaiveDate) -> u32 {
    u32::try_from(day(of)).unwrap_or(0)
}

fn day_of(number: u32) -> NaiveDate {
    let day = i32::try_from(number).map(date);
    day.ok().and_then(Result::ok).unwrap_or_default()
}

/// Takes a report down, or corrects one.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    on: NaiveDate,
    report: &Report,
    why: Option<&str>,
) -> Result<CommitResult, StoreError> {
    let tree = grid::within(tables, batch)?;
    let level = tree.get(&report.node).map(|node| node.level);
    let known: Option<CheckDay> = aggregates::get(tables, number(on))?;
    let before = known.clone().unwrap_or_default();
    let desk = Desk {
        day: on,
        now: by.when,
        level,
        settings: &law.settings,
    };
    let fact = match before.decide(report, why, desk) {
        Ok(fact) => fact,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    // What complains of somebody is not overwritten by one who may not read it (条例 30 ¶3).
    if let Some(id) = signs::found_in(tables, on, report.round, &report.node)?
        && let Some(sign) = signs::sign(tables, id)?
        && !sign.is_open_to(&Viewer::new(by.who))
    {
        return Ok(CommitResult::Refused(Refusal::new(
            Reason::NotForThisViewer,
        )));
    }
    let after = before.evolve(&fact);
    let sign = sign(tables, by, on, report)?;
    aggregates::keep(tables, by, number(on), &fact, known.as_ref(), &after)?;
    Ok(CommitResult::Done(Done::CheckIn { sign }))
}

/// Opens the early sign of a finding; a correction words it anew while it is open.
fn sign(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    on: NaiveDate,
    report: &Report,
) -> Result<Option<SignId>, StoreError> {
    match report.finding() {
        Some(finding) => signs::of_report(tables, by, on, report, finding).map(Some),
        None => Ok(None),
    }
}

/// Gives the reports of a day, whole.
pub(crate) fn of_day(tables: &dyn ReadTables, on: NaiveDate) -> Result<CheckDay, StoreError> {
    Ok(aggregates::get(tables, number(on))?.unwrap_or_default())
}

/// Gives the days with reports from one day to another, both included, the first one first.
pub(crate) fn days(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<NaiveDate>, StoreError> {
    let found = aggregates::between::<CheckDay>(tables, CheckDay::ROW, Some(from), to, false)?;
    Ok(found.into_iter().map(day_of).collect())
}
