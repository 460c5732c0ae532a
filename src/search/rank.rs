//! The order of finds: `fuzzy-matcher` scores and marks within a class, the classes come from how
//! a term was found. Exact spelling stands above the same sound, the surname's own reading above
//! another reading.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::hit::{Field, Kind};

/// What `fuzzy-matcher` says can move a find within its class only.
const FINE: i64 = 199;
const CLASS: i64 = 200;

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
    /// Scores `typed` within `text` and gives the characters of `text` that it marks; `None` when
    /// its characters do not stand there in order.
    pub fn mark(&self, text: &str, typed: &str) -> Option<(i64, Vec<usize>)> {
        self.0.fuzzy_indices(text, typed)
    }

    /// Gives the score of a find of a class with the fine score of [`Ranker::mark`].
    pub fn score(&self, field: Field, kind: Kind, shape: Shape, fine: i64) -> i64 {
        class(field, kind, shape) * CLASS + fine.clamp(0, FINE)
    }
}

/// Gives the class of a find.
fn class(field: Field, kind: Kind, shape: Shape) -> i64 {
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
        Field::Name => reach,
        Field::Village => reach + 12,
        Field::Phone(_) => 0,
        Field::IdNumber => 2,
        Field::Number(_) => 4,
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
        let ranker = Ranker::default();
        let scores: Vec<i64> = order
            .iter()
            .map(|(kind, shape)| ranker.score(Field::Name, *kind, *shape, 0))
            .collect();
        assert!(
            scores.windows(2).all(|pair| pair[0] > pair[1]),
            "{scores:?}"
        );
    }

    #[test]
    fn the_fine_score_never_lifts_a_find_out_of_its_class() {
        let ranker = Ranker::default();
        let low = ranker.score(Field::Name, Kind::Pinyin, Shape::default(), i64::MAX);
        let inner = Shape {
            reach: Reach::Inner,
            ..Shape::default()
        };
        let high = ranker.score(Field::Name, Kind::Pinyin, inner, 0);
        assert!(high > low);
    }
}
