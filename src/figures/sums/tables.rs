//! The tables of a report from sums: groups, counters, the evaluation, the trend.

use std::collections::{BTreeMap, BTreeSet};

use super::measures::{checks_done, found_first};
use super::summed::Summed;
use crate::domain::case::clock::counter::Counter;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::groups::{Groups, count};
use crate::domain::case::clock::sums::tally::{Slot, Tally};
use crate::domain::settings::Settings;
use crate::domain::sheet::{Base, Cell, Label, SheetRow, SheetTable, TableCode};
use crate::domain::value::Value;
use crate::figures::label::untold;
use crate::figures::screening::Found;
use crate::figures::tables::{COUNTED, Evaluated, TREND, largest_first};
use crate::figures::{in_place, stations};

/// What is counted of the groups that have one label.
#[derive(Debug, Default)]
struct Counted {
    now: Tally,
    before: Tally,
    standing: Tally,
}

/// Adds up the groups by their labels; what has none is not meant.
fn counted(summed: &Summed, label: impl Fn(&Group) -> Option<Label>) -> BTreeMap<Label, Counted> {
    let mut rows: BTreeMap<Label, Counted> = BTreeMap::new();
    let mut add = |groups: &Groups, part: fn(&mut Counted) -> &mut Tally| {
        for (group, tally) in &groups.0 {
            if let Some(label) = label(group) {
                part(rows.entry(label).or_default()).add_all(tally, 1);
            }
        }
    };
    add(&summed.now, |it| &mut it.now);
    add(&summed.before, |it| &mut it.before);
    add(&summed.standing, |it| &mut it.standing);
    rows
}

fn number(tally: &Tally, slot: Slot) -> Value {
    Value::Count(count(tally.of(slot)))
}

fn rate(tally: &Tally, n: Slot, of: Slot) -> Value {
    Value::Rate {
        n: count(tally.of(n)),
        of: count(tally.of(of)),
    }
}

fn row(label: Label, values: &[Value]) -> SheetRow {
    SheetRow {
        label,
        cells: values.iter().copied().map(Cell::Value).collect(),
        cases: Vec::new(),
    }
}

/// Counts in groups, in the order given; groups in which nothing came, ended or stands open, now or
/// before, have no row.
pub fn by(
    summed: &Summed,
    code: TableCode,
    order: &[Label],
    label: impl Fn(&Group) -> Option<Label>,
) -> SheetTable {
    table(code, &counted(summed, label), order.iter())
}

/// Counts by a name, those with the most matters first.
pub fn by_name(
    summed: &Summed,
    code: TableCode,
    name: impl Fn(&Group) -> Option<&Option<String>>,
) -> SheetTable {
    let counted = counted(summed, |group| {
        let name = name(group)?;
        Some(name.clone().map_or_else(untold, Label::Name))
    });
    let mut table = table(code, &counted, counted.keys());
    largest_first(&mut table);
    table
}

fn table<'a>(
    code: TableCode,
    counted: &BTreeMap<Label, Counted>,
    order: impl Iterator<Item = &'a Label>,
) -> SheetTable {
    let rows = order.filter_map(|label| {
        let it = counted.get(label)?;
        let values = [
            number(&it.now, Slot::Registered),
            number(&it.before, Slot::Registered),
            number(&it.now, Slot::Ended),
            rate(&it.now, Slot::Closed, Slot::Asked),
            number(&it.standing, Slot::Open),
            number(&it.standing, Slot::Overdue),
        ];
        let [registered, before, ended, _, open, _] = values;
        let mut any = [registered, before, ended, open].into_iter();
        let any = any.any(|it| it != Value::Count(0));
        any.then(|| row(label.clone(), &values))
    });
    SheetTable {
        code,
        columns: COUNTED.to_vec(),
        rows: rows.collect(),
    }
}

/// Counts by area.
pub fn by_area(summed: &Summed) -> SheetTable {
    let areas = summed.places.areas().iter();
    let order: Vec<Label> = areas
        .map(|it| Label::Name(it.name.clone()))
        .chain([untold()])
        .collect();
    by(summed, TableCode::ByArea, &order, |group| {
        let Group::Village(village) = group else {
            return None;
        };
        let area = village.as_deref();
        let area = area.and_then(|it| summed.places.area_of(it));
        Some(area.map_or_else(untold, |area| Label::Name(area.name.clone())))
    })
}

