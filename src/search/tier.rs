//! The candidates of a search in groups, those that can score best first.
//!
//! A score follows from how a term lies on a person's text, and the postings tell most of that: so a
//! group's best score is known before any of its people is read, and a search can stop as soon as no
//! later group can bring anybody better than those it holds.

use std::ops::RangeInclusive;

use super::aspect::Villages;
use super::hit::{HitField, Kind};
use super::key::Token;
use super::pattern::{Grade, Pattern};
use super::plan::{Heard, Need, Place};
use super::query::{Name, Sort, Term};
use super::rank::{Reach, Shape, score};

/// A group of candidates.
#[derive(Debug, Clone)]
pub struct Tier {
    /// The best score that one of them can have.
    pub most: i64,
    /// What they carry.
    pub need: Need,
}

/// Gives the groups of those who may answer the only term of a search, by patterns of `grades` or by
/// their village; those of equal best score are one.
pub fn of_one(term: &Term, grades: &RangeInclusive<Grade>, villages: &Villages) -> Vec<Tier> {
    let mut tiers = match &term.sort {
        Sort::Name(name) => of_name(name, grades, villages),
        Sort::Digits(digits) if term.is_short() => vec![Tier {
            most: of_number(Kind::Tail),
            need: Need::of_short_tail(digits),
        }],
        Sort::Digits(digits) => {
            let ends = Need::of_tail(digits).map(|need| (Kind::Whole, need));
            let holds = Need::of_digits(digits).map(|need| (Kind::Part, need));
            let tier = |(kind, need)| Tier {
                most: of_number(kind),
                need,
            };
            ends.into_iter().chain(holds).map(tier).collect()
        }
        Sort::Number(_) => Need::of(term, grades, &[])
            .map(|need| Tier {
                most: of_number(Kind::Whole),
                need,
            })
            .into_iter()
            .collect(),
    };
    tiers.sort_by_key(|tier| std::cmp::Reverse(tier.most));
    let mut joined: Vec<Tier> = Vec::with_capacity(tiers.len());
    for group in tiers.chunk_by(|a, b| a.most == b.most) {
        let needs = group.iter().map(|tier| tier.need.clone()).collect();
        joined.extend(group.first().map(|tier| Tier {
            most: tier.most,
            need: Need::any(needs),
        }));
    }
    joined
}

/// Gives the one group of those who may answer all of several terms; `None` when nothing can be
/// asked of the postings.
pub fn of_several(
    terms: &[Term],
    grades: &RangeInclusive<Grade>,
    villages: &[Villages],
) -> Option<Tier> {
    let mut most = 0;
    let mut needs = Vec::new();
    for (term, villages) in terms.iter().zip(villages) {
        let mut numbers: Vec<u32> = villages.keys().copied().collect();
        numbers.sort_unstable();
        needs.extend(Need::of(term, grades, &numbers));
        most += match &term.sort {
            Sort::Name(name) => {
                let patterns = fitting(name, grades).map(|it| of_pattern(it, Reach::Whole, 0));
                let villages = villages.values().map(|answer| answer.score);
                patterns.chain(villages).max().unwrap_or(0)
            }
            Sort::Digits(_) | Sort::Number(_) => of_number(Kind::Whole),
        };
    }
    if !needs.is_empty() {
        let need = Need::all(needs);
        return Some(Tier { most, need });
    }
    // One or two digits ask something only when every term is no more than that.
    let shorts = terms.iter().filter_map(|term| match &term.sort {
        Sort::Digits(digits) if !digits.is_empty() => Some(digits),
        Sort::Digits(_) | Sort::Name(_) | Sort::Number(_) => None,
    });
    let need = Need::of_short_tail(shorts.max_by_key(|digits| digits.len())?);
    Some(Tier { most, need })
}

/// Gives the groups of those who may answer all of several terms, one for each way in which every
/// term can be answered.
pub fn of_each(terms: &[Term], grades: &RangeInclusive<Grade>, villages: &[Villages]) -> Vec<Tier> {
    let mut joint: Vec<(i64, Vec<Need>)> = vec![(0, Vec::new())];
    for (term, villages) in terms.iter().zip(villages) {
        let ways = if Need::of(term, grades, &[]).is_some() {
            of_one(term, grades, villages)
        } else {
            Vec::new()
        };
        if ways.is_empty() {
            let most = of_number(Kind::Whole);
            for (sum, _) in &mut joint {
                *sum += most;
            }
            continue;
        }
        joint = joint
            .iter()
            .flat_map(|(sum, needs)| {
                ways.iter().map(move |way| {
                    let needs = [needs.as_slice(), std::slice::from_ref(&way.need)].concat();
                    (sum + way.most, needs)
                })
            })
            .collect();
    }
    let mut tiers: Vec<Tier> = joint
        .into_iter()
        .map(|(most, needs)| Tier {
            most,
            need: Need::all(needs),
        })
        .collect();
    tiers.sort_by_key(|tier| std::cmp::Reverse(tier.most));
    tiers
}

fn of_name(name: &Name, grades: &RangeInclusive<Grade>, villages: &Villages) -> Vec<Tier> {
    let mut tiers = Vec::new();
    for pattern in fitting(name, grades) {
        // Those in Latin letters are so few that they are scored wherever it lies.
        if pattern.is_latin() {
            let need = Need::of_pattern(pattern, Place::Anywhere, Heard::Any);
            let most = of_pattern(pattern, Reach::Whole, 0);
            tiers.extend(need.map(|need| Tier { most, need }));
            continue;
        }
        let readings: &[(Heard, u8)] = if pattern.is_telling() || pattern.grade > Grade::Sound {
            &[(Heard::Any, 0)]
        } else {
            &[(Heard::Right, 0), (Heard::Other, 1)]
        };
        for (place, reach) in [
            (Place::Whole, Reach::Whole),
            (Place::Start, Reach::Start),
            (Place::Inner, Reach::Inner),
        ] {
            for (heard, other) in readings.iter().copied() {
                let need = Need::of_pattern(pattern, place, heard);
                let most = of_pattern(pattern, reach, other);
                tiers.extend(need.map(|need| Tier { most, need }));
            }
        }
    }
    tiers.extend(villages.iter().map(|(village, answer)| Tier {
        most: answer.score,
        need: Need::One(Token::Village(*village)),
    }));
    tiers
}

fn fitting<'a>(
    name: &'a Name,
    grades: &'a RangeInclusive<Grade>,
) -> impl Iterator<Item = &'a Pattern> {
    let patterns = name.patterns.iter();
    patterns.filter(|pattern| grades.contains(&pattern.grade))
}

/// Gives the best score of a name on which a pattern lies so.
fn of_pattern(pattern: &Pattern, reach: Reach, other: u8) -> i64 {
    let kind = pattern.kind();
    let typed = pattern.pieces.iter().filter(|p| p.typed.is_some()).count();
    // With every character the typed one, the name would be found by its spelling.
    let same = typed.min(pattern.pieces.len().saturating_sub(1));
    let shape = Shape {
        reach,
        other,
        same: u8::try_from(same).unwrap_or(u8::MAX),
        open: pattern.grade == Grade::Partial,
    };
    let spelt = matches!(kind, Kind::Spelling | Kind::Pinyin | Kind::Initials);
    score(HitField::Name, kind, shape, spelt)
}

/// Gives the best score of a number in which digits are found so.
fn of_number(kind: Kind) -> i64 {
    score(HitField::Phone(0), kind, Shape::default(), false)
}
