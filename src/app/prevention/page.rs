//! The pages of the prevention pane: a round, a day, a week.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::app::case::para::{CellState, Shade};
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::domain::grid::node::GridCode;
use crate::domain::item::{Item, SignId};
use crate::domain::prevention::board::{AreaDay, PreventionView, RoundState, Slot};
use crate::domain::prevention::checkin::CheckIn;
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::domain::subject::Subject;
use crate::words::bundle::{Arg, Words};

/// What the cursor stops at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A node in a round.
    Slot(GridCode, CheckRound),
    /// A node on a day.
    Node(GridCode),
    /// An early sign.
    Sign(SignId),
    /// An area in a week.
    Area(GridCode),
}

impl Row {
    /// Gives what a reminder hangs on that is set on it.
    pub const fn subject(&self) -> Option<Subject> {
        match self {
            Self::Sign(id) => Some(Subject::Item(Item::Sign(*id))),
            Self::Slot(..) | Self::Node(_) | Self::Area(_) => None,
        }
    }
}

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// One round: the missing ones first.
    Round,
    /// A day, node by node.
    Day,
    /// 苗头.
    Signs,
    /// A week, area by area.
    Week,
    /// 排查图: a week, village by village.
    Map,
}

impl Show {
    /// Everything that the pane shows, in the order in which one turns to it.
    pub const ALL: &'static [Self] = &[Self::Round, Self::Day, Self::Signs, Self::Week, Self::Map];
}

const ROUND: &[Column] = &[
    Column::text("col-node"),
    Column::text("col-result").grouping(),
    Column::text("col-area").grouping(),
    Column::text("col-reporter"),
    Column::text("col-at"),
    Column::long("col-what"),
];
const DAY: &[Column] = &[
    Column::text("col-node"),
    Column::text("col-area").grouping(),
    Column::text("checkin-round-morning"),
    Column::text("checkin-round-afternoon"),
    Column::text("checkin-round-day"),
];

/// Gives the places of a round, the missing ones first, area by area.
pub fn slots(view: &PreventionView, round: CheckRound) -> Vec<&Slot> {
    let all = view.slots.iter();
    let mut slots: Vec<&Slot> = all.filter(|it| it.round == round).collect();
    slots.sort_by_key(|it| (it.check.is_some(), &it.area, &it.code));
    slots
}

/// Writes one round: who is missing, and what the others reported.
pub fn round(shared: &Shared, view: &PreventionView, round: CheckRound) -> Page<Row> {
    let words = &shared.words;
    let slots = slots(view, round);
    let due = slots.iter().filter(|it| it.due);
    let missing = slots.iter().filter(|it| it.is_missing()).count();
    let checks = || slots.iter().filter_map(|it| it.check.as_ref());
    let found = checks().filter(|it| it.report.finding().is_some());
    let args = [
        ("day", view.day.format("%m-%d").to_string().into()),
        ("round", words.code("checkin-round", round.code()).into()),
        ("due", due.count().into()),
        ("missing", missing.into()),
        ("late", checks().filter(|it| it.late).count().into()),
        ("found", found.count().into()),
    ];
    let mut page = Page::new(words.say_with("prevention-head", &args));
    let by_area = by_area(view, &slots);
    page.fact(words.say("prevention-by-area"), by_area, Shade::Dim);
    if slots.is_empty() {
        page.note(words.say("prevention-nothing-due"), Shade::Dim);
    }
    page.list(String::new(), ROUND);
    for slot in slots {
        let id = Row::Slot(slot.code.clone(), slot.round);
        page.row(id, slot_row(shared, view, slot));
    }
    page
}

