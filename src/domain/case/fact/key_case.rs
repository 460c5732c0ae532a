//! 重点案件: a matter (never a person) that the town watches closely, with its reason, until a day
//! on which that ends by itself.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::{Day, Line, Text};

facts! {
    /// A decision that the matter is a key case until a day.
    KeyTerm {
        /// On which day it was decided.
        on: Day,
        /// The last day; it ends by itself on it.
        until: Day,
        /// Why.
        reason: Text,
        /// Who decided.
        by = "decided_by": Line,
    } asks [reason, decided_by, until],
}

steps! {
    /// What is done to the mark.
    KeyStep: KeyKind {
        /// 列为重点案件.
        Mark(KeyTerm) = "key_mark",
        /// 延长重点案件, with a reason of its own.
        Extend(KeyTerm) = "key_extend",
        /// 取消重点案件.
        Lift = "key_lift" {
            /// On which day.
            on: Day,
            /// Why.
            reason: Text,
        },
    }
}

/// A mark with its extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMark {
    /// The decision, then each extension.
    pub terms: Vec<KeyTerm>,
    /// When it was lifted, and why.
    pub lifted: Option<(NaiveDate, String)>,
}

/// The marks that a case ever had, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyState(pub Vec<KeyMark>);

impl KeyMark {
    /// Gives the first day.
    pub fn since(&self) -> Option<NaiveDate> {
        self.terms.first().map(|term| term.on)
    }

    /// Gives the last day that was decided.
    pub fn until(&self) -> Option<NaiveDate> {
        self.terms.last().map(|term| term.until)
    }

    /// Tells whether the mark holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let lifted = self.lifted.as_ref().map(|(on, _)| *on);
        self.since().is_some_and(|from| from <= day)
            && self.until().is_some_and(|until| day <= until)
            && lifted.is_none_or(|on| day < on)
    }
}

impl KeyState {
    /// Gives the mark that holds on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&KeyMark> {
        self.0.iter().find(|mark| mark.holds_on(day))
    }

    /// Gives the last mark while nobody has lifted it; its last day may be past.
    pub fn unlifted(&self) -> Option<&KeyMark> {
        self.0.last().filter(|mark| mark.lifted.is_none())
    }

    /// Tells whether a mark held on any day of a span, both days included.
    pub fn held_within(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.0.iter().any(|mark| {
            let lifted = mark.lifted.as_ref().and_then(|(on, _)| on.pred_opt());
            let last = mark.until().min(lifted.or(Some(NaiveDate::MAX)));
            mark.since().is_some_and(|day| day <= to) && last.is_some_and(|day| day >= from)
        })
    }

    /// Keeps the days alone: why and by whose word is held back.
    pub(in crate::domain::case) fn hide(&mut self) {
        for mark in &mut self.0 {
            for term in &mut mark.terms {
                term.reason.clear();
                term.by.clear();
            }
            if let Some((_, reason)) = &mut mark.lifted {
                reason.clear();
            }
        }
    }

    pub(in crate::domain::case) fn evolve(&mut self, step: &KeyStep) {
        match (step, self.0.last_mut()) {
            (KeyStep::Mark(term), _) => self.0.push(KeyMark {
                terms: vec![term.clone()],
                lifted: None,
            }),
            (KeyStep::Extend(term), Some(mark)) => mark.terms.push(term.clone()),
            (KeyStep::Lift { on, reason }, Some(mark)) => {
                mark.lifted = Some((*on, reason.clone()));
            }
            (KeyStep::Extend(_) | KeyStep::Lift { .. }, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(on: &str, until: &str) -> KeyTerm {
        KeyTerm {
            on: day(on),
            until: day(until),
            reason: "涉及三十户".to_owned(),
            by: "周书记".to_owned(),
        }
    }

    #[test]
    fn a_mark_holds_from_its_day_to_its_last_or_until_it_is_lifted() {
        let mut state = KeyState::default();
        state.evolve(&KeyStep::Mark(term("2026-03-01", "2026-04-30")));
        state.evolve(&KeyStep::Mark(term("2026-06-01", "2026-07-31")));
        state.evolve(&KeyStep::Extend(term("2026-07-15", "2026-09-30")));
        state.evolve(&KeyStep::Lift {
            on: day("2026-08-10"),
            reason: "已了结".to_owned(),
        });
        for (on, holds) in [
            ("2026-02-28", false),
            ("2026-03-01", true),
            ("2026-04-30", true),
            ("2026-05-01", false),
            ("2026-08-09", true),
            ("2026-08-10", false),
        ] {
            assert_eq!(state.on(day(on)).is_some(), holds, "{on}");
        }
        for (from, to, held) in [
            ("2026-01-01", "2026-02-28", false),
            ("2026-04-01", "2026-06-30", true),
            ("2026-05-01", "2026-05-31", false),
            ("2026-08-09", "2026-12-31", true),
            ("2026-08-10", "2026-12-31", false),
        ] {
            assert_eq!(state.held_within(day(from), day(to)), held, "{from} {to}");
        }
        assert_eq!(state.unlifted(), None);
    }
}
