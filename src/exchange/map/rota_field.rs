//! The fields of a sheet of the leaders' rota.

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a rota: one row a day.
    RotaField, needed Date, gathers [], dates [Date],
    masked numbers [] names [Leader, StandIn] addresses [] {
        /// 日期
        Date = "date" ["日期", "值班日期", "带班日期", "day"],
        /// 值班领导
        Leader = "leader" ["值班领导", "带班领导", "包案领导", "领导", "姓名"],
        /// 职务
        Post = "post" ["职务", "领导职务"],
        /// 代班人
        StandIn = "stand_in" ["代班", "代班人", "代班领导", "替班", "替班领导"],
        /// 代班原因
        Why = "why" ["代班原因", "替班原因", "原因"],
        /// 备注
        Note = "note" ["备注", "说明"],
    }
}
