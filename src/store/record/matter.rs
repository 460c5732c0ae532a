//! A matter, a visit and an imported answer as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::case::fact::dispute::Dispute;
use crate::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};
use crate::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::person::id::PersonId;
use crate::domain::province::{FromAbove, Purpose};

/// What is raised.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MatterRecord {
    class: String,
    category: Option<String>,
    urgency: String,
    difficulty: String,
    summary: String,
    request: String,
    facts: String,
    village: Option<String>,
    accused: Option<String>,
    evidence: Option<String>,
    representatives: Vec<String>,
    external: Vec<(String, String)>,
    #[serde(default)]
    follows: Option<(u16, u32)>,
    #[serde(default)]
    purpose: Option<String>,
    #[serde(default)]
    content: Option<String>,
    /// The cells of the provincial sheet, by heading.
    #[serde(default)]
    from_above: Vec<(String, String)>,
    /// 纠纷要素, by the names of its fields.
    #[serde(default)]
    dispute: Option<Dispute>,
}

impl From<&Matter> for MatterRecord {
    fn from(matter: &Matter) -> Self {
        Self {
            class: matter.class.code().to_owned(),
            category: matter.category.map(|category| category.code().to_owned()),
            urgency: matter.urgency.code().to_owned(),
            difficulty: matter.difficulty.code().to_owned(),
            summary: matter.summary.clone(),
            request: matter.request.clone(),
            facts: matter.facts.clone(),
            village: matter.village.clone(),
            accused: matter.accused.clone(),
            evidence: matter.evidence.clone(),
            representatives: matter.representatives.clone(),
            external: matter.external.iter().map(pair).collect(),
            follows: matter.follows.map(|it| (it.year, it.run)),
            purpose: matter.purpose.map(|it| it.code().to_owned()),
            content: matter.content.clone(),
            from_above: matter.from_above.0.clone(),
            dispute: Some(matter.dispute.clone()).filter(|it| *it != Dispute::default()),
        }
    }
}

/// Gives an external number as stored.
pub(crate) fn pair(number: &ExternalNumber) -> (String, String) {
    (number.kind.code().to_owned(), number.value.clone())
}

/// Reads an external number.
pub(crate) fn external((kind, value): (String, String)) -> Result<ExternalNumber, StoreError> {
    Ok(ExternalNumber {
        kind: code(&kind, ExternalKind::parse)?,
        value,
    })
}

impl TryFrom<MatterRecord> for Matter {
    type Error = StoreError;

    fn try_from(record: MatterRecord) -> Result<Self, StoreError> {
        Ok(Self {
            class: code(&record.class, Class::parse)?,
            category: record
                .category
                .map(|text| code(&text, Category::parse))
                .transpose()?,
            urgency: code(&record.urgency, Urgency::parse)?,
            difficulty: code(&record.difficulty, Difficulty::parse)?,
            summary: record.summary,
            request: record.request,
            facts: record.facts,
            village: record.village,
            accused: record.accused,
            evidence: record.evidence,
            representatives: record.representatives,
            external: record
                .external
                .into_iter()
                .map(external)
                .collect::<Result<_, _>>()?,
            follows: record.follows.map(|(year, run)| CaseNumber { year, run }),
            purpose: record
                .purpose
                .map(|text| code(&text, Purpose::parse))
                .transpose()?,
            content: record.content,
            from_above: FromAbove(record.from_above),
            dispute: record.dispute.unwrap_or_default(),
        })
    }
}

/// One time that it was raised; a store of before always gives when and how.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct VisitRecord {
    person: u64,
    received_at: Option<i64>,
    channel: Option<String>,
    station: Option<String>,
    people_count: u32,
    companion: Option<String>,
    words: String,
    #[serde(default)]
    new_facts: Option<String>,
}

impl From<&Visit> for VisitRecord {
    fn from(visit: &Visit) -> Self {
        Self {
            person: visit.person.0,
            received_at: visit.received_at.map(Moment::unix),
            channel: visit.channel.map(|it| it.code().to_owned()),
            station: visit.station.clone(),
            people_count: visit.people_count,
            companion: visit.companion.clone(),
            words: visit.words.clone(),
            new_facts: visit.new_facts.clone(),
        }
    }
}

impl TryFrom<VisitRecord> for Visit {
    type Error = StoreError;

    fn try_from(record: VisitRecord) -> Result<Self, StoreError> {
        Ok(Self {
            person: PersonId(record.person),
            received_at: record.received_at.map(Moment::from_unix),
            channel: record
                .channel
                .map(|text| code(&text, Channel::parse))
                .transpose()?,
            station: record.station,
            people_count: record.people_count.max(1),
            companion: record.companion,
            words: record.words,
            new_facts: record.new_facts,
        })
    }
}

/// An answer that came with an imported row.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AnswerRecord {
    at: Option<i64>,
    text: String,
}

impl From<&ImportedAnswer> for AnswerRecord {
    fn from(answer: &ImportedAnswer) -> Self {
        Self {
            at: answer.at.map(Moment::unix),
            text: answer.text.clone(),
        }
    }
}

impl From<AnswerRecord> for ImportedAnswer {
    fn from(record: AnswerRecord) -> Self {
        Self {
            at: record.at.map(Moment::from_unix),
            text: record.text,
        }
    }
}
