//! 查来访: who has been here before, from anywhere; the draft below is not touched.

mod taking;

use crate::app::answer::{Answer, FoundRow, Reply};
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::field::{Field, FieldKind};
use crate::app::layout::{Place, inside, layout};
use crate::app::match_row::agrees;
use crate::app::merging::Merging;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::taken::takes_out;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::entry::Revealed;
use crate::domain::name::is_same;
use crate::domain::person::id::PersonId;
use crate::domain::queue::CaseRow;
use crate::domain::subject::Subject;
use crate::domain::view::PersonView;
use crate::keymap::key::fold;

/// Rows asked for.
const LIMIT: usize = 60;
/// Where the Finder stands.
pub const PLACE: Place = Place::Above;
/// Rows of the Finder that are none of the list: heading, hint, field.
pub const AROUND: u16 = 3;
/// Rows of the card before its list.
pub const CARD_HEAD: u16 = 4;

/// The Finder's state.
#[derive(Debug)]
pub struct State {
    /// What is typed.
    pub field: Field,
    /// The person whose cases are shown, once one was chosen.
    pub card: Option<Card>,
    rows: Vec<FoundRow>,
    cursor: Cursor<PersonId>,
    /// Those whom the clerk revealed.
    revealed: Vec<PersonId>,
    /// He whose reveal is being written down.
    revealing: Option<PersonId>,
    /// Enter takes the person over into the intake in hand.
    takes_over: bool,
    asked: String,
    /// Enter was pressed before the answer came.
    enter: bool,
    /// Who is meant of those that are being looked for; he is chosen as soon as they are there.
    aim: Option<PersonId>,
    find: RequestSlot,
    person: RequestSlot,
    log: RequestSlot,
}

/// A person's cases, to choose from.
#[derive(Debug)]
pub struct Card {
    /// Who, with his cases.
    pub view: Box<PersonView>,
    /// The place of the cursor; behind the cases stands a new intake of his.
    pub cursor: usize,
}

impl Card {
    /// Gives the cases.
    pub fn cases(&self) -> &[CaseRow] {
        &self.view.cases
    }

    /// Gives the first row to show so that the cursor stands within `height`.
    pub fn top(&self, height: usize) -> usize {
        let page = height.max(1);
        self.cursor / page * page
    }

    fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.view.cases.len());
    }
}

impl State {
    /// Opens the Finder with `words` in its field; `takes_over` where it was asked for from an
    /// intake. `round` tells its questions from those of the Finder that was open before.
    pub fn open(words: &str, takes_over: bool, round: u64) -> Self {
        let line = |kind| RequestSlot::new(Asker::Finder, round % 300 * 3 + kind);
        Self {
            field: Field::with(FieldKind::Line, words),
            card: None,
            rows: Vec::new(),
            cursor: Cursor::default(),
            revealed: Vec::new(),
            revealing: None,
            takes_over,
            asked: String::new(),
            enter: false,
            aim: None,
            find: line(0),
            person: line(1),
            log: line(2),
        }
    }

    /// Asks when what is looked for has changed; an answer to anything older is dropped.
    pub fn look(&mut self) -> Option<Effect> {
        let words = self.field.text().trim().to_owned();
        if words == self.asked {
            return None;
        }
        self.asked.clone_from(&words);
        self.cursor.reset();
        self.enter = false;
        self.aim = None;
        let ticket = self.find.draw();
        if words.is_empty() {
            self.rows.clear();
            return None;
        }
        let find = Request::Find {
            words,
            limit: LIMIT,
            receipts: true,
        };
        Some(Effect::Store(ticket, find))
    }

    /// Means one of those that are being looked for.
    pub fn aim_at(&mut self, person: PersonId) {
        self.aim = Some(person);
    }

    /// Gives who was found.
    pub fn rows(&self) -> &[FoundRow] {
        &self.rows
    }

    /// Tells whether a row is shown in full.
    pub fn is_open(&self, row: &FoundRow) -> bool {
        agrees(row) || self.revealed.contains(&row.hit.person)
    }

    /// Gives the place of the cursor, and the first row shown of `height`.
    pub fn cursor(&self, height: usize) -> Option<(usize, usize)> {
        let ids = self.ids();
        Some((self.cursor.index(&ids)?, self.cursor.top(&ids, height)))
    }

