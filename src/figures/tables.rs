//! The tables of a report: by category, place, unit, leader and channel, the lists of a day, the
//! monthly evaluation, the trend.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::known::{Known, counts, trend};
use super::label::untold;
use super::measures::{closure, count, measured};
use super::stations::by_station;
use super::{disputes, in_place};
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::fact::standing::Standing;
use crate::domain::codes::{Category, Channel, Class};
use crate::domain::number::CaseNumber;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::settings::{ScreeningReading, Settings};
use crate::domain::sheet::{Base, Cell, Column, Label, Measure, SheetRow, SheetTable, TableCode};
use crate::domain::value::Value;

/// What is counted of a group of cases.
pub const COUNTED: &[Column] = &[
    Column::Registered,
    Column::Before,
    Column::Ended,
    Column::Closure,
    Column::Open,
    Column::Overdue,
];
/// What a list says of a case.
const LISTED: &[Column] = &[
    Column::Category,
    Column::Village,
    Column::Leader,
    Column::Status,
    Column::DueOn,
];
/// What the trend counts of each period.
pub const TREND: &[Column] = &[
    Column::Registered,
    Column::Petitions,
    Column::Hotline,
    Column::Ended,
];
/// What an evaluation counts.
const EVALUATED: &[Column] = &[
    Column::Registered,
    Column::Before,
    Column::Closure,
    Column::Overdue,
    Column::Screening,
    Column::Score,
];

/// Gives the tables of a period.
pub fn tables(known: &Known, settings: &Settings) -> Vec<SheetTable> {
    let codes = layout(known.period.kind, settings).into_iter();
    codes
        .flat_map(|code| match code {
            TableCode::ByCategory => vec![by(known, code, &categories(), |it| {
                of_category(it.category)
            })],
            TableCode::ByChannel => vec![by(known, code, &channels(), |it| of_channel(it.channel))],
            TableCode::ByArea => vec![by_area(known)],
            TableCode::ByUnit => vec![by_name(known, code, |it| it.unit.as_deref())],
            TableCode::ByLeader => vec![by_name(known, code, |it| it.leader.as_deref())],
            TableCode::ByStation => vec![by_station(known)],
            TableCode::Evaluation => vec![evaluation(known, settings)],
            TableCode::VillageEvaluation => vec![villages(known, settings)],
            TableCode::Trend => vec![trend_of(known)],
            TableCode::Received => vec![received(known.period, known.facts.iter())],
            TableCode::Due => vec![due(known.until(), known.open.iter())],
            TableCode::Late => vec![late(known.until(), known.open.iter())],
            // Both halves are counted at once.
            TableCode::DisputesFound => disputes::tables(known, settings).into(),
            TableCode::DisputesSettled => Vec::new(),
            TableCode::InPlace => vec![in_place::table(known)],
        })
        .collect()
}

/// Gives which tables a report on a kind of period has, in their order.
pub fn layout(kind: PeriodKind, settings: &Settings) -> Vec<TableCode> {
    let disputes = [
        TableCode::DisputesFound,
        TableCode::DisputesSettled,
        TableCode::InPlace,
    ];
    let mut codes = match kind {
        PeriodKind::Day => vec![
            TableCode::Received,
            TableCode::Due,
            TableCode::Late,
            TableCode::ByCategory,
            TableCode::ByArea,
            TableCode::ByStation,
            TableCode::ByLeader,
        ],
        PeriodKind::Week => vec![
            TableCode::ByCategory,
            TableCode::ByArea,
            TableCode::ByStation,
            TableCode::ByUnit,
            TableCode::ByLeader,
            TableCode::Late,
        ],
        PeriodKind::Month => {
            let mut month = vec![TableCode::Evaluation];
            if settings.evaluate_villages {
                month.push(TableCode::VillageEvaluation);
            }
            month.extend([
                TableCode::ByCategory,
                TableCode::ByChannel,
                TableCode::ByStation,
            ]);
            month.extend(disputes);
            month
        }
        PeriodKind::Quarter | PeriodKind::Year => {
            let mut codes = vec![
                TableCode::ByCategory,
                TableCode::ByArea,
                TableCode::ByChannel,
                TableCode::ByStation,
            ];
            codes.extend(disputes);
            codes
        }
    };
    codes.push(TableCode::Trend);
    codes
}

