//! What the desk asks of the store by itself, and whom an answer reaches.

use crate::app::answer::{Answer, Reply};
use crate::app::calls;
use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::pane::Pane;
use crate::app::part::{Input, Tone};
use crate::app::ticket::Asker;
use crate::app::update::dispatch::{dispatch_to_all, dispatch_to_pane, fulfil, open, tell};
use crate::app::update::{offline, operator, sign_in, unfinished, views};
use crate::domain::act::{CommitResult, Done};

/// Has the unanswered whistles passed up; what is due is looked for once a minute.
pub(super) fn escalate(model: &mut Model) -> Effect {
    Effect::Store(model.house_line.draw(), Request::Escalate)
}

pub(super) fn ask_today(model: &mut Model) -> Vec<Effect> {
    vec![Effect::Store(model.today_line.draw(), Request::Today)]
}

/// Hears an answer; when something was written by it, every pane is told. What had been kept before is
/// to its part as if it were kept now, and that is told.
pub(super) fn replied(model: &mut Model, mut reply: Reply) -> Vec<Effect> {
    let handed_in = model
        .handing_in
        .iter()
        .position(|(ticket, _)| *ticket == reply.ticket);
    let form = handed_in.map(|at| model.handing_in.remove(at).1);
    let before = kept_before(&mut reply);
    let done = matches!(&reply.answer, Answer::Outcomes(came) if came.iter().any(is_done));
    if let Some(form) = form.filter(|_| done) {
        // What comes of it next is something else, also where its pane goes on at once.
        model.shared.unfinished.renew(&form, &model.shared.saves);
    }
    let effects = heard(model, reply);
    if let Some(done) = before {
        let text = match done {
            Done::Registered { number, .. } => {
                let args = [("number", number.to_string().into())];
                model.shared.words.say_with("intake-known-now", &args)
            }
            _ => model.shared.words.say("desk-known-now"),
        };
        tell(model, Tone::Plain, text);
    }
    effects
}

fn is_done(came: &CommitResult) -> bool {
    matches!(came, CommitResult::Done(_))
}

/// Makes of what had been kept before what it was then; gives the first of it.
fn kept_before(reply: &mut Reply) -> Option<Done> {
    let Answer::Outcomes(outcomes) = &mut reply.answer else {
        return None;
    };
    let mut first = None;
    for outcome in outcomes {
        if let CommitResult::Known(done) = outcome {
            let done = done.clone();
            first.get_or_insert_with(|| done.clone());
            *outcome = CommitResult::Done(done);
        }
    }
    first
}

fn heard(model: &mut Model, reply: Reply) -> Vec<Effect> {
    if reply.wrote {
        model.writes = model.writes.saturating_sub(1);
        // What was not kept is told; nobody leaves on it unawares.
        let failed = matches!(reply.answer, Answer::Failed(_));
        model.leaving &= !failed;
        if failed && model.seating.take().is_some() {
            let reason = match &reply.answer {
                Answer::Failed(reason) => reason.clone(),
                _ => String::new(),
            };
            operator::not_seated(model, &reason);
        }
    }
    let leaves = model.leaving && model.writes == 0;
    if let Answer::SettingsChanged(live)
    | Answer::Settings {
        live: Some(live), ..
    } = &reply.answer
    {
        model.shared.adopt((**live).clone());
    }
    let wrote = match &reply.answer {
        Answer::Outcomes(outcomes) => outcomes
            .iter()
            .any(|it| matches!(it, CommitResult::Done(_))),
        Answer::Paper { .. }
        | Answer::Attached(_)
        | Answer::OperatorDone(_)
        | Answer::SettingsChanged(_) => true,
        Answer::Import(Some(view)) => view.end.is_some() && !view.order.rehearsal,
        Answer::Escalated(passed_up) => *passed_up > 0,
        Answer::RegisteredOffline(caught) => !caught.registered.is_empty(),
        _ => false,
    };
    let waits = matches!(reply.answer, Answer::KeptOffline(_));
    let mut effects = answered(model, reply);
    if waits {
        model.offline.waiting += 1;
        if model.lost.is_none() {
            // The line may have been away for a moment alone.
            effects.extend(offline::due(model));
        }
    }
    if wrote {
        effects.extend(changed(model));
    }
    let writes = |effect: &Effect| matches!(effect, Effect::Store(_, it) if it.is_write());
    if leaves && !effects.iter().any(writes) {
        effects.push(Effect::Quit);
    }
    effects
}

