//! What a case adds to the days on which it stands open or late.

use chrono::NaiveDate;

use super::group::{Group, of};
use super::place::{Add, Place};
use super::tally::Slot;
use crate::domain::case::clock::facts::CaseFacts;

/// A span of days on which a case is late over one date of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// The date's last day.
    pub due: NaiveDate,
    /// The first day on which it is late.
    pub from: NaiveDate,
    /// The first day on which it is not any more; `None` while it is.
    pub to: Option<NaiveDate>,
}

impl CaseFacts {
    /// 未办结: gives the first day on which it stands open, and the first on which it does not any more.
    /// One of which nobody knows when it came stands open from the first day of all.
    pub fn open_span(&self) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let from = self.received.unwrap_or_else(first_day);
        let is_empty = self.undated || self.ended.is_some_and(|to| to <= from);
        (!is_empty).then_some((from, self.ended))
    }

    /// 超期: gives the spans on which it is late, by the date of the law over which it is the most days,
    /// the first first.
    pub fn late_spans(&self) -> Vec<Late> {
        let Some((from, to)) = self.open_span() else {
            return Vec::new();
        };
        let terms = [self.accept, self.notice, self.answer];
        let terms = terms.iter().flatten();
        let turns = terms.flat_map(|it| [it.due.succ_opt(), it.met]).flatten();
        // Between two of these days nothing changes.
        let mut turns: Vec<NaiveDate> = turns
            .filter(|day| *day > from && to.is_none_or(|to| *day < to))
            .chain([from])
            .chain(to)
            .collect();
        turns.sort_unstable();
        turns.dedup();
        let mut spans: Vec<Late> = Vec::new();
        for (at, day) in turns.iter().enumerate() {
            let until = turns.get(at + 1).copied();
            let Some(due) = self.late_over(*day) else {
                continue;
            };
            match spans.last_mut() {
                Some(last) if last.due == due && last.to == Some(*day) => last.to = until,
                _ => spans.push(Late {
                    due,
                    from: *day,
                    to: until,
                }),
            }
        }
        spans
    }

    /// Gives the date of the law over which it is late the most days at the end of a day.
    fn late_over(&self, day: NaiveDate) -> Option<NaiveDate> {
        let days = self.overdue_on(day)?;
        day.checked_sub_days(chrono::Days::new(u64::from(days)))
    }
}

/// Calls `add` with the first day of each span, and with what is taken away after its last.
pub(super) fn additions(facts: &CaseFacts, add: &mut Add<'_>) {
    let groups = of(facts);
    let mut span = |group: &Group, slot, (from, to): (NaiveDate, Option<NaiveDate>)| {
        add(Place::From(from), group, slot, 1);
        if let Some(to) = to {
            add(Place::From(to), group, slot, -1);
        }
    };
    if let Some(open) = facts.open_span() {
        for group in &groups {
            span(group, Slot::Open, open);
        }
        let base = Group::Base(facts.is_hotline());
        if facts.received.is_none() {
            span(&base, Slot::Undated, open);
        }
        if facts.key {
            span(&base, Slot::OpenKey, open);
        }
    }
    for late in facts.late_spans() {
        let days = (late.from, late.to);
        for group in &groups {
            span(group, Slot::Overdue, days);
        }
        let since = Group::Late(facts.is_hotline(), late.due);
        span(&since, Slot::Overdue, days);
    }
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default()
}
