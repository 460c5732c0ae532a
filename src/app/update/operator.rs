//! 换经办人: what was typed is kept for whoever typed it, then the desk begins anew for who sits down.

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::operator::Seating;
use crate::app::part::{Notice, Tone};
use crate::app::ticket::Asker;

/// Lets somebody sit down as soon as everything is kept.
pub(super) fn begin(model: &mut Model, name: String) {
    model.overlays.clear();
    model.seating = Some(Seating::Waiting(name));
}

/// Tells whether a message is for who sat here before, and must not reach who sits down.
pub(super) fn is_stale(model: &Model, msg: &Msg) -> bool {
    match (&model.seating, msg) {
        (None, _)
        | (_, Msg::Resize(..) | Msg::ClockBack(_) | Msg::Standing(_) | Msg::LessonsOver(_)) => {
            false
        }
        (Some(_), Msg::Press(_) | Msg::Paste(_) | Msg::Mouse(_)) => true,
        (Some(Seating::Waiting(_) | Seating::Seated(_)), _) => false,
        (Some(Seating::Asked), Msg::Reply(reply)) => reply.ticket.asker != Asker::Operator,
        (Some(Seating::Asked), Msg::Tick(_) | Msg::Second(_) | Msg::Changed) => true,
        (Some(Seating::Asked), Msg::OpenElsewhere(_)) => false,
    }
}

/// Tells the store who sits here, when nothing is being kept any more.
pub(super) fn seat(model: &mut Model) -> Option<Effect> {
    let Some(Seating::Waiting(name)) = &model.seating else {
        return None;
    };
    if model.writes > 0 {
        return None;
    }
    let request = Request::SitDown(name.clone());
    model.seating = Some(Seating::Asked);
    Some(Effect::Store(model.seat_line.draw(), request))
}

/// Hears that somebody sits here.
pub(super) fn answered(model: &mut Model, reply: Reply) {
    if !model.seat_line.takes(reply.ticket) {
        return;
    }
    match reply.answer {
        Answer::Seated(name) => model.seating = Some(Seating::Seated(name)),
        Answer::Failed(reason) => {
            model.seating = None;
            not_seated(model, &reason);
            let args = [("reason", reason.into())];
            model.notice = Some(Notice {
                tone: Tone::Bad,
                text: model.shared.words.say_with("desk-reply-failed", &args),
            });
        }
        _ => model.seating = None,
    }
}

/// Begins the desk anew for the one who sits here now; false while nobody has sat down.
pub(super) fn begun_anew(model: &mut Model) -> bool {
    let name = match model.seating.take() {
        Some(Seating::Seated(name)) => name,
        seating => {
            model.seating = seating;
            return false;
        }
    };
    let args = [("name", name.as_str().into())];
    let text = model.shared.words.say_with("operator-seated", &args);
    model.begin_anew(name);
    model.notice = Some(Notice {
        tone: Tone::Good,
        text,
    });
    true
}

/// Hears that nobody sat down after all: the card says why.
pub(super) fn not_seated(model: &mut Model, reason: &str) {
    if let Some(card) = &mut model.card {
        let args = [("reason", reason.into())];
        (card.waits, card.proved) = (false, None);
        card.problem = Some(model.shared.words.say_with("desk-reply-failed", &args));
    }
}
