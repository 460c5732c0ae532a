//! 现场排队: who waits for the lawyer without an appointment, in which order and for how long.

use chrono::NaiveDate;

use super::lawyer::{Booking, BookingId, BookingState, MeetingWay};
use super::lawyer_day::bookings_of;
use super::moment::Moment;
use super::view::LawyersView;

/// Where a walk-in stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 正在谈: he was called and is with the lawyer.
    Called,
    /// 等候: he is the so-manieth to be called, from 1.
    Waiting(usize),
}

/// A walk-in who is not heard yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiter<'a> {
    /// Which booking.
    pub id: BookingId,
    /// The booking.
    pub booking: &'a Booking,
    /// Where he stands.
    pub place: Place,
}

impl Waiter<'_> {
    /// Gives the minutes that he has waited until `now`, or waited until he was called; `None` where
    /// nobody knows when he came.
    pub fn waited(&self, now: Moment) -> Option<i64> {
        let until = self.booking.queue.called_at.unwrap_or(now);
        let since = self.booking.queue.came_at?;
        Some((until.unix() - since.unix()).max(0) / 60)
    }
}

/// Gives the queue of a day: who is with the lawyer, then who waits in the order in which they came;
/// who was passed over comes behind the others.
pub fn queue(view: &LawyersView, day: NaiveDate) -> Vec<Waiter<'_>> {
    let mut walk_ins: Vec<&(BookingId, Booking)> = bookings_of(view, day)
        .into_iter()
        .filter(|(_, it)| it.meeting == MeetingWay::WalkIn && it.state == BookingState::Booked)
        .collect();
    walk_ins.sort_by_key(|(id, it)| {
        let queue = it.queue;
        (
            queue.called_at.is_none(),
            queue.called_at,
            queue.passed_at,
            *id,
        )
    });
    let mut place = 0;
    walk_ins
        .into_iter()
        .map(|(id, booking)| {
            let place = if booking.queue.called_at.is_some() {
                Place::Called
            } else {
                place += 1;
                Place::Waiting(place)
            };
            Waiter {
                id: *id,
                booking,
                place,
            }
        })
        .collect()
}

/// Gives who is to be called next.
pub fn next(view: &LawyersView, day: NaiveDate) -> Option<BookingId> {
    queue(view, day)
        .into_iter()
        .find(|it| it.place == Place::Waiting(1))
        .map(|it| it.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkingCalendar;
    use crate::domain::lawyer::{BookingFact, Queue};

    fn at(time: &str) -> Moment {
        Moment::parse(&format!("2026-11-25 {time}")).unwrap()
    }

    /// Plays `call 1 09:10; pass 1 09:12` on three walk-ins who came at 9:00, 9:05 and 9:08.
    fn played(facts: &str) -> LawyersView {
        let walk_in = |id, came: &str| {
            let booking = Booking {
                day: "2026-11-25".parse().unwrap(),
                time: None,
                meeting: MeetingWay::WalkIn,
                lawyer: None,
                person: None,
                name: format!("来访{id}"),
                case: None,
                about: String::new(),
                state: BookingState::Booked,
                cleared: String::new(),
                queue: Queue {
                    came_at: Some(at(came)),
                    ..Queue::default()
                },
            };
            (BookingId(id), booking)
        };
        let mut bookings = vec![
            walk_in(1, "09:00"),
            walk_in(2, "09:05"),
            walk_in(3, "09:08"),
        ];
        for fact in facts.split("; ").filter(|it| !it.is_empty()) {
            let parts: Vec<&str> = fact.split(' ').collect();
            let id = BookingId(parts[1].parse().unwrap());
            let at = at(parts[2]);
            let fact = match parts[0] {
                "call" => BookingFact::Called { at },
                "pass" => BookingFact::Passed { at },
                _ => BookingFact::Done {
                    outcome: "已解答".to_owned(),
                    legal_aid: false,
                },
            };
            let it = bookings.iter_mut().find(|it| it.0 == id).unwrap();
            it.1 = it.1.apply(&fact, at.date()).unwrap();
        }
        LawyersView {
            lawyers: Vec::new(),
            days: Vec::new(),
            bookings,
            calendar: WorkingCalendar::built_in(),
            fields: Vec::new(),
            months: Vec::new(),
            firms: Vec::new(),
        }
    }

    #[test]
    fn they_are_called_as_they_came_and_who_is_passed_over_goes_behind() {
        for (facts, order, next_one, waited) in [
            ("", "1 2 3", Some(1), 20),
            ("call 1 09:10", "*1 2 3", Some(2), 10),
            ("call 1 09:10; pass 1 09:12", "2 3 1", Some(2), 15),
            (
                "call 1 09:10; pass 1 09:12; pass 2 09:13",
                "3 1 2",
                Some(3),
                12,
            ),
            ("call 1 09:10; done 1 09:19", "2 3", Some(2), 15),
            (
                "call 1 09:10; call 2 09:11; call 3 09:12",
                "*1 *2 *3",
                None,
                10,
            ),
        ] {
            let view = played(facts);
            let day = "2026-11-25".parse().unwrap();
            let queue = queue(&view, day);
            let shown: Vec<String> = queue
                .iter()
                .map(|it| match it.place {
                    Place::Called => format!("*{}", it.id.0),
                    Place::Waiting(_) => it.id.0.to_string(),
                })
                .collect();
            assert_eq!(shown.join(" "), order, "{facts}");
            assert_eq!(next(&view, day), next_one.map(BookingId), "{facts}");
            assert_eq!(queue[0].waited(at("09:20")), Some(waited), "{facts}");
        }
    }

    #[test]
    fn only_who_waits_today_is_called() {
        let view = played("");
        let (_, booking) = &view.bookings[0];
        let called = BookingFact::Called { at: at("09:10") };
        let other_day = "2026-11-26".parse().unwrap();
        let refused = |booking: &Booking, day| {
            booking
                .apply(&called, day)
                .err()
                .map(|refusal| refusal.reason.code())
        };
        assert_eq!(refused(booking, other_day), Some("not-waiting"));
        let mut slot = booking.clone();
        slot.meeting = MeetingWay::Slot;
        assert_eq!(refused(&slot, slot.day), Some("not-waiting"));
        let again = booking.evolve(&called);
        assert_eq!(refused(&again, again.day), Some("already-noted"));
    }
}
