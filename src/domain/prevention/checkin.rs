//! 排查报到: one node, one round, one report at a time; what was reported stays, and a correction
//! is an entry beside it.

use chrono::NaiveDate;

use crate::domain::grid::node::{GridCode, GridLevel};
use crate::domain::moment::Moment;
use crate::domain::prevention::finding::Finding;
use crate::domain::prevention::round::{CheckRound, rhythm, rounds};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

codes! {
    /// How a report came.
    How {
        /// 电话
        Phone = "phone",
        /// 微信
        WeChat = "wechat",
        /// 当面
        InPerson = "in_person",
        /// 报表
        Sheet = "sheet",
    }
}

/// What a round came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoundOutcome {
    /// 未发现
    Nothing,
    /// 发现苗头
    Found(Box<Finding>),
}

/// A report as it is taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Of which node.
    pub node: GridCode,
    /// Of which round.
    pub round: CheckRound,
    /// Who reported.
    pub by: String,
    /// When he did.
    pub at: Moment,
    /// How.
    pub how: How,
    /// What he found.
    pub outcome: RoundOutcome,
}

/// A report as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    /// What was reported last.
    pub report: Report,
    /// It came after the round's window, or was written down on a later day.
    pub late: bool,
    /// How often it was corrected.
    pub corrected: u32,
}

/// The reports of a day, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckDay {
    /// One for each node and round that reported.
    pub checks: Vec<CheckIn>,
}

/// What was done to a day's reports; their state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckFact {
    /// A node reported.
    Reported {
        /// What
        report: Report,
        /// After the window, by the settings of that day
        late: bool,
    },
    /// A report reads otherwise from now on.
    Corrected {
        /// How
        report: Report,
        /// After the window, by the settings of that day
        late: bool,
        /// Why
        why: String,
    },
}

/// What is known at the moment of a report.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The day that is reported on.
    pub day: NaiveDate,
    /// The present.
    pub now: Moment,
    /// The level of the node; `None` where the grid has no such node.
    pub level: Option<GridLevel>,
    /// The town's settings.
    pub settings: &'a Settings,
}

impl CheckDay {
    /// Gives what a node reported in a round.
    pub fn of(&self, node: &GridCode, round: CheckRound) -> Option<&CheckIn> {
        let is = |it: &&CheckIn| it.report.node == *node && it.report.round == round;
        self.checks.iter().find(is)
    }

    /// Decides on a report; `why` makes it a correction of the one that stands there.
    ///
    /// # Errors
    /// Refuses a node that is none, a round that it has not or that has not begun, a report
    /// without a name or a finding without words, one that is there already, and a correction
    /// without a reason or of nothing.
    pub fn decide(
        &self,
        report: &Report,
        why: Option<&str>,
        at: Desk<'_>,
    ) -> Result<CheckFact, Refusal> {
        let about = |field, reason| Err(Refusal::about(field, reason));
        let Some(level) = at.level else {
            return about("node", Reason::GridUnknown);
        };
        if !rounds(rhythm(level, at.settings)).contains(&report.round) {
            return about("checkin_round", Reason::NotAChoice);
        }
        let (from, until) = report.round.window(at.day, at.settings);
        if report.at > at.now {
            return about("at", Reason::InTheFuture);
        }
        if report.at < from {
            return about("at", Reason::RoundNotBegun);
        }
        if report.by.trim().is_empty() {
            return about("reporter", Reason::Missing);
        }
        if let RoundOutcome::Found(finding) = &report.outcome
            && finding.text.trim().is_empty()
        {
            return about("sign_text", Reason::Missing);
        }
        let known = self.of(&report.node, report.round);
        // 补录: what is written on a later day was not there on its own; a correction repairs that no
        // more than it spoils what was in time.
        let entered_later = at.now.date() > at.day && known.is_none_or(|it| it.late);
        let late = report.at > until || entered_later;
        let report = report.clone();
        match (known, why) {
            (None, None) => Ok(CheckFact::Reported { report, late }),
            (Some(_), None) => about("node", Reason::AlreadyReported),
            (None, Some(_)) => about("node", Reason::NotFound),
            (Some(_), Some(why)) if why.trim().is_empty() => about("why", Reason::Missing),
            (Some(known), Some(_)) if known.report == report => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            (Some(_), Some(why)) => Ok(CheckFact::Corrected {
                report,
                late,
                why: why.trim().to_owned(),
            }),
        }
    }

    /// Gives the day after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(mut self, fact: &CheckFact) -> Self {
        match fact {
            CheckFact::Reported { report, late } => self.checks.push(CheckIn {
                report: report.clone(),
                late: *late,
                corrected: 0,
            }),
            CheckFact::Corrected { report, late, .. } => {
                let is = |it: &&mut CheckIn| {
                    it.report.node == report.node && it.report.round == report.round
                };
                if let Some(known) = self.checks.iter_mut().find(is) {
                    known.report = report.clone();
                    known.late = *late;
                    known.corrected += 1;
                }
            }
        }
        self
    }

    /// Gives the day after all of its history; `None` where it has none.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a CheckFact>) -> Option<Self> {
        let mut facts = facts.into_iter().peekable();
        facts.peek()?;
        Some(facts.fold(Self::default(), |day, fact| day.evolve(fact)))
    }
}

impl CheckIn {
    /// 补录: tells whether it is late because it was written down on a later day: the hour that it
    /// names is in time.
    pub fn is_entered_later(&self, day: NaiveDate, settings: &Settings) -> bool {
        self.late && self.report.at <= self.report.round.window(day, settings).1
    }
}

