//! 值班台账: a day's ledger, what is not struck off, and the rota.

pub mod form;
pub mod page;

use chrono::{Days, NaiveDate};

use crate::app::answer::Answer;
use crate::app::duty::form::{Ask, Form, Kind};
use crate::app::duty::page::{Face, Row, month};
use crate::app::effect::Request;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::case::fact::step::StepKind;
use crate::domain::duty::rota::{fill, swap};
use crate::domain::duty::{DutyDay, DutyFact, Roster};
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::sheet_kind::SheetKind;
use crate::domain::view::LedgerView;

/// Days of the rota that are in sight behind the one under the cursor.
const COMING: usize = 7;

/// The ledger, and what of it is looked at.
#[derive(Debug, Default)]
pub struct Duty {
    face: Face,
    /// The day that is looked at; `None` for today, whichever day that becomes.
    day: Option<NaiveDate>,
    /// The day that was chosen to be swapped.
    swapping: Option<NaiveDate>,
    view: Option<LedgerView>,
}

/// The pane's state.
pub type State = ledger::State<Duty>;

impl Duty {
    fn day(&self, shared: &Shared) -> NaiveDate {
        self.day.unwrap_or(shared.now.date())
    }

    /// Tells whether lines of a ledger are shown.
    fn has_lines(&self) -> bool {
        self.view.as_ref().is_some_and(|view| match self.face {
            Face::Day => !view.duty.day.lines.is_empty(),
            Face::Owed | Face::Leaders => !view.owed.is_empty(),
            Face::Rota => false,
        })
    }

    /// Gives a day of those that were read.
    fn known(&self, day: NaiveDate) -> DutyDay {
        let Some(view) = &self.view else {
            return DutyDay::default();
        };
        if view.duty.date == day {
            return view.duty.day.clone();
        }
        let found = view.rota.iter().find(|(on, _)| *on == day);
        found.map(|(_, it)| it.clone()).unwrap_or_default()
    }
}

