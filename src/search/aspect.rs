//! Whether a person answers a term, in which of his aspects, and how well.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::doc::{Doc, signs};
use super::fold::fold;
use super::hit::{Field, Kind, Why};
use super::pattern::{Alignment, Grade, Named, Pattern, Wanted};
use super::pinyin::Reader;
use super::query::{Name, Sort, Term};
use super::rank::{Ranker, Reach, Shape};

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
    /// Gives the best answer of a person to a term, by patterns of these grades.
    pub fn judge(
        &self,
        term: &Term,
        grades: &RangeInclusive<Grade>,
        villages: &Villages,
        doc: &Doc,
        name: &Named,
    ) -> Option<Answer> {
        match &term.sort {
            Sort::Name(typed) => {
                let named = self.named(term, typed, grades, Field::Name, &doc.name, name);
                let village = doc.village.and_then(|v| villages.get(&v)).cloned();
                better(named, village)
            }
            Sort::Digits(digits) => self.digits(term, digits, doc),
            Sort::Number(signs) => self.numbers(term, signs, doc),
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
            Sort::Name(typed) => self.named(term, typed, grades, Field::Village, text, name),
            Sort::Digits(_) | Sort::Number(_) => None,
        }
    }

    fn named(
        &self,
        term: &Term,
        typed: &Name,
        grades: &RangeInclusive<Grade>,
        field: Field,
        text: &str,
        name: &Named,
    ) -> Option<Answer> {
        let mut best = None;
        // A single sound is too little to call a village by.
        let loose = |p: &Pattern| field == Field::Village && p.pieces.len() < 2;
        let strays = |p: &Pattern| p.grade >= Grade::Sound;
        let fits = |p: &&Pattern| grades.contains(&p.grade) && !(loose(p) && strays(p));
        for pattern in typed.patterns.iter().filter(fits) {
            let Some(found) = pattern.align(name) else {
                continue;
            };
            let kind = kind_of(pattern);
            let shape = Shape {
                reach: reach_of(&found, name),
                other: found.other,
                same: found.same,
                open: pattern.grade == Grade::Partial,
            };
            let (fine, marks) = self.fine(typed, kind, &found, text, name);
            let answer = Answer {
                score: self.ranker.score(field, kind, shape, fine),
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

    /// Scores and marks a name as `fuzzy-matcher` sees it: typed characters on the name itself,
    /// letters on its reading with a capital at each character.
    fn fine(
        &self,
        typed: &Name,
        kind: Kind,
        found: &Alignment,
        text: &str,
        name: &Named,
    ) -> (i64, Vec<usize>) {
        let laid: Vec<usize> = found
            .places
            .iter()
            .filter_map(|place| name.at.get(*place).copied())
            .collect();
        let pattern: String = typed.typed.iter().collect();
        match kind {
            Kind::Spelling => match self.ranker.mark(text, &pattern) {
                Some((fine, marks)) => (fine, marks),
                None => (0, laid),
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
                let Some((fine, letters)) = self.ranker.mark(&reading, &pattern) else {
                    return (0, laid);
                };
                let mut marks: Vec<usize> = letters
                    .iter()
                    .filter_map(|at| owner.get(*at).copied().flatten())
                    .collect();
                marks.dedup();
                (fine, marks)
            }
            Kind::Sound | Kind::Near | Kind::Slip | Kind::Whole | Kind::Tail | Kind::Part => {
                (0, laid)
            }
        }
    }

    fn digits(&self, term: &Term, digits: &[u8], doc: &Doc) -> Option<Answer> {
        let mut best = None;
        for (at, phone) in doc.phones.iter().enumerate() {
            best = better(best, self.in_number(term, digits, Field::Phone(at), phone));
        }
        best = better(best, self.in_id(term, digits, doc));
        better(best, self.numbers(term, digits, doc))
    }

    fn numbers(&self, term: &Term, wanted: &[u8], doc: &Doc) -> Option<Answer> {
        let mut best = None;
        for (at, number) in doc.numbers.iter().enumerate() {
            best = better(
                best,
                self.in_number(term, wanted, Field::Number(at), number),
            );
        }
        best
    }

    fn in_id(&self, term: &Term, digits: &[u8], doc: &Doc) -> Option<Answer> {
        let hidden = usize::from(doc.id_length).saturating_sub(doc.id_tail.chars().count());
        let whole = digits.len() == usize::from(doc.id_length) && digits.len() >= 15;
        let wanted = if whole { digits.get(hidden..)? } else { digits };
        let mut answer = self.in_number(term, wanted, Field::IdNumber, &doc.id_tail)?;
        if answer.why.kind == Kind::Whole && !whole {
            answer.why.kind = Kind::Tail;
            answer.score =
                self.ranker
                    .score(Field::IdNumber, Kind::Tail, Shape::default(), i64::MAX);
        }
        for mark in &mut answer.why.marks {
            *mark += hidden;
        }
        Some(answer)
    }

    /// Finds signs side by side within a number, at its end if they stand there.
    fn in_number(&self, term: &Term, wanted: &[u8], field: Field, number: &str) -> Option<Answer> {
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
        let text = String::from_utf8_lossy(wanted);
        let fine = self.ranker.mark(number, &text).map_or(0, |(fine, _)| fine);
        let marks = number
            .chars()
            .enumerate()
            .filter(|(_, c)| fold(*c).is_ascii_alphanumeric())
            .map(|(at, _)| at)
            .skip(from)
            .take(wanted.len())
            .collect();
        Some(Answer {
            score: self.ranker.score(field, kind, Shape::default(), fine),
            why: Why {
                term: term.text.clone(),
                field,
                kind,
                marks,
            },
        })
    }
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

fn kind_of(pattern: &Pattern) -> Kind {
    let wants = |of: fn(&Wanted) -> bool| pattern.pieces.iter().any(|p| of(&p.wanted));
    match pattern.grade {
        Grade::Sound => Kind::Sound,
        Grade::Near => Kind::Near,
        Grade::Slip => Kind::Slip,
        Grade::Plain | Grade::Partial => {
            if wants(|w| matches!(w, Wanted::Sounds(_))) {
                Kind::Pinyin
            } else if wants(|w| matches!(w, Wanted::Initials(_))) {
                Kind::Initials
            } else {
                Kind::Spelling
            }
        }
    }
}

fn better(a: Option<Answer>, b: Option<Answer>) -> Option<Answer> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.score > a.score { b } else { a }),
        (a, b) => a.or(b),
    }
}
