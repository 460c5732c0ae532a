//! 联合接访: the sessions and what is owed from them, and one session with its cases, what each
//! unit said and took on.

pub mod form;
pub mod page;

use chrono::Days;

use crate::app::answer::Answer;
use crate::app::effect::Request;
use crate::app::joint::form::{Ask, Form, Kind};
use crate::app::joint::page::Row;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::joint::{JointFact, JointId};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::Refusal;
use crate::domain::view::{JointView, JointsView};

/// Days of sessions on the list before today and after it.
const SPAN: u64 = 366;
/// Days ahead in which what was taken on is reminded of.
const SOON: u64 = 7;

/// The sessions, and the one that is looked at.
#[derive(Debug, Default)]
pub struct Joint {
    view: JointsView,
    /// The session that is open; `None` while the list is shown.
    at: Option<JointId>,
}

/// The pane's state.
pub type State = ledger::State<Joint>;

impl Joint {
    fn session(&self) -> Option<&JointView> {
        self.find(self.at?)
    }

    fn find(&self, id: JointId) -> Option<&JointView> {
        self.view.sessions.iter().find(|view| view.id == id)
    }
}

impl Ledger for Joint {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Joint;
    const USUAL: &'static [Command] = &[
        Command::JointKept,
        Command::Choose,
        Command::JointAdd,
        Command::JointNew,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let today = shared.now.date();
        vec![Request::Joints {
            from: today.checked_sub_days(Days::new(SPAN)).unwrap_or(today),
            to: today.checked_add_days(Days::new(SPAN)).unwrap_or(today),
            until: today.checked_add_days(Days::new(SOON)).unwrap_or(today),
        }]
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Joints(view) => {
                pane.ledger.view = *view;
                let due = pane.ledger.view.due.len();
                let args = [
                    ("n", due.into()),
                    ("open", shared.keys(Command::JointOpen).into()),
                ];
                let text = || shared.words.say_with("joint-reminder", &args);
                pane.remind((due > 0).then(text))
            }
            Answer::Minutes(file) => {
                let args = [("file", file.into())];
                Response::tell(Tone::Good, shared.words.say_with("joint-written", &args))
            }
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match self.session() {
            Some(view) => page::session(shared, view),
            None => page::list(shared, &self.view),
        }
    }

    fn case(pane: &State) -> Option<CaseNumber> {
        if let Some(case) = pane.forms.form().and_then(Form::case) {
            return Some(case);
        }
        match pane.row()? {
            Row::Due(_, case, _) | Row::Case(case) | Row::Seat(case, _) => Some(*case),
            Row::Session(_) | Row::Minutes => None,
        }
    }

    fn valid(pane: &State, command: Command) -> bool {
        let session = pane.ledger.session();
        match command {
            Command::JointNew => true,
            Command::JointTable | Command::JointAdd => {
                session.is_some_and(|view| !view.joint.closed)
            }
            Command::JointDrop => session.is_some() && Self::case(pane).is_some(),
            Command::JointWrite | Command::JointClose | Command::Back => session.is_some(),
            Command::JointKept => Self::case(pane).is_some(),
            Command::Choose => pane.row().is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let session = pane.ledger.session().map(|it| (it.id, it.joint.closed));
        let words = &shared.words;
        match (command, session) {
            (Command::JointNew, _) => pane.fill_in(shared, Kind::New),
            (Command::Choose, _) => pane.choose(shared),
            (Command::Back, Some((id, _))) => {
                pane.enter(None);
                pane.cursor.set(Row::Session(id));
                Response::used()
            }
            (Command::JointKept, _) => match (pane.row().cloned(), pane.ledger.at) {
                (Some(Row::Due(id, case, unit)), _) | (Some(Row::Seat(case, unit)), Some(id)) => {
                    pane.fill_in(shared, Kind::Kept(id, case, unit))
                }
                _ => Response::unused(),
            },
            (Command::JointTable, Some((id, _))) => pane.fill_in(shared, Kind::Table(id)),
            (Command::JointAdd, Some((id, _))) => pane.fill_in(shared, Kind::Add(id)),
            (Command::JointDrop, Some((id, _))) => match Self::case(pane) {
                Some(case) => pane.commit(id, JointFact::Drop(case), words.say("joint-dropped")),
                None => Response::unused(),
            },
            (Command::JointWrite, Some((id, _))) => {
                Response::effect(pane.ask(Request::Minutes(id)))
            }
            (Command::JointClose, Some((id, true))) => pane.fill_in(shared, Kind::Reopen(id)),
            (Command::JointClose, Some((id, false))) => {
                pane.commit(id, JointFact::Closed, words.say("joint-closed"))
            }
            _ => Response::unused(),
        }
    }

    /// Puts a case on the list of the session that is open.
    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        let Target::Hear(case) = target else {
            return Response::unused();
        };
        let session = pane.ledger.session().filter(|view| !view.joint.closed);
        match session.map(|view| view.id) {
            Some(id) => {
                let args = [("number", case.to_string().into())];
                let text = shared.words.say_with("joint-added", &args);
                pane.commit(id, JointFact::Hear(case), text)
            }
            None => Response::tell(Tone::Bad, shared.words.say("joint-open-first")),
        }
    }

    fn anew(&self, shared: &Shared, form: &Form) -> Option<Form> {
        match &form.kind {
            Kind::Table(id) | Kind::Say(id, ..) | Kind::Minutes(id) => {
                let view = self.find(*id)?;
                Some(Form::new(form.kind.clone(), Some(view), shared.now.date()))
            }
            Kind::New | Kind::Add(_) | Kind::Kept(..) | Kind::Reopen(_) => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(shared)
    }

    fn fold(form: &mut Form) {
        form.refold();
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let id = form.kind.session();
        let fact = form.fact(shared.now.date());
        Some(fact.map(|fact| Action::Joint { id, fact }))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("joint-kept-down")
    }

    /// A session that was called is opened.
    fn done(pane: &mut State, _shared: &Shared, done: &Done) -> Response {
        let form = pane.forms.form();
        let called = form.is_some_and(|form| form.kind == Kind::New);
        if let Done::Joint(id) = done
            && pane.ledger.at.is_none()
            && called
        {
            pane.enter(Some(*id));
        }
        pane.forms.done()
    }
}

