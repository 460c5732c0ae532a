//! 查来访: prior complainants with how often they came, as far as a viewer may know of them.

use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::search_visibility::may_be_shown;
use crate::domain::view::Tally;
use crate::domain::viewer::Viewer;
use crate::search::find::Finder;
use crate::search::hit::{Field, Hit, Kind, Why};
use crate::search::index::FINDER;
use crate::search::matches::Sight;
use crate::store::contract::Store;
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
}

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
        let mut rows = Vec::new();
        store.read(&mut |it| {
            for hit in self.hits(it, words, limit, viewer)? {
                let Some(person) = it.person(hit.person, viewer)? else {
                    continue;
                };
                let tally = it.tally(hit.person, viewer)?;
                rows.push(Found { hit, person, tally });
            }
            Ok(())
        })?;
        Ok(rows)
    }
}

impl PeopleFinder {
    /// Gives the hits that may be shown; whoever is held back takes no one's place among them.
    fn hits(
        &mut self,
        it: &Snapshot<'_>,
        words: &str,
        limit: usize,
        viewer: &Viewer,
    ) -> Result<Vec<Hit>, StoreError> {
        let mut asked = limit;
        loop {
            let mut matches = self.finder.find(it.rows(FINDER).as_ref(), words, asked)?;
            let is_all = matches.len() < asked;
            if let Some(hit) = by_own_number(it, words, viewer)? {
                matches = matches.led_by(hit);
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
        let by_number = |why: &&Why| matches!(why.field, Field::Number(_));
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

/// Gives the petitioner of the case whose own number was typed, where `viewer` may read it.
fn by_own_number(
    it: &Snapshot<'_>,
    words: &str,
    viewer: &Viewer,
) -> Result<Option<Hit>, StoreError> {
    let Some(number) = CaseNumber::parse_lenient(words) else {
        return Ok(None);
    };
    let row = it.row(number, viewer)?.filter(|row| !row.locked);
    Ok(row.map(|row| Hit {
        person: row.person,
        score: i64::MAX,
        why: vec![Why {
            term: words.trim().to_owned(),
            field: Field::Number(0),
            kind: Kind::Whole,
            marks: Vec::new(),
        }],
    }))
}
