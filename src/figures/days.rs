//! 逐日: the matters of a period by the day on which they came and ended. The days of a period together
//! are its figures of the same name.

use super::known::Known;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::day_count::DayCount;

/// Counts each day of the period, as far as it is known.
pub fn days(known: &Known) -> Vec<DayCount> {
    let until = known.until();
    let days = known.period.from.iter_days().take_while(|it| *it <= until);
    let mut counted: Vec<DayCount> = days
        .map(|day| DayCount {
            day,
            registered: 0,
            ended: 0,
        })
        .collect();
    let mut bump = |on, which: fn(&mut DayCount) -> &mut u32| {
        let found = counted.binary_search_by_key(&on, |it| it.day).ok();
        if let Some(day) = found.and_then(|at| counted.get_mut(at)) {
            let count = which(day);
            *count = count.saturating_add(1);
        }
    };
    for facts in &known.facts {
        let CaseFacts {
            received, ended, ..
        } = facts;
        if let Some(on) = received {
            bump(*on, |it| &mut it.registered);
        }
        if let Some(on) = ended {
            bump(*on, |it| &mut it.ended);
        }
    }
    counted
}
