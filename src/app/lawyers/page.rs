//! The pages of the lawyers pane: the days, one day with its bookings, the lawyers.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::app::case::para::Tone;
use crate::app::lawyers::form::{dated, weekday};
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::lawyer::{Booking, BookingId, BookingState, Conflict, LawyerId, Meeting, SLOTS};
use crate::domain::lawyer_day::{Day, bookings_of, slots};
use crate::domain::lawyer_queue::{Place, Waiter, queue};
use crate::domain::mask::mask_name;
use crate::domain::view::LawyersView;

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A day.
    Day(NaiveDate),
    /// A slot that nobody has taken.
    Free(NaiveTime),
    /// A booking.
    Booking(BookingId),
    /// A lawyer's card; `None` for a new one.
    Card(Option<LawyerId>),
}

/// What the pane shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// The days.
    #[default]
    Days,
    /// One day.
    Day(NaiveDate),
    /// 律师名册
    Cards,
}

const DAYS: &[Column] = &[
    Column::text("lawyers-ask-day"),
    Column::text("lawyers-ask-lawyer").grouping(),
    Column::number("col-booked"),
    Column::number("col-free"),
    Column::long("lawyers-ask-note"),
];
const DAY: &[Column] = &[
    Column::text("lawyers-ask-time"),
    Column::text("lawyers-ask-name"),
    Column::text("lawyers-ask-case"),
    Column::text("lawyers-ask-meeting").grouping(),
    Column::text("col-state").grouping(),
    Column::text("lawyers-ask-lawyer").grouping(),
    Column::long("lawyers-ask-about"),
];
const CARDS: &[Column] = &[
    Column::text("lawyers-ask-name"),
    Column::long("lawyers-ask-firm").grouping(),
    Column::text("lawyers-ask-phone"),
    Column::long("lawyers-ask-fields"),
    Column::text("lawyers-ask-active").grouping(),
];

/// Writes the days, and what a holiday makes of them.
pub fn days(shared: &Shared, view: &LawyersView, days: &[Day]) -> Page<Row> {
    let today = shared.now.date();
    let mut page = Page::new(month(shared, view, today));
    page.list(String::new(), DAYS);
    for day in days {
        let past = day.date < today;
        let plain = if past { Tone::Dim } else { Tone::Plain };
        let mut date = Cell::day(shared, day.date);
        date.tone = plain;
        if day.date == today {
            date.text.push_str(" *");
        }
        let bookings = bookings_of(view, day.date);
        let booked = bookings.iter().filter(|(_, it)| !is_cancelled(it)).count();
        let free = slots(view, day.date);
        let free = free.iter().filter(|(_, free)| *free).count();
        let count = |n: usize, shown: bool| if shown { n.to_string() } else { String::new() };
        let cells = [
            date,
            who(shared, view, day, plain),
            count(booked, booked > 0).into(),
            count(free, day.counter && !past).into(),
            Cell::toned(day.note.as_str(), plain),
        ];
        page.row(Row::Day(day.date), cells);
        if let Some(text) = put_off_offer(shared, view, day).filter(|_| !past) {
            page.below(text);
        }
    }
    page
}

/// Says what the month of a day adds up to.
fn month(shared: &Shared, view: &LawyersView, day: NaiveDate) -> String {
    let is_it = |first: NaiveDate| (first.year(), first.month()) == (day.year(), day.month());
    let known = view.months.iter().find(|(first, _)| is_it(*first));
    let sum = known.map(|(_, sum)| *sum).unwrap_or_default();
    let args = [
        ("month", day.format("%Y-%m").to_string().into()),
        ("days", sum.days.into()),
        ("held", sum.held.into()),
        ("cases", sum.cases.into()),
        ("aided", sum.aided.into()),
    ];
    shared.words.say_with("lawyers-month", &args)
}

/// Says who comes on a day, or why nobody does.
fn who(shared: &Shared, view: &LawyersView, day: &Day, plain: Tone) -> Cell {
    let words = &shared.words;
    if let Some(lawyer) = day.lawyer.and_then(|id| view.lawyer(id)) {
        return Cell::toned(lawyer.name.as_str(), plain);
    }
    match &day.rest {
        Some(rest) if !day.counter && !rest.is_empty() => {
            let args = [("rest", rest.as_str().into())];
            Cell::toned(words.say_with("lawyers-rest", &args), Tone::Warn)
        }
        _ if day.counter && day.date < shared.now.date() => "".into(),
        _ if day.counter => Cell::toned(words.say("lawyers-nobody"), Tone::Warn),
        _ => Cell::toned(words.say("lawyers-contact-day"), Tone::Dim),
    }
}

