//! A place in a round and an early sign, as they stand in a row.

use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::domain::item::Item;
use crate::domain::mask::mask_name;
use crate::domain::prevention::board::{PreventionView, SignView, Slot};
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::sign::SignState;
use crate::words::say::Words;

/// Says what a node reported, or whom to ask for it.
pub(super) fn slot_text(words: &Words, view: &PreventionView, slot: &Slot) -> String {
    let Some(check) = &slot.check else {
        let area = view.week.iter().find(|it| it.code == slot.area);
        let area = area.map_or("", |it| it.name.as_str());
        let head = if slot.head.is_empty() {
            words.say("prevention-no-head")
        } else {
            format!("{} {}", slot.head, slot.phone)
        };
        return [
            words.say("prevention-missing").as_str(),
            area,
            head.trim_end(),
        ]
        .join("  ");
    };
    let report = &check.report;
    let mut parts = Vec::new();
    // The screen faces the visitor: what complains of somebody stands there as if it said nothing.
    let secret =
        |finding: &Finding| finding.text.is_empty() || finding.kind == SignKind::Accusation;
    match report.finding() {
        Some(finding) if secret(finding) => {
            let found = words.say("prevention-found");
            parts.push(format!("{found} {}", words.say("prevention-locked")));
        }
        Some(finding) => {
            let args = [
                ("kind", words.code("sign-kind", finding.kind.code()).into()),
                ("text", finding.text.replace('\n', " ").into()),
            ];
            parts.push(words.say_with("prevention-found-of", &args));
            parts.push(report.by.clone());
        }
        None => {
            parts.push(words.say("prevention-nothing"));
            parts.push(report.by.clone());
        }
    }
    let time = report.at.local().format("%H:%M").to_string();
    let how = words.code("checkin-how", report.how.code());
    parts.push(format!("{time} {how}"));
    if check.late {
        parts.push(words.say("prevention-late"));
    }
    if check.corrected > 0 {
        let args = [("n", check.corrected.into())];
        parts.push(words.say_with("prevention-corrected", &args));
    }
    parts.join("  ")
}

/// Writes an early sign; unfolded with all that is known, persons masked.
pub(super) fn sign_para(shared: &Shared, view: &SignView, unfolded: bool, item: usize) -> Para {
    let words = &shared.words;
    let today = shared.now.date();
    let sign = &view.sign;
    let late = sign.is_open() && sign.is_watched_out(today);
    let mut parts = Vec::new();
    // Lists face the visitor: what complains of somebody stands by number, whoever looks.
    let finding = &sign.sighting.finding;
    let secret = view.locked || finding.kind == SignKind::Accusation;
    if secret {
        parts.push(words.say("prevention-locked"));
    } else {
        parts.push(view.place.clone());
        parts.push(words.code("sign-kind", finding.kind.code()));
        parts.push(finding.text.replace('\n', " "));
    }
    parts.push(state_text(words, view));
    if sign.is_open() {
        let args = [("n", sign.days_open(today).into())];
        parts.push(words.say_with("prevention-days-open", &args));
    }
    let mut text = parts.join("  ");
    if unfolded && !secret {
        text = format!("{text}\n{}", more(words, view));
    }
    Para {
        label: Item::Sign(view.id).to_string(),
        text: if late { format!("!! {text}") } else { text },
        tone: match sign.state {
            _ if late => Tone::Bad,
            SignState::Open | SignState::Whistled(_) => Tone::Warn,
            SignState::Watched { .. } => Tone::Plain,
            SignState::Case(_) | SignState::Settled { .. } => Tone::Dim,
        },
        item: Some(item),
    }
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
    let mut said = vec![words.say_with("prevention-found-by", &args)];
    let about: Vec<String> = sighting
        .finding
        .about
        .split(['、', '，', ',', ' '])
        .filter(|name| !name.is_empty())
        .map(mask_name)
        .collect();
    if !about.is_empty() {
        let args = [("names", about.join("、").into())];
        said.push(words.say_with("prevention-about", &args));
    }
    match &view.sign.state {
        SignState::Watched { why: text, .. } | SignState::Settled { how: text, .. } => {
            said.push(text.replace('\n', " "));
        }
        SignState::Open | SignState::Whistled(_) | SignState::Case(_) => {}
    }
    said.join("  ")
}
