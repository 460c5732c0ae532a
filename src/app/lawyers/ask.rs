//! The lines of the lawyers pane's forms.

/// How somebody meets a lawyer on any other day.
const FROM_AFAR: &[&str] = &["phone", "video", "wechat"];

asks! {
    /// 利益冲突: why there is none. What the store refuses about the lawyer is cleared here, in a form
    /// that has this line.
    Cleared = "lawyers-ask-cleared" as "lawyer": Line,
    /// Who: somebody who came before, or a name.
    Name = "lawyers-ask-name" as "name": Line,
    /// How they meet.
    Meeting = "lawyers-ask-meeting" as "meeting": Code("meeting", FROM_AFAR),
    /// Which day.
    Day = "lawyers-ask-day" as "day": Number,
    /// When.
    Time = "lawyers-ask-time" as "time": Number,
    /// Which lawyer.
    Lawyer = "lawyers-ask-lawyer" as "lawyer": Line,
    /// About which case.
    Case = "lawyers-ask-case" as "case": Case,
    /// About what, in a few words.
    About = "lawyers-ask-about" as "about": Line,
    /// Why it is called off.
    Why = "lawyers-ask-why" as "why": Line,
    /// Why the day is not a Wednesday, or a note.
    Note = "lawyers-ask-note" as "note": Line,
    /// What came of it.
    Outcome = "lawyers-ask-outcome" as "outcome": Area,
    /// 法律援助
    Aid = "lawyers-ask-aid" as "aid": Code("desk", &["yes", "no"]),
    /// A lawyer's firm.
    Firm = "lawyers-ask-firm" as "firm": Line,
    /// His phone.
    Phone = "lawyers-ask-phone" as "phone": Number,
    /// His WeChat.
    Wechat = "lawyers-ask-wechat" as "wechat": Line,
    /// His fields of law.
    Fields = "lawyers-ask-fields" as "fields": Line,
    /// Whether he still comes.
    Active = "lawyers-ask-active" as "active": Code("desk", &["yes", "no"]),
    /// 领域 for which he is recommended.
    Field = "lawyers-ask-field" as "law_field": Line,
    /// Who of the Justice Office recommends him.
    By = "ask-recommended_by": Line,
}
