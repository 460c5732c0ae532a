//! 有没有来过: who has been here before, while a name or a number is typed.

use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, FoundRow, Request};
use crate::app::found::agrees;
use crate::app::intake::sheet::Sheet;
use crate::app::pane::Pane;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::field::Field;
use crate::domain::name::is_same;
use crate::domain::person::id::PersonId;
use crate::domain::person::recognised::{Namesakes, is_no_name};
use crate::search::hit::Field as Found;

/// Rows asked for.
const LIMIT: usize = 20;
/// Fewer signs of a number find too many.
const SHORTEST_NUMBER: usize = 3;

/// The list of prior complainants beside the form.
#[derive(Debug)]
pub struct Prior {
    line: RequestSlot,
    asked: String,
    rows: Vec<FoundRow>,
    /// The hand; off the list until a row is sure or the clerk goes there.
    hand: Option<Cursor<PersonId>>,
    /// 同名: the name that was looked for, and who bears it.
    named: (String, Vec<FoundRow>),
    /// The rows are those of the name, because nobody has the number.
    kept: bool,
    /// Enter was pressed before the answer came.
    enter: bool,
}

impl Default for Prior {
    fn default() -> Self {
        Self {
            line: RequestSlot::new(Asker::Pane(Pane::Intake), 0),
            asked: String::new(),
            rows: Vec::new(),
            hand: None,
            named: (String::new(), Vec::new()),
            kept: false,
            enter: false,
        }
    }
}

impl Prior {
    /// Asks again when what is looked for has changed; forgets the list where nothing is.
    pub fn look(&mut self, sheet: &Sheet) -> Option<Effect> {
        let words = wanted(sheet);
        if words == self.asked {
            return None;
        }
        self.asked.clone_from(&words);
        self.hand = None;
        self.kept = false;
        self.enter = false;
        if words.is_empty() {
            // The answer to what was asked before is stale from now on.
            self.line.draw();
            self.rows.clear();
            return None;
        }
        let limit = LIMIT;
        Some(Effect::Store(
            self.line.draw(),
            Request::Find {
                words,
                limit,
                receipts: false,
            },
        ))
    }

    /// Tells whether an answer is the one waited for.
    pub fn takes(&mut self, ticket: crate::app::ticket::Ticket) -> bool {
        self.line.takes(ticket)
    }

    /// Shows what was found; gives whether an Enter had waited for it.
    pub fn show(&mut self, rows: Vec<FoundRow>, sheet: &Sheet) -> bool {
        self.rows = rows;
        self.rows.retain(|row| is_meant(row, sheet.hand()));
        let name = sheet.get(Field::Name).trim().to_owned();
        self.rows.sort_by_key(|row| row.person.name != name);
        let bears = |row: &&FoundRow| is_same(&row.person.name, &name);
        if self.asked == name {
            let bearers = self.rows.iter().filter(bears).cloned().collect();
            self.named = (name, bearers);
        } else if self.rows.is_empty() && self.named.0 == name {
            // Nobody has the number, and somebody has the name: he may have a new number.
            self.rows.clone_from(&self.named.1);
            self.kept = !self.rows.is_empty();
        }
        if !self.kept
            && self.hand.is_none()
            && self.rows.first().is_some_and(|row| is_sure(row, sheet))
        {
            self.hand = Some(Cursor::default());
        }
        std::mem::take(&mut self.enter)
    }

    /// Gives the rows.
    pub fn rows(&self) -> &[FoundRow] {
        &self.rows
    }

    /// Gives whether the rows are those of the name, because nobody has the number.
    pub const fn is_kept(&self) -> bool {
        self.kept
    }

    /// 同名: gives who else bears the name in the form, as far as it was looked for; `but` is who
    /// came.
    pub fn namesakes(&self, sheet: &Sheet, but: Option<PersonId>) -> Option<Namesakes> {
        let (name, bearers) = &self.named;
        if sheet.person.is_some() || is_no_name(name) || sheet.get(Field::Name).trim() != name {
            return None;
        }
        let village = Some(sheet.get(Field::Village).trim()).filter(|it| !it.is_empty());
        let others = bearers.iter().filter(|row| Some(row.hit.person) != but);
        Namesakes::among(
            village,
            others.map(|row| (&row.person, row.running.as_slice())),
        )
    }

