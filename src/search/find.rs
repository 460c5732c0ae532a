//! A search: the likeliest places first, the newest people first, until the list is full.
//!
//! Steps go from what fits best to what strays most; each reads only the postings that it needs
//! and stops as soon as enough people are found, so that a lone surname costs no more than a full
//! name. Every candidate is checked against his compact row.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::domain::person::id::PersonId;
use crate::domain::projection::{ReadRows, RowsError};

use super::aspect::{Judge, Villages};
use super::doc::Doc;
use super::hit::{Hit, Kind};
use super::index::{State, changed, waiting};
use super::key;
use super::matches::Matches;
use super::pattern::{Grade, Named, Pattern};
use super::plan::{Block, Need, Place, Read};
use super::postings::BLOCK;
use super::query::{Sort, Term, is_mixed, terms};

/// From what fits best to what strays most.
const STEPS: [(Place, Grade); 8] = [
    (Place::Whole, Grade::Plain),
    (Place::Start, Grade::Plain),
    (Place::Start, Grade::Partial),
    (Place::Anywhere, Grade::Partial),
    (Place::Anywhere, Grade::Sound),
    (Place::Anywhere, Grade::Near),
    (Place::Start, Grade::Slip),
    (Place::Anywhere, Grade::Slip),
];

/// With so many found, no sound is taken for another and no letter for wrong.
const ENOUGH: usize = 10;
/// Candidates that one search checks at most.
const CHECKS: usize = 2000;

/// Searches, and remembers how characters read; the desk keeps one. Only `office` may name it: what
/// a viewer may be shown is decided there.
#[derive(Default)]
pub struct Finder {
    judge: Judge,
}

impl Finder {
    /// Finds at most `limit` people who answer every term of `typed`, best first and, where equal,
    /// the newest first. Nothing typed finds no one.
    pub fn find(
        &mut self,
        rows: &dyn ReadRows,
        typed: &str,
        limit: usize,
    ) -> Result<Matches, RowsError> {
        if limit == 0 {
            return Ok(Matches::new(Vec::new()));
        }
        let mixed = is_mixed(typed);
        let found = Search::new(&mut self.judge, rows, typed, mixed, limit)?.run()?;
        if found.is_empty() && mixed {
            let whole = Search::new(&mut self.judge, rows, typed, false, limit)?.run()?;
            return Ok(Matches::new(whole));
        }
        Ok(Matches::new(found))
    }
}

struct Search<'a> {
    rows: &'a dyn ReadRows,
    terms: Vec<Term>,
    /// One or two digits are all that was typed: they mean the end of a number.
    short: bool,
    limit: usize,
    judge: &'a mut Judge,
    state: State,
    /// Those who are not in the postings, or changed since.
    beside: Vec<(u64, Doc, Named)>,
    /// The finder's list of villages.
    villages: Vec<(u32, String, Named)>,
    hits: HashMap<u64, Hit>,
    /// Those from the postings who were looked at.
    seen: HashMap<u64, Seen>,
    /// The postings read, block by block.
    read: HashMap<u32, Read>,
    /// How many of them came from the postings.
    posted: usize,
    /// How many candidates may still be checked.
    left: usize,
}

/// A person from the postings who was looked at, and how far that strayed.
struct Seen {
    doc: Doc,
    name: Named,
    grade: Grade,
}

impl<'a> Search<'a> {
    fn new(
        judge: &'a mut Judge,
        rows: &'a dyn ReadRows,
        typed: &str,
        whole_numbers: bool,
        limit: usize,
    ) -> Result<Self, RowsError> {
        let terms = terms(typed, whole_numbers);
        let state = State::read(rows)?;
        let few = |t: &Term| matches!(&t.sort, Sort::Digits(digits) if digits.len() < 3);
        let short = terms.iter().all(few);
        let mut search = Self {
            rows,
            terms,
            short,
            limit,
            judge,
            state,
            beside: Vec::new(),
            villages: Vec::new(),
            hits: HashMap::new(),
            seen: HashMap::new(),
            read: HashMap::new(),
            posted: 0,
            left: CHECKS,
        };
        if !search.terms.is_empty() {
            search.read_beside()?;
            search.read_villages()?;
        }
        Ok(search)
    }

    fn read_beside(&mut self) -> Result<(), RowsError> {
        let mut docs = waiting(self.rows, self.state)?;
        docs.extend(changed(self.rows)?);
        for (id, doc) in docs {
            let name = self.judge.name_of(&doc);
            self.beside.push((id, doc, name));
        }
        Ok(())
    }

