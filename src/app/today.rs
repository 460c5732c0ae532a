//! The strip with today: who is on duty, what has come in, what is late.

/// Today's counts, as the store gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    /// 值班领导, where the rota names one.
    pub leader: Option<String>,
    /// The lawyer at the counter, where one is due today.
    pub lawyer: Option<String>,
    /// Visits received today.
    pub visits: u64,
    /// Open cases past the law's raw date.
    pub overdue: u64,
    /// Open cases due soon.
    pub due_soon: u64,
    /// Whistles without an answer.
    pub whistles: u64,
}