/// Tells every part that the store is no longer what it showed.
pub(super) fn changed(model: &mut Model) -> Vec<Effect> {
    model.view_counts.forget();
    let mut effects = ask_today(model);
    effects.extend(dispatch_to_all(model, &Input::Changed));
    effects
}

/// Gives an answer to the one who asked.
fn answered(model: &mut Model, reply: Reply) -> Vec<Effect> {
    match reply.ticket.asker {
        Asker::Today => {
            if model.today_line.takes(reply.ticket) {
                match reply.answer {
                    Answer::Today { today, calendar } => {
                        model.today.view = *today;
                        model.today.known = true;
                        model.shared.town.calendar = calendar;
                    }
                    Answer::Failed(reason) => failed(model, &reason),
                    _ => {}
                }
            }
            Vec::new()
        }
        // Tried again with the next minute; until then somebody must know.
        Asker::House => {
            if let Answer::Failed(reason) = reply.answer {
                let args = [("reason", reason.into())];
                let text = model.shared.words.say_with("whistles-not-escalated", &args);
                tell(model, Tone::Bad, text);
            }
            Vec::new()
        }
        Asker::Offline => offline::heard(model, reply),
        Asker::Own => {
            match reply.answer {
                Answer::Failed(reason) => failed(model, &reason),
                Answer::Rescued(text) => {
                    if let Some(lost) = &mut model.lost {
                        lost.rescued = Some(text.clone());
                    }
                    tell(model, Tone::Good, text);
                }
                _ => {}
            }
            Vec::new()
        }
        Asker::Views => {
            views::heard(model, reply);
            Vec::new()
        }
        Asker::Work => {
            work(model, reply);
            Vec::new()
        }
        Asker::Operator => {
            operator::answered(model, reply);
            Vec::new()
        }
        Asker::SignIn => {
            let covered = model.card.is_some();
            let mut effects = sign_in::answered(model, reply);
            if covered && model.card.is_none() {
                // What is sealed to him was covered with the desk.
                effects.extend(dispatch_to_all(model, &Input::Changed));
            }
            effects
        }
        Asker::Pane(pane) => dispatch_to_pane(model, pane, Input::Reply(reply)),
        Asker::Unfinished => {
            let left = unfinished::answered(model, reply);
            left.map_or_else(Vec::new, |target| open(model, target))
        }
        Asker::Pad if !calls::is_open(model) => {
            if let Answer::Failed(reason) = &reply.answer {
                failed(model, reason);
            }
            // What was parked stands on the ledger.
            dispatch_to_pane(model, Pane::Hotline, Input::Changed)
        }
        Asker::Finder
        | Asker::Palette
        | Asker::Roads
        | Asker::Lookup
        | Asker::Merge
        | Asker::Triage
        | Asker::Handover
        | Asker::Attach
        | Asker::Import
        | Asker::Output
        | Asker::Copy
        | Asker::Operators
        | Asker::Signature
        | Asker::Lessons
        | Asker::Pad => {
            // The pad that was kept stands on the ledger as soon as it is put aside.
            if reply.ticket.asker == Asker::Pad && matches!(reply.answer, Answer::Kept) {
                model.stale.insert(Pane::Hotline);
            }
            let shared = &model.shared;
            let mut overlays = model.overlays.iter_mut().enumerate();
            let asker = overlays.find(|(_, it)| it.asker() == Some(reply.ticket.asker));
            let Some((at, overlay)) = asker else {
                // The window of the import was closed before it heard.
                if reply.ticket.asker == Asker::Import {
                    work(model, reply);
                }
                return Vec::new();
            };
            let outcome = overlay.part_mut().update(shared, Input::Reply(reply));
            fulfil(model, outcome, Some(at))
        }
    }
}

/// Hears of an import whose window is closed.
fn work(model: &mut Model, reply: Reply) {
    let notice = model
        .import_watch
        .hear(&model.shared, reply.ticket, reply.answer);
    if notice.is_some() {
        model.notice = notice;
    }
}

fn failed(model: &mut Model, reason: &str) {
    let text = model
        .shared
        .words
        .say_with("desk-reply-failed", &[("reason", reason.into())]);
    tell(model, Tone::Bad, text);
}
