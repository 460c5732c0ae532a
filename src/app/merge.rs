//! 合并: the other is chosen, both are compared side by side, the clerk chooses what is kept; and
//! 拆分: what was merged is chosen and stands by itself again.

mod keeping;
pub mod shown;

use crate::app::answer::FoundRow;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, FieldKind};
use crate::app::match_row::agrees;
use crate::app::merging::Merging;
use crate::app::msg::Press;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::entry::Revealed;
use crate::domain::merge::{Comparison, compare_cases, compare_persons};
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::{CaseView, PersonView};

/// Rows asked for.
const LIMIT: usize = 20;

/// The state of a merge or a split.
#[derive(Debug)]
pub struct State {
    /// What it was opened for.
    pub what: Merging,
    /// What stands on it now.
    pub stage: Stage,
    rows: Vec<FoundRow>,
    cursor: Cursor<PersonId>,
    first: RequestSlot,
    second: RequestSlot,
    finds: RequestSlot,
    writes: RequestSlot,
    log: RequestSlot,
    going: Option<Side>,
    standing: Option<Side>,
}

/// What is asked of the clerk now.
#[derive(Debug)]
pub enum Stage {
    /// Who or which the other is.
    Choosing(Field),
    /// What is kept, with the cursor's place.
    Preview(Vec<Comparison>, usize),
    /// Which part stands by itself again, with the cursor's place.
    Splitting(Vec<Merging>, usize),
}

/// One of the two.
#[derive(Debug, Clone)]
pub enum Side {
    /// A case.
    Case(Box<CaseView>),
    /// A person.
    Person(Box<PersonView>),
}

impl Side {
    /// Gives its number or id.
    pub fn name(&self) -> Merging {
        match self {
            Self::Case(view) => Merging::Case(view.case.number),
            Self::Person(view) => Merging::Person(view.id),
        }
    }
}

impl State {
    /// Opens a merge of `what` with another.
    pub fn merge(what: Merging, round: u64) -> (Self, Effect) {
        let field = match what {
            Merging::Case(_) => FieldKind::Case,
            Merging::Person(_) => FieldKind::Line,
        };
        Self::open(what, Stage::Choosing(Field::new(field)), round)
    }

    /// Opens a split of `what`.
    pub fn split(what: Merging, round: u64) -> (Self, Effect) {
        Self::open(what, Stage::Splitting(Vec::new(), 0), round)
    }

    fn open(what: Merging, stage: Stage, round: u64) -> (Self, Effect) {
        let line = |kind| RequestSlot::new(Asker::Merge, round % 200 * 5 + kind);
        let mut opened = Self {
            what,
            stage,
            rows: Vec::new(),
            cursor: Cursor::default(),
            first: line(0),
            second: line(1),
            finds: line(2),
            writes: line(3),
            log: line(4),
            going: None,
            standing: None,
        };
        let effect = Effect::Store(opened.first.draw(), asked(what));
        (opened, effect)
    }

    /// Gives who was found.
    pub fn rows(&self) -> &[FoundRow] {
        &self.rows
    }

