//! Who is the same, and what the desk should know of whoever came.

use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::person::{Person, PersonField};

/// Signs that an identifying phone has at least; fewer are a word or an extension.
const PHONE_SIGNS: usize = 5;

/// What the desk should know of whoever came, beside what is doubtful in what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// 身份证号 that stands on the card of somebody with another name: he has a card of his own.
    IdOfAnother(PersonId, String),
    /// A phone that his card did not have; both stand there now.
    PhoneAdded,
    /// A part that his card has otherwise: what stands there, and what was typed. The card stays.
    Differs(PersonField, String, String),
    /// 同名: others of his name.
    Namesakes(Namesakes),
    /// Another card of his that came with nothing but matters which not everybody may read.
    Guarded(PersonId),
}

impl Recognised {
    /// Gives the part of the card that it is about.
    pub const fn part(&self) -> PersonField {
        match self {
            Self::IdOfAnother(..) => PersonField::IdNumber,
            Self::PhoneAdded => PersonField::Phones,
            Self::Differs(part, ..) => *part,
            Self::Namesakes(_) | Self::Guarded(_) => PersonField::Name,
        }
    }
}

/// 同名: others of one name in a village.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Namesakes {
    /// The village that was typed.
    pub village: Option<String>,
    /// How many they are.
    pub persons: usize,
    /// Their open matters.
    pub cases: Vec<CaseNumber>,
}

impl Namesakes {
    /// Gathers those of `others` who may be the one who came from the village; `None` where nobody
    /// is.
    pub fn among<'a>(
        village: Option<&str>,
        others: impl IntoIterator<Item = (&'a Person, &'a [CaseNumber])>,
    ) -> Option<Self> {
        let mut found = Self {
            village: village.map(str::to_owned),
            ..Self::default()
        };
        for (person, cases) in others {
            let apart = village
                .zip(person.village.as_deref())
                .is_some_and(|(typed, known)| typed != known);
            if apart {
                continue;
            }
            found.persons += 1;
            found.cases.extend(cases);
        }
        (found.persons > 0).then_some(found)
    }
}

/// Tells whether a phone can make somebody the same person.
pub fn is_telling_phone(phone: &str) -> bool {
    phone.chars().filter(char::is_ascii_digit).count() >= PHONE_SIGNS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namesakes_are_those_of_the_village_or_of_none() {
        let of = |village: Option<&str>| Person {
            name: "牟测".into(),
            village: village.map(str::to_owned),
            ..Person::default()
        };
        let (here, there, unsaid) = (of(Some("东牟家村")), of(Some("西牟家村")), of(None));
        let run = |run| [CaseNumber { year: 2026, run }];
        let (one, two, three) = (run(1), run(2), run(3));
        let others = [(&here, &one[..]), (&there, &two[..]), (&unsaid, &three[..])];
        let found = Namesakes::among(Some("东牟家村"), others).unwrap();
        assert_eq!((found.persons, found.cases), (2, vec![one[0], three[0]]));
        assert_eq!(Namesakes::among(None, others).unwrap().persons, 3);
        assert_eq!(Namesakes::among(Some("官庄村"), [(&here, &one[..])]), None);
    }
}
