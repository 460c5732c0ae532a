//! Legal aid as the case's page tells it: who was recommended, how far the application is, and what
//! must not be missed.

use crate::app::case::fields;
use crate::app::case::para::{Para, Shade};
use crate::app::shared::Shared;
use crate::domain::case::fact::legal_aid::state::AidStage;
use crate::domain::case::fact::step::Step;
use crate::domain::view::CaseView;

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
            para(
                label,
                fields::texts(words, &Step::LegalAid(Box::new(step.clone())), false).join("  "),
                Shade::Plain,
            )
        })
        .collect();
    if let Some(current) = aid.current() {
        let stage = current.stage();
        let how_far = words.code("aid_stage", stage.code());
        let (text, tone) = match (stage, current.urgent_days(shared.now.date())) {
            (_, Some(left)) => (
                words.say_with("legal-aid-urgent", &[("n", left.into())]),
                Shade::Bad,
            ),
            (AidStage::Refused, None) => {
                (format!("! {}", words.say("legal-aid-tell")), Shade::Warn)
            }
            (AidStage::Asked | AidStage::Granted, None) => (format!("! {how_far}"), Shade::Warn),
            (AidStage::Helped | AidStage::Informed, None) => (how_far, Shade::Plain),
        };
        paras.push(para(words.say("legal-aid"), text, tone));
    }
    paras
}
