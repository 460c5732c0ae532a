//! The formulas over sums. What each comes to is written down once more beside `measures.rs`, and held
//! to be the same over random lives.

use std::collections::BTreeMap;

use super::summed::Summed;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::sums::group::Group;
use crate::domain::case::clock::sums::groups::{Groups, count};
use crate::domain::case::clock::sums::tally::Slot;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
use crate::domain::prevention::rate as share;
use crate::domain::sheet::{Base, Figure, Measure};
use crate::domain::value::Value;
use crate::figures::measures::is_compared;
use crate::figures::screening::{Checks, Found};

/// Gives a figure with what it is compared with; no case stands behind it.
pub fn figure(summed: &Summed, base: Base, measure: Measure) -> Figure {
    let of = |period, groups| measured(summed, (period, groups), base, measure);
    let period = summed.period;
    let before = |period, groups| is_compared(measure).then(|| of(period, groups));
    Figure {
        base,
        measure,
        value: of(period, &summed.now),
        previous: before(period.previous(), &summed.before),
        last_year: before(period.last_year(), &summed.year_ago),
        cases: Vec::new(),
        marked: Vec::new(),
    }
}

/// Measures over a period with its sums.
fn measured(
    summed: &Summed,
    (period, groups): (Period, &Groups),
    base: Base,
    measure: Measure,
) -> Value {
    let of = |slot| groups.base(base, slot);
    let number = |slot| Value::Count(of(slot));
    let rate = |n, whole| Value::Rate {
        n: of(n),
        of: of(whole),
    };
    let stands = |slot| summed.standing.base(base, slot);
    let rated = |answered, silent| Value::Rate {
        n: of(answered),
        of: of(answered).saturating_add(of(silent)),
    };
    match measure {
        Measure::Registered => number(Slot::Registered),
        Measure::Raised => number(Slot::Raised),
        Measure::People => number(Slot::People),
        Measure::Repeat => rate(Slot::Repeated, Slot::Raised),
        Measure::Ended => number(Slot::Ended),
        Measure::Closure => rate(Slot::Closed, Slot::Asked),
        Measure::Open => Value::Count(stands(Slot::Open)),
        Measure::Overdue => Value::Count(stands(Slot::Overdue)),
        Measure::Undated => Value::Count(stands(Slot::Undated)),
        Measure::OnTimeAcceptance => rate(Slot::AcceptMet, Slot::AcceptDue),
        Measure::OnTimeNotice => rate(Slot::NoticeMet, Slot::NoticeDue),
        Measure::OnTimeClosure => rate(Slot::AnswerMet, Slot::AnswerDue),
        Measure::FirstContact => rate(Slot::Contacted, Slot::ContactDue),
        Measure::FirstTimeClosure => rate(Slot::FirstClosed, Slot::FirstDue),
        Measure::FirstTimeResolution => rate(Slot::Quiet, Slot::Watched),
        Measure::Resolution => rate(Slot::Resolved, Slot::Ended),
        Measure::Participation => rated(Slot::UnitRated, Slot::UnitSilent),
        Measure::Satisfaction => rate(Slot::UnitContent, Slot::UnitRated),
        Measure::Unrated => number(Slot::UnitSilent),
        Measure::OfficeParticipation => rated(Slot::OfficeRated, Slot::OfficeSilent),
        Measure::OfficeSatisfaction => rate(Slot::OfficeContent, Slot::OfficeRated),
        Measure::OfficeUnrated => number(Slot::OfficeSilent),
        Measure::MeanDuration | Measure::LongestDuration => {
            days(&took(groups, base, false), measure)
        }
        Measure::MeanOverdue | Measure::LongestOverdue => {
            let mut lengths = took(groups, base, true);
            for (late, times) in still_late(summed, base) {
                *lengths.entry(late).or_default() += times;
            }
            days(&lengths, measure)
        }
        Measure::Response => rate(Slot::Responded, Slot::ResponseKnown),
        Measure::Solved => rate(Slot::Solved, Slot::SolvedKnown),
        Measure::KeyCases => Value::Rate {
            n: of(Slot::KeyResolved),
            of: of(Slot::Key).saturating_add(stands(Slot::OpenKey)),
        },
        Measure::FoundFirst => {
            let registered = i64::from(of(Slot::Registered));
            let whistled = i64::from(of(Slot::Whistled));
            let signs: Vec<&Found> = summed.signs.iter().collect();
            found_first(summed, period, &signs, (registered, whistled), |_| true)
        }
        Measure::ChecksDone => checks_done(summed.checks.iter()),
        // Lawyers are counted from their bookings, and calls by themselves.
        Measure::Calls
        | Measure::CallsAnswered
        | Measure::LawyerVisits
        | Measure::Lawyers
        | Measure::Firms
        | Measure::LawyerCases
        | Measure::Aided => Value::Count(0),
    }
}

