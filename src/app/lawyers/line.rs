//! The lines of one lawyer day: slots, walk-ins, contacts, and what was called off.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::lawyer::{Booking, BookingId, BookingState, Meeting, SLOTS};
use crate::domain::lawyer_day::{Day, bookings_of};
use crate::domain::lawyer_queue::queue;
use crate::domain::view::LawyersView;

/// What the hand can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A slot that nobody has taken.
    Free(NaiveTime),
    /// A booking.
    Booking(BookingId),
}

/// A line of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A heading, by the key of its words.
    Heading(&'static str),
    /// Something that the hand can stand on.
    Spot(Spot),
}

/// Lays a day out.
pub fn lines(view: &LawyersView, day: &Day) -> Vec<Line> {
    let all = bookings_of(view, day.date);
    let standing = |booking: &Booking| !matches!(booking.state, BookingState::Cancelled { .. });
    let those = |wanted: &dyn Fn(&Booking) -> bool| -> Vec<(Option<NaiveTime>, Spot)> {
        all.iter()
            .filter(|(_, booking)| wanted(booking))
            .map(|(id, booking)| (booking.time, Spot::Booking(*id)))
            .collect()
    };
    let mut slots = those(&|it| standing(it) && it.meeting == Meeting::Slot);
    if day.counter {
        let taken: Vec<Option<NaiveTime>> = slots.iter().map(|(time, _)| *time).collect();
        slots.extend(
            SLOTS
                .iter()
                .filter(|slot| !taken.contains(&Some(**slot)))
                .map(|slot| (Some(*slot), Spot::Free(*slot))),
        );
        slots.sort_by_key(|(time, _)| *time);
    }
    // Who is with the lawyer, who waits in order, who was heard.
    let waiting = queue(view, day.date);
    let mut walk_ins: Vec<(Option<NaiveTime>, Spot)> = waiting
        .iter()
        .map(|it| (None, Spot::Booking(it.id)))
        .collect();
    walk_ins.extend(those(&|it| {
        standing(it) && it.meeting == Meeting::WalkIn && it.state != BookingState::Booked
    }));
    let contacts = those(&|it| standing(it) && !it.meeting.is_at_counter());
    let cancelled = those(&|it| !standing(it));
    let mut lines = Vec::new();
    for (heading, spots) in [
        ("lawyers-slots", slots),
        ("lawyers-walk-ins", walk_ins),
        ("lawyers-contacts", contacts),
        ("lawyers-cancelled", cancelled),
    ] {
        if !spots.is_empty() {
            lines.push(Line::Heading(heading));
            lines.extend(spots.into_iter().map(|(_, spot)| Line::Spot(spot)));
        }
    }
    lines
}

/// Gives the slots of a day with whether each is free.
pub fn slots(view: &LawyersView, day: NaiveDate) -> Vec<(NaiveTime, bool)> {
    SLOTS
        .iter()
        .map(|slot| (*slot, is_free(view, day, *slot, None)))
        .collect()
}

/// Tells whether nobody but `but` has taken an hour at the counter.
pub fn is_free(
    view: &LawyersView,
    day: NaiveDate,
    time: NaiveTime,
    but: Option<BookingId>,
) -> bool {
    bookings_of(view, day).iter().all(|(id, booking)| {
        Some(*id) == but
            || booking.time != Some(time)
            || booking.meeting != Meeting::Slot
            || matches!(booking.state, BookingState::Cancelled { .. })
    })
}
