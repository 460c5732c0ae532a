//! What the hotline's pane says, paragraph by paragraph, and what the hand can stand on.
//!
//! The lists show no word of what was said, and callers masked: they face the visitor.

use chrono::NaiveDate;

use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::call::draft::{CallField, ParkedCall};
use crate::domain::call::state::{Call, CallOutcome, Caller};
use crate::domain::call::view::{CallView, HotlineView};
use crate::domain::item::{CallId, Item};
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::phone::mask_phone;
use crate::words::say::Words;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A pad that is parked.
    Pad(u64),
    /// A call of which something is still to be done.
    Open(CallId),
    /// A call of the list.
    Call(CallId),
    /// Who called and what was noted, to be corrected.
    Caller,
    /// The case that the call became.
    Case,
}

/// Gives what the hand can stand on, in order.
pub fn spots(view: &HotlineView, shown: Option<&CallView>) -> Vec<Spot> {
    if let Some(shown) = shown {
        let case = shown.call.case().map(|_| Spot::Case);
        return std::iter::once(Spot::Caller).chain(case).collect();
    }
    let parked = view.parked.iter().map(|it| Spot::Pad(it.id));
    parked
        .chain(view.open.iter().map(|it| Spot::Open(it.id)))
        .chain(view.calls.iter().map(|it| Spot::Call(it.id)))
        .collect()
}

fn plain(label: String, text: String, tone: Tone) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}

/// Writes the lists.
pub fn list(shared: &Shared, view: &HotlineView, day: NaiveDate, tail: Option<&str>) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    let mut item = 0;
    let mut thing = |label: String, text: String, tone: Tone| {
        let para = Para {
            label,
            text,
            tone,
            item: Some(item),
        };
        item += 1;
        para
    };
    if !view.parked.is_empty() {
        let heading = words.say("hotline-parked");
        paras.push(plain(String::new(), heading, Tone::Warn));
    }
    for parked in &view.parked {
        let (label, text) = pad(words, parked);
        paras.push(thing(label, text, Tone::Warn));
    }
    if !view.open.is_empty() {
        let late = view.open.iter().filter(|it| it.is_late(shared.now)).count();
        let args = [("n", view.open.len().into()), ("late", late.into())];
        let heading = words.say_with("hotline-open", &args);
        paras.push(plain(String::new(), heading, Tone::Warn));
    }
    for one in &view.open {
        let late = one.is_late(shared.now);
        let tone = if late { Tone::Bad } else { Tone::Warn };
        let mark = if late { "!! " } else { "" };
        let text = format!("{mark}{}  {}", state(words, &one.call), who(words, one));
        paras.push(thing(Item::Call(one.id).to_string(), text, tone));
    }
    let args = [
        ("day", day.to_string().into()),
        ("tail", tail.unwrap_or_default().into()),
        ("n", view.calls.len().into()),
        ("pad", shared.keys(Command::CallOpen).into()),
    ];
    let heading = words.say_with(
        match tail {
            Some(_) => "hotline-from",
            None => "hotline-day",
        },
        &args,
    );
    paras.push(plain(String::new(), heading, Tone::Dim));
    for one in &view.calls {
        let started = one.call.card.started_at;
        let time = if tail.is_some() {
            started.minute()
        } else {
            hour(started)
        };
        let text = format!(
            "{time}  {}  {}  {}",
            who(words, one),
            took(&one.call),
            state(words, &one.call)
        );
        paras.push(thing(Item::Call(one.id).to_string(), text, Tone::Plain));
    }
    paras
}

fn hour(moment: Moment) -> String {
    moment.local().format("%H:%M").to_string()
}

/// Writes how long a call took: `1:35`.
fn took(call: &Call) -> String {
    let seconds = call.seconds();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn pad(words: &Words, parked: &ParkedCall) -> (String, String) {
    let draft = &parked.draft;
    let caller = Caller {
        number: draft.get(CallField::Number).to_owned(),
        name: draft.get(CallField::Name).to_owned(),
        person: draft.person,
        village: draft.get(CallField::Village).to_owned(),
    };
    let started = draft.started_at.local();
    let label = started.format("%m-%d %H:%M").to_string();
    (label, masked(words, &caller))
}

/// Says who called, masked; of a call that led to an accusation nothing but a lock.
fn who(words: &Words, view: &CallView) -> String {
    if view.secret {
        return words.say("hotline-locked");
    }
    masked(words, &view.call.card.caller)
}

fn masked(words: &Words, caller: &Caller) -> String {
    let parts = [
        mask_phone(&caller.number),
        mask_name(&caller.name),
        caller.village.clone(),
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        words.say("hotline-unknown")
    } else {
        parts.join(" ")
    }
}

/// Says how a call stands, without a word of what was said.
fn state(words: &Words, call: &Call) -> String {
    let tries = call.tries.len();
    match &call.card.outcome {
        CallOutcome::CallBack { .. } if call.done.is_some() => words.say("hotline-called-back"),
        CallOutcome::CallBack { by, .. } if tries > 0 => {
            let args = [("by", by.minute().into()), ("n", tries.into())];
            words.say_with("hotline-tried", &args)
        }
        CallOutcome::CallBack { by, .. } => {
            words.say_with("hotline-by", &[("by", by.minute().into())])
        }
        CallOutcome::Case(Some(case)) => case.to_string(),
        CallOutcome::Case(None) => words.say("hotline-awaits"),
        CallOutcome::Answered | CallOutcome::PassedOn { .. } => {
            words.code("call_outcome", call.card.outcome.kind().code())
        }
    }
}

/// Writes one call.
pub fn call(shared: &Shared, view: &CallView) -> Vec<Para> {
    let words = &shared.words;
    let card = &view.call.card;
    let mut paras = vec![plain(
        Item::Call(view.id).to_string(),
        format!("{}  {}", card.started_at.minute(), took(&view.call)),
        Tone::Good,
    )];
    paras.push(Para {
        label: words.say("hotline-caller"),
        text: who(words, view),
        tone: Tone::Plain,
        item: Some(0),
    });
    let mut said = |key: &str, text: &str| {
        if !text.trim().is_empty() {
            paras.push(plain(words.say(key), text.to_owned(), Tone::Plain));
        }
    };
    said("pad-note", &card.note);
    match &card.outcome {
        CallOutcome::CallBack { what, .. } => said("pad-what", what),
        CallOutcome::PassedOn { to } => said("pad-to", to),
        CallOutcome::Answered | CallOutcome::Case(_) => {}
    }
    paras.push(Para {
        label: words.say("pad-outcome"),
        text: state(words, &view.call),
        tone: if view.is_late(shared.now) {
            Tone::Bad
        } else {
            Tone::Plain
        },
        item: view.call.case().map(|_| 1),
    });
    for one in &view.call.tries {
        let key = if one.reached {
            "hotline-reached"
        } else {
            "hotline-missed"
        };
        let args = [
            ("at", one.at.minute().into()),
            ("said", one.said.as_str().into()),
        ];
        paras.push(plain(
            words.say("hotline-tries"),
            words.say_with(key, &args),
            Tone::Plain,
        ));
    }
    let reached = view.call.tries.iter().any(|it| it.reached);
    if let Some(done) = view.call.done.as_deref().filter(|_| !reached) {
        let text = words.say_with("hotline-ended", &[("said", done.into())]);
        paras.push(plain(words.say("hotline-tries"), text, Tone::Plain));
    }
    if view.locked {
        let text = words.say("refusal-not-for-this-viewer");
        paras.push(plain(String::new(), text, Tone::Dim));
    }
    paras
}
