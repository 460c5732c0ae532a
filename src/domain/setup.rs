//! 开张清单: what a town needs before it can work, in the order of the list.

codes! {
    /// A line of the list.
    SetupLine {
        /// 在这里上班的人
        Staff = "staff",
        /// 值班领导和本月排班
        Leaders = "leaders",
        /// 律师和每周三
        Lawyers = "lawyers",
        /// 管区和村
        Areas = "areas",
        /// 网格长
        Grid = "grid",
        /// 专班召集人
        Forces = "forces",
        /// 法治教育人员
        Educators = "educators",
        /// 驿站
        Station = "station",
        /// 机关名称、热线、区号
        Names = "names",
        /// 明年的放假安排
        Holidays = "holidays",
        /// 打印机
        Printer = "printer",
        /// 备份
        Backup = "backup",
        /// 谁登录
        SignIn = "sign_in",
    }
}
