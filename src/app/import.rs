//! 导入: a sheet is chosen, tried, looked at and taken in; what its columns become can be decided here.

use std::path::PathBuf;

use crate::app::answer::{Answer, Reply};
use crate::app::choice::Choice;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::file_chooser::{Chose, FileChooser};
use crate::app::folder::FolderQuery;
use crate::app::import::data::{ColumnRow, ImportEnd, ImportOrder, ImportView};
use crate::app::import::rows::{Row, RowAction, rows};
use crate::app::layout::Place;
use crate::app::part::{Input, Intent, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::sheet_kind::SheetKind;

pub mod data;
pub mod fields;
pub mod rows;
pub mod watch;

/// Where it stands.
pub const PLACE: Place = Place::Popup(120, u16::MAX);
/// Rows of a page when a command turns one.
const PAGE: usize = 10;

/// How far the clerk is.
#[derive(Debug)]
pub enum Stage {
    /// What kind of sheet it is.
    Kind(Choice<SheetKind>),
    /// Which file.
    File,
    /// It is tried, or taken in.
    Running,
    /// What would be taken in.
    Preview,
    /// Which field a column gives: its place among the columns, and what is typed.
    Field(usize, fields::Picker),
    /// What was taken in.
    Done,
}

/// The state of the overlay.
#[derive(Debug)]
pub struct State {
    /// How far the clerk is.
    pub stage: Stage,
    /// What the sheet is about.
    pub kind: SheetKind,
    /// Whether the kind was given from outside, and is not asked for.
    given: bool,
    /// Choosing the file.
    pub chooser: FileChooser,
    /// The file.
    pub file: PathBuf,
    /// Rows read so far.
    pub done: u64,
    /// Rows of the file, once it was tried.
    pub total: Option<u64>,
    /// Whether it is taken in rather than tried.
    pub writes: bool,
    /// Whether it was asked to stop.
    pub stopping: bool,
    end: Box<ImportEnd>,
    cursor: Cursor<usize>,
    folders: RequestSlot,
    jobs: RequestSlot,
    papers: RequestSlot,
}

impl State {
    /// Opens it, for a kind of sheet or for one that is to be chosen; an import that runs is shown, and
    /// what came of one that ended while no window of it was open.
    pub fn open(
        kind: Option<SheetKind>,
        ended: Option<ImportView>,
        round: u64,
    ) -> (Self, Vec<Effect>) {
        let tickets = |kind| RequestSlot::new(Asker::Import, round % 300 * 3 + kind);
        let mut state = Self {
            stage: match kind {
                Some(_) => Stage::File,
                None => Stage::Kind(kinds()),
            },
            kind: kind.unwrap_or(SheetKind::Cases),
            given: kind.is_some(),
            chooser: FileChooser::default(),
            file: PathBuf::new(),
            done: 0,
            total: None,
            writes: false,
            stopping: false,
            end: Box::default(),
            cursor: Cursor::default(),
            folders: tickets(0),
            jobs: tickets(1),
            papers: tickets(2),
        };
        let asked = vec![
            state.look(FolderQuery::Start),
            Effect::Store(state.jobs.draw(), Request::ImportProgress),
        ];
        if let Some(view) = ended {
            state.hear(view);
        }
        (state, asked)
    }

    /// Gives how far it is, as long as one is at work.
    pub fn running(&self) -> Option<ImportView> {
        let order = ImportOrder {
            kind: self.kind,
            file: self.file.clone(),
            changes: None,
            rehearsal: !self.writes,
            total: self.total,
        };
        self.is_running().then_some(ImportView {
            order,
            done: self.done,
            end: None,
        })
    }

    /// Gives the lines of what is shown of the file, and the place of the cursor among them.
    pub fn lines(&self, shared: &Shared) -> (Vec<Row>, usize) {
        let done = matches!(self.stage, Stage::Done);
        let lines = rows(shared, &self.end, done);
        let ids: Vec<usize> = (0..lines.len()).collect();
        let at = self.cursor.index(&ids).unwrap_or(0);
        (lines, at)
    }

    /// Gives what came of the file.
    pub fn end(&self) -> &ImportEnd {
        &self.end
    }

    /// Gives the column whose field is being chosen.
    pub fn column(&self) -> Option<&ColumnRow> {
        match self.stage {
            Stage::Field(at, _) => self.end.columns.get(at),
            _ => None,
        }
    }

    /// Asks how far it is, where one is at work; once a second.
    pub fn second(&mut self) -> Option<Effect> {
        if !self.is_running() || self.jobs.is_waiting() {
            return None;
        }
        Some(Effect::Store(self.jobs.draw(), Request::ImportProgress))
    }

    /// Tells whether an import is at work.
    pub const fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running)
    }

    fn look(&mut self, asked: FolderQuery) -> Effect {
        Effect::Store(self.folders.draw(), Request::Folder(asked))
    }

    fn start(
        &mut self,
        rehearsal: bool,
        changes: Option<Vec<(String, Option<String>)>>,
    ) -> Response {
        self.writes = !rehearsal;
        self.stopping = false;
        self.done = 0;
        self.stage = Stage::Running;
        let order = ImportOrder {
            kind: self.kind,
            file: self.file.clone(),
            changes,
            rehearsal,
            total: self.total.filter(|_| !rehearsal),
        };
        let request = Request::Import(Box::new(order));
        Response::effect(Effect::Store(self.jobs.draw(), request))
    }

    fn try_file(&mut self, file: PathBuf) -> Response {
        self.file = file;
        self.total = None;
        self.start(true, None)
    }

    fn hear(&mut self, view: ImportView) {
        self.done = view.done;
        self.total = view.order.total;
        self.kind = view.order.kind;
        self.file = view.order.file;
        self.writes = !view.order.rehearsal;
        let Some(end) = view.end else {
            self.stage = Stage::Running;
            return;
        };
        if end.stopped && view.order.rehearsal {
            self.stage = Stage::File;
            return;
        }
        self.total = Some(end.read);
        self.end = end;
        self.cursor.reset();
        self.stage = if view.order.rehearsal {
            Stage::Preview
        } else {
            Stage::Done
        };
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let (folders, jobs) = (self.folders.takes(ticket), self.jobs.takes(ticket));
        let papers = self.papers.takes(ticket);
        match reply.answer {
            Answer::Folder(folder) if folders => match self.chooser.hear(*folder) {
                Some(file) if matches!(self.stage, Stage::File) => self.try_file(file),
                Some(_) | None => Response::used(),
            },
            Answer::Import(Some(view)) if jobs => {
                self.hear(*view);
                Response::used()
            }
            Answer::Minutes(file) if papers => {
                let args = [("file", file.into())];
                Response::tell(Tone::Good, shared.words.say_with("import-written", &args))
            }
            Answer::Failed(reason) if folders || jobs || papers => {
                if jobs && self.is_running() {
                    self.stage = Stage::File;
                }
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                Response::tell(Tone::Bad, text)
            }
            _ => Response::unused(),
        }
    }

    fn back(&mut self) -> Response {
        match &self.stage {
            Stage::Running => {
                self.stopping = true;
                return Response::effect(Effect::Store(self.jobs.draw(), Request::ImportStop));
            }
            Stage::Field(..) => self.stage = Stage::Preview,
            Stage::Preview => {
                self.stage = Stage::File;
                return Response::effect(self.look(FolderQuery::Start));
            }
            Stage::File if !self.given => {
                self.stage = Stage::Kind(kinds());
            }
            Stage::Kind(_) | Stage::File | Stage::Done => return Response::intent(Intent::Close),
        }
        Response::used()
    }

    fn choose(&mut self, shared: &Shared) -> Response {
        let (lines, at) = self.lines(shared);
        match lines.get(at) {
            Some(Row::Action(RowAction::Take)) => {
                let changes = Some(self.end.changes.clone());
                self.start(false, changes)
            }
            Some(Row::Action(RowAction::Other)) => self.back(),
            Some(Row::Action(RowAction::Keep)) => {
                let lines = self.end.lines.clone();
                let effect = Effect::Store(self.papers.draw(), Request::ImportReport(lines));
                Response::effect(effect)
            }
            Some(Row::Action(RowAction::Again)) => {
                self.stage = Stage::File;
                Response::effect(self.look(FolderQuery::Start))
            }
            Some(Row::Action(RowAction::Close)) => Response::intent(Intent::Close),
            Some(Row::Column(column)) => {
                let named = self.end.columns.get(*column);
                if named.is_some_and(|it| !it.heading.is_empty()) {
                    let picker = fields::Picker::new(&self.end.fields);
                    self.stage = Stage::Field(*column, picker);
                }
                Response::used()
            }
            Some(Row::Heading(_) | Row::Text(_)) | None => Response::used(),
        }
    }

    /// Decides which field a column gives, and tries the file anew.
    fn decide(&mut self, column: usize, field: Option<&'static str>) -> Response {
        let Some(column) = self.end.columns.get(column) else {
            return Response::used();
        };
        let heading = column.heading.clone();
        let mut changes = std::mem::take(&mut self.end.changes);
        changes.retain(|(it, _)| *it != heading);
        changes.push((heading, field.map(str::to_owned)));
        self.start(true, Some(changes))
    }

    fn in_kind(&mut self, input: &Input) -> Option<Response> {
        let Stage::Kind(choice) = &mut self.stage else {
            return None;
        };
        let chosen = match input {
            Input::Press(press) => {
                if !choice.press(*press) {
                    return Some(Response::unused());
                }
                press.key.text().is_some()
            }
            Input::Command(Command::Choose) => true,
            Input::Command(command @ (Command::MoveUp | Command::MoveDown)) => {
                let by = if *command == Command::MoveUp { -1 } else { 1 };
                let at = choice
                    .options()
                    .iter()
                    .position(|it| Some(*it) == choice.value());
                let to = at.unwrap_or(0).saturating_add_signed(by);
                if let Some(kind) = choice.options().get(to).copied() {
                    choice.set(kind);
                }
                false
            }
            _ => return Some(Response::unused()),
        };
        if let Some(kind) = choice.value().filter(|_| chosen) {
            self.kind = kind;
            self.stage = Stage::File;
        }
        Some(Response::used())
    }

    fn in_file(&mut self, input: &Input) -> Response {
        match self.chooser.input(input) {
            Chose::Nothing => Response::unused(),
            Chose::Used => Response::used(),
            Chose::Asks(asked) => Response::effect(self.look(asked)),
            Chose::File(file) => self.try_file(file),
        }
    }

    fn in_field(&mut self, input: &Input) -> Response {
        let Stage::Field(column, picker) = &mut self.stage else {
            return Response::unused();
        };
        let column = *column;
        match picker.input(input) {
            fields::Picked::Nothing => Response::unused(),
            fields::Picked::Used => Response::used(),
            fields::Picked::Field(field) => self.decide(column, field),
        }
    }

    fn in_lines(&mut self, shared: &Shared, input: &Input) -> Response {
        let ids: Vec<usize> = (0..self.lines(shared).0.len()).collect();
        match input {
            Input::Command(Command::Choose) => return self.choose(shared),
            Input::Command(command) => {
                if !self.cursor.command(&ids, *command, PAGE) {
                    return Response::unused();
                }
            }
            Input::Scroll(rows) => self.cursor.step(&ids, isize::from(*rows)),
            _ => return Response::unused(),
        }
        Response::used()
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Reply(reply) => return self.replied(shared, reply),
            Input::Command(Command::Back) => return self.back(),
            _ => {}
        }
        if let Some(response) = self.in_kind(&input) {
            return response;
        }
        match self.stage {
            Stage::Kind(_) | Stage::Running => Response::unused(),
            Stage::File => self.in_file(&input),
            Stage::Field(..) => self.in_field(&input),
            Stage::Preview | Stage::Done => self.in_lines(shared, &input),
        }
    }

    fn open_field(&self) -> Openness {
        match self.stage {
            Stage::Kind(_) => Openness::Choice,
            Stage::File | Stage::Field(..) => Openness::Line,
            Stage::Running | Stage::Preview | Stage::Done => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back => true,
            Command::Choose => match &self.stage {
                Stage::File => self.chooser.valid(command),
                Stage::Running => false,
                Stage::Kind(_) | Stage::Preview | Stage::Field(..) | Stage::Done => true,
            },
            Command::MoveUp | Command::MoveDown => !self.is_running(),
            Command::Undo | Command::Redo if matches!(self.stage, Stage::File) => {
                self.chooser.valid(command)
            }
            _ => false,
        }
    }
}

/// Gives the kinds to choose from.
fn kinds() -> Choice<SheetKind> {
    Choice::at(SheetKind::ALL, SheetKind::Cases)
}
