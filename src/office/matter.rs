//! A receipt's number: which matter is meant by what somebody reads off it.

use crate::domain::number::{CaseNumber, QueryCode, VisitNumber};
use crate::domain::queue::CaseRow;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// A matter that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The matter, as a row of a list.
    pub row: CaseRow,
    /// Whether nothing else can be meant: a bare number may be the end of a phone too.
    pub surely: bool,
}

/// Gives the matter that `typed` means, where `viewer` may read it: its number in any form, a visit's
/// number, the 查询码, or number and 查询码. A bare number is one of `year`, else of the year before.
///
/// # Errors
/// The store cannot be read.
pub fn meant(
    it: &Snapshot<'_>,
    typed: &str,
    year: u16,
    viewer: &Viewer,
) -> Result<Option<Meant>, StoreError> {
    let row = |number| -> Result<Option<CaseRow>, StoreError> {
        Ok(it.row(number, viewer)?.filter(|row| !row.locked))
    };
    let surely = |row| Meant { row, surely: true };
    let visit = || VisitNumber::parse_lenient(typed).map(|visit| visit.case);
    if let Some(number) = CaseNumber::parse_lenient(typed).or_else(visit) {
        return Ok(row(number)?.map(surely));
    }
    for year in [year, year.saturating_sub(1)] {
        if let Some(number) = CaseNumber::parse_short(typed, year)
            && let Some(row) = row(number)?
        {
            let surely = false;
            return Ok(Some(Meant { row, surely }));
        }
    }
    if let Some(code) = QueryCode::parse(typed) {
        let number = it.by_query_code(&code)?;
        return match number {
            Some(number) => Ok(row(number)?.map(surely)),
            None => Ok(None),
        };
    }
    let number = match typed.trim().rsplit_once(char::is_whitespace) {
        Some((number, code)) => with_code(it, number, code, year)?,
        None => None,
    };
    match number {
        Some(number) => Ok(row(number)?.map(surely)),
        None => Ok(None),
    }
}

/// Gives the case of a number in any form whose 查询码 is `code`; of a bare number and a wrong code
/// nothing tells whether there is such a case.
///
/// # Errors
/// The store cannot be read.
pub fn with_code(
    it: &Snapshot<'_>,
    number: &str,
    code: &str,
    year: u16,
) -> Result<Option<CaseNumber>, StoreError> {
    let Some(code) = QueryCode::parse(code) else {
        return Ok(None);
    };
    let visit = VisitNumber::parse_lenient(number).map(|visit| visit.case);
    let years = [year, year.saturating_sub(1)];
    let read = years.map(|year| CaseNumber::parse_short(number, year));
    for number in visit.into_iter().chain(read.into_iter().flatten()) {
        if it.query_code(number)? == code {
            return Ok(Some(number));
        }
    }
    Ok(None)
}
