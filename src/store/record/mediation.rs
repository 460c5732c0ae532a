//! What is done in a mediation, as stored; its state follows from it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::mediation::step::{
    Accord, AgreementForm, AgreementPart, Consent, Consents, CourtAnswer, CourtRequest,
    CourtRuling, Danger, Ending, MediationStep, MoreDays, Performance, Promise, Referral, Session,
    Signing,
};

/// One thing done in a mediation.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum MediationRecord {
    Consent {
        other: String,
        petitioner: (String, Option<i32>),
        other_side: (String, Option<i32>),
    },
    Refer {
        on: i32,
        mediators: Vec<String>,
    },
    Session {
        on: i32,
        present: String,
        said: String,
        open: bool,
    },
    Extend {
        on: i32,
        days: u32,
        petitioner: bool,
        other_side: bool,
    },
    Agree {
        on: i32,
        form: String,
        part: String,
        parties: String,
        dispute: String,
        content: String,
        performance: String,
        noted_by: String,
    },
    Sign {
        parties_on: Option<i32>,
        mediator_on: Option<i32>,
        sealed_on: Option<i32>,
    },
    Instalment {
        what: String,
        amount: String,
        due: i32,
    },
    Performed {
        at: u32,
        on: i32,
        kept: bool,
        note: String,
    },
    AskCourt {
        on: i32,
        court: String,
        jointly: bool,
    },
    Court {
        on: i32,
        ruling: String,
        note: String,
    },
    End {
        on: i32,
        reason: String,
        told: String,
        agreed_facts: String,
    },
    Danger {
        on: i32,
        danger: String,
        police: String,
    },
}

impl From<&MediationStep> for MediationRecord {
    fn from(step: &MediationStep) -> Self {
        match step.clone() {
            MediationStep::Consent(it) => Self::Consent {
                other: it.other,
                petitioner: (it.petitioner.code().to_owned(), it.petitioner_on.map(day)),
                other_side: (it.other_side.code().to_owned(), it.other_on.map(day)),
            },
            MediationStep::Refer(it) => Self::Refer {
                on: day(it.on),
                mediators: it.mediators,
            },
            MediationStep::Session(it) => Self::Session {
                on: day(it.on),
                present: it.present,
                said: it.said,
                open: it.open,
            },
            MediationStep::Extend(it) => Self::Extend {
                on: day(it.on),
                days: it.days,
                petitioner: it.petitioner,
                other_side: it.other_side,
            },
            MediationStep::Agree(it) => Self::Agree {
                on: day(it.on),
                form: it.form.code().to_owned(),
                part: it.part.code().to_owned(),
                parties: it.parties,
                dispute: it.dispute,
                content: it.content,
                performance: it.performance,
                noted_by: it.noted_by,
            },
            MediationStep::Sign(it) => Self::Sign {
                parties_on: it.parties_on.map(day),
                mediator_on: it.mediator_on.map(day),
                sealed_on: it.sealed_on.map(day),
            },
            MediationStep::Instalment(it) => Self::Instalment {
                what: it.what,
                amount: it.amount,
                due: day(it.due),
            },
            MediationStep::Performed(it) => Self::Performed {
                at: it.at,
                on: day(it.on),
                kept: it.kept,
                note: it.note,
            },
            MediationStep::AskCourt(it) => Self::AskCourt {
                on: day(it.on),
                court: it.court,
                jointly: it.jointly,
            },
            MediationStep::Court(it) => Self::Court {
                on: day(it.on),
                ruling: it.ruling.code().to_owned(),
                note: it.note,
            },
            MediationStep::End(it) => Self::End {
                on: day(it.on),
                reason: it.reason,
                told: it.told,
                agreed_facts: it.agreed_facts,
            },
            MediationStep::Danger(it) => Self::Danger {
                on: day(it.on),
                danger: it.danger,
                police: it.police,
            },
        }
    }
}

impl TryFrom<MediationRecord> for MediationStep {
    type Error = StoreError;

    fn try_from(record: MediationRecord) -> Result<Self, StoreError> {
        Ok(match record {
            MediationRecord::Consent {
                other,
                petitioner,
                other_side,
            } => Self::Consent(Consents {
                other,
                petitioner: code(&petitioner.0, Consent::parse)?,
                petitioner_on: optional(petitioner.1)?,
                other_side: code(&other_side.0, Consent::parse)?,
                other_on: optional(other_side.1)?,
            }),
            MediationRecord::Refer { on, mediators } => Self::Refer(Referral {
                on: date(on)?,
                mediators,
            }),
            MediationRecord::Session {
                on,
                present,
                said,
                open,
            } => Self::Session(Session {
                on: date(on)?,
                present,
                said,
                open,
            }),
            MediationRecord::Extend {
                on,
                days,
                petitioner,
                other_side,
            } => Self::Extend(MoreDays {
                on: date(on)?,
                days,
                petitioner,
                other_side,
            }),
            MediationRecord::Agree {
                on,
                form,
                part,
                parties,
                dispute,
                content,
                performance,
                noted_by,
            } => Self::Agree(Box::new(Accord {
                on: date(on)?,
                form: code(&form, AgreementForm::parse)?,
                part: code(&part, AgreementPart::parse)?,
                parties,
                dispute,
                content,
                performance,
                noted_by,
            })),
            MediationRecord::Sign {
                parties_on,
                mediator_on,
                sealed_on,
            } => Self::Sign(Signing {
                parties_on: optional(parties_on)?,
                mediator_on: optional(mediator_on)?,
                sealed_on: optional(sealed_on)?,
            }),
            MediationRecord::Instalment { what, amount, due } => Self::Instalment(Promise {
                what,
                amount,
                due: date(due)?,
            }),
            MediationRecord::Performed { at, on, kept, note } => Self::Performed(Performance {
                at,
                on: date(on)?,
                kept,
                note,
            }),
            MediationRecord::AskCourt { on, court, jointly } => Self::AskCourt(CourtRequest {
                on: date(on)?,
                court,
                jointly,
            }),
            MediationRecord::Court { on, ruling, note } => Self::Court(CourtAnswer {
                on: date(on)?,
                ruling: code(&ruling, CourtRuling::parse)?,
                note,
            }),
            MediationRecord::End {
                on,
                reason,
                told,
                agreed_facts,
            } => Self::End(Ending {
                on: date(on)?,
                reason,
                told,
                agreed_facts,
            }),
            MediationRecord::Danger { on, danger, police } => Self::Danger(Danger {
                on: date(on)?,
                danger,
                police,
            }),
        })
    }
}

fn optional(stored: Option<i32>) -> Result<Option<NaiveDate>, StoreError> {
    stored.map(date).transpose()
}
