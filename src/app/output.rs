//! 导出、打印: which part of a pane goes out, as what, and under which name; before the printer gets
//! it, how it reads on paper.

use crate::app::answer::{Answer, Exported, Reply, Sent};
use crate::app::cells::broken;
use crate::app::content::{Content, Export, Format, Output};
use crate::app::effect::{Effect, Request};
use crate::app::field::FieldKind;
use crate::app::form::line::Line;
use crate::app::form::{Did, Form};
use crate::app::layout::Place;
use crate::app::part::{Input, Intent, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;

/// Where it stands.
pub const PLACE: Place = Place::Popup(WIDTH, u16::MAX);
/// Its columns, where the window has so many.
const WIDTH: u16 = 90;
/// Lines of the preview that one key scrolls.
const PAGE: isize = 10;

/// The lines of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Which part.
    Part,
    /// As what.
    Format,
    /// Under which name.
    File,
}

/// The state of the overlay.
#[derive(Debug)]
pub struct State {
    /// What is chosen.
    pub form: Form<Ask>,
    /// What is wrong as a whole.
    pub problem: Option<String>,
    /// The folder of the exports, once it is known.
    pub folder: String,
    /// How it reads on paper, line by line.
    pub preview: Vec<String>,
    /// The first line of it that is shown.
    pub scroll: usize,
    what: Output,
    place: RequestSlot,
    reading: RequestSlot,
    writing: RequestSlot,
}

impl State {
    /// Opens it and asks where the file can be written; `round` tells its questions from those before.
    pub fn open(shared: &Shared, what: Output, round: u64) -> (Self, Effect) {
        let slot = |kind| RequestSlot::new(Asker::Output, round % 300 * 3 + kind);
        let parts: Vec<&'static str> = what.parts.iter().map(|(code, _)| *code).collect();
        let part = Line::code(Ask::Part, "output-ask-part", "output-part", &parts);
        let mut form = Form::new(vec![
            if parts.len() > 1 { part } else { part.folded() },
            Line::code(
                Ask::Format,
                "output-ask-format",
                "output-format",
                Format::CODES,
            ),
            Line::text(Ask::File, "output-ask-file", FieldKind::Line),
        ]);
        form.fill(Ask::Part, parts.first().copied().unwrap_or_default());
        let format = match what.parts.first() {
            _ if what.print => "print",
            // A report is a paper, a list a sheet.
            Some((_, Content::Shown(first))) if first.is_report() => "docx",
            Some(_) | None => "xlsx",
        };
        form.fill(Ask::Format, format);
        let mut state = Self {
            form,
            problem: None,
            folder: String::new(),
            preview: Vec::new(),
            scroll: 0,
            what,
            place: slot(0),
            reading: slot(1),
            writing: slot(2),
        };
        let asked = state.ask_place();
        state.turn(shared);
        (state, asked)
    }

    /// Gives what the file is to be.
    pub fn format(&self) -> Format {
        let code = self.form.code(Ask::Format).unwrap_or_default();
        Format::parse(code).unwrap_or(Format::Workbook)
    }

    /// Tells whether the file is being written.
    pub const fn is_writing(&self) -> bool {
        self.writing.is_waiting()
    }

    /// Tells whether the preview is on its way.
    pub const fn is_reading(&self) -> bool {
        self.reading.is_waiting()
    }

    fn ask_place(&mut self) -> Effect {
        let request = Request::ExportPlace {
            stem: self.what.stem.clone(),
            ending: self.format().ending(),
        };
        Effect::Store(self.place.draw(), request)
    }

    fn content(&self) -> Option<&Content> {
        let code = self.form.code(Ask::Part);
        let mut parts = self.what.parts.iter();
        let chosen = parts.find(|(part, _)| Some(*part) == code);
        chosen
            .or(self.what.parts.first())
            .map(|(_, content)| content)
    }

    /// Shows the lines that the chosen format has; a name that was typed gets its ending.
    fn turn(&mut self, _shared: &Shared) {
        let format = self.format();
        let prints = format == Format::Print;
        if let Some(line) = self.form.line_mut(Ask::File) {
            line.folded = prints;
        }
        let name = self.form.text(Ask::File).to_owned();
        if let Some((stem, old)) = name.rsplit_once('.')
            && Format::ALL.iter().any(|it| it.ending() == old)
            && old != format.ending()
        {
            let name = format!("{stem}.{}", format.ending());
            self.form.fill(Ask::File, &name);
        }
    }

