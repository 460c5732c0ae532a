//! What is proposed in the steps of a mediation.

use chrono::NaiveDate;

use crate::domain::case::fact::mediation::consents::Consent;
use crate::domain::case::fact::mediation::state::Mediation;
use crate::domain::case::fact::mediation::step::{AgreementForm, AgreementPart};
use crate::domain::case::fact::state::Case;

/// The court of 大牟家镇's county, which confirms what its mediators reached.
const COURT: &str = "高密市人民法院";

/// Gives what stands in a question of a mediation's step before anything is typed.
pub(in crate::domain::case) fn proposal(field: &str, case: &Case, today: NaiveDate) -> String {
    let current = case.mediation.current();
    let consents = current.as_ref().map(|it| &it.consents);
    let asked = |answer: Option<Consent>| answer.unwrap_or(Consent::Unasked).code().to_owned();
    let on = |day: Option<NaiveDate>| day.map_or(String::new(), |day| day.to_string());
    let signing = current
        .as_ref()
        .and_then(Mediation::agreement)
        .map(|it| it.signing);
    let mediators = current
        .as_ref()
        .and_then(|it| it.referral.as_ref())
        .map(|it| it.mediators.join("、"))
        .unwrap_or_default();
    match field {
        "other" => consents.map_or(String::new(), |it| it.other.clone()),
        "petitioner_consent" => asked(consents.map(|it| it.petitioner)),
        "petitioner_on" => on(consents.and_then(|it| it.petitioner_on).or(Some(today))),
        "other_consent" => asked(consents.map(|it| it.other_side)),
        "other_on" => on(consents.and_then(|it| it.other_on).or(Some(today))),
        "in_the_open" | "petitioner_agrees" | "other_agrees" | "jointly" => "no".to_owned(),
        "agreement_form" => AgreementForm::Written.code().to_owned(),
        "settles" => AgreementPart::Whole.code().to_owned(),
        "parties_on" => on(signing.and_then(|it| it.parties_on)),
        "mediator_on" => on(signing.and_then(|it| it.mediator_on)),
        "sealed_on" => on(signing.and_then(|it| it.sealed_on)),
        "instalment" => current
            .and_then(|it| it.instalments.iter().position(|part| !part.is_kept()))
            .map_or(String::new(), |at| (at + 1).to_string()),
        "noted_by" => mediators,
        "court" => COURT.to_owned(),
        _ => String::new(),
    }
}
