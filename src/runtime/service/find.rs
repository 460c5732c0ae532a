//! 查来访: prior complainants, with how often they came.

use super::DeskService;
use crate::app::effect::{Answer, FoundRow};
use crate::runtime::found::{by_own_number, standing};
use crate::search::index::FINDER;
use crate::store::error::StoreError;

impl DeskService {
    pub(super) fn find(&mut self, words: &str, limit: usize) -> Result<Answer, StoreError> {
        let (finder, viewer) = (&mut self.finder, &self.viewer);
        let mut rows = Vec::new();
        self.store.read(&mut |it| {
            let mut hits = finder.find(it.rows(FINDER).as_ref(), words, limit)?;
            if let Some(hit) = by_own_number(it, words, viewer)? {
                hits.insert(0, hit);
            }
            let hits = standing(it, hits, viewer)?;
            for hit in hits {
                let Some(person) = it.person(hit.person, viewer)? else {
                    continue;
                };
                let tally = it.tally(hit.person, viewer)?;
                rows.push(FoundRow {
                    hit,
                    person,
                    cases: tally.cases,
                    open: tally.open,
                    last_visit: tally.last_visit,
                });
            }
            Ok(())
        })?;
        Ok(Answer::Found(rows))
    }
}