/// Writes what a node reported, or whom to ask for it.
fn slot_row(shared: &Shared, view: &PreventionView, slot: &Slot) -> Vec<Cell> {
    let words = &shared.words;
    let name = slot.name.as_str().into();
    let area = area(view, slot).into();
    let Some(check) = &slot.check else {
        let head = if slot.head.is_empty() {
            words.say("prevention-no-head")
        } else {
            format!("{} {}", slot.head, slot.phone)
        };
        let tone = if slot.due { Shade::Warn } else { Shade::Dim };
        let missing = Cell::toned(words.say("prevention-missing"), tone);
        return vec![name, missing, area, head.trim_end().into()];
    };
    let report = &check.report;
    // The screen faces the visitor: what complains of somebody stands there as if it said nothing.
    let secret =
        |finding: &Finding| finding.text.is_empty() || finding.kind == SignKind::Accusation;
    let (by, what) = match report.finding() {
        Some(finding) if secret(finding) => ("", words.say("prevention-locked")),
        Some(finding) => {
            let kind = words.code("sign-kind", finding.kind.code());
            (report.by.as_str(), format!("{kind}：{}", finding.text))
        }
        None => (report.by.as_str(), String::new()),
    };
    let how = words.code("checkin-how", report.how.code());
    let at = format!("{} {how}", when(shared, view.day, check));
    vec![
        name,
        result(words, check),
        area,
        by.into(),
        at.into(),
        what.into(),
    ]
}

fn area<'a>(view: &'a PreventionView, slot: &Slot) -> &'a str {
    let area = view.week.iter().find(|it| it.code == slot.area);
    area.map_or("", |it| it.name.as_str())
}

fn result(words: &Words, check: &CheckIn) -> Cell {
    if check.report.finding().is_some() {
        Cell::toned(words.say("prevention-found"), Shade::Warn)
    } else {
        words.say("prevention-nothing").into()
    }
}

/// Says when a report came, that it came late, and how often it was corrected.
fn when(shared: &Shared, day: NaiveDate, check: &CheckIn) -> String {
    let words = &shared.words;
    let mut text = check.report.at.local().format("%H:%M").to_string();
    if check.late {
        text = format!("{text} {}", lateness(shared, day, check));
    }
    if check.corrected > 0 {
        let args = [("n", check.corrected.into())];
        text = format!("{text} {}", words.say_with("prevention-corrected", &args));
    }
    text
}

/// Says how a report is late: by its hour, or because it was written down on a later day.
fn lateness(shared: &Shared, day: NaiveDate, check: &CheckIn) -> String {
    let later = check.is_entered_later(day, &shared.town.settings);
    shared.words.say(if later {
        "prevention-entered-later"
    } else {
        "prevention-late"
    })
}

/// Says of every area how many of its villages have reported.
fn by_area(view: &PreventionView, slots: &[&Slot]) -> String {
    let parts = view.week.iter().filter_map(|area| {
        let of_area = slots.iter().filter(|it| it.area == area.code && it.due);
        let made = of_area.clone().filter(|it| it.check.is_some()).count();
        let due = of_area.count();
        (due > 0).then(|| format!("{} {made}/{due}", area.name))
    });
    parts.collect::<Vec<_>>().join("  ")
}

/// Gives the places of each node on the day, those with something missing first.
fn nodes(view: &PreventionView) -> Vec<Vec<&Slot>> {
    let mut nodes: Vec<Vec<&Slot>> = view
        .slots
        .chunk_by(|one, next| one.code == next.code)
        .map(|slots| slots.iter().collect())
        .collect();
    nodes.sort_by_key(|slots| {
        let whole = !slots.iter().any(|it| it.is_missing());
        let first = slots.first().map(|it| (&it.area, &it.code));
        (
            whole,
            first.map(|(area, code)| (area.clone(), code.clone())),
        )
    });
    nodes
}

