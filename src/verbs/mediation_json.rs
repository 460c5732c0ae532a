//! A mediation in `mulin case show`, as JSON and in words.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::domain::case::clock::mediation::{Reminding, reminders};
use crate::domain::case::fact::mediation::state::{Agreed, Instalment, Mediation};
use crate::domain::case::fact::mediation::step::MediationStep;
use crate::domain::view::CaseView;
use crate::verbs::step_fields::shown;
use crate::words::bundle::Words;

/// Makes the value of `mediation`: what was done, what is in force, and what comes next.
pub fn mediation_json(
    words: &Words,
    view: &CaseView,
    mediation: &Mediation,
    today: NaiveDate,
) -> Value {
    let of = |step: MediationStep| Value::Object(fields(words, &step));
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let sessions = mediation.sessions.iter().cloned();
    let extensions = mediation.extensions.iter().cloned();
    let dangers = mediation.dangers.iter().cloned();
    let agreements = mediation.agreements.iter();
    json!({
        "round": mediation.round,
        "running": mediation.is_running(),
        "in_force_on": day(mediation.in_force_on()),
        "settled_on": day(mediation.settled_on()),
        "consent": of(MediationStep::Consent(mediation.consents.clone())),
        "referral": mediation.referral.clone().map(|it| of(MediationStep::Refer(it))),
        "sessions": sessions.map(|it| of(MediationStep::Session(it))).collect::<Vec<_>>(),
        "extensions": extensions.map(|it| of(MediationStep::Extend(it))).collect::<Vec<_>>(),
        "agreements": agreements.map(|it| agreement(words, it)).collect::<Vec<_>>(),
        "instalments": (1..)
            .zip(&mediation.instalments)
            .map(|(at, it)| instalment(at, it, today))
            .collect::<Vec<_>>(),
        "confirmation": mediation.request.clone().map(|it| of(MediationStep::AskCourt(it))),
        "court": mediation.court.clone().map(|it| of(MediationStep::Court(it))),
        "dangers": dangers.map(|it| of(MediationStep::Danger(it))).collect::<Vec<_>>(),
        "ended": mediation.ended.clone().map(|it| of(MediationStep::End(it))),
        "next": next(view),
    })
}

fn fields(words: &Words, step: &MediationStep) -> Map<String, Value> {
    shown(words, step.fields())
        .into_iter()
        .map(|field| (field.name.to_owned(), field.value))
        .collect()
}

fn agreement(words: &Words, agreed: &Agreed) -> Value {
    let mut record = fields(
        words,
        &MediationStep::Agree(Box::new(agreed.accord.clone())),
    );
    record.extend(fields(words, &MediationStep::Sign(agreed.signing)));
    let day = agreed.in_force_on().map(|day| day.to_string());
    record.insert("in_force_on".to_owned(), json!(day));
    Value::Object(record)
}

fn instalment(at: u32, instalment: &Instalment, today: NaiveDate) -> Value {
    let promise = &instalment.promise;
    let found = instalment.performance.as_ref();
    json!({
        "instalment": at,
        "what": promise.what,
        "amount": promise.amount,
        "due": promise.due.to_string(),
        "performed": found.map(|it| it.kept),
        "on": found.map(|it| it.on.to_string()),
        "note": found.map(|it| it.note.clone()),
        "days_late": instalment.days_late(today),
    })
}

fn next(view: &CaseView) -> Vec<Value> {
    let code = |what: &Reminding| match what {
        Reminding::Mediation => "mediation".to_owned(),
        Reminding::Confirmation => "judicial_confirmation".to_owned(),
        Reminding::Instalment(at, _) => format!("instalment {at}"),
    };
    reminders(&view.case, &view.clocks)
        .iter()
        .map(|it| json!({"what": code(&it.what), "day": it.day.to_string()}))
        .collect()
}

/// Tells in words what is in force, what is promised and what became of it; each step stands in
/// the history.
pub fn render(words: &Words, view: &CaseView, today: NaiveDate) -> Vec<String> {
    let Some(mediation) = view.case.mediation.current() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for agreed in &mediation.agreements {
        let state = match agreed.in_force_on() {
            Some(day) => words.say_with("mediation-in-force", &[("day", day.to_string().into())]),
            None => words.say("mediation-not-in-force"),
        };
        lines.push(format!("{} {state}", agreed.accord.terms()));
    }
    for (at, it) in (1..).zip(&mediation.instalments) {
        lines.push(promised(words, at, it, today));
    }
    if let Some(ended) = &mediation.ended {
        lines.push(format!("{} {} {}", ended.on, ended.reason, ended.advice));
    }
    lines
}

fn promised(words: &Words, at: u32, instalment: &Instalment, today: NaiveDate) -> String {
    let label = words.say_with("mediation-instalment", &[("n", at.into())]);
    let promise = &instalment.promise;
    let state = match &instalment.performance {
        Some(it) if it.kept => words.say_with("clock-met", &[("day", it.on.to_string().into())]),
        Some(it) => words.say_with(
            "mediation-not-performed",
            &[("day", it.on.to_string().into())],
        ),
        None => words.days_left(promise.due.signed_duration_since(today).num_days()),
    };
    format!(
        "{label} {} {} {} {state}",
        promise.due, promise.what, promise.amount
    )
}
