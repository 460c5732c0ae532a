//! What comes next in a mediation, day by day: the clocks that run and the instalments that are due.

use chrono::NaiveDate;

use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::mediation::state::Instalment;
use crate::domain::case::fact::state::Case;
use crate::domain::deadline::rule::RuleName;

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reminding {
    /// The end of the mediation's days.
    Mediation,
    /// The last day for asking for 司法确认.
    Confirmation,
    /// A part of the performance, by its place from 1.
    Instalment(u32, Instalment),
}

/// A day by which something is to be done; none of them binds the centre by law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// By which day.
    pub day: NaiveDate,
    /// What.
    pub what: Reminding,
}

impl Reminder {
    /// Gives the days until its day: 0 on it, negative after it.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        self.day.signed_duration_since(today).num_days()
    }
}

/// Gives what is still to come, the earliest day first. `clocks` are the case's own.
pub fn reminders(case: &Case, clocks: &[CaseClock]) -> Vec<Reminder> {
    let running = clocks.iter().filter(|clock| clock.met_on.is_none());
    let mut reminders: Vec<Reminder> = running
        .filter_map(|clock| {
            let what = match clock.deadline.rule {
                RuleName::Mediation => Reminding::Mediation,
                RuleName::JudicialConfirmation => Reminding::Confirmation,
                _ => return None,
            };
            let day = clock.deadline.reminder().date();
            Some(Reminder { day, what })
        })
        .collect();
    let current = case.mediation.current();
    let instalments = current.iter().flat_map(|it| &it.instalments);
    let open = (1..).zip(instalments).filter(|(_, part)| !part.is_kept());
    reminders.extend(open.map(|(at, part)| Reminder {
        day: part.promise.due,
        what: Reminding::Instalment(at, part.clone()),
    }));
    reminders.sort_by_key(|reminder| reminder.day);
    reminders
}
