//! What stands in the questions of a step before anything is typed.

use chrono::NaiveDate;

use super::super::codes::DeliveryWay;
use super::appeal::AppealKind;
use super::fast_lane;
use super::joining_forces;
use super::key_case::KeyKind;
use super::keying;
use super::legal_aid::form as legal_aid;
use super::mediation::form as mediation;
use super::order::form as order;
use super::state::Case;
use super::step::StepKind;
use super::track::TrackStage;
use super::transfer_form;
use super::utility::FastLaneKind;

impl StepKind {
    /// Gives what stands in a question before anything is typed.
    pub fn proposal(self, field: &str, case: &Case, today: NaiveDate) -> String {
        let day = matches!(field, "on" | "told_on" | "began" | "ended");
        match (self, field) {
            (Self::Transfer(kind), _) => transfer_form::proposal(kind, field, case, today),
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
            (Self::Extend, "days") => "30".to_owned(),
            (Self::Assign, "unit") => case.unit.clone().unwrap_or_default(),
            (Self::Assign, "holder") => case.holder.clone().unwrap_or_default(),
            (Self::Assign, "leader") => case.leader.clone().unwrap_or_default(),
            (Self::Track, "stage") => TrackStage::Doing.code().to_owned(),
            (Self::Decide, "request") => case.matter.request.clone(),
            (Self::Decide, "facts") => case.matter.facts.clone(),
            (Self::Mediation(_), _) => mediation::proposal(field, case, today),
            (Self::TaskForce(kind), _) => joining_forces::proposal(kind, field, case),
            (Self::LegalAid(kind), _) => legal_aid::proposal(kind, field, case),
            (Self::FastLane(FastLaneKind::Put), _) => fast_lane::proposal(field, case),
            (Self::Key(KeyKind::Mark | KeyKind::Extend), _) => keying::proposal(field, case, today),
            (Self::Appeal(AppealKind::CarryOut), "done") => "no".to_owned(),
            _ => String::new(),
        }
    }
}
