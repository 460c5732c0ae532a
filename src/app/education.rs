//! 法治教育: the staff at three levels, the trainings, who attended one, and the standing task
//! forces.

pub mod form;
pub mod page;

use chrono::Days;

use crate::app::answer::Answer;
use crate::app::education::form::{Ask, Form, Kind};
use crate::app::education::page::{Row, Show};
use crate::app::effect::Request;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::codes::Category;
use crate::domain::education::training::{Training, TrainingFact, TrainingId};
use crate::domain::education::view::{EducationView, ForceRow};
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::queue::Filter;
use crate::domain::refusal::Refusal;
use crate::domain::setup::SetupLine;
use crate::domain::sheet_kind::SheetKind;

/// Days of trainings that are shown.
const YEAR: u64 = 366;

/// The staff, trainings and forces, and which of them are looked at.
#[derive(Debug, Default)]
pub struct Education {
    view: EducationView,
    /// The standing task forces, once they were counted.
    forces: Vec<ForceRow>,
    show: Show,
    grid: Option<Box<GridTree>>,
}

/// The pane's state.
pub type State = ledger::State<Education>;

impl Education {
    fn training(&self, id: TrainingId) -> Option<&Training> {
        page::training(&self.view, id)
    }

    fn force(&self, category: Category) -> Option<&ForceRow> {
        self.forces.iter().find(|row| row.category == category)
    }
}

