//! 会议: the meetings and the tasks that are open, and one meeting with its agenda, what was judged,
//! tasks, minutes.

pub mod form;
pub mod page;

use chrono::Days;

use crate::app::answer::Answer;
use crate::app::effect::Request;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::meetings::form::{Ask, Form, Kind};
use crate::app::meetings::page::Row;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, known, name};
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::{MeetingAction, MeetingFact, case_of};
use crate::domain::meeting::task::{Task, TaskRef};
use crate::domain::meeting::view::{MeetingView, MeetingsView};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::Refusal;

/// Days of meetings on the list before today and after it.
const SPAN: u64 = 62;

/// The meetings, and the one that is looked at.
#[derive(Debug, Default)]
pub struct Meetings {
    view: MeetingsView,
    /// The meeting that is open; `None` while the list is shown.
    at: Option<MeetingId>,
}

/// The pane's state.
pub type State = ledger::State<Meetings>;

impl Meetings {
    fn meeting(&self) -> Option<&MeetingView> {
        let at = self.at?;
        self.view.table.as_ref().filter(|view| view.id == at)
    }

    /// Gives a task that the pane shows.
    fn task(&self, id: TaskRef) -> Option<&Task> {
        let carried = self.meeting().into_iter().flat_map(|view| &view.carried);
        let mut known = self.view.open.iter().chain(carried);
        if let Some(known) = known.find(|it| it.id == id) {
            return Some(&known.task);
        }
        let view = self.meeting().filter(|view| view.id == id.meeting)?;
        view.meeting.task(id.no)
    }

    /// Says once that a hand-over waits, else that tasks are late or due today.
    fn reminder(&self, shared: &Shared) -> Option<String> {
        let words = &shared.words;
        if let Some(waiting) = &self.view.waiting {
            let note = &waiting.handover.note;
            let args = [
                ("from", note.from.as_str().into()),
                ("at", note.at.minute().into()),
                ("open", shared.keys(Command::HandoverOpen).into()),
            ];
            return Some(words.say_with("handover-waits", &args));
        }
        let today = shared.now.date();
        let due = self.view.open.iter().filter(|it| it.task.by <= today);
        let count = due.count();
        let args = [
            ("n", count.into()),
            ("open", shared.keys(Command::MeetingsOpen).into()),
        ];
        (count > 0).then(|| words.say_with("meeting-reminder", &args))
    }
}