impl CheckFact {
    /// Gives the report that it carries.
    pub const fn report(&self) -> &Report {
        match self {
            Self::Reported { report, .. } | Self::Corrected { report, .. } => report,
        }
    }
}

impl Report {
    /// Gives what was found.
    pub fn finding(&self) -> Option<&Finding> {
        match &self.outcome {
            RoundOutcome::Found(finding) => Some(finding),
            RoundOutcome::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::prevention::finding::SignKind;

    fn report(at: &str, round: CheckRound, outcome: RoundOutcome) -> Report {
        Report {
            node: GridCode::parse("370785106218").unwrap(),
            round,
            by: "牟书记".to_owned(),
            at: Moment::parse(at).unwrap(),
            how: How::Phone,
            outcome,
        }
    }

    fn decided(day: &CheckDay, report: &Report, why: Option<&str>) -> Result<CheckFact, Reason> {
        written("2026-11-25T18:30", day, report, why)
    }

    fn written(
        now: &str,
        day: &CheckDay,
        report: &Report,
        why: Option<&str>,
    ) -> Result<CheckFact, Reason> {
        let settings = Settings::default();
        let desk = Desk {
            day: "2026-11-25".parse().unwrap(),
            now: Moment::parse(now).unwrap(),
            level: Some(GridLevel::Village),
            settings: &settings,
        };
        day.decide(report, why, desk).map_err(|it| it.reason)
    }

    #[test]
    fn a_report_is_in_time_late_or_refused() {
        let empty = Finding {
            text: " ".to_owned(),
            kind: SignKind::Land,
            about: String::new(),
        };
        let day = CheckDay::default();
        for (at, round, outcome, expected) in [
            (
                "2026-11-25T09:00",
                CheckRound::Morning,
                RoundOutcome::Nothing,
                Ok(false),
            ),
            (
                "2026-11-25T12:00",
                CheckRound::Morning,
                RoundOutcome::Nothing,
                Ok(false),
            ),
            (
                "2026-11-25T12:01",
                CheckRound::Morning,
                RoundOutcome::Nothing,
                Ok(true),
            ),
            (
                "2026-11-25T18:10",
                CheckRound::Afternoon,
                RoundOutcome::Nothing,
                Ok(true),
            ),
            (
                "2026-11-25T09:00",
                CheckRound::Afternoon,
                RoundOutcome::Nothing,
                Err(Reason::RoundNotBegun),
            ),
            (
                "2026-11-25T19:00",
                CheckRound::Afternoon,
                RoundOutcome::Nothing,
                Err(Reason::InTheFuture),
            ),
            (
                "2026-11-25T09:00",
                CheckRound::Day,
                RoundOutcome::Nothing,
                Err(Reason::NotAChoice),
            ),
            (
                "2026-11-25T09:00",
                CheckRound::Morning,
                RoundOutcome::Found(Box::new(empty)),
                Err(Reason::Missing),
            ),
        ] {
            let fact = decided(&day, &report(at, round, outcome), None);
            let late = fact.map(|fact| match fact {
                CheckFact::Reported { late, .. } | CheckFact::Corrected { late, .. } => late,
            });
            assert_eq!(late, expected, "{at} {round:?}");
        }
    }

    #[test]
    fn what_is_written_on_a_later_day_is_late_and_a_correction_repairs_nothing() {
        let (day, settings) = ("2026-11-25".parse().unwrap(), Settings::default());
        let first = report(
            "2026-11-25T09:00",
            CheckRound::Morning,
            RoundOutcome::Nothing,
        );
        let other = Report {
            by: "单主任".to_owned(),
            ..first.clone()
        };
        for (entered, corrected, late) in [
            ("2026-11-25T18:30", "2026-11-25T18:40", false),
            ("2026-11-25T18:30", "2026-11-26T08:00", false),
            ("2026-11-26T08:00", "2026-11-26T08:10", true),
        ] {
            let fact = written(entered, &CheckDay::default(), &first, None).unwrap();
            let known = CheckDay::default().evolve(&fact);
            let check = &known.checks[0];
            assert_eq!(check.late, late, "{entered}");
            assert_eq!(check.is_entered_later(day, &settings), late, "{entered}");
            let fact = written(corrected, &known, &other, Some("听错了")).unwrap();
            assert_eq!(
                known.clone().evolve(&fact).checks[0].late,
                late,
                "{corrected}"
            );
        }
    }

    #[test]
    fn what_was_reported_is_corrected_with_a_reason_and_never_said_twice() {
        let first = report(
            "2026-11-25T09:00",
            CheckRound::Morning,
            RoundOutcome::Nothing,
        );
        let fact = decided(&CheckDay::default(), &first, None).unwrap();
        let day = CheckDay::default().evolve(&fact);
        let other = Report {
            by: "单主任".to_owned(),
            ..first.clone()
        };
        for (report, why, expected) in [
            (&first, None, Err(Reason::AlreadyReported)),
            (&other, Some(" "), Err(Reason::Missing)),
            (&first, Some("听错了"), Err(Reason::NothingChanged)),
            (&other, Some("听错了"), Ok(1)),
        ] {
            let corrected = decided(&day, report, why)
                .map(|fact| day.clone().evolve(&fact).checks[0].corrected);
            assert_eq!(corrected, expected);
        }
        assert_eq!(
            decided(&CheckDay::default(), &other, Some("听错了")),
            Err(Reason::NotFound)
        );
    }
}
