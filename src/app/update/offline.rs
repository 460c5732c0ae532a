//! 补登: what waits on this machine is registered as soon as the server is back.

use crate::app::answer::{Answer, Caught, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::part::Tone;
use crate::app::update::dispatch::tell;
use crate::domain::seat::Seat;

/// How many numbers are named one by one.
const NAMED: usize = 3;

/// Has what waits registered.
pub(super) fn ask(model: &mut Model) -> Effect {
    Effect::Store(model.offline.line.draw(), Request::RegisterOffline)
}

/// Has what waits registered, where anything does and somebody sits here.
pub(super) fn due(model: &mut Model) -> Vec<Effect> {
    let is_due = model.offline.waiting > 0 && model.shared.seat != Seat::Empty;
    if is_due && !model.offline.line.is_waiting() {
        vec![ask(model)]
    } else {
        Vec::new()
    }
}

/// The server is back: what waits is registered, and who signed in meanwhile goes into history.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if model.shared.seat == Seat::Empty {
        return Vec::new();
    }
    vec![ask(model)]
}

/// Hears what became of it.
pub(super) fn heard(model: &mut Model, reply: Reply) -> Vec<Effect> {
    if !model.offline.line.takes(reply.ticket) {
        return Vec::new();
    }
    match reply.answer {
        Answer::RegisteredOffline(caught) => {
            model.offline.waiting = caught.waiting;
            if model.offline.heard != caught {
                say(model, &caught);
            }
            model.offline.heard = caught;
        }
        Answer::Failed(reason) => {
            let args = [("reason", reason.into())];
            let text = model.shared.words.say_with("desk-reply-failed", &args);
            tell(model, Tone::Bad, text);
        }
        _ => {}
    }
    Vec::new()
}

/// Says which lasting numbers there are, and what waits on.
fn say(model: &mut Model, caught: &Caught) {
    let words = &model.shared.words;
    let pairs = caught.registered.iter().take(NAMED);
    let pairs: Vec<String> = pairs
        .map(|(number, case)| format!("{number} → {case}"))
        .collect();
    let n = caught.registered.len();
    let mut parts = Vec::new();
    if n > 0 {
        let args = [("n", n.into()), ("numbers", pairs.join("  ").into())];
        parts.push(words.say_with("offline-registered", &args));
    }
    if caught.sealed > 0 {
        let args = [("n", caught.sealed.into())];
        parts.push(words.say_with("offline-sealed", &args));
    }
    if let Some(reason) = caught.reason.clone().filter(|_| model.lost.is_none()) {
        let args = [("n", caught.waiting.into()), ("reason", reason.into())];
        parts.push(words.say_with("offline-waiting", &args));
    }
    if parts.is_empty() {
        return;
    }
    let tone = if caught.waiting == 0 {
        Tone::Good
    } else {
        Tone::Plain
    };
    tell(model, tone, parts.join("  "));
}