fn category_word(category: Option<Category>) -> String {
    category.map_or_else(
        || "figures-no-category".to_owned(),
        |it| format!("category-{}", it.code()),
    )
}

/// Labels a category.
pub fn of_category(category: Option<Category>) -> Label {
    Label::Word(category_word(category))
}

/// Labels every category, in the order of the rows.
pub fn categories() -> Vec<Label> {
    let all = Category::ALL.iter().map(|it| of_category(Some(*it)));
    all.chain([of_category(None)]).collect()
}

/// Labels a channel.
pub fn of_channel(channel: Option<Channel>) -> Label {
    let code = channel.map_or("unknown", Channel::code);
    Label::Word(format!("channel-{code}"))
}

/// Labels every channel, in the order of the rows.
pub fn channels() -> Vec<Label> {
    let all = Channel::ALL.iter().map(|it| of_channel(Some(*it)));
    all.chain([of_channel(None)]).collect()
}

/// Counts in groups, in the order given; groups that no case belongs to have no row.
fn by(
    known: &Known,
    code: TableCode,
    order: &[Label],
    group: impl Fn(&CaseFacts) -> Label,
) -> SheetTable {
    let (period, until) = (known.period, known.until());
    let before = period.previous();
    let rows = order.iter().filter_map(|label| {
        let of = |all: &'_ [CaseFacts]| -> Vec<CaseFacts> {
            all.iter()
                .filter(|it| group(it) == *label)
                .cloned()
                .collect()
        };
        let (facts, open) = (of(&known.facts), of(&known.open));
        // An accusation counts, but no row says by which channel it came (条例 30 ¶3).
        let is_secret =
            |it: &&CaseFacts| code == TableCode::ByChannel && it.class == Class::Accusation;
        let secret = facts.iter().chain(&open).filter(is_secret);
        let secret: BTreeSet<CaseNumber> = secret.map(|it| it.number).collect();
        let registered = count(facts.iter().filter(|it| period.has(it.received)));
        let previous = count(facts.iter().filter(|it| before.has(it.received)));
        let ended = |it: &&CaseFacts| it.ended.is_some_and(|day| period.holds(day));
        let ended = count(facts.iter().filter(ended));
        let received = facts.iter().filter(|it| period.has(it.received));
        let closure = closure(received, (until, known.today));
        let overdue = count(open.iter().filter(|it| it.is_overdue_on(until)));
        let open = count(open.iter());
        let touched: BTreeSet<CaseNumber> = registered
            .cases
            .iter()
            .chain(&ended.cases)
            .chain(&open.cases)
            .copied()
            .collect();
        if touched.is_empty() && previous.value == Value::Count(0) {
            return None;
        }
        let values = [&registered, &previous, &ended, &closure, &open, &overdue];
        Some(SheetRow {
            label: label.clone(),
            cells: values.iter().map(|it| Cell::Value(it.value)).collect(),
            cases: touched.difference(&secret).copied().collect(),
        })
    });
    SheetTable {
        code,
        columns: COUNTED.to_vec(),
        rows: rows.collect(),
    }
}

fn by_area(known: &Known) -> SheetTable {
    let areas = known.places.areas().iter();
    let order: Vec<Label> = areas
        .map(|it| Label::Name(it.name.clone()))
        .chain([untold()])
        .collect();
    by(known, TableCode::ByArea, &order, |it| {
        let area = it
            .village
            .as_deref()
            .and_then(|it| known.places.area_of(it));
        area.map_or_else(untold, |area| Label::Name(area.name.clone()))
    })
}

/// Groups by a name, those with the most cases first.
fn by_name(
    known: &Known,
    code: TableCode,
    name: impl Fn(&CaseFacts) -> Option<&str>,
) -> SheetTable {
    let label = |it: &CaseFacts| name(it).map_or_else(untold, |name| Label::Name(name.to_owned()));
    let all = known.open.iter().chain(&known.facts);
    let order: BTreeSet<Label> = all.map(label).collect();
    let order: Vec<Label> = order.into_iter().collect();
    let mut table = by(known, code, &order, label);
    largest_first(&mut table);
    table
}

