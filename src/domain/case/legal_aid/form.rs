//! What the steps of legal aid ask, and reading the answers.

use super::super::super::codes::Category;
use super::super::ask::{Answer, Ask, ON, Reader, line, text};
use super::super::state::Case;
use super::super::step::StepKind;
use super::step::{
    AidDecision, AidGround, AidMatter, AidRequest, Appointment, FirstHelp, HelpFirst, LegalAidStep,
    Recommendation,
};

const ASK: &[Ask] = &[
    line("body"),
    Ask {
        field: "aid_matter",
        answer: Answer::Choice {
            group: "aid_matter",
            codes: || AidMatter::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    Ask {
        field: "ground",
        answer: Answer::Choice {
            group: "aid_ground",
            codes: || AidGround::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    Ask {
        field: "limit",
        answer: Answer::Day,
    },
    ON,
];

const HELP: &[Ask] = &[
    Ask {
        field: "help_why",
        answer: Answer::Choice {
            group: "help_first",
            codes: || HelpFirst::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    line("lawyer"),
    ON,
];

const DECIDE: &[Ask] = &[
    Ask {
        field: "granted",
        answer: Answer::Choice {
            group: "aid",
            codes: || vec!["granted", "refused"],
        },
    },
    text("reason"),
    ON,
];

/// Gives what a step of legal aid asks; nothing for any other.
pub(in super::super) const fn asks(kind: StepKind) -> &'static [Ask] {
    match kind {
        StepKind::RecommendLawyer => {
            const {
                &[
                    line("lawyer"),
                    line("firm"),
                    line("law_field"),
                    line("recommended_by"),
                    ON,
                ]
            }
        }
        StepKind::AidAsk => ASK,
        StepKind::AidHelp => HELP,
        StepKind::AidDecide => DECIDE,
        StepKind::AidTell => const { &[ON] },
        StepKind::AidAppoint => const { &[line("lawyer"), ON] },
        _ => &[],
    }
}

/// Gives what stands in a question before anything is typed: whom the Justice Office recommended,
/// and what the town's category speaks for.
pub(in super::super) fn proposal(kind: StepKind, field: &str, case: &Case) -> String {
    let current = case.legal_aid.current();
    match (kind, field) {
        (StepKind::AidAsk, "body") => current.map_or(String::new(), |it| it.request.body),
        (StepKind::AidAsk, "aid_matter") if case.matter.category == Some(Category::Wages) => {
            AidMatter::Labour.code().to_owned()
        }
        (StepKind::AidHelp | StepKind::AidAppoint, "lawyer") => {
            let helps = current.and_then(|it| it.help).map(|it| it.lawyer);
            let recommended = case.legal_aid.recommended().last();
            helps
                .filter(|name| !name.is_empty())
                .or(recommended.map(|it| it.lawyer.clone()))
                .unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Reads the answers of a step of legal aid.
pub(in super::super) fn read(kind: StepKind, from: &mut Reader<'_>) -> Option<LegalAidStep> {
    let said = |from: &Reader<'_>, field| from.optional(field).unwrap_or_default();
    match kind {
        StepKind::RecommendLawyer => {
            let (lawyer, field, on) = (from.text("lawyer"), from.text("law_field"), from.day("on"));
            Some(LegalAidStep::Recommend(Recommendation {
                on: on?,
                lawyer: lawyer?,
                firm: said(from, "firm"),
                law_field: field?,
                by: said(from, "recommended_by"),
            }))
        }
        StepKind::AidAsk => {
            let body = from.text("body");
            let matter = from.code("aid_matter", AidMatter::parse);
            let ground = from.code("ground", AidGround::parse);
            let limit = from.optional_day("limit");
            let on = from.day("on");
            Some(LegalAidStep::Ask(AidRequest {
                on: on?,
                body: body?,
                matter: matter?,
                ground: ground?,
                limit,
            }))
        }
        StepKind::AidHelp => {
            let (why, on) = (from.code("help_why", HelpFirst::parse), from.day("on"));
            Some(LegalAidStep::Help(FirstHelp {
                on: on?,
                why: why?,
                lawyer: said(from, "lawyer"),
            }))
        }
        StepKind::AidDecide => {
            let granted = from.code("granted", |code| match code {
                "granted" => Some(true),
                "refused" => Some(false),
                _ => None,
            });
            let on = from.day("on");
            Some(LegalAidStep::Decide(AidDecision {
                on: on?,
                granted: granted?,
                reason: said(from, "reason"),
            }))
        }
        StepKind::AidTell => Some(LegalAidStep::Tell {
            on: from.day("on")?,
        }),
        StepKind::AidAppoint => {
            let (lawyer, on) = (from.text("lawyer"), from.day("on"));
            Some(LegalAidStep::Appoint(Appointment {
                on: on?,
                lawyer: lawyer?,
            }))
        }
        _ => None,
    }
}