/// 排查率, first reading, of what was `registered`, and of that by whistle: the cases that came of the
/// signs are one dispute with them.
pub fn found_first(
    summed: &Summed,
    period: Period,
    signs: &[&Found],
    (registered, whistled): (i64, i64),
    lies: impl Fn(&CaseFacts) -> bool,
) -> Value {
    let found = signs.iter().filter(|it| period.holds(it.on)).count();
    let cases: BTreeMap<CaseNumber, &CaseFacts> = signs
        .iter()
        .filter_map(|it| it.case)
        .filter_map(|it| Some((it, summed.of_signs.get(&it)?)))
        .filter(|(_, it)| period.has(it.received) && lies(it))
        .collect();
    let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let own = whistled - size(cases.values().filter(|it| it.is_whistled()).count());
    let all = registered - size(cases.len());
    let part = found as u64 + u64::from(count(own));
    let share = share::found_first(part, u64::from(count(all - own)), 0);
    let shown = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Value::Rate {
        n: shown(share.part),
        of: shown(share.whole),
    }
}

/// 排查率, second reading.
pub fn checks_done<'a>(checks: impl Iterator<Item = &'a Checks>) -> Value {
    let (mut n, mut of) = (0, 0);
    for it in checks {
        n += it.done.min(it.due);
        of += it.due;
    }
    Value::Rate { n, of }
}

/// How many took so many days, or came so many days late.
fn took(groups: &Groups, base: Base, late: bool) -> BTreeMap<u32, i64> {
    let mut lengths = BTreeMap::new();
    for (group, tally) in &groups.0 {
        let found = match group {
            Group::Took(hotline, days) if !late => Some((*hotline, *days)),
            Group::CameLate(hotline, days) if late => Some((*hotline, *days)),
            _ => None,
        };
        if let Some((_, days)) = found.filter(|(hotline, _)| is_of(base, *hotline)) {
            *lengths.entry(days).or_default() += tally.of(Slot::Ended);
        }
    }
    lengths
}

/// How many stand over a date of the law, by for how many days.
fn still_late(summed: &Summed, base: Base) -> impl Iterator<Item = (u32, i64)> {
    let until = summed.until();
    let groups = summed.standing.0.iter();
    groups.filter_map(move |(group, tally)| match group {
        Group::Late(hotline, due) if is_of(base, *hotline) => {
            let days = u32::try_from((until - *due).num_days()).ok()?;
            Some((days, tally.of(Slot::Overdue)))
        }
        _ => None,
    })
}

const fn is_of(base: Base, hotline: bool) -> bool {
    match base {
        Base::All => true,
        Base::Petitions => !hotline,
        Base::Hotline => hotline,
    }
}

/// Takes the mean of lengths or the longest of them.
fn days(lengths: &BTreeMap<u32, i64>, measure: Measure) -> Value {
    let lengths = lengths.iter().filter(|(_, times)| **times > 0);
    match measure {
        Measure::LongestDuration | Measure::LongestOverdue => {
            Value::Days(lengths.map(|(days, _)| *days).max())
        }
        _ => {
            let (mut days, mut of) = (0_u32, 0_u32);
            for (length, times) in lengths {
                let times = count(*times);
                days = days.saturating_add(length.saturating_mul(times));
                of = of.saturating_add(times);
            }
            Value::Mean { days, of }
        }
    }
}
