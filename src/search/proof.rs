//! Proves that the finder's rows follow from the records.
//!
//! Persons are read batch by batch, and the postings of one batch are compared at a time; only the
//! names of the villages are held at once. A posting never forgets, and what it promises is checked
//! by every search, so that one which names too many is no fault; one which names too few is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::projection::{Known, ReadRows, Records, RowsError};

use super::doc::{Doc, LONGEST, MOST};
use super::key::{self, Token};
use super::pinyin::Reader;
use super::postings::{BLOCK, Ids};

/// How many persons are compared at once.
const BATCH: usize = 2_048;

/// Which persons a batch needs in each posting, by block and token.
type Needed = HashMap<(u64, Token), Vec<u16>>;

/// Compares the finder's rows with the records, both ways; persons of the ids in `waiting` are read
/// from their own rows, those before from the postings; `numbered` villages have a number.
pub fn prove(
    records: &dyn Records,
    rows: &dyn ReadRows,
    (waiting, numbered): (&Range<u64>, u32),
    fault: &mut dyn FnMut(String),
) -> Result<(), RowsError> {
    let villages = villages(rows, fault)?;
    if villages.len() != numbered as usize {
        let named = villages.len();
        fault(format!(
            "finder: {numbered} villages have a number, {named} have a name"
        ));
    }
    rows.scan(key::STATE, &mut |row, _| {
        if row != key::STATE {
            fault("finder: a row of no kind".to_owned());
        }
        true
    })?;
    let mut reader = Reader::default();
    let (mut from, mut found) = (PersonId(0), 0);
    loop {
        let batch = records.persons(from, BATCH)?;
        let Some(last) = batch.last() else {
            break;
        };
        from = PersonId(last.id.0 + 1);
        let mut needed = Needed::new();
        for known in &batch {
            let Some(bytes) = rows.get(&key::doc(known.id))? else {
                fault(format!("finder: {} is not in it", known.id));
                continue;
            };
            found += 1;
            let doc = Doc::decode(&bytes).unwrap_or_default();
            compare(known, &doc, &villages, fault);
            if known.id.0 >= waiting.end {
                fault(format!("finder: {} waits where nobody looks", known.id));
            }
            match rows.get(&key::changed(known.id))? {
                Some(changed) if changed != bytes => {
                    fault(format!("finder: {} was changed since", known.id));
                }
                Some(_) => {}
                None if known.id.0 < waiting.start => {
                    need(&mut needed, &mut reader, known.id, &doc);
                }
                None => {}
            }
        }
        for id in unposted(rows, needed)? {
            fault(format!("finder: the postings do not hold all of {id}"));
        }
    }
    prove_owners(records, rows, found, fault)
}

/// Compares a person's row with the card and the numbers of the cases.
fn compare(
    known: &Known,
    doc: &Doc,
    villages: &BTreeMap<u32, String>,
    fault: &mut dyn FnMut(String),
) {
    let same = Doc {
        numbers: doc.numbers.clone(),
        ..Doc::of(&known.person, doc.village)
    };
    let village = doc.village.and_then(|number| villages.get(&number));
    if same != *doc || village.cloned() != village_of(&known.person) {
        let id = known.id;
        fault(format!("finder: what it holds of {id} is not on the card"));
    }
    let mut whole = Doc::default();
    for number in &known.numbers {
        whole.add_number(number);
    }
    let kept: BTreeSet<&String> = doc.numbers.iter().collect();
    // Of more numbers than a row holds, which ones are there depends on the order they came in.
    if whole.numbers.len() < MOST && kept != whole.numbers.iter().collect() {
        let id = known.id;
        fault(format!(
            "finder: the numbers of {id} are not those of the cases"
        ));
    }
}

fn village_of(person: &Person) -> Option<String> {
    let name = person.village.as_deref()?.trim();
    (!name.is_empty()).then(|| name.chars().take(LONGEST).collect())
}

fn need(needed: &mut Needed, reader: &mut Reader, id: PersonId, doc: &Doc) {
    let (block, local) = (id.0 / BLOCK, (id.0 % BLOCK) as u16);
    doc.tokens(reader, &mut |token| {
        let ids = needed.entry((block, token)).or_default();
        if ids.last() != Some(&local) {
            ids.push(local);
        }
    });
}

/// Gives the persons whom a posting should name and does not.
fn unposted(rows: &dyn ReadRows, needed: Needed) -> Result<BTreeSet<PersonId>, RowsError> {
    let mut missing = BTreeSet::new();
    for ((block, token), ids) in needed {
        let Ok(number) = u32::try_from(block) else {
            continue;
        };
        let posting = match rows.get(&key::posting(number, token))? {
            Some(bytes) => Ids::decode(&bytes),
            None => Ids::none(),
        };
        let there: BTreeSet<u16> = posting.and(&Ids::of(ids.clone())).newest_first().collect();
        let gone = ids.into_iter().filter(|id| !there.contains(id));
        missing.extend(gone.map(|id| PersonId(block * BLOCK + u64::from(id))));
    }
    Ok(missing)
}

/// Names the rows of persons whom nobody knows; `found` is how many persons have a row.
fn prove_owners(
    records: &dyn Records,
    rows: &dyn ReadRows,
    found: u64,
    fault: &mut dyn FnMut(String),
) -> Result<(), RowsError> {
    let mut kept = 0;
    rows.scan(key::DOCS, &mut |_, _| {
        kept += 1;
        true
    })?;
    let heads = [Some(key::CHANGED), (kept != found).then_some(key::DOCS)];
    for head in heads.into_iter().flatten() {
        let mut failed = None;
        rows.scan(head, &mut |row, _| {
            let id = key::person(row).unwrap_or(PersonId(0));
            match records.persons(id, 1) {
                Ok(next) if next.first().is_none_or(|next| next.id != id) => {
                    fault(format!("finder: it holds {id}, whom nobody knows"));
                }
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
            failed.is_none()
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
    }
    Ok(())
}

/// Gives the names of villages by number; each number's name leads back to it.
fn villages(
    rows: &dyn ReadRows,
    fault: &mut dyn FnMut(String),
) -> Result<BTreeMap<u32, String>, RowsError> {
    let mut names = BTreeMap::new();
    rows.scan(key::VILLAGES, &mut |row, name| {
        let number = row.get(1..).and_then(|bytes| bytes.try_into().ok());
        if let (Some(number), Ok(name)) = (number, std::str::from_utf8(name)) {
            names.insert(u32::from_be_bytes(number), name.to_owned());
        } else {
            fault("finder: a village that cannot be read".to_owned());
        }
        true
    })?;
    let mut by_name = BTreeMap::new();
    rows.scan(&key::village_name(""), &mut |row, number| {
        if let (Some(Ok(name)), Ok(number)) =
            (row.get(1..).map(std::str::from_utf8), number.try_into())
        {
            by_name.insert(u32::from_be_bytes(number), name.to_owned());
        } else {
            fault("finder: a village that cannot be read".to_owned());
        }
        true
    })?;
    for (number, name) in &names {
        if by_name.get(number) != Some(name) {
            fault(format!("finder: the village {name} has no number"));
        }
    }
    for (number, name) in by_name {
        if names.get(&number) != Some(&name) {
            fault(format!(
                "finder: the number of the village {name} has no name"
            ));
        }
    }
    Ok(names)
}
