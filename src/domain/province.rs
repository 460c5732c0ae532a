//! 省信访系统: what a sheet from above says of a matter, kept as it came beside our own.

use super::codes::Class;

codes! {
    /// 信访目的, as the provincial system has it.
    Purpose: "purpose" {
        /// 求决
        Settlement = "settlement",
        /// 意见建议
        Suggestion = "suggestion",
        /// 申诉
        Appeal = "appeal",
        /// 揭发控告
        Accusation = "accusation",
        /// 其他
        Other = "other",
    }
}

impl Purpose {
    /// Gives the purpose of a matter of which only the class is known; 涉法涉诉 asks a court's or an
    /// organ's decision to be looked at again.
    pub const fn of_class(class: Class) -> Self {
        match class {
            Class::Suggestion => Self::Suggestion,
            Class::Accusation => Self::Accusation,
            Class::Claim => Self::Settlement,
            Class::Litigation => Self::Appeal,
            Class::Unclassed => Self::Other,
        }
    }
}

codes! {
    /// What a sheet from above says of a matter beside what the desk knows itself.
    Above {
        /// 信访件编号
        Number = "number",
        /// 限办时间
        Limit = "limit",
        /// 流转截止时间
        TransferLimit = "transfer_limit",
        /// 信访件状态
        Status = "status",
        /// 信访形式
        Channel = "channel",
        /// 登记部门
        Unit = "unit",
        /// 登记人
        Registrar = "registrar",
        /// 初重件类型
        FirstOrRepeat = "first_or_repeat",
        /// 办理程序
        Procedure = "procedure",
        /// 涉企
        Enterprise = "enterprise",
        /// 民生诉求
        Livelihood = "livelihood",
        /// 抽查
        SpotCheck = "spot_check",
        /// 回访
        CallBack = "call_back",
    }
}

impl Above {
    /// Gives the heading under which it stands in a sheet.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Number => "信访件编号",
            Self::Limit => "限办时间",
            Self::TransferLimit => "流转截止时间",
            Self::Status => "信访件状态",
            Self::Channel => "信访形式",
            Self::Unit => "登记部门",
            Self::Registrar => "登记人",
            Self::FirstOrRepeat => "初重件类型",
            Self::Procedure => "办理程序",
            Self::Enterprise => "涉企",
            Self::Livelihood => "民生诉求",
            Self::SpotCheck => "抽查",
            Self::CallBack => "回访",
        }
    }
}

/// The cells of an imported row by the headings of sheets from above, in the order of its columns;
/// empty ones too, for they go out empty again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FromAbove(pub Vec<(String, String)>);

impl FromAbove {
    /// Gives what stood under a heading; `None` where the sheet had no such column.
    pub fn get(&self, heading: &str) -> Option<&str> {
        let cell = self.0.iter().find(|(known, _)| known == heading);
        cell.map(|(_, text)| text.as_str())
    }

    /// Gives what it says beside what the desk knows itself; nothing where a cell is empty.
    pub fn cells(&self) -> impl Iterator<Item = (Above, &str)> {
        let cells = Above::ALL.iter();
        cells.filter_map(|it| {
            let text = self.get(it.heading()).filter(|text| !text.is_empty())?;
            Some((*it, text))
        })
    }
}
