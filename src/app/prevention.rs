//! 治未病: the round of now with who is missing, the day, the early signs, and a week area by area.

pub mod ask;
pub mod form;
pub mod map;
mod onward;
pub mod page;
pub mod signs;

use chrono::NaiveDate;

use crate::app::answer::Answer;
use crate::app::case::para::Para;
use crate::app::effect::Request;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::prevention::ask::Ask;
use crate::app::prevention::form::{About, Form, Kind, Known};
use crate::app::prevention::page::{Row, Show};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, name};
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::grid::node::GridCode;
use crate::domain::item::{Item, SignId};
use crate::domain::prevention::board::{PreventionView, SignView, Slot};
use crate::domain::prevention::checkin::How;
use crate::domain::prevention::round::CheckRound;
use crate::domain::prevention::sign::SignState;
use crate::domain::refusal::Refusal;
use crate::domain::subject::Subject;
use crate::keymap::key::fold;

/// The board, and what of it is looked at.
#[derive(Debug)]
pub struct Prevention {
    show: Show,
    /// The board; `None` until the store has given it.
    view: Option<Box<PreventionView>>,
    /// The day that is looked at; `None` follows the clock.
    day: Option<NaiveDate>,
    /// The round that is looked at; `None` follows the clock.
    round: Option<CheckRound>,
    /// How the last report came: the next one mostly comes the same way.
    how: How,
    /// The row to which the cursor goes when the report under way is done.
    then: Option<Row>,
}

impl Default for Prevention {
    fn default() -> Self {
        Self {
            show: Show::Round,
            view: None,
            day: None,
            round: None,
            how: How::Phone,
            then: None,
        }
    }
}

/// The pane's state.
pub type State = ledger::State<Prevention>;

impl Prevention {
    fn round(&self) -> CheckRound {
        let now = self.view.as_ref().map(|view| view.round);
        self.round.or(now).unwrap_or(CheckRound::Morning)
    }

    fn day(&self, shared: &Shared) -> NaiveDate {
        self.day.unwrap_or_else(|| shared.now.date())
    }

    /// Tells whether something else is looked at than the round of now.
    fn is_elsewhere(&self) -> bool {
        self.show != Show::Round || self.day.is_some() || self.round.is_some()
    }

    fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.view.iter().flat_map(|view| &view.slots)
    }

    fn slot(&self, code: &GridCode, round: CheckRound) -> Option<&Slot> {
        self.slots()
            .find(|it| it.code == *code && it.round == round)
    }

    fn is_reported(&self, code: &GridCode, round: CheckRound) -> bool {
        self.slot(code, round).is_some_and(|it| it.check.is_some())
    }

    fn sign(&self, id: SignId) -> Option<&SignView> {
        self.view.as_ref()?.sign(id)
    }

    /// Gives the missing place after one, in the order of the round, else the first one.
    fn missing_after(&self, code: &GridCode, round: CheckRound) -> Option<Row> {
        let slots = self.view.as_ref();
        let slots = slots.map_or(Vec::new(), |view| page::slots(view, self.round()));
        let missing: Vec<Row> = slots
            .into_iter()
            .filter(|it| it.is_missing())
            .map(|it| Row::Slot(it.code.clone(), it.round))
            .collect();
        let row = Row::Slot(code.clone(), round);
        let at = missing.iter().position(|it| *it == row);
        let next = at.and_then(|at| missing.get(at + 1));
        next.or_else(|| missing.first().filter(|it| **it != row))
            .cloned()
    }

    /// Finds a node by its code or its name, with or without 村.
    fn node(&self, typed: &str) -> Option<GridCode> {
        let typed = typed.trim();
        let mut found = self.slots().filter(|it| {
            it.code.as_str() == typed
                || it.name == typed
                || it.name.strip_suffix('村') == Some(typed)
        });
        found.next().map(|it| it.code.clone())
    }

    fn known(&self, shared: &Shared, kind: &Kind) -> Known<'_> {
        let (slot, sign) = match kind {
            Kind::Nothing(code, round) | Kind::Found(code, round) | Kind::Correct(code, round) => {
                (self.slot(code, *round), None)
            }
            Kind::Word(id) | Kind::Watch(id) | Kind::Settle(id) | Kind::Reopen(id) => {
                (None, self.sign(*id))
            }
            Kind::Sign | Kind::Day => (None, None),
        };
        Known {
            slot,
            sign,
            now: shared.now,
            how: self.how,
            day: self.day(shared),
        }
    }
}

impl Ledger for Prevention {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = About;

