//! 矛盾纠纷排查情况表: the disputes that came up in a period, by type: at which level of the grid each
//! was found, and where it was settled. A sign and the case that came of it are one dispute.
//!
//! An accusation is no dispute and stands in no row, nor does a suggestion; nothing of what it says
//! is counted here (条例 30 ¶3).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::known::Known;
use super::screening::Found;
use crate::domain::case::clock::counter::{Counter, Course};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::codes::{Channel, Class};
use crate::domain::dispute::{DisputeType, named, of_sign};
use crate::domain::grid::node::GridLevel;
use crate::domain::money::Yuan;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::finding::SignKind;
use crate::domain::settings::Settings;
use crate::domain::sheet::{Cell, Column, Label, SheetRow, SheetTable, TableCode};
use crate::domain::value::Value;

/// Where disputes were found, with the people and the money in them.
const FOUND: &[Column] = &[
    Column::Total,
    Column::FoundMicro,
    Column::FoundVillage,
    Column::FoundArea,
    Column::FoundTown,
    Column::Brought,
    Column::Concerned,
    Column::Amount,
];
/// Where they were settled.
const SETTLED: &[Column] = &[
    Column::Total,
    Column::SettledVillage,
    Column::SettledArea,
    Column::SettledTown,
    Column::SettledAbove,
    Column::Unsettled,
];
/// What ends the name of a station, which is that of its village or area otherwise.
const STATION: &str = "驿站";

/// One dispute.
struct Dispute {
    /// Its type; empty where nobody said.
    kind: String,
    found: Column,
    settled: Column,
    amount: Option<Yuan>,
    concerned: u32,
    case: Option<CaseNumber>,
}

/// Gives the two halves of the table, with the sum of all rows at the end of each.
pub fn tables(known: &Known, settings: &Settings) -> [SheetTable; 2] {
    let list = &settings.dispute_types;
    let disputes = disputes(known, list);
    let mut rows: BTreeMap<(usize, String), Vec<&Dispute>> = BTreeMap::new();
    for it in &disputes {
        let place = list.iter().position(|type_| type_.name == it.kind);
        // What is none of the list stands behind it, and what has no type last.
        let place = match place {
            Some(place) => place,
            None if it.kind.is_empty() => list.len() + 1,
            None => list.len(),
        };
        rows.entry((place, it.kind.clone())).or_default().push(it);
    }
    [
        table(TableCode::DisputesFound, FOUND, &rows, &disputes),
        table(TableCode::DisputesSettled, SETTLED, &rows, &disputes),
    ]
}

fn table(
    code: TableCode,
    columns: &[Column],
    rows: &BTreeMap<(usize, String), Vec<&Dispute>>,
    all: &[Dispute],
) -> SheetTable {
    let mut counted: Vec<SheetRow> = rows
        .iter()
        .map(|((_, kind), disputes)| {
            let label = if kind.is_empty() {
                Label::Word("figures-no-dispute-type".to_owned())
            } else {
                Label::Name(kind.clone())
            };
            row(label, columns, disputes)
        })
        .collect();
    if !all.is_empty() {
        let all: Vec<&Dispute> = all.iter().collect();
        let label = Label::Word("figures-total".to_owned());
        counted.push(row(label, columns, &all));
    }
    SheetTable {
        code,
        columns: columns.to_vec(),
        rows: counted,
    }
}

fn row(label: Label, columns: &[Column], disputes: &[&Dispute]) -> SheetRow {
    let cells = columns.iter().map(|column| {
        Cell::Value(match column {
            Column::Amount => {
                let amounts = disputes.iter().filter_map(|it| it.amount);
                Value::Money(amounts.fold(Yuan::default(), Yuan::plus))
            }
            Column::Concerned => {
                let sum = disputes
                    .iter()
                    .fold(0, |sum: u32, it| sum.saturating_add(it.concerned));
                Value::Count(sum)
            }
            column => {
                let counts = |it: &&&Dispute| {
                    *column == Column::Total || it.found == *column || it.settled == *column
                };
                let count = disputes.iter().filter(counts).count();
                Value::Count(u32::try_from(count).unwrap_or(u32::MAX))
            }
        })
    });
    let cases: BTreeSet<CaseNumber> = disputes.iter().filter_map(|it| it.case).collect();
    SheetRow {
        label,
        cells: cells.collect(),
        cases: cases.into_iter().collect(),
    }
}

