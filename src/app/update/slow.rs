//! Answers that take their time: Esc breaks the one off that stands in front, and says so.

use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::part::{Notice, Openness, Tone};
use crate::app::slow_read::SlowRead;
use crate::app::ticket::{Asker, Ticket};

/// Takes down what is asked for.
pub(super) fn note(model: &mut Model, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Store(ticket, request) = effect
            && let Some(read) = SlowRead::of(*ticket, request)
        {
            model.slow.retain(|it| !it.ticket.same_line(*ticket));
            model.slow.push(read);
        }
    }
}

/// Hears that one was answered.
pub(super) fn answered(model: &mut Model, ticket: Ticket) {
    model.slow.retain(|it| it.ticket != ticket);
}

/// Breaks off what the part in front waits for; tells whether Esc has done its work with that.
pub(super) fn stop(model: &mut Model) -> (Vec<Effect>, bool) {
    let asker = match model.overlays.last() {
        Some(top) => Overlay::asker(top),
        None => Some(Asker::Pane(model.focus)),
    };
    let typing = model.overlays.is_empty() && model.front().open_field() != Openness::Closed;
    let (stopped, going): (Vec<SlowRead>, Vec<SlowRead>) = std::mem::take(&mut model.slow)
        .into_iter()
        .partition(|it| !typing && Some(it.ticket.asker) == asker);
    model.slow = going;
    let stays = stopped.iter().any(|it| it.stays);
    if stays {
        model.notice = Some(Notice {
            tone: Tone::Plain,
            text: model.shared.words.say("desk-stopping"),
        });
    }
    let effects = stopped.iter().map(|it| Effect::Stop(it.ticket));
    (effects.collect(), stays)
}
