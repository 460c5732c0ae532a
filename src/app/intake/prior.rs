//! 有没有来过: who has been here before, while a name or a number is typed, and before a draft is
//! registered whose name or number was not typed here.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::answer::FoundRow;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::intake::sheet::Sheet;
use crate::app::match_row::agrees;
use crate::app::pane::Pane;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::command::table::Command;
use crate::domain::field::Field;
use crate::domain::name::{is_no_name, is_same};
use crate::domain::person::id::PersonId;
use crate::domain::person::recognised::{Namesakes, is_telling_phone};
use crate::domain::resident_id::IdNumber;
use crate::search::hit::HitField;

/// Rows asked for.
const LIMIT: usize = 20;
/// Fewer signs of a number find too many.
const SHORTEST_NUMBER: usize = 3;

/// The list of prior complainants beside the form.
#[derive(Debug)]
pub struct Prior {
    line: RequestSlot,
    /// What is looked for before the draft is registered, on a line of its own.
    check: RequestSlot,
    asked: (Field, String),
    rows: Vec<FoundRow>,
    /// The hand; off the list until a row is sure or the clerk goes there.
    cursor: Option<Cursor<PersonId>>,
    looked: BTreeMap<Field, Looked>,
    checking: Option<(Field, String)>,
    /// Who was shown before the draft is registered.
    met: BTreeSet<PersonId>,
    /// The rows are those of the name, because nobody has the number.
    kept: bool,
    /// Enter was pressed before the answer came.
    enter: bool,
}

/// Who was found by what stood in a field.
#[derive(Debug)]
struct Looked {
    text: String,
    rows: Vec<FoundRow>,
    /// They stood beside the form.
    shown: bool,
}

impl Looked {
    fn is_about(&self, sheet: &Sheet, field: Field) -> bool {
        sheet.get(field).trim() == self.text
    }
}

impl Default for Prior {
    fn default() -> Self {
        Self {
            line: RequestSlot::new(Asker::Pane(Pane::Intake), 0),
            check: RequestSlot::new(Asker::Pane(Pane::Intake), 4),
            asked: (Field::Name, String::new()),
            rows: Vec::new(),
            cursor: None,
            looked: BTreeMap::new(),
            checking: None,
            met: BTreeSet::new(),
            kept: false,
            enter: false,
        }
    }
}

fn find(slot: &mut RequestSlot, words: String) -> Effect {
    let (limit, receipts) = (LIMIT, false);
    Effect::Store(
        slot.draw(),
        Request::Find {
            words,
            limit,
            receipts,
        },
    )
}

impl Prior {
    /// Asks again when what is looked for has changed; forgets the list where nothing is.
    pub fn look(&mut self, sheet: &Sheet) -> Option<Effect> {
        let (field, words) = wanted(sheet);
        if words == self.asked.1 {
            return None;
        }
        self.asked = (field, words.clone());
        self.cursor = None;
        self.kept = false;
        self.enter = false;
        if words.is_empty() {
            // The answer to what was asked before is stale from now on.
            self.line.draw();
            self.rows.clear();
            return None;
        }
        Some(find(&mut self.line, words))
    }

    /// Forgets what was looked for: another draft is in hand.
    pub fn forget(&mut self) {
        self.check.draw();
        self.checking = None;
        self.looked.clear();
        self.met.clear();
    }

    /// Gives what of the draft was not looked for yet: a name, or a number that tells who somebody
    /// is, that was pasted, read from a card or taken back.
    pub fn unlooked(&self, sheet: &Sheet) -> Option<(Field, String)> {
        if sheet.person.is_some() {
            return None;
        }
        let fields = [Field::Name, Field::Phone, Field::IdNumber].into_iter();
        fields
            .map(|field| (field, sheet.get(field).trim().to_owned()))
            .find(|(field, text)| {
                let tells = match field {
                    Field::Name => !is_no_name(text),
                    Field::Phone => is_telling_phone(text),
                    _ => IdNumber::parse(text).identifies(),
                };
                tells && self.by(*field, text).is_none()
            })
    }

    /// Gives who was found by what stands in a field.
    fn by(&self, field: Field, text: &str) -> Option<&[FoundRow]> {
        let looked = self.looked.get(&field)?;
        (looked.text == text).then_some(looked.rows.as_slice())
    }

    /// Asks for what was not looked for yet.
    pub fn check(&mut self, (field, text): (Field, String)) -> Effect {
        let first = text.split(['、', '，', ',']).next().unwrap_or_default();
        let words = first.trim().to_owned();
        self.checking = Some((field, text));
        find(&mut self.check, words)
    }