    /// Gives the place of the cursor among those who were found.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor.index(&self.ids())
    }

    /// Gives both sides: the one that goes, the one that stands.
    pub fn sides(&self) -> (Option<&Side>, Option<&Side>) {
        (self.going.as_ref(), self.standing.as_ref())
    }

    fn ids(&self) -> Vec<PersonId> {
        self.rows.iter().map(|row| row.hit.person).collect()
    }

    fn look(&mut self) -> Response {
        let (Merging::Person(_), Stage::Choosing(field)) = (self.what, &self.stage) else {
            return Response::used();
        };
        let words = field.text().trim().to_owned();
        self.cursor.reset();
        if words.is_empty() {
            self.rows.clear();
            return Response::used();
        }
        let request = Request::Find {
            words,
            limit: LIMIT,
            receipts: false,
        };
        Response::effect(Effect::Store(self.finds.draw(), request))
    }

    /// Takes the other: the number typed, or the one under the cursor.
    fn choose(&mut self, shared: &Shared) -> Response {
        let Stage::Choosing(field) = &self.stage else {
            return self.save(shared);
        };
        let other = match self.what {
            Merging::Case(_) => {
                let typed = field.text().trim();
                let number = CaseNumber::parse_lenient(typed);
                if number.is_none() && !typed.is_empty() {
                    let request = Request::Meant(typed.to_owned());
                    return Response::effect(Effect::Store(self.second.draw(), request));
                }
                number.map(Merging::Case)
            }
            Merging::Person(_) => self
                .cursor()
                .and_then(|at| self.rows.get(at))
                .map(|row| Merging::Person(row.hit.person)),
        };
        match other {
            Some(other) => self.take(shared, other),
            None => bad(shared.words.say("merge-choose-first")),
        }
    }

    /// Asks for the other, now that it is known which it is.
    fn take(&mut self, shared: &Shared, other: Merging) -> Response {
        if other == self.what {
            return refused(shared, Reason::MergeWithItself);
        }
        let ask = Effect::Store(self.second.draw(), asked(other));
        Response::effect(ask).and(self.written_down(other))
    }

    /// Writes down that someone is shown whom no second identifier opened.
    fn written_down(&mut self, other: Merging) -> Response {
        let row = self.cursor().and_then(|at| self.rows.get(at));
        match (other, row) {
            (Merging::Person(id), Some(row)) if !agrees(row) => {
                let action = Action::Reveal {
                    what: Revealed::Person(id),
                    why: "merge".to_owned(),
                };
                let request = Request::Commit(vec![action]);
                Response::effect(Effect::Store(self.log.draw(), request))
            }
            _ => Response::used(),
        }
    }

    /// Compares both anew.
    fn compare(&mut self) {
        let lines = match (&self.going, &self.standing) {
            (Some(Side::Case(a)), Some(Side::Case(b))) => compare_cases(
                (&a.case, &a.person),
                (&b.case, &b.person),
                (a.row.due_raw, b.row.due_raw),
            ),
            (Some(Side::Person(a)), Some(Side::Person(b))) => compare_persons(&a.person, &b.person),
            _ => return,
        };
        self.stage = Stage::Preview(lines, 0);
    }

    /// Walks the lines, turns a choice, or turns both round.
    fn moved(&mut self, command: Command) -> Response {
        let by = match command {
            Command::MoveUp => -1,
            Command::MoveDown => 1,
            Command::MoveLeft => return self.turn(-1),
            Command::MoveRight => return self.turn(1),
            Command::FieldNext | Command::FieldPrevious => return self.swap(),
            _ => return Response::unused(),
        };
        match &mut self.stage {
            Stage::Choosing(_) => {
                let ids = self.ids();
                if !self.cursor.command(&ids, command, LIMIT) {
                    return Response::unused();
                }
            }
            Stage::Preview(lines, at) => *at = step(*at, by, lines.len()),
            Stage::Splitting(parts, at) => *at = step(*at, by, parts.len()),
        }
        Response::used()
    }

    fn turn(&mut self, by: isize) -> Response {
        let Stage::Preview(lines, at) = &mut self.stage else {
            return Response::unused();
        };
        let Some(line) = lines.get_mut(*at) else {
            return Response::unused();
        };
        let choices = line.choices();
        let count = choices.len();
        let now = choices
            .iter()
            .position(|keep| *keep == line.keep)
            .unwrap_or(0);
        let next = (now + count).saturating_add_signed(by) % count.max(1);
        if let Some(keep) = choices.get(next) {
            line.keep = *keep;
        }
        Response::used()
    }

    fn swap(&mut self) -> Response {
        if !matches!(self.stage, Stage::Preview(..)) {
            return Response::unused();
        }
        std::mem::swap(&mut self.going, &mut self.standing);
        self.compare();
        Response::used()
    }

    fn pressed(&mut self, press: Press) -> Response {
        let Stage::Choosing(field) = &mut self.stage else {
            return Response::unused();
        };
        if field.press(press) {
            self.look()
        } else {
            Response::unused()
        }
    }
}

fn asked(what: Merging) -> Request {
    match what {
        Merging::Case(number) => Request::Case(number),
        Merging::Person(id) => Request::Person(id),
    }
}

fn step(at: usize, by: isize, count: usize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}

fn bad(text: String) -> Response {
    let tone = Tone::Bad;
    Response::intent(Intent::Tell(Notice { tone, text }))
}

fn refused(shared: &Shared, reason: Reason) -> Response {
    bad(shared.words.refusal(&Refusal::new(reason)))
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Press(press) => self.pressed(press),
            Input::Paste(text) => {
                let Stage::Choosing(field) = &mut self.stage else {
                    return Response::unused();
                };
                field.paste(&text);
                self.look()
            }
            Input::Command(Command::Back) => Response::intent(Intent::Close),
            Input::Command(Command::Choose) => match self.stage {
                Stage::Choosing(_) => self.choose(shared),
                Stage::Splitting(..) => self.save(shared),
                // A merge is kept by the key that keeps, never by an Enter that was typed on.
                Stage::Preview(..) => Response::used(),
            },
            Input::Command(Command::Save) => self.save(shared),
            Input::Command(command) => self.moved(command),
            Input::Scroll(by) => self.moved(if by < 0 {
                Command::MoveUp
            } else {
                Command::MoveDown
            }),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Click { .. } | Input::Show(_) | Input::Tick | Input::Changed => {
                Response::unused()
            }
        }
    }

    fn open_field(&self) -> Openness {
        match &self.stage {
            Stage::Choosing(field) => field.openness(),
            Stage::Preview(..) | Stage::Splitting(..) => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::MoveUp | Command::MoveDown => true,
            Command::Choose => !matches!(self.stage, Stage::Preview(..)),
            Command::Save => !matches!(self.stage, Stage::Choosing(_)),
            Command::MoveLeft | Command::MoveRight | Command::FieldNext => {
                matches!(self.stage, Stage::Preview(..))
            }
            _ => false,
        }
    }
}
