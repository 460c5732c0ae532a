//! What a form of the lawyers pane leads to: deeds, or every problem at once.

use chrono::{NaiveDate, NaiveTime};

use crate::app::lawyers::ask::Ask;
use crate::app::lawyers::form::{Form, Kind};
use crate::app::lawyers::offers::one_lawyer;
use crate::app::shared::Shared;
use crate::app::when::parse_time;
use crate::domain::act::Action;
use crate::domain::case::fact::legal_aid::step::{LegalAidStep, Recommendation};
use crate::domain::case::fact::step::Step;
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerDay, LawyerId, MeetingWay, Queue,
};
use crate::domain::lawyer_day::{Day, assigned, is_free};
use crate::domain::person::id::PersonId;
use crate::domain::view::{Advice, LawyersView};

/// What is wrong, line by line.
type Problems = Vec<(Ask, &'static str)>;

/// What a form is read by.
pub struct Reader<'a> {
    /// What all parts share.
    pub shared: &'a Shared,
    /// The lawyers, their days and the bookings.
    pub view: &'a LawyersView,
    /// Who was taken over into the form.
    pub person: Option<PersonId>,
    /// The lawyers for the case that is typed.
    pub advice: Option<&'a Advice>,
}

impl Reader<'_> {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once, in words.
    pub fn actions(&self, form: &Form) -> Result<Vec<Action>, Vec<(Ask, String)>> {
        let mut problems = missing(form);
        let actions = self.read(form, &mut problems);
        if problems.is_empty() {
            return Ok(actions);
        }
        let words = &self.shared.words;
        let problems = problems.into_iter();
        Err(problems.map(|(ask, key)| (ask, words.say(key))).collect())
    }

    fn read(&self, form: &Form, problems: &mut Problems) -> Vec<Action> {
        let (view, now) = (self.view, self.shared.now);
        let today = now.date();
        let day = form.about_day(today);
        let time = parse_time(form.form.text(Ask::Time));
        let lawyer = one_lawyer(view, &form.text(Ask::Lawyer));
        for (ask, is_read, problem) in [
            (Ask::Case, form.case().is_some(), "lawyers-no-such-case"),
            (Ask::Day, day.is_some(), "refusal-not-a-date"),
            (Ask::Time, time.is_some(), "lawyers-no-such-time"),
            (Ask::Lawyer, lawyer.is_some(), "lawyers-no-such-lawyer"),
        ] {
            if !is_read && !form.text(ask).is_empty() {
                problems.push((ask, problem));
            }
        }
        let at_counter = |day, time, meeting| {
            let lawyer = Day::of(view, day).lawyer;
            self.booked(form, day, time, meeting, lawyer)
        };
        match form.kind {
            Kind::Book(day) => {
                if time.is_some_and(|time| !is_free(view, day, time, None)) {
                    problems.push((Ask::Time, "lawyers-slot-taken"));
                }
                at_counter(day, time, MeetingWay::Slot)
            }
            Kind::WalkIn(day) => at_counter(day, None, MeetingWay::WalkIn),
            Kind::Contact(_) => {
                if form.held().is_some() && day.is_some_and(|day| day > today) {
                    problems.push((Ask::Day, "refusal-in-the-future"));
                }
                match (
                    day,
                    form.form.code(Ask::Meeting).and_then(MeetingWay::parse),
                ) {
                    (Some(day), Some(meeting)) => self.booked(form, day, None, meeting, lawyer),
                    _ => Vec::new(),
                }
            }
            Kind::Move(id) => match (day, view.booking(id)) {
                (Some(day), Some(old)) => {
                    problems.extend(self.against_move((id, old), day, time));
                    let lawyer = if old.meeting.is_at_counter() {
                        Day::of(view, day).lawyer
                    } else {
                        old.lawyer
                    };
                    change(id, BookingFact::Moved { day, time, lawyer })
                }
                _ => Vec::new(),
            },
            Kind::Cancel(id) => {
                let why = form.text(Ask::Why);
                change(id, BookingFact::Cancelled { why })
            }
            Kind::Outcome(id) => change(id, form.outcome()),
            Kind::Assign(day) => {
                let note = form.text(Ask::Note);
                assigned(view, LawyerDay { day, lawyer, note })
            }
            Kind::Recommend(_) => {
                let advice = self.advice.filter(|it| Some(it.number) == form.case());
                if advice.is_none() {
                    problems.push((Ask::Case, "lawyers-no-such-case"));
                }
                let step = advice.map(|advice| self.recommended(form, advice, lawyer));
                step.into_iter().collect()
            }
            Kind::Card(id) => vec![Action::Lawyer {
                id,
                lawyer: Box::new(card(form)),
            }],
        }
    }

    fn booked(
        &self,
        form: &Form,
        day: NaiveDate,
        time: Option<NaiveTime>,
        meeting: MeetingWay,
        lawyer: Option<LawyerId>,
    ) -> Vec<Action> {
        let now = self.shared.now;
        let waits = meeting == MeetingWay::WalkIn && day == now.date();
        let booking = Booking {
            day,
            time,
            meeting,
            lawyer,
            person: self.person,
            name: form.text(Ask::Name),
            case: form.case(),
            about: form.text(Ask::About),
            state: BookingState::Booked,
            cleared: form.text(Ask::Cleared),
            queue: Queue {
                came_at: waits.then_some(now),
                ..Queue::default()
            },
        };
        let fact = BookingFact::Booked(Box::new(booking));
        vec![Action::Booking { id: None, fact }]
    }

    /// Gives what forbids moving a booking.
    fn against_move(
        &self,
        (id, old): (BookingId, &Booking),
        day: NaiveDate,
        time: Option<NaiveTime>,
    ) -> Option<(Ask, &'static str)> {
        if !old.meeting.is_at_counter() {
            return None;
        }
        if !Day::of(self.view, day).counter {
            return Some((Ask::Day, "lawyers-no-lawyer-day"));
        }
        match time {
            None if old.meeting == MeetingWay::Slot => Some((Ask::Time, "refusal-missing")),
            Some(time) if !is_free(self.view, day, time, Some(id)) => {
                Some((Ask::Time, "lawyers-slot-taken"))
            }
            _ => None,
        }
    }

    /// Gives the step that writes the recommendation into the case's history.
    fn recommended(&self, form: &Form, advice: &Advice, lawyer: Option<LawyerId>) -> Action {
        let card = lawyer.and_then(|id| self.view.lawyer(id));
        let recommendation = Recommendation {
            on: self.shared.now.date(),
            lawyer: card.map(|it| it.name.clone()).unwrap_or_default(),
            firm: card.map(|it| it.firm.clone()).unwrap_or_default(),
            law_field: form.text(Ask::Field),
            by: form.text(Ask::By),
        };
        Action::Step {
            case: advice.number,
            expected: advice.revision,
            step: Step::LegalAid(Box::new(LegalAidStep::Recommend(recommendation))),
        }
    }
}

/// Gives the lines that must be filled in and are not.
fn missing(form: &Form) -> Problems {
    let lines = form.form.shown().map(|(line, _)| line);
    lines
        .filter(|line| line.needed)
        .filter(|line| form.text(line.id).is_empty() && form.form.code(line.id).is_none())
        .map(|line| (line.id, "refusal-missing"))
        .collect()
}

fn change(id: BookingId, fact: BookingFact) -> Vec<Action> {
    vec![Action::Booking { id: Some(id), fact }]
}

fn card(form: &Form) -> Lawyer {
    let text = |ask| form.text(ask);
    Lawyer {
        name: text(Ask::Name),
        firm: text(Ask::Firm),
        phone: text(Ask::Phone),
        wechat: text(Ask::Wechat),
        fields: text(Ask::Fields),
        active: form.form.code(Ask::Active) != Some("no"),
    }
}
