//! 排班: who takes which day, by rule and by swapping.

use chrono::NaiveDate;

use super::super::calendar::{DayReason, WorkingCalendar};
use super::super::refusal::{Reason, Refusal};
use super::{DutyDay, DutyFact, Leader};

/// A day of the rota.
pub type Dated = (NaiveDate, DutyDay);

/// Fills the days of a span that have nobody yet, in turn from the leaders who still take theirs,
/// going on after `before`, who had the last turn. Rest days are filled only where holidays have
/// a duty of their own (`on_rest_days`).
pub fn fill(
    leaders: &[Leader],
    (from, to): (NaiveDate, NaiveDate),
    known: &[Dated],
    before: Option<&str>,
    calendar: &WorkingCalendar,
    on_rest_days: bool,
) -> Vec<(NaiveDate, DutyFact)> {
    let turn: Vec<&str> = leaders
        .iter()
        .filter(|leader| leader.active)
        .map(|leader| leader.name.as_str())
        .collect();
    if turn.is_empty() {
        return Vec::new();
    }
    let place = |name: &str| turn.iter().position(|it| *it == name);
    let mut last = before.and_then(place);
    let mut filled = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        let named = known.iter().find(|(on, _)| *on == day);
        if let Some(leader) = named.and_then(|(_, it)| it.leader.as_deref()) {
            last = place(leader).or(last);
            continue;
        }
        let note = match calendar.why(day) {
            DayReason::Working | DayReason::WorkingWeekend(_) => String::new(),
            DayReason::Holiday(name) => name.to_owned(),
            DayReason::Weekend => String::new(),
        };
        if !on_rest_days && calendar.working_day_from(day) != day {
            continue;
        }
        let next = last.map_or(0, |at| (at + 1) % turn.len());
        last = Some(next);
        let leader = turn.get(next).map(|name| (*name).to_owned());
        filled.push((day, DutyFact::Named { leader, note }));
    }
    filled
}

/// 换班: gives each of two days the other's leader.
///
/// # Errors
/// Refuses where both have the same leader, or one has none.
pub fn swap(one: &Dated, other: &Dated) -> Result<[(NaiveDate, DutyFact); 2], Refusal> {
    let (Some(first), Some(second)) = (&one.1.leader, &other.1.leader) else {
        return Err(Refusal::about("leader", Reason::Missing));
    };
    if first == second {
        return Err(Refusal::about("leader", Reason::NothingChanged));
    }
    let named = |(day, it): &Dated, leader: &String| {
        let note = it.note.clone();
        let leader = Some(leader.clone());
        (*day, DutyFact::Named { leader, note })
    };
    Ok([named(one, second), named(other, first)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn leaders() -> Vec<Leader> {
        [
            ("周正", true),
            ("吴敏", true),
            ("郑和", false),
            ("王岚", true),
        ]
        .map(|(name, active)| Leader {
            name: name.to_owned(),
            active,
            ..Leader::default()
        })
        .to_vec()
    }

    fn named(leader: &str) -> DutyDay {
        DutyDay {
            leader: Some(leader.to_owned()),
            ..DutyDay::default()
        }
    }

    #[test]
    fn the_turn_goes_round_over_rest_days_holidays_and_working_saturdays() {
        let calendar = WorkingCalendar::built_in();
        let span = (day("2026-09-30"), day("2026-10-12"));
        let known = [(day("2026-10-09"), named("周正"))];
        let shown = |on_rest_days| {
            fill(
                &leaders(),
                span,
                &known,
                Some("周正"),
                &calendar,
                on_rest_days,
            )
            .into_iter()
            .map(|(day, fact)| match fact {
                DutyFact::Named { leader, .. } => format!("{day} {}", leader.unwrap()),
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>()
        };
        // 10-10 is a working Saturday.
        let working = [
            "2026-09-30 吴敏",
            "2026-10-08 王岚",
            "2026-10-10 吴敏",
            "2026-10-12 王岚",
        ];
        assert_eq!(shown(false), working);
        let all = shown(true);
        assert_eq!(all.len(), 12, "every day but the one that is settled");
        assert_eq!(all[1], "2026-10-01 王岚");
    }

    #[test]
    fn two_days_change_their_leaders_and_keep_their_notes() {
        let one = (day("2026-11-02"), named("周正"));
        let mut other = (day("2026-11-05"), named("吴敏"));
        other.1.note = "带班".to_owned();
        let [first, second] = swap(&one, &other).unwrap();
        assert_eq!(
            one.1.clone().evolve(&first.1).leader.as_deref(),
            Some("吴敏")
        );
        let after = other.1.evolve(&second.1);
        assert_eq!(
            (after.leader.as_deref(), after.note.as_str()),
            (Some("周正"), "带班")
        );
        assert!(swap(&one, &one).is_err());
        assert!(swap(&one, &(other.0, DutyDay::default())).is_err());
    }
}
