//! One find: who, how well, and why.

use std::fmt;

use crate::domain::person::id::PersonId;

/// The part of a person that a term was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitField {
    /// 姓名
    Name,
    /// 电话: the one at this place of the person's phones.
    Phone(usize),
    /// 身份证号
    IdNumber,
    /// 村
    Village,
    /// 外部编号: the one at this place in the order in which they were attached.
    Number(usize),
}

/// How a term was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// As it is written.
    Spelling,
    /// By pinyin, with at least one whole syllable.
    Pinyin,
    /// By first sounds alone.
    Initials,
    /// By the sound of another character.
    Sound,
    /// By a sound that is nearly the same: zh for z, ng for n, 没出声 for 牟春生.
    Near,
    /// With a letter wrong.
    Slip,
    /// The whole number.
    Whole,
    /// The end of a number.
    Tail,
    /// A part of a number that is not its end.
    Part,
}

/// Why a row is there: one for each term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The term as typed.
    pub term: String,
    /// Where it was found.
    pub field: HitField,
    /// How.
    pub kind: Kind,
    /// The characters of the field that it marks, rising, counted from 0.
    pub marks: Vec<usize>,
}

/// A person found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Who.
    pub person: PersonId,
    /// How well; higher is better, and only the order means anything.
    pub score: i64,
    /// Why, term by term in the order typed.
    pub why: Vec<Why>,
}

impl Why {
    /// Gives the code word of the reason as it stands in JSON: `pinyin`, `phone`, …
    pub const fn code(&self) -> &'static str {
        match (self.field, self.kind) {
            (HitField::Name, Kind::Pinyin | Kind::Initials) => "pinyin",
            (HitField::Name, Kind::Sound | Kind::Near) => "sound",
            (HitField::Name, Kind::Slip) => "slip",
            (HitField::Name, Kind::Spelling | Kind::Whole | Kind::Tail | Kind::Part) => "name",
            (HitField::Phone(_), _) => "phone",
            (HitField::IdNumber, _) => "id",
            (HitField::Village, _) => "village",
            (HitField::Number(_), _) => "number",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.term)
    }
}

impl Hit {
    /// Gives the reasons as one compact text: `pinyin mcs, phone 5678`.
    pub fn why_text(&self) -> String {
        let each: Vec<String> = self.why.iter().map(Why::to_string).collect();
        each.join(", ")
    }
}
