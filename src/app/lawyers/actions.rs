//! What the commands of the lawyers pane do.

use chrono::NaiveDate;

use crate::app::effect::Request;
use crate::app::lawyers::ask::Ask;
use crate::app::lawyers::form::{Form, Kind};
use crate::app::lawyers::page::{Row, Show};
use crate::app::lawyers::{State, Visitor, tell};
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult, Done};
use crate::domain::entry::Revealed;
use crate::domain::lawyer::{BookingFact, BookingId, BookingState, LawyerDay};
use crate::domain::lawyer_day::{Day, assigned, moved_along, rota, slots};
use crate::domain::lawyer_queue::{Place, next, queue};
use crate::domain::mask::mask_name;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;

impl State {
    /// Opens the case of the booking under the cursor; without one, its outcome.
    pub(super) fn open_case(&mut self, shared: &Shared) -> Response {
        match self.booking().map(|(_, it)| (it.case, &it.state)) {
            Some((Some(number), _)) => {
                Response::intent(Intent::Open(Target::Case(number.to_string())))
            }
            Some((None, BookingState::Booked)) => self.change(shared, Command::LawyersOutcome),
            Some((None, _)) => tell(shared, "lawyers-no-case"),
            None => Response::unused(),
        }
    }

    /// Does what a command says of the day that is looked at.
    pub(super) fn on_day(&mut self, shared: &Shared, command: Command) -> Response {
        let today = shared.now.date();
        let (Some(view), Some(date)) = (&self.ledger.view, self.looked_at()) else {
            return match command {
                Command::LawyersContact => self.open_form(shared, Form::contact(None, today)),
                _ => Response::unused(),
            };
        };
        let day = Day::of(view, date);
        match command {
            Command::LawyersContact => self.open_form(shared, Form::contact(None, date.min(today))),
            Command::LawyersBook => {
                if !day.counter {
                    return tell(shared, "lawyers-no-lawyer-day");
                }
                let under = match self.row() {
                    Some(Row::Free(time)) => Some(*time),
                    Some(Row::Day(_) | Row::Booking(_) | Row::Card(_)) | None => None,
                };
                let mut slots = slots(view, date).into_iter();
                let time = under.or(slots.find(|(_, free)| *free).map(|(time, _)| time));
                let time = time.map(|time| time.format("%H:%M").to_string());
                let form = Form::new(Kind::Book(date));
                self.open_form(shared, form.filled(Ask::Time, &time.unwrap_or_default()))
            }
            // For today where today is a lawyer day, else one is written down that was.
            Command::LawyersWalkIn => {
                let on = if Day::of(view, today).counter {
                    today
                } else if day.counter && date <= today {
                    date
                } else {
                    return tell(shared, "lawyers-none-today");
                };
                self.open_form(shared, Form::new(Kind::WalkIn(on)))
            }
            Command::LawyersAssign => {
                let form = Form::assign(view, date);
                self.open_form(shared, form)
            }
            Command::LawyersRota => self.fill_rota(shared),
            Command::LawyersPutOff => self.put_off(shared, &day),
            _ => Response::unused(),
        }
    }

    /// Opens the form that changes the booking under the cursor.
    pub(super) fn change(&mut self, shared: &Shared, command: Command) -> Response {
        let Some((id, booking)) = self.booking() else {
            return tell(shared, "lawyers-choose-booking");
        };
        if booking.state != BookingState::Booked {
            return tell(shared, "lawyers-is-over");
        }
        let form = match command {
            Command::LawyersMove => Form::moving(id, booking),
            Command::LawyersCancel => Form::new(Kind::Cancel(id)),
            _ if booking.day > shared.now.date() => return tell(shared, "lawyers-not-yet"),
            _ => Form::new(Kind::Outcome(id)),
        };
        self.open_form(shared, form)
    }

    /// Opens the form in which a lawyer is recommended for a case.
    pub(super) fn recommend(&mut self, shared: &Shared, number: Option<CaseNumber>) -> Response {
        let mut form = Form::new(Kind::Recommend(number));
        self.ledger.advice = None;
        if let Some(number) = number {
            form = form.filled(Ask::Case, &number.to_string());
            form.form.go(Ask::Lawyer);
        }
        self.open_form(shared, form)
    }

    /// Takes over somebody who came before, and asks for his cases.
    pub(super) fn take_over(&mut self, id: PersonId, person: &Person) -> Response {
        let Some(form) = self.forms.form_mut().filter(|form| form.asks_who()) else {
            return Response::unused();
        };
        form.form.take(Ask::Name, &person.name);
        form.form.go(Ask::Name);
        form.form.command(Command::FieldNext);
        self.ledger.visitor = Some(Visitor {
            form: form.kind,
            id,
            name: person.name.clone(),
            cases: Vec::new(),
        });
        Response::effect(self.ask(Request::Person(id)))
    }

    /// Hands deeds to the store.
    pub(super) fn commit(&mut self, actions: Vec<Action>, text: String) -> Response {
        self.forms.commit(actions, text)
    }