    /// Tells whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.asked.is_empty()
    }

    /// Tells whether nobody was found.
    pub fn is_nobody(&self) -> bool {
        !self.is_blank() && self.rows.is_empty() && !self.find.is_waiting()
    }

    /// Gives how many rows have the name of the one under the cursor: then he may be another person.
    pub fn namesakes(&self) -> usize {
        let Some(chosen) = self.chosen() else {
            return 0;
        };
        let same = |row: &&FoundRow| is_same(&row.person.name, &chosen.person.name);
        self.rows.iter().filter(same).count()
    }

    fn ids(&self) -> Vec<PersonId> {
        self.rows.iter().map(|row| row.hit.person).collect()
    }

    fn chosen(&self) -> Option<&FoundRow> {
        let at = self.cursor.index(&self.ids())?;
        self.rows.get(at)
    }

    fn in_list(&mut self, shared: &Shared, input: &Input) -> Response {
        match input {
            Input::Press(press) if self.field.press(*press) => {}
            Input::Paste(text) => self.field.paste(text),
            Input::Command(Command::Undo) => {
                self.field.undo();
            }
            Input::Command(Command::Redo) => {
                self.field.redo();
            }
            Input::Command(Command::Choose) => return self.choose(),
            Input::Command(Command::FinderReveal) => return self.reveal(),
            Input::Command(Command::FinderMerge) => return self.merge(Target::Merge),
            Input::Command(Command::FinderSplit) => return self.merge(Target::Split),
            Input::Command(Command::Back) => return Response::intent(Intent::Close),
            Input::Command(command) if takes_out(*command) && !self.rows.is_empty() => {
                return self.take_out(shared, *command);
            }
            Input::Command(command) => {
                let ids = self.ids();
                if !self.cursor.command(&ids, *command, height(shared)) {
                    return Response::unused();
                }
            }
            Input::Scroll(rows) => {
                let ids = self.ids();
                self.cursor.step(&ids, isize::from(*rows));
            }
            Input::Click { row, .. } => return self.click(shared, *row),
            Input::Press(_) | Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                return Response::unused();
            }
        }
        let mut outcome = Response::used();
        outcome.effects.extend(self.look());
        outcome
    }

    /// Gives whose row stands at a line.
    fn person_at(&self, shared: &Shared, row: u16) -> Option<PersonId> {
        let height = height(shared);
        let (_, top) = self.cursor(height)?;
        let at = usize::from(row).checked_sub(1).filter(|at| *at < height)?;
        self.rows.get(top + at).map(|row| row.hit.person)
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Response {
        let Some(id) = self.person_at(shared, row) else {
            return Response::used();
        };
        // The first click shows which row is meant, the second chooses it.
        if self.chosen().map(|row| row.hit.person) == Some(id) {
            return self.choose();
        }
        self.cursor.set(id);
        Response::used()
    }

    fn choose(&mut self) -> Response {
        if self.find.is_waiting() && !self.is_blank() {
            // The rows in sight are those of older words.
            self.enter = true;
            return Response::used();
        }
        let Some(row) = self.chosen() else {
            return Response::used();
        };
        let id = row.hit.person;
        if let Some(number) = row.case.filter(|_| !self.takes_over) {
            let target = Target::Case(number.to_string());
            return Response::intent(Intent::Close).and_intent(Intent::Open(target));
        }
        if !self.takes_over {
            return Response::effect(Effect::Store(self.person.draw(), Request::Person(id)));
        }
        let target = Target::Visitor {
            id,
            person: Box::new(row.person.clone()),
            fresh: false,
        };
        let outcome = if self.is_open(row) {
            Response::used()
        } else {
            Response::effect(self.write_down(id))
        };
        outcome
            .and_intent(Intent::Close)
            .and_intent(Intent::Open(target))
    }

    /// Reveals the one under the cursor; the row opens when it was written down.
    fn reveal(&mut self) -> Response {
        let Some(row) = self.chosen().filter(|row| !self.is_open(row)) else {
            return Response::used();
        };
        let id = row.hit.person;
        self.revealing = Some(id);
        Response::effect(self.write_down(id))
    }

    /// Opens a merge or a split of the one under the cursor.
    fn merge(&mut self, target: impl Fn(Merging) -> Target) -> Response {
        match self.chosen() {
            // Who is compared is shown in full: that is written down first.
            Some(row) if !self.is_open(row) => self.reveal(),
            Some(row) => {
                // The Finder stays below: whoever changes his mind is back at the list.
                let what = Merging::Person(row.hit.person);
                Response::intent(Intent::Open(target(what)))
            }
            None => Response::used(),
        }
    }

    fn write_down(&mut self, id: PersonId) -> Effect {
        let action = Action::Reveal {
            what: Revealed::Person(id),
            why: "finder".to_owned(),
        };
        Effect::Store(self.log.draw(), Request::Commit(vec![action]))
    }

    fn on_card(&mut self, shared: &Shared, input: &Input) -> Response {
        let Some(card) = &mut self.card else {
            return Response::unused();
        };
        match input {
            Input::Command(Command::Back) => self.card = None,
            Input::Command(Command::Choose) => {
                let at = card.cursor;
                return self.go(at);
            }
            Input::Command(Command::FinderReveal) => return self.reveal(),
            Input::Command(Command::FinderMerge) => return self.merge(Target::Merge),
            Input::Command(Command::FinderSplit) => return self.merge(Target::Split),
            Input::Command(Command::MoveUp | Command::FieldPrevious) => card.step(-1),
            Input::Command(Command::MoveDown | Command::FieldNext) => card.step(1),
            Input::Command(Command::MoveFirst | Command::MovePageUp) => card.step(isize::MIN),
            Input::Command(Command::MoveLast | Command::MovePageDown) => card.step(isize::MAX),
            Input::Scroll(rows) => card.step(isize::from(rows.signum())),
            Input::Press(press) => {
                let count = card.view.cases.len();
                return match digit(*press) {
                    Some(0) => self.go(count),
                    Some(n) if n <= count => self.go(n - 1),
                    Some(_) | None => Response::unused(),
                };
            }
            Input::Click { row, .. } => {
                let top = card.top(rows(shared, CARD_HEAD));
                let at = row.checked_sub(CARD_HEAD).map(|at| top + usize::from(at));
                return match at.filter(|at| *at <= card.view.cases.len()) {
                    Some(at) => self.go(at),
                    None => Response::used(),
                };
            }
            Input::Command(_)
            | Input::Paste(_)
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => return Response::unused(),
        }
        Response::used()
    }

    /// Opens the case at a place of the card; behind the cases a new intake of the person.
    fn go(&self, at: usize) -> Response {
        let Some(card) = &self.card else {
            return Response::used();
        };
        let target = match card.view.cases.get(at) {
            Some(row) => Target::Case(row.number.to_string()),
            None => Target::Visitor {
                id: card.view.id,
                person: Box::new(card.view.person.clone()),
                fresh: true,
            },
        };
        Response::intent(Intent::Close).and_intent(Intent::Open(target))
    }

    fn reply(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let (find, person, log) = (
            self.find.takes(ticket),
            self.person.takes(ticket),
            self.log.takes(ticket),
        );
        match reply.answer {
            Answer::Found(rows) if find => {
                self.rows = rows;
                if let Some(person) = self.aim.take() {
                    self.cursor.set(person);
                    self.enter = self.rows.iter().any(|row| row.hit.person == person);
                }
                if std::mem::take(&mut self.enter) {
                    return self.choose();
                }
            }
            Answer::Person(Some(view)) if person => self.card = Some(Card { view, cursor: 0 }),
            Answer::Outcomes(_) if log => self.revealed.extend(self.revealing.take()),
            Answer::Failed(reason) if find || person || log => {
                self.revealing = None;
                let text = shared
                    .words
                    .say_with("desk-reply-failed", &[("reason", reason.into())]);
                let tone = Tone::Bad;
                return Response::intent(Intent::Tell(Notice { tone, text }));
            }
            _ => {}
        }
        Response::used()
    }
}

