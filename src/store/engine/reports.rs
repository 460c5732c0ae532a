//! Issued reports: by number, by period and area, and by the day on which the period ends.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::report::ReportRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::journal;
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::period::Period;
use crate::domain::report::{Issue, Report, ReportFact, ReportId};
use crate::domain::sheet::Sheet;

const BY_PERIOD: u8 = b'p';
const BY_DAY: u8 = b'd';

impl Aggregate for Report {
    type Fact = ReportFact;

    const TABLE: Table = Table::Reports;
    const NAME: &'static str = "report";

    fn stream(number: u32) -> Stream {
        Stream::Report(ReportId(number))
    }

    entry!(Report(ReportFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a ReportFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(ReportRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        vec![
            of_period(self.period, self.area.as_deref()),
            aggregates::head(BY_DAY, &key::date(self.period.to)),
        ]
    }
}

fn of_period(period: Period, area: Option<&str>) -> Vec<u8> {
    let named = [period.kind.code(), area.unwrap_or_default()].join("\0");
    let sorted_by = [&key::date(period.from), named.as_bytes(), &[0]].concat();
    aggregates::head(BY_PERIOD, &sorted_by)
}

/// Issues a report, or issues it again.
pub(crate) fn issue(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    sheet: &Sheet,
    reason: &str,
) -> Result<CommitResult, StoreError> {
    let issue = Issue {
        seal: Some(journal::seal(tables)?),
        ..Issue::new(sheet, by.who, by.when, reason)
    };
    let area = sheet.area.as_ref().map(|it| it.code.as_str());
    let known = number(tables, sheet.period, area)?;
    let old: Option<Report> = match known {
        Some(number) => aggregates::get(tables, number)?,
        None => None,
    };
    let fact = ReportFact::Issued(Box::new(issue.clone()));
    let decided = match &old {
        Some(report) => report.apply(&fact),
        None => Report::open(&issue, by.when.date()),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    let number = match known {
        Some(number) => number,
        None => aggregates::next::<Report>(tables)?,
    };
    aggregates::keep(tables, by, number, &fact, old.as_ref(), &next)?;
    Ok(CommitResult::Done(Done::Report(ReportId(number))))
}

fn number(
    tables: &dyn ReadTables,
    period: Period,
    area: Option<&str>,
) -> Result<Option<u32>, StoreError> {
    let found = aggregates::under::<Report>(tables, &of_period(period, area))?;
    Ok(found.first().copied())
}

/// Gives the report on a period of the town or an area.
pub(crate) fn report(
    tables: &dyn ReadTables,
    period: Period,
    area: Option<&str>,
) -> Result<Option<Report>, StoreError> {
    match number(tables, period, area)? {
        Some(number) => aggregates::get(tables, number),
        None => Ok(None),
    }
}

/// Gives the reports whose period ends within the span, the last first.
pub(crate) fn span(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Report>, StoreError> {
    let found = aggregates::between::<Report>(tables, BY_DAY, Some(from), to, true)?;
    found
        .into_iter()
        .filter_map(|number| aggregates::get(tables, number).transpose())
        .collect()
}
