//! 计数: what a case adds to the figures, so that a report adds rows of sums and reads no case.
//!
//! Every figure of a report is a sum over cases of what each adds to a period. A case adds
//!
//! - **to a period** of each kind in which one of its days lies ([`period`]): its receipt, its end, the
//!   last day of a date of the law, the end of rating and of watching, a time that it was raised, its
//!   striking off. What a rate asks of it is judged as at the period's end. Some things count only once
//!   a day of the period is past (what is unmet, unrated, not yet back): they are added whole, and a
//!   second time under that day, their *gate*; whoever reads on a day within the period takes away what
//!   stands under a gate of today or later.
//! - **from a day on** ([`standing`]): that it stands open, and over which date of the law it is late.
//!   It is added on the first day and taken away on the day after the last; what stood on a day is the
//!   sum of everything up to it. Such days are added up by month and year, so that few rows are read.
//! - **by lengths**: how many days it took, by how many its answer came late, and since which date it
//!   is late are groups of their own. A mean, the longest and the count of them are read off these
//!   histograms and are exact.
//!
//! What is judged at a period's end is what is judged today as long as nothing that happened lies after
//! today; the last day on which anything happened to a case is therefore counted too ([`place::Place::Last`]),
//! and a report for which it lies ahead is counted from the cases.
//!
//! The sums depend on the facts of a case, the calendar and the town's settings, like the rows of its
//! facts: the store writes what the old facts added away and what the new ones add in wherever it puts
//! those rows, in the same transaction. So a merge, a split, an undo, a correction and a later classing
//! need nothing of their own. What lies elsewhere (areas of the grid, the list of dispute types, early
//! signs, whistles, calls, lawyers) is looked up by whoever reads.
//!
//! An accusation adds to no place and no person: its facts carry none (条例 30 ¶3).

pub mod group;
pub mod groups;
pub mod period;
pub mod place;
pub mod standing;
pub mod tally;

use chrono::NaiveDate;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::place::{Add, Place};
use crate::domain::case::clock::sums::tally::Slot;
use crate::domain::settings::Settings;

/// Calls `add` with everything that a case adds to the figures.
pub fn additions(facts: &CaseFacts, settings: &Settings, add: &mut Add<'_>) {
    period::additions(facts, settings, add);
    standing::additions(facts, add);
    if let Some(last) = last(facts) {
        add(Place::Last(last), &Group::All, Slot::Registered, 1);
    }
}

/// Gives the last day on which anything happened that a figure asks for.
fn last(facts: &CaseFacts) -> Option<NaiveDate> {
    let terms = [facts.accept, facts.notice, facts.answer];
    let raised = facts.raised.iter().map(|it| it.on);
    let met = terms.iter().flatten().filter_map(|it| it.met);
    let days = [facts.received, facts.contacted, facts.ended];
    let struck = facts.in_place.as_ref().map(|(on, _)| *on);
    raised
        .chain(met)
        .chain(days.into_iter().flatten())
        .chain(struck)
        .max()
}
