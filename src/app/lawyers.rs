//! 律师: the Wednesdays and who comes, one of them with who is booked, and the lawyers.

mod actions;
pub mod ask;
pub mod day;
pub mod form;
pub mod offers;
pub mod page;
pub mod read;

use chrono::{Datelike, Days, NaiveDate};

use crate::app::answer::{Answer, FoundRow};
use crate::app::case::para::Para;
use crate::app::effect::Request;
use crate::app::lawyers::ask::Ask;
use crate::app::lawyers::form::{Form, Kind};
use crate::app::lawyers::page::{Row, Show};
use crate::app::lawyers::read::Reader;
use crate::app::ledger::offers::Offer;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger, Movement};
use crate::app::match_row::is_himself;
use crate::app::pane::Pane;
use crate::app::part::{Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::entry::Revealed;
use crate::domain::lawyer::{Booking, BookingId};
use crate::domain::lawyer_day::{Day, coming_wednesday, days};
use crate::domain::person::id::PersonId;
use crate::domain::queue::CaseRow;
use crate::domain::view::{Advice, LawyersView};

/// Weeks on the list before this one and after it, and how many more are added where the cursor
/// goes beyond an end.
const BACK: u64 = 4;
const AHEAD: u64 = 10;
const MORE: u64 = 4;
/// How many of those who came before are proposed.
const FOUND: usize = 8;

/// Somebody who came before and was taken over into a form.
#[derive(Debug)]
struct Visitor {
    form: Kind,
    id: PersonId,
    /// His name as it was taken over.
    name: String,
    cases: Vec<CaseRow>,
}

/// The lawyers' days, and what of them is looked at.
#[derive(Debug)]
pub struct Lawyers {
    show: Show,
    view: Option<LawyersView>,
    /// The day that was looked at last.
    day: Option<NaiveDate>,
    weeks_back: u64,
    weeks_ahead: u64,
    /// The booking whose full name is shown.
    revealed: Option<BookingId>,
    /// Who was found for the name that is typed.
    found: Vec<FoundRow>,
    visitor: Option<Visitor>,
    /// The lawyers for the case that is typed.
    advice: Option<Box<Advice>>,
}

impl Default for Lawyers {
    fn default() -> Self {
        Self {
            show: Show::default(),
            view: None,
            day: None,
            weeks_back: BACK,
            weeks_ahead: AHEAD,
            revealed: None,
            found: Vec::new(),
            visitor: None,
            advice: None,
        }
    }
}

/// The pane's state.
pub type State = ledger::State<Lawyers>;

impl Lawyers {
    /// Gives the lawyers' days as the store last gave them.
    pub const fn view(&self) -> Option<&LawyersView> {
        self.view.as_ref()
    }

    /// Gives the first and the last day on the list.
    fn span(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        (
            monday - Days::new(7 * self.weeks_back),
            monday + Days::new(7 * self.weeks_ahead + 6),
        )
    }

    /// Gives the one who was taken over into a form, as long as his name is still in it.
    fn visitor(&self, form: &Form) -> Option<&Visitor> {
        let visitor = self.visitor.as_ref();
        visitor.filter(|it| it.form == form.kind && it.name == form.form.text(Ask::Name))
    }

    /// Gives the words for which those who came before are to be looked for.
    fn search(&self, form: &Form) -> Option<String> {
        let asks = form.asks_who() && form.form.cursor() == Some(Ask::Name);
        let open = asks && self.visitor(form).is_none();
        Some(form.text(Ask::Name)).filter(|words| open && !words.is_empty())
    }

    /// Gives the form that follows on a recommendation: the contact with him, about the case.
    fn onward(&self, form: &Form, today: NaiveDate) -> Option<(Form, Visitor)> {
        let advice = self.advice.as_ref()?;
        let number = advice.number;
        if !matches!(form.kind, Kind::Recommend(_)) || form.case() != Some(number) {
            return None;
        }
        let mut next = Form::contact(Some(number), today)
            .filled(Ask::Name, &advice.person.name)
            .filled(Ask::Lawyer, form.form.text(Ask::Lawyer))
            .filled(Ask::Case, &number.to_string());
        next.form.go(Ask::Meeting);
        let visitor = Visitor {
            form: next.kind,
            id: advice.id,
            name: advice.person.name.clone(),
            cases: Vec::new(),
        };
        Some((next, visitor))
    }
}

impl Ledger for Lawyers {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Lawyers;
    const USUAL: &'static [Command] = &[
        Command::LawyersOutcome,
        Command::Choose,
        Command::LawyersBook,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let (from, to) = self.span(shared.now.date());
        vec![Request::Lawyers { from, to }]
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        let ledger = &mut pane.ledger;
        match answer {
            Answer::Lawyers(view) => {
                let first = ledger.view.replace(*view).is_none();
                if first {
                    pane.begin(shared.now.date());
                }
            }
            Answer::Found(rows) => {
                // A name is not looked for among the villages.
                ledger.found = rows.into_iter().filter(is_himself).collect();
            }
            Answer::Person(Some(person)) => {
                let visitor = ledger.visitor.as_mut();
                if let Some(visitor) = visitor.filter(|it| it.id == person.id) {
                    visitor.cases = person.cases;
                }
            }
            Answer::Specialists(advice) => ledger.advice = advice,
            // The rota was filled.
            Answer::Outcomes(results) => return pane.filled(shared, results),
            _ => return Response::unused(),
        }
        Response::used()
    }

    /// A booking whose full name is shown; of a known person it is his.
    fn revealed(&self) -> Vec<Revealed> {
        let booked = self.view.iter().flat_map(|view| &view.bookings);
        let mut shown = booked.filter(|(id, _)| self.revealed == Some(*id));
        let person = shown.find_map(|(_, booking)| booking.person);
        person.map(Revealed::Person).into_iter().collect()
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        let Some(view) = &self.view else {
            return Page::new(shared.words.say("lawyers-reading"));
        };
        match self.show {
            Show::Days => {
                let (from, to) = self.span(shared.now.date());
                page::days(shared, view, &days(view, from, to))
            }
            Show::Day(date) => day::day(shared, view, &Day::of(view, date), self.revealed),
            Show::Cards => page::cards(shared, view),
        }
    }

    fn details(&self, shared: &Shared, row: &Row) -> Vec<Para> {
        let view = self.view.as_ref();
        view.map_or(Vec::new(), |view| page::details(shared, view, *row))
    }

    fn valid(pane: &State, command: Command) -> bool {
        let show = pane.ledger.show;
        match command {
            Command::Choose
            | Command::MoveRight
            | Command::FieldNext
            | Command::FieldPrevious
            | Command::LawyersContact
            | Command::LawyersCall
            | Command::LawyersPass
            | Command::LawyersRecommend
            | Command::LawyersList => true,
            Command::MoveLeft | Command::Back => show != Show::Days,
            Command::LawyersBook
            | Command::LawyersWalkIn
            | Command::LawyersAssign
            | Command::LawyersRota
            | Command::LawyersPutOff => show != Show::Cards,
            Command::LawyersMove
            | Command::LawyersCancel
            | Command::LawyersOutcome
            | Command::LawyersReveal => pane.booking().is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let show = pane.ledger.show;
        match (command, show) {
            (Command::LawyersList, Show::Days | Show::Day(_)) => pane.enter(Show::Cards),
            (Command::FieldNext | Command::FieldPrevious | Command::MoveRight, Show::Days) => {
                pane.choose(shared)
            }
            (Command::MoveRight, Show::Day(_) | Show::Cards) => pane.unfold(),
            (Command::MoveLeft, _) if pane.unfolded.take().is_some() => Response::used(),
            (Command::LawyersList, Show::Cards)
            | (
                Command::FieldNext | Command::FieldPrevious | Command::MoveLeft | Command::Back,
                Show::Day(_) | Show::Cards,
            ) => pane.enter(Show::Days),
            (Command::Choose, _) => pane.choose(shared),
            (Command::LawyersCall, _) => pane.call(shared),
            (Command::LawyersPass, _) => pane.pass(shared),
            (Command::LawyersRecommend, _) => {
                let case = pane.booking().and_then(|(_, it)| it.case);
                pane.recommend(shared, case)
            }
            (Command::LawyersMove | Command::LawyersCancel | Command::LawyersOutcome, _) => {
                pane.change(shared, command)
            }
            (Command::LawyersReveal, _) => pane.reveal(shared),
            _ => pane.on_day(shared, command),
        }
    }

    /// Past an end of the days more weeks are added.
    fn moved(pane: &mut State, shared: &Shared, movement: Movement) -> Response {
        let ledger = &mut pane.ledger;
        match movement {
            _ if ledger.show != Show::Days => return Response::used(),
            Movement::Beyond(Command::MoveUp | Command::MovePageUp) => ledger.weeks_back += MORE,
            Movement::Beyond(Command::MoveDown | Command::MovePageDown) => {
                ledger.weeks_ahead += MORE;
            }
            _ => return Response::used(),
        }
        pane.refresh(shared)
    }

    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        match target {
            Target::Visitor { id, person, .. } => pane.take_over(id, &person),
            Target::Recommend(number) => pane.recommend(shared, Some(number)),
            _ => Response::unused(),
        }
    }

    fn anew(&self, _shared: &Shared, form: &Form) -> Option<Form> {
        let view = self.view.as_ref()?;
        match form.kind {
            Kind::Assign(date) => Some(Form::assign(view, date)),
            Kind::Card(Some(id)) => view.lawyer(id).map(|card| Form::card(Some((id, card)))),
            Kind::Move(id) => view.booking(id).map(|booking| Form::moving(id, booking)),
            Kind::Book(_)
            | Kind::WalkIn(_)
            | Kind::Contact(_)
            | Kind::Cancel(_)
            | Kind::Outcome(_)
            | Kind::Card(None)
            | Kind::Recommend(_) => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        let view = self.view.as_ref();
        view.map_or(String::new(), |view| form.title(shared, view))
    }

    fn offers(&self, shared: &Shared, form: &Form) -> Vec<Offer<Ask>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let recommends = matches!(form.kind, Kind::Recommend(_));
        let text = |ask| form.form.text(ask);
        match form.form.cursor() {
            Some(Ask::Name) if self.search(form).is_some() => offers::people(shared, &self.found),
            Some(Ask::Case) => {
                let visitor = self.visitor(form);
                visitor.map_or(Vec::new(), |it| offers::cases(shared, &it.cases))
            }
            Some(Ask::Lawyer) if recommends => {
                let advice = self.advice.iter();
                let all = advice.flat_map(|it| offers::specialists(shared, &it.specialists));
                all.collect()
            }
            Some(Ask::Lawyer) => offers::lawyers(view, text(Ask::Lawyer)),
            Some(ask @ (Ask::Fields | Ask::Field)) => offers::fields(view, text(ask)),
            Some(Ask::Day) if matches!(form.kind, Kind::Move(_)) => {
                offers::days_ahead(shared, view)
            }
            Some(Ask::Time) => {
                let day = form.about_day(shared.now.date());
                day.map_or(Vec::new(), |day| offers::hours(shared, view, day))
            }
            _ => Vec::new(),
        }
    }

    /// Looks for the one whose name is typed; for the lawyers of the case that is typed.
    fn typed(pane: &mut State, _shared: &Shared) -> Response {
        let ledger = &pane.ledger;
        let Some(form) = pane.forms.form() else {
            return Response::unused();
        };
        let request = if let Kind::Recommend(_) = form.kind {
            let known = ledger.advice.as_ref().map(|it| it.number);
            let unknown = form.case().filter(|number| Some(*number) != known);
            unknown.map(Request::Specialists)
        } else {
            let words = ledger.search(form);
            words.map(|words| Request::Find {
                words,
                limit: FOUND,
                receipts: false,
            })
        };
        request.map_or(Response::used(), |request| {
            Response::effect(pane.ask(request))
        })
    }

    fn submit(pane: &mut State, shared: &Shared) -> Response {
        let ledger = &pane.ledger;
        let (Some(form), Some(view)) = (pane.forms.ready(), &ledger.view) else {
            return Response::used();
        };
        let reader = Reader {
            shared,
            view,
            person: ledger.visitor(form).map(|it| it.id),
            advice: ledger.advice.as_deref(),
        };
        match reader.actions(form) {
            Ok(actions) => {
                let text = form.done_text(shared, view);
                match (form.held(), actions.as_slice()) {
                    // What came of it is kept with it, or neither is.
                    (Some(outcome), [Action::Booking { id: None, fact }]) => {
                        let booking = fact.clone();
                        let action = Action::Consultation { booking, outcome };
                        pane.commit(vec![action], shared.words.say("lawyers-contacted"))
                    }
                    _ => pane.commit(actions, text),
                }
            }
            Err(problems) => {
                if let Some(form) = pane.forms.form_mut() {
                    form.problem = None;
                    form.form.tell(&problems);
                }
                Response::used()
            }
        }
    }

    fn done(pane: &mut State, shared: &Shared, done: &Done) -> Response {
        let form = pane.forms.form();
        let next = form.and_then(|form| pane.ledger.onward(form, shared.now.date()));
        if let Some(Kind::Book(day) | Kind::WalkIn(day)) = form.map(|form| form.kind) {
            pane.enter(Show::Day(day));
        }
        if let (Done::Booking(id), Show::Day(_)) = (done, pane.ledger.show) {
            pane.cursor.set(Row::Booking(*id));
        }
        let outcome = pane.forms.done();
        pane.ledger.visitor = None;
        let Some((form, visitor)) = next else {
            return outcome;
        };
        pane.ledger.visitor = Some(visitor);
        outcome.and(pane.open_form(shared, form))
    }
}

