//! `mulin case list`: the queue as a list.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::clean;
use crate::domain::codes::{Category, Channel, Status, Track};
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::viewer::Viewer;
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::verbs::arguments::case::{ListArguments, Span};
use crate::verbs::case_row::{CaseJson, line};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};
use crate::words::bundle::Words;

/// Rows read at once.
const PAGE: usize = 500;

/// Prints the cases that the arguments ask for, the earliest due first.
pub fn list(setting: &Setting, asked: &ListArguments) -> Exit {
    let today = now().date();
    let filter = match filter(&setting.words, asked, today) {
        Ok(filter) => filter,
        Err(exit) => return exit,
    };
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let mut printer = Printer::new();
    let read = print_all(setting, asked, store.as_ref(), filter, today, &mut printer);
    if asked.json {
        printer.end_array();
    }
    match read {
        Ok(0) => Exit::Done,
        Ok(damaged) => {
            drop(printer);
            complain_of_damaged(&setting.words, damaged);
            Exit::Refused
        }
        Err(error) => failed(setting, &error),
    }
}

/// Says how many cases have a record that cannot be read, and what to do.
pub fn complain_of_damaged(words: &Words, damaged: u64) {
    complain(words.say_with("verbs-case-damaged-count", &[("n", damaged.into())]));
}

fn print_all(
    setting: &Setting,
    asked: &ListArguments,
    store: &dyn Store,
    filter: Filter,
    today: NaiveDate,
    printer: &mut Printer,
) -> Result<u64, StoreError> {
    let viewer = Viewer::new(setting.who.clone());
    let mut query = QueueQuery {
        sort: Sort::Due,
        descending: false,
        filter,
        after: None,
        limit: 0,
    };
    let mut left = asked.limit.unwrap_or(usize::MAX);
    let mut damaged = 0;
    store.read(&mut |snapshot| {
        while left > 0 && !printer.is_gone() {
            query.limit = left.min(PAGE);
            let page = snapshot.page(&query, &viewer)?;
            left -= page.rows.len().min(left);
            for row in &page.rows {
                damaged += u64::from(row.damaged);
                if asked.json {
                    printer.element(&CaseJson::listed(row, today));
                } else {
                    printer.line(line(&setting.words, row, today));
                }
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(()),
            }
        }
        Ok(())
    })?;
    Ok(damaged)
}

fn filter(words: &Words, asked: &ListArguments, today: NaiveDate) -> Result<Filter, Exit> {
    let day = |days: u64| today.checked_add_days(Days::new(days));
    let (from, before) = match (asked.due, asked.overdue) {
        (None, false) => (None, None),
        (None, true) => (None, Some(today)),
        (Some(span), overdue) => {
            let days = match span {
                Span::Today => 1,
                Span::Week => 7 - u64::from(today.weekday().num_days_from_monday()),
            };
            (Some(today).filter(|_| !overdue), day(days))
        }
    };
    Ok(Filter {
        due_from: from,
        due_before: before,
        status: code(
            words,
            "status",
            asked.status.as_deref(),
            Status::parse,
            || Status::ALL.iter().map(|it| it.code()).collect(),
        )?,
        category: code(
            words,
            "category",
            asked.category.as_deref(),
            Category::parse,
            || Category::ALL.iter().map(|it| it.code()).collect(),
        )?,
        channel: code(
            words,
            "channel",
            asked.channel.as_deref(),
            Channel::parse,
            || Channel::ALL.iter().map(|it| it.code()).collect(),
        )?,
        track: code(words, "track", asked.track.as_deref(), Track::parse, || {
            Track::ALL.iter().map(|it| it.code()).collect()
        })?,
        track_holder: asked.track_holder.as_deref().map(clean::line),
        station: asked.station.as_deref().map(clean::line),
        key: asked.key.then_some(today),
        ..Filter::default()
    })
}

/// Reads a code of a closed list; another word is wrong usage, and the list is told.
fn code<T>(
    words: &Words,
    what: &str,
    text: Option<&str>,
    parse: fn(&str) -> Option<T>,
    all: fn() -> Vec<&'static str>,
) -> Result<Option<T>, Exit> {
    let Some(text) = text else { return Ok(None) };
    let value = parse(text);
    if value.is_none() {
        complain(words.say_with(
            "verbs-no-such-code",
            &[
                ("what", format!("--{what}").into()),
                ("text", text.into()),
                ("all", all().join(" ").into()),
            ],
        ));
        return Err(Exit::Usage);
    }
    Ok(value)
}
