//! Which case is meant by what somebody typed where a case is named: the one place where it is found
//! out, for every form of the desk, the Finder and the command line.

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

/// Gives the cases that `typed` means: by a number of its own in any form, a visit's, the 查询码,
/// number and 查询码, else by a number of another system, which several may bear. A bare number is
/// one of `year`, else of the year before. What does not name a case by itself leads nobody to one
/// that is held back from `viewer` (条例 30 ¶3).
///
/// # Errors
/// The store cannot be read.
pub fn cases_meant(
    it: &Snapshot<'_>,
    typed: &str,
    year: u16,
    viewer: &Viewer,
) -> Result<Vec<CaseNumber>, StoreError> {
    if let Some(number) = by_number(it, typed, year, viewer)? {
        return Ok(vec![number]);
    }
    let coded = by_code(it, typed, year, viewer)?;
    if !coded.is_empty() {
        return Ok(coded);
    }
    open_to(it, it.by_external(typed)?, viewer)
}

/// Gives the matter that what stands on a receipt means, where `viewer` may read it: its number in
/// any form, a visit's, the 查询码, or number and 查询码.
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
    if let Some(number) = by_number(it, typed, year, viewer)? {
        let surely = own(typed).is_some();
        if let Some(row) = row(number)? {
            return Ok(Some(Meant { row, surely }));
        }
        if surely {
            return Ok(None);
        }
    }
    match by_code(it, typed, year, viewer)?[..] {
        [number] => Ok(row(number)?.map(|row| Meant { row, surely: true })),
        _ => Ok(None),
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
    for number in numbers(number, year) {
        if it.query_code(number)? == code {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// Gives the case whose number, or whose visit's, is written with its year.
fn own(typed: &str) -> Option<CaseNumber> {
    let visit = || VisitNumber::parse_lenient(typed).map(|visit| visit.case);
    CaseNumber::parse_lenient(typed).or_else(visit)
}

/// Gives the numbers that may be meant, the likeliest first.
fn numbers(typed: &str, year: u16) -> Vec<CaseNumber> {
    match own(typed) {
        Some(number) => vec![number],
        None => [year, year.saturating_sub(1)]
            .into_iter()
            .filter_map(|year| CaseNumber::parse_short(typed, year))
            .collect(),
    }
}

fn by_number(
    it: &Snapshot<'_>,
    typed: &str,
    year: u16,
    viewer: &Viewer,
) -> Result<Option<CaseNumber>, StoreError> {
    for number in numbers(typed, year) {
        if it.row(number, viewer)?.is_some() {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

fn by_code(
    it: &Snapshot<'_>,
    typed: &str,
    year: u16,
    viewer: &Viewer,
) -> Result<Vec<CaseNumber>, StoreError> {
    let mut cases = match QueryCode::parse(typed) {
        Some(code) => it.by_query_code(&code)?,
        None => Vec::new(),
    };
    if cases.is_empty()
        && let Some((number, code)) = typed.trim().rsplit_once(char::is_whitespace)
    {
        cases.extend(with_code(it, number, code, year)?);
    }
    open_to(it, cases, viewer)
}

/// Leaves out what is held back from `viewer`.
fn open_to(
    it: &Snapshot<'_>,
    cases: Vec<CaseNumber>,
    viewer: &Viewer,
) -> Result<Vec<CaseNumber>, StoreError> {
    let mut open = Vec::with_capacity(cases.len());
    for number in cases {
        if it.row(number, viewer)?.is_some_and(|row| !row.locked) {
            open.push(number);
        }
    }
    Ok(open)
}