    /// Tells whether an answer is to what is looked for before the draft is registered.
    pub fn takes_check(&mut self, ticket: Ticket) -> bool {
        self.check.takes(ticket)
    }

    /// Hears who was found before the draft is registered.
    pub fn checked(&mut self, mut rows: Vec<FoundRow>) {
        if let Some((field, text)) = self.checking.take() {
            rows.retain(|row| is_meant(row, field));
            let shown = false;
            self.looked.insert(field, Looked { text, rows, shown });
        }
    }

    /// Gives who has the name, in the village or in none, or a number of the draft and was not shown
    /// beside it yet.
    pub fn unseen(&self, sheet: &Sheet) -> Vec<FoundRow> {
        if sheet.person.is_some() {
            return Vec::new();
        }
        let looked = self.looked.iter();
        let looked = looked.filter(|(field, it)| it.is_about(sheet, **field));
        let shown = looked.clone().filter(|(_, it)| it.shown);
        let mut known: BTreeSet<PersonId> = shown
            .flat_map(|(_, it)| it.rows.iter().map(|row| row.hit.person))
            .collect();
        known.extend(&self.met);
        let found = looked.flat_map(|(field, it)| {
            let rows = it.rows.iter();
            rows.filter(|row| has(row, *field, &it.text, sheet))
        });
        let mut rows: Vec<FoundRow> = Vec::new();
        for row in found {
            if known.insert(row.hit.person) {
                rows.push(row.clone());
            }
        }
        rows
    }

    /// Shows who was met before the draft is registered.
    pub fn present(&mut self, rows: Vec<FoundRow>, sheet: &Sheet) {
        self.line.draw();
        self.asked = wanted(sheet);
        self.met.extend(rows.iter().map(|row| row.hit.person));
        self.rows = rows;
        self.cursor = None;
        self.kept = false;
    }

    /// Hears that somebody was asked about.
    pub fn meet(&mut self, id: PersonId) {
        self.met.insert(id);
    }

    /// Gives who has the ID number of the draft under another name; nobody where somebody of the
    /// name has it too.
    pub fn owner_of_id(&self, sheet: &Sheet) -> Option<&FoundRow> {
        let (id, name) = (
            sheet.get(Field::IdNumber).trim(),
            sheet.get(Field::Name).trim(),
        );
        if sheet.person.is_some() || name.is_empty() {
            return None;
        }
        let rows = self.by(Field::IdNumber, id)?;
        let mut owners = rows.iter().filter(|row| has_id(row, id));
        let named = |row: &&FoundRow| row.person.name.is_empty() || is_same(&row.person.name, name);
        if owners.clone().any(|row| named(&row)) {
            return None;
        }
        owners.next()
    }