    fn read_villages(&mut self) -> Result<(), RowsError> {
        let any = self.terms.iter().any(|t| matches!(t.sort, Sort::Name(_)));
        if !any {
            return Ok(());
        }
        self.rows.scan(key::VILLAGES, &mut |key, value| {
            let number = key.get(1..).and_then(|b| b.try_into().ok());
            if let (Some(number), Ok(name)) = (number, std::str::from_utf8(value)) {
                let named = Named::village(name, &mut self.judge.reader);
                self.villages
                    .push((u32::from_be_bytes(number), name.to_owned(), named));
            }
            true
        })
    }

    fn run(mut self) -> Result<Vec<Hit>, RowsError> {
        if self.terms.is_empty() {
            return Ok(Vec::new());
        }
        let mut villages = Vec::new();
        let mut last: Option<(Grade, Vec<Option<Need>>)> = None;
        for (place, asked) in STEPS {
            if self.has_enough(place, asked) {
                break;
            }
            if self.is_spared(place, asked) {
                continue;
            }
            // What is as typed is told from what is half typed by its score alone.
            let grade = asked.max(Grade::Partial);
            if last.as_ref().is_none_or(|(before, _)| *before != grade) {
                self.widen(grade);
                villages = self.villages_of(grade);
                self.check_beside(grade, &villages);
            }
            let needs = self.needs(place, self.grades(asked), &villages);
            if last.as_ref().is_some_and(|(_, before)| *before == needs) {
                continue;
            }
            if let Some(need) = self.together(&needs) {
                self.check_blocks(&need, grade, &villages)?;
            }
            last = Some((grade, needs));
        }
        let mut found: Vec<Hit> = self.hits.into_values().collect();
        found.sort_unstable_by_key(|hit| {
            (std::cmp::Reverse(hit.score), std::cmp::Reverse(hit.person))
        });
        found.truncate(self.limit);
        Ok(found)
    }

    /// Tells whether what was found makes a step of that grade needless. Where characters were
    /// typed and found, none is taken for another that sounds nearly so.
    fn has_enough(&self, place: Place, grade: Grade) -> bool {
        let found = self.hits.len();
        let near = |term: &Term| match &term.sort {
            Sort::Name(name) => !name.has_han() || found == 0,
            Sort::Digits(_) | Sort::Number(_) => false,
        };
        let enough = match grade {
            Grade::Slip if place == Place::Anywhere && found > 0 => true,
            Grade::Near | Grade::Slip => found >= ENOUGH || !self.terms.iter().any(near),
            Grade::Plain | Grade::Partial | Grade::Sound => false,
        };
        enough || self.posted >= self.limit || self.left == 0
    }

    /// Tells whether a step finds too little of its own to be made: so few people answer several
    /// terms, or three syllables, that they are found at once wherever the name has them.
    fn is_spared(&self, place: Place, grade: Grade) -> bool {
        let said_enough = match self.terms.as_slice() {
            [term] => match &term.sort {
                Sort::Name(name) => name.patterns.iter().all(Pattern::is_telling),
                Sort::Digits(_) | Sort::Number(_) => false,
            },
            _ => true,
        };
        said_enough && place != Place::Anywhere && grade <= Grade::Partial
    }

    fn strays_enough(&self, grade: Grade) -> bool {
        grade >= Grade::Near && self.hits.len() >= ENOUGH
    }

    fn widen(&mut self, grade: Grade) {
        let found = !self.hits.is_empty();
        for term in &mut self.terms {
            if let Sort::Name(name) = &mut term.sort
                && !(found && grade >= Grade::Near && name.has_han())
            {
                name.widen(grade, &mut self.judge.reader);
            }
        }
    }

