//! The fields of a sheet of official holidays and working weekends.

use crate::exchange::map::field_set::field_set;

field_set! {
    /// A field of a sheet of holidays: one row a day.
    HolidayField, needed Date, gathers [], dates [Date] {
        /// 日期
        Date = "date" ["日期", "day"],
        /// 类型: `holiday` 休 or `workday` 班
        Kind = "kind" ["类型", "类别", "休或班", "type"],
        /// 名称
        Name = "name" ["名称", "节日", "节日名称", "holiday"],
    }
}
