//! What the forms of the lawyers pane propose for their open line.

use chrono::{Days, NaiveDate};

use crate::app::answer::FoundRow;
use crate::app::case::para::Shade;
use crate::app::lawyers::ask::Ask;
use crate::app::lawyers::form::weekday;
use crate::app::ledger::offers::{Offer, Takes};
use crate::app::part::Target;
use crate::app::shared::Shared;
use crate::domain::law_field::{Specialist, named};
use crate::domain::lawyer::{Lawyer, LawyerId};
use crate::domain::lawyer_day::{days, slots};
use crate::domain::mask::mask_name;
use crate::domain::queue::CaseRow;
use crate::domain::view::LawyersView;
use crate::words::initials::initials;

/// Days ahead that are proposed for a booking that moves.
const AHEAD: Days = Days::new(70);

/// Proposes those who came before.
pub fn people(shared: &Shared, found: &[FoundRow]) -> Vec<Offer<Ask>> {
    let offers = found.iter().map(|row| {
        let args = [
            ("name", mask_name(&row.person.name).into()),
            (
                "village",
                row.person.village.clone().unwrap_or_default().into(),
            ),
            ("n", row.cases.into()),
        ];
        Offer {
            text: shared.words.say_with("lawyers-offer-person", &args),
            tone: Shade::Plain,
            takes: Takes::Show(Target::Visitor {
                id: row.hit.person,
                person: Box::new(row.person.clone()),
                fresh: false,
            }),
        }
    });
    offers.collect()
}

/// Proposes the cases of the one who was taken over.
pub fn cases(shared: &Shared, rows: &[CaseRow]) -> Vec<Offer<Ask>> {
    let offers = rows.iter().map(|row| {
        let status = shared.words.code("status", row.status_word());
        let number = row.number.to_string();
        Offer::line(format!("{number} {status}"), Ask::Case, number)
    });
    offers.collect()
}

/// Proposes the lawyers for a case, the specialists first.
pub fn specialists(shared: &Shared, all: &[Specialist]) -> Vec<Offer<Ask>> {
    let words = &shared.words;
    let offers = all.iter().map(|it| {
        let (name, fields) = (&it.lawyer.name, it.fields.join("、"));
        let (text, tone) = match &it.conflict {
            Some(conflict) => (
                format!("! {name} {}", words.conflict(conflict)),
                Shade::Warn,
            ),
            None if fields.is_empty() => {
                let none = words.say("lawyers-no-field");
                (format!("{name} {none} {}", it.lawyer.firm), Shade::Dim)
            }
            None => (format!("{name} {fields} {}", it.lawyer.firm), Shade::Plain),
        };
        Offer {
            text,
            tone,
            takes: Takes::Lines(vec![(Ask::Lawyer, name.clone()), (Ask::Field, fields)]),
        }
    });
    offers.collect()
}

/// Proposes the fields of law of the town's list, to be added to those that are `typed`.
pub fn fields(view: &LawyersView, typed: &str) -> Vec<Offer<Ask>> {
    let typed = named(typed);
    let offers = view.fields.iter().map(|it| {
        let mut parts = typed.clone();
        if !parts.contains(&it.name) {
            parts.push(it.name.clone());
        }
        Offer {
            text: it.name.clone(),
            tone: Shade::Plain,
            takes: Takes::More(parts.join("、")),
        }
    });
    offers.collect()
}

/// Proposes the lawyers whom a text names.
pub fn lawyers(view: &LawyersView, text: &str) -> Vec<Offer<Ask>> {
    let offers = named_by(view, text).into_iter().map(|(_, it)| {
        let text = format!("{} {} {}", it.name, it.fields, it.firm);
        Offer::line(text, Ask::Lawyer, it.name.clone())
    });
    offers.collect()
}

/// Gives the lawyers who still come and whom `text` names by name, firm, field or initials.
fn named_by<'a>(view: &'a LawyersView, text: &str) -> Vec<(LawyerId, &'a Lawyer)> {
    let wanted = text.trim().to_lowercase();
    let is_named = |lawyer: &Lawyer| {
        let texts = [&lawyer.name, &lawyer.firm, &lawyer.fields];
        texts.iter().any(|it| it.to_lowercase().contains(&wanted))
            || initials(&lawyer.name)
                .iter()
                .any(|it| it.starts_with(&wanted))
    };
    let all = view.lawyers.iter().map(|(id, lawyer)| (*id, lawyer));
    all.filter(|(_, it)| it.active && is_named(it)).collect()
}

/// Gives the one lawyer whom `text` names; `None` where it names none or several.
pub fn one_lawyer(view: &LawyersView, text: &str) -> Option<LawyerId> {
    if text.trim().is_empty() {
        return None;
    }
    let named = named_by(view, text);
    let mut exact = named.iter().filter(|(_, it)| it.name == text.trim());
    match (exact.next(), exact.next(), named.as_slice()) {
        (Some((id, _)), None, _) | (_, _, [(id, _)]) => Some(*id),
        _ => None,
    }
}

/// Proposes the hours of a day.
pub fn hours(shared: &Shared, view: &LawyersView, day: NaiveDate) -> Vec<Offer<Ask>> {
    let offers = slots(view, day).into_iter().map(|(time, free)| {
        let (key, tone) = if free {
            ("lawyers-free", Shade::Plain)
        } else {
            ("lawyers-slot-taken", Shade::Dim)
        };
        let time = time.format("%H:%M").to_string();
        let text = format!("{time} {}", shared.words.say(key));
        Offer::line(text, Ask::Time, time).toned(tone)
    });
    offers.collect()
}

/// Proposes the lawyer days to come, each with the number of its free slots.
pub fn days_ahead(shared: &Shared, view: &LawyersView) -> Vec<Offer<Ask>> {
    let today = shared.now.date();
    let ahead = days(view, today, today + AHEAD).into_iter();
    let offers = ahead.filter(|day| day.counter).map(|day| {
        let free = slots(view, day.date);
        let free = free.iter().filter(|(_, free)| *free).count();
        let lawyer = day.lawyer.and_then(|id| view.lawyer(id));
        let who = lawyer.map_or_else(
            || shared.words.say("lawyers-nobody"),
            |lawyer| lawyer.name.clone(),
        );
        let args = [
            ("day", day.date.format("%m-%d").to_string().into()),
            ("weekday", weekday(shared, day.date).into()),
            ("name", who.into()),
            ("n", free.into()),
        ];
        let text = shared.words.say_with("lawyers-offer-day", &args);
        Offer::line(text, Ask::Day, day.date.to_string())
    });
    offers.collect()
}
