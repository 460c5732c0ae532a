//! `mulin call list`: the hotline's calls as a list.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::call::state::{CallOutcome, OutcomeKind};
use crate::domain::call::view::CallView;
use crate::domain::item::Item;
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::phone::mask_phone;
use crate::domain::viewer::Viewer;
use crate::store::contract::ask;
use crate::verbs::arguments::CallListArguments;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};
use crate::words::bundle::Words;

/// One row of `mulin call list --json`; what the viewer may not see is `null`.
#[derive(Debug, Serialize)]
struct CallJson {
    call: String,
    started_at: String,
    ended_at: String,
    seconds: u64,
    number: Option<String>,
    name: Option<String>,
    village: Option<String>,
    note: Option<String>,
    outcome: &'static str,
    call_back_by: Option<String>,
    /// `owed`, `late` or `done`; `null` where none was promised.
    call_back: Option<&'static str>,
    tries: usize,
    passed_to: Option<String>,
    case: Option<String>,
    open: bool,
    locked: bool,
}

impl CallJson {
    fn of(view: &CallView, now: Moment) -> Self {
        let (call, card) = (&view.call, &view.call.card);
        let shown = |text: &str| (!view.locked && !text.is_empty()).then(|| text.to_owned());
        Self {
            call: Item::Call(view.id).to_string(),
            started_at: card.started_at.to_string(),
            ended_at: card.ended_at.to_string(),
            seconds: call.seconds(),
            number: shown(&mask_phone(&card.caller.number)),
            name: shown(&card.caller.name),
            village: shown(&card.caller.village),
            // What became a matter is told by its own case, once that is classed.
            note: shown(&card.note).filter(|_| card.outcome.kind() != OutcomeKind::Case),
            outcome: card.outcome.kind().code(),
            call_back_by: call.call_back_due().map(|by| by.to_string()),
            call_back: match (call.call_back_due(), call.done.is_some()) {
                (Some(_), _) if view.is_late(now) => Some("late"),
                (Some(_), _) => Some("owed"),
                (None, true) => Some("done"),
                (None, false) => None,
            },
            tries: call.tries.len(),
            passed_to: match &card.outcome {
                CallOutcome::PassedOn { to } => shown(to),
                CallOutcome::Answered | CallOutcome::CallBack { .. } | CallOutcome::Case(_) => None,
            },
            case: call.case().map(|case| case.to_string()),
            open: call.is_open(),
            locked: view.locked,
        }
    }
}

/// Prints the calls of a day (today, unless another is given), or what is still to be done.
pub fn list(setting: &Setting, asked: &CallListArguments) -> Exit {
    let now = now();
    let day = match &asked.on {
        None => now.date(),
        Some(text) => {
            let Ok(day) = text.parse::<NaiveDate>() else {
                let args = [("text", text.as_str().into())];
                complain(setting.words.say_with("verbs-call-day", &args));
                return Exit::Usage;
            };
            day
        }
    };
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let found = ask(store.as_ref(), |it| {
        let mut found = if asked.open {
            it.open_calls(&viewer)?
        } else {
            it.calls(day, day, &viewer)?
        };
        if asked.open && asked.on.is_some() {
            found.retain(|view| view.call.card.started_at.date() == day);
        }
        Ok(found)
    });
    let found = match found {
        Ok(found) => found,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    for view in &found {
        if asked.json {
            printer.element(&CallJson::of(view, now));
        } else {
            printer.line(line(&setting.words, view, now));
        }
    }
    if asked.json {
        printer.end_array();
    }
    Exit::Done
}

fn line(words: &Words, view: &CallView, now: Moment) -> String {
    let card = &view.call.card;
    let mut parts = vec![
        Item::Call(view.id).to_string(),
        card.started_at.minute(),
        mask_phone(&card.caller.number),
        mask_name(&card.caller.name),
        card.caller.village.clone(),
        words.code("call_outcome", card.outcome.kind().code()),
    ];
    if view.secret {
        parts.drain(2..5);
    }
    if let Some(by) = view.call.call_back_due() {
        let late = if view.is_late(now) { "!! " } else { "" };
        parts.push(format!("{late}{}", by.minute()));
    }
    parts.extend(view.call.case().map(|case| case.to_string()));
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}