impl State {
    /// Opens a session at its first case, or the list.
    fn enter(&mut self, at: Option<JointId>) {
        self.ledger.at = at;
        self.turn();
    }

    /// Opens what is under the cursor.
    fn choose(&mut self, shared: &Shared) -> Response {
        match (self.row().cloned(), self.ledger.at) {
            (Some(Row::Session(id)), _) => {
                self.enter(Some(id));
                Response::used()
            }
            (Some(Row::Due(id, case, unit)), _) => {
                self.enter(Some(id));
                self.cursor.set(Row::Seat(case, unit));
                Response::used()
            }
            (Some(Row::Case(case)), _) => {
                Response::intent(Intent::Open(Target::Case(case.to_string())))
            }
            (Some(Row::Seat(case, unit)), Some(id)) => {
                self.fill_in(shared, Kind::Say(id, case, unit))
            }
            (Some(Row::Minutes), Some(id)) => self.fill_in(shared, Kind::Minutes(id)),
            (Some(Row::Seat(..) | Row::Minutes) | None, _) => Response::unused(),
        }
    }

    fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let view = kind.session().and_then(|id| self.ledger.find(id));
        let form = Form::new(kind, view, shared.now.date());
        self.open_form(shared, form)
    }

    fn commit(&mut self, id: JointId, fact: JointFact, text: String) -> Response {
        let id = Some(id);
        self.forms.commit(vec![Action::Joint { id, fact }], text)
    }
}
