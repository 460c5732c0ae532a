//! The lines of the setup pane's forms.

/// The settings that one form asks together, each with its line.
pub const NAMED: &[(Ask, &str)] = &[
    (Ask::House, "town.house"),
    (Ask::Organ, "town.organ"),
    (Ask::Review, "town.review_body"),
    (Ask::Recheck, "town.recheck_body"),
    (Ask::Hotline, "town.hotline"),
    (Ask::AreaCode, "town.area_code"),
];

asks! {
    /// People, a line each.
    People = "setup-ask-people": Area,
    /// Whether the rota is filled.
    Fill = "setup-ask-fill": Code("desk", &["yes", "no"]),
    /// 组织类专班
    Organisation = "setup-ask-organisation": Line,
    /// 土地类专班
    Land = "setup-ask-land": Line,
    /// 薪资类专班
    Wages = "setup-ask-wages": Line,
    /// 驿站
    Station = "setup-ask-station": Line,
    /// The centre's name on papers.
    House = "setup-ask-house": Line,
    /// 有权处理机关
    Organ = "setup-ask-organ": Line,
    /// 复查机关
    Review = "setup-ask-review": Line,
    /// 复核机关
    Recheck = "setup-ask-recheck": Line,
    /// 牟邻热线
    Hotline = "setup-ask-hotline": Number,
    /// 区号
    AreaCode = "setup-ask-area_code": Number,
    /// The year of a notice.
    Year = "setup-ask-year": Number,
    /// 放假安排
    Notice = "setup-ask-notice": Area,
    /// The print command.
    Print = "setup-ask-print": Line,
    /// The folder of copies.
    Folder = "setup-ask-folder": Line,
    /// Whether a copy is made now.
    Now = "setup-ask-now": Code("desk", &["yes", "no"]),
    /// A setting.
    Value = "setup-ask-value": Line,
}
