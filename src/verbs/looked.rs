//! `mulin looked`: who looked at what, and who took what out.

use chrono::Datelike;
use serde::Serialize;

use crate::app::looked::what;
use crate::domain::looked::{LookList, LookQuery, LookRow};
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::contract::ask;
use crate::verbs::arguments::LookedArguments;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::report::day;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};
use crate::words::bundle::Words;

/// One row of `mulin looked --json`.
#[derive(Debug, Serialize)]
struct LookJson<'a> {
    first: String,
    last: String,
    who: &'a str,
    proof: &'static str,
    kind: &'static str,
    /// `null` for what was no case, and for an accusation that is not open to whoever asks.
    case: Option<String>,
    masked: bool,
    person: Option<String>,
    what: &'a str,
    times: u32,
    place: &'a str,
    window: u32,
}

/// The answer of `mulin looked --json`.
#[derive(Debug, Serialize)]
struct LookedJson<'a> {
    /// Nobody signs in: the names are what was typed.
    names_as_typed: bool,
    looks: Vec<LookJson<'a>>,
}

/// Prints the list.
pub fn looked(setting: &Setting, asked: &LookedArguments) -> Exit {
    let words = &setting.words;
    let query = match query(setting, asked) {
        Ok(query) => query,
        Err(exit) => return exit,
    };
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let list = match ask(store.as_ref(), |it| it.looks(&query, &viewer)) {
        Ok(Some(list)) => list,
        Ok(None) => {
            complain(words.say("refusal-role-may-not"));
            return Exit::Refused;
        }
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if asked.json {
        printer.json_line(&json(&list));
        return Exit::Done;
    }
    if list.typed {
        complain(words.say("looked-typed"));
    }
    if list.rows.is_empty() {
        complain(words.say("looked-none"));
    }
    for row in &list.rows {
        printer.line(line(words, row));
    }
    Exit::Done
}

fn query(setting: &Setting, asked: &LookedArguments) -> Result<LookQuery, Exit> {
    let (words, today) = (&setting.words, now().date());
    let of = |typed: &Option<String>| match typed {
        None => Ok(None),
        Some(text) => day(words, Some(text), today).map(Some),
    };
    let year = u16::try_from(today.year()).unwrap_or_default();
    let case = match asked.case.as_deref() {
        None => None,
        Some(text) => {
            let Some(number) = CaseNumber::parse_short(text, year) else {
                let args = [("number", text.into())];
                complain(words.say_with("verbs-case-none", &args));
                return Err(Exit::Refused);
            };
            Some(number)
        }
    };
    Ok(LookQuery {
        case,
        who: asked.whose.clone(),
        from: of(&asked.from)?,
        to: of(&asked.to)?,
    })
}

fn json(list: &LookList) -> LookedJson<'_> {
    let rows = list.rows.iter();
    let looks = rows.map(|row| LookJson {
        first: row.first.to_string(),
        last: row.last.to_string(),
        who: &row.who,
        proof: row.look.proof.code(),
        kind: row.look.kind.code(),
        case: row.look.case.map(|it| it.to_string()),
        masked: row.masked,
        person: row.look.person.map(|it| it.to_string()),
        what: &row.look.what,
        times: row.look.times,
        place: &row.look.place,
        window: row.look.window,
    });
    LookedJson {
        names_as_typed: list.typed,
        looks: looks.collect(),
    }
}

fn line(words: &Words, row: &LookRow) -> String {
    let look = &row.look;
    let times = match look.times {
        1 => String::new(),
        n => words.say_with("looked-times", &[("n", n.into())]),
    };
    let place = match look.place.as_str() {
        "desk" => words.say("looked-desk"),
        verb => verb.to_owned(),
    };
    let cells = [
        row.first.minute(),
        row.who.clone(),
        words.code("look", look.kind.code()),
        what(words, row),
        times,
        words.code("proof", look.proof.code()),
        format!("{place} {}", look.window),
    ];
    cells.join("\t")
}
