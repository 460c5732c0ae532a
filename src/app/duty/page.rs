//! The pages of the duty pane: a day's ledger, what is not struck off, the rota.

use std::cmp::Reverse;

use chrono::{Datelike, Months, NaiveDate};

use crate::app::case::page::row_about;
use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::domain::calendar::DayReason;
use crate::domain::duty::{Acting, DutyDay, Line};
use crate::domain::item::Item;
use crate::domain::queue::CaseRow;
use crate::domain::view::{LedgerView, OwedView};
use crate::words::bundle::Words;

/// Days after which what is not struck off is marked.
const LONG: i64 = 30;

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// A day's ledger.
    #[default]
    Day,
    /// What is not struck off, on whatever day it came.
    Owed,
    /// The same, leader by leader.
    Leaders,
    /// The rota of a month.
    Rota,
}

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A line of a day's ledger.
    Line(NaiveDate, Item),
    /// A day of the rota.
    Day(NaiveDate),
}

const DAY: &[Column] = &[
    Column::text("col-number"),
    Column::text("col-how").grouping(),
    Column::text("col-owner").grouping(),
    Column::long("col-what"),
    Column::text("col-state").grouping(),
    Column::wrapped("col-note"),
];
const OWED: &[Column] = &[
    Column::text("col-number"),
    Column::number("col-days"),
    Column::text("col-since"),
    Column::text("col-owner").grouping(),
    Column::long("col-what"),
    Column::text("col-state").grouping(),
];
const ROTA: &[Column] = &[
    Column::text("col-day"),
    Column::long("col-leader").grouping(),
    Column::text("col-rest"),
    Column::long("col-note"),
    Column::number("col-cases"),
    Column::number("col-unstruck"),
];

/// Writes a day's ledger.
pub fn day(shared: &Shared, view: &LedgerView) -> Page<Row> {
    let (words, it) = (&shared.words, &view.duty.day);
    let date = view.duty.date;
    let later = it.closed_later(date);
    let closed = if later.is_some() {
        "duty-closed-later"
    } else if it.closed.is_some() {
        "duty-closed"
    } else {
        "duty-not-closed"
    };
    let args = [
        (
            "on",
            later.map_or_else(String::new, |it| it.to_string()).into(),
        ),
        ("n", view.duty.visits.into()),
    ];
    let weekday = words.say(&format!("weekday-{}", date.format("%u")));
    let closed = words.say_with(closed, &args);
    let mut page = Page::new(format!("{date} {weekday}  {closed}"));
    page.fact(words.say("duty-leader"), words.on_duty(it), leader_tone(it));
    if it.arrived.is_some() || it.left.is_some() {
        page.fact(String::new(), words.present(it), Shade::Plain);
    }
    if it.lines.is_empty() {
        page.note(words.say("duty-none"), Shade::Dim);
    }
    page.list(String::new(), DAY);
    let lines = it.lines.iter().zip(&view.duty.rows).zip(&view.duty.acting);
    for ((line, row), acting) in lines {
        let [owner, what, state] = about(words, line, row.as_ref(), acting);
        let (note, tone) = note(words, line);
        let cells = [
            line.item.to_string().into(),
            how(words, line, row.as_ref()).into(),
            owner,
            what,
            state,
            Cell::toned(note, tone),
        ];
        page.row(Row::Line(date, line.item), cells);
    }
    page
}

/// Gives how a line came; of a matter that is held back nothing.
pub fn how(words: &Words, line: &Line, row: Option<&CaseRow>) -> String {
    if row.is_some_and(|row| row.locked) {
        String::new()
    } else {
        words.code("came", line.how.code())
    }
}

/// Says how often a thing came that day, that it is of the backlog, that it is struck off.
fn note(words: &Words, line: &Line) -> (String, Shade) {
    let mut parts = Vec::new();
    let mut tone = Shade::Plain;
    if let Some(struck) = line.struck {
        let args = [("day", struck.date().to_string().into())];
        parts.push(words.say_with("duty-struck", &args));
        tone = Shade::Good;
    }
    if line.visits > 1 {
        let args = [("n", line.visits.into())];
        parts.push(words.say_with("duty-came", &args));
    }
    if let Some((came, wanted)) = line.few {
        let args = [("came", came.into()), ("wanted", wanted.into())];
        parts.push(words.say_with("duty-few", &args));
    }
    (parts.join("  "), tone)
}

/// Writes whose a line is and who acts for him, what it is about and how far it is.
fn about(words: &Words, line: &Line, row: Option<&CaseRow>, acting: &Acting) -> [Cell; 3] {
    // Whose an accusation is stands beside it only for those to whom it is open.
    let owner = match &line.owner {
        Some(owner) => format!("{owner}{}", words.acting(acting)),
        None if row.is_some_and(|row| row.locked) => String::new(),
        None => words.say("duty-nobody"),
    };
    let (state, what) = row.map_or_else(Default::default, |row| row_about(words, row));
    [owner.into(), what.into(), state.into()]
}

/// Writes what is not struck off.
pub fn owed(shared: &Shared, view: &LedgerView) -> Page<Row> {
    let mut page = Page::new(counts(shared, view));
    page.list(String::new(), OWED);
    for it in &view.owed {
        owed_row(shared, &mut page, it);
    }
    page
}

