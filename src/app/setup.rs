//! 设置: what a town needs before it can work, ticked off as it gets done, and every setting.

pub mod ask;
pub mod form;
pub mod known;
mod page;
mod people;
mod saving;
pub mod state;

use chrono::Days;

use crate::app::answer::Answer;
use crate::app::duty::page::month;
use crate::app::effect::Request;
use crate::app::ledger::offers::Offer;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::setup::ask::Ask;
use crate::app::setup::form::{Form, Kind};
use crate::app::setup::known::{KEYS, Setup, Show, last_wednesday, sheet};
use crate::app::setup::page::Row;
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{CommitResult, Done};
use crate::domain::setup::SetupLine;
use crate::domain::sheet_kind::SheetKind;

/// The pane's state.
pub type State = ledger::State<Setup>;

impl Ledger for Setup {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Setup;

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let today = shared.now.date();
        let (from, to) = month(today);
        // The turn goes on from the days before.
        let from = from.checked_sub_days(Days::new(31)).unwrap_or(from);
        vec![
            Request::Settings,
            Request::Rota { from, to },
            Request::Lawyers {
                from: today,
                to: last_wednesday(today),
            },
            Request::Grid,
            Request::Education {
                from: today,
                to: today,
            },
            Request::Forces,
            Request::Lessons,
            Request::Operators,
        ]
    }

    fn asks_each_minute(&self, _shared: &Shared) -> bool {
        !self.is_known()
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        let ledger = &mut pane.ledger;
        let outcome = match answer {
            Answer::Settings { view, .. } => {
                ledger.settings = Some(*view);
                Response::used()
            }
            Answer::Rota(view) => {
                ledger.duty = Some(*view);
                Response::used()
            }
            Answer::Lawyers(view) => {
                ledger.lawyers = Some(*view);
                Response::used()
            }
            Answer::Grid(tree) => {
                ledger.grid = Some(tree);
                Response::used()
            }
            Answer::Education(view) => {
                ledger.education = Some(*view);
                Response::used()
            }
            Answer::Forces(rows) => {
                ledger.forces = Some(rows);
                Response::used()
            }
            Answer::Operators(all) => {
                ledger.operators = Some(all);
                Response::used()
            }
            Answer::Lessons(done) => {
                ledger.learned = Some(done);
                Response::used()
            }
            Answer::SettingsChanged(_) => pane.settings_changed(shared),
            Answer::SettingsRefused(trouble) => pane.settings_refused(shared, &trouble),
            Answer::BackedUp {
                file,
                faulty,
                attachments,
            } => {
                let args = [("file", file.into())];
                let store = shared.words.say_with("setup-backed-up", &args);
                let (tone, text) = match faulty.map_or(attachments, Err) {
                    Ok(None) => (Tone::Good, store),
                    Ok(Some(files)) => (Tone::Good, format!("{files}  {store}")),
                    Err(files) => (Tone::Bad, format!("{files}  {store}")),
                };
                Response::tell(tone, text).and(pane.refresh(shared))
            }
            _ => Response::unused(),
        };
        let ledger = &mut pane.ledger;
        if ledger.is_known() {
            let open = |line: &SetupLine| !state::of(shared, ledger, *line).is_over();
            ledger.open = SetupLine::ALL.iter().copied().filter(open).collect();
        }
        outcome
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match self.show {
            Show::Lines => page::lines(shared, self),
            Show::Settings => page::settings(shared, self),
        }
    }

    fn sheet(pane: &State) -> Option<SheetKind> {
        match pane.forms.form() {
            Some(form) => form.sheet(),
            None => pane.line().and_then(sheet),
        }
    }

    fn valid(pane: &State, command: Command) -> bool {
        let lines = pane.ledger.show == Show::Lines;
        match command {
            Command::Back | Command::SetupAll => true,
            Command::Choose => pane.row().is_some(),
            Command::SetupSettle => lines && pane.line().is_some(),
            Command::SetupRoom => lines && pane.line().is_some_and(|line| room(line).is_some()),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        match command {
            Command::Choose => match pane.row().cloned() {
                Some(Row::Line(line)) => pane.open_line(shared, line),
                Some(Row::Setting(name)) => pane.open_setting(shared, &name),
                Some(Row::Lessons) => Response::intent(Intent::Run(Command::TutorOpen)),
                None => Response::unused(),
            },
            Command::SetupRoom => match pane.line().and_then(room) {
                Some(target) => Response::intent(Intent::Open(target)),
                None => Response::unused(),
            },
            Command::SetupSettle => pane.settle_line(shared),
            Command::SetupAll => {
                let next = match pane.ledger.show {
                    Show::Lines => Show::Settings,
                    Show::Settings => Show::Lines,
                };
                pane.go_to(next);
                Response::used()
            }
            Command::Back if pane.ledger.show == Show::Settings => {
                pane.go_to(Show::Lines);
                Response::used()
            }
            Command::Back => Response::intent(Intent::Open(Target::Pane(Pane::Today))),
            _ => Response::unused(),
        }
    }

    /// A key of the row of digits opens its line.
    fn press(pane: &mut State, shared: &Shared, press: Press) -> Response {
        let sign = press.key.folded().text();
        let at = sign.and_then(|sign| KEYS.chars().position(|key| key == sign));
        let line = at.and_then(|at| SetupLine::ALL.get(at));
        match line.filter(|_| pane.ledger.show == Show::Lines) {
            Some(line) => {
                pane.cursor.set(Row::Line(*line));
                pane.open_line(shared, *line)
            }
            None => Response::unused(),
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(shared, self.settings.as_ref())
    }

    fn about(&self, shared: &Shared, form: &Form) -> Option<String> {
        form.about(shared, self.settings.as_ref())
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(shared)
    }

    fn offers(&self, shared: &Shared, form: &Form) -> Vec<Offer<Ask>> {
        form.offers(shared)
    }

    fn submit(pane: &mut State, shared: &Shared) -> Response {
        pane.save(shared)
    }

    fn results(pane: &mut State, shared: &Shared, results: Vec<CommitResult>) -> Response {
        // One who is refused among many is told by name: the others are written down.
        let refused = results.iter().find_map(|result| match result {
            CommitResult::Refused(refusal) => Some(refusal.clone()),
            _ => None,
        });
        match (refused, pane.forms.result(shared, results)) {
            (Some(refusal), _) => {
                if let Some(form) = pane.forms.form_mut() {
                    form.problem = Some(shared.words.refusal(&refusal));
                }
                pane.refresh(shared)
            }
            (None, Ok(done)) => Self::done(pane, shared, &done),
            (None, Err(outcome)) => outcome,
        }
    }

    fn done(pane: &mut State, shared: &Shared, _done: &Done) -> Response {
        pane.forms.done().and(pane.refresh(shared))
    }
}

/// Gives the room in which a line is looked after later.
const fn room(line: SetupLine) -> Option<Target> {
    let pane = match line {
        SetupLine::Leaders => Pane::Duty,
        SetupLine::Lawyers => Pane::Lawyers,
        SetupLine::Areas | SetupLine::Grid => Pane::Grid,
        SetupLine::Forces | SetupLine::Educators => Pane::Education,
        SetupLine::Staff
        | SetupLine::Station
        | SetupLine::Names
        | SetupLine::Holidays
        | SetupLine::Printer
        | SetupLine::Backup
        | SetupLine::SignIn => return None,
    };
    Some(Target::FromSetup(pane, line))
}

impl State {
    fn line(&self) -> Option<SetupLine> {
        match self.row() {
            Some(Row::Line(line)) => Some(*line),
            Some(Row::Setting(_) | Row::Lessons) | None => None,
        }
    }

    fn go_to(&mut self, show: Show) {
        self.ledger.show = show;
        self.turn();
    }

    /// Opens the form of a line; of the areas and villages the room, which has all that is done there.
    fn open_line(&mut self, shared: &Shared, line: SetupLine) -> Response {
        if !self.ledger.is_known() {
            return Response::tell(Tone::Plain, shared.words.say("setup-reading"));
        }
        if line == SetupLine::SignIn {
            return Response::intent(Intent::Open(Target::Operators));
        }
        if line == SetupLine::Areas {
            let room = room(line).map(Intent::Open);
            return room.map_or_else(Response::unused, Response::intent);
        }
        let form = Form::line(shared, &self.ledger, line);
        self.open_form(shared, form)
    }

    fn open_setting(&mut self, shared: &Shared, name: &str) -> Response {
        let view = self.ledger.settings.as_ref();
        match view.and_then(|view| view.row(name)) {
            Some(row) => {
                let form = Form::setting(row);
                self.open_form(shared, form)
            }
            None => Response::unused(),
        }
    }
}
