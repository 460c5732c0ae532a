//! What the joint pane says, paragraph by paragraph, and what the hand can stand on.

use crate::app::case::page::row_line;
use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::joint::{JointId, Pledge, Said, Seat};
use crate::domain::number::CaseNumber;
use crate::domain::queue::CaseRow;
use crate::domain::view::{JointView, JointsView};
use crate::words::say::Words;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A session.
    Session(JointId),
    /// What a unit owes: session, case, unit.
    Due(JointId, CaseNumber, String),
    /// A case on the table.
    Case(CaseNumber),
    /// A unit on a case.
    Seat(CaseNumber, String),
    /// 纪要
    Minutes,
}

/// Gives what the hand can stand on, in order.
pub fn spots(all: &JointsView, session: Option<&JointView>) -> Vec<Spot> {
    let Some(view) = session else {
        let sessions = all.sessions.iter().map(|it| Spot::Session(it.id));
        let due = all.due.iter();
        return due
            .map(|it| Spot::Due(it.joint, it.case, it.said.unit.clone()))
            .chain(sessions)
            .collect();
    };
    let mut spots: Vec<Spot> = view.rows.iter().flat_map(|row| seats(view, row)).collect();
    spots.push(Spot::Minutes);
    spots
}

fn seats(view: &JointView, row: &CaseRow) -> Vec<Spot> {
    let mut spots = vec![Spot::Case(row.number)];
    if !row.locked {
        let seats = view.joint.sitting.seats.iter();
        spots.extend(seats.map(|seat| Spot::Seat(row.number, seat.unit.clone())));
    }
    spots
}

/// Writes the pane.
pub fn page(shared: &Shared, all: &JointsView, session: Option<&JointView>) -> Vec<Para> {
    match session {
        Some(view) => table(shared, view),
        None => list(shared, all),
    }
}

fn plain(label: String, text: String, tone: Tone) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}

fn list(shared: &Shared, all: &JointsView) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    if !all.due.is_empty() {
        let heading = words.say("joint-due-heading");
        paras.push(plain(String::new(), heading, Tone::Warn));
    }
    for (item, pledge) in all.due.iter().enumerate() {
        let late = pledge.said.by.is_some_and(|by| by < shared.now.date());
        paras.push(Para {
            label: pledge.case.to_string(),
            text: owed(words, pledge, late),
            tone: if late { Tone::Bad } else { Tone::Warn },
            item: Some(item),
        });
    }
    let heading = if all.sessions.is_empty() {
        let args = [("new", shared.keys(Command::JointNew).into())];
        words.say_with("joint-none", &args)
    } else {
        words.say("joint-sessions-heading")
    };
    paras.push(plain(String::new(), heading, Tone::Dim));
    for (at, view) in all.sessions.iter().enumerate() {
        let sitting = &view.joint.sitting;
        let units: Vec<&str> = sitting.seats.iter().map(|it| it.unit.as_str()).collect();
        let args = [
            ("place", sitting.place.as_str().into()),
            ("units", units.join("、").into()),
            ("n", view.joint.heard.len().into()),
        ];
        let mut text = words.say_with("joint-session", &args);
        if view.joint.closed {
            text = format!("{text}  {}", words.say("joint-over"));
        }
        paras.push(Para {
            label: sitting.day.to_string(),
            text,
            tone: Tone::Plain,
            item: Some(all.due.len() + at),
        });
    }
    paras
}

/// Says what a unit owes; a late one is marked by more than its colour.
fn owed(words: &Words, pledge: &Pledge, late: bool) -> String {
    let by = pledge.said.by.map_or(String::new(), |day| day.to_string());
    let unit = format!("{} {}", pledge.said.unit, pledge.who);
    let args = [
        ("by", by.into()),
        ("unit", unit.trim_end().into()),
        ("what", pledge.said.took_on.as_str().into()),
    ];
    let text = words.say_with("joint-owed", &args);
    if late { format!("!! {text}") } else { text }
}

fn table(shared: &Shared, view: &JointView) -> Vec<Para> {
    let words = &shared.words;
    let sitting = &view.joint.sitting;
    let args = [
        ("day", sitting.day.to_string().into()),
        ("place", sitting.place.as_str().into()),
        ("convener", sitting.convener.as_str().into()),
    ];
    let mut when = words.say_with("joint-head", &args);
    if view.joint.closed {
        when = format!("{when}  {}", words.say("joint-over"));
    }
    let seats: Vec<String> = sitting.seats.iter().map(Seat::line).collect();
    let mut paras = vec![
        plain(words.say("joint-section"), when, Tone::Plain),
        plain(words.say("ask-seats"), seats.join("；"), Tone::Plain),
    ];
    if view.rows.is_empty() {
        let args = [
            ("add", shared.keys(Command::JointAdd).into()),
            ("hear", shared.keys(Command::JointHear).into()),
        ];
        let text = words.say_with("joint-no-cases", &args);
        paras.push(plain(String::new(), text, Tone::Dim));
    }
    let mut item = 0;
    for (at, row) in view.rows.iter().enumerate() {
        paras.push(Para {
            label: format!("{}", at + 1),
            text: about(words, row),
            tone: Tone::Good,
            item: Some(item),
        });
        item += 1;
        if row.locked {
            continue;
        }
        let heard = view.joint.heard.iter().find(|it| it.case == row.number);
        for seat in &sitting.seats {
            let mut said = heard.into_iter().flat_map(|it| &it.said);
            let said = said.find(|it| it.unit == seat.unit);
            let (text, tone) = said.map_or_else(
                || (words.say("joint-silent"), Tone::Dim),
                |said| spoken(shared, said),
            );
            paras.push(Para {
                label: format!(" {}", seat.unit),
                text,
                tone,
                item: Some(item),
            });
            item += 1;
        }
    }
    let hidden = view.joint.minutes.is_empty();
    paras.push(Para {
        label: words.say("ask-minutes"),
        text: if hidden {
            words.say("joint-no-minutes")
        } else {
            view.joint.minutes.clone()
        },
        tone: if hidden { Tone::Dim } else { Tone::Plain },
        item: Some(item),
    });
    paras
}

fn about(words: &Words, row: &CaseRow) -> String {
    let (state, text) = row_line(words, row);
    format!("{text}  {state}").trim_end().to_owned()
}

fn spoken(shared: &Shared, said: &Said) -> (String, Tone) {
    let words = &shared.words;
    let mut text = said.said.clone();
    let mut tone = Tone::Plain;
    if let Some(by) = said.by {
        let args = [
            ("what", said.took_on.as_str().into()),
            ("by", by.to_string().into()),
        ];
        text = format!("{text}  {}", words.say_with("joint-took-on", &args));
        if said.kept_on.is_none() && by < shared.now.date() {
            text = format!("!! {}", text.trim_start());
            tone = Tone::Bad;
        }
    }
    if let Some(on) = said.kept_on {
        let args = [("day", on.to_string().into())];
        text = format!("{text}  {}", words.say_with("joint-kept", &args));
    }
    (text.trim_start().to_owned(), tone)
}
