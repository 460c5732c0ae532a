//! Marking, extending and lifting a key case: what it asks and what stands against it.

use chrono::{Days, Months, NaiveDate};

use super::super::refusal::{Reason, Refusal};
use super::ask::{Answer, Ask, ON, Reader, line, text};
use super::check::{needed, within};
use super::key_case::{KeyMark, KeyStep, KeyTerm};
use super::state::Case;
use super::step::{Step, StepKind};

/// Days that are proposed for a mark.
const PROPOSED_DAYS: u64 = 90;

const UNTIL: Ask = Ask {
    field: "until",
    answer: Answer::Day,
};

/// What marking and extending ask.
pub(super) const MARK: &[Ask] = &[text("reason"), line("decided_by"), UNTIL, ON];
/// What lifting asks.
pub(super) const LIFT: &[Ask] = &[text("reason"), ON];

impl Case {
    /// One mark at a time; one that has ended is neither extended nor lifted.
    pub(super) fn may_key(&self, kind: StepKind, today: NaiveDate) -> Result<(), Refusal> {
        match (kind, self.key.on(today)) {
            (StepKind::KeyMark, Some(_)) => Err(Refusal::new(Reason::KeyStands)),
            (StepKind::KeyMark, None) | (_, Some(_)) => Ok(()),
            (_, None) => Err(Refusal::new(Reason::NotKey)),
        }
    }

    /// Checks a step on the mark; its term is measured by [`check_length`].
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
pub(super) fn check_length(step: &Step, months: u16) -> Result<(), Refusal> {
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

/// Reads the answers.
pub(super) fn read(kind: StepKind, from: &mut Reader<'_>) -> Option<KeyStep> {
    if kind == StepKind::KeyLift {
        let (reason, on) = (from.text("reason"), from.day("on"));
        return Some(KeyStep::Lift {
            on: on?,
            reason: reason?,
        });
    }
    let (reason, by) = (from.text("reason"), from.text("decided_by"));
    let (until, on) = (from.day("until"), from.day("on"));
    let term = KeyTerm {
        on: on?,
        until: until?,
        reason: reason?,
        by: by?,
    };
    Some(if kind == StepKind::KeyExtend {
        KeyStep::Extend(term)
    } else {
        KeyStep::Mark(term)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::codes::{Channel, Class};
    use super::super::super::moment::Moment;
    use super::super::super::number::CaseNumber;
    use super::super::super::person::PersonId;
    use super::super::matter::{Matter, Visit};
    use super::super::step::Opening;
    use super::*;

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
                received_at: now,
                channel: Channel::Visit,
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
