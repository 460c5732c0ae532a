//! Whether a person answers a term, in which of his aspects, and how well.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::doc::{Doc, signs};
use super::fold::fold;
use super::hit::{HitField, Kind, Why};
use super::pattern::{Alignment, Grade, Named, Pattern};
use super::pinyin::Reader;
use super::query::{Name, Sort, Term};
use super::rank::{Ranker, Reach, Shape, score};

/// An answer to one term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How well.
    pub score: i64,
    /// Why.
    pub why: Why,
}

/// Compares persons with terms.
#[derive(Default)]
pub struct Judge {
    /// Reads names.
    pub reader: Reader,
    ranker: Ranker,
}

/// The villages whose names answer a term, with the answer.
pub type Villages = HashMap<u32, Answer>;

impl Judge {
    /// Scores a person by his best answers to all terms, by patterns up to a grade; `None` where he
    /// does not answer one of them. One or two digits that are all that was typed mean the end of a
    /// number.
    pub fn all(
        &self,
        terms: &[Term],
        grade: Grade,
        villages: &[Villages],
        doc: &Doc,
        name: &Named,
    ) -> Option<(i64, Vec<Why>)> {
        let grades = Grade::Plain..=grade;
        let short = terms.iter().all(Term::is_short);
        // Numbers first: they are compared fastest.
        let named = |term: &Term| matches!(term.sort, Sort::Name(_));
        let mut order: Vec<usize> = (0..terms.len()).collect();
        order.sort_by_key(|at| terms.get(*at).is_some_and(named));
        let mut score = 0;
        let mut answers = Vec::with_capacity(order.len());
        for at in order {
            let (term, villages) = (terms.get(at)?, villages.get(at)?);
            let answer = self.judge(term, &grades, villages, doc, name)?;
            if short && answer.why.kind == Kind::Part {
                return None;
            }
            score += answer.score;
            answers.push((at, answer.why));
        }
        answers.sort_by_key(|(at, _)| *at);
        Some((score, answers.into_iter().map(|(_, why)| why).collect()))
    }

    /// Gives the best answer of a person to a term, by patterns of these grades.
    fn judge(
        &self,
        term: &Term,
        grades: &RangeInclusive<Grade>,
        villages: &Villages,
        doc: &Doc,
        name: &Named,
    ) -> Option<Answer> {
        match &term.sort {
            Sort::Name(typed) => {
                let named = self.named(term, typed, grades, HitField::Name, &doc.name, name);
                let village = doc.village.and_then(|v| villages.get(&v)).cloned();
                better(named, village)
            }
            Sort::Digits(typed) => digits(term, typed, doc),
            Sort::Number(signs) => numbers(term, signs, doc),
        }
    }

    /// Makes a person's name ready for [`Judge::judge`].
    pub fn name_of(&mut self, doc: &Doc) -> Named {
        Named::person(&doc.name, &mut self.reader)
    }

    /// Gives the answer of a village's name to a term.
    pub fn village(
        &self,
        term: &Term,
        grades: &RangeInclusive<Grade>,
        text: &str,
        name: &Named,
    ) -> Option<Answer> {
        match &term.sort {
            Sort::Name(typed) => self.named(term, typed, grades, HitField::Village, text, name),
            Sort::Digits(_) | Sort::Number(_) => None,
        }
    }

    fn named(
        &self,
        term: &Term,
        typed: &Name,
        grades: &RangeInclusive<Grade>,
        field: HitField,
        text: &str,
        name: &Named,
    ) -> Option<Answer> {
        let mut best = None;
        // A single sound is too little to call a village by.
        let loose = |p: &Pattern| field == HitField::Village && p.pieces.len() < 2;
        let strays = |p: &Pattern| p.grade >= Grade::Sound;
        let fits = |p: &&Pattern| grades.contains(&p.grade) && !(loose(p) && strays(p));
        for pattern in typed.patterns.iter().filter(fits) {
            let Some(found) = pattern.align(name) else {
                continue;
            };
            let kind = pattern.kind();
            let shape = Shape {
                reach: reach_of(&found, name),
                other: found.other,
                same: found.same,
                open: pattern.grade == Grade::Partial,
            };
            let (spelt, marks) = self.marks(typed, pattern, &found, text, name);
            let answer = Answer {
                score: score(field, kind, shape, spelt),
                why: Why {
                    term: term.text.clone(),
                    field,
                    kind,
                    marks,
                },
            };
            best = better(best, Some(answer));
        }
        best
    }