/// Puts the rows with the most matters first: those that came, ended or stand open. What names nobody
/// stands last.
pub fn largest_first(table: &mut SheetTable) {
    let counted = [Column::Registered, Column::Ended, Column::Open];
    let places: Vec<usize> = (0..)
        .zip(&table.columns)
        .filter_map(|(at, column)| counted.contains(column).then_some(at))
        .collect();
    table.rows.sort_by_key(|row| {
        let cells = places.iter().filter_map(|at| row.cells.get(*at));
        let size: u64 = cells
            .map(|cell| match cell {
                Cell::Value(Value::Count(count)) => u64::from(*count),
                _ => 0,
            })
            .sum();
        (row.label == untold(), Reverse(size))
    });
}

/// 当日事项: lists what was received in a period.
pub fn received<'a>(period: Period, all: impl Iterator<Item = &'a CaseFacts>) -> SheetTable {
    list(
        TableCode::Received,
        all.filter(|it| period.has(it.received)),
    )
}

/// 当日到期: lists what has a date of the law that ends on a day, of what stands open then.
pub fn due<'a>(until: NaiveDate, open: impl Iterator<Item = &'a CaseFacts>) -> SheetTable {
    let today = |it: &&CaseFacts| {
        let terms = [it.accept, it.notice, it.answer];
        let mut open = terms.iter().flatten().filter(|term| term.met.is_none());
        open.any(|term| term.due == until)
    };
    list(TableCode::Due, open.filter(today))
}

/// 超期事项: lists what is late on a day, of what stands open then.
pub fn late<'a>(until: NaiveDate, open: impl Iterator<Item = &'a CaseFacts>) -> SheetTable {
    list(TableCode::Late, open.filter(|it| it.is_overdue_on(until)))
}

/// Lists cases; an accusation and what is not classed yet stand by their numbers alone.
fn list<'a>(code: TableCode, cases: impl Iterator<Item = &'a CaseFacts>) -> SheetTable {
    let mut all: Vec<&CaseFacts> = cases.collect();
    all.sort_by_key(|it| it.number);
    let name = |it: &Option<String>| it.clone().map_or(Cell::None, Cell::Name);
    let rows = all.into_iter().map(|it| {
        let class = Cell::Word(format!("class-{}", it.class.code()));
        let cells = match it.class {
            Class::Accusation | Class::Unclassed => {
                vec![class, Cell::None, Cell::None, status(it), due_on(it)]
            }
            Class::Suggestion | Class::Claim | Class::Litigation => {
                vec![
                    Cell::Word(category_word(it.category)),
                    name(&it.village),
                    name(&it.leader),
                    status(it),
                    due_on(it),
                ]
            }
        };
        SheetRow {
            label: Label::Case(it.number),
            cells,
            cases: vec![it.number],
        }
    });
    SheetTable {
        code,
        columns: LISTED.to_vec(),
        rows: rows.collect(),
    }
}

fn status(facts: &CaseFacts) -> Cell {
    let better = facts.standing.map(Standing::code);
    let code = better.unwrap_or_else(|| facts.status.code());
    Cell::Word(format!("status-{code}"))
}

/// The earliest date of the law that is not met.
fn due_on(facts: &CaseFacts) -> Cell {
    let terms = [facts.accept, facts.notice, facts.answer];
    let open = terms.iter().flatten().filter(|it| it.met.is_none());
    open.map(|it| it.due).min().map_or(Cell::None, Cell::Day)
}

fn evaluation(known: &Known, settings: &Settings) -> SheetTable {
    let areas = known.places.areas().iter();
    let rows = areas.map(|area| {
        let label = Label::Name(area.name.clone());
        evaluated(label, &known.within(area), settings)
    });
    Evaluated::table(TableCode::Evaluation, rows.collect())
}

