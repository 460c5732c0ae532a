//! `mulin checkin`: who looked round and who did not, and reports from scripts, one by one.

use std::io;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::act::{Act, Action, CommitResult, Done};
use crate::domain::grid::node::GridNode;
use crate::domain::grid::tree::GridTree;
use crate::domain::item::Item;
use crate::domain::prevention::board::{PreventionView, Slot};
use crate::domain::prevention::checkin::{How, Report};
use crate::domain::prevention::round::{CheckRound, rhythm, rounds};
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;
use crate::exchange::checkins::{CheckLine, CheckLines, NoCheck};
use crate::exchange::field_message::FieldMessage;
use crate::exchange::when::read_text;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::arguments::CheckinListArguments;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading, opened};
use crate::words::bundle::Words;

/// One node in one round, as JSON.
#[derive(Debug, Serialize)]
struct SlotJson<'a> {
    day: String,
    round: &'static str,
    village: &'a str,
    code: &'a str,
    level: &'static str,
    area: &'a str,
    due: bool,
    #[serde(flatten)]
    state: StateJson,
    by: Option<&'a str>,
    at: Option<String>,
    how: Option<&'static str>,
    result: Option<&'static str>,
    corrected: u32,
    head: &'a str,
}

/// How the check of a node stands.
#[derive(Debug, Serialize)]
struct StateJson {
    missing: bool,
    late: bool,
    /// 补录: it is late because it was written down on a later day.
    entered_later: bool,
}

/// Lists the check-ins of a day.
pub fn list(setting: &Setting, asked: &CheckinListArguments) -> Exit {
    let now = present::now();
    let day = match &asked.on {
        None => now.date(),
        Some(text) => match read_text(text) {
            Ok(read) => read.moment.date(),
            Err(why) => {
                let args = [("text", text.as_str().into())];
                complain(
                    setting
                        .words
                        .say_with(&format!("row-{}", why.code()), &args),
                );
                return Exit::Usage;
            }
        },
    };
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let view = match ask(store.as_ref(), |it| it.prevention(day, now, &viewer)) {
        Ok(view) => view,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    let slots = view.slots.iter();
    for slot in slots.filter(|it| !asked.missing || it.is_missing()) {
        if asked.json {
            printer.element(&json(&view, slot, day, &setting.town));
        } else {
            printer.line(line(&setting.words, slot, day, &setting.town));
        }
    }
    if asked.json {
        printer.end_array();
    }
    Exit::Done
}

fn json<'a>(
    view: &'a PreventionView,
    slot: &'a Slot,
    day: NaiveDate,
    town: &Settings,
) -> SlotJson<'a> {
    let report = slot.check.as_ref().map(|it| &it.report);
    let area = view.week.iter().find(|it| it.code == slot.area);
    SlotJson {
        day: day.to_string(),
        round: slot.round.code(),
        village: &slot.name,
        code: slot.code.as_str(),
        level: slot.level.code(),
        area: area.map_or("", |it| it.name.as_str()),
        due: slot.due,
        state: StateJson {
            missing: slot.is_missing(),
            late: slot.check.as_ref().is_some_and(|it| it.late),
            entered_later: slot
                .check
                .as_ref()
                .is_some_and(|it| it.is_entered_later(day, town)),
        },
        by: report.map(|it| it.by.as_str()),
        at: report.map(|it| it.at.to_string()),
        how: report.map(|it| it.how.code()),
        result: report.map(|it| {
            if it.finding().is_some() {
                "found"
            } else {
                "nothing"
            }
        }),
        corrected: slot.check.as_ref().map_or(0, |it| it.corrected),
        head: &slot.head,
    }
}

fn line(words: &Words, slot: &Slot, day: NaiveDate, town: &Settings) -> String {
    let round = words.code("checkin-round", slot.round.code());
    let Some(check) = &slot.check else {
        let missing = words.say("prevention-missing");
        return [slot.name.as_str(), &round, &missing, &slot.head].join("\t");
    };
    let report = &check.report;
    let came = if report.finding().is_some() {
        words.say("prevention-found")
    } else {
        words.say("prevention-nothing")
    };
    let late = if check.is_entered_later(day, town) {
        words.say("prevention-entered-later")
    } else if check.late {
        words.say("prevention-late")
    } else {
        String::new()
    };
    let how = words.code("checkin-how", report.how.code());
    [
        &slot.name,
        &round,
        &came,
        &report.by,
        &report.at.minute(),
        &how,
        &late,
    ]
    .map(String::as_str)
    .join("\t")
}

