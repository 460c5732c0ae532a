//! Drawing the lawyers pane: the days left, one day with its bookings right.

mod cards;
mod job;
mod said;

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::lawyers::line::{Line, Spot};
use crate::app::lawyers::places::{DAY_HEAD, DETAIL, HEAD, Places};
use crate::app::lawyers::{Side, State, first_of_month};
use crate::command::table::Command;
use crate::domain::lawyer::{Booking, BookingId, BookingState, Conflict};
use crate::domain::lawyer_day::{Day, bookings_of};
use crate::domain::lawyer_queue::{Place, Waiter, queue};
use crate::domain::mask::mask_name;
use crate::domain::view::LawyersView;
use crate::ui::canvas::Canvas;
use crate::ui::lawyers::said::{lawyer, weekday};

/// Draws the pane inside its border.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let Some(view) = state.view() else {
        let dim = canvas.styles.dim;
        let text = canvas.shared.words.say("lawyers-reading");
        canvas.paragraph(area, &text, dim);
        return;
    };
    let places = Places::inside(area.width, area.height);
    if let Some(open) = &state.job {
        return job::draw(canvas, open, view, places, area);
    }
    if state.side == Side::Cards {
        return cards::draw(canvas, state, area);
    }
    let now = canvas.shared.now;
    let days = state.days(now);
    let Some(day) = state.current_day(now) else {
        return;
    };
    sum(canvas, view, day.date, area);
    let left = Rect::new(
        area.x,
        area.y + HEAD,
        places.days,
        area.height.saturating_sub(HEAD),
    );
    draw_days(canvas, state, view, &days, left);
    let right = Rect::new(
        area.x + places.days + 1,
        left.y,
        area.width.saturating_sub(places.days + 1),
        left.height,
    );
    draw_day(canvas, state, view, &day, right);
}

/// Draws what the month of the day under the hand adds up to.
fn sum(canvas: &mut Canvas<'_>, view: &LawyersView, date: NaiveDate, area: Rect) {
    let month = first_of_month(date);
    let known = view.months.iter().find(|(first, _)| *first == month);
    let sum = known.map(|(_, sum)| *sum).unwrap_or_default();
    let text = canvas.shared.words.say_with(
        "lawyers-month",
        &[
            ("month", date.format("%Y-%m").to_string().into()),
            ("days", sum.days.into()),
            ("held", sum.held.into()),
            ("cases", sum.cases.into()),
            ("aided", sum.aided.into()),
        ],
    );
    let title = canvas.styles.title;
    canvas.text(area.x, area.y, area.width, &text, title);
}

fn draw_days(canvas: &mut Canvas<'_>, state: &State, view: &LawyersView, days: &[Day], area: Rect) {
    let Some((hand, top)) = state.day_hand(days, usize::from(area.height)) else {
        return;
    };
    let today = canvas.shared.now.date();
    let styles = canvas.styles;
    let rows = days.iter().enumerate().skip(top);
    for (row, (index, day)) in (area.y..area.bottom()).zip(rows) {
        let style = if day.date < today {
            styles.dim
        } else {
            styles.text
        };
        let date = format!("{} {}", day.date.format("%m-%d"), weekday(canvas, day.date));
        let room = area.width.saturating_sub(2);
        let taken = canvas.text(area.x + 2, row, room, &date, style) + 1;
        let waiting = bookings_of(view, day.date)
            .iter()
            .filter(|(_, it)| !matches!(it.state, BookingState::Cancelled { .. }))
            .count();
        let mut end = area.right();
        if waiting > 0 {
            end = canvas.text_right(end, row, &waiting.to_string(), styles.key);
        }
        let (who, who_style) = who(canvas, view, day, style);
        let room = end.saturating_sub(area.x + 2 + taken + 1);
        canvas.text(area.x + 2 + taken, row, room, &who, who_style);
        if day.date == today {
            canvas.text(area.x + 1, row, 1, "*", styles.key);
        }
        if index == hand {
            mark(
                canvas,
                Rect::new(area.x, row, area.width, 1),
                state.side == Side::Days,
            );
        }
    }
}

/// Shows the hand: reversed in the list that has the keys, a marker in the other.
fn mark(canvas: &mut Canvas<'_>, row: Rect, active: bool) {
    if active {
        let selected = canvas.styles.selected;
        canvas.paint(row, selected);
        canvas.text(row.x, row.y, 1, ">", selected);
    } else {
        let key = canvas.styles.key;
        canvas.text(row.x, row.y, 1, ">", key);
    }
}