    /// Marks a name as `fuzzy-matcher` sees it: typed characters on the name itself, letters on its
    /// reading with a capital at each character. Tells whether the letters stand there as typed.
    fn marks(
        &self,
        typed: &Name,
        pattern: &Pattern,
        found: &Alignment,
        text: &str,
        name: &Named,
    ) -> (bool, Vec<usize>) {
        let positions: Vec<usize> = found
            .places
            .iter()
            .filter_map(|place| name.at.get(*place).copied())
            .collect();
        let letters: String = typed.typed.iter().collect();
        match pattern.kind() {
            Kind::Spelling if pattern.is_latin() => (true, positions),
            Kind::Spelling => match self.ranker.mark(text, &letters) {
                Some(marks) => (true, marks),
                None => (false, positions),
            },
            Kind::Pinyin | Kind::Initials => {
                let mut reading = String::new();
                let mut owner = Vec::new();
                for (place, heard) in found.places.iter().zip(&found.heard) {
                    let syllable = heard.map_or("", |s| s.text());
                    for (at, letter) in syllable.chars().enumerate() {
                        owner.push(name.at.get(*place).copied());
                        reading.push(if at == 0 {
                            letter.to_ascii_uppercase()
                        } else {
                            letter
                        });
                    }
                }
                let Some(places) = self.ranker.mark(&reading, &letters) else {
                    return (false, positions);
                };
                let mut marks: Vec<usize> = places
                    .iter()
                    .filter_map(|at| owner.get(*at).copied().flatten())
                    .collect();
                marks.dedup();
                (true, marks)
            }
            Kind::Sound | Kind::Near | Kind::Slip | Kind::Whole | Kind::Tail | Kind::Part => {
                (false, positions)
            }
        }
    }
}

fn digits(term: &Term, digits: &[u8], doc: &Doc) -> Option<Answer> {
    let mut best = None;
    for (at, phone) in doc.phones.iter().enumerate() {
        best = better(best, in_number(term, digits, HitField::Phone(at), phone));
    }
    best = better(best, in_id(term, digits, doc));
    better(best, numbers(term, digits, doc))
}

fn numbers(term: &Term, wanted: &[u8], doc: &Doc) -> Option<Answer> {
    let mut best = None;
    for (at, number) in doc.numbers.iter().enumerate() {
        best = better(best, in_number(term, wanted, HitField::Number(at), number));
    }
    best
}

fn in_id(term: &Term, digits: &[u8], doc: &Doc) -> Option<Answer> {
    let hidden = usize::from(doc.id_length).saturating_sub(doc.id_tail.chars().count());
    let whole = digits.len() == usize::from(doc.id_length) && digits.len() >= 15;
    let wanted = if whole { digits.get(hidden..)? } else { digits };
    let mut answer = in_number(term, wanted, HitField::IdNumber, &doc.id_tail)?;
    if answer.why.kind == Kind::Whole && !whole {
        answer.why.kind = Kind::Tail;
        answer.score = score(HitField::IdNumber, Kind::Tail, Shape::default(), false);
    }
    for mark in &mut answer.why.marks {
        *mark += hidden;
    }
    Some(answer)
}

/// Finds signs side by side within a number, at its end if they stand there.
fn in_number(term: &Term, wanted: &[u8], field: HitField, number: &str) -> Option<Answer> {
    let all = signs(number);
    let last = all.len().checked_sub(wanted.len())?;
    let from = if all.ends_with(wanted) {
        last
    } else {
        all.windows(wanted.len().max(1)).position(|w| w == wanted)?
    };
    let kind = match (from, from == last) {
        (0, true) => Kind::Whole,
        (_, true) => Kind::Tail,
        (_, false) => Kind::Part,
    };
    let marks = number
        .chars()
        .enumerate()
        .filter(|(_, c)| fold(*c).is_ascii_alphanumeric())
        .map(|(at, _)| at)
        .skip(from)
        .take(wanted.len())
        .collect();
    Some(Answer {
        score: score(field, kind, Shape::default(), false),
        why: Why {
            term: term.text.clone(),
            field,
            kind,
            marks,
        },
    })
}

fn reach_of(found: &Alignment, name: &Named) -> Reach {
    if !found.is_contiguous() {
        Reach::Gapped
    } else if found.places.len() == name.chars.len() {
        Reach::Whole
    } else if found.starts() {
        Reach::Start
    } else {
        Reach::Inner
    }
}

/// Gives the better of two answers, the first where they are equal.
pub fn better(a: Option<Answer>, b: Option<Answer>) -> Option<Answer> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.score > a.score { b } else { a }),
        (a, b) => a.or(b),
    }
}
