//! The law's and the desk's "no", as data: what was refused, by which rule, and what is possible
//! instead. Words in both languages come from `words/`.

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule that stands against it.
    pub reason: Reason,
    /// The field that it is about, where one is.
    pub field: Option<&'static str>,
}

impl Refusal {
    /// Refuses for `reason`, about no field in particular.
    pub const fn new(reason: Reason) -> Self {
        Self {
            reason,
            field: None,
        }
    }

    /// Refuses for `reason`, about `field`.
    pub const fn about(field: &'static str, reason: Reason) -> Self {
        Self {
            reason,
            field: Some(field),
        }
    }
}

/// The rules that can stand against something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The field is needed and is empty.
    Missing,
    /// Nobody may extend the clock.
    NotExtendable,
    /// The clock may be extended by at least one and at most so many of its units.
    ExtensionTooLong {
        /// The most.
        most: u16,
    },
}
