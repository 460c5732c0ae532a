//! A plain scoring of everybody, one by one, with which the Finder's list is compared.

use std::convert::Infallible;

use mulin::domain::person::id::PersonId;
use mulin::domain::projection::ReadRows;
use mulin::search::aspect::{Judge, Villages};
use mulin::search::doc::Doc;
use mulin::search::find::{Finder, strays};
use mulin::search::hit::Hit;
use mulin::search::key;
use mulin::search::matches::Sight;
use mulin::search::pattern::{Grade, Named};
use mulin::search::query::{is_mixed, terms};

/// A list: who, with his score.
pub(crate) type List = Vec<(PersonId, i64)>;

/// Everybody, ready to be scored.
pub(crate) struct Everybody {
    judge: Judge,
    people: Vec<(PersonId, Doc, Named)>,
    villages: Vec<(u32, String, Named)>,
}

impl Everybody {
    pub(crate) fn read(rows: &dyn ReadRows) -> Self {
        let mut all = Self {
            judge: Judge::default(),
            people: Vec::new(),
            villages: Vec::new(),
        };
        rows.scan(key::DOCS, &mut |row, value| {
            let doc = Doc::decode(value).unwrap();
            let name = all.judge.name_of(&doc);
            all.people.push((key::person(row).unwrap(), doc, name));
            true
        })
        .unwrap();
        rows.scan(key::VILLAGES, &mut |row, value| {
            let number = u32::from_be_bytes(row[1..].try_into().unwrap());
            let text = std::str::from_utf8(value).unwrap().to_owned();
            let name = Named::village(&text, &mut all.judge.reader);
            all.villages.push((number, text, name));
            true
        })
        .unwrap();
        all
    }

    /// Gives the first `limit` of all who answer, the best first and of equals the newest.
    pub(crate) fn best(&mut self, typed: &str, limit: usize) -> List {
        let mixed = is_mixed(typed);
        let mut found = self.scored(typed, mixed);
        if found.is_empty() && mixed {
            found = self.scored(typed, false);
        }
        found.sort_unstable_by_key(|(id, score)| std::cmp::Reverse((*score, *id)));
        found.truncate(limit);
        found
    }

    fn scored(&mut self, typed: &str, whole_numbers: bool) -> List {
        let mut terms = terms(typed, whole_numbers);
        let mut found = List::new();
        for grade in [Grade::Sound, Grade::Near, Grade::Slip] {
            if grade > Grade::Sound && !strays(&terms, found.len()) {
                break;
            }
            for term in &mut terms {
                term.widen(grade, found.len(), &mut self.judge.reader);
            }
            let grades = Grade::Plain..=grade;
            let villages: Vec<Villages> = terms
                .iter()
                .map(|term| {
                    let answers = self.villages.iter().filter_map(|(number, text, name)| {
                        Some((*number, self.judge.village(term, &grades, text, name)?))
                    });
                    answers.collect()
                })
                .collect();
            found = self
                .people
                .iter()
                .filter_map(|(id, doc, name)| {
                    let answer = self.judge.all(&terms, grade, &villages, doc, name);
                    Some((*id, answer?.0))
                })
                .collect();
        }
        found
    }
}

/// Gives the Finder's list.
pub(crate) fn found(finder: &mut Finder, rows: &dyn ReadRows, typed: &str, limit: usize) -> List {
    let matches = finder.find(rows, typed, limit).unwrap();
    let Ok(hits) = matches.shown_by(&Everything);
    hits.iter().map(|hit| (hit.person, hit.score)).collect()
}

/// Holds nothing back.
struct Everything;

impl Sight for Everything {
    type Error = Infallible;

    fn shown_as(&self, hit: &Hit) -> Result<Option<PersonId>, Infallible> {
        Ok(Some(hit.person))
    }
}
