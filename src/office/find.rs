//! 查来访: prior complainants with how often they came, as far as a viewer may know of them.

use crate::domain::inquiry::Inquiry;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::queue::CaseRow;
use crate::domain::search_visibility::may_be_shown;
use crate::domain::view::Tally;
use crate::domain::viewer::Viewer;
use crate::office::inquiry::inquire;
use crate::office::matter::{Meant, meant};
use crate::search::find::Finder;
use crate::search::hit::{Hit, HitField, Kind, Why};
use crate::search::index::FINDER;
use crate::search::matches::Sight;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Somebody found, as far as the viewer may know of him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Who, how well and why.
    pub hit: Hit,
    /// His card.
    pub person: Person,
    /// How often he came.
    pub tally: Tally,
    /// The matter whose number was typed; it was found, rather than he.
    pub case: Option<CaseNumber>,
    /// What may be told of it, where its 查询码 was typed behind the number.
    pub inquiry: Option<Inquiry>,
}

/// The score of the one who brought the matter whose number was typed.
const LEAD: i64 = i64::MAX;

/// Finds people for a viewer; remembers readings from one search to the next.
#[derive(Default)]
pub struct PeopleFinder {
    finder: Finder,
}

impl PeopleFinder {
    /// Gives at most `limit` people who answer every word, best first; a case's own number leads
    /// to its petitioner. Nothing is shown by a number of a matter that `viewer` may not read.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn find(
        &mut self,
        store: &dyn Store,
        words: &str,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<Found>, StoreError> {
        self.ranked(store, words, limit, viewer, |it| {
            let Some(number) = CaseNumber::parse_lenient(words) else {
                return Ok(None);
            };
            let row = it.row(number, viewer)?.filter(|row| !row.locked);
            let surely = false;
            Ok(row.map(|row| Meant { row, surely }))
        })
    }

    /// Gives the same, led by the matter that a receipt's number in any form, or its 查询码, means;
    /// it stands alone where nothing else can be meant. A bare number is one of `year`.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn find_or_open(
        &mut self,
        store: &dyn Store,
        words: &str,
        limit: usize,
        year: u16,
        viewer: &Viewer,
    ) -> Result<Vec<Found>, StoreError> {
        let mut rows = self.ranked(store, words, limit, viewer, |it| {
            meant(it, words, year, viewer)
        })?;
        if let Some(first) = rows.first_mut()
            && first.case.is_some()
            && let Some((number, code)) = words.trim().rsplit_once(char::is_whitespace)
        {
            first.inquiry = ask(store, |it| inquire(it, number, code, year, viewer))?;
        }
        Ok(rows)
    }

    fn ranked(
        &mut self,
        store: &dyn Store,
        words: &str,
        limit: usize,
        viewer: &Viewer,
        lead: impl Fn(&Snapshot<'_>) -> Result<Option<Meant>, StoreError>,
    ) -> Result<Vec<Found>, StoreError> {
        let mut rows = Vec::new();
        store.read(&mut |it| {
            let lead = lead(it)?;
            for hit in self.hits(it, words, limit, lead.as_ref(), viewer)? {
                let Some(person) = it.person(hit.person, viewer)? else {
                    continue;
                };
                let tally = it.tally(hit.person, viewer)?;
                let leads = hit.score == LEAD;
                let case = lead.as_ref().filter(|_| leads).map(|lead| lead.row.number);
                rows.push(Found {
                    hit,
                    person,
                    tally,
                    case,
                    inquiry: None,
                });
            }
            Ok(())
        })?;
        Ok(rows)
    }
}

impl PeopleFinder {
    /// Gives the hits that may be shown, what was meant first; whoever is held back takes no one's
    /// place among them.
    fn hits(
        &mut self,
        it: &Snapshot<'_>,
        words: &str,
        limit: usize,
        lead: Option<&Meant>,
        viewer: &Viewer,
    ) -> Result<Vec<Hit>, StoreError> {
        let alone = lead.is_some_and(|lead| lead.surely);
        let mut asked = if alone { 0 } else { limit };
        loop {
            let mut matches = self.finder.find(it.rows(FINDER).as_ref(), words, asked)?;
            let is_all = alone || matches.len() < asked;
            if let Some(lead) = lead {
                matches = matches.led_by(hit_of(&lead.row));
            }
            let mut hits = matches.shown_by(&ViewerSight { it, viewer })?;
            if is_all || hits.len() >= limit {
                hits.truncate(limit);
                return Ok(hits);
            }
            asked = asked.saturating_mul(2);
        }
    }
}

/// What one viewer may be shown at one instant.
struct ViewerSight<'a> {
    it: &'a Snapshot<'a>,
    viewer: &'a Viewer,
}

impl Sight for ViewerSight<'_> {
    type Error = StoreError;

    fn shown_as(&self, hit: &Hit) -> Result<Option<PersonId>, StoreError> {
        if !self.it.knows(hit.person, self.viewer)? {
            return Ok(None);
        }
        let by_number = |why: &&Why| matches!(why.field, HitField::Number(_));
        let typed: Vec<&str> = hit
            .why
            .iter()
            .filter(by_number)
            .map(|why| why.term.as_str())
            .collect();
        if !typed.is_empty() {
            let mut readable = Vec::new();
            let rows = self.it.cases_of(hit.person, usize::MAX, self.viewer)?;
            for row in rows {
                readable.extend(self.it.case(row.number, self.viewer)?);
            }
            if !may_be_shown(typed, &readable) {
                return Ok(None);
            }
        }
        self.it.survivor(hit.person).map(Some)
    }
}

/// Gives the petitioner of a case as the one who leads the list.
fn hit_of(row: &CaseRow) -> Hit {
    Hit {
        person: row.person,
        score: LEAD,
        why: vec![Why {
            term: row.number.to_string(),
            field: HitField::Number(0),
            kind: Kind::Whole,
            marks: Vec::new(),
        }],
    }
}
