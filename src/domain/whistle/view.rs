//! Whistles as a viewer may see them.

use super::super::deadline::compute::Limit;
use super::super::deadline::rule::RuleName;
use super::super::entry::Entry;
use super::super::grid::node::GridLevel;
use super::super::item::WhistleId;
use super::super::number::CaseNumber;
use super::clocks::WhistleClock;
use super::state::Whistle;

/// Who answers for a place of the grid today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersFor {
    /// 姓名
    pub name: String,
    /// 电话
    pub phone: String,
    /// Whether he stands in.
    pub stands_in: bool,
    /// Of which node, where the one whistled has nobody.
    pub instead: Option<String>,
}

/// A whistle with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhistleView {
    /// Its number.
    pub id: WhistleId,
    /// The whistle; without a word where its case is not open to the viewer or not classed yet.
    pub whistle: Whistle,
    /// Whether words were held back.
    pub locked: bool,
    /// Who whistled, by name; empty for the convener.
    pub from: String,
    /// Who has it now, by name; empty for the convener.
    pub to: String,
    /// Who answers there today.
    pub answers: Option<AnswersFor>,
    /// The clocks of the level that has it.
    pub clocks: Vec<WhistleClock>,
    /// The earliest clock that still runs.
    pub due: Option<(RuleName, Limit)>,
    /// The level of the node that has it; `None` for a unit and the convener.
    pub level: Option<GridLevel>,
    /// The village from which it was whistled.
    pub village: Option<String>,
    /// Its history; empty on lists.
    pub history: Vec<Entry>,
}

/// What is asked of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WhistleQuery {
    /// Only those that are open.
    pub open: bool,
    /// Only those about a case.
    pub case: Option<CaseNumber>,
}
