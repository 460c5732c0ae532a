//! 苗头: the page of the early signs. Lists face the visitor: persons stand masked, and what
//! complains of somebody stands by its number, whoever looks.

use crate::app::case::para::{Para, Shade};
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::prevention::page::Row;
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::item::Item;
use crate::domain::mask::mask_name;
use crate::domain::prevention::board::{PreventionView, SignView};
use crate::domain::prevention::finding::SignKind;
use crate::domain::prevention::sign::SignState;
use crate::words::bundle::Words;

const SIGNS: &[Column] = &[
    Column::text("col-number"),
    Column::text("col-node").grouping(),
    Column::text("col-kind").grouping(),
    Column::long("col-what"),
    Column::text("col-state").grouping(),
    Column::number("col-days"),
];

/// Writes the signs, the open ones first.
pub fn list(shared: &Shared, view: &PreventionView) -> Page<Row> {
    let words = &shared.words;
    let args = [
        ("open", view.open.len().into()),
        ("over", view.over.len().into()),
    ];
    let mut page = Page::new(words.say_with("prevention-signs", &args));
    page.note(words.say("prevention-no-labels"), Shade::Dim);
    if view.open.is_empty() {
        let args = [("new", shared.keys(Command::PreventionFound).into())];
        page.note(words.say_with("prevention-no-signs", &args), Shade::Dim);
    }
    for (signs, key) in [
        (&view.open, "prevention-open"),
        (&view.over, "prevention-over"),
    ] {
        if signs.is_empty() {
            continue;
        }
        let args = [("n", signs.len().into())];
        page.list(words.say_with(key, &args), SIGNS);
        for sign in signs {
            page.row(Row::Sign(sign.id), row(shared, sign));
        }
    }
    page
}

/// Tells whether a sign stands by its number alone.
fn is_secret(view: &SignView) -> bool {
    view.locked || view.sign.sighting.finding.kind == SignKind::Accusation
}

fn row(shared: &Shared, view: &SignView) -> [Cell; 6] {
    let words = &shared.words;
    let today = shared.now.date();
    let sign = &view.sign;
    let finding = &sign.sighting.finding;
    let [place, kind, what] = if is_secret(view) {
        let locked = Cell::toned(words.say("prevention-locked"), Shade::Dim);
        ["".into(), "".into(), locked]
    } else {
        [
            view.place.as_str().into(),
            words.code("sign-kind", finding.kind.code()).into(),
            finding.text.as_str().into(),
        ]
    };
    let late = sign.is_open() && sign.is_watched_out(today);
    let tone = match sign.state {
        SignState::Open | SignState::Whistled(_) => Shade::Warn,
        SignState::Watched { .. } => Shade::Plain,
        SignState::Case(_) | SignState::Settled { .. } => Shade::Dim,
    };
    let days = if sign.is_open() {
        sign.days_open(today).to_string()
    } else {
        String::new()
    };
    [
        Item::Sign(view.id).to_string().into(),
        place,
        kind,
        what,
        Cell::toned(state_text(words, view), tone).late(late),
        days.into(),
    ]
}

fn state_text(words: &Words, view: &SignView) -> String {
    match &view.sign.state {
        SignState::Open => words.say("prevention-state-open"),
        SignState::Whistled(id) => {
            let args = [("number", Item::Whistle(*id).to_string().into())];
            words.say_with("prevention-state-whistled", &args)
        }
        SignState::Case(number) => {
            let args = [("number", number.to_string().into())];
            words.say_with("prevention-state-case", &args)
        }
        SignState::Watched { until, .. } => {
            let args = [("day", until.to_string().into())];
            words.say_with("prevention-state-watched", &args)
        }
        SignState::Settled { on, .. } => {
            let args = [("day", on.to_string().into())];
            words.say_with("prevention-state-settled", &args)
        }
    }
}

/// Writes what else is known of a sign, persons masked; nothing of one that stands by its number.
pub fn details(words: &Words, view: &SignView) -> Vec<Para> {
    if is_secret(view) {
        return Vec::new();
    }
    let finding = &view.sign.sighting.finding;
    let para = |key: &str, text: String| Para {
        label: words.say(key),
        text,
        tone: Shade::Plain,
        item: None,
    };
    vec![
        para("ask-sign_text", finding.text.clone()),
        para("col-found", more(words, view)),
    ]
}

fn more(words: &Words, view: &SignView) -> String {
    let sighting = &view.sign.sighting;
    let day = match sighting.round {
        Some(round) => {
            let round = words.code("checkin-round", round.code());
            format!("{} {round}", sighting.found_on)
        }
        None => sighting.found_on.to_string(),
    };
    let args = [
        ("day", day.into()),
        ("who", sighting.found_by.as_str().into()),
    ];
    let mut parts = vec![words.say_with("prevention-found-by", &args)];
    let about: Vec<String> = sighting
        .finding
        .about
        .split(['、', '，', ',', ' '])
        .filter(|name| !name.is_empty())
        .map(mask_name)
        .collect();
    if !about.is_empty() {
        let args = [("names", about.join("、").into())];
        parts.push(words.say_with("prevention-about", &args));
    }
    match &view.sign.state {
        SignState::Watched { why: text, .. } | SignState::Settled { how: text, .. } => {
            parts.push(text.replace('\n', " "));
        }
        SignState::Open | SignState::Whistled(_) | SignState::Case(_) => {}
    }
    parts.join("  ")
}
