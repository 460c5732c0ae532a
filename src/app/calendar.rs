//! 日历、约访: a month, a week or a day with all that stands on its days; appointments and reminders are
//! made and followed here.

pub mod form;
pub mod month;
pub mod page;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::app::answer::{Answer, FoundRow};
use crate::app::calendar::form::{Ask, Form, Kind};
use crate::app::calendar::page::{Row, Show};
use crate::app::effect::Request;
use crate::app::ledger::offers::Offer;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger, Movement};
use crate::app::match_row::is_himself;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::agenda::AgendaView;
use crate::domain::appointment::{AppointmentFact, AppointmentView};
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::follow_up::{FollowUpFact, FollowUpId, FollowUpView};
use crate::domain::item::{AppointmentId, Item};
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::subject::Subject;
use crate::domain::view::PersonView;

/// How many of those who came before are proposed.
const FOUND: usize = 8;

/// The days, and what of them is looked at.
#[derive(Debug, Default)]
pub struct Calendar {
    view: Option<Box<AgendaView>>,
    show: Show,
    /// The day under the cursor; `None` for today.
    day: Option<NaiveDate>,
    /// Who was found for the name that is typed.
    found: Vec<FoundRow>,
    /// Who was taken over into a form: his number, and his name as it was taken over.
    visitor: Option<(PersonId, String)>,
    /// The appointment whose visitor came: his card is read before he is received.
    arrived: Option<AppointmentId>,
    /// The pane from which a reminder was set; the desk goes back there.
    back: Option<Pane>,
}

/// The pane's state.
pub type State = ledger::State<Calendar>;

impl Calendar {
    fn day(&self, shared: &Shared) -> NaiveDate {
        self.day.unwrap_or_else(|| shared.now.date())
    }

    /// Gives the first and the last day that are shown.
    fn span(&self, shared: &Shared) -> (NaiveDate, NaiveDate) {
        let day = self.day(shared);
        match self.show {
            Show::Month => month::span(day),
            Show::Week => (page::monday(day), page::monday(day) + Days::new(6)),
            Show::Day => (day, day),
        }
    }

    fn appointment(&self, id: AppointmentId) -> Option<&AppointmentView> {
        let view = self.view.as_ref()?;
        view.appointments.iter().find(|it| it.id == id)
    }

    fn follow_up(&self, id: FollowUpId) -> Option<&FollowUpView> {
        let view = self.view.as_ref()?;
        view.follow_ups.iter().find(|it| it.id == id)
    }

    /// Gives who was taken over into the form, as long as his name is still in it.
    fn visitor(&self, form: &Form) -> Option<PersonId> {
        let known = self.visitor.as_ref();
        let known = known.filter(|(_, name)| *name == form.text(Ask::Visitor));
        known.map(|(id, _)| *id).or(form.more)
    }

    /// Gives the words for which those who came before are to be looked for.
    fn search(&self, form: &Form) -> Option<String> {
        let open = form.form.cursor() == Some(Ask::Visitor) && self.visitor(form).is_none();
        Some(form.text(Ask::Visitor)).filter(|words| open && !words.is_empty())
    }
}

impl Ledger for Calendar {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = Option<PersonId>;