/// Counts by counter.
pub fn by_station(summed: &Summed) -> SheetTable {
    let all = [&summed.now, &summed.before, &summed.standing];
    let groups = all.into_iter().flat_map(|it| it.0.keys());
    let counters: BTreeSet<&Counter> = groups
        .filter_map(|it| match it {
            Group::Counter(counter) => Some(counter),
            _ => None,
        })
        .collect();
    let rows = counters.into_iter().filter_map(|counter| {
        let group = Group::Counter(counter.clone());
        let of = |groups: &Groups| groups.0.get(&group).cloned().unwrap_or_default();
        let (now, before) = (of(&summed.now), of(&summed.before));
        let values = [
            number(&now, Slot::Visits),
            number(&now, Slot::People),
            number(&now, Slot::Registered),
            number(&before, Slot::Registered),
            number(&of(&summed.standing), Slot::Open),
            rate(&now, Slot::OnSpot, Slot::Registered),
            number(&now, Slot::PassedUp),
        ];
        let [visits, _, registered, before, open, ..] = values;
        let mut any = [visits, registered, before, open].into_iter();
        let any = any.any(|it| it != Value::Count(0));
        any.then(|| (counter, row(stations::label(counter), &values)))
    });
    stations::table(rows)
}

/// 三到位一处理.
pub fn in_place(summed: &Summed) -> SheetTable {
    in_place::of_rows(|what| {
        let tally = summed.now.0.get(&Group::InPlace(what));
        let ended = tally.map_or(0, |it| it.of(Slot::Ended));
        (Value::Count(count(ended)), Vec::new())
    })
}

/// 月考评 of the areas.
pub fn evaluation(summed: &Summed, settings: &Settings) -> SheetTable {
    let areas = summed.places.areas().iter();
    let rows = areas.map(|area| {
        let lies = |village: &str| summed.places.area_of(village) == Some(area);
        evaluated(summed, settings, &area.name, lies)
    });
    Evaluated::table(TableCode::Evaluation, rows.collect())
}

/// 月考评 of the villages.
pub fn villages(summed: &Summed, settings: &Settings) -> SheetTable {
    let areas = summed.places.areas().iter();
    let names = areas.flat_map(|area| summed.places.villages(area));
    let rows = names.map(|name| evaluated(summed, settings, name, |village| village == name));
    Evaluated::table(TableCode::VillageEvaluation, rows.collect())
}

fn evaluated(
    summed: &Summed,
    settings: &Settings,
    name: &str,
    lies: impl Fn(&str) -> bool,
) -> SheetRow {
    let here = |village: &Option<String>| village.as_deref().is_some_and(&lies);
    let together = |groups: &Groups| {
        groups.together(|group| match group {
            Group::Village(village) => here(village),
            _ => false,
        })
    };
    let now = together(&summed.now);
    let signs = summed.signs.iter().filter(|it| here(&it.village));
    let signs: Vec<&Found> = signs.collect();
    let came = (now.of(Slot::Registered), now.of(Slot::Whistled));
    let of_here = |it: &CaseFacts| here(&it.village);
    let checks = summed.checks.iter().filter(|it| lies(&it.village));
    Evaluated {
        registered: number(&now, Slot::Registered),
        before: number(&together(&summed.before), Slot::Registered),
        closure: rate(&now, Slot::Closed, Slot::Asked),
        overdue: number(&together(&summed.standing), Slot::Overdue),
        found_first: found_first(summed, summed.period, &signs, came, of_here),
        checks_done: checks_done(checks),
    }
    .row(Label::Name(name.to_owned()), settings)
}

/// 趋势.
pub fn trend(summed: &Summed) -> SheetTable {
    let rows = summed.trend.iter().map(|(period, groups)| {
        let of = |base, slot| Value::Count(groups.base(base, slot));
        row(
            Label::Period(*period),
            &[
                of(Base::All, Slot::Registered),
                of(Base::Petitions, Slot::Registered),
                of(Base::Hotline, Slot::Registered),
                of(Base::All, Slot::Ended),
            ],
        )
    });
    SheetTable {
        code: TableCode::Trend,
        columns: TREND.to_vec(),
        rows: rows.collect(),
    }
}
