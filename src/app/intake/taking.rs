//! Taking a known person over, and what brings him.

use crate::app::effect::{Effect, Request};
use crate::app::intake::matters::Say;
use crate::app::intake::prior::is_open;
use crate::app::intake::state::State;
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::domain::act::Action;
use crate::domain::entry::Revealed;
use crate::domain::field::Field;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::view::PersonView;

impl State {
    /// Takes over the person under the cursor of the list.
    pub(super) fn take_chosen(&mut self, shared: &Shared) -> Response {
        let Some(row) = self.prior.chosen().cloned() else {
            return Response::used();
        };
        let mut outcome = self.take(shared, row.hit.person, &row.person, true);
        if !is_open(&row, &self.sheet) {
            outcome = outcome.and_effect(self.reveal(row.hit.person));
        }
        outcome
    }

    /// Takes a known person over into the draft in hand.
    pub(super) fn take(
        &mut self,
        shared: &Shared,
        id: PersonId,
        person: &Person,
        question: bool,
    ) -> Response {
        self.sheet.take(id, person, shared.now);
        self.sheet.joins = None;
        self.sheet.renews = false;
        self.sheet.go_on();
        Response::effect(self.matters.ask(id, question))
    }

    pub(super) fn reveal(&mut self, id: PersonId) -> Effect {
        let action = Action::Reveal {
            what: Revealed::Person(id),
            why: "intake".to_owned(),
        };
        Effect::Store(self.lines.log.draw(), Request::Commit(vec![action]))
    }

    /// Follows what was said about what brings a known person.
    pub(super) fn follow(&mut self, saying: Say) -> Response {
        match saying {
            Say::Same(number) => self.sheet.joins = Some(number),
            Say::NewFacts(number) => {
                self.sheet.joins = Some(number);
                self.sheet.renews = true;
                self.sheet.refold();
                self.sheet.form.go(Field::NewFacts);
                return Response::used();
            }
            Say::Another => self.sheet.joins = None,
            Say::NotHim => {
                if let Some(view) = self.matters.view() {
                    let person = view.person.clone();
                    self.sheet.release(&person, Moment::default());
                }
                self.matters.clear();
                return Response::used();
            }
        }
        self.sheet.renews = false;
        self.sheet.refold();
        self.sheet.form.go(Field::Summary);
        Response::used()
    }

    /// Hears who the person of the draft is.
    pub(super) fn known(&mut self, shared: &Shared, view: Option<Box<PersonView>>) -> Response {
        let before = self.snapshot(shared);
        let filling = std::mem::take(&mut self.filling);
        if let Some(view) = view.as_ref().filter(|_| filling) {
            self.sheet.take(view.id, &view.person, shared.now);
            self.sheet.form.go(Field::Summary);
        }
        self.matters.show(view);
        let mut outcome = Response::used();
        outcome.effects = self.catch_up(shared, &before);
        outcome
    }
}
