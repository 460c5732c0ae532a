//! What people come about: a kind of matter with its sentences.

use crate::domain::codes::{Category, Class, Exit, Track, Urgency};

/// A kind of matter. Its sentences are those of [`crate::exchange::town::phrase`].
pub struct Subject {
    /// How often it comes up, beside the others.
    pub weight: u64,
    /// Months in which it comes up; empty for all.
    pub months: &'static [u32],
    /// 事项类别
    pub class: Class,
    /// 镇内分类
    pub category: Category,
    /// 紧急程度, when it is more than ordinary.
    pub urgency: Urgency,
    /// 责任单位
    pub unit: &'static str,
    /// How often in a hundred it is a group that comes.
    pub groups: u64,
    /// 概况
    pub summaries: &'static [&'static str],
    /// 诉求, each to the summary in the same place.
    pub requests: &'static [&'static str],
    /// 事实和理由
    pub facts: &'static [&'static str],
    /// 处理意见
    pub opinions: &'static [&'static str],
    /// The legal basis of the opinion.
    pub basis: &'static str,
    /// What is agreed where both sides sit down.
    pub terms: &'static [&'static str],
    /// The service that helps.
    pub track: Track,
    /// The road to another procedure with what is told, where one is open.
    pub road: Option<(Exit, &'static str)>,
}

/// 被反映人 of an accusation.
pub const ACCUSED: &[&str] = &[
    "{村}村委会委员{人}",
    "{村}会计{人}",
    "{村}党支部委员{人}",
    "镇属企业负责人{人}",
    "{村}村民小组长{人}",
];
