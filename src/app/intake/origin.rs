//! 来源: an intake that comes of something else (an early sign, a whistle) begins with what is known
//! there; that is told its number in the registration itself.

use crate::app::intake::state::State;
use crate::app::intake::tell::respond;
use crate::app::part::{Response, Tone};
use crate::app::shared::Shared;
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::item::Item;

impl State {
    /// Begins an intake of `origin` with what is known; one that was begun before comes back as it
    /// was left.
    pub(super) fn begin_of(
        &mut self,
        shared: &Shared,
        origin: Item,
        known: &IntakeDraft,
    ) -> Response {
        self.card = None;
        if self.sheet.origin == Some(origin) {
            return Response::used();
        }
        let parked = self.draft_box.parked().iter();
        let left = parked
            .clone()
            .position(|it| it.draft.origin == Some(origin));
        if let Some(at) = left {
            return self.turn(shared, at);
        }
        let begun = self.begin_known(shared, known);
        self.sheet.origin = Some(origin);
        let args = [("item", origin.to_string().into())];
        begun.and(respond(shared, Tone::Plain, "intake-origin", &args))
    }

    /// Begins an intake with what is known.
    pub(super) fn begin_known(&mut self, shared: &Shared, known: &IntakeDraft) -> Response {
        self.card = None;
        self.fresh(shared);
        for field in Field::ALL {
            self.sheet.fill(*field, known.get(*field));
        }
        self.sheet.form.go(Field::Name);
        Response::used()
    }
}
