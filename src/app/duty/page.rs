//! What the duty pane says, paragraph by paragraph.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::face::{Face, month};
use crate::app::case::page::row_line;
use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::calendar::DayReason;
use crate::domain::duty::{Acting, DutyDay, Line};
use crate::domain::queue::CaseRow;
use crate::domain::view::{LedgerView, OwedView};
use crate::words::say::Words;

/// Days after which what is not struck off is marked.
const LONG: i64 = 30;

/// Writes the pane.
pub(super) fn page(
    shared: &Shared,
    face: Face,
    view: &LedgerView,
    swapping: Option<NaiveDate>,
) -> Vec<Para> {
    match face {
        Face::Day => day(shared, view),
        Face::Owed => owed(shared, view),
        Face::Leaders => by_leader(shared, view),
        Face::Rota => rota(shared, view, swapping),
    }
}

fn plain(label: &str, text: String, tone: Tone) -> Para {
    Para {
        label: label.to_owned(),
        text,
        tone,
        item: None,
    }
}

fn day(shared: &Shared, view: &LedgerView) -> Vec<Para> {
    let (words, it) = (&shared.words, &view.duty.day);
    let mut paras = vec![
        plain(
            &words.say("duty-day"),
            dated(shared, view.duty.date),
            Tone::Plain,
        ),
        plain(
            &words.say("duty-leader"),
            words.on_duty(it),
            leader_tone(it),
        ),
    ];
    if it.arrived.is_some() || it.left.is_some() {
        let text = words.present(it);
        paras.push(plain("", text, Tone::Plain));
    }
    let closed = if it.closed.is_some() {
        "duty-closed"
    } else {
        "duty-not-closed"
    };
    let args = [
        ("n", it.visits().into()),
        ("close", shared.keys(Command::DutyClose).into()),
    ];
    paras.push(plain("", words.say_with(closed, &args), Tone::Dim));
    if it.lines.is_empty() {
        paras.push(plain("", words.say("duty-none"), Tone::Dim));
    }
    let lines = it.lines.iter().zip(&view.duty.rows).zip(&view.duty.acting);
    for (item, ((line, row), acting)) in lines.enumerate() {
        let mut text = said(words, line, row.as_ref(), acting);
        text.insert_str(0, &format!("{}  ", words.code("came", line.how.code())));
        if line.visits > 1 {
            let args = [("n", line.visits.into())];
            text = format!("{text}  {}", words.say_with("duty-came", &args));
        }
        if let Some((came, wanted)) = line.few {
            let args = [("came", came.into()), ("wanted", wanted.into())];
            text = format!("{text}  {}", words.say_with("duty-few", &args));
        }
        paras.push(Para {
            label: line.item.to_string(),
            text,
            tone: if line.struck.is_some() {
                Tone::Good
            } else {
                Tone::Plain
            },
            item: Some(item),
        });
    }
    paras
}

/// Says whose a line is, who acts for him, what it is about and where it stands.
fn said(words: &Words, line: &Line, row: Option<&CaseRow>, acting: &Acting) -> String {
    // Whose an accusation is stands beside it only for those to whom it is open.
    let mut text = match &line.owner {
        Some(owner) => format!("{owner}{}  ", words.acting(acting)),
        None if row.is_some_and(|row| row.locked) => String::new(),
        None => format!("{}  ", words.say("duty-nobody")),
    };
    if let Some(row) = row {
        let (status, what) = row_line(words, row);
        // The number stands in front already.
        let what = what
            .split_once("  ")
            .map_or(what.as_str(), |(_, rest)| rest);
        text = format!("{text}{what}  {status}");
    }
    if let Some(struck) = line.struck {
        let args = [("day", struck.date().to_string().into())];
        text = format!("{text}  {}", words.say_with("duty-struck", &args));
    }
    text.trim_end().to_owned()
}

fn owed(shared: &Shared, view: &LedgerView) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = vec![plain(
        "",
        words.say_with("duty-owed", &[("n", view.owed.len().into())]),
        Tone::Dim,
    )];
    let lines = (0..).zip(&view.owed);
    paras.extend(lines.map(|(item, it)| stood(shared, item, it)));
    paras
}

/// Whose things stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner<'a> {
    /// A leader's.
    Leader(&'a str),
    /// Nobody's.
    Nobody,
    /// It is not told whose.
    Secret,
}

