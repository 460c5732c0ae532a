//! 热线台账: what is owed, what is parked, the calls of a day or from a number, and one call with
//! what may be done to it.

pub mod form;
pub mod page;

use chrono::{Days, NaiveDate};

use crate::app::answer::Answer;
use crate::app::effect::Request;
use crate::app::hotline::form::{About, Ask, Form, Kind};
use crate::app::hotline::page::Row;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::call::draft::CalledIn;
use crate::domain::call::state::{CallFact, CallOutcome};
use crate::domain::call::view::{CallView, HotlineView};
use crate::domain::item::{CallId, Item};
use crate::domain::refusal::Refusal;
use crate::domain::subject::Subject;
use crate::keymap::key::fold;

/// The calls, and which of them are shown.
#[derive(Debug, Default)]
pub struct Hotline {
    view: HotlineView,
    /// The day shown; `None` for today.
    day: Option<NaiveDate>,
    /// The last digits of the number that is looked for, instead of the day.
    tail: Option<String>,
    /// The digits by which the calls of the view were found.
    found: Option<String>,
    /// The call that is open.
    shown: Option<Box<CallView>>,
    /// The call that becomes a case: it is read before its intake opens.
    becoming: Option<CallId>,
}

/// The pane's state.
pub type State = ledger::State<Hotline>;

impl Hotline {
    fn day(&self, shared: &Shared) -> NaiveDate {
        self.day.unwrap_or_else(|| shared.now.date())
    }

    /// Says what was left half typed and whom nobody called back.
    fn reminder(&self, shared: &Shared) -> Option<String> {
        let late = self.view.open.iter();
        let late = late.filter(|it| it.is_late(shared.now)).count();
        let parked = self.view.parked.len();
        let args = [
            ("parked", parked.into()),
            ("late", late.into()),
            ("open", shared.keys(Command::HotlineOpen).into()),
        ];
        let key = match (parked, late) {
            (0, 0) => return None,
            (_, 0) => "hotline-reminder-parked",
            (0, _) => "hotline-reminder-late",
            _ => "hotline-reminder",
        };
        Some(shared.words.say_with(key, &args))
    }
}

impl Ledger for Hotline {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = About;

    const PANE: Pane = Pane::Hotline;
    const USUAL: &'static [Command] = &[
        Command::HotlineTried,
        Command::HotlineCase,
        Command::CallOpen,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let mut questions = vec![Request::Hotline {
            day: self.day(shared),
            tail: self.tail.clone(),
        }];
        questions.extend(self.shown.iter().map(|view| Request::Call(view.id)));
        questions
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        let ledger = &mut pane.ledger;
        match answer {
            Answer::Hotline(view) => {
                ledger.view = *view;
                // The cursor goes to the first call that was found.
                if ledger.found != ledger.tail {
                    ledger.found.clone_from(&ledger.tail);
                    let first = ledger.view.calls.first().map(|view| view.id);
                    if let Some(id) = first.filter(|_| ledger.tail.is_some()) {
                        pane.cursor.set(Row::Call(id));
                    }
                }
                let text = pane.ledger.reminder(shared);
                pane.remind_at_first(text)
            }
            Answer::Call(Some(view)) if ledger.becoming == Some(view.id) => {
                ledger.becoming = None;
                called(&view)
            }
            Answer::Call(view) => {
                let other = ledger.shown.as_ref().map(|it| it.id) != view.as_ref().map(|it| it.id);
                ledger.shown = view;
                if other {
                    pane.cursor.reset();
                }
                Response::used()
            }
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match &self.shown {
            Some(view) => page::call(shared, view),
            None => page::list(shared, &self.view, self.day(shared), self.tail.as_deref()),
        }
    }

    fn filters_itself(&self) -> bool {
        self.tail.is_some()
    }

    /// A number is looked for by the store, on whichever day it called.
    fn filtered(pane: &mut State, shared: &Shared, words: &str) -> Response {
        let folded: String = words.chars().map(fold).collect();
        let is_number = !folded.is_empty() && folded.chars().all(|it| it.is_ascii_digit());
        pane.ledger.tail = is_number.then_some(folded);
        pane.refresh(shared)
    }

    fn subject(pane: &State) -> Option<Subject> {
        pane.call().map(|view| Subject::Item(Item::Call(view.id)))
    }

