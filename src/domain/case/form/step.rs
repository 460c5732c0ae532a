//! What stands in the questions of a step before anything is typed.

use chrono::NaiveDate;

use crate::domain::case::fact::fast_lane::FastLaneKind;
use crate::domain::case::fact::key_case::KeyKind;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::fact::track::TrackStage;
use crate::domain::case::form::{
    checklist, fast_lane, key_case, legal_aid, mediation, order, task_force, transfer,
};
use crate::domain::case::rule::recusal::are_one;
use crate::domain::codes::DeliveryWay;
use crate::domain::deadline::rule::RuleName;

impl StepKind {
    /// Gives what stands in a question before anything is typed.
    pub fn proposal(self, field: &str, case: &Case, today: NaiveDate) -> String {
        let day = matches!(field, "on" | "told_on" | "began" | "ended");
        match (self, field) {
            (Self::Transfer(kind), _) => transfer::proposal(kind, field, case, today),
            (Self::Order(kind), _) => order::proposal(kind, field, case, today),
            _ if day => today.to_string(),
            (Self::Classify, "class") => case.matter.class.code().to_owned(),
            (Self::Classify, "category") => case
                .matter
                .category
                .map_or(String::new(), |category| category.code().to_owned()),
            (Self::Classify, "urgency") => case.matter.urgency.code().to_owned(),
            (Self::Classify, "difficulty") => case.matter.difficulty.code().to_owned(),
            (Self::Notify | Self::Deliver, "way") => DeliveryWay::Hand.code().to_owned(),
            (Self::Extend, "approver") => approver(case),
            (Self::Extend, "days") => RuleName::Decide.most_more().to_string(),
            (Self::Assign, "unit") => case.unit.clone().unwrap_or_default(),
            (Self::Assign, "holder") => case.holder.clone().unwrap_or_default(),
            (Self::Assign, "leader") => case.leader.clone().unwrap_or_default(),
            (Self::Track, "stage") => TrackStage::Doing.code().to_owned(),
            (Self::Decide, "request") => case.matter.request.clone(),
            (Self::Decide, "facts") => case.matter.facts.clone(),
            (Self::Mediation(_), _) => mediation::proposal(field, case, today),
            (Self::TaskForce(kind), _) => task_force::proposal(kind, field, case),
            (Self::LegalAid(kind), _) => legal_aid::proposal(kind, field, case),
            (Self::FastLane(FastLaneKind::Put), _) => fast_lane::proposal(field, case),
            (Self::Key(KeyKind::Mark | KeyKind::Extend), _) => {
                key_case::proposal(field, case, today)
            }
            (Self::Checklist(_), _) => checklist::proposal(field, case),
            _ => String::new(),
        }
    }
}

/// Proposes the leader in charge, where the matter is not his own to handle: nobody approves his own delay.
fn approver(case: &Case) -> String {
    let leader = case.leader.as_deref();
    let own = |name: &str| case.holder.as_deref().is_some_and(|it| are_one(it, name));
    leader
        .filter(|name| !own(name))
        .unwrap_or_default()
        .to_owned()
}
