//! 复制: the row, a cell of it, or the whole, to be pasted into another program.

use crate::app::answer::{Answer, Reply};
use crate::app::content::{Copied, CopyOrder, CopyPart, Copying};
use crate::app::effect::{Effect, Request};
use crate::app::layout::Place;
use crate::app::msg::Press;
use crate::app::part::{Input, Intent, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::keymap::key::fold;

/// Where it stands.
pub const PLACE: Place = Place::Popup(76, 18);

/// The state of the overlay.
#[derive(Debug)]
pub struct State {
    /// The place of the cursor among the choices.
    pub at: usize,
    what: Copying,
    copying: RequestSlot,
}

/// A choice as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which part, or the heading of the cell.
    pub label: String,
    /// What would be copied.
    pub text: String,
}

impl State {
    /// Opens it; `round` tells its questions from those before.
    pub fn open(what: Copying, round: u64) -> Self {
        Self {
            at: 0,
            what,
            copying: RequestSlot::new(Asker::Copy, round % 900),
        }
    }

    /// Gives what can be copied: the row, the whole, each cell of the row.
    pub fn choices(&self, shared: &Shared) -> Vec<Choice> {
        let words = &shared.words;
        let mut choices = Vec::new();
        let cells = &self.what.cells;
        if !cells.is_empty() {
            let texts = cells.iter().map(|(_, text)| text.as_str());
            choices.push(Choice {
                label: words.say("copy-row"),
                text: texts.collect::<Vec<_>>().join("  "),
            });
        }
        choices.push(Choice {
            label: words.say("copy-whole"),
            text: match self.what.rows {
                Some(rows) => words.say_with("copy-rows", &[("n", rows.into())]),
                None => words.say("copy-all-rows"),
            },
        });
        choices.extend(cells.iter().map(|(heading, text)| Choice {
            label: heading.clone(),
            text: text.clone(),
        }));
        choices
    }

    fn count(&self) -> usize {
        let cells = self.what.cells.len();
        cells + 1 + usize::from(cells > 0)
    }

    fn part(&self, at: usize) -> Option<CopyPart> {
        let cells = &self.what.cells;
        let first = usize::from(!cells.is_empty());
        if at < first {
            let texts = cells.iter().map(|(_, text)| text.clone());
            return Some(CopyPart::Row(texts.collect()));
        }
        if at == first {
            return Some(CopyPart::Whole(self.what.whole.clone()));
        }
        let (_, text) = cells.get(at - first - 1)?;
        Some(CopyPart::Cell(text.clone()))
    }

    fn choose(&mut self, at: usize) -> Response {
        let Some(what) = self.part(at).filter(|_| !self.copying.is_waiting()) else {
            return Response::used();
        };
        self.at = at;
        let order = CopyOrder {
            what,
            revealed: self.what.revealed.clone(),
        };
        let request = Request::Copy(Box::new(order));
        Response::effect(Effect::Store(self.copying.draw(), request))
    }

    fn pressed(&mut self, press: Press) -> Response {
        let digit = press.key.text().and_then(|sign| fold(sign).to_digit(10));
        let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        match at.filter(|at| *at < self.count()) {
            Some(at) => self.choose(at),
            None => Response::unused(),
        }
    }

    fn moved(&mut self, by: isize) -> Response {
        let last = self.count() - 1;
        self.at = self.at.saturating_add_signed(by).min(last);
        Response::used()
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        if !self.copying.takes(reply.ticket) {
            return Response::unused();
        }
        let words = &shared.words;
        let closed = Response::intent(Intent::Close);
        match reply.answer {
            Answer::Copied(Copied::Taken { tool, rows }) => {
                let args = [("n", rows.to_string().into()), ("tool", tool.into())];
                closed.and(Response::tell(
                    Tone::Good,
                    words.say_with("copy-done", &args),
                ))
            }
            Answer::Copied(Copied::Terminal { text, rows }) => {
                let args = [("n", rows.to_string().into())];
                let notice = Response::tell(Tone::Plain, words.say_with("copy-terminal", &args));
                closed.and_effect(Effect::TerminalCopy(text)).and(notice)
            }
            Answer::Copied(Copied::TooLong(most)) => {
                let args = [("n", (most / 1000).to_string().into())];
                Response::tell(Tone::Bad, words.say_with("copy-too-long", &args))
            }
            Answer::Failed(reason) => {
                let args = [("reason", reason.into())];
                Response::tell(Tone::Bad, words.say_with("copy-failed", &args))
            }
            _ => Response::unused(),
        }
    }
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::Choose) => self.choose(self.at),
            Input::Command(Command::MoveUp | Command::FieldPrevious) => self.moved(-1),
            Input::Command(Command::MoveDown | Command::FieldNext) => self.moved(1),
            Input::Command(Command::MoveFirst | Command::MovePageUp) => self.moved(isize::MIN),
            Input::Command(Command::MoveLast | Command::MovePageDown) => self.moved(isize::MAX),
            Input::Scroll(by) => self.moved(by.signum().into()),
            Input::Press(press) => self.pressed(press),
            Input::Click { row, .. } if usize::from(row) < self.count() => self.choose(row.into()),
            Input::Command(_)
            | Input::Paste(_)
            | Input::Click { .. }
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        Openness::Closed
    }

    fn valid(&self, command: Command) -> bool {
        matches!(
            command,
            Command::Back | Command::Choose | Command::MoveUp | Command::MoveDown
        )
    }
}
