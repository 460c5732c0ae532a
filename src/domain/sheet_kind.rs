//! What a sheet that is taken in is about.

codes! {
    /// What stands in the rows of a sheet.
    SheetKind {
        /// 信访事项
        Cases = "cases",
        /// 来访人
        People = "people",
        /// 网格
        Grid = "grid",
        /// 节假日
        Holidays = "holidays",
        /// 带班排班
        Rota = "rota",
        /// 12345 工单
        Orders = "orders",
        /// 法治教育队伍
        Educators = "educators",
    }
}
