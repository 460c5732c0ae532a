//! Who is calling: found by number, its tail, or name while it is typed; taken over by hand.

use crate::app::answer::FoundRow;
use crate::app::call_pad::State;
use crate::app::effect::{Effect, Request};
use crate::app::match_row::agrees;
use crate::app::part::Response;
use crate::domain::act::Action;
use crate::domain::call::draft::CallField;
use crate::domain::entry::Revealed;
use crate::domain::name::is_same;

/// Rows asked for, and shown.
const LIMIT: usize = 20;
/// Rows of callers that the pad shows.
pub const CALLERS: usize = 3;
/// Fewer signs of a number find too many.
const SHORTEST_NUMBER: usize = 3;

impl State {
    /// Asks again when what is looked for has changed.
    pub(super) fn look(&mut self) -> Option<Effect> {
        let words = match self.form.cursor() {
            Some(field @ (CallField::Number | CallField::Name)) if self.person.is_none() => {
                let typed = self.form.text(field).trim();
                let short = field == CallField::Number && typed.chars().count() < SHORTEST_NUMBER;
                (if short { "" } else { typed }).to_owned()
            }
            // The list stays while the cursor is elsewhere on the pad.
            Some(_) if self.person.is_none() => return None,
            Some(_) | None => String::new(),
        };
        if words == self.asked {
            return None;
        }
        self.asked.clone_from(&words);
        self.cursor = None;
        let ticket = self.lines.find.draw();
        if words.is_empty() {
            self.rows.clear();
            return None;
        }
        let limit = LIMIT;
        Some(Effect::Store(
            ticket,
            Request::Find {
                words,
                limit,
                receipts: false,
            },
        ))
    }

    /// Shows who was found by what the line under the cursor is for; the only one with the number
    /// is under the cursor at once.
    pub(super) fn found(&mut self, rows: Vec<FoundRow>) {
        let by_number = self.form.cursor() == Some(CallField::Number);
        let meant = |row: &FoundRow| {
            let mut why = row.hit.why.iter();
            why.any(|why| match why.code() {
                "phone" | "number" => true,
                "pinyin" | "sound" | "slip" | "name" => !by_number,
                _ => false,
            })
        };
        self.rows = rows;
        self.rows.retain(meant);
        self.cursor = (by_number && self.rows.len() == 1).then_some(0);
    }

    /// Moves the cursor over the list of callers.
    pub(super) fn step(&mut self, by: isize) {
        let Some(last) = self.rows.len().checked_sub(1) else {
            return;
        };
        self.cursor = match self.cursor {
            None if by > 0 => Some(0),
            None => None,
            Some(0) if by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
        };
    }

    /// Takes the caller under the cursor over; one whose name was masked until now is written down
    /// as revealed.
    pub(super) fn take_caller(&mut self) -> Response {
        let Some(row) = self.cursor.and_then(|at| self.rows.get(at)).cloned() else {
            return Response::used();
        };
        let typed = self.form.text(CallField::Number).trim().to_owned();
        let mut phones = row.person.phones.iter();
        let known = phones.find(|phone| typed.is_empty() || phone.contains(&typed));
        if let Some(known) = known {
            self.form.fill(CallField::Number, known);
        }
        let open = self.is_open(&row);
        self.form.fill(CallField::Name, &row.person.name);
        if self.form.text(CallField::Village).trim().is_empty() {
            let village = row.person.village.clone().unwrap_or_default();
            self.form.fill(CallField::Village, &village);
        }
        self.person = Some(row.hit.person);
        self.rows.clear();
        self.cursor = None;
        self.asked.clear();
        self.form.go(CallField::Note);
        if open {
            return Response::used();
        }
        let action = Action::Reveal {
            what: Revealed::Person(row.hit.person),
            why: "call".to_owned(),
        };
        Response::effect(Effect::Store(
            self.lines.log.draw(),
            Request::Commit(vec![action]),
        ))
    }

    /// Tells whether a row may be shown in full: two identifiers agree with what was typed.
    pub fn is_open(&self, row: &FoundRow) -> bool {
        let name = self.form.text(CallField::Name).trim();
        let by_number = row.hit.why.iter().any(|why| why.code() == "phone");
        agrees(row) || (by_number && !name.is_empty() && is_same(&row.person.name, name))
    }

    /// Gives the first caller shown, so that the cursor is in sight.
    pub fn top(&self) -> usize {
        self.cursor.unwrap_or(0) / CALLERS * CALLERS
    }
}
