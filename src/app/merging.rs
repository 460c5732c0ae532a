//! What is to be merged or split, as one part of the screen asks it of another.

use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

/// A case or a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merging {
    /// A case.
    Case(CaseNumber),
    /// A person.
    Person(PersonId),
}

impl std::fmt::Display for Merging {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Case(number) => number.fmt(f),
            Self::Person(id) => id.fmt(f),
        }
    }
}
