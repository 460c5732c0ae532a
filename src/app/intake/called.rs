//! 来电转登记: a call brings what was noted into an intake; nothing is typed twice.

use crate::app::intake::state::State;
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::domain::call::draft::CalledIn;
use crate::domain::codes::Channel;
use crate::domain::field::Field;
use crate::domain::item::Item;

impl State {
    /// Begins an intake with what a call brings; one that was begun for it before comes back.
    pub(super) fn called(&mut self, shared: &Shared, called: &CalledIn) -> Response {
        self.card = None;
        let origin = Some(Item::Call(called.call));
        if self.sheet.origin == origin {
            return Response::used();
        }
        let mut parked = self.draft_box.parked().iter();
        if let Some(at) = parked.position(|it| it.draft.origin == origin) {
            return self.turn(shared, at);
        }
        self.fresh(shared);
        self.sheet.origin = origin;
        for (field, text) in [
            (Field::Channel, Channel::Phone.code()),
            (Field::ReceivedAt, called.started_at.minute().as_str()),
            (Field::Name, called.name.as_str()),
            (Field::Phone, called.number.as_str()),
            (Field::Village, called.village.as_str()),
            (Field::Summary, called.note.as_str()),
        ] {
            self.sheet.fill(field, text);
        }
        self.sheet.form.go(Field::Summary);
        match called.person {
            Some(id) => {
                self.sheet.person = Some(id);
                self.filling = true;
                Response::effect(self.matters.ask(id, true))
            }
            None => Response::used(),
        }
    }
}
