//! 苗头: an early sign of a dispute, until it is settled, whistled about or a case. It says what
//! happened; it never names or scores a person as anything.

use chrono::NaiveDate;

use crate::domain::grid::node::GridCode;
use crate::domain::item::WhistleId;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

/// How an early sign came up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Where.
    pub node: GridCode,
    /// What was found.
    pub finding: Finding,
    /// By whom.
    pub found_by: String,
    /// On which day.
    pub found_on: NaiveDate,
    /// In which round; `None` where it was told outside of any.
    pub round: Option<CheckRound>,
    /// Who wrote it down.
    pub noted_by: String,
}

/// Where an early sign stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignState {
    /// 待处置
    Open,
    /// 已吹哨
    Whistled(WhistleId),
    /// 已转受理
    Case(CaseNumber),
    /// 观察中
    Watched {
        /// Until which day
        until: NaiveDate,
        /// What is to be seen
        why: String,
    },
    /// 已化解
    Settled {
        /// How
        how: String,
        /// On which day
        on: NaiveDate,
    },
}

/// 苗头性信息, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlySign {
    /// How it came up.
    pub sighting: Sighting,
    /// Where it stands.
    pub state: SignState,
}

/// What was done to an early sign; its state follows from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignFact {
    /// It was found.
    Found(Box<Sighting>),
    /// What was found reads otherwise from now on.
    Worded(Box<Finding>),
    /// A whistle was blown about it.
    Whistled(WhistleId),
    /// It was registered as a case, or joined one.
    Case(CaseNumber),
    /// It is watched for a while.
    Watched {
        /// Until which day
        until: NaiveDate,
        /// What is to be seen
        why: String,
    },
    /// It was settled.
    Settled {
        /// How
        how: String,
        /// On which day
        on: NaiveDate,
    },
    /// It came up again, or was settled by mistake.
    Reopened {
        /// Why
        why: String,
    },
}

impl EarlySign {
    /// Begins an early sign.
    ///
    /// # Errors
    /// Refuses one without words or without a finder, and one of a day that lies ahead.
    pub fn found(sighting: &Sighting, today: NaiveDate) -> Result<Self, Refusal> {
        if sighting.finding.text.trim().is_empty() {
            return Err(Refusal::about("sign_text", Reason::Missing));
        }
        if sighting.found_by.trim().is_empty() {
            return Err(Refusal::about("reporter", Reason::Missing));
        }
        if sighting.found_on > today {
            return Err(Refusal::about("found_on", Reason::InTheFuture));
        }
        Ok(Self::begun(sighting))
    }

    fn begun(sighting: &Sighting) -> Self {
        Self {
            sighting: sighting.clone(),
            state: SignState::Open,
        }
    }