impl Ledger for Meetings {
    type Row = Row;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Meetings;
    const USUAL: &'static [Command] = &[
        Command::MeetingDone,
        Command::Choose,
        Command::MeetingTask,
        Command::MeetingNew,
    ];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let today = shared.now.date();
        vec![Request::Meetings {
            from: today.checked_sub_days(Days::new(SPAN)).unwrap_or(today),
            to: today.checked_add_days(Days::new(SPAN)).unwrap_or(today),
            at: self.at,
        }]
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Meetings(view) => {
                pane.ledger.view = *view;
                let text = pane.ledger.reminder(shared);
                pane.remind_at_first(text)
            }
            Answer::Minutes(file) => {
                let args = [("file", file.into())];
                Response::tell(Tone::Good, shared.words.say_with("joint-written", &args))
            }
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        match self.meeting() {
            Some(view) => page::meeting(shared, view),
            None => page::list(shared, &self.view),
        }
    }

    fn case(pane: &State) -> Option<CaseNumber> {
        let of_form = pane.forms.form().and_then(|form| form.kind.item());
        let of_row = || match pane.row()? {
            Row::Topic(item) => Some(*item),
            Row::Task(id) => pane.ledger.task(*id)?.item,
            Row::Meeting(_) | Row::Came | Row::Minutes => None,
        };
        of_form.or_else(of_row).and_then(case_of)
    }

    fn valid(pane: &State, command: Command) -> bool {
        let meeting = pane.ledger.meeting();
        let open = meeting.is_some_and(|view| !view.meeting.closed);
        match command {
            Command::MeetingNew => true,
            Command::MeetingAlter
            | Command::MeetingAdd
            | Command::MeetingTask
            | Command::MeetingCame
            | Command::MeetingGather => open,
            Command::MeetingDrop => open && matches!(pane.row(), Some(Row::Topic(_))),
            Command::MeetingDone => matches!(pane.row(), Some(Row::Task(_))),
            Command::MeetingItem => Self::case(pane).is_some(),
            Command::MeetingWrite | Command::MeetingClose | Command::Back => meeting.is_some(),
            Command::Choose => pane.row().is_some(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let meeting = pane.ledger.meeting();
        let meeting = meeting.map(|view| (view.id, view.meeting.closed));
        let row = pane.row().copied();
        let words = &shared.words;
        match (command, meeting) {
            (Command::MeetingNew, _) => pane.fill_in(shared, Kind::Call),
            (Command::Choose, _) => pane.choose(shared),
            (Command::MeetingItem, _) => pane.open_case(),
            (Command::MeetingDone, _) => match row {
                Some(Row::Task(id)) => pane.fill_in(shared, Kind::Done(id)),
                _ => Response::unused(),
            },
            (Command::Back, Some((id, _))) => {
                pane.ledger.at = None;
                pane.turn();
                pane.cursor.set(Row::Meeting(id));
                Response::used()
            }
            (Command::MeetingWrite, Some((id, _))) => {
                Response::effect(pane.ask(Request::MeetingMinutes(id)))
            }
            (Command::MeetingClose, Some((_, true))) => pane.fill_in(shared, Kind::Reopen),
            (Command::MeetingClose, Some((id, false))) => {
                let action = MeetingAction::Do(MeetingFact::Closed);
                pane.commit(id, action, words.say("meeting-closed"))
            }
            (Command::MeetingAlter, Some((_, false))) => pane.fill_in(shared, Kind::Alter),
            (Command::MeetingAdd, Some((_, false))) => pane.fill_in(shared, Kind::Add),
            (Command::MeetingCame, Some((_, false))) => pane.fill_in(shared, Kind::Came),
            (Command::MeetingTask, Some((_, false))) => {
                let item = match row {
                    Some(Row::Topic(item)) => Some(item),
                    _ => None,
                };
                pane.fill_in(shared, Kind::Task(item))
            }
            (Command::MeetingGather, Some((id, false))) => {
                pane.commit(id, MeetingAction::Gather, words.say("meeting-gathered"))
            }
            (Command::MeetingDrop, Some((id, false))) => match row {
                Some(Row::Topic(item)) => {
                    let action = MeetingAction::Do(MeetingFact::Dropped(item));
                    pane.commit(id, action, words.say("joint-dropped"))
                }
                _ => Response::unused(),
            },
            _ => Response::unused(),
        }
    }

    /// What is written down belongs to the meeting that is open.
    fn form_name(&self, form: &Form) -> String {
        let meeting = known(self.at.map(|it| it.0));
        name(Self::PANE, &format!("{meeting}/{}", form.kind.code()))
    }

    fn anew(&self, shared: &Shared, form: &Form) -> Option<Form> {
        match form.kind {
            Kind::Alter | Kind::Came | Kind::Judge(_) | Kind::Minutes => {
                Some(Form::open(form.kind, Some(self.meeting()?), shared))
            }
            Kind::Call | Kind::Add | Kind::Task(_) | Kind::Done(_) | Kind::Reopen => None,
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(&shared.words)
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let id = match form.kind {
            Kind::Call => None,
            // It is done where it was given.
            Kind::Done(task) => Some(task.meeting),
            _ => self.at,
        };
        let action = form.action(self.meeting(), shared.now.date());
        Some(action.map(|action| Action::Meeting { id, fact: action }))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("joint-kept-down")
    }

    /// A meeting that was called is opened.
    fn done(pane: &mut State, shared: &Shared, done: &Done) -> Response {
        let form = pane.forms.form();
        let called = form.is_some_and(|form| form.kind == Kind::Call);
        let outcome = pane.forms.done();
        match done {
            Done::Meeting(id) if called => outcome.and(pane.enter(shared, *id)),
            _ => outcome,
        }
    }
}

impl State {
    /// Opens a meeting at its first line, and asks for it.
    fn enter(&mut self, shared: &Shared, id: MeetingId) -> Response {
        self.ledger.at = Some(id);
        self.turn();
        self.refresh(shared)
    }

    fn open_case(&self) -> Response {
        match Meetings::case(self) {
            Some(case) => Response::intent(Intent::Open(Target::Case(case.to_string()))),
            None => Response::unused(),
        }
    }

    /// Opens what is under the cursor: a meeting, the judgement of a matter, a task to be done.
    fn choose(&mut self, shared: &Shared) -> Response {
        let meeting = self.ledger.meeting();
        let open = meeting.is_some_and(|view| !view.meeting.closed);
        match self.row().copied() {
            Some(Row::Meeting(id)) => self.enter(shared, id),
            Some(Row::Task(id)) => self.fill_in(shared, Kind::Done(id)),
            Some(Row::Topic(item)) if open => self.fill_in(shared, Kind::Judge(item)),
            Some(Row::Topic(_)) => self.open_case(),
            Some(Row::Came) if open => self.fill_in(shared, Kind::Came),
            Some(Row::Minutes) if open => self.fill_in(shared, Kind::Minutes),
            Some(Row::Came | Row::Minutes) | None => Response::unused(),
        }
    }

    fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let form = Form::open(kind, self.ledger.meeting(), shared);
        self.open_form(shared, form)
    }

    fn commit(&mut self, id: MeetingId, action: MeetingAction, text: String) -> Response {
        let id = Some(id);
        self.forms
            .commit(vec![Action::Meeting { id, fact: action }], text)
    }
}
