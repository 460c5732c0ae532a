//! `mulin case ask`: what one who has number and 查询码 may be told.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::inquiry::Inquiry;
use crate::domain::viewer::Viewer;
use crate::office::inquiry::inquire;
use crate::store::contract::ask;
use crate::verbs::named::this_year;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};

/// The answer of `mulin case ask --json`.
#[derive(Debug, Serialize)]
struct InquiryJson {
    number: String,
    received: Option<String>,
    status: &'static str,
    unit: Option<String>,
    #[serde(rename = "told")]
    notices: Vec<DayJson>,
    next: Option<DayJson>,
}

/// A day, and what was done on it or is due.
#[derive(Debug, Serialize)]
struct DayJson {
    what: &'static str,
    on: String,
}

/// Prints the card of a number and its 查询码; a wrong code answers as a number that there is not.
pub fn answer(setting: &Setting, number: &str, code: &str, json: bool) -> Exit {
    let words = &setting.words;
    let viewer = Viewer::new(&setting.who);
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let found = ask(store.as_ref(), |it| {
        inquire(it, number, code, this_year(), &viewer)
    });
    let inquiry = match found {
        Ok(Some(inquiry)) => inquiry,
        Ok(None) => {
            complain(words.say("inquiry-none"));
            return Exit::Refused;
        }
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if json {
        printer.json_line(&shown(&inquiry));
    } else {
        for line in words.inquiry(&inquiry) {
            printer.line(line);
        }
    }
    Exit::Done
}

fn shown(inquiry: &Inquiry) -> InquiryJson {
    let day = |what, on: NaiveDate| DayJson {
        what,
        on: on.to_string(),
    };
    InquiryJson {
        number: inquiry.number.to_string(),
        received: inquiry.received.map(|at| at.date().to_string()),
        status: inquiry.status.code(),
        unit: inquiry.unit.clone(),
        notices: inquiry
            .notices
            .iter()
            .map(|(what, on)| day(what.code(), *on))
            .collect(),
        next: inquiry.next.map(|(rule, on)| day(rule, on)),
    }
}
