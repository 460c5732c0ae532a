//! Whistles as a viewer may see them.

use super::super::deadline::compute::Limit;
use super::super::deadline::rule::RuleName;
use super::super::entry::{Entry, What};
use super::super::grid::node::GridLevel;
use super::super::item::WhistleId;
use super::super::moment::Moment;
use super::super::number::CaseNumber;
use super::clocks::WhistleClock;
use super::fact::WhistleFact;
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

/// When a step was written down that had happened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The step, by its code.
    pub step: &'static str,
    /// When it happened.
    pub at: Moment,
    /// When it was written down.
    pub when: Moment,
}

impl Written {
    /// Reads an entry of a whistle's history; `None` where it happened in the minute in which it was
    /// written, and for what has no time of its own.
    pub fn of(entry: &Entry) -> Option<Self> {
        let What::Whistle(fact) = &entry.what else {
            return None;
        };
        let at = match fact {
            WhistleFact::Raised(raised) => raised.at,
            WhistleFact::SignedIn { at, .. }
            | WhistleFact::Contacted { at }
            | WhistleFact::Arrived { at }
            | WhistleFact::Answered { at, .. } => *at,
            WhistleFact::Rated { .. }
            | WhistleFact::Escalated { .. }
            | WhistleFact::PassedUp { .. }
            | WhistleFact::Closed { .. }
            | WhistleFact::Withdrawn { .. }
            | WhistleFact::MadeCase(_)
            | WhistleFact::Reopened { .. } => return None,
        };
        let (step, when) = (fact.code(), entry.when);
        (at.minute() != when.minute()).then_some(Self { step, at, when })
    }
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
    /// The steps that were written down later than they happened.
    pub written: Vec<Written>,
    /// Its history; empty on lists.
    pub history: Vec<Entry>,
}

impl WhistleView {
    /// Gives when a step was written down; `None` where that was when it happened.
    pub fn written(&self, step: &str, at: Moment) -> Option<Moment> {
        let mut written = self.written.iter();
        let found = written.find(|it| it.step == step && it.at == at);
        found.map(|it| it.when)
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WhistleQuery {
    /// Only those that are open.
    pub open: bool,
    /// Only those about a case.
    pub case: Option<CaseNumber>,
}
