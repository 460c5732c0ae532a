//! How a value stands in a fact that is stored as it is: a day as the days since 0001-01-01, an hour as
//! the minutes since midnight, a number as it is written.

/// A day.
pub mod day {
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        day.num_days_from_ce().serialize(to)
    }

    /// Reads it.
    ///
    /// # Errors
    /// There is no such day.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let days = i32::deserialize(from)?;
        NaiveDate::from_num_days_from_ce_opt(days)
            .ok_or_else(|| D::Error::custom(format_args!("day {days}")))
    }
}

/// An hour, where one is.
pub mod hour {
    use chrono::{NaiveTime, Timelike};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(hour: &Option<NaiveTime>, to: S) -> Result<S::Ok, S::Error> {
        hour.map(|it| it.num_seconds_from_midnight() / 60)
            .serialize(to)
    }

    /// Reads it.
    ///
    /// # Errors
    /// There is no such hour.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
        let Some(minutes) = Option::<u32>::deserialize(from)? else {
            return Ok(None);
        };
        NaiveTime::from_num_seconds_from_midnight_opt(minutes.saturating_mul(60), 0)
            .map(Some)
            .ok_or_else(|| D::Error::custom(format_args!("minute {minutes}")))
    }
}

/// What something is about, where it is about anything.
pub mod subject {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::domain::subject::Subject;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(subject: &Option<Subject>, to: S) -> Result<S::Ok, S::Error> {
        subject.map(|it| it.to_string()).serialize(to)
    }

    /// Reads it.
    ///
    /// # Errors
    /// There is no such kind of thing.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Subject>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        Subject::parse(&text)
            .map(Some)
            .ok_or_else(|| D::Error::custom(format_args!("subject {text:?}")))
    }
}

/// A case, where one is, by its number.
pub mod case {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::domain::number::CaseNumber;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(case: &Option<CaseNumber>, to: S) -> Result<S::Ok, S::Error> {
        case.map(|it| it.to_string()).serialize(to)
    }

    /// Reads it.
    ///
    /// # Errors
    /// It is no number of a case.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<CaseNumber>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        CaseNumber::parse(&text)
            .map(Some)
            .ok_or_else(|| D::Error::custom(format_args!("case {text:?}")))
    }
}

/// A moment, where one is, as the seconds since 1970.
pub mod moment {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::domain::moment::Moment;

    /// Writes it.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(moment: &Option<Moment>, to: S) -> Result<S::Ok, S::Error> {
        moment.map(Moment::unix).serialize(to)
    }

    /// Reads it.
    ///
    /// # Errors
    /// It is no number.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Moment>, D::Error> {
        Ok(Option::<i64>::deserialize(from)?.map(Moment::from_unix))
    }
}
