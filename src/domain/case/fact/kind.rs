//! The kinds of fields that facts are made of: what each asks, how an answer is read, how the value
//! is shown, and in which form it is stored.

use std::fmt::Debug;
use std::marker::PhantomData;

use chrono::{Datelike, NaiveDate};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::case::fact::ask::{AnswerKind, Reader};
use crate::domain::codes::Listed;
use crate::domain::moment::Moment;

pub mod money;
pub mod several;

/// A value as people and JSON see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Text as it was typed.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A day.
    Day(NaiveDate),
    /// A moment, to the minute.
    Minute(Moment),
    /// Yes or no; `group` names the list that holds its words.
    Yes {
        /// The group of words
        group: &'static str,
        /// The answer
        yes: bool,
    },
    /// A code of a closed list with its group of words.
    Code {
        /// The group
        group: &'static str,
        /// The code
        code: &'static str,
    },
    /// Several codes of a closed list.
    Codes {
        /// The group
        group: &'static str,
        /// The codes
        codes: Vec<&'static str>,
    },
    /// A field that was left open and is shown all the same.
    Nothing,
    /// Text that is held back from whoever looks.
    Sealed,
}

/// How a value is stored.
pub trait Kept {
    /// The type of the values.
    type Value: Debug + Clone + PartialEq + Eq;
    /// The form in which a value is stored.
    type Stored: Serialize + for<'de> Deserialize<'de>;

    /// Gives the value as it is stored.
    fn stored(value: &Self::Value) -> Self::Stored;
    /// Reads a stored value; `None` where it is no value of this kind.
    fn restored(stored: Self::Stored) -> Option<Self::Value>;
    /// Gives the value of a field that a stored fact does not have; `None` where it must have one.
    fn absent() -> Option<Self::Value> {
        None
    }
}

/// A kind of field that is asked for and shown.
pub trait Kind: Kept {
    /// What kind of answer the field asks for.
    const ANSWER: AnswerKind;

    /// Reads the answer; `None` where it does not read, with a refusal left in `from`.
    fn read(from: &mut Reader<'_>, field: &'static str) -> Option<Self::Value>;
    /// Gives the value as it is shown; `None` where nothing is.
    fn shown(value: &Self::Value) -> Option<Shown>;
}

/// A field of a stored fact; empty where the fact does not have it.
pub(in crate::domain::case) struct Restored<K: Kept>(Option<K::Value>);

impl<K: Kept> Default for Restored<K> {
    fn default() -> Self {
        Self(K::absent())
    }
}

impl<K: Kept> Restored<K> {
    /// Gives the value.
    ///
    /// # Errors
    /// The fact does not have the field and needs it.
    pub(in crate::domain::case) fn value<E: Error>(
        self,
        field: &'static str,
    ) -> Result<K::Value, E> {
        self.0.ok_or_else(|| E::missing_field(field))
    }
}

impl<'de, K: Kept> Deserialize<'de> for Restored<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = K::Stored::deserialize(deserializer)?;
        match K::restored(stored) {
            Some(value) => Ok(Self(Some(value))),
            None => Err(D::Error::custom("no value of this field")),
        }
    }
}

/// A line of text that must be there.
pub struct Line;
/// Text of several lines that must be there.
pub struct Text;
/// A line of text that may be empty; shown also then.
pub struct LooseLine;
/// Text of several lines that may be empty; shown also then.
pub struct LooseText;
/// A line of text that may be empty, and is not shown then.
pub struct SpareLine;
/// Text of several lines that may be empty, and is not shown then.
pub struct SpareText;
/// A day, stored as days since 0001-01-01 (day 1).
pub struct Day;
/// A moment, stored as seconds since 1970-01-01T00:00:00Z.
pub struct Minute;
/// A whole number.
pub struct Number;
/// A whole number that JSON gives as text.
pub struct Count;
/// Yes or no; no where nobody answered.
pub struct Flag;
/// Yes or no, no where nobody answered; never shown.
pub struct QuietFlag;
/// A code of a closed list, which must be chosen.
pub struct Choice<T>(PhantomData<T>);
/// A field of kind `K` that may be left open, and is not shown then.
pub struct Optional<K>(PhantomData<K>);
/// A field of kind `K` that may be left open, and is shown as nothing then.
pub struct Nullable<K>(PhantomData<K>);
/// A field of kind `K` that must be answered, and that facts of older stores do not have.
pub struct Later<K>(PhantomData<K>);

