//! The table of a soak: a fault a row, how often it was tried, and what went wrong.

use std::fmt;

/// How something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What was acknowledged, or typed long enough ago, is not there.
    Lost,
    /// It did not end.
    Hung,
    /// A fault of the program itself.
    Panicked,
    /// A wrong answer, or none where one is owed.
    Wrong,
}

/// What went wrong in a round.
#[derive(Debug, Clone)]
pub(crate) struct Bad {
    pub(crate) kind: Kind,
    pub(crate) what: String,
}

impl Bad {
    pub(crate) fn lost(what: impl Into<String>) -> Self {
        Self::of(Kind::Lost, what)
    }

    pub(crate) fn hung(what: impl Into<String>) -> Self {
        Self::of(Kind::Hung, what)
    }

    pub(crate) fn panicked(what: impl Into<String>) -> Self {
        Self::of(Kind::Panicked, what)
    }

    pub(crate) fn wrong(what: impl Into<String>) -> Self {
        Self::of(Kind::Wrong, what)
    }

    fn of(kind: Kind, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { kind, what }
    }
}

/// How a round went.
pub(crate) type Verdict = Result<(), Bad>;

/// Tells that something does not hold.
pub(crate) fn must(holds: bool, bad: impl FnOnce() -> Bad) -> Verdict {
    if holds { Ok(()) } else { Err(bad()) }
}

/// A fault.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) fault: &'static str,
    /// What was tried, beside rounds.
    pub(crate) note: String,
    tried: u64,
    went: [u64; 4],
    /// The first of what went wrong.
    bad: Vec<String>,
}

impl Row {
    pub(crate) const fn new(fault: &'static str) -> Self {
        Self {
            fault,
            note: String::new(),
            tried: 0,
            went: [0; 4],
            bad: Vec::new(),
        }
    }

    /// Takes a round down.
    pub(crate) fn take(&mut self, came: Verdict) {
        self.tried += 1;
        if let Err(bad) = came {
            self.went[bad.kind as usize] += 1;
            if self.bad.len() < 5 {
                self.bad.push(format!("{:?}: {}", bad.kind, bad.what));
            }
        }
    }

    /// Tells whether nothing went wrong.
    pub(crate) fn is_clean(&self) -> bool {
        self.went == [0; 4]
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [lost, hung, panicked, wrong] = self.went;
        let note = match self.note.as_str() {
            "" => String::new(),
            note => format!(" ({note})"),
        };
        write!(
            f,
            "| {}{note} | {} | {lost} | {hung} | {panicked} | {wrong} |",
            self.fault, self.tried
        )?;
        for bad in &self.bad {
            write!(f, "\n    {bad}")?;
        }
        Ok(())
    }
}

/// What stands above the rows.
pub(crate) const HEAD: &str =
    "| fault | tried | lost | hung | panicked | wrong |\n|---|---|---|---|---|---|";