    /// Fills the coming Wednesdays in turn, after a yes.
    fn fill_rota(&mut self, shared: &Shared) -> Response {
        let Some(view) = &self.ledger.view else {
            return Response::unused();
        };
        if !view.lawyers.iter().any(|(_, lawyer)| lawyer.active) {
            return tell(shared, "lawyers-no-lawyers");
        }
        let today = shared.now.date();
        let filled = rota(view, today, self.ledger.span(today).1);
        let Some(last) = filled.last() else {
            return tell(shared, "lawyers-rota-full");
        };
        let args = [
            ("n", filled.len().into()),
            ("day", last.day.to_string().into()),
        ];
        let question = shared.words.say_with("lawyers-rota-question", &args);
        let actions = filled.into_iter().flat_map(|it| assigned(view, it));
        // It waits for a yes, which may never come: it is no deed under way.
        let request = Request::Commit(actions.collect());
        let yes = Box::new(Intent::Perform(self.ask(request)));
        Response::intent(Intent::Confirm { question, yes })
    }

    pub(super) fn filled(&mut self, shared: &Shared, results: Vec<CommitResult>) -> Response {
        let days = results.iter();
        let days = days.filter(|it| matches!(it, CommitResult::Done(Done::Kept)));
        let args = [("n", days.count().into())];
        match self.forms.result(shared, results) {
            Ok(_) => {
                let text = shared.words.say_with("lawyers-rota-filled", &args);
                Response::tell(Tone::Good, text)
            }
            Err(outcome) => outcome,
        }
    }

    /// Puts a Wednesday on a holiday off to the next working day, with everybody booked on it.
    fn put_off(&mut self, shared: &Shared, day: &Day) -> Response {
        let view = self.ledger.view.as_ref();
        let to = view.and_then(|view| Some((view, day.put_off_to(view)?)));
        let Some((view, to)) = to else {
            return tell(shared, "lawyers-nothing-to-put-off");
        };
        let note = |key, date: NaiveDate| {
            let args = [
                ("day", date.format("%m-%d").to_string().into()),
                ("rest", day.rest.clone().unwrap_or_default().into()),
            ];
            shared.words.say_with(key, &args)
        };
        let lawyer = day.lawyer.or(Day::of(view, to).lawyer);
        let mut actions = vec![
            Action::LawyerDay(LawyerDay {
                day: day.date,
                lawyer: None,
                note: note("lawyers-note-put-off", to),
            }),
            Action::LawyerDay(LawyerDay {
                day: to,
                lawyer,
                note: note("lawyers-note-instead", day.date),
            }),
        ];
        actions.extend(moved_along(view, day.date, to, lawyer));
        let args = [("day", to.to_string().into())];
        let text = shared.words.say_with("lawyers-put-off-done", &args);
        match self.ledger.show {
            Show::Days => self.cursor.set(Row::Day(to)),
            Show::Day(_) | Show::Cards => _ = self.enter(Show::Day(to)),
        }
        self.commit(actions, text)
    }

    /// Calls the next one who waits today.
    pub(super) fn call(&mut self, shared: &Shared) -> Response {
        let view = self.ledger.view.as_ref();
        let waiting = view.and_then(|view| next(view, shared.now.date()));
        let Some(id) = waiting else {
            return tell(shared, "lawyers-nobody-waits");
        };
        let fact = BookingFact::Called { at: shared.now };
        self.turn_to(shared, id, fact, "lawyers-called")
    }

    /// Passes over the one under the cursor, else the one who was called last.
    pub(super) fn pass(&mut self, shared: &Shared) -> Response {
        let under = self.booking().map(|(id, _)| id);
        let chosen = self.ledger.view.as_ref().and_then(|view| {
            let queue = queue(view, shared.now.date());
            let under = queue.iter().find(|it| Some(it.id) == under);
            let called = queue.iter().rfind(|it| it.place == Place::Called);
            under.or(called).map(|it| it.id)
        });
        let Some(id) = chosen else {
            return tell(shared, "lawyers-nobody-called");
        };
        let fact = BookingFact::Passed { at: shared.now };
        self.turn_to(shared, id, fact, "lawyers-passed")
    }

    /// Writes what happened to a walk-in of today, and puts the cursor on him.
    fn turn_to(
        &mut self,
        shared: &Shared,
        id: BookingId,
        fact: BookingFact,
        key: &str,
    ) -> Response {
        let booking = self.ledger.view.as_ref().and_then(|view| view.booking(id));
        let name = booking.map(|it| mask_name(&it.name)).unwrap_or_default();
        let text = shared.words.say_with(key, &[("name", name.into())]);
        self.enter(Show::Day(shared.now.date()));
        self.cursor.set(Row::Booking(id));
        self.commit(vec![Action::Booking { id: Some(id), fact }], text)
    }

    /// Shows the full name of the booking under the cursor; of a known person it is written down.
    pub(super) fn reveal(&mut self, shared: &Shared) -> Response {
        let Some((id, booking)) = self.booking() else {
            return tell(shared, "lawyers-choose-booking");
        };
        let person = booking.person;
        self.ledger.revealed = Some(id);
        let Some(person) = person else {
            return Response::used();
        };
        let action = Action::Reveal {
            what: Revealed::Person(person),
            why: shared.words.say("pane-lawyers"),
        };
        self.commit(vec![action], String::new())
    }
}
