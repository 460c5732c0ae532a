//! What a form of the lawyers pane leads to: deeds, or every problem at once.

use chrono::{NaiveDate, NaiveTime};

use crate::app::lawyers::job::{Ask, Job, Kind, Problems};
use crate::app::lawyers::line::is_free;
use crate::app::lawyers::offer::one_lawyer;
use crate::app::when::parse_time;
use crate::domain::act::Deed;
use crate::domain::case::fact::legal_aid::step::{LegalAidStep, Recommendation};
use crate::domain::case::fact::step::Step;
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerDay, LawyerId, Meeting, Queue,
};
use crate::domain::lawyer_day::{Day, bookings_of};
use crate::domain::moment::Moment;
use crate::domain::view::{Advice, LawyersView};
use crate::words::say::Words;

impl Job {
    /// Gives the outcome that follows at once on a contact that was held already.
    pub fn held(&self) -> Option<BookingFact> {
        let outcome = self.form.text(Ask::Outcome).trim();
        (self.kind == Kind::Contact && !outcome.is_empty()).then(|| self.done())
    }

    pub(super) fn done(&self) -> BookingFact {
        BookingFact::Done {
            outcome: self.form.text(Ask::Outcome).trim().to_owned(),
            legal_aid: self.form.code(Ask::Aid) == Some("yes"),
        }
    }

    /// Gives the deeds of the form.
    ///
    /// # Errors
    /// Gives every problem at once.
    pub fn deeds(
        &self,
        view: &LawyersView,
        now: Moment,
        words: &Words,
    ) -> Result<Vec<Deed>, Problems> {
        let today = now.date();
        let mut problems = self.missing(words);
        let tell = |problems: &mut Problems, ask, key: &str| problems.push((ask, words.say(key)));
        let case_text = self.form.text(Ask::Case).trim();
        let case = self.case(now);
        let absent = case.is_some_and(|number| self.checked == Some((number, false)));
        if absent || (case.is_none() && !case_text.is_empty()) {
            tell(&mut problems, Ask::Case, "lawyers-no-such-case");
        }
        let day = self.day(today);
        if day.is_none() && !self.form.text(Ask::Day).trim().is_empty() {
            tell(&mut problems, Ask::Day, "refusal-not-a-date");
        }
        let time = parse_time(self.form.text(Ask::Time));
        if time.is_none() && !self.form.text(Ask::Time).trim().is_empty() {
            tell(&mut problems, Ask::Time, "lawyers-no-such-time");
        }
        let lawyer_text = self.form.text(Ask::Lawyer).trim();
        let named = one_lawyer(view, lawyer_text).filter(|_| !lawyer_text.is_empty());
        if named.is_none() && !lawyer_text.is_empty() {
            tell(&mut problems, Ask::Lawyer, "lawyers-no-such-lawyer");
        }
        let booking = |day, time, meeting, lawyer| Booking {
            day,
            time,
            meeting,
            lawyer,
            person: self.taken(),
            name: self.form.text(Ask::Name).trim().to_owned(),
            case,
            about: self.form.text(Ask::About).trim().to_owned(),
            state: BookingState::Booked,
            cleared: self.form.text(Ask::Cleared).trim().to_owned(),
            queue: Queue {
                came_at: (meeting == Meeting::WalkIn && day == today).then_some(now),
                ..Queue::default()
            },
        };
        let booked = |booking| Deed::Booking {
            id: None,
            fact: BookingFact::Booked(Box::new(booking)),
        };
        let deeds = match self.kind {
            Kind::Book(day) => {
                if let Some(time) = time
                    && !is_free(view, day, time, None)
                {
                    tell(&mut problems, Ask::Time, "lawyers-slot-taken");
                }
                let lawyer = Day::of(view, day).lawyer;
                vec![booked(booking(day, time, Meeting::Slot, lawyer))]
            }
            Kind::WalkIn(day) => {
                let lawyer = Day::of(view, day).lawyer;
                vec![booked(booking(day, None, Meeting::WalkIn, lawyer))]
            }
            Kind::Contact => {
                let meeting = self.form.code(Ask::Meeting).and_then(Meeting::parse);
                if let (Some(day), Some(_)) = (day, self.held())
                    && day > today
                {
                    tell(&mut problems, Ask::Day, "refusal-in-the-future");
                }
                match (day, meeting) {
                    (Some(day), Some(meeting)) => vec![booked(booking(day, None, meeting, named))],
                    _ => Vec::new(),
                }
            }
            Kind::Move(id) => match (day, standing(view, id)) {
                (Some(day), Some(old)) => {
                    problems.extend(check_move(view, (id, old), day, time, words));
                    let lawyer = if old.meeting.is_at_counter() {
                        Day::of(view, day).lawyer
                    } else {
                        old.lawyer
                    };
                    let fact = BookingFact::Moved { day, time, lawyer };
                    vec![Deed::Booking { id: Some(id), fact }]
                }
                _ => Vec::new(),
            },
            Kind::Cancel(id) => {
                let why = self.form.text(Ask::Why).trim().to_owned();
                let fact = BookingFact::Cancelled { why };
                vec![Deed::Booking { id: Some(id), fact }]
            }
            Kind::Outcome(id) => vec![Deed::Booking {
                id: Some(id),
                fact: self.done(),
            }],
            Kind::Assign(day) => {
                let note = self.form.text(Ask::Why).trim();
                assigned(view, day, named, note)
            }
            Kind::Recommend => match (&self.advice, case) {
                (Some(advice), Some(number)) if advice.number == number => {
                    vec![self.recommended(view, advice, named, today)]
                }
                (_, Some(_)) => {
                    tell(&mut problems, Ask::Case, "lawyers-no-such-case");
                    Vec::new()
                }
                (_, None) => Vec::new(),
            },
            Kind::Card(id) => vec![Deed::Lawyer {
                id,
                lawyer: Box::new(self.card()),
            }],
        };
        if problems.is_empty() {
            Ok(deeds)
        } else {
            Err(problems)
        }
    }

