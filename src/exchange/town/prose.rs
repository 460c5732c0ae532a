//! What the made-up town's people and clerks write, from `data/prose.toml`, where each text says
//! what it is for.

use serde::Deserialize;

table!("prose.toml", Prose);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prose {
    pub(super) accused: Vec<String>,
    pub(super) kin: Vec<String>,
    pub(super) evidence: Vec<String>,
    pub(super) returns: Vec<String>,
    pub(super) outcomes: Vec<String>,
    pub(super) cancelled: String,
    pub(super) care: Vec<String>,
    pub(super) key_reasons: Vec<String>,
    pub(super) course: Course,
    pub(super) proof: Proof,
    pub(super) satisfaction: Satisfaction,
    pub(super) order: Order,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Course {
    pub(super) taken_over: String,
    pub(super) finished: String,
    pub(super) looked_into: String,
    pub(super) passed_to_discipline: String,
    pub(super) carried_out: String,
    pub(super) extended_by: String,
    pub(super) extended_for: String,
    pub(super) withdrawn: String,
    pub(super) withdrawal_confirmed: String,
    pub(super) declined: String,
    pub(super) declined_road: String,
    pub(super) guidance_ended: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    pub(super) agreed: String,
    pub(super) decided: String,
    pub(super) withdrawn: String,
    pub(super) declined: String,
    pub(super) guided: String,
    pub(super) order: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Satisfaction {
    pub(super) satisfied: String,
    pub(super) basically: String,
    pub(super) dissatisfied: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    pub(super) contacted: String,
    pub(super) redone: String,
    pub(super) returned: String,
    pub(super) extended: String,
    pub(super) plan: String,
}

/// Gives every text.
pub(super) fn prose() -> &'static Prose {
    &TABLE
}
