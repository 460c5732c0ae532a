//! What is done in the lawyers pane: forms opened and kept, answers of the store.

use chrono::NaiveDate;

use crate::app::effect::{Effect, Request};
use crate::app::lawyers::deeds::{assigned, moved_along};
use crate::app::lawyers::job::{Ask, Job, Kind};
use crate::app::lawyers::line::{Spot, slots};
use crate::app::lawyers::{Side, State, tell};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Tone};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, name};
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::entry::Revealed;
use crate::domain::lawyer::{BookingState, LawyerDay, LawyerId};
use crate::domain::lawyer_day::{Day, rota};
use crate::domain::number::CaseNumber;

impl State {
    /// Answers to the commands of the pane.
    pub(super) fn work(&mut self, shared: &Shared, command: Command) -> Response {
        let Some(day) = self.current_day(shared.now) else {
            return Response::used();
        };
        match command {
            Command::LawyersBook => self.book(shared, &day),
            Command::LawyersWalkIn => self.walk_in(shared, &day),
            Command::LawyersContact => {
                let date = day.date.min(shared.now.date()).to_string();
                let job = Job::new(Kind::Contact);
                self.start(
                    shared,
                    job.with(Ask::Meeting, "phone").with(Ask::Day, &date),
                )
            }
            Command::LawyersMove | Command::LawyersCancel | Command::LawyersOutcome => {
                self.change(shared, command)
            }
            Command::LawyersAssign => {
                let lawyer = self.lawyer_name(day.lawyer);
                let job = Job::new(Kind::Assign(day.date));
                self.start(
                    shared,
                    job.with(Ask::Lawyer, &lawyer).with(Ask::Why, &day.note),
                )
            }
            Command::LawyersRota => self.fill(shared),
            Command::LawyersPutOff => self.put_off(shared, &day),
            Command::LawyersReveal => self.reveal(shared),
            Command::LawyersCall => self.call(shared),
            Command::LawyersPass => self.pass(shared),
            Command::LawyersRecommend => {
                let booking = self.current_booking(shared.now);
                let number = booking.and_then(|(_, it)| it.case);
                self.recommend(shared, number)
            }
            _ => Response::unused(),
        }
    }