    /// Tells whether an answer is the one waited for.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        self.line.takes(ticket)
    }

    /// Shows what was found; gives whether an Enter had waited for it.
    pub fn show(&mut self, rows: Vec<FoundRow>, sheet: &Sheet) -> bool {
        let (field, words) = self.asked.clone();
        self.rows = rows;
        self.rows.retain(|row| is_meant(row, field));
        let name = sheet.get(Field::Name).trim().to_owned();
        self.rows.sort_by_key(|row| row.person.name != name);
        let looked = Looked {
            text: words,
            rows: self.rows.clone(),
            shown: true,
        };
        self.looked.insert(field, looked);
        if self.rows.is_empty()
            && field != Field::Name
            && let Some(named) = self.by(Field::Name, &name)
        {
            // Nobody has the number, and somebody has the name: he may have a new number.
            let bears = |row: &&FoundRow| is_same(&row.person.name, &name);
            self.rows = named.iter().filter(bears).cloned().collect();
            self.kept = !self.rows.is_empty();
        }
        if !self.kept
            && self.cursor.is_none()
            && self.rows.first().is_some_and(|row| is_sure(row, sheet))
        {
            self.cursor = Some(Cursor::default());
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
        let name = sheet.get(Field::Name).trim();
        if sheet.person.is_some() || is_no_name(name) {
            return None;
        }
        let bears = |row: &&FoundRow| is_same(&row.person.name, name);
        let others = self.by(Field::Name, name)?.iter().filter(bears);
        let others = others.filter(|row| Some(row.hit.person) != but);
        Namesakes::among(
            village(sheet),
            others.map(|row| (&row.person, row.running.as_slice())),
        )
    }

    /// Gives the place of the cursor.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor.as_ref()?.index(&self.ids())
    }

    /// Gives the row under the cursor.
    pub fn chosen(&self) -> Option<&FoundRow> {
        self.rows.get(self.cursor()?)
    }

    /// Puts the cursor on a row.
    pub fn set(&mut self, index: usize) {
        if let Some(row) = self.rows.get(index) {
            let mut cursor = Cursor::default();
            cursor.set(row.hit.person);
            self.cursor = Some(cursor);
        }
    }

    /// Moves the cursor; up from the first row it leaves the list. False where there is no list.
    pub fn step(&mut self, command: Command, page: usize) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        let ids = self.ids();
        match (&mut self.cursor, command) {
            (None, Command::MoveDown | Command::MovePageDown) => {
                self.cursor = Some(Cursor::default());
                true
            }
            (Some(cursor), Command::MoveUp) if cursor.index(&ids) == Some(0) => {
                self.cursor = None;
                true
            }
            (Some(cursor), _) => cursor.command(&ids, command, page),
            (None, _) => false,
        }
    }

    /// Takes the cursor off the list; false when it was not there.
    pub fn leave(&mut self) -> bool {
        self.cursor.take().is_some()
    }

    /// Lets an Enter wait for the answer; false when none is to come.
    pub fn wait(&mut self) -> bool {
        self.enter = self.line.is_waiting() && !self.asked.1.is_empty();
        self.enter
    }

    /// Tells whether nobody was found.
    pub fn is_nobody(&self) -> bool {
        !self.asked.1.is_empty() && self.rows.is_empty() && !self.line.is_waiting()
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

/// Tells whether a row was found by what the field under the cursor is for: 牟 typed as a name does
/// not mean everybody of 东牟家村. A number typed in the name's place is still a number.
fn is_meant(row: &FoundRow, cursor: Field) -> bool {
    row.hit.why.iter().any(|why| match (cursor, why.field) {
        (Field::Phone, HitField::Phone(_)) | (Field::IdNumber, HitField::IdNumber) => true,
        (Field::Phone | Field::IdNumber, _) | (_, HitField::Village) => false,
        (_, HitField::Name | HitField::Phone(_) | HitField::IdNumber | HitField::Number(_)) => true,
    })
}

/// What is looked for, and of which field: the name, or the number under the cursor; nothing once a
/// person was taken.
fn wanted(sheet: &Sheet) -> (Field, String) {
    let nothing = (Field::Name, String::new());
    if sheet.person.is_some() {
        return nothing;
    }
    let name = (Field::Name, sheet.get(Field::Name).trim().to_owned());
    match sheet.cursor() {
        Field::Name => name,
        number @ (Field::Phone | Field::IdNumber) => {
            let typed = sheet.get(number).trim();
            match typed.chars().count() {
                0 => name,
                short if short < SHORTEST_NUMBER => nothing,
                _ => (number, typed.to_owned()),
            }
        }
        _ => nothing,
    }
}

/// Gives the village that was typed.
fn village(sheet: &Sheet) -> Option<&str> {
    Some(sheet.get(Field::Village).trim()).filter(|it| !it.is_empty())
}

/// Tells whether a person has the name, in the village or in none, or the number of a field.
fn has(row: &FoundRow, field: Field, text: &str, sheet: &Sheet) -> bool {
    match field {
        Field::Name => {
            let one = [(&row.person, &[][..])];
            is_same(&row.person.name, text) && Namesakes::among(village(sheet), one).is_some()
        }
        Field::Phone => {
            let digits =
                |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
            let typed: Vec<String> = text.split(['、', '，', ',']).map(digits).collect();
            let mut phones = row.person.phones.iter();
            phones.any(|phone| typed.contains(&digits(phone)))
        }
        _ => has_id(row, text),
    }
}

fn has_id(row: &FoundRow, text: &str) -> bool {
    let id = row.person.id_number.as_deref().map(IdNumber::parse);
    id.is_some_and(|id| id.number == IdNumber::parse(text).number)
}

/// Tells whether Enter means this row: its name is the one typed, or what was typed is no name.
fn is_sure(row: &FoundRow, sheet: &Sheet) -> bool {
    let name = sheet.get(Field::Name).trim();
    let hanzi = !name.is_ascii();
    let same = is_same(&row.person.name, name);
    match sheet.cursor() {
        Field::Name => same || !hanzi,
        _ => same || name.is_empty(),
    }
}
