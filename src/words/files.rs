//! The word files, one for each subject and language. A new subject is a row here and two files.

/// A subject with its Chinese and its English text.
pub struct Subject {
    /// File name without ending.
    pub name: &'static str,
    /// `zh/NAME.ftl`
    pub zh: &'static str,
    /// `en/NAME.ftl`
    pub en: &'static str,
}

macro_rules! subjects {
    ($($name:literal,)+) => {
        /// Every subject.
        pub const SUBJECTS: &[Subject] = &[$(Subject {
            name: $name,
            zh: include_str!(concat!("zh/", $name, ".ftl")),
            en: include_str!(concat!("en/", $name, ".ftl")),
        },)+];
    };
}

subjects! {
    "desk",
    "command",
    "code",
    "keys",
    "intake",
    "queue",
    "ledger",
    "case",
    "lawyers",
    "grid",
    "finder",
    "refusal",
    "step",
    "appeal",
    "clock",
    "roads",
    "paper",
    "triage",
    "exchange",
    "verbs",
    "merge",
    "closing",
    "mediation",
    "joint",
    "transfer",
    "today",
    "duty",
    "meeting",
    "order",
    "call",
    "prevention",
    "education",
    "force",
    "legal_aid",
    "figures",
    "whistle",
}
