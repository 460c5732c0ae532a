//! What a number that somebody typed leads to: one case, none, or several of which he must choose.

use chrono::Datelike;

use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::office::matter::cases_meant;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::words::bundle::Words;

/// What was found under a number.
pub enum Found<T> {
    /// No case.
    Nothing,
    /// What was looked for.
    One(T),
    /// Several cases bear the number.
    Several(Vec<CaseNumber>),
}

impl<T> Found<T> {
    /// Sorts the cases that bear a number; `get` gives what is looked for of the only one.
    ///
    /// # Errors
    /// Whatever `get` fails with.
    pub fn among<E>(
        cases: &[CaseNumber],
        get: impl FnOnce(CaseNumber) -> Result<Option<T>, E>,
    ) -> Result<Self, E> {
        match cases {
            [] => Ok(Self::Nothing),
            [one] => get(*one).map(Self::from),
            several => Ok(Self::Several(several.to_vec())),
        }
    }

    /// Gives what was found.
    ///
    /// # Errors
    /// Nothing or too much was found, which is said on standard error.
    pub fn or_complain(self, words: &Words, typed: &str) -> Result<T, Exit> {
        self.or_text(words, typed).map_err(|text| {
            complain(text);
            Exit::Refused
        })
    }

    /// Gives what was found.
    ///
    /// # Errors
    /// The sentence that nothing or too much was found.
    pub fn or_text(self, words: &Words, typed: &str) -> Result<T, String> {
        Err(match self {
            Self::One(found) => return Ok(found),
            Self::Nothing => words.say_with("verbs-case-none", &[("number", typed.into())]),
            Self::Several(cases) => {
                let cases: Vec<String> = cases.iter().map(CaseNumber::to_string).collect();
                let cases = cases.join("、");
                let args = [("number", typed.into()), ("cases", cases.into())];
                words.say_with("verbs-case-several", &args)
            }
        })
    }
}

/// Gives the cases that are meant by what was typed, a bare number being one of this year or of the
/// last.
///
/// # Errors
/// The store cannot be read.
pub fn cases(
    it: &Snapshot<'_>,
    typed: &str,
    viewer: &Viewer,
) -> Result<Vec<CaseNumber>, StoreError> {
    cases_meant(it, typed, this_year(), viewer)
}

/// Gives the year in which a bare number is looked for first.
pub fn this_year() -> u16 {
    u16::try_from(now().date().year()).unwrap_or_default()
}

impl<T> From<Option<T>> for Found<T> {
    fn from(found: Option<T>) -> Self {
        found.map_or(Self::Nothing, Self::One)
    }
}