    fn valid(pane: &State, command: Command) -> bool {
        let call = pane.call();
        match command {
            Command::ListFilter | Command::HotlineEarlier | Command::CallOpen => true,
            Command::HotlineLater => pane.ledger.day.is_some(),
            Command::HotlineTried | Command::HotlineDone => {
                call.is_some_and(|view| view.call.call_back_due().is_some())
            }
            Command::HotlineCase | Command::HotlineNote => call.is_some(),
            Command::Back => pane.ledger.shown.is_some(),
            Command::Choose => pane.row().is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let call = pane.call().map(|view| (view.id, view.locked));
        match (command, call) {
            (Command::Choose, _) => pane.choose(shared),
            (Command::ListFilter, _) => {
                pane.ledger.shown = None;
                pane.start_filter()
            }
            (Command::Back, _) => match pane.ledger.shown.take() {
                Some(view) => {
                    pane.cursor.set(Row::Call(view.id));
                    Response::used()
                }
                None => Response::unused(),
            },
            (Command::HotlineEarlier, _) => {
                pane.go_to(shared, |day| day.checked_sub_days(Days::new(1)))
            }
            (Command::HotlineLater, _) => {
                pane.go_to(shared, |day| day.checked_add_days(Days::new(1)))
            }
            (
                Command::HotlineTried
                | Command::HotlineDone
                | Command::HotlineNote
                | Command::HotlineCase,
                Some((_, true)),
            ) => Response::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer")),
            (Command::HotlineTried, Some((id, _))) => pane.fill_in(shared, Kind::Tried(id)),
            (Command::HotlineDone, Some((id, _))) => pane.fill_in(shared, Kind::Done(id)),
            (Command::HotlineNote, Some((id, _))) => pane.fill_in(shared, Kind::Note(id)),
            (Command::HotlineCase, Some((id, _))) => pane.make_case(shared, id),
            _ => Response::unused(),
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn about(&self, shared: &Shared, form: &Form) -> Option<String> {
        form.dial(&shared.words)
    }

    fn fold(form: &mut Form) {
        form.refold();
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let id = Some(form.kind.call());
        let fact = form.fact(shared, shared.now);
        Some(fact.map(|fact| Action::Call { id, fact }))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("hotline-kept")
    }
}

impl State {
    /// Gives the call that is open, or the one under the cursor.
    fn call(&self) -> Option<&CallView> {
        let ledger = &self.ledger;
        if let Some(view) = &ledger.shown {
            return Some(view);
        }
        match self.row()? {
            Row::Call(id) => ledger.view.calls.iter().find(|it| it.id == *id),
            Row::Open(id) => ledger.view.open.iter().find(|it| it.id == *id),
            Row::Pad(_) | Row::Caller | Row::Case => None,
        }
    }

    fn go_to(&mut self, shared: &Shared, by: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Response {
        let today = shared.now.date();
        let day = by(self.ledger.day(shared)).filter(|day| *day <= today);
        let Some(day) = day else {
            return Response::used();
        };
        self.ledger.day = Some(day).filter(|day| *day != today);
        self.ledger.shown = None;
        self.ledger.tail = None;
        self.turn();
        self.refresh(shared)
    }

    /// Opens what is under the cursor.
    fn choose(&mut self, shared: &Shared) -> Response {
        match self.row() {
            Some(Row::Pad(id)) => Response::intent(Intent::Open(Target::Pad(Some(*id)))),
            Some(Row::Open(id) | Row::Call(id)) => {
                let id = *id;
                Response::effect(self.ask(Request::Call(id)))
            }
            Some(Row::Caller) => match self.call().map(|view| (view.id, view.locked)) {
                Some((id, false)) => self.fill_in(shared, Kind::Correct(id)),
                Some((_, true)) => {
                    Response::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"))
                }
                None => Response::unused(),
            },
            Some(Row::Case) => match self.call().and_then(|view| view.call.case()) {
                Some(case) => Response::intent(Intent::Open(Target::Case(case.to_string()))),
                None => Response::unused(),
            },
            None => Response::unused(),
        }
    }

    /// Makes a case of a call: its outcome is a case from now on, and its intake opens.
    fn make_case(&mut self, shared: &Shared, id: CallId) -> Response {
        let Some(view) = self.call() else {
            return Response::unused();
        };
        if let Some(case) = view.call.case() {
            return Response::intent(Intent::Open(Target::Case(case.to_string())));
        }
        let awaits = view.call.awaits_case();
        self.ledger.becoming = Some(id);
        let ask = self.ask(Request::Call(id));
        if awaits {
            return Response::effect(ask);
        }
        let fact = CallFact::Ended(CallOutcome::Case(None));
        let action = Action::Call { id: Some(id), fact };
        let text = shared.words.say("hotline-to-case");
        self.forms.commit(vec![action], text).and_effect(ask)
    }

    fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let Some(view) = self.call() else {
            return Response::unused();
        };
        let hours = shared.town.settings.call_back_hours;
        let form = Form::new(kind, view, shared.now, hours);
        self.open_form(shared, form)
    }
}

/// Opens the intake of a call that is to become a case.
fn called(view: &CallView) -> Response {
    if !view.call.awaits_case() || view.locked {
        return Response::used();
    }
    let card = &view.call.card;
    let called = CalledIn {
        call: view.id,
        started_at: card.started_at,
        person: card.caller.person,
        number: card.caller.number.clone(),
        name: card.caller.name.clone(),
        village: card.caller.village.clone(),
        note: card.note.clone(),
    };
    Response::intent(Intent::Open(Target::Called(Box::new(called))))
}
