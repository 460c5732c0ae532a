//! 征求意愿: who the other side is, and what each side answered on which day (调解法 17).

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::case::fact::ask::{AnswerKind, Ask, Reader};
use crate::domain::case::fact::kind::{Choice, Day, Kept, Kind, Nullable, Shown};
use crate::domain::case::fact::table::Fact;

codes! {
    /// 调解意愿: what a side answered when it was asked for its consent (调解法 17).
    Consent: "consent" {
        /// 同意
        Given = "given",
        /// 明确拒绝
        Refused = "refused",
        /// 还没有问到
        Unasked = "unasked",
    }
}

/// Who the other side is, and what each side answered on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consents {
    /// 对方当事人.
    pub other: String,
    /// The petitioner's answer.
    pub petitioner: Consent,
    /// On which day he gave it.
    pub petitioner_on: Option<NaiveDate>,
    /// The other side's answer.
    pub other_side: Consent,
    /// On which day it gave it.
    pub other_on: Option<NaiveDate>,
}

const fn ask(field: &'static str, answer: AnswerKind) -> Ask {
    Ask { field, answer }
}

impl Fact for Consents {
    const ASKS: &'static [Ask] = &[
        ask("other", AnswerKind::Line),
        ask("petitioner_consent", <Choice<Consent>>::ANSWER),
        ask("petitioner_on", AnswerKind::Day),
        ask("other_consent", <Choice<Consent>>::ANSWER),
        ask("other_on", AnswerKind::Day),
    ];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let other = from.text("other");
        let petitioner = from.code("petitioner_consent", Consent::parse);
        let petitioner_on = from.optional_day("petitioner_on");
        let other_side = from.code("other_consent", Consent::parse);
        let other_on = from.optional_day("other_on");
        let (petitioner, other_side) = (petitioner?, other_side?);
        // A side that was not asked yet has no day, whatever was proposed.
        let given = |answer, day: Option<NaiveDate>| day.filter(|_| answer != Consent::Unasked);
        Some(Self {
            other: other?,
            petitioner,
            petitioner_on: given(petitioner, petitioner_on),
            other_side,
            other_on: given(other_side, other_on),
        })
    }

    fn fields(&self) -> Vec<(&'static str, Shown)> {
        let consent = |answer: Consent| Shown::Code {
            group: "consent",
            code: answer.code(),
        };
        let day = |day: Option<NaiveDate>| day.map_or(Shown::Nothing, Shown::Day);
        vec![
            ("other", Shown::Text(self.other.clone())),
            ("petitioner_consent", consent(self.petitioner)),
            ("petitioner_on", day(self.petitioner_on)),
            ("other_consent", consent(self.other_side)),
            ("other_on", day(self.other_on)),
        ]
    }
}

/// The fact as stored, days as days since 0001-01-01 (day 1).
#[derive(Serialize, Deserialize)]
struct Stored {
    other: String,
    petitioner: (Consent, Option<i32>),
    other_side: (Consent, Option<i32>),
}

impl Serialize for Consents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let day = <Nullable<Day>>::stored;
        Stored {
            other: self.other.clone(),
            petitioner: (self.petitioner, day(&self.petitioner_on)),
            other_side: (self.other_side, day(&self.other_on)),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Consents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let ((petitioner, petitioner_on), (other_side, other_on)) =
            (stored.petitioner, stored.other_side);
        Ok(Self {
            other: stored.other,
            petitioner,
            petitioner_on: petitioner_on.and_then(Day::restored),
            other_side,
            other_on: other_on.and_then(Day::restored),
        })
    }
}
