//! 现场排队 at the counter: calling the next one, passing over whoever is not there.

use crate::app::lawyers::line::Spot;
use crate::app::lawyers::{Side, State, tell};
use crate::app::part::{Response, Tone};
use crate::app::shared::Shared;
use crate::domain::act::Deed;
use crate::domain::lawyer::{BookingFact, BookingId};
use crate::domain::lawyer_queue::{Place, next, queue};
use crate::domain::mask::mask_name;

impl State {
    /// Calls the next one who waits today.
    pub(super) fn call(&mut self, shared: &Shared) -> Response {
        let today = shared.now.date();
        let waiting = self.view().and_then(|view| next(view, today));
        let Some(id) = waiting else {
            return tell(shared, Tone::Plain, "lawyers-nobody-waits");
        };
        let fact = BookingFact::Called { at: shared.now };
        self.turn(shared, id, fact, "lawyers-called")
    }

    /// Passes over the one under the hand, else the one who was called last.
    pub(super) fn pass(&mut self, shared: &Shared) -> Response {
        let today = shared.now.date();
        let under = self.current_booking(shared.now).map(|(id, _)| id);
        let chosen = self.view().and_then(|view| {
            let queue = queue(view, today);
            let stands = queue.iter().find(|it| Some(it.id) == under);
            let called = queue.iter().rfind(|it| it.place == Place::Called);
            stands.or(called).map(|it| it.id)
        });
        let Some(id) = chosen else {
            return tell(shared, Tone::Plain, "lawyers-nobody-called");
        };
        let fact = BookingFact::Passed { at: shared.now };
        self.turn(shared, id, fact, "lawyers-passed")
    }

    /// Does it, and puts the hand on him.
    fn turn(&mut self, shared: &Shared, id: BookingId, fact: BookingFact, word: &str) -> Response {
        let name = self
            .view()
            .and_then(|view| view.bookings.iter().find(|(other, _)| *other == id))
            .map(|(_, it)| mask_name(&it.name))
            .unwrap_or_default();
        self.said = shared.words.say_with(word, &[("name", name.into())]);
        self.day.set(shared.now.date());
        self.side = Side::Day;
        self.spot.set(Spot::Booking(id));
        let deed = Deed::Booking { id: Some(id), fact };
        Response::effect(self.commit(vec![deed]))
    }
}
