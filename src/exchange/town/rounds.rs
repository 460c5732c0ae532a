//! 治未病 in the made-up town: a week of check-ins up to its present morning, and what they found.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::domain::act::{Act, Action};
use crate::domain::grid::node::{GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::prevention::checkin::{How, Report, RoundOutcome};
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::exchange::town::data;
use crate::exchange::town::names;
use crate::exchange::town::rng::Rng;
use crate::exchange::town::staff::CLERKS;

const KIND: u64 = 77;
/// Days before the present one.
const PAST: u64 = 6;
const HOUR: i64 = 3600;

/// Out of a thousand: reports that never came, that came late, and that found something.
const NEVER: u64 = 15;
const LATE: u64 = 30;
const FOUND: u64 = 5;

table!("findings.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    finding: Vec<Row>,
}

/// What is found, and of which kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    #[serde(deserialize_with = "data::sign_kind")]
    kind: SignKind,
}

/// Gives the check-ins, in the order of time within each day.
pub fn acts(seed: u64, tree: &GridTree, until: Moment) -> Vec<Act> {
    let mut acts = Vec::new();
    for back in (0..=PAST).rev() {
        let Some(day) = until.date().checked_sub_days(Days::new(back)) else {
            continue;
        };
        let mut rng = Rng::of(seed, KIND, back);
        let mut of_day = Vec::new();
        for node in tree.nodes() {
            let rounds: &[CheckRound] = match node.level {
                GridLevel::Village => &[CheckRound::Morning, CheckRound::Afternoon],
                GridLevel::Area | GridLevel::Town => &[CheckRound::Day],
                GridLevel::Micro => &[],
            };
            for round in rounds {
                of_day.extend(check(&mut rng, node, *round, day));
            }
        }
        of_day.retain(|act| act.when <= until);
        of_day.sort_by_key(|act| act.when);
        acts.extend(of_day);
    }
    acts
}

fn check(rng: &mut Rng, node: &GridNode, round: CheckRound, day: NaiveDate) -> Option<Act> {
    let never = rng.below(1000) < NEVER;
    let late = rng.below(1000) < LATE;
    let (from, until) = match (round, late) {
        (CheckRound::Morning, false) => (7, 10),
        (CheckRound::Morning, true) => (12, 14),
        (CheckRound::Afternoon, false) => (14, 17),
        (CheckRound::Day, false) => (15, 17),
        (CheckRound::Afternoon | CheckRound::Day, true) => (18, 20),
    };
    let minute = rng.between(from * 60 + 1, until * 60);
    let at = Moment::start_of(day).plus_seconds(i64::try_from(minute).unwrap_or(0) * HOUR / 60);
    let how = rng.weighted(&[(How::WeChat, 6), (How::Phone, 4)], |(_, weight)| *weight);
    let finding = (rng.below(1000) < FOUND && node.level == GridLevel::Village)
        .then(|| rng.pick(&TABLE.finding))
        .flatten();
    let about = [names::any(rng), names::any(rng)].join("、");
    let head = node.head.as_ref().map(|post| post.holder.name.clone());
    let outcome = finding.map_or(RoundOutcome::Nothing, |row| {
        RoundOutcome::Found(Box::new(Finding {
            text: row.text.clone(),
            kind: row.kind,
            about,
        }))
    });
    (!never).then(|| Act {
        who: CLERKS[0].to_owned(),
        when: at,
        action: Action::CheckIn {
            day,
            report: Box::new(Report {
                node: node.code.clone(),
                round,
                by: head.unwrap_or_else(|| names::any(rng)),
                at,
                how: how.map_or(How::Phone, |(how, _)| *how),
                outcome,
            }),
            why: None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;

    #[test]
    fn the_week_is_the_same_every_time_and_ends_at_the_present() {
        let tree = built_in().unwrap();
        let until = Moment::parse("2026-11-25T09:41").unwrap();
        let acts = acts(1, &tree, until);
        assert_eq!(acts, super::acts(1, &tree, until));
        assert!(acts.iter().all(|act| act.when <= until));
        let found = acts.iter().filter(
            |act| matches!(&act.action, Action::CheckIn { report, .. } if report.finding().is_some()),
        );
        assert!((1..=20).contains(&found.count()), "{}", acts.len());
    }
}
