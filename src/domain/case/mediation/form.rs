//! What each step of a mediation asks, what is proposed, and reading the answers.

use chrono::NaiveDate;

use super::super::ask::{Answer, Ask, ON, Reader, line, text};
use super::super::state::Case;
use super::state::Mediation;
use super::step::{
    Accord, AgreementForm, AgreementPart, Consent, Consents, CourtAnswer, CourtRequest,
    CourtRuling, Danger, Ending, MediationStep, MoreDays, Performance, Promise, Referral, Session,
    Signing,
};

/// The court of 大牟家镇's county, which confirms what its mediators reached.
const COURT: &str = "高密市人民法院";

const fn day(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Day,
    }
}

const fn number(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Number,
    }
}

const fn yes_or_no(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Choice {
            group: "desk",
            codes: || vec!["yes", "no"],
        },
    }
}

const fn consent(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Choice {
            group: "consent",
            codes: || Consent::ALL.iter().map(|it| it.code()).collect(),
        },
    }
}

/// 征求意愿
pub(in crate::domain::case) const CONSENT: &[Ask] = &[
    line("other"),
    consent("petitioner_consent"),
    day("petitioner_on"),
    consent("other_consent"),
    day("other_on"),
];
/// 访调对接
pub(in crate::domain::case) const REFER: &[Ask] = &[line("mediators"), ON];
/// 一次调解
pub(in crate::domain::case) const SESSION: &[Ask] = &[
    line("present"),
    text("proceedings"),
    yes_or_no("in_the_open"),
    ON,
];
/// 延长
pub(in crate::domain::case) const EXTEND: &[Ask] = &[
    number("days"),
    yes_or_no("petitioner_agrees"),
    yes_or_no("other_agrees"),
    ON,
];
/// 调解协议
pub(in crate::domain::case) const AGREE: &[Ask] = &[
    Ask {
        field: "agreement_form",
        answer: Answer::Choice {
            group: "agreement",
            codes: || AgreementForm::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    Ask {
        field: "settles",
        answer: Answer::Choice {
            group: "settles",
            codes: || AgreementPart::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    line("parties"),
    text("dispute"),
    text("content"),
    line("performance"),
    line("noted_by"),
    ON,
];
/// 签名盖章
pub(in crate::domain::case) const SIGN: &[Ask] =
    &[day("parties_on"), day("mediator_on"), day("sealed_on")];
/// 分期
pub(in crate::domain::case) const INSTALMENT: &[Ask] = &[line("what"), line("amount"), day("due")];
/// 履行情况
pub(in crate::domain::case) const PERFORMED: &[Ask] = &[
    number("instalment"),
    yes_or_no("performed"),
    line("note"),
    ON,
];
/// 申请司法确认
pub(in crate::domain::case) const ASK_COURT: &[Ask] = &[line("court"), yes_or_no("jointly"), ON];
/// 法院答复
pub(in crate::domain::case) const COURT_ANSWER: &[Ask] = &[
    Ask {
        field: "court_ruling",
        answer: Answer::Choice {
            group: "court",
            codes: || CourtRuling::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    line("note"),
    ON,
];
/// 终止调解
pub(in crate::domain::case) const END: &[Ask] =
    &[text("reason"), text("told"), text("agreed_facts"), ON];
/// 险情
pub(in crate::domain::case) const DANGER: &[Ask] = &[text("danger"), line("police"), ON];

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
        "in_the_open" | "petitioner_agrees" | "other_agrees" | "performed" | "jointly" => {
            "no".to_owned()
        }
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

fn yes(from: &Reader<'_>, field: &str) -> bool {
    from.optional(field).as_deref() == Some("yes")
}

fn some(from: &Reader<'_>, field: &str) -> String {
    from.optional(field).unwrap_or_default()
}

pub(in crate::domain::case) fn consents(from: &mut Reader<'_>) -> Option<MediationStep> {
    let other = from.text("other");
    let petitioner = from.code("petitioner_consent", Consent::parse);
    let petitioner_on = from.optional_day("petitioner_on");
    let other_side = from.code("other_consent", Consent::parse);
    let other_on = from.optional_day("other_on");
    let (petitioner, other_side) = (petitioner?, other_side?);
    // A side that was not asked yet has no day, whatever was proposed.
    let told = |answer, day: Option<NaiveDate>| day.filter(|_| answer != Consent::Unasked);
    Some(MediationStep::Consent(Consents {
        other: other?,
        petitioner,
        petitioner_on: told(petitioner, petitioner_on),
        other_side,
        other_on: told(other_side, other_on),
    }))
}

pub(in crate::domain::case) fn referral(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (mediators, on) = (from.text("mediators"), from.day("on"));
    let mediators = mediators?
        .split(['、', '，', ',', ';', '；'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    Some(MediationStep::Refer(Referral { on: on?, mediators }))
}

pub(in crate::domain::case) fn session(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (present, said, on) = (
        from.text("present"),
        from.text("proceedings"),
        from.day("on"),
    );
    Some(MediationStep::Session(Session {
        on: on?,
        present: present?,
        said: said?,
        open: yes(from, "in_the_open"),
    }))
}

pub(in crate::domain::case) fn more_days(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (days, on) = (from.number("days"), from.day("on"));
    Some(MediationStep::Extend(MoreDays {
        on: on?,
        days: days?,
        petitioner: yes(from, "petitioner_agrees"),
        other_side: yes(from, "other_agrees"),
    }))
}

pub(in crate::domain::case) fn accord(from: &mut Reader<'_>) -> Option<MediationStep> {
    let form = from.code("agreement_form", AgreementForm::parse);
    let part = from.code("settles", AgreementPart::parse);
    let on = from.day("on");
    Some(MediationStep::Agree(Box::new(Accord {
        on: on?,
        form: form?,
        part: part?,
        parties: some(from, "parties"),
        dispute: some(from, "dispute"),
        content: some(from, "content"),
        performance: some(from, "performance"),
        noted_by: some(from, "noted_by"),
    })))
}

pub(in crate::domain::case) fn signing(from: &mut Reader<'_>) -> MediationStep {
    MediationStep::Sign(Signing {
        parties_on: from.optional_day("parties_on"),
        mediator_on: from.optional_day("mediator_on"),
        sealed_on: from.optional_day("sealed_on"),
    })
}

pub(in crate::domain::case) fn promise(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (what, due) = (from.text("what"), from.day("due"));
    Some(MediationStep::Instalment(Promise {
        what: what?,
        amount: some(from, "amount"),
        due: due?,
    }))
}

pub(in crate::domain::case) fn performance(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (at, on) = (from.number("instalment"), from.day("on"));
    Some(MediationStep::Performed(Performance {
        at: at?,
        on: on?,
        kept: yes(from, "performed"),
        note: some(from, "note"),
    }))
}

pub(in crate::domain::case) fn request(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (court, on) = (from.text("court"), from.day("on"));
    Some(MediationStep::AskCourt(CourtRequest {
        on: on?,
        court: court?,
        jointly: yes(from, "jointly"),
    }))
}

pub(in crate::domain::case) fn answer(from: &mut Reader<'_>) -> Option<MediationStep> {
    let ruling = from.code("court_ruling", CourtRuling::parse);
    let on = from.day("on");
    Some(MediationStep::Court(CourtAnswer {
        on: on?,
        ruling: ruling?,
        note: some(from, "note"),
    }))
}

pub(in crate::domain::case) fn ending(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (reason, on) = (from.text("reason"), from.day("on"));
    Some(MediationStep::End(Ending {
        on: on?,
        reason: reason?,
        told: some(from, "told"),
        agreed_facts: some(from, "agreed_facts"),
    }))
}

pub(in crate::domain::case) fn danger(from: &mut Reader<'_>) -> Option<MediationStep> {
    let (danger, police) = (from.text("danger"), from.text("police"));
    let on = from.day("on");
    Some(MediationStep::Danger(Danger {
        on: on?,
        danger: danger?,
        police: police?,
    }))
}
