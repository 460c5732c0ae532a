//! `mulin find`: who came before.

use chrono::Datelike;
use serde::Serialize;

use crate::domain::phone::mask_phone;
use crate::domain::viewer::Viewer;
use crate::office::find::{Found, PeopleFinder};
use crate::search::hit::HitField;
use crate::verbs::arguments::FindArguments;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};
use crate::words::bundle::Words;

/// One row of the answer.
#[derive(Debug, Serialize)]
struct Row {
    person: String,
    name: String,
    phone: String,
    village: String,
    cases: u32,
    open: u32,
    last_visit: Option<String>,
    why: String,
    score: i64,
    /// The case whose number or code was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
}

/// Prints the people who answer every word, best first.
pub fn find(setting: &Setting, asked: &FindArguments) -> Exit {
    let words = &setting.words;
    let viewer = Viewer::new(setting.who.clone());
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let typed = asked.words.join(" ");
    let year = u16::try_from(now().date().year()).unwrap_or_default();
    let mut finder = PeopleFinder::default();
    let found = finder.find_or_open(store.as_ref(), &typed, asked.limit, year, &viewer);
    let rows: Vec<Row> = match found {
        Ok(found) => found.iter().map(row).collect(),
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    for row in &rows {
        if asked.json {
            printer.element(row);
        } else {
            printer.line(line(words, row));
        }
    }
    if asked.json {
        printer.end_array();
    }
    if rows.is_empty() {
        complain(words.say_with("verbs-find-none", &[("words", typed.into())]));
        return Exit::Refused;
    }
    Exit::Done
}

/// The phone that was found stands in the row, else the first one; masked.
fn row(found: &Found) -> Row {
    let Found {
        hit, person, tally, ..
    } = found;
    let matched = hit.why.iter().find_map(|why| match why.field {
        HitField::Phone(at) => person.phones.get(at),
        HitField::Name | HitField::IdNumber | HitField::Village | HitField::Number(_) => None,
    });
    let phone = matched.or_else(|| person.phones.first());
    Row {
        person: hit.person.to_string(),
        name: person.name.clone(),
        phone: phone.map_or(String::new(), |phone| mask_phone(phone)),
        village: person.village.clone().unwrap_or_default(),
        cases: tally.cases,
        open: tally.open,
        last_visit: tally.last_visit.map(|moment| moment.to_string()),
        why: hit.why_text(),
        score: hit.score,
        case: found.case.map(|number| number.to_string()),
    }
}

fn line(words: &Words, row: &Row) -> String {
    let name = if row.name.is_empty() {
        words.say("verbs-unnamed")
    } else {
        row.name.clone()
    };
    let times = words.say_with(
        "verbs-find-times",
        &[("cases", row.cases.into()), ("open", row.open.into())],
    );
    [
        &row.person,
        &name,
        &row.phone,
        &row.village,
        &times,
        &row.why,
    ]
    .map(String::as_str)
    .join("\t")
}
