//! 文书: the papers of a case, and that one was printed.

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