/// Says to which day a Wednesday on a holiday can be put off.
fn put_off_offer(shared: &Shared, view: &LawyersView, day: &Day) -> Option<String> {
    let to = day.put_off_to(view)?;
    let args = [
        ("rest", day.rest.clone().unwrap_or_default().into()),
        ("keys", shared.keys(Command::LawyersPutOff).into()),
        ("day", to.format("%m-%d").to_string().into()),
        ("weekday", weekday(shared, to).into()),
    ];
    Some(shared.words.say_with("lawyers-put-off-offer", &args))
}

/// Writes one day: who comes, then slots, walk-ins, contacts, and what was called off.
pub fn day(
    shared: &Shared,
    view: &LawyersView,
    day: &Day,
    revealed: Option<BookingId>,
) -> Page<Row> {
    let words = &shared.words;
    let mut page = Page::new(month(shared, view, day.date));
    page.title(dated(shared, day.date));
    let year = day.date.year();
    if !view.calendar.official(year) {
        let args = [("year", year.to_string().into())];
        page.note(words.say_with("note-no-list", &args), Tone::Warn);
    }
    let (text, tone) = comes(shared, view, day);
    page.note(text, tone);
    if !day.note.is_empty() {
        page.note(day.note.clone(), Tone::Dim);
    }
    let rows = rows(view, day);
    if rows.is_empty() {
        page.note(words.say("lawyers-none"), Tone::Dim);
    }
    page.list(String::new(), DAY);
    let waiters = queue(view, day.date);
    for row in rows {
        match row {
            Row::Free(time) => {
                let free = Cell::toned(words.say("lawyers-free"), Tone::Dim);
                let time = time.format("%H:%M").to_string();
                page.row(row, [time.into(), free]);
            }
            Row::Booking(id) => {
                if let Some(booking) = view.booking(id) {
                    let waiter = waiters.iter().find(|it| it.id == id);
                    let cells = Line {
                        shared,
                        view,
                        day,
                        id,
                        booking,
                        waiter,
                    };
                    page.row(row, cells.cells(revealed == Some(id)));
                    cells.more().into_iter().for_each(|text| page.below(text));
                }
            }
            Row::Day(_) | Row::Card(_) => {}
        }
    }
    page
}

/// Says who comes to the counter on a day, or what is to be done that somebody does.
fn comes(shared: &Shared, view: &LawyersView, day: &Day) -> (String, Tone) {
    let words = &shared.words;
    if let Some(text) = put_off_offer(shared, view, day) {
        return (text, Tone::Warn);
    }
    match day.lawyer.and_then(|id| view.lawyer(id)) {
        Some(it) => (format!("{} {} {}", it.name, it.firm, it.phone), Tone::Plain),
        None if day.counter => {
            let args = [("keys", shared.keys(Command::LawyersAssign).into())];
            (words.say_with("lawyers-nobody-yet", &args), Tone::Warn)
        }
        None => (words.say("lawyers-no-lawyer-day"), Tone::Dim),
    }
}

const fn is_cancelled(booking: &Booking) -> bool {
    matches!(booking.state, BookingState::Cancelled { .. })
}

/// Gives the rows of a day: its slots by the hour, walk-ins (who is with the lawyer, who waits in
/// order, who was heard), contacts, and what was called off.
fn rows(view: &LawyersView, day: &Day) -> Vec<Row> {
    let all = bookings_of(view, day.date);
    let those = |wanted: &dyn Fn(&Booking) -> bool| -> Vec<(Option<NaiveTime>, Row)> {
        let found = all.iter().filter(|(_, it)| wanted(it));
        found.map(|(id, it)| (it.time, Row::Booking(*id))).collect()
    };
    let stands = |it: &Booking, meeting| !is_cancelled(it) && it.meeting == meeting;
    let mut rows = those(&|it| stands(it, Meeting::Slot));
    if day.counter {
        let taken: Vec<Option<NaiveTime>> = rows.iter().map(|(time, _)| *time).collect();
        let free = SLOTS.iter().filter(|slot| !taken.contains(&Some(**slot)));
        rows.extend(free.map(|slot| (Some(*slot), Row::Free(*slot))));
        rows.sort_by_key(|(time, _)| *time);
    }
    let waiting = queue(view, day.date);
    rows.extend(waiting.iter().map(|it| (None, Row::Booking(it.id))));
    let is_over = |it: &Booking| it.state != BookingState::Booked;
    rows.extend(those(&|it| stands(it, Meeting::WalkIn) && is_over(it)));
    rows.extend(those(&|it| {
        !is_cancelled(it) && !it.meeting.is_at_counter()
    }));
    rows.extend(those(&is_cancelled));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A booking that is written.
struct Line<'a> {
    shared: &'a Shared,
    view: &'a LawyersView,
    day: &'a Day,
    id: BookingId,
    booking: &'a Booking,
    waiter: Option<&'a Waiter<'a>>,
}

