//! The page of a month: a grid of its days, and what stands on the day under the cursor.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::app::calendar::page::{self, LIST, Row, monday};
use crate::app::case::para::Shade;
use crate::app::cells;
use crate::app::layout::room;
use crate::app::ledger::lines::MARKER;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::pane::Pane;
use crate::app::shared::Shared;
use crate::domain::agenda::AgendaView;
use crate::domain::calendar::DayReason;
use crate::domain::lawyer_day::Day;

const WEEK: &[Column] = &[
    Column::wrapped("weekday-1"),
    Column::wrapped("weekday-2"),
    Column::wrapped("weekday-3"),
    Column::wrapped("weekday-4"),
    Column::wrapped("weekday-5"),
    Column::wrapped("weekday-6"),
    Column::wrapped("weekday-7"),
];

/// Gives the first and the last day of the weeks in which a month lies.
pub fn span(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let last = (first + Months::new(1)).pred_opt().unwrap_or(first);
    (monday(first), monday(last) + Days::new(6))
}

/// Writes a month with the day under the cursor.
pub fn month(shared: &Shared, view: &AgendaView, at: NaiveDate) -> Page<Row> {
    let words = &shared.words;
    let args = [
        ("year", at.year().to_string().into()),
        ("month", at.month().into()),
        (
            "n",
            view.appointments
                .iter()
                .filter(|it| of_month(it.appointment.arranged.day, at))
                .count()
                .into(),
        ),
    ];
    let mut page = Page::new(words.say_with("calendar-month", &args));
    page.sheet(String::new(), WEEK);
    let (first, last) = span(at);
    let mondays = first.iter_weeks().take_while(|day| *day <= last);
    for week in mondays {
        let days = week.iter_days().take(7);
        let cells: Vec<Cell> = days.map(|day| cell(shared, view, day, at)).collect();
        page.row(Row::Week(week), cells);
    }
    let entries = page::entries(shared, view, at);
    let title = page::heading(shared, view, at);
    if entries.is_empty() {
        page.note(title, Shade::Plain);
    } else {
        page.list(title, LIST);
        for (row, cells) in entries {
            page.row(row, cells);
        }
    }
    if !shared.town.calendar.official(at.year()) {
        let args = [("year", at.year().to_string().into())];
        page.note(words.say_with("calendar-no-list", &args), Shade::Warn);
    }
    page.note(words.say("calendar-legend"), Shade::Dim);
    if view.more_due {
        page.note(words.say("calendar-more-due"), Shade::Warn);
    }
    page
}

fn of_month(day: NaiveDate, at: NaiveDate) -> bool {
    (day.year(), day.month()) == (at.year(), at.month())
}

/// Writes a day: its number in brackets under the cursor, whether people rest or work on it out of
/// turn, who is on duty; below it what stands on it, counted.
fn cell(shared: &Shared, view: &AgendaView, day: NaiveDate, at: NaiveDate) -> Cell {
    let words = &shared.words;
    if !of_month(day, at) {
        let other = format!(" {}", day.format("%-m-%-d"));
        return Cell::toned(padded(shared, &other), Shade::Dim);
    }
    let today = day == shared.now.date();
    let number = match (day == at, today) {
        (true, _) => format!("[{}]", day.day()),
        (false, true) => format!("*{} ", day.day()),
        (false, false) => format!(" {} ", day.day()),
    };
    let mark = match shared.town.calendar.why(day) {
        DayReason::Holiday(_) => words.say("calendar-rest"),
        DayReason::WorkingWeekend(_) => words.say("calendar-work"),
        DayReason::Weekend | DayReason::Working => String::new(),
    };
    let leader = page::leader(view, day).unwrap_or_default();
    let counts = counts(shared, view, day);
    // Who is on duty stands below where he has no room beside the day.
    let whole = format!("{number}{mark}{leader}");
    let (head, below) = if width(shared, &whole) <= column(shared) {
        (whole, counts)
    } else {
        (format!("{number}{mark}"), format!("{leader} {counts}"))
    };
    let rests = shared.town.calendar.is_rest_day(day);
    let late = day < shared.now.date() && page::due(view, day).next().is_some();
    let tone = match (late, today, rests) {
        (true, ..) => Shade::Warn,
        (false, true, _) => Shade::Good,
        (false, false, true) => Shade::Dim,
        (false, false, false) => Shade::Plain,
    };
    let mut text = padded(shared, head.trim_end());
    if !below.trim().is_empty() {
        text.push('\n');
        text.push_str(below.trim());
    }
    Cell::toned(text, tone)
}

fn width(shared: &Shared, text: &str) -> u16 {
    cells::width(text, shared.look.ambiguous_wide)
}

/// Gives the cells of a day: the pane's, shared among seven.
fn column(shared: &Shared) -> u16 {
    let room = room((shared.size, shared.intake_open), Pane::Calendar).width;
    room.saturating_sub(MARKER + 6) / 7
}

/// Makes the columns of the days alike.
fn padded(shared: &Shared, text: &str) -> String {
    let missing = column(shared).saturating_sub(width(shared, text));
    format!("{text}{}", " ".repeat(missing.into()))
}

fn counts(shared: &Shared, view: &AgendaView, day: NaiveDate) -> String {
    let words = &shared.words;
    let agreed = view.appointments.iter();
    let agreed = agreed.filter(|it| it.appointment.arranged.day == day);
    let recalled = view.follow_ups.iter();
    let recalled = recalled.filter(|it| it.follow_up.recalled.day == day);
    let meetings = view
        .meetings
        .iter()
        .filter(|it| it.calling.at.date() == day);
    let lawyer = usize::from(Day::of(&view.lawyers, day).counter);
    let joints = view.joints.iter().filter(|(on, _)| *on == day);
    let counts = [
        ("calendar-count-agreed", agreed.count()),
        ("calendar-count-due", page::due(view, day).count()),
        ("calendar-count-recalled", recalled.count()),
        ("calendar-count-meetings", meetings.count() + joints.count()),
        ("calendar-count-lawyer", lawyer),
    ];
    let counts = counts.into_iter().filter(|(_, n)| *n > 0);
    let counts = counts.map(|(key, n)| words.say_with(key, &[("n", n.into())]));
    counts.collect::<Vec<_>>().join(" ")
}