    const PANE: Pane = Pane::Prevention;
    const USUAL: &'static [Command] = &[
        Command::PreventionNothing,
        Command::PreventionSettle,
        Command::PreventionCorrect,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        vec![Request::Prevention(self.day(shared))]
    }

    fn answered(pane: &mut State, _shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Prevention(view) => {
                pane.ledger.view = Some(view);
                Response::used()
            }
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match &self.view {
            None => Page::new(String::new()),
            Some(view) => match self.show {
                Show::Round => page::round(shared, view, self.round()),
                Show::Day => page::day(shared, view),
                Show::Signs => signs::list(shared, view),
                Show::Week => page::week(shared, view),
                Show::Map => map::map(shared, view),
            },
        }
    }

    fn details(&self, shared: &Shared, row: &Row) -> Vec<Para> {
        match row {
            Row::Sign(id) => self
                .sign(*id)
                .map_or(Vec::new(), |view| signs::details(&shared.words, view)),
            Row::Slot(..) | Row::Node(_) | Row::Area(_) => Vec::new(),
        }
    }

    fn subject(pane: &State) -> Option<Subject> {
        pane.row().and_then(Row::subject)
    }

    fn valid(pane: &State, command: Command) -> bool {
        let ledger = &pane.ledger;
        let reported = match pane.row() {
            Some(Row::Slot(code, round)) => Some(ledger.is_reported(code, *round)),
            _ => None,
        };
        let sign = match pane.row() {
            Some(Row::Sign(id)) => ledger.sign(*id).filter(|view| !view.locked),
            _ => None,
        };
        let open = sign.is_some_and(|view| view.sign.is_open());
        match command {
            Command::PreventionShow | Command::PreventionRound | Command::PreventionDay => true,
            Command::PreventionNothing => reported == Some(false),
            Command::PreventionFound => reported == Some(false) || ledger.show == Show::Signs,
            Command::PreventionCorrect => reported == Some(true) || open,
            Command::PreventionWatch | Command::PreventionRegister | Command::PreventionWhistle => {
                open
            }
            Command::PreventionSettle => {
                sign.is_some_and(|view| !matches!(view.sign.state, SignState::Case(_)))
            }
            Command::Back => ledger.is_elsewhere(),
            Command::Choose => pane.row().is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let row = pane.row().cloned();
        match (command, row) {
            (Command::PreventionShow, _) => {
                let next = following(Show::ALL, pane.ledger.show);
                pane.go_to(next)
            }
            (Command::PreventionRound, _) => {
                pane.ledger.round = Some(following(CheckRound::ALL, pane.ledger.round()));
                pane.go_to(Show::Round)
            }
            (Command::PreventionDay, _) => pane.fill_in(shared, Kind::Day),
            (Command::PreventionNothing, _) => pane.report(shared, false),
            (Command::PreventionFound, _) if pane.ledger.show == Show::Signs => {
                pane.fill_in(shared, Kind::Sign)
            }
            (Command::PreventionFound, _) => pane.report(shared, true),
            (Command::PreventionCorrect, Some(Row::Slot(code, round)))
                if pane.ledger.is_reported(&code, round) =>
            {
                pane.fill_in(shared, Kind::Correct(code, round))
            }
            (Command::PreventionCorrect, Some(Row::Sign(id))) => {
                pane.fill_in_sign(shared, id, Kind::Word(id))
            }
            (Command::PreventionWatch, Some(Row::Sign(id))) => {
                pane.fill_in_sign(shared, id, Kind::Watch(id))
            }
            (Command::PreventionSettle, Some(Row::Sign(id))) => {
                let kind = match pane.ledger.sign(id).map(|view| &view.sign.state) {
                    Some(SignState::Settled { .. }) => Kind::Reopen(id),
                    _ => Kind::Settle(id),
                };
                pane.fill_in_sign(shared, id, kind)
            }
            (Command::PreventionRegister, Some(Row::Sign(id))) => pane.register(shared, id),
            (Command::PreventionWhistle, Some(Row::Sign(id))) => pane.whistle(shared, id),
            (Command::Choose, Some(row)) => pane.choose(shared, row),
            (Command::Back, _) if pane.ledger.is_elsewhere() => {
                (pane.ledger.day, pane.ledger.round) = (None, None);
                pane.go_to(Show::Round).and(pane.refresh(shared))
            }
            _ => Response::unused(),
        }
    }

    /// A digit says which of the two results a row reports.
    fn press(pane: &mut State, shared: &Shared, press: Press) -> Response {
        match press.key.text().map(fold) {
            Some('1') => pane.report(shared, false),
            Some('2') => pane.report(shared, true),
            _ => Response::unused(),
        }
    }

    /// What is reported belongs to the day for which the form was opened.
    fn form_name(&self, form: &Form) -> String {
        let code = format!("{}/{}", form.more.day_of, form.kind.code());
        name(Self::PANE, &code)
    }

    /// One Enter says: yes, he it was.
    fn ends_anywhere(form: &Form) -> bool {
        matches!(form.kind, Kind::Nothing(..))
    }

    fn anew(&self, shared: &Shared, form: &Form) -> Option<Form> {
        match &form.kind {
            Kind::Correct(..) | Kind::Word(_) => {
                let known = self.known(shared, &form.kind);
                Some(Form::new(form.kind.clone(), known))
            }
            _ => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(&shared.words)
    }

    fn fold(form: &mut Form) {
        form.refold();
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let day = self.day(shared);
        Some(form.action(day, shared.now, &shared.who, |typed| self.node(typed)))
    }

    fn submit(pane: &mut State, shared: &Shared) -> Response {
        let Some(form) = pane.forms.ready() else {
            return Response::used();
        };
        let today = shared.now.date();
        if form.kind == Kind::Day {
            return match form.day_asked(today) {
                Ok(day) => {
                    pane.ledger.day = Some(day).filter(|day| *day != today);
                    pane.turn();
                    let asked = pane.refresh(shared);
                    asked.and(pane.forms.finish())
                }
                Err(refusal) => pane.forms.refuse(shared, &refusal),
            };
        }
        let then = match &form.kind {
            Kind::Nothing(code, round) | Kind::Found(code, round) => {
                pane.ledger.missing_after(code, *round)
            }
            _ => None,
        };
        let Some(read) = pane.ledger.read(shared, form) else {
            return Response::used();
        };
        if read.is_ok() {
            pane.ledger.then = then;
        }
        pane.forms.submit(shared, read, String::new())
    }

    fn done(pane: &mut State, shared: &Shared, done: &Done) -> Response {
        let words = &shared.words;
        let form = pane.forms.form();
        if let Some(how) = form.and_then(Form::how) {
            pane.ledger.how = how;
        }
        if let Some(next) = pane.ledger.then.take() {
            pane.cursor.set(next);
        }
        let place = form.map_or(String::new(), |form| form.more.place.clone());
        let sign = match done {
            Done::CheckIn { sign } => *sign,
            Done::Sign(id) => Some(*id),
            _ => None,
        };
        let text = match sign {
            Some(id) => {
                let args = [("number", Item::Sign(id).to_string().into())];
                words.say_with("prevention-sign-kept", &args)
            }
            None => words.say_with("prevention-kept", &[("place", place.into())]),
        };
        pane.forms.set_notice(text);
        pane.forms.done()
    }
}

impl State {
    fn go_to(&mut self, show: Show) -> Response {
        self.ledger.show = show;
        self.turn();
        Response::used()
    }

    /// Opens what is under the cursor. A row that owes a report asks for the digit that says which:
    /// Enter alone, held down, would report village after village.
    fn choose(&mut self, shared: &Shared, row: Row) -> Response {
        match row {
            Row::Slot(code, round) if self.ledger.is_reported(&code, round) => {
                self.fill_in(shared, Kind::Correct(code, round))
            }
            Row::Slot(..) => Response::tell(Tone::Plain, shared.words.say("prevention-which")),
            Row::Node(code) => {
                let slots = || self.ledger.slots().filter(|it| it.code == code);
                let slot = slots().find(|it| it.is_missing()).or(slots().next());
                let round = slot.map(|it| it.round);
                self.ledger.round = round;
                self.go_to(Show::Round);
                if let Some(round) = round {
                    self.cursor.set(Row::Slot(code, round));
                }
                Response::used()
            }
            Row::Sign(id) => match self.ledger.sign(id).map(|view| &view.sign.state) {
                Some(SignState::Case(number)) => {
                    Response::intent(Intent::Open(Target::Case(number.to_string())))
                }
                _ => self.unfold(),
            },
            Row::Area(code) => Response::intent(Intent::Open(Target::Grid {
                at: code.to_string(),
                back: None,
            })),
        }
    }

    /// Opens the form of a report of the row under the cursor.
    fn report(&mut self, shared: &Shared, found: bool) -> Response {
        let Some(Row::Slot(code, round)) = self.row().cloned() else {
            return Response::unused();
        };
        if self.ledger.is_reported(&code, round) {
            let key = "refusal-already-reported";
            return Response::tell(Tone::Plain, shared.words.say(key));
        }
        let kind = if found {
            Kind::Found(code, round)
        } else {
            Kind::Nothing(code, round)
        };
        self.fill_in(shared, kind)
    }

    fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let known = self.ledger.known(shared, &kind);
        let form = Form::new(kind, known);
        self.open_form(shared, form)
    }
}

/// Gives the one after the present one, after the last the first.
fn following<T: Copy + PartialEq>(all: &[T], present: T) -> T {
    let at = all
        .iter()
        .position(|it| *it == present)
        .map_or(0, |at| at + 1);
    all.get(at).or(all.first()).copied().unwrap_or(present)
}