impl State {
    /// Tells whether a form is open into which a known person can be taken over.
    pub fn takes_visitor(&self) -> bool {
        self.forms.form().is_some_and(Form::asks_who)
    }

    /// Begins where the clerk is: on a lawyer day at that day, else at the coming Wednesday.
    fn begin(&mut self, today: NaiveDate) {
        let view = self.ledger.view.as_ref();
        if view.is_some_and(|view| Day::of(view, today).counter) {
            self.enter(Show::Day(today));
        } else {
            self.cursor.set(Row::Day(coming_wednesday(today)));
        }
    }

    /// Turns to another page, to the days at the one that was looked at.
    fn enter(&mut self, show: Show) -> Response {
        if let Some(day) = self.looked_at() {
            self.ledger.day = Some(day);
        }
        if self.ledger.show != show {
            self.ledger.show = show;
            self.turn();
        }
        if let (Show::Days, Some(day)) = (show, self.ledger.day) {
            self.cursor.set(Row::Day(day));
        }
        Response::used()
    }

    /// Gives the day that is looked at.
    fn looked_at(&self) -> Option<NaiveDate> {
        match (self.ledger.show, self.row().copied()) {
            (Show::Day(day), _) | (Show::Days, Some(Row::Day(day))) => Some(day),
            _ => None,
        }
    }

    /// Gives the booking under the cursor.
    fn booking(&self) -> Option<(BookingId, &Booking)> {
        match self.row()? {
            Row::Booking(id) => Some((*id, self.ledger.view.as_ref()?.booking(*id)?)),
            Row::Day(_) | Row::Free(_) | Row::Card(_) => None,
        }
    }

    /// Opens what is under the cursor.
    fn choose(&mut self, shared: &Shared) -> Response {
        match self.row().copied() {
            Some(Row::Day(day)) => self.enter(Show::Day(day)),
            Some(Row::Free(_)) => self.on_day(shared, Command::LawyersBook),
            Some(Row::Booking(_)) => self.open_case(shared),
            Some(Row::Card(id)) => {
                let view = self.ledger.view.as_ref();
                let card = id.and_then(|id| Some((id, view?.lawyer(id)?)));
                let form = Form::card(card);
                self.open_form(shared, form)
            }
            None => Response::unused(),
        }
    }
}

fn tell(shared: &Shared, key: &str) -> Response {
    Response::tell(Tone::Plain, shared.words.say(key))
}
