//! The call pad among what stands on top: opened over anything, told of seconds.

use crate::app::call_pad;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::domain::moment::Moment;

/// Opens a pad over whatever is open; `None` where one is in front already and is to be asked.
pub fn open(model: &mut Model, parked: Option<u64>) -> Option<Vec<Effect>> {
    let at = model
        .overlays
        .iter()
        .position(|it| matches!(it, Overlay::Pad(_)));
    if let Some(at) = at {
        model.overlays.truncate(at + 1);
        return None;
    }
    let (state, asked) = call_pad::State::open(parked, model.pads);
    model.pads += 1;
    model.overlays.push(Overlay::Pad(Box::new(state)));
    Some(asked)
}

/// Tells whether a pad is open.
pub fn is_open(model: &Model) -> bool {
    model
        .overlays
        .iter()
        .any(|it| matches!(it, Overlay::Pad(_)))
}

/// Tells the pad what second it is.
pub fn second(model: &mut Model, now: Moment) {
    for overlay in &mut model.overlays {
        if let Overlay::Pad(pad) = overlay {
            pad.second(now);
        }
    }
}
