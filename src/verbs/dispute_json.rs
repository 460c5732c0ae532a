//! What a dispute is about, and the road that a matter went, as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::roadmap::{RoadStep, roadmap};
use crate::domain::case::fact::dispute::Dispute;
use crate::domain::entry::past;
use crate::domain::money::Yuan;
use crate::domain::view::CaseView;

/// 纠纷要素; what nobody knows is null.
#[derive(Debug, Serialize)]
pub struct DisputeJson {
    #[serde(rename = "type")]
    kind: Option<String>,
    /// In yuan.
    amount: Option<f64>,
    concerned: Option<u32>,
}

/// 路线图: the steps, and how long it took or is overdue.
#[derive(Debug, Serialize)]
pub struct RoadmapJson {
    steps: Vec<RoadStepJson>,
    /// 办结时长; null while it is open.
    days: Option<u32>,
    /// 超期时长; null where it is in time.
    overdue_days: Option<u32>,
}

#[derive(Debug, Serialize)]
struct RoadStepJson {
    state: &'static str,
    from: String,
    until: Option<String>,
    /// Null for the end of the road.
    days: Option<u32>,
}

/// Gives an amount as a number of yuan.
#[expect(
    clippy::cast_precision_loss,
    reason = "no amount or sum of a town is beyond what a number holds to the fen"
)]
pub fn yuan(amount: Yuan) -> f64 {
    amount.fen() as f64 / 100.0
}

impl DisputeJson {
    /// Makes it of the facts.
    pub fn of(dispute: &Dispute) -> Self {
        Self {
            kind: Some(dispute.kind.clone()).filter(|kind| !kind.is_empty()),
            amount: dispute.amount.map(yuan),
            concerned: dispute.concerned,
        }
    }
}

impl RoadmapJson {
    /// Makes it of a case; `None` where its content is held back.
    pub fn of(view: &CaseView, today: NaiveDate) -> Option<Self> {
        if view.row.locked {
            return None;
        }
        let road = roadmap(&view.case, &past(&view.history));
        let facts = CaseFacts::of(&view.case, &view.calendar, &view.settings);
        let overdue = |facts: &CaseFacts| facts.overdue_on(today).or_else(|| facts.answered_late());
        Some(Self {
            steps: road.iter().map(|step| step_json(step, today)).collect(),
            days: facts.as_ref().and_then(CaseFacts::duration),
            overdue_days: facts.as_ref().and_then(overdue),
        })
    }
}

fn step_json(step: &RoadStep, today: NaiveDate) -> RoadStepJson {
    RoadStepJson {
        state: step.state,
        from: step.from.to_string(),
        until: step.until.map(|day| day.to_string()),
        days: step.days(today),
    }
}
