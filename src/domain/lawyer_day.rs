//! 律师接访日: which days a lawyer comes, and what a holiday makes of a
//! Wednesday.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::act::Action;
use super::calendar::DayReason;
use super::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerDay, LawyerId, MeetingWay,
    NewLawyers, SLOTS,
};
use super::view::LawyersView;

/// A day of the lawyers' list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub date: NaiveDate,
    /// The holiday that it falls into, by name; empty for a weekend; `None` for a working day.
    pub rest: Option<String>,
    /// Who comes; `None` for nobody yet.
    pub lawyer: Option<LawyerId>,
    /// Why the day is not a Wednesday, where the Wednesday went, or a note.
    pub note: String,
    /// Whether a lawyer is expected at the counter: a Wednesday that is no holiday, or a day that
    /// was set by hand.
    pub counter: bool,
}

impl Day {
    /// Makes out what a day is.
    pub fn of(view: &LawyersView, date: NaiveDate) -> Self {
        let set = view.days.iter().find(|it| it.day == date);
        let rest = match view.calendar.why(date) {
            DayReason::Holiday(name) => Some(name.to_owned()),
            DayReason::Weekend => Some(String::new()),
            DayReason::Working | DayReason::WorkingWeekend(_) => None,
        };
        let wednesday = is_wednesday(date);
        let by_rule = wednesday && rest.is_none();
        let by_hand =
            set.is_some_and(|it| it.lawyer.is_some() || (!wednesday && !it.note.is_empty()));
        Self {
            date,
            lawyer: set.and_then(|it| it.lawyer),
            note: set.map(|it| it.note.clone()).unwrap_or_default(),
            counter: by_rule || by_hand,
            rest,
        }
    }

    /// Gives the day that takes the place of a Wednesday on a holiday: the next working day.
    /// `None` where no lawyer day falls away, or where something was settled by hand already.
    pub fn put_off_to(&self, view: &LawyersView) -> Option<NaiveDate> {
        let open = is_wednesday(self.date) && self.rest.is_some() && self.note.is_empty();
        open.then(|| view.calendar.working_day_from(self.date))
            .filter(|day| *day != self.date)
    }
}

/// Tells whether the lawyer comes on that day by the town's rule.
pub fn is_wednesday(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Wed
}

/// Gives the first Wednesday from `date` on.
pub fn coming_wednesday(date: NaiveDate) -> NaiveDate {
    date.iter_days()
        .find(|day| is_wednesday(*day))
        .unwrap_or(date)
}

/// Gives the days of a span that belong on the list: every Wednesday, every day that was set by
/// hand and every day with a booking.
pub fn days(view: &LawyersView, from: NaiveDate, to: NaiveDate) -> Vec<Day> {
    from.iter_days()
        .take_while(|date| *date <= to)
        .filter(|date| {
            is_wednesday(*date)
                || view.days.iter().any(|it| it.day == *date)
                || view.bookings.iter().any(|(_, it)| it.day == *date)
        })
        .map(|date| Day::of(view, date))
        .collect()
}

/// Fills the lawyer days from `from` to `to` that have nobody yet, in turn from the lawyers who
/// still come, going on after the last one who is named before.
pub fn rota(view: &LawyersView, from: NaiveDate, to: NaiveDate) -> Vec<LawyerDay> {
    let active: Vec<LawyerId> = view
        .lawyers
        .iter()
        .filter(|(_, lawyer)| lawyer.active)
        .map(|(id, _)| *id)
        .collect();
    if active.is_empty() {
        return Vec::new();
    }
    let place = |id: LawyerId| active.iter().position(|other| *other == id);
    let named_before = view.days.iter().filter(|it| it.day < from);
    let mut last = named_before
        .max_by_key(|it| it.day)
        .and_then(|it| it.lawyer)
        .and_then(place);
    let mut filled = Vec::new();
    for day in days(view, from, to) {
        if let Some(lawyer) = day.lawyer {
            last = place(lawyer).or(last);
        } else if day.counter {
            let next = last.map_or(0, |at| (at + 1) % active.len());
            last = Some(next);
            filled.push(LawyerDay {
                day: day.date,
                lawyer: active.get(next).copied(),
                note: day.note,
            });
        }
    }
    filled
}