    /// Tells whether a command would do something now.
    pub(super) fn is_valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return match command {
                Command::Save | Command::Back => true,
                Command::MovePageUp | Command::MovePageDown => !job.offers.is_empty(),
                other => job.form.valid(other),
            };
        }
        let on_day = self.side == Side::Day;
        match command {
            Command::Choose
            | Command::FieldNext
            | Command::MoveUp
            | Command::MoveDown
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::LawyersContact
            | Command::LawyersCall
            | Command::LawyersPass
            | Command::LawyersRecommend
            | Command::LawyersList => true,
            Command::Back => self.side != Side::Days,
            Command::LawyersBook
            | Command::LawyersWalkIn
            | Command::LawyersAssign
            | Command::LawyersRota
            | Command::LawyersPutOff => self.side != Side::Cards,
            Command::LawyersMove
            | Command::LawyersCancel
            | Command::LawyersOutcome
            | Command::LawyersReveal => on_day,
            _ => false,
        }
    }

    fn book(&mut self, shared: &Shared, day: &Day) -> Response {
        if !day.counter {
            return tell(shared, Tone::Plain, "lawyers-no-lawyer-day");
        }
        let spot = match self.current_spot(shared.now) {
            Some(Spot::Free(time)) if self.side == Side::Day => Some(time),
            _ => self.view().and_then(|view| {
                let free = slots(view, day.date).into_iter().find(|(_, free)| *free);
                free.map(|(time, _)| time)
            }),
        };
        let time = spot.map(|time| time.format("%H:%M").to_string());
        let job = Job::new(Kind::Book(day.date));
        self.start(shared, job.with(Ask::Time, &time.unwrap_or_default()))
    }

    /// Takes a walk-in for today where today is a lawyer day, else writes one down that was.
    fn walk_in(&mut self, shared: &Shared, day: &Day) -> Response {
        let today = shared.now.date();
        let now = self.view().map(|view| Day::of(view, today));
        let date = match now {
            Some(now) if now.counter => now.date,
            _ if day.counter && day.date <= today => day.date,
            _ => return tell(shared, Tone::Plain, "lawyers-none-today"),
        };
        self.start(shared, Job::new(Kind::WalkIn(date)))
    }

    /// Opens the form that changes the booking under the hand.
    fn change(&mut self, shared: &Shared, command: Command) -> Response {
        let Some((id, booking)) = self.current_booking(shared.now) else {
            return tell(shared, Tone::Plain, "lawyers-choose-booking");
        };
        if booking.state != BookingState::Booked {
            return tell(shared, Tone::Plain, "lawyers-is-over");
        }
        let (day, time) = (booking.day.to_string(), booking.time);
        let time = time.map(|time| time.format("%H:%M").to_string());
        let job = match command {
            Command::LawyersMove => Job::new(Kind::Move(id))
                .with(Ask::Day, &day)
                .with(Ask::Time, &time.unwrap_or_default()),
            Command::LawyersCancel => Job::new(Kind::Cancel(id)),
            _ if booking.day > shared.now.date() => {
                return tell(shared, Tone::Plain, "lawyers-not-yet");
            }
            _ => Job::new(Kind::Outcome(id)),
        };
        self.start(shared, job)
    }

    /// Opens a lawyer's card.
    pub(super) fn open_card(&mut self, shared: &Shared, id: Option<LawyerId>) -> Response {
        let lawyer = self
            .cards()
            .into_iter()
            .flatten()
            .find(|(other, _)| Some(*other) == id);
        let mut job = Job::new(Kind::Card(id)).with(Ask::Active, "yes");
        if let Some((_, lawyer)) = lawyer {
            job = job
                .with(Ask::Name, &lawyer.name)
                .with(Ask::Firm, &lawyer.firm)
                .with(Ask::Phone, &lawyer.phone)
                .with(Ask::Wechat, &lawyer.wechat)
                .with(Ask::Fields, &lawyer.fields)
                .with(Ask::Active, if lawyer.active { "yes" } else { "no" });
        }
        self.start(shared, job)
    }

    fn lawyer_name(&self, id: Option<LawyerId>) -> String {
        self.cards()
            .into_iter()
            .flatten()
            .find(|(other, _)| Some(*other) == id)
            .map(|(_, lawyer)| lawyer.name.clone())
            .unwrap_or_default()
    }

    /// Opens the form in which a lawyer is recommended for a case, and asks for the specialists.
    pub(super) fn recommend(&mut self, shared: &Shared, number: Option<CaseNumber>) -> Response {
        let mut job = Job::new(Kind::Recommend);
        if let Some(number) = number {
            // What was left half written was about another case.
            self.aside.retain(|left| left.kind != Kind::Recommend);
            job = job.with(Ask::Case, &number.to_string()).at(Ask::Lawyer);
            self.job = Some(job);
            self.propose(shared);
        } else {
            self.start(shared, job);
        }
        self.typed(shared)
    }

    /// Opens a form; one of the same kind that was left comes back with what stood in it.
    fn start(&mut self, shared: &Shared, job: Job) -> Response {
        let left = self.aside.iter().position(|left| left.kind == job.kind);
        let job = match left {
            Some(at) => self.aside.remove(at),
            None => restored(shared, job),
        };
        self.job = Some(job);
        self.propose(shared);
        Response::used()
    }

    /// Fills the coming Wednesdays in turn, after a yes.
    fn fill(&mut self, shared: &Shared) -> Response {
        let Some(view) = &self.view else {
            return Response::used();
        };
        if !view.lawyers.iter().any(|(_, lawyer)| lawyer.active) {
            return tell(shared, Tone::Plain, "lawyers-no-lawyers");
        }
        let (_, to) = self.span(shared.now.date());
        let filled = rota(view, shared.now.date(), to);
        let Some(last) = filled.last() else {
            return tell(shared, Tone::Plain, "lawyers-rota-full");
        };
        let args = [
            ("n", filled.len().into()),
            ("day", last.day.to_string().into()),
        ];
        let question = shared.words.say_with("lawyers-rota-question", &args);
        let deeds = filled
            .iter()
            .flat_map(|it| assigned(view, it.day, it.lawyer, &it.note))
            .collect();
        let args = [("n", filled.len().into())];
        self.said = shared.words.say_with("lawyers-rota-filled", &args);
        let yes = Box::new(Intent::Perform(self.commit(deeds)));
        Response::intent(Intent::Confirm { question, yes })
    }

    /// Puts a Wednesday on a holiday off to the next working day, with everybody booked on it.
    fn put_off(&mut self, shared: &Shared, day: &Day) -> Response {
        let Some(view) = &self.view else {
            return Response::used();
        };
        let Some(to) = day.put_off_to(view) else {
            return tell(shared, Tone::Plain, "lawyers-nothing-to-put-off");
        };
        let short = |date: NaiveDate| date.format("%m-%d").to_string();
        let rest = day.rest.clone().unwrap_or_default();
        let to_note = shared.words.say_with(
            "lawyers-note-put-off",
            &[("day", short(to).into()), ("rest", rest.as_str().into())],
        );
        let from_note = shared.words.say_with(
            "lawyers-note-instead",
            &[("day", short(day.date).into()), ("rest", rest.into())],
        );
        let there = Day::of(view, to);
        let lawyer = day.lawyer.or(there.lawyer);
        let mut deeds = vec![
            Deed::LawyerDay(LawyerDay {
                day: day.date,
                lawyer: None,
                note: to_note,
            }),
            Deed::LawyerDay(LawyerDay {
                day: to,
                lawyer,
                note: from_note,
            }),
        ];
        deeds.extend(moved_along(view, day.date, to, lawyer));
        self.said = shared
            .words
            .say_with("lawyers-put-off-done", &[("day", to.to_string().into())]);
        self.day.set(to);
        self.spot.reset();
        let effect = self.commit(deeds);
        Response::effect(effect)
    }

    /// Shows the full name of the booking under the hand; of a known person it is written down.
    fn reveal(&mut self, shared: &Shared) -> Response {
        let Some((id, booking)) = self.current_booking(shared.now) else {
            return tell(shared, Tone::Plain, "lawyers-choose-booking");
        };
        let person = booking.person;
        self.revealed = Some(id);
        match person {
            Some(person) => {
                let deed = Deed::Reveal {
                    what: Revealed::Person(person),
                    why: shared.words.say("pane-lawyers"),
                };
                self.said = String::new();
                let effect = self.commit(vec![deed]);
                Response::effect(effect)
            }
            None => Response::used(),
        }
    }

    pub(super) fn commit(&mut self, deeds: Vec<Deed>) -> Effect {
        Effect::Store(self.doing.draw(), Request::Commit(deeds))
    }
}

/// Writes into a fresh form what was left of it.
fn restored(shared: &Shared, mut job: Job) -> Job {
    let name = name(Pane::Lawyers, &job.kind.code());
    job.form.take_up(&shared.unfinished, &name);
    job
}
