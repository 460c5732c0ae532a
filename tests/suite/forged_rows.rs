//! `verify` proves what it says: in whichever table a row is changed, put in or taken out, it is named.

use std::collections::BTreeMap;

use crate::golden::{PRESENT, unpacked};
use crate::tampered::{Bytes, Edit, Victim, put, take};

/// Of each table, by what a fault in it is known.
const TABLES: &[(&str, &[&str])] = &[
    ("appointments", &["appointment"]),
    ("calls", &["call"]),
    ("case_index", &["the queue's index"]),
    ("cases", &["ML-", "cases"]),
    ("checks", &["check-ins", "Checks"]),
    ("counts", &["the live counts"]),
    ("duty", &["ledger", "line"]),
    ("educators", &["educator", "staff"]),
    ("entries", &["history of", "journal"]),
    (
        "external",
        &["lead to it", "instead", "does not bear", "external"],
    ),
    ("facts", &["the figures count"]),
    ("finder", &["finder"]),
    ("fingerprints", &["imported rows"]),
    ("follow_ups", &["follow"]),
    ("forces", &["task force"]),
    ("handovers", &["hand-over", "handover"]),
    ("heads", &["history of", "heads", "meta", "imported rows"]),
    ("joints", &["joint"]),
    ("journal", &["journal"]),
    ("lawyers", &["lawyer", "booking"]),
    ("leaders", &["roster"]),
    ("meetings", &["meeting"]),
    ("meta", &["meta", "newer"]),
    ("operators", &["operator"]),
    ("person_cases", &["among the cases", "no case of theirs"]),
    ("person_keys", &["identity key", "person_keys"]),
    ("persons", &["P-", "persons"]),
    ("query_codes", &["query code"]),
    ("reports", &["report"]),
    ("saves", &["by the id", "ids lead"]),
    ("signs", &["sign"]),
    ("trainings", &["training"]),
    ("vault", &["sealed", "key pair"]),
    ("whistles", &["whistle"]),
];

/// A key that no row of the table has, next to one that it has.
fn free(rows: &BTreeMap<Bytes, Bytes>, key: &[u8]) -> Bytes {
    let mut key = key.to_vec();
    while rows.contains_key(&key) {
        let last = key.last_mut().unwrap();
        *last = last.wrapping_add(1);
    }
    key
}

/// Another value: the last byte differs, or there is one where there was none.
fn other(value: &[u8]) -> Bytes {
    let mut value = value.to_vec();
    match value.last_mut() {
        Some(last) => *last ^= 1,
        None => value.push(1),
    }
    value
}

/// Tables whose keys begin with no kind: of these one row stands for all.
const OF_ONE_KIND: &[&str] = &["query_codes"];

/// Makes one edit in each kind of row of every table, each alone, and wants it named.
fn is_named_in_every_table(
    how: &str,
    edit: impl Fn(&str, &BTreeMap<Bytes, Bytes>, &Bytes) -> Edit,
) {
    let (folder, _) = unpacked(PRESENT);
    let archived = Victim::of(&folder.file("desk.redb"));
    // Each edit is proved by reading everything: what the small town has too is edited there.
    let small = Victim::of_a_small_town();
    let mut missed = Vec::new();
    for (table, names) in TABLES {
        let victims = [&small, &archived].map(|victim| (victim, victim.rows(table)));
        // A row of each kind, by the byte with which its key begins.
        let mut kinds = BTreeMap::new();
        for (victim, rows) in &victims {
            for key in rows.keys().rev() {
                let kind = key.first().copied().unwrap_or(0);
                kinds.entry(kind).or_insert((*victim, rows, key));
            }
        }
        let most = if OF_ONE_KIND.contains(table) {
            1
        } else {
            kinds.len()
        };
        // What a posting promises too much is looked up in the person's row by every search.
        let kinds = kinds
            .into_iter()
            .filter(|(kind, _)| *table != "finder" || *kind != b'p');
        for (kind, (victim, rows, key)) in kinds.take(most) {
            let faults = victim.edit(&[edit(table, rows, key)]).faults();
            let named = faults
                .iter()
                .any(|fault| names.iter().any(|name| fault.contains(name)));
            // What the opening of the store makes anew by itself stands as it was.
            let healed = faults.is_empty() && victim.rows_now(table) == *rows;
            if !named && !healed {
                missed.push(format!("{table} {:?} {how}: {faults:?}", char::from(kind)));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn no_table_is_without_a_proof() {
    let (folder, _) = unpacked(PRESENT);
    let victim = Victim::of(&folder.file("desk.redb"));
    victim.edit(&[]);
    assert_eq!(victim.faults(), Vec::<String>::new());
    let known: Vec<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(victim.tables(), known, "a table that nobody proves");
    // Into one that is empty in the archived store a row is put by hand.
    for (table, names) in TABLES {
        if victim.rows(table).is_empty() {
            victim.edit(&[put(table, b"r\0\0\0\x09", b"\x01noise")]);
            victim.names(table, &[names[0]]);
        }
    }
}

#[test]
fn a_row_that_is_taken_out_of_whichever_table_is_named() {
    is_named_in_every_table("taken out", |table, _, key| take(table, key));
}

#[test]
fn a_row_that_is_put_into_whichever_table_is_named() {
    is_named_in_every_table("put in", |table, rows, key| {
        put(table, &free(rows, key), &rows[key])
    });
}

#[test]
fn a_row_that_is_changed_in_whichever_table_is_named() {
    is_named_in_every_table("changed", |table, rows, key| {
        put(table, key, &other(&rows[key]))
    });
}