/// Gives what each leader owns and has not struck off, who owns most first; what nobody owns, and
/// what is not told, comes last.
pub(super) fn owned(view: &LedgerView) -> Vec<(Owner<'_>, Vec<&OwedView>)> {
    let mut groups: Vec<(Owner<'_>, Vec<&OwedView>)> = Vec::new();
    for it in &view.owed {
        let owner = match it.owed.line.owner.as_deref() {
            Some(name) => Owner::Leader(name),
            None if it.row.as_ref().is_some_and(|row| row.locked) => Owner::Secret,
            None => Owner::Nobody,
        };
        match groups.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, his)) => his.push(it),
            None => groups.push((owner, vec![it])),
        }
    }
    groups.sort_by_key(|(owner, his)| match owner {
        Owner::Leader(_) => (0, Reverse(his.len())),
        Owner::Nobody => (1, Reverse(0)),
        Owner::Secret => (2, Reverse(0)),
    });
    groups
}

fn by_leader(shared: &Shared, view: &LedgerView) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    let mut item = 0;
    for (owner, his) in owned(view) {
        let name = match owner {
            Owner::Leader(name) => name.to_owned(),
            Owner::Nobody => words.say("duty-nobody"),
            Owner::Secret => words.say("queue-secret"),
        };
        let args = [("n", his.len().into())];
        let head = format!("{name}  {}", words.say_with("duty-owed", &args));
        let tone = if owner == Owner::Nobody {
            Tone::Warn
        } else {
            Tone::Plain
        };
        paras.push(plain("", head, tone));
        for it in his {
            paras.push(stood(shared, item, it));
            item += 1;
        }
    }
    if paras.is_empty() {
        let text = words.say_with("duty-owed", &[("n", 0.into())]);
        paras.push(plain("", text, Tone::Dim));
    }
    paras
}

/// Writes what is not struck off, with the days for which it has stood.
fn stood(shared: &Shared, item: usize, it: &OwedView) -> Para {
    let words = &shared.words;
    let days = it.owed.days(shared.now.date());
    let long = days >= LONG;
    let mark = if long { "!! " } else { "" };
    let args = [("n", days.into()), ("day", it.owed.day.to_string().into())];
    let stood = words.say_with("duty-stood-since", &args);
    let text = said(words, &it.owed.line, it.row.as_ref(), &Acting::Owner);
    Para {
        label: it.owed.line.item.to_string(),
        text: format!("{mark}{stood}  {text}"),
        tone: if long { Tone::Bad } else { Tone::Plain },
        item: Some(item),
    }
}

fn rota(shared: &Shared, view: &LedgerView, swapping: Option<NaiveDate>) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    let names = |convener: bool| {
        let wanted = view.leaders.0.iter();
        let wanted = wanted.filter(|it| it.active && it.convener == convener);
        let names: Vec<String> = wanted
            .map(|it| format!("{} {}", it.name, it.post))
            .collect();
        names.join("、")
    };
    paras.push(plain(
        &words.say("duty-conveners"),
        names(true),
        Tone::Plain,
    ));
    paras.push(plain(&words.say("duty-others"), names(false), Tone::Plain));
    let (from, to) = month(view.duty.date);
    let name = from.format("%Y-%m").to_string();
    paras.push(plain(&words.say("duty-month"), name, Tone::Plain));
    for (item, day) in from.iter_days().take_while(|day| *day <= to).enumerate() {
        let found = view.rota.iter().find(|(on, _)| *on == day);
        let known = found.map(|(_, it)| it.clone()).unwrap_or_default();
        let mut text = words.on_duty(&known);
        let rest = match shared.town.calendar.why(day) {
            DayReason::Holiday(name) => Some(name.to_owned()),
            DayReason::Weekend => Some(words.say("duty-weekend")),
            DayReason::Working | DayReason::WorkingWeekend(_) => None,
        };
        if let Some(rest) = rest {
            text = format!("{text}  {rest}");
        }
        if !known.note.is_empty() {
            text = format!("{text}  {}", known.note);
        }
        if !known.lines.is_empty() {
            let open = known
                .lines
                .iter()
                .filter(|line| line.struck.is_none())
                .count();
            let args = [("n", known.lines.len().into()), ("open", open.into())];
            text = format!("{text}  {}", words.say_with("duty-lines", &args));
        }
        if swapping == Some(day) {
            text = format!("<> {text}");
        }
        let today = day == shared.now.date();
        paras.push(Para {
            label: short(shared, day),
            text,
            tone: if today {
                Tone::Warn
            } else {
                leader_tone(&known)
            },
            item: Some(item),
        });
    }
    paras
}

/// Writes a day of the month named above.
fn short(shared: &Shared, day: NaiveDate) -> String {
    let weekday = format!("weekday-{}", day.format("%u"));
    format!("{} {}", day.format("%m-%d"), shared.words.say(&weekday))
}

fn dated(shared: &Shared, day: NaiveDate) -> String {
    let weekday = format!("weekday-{}", day.format("%u"));
    format!("{} {}", day, shared.words.say(&weekday))
}

fn leader_tone(day: &DutyDay) -> Tone {
    if day.leader.is_some() {
        Tone::Plain
    } else {
        Tone::Dim
    }
}