/// Gives the bookings of a day, by time, in the order in which they were made.
pub fn bookings_of(view: &LawyersView, date: NaiveDate) -> Vec<&(BookingId, Booking)> {
    let mut found: Vec<_> = view
        .bookings
        .iter()
        .filter(|(_, booking)| booking.day == date)
        .collect();
    found.sort_by_key(|(id, booking)| (booking.time, *id));
    found
}

/// Gives the slots of a day with whether each is free.
pub fn slots(view: &LawyersView, day: NaiveDate) -> Vec<(NaiveTime, bool)> {
    let all = SLOTS.iter();
    all.map(|slot| (*slot, is_free(view, day, *slot, None)))
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
            || booking.meeting != MeetingWay::Slot
            || matches!(booking.state, BookingState::Cancelled { .. })
    })
}

/// Sets who comes on a day; those who are booked at the counter that day go to him.
pub fn assigned(view: &LawyersView, set: LawyerDay) -> Vec<Action> {
    let moved = moved_along(view, set.day, set.day, set.lawyer);
    let mut actions = vec![Action::LawyerDay(set)];
    actions.extend(moved);
    actions
}

/// Replaces and adds lawyers, and fills the days from `from` to `to` that have nobody yet as if they had
/// been there before.
pub fn with_days(
    view: &LawyersView,
    changed: Vec<(LawyerId, Lawyer)>,
    new: Vec<Lawyer>,
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<Action> {
    let mut then = view.clone();
    for (id, lawyer) in &mut then.lawyers {
        if let Some((_, card)) = changed.iter().find(|(it, _)| it == id) {
            lawyer.clone_from(card);
        }
    }
    let last = then.lawyers.iter().map(|(id, _)| id.0).max();
    let first = LawyerId(last.unwrap_or(0).saturating_add(1));
    let numbers = (first.0..).map(LawyerId);
    then.lawyers.extend(numbers.zip(new.iter().cloned()));
    let filled = rota(&then, from, to).into_iter();
    let assigned = filled.flat_map(|day| assigned(&then, day));
    let replaced = changed.into_iter().map(|(id, lawyer)| Action::Lawyer {
        id: Some(id),
        lawyer: Box::new(lawyer),
    });
    if new.is_empty() {
        return replaced.chain(assigned).collect();
    }
    let mut come = NewLawyers {
        first,
        lawyers: new,
        days: Vec::new(),
        moved: Vec::new(),
    };
    for action in assigned {
        match action {
            Action::LawyerDay(day) => come.days.push(day),
            Action::Booking { id: Some(id), fact } => come.moved.push((id, fact)),
            _ => {}
        }
    }
    let come = Action::NewLawyers(Box::new(come));
    replaced.chain(std::iter::once(come)).collect()
}

/// Moves everybody who is still booked at the counter on one day to another, each at the same hour.
pub fn moved_along(
    view: &LawyersView,
    from: NaiveDate,
    to: NaiveDate,
    lawyer: Option<LawyerId>,
) -> Vec<Action> {
    let booked = bookings_of(view, from).into_iter();
    booked
        .filter(|(_, it)| it.meeting.is_at_counter() && it.state == BookingState::Booked)
        .filter(|(_, it)| from != to || it.lawyer != lawyer)
        .map(|(id, it)| Action::Booking {
            id: Some(*id),
            fact: BookingFact::Moved {
                day: to,
                time: it.time,
                lawyer,
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkingCalendar;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn view() -> LawyersView {
        let lawyer = |name: &str, active| Lawyer {
            name: name.to_owned(),
            active,
            ..Lawyer::default()
        };
        LawyersView {
            lawyers: vec![
                (LawyerId(1), lawyer("甲", true)),
                (LawyerId(2), lawyer("乙", true)),
                (LawyerId(3), lawyer("丙", false)),
            ],
            days: Vec::new(),
            bookings: Vec::new(),
            calendar: WorkingCalendar::built_in(),
            fields: Vec::new(),
            months: Vec::new(),
            firms: Vec::new(),
        }
    }

    fn set(day: &str, lawyer: Option<u32>, note: &str) -> LawyerDay {
        LawyerDay {
            day: date(day),
            lawyer: lawyer.map(LawyerId),
            note: note.to_owned(),
        }
    }

    #[test]
    fn a_wednesday_on_a_holiday_is_put_off_to_the_next_working_day() {
        for (day, rest, counter, other) in [
            ("2026-09-30", None, true, None),
            ("2026-10-07", Some("国庆节"), false, Some("2026-10-08")),
            ("2026-02-18", Some("春节"), false, Some("2026-02-24")),
            ("2026-10-08", None, false, None),
            // The next working day is a Saturday, a Sunday that people work.
            ("2022-10-05", Some("国庆节"), false, Some("2022-10-08")),
            ("2024-02-14", Some("春节"), false, Some("2024-02-18")),
            ("2026-11-28", Some(""), false, None),
        ] {
            let view = view();
            let found = Day::of(&view, date(day));
            assert_eq!(found.rest.as_deref(), rest, "{day}");
            assert_eq!(found.counter, counter, "{day}");
            assert_eq!(found.put_off_to(&view), other.map(date), "{day}");
        }
    }

    #[test]
    fn lawyers_who_are_added_stand_in_the_turn_under_the_numbers_that_they_get() {
        let card = |name: &str| Lawyer {
            name: name.to_owned(),
            active: true,
            ..Lawyer::default()
        };
        let span = (date("2026-11-25"), date("2026-12-16"));
        let away = Lawyer {
            active: false,
            ..card("甲")
        };
        let new = vec![card("丁"), card("戊")];
        let mut actions = with_days(&view(), vec![(LawyerId(1), away)], new, span);
        let Some(Action::NewLawyers(come)) = actions.pop() else {
            unreachable!("{actions:?}");
        };
        let days: Vec<Option<u32>> = come
            .days
            .iter()
            .map(|it| it.lawyer.map(|id| id.0))
            .collect();
        assert_eq!(come.first, LawyerId(4));
        assert_eq!(days, [2, 4, 5, 2].map(Some));
        assert_eq!(actions.len(), 1, "and 甲 comes no more: {actions:?}");
    }

    #[test]
    fn what_was_set_by_hand_goes_before_the_rule() {
        let mut view = view();
        view.days = vec![
            set("2026-10-07", None, "顺延"),
            set("2026-10-08", None, "国庆顺延"),
            set("2026-10-09", None, ""),
            set("2026-10-14", None, "出差"),
        ];
        for (day, counter) in [
            ("2026-10-07", false),
            ("2026-10-08", true),
            ("2026-10-09", false),
            ("2026-10-14", true),
        ] {
            let found = Day::of(&view, date(day));
            assert_eq!(
                (found.counter, found.put_off_to(&view)),
                (counter, None),
                "{day}"
            );
        }
        let listed: Vec<String> = days(&view, date("2026-10-01"), date("2026-10-15"))
            .iter()
            .map(|day| day.date.to_string())
            .collect();
        assert_eq!(
            listed,
            ["2026-10-07", "2026-10-08", "2026-10-09", "2026-10-14"]
        );
    }

    #[test]
    fn the_rota_goes_on_in_turn_and_leaves_out_holidays_and_those_who_left() {
        let mut view = view();
        view.days = vec![
            set("2026-09-16", Some(1), ""),
            set("2026-10-14", Some(2), ""),
        ];
        let filled: Vec<(String, Option<u32>)> =
            rota(&view, date("2026-09-23"), date("2026-10-28"))
                .iter()
                .map(|it| (it.day.to_string(), it.lawyer.map(|id| id.0)))
                .collect();
        let expected = [
            ("2026-09-23", Some(2)),
            ("2026-09-30", Some(1)),
            ("2026-10-21", Some(1)),
            ("2026-10-28", Some(2)),
        ];
        assert_eq!(filled, expected.map(|(day, id)| (day.to_owned(), id)));
    }
}
