//! What is proposed beside an open line: it is taken by hand, never by itself.

use chrono::{Days, NaiveDate, NaiveTime};

use crate::app::effect::FoundRow;
use crate::app::lawyers::line::slots;
use crate::domain::law_field::Specialist;
use crate::domain::lawyer::{Lawyer, LawyerId};
use crate::domain::lawyer_day::{Day, days};
use crate::domain::queue::CaseRow;
use crate::domain::view::LawyersView;
use crate::words::initials::initials;

/// Days ahead that are proposed for a booking that moves.
const AHEAD: Days = Days::new(70);

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Somebody who came before.
    Person(Box<FoundRow>),
    /// One of his cases.
    Case(Box<CaseRow>),
    /// A lawyer.
    Lawyer(LawyerId, Box<Lawyer>),
    /// An hour at the counter, and whether it is free.
    Slot(NaiveTime, bool),
    /// A lawyer day with the number of its free slots.
    Day(Box<Day>, usize),
    /// A lawyer for the case, the specialists first.
    Specialist(Box<Specialist>),
    /// A field of law.
    Field(String),
}

/// Gives the lawyers who still come and whom `text` names by name, firm, field or initials.
pub fn lawyers(view: &LawyersView, text: &str) -> Vec<Offer> {
    let wanted = text.trim().to_lowercase();
    view.lawyers
        .iter()
        .filter(|(_, lawyer)| lawyer.active && names(lawyer, &wanted))
        .map(|(id, lawyer)| Offer::Lawyer(*id, Box::new(lawyer.clone())))
        .collect()
}

fn names(lawyer: &Lawyer, wanted: &str) -> bool {
    [&lawyer.name, &lawyer.firm, &lawyer.fields]
        .iter()
        .any(|text| text.to_lowercase().contains(wanted))
        || (!wanted.is_empty()
            && initials(&lawyer.name)
                .iter()
                .any(|it| it.starts_with(wanted)))
}

/// Gives the one lawyer whom `text` names; `None` where it names none or several.
pub fn one_lawyer(view: &LawyersView, text: &str) -> Option<LawyerId> {
    let exact = view
        .lawyers
        .iter()
        .filter(|(_, lawyer)| lawyer.active && lawyer.name == text.trim())
        .map(|(id, _)| *id);
    let exact: Vec<LawyerId> = exact.collect();
    if let [id] = exact.as_slice() {
        return Some(*id);
    }
    match lawyers(view, text).as_slice() {
        [Offer::Lawyer(id, _)] => Some(*id),
        _ => None,
    }
}

/// Gives the fields of law of the town's list.
pub fn fields(view: &LawyersView) -> Vec<Offer> {
    let fields = view.fields.iter();
    fields.map(|it| Offer::Field(it.name.clone())).collect()
}

/// Gives the hours of a day.
pub fn hours(view: &LawyersView, day: NaiveDate) -> Vec<Offer> {
    slots(view, day)
        .into_iter()
        .map(|(time, free)| Offer::Slot(time, free))
        .collect()
}

/// Gives the lawyer days to come.
pub fn days_ahead(view: &LawyersView, today: NaiveDate) -> Vec<Offer> {
    days(view, today, today + AHEAD)
        .into_iter()
        .filter(|day| day.counter)
        .map(|day| {
            let slots = slots(view, day.date);
            let free = slots.iter().filter(|(_, free)| *free).count();
            Offer::Day(Box::new(day), free)
        })
        .collect()
}
