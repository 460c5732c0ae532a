//! What people come about: the kinds of matter with their sentences, from `data/subjects.toml`.

use serde::Deserialize;

use crate::domain::codes::{Category, Class, Exit, Track, Urgency};
use crate::exchange::town::data;

table!("subjects.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    subject: Vec<Subject>,
}

/// A kind of matter. Its sentences are those of [`crate::exchange::town::phrase`].
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// How often it comes up, beside the others.
    pub weight: u64,
    /// Months in which it comes up; empty for all.
    #[serde(default)]
    pub months: Vec<u32>,
    /// 事项类别
    #[serde(deserialize_with = "data::class")]
    pub class: Class,
    /// 镇内分类
    #[serde(deserialize_with = "data::category")]
    pub category: Category,
    /// 紧急程度, when it is more than ordinary.
    #[serde(deserialize_with = "data::urgency")]
    pub urgency: Urgency,
    /// 责任单位
    pub unit: String,
    /// How often in a hundred it is a group that comes.
    pub groups: u64,
    /// 概况
    pub summaries: Vec<String>,
    /// 诉求, each to the summary in the same place.
    pub requests: Vec<String>,
    /// 事实和理由
    pub facts: Vec<String>,
    /// 处理意见
    pub opinions: Vec<String>,
    /// The legal basis of the opinion.
    pub basis: String,
    /// What is agreed where both sides sit down.
    pub terms: Vec<String>,
    /// The service that helps.
    #[serde(deserialize_with = "data::track")]
    pub track: Track,
    /// The road to another procedure, where one is open.
    pub road: Option<Way>,
}

/// The road to another procedure, with what the petitioner is told of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// 途径
    #[serde(deserialize_with = "data::exit")]
    pub exit: Exit,
    /// 告知
    #[serde(rename = "told")]
    pub advice: String,
}

/// Gives every kind of matter.
pub fn all() -> &'static [Subject] {
    &TABLE.subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_summary_has_its_request_and_choices_do_not_nest() {
        assert_eq!(all().len(), 15);
        for subject in all() {
            assert_eq!(subject.summaries.len(), subject.requests.len());
            assert!(!subject.facts.is_empty());
            let lists = [
                &subject.summaries,
                &subject.requests,
                &subject.facts,
                &subject.opinions,
                &subject.terms,
            ];
            for sentence in lists.into_iter().flatten() {
                let mut depth = 0;
                for sign in sentence.chars() {
                    match sign {
                        '[' => depth += 1,
                        ']' => depth -= 1,
                        _ => {}
                    }
                    assert!((0..=1).contains(&depth), "{sentence}");
                }
                assert_eq!(depth, 0, "{sentence}");
                assert_eq!(sentence.matches('{').count(), sentence.matches('}').count());
            }
        }
    }
}