impl Ledger for Duty {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Duty;
    const USUAL: &'static [Command] = &[
        Command::DutyStrike,
        Command::DutyPresent,
        Command::DutyName,
        Command::Choose,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let day = self.day(shared);
        let (from, to) = month(day);
        // The turn goes on from the days before.
        let from = from.checked_sub_days(Days::new(31)).unwrap_or(from);
        vec![Request::Ledger { day, from, to }]
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Ledger(view) => {
                pane.ledger.view = Some(*view);
                Response::used()
            }
            // Reception was closed.
            Answer::Outcomes(results) => match pane.forms.result(shared, results) {
                Ok(_) => Response::tell(Tone::Good, shared.words.say("duty-closed-now")),
                Err(outcome) => outcome,
            },
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match (&self.view, self.face) {
            (None, _) => Page::new(String::new()),
            (Some(view), Face::Day) => page::day(shared, view),
            (Some(view), Face::Owed) => page::owed(shared, view),
            (Some(view), Face::Leaders) => page::by_leader(shared, view),
            (Some(view), Face::Rota) => page::rota(shared, view, self.day(shared), self.swapping),
        }
    }

    fn sheet(_pane: &State) -> Option<SheetKind> {
        Some(SheetKind::Rota)
    }

    fn ahead(&self) -> usize {
        if self.face == Face::Rota { COMING } else { 0 }
    }

    fn valid(pane: &State, command: Command) -> bool {
        let ledger = &pane.ledger;
        let face = ledger.face;
        match command {
            Command::DutyFace => true,
            Command::DutyName | Command::DutyStandIn | Command::MoveLeft | Command::MoveRight => {
                matches!(face, Face::Day | Face::Rota)
            }
            Command::DutyClose => {
                let view = ledger.view.as_ref();
                face == Face::Day && view.is_some_and(|it| it.duty.day.closed.is_none())
            }
            // Whoever comes or goes does so today.
            Command::DutyPresent => face == Face::Day && ledger.day.is_none(),
            Command::DutyStrike | Command::DutyPass => ledger.has_lines(),
            Command::DutyLeader | Command::DutyFill | Command::DutySwap => face == Face::Rota,
            Command::Back => face != Face::Day || ledger.day.is_some(),
            Command::Choose => pane.row().is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let row = pane.row().copied();
        // What a command is about: the day of the rota under the cursor, else the one shown.
        let day = match row {
            Some(Row::Day(day)) => day,
            Some(Row::Line(..)) | None => pane.ledger.day(shared),
        };
        match command {
            Command::Choose => pane.choose(shared),
            Command::MoveLeft => pane.go(shared, false),
            Command::MoveRight => pane.go(shared, true),
            Command::DutyFace => {
                pane.ledger.face = match pane.ledger.face {
                    Face::Day => Face::Owed,
                    Face::Owed => Face::Leaders,
                    Face::Leaders => Face::Rota,
                    Face::Rota => Face::Day,
                };
                pane.begin(shared);
                Response::used()
            }
            Command::Back if pane.ledger.face != Face::Day || pane.ledger.day.is_some() => {
                let ledger = &mut pane.ledger;
                (ledger.face, ledger.day, ledger.swapping) = (Face::Day, None, None);
                pane.begin(shared);
                pane.refresh(shared)
            }
            Command::DutyName => pane.fill_in(shared, Kind::Name(day)),
            Command::DutyStandIn => pane.fill_in(shared, Kind::StandIn(day)),
            Command::DutyLeader => pane.fill_in(shared, Kind::Leader),
            Command::DutyPresent => pane.present(shared),
            Command::DutyClose if pane.ledger.face == Face::Day => pane.close(shared, day),
            // Each thing is struck off in its own file.
            Command::DutyStrike => match row {
                Some(Row::Line(_, Item::Case(number))) => {
                    Response::intent(Intent::Open(Target::Step(number, StepKind::StrikeOff)))
                }
                _ => pane.choose(shared),
            },
            Command::DutyPass => match row {
                Some(Row::Line(day, item)) => pane.fill_in(shared, Kind::Pass(day, item)),
                Some(Row::Day(_)) | None => Response::unused(),
            },
            Command::DutyFill => pane.fill_month(shared),
            Command::DutySwap => pane.swap(shared, day),
            _ => Response::unused(),
        }
    }

    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        match target {
            Target::Ledger(day) => pane.open_day(shared, day),
            Target::FromSetup(..) => {
                pane.ledger.face = Face::Rota;
                pane.begin(shared);
                Response::used()
            }
            _ => Response::unused(),
        }
    }

    fn anew(&self, _shared: &Shared, form: &Form) -> Option<Form> {
        match form.kind {
            Kind::Name(day) | Kind::StandIn(day) => Some(Form::new(form.kind, &self.known(day))),
            Kind::Pass(..) | Kind::Leader => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        let nobody = Roster::default();
        let leaders = self.view.as_ref().map_or(&nobody, |view| &view.leaders);
        form.hint(&shared.words, leaders)
    }

    fn fold(form: &mut Form) {
        form.refold();
    }

    fn read(&self, _shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        Some(Ok(form.action()))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("duty-kept")
    }
}

impl State {
    /// Begins at the top of another page, in the rota at the day that is looked at.
    fn begin(&mut self, shared: &Shared) {
        self.turn();
        if self.ledger.face == Face::Rota {
            let day = self.ledger.day(shared);
            self.cursor.set(Row::Day(day));
        }
    }

    fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let day = match kind {
            Kind::Name(day) | Kind::StandIn(day) | Kind::Pass(day, _) => self.ledger.known(day),
            Kind::Leader => DutyDay::default(),
        };
        self.open_form(shared, Form::new(kind, &day))
    }

    fn commit(&mut self, facts: Vec<(NaiveDate, DutyFact)>, text: String) -> Response {
        let actions = facts.into_iter();
        let actions = actions
            .map(|(day, fact)| Action::Duty { day, fact })
            .collect();
        self.forms.commit(actions, text)
    }

    /// Opens what is under the cursor.
    fn choose(&mut self, shared: &Shared) -> Response {
        let target = match self.row().copied() {
            Some(Row::Line(_, Item::Case(number))) => Target::Case(number.to_string()),
            Some(Row::Line(_, Item::Call(_))) => Target::Pane(Pane::Hotline),
            Some(Row::Line(_, Item::Whistle(_))) => Target::Pane(Pane::Whistles),
            Some(Row::Line(_, Item::Sign(_))) => Target::Pane(Pane::Prevention),
            Some(Row::Day(day)) => return self.open_day(shared, day),
            None => return Response::unused(),
        };
        Response::intent(Intent::Open(target))
    }

    /// Shows a day's ledger.
    fn open_day(&mut self, shared: &Shared, day: NaiveDate) -> Response {
        self.ledger.face = Face::Day;
        self.ledger.day = Some(day).filter(|day| *day != shared.now.date());
        self.begin(shared);
        self.refresh(shared)
    }

    /// Goes to the day before or after; by months in the rota.
    fn go(&mut self, shared: &Shared, on: bool) -> Response {
        let day = self.ledger.day(shared);
        let (first, last) = month(day);
        let next = match (self.ledger.face, on) {
            (Face::Owed | Face::Leaders, _) => return Response::unused(),
            (Face::Day, true) => day.succ_opt(),
            (Face::Day, false) => day.pred_opt(),
            (Face::Rota, true) => last.succ_opt(),
            (Face::Rota, false) => first.pred_opt(),
        };
        self.ledger.day = next.filter(|day| *day != shared.now.date());
        self.begin(shared);
        self.refresh(shared)
    }

    /// 到岗, then 离岗.
    fn present(&mut self, shared: &Shared) -> Response {
        let day = shared.now.date();
        let time = shared.now.local().time();
        let fact = if self.ledger.known(day).arrived.is_none() {
            DutyFact::Arrived(time)
        } else {
            DutyFact::Left(time)
        };
        self.commit(vec![(day, fact)], shared.words.say("duty-kept"))
    }

    /// 收班: asked back, for a day that is closed stays so and takes the backlog on.
    fn close(&mut self, shared: &Shared, day: NaiveDate) -> Response {
        let fact = DutyFact::Closed(shared.now);
        // It waits for a yes, which may never come: it is no deed under way.
        let effect = self.ask(Request::Commit(vec![Action::Duty { day, fact }]));
        if self.ledger.known(day).closed.is_some() {
            return Response::effect(effect);
        }
        let args = [("day", day.to_string().into())];
        let question = shared.words.say_with("duty-close-question", &args);
        let yes = Box::new(Intent::Perform(effect));
        Response::intent(Intent::Confirm { question, yes })
    }

    /// Fills the rest of the month in turn.
    fn fill_month(&mut self, shared: &Shared) -> Response {
        let Some(view) = &self.ledger.view else {
            return Response::unused();
        };
        let (first, last) = month(self.ledger.day(shared));
        let from = first.max(shared.now.date());
        let before = view.rota.iter().filter(|(day, _)| *day < from);
        let before = before.rev().find_map(|(_, it)| it.leader.clone());
        let facts = fill(
            &view.leaders.0,
            (from, last),
            &view.rota,
            before.as_deref(),
            &shared.town.calendar,
            shared.town.settings.duty_on_rest_days,
        );
        if facts.is_empty() {
            let key = if view.leaders == Roster::default() {
                "duty-no-leaders"
            } else {
                "duty-full"
            };
            return Response::tell(Tone::Bad, shared.words.say(key));
        }
        let args = [("n", facts.len().into())];
        self.commit(facts, shared.words.say_with("duty-filled", &args))
    }

    /// Marks a day, then swaps it with the one under the cursor.
    fn swap(&mut self, shared: &Shared, day: NaiveDate) -> Response {
        let Some(one) = self.ledger.swapping.take() else {
            self.ledger.swapping = Some(day);
            let args = [("day", day.to_string().into())];
            return Response::tell(Tone::Plain, shared.words.say_with("duty-swap-with", &args));
        };
        let known = |day| (day, self.ledger.known(day));
        match swap(&known(one), &known(day)) {
            Ok(facts) => self.commit(facts.to_vec(), shared.words.say("duty-swapped")),
            Err(refusal) => Response::tell(Tone::Bad, shared.words.refusal(&refusal)),
        }
    }
}