impl Line<'_> {
    fn cells(&self, revealed: bool) -> [Cell; 7] {
        let (booking, words) = (self.booking, &self.shared.words);
        let place = self.waiter.map(|it| match it.place {
            Place::Called => "->".to_owned(),
            Place::Waiting(place) => format!("#{place}"),
        });
        let time = booking.time.map(|time| time.format("%H:%M").to_string());
        let name = if revealed {
            booking.name.clone()
        } else {
            mask_name(&booking.name)
        };
        let case = booking.case.map(|case| case.to_string());
        // At the counter it is the lawyer of the day.
        let other = booking.lawyer.filter(|id| Some(*id) != self.day.lawyer);
        let lawyer = other.and_then(|id| self.view.lawyer(id));
        [
            time.or(place).unwrap_or_default().into(),
            name.into(),
            case.unwrap_or_default().into(),
            words.code("meeting", booking.meeting.code()).into(),
            self.state(),
            lawyer.map_or("", |it| it.name.as_str()).into(),
            booking.about.as_str().into(),
        ]
    }

    /// Says how far it is; what asks for attention is marked.
    fn state(&self) -> Cell {
        let (booking, words) = (self.booking, &self.shared.words);
        let today = self.shared.now.date();
        let waiter = self.waiter.filter(|_| booking.day == today);
        let text = match waiter {
            Some(waiter) => self.waits(waiter),
            None => words.say(match &booking.state {
                BookingState::Booked if booking.day < today => "lawyers-state-unwritten",
                BookingState::Booked if booking.meeting.is_at_counter() => "lawyers-state-booked",
                BookingState::Booked => "lawyers-state-arranged",
                BookingState::Cancelled { .. } => "lawyers-state-cancelled",
                BookingState::Done {
                    legal_aid: true, ..
                } => "lawyers-state-aided",
                BookingState::Done { .. } => "lawyers-state-done",
            }),
        };
        if self.view.firm_in_conflict(self.id).is_some() {
            return Cell::toned(format!("! {text}"), Tone::Warn);
        }
        let late = booking.state == BookingState::Booked && booking.day < today;
        Cell::toned(text, if late { Tone::Warn } else { Tone::Plain })
    }

    /// Says how a walk-in is in the queue, and for how long he has waited.
    fn waits(&self, waiter: &Waiter<'_>) -> String {
        let key = match waiter.place {
            Place::Called => "lawyers-state-called",
            Place::Waiting(_) if waiter.booking.queue.passed_at.is_some() => "lawyers-state-passed",
            Place::Waiting(_) => "lawyers-state-waiting",
        };
        let minutes = waiter.waited(self.shared.now).unwrap_or(0);
        self.shared.words.say_with(key, &[("n", minutes.into())])
    }

    /// Says below it what came of it, or what conflict of interest there may be.
    fn more(&self) -> Option<String> {
        let words = &self.shared.words;
        let text = |key, text: &str| Some(words.say_with(key, &[("text", text.into())]));
        match &self.booking.state {
            BookingState::Booked if !self.booking.cleared.is_empty() => {
                text("lawyers-detail-cleared", &self.booking.cleared)
            }
            BookingState::Booked => {
                let firm = self.view.firm_in_conflict(self.id)?;
                let conflict = words.conflict(&Conflict::Firm(firm.to_owned()));
                Some(format!("! {conflict}"))
            }
            BookingState::Cancelled { why } => text("lawyers-detail-why", why),
            BookingState::Done { outcome, .. } => text("lawyers-detail-outcome", outcome),
        }
    }
}

/// Writes the lawyers, those who left last; the row behind them makes a new one.
pub fn cards(shared: &Shared, view: &LawyersView) -> Page<Row> {
    let words = &shared.words;
    let mut page = Page::new(words.say("lawyers-cards"));
    page.list(String::new(), CARDS);
    let mut cards: Vec<_> = view.lawyers.iter().collect();
    cards.sort_by_key(|(id, it)| (!it.active, *id));
    for (id, it) in cards {
        let (active, tone) = if it.active {
            ("yes", Tone::Plain)
        } else {
            ("no", Tone::Dim)
        };
        let active = words.code("desk", active);
        let texts = [&it.name, &it.firm, &it.phone, &it.fields, &active];
        let cells = texts.map(|text| Cell::toned(text.as_str(), tone));
        page.row(Row::Card(Some(*id)), cells);
    }
    let new = words.say("lawyers-new");
    page.choice(Row::Card(None), "+".to_owned(), new, Tone::Plain);
    page
}