macro_rules! texts {
    ($($kind:ident: $answer:ident, needed: $needed:literal, shown_empty: $shown_empty:literal;)+) => { $(
        impl Kept for $kind {
            type Value = String;
            type Stored = String;

            fn stored(value: &String) -> String {
                value.clone()
            }

            fn restored(stored: String) -> Option<String> {
                Some(stored)
            }

            fn absent() -> Option<String> {
                (!$needed).then(String::new)
            }
        }

        impl Kind for $kind {
            const ANSWER: AnswerKind = AnswerKind::$answer;

            fn read(from: &mut Reader<'_>, field: &'static str) -> Option<String> {
                if $needed {
                    from.text(field)
                } else {
                    Some(from.optional(field).unwrap_or_default())
                }
            }

            fn shown(value: &String) -> Option<Shown> {
                ($shown_empty || !value.is_empty()).then(|| Shown::Text(value.clone()))
            }
        }
    )+ };
}

texts! {
    Line: Line, needed: true, shown_empty: true;
    Text: Text, needed: true, shown_empty: true;
    LooseLine: Line, needed: false, shown_empty: true;
    LooseText: Text, needed: false, shown_empty: true;
    SpareLine: Line, needed: false, shown_empty: false;
    SpareText: Text, needed: false, shown_empty: false;
}

impl Kept for Day {
    type Value = NaiveDate;
    type Stored = i32;

    fn stored(value: &NaiveDate) -> i32 {
        value.num_days_from_ce()
    }

    fn restored(stored: i32) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(stored)
    }
}

impl Kind for Day {
    const ANSWER: AnswerKind = AnswerKind::Day;

    fn read(from: &mut Reader<'_>, field: &'static str) -> Option<NaiveDate> {
        from.day(field)
    }

    fn shown(value: &NaiveDate) -> Option<Shown> {
        Some(Shown::Day(*value))
    }
}

impl Kept for Minute {
    type Value = Moment;
    type Stored = i64;

    fn stored(value: &Moment) -> i64 {
        value.unix()
    }

    fn restored(stored: i64) -> Option<Moment> {
        Some(Moment::from_unix(stored))
    }
}

impl Kind for Minute {
    const ANSWER: AnswerKind = AnswerKind::Moment;

    fn read(from: &mut Reader<'_>, field: &'static str) -> Option<Moment> {
        from.moment(field)
    }

    fn shown(value: &Moment) -> Option<Shown> {
        Some(Shown::Minute(*value))
    }
}

macro_rules! numbers {
    ($($kind:ident => $shown:expr;)+) => { $(
        impl Kept for $kind {
            type Value = u32;
            type Stored = u32;

            fn stored(value: &u32) -> u32 {
                *value
            }

            fn restored(stored: u32) -> Option<u32> {
                Some(stored)
            }
        }

        impl Kind for $kind {
            const ANSWER: AnswerKind = AnswerKind::Number;

            fn read(from: &mut Reader<'_>, field: &'static str) -> Option<u32> {
                from.number(field)
            }

            fn shown(value: &u32) -> Option<Shown> {
                Some($shown(*value))
            }
        }
    )+ };
}

numbers! {
    Number => Shown::Number;
    Count => |number: u32| Shown::Text(number.to_string());
}

macro_rules! flags {
    ($($kind:ident: $shown:expr;)+) => { $(
        impl Kept for $kind {
            type Value = bool;
            type Stored = bool;

            fn stored(value: &bool) -> bool {
                *value
            }

            fn restored(stored: bool) -> Option<bool> {
                Some(stored)
            }
        }

        impl Kind for $kind {
            const ANSWER: AnswerKind = AnswerKind::Choice {
                group: "desk",
                codes: || vec!["yes", "no"],
            };

            fn read(from: &mut Reader<'_>, field: &'static str) -> Option<bool> {
                Some(from.optional(field).as_deref() == Some("yes"))
            }

            fn shown(value: &bool) -> Option<Shown> {
                let shown: Option<fn(&'static str, &'static str, bool) -> Shown> = $shown;
                shown.map(|shown| shown("desk", "", *value))
            }
        }
    )+ };
}

