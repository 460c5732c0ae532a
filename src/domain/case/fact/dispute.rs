//! 纠纷要素: of which type a dispute is, how much money is in it, how many people it concerns; and
//! 三到位一处理: by what a matter was ended.

use crate::domain::case::fact::kind::money::Money;
use crate::domain::case::fact::kind::{Number, Optional, SpareLine};

codes! {
    /// 三到位一处理: what was done about a claim.
    InPlace: "in-place" {
        /// 诉求合理的解决问题到位
        Solved = "solved",
        /// 诉求无理的思想教育到位
        Explained = "explained",
        /// 生活困难的帮扶救助到位
        Helped = "helped",
        /// 行为违法的依法处理
        Lawful = "lawful",
    }
}

facts! {
    /// 纠纷要素; what nobody knows stays open.
    #[derive(Default)]
    Dispute {
        /// 纠纷类型, by the town's list; empty where nobody said.
        kind = "dispute_type": SpareLine,
        /// 涉及金额.
        amount: Optional<Money>,
        /// 涉及人数: how many people it concerns, which is not how many came.
        concerned: Optional<Number>,
    },
}