    /// Gives the place of the hand.
    pub fn hand(&self) -> Option<usize> {
        self.hand.as_ref()?.index(&self.ids())
    }

    /// Gives the row under the hand.
    pub fn chosen(&self) -> Option<&FoundRow> {
        self.rows.get(self.hand()?)
    }

    /// Puts the hand on a row.
    pub fn set(&mut self, index: usize) {
        if let Some(row) = self.rows.get(index) {
            let mut hand = Cursor::default();
            hand.set(row.hit.person);
            self.hand = Some(hand);
        }
    }

    /// Moves the hand; up from the first row it leaves the list. False where there is no list.
    pub fn step(&mut self, command: Command, page: usize) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        let ids = self.ids();
        match (&mut self.hand, command) {
            (None, Command::MoveDown | Command::MovePageDown) => {
                self.hand = Some(Cursor::default());
                true
            }
            (Some(hand), Command::MoveUp) if hand.index(&ids) == Some(0) => {
                self.hand = None;
                true
            }
            (Some(hand), _) => hand.command(&ids, command, page),
            (None, _) => false,
        }
    }

    /// Takes the hand off the list; false when it was not there.
    pub fn leave(&mut self) -> bool {
        self.hand.take().is_some()
    }

    /// Lets an Enter wait for the answer; false when none is to come.
    pub fn wait(&mut self) -> bool {
        self.enter = self.line.is_waiting() && !self.asked.is_empty();
        self.enter
    }

    /// Tells whether nobody was found.
    pub fn is_nobody(&self) -> bool {
        !self.asked.is_empty() && self.rows.is_empty() && !self.line.is_waiting()
    }

    fn ids(&self) -> Vec<PersonId> {
        self.rows.iter().map(|row| row.hit.person).collect()
    }
}

/// Tells whether a row may be shown in full: two identifiers agree with the form.
pub fn is_open(row: &FoundRow, sheet: &Sheet) -> bool {
    let name = sheet.get(Field::Name).trim();
    let by_number = row
        .hit
        .why
        .iter()
        .any(|why| matches!(why.code(), "phone" | "id" | "number"));
    agrees(row) || (by_number && !name.is_empty() && is_same(&row.person.name, name))
}

/// Tells whether a row was found by what the field under the hand is for: 牟 typed as a name does
/// not mean everybody of 东牟家村. A number typed in the name's place is still a number.
fn is_meant(row: &FoundRow, hand: Field) -> bool {
    row.hit.why.iter().any(|why| match (hand, why.field) {
        (Field::Phone, Found::Phone(_)) | (Field::IdNumber, Found::IdNumber) => true,
        (Field::Phone | Field::IdNumber, _) | (_, Found::Village) => false,
        (_, Found::Name | Found::Phone(_) | Found::IdNumber | Found::Number(_)) => true,
    })
}

/// What is looked for: the name, or the number under the hand; nothing once a person was taken.
fn wanted(sheet: &Sheet) -> String {
    if sheet.person.is_some() {
        return String::new();
    }
    let name = sheet.get(Field::Name).trim();
    match sheet.hand() {
        Field::Name => name.to_owned(),
        number @ (Field::Phone | Field::IdNumber) => {
            let typed = sheet.get(number).trim();
            match typed.chars().count() {
                0 => name.to_owned(),
                short if short < SHORTEST_NUMBER => String::new(),
                _ => typed.to_owned(),
            }
        }
        _ => String::new(),
    }
}

/// Tells whether Enter means this row: its name is the one typed, or what was typed is no name.
fn is_sure(row: &FoundRow, sheet: &Sheet) -> bool {
    let name = sheet.get(Field::Name).trim();
    let hanzi = !name.is_ascii();
    let same = is_same(&row.person.name, name);
    match sheet.hand() {
        Field::Name => same || !hanzi,
        _ => same || name.is_empty(),
    }
}
