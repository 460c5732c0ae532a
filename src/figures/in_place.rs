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
    let mut rows: Vec<SheetRow> = InPlace::ALL
        .iter()
        .map(|what| {
            let key = format!("in-place-{}", what.code());
            row(key, struck.iter().copied().filter(|it| done(it, *what)))
        })
        .collect();
    let key = "figures-not-written".to_owned();
    rows.push(row(key, struck.iter().copied().filter(|it| silent(it))));
    if struck.is_empty() {
        rows.clear();
    }
    SheetTable {
        code: TableCode::InPlace,
        columns: vec![Column::Matters],
        rows,
    }
}

fn row<'a>(key: String, all: impl Iterator<Item = &'a CaseFacts>) -> SheetRow {
    let all: Vec<&CaseFacts> = all.collect();
    let open = all.iter().filter(|it| it.class != Class::Accusation);
    let cases: BTreeSet<CaseNumber> = open.map(|it| it.number).collect();
    SheetRow {
        label: Label::Word(key),
        cells: vec![Cell::Value(count(all.into_iter()).value)],
        cases: cases.into_iter().collect(),
    }
}