/// Gathers the disputes of the period: the signs that were found in it, and the matters that were
/// received in it and did not come of a sign.
fn disputes(known: &Known, list: &[DisputeType]) -> Vec<Dispute> {
    let case_of = |number: CaseNumber| {
        let mut all = known.facts.iter().chain(&known.open);
        all.find(|it| it.number == number)
    };
    let signs = known.signs.iter().filter(|it| known.period.holds(it.on));
    let signs = signs.filter(|it| !it.locked && it.kind != SignKind::Accusation);
    let mut all: Vec<Dispute> = signs
        .filter_map(|sign| {
            let case = sign.case.and_then(case_of);
            if case.is_some_and(|it| it.class == Class::Accusation) {
                return None;
            }
            let own = of_sign(list, sign.kind).map(|it| it.name.clone());
            let of_case = case.map(|it| kind(list, it)).filter(|it| !it.is_empty());
            Some(Dispute {
                kind: of_case.or(own).unwrap_or_default(),
                found: found_at(sign.level),
                settled: case.map_or_else(
                    || settled_sign(sign, known.until()),
                    |it| settled(known, it),
                ),
                amount: case.and_then(|it| it.dispute.amount),
                concerned: case.and_then(|it| it.dispute.concerned).unwrap_or(0),
                case: case.map(|it| it.number),
            })
        })
        .collect();
    let of_signs: BTreeSet<CaseNumber> = known.signs.iter().filter_map(|it| it.case).collect();
    let received = known
        .facts
        .iter()
        .filter(|it| known.period.has(it.received));
    let received = received.filter(|it| !of_signs.contains(&it.number) && is_dispute(it));
    all.extend(received.map(|it| Dispute {
        kind: kind(list, it),
        found: match it.channel {
            Some(Channel::Whistle) => {
                let level = known.whistled.get(&it.number);
                found_at(level.copied().unwrap_or(GridLevel::Village))
            }
            _ => Column::Brought,
        },
        settled: settled(known, it),
        amount: it.dispute.amount,
        concerned: it.dispute.concerned.unwrap_or(0),
        case: Some(it.number),
    }));
    all
}

const fn is_dispute(facts: &CaseFacts) -> bool {
    match facts.class {
        Class::Accusation | Class::Suggestion => false,
        Class::Claim | Class::Litigation | Class::Unclassed => true,
    }
}

/// Gives the type as the list writes it; a word that it does not have stands as it is.
fn kind(list: &[DisputeType], facts: &CaseFacts) -> String {
    let kind = &facts.dispute.kind;
    named(list, kind).map_or_else(|| kind.clone(), |it| it.name.clone())
}

const fn found_at(level: GridLevel) -> Column {
    match level {
        GridLevel::Micro => Column::FoundMicro,
        GridLevel::Village => Column::FoundVillage,
        GridLevel::Area => Column::FoundArea,
        GridLevel::Town => Column::FoundTown,
    }
}

/// A sign that was settled without becoming a case was settled where it was found.
fn settled_sign(sign: &Found, until: NaiveDate) -> Column {
    if sign.settled.is_none_or(|on| on > until) {
        return Column::Unsettled;
    }
    match sign.level {
        GridLevel::Micro | GridLevel::Village => Column::SettledVillage,
        GridLevel::Area => Column::SettledArea,
        GridLevel::Town => Column::SettledTown,
    }
}

/// 化解地: where a matter was resolved by the end of the period: by its responsible unit, where that
/// is a village or an area; on the spot at a station; else by the town.
fn settled(known: &Known, facts: &CaseFacts) -> Column {
    if !facts.is_ended_by(known.until()) {
        return Column::Unsettled;
    }
    if !facts.resolved {
        return if facts.above.is_some() {
            Column::SettledAbove
        } else {
            Column::Unsettled
        };
    }
    let station = match facts.counter() {
        Some(Counter::Station(name)) if facts.course == Course::Settled => {
            Some(name.trim_end_matches(STATION))
        }
        Some(Counter::Centre | Counter::Station(_) | Counter::Untold) | None => None,
    };
    let places = [facts.unit.as_deref(), station];
    let level = places
        .into_iter()
        .flatten()
        .find_map(|it| known.places.level(it));
    match level {
        Some(GridLevel::Village | GridLevel::Micro) => Column::SettledVillage,
        Some(GridLevel::Area) => Column::SettledArea,
        Some(GridLevel::Town) | None => Column::SettledTown,
    }
}
