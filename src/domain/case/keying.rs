//! Marking, extending and lifting a key case: what it asks and what stands against it.

use chrono::{Days, Months, NaiveDate};

use super::super::refusal::{Reason, Refusal};
use super::check::{needed, within};
use super::key_case::{KeyKind, KeyMark, KeyStep, KeyTerm};
use super::state::Case;
use super::step::Step;

/// Days that are proposed for a mark.
const PROPOSED_DAYS: u64 = 90;

impl Case {
    /// One mark at a time; one that has ended is neither extended nor lifted.
    pub(super) fn may_key(&self, kind: KeyKind, today: NaiveDate) -> Result<(), Refusal> {
        match (kind, self.key.on(today)) {
            (KeyKind::Mark, Some(_)) => Err(Refusal::new(Reason::KeyStands)),
            (KeyKind::Mark, None) | (_, Some(_)) => Ok(()),
            (_, None) => Err(Refusal::new(Reason::NotKey)),
        }
    }

    pub(super) fn check_key(&self, step: &KeyStep, today: NaiveDate) -> Result<(), Refusal> {
        let first = self.received_at().date();
        let mark = self.key.on(today);
        match step {
            KeyStep::Mark(term) => {
                // Two marks never hold on one day.
                let ended = self.key.0.iter().filter_map(|mark| {
                    let lifted = mark.lifted.as_ref().map(|(on, _)| *on);
                    lifted.or_else(|| mark.until().and_then(|day| day.succ_opt()))
                });
                let first = ended.max().map_or(first, |day| day.max(first));
                self.check_term(term, first, today)
            }
            KeyStep::Extend(term) => {
                let from = mark.and_then(KeyMark::since).unwrap_or(first);
                let until = mark.and_then(KeyMark::until).unwrap_or(from);
                if term.until <= until {
                    return Err(Refusal::about("until", Reason::Before(after(until))));
                }
                self.check_term(term, from, today)
            }
            KeyStep::Lift { on, reason } => {
                needed("reason", reason)?;
                let from = mark.and_then(KeyMark::since).unwrap_or(first);
                within("on", *on, from, today)
            }
        }
    }

    fn check_term(
        &self,
        term: &KeyTerm,
        first: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        needed("reason", &term.reason)?;
        needed("decided_by", &term.by)?;
        if self.complains_of(&term.by) {
            return Err(Refusal::about("decided_by", Reason::MustStepAside));
        }
        within("on", term.on, first, today)?;
        if term.until < today {
            return Err(Refusal::about("until", Reason::Before(today)));
        }
        Ok(())
    }
}

/// Checks that a term is not longer than the town sets itself.
///
/// # Errors
/// Refuses a last day more than `months` after the day of the decision.
pub fn check_length(step: &Step, months: u16) -> Result<(), Refusal> {
    let Step::Key(KeyStep::Mark(term) | KeyStep::Extend(term)) = step else {
        return Ok(());
    };
    let last = term.on.checked_add_months(Months::new(months.into()));
    match last {
        Some(last) if term.until > last => Err(Refusal::about("until", Reason::KeyTooLong(last))),
        _ => Ok(()),
    }
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// Gives what stands in a question before anything is typed.
pub(super) fn proposal(field: &str, case: &Case, today: NaiveDate) -> String {
    let until = || {
        let from = case.key.on(today).and_then(KeyMark::until).unwrap_or(today);
        from.checked_add_days(Days::new(PROPOSED_DAYS))
    };
    match field {
        "until" => until().map_or(String::new(), |day| day.to_string()),
        "decided_by" => case.leader.clone().unwrap_or_default(),
        _ => String::new(),
    }
}
