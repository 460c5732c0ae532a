//! 附件: the files of a case: looked at, opened, and added from this machine.

use std::path::PathBuf;

use crate::app::answer::{Answer, Reply};
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, FieldKind};
use crate::app::file_chooser::{Chose, FileChooser};
use crate::app::folder::FolderQuery;
use crate::app::layout::Place;
use crate::app::part::{Input, Intent, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::number::CaseNumber;
use crate::domain::view::CaseView;

/// Where it stands.
pub const PLACE: Place = Place::Popup(100, u16::MAX);
/// Rows of a page when a command turns one.
const PAGE: usize = 10;

/// What the clerk is at.
#[derive(Debug)]
pub enum Stage {
    /// The files of the case.
    List,
    /// Choosing one of this machine.
    File,
    /// What it is called.
    Title(PathBuf, Field),
}

/// The state of the overlay.
#[derive(Debug)]
pub struct State {
    /// Which case.
    pub number: CaseNumber,
    /// What the clerk is at.
    pub stage: Stage,
    /// Choosing a file.
    pub chooser: FileChooser,
    /// Why the last file was not taken or opened.
    pub problem: Option<String>,
    view: Option<Box<CaseView>>,
    cursor: Cursor<usize>,
    cases: RequestSlot,
    folders: RequestSlot,
    files: RequestSlot,
}

impl State {
    /// Opens it for a case and asks for its files.
    pub fn open(number: CaseNumber, round: u64) -> (Self, Effect) {
        let tickets = |kind| RequestSlot::new(Asker::Attach, round % 300 * 3 + kind);
        let mut state = Self {
            number,
            stage: Stage::List,
            chooser: FileChooser::default(),
            problem: None,
            view: None,
            cursor: Cursor::default(),
            cases: tickets(0),
            folders: tickets(1),
            files: tickets(2),
        };
        let asked = state.ask();
        (state, asked)
    }

    /// Gives the lines of the list, the first of which adds a file, and the place of the cursor; nothing
    /// before the case came, or where it is held back.
    pub fn lines(&self, shared: &Shared) -> (Vec<String>, usize) {
        let view = self.view.as_ref().filter(|view| !view.row.locked);
        let Some(view) = view else {
            return (Vec::new(), 0);
        };
        let words = &shared.words;
        let add = words.say("attach-add");
        let files = view.case.attached.iter();
        let files = files.map(|file| words.attached(file));
        let lines: Vec<String> = std::iter::once(add).chain(files).collect();
        let ids: Vec<usize> = (0..lines.len()).collect();
        let at = self.cursor.index(&ids).unwrap_or(0);
        (lines, at)
    }

    /// Tells whether the case is held back from whoever sits here.
    pub fn is_locked(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.row.locked)
    }

    fn ask(&mut self) -> Effect {
        Effect::Store(self.cases.draw(), Request::Case(self.number))
    }

    fn look(&mut self, asked: FolderQuery) -> Response {
        Response::effect(Effect::Store(self.folders.draw(), Request::Folder(asked)))
    }

    fn name(&mut self, file: PathBuf) -> Response {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let field = Field::proposing(FieldKind::Line, &stem);
        self.stage = Stage::Title(file, field);
        Response::used()
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let (cases, folders) = (self.cases.takes(ticket), self.folders.takes(ticket));
        let files = self.files.takes(ticket);
        let words = &shared.words;
        match reply.answer {
            Answer::Case(view) if cases => {
                self.view = view;
                Response::used()
            }
            Answer::Folder(folder) if folders => match self.chooser.hear(*folder) {
                Some(file) if matches!(self.stage, Stage::File) => self.name(file),
                Some(_) | None => Response::used(),
            },
            Answer::Attached(title) if files => {
                self.stage = Stage::List;
                self.problem = None;
                let args = [("title", title.into())];
                let text = words.say_with("attach-done", &args);
                let asked = self.ask();
                Response::tell(Tone::Good, text).and_effect(asked)
            }
            Answer::Opened { file, shown } if files => {
                let key = if shown {
                    "attach-opened"
                } else {
                    "attach-no-viewer"
                };
                let text = words.say_with(key, &[("file", file.into())]);
                if shown {
                    return Response::tell(Tone::Good, text);
                }
                self.problem = Some(text);
                Response::used()
            }
            Answer::Failed(reason) if cases || folders || files => {
                self.problem = Some(reason);
                Response::used()
            }
            _ => Response::unused(),
        }
    }

    fn back(&mut self) -> Response {
        self.problem = None;
        match self.stage {
            Stage::List => return Response::intent(Intent::Close),
            Stage::File => self.stage = Stage::List,
            Stage::Title(..) => self.stage = Stage::File,
        }
        Response::used()
    }

    fn in_list(&mut self, shared: &Shared, input: &Input) -> Response {
        let (lines, at) = self.lines(shared);
        let ids: Vec<usize> = (0..lines.len()).collect();
        match input {
            Input::Command(Command::Choose) if lines.is_empty() => return Response::used(),
            Input::Command(Command::Choose) => {
                self.problem = None;
                let Some(at) = at.checked_sub(1) else {
                    self.stage = Stage::File;
                    return self.look(FolderQuery::Start);
                };
                let request = Request::OpenAttachment {
                    number: self.number,
                    at,
                };
                return Response::effect(Effect::Store(self.files.draw(), request));
            }
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

    fn in_file(&mut self, input: &Input) -> Response {
        match self.chooser.input(input) {
            Chose::Nothing => Response::unused(),
            Chose::Used => Response::used(),
            Chose::Asks(asked) => self.look(asked),
            Chose::File(file) => self.name(file),
        }
    }

    fn in_title(&mut self, input: &Input) -> Response {
        let Stage::Title(file, field) = &mut self.stage else {
            return Response::unused();
        };
        match input {
            Input::Press(press) => {
                if !field.press(*press) {
                    return Response::unused();
                }
            }
            Input::Paste(text) => field.paste(text),
            Input::Command(Command::Undo) => {
                field.undo();
            }
            Input::Command(Command::Redo) => {
                field.redo();
            }
            Input::Command(Command::Choose | Command::Save) => {
                if self.files.is_waiting() {
                    return Response::used();
                }
                let request = Request::Attach {
                    number: self.number,
                    file: file.clone(),
                    title: field.text().to_owned(),
                };
                return Response::effect(Effect::Store(self.files.draw(), request));
            }
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
            Input::Changed => return Response::effect(self.ask()),
            _ => {}
        }
        match self.stage {
            Stage::List => self.in_list(shared, &input),
            Stage::File => self.in_file(&input),
            Stage::Title(..) => self.in_title(&input),
        }
    }

    fn open_field(&self) -> Openness {
        match self.stage {
            Stage::List => Openness::Closed,
            Stage::File | Stage::Title(..) => Openness::Line,
        }
    }

    fn valid(&self, command: Command) -> bool {
        match (&self.stage, command) {
            (_, Command::Back) => true,
            (Stage::List, Command::Choose) => self.view.is_some() && !self.is_locked(),
            (Stage::List, Command::MoveUp | Command::MoveDown) => true,
            (Stage::File, other) => self.chooser.valid(other),
            (Stage::Title(..), Command::Choose | Command::Save) => true,
            (Stage::Title(_, field), Command::Undo) => field.can_undo(),
            (Stage::Title(_, field), Command::Redo) => field.can_redo(),
            _ => false,
        }
    }
}
