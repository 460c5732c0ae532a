//! An official list of holidays and working weekends.

use chrono::{Datelike, NaiveDate};

use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::calendar::{ListError, ListedDay, WorkingCalendar};
use crate::exchange::intake::holiday;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::holiday_field::HolidayField;
use crate::exchange::table::Place;
use crate::runtime::import::each_row::each_row;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::ImportError;
use crate::runtime::import::source::Source;
use crate::store::contract::ask;

/// What is told of the list and of no row.
const NOWHERE: Place = Place {
    sheet: None,
    row: 0,
};

/// Takes the list in as a whole or not at all: half a list would make wrong dates.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    let words = source.words;
    let mut days: Vec<(Place, ListedDay)> = Vec::new();
    each_row(source, report, holiday::read, |fields, day, _| {
        days.push((fields.place(), day));
    })?;
    if source.is_stopped() {
        return Ok(());
    }
    if !report.refused.is_empty() {
        return Ok(());
    }
    let known = ask(source.store, |it| it.calendar())?;
    let list: Vec<ListedDay> = days.iter().map(|(_, day)| day.clone()).collect();
    if let Err(error) = known.with_list(&list) {
        let row = day_of(&error).and_then(|date| days.iter().rfind(|(_, day)| day.date == date));
        let at = row.or(days.first()).map_or(NOWHERE, |(at, _)| at.clone());
        report.refuse(&at, HolidayField::Date.code(), words.list_error(&error));
        return Ok(());
    }
    let count = days.len() as u64;
    if is_known(&known, &list) {
        report.skipped = count;
        return Ok(());
    }
    if source.rehearsal {
        report.imported = count;
        return Ok(());
    }
    let act = Act {
        who: source.who.to_owned(),
        when: source.now,
        action: Action::Calendar(list),
    };
    for outcome in source.store.commit(&[act])? {
        match outcome {
            CommitResult::Done(_) => report.imported = count,
            CommitResult::Refused(refusal) => {
                report.refuse(&NOWHERE, HolidayField::Date.code(), words.refusal(&refusal));
            }
            CommitResult::Conflict { .. }
            | CommitResult::Skipped { .. }
            | CommitResult::Known(_) => {}
        }
    }
    Ok(())
}

/// Tells whether every day of the list is known just so.
fn is_known(calendar: &WorkingCalendar, list: &[ListedDay]) -> bool {
    list.iter().all(|day| {
        let year = day.date.year();
        calendar.official(year) && calendar.list(year).contains(day)
    })
}

fn day_of(error: &ListError) -> Option<NaiveDate> {
    match error {
        ListError::Year(date) | ListError::Twice(date) | ListError::WorkdayOnWeekday(date) => {
            Some(*date)
        }
        ListError::Empty | ListError::TooFew { .. } | ListError::TooMany { .. } => None,
    }
}
