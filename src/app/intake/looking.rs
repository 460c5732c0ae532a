//! Before a draft is registered: whoever has its name or its numbers is shown once, also where they
//! were pasted, read from a card or taken back, and a number that stands under another name is asked
//! about.

use crate::app::answer::FoundRow;
use crate::app::intake::id_owner::OwnerSay;
use crate::app::intake::prior::is_open;
use crate::app::intake::state::State;
use crate::app::intake::tell::respond;
use crate::app::part::{Response, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::field::Field;

impl State {
    /// Looks for whom the draft may be about; `None` once everybody was looked for and shown, and
    /// every number is settled.
    pub(super) fn look_first(&mut self, shared: &Shared) -> Option<Response> {
        if let Some(what) = self.prior.unlooked(&self.sheet) {
            self.looking = true;
            return Some(Response::effect(self.prior.check(what)));
        }
        let owner = self.prior.owner_of_id(&self.sheet).cloned();
        if let Some(row) = owner.filter(|_| !self.owner.is_settled(&self.sheet)) {
            self.prior.meet(row.hit.person);
            self.owner.put(row);
            return Some(respond(shared, Tone::Plain, "intake-owner-first", &[]));
        }
        let met = self.prior.unseen(&self.sheet);
        if met.is_empty() {
            return None;
        }
        let args = [
            ("n", met.len().into()),
            ("keys", shared.keys(Command::Save).into()),
        ];
        // There the keys of the list are free.
        self.sheet.form.go(Field::Name);
        self.prior.present(met, &self.sheet);
        Some(respond(shared, Tone::Plain, "intake-look-first", &args))
    }

    /// Hears who was found, and goes on with the registration.
    pub(super) fn looked(&mut self, shared: &Shared, rows: Vec<FoundRow>) -> Response {
        self.looking = false;
        self.prior.checked(rows);
        self.save(shared)
    }

    /// Follows what was answered to whose the number is.
    pub(super) fn owner_answered(
        &mut self,
        shared: &Shared,
        answer: OwnerSay,
        row: &FoundRow,
    ) -> Response {
        match answer {
            OwnerSay::Same => {
                let id = row.hit.person;
                let open = is_open(row, &self.sheet);
                self.sheet.person = Some(id);
                self.sheet.joins = None;
                self.sheet.renews = false;
                self.sheet.refold();
                self.sheet.form.go(Field::Summary);
                let keys = [("keys", shared.keys(Command::Save).into())];
                let asked = Response::effect(self.matters.ask(id, true));
                let outcome = asked.and(respond(shared, Tone::Plain, "intake-owner-taken", &keys));
                if open {
                    return outcome;
                }
                let reveal = self.reveal(id);
                outcome.and_effect(reveal)
            }
            OwnerSay::Misread => {
                let args = [("person", row.hit.person.to_string().into())];
                let note = shared.words.say_with("intake-misread", &args);
                let evidence = self.sheet.get(Field::Evidence).trim();
                let evidence = if evidence.is_empty() {
                    note
                } else {
                    format!("{evidence}；{note}")
                };
                self.sheet.fill(Field::Evidence, &evidence);
                self.sheet.fill(Field::IdNumber, "");
                self.save(shared)
            }
            OwnerSay::Another => self.save(shared),
        }
    }
}
