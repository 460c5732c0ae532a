//! A search: the group that can score best first, the newest people of it first, until nobody is
//! left who could come before one of those found.
//!
//! Each group reads only the postings that it needs, so that a lone surname costs no more than a
//! full name. Every candidate is scored by his compact row. What strays from what was typed is
//! looked at only where too few were found without.

use std::collections::{HashMap, HashSet};

use crate::domain::person::id::PersonId;
use crate::domain::projection::{ReadRows, RowsError};

use super::aspect::{Judge, Villages, better};
use super::best::Best;
use super::doc::Doc;
use super::hit::Hit;
use super::index::{State, changed, waiting};
use super::key;
use super::matches::Matches;
use super::pattern::{Grade, Named};
use super::plan::{Block, Read};
use super::postings::BLOCK;
use super::query::{Sort, Term, is_mixed, terms};
use super::tier::{self, Tier};

/// With so many found, no sound is taken for another and no letter for wrong.
const ENOUGH: usize = 10;

/// So many are scored one and all.
const CROWD: usize = 300;

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
    limit: usize,
    judge: &'a mut Judge,
    state: State,
    /// Those who are not in the postings, or changed since.
    beside: Vec<(u64, Doc, Named)>,
    /// The finder's list of villages.
    villages: Vec<(u32, String, Named)>,
    /// Those of them whose names answered a term so far, term by term.
    answers: Vec<Villages>,
    best: Best,
    /// Those who were scored in this grade.
    seen: HashSet<u64>,
    /// The postings read, block by block.
    read: HashMap<u32, Read>,
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
        let mut search = Self {
            rows,
            terms,
            limit,
            judge,
            state,
            beside: Vec::new(),
            villages: Vec::new(),
            answers: Vec::new(),
            best: Best::new(limit.max(ENOUGH)),
            seen: HashSet::new(),
            read: HashMap::new(),
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
        for grade in [Grade::Sound, Grade::Near, Grade::Slip] {
            let found = self.best.count();
            if grade > Grade::Sound && !strays(&self.terms, found) {
                break;
            }
            for term in &mut self.terms {
                term.widen(grade, found, &mut self.judge.reader);
            }
            self.rank(grade)?;
        }
        let mut hits = self.best.take();
        hits.truncate(self.limit);
        Ok(hits)
    }

    /// Scores everybody who can be among the best by patterns up to a grade.
    fn rank(&mut self, grade: Grade) -> Result<(), RowsError> {
        let villages = self.villages_of(grade);
        self.seen.clear();
        // Few were found where more is strayed: they may score better now.
        let before = self.best.take();
        for (id, doc, name) in std::mem::take(&mut self.beside) {
            self.seen.insert(id);
            self.score(id, &doc, &name, grade, &villages);
            self.beside.push((id, doc, name));
        }
        for hit in before {
            self.score_row(hit.person, grade, &villages)?;
        }
        let tiers = self.tiers(grade, &villages)?;
        for tier in &tiers {
            self.score_tier(tier, grade, &villages)?;
        }
        Ok(())
    }

    /// Gives the groups of those who can be among the best by patterns up to a grade; of a lone term
    /// that strays only those whom no grade before has found.
    fn tiers(&mut self, grade: Grade, villages: &[Villages]) -> Result<Vec<Tier>, RowsError> {
        let grades = Grade::Plain..=grade;
        if let ([term], [villages]) = (self.terms.as_slice(), villages) {
            let fresh = match grade {
                Grade::Plain | Grade::Partial | Grade::Sound => grades,
                Grade::Near | Grade::Slip => grade..=grade,
            };
            return Ok(tier::of_one(term, &fresh, villages));
        }
        let Some(all) = tier::of_several(&self.terms, &grades, villages) else {
            return Ok(Vec::new());
        };
        if self.terms.iter().all(Term::is_short) || !self.is_crowded(&all)? {
            return Ok(vec![all]);
        }
        Ok(tier::of_each(&self.terms, &grades, villages))
    }

    /// Tells whether so many are in a group that they are better looked at in several.
    fn is_crowded(&mut self, tier: &Tier) -> Result<bool, RowsError> {
        let newest = self.state.waiting_from.saturating_sub(1);
        let mut left = CROWD;
        for number in 0..=newest / BLOCK {
            let Ok(block) = u32::try_from(number) else {
                continue;
            };
            let read = self.read.entry(block).or_default();
            let who = Block::new(self.rows, block, read).who(&tier.need)?;
            if !who.count_up_to(left) {
                return Ok(true);
            }
            left -= who.newest_first().count();
        }
        Ok(false)
    }

    /// Gives the villages whose names answer each term by patterns up to a grade; those of the grades
    /// before have been tried.
    fn villages_of(&mut self, grade: Grade) -> Vec<Villages> {
        let fresh = match grade {
            Grade::Plain | Grade::Partial | Grade::Sound => Grade::Plain..=grade,
            Grade::Near | Grade::Slip => grade..=grade,
        };
        self.answers.resize_with(self.terms.len(), Villages::new);
        for (term, answers) in self.terms.iter().zip(&mut self.answers) {
            for (number, name, named) in &self.villages {
                let answer = self.judge.village(term, &fresh, name, named);
                if let Some(best) = better(answers.remove(number), answer) {
                    answers.insert(*number, best);
                }
            }
        }
        self.answers.clone()
    }

    /// Scores the people of a group, the newest first, until none of the rest can come in.
    fn score_tier(
        &mut self,
        tier: &Tier,
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
            let last = PersonId(number * BLOCK + (BLOCK - 1));
            if self.best.shuts_out(tier.most, last) {
                return Ok(());
            }
            let read = self.read.entry(block).or_default();
            let who = Block::new(self.rows, block, read).who(&tier.need)?;
            for local in who.newest_first() {
                let id = PersonId(number * BLOCK + u64::from(local));
                if self.best.shuts_out(tier.most, id) {
                    return Ok(());
                }
                self.score_row(id, grade, villages)?;
            }
        }
        Ok(())
    }

    /// Scores a person by his compact row, once in a grade.
    fn score_row(
        &mut self,
        id: PersonId,
        grade: Grade,
        villages: &[Villages],
    ) -> Result<(), RowsError> {
        if !self.seen.insert(id.0) {
            return Ok(());
        }
        let row = self.rows.get(&key::doc(id))?;
        if let Some(doc) = row.and_then(|bytes| Doc::decode(&bytes)) {
            let name = self.judge.name_of(&doc);
            self.score(id.0, &doc, &name, grade, villages);
        }
        Ok(())
    }

    fn score(&mut self, id: u64, doc: &Doc, name: &Named, grade: Grade, villages: &[Villages]) {
        let person = PersonId(id);
        let answer = self.judge.all(&self.terms, grade, villages, doc, name);
        if let Some((score, why)) = answer {
            self.best.offer(Hit { person, score, why });
        }
    }
}

/// Tells whether so few were found that sounds are taken for others and letters for wrong; where
/// characters were typed and somebody was found, they are not.
pub fn strays(terms: &[Term], found: usize) -> bool {
    let near = |term: &Term| match &term.sort {
        Sort::Name(name) => !name.has_han() || found == 0,
        Sort::Digits(_) | Sort::Number(_) => false,
    };
    found < ENOUGH && terms.iter().any(near)
}