    /// Gives the sign after all of its history; `None` when that does not start with its finding.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a SignFact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let Some(SignFact::Found(sighting)) = facts.next() else {
            return None;
        };
        Some(facts.fold(Self::begun(sighting), |sign, fact| sign.evolve(fact)))
    }

    /// Decides what is done to a sign.
    ///
    /// # Errors
    /// Refuses everything but being taken up again once it is over, an accusation that is settled,
    /// watched or whistled about instead of registered (条例 22, 30), and what says too little.
    pub fn apply(
        &self,
        fact: &SignFact,
        viewer: &Viewer,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        if !self.is_open_to(viewer) {
            return Err(Refusal::new(Reason::NotForThisViewer));
        }
        let required = |field, text: &str| {
            if text.trim().is_empty() {
                Err(Refusal::about(field, Reason::Missing))
            } else {
                Ok(())
            }
        };
        let ends = !matches!(
            fact,
            SignFact::Found(_)
                | SignFact::Worded(_)
                | SignFact::Case(_)
                | SignFact::Reopened { .. }
        );
        if ends && self.sighting.finding.kind == SignKind::Accusation {
            return Err(Refusal::new(Reason::AccusationIsRegistered));
        }
        match (fact, &self.state) {
            (SignFact::Found(_), _) => Err(Refusal::new(Reason::AlreadyKnown)),
            (_, SignState::Case(_)) => Err(Refusal::new(Reason::SignIsACase)),
            (SignFact::Reopened { why }, SignState::Settled { .. } | SignState::Watched { .. }) => {
                required("why", why)
            }
            (SignFact::Reopened { .. }, _) => Err(Refusal::new(Reason::NothingChanged)),
            (_, SignState::Settled { .. }) => Err(Refusal::new(Reason::SignOver)),
            (SignFact::Worded(finding), _) if **finding == self.sighting.finding => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            (SignFact::Worded(finding), _) => required("sign_text", &finding.text),
            (SignFact::Whistled(_), SignState::Whistled(_)) => {
                Err(Refusal::new(Reason::AlreadyNoted))
            }
            (SignFact::Watched { until, .. }, _) if *until <= today => {
                Err(Refusal::about("until", Reason::Before(today)))
            }
            (SignFact::Watched { why, .. }, _) => required("why", why),
            (SignFact::Settled { on, .. }, _) if *on > today => {
                Err(Refusal::about("on", Reason::InTheFuture))
            }
            (SignFact::Settled { on, .. }, _) if *on < self.sighting.found_on => {
                Err(Refusal::about("on", Reason::Before(self.sighting.found_on)))
            }
            (SignFact::Settled { how, .. }, _) => required("settled_how", how),
            (SignFact::Whistled(_) | SignFact::Case(_), _) => Ok(()),
        }?;
        Ok(self.evolve(fact))
    }

    /// Gives the sign after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &SignFact) -> Self {
        let mut next = self.clone();
        match fact.clone() {
            SignFact::Found(sighting) => return Self::begun(&sighting),
            SignFact::Worded(finding) => next.sighting.finding = *finding,
            SignFact::Whistled(id) => next.state = SignState::Whistled(id),
            SignFact::Case(number) => next.state = SignState::Case(number),
            SignFact::Watched { until, why } => next.state = SignState::Watched { until, why },
            SignFact::Settled { how, on } => next.state = SignState::Settled { how, on },
            SignFact::Reopened { .. } => next.state = SignState::Open,
        }
        next
    }

    /// Tells whether somebody still has to see to it here; what became a case is seen to there.
    pub const fn is_open(&self) -> bool {
        match self.state {
            SignState::Open | SignState::Whistled(_) | SignState::Watched { .. } => true,
            SignState::Case(_) | SignState::Settled { .. } => false,
        }
    }

    /// Gives how many days it has been open on `today`.
    pub fn days_open(&self, today: NaiveDate) -> i64 {
        (today - self.sighting.found_on).num_days().max(0)
    }

    /// Tells whether the time for which it was to be watched is over.
    pub fn is_watched_out(&self, today: NaiveDate) -> bool {
        matches!(&self.state, SignState::Watched { until, .. } if *until < today)
    }

    /// Tells whether one may read what it says: what complains of somebody is open to him alone who
    /// wrote it down (条例 30 ¶3).
    pub fn is_open_to(&self, viewer: &Viewer) -> bool {
        self.sighting.finding.kind != SignKind::Accusation || self.sighting.noted_by == viewer.name
    }

    /// Gives it with nothing but where it stands.
    #[must_use]
    pub fn sealed(&self) -> Self {
        let state = match &self.state {
            SignState::Watched { until, .. } => SignState::Watched {
                until: *until,
                why: String::new(),
            },
            SignState::Settled { on, .. } => SignState::Settled {
                how: String::new(),
                on: *on,
            },
            SignState::Open | SignState::Whistled(_) | SignState::Case(_) => self.state.clone(),
        };
        Self {
            sighting: Sighting {
                finding: self.sighting.finding.sealed(),
                found_by: String::new(),
                ..self.sighting.clone()
            },
            state,
        }
    }
}

