//! The order of finds: the class comes from how a term was found, and within a class those stand
//! first in whose text `fuzzy-matcher` finds the typed letters. Exact spelling stands above the same
//! sound, the surname's own reading above another reading. A score follows from how the term lies on
//! the text alone, so that the best score of a group of people is known before they are read.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::hit::{HitField, Kind};

/// A class is worth two: one more is for the typed letters themselves.
const CLASS: i64 = 2;

/// How far a pattern reaches on the text that it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Over the whole text.
    Whole,
    /// From its start.
    Start,
    /// Over some of it, side by side.
    Inner,
    /// Over some of it, with gaps.
    #[default]
    Gapped,
}

/// How a pattern lies on the text that it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// How far it reaches.
    pub reach: Reach,
    /// How many characters were taken in a reading that is not the right one in that place.
    pub other: u8,
    /// How many characters are the typed ones.
    pub same: u8,
    /// The last syllable was not ended.
    pub open: bool,
}

/// Scores and marks.
pub struct Ranker(SkimMatcherV2);

impl Default for Ranker {
    fn default() -> Self {
        Self(SkimMatcherV2::default().ignore_case())
    }
}

impl Ranker {
    /// Gives the characters of `text` that `typed` marks; `None` when its characters do not stand
    /// there in order.
    pub fn mark(&self, text: &str, typed: &str) -> Option<Vec<usize>> {
        self.0.fuzzy_indices(text, typed).map(|(_, marks)| marks)
    }
}

/// Gives the score of a find; `spelt` where the typed letters stand in the text in their order.
pub fn score(field: HitField, kind: Kind, shape: Shape, spelt: bool) -> i64 {
    class(field, kind, shape) * CLASS + i64::from(spelt)
}

/// Gives the class of a find.
fn class(field: HitField, kind: Kind, shape: Shape) -> i64 {
    let base = match kind {
        Kind::Spelling | Kind::Whole => 100,
        Kind::Pinyin => 88,
        Kind::Initials => 84,
        Kind::Tail => 80,
        Kind::Part => 60,
        Kind::Sound => 50 + 2 * i64::from(shape.same.min(4)),
        Kind::Near => 36 + 2 * i64::from(shape.same.min(4)),
        Kind::Slip => 26 + 2 * i64::from(shape.same.min(4)),
    };
    let reach = match shape.reach {
        Reach::Whole => 0,
        Reach::Start => 8,
        Reach::Inner => 16,
        Reach::Gapped => 24,
    };
    let field = match field {
        HitField::Name => reach,
        HitField::Village => reach + 12,
        HitField::Phone(_) => 0,
        HitField::IdNumber => 2,
        HitField::Number(_) => 4,
    };
    base - field - 3 * i64::from(shape.other.min(2)) - 6 * i64::from(shape.open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_in_the_order_that_a_clerk_expects() {
        let reaching = |reach| Shape {
            reach,
            ..Shape::default()
        };
        let whole = reaching(Reach::Whole);
        let order = [
            (Kind::Spelling, whole),
            (Kind::Spelling, reaching(Reach::Start)),
            (Kind::Pinyin, whole),
            (Kind::Pinyin, Shape { other: 1, ..whole }),
            (Kind::Initials, whole),
            (Kind::Pinyin, reaching(Reach::Start)),
            (Kind::Pinyin, reaching(Reach::Inner)),
            (Kind::Pinyin, reaching(Reach::Gapped)),
            (Kind::Sound, whole),
            (Kind::Near, whole),
            (Kind::Slip, whole),
        ];
        let scores: Vec<i64> = order
            .iter()
            .map(|(kind, shape)| score(HitField::Name, *kind, *shape, false))
            .collect();
        assert!(
            scores.windows(2).all(|pair| pair[0] > pair[1]),
            "{scores:?}"
        );
    }

    #[test]
    fn the_letters_never_lift_a_find_out_of_its_class() {
        let low = score(HitField::Name, Kind::Pinyin, Shape::default(), true);
        let inner = Shape {
            reach: Reach::Inner,
            ..Shape::default()
        };
        assert!(score(HitField::Name, Kind::Pinyin, inner, false) > low);
    }
}