/// Says who comes on a day, or why nobody does.
fn who(canvas: &Canvas<'_>, view: &LawyersView, day: &Day, style: Style) -> (String, Style) {
    let words = &canvas.shared.words;
    if let Some(lawyer) = day.lawyer.and_then(|id| lawyer(view, id)) {
        return (lawyer.name.clone(), style);
    }
    match &day.rest {
        Some(rest) if !day.counter && !rest.is_empty() => (
            words.say_with("lawyers-rest", &[("rest", rest.as_str().into())]),
            canvas.styles.warn,
        ),
        _ if day.counter && day.date < canvas.shared.now.date() => (String::new(), style),
        _ if day.counter => (words.say("lawyers-nobody"), canvas.styles.warn),
        _ => (words.say("lawyers-contact-day"), canvas.styles.dim),
    }
}

fn draw_day(canvas: &mut Canvas<'_>, state: &State, view: &LawyersView, day: &Day, area: Rect) {
    day_head(canvas, view, day, area);
    let now = canvas.shared.now;
    let lines = state.lines(now);
    let body = Rect::new(
        area.x,
        area.y + DAY_HEAD,
        area.width,
        area.height.saturating_sub(DAY_HEAD + DETAIL),
    );
    let top = state.line_top(&lines, usize::from(body.height));
    let hand = state.current_spot(now);
    for (row, line) in (body.y..body.bottom()).zip(lines.iter().skip(top)) {
        match line {
            Line::Heading(word) => {
                let (text, style) = (canvas.shared.words.say(word), canvas.styles.dim);
                canvas.text(body.x, row, body.width, &text, style);
            }
            Line::Spot(spot) => {
                let place = Rect::new(body.x, row, body.width, 1);
                draw_spot(canvas, state, view, *spot, place);
                if hand == Some(*spot) && state.side == Side::Day {
                    mark(canvas, place, true);
                }
            }
        }
    }
    if lines.is_empty() {
        let (text, style) = (canvas.shared.words.say("lawyers-none"), canvas.styles.dim);
        canvas.text(body.x, body.y, body.width, &text, style);
    }
    if let Some((id, booking)) = state.current_booking(now) {
        let place = Rect::new(
            area.x,
            area.bottom().saturating_sub(DETAIL),
            area.width,
            DETAIL,
        );
        detail(canvas, view, (id, booking), place);
    }
}

fn day_head(canvas: &mut Canvas<'_>, view: &LawyersView, day: &Day, area: Rect) {
    let (shared, styles) = (canvas.shared, canvas.styles);
    let words = &shared.words;
    let date = format!("{} {}", day.date, weekday(canvas, day.date));
    canvas.text(area.x, area.y, area.width, &date, styles.title);
    if !view.calendar.official(day.date.year()) {
        let year = day.date.year().to_string();
        let text = words.say_with("note-no-list", &[("year", year.into())]);
        let room = area.width.saturating_sub(18);
        canvas.text(area.x + 18, area.y, room, &text, styles.warn);
    }
    let lawyer = day.lawyer.and_then(|id| lawyer(view, id));
    let (text, style) = match (lawyer, day.put_off_to(view)) {
        (_, Some(to)) => {
            let args = [
                ("rest", day.rest.clone().unwrap_or_default().into()),
                ("keys", shared.keys(Command::LawyersPutOff).into()),
                ("day", to.format("%m-%d").to_string().into()),
                ("weekday", weekday(canvas, to).into()),
            ];
            (words.say_with("lawyers-put-off-offer", &args), styles.warn)
        }
        (Some(lawyer), None) => (
            format!("{} {} {}", lawyer.name, lawyer.firm, lawyer.phone),
            styles.text,
        ),
        (None, None) if day.counter => {
            let keys = shared.keys(Command::LawyersAssign);
            let text = words.say_with("lawyers-nobody-yet", &[("keys", keys.into())]);
            (text, styles.warn)
        }
        (None, None) => (words.say("lawyers-no-lawyer-day"), styles.dim),
    };
    canvas.text(area.x, area.y + 1, area.width, &text, style);
    canvas.text(area.x, area.y + 2, area.width, &day.note, styles.dim);
}