    const PANE: Pane = Pane::Calendar;

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let (from, to) = self.span(shared);
        vec![Request::Agenda { from, to }]
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        let ledger = &mut pane.ledger;
        match answer {
            Answer::Agenda(view) => {
                let first = ledger.view.replace(view).is_none();
                if first {
                    let week = Row::Week(page::monday(ledger.day(shared)));
                    pane.cursor.set(week);
                }
            }
            Answer::Found(rows) => {
                // A name is not looked for among the villages.
                ledger.found = rows.into_iter().filter(is_himself).collect();
            }
            Answer::Person(person) => return pane.receive(shared, person.map(|it| *it)),
            _ => return Response::unused(),
        }
        Response::used()
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        let Some(view) = &self.view else {
            return Page::new(shared.words.say("calendar-reading"));
        };
        let day = self.day(shared);
        match self.show {
            Show::Month => month::month(shared, view, day),
            Show::Week => page::week(shared, view, day),
            Show::Day => page::day(shared, view, day),
        }
    }

    fn case(pane: &State) -> Option<CaseNumber> {
        match pane.row()? {
            Row::Case(number) => Some(*number),
            Row::Appointment(id) => {
                case_of(pane.ledger.appointment(*id)?.appointment.arranged.case)
            }
            Row::FollowUp(id) => case_of(pane.ledger.follow_up(*id)?.follow_up.recalled.about),
            Row::Week(_) | Row::Meeting(_) | Row::Joint(_) | Row::Lawyer(_) => None,
        }
    }

    fn subject(pane: &State) -> Option<Subject> {
        match pane.row()? {
            Row::Appointment(id) => Some(Subject::Appointment(*id)),
            _ => Self::case(pane).map(|number| Subject::Item(Item::Case(number))),
        }
    }

    fn valid(pane: &State, command: Command) -> bool {
        let row = pane.row();
        let planned = || match row {
            Some(Row::Appointment(id)) => pane.ledger.appointment(*id).is_some_and(|it| !it.locked),
            _ => false,
        };
        match command {
            Command::CalendarAdd
            | Command::CalendarShow
            | Command::CalendarEarlier
            | Command::CalendarLater => true,
            Command::MoveLeft | Command::MoveRight => true,
            Command::CalendarAlter => planned() || matches!(row, Some(Row::FollowUp(_))),
            Command::CalendarCancel | Command::CalendarCame | Command::CalendarMissed => planned(),
            Command::CalendarDone => matches!(row, Some(Row::FollowUp(_))),
            Command::Choose => row.is_some(),
            Command::Back => pane.ledger.show != Show::Month,
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let row = pane.row().copied();
        let day = pane.ledger.day(shared);
        let step = Days::new(if pane.ledger.show == Show::Week { 7 } else { 1 });
        let month = pane.ledger.show == Show::Month;
        match (command, row) {
            (Command::CalendarAdd, _) => {
                let form = Form::arrange(None, day, shared);
                pane.open_form(shared, form)
            }
            (Command::CalendarShow, _) => {
                let next = match pane.ledger.show {
                    Show::Month => Show::Week,
                    Show::Week => Show::Day,
                    Show::Day => Show::Month,
                };
                pane.turn_to(shared, next, day)
            }
            (Command::CalendarEarlier, _) if month => pane.go(shared, day - Months::new(1)),
            (Command::CalendarLater, _) if month => pane.go(shared, day + Months::new(1)),
            (Command::CalendarEarlier, _) => pane.go(shared, day - step),
            (Command::CalendarLater, _) => pane.go(shared, day + step),
            (Command::MoveLeft, _) => pane.go(shared, day - Days::new(1)),
            (Command::MoveRight, _) => pane.go(shared, day + Days::new(1)),
            (Command::Back, _) if !month => pane.turn_to(shared, Show::Month, day),
            (Command::Choose, Some(row)) => pane.choose(shared, row),
            (_, Some(Row::Appointment(id))) => pane.about_appointment(shared, command, id),
            (_, Some(Row::FollowUp(id))) => pane.about_follow_up(shared, command, id),
            _ => Response::unused(),
        }
    }

    /// The day under the cursor goes from week to week, and from month to month.
    fn moved(pane: &mut State, shared: &Shared, movement: Movement) -> Response {
        if pane.ledger.show != Show::Month {
            return Response::used();
        }
        let day = pane.ledger.day(shared);
        match (pane.row(), movement) {
            (Some(Row::Week(_)), Movement::Beyond(Command::MoveUp | Command::MovePageUp)) => {
                pane.go(shared, day - Days::new(7))
            }
            (Some(Row::Week(_)), Movement::Beyond(Command::MoveDown | Command::MovePageDown)) => {
                pane.go(shared, day + Days::new(7))
            }
            (Some(Row::Week(monday)), _) if *monday != page::monday(day) => {
                let weekday = u64::from(day.weekday().num_days_from_monday());
                pane.ledger.day = Some(*monday + Days::new(weekday));
                Response::used()
            }
            _ => Response::used(),
        }
    }

    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        match target {
            Target::Visitor { id, person, .. } => {
                let Some(form) = pane.forms.form_mut() else {
                    return Response::unused();
                };
                form.form.take(Ask::Visitor, &person.name);
                if let Some(phone) = person.phones.first() {
                    form.form.take(Ask::Phone, phone);
                }
                form.form.command(Command::FieldNext);
                pane.ledger.visitor = Some((id, person.name.clone()));
                Response::used()
            }
            Target::FollowUp { about, back } => {
                pane.ledger.back = Some(back);
                let form = Form::remind(None, about, shared);
                pane.open_form(shared, form)
            }
            _ => Response::unused(),
        }
    }

    fn anew(&self, shared: &Shared, form: &Form) -> Option<Form> {
        match form.kind {
            Kind::Arrange(Some(id)) => {
                let view = self.appointment(id).filter(|it| !it.locked);
                view.map(|view| Form::arrange(Some(view), self.day(shared), shared))
            }
            Kind::Recall(id, _) => {
                let view = self.follow_up(id);
                view.map(|view| Form::remind(Some(view), None, shared))
            }
            _ => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    /// Says who is agreed already with the same one at the same hour; it is no refusal.
    fn about(&self, shared: &Shared, form: &Form) -> Option<String> {
        let Kind::Arrange(id) = form.kind else {
            return None;
        };
        let arranged = form.arranged(None, shared.now.date()).ok()?;
        let planned = &self.view.as_ref()?.planned;
        let mut others = planned.iter().filter(|it| Some(it.id) != id);
        let clash = others.find(|it| it.appointment.arranged.clashes(&arranged))?;
        Some(page::clash(shared, clash))
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(&shared.words)
    }

    fn offers(&self, shared: &Shared, form: &Form) -> Vec<Offer<Ask>> {
        match form.form.cursor() {
            Some(Ask::Visitor) if self.search(form).is_some() => {
                form::visitors(shared, &self.found)
            }
            Some(Ask::With) => {
                let view = self.view.as_ref();
                view.map_or(Vec::new(), |view| form::hosts(view, form))
            }
            _ => Vec::new(),
        }
    }

    /// Looks for the one whose name is typed.
    fn typed(pane: &mut State, _shared: &Shared) -> Response {
        let form = pane.forms.form();
        let words = form.and_then(|form| pane.ledger.search(form));
        words.map_or(Response::used(), |words| {
            let request = Request::Find {
                words,
                limit: FOUND,
                receipts: false,
            };
            Response::effect(pane.ask(request))
        })
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        Some(form.action(self.visitor(form), shared))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("calendar-kept")
    }

    fn done(pane: &mut State, shared: &Shared, done: &Done) -> Response {
        let form = pane.forms.form();
        let day = form.and_then(|form| form.day(Ask::Day, shared.now.date()).ok());
        let day = day.filter(|_| matches!(done, Done::Appointment(_)));
        let back = pane.ledger.back.take();
        let outcome = pane.forms.done();
        pane.ledger.visitor = None;
        if let Some(id) = pane.ledger.arrived {
            return outcome.and(pane.arrive(shared, id));
        }
        if let Some(pane) = back {
            return outcome.and_intent(Intent::Open(Target::Pane(pane)));
        }
        match day {
            Some(day) => outcome.and(pane.go(shared, day)),
            None => outcome,
        }
    }
}

fn case_of(subject: Option<Subject>) -> Option<CaseNumber> {
    match subject? {
        Subject::Item(Item::Case(number)) => Some(number),
        Subject::Item(_) | Subject::Person(_) | Subject::Appointment(_) => None,
    }
}

impl State {
    /// Tells whether a form is open into which a known person can be taken over.
    pub fn takes_visitor(&self) -> bool {
        let form = self.forms.form();
        form.is_some_and(|form| matches!(form.kind, Kind::Arrange(_)))
    }

    /// Puts the cursor on a day.
    fn go(&mut self, shared: &Shared, day: NaiveDate) -> Response {
        let before = self.ledger.span(shared);
        self.ledger.day = Some(day);
        if self.ledger.show == Show::Month {
            self.cursor.set(Row::Week(page::monday(day)));
        }
        if self.ledger.span(shared) == before {
            return Response::used();
        }
        self.refresh(shared)
    }

    fn turn_to(&mut self, shared: &Shared, show: Show, day: NaiveDate) -> Response {
        self.ledger.show = show;
        self.turn();
        if show == Show::Month {
            self.cursor.set(Row::Week(page::monday(day)));
        }
        self.refresh(shared)
    }

    fn choose(&mut self, shared: &Shared, row: Row) -> Response {
        let day = self.ledger.day(shared);
        let pane = |pane| Response::intent(Intent::Open(Target::Pane(pane)));
        match row {
            Row::Week(_) => self.turn_to(shared, Show::Day, day),
            Row::Case(number) => Response::intent(Intent::Open(Target::Case(number.to_string()))),
            Row::Meeting(_) => pane(Pane::Meetings),
            Row::Joint(_) => pane(Pane::Joint),
            Row::Lawyer(_) => pane(Pane::Lawyers),
            Row::Appointment(_) | Row::FollowUp(_) => match <Calendar as Ledger>::case(self) {
                Some(number) => Response::intent(Intent::Open(Target::Case(number.to_string()))),
                None => Self::alter(self, shared),
            },
        }
    }

    /// Opens what is agreed or to be come back to, to be corrected or moved.
    fn alter(&mut self, shared: &Shared) -> Response {
        let day = self.ledger.day(shared);
        let form = match self.row() {
            Some(Row::Appointment(id)) => {
                let known = self.ledger.appointment(*id).filter(|it| !it.locked);
                known.map(|view| Form::arrange(Some(view), day, shared))
            }
            Some(Row::FollowUp(id)) => {
                let known = self.ledger.follow_up(*id);
                known.map(|view| Form::remind(Some(view), None, shared))
            }
            _ => None,
        };
        match form {
            Some(form) => self.open_form(shared, form),
            None => Response::unused(),
        }
    }

    fn about_appointment(
        &mut self,
        shared: &Shared,
        command: Command,
        id: AppointmentId,
    ) -> Response {
        if self.ledger.appointment(id).is_none_or(|it| it.locked) {
            let text = shared.words.say("refusal-not-for-this-viewer");
            return Response::tell(Tone::Bad, text);
        }
        match command {
            Command::CalendarAlter => self.alter(shared),
            Command::CalendarCancel => self.open_form(shared, Form::reason(Kind::Cancel(id))),
            Command::CalendarMissed => self.open_form(shared, Form::reason(Kind::Missed(id))),
            Command::CalendarCame => {
                self.ledger.arrived = Some(id);
                let action = Action::Appointment {
                    id: Some(id),
                    fact: AppointmentFact::Came,
                };
                let text = shared.words.say("calendar-came");
                self.forms.commit(vec![action], text)
            }
            _ => Response::unused(),
        }
    }

    fn about_follow_up(&mut self, shared: &Shared, command: Command, id: FollowUpId) -> Response {
        match command {
            Command::CalendarAlter => self.alter(shared),
            Command::CalendarDone => {
                let action = Action::FollowUp {
                    id: Some(id),
                    fact: FollowUpFact::Done,
                };
                let text = shared.words.say("calendar-reminder-done");
                self.forms.commit(vec![action], text)
            }
            _ => Response::unused(),
        }
    }

    /// Receives the visitor of an appointment; the card of one who is known is read before.
    fn arrive(&mut self, shared: &Shared, id: AppointmentId) -> Response {
        let person = self.ledger.appointment(id);
        match person.and_then(|it| it.appointment.arranged.person) {
            Some(person) => Response::effect(self.ask(Request::Person(person))),
            None => self.receive(shared, None),
        }
    }

    fn receive(&mut self, shared: &Shared, person: Option<PersonView>) -> Response {
        let arrived = self.ledger.arrived.take();
        let Some(view) = arrived.and_then(|id| self.ledger.appointment(id)) else {
            return Response::used();
        };
        let arranged = &view.appointment.arranged;
        let case = case_of(arranged.case);
        let target = match (person, case) {
            (Some(known), Some(case)) => Target::Visit {
                case,
                id: known.id,
                person: Box::new(known.person),
            },
            (Some(known), None) => Target::Visitor {
                id: known.id,
                person: Box::new(known.person),
                fresh: true,
            },
            (None, Some(case)) => Target::Case(case.to_string()),
            (None, None) => {
                let mut draft = IntakeDraft::new(shared.now);
                draft.set(Field::Name, &arranged.name);
                draft.set(Field::Phone, &arranged.phone);
                draft.set(Field::Summary, &arranged.about);
                Target::Arrival(Box::new(draft))
            }
        };
        Response::intent(Intent::Open(target))
    }
}