    /// Gives the step that writes the recommendation into the case's history.
    fn recommended(
        &self,
        view: &LawyersView,
        advice: &Advice,
        named: Option<LawyerId>,
        today: NaiveDate,
    ) -> Deed {
        let card = view.lawyers.iter().find(|(id, _)| Some(*id) == named);
        let recommendation = Recommendation {
            on: today,
            lawyer: card.map(|(_, it)| it.name.clone()).unwrap_or_default(),
            firm: card.map(|(_, it)| it.firm.clone()).unwrap_or_default(),
            law_field: self.form.text(Ask::Field).trim().to_owned(),
            by: self.form.text(Ask::By).trim().to_owned(),
        };
        Deed::Step {
            case: advice.number,
            expected: advice.revision,
            step: Step::LegalAid(Box::new(LegalAidStep::Recommend(recommendation))),
        }
    }

    /// Gives the form that follows on a recommendation: the contact with him, about the case.
    pub(super) fn onward(&self, today: NaiveDate) -> Option<Self> {
        let advice = self
            .advice
            .as_ref()
            .filter(|_| self.kind == Kind::Recommend)?;
        let mut next = Self::new(Kind::Contact)
            .with(Ask::Meeting, "phone")
            .with(Ask::Day, &today.to_string());
        next.take_person(advice.id, &advice.person);
        next.checked(advice.number, true);
        Some(
            next.with(Ask::Lawyer, self.form.text(Ask::Lawyer))
                .with(Ask::Case, &advice.number.to_string())
                .at(Ask::Meeting),
        )
    }

    pub(super) fn missing(&self, words: &Words) -> Problems {
        self.form
            .shown()
            .map(|(line, _)| line)
            .filter(|line| line.needed)
            .filter(|line| {
                self.form.text(line.id).trim().is_empty() && self.form.code(line.id).is_none()
            })
            .map(|line| (line.id, words.say("refusal-missing")))
            .collect()
    }

    pub(super) fn card(&self) -> Lawyer {
        let text = |ask| self.form.text(ask).trim().to_owned();
        Lawyer {
            name: text(Ask::Name),
            firm: text(Ask::Firm),
            phone: text(Ask::Phone),
            wechat: text(Ask::Wechat),
            fields: text(Ask::Fields),
            active: self.form.code(Ask::Active) != Some("no"),
        }
    }
}

/// Gives a booking.
pub fn standing(view: &LawyersView, id: BookingId) -> Option<&Booking> {
    view.bookings
        .iter()
        .find(|(other, _)| *other == id)
        .map(|(_, booking)| booking)
}

/// Gives what stands against moving a booking.
fn check_move(
    view: &LawyersView,
    (id, old): (BookingId, &Booking),
    day: NaiveDate,
    time: Option<NaiveTime>,
    words: &Words,
) -> Option<(Ask, String)> {
    if !old.meeting.is_at_counter() {
        return None;
    }
    if !Day::of(view, day).counter {
        return Some((Ask::Day, words.say("lawyers-no-lawyer-day")));
    }
    match time {
        None if old.meeting == Meeting::Slot => Some((Ask::Time, words.say("refusal-missing"))),
        Some(time) if !is_free(view, day, time, Some(id)) => {
            Some((Ask::Time, words.say("lawyers-slot-taken")))
        }
        _ => None,
    }
}

/// Sets who comes on a day; those who are booked at the counter that day go to him.
pub fn assigned(
    view: &LawyersView,
    day: NaiveDate,
    lawyer: Option<LawyerId>,
    note: &str,
) -> Vec<Deed> {
    let mut deeds = vec![Deed::LawyerDay(LawyerDay {
        day,
        lawyer,
        note: note.to_owned(),
    })];
    deeds.extend(moved_along(view, day, day, lawyer));
    deeds
}

/// Moves everybody who is still booked at the counter on one day to another, hours as they stand.
pub fn moved_along(
    view: &LawyersView,
    from: NaiveDate,
    to: NaiveDate,
    lawyer: Option<LawyerId>,
) -> Vec<Deed> {
    bookings_of(view, from)
        .into_iter()
        .filter(|(_, it)| it.meeting.is_at_counter() && it.state == BookingState::Booked)
        .filter(|(_, it)| from != to || it.lawyer != lawyer)
        .map(|(id, it)| Deed::Booking {
            id: Some(*id),
            fact: BookingFact::Moved {
                day: to,
                time: it.time,
                lawyer,
            },
        })
        .collect()
}
