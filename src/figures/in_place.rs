//! 三到位一处理: by what the matters of a period were ended, as it was written down when they were
//! struck off. A matter may count in several rows; one of which nothing was written down has its own.

use std::collections::BTreeSet;

use super::known::Known;
use super::measures::count;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::fact::dispute::InPlace;
use crate::domain::codes::Class;
use crate::domain::number::CaseNumber;
use crate::domain::sheet::{Cell, Column, Label, SheetRow, SheetTable, TableCode};
use crate::domain::value::Value;

/// Counts what was struck off in the period. An accusation counts, but no row opens it: what was
/// done tells how it went (条例 30 ¶3).
pub fn table(known: &Known) -> SheetTable {
    let struck = |it: &&CaseFacts| {
        let on = it.in_place.as_ref().map(|(on, _)| *on);
        on.is_some_and(|on| known.period.holds(on))
    };
    let struck: Vec<&CaseFacts> = known.facts.iter().filter(struck).collect();
    let done = |it: &CaseFacts, what: InPlace| {
        let written = it.in_place.as_ref();
        written.is_some_and(|(_, done)| done.contains(&what))
    };
    let silent = |it: &CaseFacts| {
        it.in_place
            .as_ref()
            .is_some_and(|(_, done)| done.is_empty())
    };
    of_rows(|what| {
        let all = struck.iter().copied();
        row(all.filter(|it| what.map_or_else(|| silent(it), |what| done(it, what))))
    })
}

/// Gives the table of the rows that `row` makes: how many matters were ended by each thing, and by
/// nothing that was written down; without rows where there is no matter.
pub fn of_rows(row: impl Fn(Option<InPlace>) -> (Value, Vec<CaseNumber>)) -> SheetTable {
    let all = InPlace::ALL.iter().copied().map(Some).chain([None]);
    let counted: Vec<_> = all.map(|what| (what, row(what))).collect();
    let is_empty = counted.iter().all(|(_, it)| it.0 == Value::Count(0));
    let rows = counted.into_iter().filter(|_| !is_empty);
    let rows = rows.map(|(what, (value, cases))| SheetRow {
        label: Label::Word(what.map_or_else(
            || "figures-not-written".to_owned(),
            |what| format!("in-place-{}", what.code()),
        )),
        cells: vec![Cell::Value(value)],
        cases,
    });
    SheetTable {
        code: TableCode::InPlace,
        columns: vec![Column::Matters],
        rows: rows.collect(),
    }
}

fn row<'a>(all: impl Iterator<Item = &'a CaseFacts>) -> (Value, Vec<CaseNumber>) {
    let all: Vec<&CaseFacts> = all.collect();
    let open = all.iter().filter(|it| it.class != Class::Accusation);
    let cases: BTreeSet<CaseNumber> = open.map(|it| it.number).collect();
    (count(all.into_iter()).value, cases.into_iter().collect())
}
