//! Legal aid in `mulin case show`, as words and as JSON.

use serde::Serialize;

use crate::domain::case::fact::legal_aid::state::{Application, LegalAid};
use crate::domain::case::fact::legal_aid::step::Recommendation;
use crate::verbs::step_fields::shown;
use crate::words::bundle::Words;

/// 法律援助.
#[derive(Debug, Serialize)]
pub struct LegalAidJson {
    recommended: Vec<RecommendedJson>,
    applications: Vec<ApplicationJson>,
}

/// 推荐律师.
#[derive(Debug, Serialize)]
struct RecommendedJson {
    on: String,
    lawyer: String,
    firm: String,
    law_field: String,
    recommended_by: String,
}

/// An application; its dates stand among the case's `clocks`.
#[derive(Debug, Serialize)]
struct ApplicationJson {
    stage: &'static str,
    asked_on: String,
    body: String,
    matter: &'static str,
    ground: &'static str,
    ground_article: &'static str,
    limit: Option<String>,
    helped_first_on: Option<String>,
    helped_first_why: Option<&'static str>,
    decided_on: Option<String>,
    granted: Option<bool>,
    reason: Option<String>,
    #[serde(rename = "told_on")]
    informed_on: Option<String>,
    lawyer: Option<String>,
    lawyer_on: Option<String>,
}

impl LegalAidJson {
    /// Makes the answer; `None` where nothing was written down.
    pub fn of(aid: &LegalAid) -> Option<Self> {
        (!aid.0.is_empty()).then(|| Self {
            recommended: aid.recommended().map(RecommendedJson::of).collect(),
            applications: aid.applications().iter().map(ApplicationJson::of).collect(),
        })
    }
}

impl RecommendedJson {
    fn of(it: &Recommendation) -> Self {
        Self {
            on: it.on.to_string(),
            lawyer: it.lawyer.clone(),
            firm: it.firm.clone(),
            law_field: it.law_field.clone(),
            recommended_by: it.by.clone(),
        }
    }
}

impl ApplicationJson {
    fn of(it: &Application) -> Self {
        let decision = it.decision.as_ref();
        Self {
            stage: it.stage().code(),
            asked_on: it.request.on.to_string(),
            body: it.request.body.clone(),
            matter: it.request.matter.code(),
            ground: it.request.ground.code(),
            ground_article: it.request.ground.article(),
            limit: it.request.limit.map(|day| day.to_string()),
            helped_first_on: it.help.as_ref().map(|help| help.on.to_string()),
            helped_first_why: it.help.as_ref().map(|help| help.why.code()),
            decided_on: decision.map(|it| it.on.to_string()),
            granted: decision.map(|it| it.granted),
            reason: decision.map(|it| it.reason.clone()),
            informed_on: it.informed_on.map(|day| day.to_string()),
            lawyer: it.lawyers.last().map(|it| it.lawyer.clone()),
            lawyer_on: it.lawyers.last().map(|it| it.on.to_string()),
        }
    }
}

/// Says each step on a line, and how far the application is.
pub fn lines(words: &Words, aid: &LegalAid) -> Vec<String> {
    let mut lines: Vec<String> = aid
        .0
        .iter()
        .map(|step| {
            let parts: Vec<String> = shown(words, step.fields())
                .into_iter()
                .map(|it| it.text)
                .collect();
            let name = words.code("step", step.kind().code());
            format!("{name} {}", parts.join(" "))
        })
        .collect();
    lines.extend(
        aid.current()
            .map(|it| words.code("aid_stage", it.stage().code())),
    );
    lines
}
