//! 检举控告类: under lock from the first second.

use crate::domain::codes::{Category, Class, Track, Urgency};
use crate::exchange::town::subject::Subject;
/// 检举控告.
pub const ACCUSATION: Subject = Subject {
    weight: 4,
    months: &[],
    class: Class::Accusation,
    category: Category::Organisation,
    urgency: Urgency::Ordinary,
    unit: "镇纪委",
    groups: 3,
    summaries: &[
        "反映村干部[优亲厚友|多占集体土地|私自发包]",
        "反映[低保评定|公益岗选聘]中[收好处|弄虚作假]",
        "反映集体[树木|砂石|租金]款项去向不明",
        "反映干部[态度粗暴|吃拿卡要]",
    ],
    requests: &[
        "请求[调查核实|依纪处理|为举报人保密]",
        "请求[调查核实|依纪处理|为举报人保密]",
        "请求[调查核实|依纪处理|为举报人保密]",
        "请求[调查核实|依纪处理|为举报人保密]",
    ],
    facts: &["具体情况[当面已说明|见所交材料]，[愿意配合调查|不愿公开姓名]。"],
    opinions: &[],
    basis: "《信访工作条例》第三十条",
    terms: &[],
    track: Track::Analysis,
    road: None,
};
