//! 接待点: what came to the centre's counter and to each 牟邻驿站, what was settled there on the spot,
//! and what was passed up. The stations are those that the visits carry.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::known::Known;
use super::label::untold;
use super::measures::{count, rate};
use crate::domain::case::clock::counter::{Counter, Course};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
use crate::domain::sheet::{Cell, Column, Label, SheetRow, SheetTable, TableCode};
use crate::domain::value::Value;

/// What is counted of a counter.
const COUNTED: &[Column] = &[
    Column::Visits,
    Column::People,
    Column::Registered,
    Column::Before,
    Column::Open,
    Column::OnSpot,
    Column::PassedUp,
];

/// Counts by counter. What came to no counter, such as a letter or a call, is not in it.
pub fn by_station(known: &Known) -> SheetTable {
    let raised = known.facts.iter().chain(&known.open);
    let counters = raised.flat_map(|it| it.raised.iter().filter_map(|it| it.counter.as_ref()));
    let counters: BTreeSet<&Counter> = counters.collect();
    let rows = counters.into_iter();
    table(rows.filter_map(|it| Some((it, row(known, it)?))))
}

/// Gives the table of the counters: the centre first, then the stations, those that most came to and
/// that have the most open first, then what names none.
pub fn table<'a>(rows: impl Iterator<Item = (&'a Counter, SheetRow)>) -> SheetTable {
    let mut rows: Vec<(&Counter, SheetRow)> = rows.collect();
    rows.sort_by_key(|(counter, row)| {
        let place = match counter {
            Counter::Centre => 0,
            Counter::Station(_) => 1,
            Counter::Untold => 2,
        };
        let size: u64 = (COUNTED.iter().zip(&row.cells))
            .map(|(column, cell)| match (column, cell) {
                (
                    Column::Visits | Column::Registered | Column::Open,
                    Cell::Value(Value::Count(count)),
                ) => u64::from(*count),
                _ => 0,
            })
            .sum();
        (place, Reverse(size))
    });
    SheetTable {
        code: TableCode::ByStation,
        columns: COUNTED.to_vec(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}

/// Labels a counter.
pub fn label(counter: &Counter) -> Label {
    match counter {
        Counter::Centre => Label::Word("figures-centre".to_owned()),
        Counter::Station(name) => Label::Name(name.clone()),
        Counter::Untold => untold(),
    }
}

/// Counts one counter; `None` where nothing came to it and nothing stands open.
fn row(known: &Known, counter: &Counter) -> Option<SheetRow> {
    let period = known.period;
    let (visits, people, came) = raised(known, counter, period);
    let here = |it: &&CaseFacts| it.counter() == Some(counter);
    let received = |period: Period| {
        let all = known.facts.iter().filter(here);
        all.filter(move |it| period.has(it.received))
    };
    let registered = count(received(period));
    let before = count(received(period.previous()));
    let on_spot = rate(received(period), |it| it.course == Course::Settled);
    let passed_up = count(received(period).filter(|it| it.course == Course::PassedUp));
    let open = count(known.open.iter().filter(here));
    let cases: BTreeSet<CaseNumber> = came
        .into_iter()
        .chain(registered.cases)
        .chain(open.cases)
        .collect();
    if cases.is_empty() && before.value == Value::Count(0) {
        return None;
    }
    let values = [
        Value::Count(visits),
        Value::Count(people),
        registered.value,
        before.value,
        open.value,
        on_spot.value,
        passed_up.value,
    ];
    Some(SheetRow {
        label: label(counter),
        cells: values.into_iter().map(Cell::Value).collect(),
        cases: cases.into_iter().collect(),
    })
}

/// 批次, 人次: counts the times that people came to a counter, and the people, with the cases. What a
/// counter took down of a letter or a call is no visit.
fn raised(known: &Known, counter: &Counter, period: Period) -> (u32, u32, Vec<CaseNumber>) {
    let (mut visits, mut people, mut cases) = (0_u32, 0_u32, Vec::new());
    for facts in &known.facts {
        let here = facts
            .raised
            .iter()
            .filter(|it| period.holds(it.on) && it.is_visit())
            .filter(|it| it.counter.as_ref() == Some(counter));
        for it in here {
            visits += 1;
            people = people.saturating_add(it.people);
            cases.push(facts.number);
        }
    }
    (visits, people, cases)
}
