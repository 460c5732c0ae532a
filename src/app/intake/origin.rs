//! 来源: an intake that comes of something else (an early sign, a call) begins with what is known
//! there, and that is told its number once it is registered.

use crate::app::effect::{Effect, Request};
use crate::app::intake::state::State;
use crate::app::intake::tell::told;
use crate::app::part::{Outcome, Tone};
use crate::app::shared::Shared;
use crate::domain::act::{Deed, Outcome as Came};
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::sign::SignFact;

impl State {
    /// Begins an intake of `origin` with what is known; one that was begun before comes back as it
    /// was left.
    pub(super) fn begin_of(
        &mut self,
        shared: &Shared,
        origin: Item,
        known: &IntakeDraft,
    ) -> Outcome {
        self.card = None;
        if self.sheet.origin == Some(origin) {
            return Outcome::used();
        }
        let parked = self.shelf.parked().iter();
        let left = parked
            .clone()
            .position(|it| it.draft.origin == Some(origin));
        if let Some(at) = left {
            return self.turn(shared, at);
        }
        self.fresh(shared);
        for field in Field::ALL {
            self.sheet.fill(*field, known.get(*field));
        }
        self.sheet.origin = Some(origin);
        self.sheet.form.go(Field::Name);
        let args = [("item", origin.to_string().into())];
        told(shared, Tone::Plain, "intake-origin", &args)
    }

    /// Tells the origin of what was registered which case came of it.
    pub(super) fn tell_origin(&mut self, number: CaseNumber) -> Option<Effect> {
        let deed = deed(self.sheet.origin?, number)?;
        Some(Effect::Store(
            self.lines.origin.draw(),
            Request::Commit(vec![deed]),
        ))
    }
}

/// Hears whether the origin took its number.
pub(super) fn origin_told(shared: &Shared, came: Vec<Came>) -> Outcome {
    match came.into_iter().next() {
        Some(Came::Refused(refusal)) => {
            let args = [("reason", shared.words.refusal(&refusal).into())];
            told(shared, Tone::Bad, "desk-reply-failed", &args)
        }
        _ => Outcome::used(),
    }
}

/// Gives the deed that follows a registration; what keeps no number of its own needs none.
fn deed(origin: Item, number: CaseNumber) -> Option<Deed> {
    match origin {
        Item::Sign(id) => Some(Deed::Sign {
            id: Some(id),
            fact: SignFact::Case(number),
        }),
        Item::Case(_) | Item::Call(_) | Item::Whistle(_) => None,
    }
}