    /// Goes on after something was chosen: another ending needs another free name, the printer a look
    /// at the paper.
    fn changed(&mut self, shared: &Shared, before: (Format, Option<&'static str>)) -> Response {
        let mut response = Response::used();
        let now = (self.format(), self.form.code(Ask::Part));
        if now == before && !(self.format() == Format::Print && self.preview.is_empty()) {
            return response;
        }
        self.problem = None;
        self.turn(shared);
        if now.0.ending() != before.0.ending() {
            response.effects.push(self.ask_place());
        }
        response.effects.extend(self.look());
        response
    }

    /// Asks how it reads on paper, where it is to be printed.
    fn look(&mut self) -> Option<Effect> {
        self.preview.clear();
        self.scroll = 0;
        if self.format() != Format::Print {
            return None;
        }
        let content = Box::new(self.content()?.clone());
        Some(Effect::Store(
            self.reading.draw(),
            Request::Preview(content),
        ))
    }

    fn submit(&mut self, shared: &Shared) -> Response {
        if self.is_writing() {
            return Response::used();
        }
        let Some(content) = self.content().cloned() else {
            return Response::unused();
        };
        let format = self.format();
        let file = self.form.text(Ask::File).trim().to_owned();
        if file.is_empty() {
            self.problem = Some(shared.words.say("output-no-name"));
            return Response::used();
        }
        self.problem = None;
        let export = Export {
            content,
            format,
            file,
            revealed: self.what.revealed.clone(),
        };
        let request = Request::Export(Box::new(export));
        Response::effect(Effect::Store(self.writing.draw(), request))
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let words = &shared.words;
        let (place, reading, writing) = (
            self.place.takes(ticket),
            self.reading.takes(ticket),
            self.writing.takes(ticket),
        );
        match reply.answer {
            Answer::ExportPlace { folder, name } if place => {
                self.folder = folder;
                self.form.propose(Ask::File, &name);
                if self.preview.is_empty() && !self.is_reading() {
                    return self.look().map_or_else(Response::used, Response::effect);
                }
            }
            Answer::Preview(lines) if reading => {
                let room = shared.size.0.min(WIDTH) - 2;
                let wide = shared.look.ambiguous_wide;
                let lines = lines.iter().flat_map(|line| broken(line, room, wide));
                self.preview = lines.map(str::to_owned).collect();
            }
            Answer::TooLong(most) if reading || writing => {
                self.problem = Some(words.say_with("output-too-long", &[("n", most.into())]));
            }
            Answer::ExportTaken(name) if writing => {
                let args = [("name", name.as_str().into())];
                self.problem = Some(words.say_with("output-taken", &args));
                self.form.propose(Ask::File, &name);
                self.form.go(Ask::File);
            }
            Answer::Exported(exported) if writing => {
                let (tone, text) = message(shared, &exported);
                return Response::intent(Intent::Close).and(Response::tell(tone, text));
            }
            Answer::Failed(reason) if place || reading || writing => {
                let args = [("reason", reason.into())];
                self.problem = Some(words.say_with("output-failed", &args));
            }
            _ => return Response::unused(),
        }
        Response::used()
    }

    fn scrolled(&mut self, by: isize) -> Response {
        let last = self.preview.len().saturating_sub(1);
        self.scroll = self.scroll.saturating_add_signed(by).min(last);
        Response::used()
    }
}

/// Says that the file is there, and what the printer did.
fn message(shared: &Shared, exported: &Exported) -> (Tone, String) {
    let key = match exported.sent {
        None => "output-done",
        Some(Sent::Taken) => "output-printed",
        Some(Sent::AtWork) => "output-at-work",
        Some(Sent::Refused) => "output-not-printed",
    };
    let args = [
        ("n", exported.rows.to_string().into()),
        ("file", exported.file.as_str().into()),
    ];
    let mut text = shared.words.say_with(key, &args);
    if exported.shortened > 0 {
        let args = [("n", exported.shortened.to_string().into())];
        text.push_str(&shared.words.say_with("output-shortened", &args));
    }
    let tone = match exported.sent {
        Some(Sent::Refused) => Tone::Bad,
        Some(Sent::Taken | Sent::AtWork) | None => Tone::Good,
    };
    (tone, text)
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        let before = (self.format(), self.form.code(Ask::Part));
        match input {
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::Save) => self.submit(shared),
            Input::Command(Command::MovePageUp) => self.scrolled(-PAGE),
            Input::Command(Command::MovePageDown) => self.scrolled(PAGE),
            Input::Scroll(by) => self.scrolled(by.into()),
            Input::Command(command) => match self.form.command(command) {
                Did::Nothing => Response::unused(),
                Did::Changed => self.changed(shared, before),
                Did::Ended => self.submit(shared),
            },
            Input::Press(press) if self.form.press(press) => self.changed(shared, before),
            Input::Paste(text) => {
                self.form.paste(&text);
                self.changed(shared, before)
            }
            Input::Press(_)
            | Input::Click { .. }
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        self.form.open_field()
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::Save | Command::Choose => true,
            Command::FieldNext | Command::FieldPrevious => self.form.shown().count() > 1,
            Command::MovePageUp | Command::MovePageDown => !self.preview.is_empty(),
            _ => false,
        }
    }
}
