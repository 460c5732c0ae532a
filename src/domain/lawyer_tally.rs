//! 接访统计: what a span of lawyer days adds up to, on the whole, by firm and by lawyer.

/// The counts of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LawyerTally {
    /// 到镇: days on which a lawyer sat at the counter and met somebody, each lawyer's day once.
    pub days: usize,
    /// Consultations held, at the counter and from afar.
    pub held: usize,
    /// Matters that they were about, each once; a consultation about none is one of its own.
    pub cases: usize,
    /// 法律援助: persons to whom aid was granted, and those noted at the lawyers' table, each once.
    pub aided: usize,
    /// Lawyers who came or were asked.
    pub lawyers: usize,
    /// Their firms.
    pub firms: usize,
}

/// The same for one firm or one lawyer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TallyRow {
    /// The firm's or the lawyer's name; empty where nobody named him.
    pub name: String,
    /// The lawyer's firm; empty for a firm.
    pub firm: String,
    /// Days at the counter.
    pub days: usize,
    /// Consultations held.
    pub held: usize,
    /// Cases, each once.
    pub cases: usize,
    /// Persons advised to apply for legal aid, each once.
    pub aided: usize,
}

/// The counts of a span with their rows, the largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LawyersTally {
    /// On the whole.
    pub sum: LawyerTally,
    /// By firm.
    pub firms: Vec<TallyRow>,
    /// By lawyer.
    pub lawyers: Vec<TallyRow>,
}
