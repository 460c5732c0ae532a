//! Marking, extending and lifting a key case: what it asks and what stands against it.

use chrono::{Months, NaiveDate};

use crate::domain::case::fact::key_case::{KeyKind, KeyMark, KeyStep, KeyTerm};
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::check::{needed, within};
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// One mark at a time; one that has ended is neither extended nor lifted.
    pub(in crate::domain::case) fn may_key(
        &self,
        kind: KeyKind,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        match (kind, self.key.on(today)) {
            (KeyKind::Mark, Some(_)) => Err(Refusal::new(Reason::KeyStands)),
            (KeyKind::Mark, None) | (_, Some(_)) => Ok(()),
            (_, None) => Err(Refusal::new(Reason::NotKey)),
        }
    }

    pub(in crate::domain::case) fn check_key(
        &self,
        step: &KeyStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
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
pub(in crate::domain::case) fn check_length(step: &KeyStep, months: u16) -> Result<(), Refusal> {
    let (KeyStep::Mark(term) | KeyStep::Extend(term)) = step else {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::fact::matter::{Matter, Visit};
    use crate::domain::case::fact::step::{Opening, Step};
    use crate::domain::codes::{Channel, Class};
    use crate::domain::moment::Moment;
    use crate::domain::number::CaseNumber;
    use crate::domain::person::id::PersonId;

    #[test]
    fn a_key_case_is_not_marked_for_a_lifetime() {
        let now = Moment::parse("2026-11-25T09:41").unwrap();
        let opening = Opening {
            petitioner: PersonId(1),
            matter: Matter {
                class: Class::Claim,
                ..Matter::default()
            },
            visit: Visit {
                person: PersonId(1),
                received_at: Some(now),
                channel: Some(Channel::Visit),
                station: None,
                people_count: 1,
                companion: None,
                words: String::new(),
                new_facts: None,
            },
            imported_answer: None,
        };
        let case = Case::open(CaseNumber { year: 2026, run: 1 }, opening, "王芳", now);
        let mark = |until: &str| {
            let step = Step::Key(KeyStep::Mark(KeyTerm {
                on: now.date(),
                until: until.parse().unwrap(),
                reason: "多次越级走访".to_owned(),
                by: "周书记".to_owned(),
            }));
            case.apply(&step, "王芳", now).map(|_| ())
        };
        assert_eq!(mark("2027-11-25"), Ok(()));
        let last = "2027-11-25".parse().unwrap();
        let refused = Err(Refusal::about("until", Reason::KeyTooLong(last)));
        assert_eq!(mark("2027-11-26"), refused);
        assert_eq!(mark("2125-11-25"), refused);
    }
}
