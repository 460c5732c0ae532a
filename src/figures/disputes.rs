//! 矛盾纠纷排查情况表: the disputes that came up in a period, by type: at which level of the grid each
//! was found, and where it was settled. A sign and the case that came of it are one dispute.
//!
//! An accusation is no dispute and stands in no row, nor does a suggestion; nothing of what it says
//! is counted here (条例 30 ¶3).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::known::{Known, Places};
use super::screening::Found;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::group::{Settled, Way};
use crate::domain::case::clock::sums::period::settled;
use crate::domain::codes::Class;
use crate::domain::dispute::{DisputeType, named, of_sign};
use crate::domain::grid::node::GridLevel;
use crate::domain::money::Yuan;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
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

/// A dispute, or so many that are counted in the same places.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// How many they are.
    pub times: u32,
    /// Its type; empty where nobody said.
    pub kind: String,
    /// Where it was found.
    pub found: Column,
    /// Where it was settled.
    pub settled: Column,
    /// 涉及金额.
    pub amount: Option<Yuan>,
    /// 涉及人数.
    pub concerned: u32,
    /// The case that it is.
    pub case: Option<CaseNumber>,
}

/// Gives the two halves of the table, with the sum of all rows at the end of each.
pub fn tables(known: &Known, settings: &Settings) -> [SheetTable; 2] {
    let list = &settings.dispute_types;
    let case_of = |number: CaseNumber| {
        let mut all = known.facts.iter().chain(&known.open);
        all.find(|it| it.number == number)
    };
    let mut disputes = found(
        &known.signs,
        &case_of,
        (known.period, known.until()),
        &known.places,
        list,
    );
    let of_signs: BTreeSet<CaseNumber> = known.signs.iter().filter_map(|it| it.case).collect();
    let received = known.facts.iter();
    let received = received.filter(|it| known.period.has(it.received));
    let brought = received.filter(|it| !of_signs.contains(&it.number) && it.is_dispute());
    disputes.extend(brought.map(|it| {
        let level = known.whistled.get(&it.number).copied();
        of_case(it, level, known.until(), &known.places, list)
    }));
    table_of(&disputes, list)
}

/// Gives the two halves of the table of disputes, whichever way they were counted.
pub fn table_of(disputes: &[Dispute], list: &[DisputeType]) -> [SheetTable; 2] {
    let mut rows: BTreeMap<(usize, String), Vec<&Dispute>> = BTreeMap::new();
    for it in disputes {
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
        table(TableCode::DisputesFound, FOUND, &rows, disputes),
        table(TableCode::DisputesSettled, SETTLED, &rows, disputes),
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
                let times = disputes.iter().filter(counts).map(|it| it.times);
                Value::Count(times.fold(0, u32::saturating_add))
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

/// Gathers the disputes of the signs that were found in the period; one that became a case is as that
/// stands.
pub fn found<'a>(
    signs: &[Found],
    case_of: &dyn Fn(CaseNumber) -> Option<&'a CaseFacts>,
    (period, until): (Period, NaiveDate),
    places: &Places,
    list: &[DisputeType],
) -> Vec<Dispute> {
    let signs = signs.iter().filter(|it| period.holds(it.on));
    let signs = signs.filter(|it| !it.locked && it.kind != SignKind::Accusation);
    signs
        .filter_map(|sign| {
            let case = sign.case.and_then(case_of);
            if case.is_some_and(|it| it.class == Class::Accusation) {
                return None;
            }
            let own = of_sign(list, sign.kind).map(|it| it.name.clone());
            let of_case = case.map(|it| kind(list, &it.dispute.kind));
            let of_case = of_case.filter(|it| !it.is_empty());
            Some(Dispute {
                times: 1,
                kind: of_case.or(own).unwrap_or_default(),
                found: found_at(sign.level),
                settled: case.map_or_else(
                    || settled_sign(sign, until),
                    |it| settled_at(&settled(it, until), places),
                ),
                amount: case.and_then(|it| it.dispute.amount),
                concerned: case.and_then(|it| it.dispute.concerned).unwrap_or(0),
                case: case.map(|it| it.number),
            })
        })
        .collect()
}

/// Gives the dispute that a case is which came of no sign; one that came by whistle came up at a level of
/// the grid.
pub fn of_case(
    it: &CaseFacts,
    level: Option<GridLevel>,
    until: NaiveDate,
    places: &Places,
    list: &[DisputeType],
) -> Dispute {
    Dispute {
        times: 1,
        kind: kind(list, &it.dispute.kind),
        found: if it.is_whistled() {
            found_at(level.unwrap_or(GridLevel::Village))
        } else {
            Column::Brought
        },
        settled: settled_at(&settled(it, until), places),
        amount: it.dispute.amount,
        concerned: it.dispute.concerned.unwrap_or(0),
        case: Some(it.number),
    }
}

/// Gives the type as the list writes it; a word that it does not have stands as it is.
pub fn kind(list: &[DisputeType], kind: &str) -> String {
    named(list, kind).map_or_else(|| kind.to_owned(), |it| it.name.clone())
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
pub fn settled_at(settled: &Settled, places: &Places) -> Column {
    match settled.way {
        Way::Unsettled => return Column::Unsettled,
        Way::Above => return Column::SettledAbove,
        Way::Resolved => {}
    }
    let station = settled.station.as_deref();
    let station = station.map(|it| it.trim_end_matches(STATION));
    let named = [settled.unit.as_deref(), station];
    let level = named.into_iter().flatten().find_map(|it| places.level(it));
    match level {
        Some(GridLevel::Village | GridLevel::Micro) => Column::SettledVillage,
        Some(GridLevel::Area) => Column::SettledArea,
        Some(GridLevel::Town) | None => Column::SettledTown,
    }
}
