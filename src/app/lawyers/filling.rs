//! A form of the lawyers pane while it is filled in: keys, proposals, leaving, keeping.

use chrono::NaiveDate;

use crate::app::effect::{Effect, Request};
use crate::app::form::Did;
use crate::app::lawyers::job::{Job, Kind};
use crate::app::lawyers::places::{FORM_HEAD, Places};
use crate::app::lawyers::{State, tell};
use crate::app::part::{Input, Response, Tone};
use crate::app::shared::Shared;
use crate::command::scope::Scope;
use crate::command::table::Command;
use crate::domain::lawyer::{BookingState, Meeting};
use crate::domain::person::{Person, PersonId};
use crate::domain::view::LawyersView;

/// Rows of prior complainants that are proposed.
const FOUND: usize = 8;

impl State {
    /// Takes what is typed, pasted, clicked and commanded while a form is open.
    pub(super) fn in_job(&mut self, shared: &Shared, input: Input) -> Response {
        let Some(job) = &mut self.job else {
            return Response::unused();
        };
        match input {
            Input::Press(press) => {
                if !job.form.press(press) {
                    return Response::unused();
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
                return Response::unused();
            }
        }
        self.typed(shared)
    }

    /// Answers to a command of the pane while a form is open: the form is put aside.
    pub(super) fn elsewhere(&mut self, shared: &Shared, command: Command) -> Response {
        if command.scope() != Scope::Lawyers {
            return Response::unused();
        }
        self.leave(shared);
        self.command(shared, command)
    }

    pub(super) fn clicked_in_job(&mut self, shared: &Shared, column: u16, row: u16) -> Response {
        let places = Places::of(shared);
        let Some(job) = &mut self.job else {
            return Response::unused();
        };
        match places.offer(column, row) {
            Some(at) if at < job.offers.len() => {
                job.hand = Some(at);
                self.take(shared)
            }
            Some(_) => Response::unused(),
            None => {
                if let Some(row) = row.checked_sub(FORM_HEAD) {
                    places.space().click(shared, &mut job.form, row);
                }
                self.typed(shared)
            }
        }
    }

    pub(super) fn propose(&mut self, shared: &Shared) {
        if let (Some(job), Some(view)) = (&mut self.job, &self.view) {
            job.propose(view, shared.now.date());
        }
    }

    /// Proposes anew after something changed; a name is looked for.
    pub(super) fn typed(&mut self, shared: &Shared) -> Response {
        self.propose(shared);
        if let Some(number) = self
            .job
            .as_ref()
            .and_then(|job| job.unadvised_case(shared.now))
        {
            let request = Request::Specialists(number);
            return Response::effect(Effect::Store(self.advising.draw(), request));
        }
        match self.job.as_ref().and_then(Job::search) {
            Some(words) => {
                let request = Request::Find {
                    words: words.to_owned(),
                    limit: FOUND,
                    receipts: false,
                };
                Response::effect(Effect::Store(self.finding.draw(), request))
            }
            None => Response::used(),
        }
    }

    pub(super) fn take(&mut self, shared: &Shared) -> Response {
        let taken = self.job.as_mut().and_then(Job::take);
        self.taken(shared, taken)
    }

    /// Takes over the one whom the Finder gives.
    pub(super) fn take_person(
        &mut self,
        shared: &Shared,
        id: PersonId,
        person: &Person,
    ) -> Response {
        if let Some(job) = &mut self.job {
            job.take_person(id, person);
        }
        self.taken(shared, Some(id))
    }

    /// Proposes anew after something was taken over; of a person his cases are asked for.
    pub(super) fn taken(&mut self, shared: &Shared, person: Option<PersonId>) -> Response {
        let outcome = self.typed(shared);
        match person {
            Some(id) => outcome.and_effect(Effect::Store(self.opening.draw(), Request::Person(id))),
            None => outcome,
        }
    }

    /// Leaves the form; what was typed is kept for the next time.
    pub(super) fn leave(&mut self, shared: &Shared) -> Response {
        self.waiting = false;
        match self.job.take().filter(Job::is_begun) {
            Some(job) => {
                self.aside.push(job);
                tell(shared, Tone::Plain, "desk-put-aside")
            }
            None => Response::used(),
        }
    }

    pub(super) fn save(&mut self, shared: &Shared) -> Response {
        let (Some(job), Some(view)) = (&mut self.job, &self.view) else {
            return Response::used();
        };
        if self.keeping {
            return Response::used();
        }
        if let Some(number) = job.unchecked_case(shared.now) {
            self.waiting = true;
            return Response::effect(Effect::Store(self.checking.draw(), Request::Case(number)));
        }
        match job.deeds(view, shared.now, &shared.words) {
            Err(problems) => {
                job.form.tell(&problems);
                job.propose(view, shared.now.date());
                Response::used()
            }
            Ok(deeds) => {
                self.then = job.held();
                self.said = done_words(shared, job.kind, view);
                self.keeping = true;
                let effect = self.commit(deeds);
                Response::effect(effect)
            }
        }
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
        Kind::Recommend => words.say("lawyers-recommended"),
    }
}