    fn villages_of(&mut self, grade: Grade) -> Vec<Villages> {
        let grades = self.grades(grade);
        let mut all = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let mut answers = Villages::new();
            for (number, name, named) in &self.villages {
                if let Some(answer) = self.judge.village(term, &grades, name, named) {
                    answers.insert(*number, answer);
                }
            }
            all.push(answers);
        }
        all
    }

    /// Gives the grades of the patterns that a step looks for: of a lone term only those that
    /// no step before has looked for.
    fn grades(&self, grade: Grade) -> RangeInclusive<Grade> {
        let alone = self.terms.len() == 1;
        match grade {
            Grade::Sound | Grade::Near | Grade::Slip if alone => grade..=grade,
            Grade::Plain | Grade::Partial | Grade::Sound | Grade::Near | Grade::Slip => {
                Grade::Plain..=grade
            }
        }
    }

    fn needs(
        &self,
        place: Place,
        grades: RangeInclusive<Grade>,
        villages: &[Villages],
    ) -> Vec<Option<Need>> {
        self.terms
            .iter()
            .zip(villages)
            .map(|(term, villages)| {
                let mut numbers: Vec<u32> = villages.keys().copied().collect();
                numbers.sort_unstable();
                Need::of(term, place, &grades, &numbers)
            })
            .collect()
    }

    /// Joins the needs of the terms; one or two digits ask something only when all ask nothing.
    fn together(&self, needs: &[Option<Need>]) -> Option<Need> {
        let asked: Vec<Need> = needs.iter().flatten().cloned().collect();
        if !asked.is_empty() {
            return Some(Need::all(asked));
        }
        let shorts = self.terms.iter().filter_map(|term| match &term.sort {
            Sort::Digits(digits) if !digits.is_empty() => Some(digits),
            Sort::Digits(_) | Sort::Name(_) | Sort::Number(_) => None,
        });
        let longest = shorts.max_by_key(|digits| digits.len())?;
        Some(Need::of_short_tail(longest))
    }

    fn check_beside(&mut self, grade: Grade, villages: &[Villages]) {
        let beside = std::mem::take(&mut self.beside);
        for (id, doc, name) in &beside {
            self.check(*id, doc, name, grade, villages);
        }
        self.beside = beside;
    }

    fn check_blocks(
        &mut self,
        need: &Need,
        grade: Grade,
        villages: &[Villages],
    ) -> Result<(), RowsError> {
        let Some(newest) = self.state.waiting_from.checked_sub(1) else {
            return Ok(());
        };
        for number in (0..=newest / BLOCK).rev() {
            let Ok(block) = u32::try_from(number) else {
                continue;
            };
            let read = self.read.entry(block).or_default();
            let who = Block::new(self.rows, block, read).who(need)?;
            for local in who.newest_first() {
                if self.posted >= self.limit || self.left == 0 || self.strays_enough(grade) {
                    return Ok(());
                }
                let id = number * BLOCK + u64::from(local);
                if self.hits.contains_key(&id) {
                    continue;
                }
                let before = self.hits.len();
                self.check_row(id, grade, villages)?;
                self.posted += self.hits.len() - before;
            }
        }
        Ok(())
    }

    /// Checks a person by his compact row, unless that was done in this grade.
    fn check_row(&mut self, id: u64, grade: Grade, villages: &[Villages]) -> Result<(), RowsError> {
        let seen = match self.seen.remove(&id) {
            Some(seen) if seen.grade >= grade => Some(seen),
            Some(seen) => {
                self.check(id, &seen.doc, &seen.name, grade, villages);
                Some(Seen { grade, ..seen })
            }
            None => {
                self.left = self.left.saturating_sub(1);
                let row = self.rows.get(&key::doc(PersonId(id)))?;
                row.and_then(|bytes| Doc::decode(&bytes)).map(|doc| {
                    let name = self.judge.name_of(&doc);
                    self.check(id, &doc, &name, grade, villages);
                    Seen { doc, name, grade }
                })
            }
        };
        if let Some(seen) = seen {
            self.seen.insert(id, seen);
        }
        Ok(())
    }

    fn check(&mut self, id: u64, doc: &Doc, name: &Named, grade: Grade, villages: &[Villages]) {
        if self.hits.contains_key(&id) {
            return;
        }
        let grades = self.grades(grade);
        // Numbers first: they are compared fastest.
        let named = |term: &Term| matches!(term.sort, Sort::Name(_));
        let mut order: Vec<usize> = (0..self.terms.len()).collect();
        order.sort_by_key(|at| self.terms.get(*at).is_some_and(named));
        let mut score = 0;
        let mut answers = Vec::with_capacity(order.len());
        for at in order {
            let (Some(term), Some(villages)) = (self.terms.get(at), villages.get(at)) else {
                return;
            };
            let Some(answer) = self.judge.judge(term, &grades, villages, doc, name) else {
                return;
            };
            if self.short && answer.why.kind == Kind::Part {
                return;
            }
            score += answer.score;
            answers.push((at, answer.why));
        }
        answers.sort_by_key(|(at, _)| *at);
        let why = answers.into_iter().map(|(_, why)| why).collect();
        let person = PersonId(id);
        self.hits.insert(id, Hit { person, score, why });
    }
}
