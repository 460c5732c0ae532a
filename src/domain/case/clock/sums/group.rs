//! What is counted together.

use chrono::NaiveDate;

use crate::domain::case::clock::counter::Counter;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::fact::dispute::InPlace;
use crate::domain::codes::{Category, Channel};

/// Cases, or times that they were raised, that are counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// All of them.
    All,
    /// 信访 or, where it is true, 热线.
    Base(bool),
    /// 镇内分类.
    Category(Option<Category>),
    /// 信访形式.
    Channel(Option<Channel>),
    /// 问题属地.
    Village(Option<String>),
    /// 责任单位.
    Unit(Option<String>),
    /// 包案领导.
    Leader(Option<String>),
    /// 接待点.
    Counter(Counter),
    /// 办结时长: those of a base (true for 热线) that took so many days.
    Took(bool, u32),
    /// Those of a base whose answer came so many days late.
    CameLate(bool, u32),
    /// 超期: those of a base that are late, by the date of the law over which they are.
    Late(bool, NaiveDate),
    /// 三到位一处理: by what they were ended; `None` where nothing was written down.
    InPlace(Option<InPlace>),
    /// 矛盾纠纷 that somebody brought.
    Dispute(Box<Settled>),
}

/// 化解地: of which type a dispute is, and what tells where it was settled. At which level of the grid a
/// unit or a station stands is looked up by whoever reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settled {
    /// Its type as it was written down; empty where nobody said.
    pub kind: String,
    /// How it ended.
    pub way: Way,
    /// The responsible unit of one that was resolved.
    pub unit: Option<String>,
    /// The station that resolved it on the spot.
    pub station: Option<String>,
}

codes! {
    /// How a dispute ended.
    Way {
        /// Not, or without being resolved.
        Unsettled = "unsettled",
        /// It went to another organ or down a legal road.
        Above = "above",
        /// It was resolved.
        Resolved = "resolved",
    }
}

/// The groups in which a case stands open, is registered and is ended.
pub(super) fn of(facts: &CaseFacts) -> Vec<Group> {
    let mut groups = vec![
        Group::Base(facts.is_hotline()),
        Group::Category(facts.category),
        Group::Channel(facts.channel),
        Group::Village(facts.village.clone()),
        Group::Unit(facts.unit.clone()),
        Group::Leader(facts.leader.clone()),
    ];
    groups.extend(facts.counter().cloned().map(Group::Counter));
    groups
}
