//! The page of one day in the lawyers pane: who comes, and who is booked with whom.

use chrono::{Datelike, NaiveTime};

use crate::app::case::para::Shade;
use crate::app::lawyers::form::dated;
use crate::app::lawyers::page::{Row, is_cancelled, month, put_off_offer};
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::lawyer::{Booking, BookingId, BookingState, Conflict, MeetingWay, SLOTS};
use crate::domain::lawyer_day::{Day, bookings_of};
use crate::domain::lawyer_queue::{Place, Waiter, queue};
use crate::domain::mask::mask_name;
use crate::domain::view::LawyersView;

const DAY: &[Column] = &[
    Column::text("lawyers-ask-time"),
    Column::text("lawyers-ask-name"),
    Column::text("lawyers-ask-case"),
    Column::text("lawyers-ask-meeting").grouping(),
    Column::text("col-state").grouping(),
    Column::text("lawyers-ask-lawyer").grouping(),
    Column::long("lawyers-ask-about"),
];

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
        page.note(words.say_with("note-no-list", &args), Shade::Warn);
    }
    let (text, tone) = comes(shared, view, day);
    page.note(text, tone);
    if !day.note.is_empty() {
        page.note(day.note.clone(), Shade::Dim);
    }
    let rows = rows(view, day);
    if rows.is_empty() {
        page.note(words.say("lawyers-none"), Shade::Dim);
    }
    page.list(String::new(), DAY);
    let waiters = queue(view, day.date);
    for row in rows {
        match row {
            Row::Free(time) => {
                let free = Cell::toned(words.say("lawyers-free"), Shade::Dim);
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
fn comes(shared: &Shared, view: &LawyersView, day: &Day) -> (String, Shade) {
    let words = &shared.words;
    if let Some(text) = put_off_offer(shared, view, day) {
        return (text, Shade::Warn);
    }
    match day.lawyer.and_then(|id| view.lawyer(id)) {
        Some(it) => (
            format!("{} {} {}", it.name, it.firm, it.phone),
            Shade::Plain,
        ),
        None if day.counter => {
            let args = [("keys", shared.keys(Command::LawyersAssign).into())];
            (words.say_with("lawyers-nobody-yet", &args), Shade::Warn)
        }
        None => (words.say("lawyers-no-lawyer-day"), Shade::Dim),
    }
}

/// Gives the rows of a day: its slots by the hour, walk-ins (who is with the lawyer, who waits in
/// order, who was heard), contacts, and what was called off.
fn rows(view: &LawyersView, day: &Day) -> Vec<Row> {
    let all = bookings_of(view, day.date);
    let those = |wanted: &dyn Fn(&Booking) -> bool| -> Vec<(Option<NaiveTime>, Row)> {
        let found = all.iter().filter(|(_, it)| wanted(it));
        found.map(|(id, it)| (it.time, Row::Booking(*id))).collect()
    };
    let is_by = |it: &Booking, meeting| !is_cancelled(it) && it.meeting == meeting;
    let mut rows = those(&|it| is_by(it, MeetingWay::Slot));
    if day.counter {
        let taken: Vec<Option<NaiveTime>> = rows.iter().map(|(time, _)| *time).collect();
        let free = SLOTS.iter().filter(|slot| !taken.contains(&Some(**slot)));
        rows.extend(free.map(|slot| (Some(*slot), Row::Free(*slot))));
        rows.sort_by_key(|(time, _)| *time);
    }
    let waiting = queue(view, day.date);
    rows.extend(waiting.iter().map(|it| (None, Row::Booking(it.id))));
    let is_over = |it: &Booking| it.state != BookingState::Booked;
    rows.extend(those(&|it| is_by(it, MeetingWay::WalkIn) && is_over(it)));
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
            return Cell::toned(format!("! {text}"), Shade::Warn);
        }
        let late = booking.state == BookingState::Booked && booking.day < today;
        Cell::toned(text, if late { Shade::Warn } else { Shade::Plain })
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