flags! {
    Flag: Some(as_yes);
    QuietFlag: None;
}

/// Declares a kind of field with two answers of their own, kept as yes or no, that must be given.
macro_rules! two_answers {
    ($($(#[$about:meta])* $kind:ident = $group:literal [$first:literal, $second:literal], yes: $yes:literal, shown: $shown:expr;)+) => { $(
        $(#[$about])*
        pub struct $kind;

        impl Kept for $kind {
            type Value = bool;
            type Stored = bool;

            fn stored(value: &bool) -> bool {
                *value
            }

            fn restored(stored: bool) -> Option<bool> {
                Some(stored)
            }
        }

        impl Kind for $kind {
            const ANSWER: AnswerKind = AnswerKind::Choice {
                group: $group,
                codes: || vec![$first, $second],
            };

            fn read(from: &mut Reader<'_>, field: &'static str) -> Option<bool> {
                from.code(field, |code| match code {
                    $first | $second => Some(code == $yes),
                    _ => None,
                })
            }

            fn shown(value: &bool) -> Option<Shown> {
                let no = if $first == $yes { $second } else { $first };
                let code = if *value { $yes } else { no };
                let shown: fn(&'static str, &'static str, bool) -> Shown = $shown;
                Some(shown($group, code, *value))
            }
        }
    )+ };
}

const fn as_code(group: &'static str, code: &'static str, _yes: bool) -> Shown {
    Shown::Code { group, code }
}

const fn as_yes(group: &'static str, _code: &'static str, yes: bool) -> Shown {
    Shown::Yes { group, yes }
}

two_answers! {
    /// 是否联系上.
    Reached = "reached" ["yes", "no"], yes: "yes", shown: as_code;
    /// 是否按时联系.
    Contacted = "contacted" ["yes", "no"], yes: "yes", shown: as_code;
    /// 是否落实完毕.
    Done = "done" ["yes", "no"], yes: "yes", shown: as_code;
    /// 是否本人意愿.
    Confirmed = "confirmed" ["yes", "no"], yes: "yes", shown: as_yes;
    /// 给予或不予援助.
    Granted = "aid" ["granted", "refused"], yes: "granted", shown: as_code;
}

impl<T: Listed> Kept for Choice<T> {
    type Value = T;
    type Stored = T;

    fn stored(value: &T) -> T {
        *value
    }

    fn restored(stored: T) -> Option<T> {
        Some(stored)
    }
}

impl<T: Listed> Kind for Choice<T> {
    const ANSWER: AnswerKind = AnswerKind::Choice {
        group: T::GROUP,
        codes: T::codes,
    };

    fn read(from: &mut Reader<'_>, field: &'static str) -> Option<T> {
        from.code(field, T::of_code)
    }

    fn shown(value: &T) -> Option<Shown> {
        Some(Shown::Code {
            group: T::GROUP,
            code: value.as_code(),
        })
    }
}

macro_rules! open_fields {
    ($($kind:ident: open: $open:literal, nothing: $nothing:expr;)+) => { $(
        impl<K: Kept> Kept for $kind<K> {
            type Value = Option<K::Value>;
            type Stored = Option<K::Stored>;

            fn stored(value: &Self::Value) -> Self::Stored {
                value.as_ref().map(K::stored)
            }

            fn restored(stored: Self::Stored) -> Option<Self::Value> {
                match stored {
                    Some(stored) => K::restored(stored).map(Some),
                    None => Some(None),
                }
            }

            fn absent() -> Option<Self::Value> {
                Some(None)
            }
        }

        impl<K: Kind> Kind for $kind<K> {
            const ANSWER: AnswerKind = K::ANSWER;

            fn read(from: &mut Reader<'_>, field: &'static str) -> Option<Self::Value> {
                match from.optional(field) {
                    None if $open => Some(None),
                    Some(_) | None => K::read(from, field).map(Some),
                }
            }

            fn shown(value: &Self::Value) -> Option<Shown> {
                match value {
                    Some(value) => K::shown(value),
                    None => $nothing,
                }
            }
        }
    )+ };
}

open_fields! {
    Optional: open: true, nothing: None;
    Nullable: open: true, nothing: Some(Shown::Nothing);
    Later: open: false, nothing: None;
}
