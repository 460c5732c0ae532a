//! Keeping the keys that come while a form is saved, and giving them on.

use crate::app::effect::Effect;
use crate::app::held::{Held, HeldInput, shown};
use crate::app::input::{Routed, route};
use crate::app::model::Model;
use crate::app::msg::Press;
use crate::app::part::{Input, Openness, Tone};
use crate::app::update::dispatch::{offer, tell};
use crate::command::table::Command;

/// What becomes of a key that may be one to keep.
pub(super) enum Took {
    /// It is not: no form is being saved, or it leads away from it.
    No,
    /// It was kept, or told.
    Yes,
}

/// Tells whether a command moves about in a form and does nothing else.
const fn moves(command: Command) -> bool {
    matches!(
        command,
        Command::FieldNext | Command::FieldPrevious | Command::MoveUp | Command::MoveDown
    )
}

/// Keeps a key that is typed into a form while that is saved.
pub(super) fn press(model: &mut Model, press: Press) -> Took {
    let Some(filling) = model.front().filling().filter(|it| it.saving) else {
        return Took::No;
    };
    if model.is_covered() || !model.pending.is_empty() {
        return Took::No;
    }
    let (scope, field) = (model.scope(), model.open_field());
    let mut pending = Vec::new();
    match route(&model.shared.keymap, scope, field, &mut pending, press) {
        Routed::Run(Command::Save) => {
            let text = model.shared.words.say("desk-saving-already");
            tell(model, Tone::Plain, text);
        }
        Routed::Run(command) if !moves(command) && command != Command::Choose => return Took::No,
        Routed::Wait | Routed::Drop | Routed::Unbound(_) => return Took::No,
        Routed::Run(_) | Routed::Type(_) => keep(model, filling.mark, HeldInput::Press(press)),
    }
    Took::Yes
}

/// Keeps what is pasted into a form while that is saved.
pub(super) fn paste(model: &mut Model, text: &str) -> Took {
    let filling = model.front().filling().filter(|it| it.saving);
    match filling.filter(|_| !model.is_covered()) {
        Some(filling) => {
            keep(model, filling.mark, HeldInput::Paste(text.to_owned()));
            Took::Yes
        }
        None => Took::No,
    }
}

fn keep(model: &mut Model, mark: String, input: HeldInput) {
    model.held.mark = mark;
    model.held.inputs.push(input);
}

/// Gives on what was kept, once nothing is being saved in front.
pub(super) fn give(model: &mut Model) -> Vec<Effect> {
    let front = model.front().filling();
    if model.held.inputs.is_empty() || front.as_ref().is_some_and(|it| it.saving) {
        return Vec::new();
    }
    let Held { mark, inputs } = std::mem::take(&mut model.held);
    let same = front.is_some_and(|it| it.mark == mark);
    let mut effects = Vec::new();
    for (at, input) in inputs.iter().enumerate() {
        let given = match allowed(model, same, input) {
            Some(input) => offer(model, input),
            None => (Vec::new(), false),
        };
        effects.extend(given.0);
        if !given.1 {
            let args = [("keys", shown(&inputs[at..]).into())];
            let text = model.shared.words.say_with("desk-keys-unused", &args);
            tell(model, Tone::Bad, text);
            break;
        }
    }
    effects
}

/// Gives what an input is to the part in front; `None` where it would confirm or run something that
/// nobody has seen.
fn allowed(model: &Model, same: bool, input: &HeldInput) -> Option<Input> {
    let press = match input {
        HeldInput::Paste(text) => return Some(Input::Paste(text.clone())),
        HeldInput::Press(press) => *press,
    };
    let (scope, field) = (model.scope(), model.open_field());
    match route(&model.shared.keymap, scope, field, &mut Vec::new(), press) {
        Routed::Run(command) if moves(command) => Some(Input::Command(command)),
        // In a form that stands as it was, Enter goes on to the next line.
        Routed::Run(Command::Choose) if same => Some(Input::Command(Command::FieldNext)),
        Routed::Type(press) => {
            let digit = press
                .key
                .folded()
                .text()
                .is_some_and(|it| it.is_ascii_digit());
            let words = matches!(field, Openness::Line | Openness::Area);
            let asks = model.front().filling().is_some_and(|it| it.asks);
            (!digit || !asks && (same || words)).then_some(Input::Press(press))
        }
        _ => None,
    }
}
