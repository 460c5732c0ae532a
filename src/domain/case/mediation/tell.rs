//! What a step of a mediation says, part by part, in the order in which it is read.

use chrono::NaiveDate;

use super::step::MediationStep;

/// A part of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its field, also the tail of its word key.
    pub field: &'static str,
    /// What it says.
    pub says: Says,
}

/// What a part says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// Words; empty for nothing.
    Text(String),
    /// A day.
    Day(Option<NaiveDate>),
    /// A number.
    Number(u32),
    /// Yes or no.
    Yes(bool),
    /// A code with the list of its words.
    Code(&'static str, &'static str),
}

const fn part(field: &'static str, says: Says) -> Part {
    Part { field, says }
}

fn text(field: &'static str, text: &str) -> Part {
    part(field, Says::Text(text.to_owned()))
}

const fn day(field: &'static str, day: NaiveDate) -> Part {
    part(field, Says::Day(Some(day)))
}

impl MediationStep {
    /// Gives what the step says.
    pub fn parts(&self) -> Vec<Part> {
        match self {
            Self::Consent(it) => vec![
                text("other", &it.other),
                part(
                    "petitioner_consent",
                    Says::Code("consent", it.petitioner.code()),
                ),
                part("petitioner_on", Says::Day(it.petitioner_on)),
                part("other_consent", Says::Code("consent", it.other_side.code())),
                part("other_on", Says::Day(it.other_on)),
            ],
            Self::Refer(it) => vec![
                day("on", it.on),
                text("mediators", &it.mediators.join("、")),
            ],
            Self::Session(it) => vec![
                day("on", it.on),
                text("present", &it.present),
                text("proceedings", &it.said),
                part("in_the_open", Says::Yes(it.open)),
            ],
            Self::Extend(it) => vec![day("on", it.on), part("days", Says::Number(it.days))],
            Self::Agree(it) => vec![
                day("on", it.on),
                part("agreement_form", Says::Code("agreement", it.form.code())),
                part("settles", Says::Code("settles", it.part.code())),
                text("parties", &it.parties),
                text("dispute", &it.dispute),
                text("content", &it.content),
                text("performance", &it.performance),
                text("noted_by", &it.noted_by),
            ],
            Self::Sign(it) => vec![
                part("parties_on", Says::Day(it.parties_on)),
                part("mediator_on", Says::Day(it.mediator_on)),
                part("sealed_on", Says::Day(it.sealed_on)),
            ],
            Self::Instalment(it) => vec![
                text("what", &it.what),
                text("amount", &it.amount),
                day("due", it.due),
            ],
            Self::Performed(it) => vec![
                day("on", it.on),
                part("instalment", Says::Number(it.at)),
                part("performed", Says::Yes(it.kept)),
                text("note", &it.note),
            ],
            Self::AskCourt(it) => vec![
                day("on", it.on),
                text("court", &it.court),
                part("jointly", Says::Yes(it.jointly)),
            ],
            Self::Court(it) => vec![
                day("on", it.on),
                part("court_ruling", Says::Code("court", it.ruling.code())),
                text("note", &it.note),
            ],
            Self::End(it) => vec![
                day("on", it.on),
                text("reason", &it.reason),
                text("told", &it.told),
                text("agreed_facts", &it.agreed_facts),
            ],
            Self::Danger(it) => vec![
                day("on", it.on),
                text("danger", &it.danger),
                text("police", &it.police),
            ],
        }
    }
}