/// Writes a day, node by node.
pub fn day(shared: &Shared, view: &PreventionView) -> Page<Row> {
    let words = &shared.words;
    let due = view.slots.iter().filter(|it| it.due);
    let made = due.clone().filter(|it| it.check.is_some()).count();
    let args = [
        ("day", view.day.to_string().into()),
        ("made", made.into()),
        ("due", due.count().into()),
    ];
    let mut page = Page::new(words.say_with("prevention-day-head", &args));
    page.list(String::new(), DAY);
    for slots in nodes(view) {
        let Some(first) = slots.first() else {
            continue;
        };
        let mut cells = vec![first.name.as_str().into(), area(view, first).into()];
        cells.extend(CheckRound::ALL.iter().map(|round| {
            let slot = slots.iter().find(|it| it.round == *round);
            slot.map_or("".into(), |slot| in_short(shared, view.day, slot))
        }));
        page.row(Row::Node(first.code.clone()), cells);
    }
    page
}

fn in_short(shared: &Shared, day: NaiveDate, slot: &Slot) -> Cell {
    let words = &shared.words;
    match &slot.check {
        None if slot.is_missing() => Cell::toned(words.say("prevention-missing"), Shade::Warn),
        None => Cell::toned(words.say("prevention-missing"), Shade::Dim),
        Some(check) => {
            let mut cell = result(words, check);
            cell.text = format!("{} {}", cell.text, when(shared, day, check));
            cell
        }
    }
}

/// Writes a week, area by area: the map of the villages in small.
pub fn week(shared: &Shared, view: &PreventionView) -> Page<Row> {
    let words = &shared.words;
    let mut page = Page::new(words.say_with("prevention-week", &span(view)));
    page.note(words.say("prevention-week-hint"), Shade::Dim);
    let columns: Vec<Column> = std::iter::once(Column::text("col-area"))
        .chain(day_columns(view))
        .collect();
    page.list(String::new(), &columns);
    for area in &view.week {
        let mut cells = vec![area.name.as_str().into()];
        cells.extend(area.days.iter().enumerate().map(|(at, day)| {
            let villages = view.villages.iter().filter(|it| it.area == area.code);
            let rounds = villages.filter_map(|it| it.days.get(at)).flatten();
            Cell::toned(day_counts(day), shade(rounds))
        }));
        page.row(Row::Area(area.code.clone()), cells);
    }
    page
}

/// Gives the shade of rounds: that of the worst.
pub(super) fn shade<'a>(rounds: impl Iterator<Item = &'a RoundState>) -> Shade {
    match rounds.max() {
        None | Some(RoundState::Waiting) => Shade::Dim,
        Some(RoundState::InTime) => Shade::Cell(CellState::Good),
        Some(RoundState::Late) => Shade::Cell(CellState::Late),
        Some(RoundState::Missing | RoundState::Vacant) => Shade::Cell(CellState::Missing),
    }
}

/// Gives the first and the last day of the week.
pub(super) fn span(view: &PreventionView) -> [(&'static str, Arg<'static>); 2] {
    let day =
        |at: Option<&NaiveDate>| at.map_or(String::new(), |day| day.format("%m-%d").to_string());
    [
        ("from", day(view.days.first()).into()),
        ("to", day(view.days.last()).into()),
    ]
}

/// Gives a column for each day of the week.
pub(super) fn day_columns(view: &PreventionView) -> impl Iterator<Item = Column> {
    let days = view.days.iter();
    days.map(|day| Column::number(weekday(day.weekday())))
}

/// Gives the key of a weekday.
const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "weekday-1",
        Weekday::Tue => "weekday-2",
        Weekday::Wed => "weekday-3",
        Weekday::Thu => "weekday-4",
        Weekday::Fri => "weekday-5",
        Weekday::Sat => "weekday-6",
        Weekday::Sun => "weekday-7",
    }
}

/// Writes a day as rounds made of rounds owed, and the findings behind a plus.
fn day_counts(day: &AreaDay) -> String {
    let found = if day.found > 0 {
        format!("+{}", day.found)
    } else {
        String::new()
    };
    format!("{}/{}{found}", day.made.part, day.made.whole)
}
