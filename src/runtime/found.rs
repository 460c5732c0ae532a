//! What a search may show: who stands for a card after merges, and no number of a matter that is
//! held back.

use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::viewer::Viewer;
use crate::search::hit::{Field, Hit, Kind, Why};
use crate::store::contract::Snapshot;
use crate::store::error::StoreError;

/// Leads each hit to who stands for the person after merges; everybody stays once, at his best.
/// What was found on another card marks nothing on his own; a number of a matter that is held back
/// from `viewer` finds nobody for him.
pub fn standing(
    it: &dyn Snapshot,
    hits: Vec<Hit>,
    viewer: &Viewer,
) -> Result<Vec<Hit>, StoreError> {
    let mut found: Vec<Hit> = Vec::with_capacity(hits.len());
    for mut hit in hits {
        if !tells_nothing_held_back(it, &hit, viewer)? {
            continue;
        }
        let id = it.survivor(hit.person)?;
        if id != hit.person {
            hit.person = id;
            for why in &mut hit.why {
                why.marks.clear();
                if matches!(why.field, Field::Phone(_)) {
                    why.field = Field::Phone(0);
                }
            }
        }
        if found.iter().all(|other| other.person != id) {
            found.push(hit);
        }
    }
    Ok(found)
}

/// Tells whether each number by which somebody was found, our own or another system's, stands on a
/// matter that the viewer may read (条例 30 ¶3).
fn tells_nothing_held_back(
    it: &dyn Snapshot,
    hit: &Hit,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    let by_number = |why: &&Why| matches!(why.field, Field::Number(_));
    if hit.why.iter().all(|why| !by_number(&why)) {
        return Ok(true);
    }
    let mut own: Vec<CaseNumber> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for row in it.cases_of(hit.person, usize::MAX, viewer)? {
        if !row.locked
            && let Some(case) = it.case(row.number, viewer)?
        {
            own.push(case.number);
            known.extend(case.matter.external.iter().map(signs));
        }
    }
    Ok(hit.why.iter().filter(by_number).all(|why| {
        let term = ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: why.term.clone(),
        };
        known.iter().any(|number| number.contains(&signs(&term)))
            || CaseNumber::parse_lenient(&why.term).is_some_and(|number| own.contains(&number))
    }))
}

/// Gives a number of another system without what stands between its signs.
fn signs(number: &ExternalNumber) -> String {
    let key = number.key();
    key.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// A case's own number finds its petitioner, where the viewer may see him.
pub fn by_own_number(
    it: &dyn Snapshot,
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