fn draw_spot(canvas: &mut Canvas<'_>, state: &State, view: &LawyersView, spot: Spot, area: Rect) {
    let styles = canvas.styles;
    let (words, now) = (&canvas.shared.words, canvas.shared.now);
    let (time, id) = match spot {
        Spot::Free(time) => (Some(time), None),
        Spot::Booking(id) => {
            let booking = view.bookings.iter().find(|(other, _)| *other == id);
            (booking.and_then(|(_, it)| it.time), booking)
        }
    };
    let waiters = queue(view, id.map_or(now.date(), |(_, it)| it.day));
    let waiter = id.and_then(|(id, _)| waiters.iter().find(|it| it.id == *id));
    let place = waiter.map(|it| match it.place {
        Place::Called => "->".to_owned(),
        Place::Waiting(place) => format!("#{place}"),
    });
    let time = time.map(|time| time.format("%H:%M").to_string()).or(place);
    canvas.text(
        area.x + 2,
        area.y,
        5,
        &time.unwrap_or_default(),
        styles.text,
    );
    let Some((id, booking)) = id else {
        let free = words.say("lawyers-free");
        canvas.text(area.x + 8, area.y, area.width - 8, &free, styles.dim);
        return;
    };
    let name = if state.is_revealed(*id) {
        booking.name.clone()
    } else {
        mask_name(&booking.name)
    };
    let case = booking
        .case
        .map(|case| case.to_string())
        .unwrap_or_default();
    let (word, style) = state_word(booking, canvas.shared.now.date(), styles.text);
    let (mut word, style) = (words.say(word), style.unwrap_or(styles.warn));
    if let Some(waiter) = waiter.filter(|it| it.booking.day == now.date()) {
        word = waits(canvas, waiter);
    }
    let places = [(8, 8, name, styles.text), (17, 13, case, styles.text)];
    for (column, width, text, style) in places {
        let room = width.min(area.width.saturating_sub(column));
        canvas.text(area.x + column, area.y, room, &text, style);
    }
    let room = area.width.saturating_sub(31);
    let firm = view.firm_in_conflict(*id);
    let (word, style) = match firm {
        Some(_) => (format!("! {word}"), styles.warn),
        None => (word, style),
    };
    canvas.text(area.x + 31, area.y, room, &word, style);
}

/// Says how a walk-in stands in the queue, and for how long he has waited.
fn waits(canvas: &Canvas<'_>, waiter: &Waiter<'_>) -> String {
    let (words, now) = (&canvas.shared.words, canvas.shared.now);
    let key = match waiter.place {
        Place::Called => "lawyers-state-called",
        Place::Waiting(_) if waiter.booking.queue.passed_at.is_some() => "lawyers-state-passed",
        Place::Waiting(_) => "lawyers-state-waiting",
    };
    let minutes = waiter.waited(now).unwrap_or(0);
    words.say_with(key, &[("n", minutes.into())])
}

/// Gives the word for where a booking stands, and its style; `None` asks for attention.
fn state_word(booking: &Booking, today: NaiveDate, plain: Style) -> (&'static str, Option<Style>) {
    match &booking.state {
        BookingState::Booked if booking.day < today => ("lawyers-state-unwritten", None),
        BookingState::Booked if booking.meeting.is_at_counter() => {
            ("lawyers-state-booked", Some(plain))
        }
        BookingState::Booked => ("lawyers-state-arranged", Some(plain)),
        BookingState::Cancelled { .. } => ("lawyers-state-cancelled", Some(plain)),
        BookingState::Done {
            legal_aid: true, ..
        } => ("lawyers-state-aided", Some(plain)),
        BookingState::Done { .. } => ("lawyers-state-done", Some(plain)),
    }
}

/// Draws more about the booking under the hand.
fn detail(
    canvas: &mut Canvas<'_>,
    view: &LawyersView,
    (id, booking): (BookingId, &Booking),
    area: Rect,
) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let meeting = words.code("meeting", booking.meeting.code());
    let lawyer = booking
        .lawyer
        .and_then(|id| lawyer(view, id))
        .map_or_else(String::new, |lawyer| lawyer.name.clone());
    let first = format!("{meeting} {lawyer} {}", booking.about);
    let second = match &booking.state {
        BookingState::Booked if !booking.cleared.is_empty() => {
            let text = booking.cleared.as_str();
            words.say_with("lawyers-detail-cleared", &[("text", text.into())])
        }
        BookingState::Booked => view.firm_in_conflict(id).map_or_else(String::new, |firm| {
            let conflict = Conflict::Firm(firm.to_owned());
            format!("! {}", words.conflict(&conflict))
        }),
        BookingState::Cancelled { why } => {
            words.say_with("lawyers-detail-why", &[("text", why.as_str().into())])
        }
        BookingState::Done { outcome, .. } => {
            let text = outcome.replace('\n', " ");
            words.say_with("lawyers-detail-outcome", &[("text", text.into())])
        }
    };
    canvas.text(area.x, area.y, area.width, &first, styles.text);
    canvas.text(area.x, area.y + 1, area.width, &second, styles.dim);
}
