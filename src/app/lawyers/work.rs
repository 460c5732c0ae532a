//! What is done in the lawyers pane: forms opened and kept, answers of the store.

use chrono::NaiveDate;

use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::form::Did;
use crate::app::lawyers::job::{Ask, Job, Kind, assigned, moved_along};
use crate::app::lawyers::line::{Spot, slots};
use crate::app::lawyers::places::Places;
use crate::app::lawyers::{Side, State, tell};
use crate::app::part::{Input, Notice, Outcome, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::scope::Scope;
use crate::command::table::Command;
use crate::domain::act::{Deed, Done, Outcome as Came};
use crate::domain::entry::Revealed;
use crate::domain::lawyer::{BookingState, LawyerDay, LawyerId, Meeting};
use crate::domain::lawyer_day::{Day, rota};
use crate::domain::person::{Person, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::view::LawyersView;

/// Rows of prior complainants that are proposed.
const FOUND: usize = 8;

impl State {
    /// Answers to the commands of the pane.
    pub(super) fn work(&mut self, shared: &Shared, command: Command) -> Outcome {
        let Some(day) = self.current_day(shared.now) else {
            return Outcome::used();
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
            _ => Outcome::unused(),
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

    fn book(&mut self, shared: &Shared, day: &Day) -> Outcome {
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
    fn walk_in(&mut self, shared: &Shared, day: &Day) -> Outcome {
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
    fn change(&mut self, shared: &Shared, command: Command) -> Outcome {
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
    pub(super) fn open_card(&mut self, shared: &Shared, id: Option<LawyerId>) -> Outcome {
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

    /// Opens a form; one of the same kind that was left comes back with what stood in it.
    fn start(&mut self, shared: &Shared, job: Job) -> Outcome {
        let left = self.aside.iter().position(|left| left.kind == job.kind);
        self.job = Some(left.map_or(job, |at| self.aside.remove(at)));
        self.propose(shared);
        Outcome::used()
    }

    /// Fills the coming Wednesdays in turn, after a yes.
    fn fill(&mut self, shared: &Shared) -> Outcome {
        let Some(view) = &self.view else {
            return Outcome::used();
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
        let yes = Box::new(Wish::Perform(self.commit(deeds)));
        Outcome::wish(Wish::Confirm { question, yes })
    }

    /// Puts a Wednesday on a holiday off to the next working day, with everybody booked on it.
    fn put_off(&mut self, shared: &Shared, day: &Day) -> Outcome {
        let Some(view) = &self.view else {
            return Outcome::used();
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
        Outcome::effect(effect)
    }

    /// Shows the full name of the booking under the hand; of a known person it is written down.
    fn reveal(&mut self, shared: &Shared) -> Outcome {
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
                Outcome::effect(effect)
            }
            None => Outcome::used(),
        }
    }

    fn commit(&mut self, deeds: Vec<Deed>) -> Effect {
        Effect::Store(self.doing.draw(), Request::Commit(deeds))
    }

    /// Takes what is typed, pasted, clicked and commanded while a form is open.
    pub(super) fn in_job(&mut self, shared: &Shared, input: Input) -> Outcome {
        let Some(job) = &mut self.job else {
            return Outcome::unused();
        };
        match input {
            Input::Press(press) => {
                if !job.form.press(press) {
                    return Outcome::unused();
                }
            }
            Input::Paste(text) => job.form.paste(&text),
            Input::Scroll(rows) => job.step(isize::from(rows.signum())),
            Input::Click { column, row } => return self.clicked_in_job(shared, column, row),
            Input::Command(Command::MovePageDown) => job.step(1),
            Input::Command(Command::MovePageUp) => job.step(-1),
            Input::Command(Command::Save) => return self.save(shared),
            Input::Command(Command::Back) => return self.leave(shared),
            Input::Command(Command::Choose) if job.hand.is_some() => return self.take(shared),
            Input::Command(command) => match job.form.command(command) {
                Did::Nothing => return self.elsewhere(shared, command),
                Did::Changed => {}
                Did::Ended => return self.save(shared),
            },
            Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                return Outcome::unused();
            }
        }
        self.typed(shared)
    }

    /// Answers to a command of the pane while a form is open: the form is put aside.
    fn elsewhere(&mut self, shared: &Shared, command: Command) -> Outcome {
        if command.scope() != Scope::Lawyers {
            return Outcome::unused();
        }
        self.leave(shared);
        self.command(shared, command)
    }

    fn clicked_in_job(&mut self, shared: &Shared, column: u16, row: u16) -> Outcome {
        let places = Places::of(shared);
        let Some(job) = &mut self.job else {
            return Outcome::unused();
        };
        match places.offer(column, row) {
            Some(at) if at < job.offers.len() => {
                job.hand = Some(at);
                self.take(shared)
            }
            _ => Outcome::unused(),
        }
    }

    fn propose(&mut self, shared: &Shared) {
        if let (Some(job), Some(view)) = (&mut self.job, &self.view) {
            job.propose(view, shared.now.date());
        }
    }

    /// Proposes anew after something changed; a name is looked for.
    fn typed(&mut self, shared: &Shared) -> Outcome {
        self.propose(shared);
        match self.job.as_ref().and_then(Job::search) {
            Some(words) => {
                let request = Request::Find {
                    words: words.to_owned(),
                    limit: FOUND,
                };
                Outcome::effect(Effect::Store(self.finding.draw(), request))
            }
            None => Outcome::used(),
        }
    }

    fn take(&mut self, shared: &Shared) -> Outcome {
        let taken = self.job.as_mut().and_then(Job::take);
        self.taken(shared, taken)
    }

    /// Takes over the one whom the Finder gives.
    pub(super) fn take_person(
        &mut self,
        shared: &Shared,
        id: PersonId,
        person: &Person,
    ) -> Outcome {
        if let Some(job) = &mut self.job {
            job.take_person(id, person);
        }
        self.taken(shared, Some(id))
    }

    /// Proposes anew after something was taken over; of a person his cases are asked for.
    fn taken(&mut self, shared: &Shared, person: Option<PersonId>) -> Outcome {
        let outcome = self.typed(shared);
        match person {
            Some(id) => outcome.and_effect(Effect::Store(self.opening.draw(), Request::Person(id))),
            None => outcome,
        }
    }

    /// Leaves the form; what was typed is kept for the next time.
    fn leave(&mut self, shared: &Shared) -> Outcome {
        self.waiting = false;
        match self.job.take().filter(Job::is_begun) {
            Some(job) => {
                self.aside.push(job);
                tell(shared, Tone::Plain, "lawyers-put-aside")
            }
            None => Outcome::used(),
        }
    }

    fn save(&mut self, shared: &Shared) -> Outcome {
        let (Some(job), Some(view)) = (&mut self.job, &self.view) else {
            return Outcome::used();
        };
        if self.keeping {
            return Outcome::used();
        }
        if let Some(number) = job.unchecked_case() {
            self.waiting = true;
            return Outcome::effect(Effect::Store(self.checking.draw(), Request::Case(number)));
        }
        match job.deeds(view, shared.now.date(), &shared.words) {
            Err(problems) => {
                job.form.tell(&problems);
                job.propose(view, shared.now.date());
                Outcome::used()
            }
            Ok(deeds) => {
                self.then = job.held();
                self.said = done_words(shared, job.kind, view);
                self.keeping = true;
                let effect = self.commit(deeds);
                Outcome::effect(effect)
            }
        }
    }

    /// Takes the store's answers in.
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        if self.asking.takes(ticket) {
            match reply.answer {
                Answer::Lawyers(view) => self.show(shared, *view),
                Answer::Failed(reason) => return failed(shared, reason),
                _ => {}
            }
            return self.typed(shared);
        }
        if self.doing.takes(ticket) {
            self.keeping = false;
            return match reply.answer {
                Answer::Outcomes(came) => self.done(shared, &came),
                Answer::Failed(reason) => failed(shared, reason),
                _ => Outcome::used(),
            };
        }
        let finding = self.finding.takes(ticket);
        let checking = self.checking.takes(ticket);
        let opening = self.opening.takes(ticket);
        let (Some(job), Some(view)) = (&mut self.job, &self.view) else {
            return Outcome::used();
        };
        match reply.answer {
            Answer::Found(rows) if finding => job.found(rows),
            Answer::Person(Some(person)) if opening => job.cases(person.id, person.cases),
            Answer::Case(found) if checking => {
                if let Some(number) = job.unchecked_case() {
                    let there = found.is_some_and(|found| found.case.number == number);
                    job.checked(number, there);
                }
                if std::mem::take(&mut self.waiting) {
                    return self.save(shared);
                }
            }
            Answer::Failed(reason) if finding || checking || opening => {
                return failed(shared, reason);
            }
            _ => return Outcome::used(),
        }
        job.propose(view, shared.now.date());
        Outcome::used()
    }

    /// Tells what came of the deeds and closes the form; the days are read anew after every write.
    fn done(&mut self, shared: &Shared, came: &[Came]) -> Outcome {
        let refused = came.iter().find_map(|it| match it {
            Came::Refused(refusal) => Some(refusal),
            Came::Done(_) | Came::Conflict { .. } | Came::Skipped { .. } => None,
        });
        if let Some(refusal) = refused {
            let again = self.ask(shared);
            return self.refused(shared, refusal).and_effect(again);
        }
        let said = std::mem::take(&mut self.said);
        let notice = Notice {
            tone: Tone::Good,
            text: said,
        };
        let made = came.iter().find_map(|it| match it {
            Came::Done(Done::Booking(id)) => Some(*id),
            _ => None,
        });
        if let (Some(id), Some(fact)) = (made, self.then.take()) {
            self.said.clone_from(&notice.text);
            let deed = Deed::Booking { id: Some(id), fact };
            let effect = self.commit(vec![deed]);
            return Outcome::effect(effect);
        }
        if let Some(id) = made {
            self.spot.set(Spot::Booking(id));
        }
        if !notice.text.is_empty() {
            self.job = None;
            return Outcome::wish(Wish::Tell(notice));
        }
        Outcome::used()
    }

    fn refused(&mut self, shared: &Shared, refusal: &Refusal) -> Outcome {
        self.then = None;
        let text = shared.words.refusal(refusal);
        let ask = match refusal.field {
            Some("time") => Some(Ask::Time),
            Some("day") => Some(Ask::Day),
            Some("outcome") => Some(Ask::Outcome),
            Some("name") => Some(Ask::Name),
            _ => None,
        };
        if let (Some(job), Some(ask)) = (&mut self.job, ask)
            && job.form.line(ask).is_some()
        {
            job.form.tell(&[(ask, text)]);
            return Outcome::used();
        }
        let tone = Tone::Bad;
        Outcome::wish(Wish::Tell(Notice { tone, text }))
    }
}

/// Says what was done.
fn done_words(shared: &Shared, kind: Kind, view: &LawyersView) -> String {
    let words = &shared.words;
    let day = |key: &str, day: NaiveDate| words.say_with(key, &[("day", day.to_string().into())]);
    match kind {
        Kind::Book(date) => day("lawyers-booked", date),
        Kind::WalkIn(date) => {
            let waiting = view
                .bookings
                .iter()
                .filter(|(_, it)| it.day == date && it.meeting == Meeting::WalkIn)
                .filter(|(_, it)| it.state == BookingState::Booked)
                .count();
            words.say_with("lawyers-walked-in", &[("n", waiting.into())])
        }
        Kind::Contact => words.say("lawyers-contacted"),
        Kind::Move(_) => words.say("lawyers-moved"),
        Kind::Cancel(_) => words.say("lawyers-called-off"),
        Kind::Outcome(_) => words.say("lawyers-written"),
        Kind::Assign(date) => day("lawyers-assigned", date),
        Kind::Card(_) => words.say("lawyers-card-kept"),
    }
}

fn failed(shared: &Shared, reason: String) -> Outcome {
    let text = shared
        .words
        .say_with("desk-reply-failed", &[("reason", reason.into())]);
    let tone = Tone::Bad;
    Outcome::wish(Wish::Tell(Notice { tone, text }))
}
