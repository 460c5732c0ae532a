//! What a setting takes, for whoever shows it or lets it be changed.

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// Yes or no.
    Flag,
    /// A whole number from 0 to this.
    Number(u16),
    /// One line of text.
    Text,
    /// One code of a closed list.
    Code(&'static [&'static str]),
    /// An hour of the day, `17:30`.
    Hour,
    /// Names.
    Names,
    /// Some codes of a closed list.
    Codes(&'static [&'static str]),
    /// A program and its words.
    Program,
    /// A list of tables: the first column is a name, the others are lists of words.
    Rows(&'static [&'static str]),
}
