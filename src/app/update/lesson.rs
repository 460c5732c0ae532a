//! Where a lesson is given: the desk is looked at after every message. And from the desk itself: the
//! list of lessons, and the way there and back.

use crate::app::effect::{Course, Effect, Request};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Notice, Tone};
use crate::app::tutor::lessons::Until;
use crate::app::tutor::{State, list};

/// Looks at the desk: where the learner has come to what a step waits for, it goes on; a lesson that
/// is done is kept.
pub(super) fn look(model: &mut Model) -> Option<Effect> {
    loop {
        let reached = match model.tutor.as_ref().and_then(State::until) {
            Some(Until::Pane(pane)) => model.focus == pane && model.overlays.is_empty(),
            Some(Until::Over(scope)) => !model.overlays.is_empty() && model.scope() == scope,
            Some(Until::Typed(field)) => !model.intake.sheet.get(field).is_empty(),
            Some(Until::Did(_)) | None => false,
        };
        match &mut model.tutor {
            Some(tutor) if reached => tutor.advance(),
            _ => break,
        }
    }
    let code = model.tutor.as_mut().and_then(State::just_done)?;
    Some(Effect::Store(
        model.own_line.draw(),
        Request::KeepLesson(code),
    ))
}

/// Opens the list of lessons.
pub(super) fn list(model: &mut Model) -> Vec<Effect> {
    if matches!(model.overlays.last(), Some(Overlay::Lessons(_))) {
        return Vec::new();
    }
    let given = model.tutor.as_ref().map(State::number);
    let (state, asked) = list::State::open(given, model.finders);
    model.finders += 1;
    model.overlays.push(Overlay::Lessons(state));
    vec![asked]
}

/// Gives a lesson: where lessons are given already, here; else in a store of their own.
pub(super) fn give(model: &mut Model, course: Course) -> Vec<Effect> {
    match &mut model.tutor {
        Some(tutor) => {
            tutor.go_to(course.lesson);
            Vec::new()
        }
        None => vec![Effect::Learn(course)],
    }
}

/// Hears that the lessons have ended: the desk is as it was.
pub(super) fn over(model: &mut Model, ended: Result<(), String>) {
    let words = &model.shared.words;
    let (tone, text) = match ended {
        Ok(()) => (Tone::Plain, words.say("tutor-over")),
        Err(reason) => {
            let args = [("reason", reason.into())];
            (Tone::Bad, words.say_with("tutor-not-given", &args))
        }
    };
    model.notice = Some(Notice { tone, text });
    // It counts the lessons that are done.
    model.stale.insert(Pane::Setup);
}