fn villages(known: &Known, settings: &Settings) -> SheetTable {
    let areas = known.places.areas().iter();
    let names = areas.flat_map(|area| known.places.villages(area));
    let rows = names.map(|name| {
        evaluated(
            Label::Name(name.to_owned()),
            &known.in_village(name),
            settings,
        )
    });
    Evaluated::table(TableCode::VillageEvaluation, rows.collect())
}

fn evaluated(label: Label, known: &Known, settings: &Settings) -> SheetRow {
    let of = |measure| measured(known, known.period, Base::All, measure, settings);
    let registered = of(Measure::Registered);
    let before = measured(
        known,
        known.period.previous(),
        Base::All,
        Measure::Registered,
        settings,
    );
    let evaluated = Evaluated {
        registered: registered.value,
        before: before.value,
        closure: of(Measure::Closure).value,
        overdue: of(Measure::Overdue).value,
        found_first: of(Measure::FoundFirst).value,
        checks_done: of(Measure::ChecksDone).value,
    };
    SheetRow {
        cases: registered.cases,
        ..evaluated.row(label, settings)
    }
}

/// 月考评: what a place is evaluated by.
#[derive(Debug, Clone, Copy)]
pub struct Evaluated {
    /// 登记.
    pub registered: Value,
    /// 上期登记.
    pub before: Value,
    /// 办结率.
    pub closure: Value,
    /// 超期.
    pub overdue: Value,
    /// 排查率 by what was found.
    pub found_first: Value,
    /// 排查率 by the checks that were done.
    pub checks_done: Value,
}

impl Evaluated {
    /// 月考评: closure and screening by their weights. Registrations stand beside the score and never
    /// in it, so that nobody gains by turning people away.
    pub fn row(self, label: Label, settings: &Settings) -> SheetRow {
        let screening = match settings.screening {
            ScreeningReading::FoundFirst => self.found_first,
            ScreeningReading::ChecksDone => self.checks_done,
            ScreeningReading::Both => {
                let checks = self.checks_done.hundredths();
                checks.map_or(self.found_first, |_| self.checks_done)
            }
        };
        let values = [
            self.registered,
            self.before,
            self.closure,
            self.overdue,
            screening,
            score(&[
                (self.closure, settings.closure_weight),
                (screening, settings.screening_weight),
            ]),
        ];
        SheetRow {
            label,
            cells: values.into_iter().map(Cell::Value).collect(),
            cases: Vec::new(),
        }
    }

    /// Gives the table of such rows.
    pub fn table(code: TableCode, rows: Vec<SheetRow>) -> SheetTable {
        SheetTable {
            code,
            columns: EVALUATED.to_vec(),
            rows,
        }
    }
}

/// Gives the weighted mean of rates, rounded half up; a rate of nothing takes its weight with it.
pub fn score(parts: &[(Value, u16)]) -> Value {
    let (mut sum, mut weights) = (0_u64, 0_u64);
    for (value, weight) in parts {
        if let Some(rate) = value.hundredths() {
            sum += u64::from(rate) * u64::from(*weight);
            weights += u64::from(*weight);
        }
    }
    let mean = (sum * 2 + weights).checked_div(weights * 2);
    Value::Score(mean.and_then(|it| u32::try_from(it).ok()))
}

fn trend_of(known: &Known) -> SheetTable {
    let rows = trend(known.period).into_iter().map(|period| {
        let of = |base| {
            let all = known.facts.iter().filter(|it| counts(base, it));
            count(all.filter(|it| period.has(it.received)))
        };
        let (all, petitions, hotline) = (of(Base::All), of(Base::Petitions), of(Base::Hotline));
        let ended = |it: &&CaseFacts| it.ended.is_some_and(|day| period.holds(day));
        let ended = count(known.facts.iter().filter(ended));
        let values = [all.value, petitions.value, hotline.value, ended.value];
        SheetRow {
            label: Label::Period(period),
            cells: values.into_iter().map(Cell::Value).collect(),
            cases: all.cases,
        }
    });
    SheetTable {
        code: TableCode::Trend,
        columns: TREND.to_vec(),
        rows: rows.collect(),
    }
}