fn counts(shared: &Shared, view: &LedgerView) -> String {
    let today = shared.now.date();
    let long = view.owed.iter().filter(|it| it.owed.days(today) >= LONG);
    let args = [
        ("n", view.owed.len().into()),
        ("long", long.count().into()),
        ("days", LONG.into()),
    ];
    shared.words.say_with("duty-owed-counts", &args)
}

/// Writes what is not struck off, with the days for which it has been so.
fn owed_row(shared: &Shared, page: &mut Page<Row>, it: &OwedView) {
    let words = &shared.words;
    let days = it.owed.days(shared.now.date());
    let line = &it.owed.line;
    let [owner, what, state] = about(words, line, it.row.as_ref(), &Acting::Owner);
    let cells = [
        line.item.to_string().into(),
        Cell::from(days.to_string()).late(days >= LONG),
        Cell::day(shared, it.owed.day),
        owner,
        what,
        state,
    ];
    page.row(Row::Line(it.owed.day, line.item), cells);
}

/// Whose things stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner<'a> {
    /// A leader's.
    Leader(&'a str),
    /// Nobody's.
    Nobody,
    /// It is not told whose.
    Secret,
}

/// Gives what each leader owns and has not struck off, who owns most first; what nobody owns, and
/// what is not told, comes last.
fn owned(view: &LedgerView) -> Vec<(Owner<'_>, Vec<&OwedView>)> {
    let mut groups: Vec<(Owner<'_>, Vec<&OwedView>)> = Vec::new();
    for it in &view.owed {
        let owner = match it.owed.line.owner.as_deref() {
            Some(name) => Owner::Leader(name),
            None if it.row.as_ref().is_some_and(|row| row.locked) => Owner::Secret,
            None => Owner::Nobody,
        };
        match groups.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, his)) => his.push(it),
            None => groups.push((owner, vec![it])),
        }
    }
    groups.sort_by_key(|(owner, his)| match owner {
        Owner::Leader(_) => (0, Reverse(his.len())),
        Owner::Nobody => (1, Reverse(0)),
        Owner::Secret => (2, Reverse(0)),
    });
    groups
}

/// Writes the same, leader by leader.
pub fn by_leader(shared: &Shared, view: &LedgerView) -> Page<Row> {
    let words = &shared.words;
    let mut page = Page::new(counts(shared, view));
    for (owner, his) in owned(view) {
        let name = match owner {
            Owner::Leader(name) => name.to_owned(),
            Owner::Nobody => words.say("duty-nobody"),
            Owner::Secret => words.say("queue-secret"),
        };
        let args = [("n", his.len().into())];
        let title = format!("{name}  {}", words.say_with("duty-owed", &args));
        page.list(title, OWED);
        for it in his {
            owed_row(shared, &mut page, it);
        }
    }
    page
}

/// Writes the rota of a month.
pub fn rota(
    shared: &Shared,
    view: &LedgerView,
    day: NaiveDate,
    swapping: Option<NaiveDate>,
) -> Page<Row> {
    let words = &shared.words;
    let names = |convener: bool| {
        let wanted = view.leaders.0.iter();
        let wanted = wanted.filter(|it| it.active && it.convener == convener);
        let names: Vec<String> = wanted
            .map(|it| format!("{} {}", it.name, it.post))
            .collect();
        names.join("、")
    };
    let (from, to) = month(day);
    let args = [("month", from.format("%Y-%m").to_string().into())];
    let mut page = Page::new(words.say_with("duty-rota", &args));
    page.fact(words.say("duty-conveners"), names(true), Shade::Plain);
    page.fact(words.say("duty-others"), names(false), Shade::Plain);
    page.list(String::new(), ROTA);
    for day in from.iter_days().take_while(|day| *day <= to) {
        let found = view.rota.iter().find(|(on, _)| *on == day);
        let known = found.map(|(_, it)| it.clone()).unwrap_or_default();
        let rest = match shared.town.calendar.why(day) {
            DayReason::Holiday(name) => name.to_owned(),
            DayReason::Weekend => words.say("duty-weekend"),
            DayReason::Working | DayReason::WorkingWeekend(_) => String::new(),
        };
        let mut on = Cell::day(shared, day);
        if swapping == Some(day) {
            on.text = format!("<> {}", on.text);
        }
        let tone = if day == shared.now.date() {
            Shade::Warn
        } else {
            leader_tone(&known)
        };
        let count = |n: usize| {
            if known.lines.is_empty() {
                String::new()
            } else {
                n.to_string()
            }
        };
        let open = known.lines.iter().filter(|line| line.struck.is_none());
        let cells = [
            on,
            Cell::toned(words.on_duty(&known), tone),
            rest.into(),
            known.note.as_str().into(),
            count(known.lines.len()).into(),
            count(open.count()).into(),
        ];
        page.row(Row::Day(day), cells);
    }
    page
}

fn leader_tone(day: &DutyDay) -> Shade {
    if day.leader.is_some() {
        Shade::Plain
    } else {
        Shade::Dim
    }
}

/// Gives the first and the last day of a month.
pub fn month(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1));
    (first, next.and_then(|day| day.pred_opt()).unwrap_or(day))
}
