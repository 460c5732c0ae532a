//! Where a lesson is given: the desk is looked at after every message.

use crate::app::model::Model;
use crate::app::tutor::State;
use crate::app::tutor::lessons::Until;

/// Looks at the desk: where the learner has come to what a step waits for, it goes on.
pub(super) fn look(model: &mut Model) {
    loop {
        let reached = match model.tutor.as_ref().and_then(State::until) {
            Some(Until::Pane(pane)) => model.focus == pane && model.overlays.is_empty(),
            Some(Until::Over(scope)) => !model.overlays.is_empty() && model.scope() == scope,
            Some(Until::Typed(field)) => !model.intake.sheet.get(field).is_empty(),
            Some(Until::Did(_)) | None => false,
        };
        match &mut model.tutor {
            Some(tutor) if reached => tutor.advance(),
            _ => return,
        }
    }
}
