//! The services of a case and its mediation, as the page tells them.

use crate::app::case::fields;
use crate::app::case::para::{Para, Shade};
use crate::app::shared::Shared;
use crate::domain::case::clock::mediation::{Reminder, Reminding, reminders};
use crate::domain::case::fact::mediation::state::{Agreed, Instalment, Mediation};
use crate::domain::case::fact::mediation::step::MediationStep;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// Says what a step of a mediation holds; what is empty is left out.
fn parts(words: &Words, step: &MediationStep) -> Vec<String> {
    fields::texts(words, &Step::Mediation(step.clone()), false)
}

/// Tells the services: each with its holder, how far it is, and every note with its day.
pub(super) fn services(words: &Words, view: &CaseView, revealed: bool) -> Vec<Para> {
    let mut paras = Vec::new();
    for state in &view.case.tracks {
        let stage = words.code("stage", state.stage.code());
        let name = words.code("track", state.track.code());
        paras.push(para(
            name,
            format!("{stage}  {}", state.holder),
            Shade::Plain,
        ));
        for it in view.track_notes(state.track) {
            let day = it.when.date().to_string();
            let note = fields::note(words, state.track, it.note, revealed);
            paras.push(para(
                String::new(),
                format!("{day}  {}  {note}", it.who),
                Shade::Dim,
            ));
        }
    }
    paras
}

/// Tells whether mediators settled the whole: their agreement stands there in full.
pub(super) fn is_settled(case: &Case) -> bool {
    let current = case.mediation.current();
    current.is_some_and(|it| it.settled_on().is_some())
}

/// Tells the mediation that runs or ran last.
pub(super) fn mediation(shared: &Shared, view: &CaseView) -> Vec<Para> {
    let Some(it) = view.case.mediation.current() else {
        return Vec::new();
    };
    let words = &shared.words;
    let mut steps = vec![MediationStep::Consent(it.consents.clone())];
    steps.extend(it.referral.clone().map(MediationStep::Refer));
    steps.extend(it.sessions.iter().cloned().map(MediationStep::Session));
    steps.extend(it.extensions.iter().cloned().map(MediationStep::Extend));
    steps.extend(it.dangers.iter().cloned().map(MediationStep::Danger));
    let mut paras: Vec<Para> = steps.iter().map(|step| step_para(words, step)).collect();
    for agreed in &it.agreements {
        paras.extend(agreement(words, agreed));
    }
    paras.extend(instalments(shared, view));
    paras.extend(ends(words, &it));
    paras
}

/// Tells every part of the performance as a clock is told.
pub(super) fn instalments(shared: &Shared, view: &CaseView) -> Vec<Para> {
    let current = view.case.mediation.current();
    let parts = (1..).zip(current.iter().flat_map(|it| &it.instalments));
    parts.map(|(at, it)| instalment(shared, at, it)).collect()
}

fn step_para(words: &Words, step: &MediationStep) -> Para {
    let label = words.code("step", Step::Mediation(step.clone()).code());
    para(label, parts(words, step).join("  "), Shade::Plain)
}

fn agreement(words: &Words, agreed: &Agreed) -> Vec<Para> {
    let mut paras = vec![step_para(
        words,
        &MediationStep::Agree(Box::new(agreed.accord.clone())),
    )];
    let signed = parts(words, &MediationStep::Sign(agreed.signing)).join("  ");
    let (state, tone) = match agreed.in_force_on() {
        Some(day) => {
            let args = [("day", day.to_string().into())];
            (words.say_with("mediation-in-force", &args), Shade::Good)
        }
        None => (words.say("mediation-not-in-force"), Shade::Warn),
    };
    let text = format!("{state}  {signed}");
    paras.push(para(String::new(), text.trim_end().to_owned(), tone));
    paras
}

/// Tells a part of the performance as a clock is told.
fn instalment(shared: &Shared, at: u32, instalment: &Instalment) -> Para {
    let words = &shared.words;
    let today = shared.now.date();
    let promise = &instalment.promise;
    let late = instalment.days_late(today);
    let left = promise.due.signed_duration_since(today).num_days();
    let (state, tone) = match &instalment.performance {
        Some(it) if it.kept && late > 0 => {
            let args = [("day", it.on.to_string().into())];
            (words.say_with("case-met-late", &args), Shade::Warn)
        }
        Some(it) if it.kept => {
            let args = [("day", it.on.to_string().into())];
            (words.say_with("clock-met", &args), Shade::Good)
        }
        Some(it) => {
            let args = [("day", it.on.to_string().into())];
            (words.say_with("mediation-not-performed", &args), Shade::Bad)
        }
        None => days_left(words, left),
    };
    let note = instalment.performance.as_ref().map(|it| it.note.as_str());
    let pieces = [
        promise.due.to_string(),
        promise.what.clone(),
        promise.amount.clone(),
        state,
        note.unwrap_or_default().to_owned(),
    ];
    let label = words.say_with("mediation-instalment", &[("n", at.into())]);
    let pieces: Vec<String> = pieces.into_iter().filter(|it| !it.is_empty()).collect();
    para(label, pieces.join("  "), tone)
}

fn ends(words: &Words, mediation: &Mediation) -> Vec<Para> {
    let asked = mediation.request.clone().map(MediationStep::AskCourt);
    let court = mediation.court.clone().map(MediationStep::Court);
    let ended = mediation.ended.clone().map(MediationStep::End);
    [asked, court, ended]
        .iter()
        .flatten()
        .map(|step| step_para(words, step))
        .collect()
}

/// Tells what comes next in the mediation, the earliest day first.
pub(super) fn next(shared: &Shared, view: &CaseView) -> Vec<Para> {
    let words = &shared.words;
    let mut paras: Vec<Para> = reminders(&view.case, &view.clocks)
        .iter()
        .map(|reminder| reminding(shared, reminder))
        .collect();
    let Some(mediation) = view.case.mediation.current() else {
        return paras;
    };
    let agreed = mediation.agreement().map(Agreed::in_force_on);
    if mediation.ended.is_none() && agreed == Some(None) {
        let label = words.say("step-mediation_agree");
        paras.push(para(
            label,
            words.say("mediation-not-in-force"),
            Shade::Warn,
        ));
    }
    if mediation.ended.is_none() && mediation.consents.are_refused() {
        let label = words.say("step-mediation_consent");
        paras.push(para(label, words.say("refusal-side-refuses"), Shade::Warn));
    }
    paras
}

fn reminding(shared: &Shared, reminder: &Reminder) -> Para {
    let words = &shared.words;
    let rule = match &reminder.what {
        Reminding::Instalment(at, it) => return instalment(shared, *at, it),
        Reminding::Mediation => "mediation",
        Reminding::Confirmation => "judicial_confirmation",
    };
    let today = shared.now.date();
    let (state, tone) = days_left(words, reminder.days_left(today));
    let label = words.code("rule", rule);
    para(label, format!("{}  {state}", reminder.day), tone)
}

/// Says how many days are left, and how much it presses.
pub(super) fn days_left(words: &Words, days: i64) -> (String, Shade) {
    match days {
        ..0 => (words.days_left(days), Shade::Bad),
        0..=3 => (words.days_left(days), Shade::Warn),
        _ => (words.days_left(days), Shade::Plain),
    }
}

fn para(label: String, text: String, tone: Shade) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}