/// The answer to one line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Taken {
        line: u64,
        village: String,
        day: String,
        round: &'static str,
        sign: Option<String>,
        warnings: Vec<FieldMessage>,
    },
    Problems {
        line: u64,
        problems: Vec<FieldMessage>,
    },
}

/// Takes down every line of stdin, each in a durable transaction of its own.
pub fn report(setting: &Setting) -> Exit {
    let store = match opened(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let tree = match ask(&store, |it| it.grid()) {
        Ok(tree) => tree,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    let mut exit = Exit::Done;
    for line in CheckLines::new(io::stdin().lock()) {
        let answer = match line {
            Ok(Ok(line)) => take(setting, &store, &tree, &line),
            Ok(Err(no)) => Ok(unread(&setting.words, &no)),
            Err(error) => {
                let args = [("reason", setting.words.io_reason(&error).into())];
                complain(setting.words.say_with("verbs-stdin-broken", &args));
                return Exit::Refused;
            }
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return failed(setting, &error),
        };
        if matches!(answer, Answer::Problems { .. }) {
            exit = Exit::Refused;
        }
        printer.json_line(&answer);
        if printer.is_gone() {
            return exit;
        }
    }
    exit
}

fn unread(words: &Words, no: &NoCheck) -> Answer {
    let key = if no.field.is_some() {
        "prevention-line-field"
    } else {
        "prevention-line"
    };
    let field = no.field.unwrap_or_default().to_owned();
    problem(no.line, field, words.say(key))
}

fn problem(line: u64, field: String, text: String) -> Answer {
    let problems = vec![FieldMessage { field, text }];
    Answer::Problems { line, problems }
}

fn take(
    setting: &Setting,
    store: &impl Store,
    tree: &GridTree,
    line: &CheckLine,
) -> Result<Answer, StoreError> {
    let words = &setting.words;
    let Some(node) = node(tree, &line.village) else {
        let text = words.say("prevention-no-node");
        return Ok(problem(line.line, "village".to_owned(), text));
    };
    let now = present::now();
    let day = line.day.unwrap_or_else(|| now.date());
    let rounds = rounds(rhythm(node.level, &setting.town));
    let current = CheckRound::current(now, &setting.town);
    let only = rounds.first().copied().unwrap_or(CheckRound::Day);
    let usual = if rounds.contains(&current) {
        current
    } else {
        only
    };
    let report = Report {
        node: node.code.clone(),
        round: line.round.unwrap_or(usual),
        by: line.by.clone().unwrap_or_default(),
        at: line.at.unwrap_or(now),
        how: line.how.unwrap_or(How::Sheet),
        outcome: line.outcome.clone(),
    };
    let round = report.round.code();
    let act = Act {
        who: setting.who.clone(),
        when: now,
        action: Action::CheckIn {
            day,
            report: Box::new(report),
            why: line.why.clone(),
        },
    };
    match store.commit(&[act])?.into_iter().next() {
        Some(CommitResult::Done(Done::CheckIn { sign })) => Ok(Answer::Taken {
            line: line.line,
            village: node.name.clone(),
            day: day.to_string(),
            round,
            sign: sign.map(|id| Item::Sign(id).to_string()),
            warnings: line
                .unknown
                .iter()
                .map(|field| FieldMessage {
                    field: field.clone(),
                    text: words.say("prevention-line-unknown"),
                })
                .collect(),
        }),
        Some(CommitResult::Refused(refusal)) => Ok(problem(
            line.line,
            field(refusal.field).to_owned(),
            words.refusal(&refusal),
        )),
        _ => Err(StoreError::System("the store did not answer".to_owned())),
    }
}

/// Gives the name of a field as it stands in a line.
fn field(of: Option<&'static str>) -> &'static str {
    match of {
        Some("reporter") => "by",
        Some("sign_text") => "found",
        Some("checkin_round") => "round",
        Some("node") | None => "village",
        Some(other) => other,
    }
}

/// Finds a node by its code, by a village's name, or by the whole name of an area or the town.
fn node<'a>(tree: &'a GridTree, typed: &str) -> Option<&'a GridNode> {
    let named = || tree.nodes().find(|node| node.name == typed);
    let coded = tree.nodes().find(|node| node.code.as_str() == typed);
    coded.or_else(|| tree.village_named(typed)).or_else(named)
}
