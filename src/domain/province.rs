//! 省信访系统: what a sheet from above says of a matter, kept as it came beside our own.

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

/// The cells of an imported row by the provincial headings, in the order of its columns; empty ones
/// too, for they go out empty again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FromAbove(pub Vec<(String, String)>);

impl FromAbove {
    /// Gives what stood under a heading; `None` where the sheet had no such column.
    pub fn get(&self, heading: &str) -> Option<&str> {
        let cell = self.0.iter().find(|(known, _)| known == heading);
        cell.map(|(_, text)| text.as_str())
    }
}