impl Ledger for Education {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Education;
    const USUAL: &'static [Command] = &[
        Command::EducationAttend,
        Command::EducationEdit,
        Command::EducationAdd,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let to = shared.now.date();
        let from = to.checked_sub_days(Days::new(YEAR)).unwrap_or(to);
        let mut questions = vec![Request::Education { from, to }, Request::Grid];
        // What the forces have to do is counted while it is shown: it costs what is open.
        if self.show == Show::Forces {
            questions.push(Request::Forces);
        }
        questions
    }

    fn answered(pane: &mut State, _shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Education(view) => pane.ledger.view = *view,
            Answer::Forces(rows) => pane.ledger.forces = rows,
            Answer::Grid(grid) => pane.ledger.grid = Some(grid),
            _ => return Response::unused(),
        }
        Response::used()
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match self.show {
            Show::Staff => page::staff(shared, &self.view),
            Show::Trainings => page::trainings(shared, &self.view),
            Show::Forces => page::forces(shared, &self.forces),
            Show::Attendance(id) => page::attendance(shared, &self.view, id),
        }
    }

    /// Several who attended a training are noted at once.
    fn marks(&self) -> bool {
        matches!(self.show, Show::Attendance(_))
    }

    fn sheet(_pane: &State) -> Option<SheetKind> {
        Some(SheetKind::Educators)
    }

    fn valid(pane: &State, command: Command) -> bool {
        let (row, show) = (pane.row(), pane.ledger.show);
        match command {
            Command::EducationShow | Command::EducationAdd => true,
            Command::EducationEdit => row.is_some() || matches!(show, Show::Attendance(_)),
            Command::EducationAttend => matches!(row, Some(Row::Seat(..) | Row::Force(_))),
            Command::Back => show != Show::Staff,
            Command::Choose => row.is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        match command {
            Command::EducationShow => {
                let next = match pane.ledger.show {
                    Show::Staff => Show::Trainings,
                    Show::Trainings | Show::Attendance(_) => Show::Forces,
                    Show::Forces => Show::Staff,
                };
                pane.go_to(next)
            }
            Command::EducationAdd => {
                let form = match pane.ledger.show {
                    Show::Forces => return pane.edit(shared),
                    Show::Staff => Form::member(None),
                    Show::Trainings | Show::Attendance(_) => {
                        Form::training(None, shared.now.date())
                    }
                };
                pane.open_form(shared, form)
            }
            Command::EducationEdit => pane.edit(shared),
            Command::EducationAttend => pane.attend(shared),
            Command::Choose => match pane.row().copied() {
                Some(Row::Member(_)) => pane.edit(shared),
                Some(Row::Training(id)) => pane.go_to(Show::Attendance(id)),
                Some(Row::Seat(..)) => pane.attend(shared),
                Some(Row::Force(category)) => pane.open_cases(category, |row| &row.open),
                None => Response::unused(),
            },
            Command::Back => match pane.ledger.show {
                Show::Staff => Response::unused(),
                Show::Trainings | Show::Forces => pane.go_to(Show::Staff),
                Show::Attendance(id) => {
                    let outcome = pane.go_to(Show::Trainings);
                    pane.cursor.set(Row::Training(id));
                    outcome
                }
            },
            _ => Response::unused(),
        }
    }

    fn show(pane: &mut State, _shared: &Shared, target: Target) -> Response {
        match target {
            Target::FromSetup(_, SetupLine::Forces) => pane.go_to(Show::Forces),
            Target::FromSetup(..) => pane.go_to(Show::Staff),
            _ => Response::unused(),
        }
    }

    fn anew(&self, shared: &Shared, form: &Form) -> Option<Form> {
        match form.kind {
            Kind::Member(Some(id)) => {
                let row = self.view.staff.iter().find(|row| row.id == id);
                row.map(|row| Form::member(Some((id, &row.card, &row.place))))
            }
            Kind::Training(Some(id)) => {
                let training = self.training(id);
                training.map(|it| Form::training(Some((id, &it.lesson)), shared.now.date()))
            }
            Kind::Force(category) => {
                let row = self.force(category);
                row.map(|row| Form::force(category, row.card.as_ref()))
            }
            Kind::Member(None) | Kind::Training(None) => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(&shared.words)
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        Some(form.action(self.grid.as_deref(), shared.now.date()))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("education-kept")
    }
}

impl State {
    fn go_to(&mut self, show: Show) -> Response {
        self.ledger.show = show;
        self.turn();
        if show == Show::Forces {
            Response::effect(self.ask(Request::Forces))
        } else {
            Response::used()
        }
    }

    fn edit(&mut self, shared: &Shared) -> Response {
        let ledger = &self.ledger;
        let form = match (self.row().copied(), ledger.show) {
            (Some(Row::Member(id)), _) => {
                let row = ledger.view.staff.iter().find(|row| row.id == id);
                row.map(|row| Form::member(Some((id, &row.card, &row.place))))
            }
            (Some(Row::Training(id)), _) | (_, Show::Attendance(id)) => {
                let training = ledger.training(id);
                training.map(|it| Form::training(Some((id, &it.lesson)), shared.now.date()))
            }
            (Some(Row::Force(category)), _) => {
                let row = ledger.force(category);
                row.map(|row| Form::force(category, row.card.as_ref()))
            }
            (Some(Row::Seat(..)) | None, Show::Staff | Show::Trainings | Show::Forces) => None,
        };
        match form {
            Some(form) => self.open_form(shared, form),
            None => Response::unused(),
        }
    }

    /// Opens the queue with cases of a force.
    fn open_cases(
        &self,
        category: Category,
        of: impl Fn(&ForceRow) -> &Vec<CaseNumber>,
    ) -> Response {
        let numbers = self.ledger.force(category).map(|row| of(row).clone());
        let Some(numbers) = numbers.filter(|it| !it.is_empty()) else {
            return Response::unused();
        };
        let filter = Filter {
            numbers: Some(numbers),
            ..Filter::default()
        };
        Response::intent(Intent::Open(Target::Queue(Box::new(filter))))
    }

    /// Notes that those who are marked, or the one under the cursor, attended, or takes that back; of
    /// a force it opens the cases that wait for it.
    fn attend(&mut self, shared: &Shared) -> Response {
        if let Some(Row::Force(category)) = self.row().copied() {
            return self.open_cases(category, |row| &row.waiting);
        }
        if self.forms.is_busy() {
            return Response::used();
        }
        let seats = self.chosen().into_iter().filter_map(|row| match row {
            Row::Seat(id, who) => {
                let training = self.ledger.training(id);
                let fact = if training.is_some_and(|it| it.attended.contains(&who)) {
                    TrainingFact::Absent(who)
                } else {
                    TrainingFact::Attended(who)
                };
                Some(Action::Training { id: Some(id), fact })
            }
            Row::Member(_) | Row::Training(_) | Row::Force(_) => None,
        });
        let actions: Vec<Action> = seats.collect();
        if actions.is_empty() {
            return Response::unused();
        }
        self.set_marks(Vec::new());
        self.forms
            .commit(actions, shared.words.say("education-kept"))
    }
}
