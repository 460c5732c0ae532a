//! The pages of the hotline's pane: the lists, and one call.
//!
//! The lists show no word of what was said, and callers masked: they face the visitor.

use chrono::NaiveDate;

use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::call::draft::{CallField, ParkedCall};
use crate::domain::call::state::{Call, CallOutcome, Caller};
use crate::domain::call::view::{CallView, HotlineView};
use crate::domain::item::{CallId, Item};
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::phone::mask_phone;
use crate::words::bundle::Words;

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
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

const PARKED: &[Column] = &[Column::text("col-at"), Column::long("col-caller")];
const OPEN: &[Column] = &[
    Column::text("col-number"),
    Column::text("col-due"),
    Column::text("col-next").grouping(),
    Column::long("col-caller"),
];
const CALLS: &[Column] = &[
    Column::text("col-number"),
    Column::text("col-at"),
    Column::long("col-caller"),
    Column::number("col-took"),
    Column::text("col-state").grouping(),
];

/// Writes the lists: pads that are parked, what is still to be done, the calls of a day or from a
/// number.
pub fn list(shared: &Shared, view: &HotlineView, day: NaiveDate, tail: Option<&str>) -> Page<Row> {
    let words = &shared.words;
    let late = view.open.iter().filter(|it| it.is_late(shared.now)).count();
    let args = [
        ("day", day.to_string().into()),
        ("tail", tail.unwrap_or_default().into()),
        ("n", view.calls.len().into()),
        ("open", view.open.len().into()),
        ("late", late.into()),
        ("pad", shared.keys(Command::CallOpen).into()),
    ];
    let mut page = Page::new(words.say_with("hotline-counts", &args));
    if !view.parked.is_empty() {
        page.list(words.say("hotline-parked"), PARKED);
    }
    for parked in &view.parked {
        page.row(Row::Pad(parked.id), pad(shared, parked));
    }
    if !view.open.is_empty() {
        page.list(words.say("hotline-open"), OPEN);
    }
    for one in &view.open {
        let due = one.call.call_back_due();
        let due = due.map_or("".into(), |by| Cell::moment(shared, by));
        let cells = [
            Item::Call(one.id).to_string().into(),
            due.late(one.is_late(shared.now)),
            next(words, &one.call).into(),
            who(words, one).into(),
        ];
        page.row(Row::Open(one.id), cells);
    }
    let key = match tail {
        Some(_) => "hotline-from",
        None => "hotline-day",
    };
    page.list(words.say_with(key, &args), CALLS);
    for one in &view.calls {
        let started = one.call.card.started_at;
        let at = if tail.is_some() {
            Cell::moment(shared, started)
        } else {
            hour(started).into()
        };
        let cells = [
            Item::Call(one.id).to_string().into(),
            at,
            who(words, one).into(),
            took(&one.call).into(),
            state(words, &one.call).into(),
        ];
        page.row(Row::Call(one.id), cells);
    }
    page
}

fn hour(moment: Moment) -> String {
    moment.local().format("%H:%M").to_string()
}

/// Writes how long a call took: `1:35`.
fn took(call: &Call) -> String {
    let seconds = call.seconds();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn pad(shared: &Shared, parked: &ParkedCall) -> [Cell; 2] {
    let draft = &parked.draft;
    let caller = Caller {
        number: draft.get(CallField::Number).to_owned(),
        name: draft.get(CallField::Name).to_owned(),
        person: draft.person,
        village: draft.get(CallField::Village).to_owned(),
    };
    let at = Cell::moment(shared, draft.started_at);
    [at, masked(&shared.words, &caller).into()]
}

/// Says what is to be done about a call.
fn next(words: &Words, call: &Call) -> String {
    let tries = call.tries.len();
    match (call.awaits_case(), tries) {
        (true, _) => words.say("hotline-awaits"),
        (false, 0) => words.say("hotline-call-back"),
        (false, n) => words.say_with("hotline-again", &[("n", n.into())]),
    }
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
pub fn call(shared: &Shared, view: &CallView) -> Page<Row> {
    let words = &shared.words;
    let card = &view.call.card;
    let mut page = Page::new(format!(
        "{}  {}  {}",
        Item::Call(view.id),
        card.started_at.minute(),
        took(&view.call)
    ));
    page.choice(
        Row::Caller,
        words.say("hotline-caller"),
        who(words, view),
        Shade::Plain,
    );
    let mut fact = |key: &str, text: &str| {
        if !text.trim().is_empty() {
            page.fact(words.say(key), text.to_owned(), Shade::Plain);
        }
    };
    fact("pad-note", &card.note);
    match &card.outcome {
        CallOutcome::CallBack { what, .. } => fact("pad-what", what),
        CallOutcome::PassedOn { to } => fact("pad-to", to),
        CallOutcome::Answered | CallOutcome::Case(_) => {}
    }
    let (label, text) = (words.say("pad-outcome"), state(words, &view.call));
    if view.call.case().is_some() {
        page.choice(Row::Case, label, text, Shade::Plain);
    } else if view.is_late(shared.now) {
        page.fact(label, format!("!! {text}"), Shade::Bad);
    } else {
        page.fact(label, text, Shade::Plain);
    }
    for one in &view.call.tries {
        let key = if one.reached {
            "hotline-reached"
        } else {
            "hotline-missed"
        };
        let args = [
            ("at", one.at.minute().into()),
            ("said", one.statement.as_str().into()),
        ];
        let text = words.say_with(key, &args);
        page.fact(words.say("hotline-tries"), text, Shade::Plain);
    }
    let reached = view.call.tries.iter().any(|it| it.reached);
    if let Some(done) = view.call.done.as_deref().filter(|_| !reached) {
        let text = words.say_with("hotline-ended", &[("said", done.into())]);
        page.fact(words.say("hotline-tries"), text, Shade::Plain);
    }
    if view.locked {
        page.note(words.say("refusal-not-for-this-viewer"), Shade::Dim);
    }
    page
}
