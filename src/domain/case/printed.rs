//! 文书: the papers of a case, and that one was printed; the second print of one is a copy (副本).

use super::super::refusal::{Reason, Refusal};
use super::state::Case;

codes! {
    /// 文书: a paper that is made from a case, in the order in which the law's road needs them.
    Paper {
        /// 登记回执
        Receipt = "receipt",
        /// 受理告知书
        Acceptance = "acceptance",
        /// 不予受理告知书, with the road
        Decline = "decline",
        /// 诉访分流告知书, with limits
        Guidance = "guidance",
        /// 延长办理期限告知书
        Extension = "extension",
        /// 信访事项处理意见书
        Decision = "decision",
        /// 调解协议书
        Agreement = "agreement",
        /// 期限证明: every clock with what it was counted from
        Timeline = "timeline",
        /// 案卷封面
        Cover = "cover",
    }
}

/// 打印: a paper was printed or written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// Which paper.
    pub paper: Paper,
    /// Of which visit, where the paper is about one (a receipt); from 1.
    pub visit: Option<u32>,
    /// Which copy: 1 is the original, every later one is marked 副本.
    pub copy: u32,
}

impl Case {
    /// Gives how often a paper was printed.
    pub fn copies(&self, paper: Paper, visit: Option<u32>) -> u32 {
        self.printed
            .iter()
            .find(|it| it.paper == paper && it.visit == visit)
            .map_or(0, |it| it.copy)
    }

    /// Gives the print that comes next.
    pub fn next_print(&self, paper: Paper, visit: Option<u32>) -> Printed {
        Printed {
            paper,
            visit,
            copy: self.copies(paper, visit).saturating_add(1),
        }
    }

    /// A print may be taken down in any state of the case; its copy follows the last one.
    pub(super) fn check_printed(&self, printed: Printed) -> Result<(), Refusal> {
        let visits = u32::try_from(self.visits.len()).unwrap_or(u32::MAX);
        if printed
            .visit
            .is_some_and(|visit| visit == 0 || visit > visits)
        {
            return Err(Refusal::about("number", Reason::NotANumber));
        }
        if printed != self.next_print(printed.paper, printed.visit) {
            return Err(Refusal::new(Reason::ChangedMeanwhile));
        }
        Ok(())
    }

    pub(super) fn keep_printed(&mut self, printed: Printed) {
        let known = self
            .printed
            .iter_mut()
            .find(|it| it.paper == printed.paper && it.visit == printed.visit);
        match known {
            Some(known) => known.copy = printed.copy,
            None => self.printed.push(printed),
        }
    }
}
