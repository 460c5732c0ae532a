//! Legal aid as the case's page tells it: who was recommended, how far the application is, and what
//! must not be missed.

use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::domain::case::legal_aid::state::AidStage;
use crate::domain::case::legal_aid::step::{LegalAidStep, Part};
use crate::domain::view::CaseView;
use crate::words::say::Words;

/// Says what a step of legal aid holds, part by part.
pub(super) fn parts(words: &Words, step: &LegalAidStep) -> Vec<String> {
    let named = |field: &str, text: &str| format!("{} {text}", words.say(&format!("ask-{field}")));
    step.parts()
        .into_iter()
        .map(|part| match part {
            Part::Text(field, text) => named(field, text),
            Part::Code(_, group, code) => words.code(group, code),
            Part::Day("on", day) => day.to_string(),
            Part::Day(field, day) => named(field, &day.to_string()),
        })
        .collect()
}

/// Gives the paragraphs of legal aid on the case's page.
pub(super) fn paras(shared: &Shared, view: &CaseView) -> Vec<Para> {
    let words = &shared.words;
    let para = |label: String, text: String, tone| Para {
        label,
        text,
        tone,
        item: None,
    };
    let aid = &view.case.legal_aid;
    let mut paras: Vec<Para> = aid
        .0
        .iter()
        .map(|step| {
            let label = words.code("step", step.kind().code());
            para(label, parts(words, step).join("  "), Tone::Plain)
        })
        .collect();
    if let Some(current) = aid.current() {
        let stage = current.stage();
        let how_far = words.code("aid_stage", stage.code());
        let (text, tone) = match (stage, current.urgent_days(shared.now.date())) {
            (_, Some(left)) => (
                words.say_with("legal-aid-urgent", &[("n", left.into())]),
                Tone::Bad,
            ),
            (AidStage::Refused, None) => (format!("! {}", words.say("legal-aid-tell")), Tone::Warn),
            (AidStage::Asked | AidStage::Granted, None) => (format!("! {how_far}"), Tone::Warn),
            (AidStage::Helped | AidStage::Told, None) => (how_far, Tone::Plain),
        };
        paras.push(para(words.say("legal-aid"), text, tone));
    }
    paras
}