/// Rows of the list on this window.
fn height(shared: &Shared) -> usize {
    rows(shared, AROUND)
}

/// Rows of the Finder on this window but for `around`.
fn rows(shared: &Shared, around: u16) -> usize {
    layout(shared.size, shared.intake_open, Pane::Queue, Pane::Case).map_or(1, |layout| {
        let inner = inside(layout.place(PLACE));
        usize::from(inner.height.saturating_sub(around).max(1))
    })
}

fn digit(press: Press) -> Option<usize> {
    let digit = press.key.text().map(fold)?.to_digit(10)?;
    usize::try_from(digit).ok()
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Reply(reply) => self.reply(shared, reply),
            input if self.card.is_some() => self.on_card(shared, &input),
            input => self.in_list(shared, &input),
        }
    }

    fn point(&mut self, shared: &Shared, _column: u16, row: u16) -> Response {
        let person = self.person_at(shared, row);
        if let Some(person) = person.filter(|_| self.card.is_none()) {
            self.cursor.set(person);
        }
        Response::used()
    }

    fn open_field(&self) -> Openness {
        if self.card.is_some() {
            Openness::Closed
        } else {
            self.field.openness()
        }
    }

    fn subject(&self) -> Option<Subject> {
        let of_row = || self.chosen().map(|row| row.hit.person);
        let person = self.card.as_ref().map(|card| card.view.id);
        person.or_else(of_row).map(Subject::Person)
    }

    fn recommended(&self) -> Option<Command> {
        let mut usual = [Command::Choose].into_iter();
        usual.find(|command| self.valid(*command))
    }

    fn valid(&self, command: Command) -> bool {
        let hidden = self.chosen().is_some_and(|row| !self.is_open(row));
        match command {
            Command::Back => true,
            Command::Choose => self.card.is_some() || !self.rows.is_empty(),
            Command::FinderReveal => hidden,
            command if takes_out(command) => self.card.is_none() && !self.rows.is_empty(),
            Command::FinderMerge => self.chosen().is_some_and(|row| self.is_open(row)),
            Command::FinderSplit => self
                .chosen()
                .is_some_and(|row| !row.person.merge.absorbed.is_empty()),
            Command::Undo => self.card.is_none() && self.field.can_undo(),
            Command::Redo => self.card.is_none() && self.field.can_redo(),
            _ => false,
        }
    }
}