impl SignFact {
    /// Tells whether it says nothing of what was found.
    pub const fn is_bare(&self) -> bool {
        match self {
            Self::Whistled(_) | Self::Case(_) => true,
            Self::Found(_)
            | Self::Worded(_)
            | Self::Watched { .. }
            | Self::Settled { .. }
            | Self::Reopened { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-25";

    fn sighting(kind: SignKind) -> Sighting {
        Sighting {
            node: GridCode::parse("370785106218").unwrap(),
            finding: Finding {
                text: "两家为排水沟争吵".to_owned(),
                kind,
                about: "牟春生、单文".to_owned(),
            },
            found_by: "牟书记".to_owned(),
            found_on: "2026-11-20".parse().unwrap(),
            round: Some(CheckRound::Morning),
            noted_by: "王芳".to_owned(),
        }
    }

    fn settled(on: &str, how: &str) -> SignFact {
        SignFact::Settled {
            how: how.to_owned(),
            on: on.parse().unwrap(),
        }
    }

    fn after(kind: SignKind, facts: &[SignFact]) -> Result<EarlySign, Reason> {
        let today = TODAY.parse().unwrap();
        let viewer = Viewer::new("王芳");
        let begun = EarlySign::found(&sighting(kind), today).unwrap();
        facts
            .iter()
            .try_fold(begun, |sign, fact| sign.apply(fact, &viewer, today))
            .map_err(|refusal| refusal.reason)
    }

    #[test]
    fn a_sign_goes_its_way_to_one_end() {
        let case = SignFact::Case(CaseNumber { year: 2026, run: 7 });
        let reopened = SignFact::Reopened {
            why: "又吵起来了".to_owned(),
        };
        let watched = |until: &str| SignFact::Watched {
            until: until.parse().unwrap(),
            why: "看他们修沟".to_owned(),
        };
        let whistled = SignFact::Whistled(WhistleId(3));
        let done = settled(TODAY, "村里调解好了");
        let (land, accusation) = (SignKind::Land, SignKind::Accusation);
        for (kind, facts, expected) in [
            (land, vec![whistled.clone(), case.clone()], Ok(false)),
            (land, vec![watched("2026-12-01")], Ok(true)),
            (land, vec![done.clone()], Ok(false)),
            (land, vec![done.clone(), reopened.clone()], Ok(true)),
            (land, vec![reopened.clone()], Err(Reason::NothingChanged)),
            (
                land,
                vec![done.clone(), case.clone()],
                Err(Reason::SignOver),
            ),
            (
                land,
                vec![case.clone(), done.clone()],
                Err(Reason::SignIsACase),
            ),
            (
                land,
                vec![watched(TODAY)],
                Err(Reason::Before(TODAY.parse().unwrap())),
            ),
            (land, vec![settled(TODAY, " ")], Err(Reason::Missing)),
            (
                land,
                vec![settled("2026-11-19", "好了")],
                Err(Reason::Before("2026-11-20".parse().unwrap())),
            ),
            (accusation, vec![case.clone()], Ok(false)),
            (
                accusation,
                vec![done.clone()],
                Err(Reason::AccusationIsRegistered),
            ),
            (
                accusation,
                vec![whistled.clone()],
                Err(Reason::AccusationIsRegistered),
            ),
        ] {
            let open = after(kind, &facts).map(|sign| sign.is_open());
            assert_eq!(open, expected, "{facts:?}");
        }
    }

    #[test]
    fn what_complains_of_somebody_is_open_to_its_writer_alone() {
        let today = TODAY.parse().unwrap();
        let sign = EarlySign::found(&sighting(SignKind::Accusation), today).unwrap();
        let other = Viewer::new("李娜");
        assert!(sign.is_open_to(&Viewer::new("王芳")) && !sign.is_open_to(&other));
        let refused = sign.apply(&settled(TODAY, "好了"), &other, today);
        assert_eq!(refused.unwrap_err().reason, Reason::NotForThisViewer);
        assert!(!format!("{:?}", sign.sealed()).contains("排水沟"));
    }
}
