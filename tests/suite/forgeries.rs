//! `verify` proves what it says: whatever is changed in a case, its history or the counters is named, and a
//! store that was computed anew as a whole does not go on from its seals.

use std::collections::BTreeMap;
use std::fs;

use mulin::domain::seal::ShortSeal;
use serde_bytes::{ByteArray, ByteBuf};
use sha2::{Digest, Sha256};

use crate::cli::Desk;
use crate::golden::{PRESENT, unpacked};
use crate::tampered::{Bytes, Edit, Victim, bytes, entry, link, put, replaced, roll, take};

/// The store of the present format, and of it a case with at least four entries.
struct Town {
    victim: Victim,
    entries: BTreeMap<Bytes, Bytes>,
    cases: BTreeMap<Bytes, Bytes>,
    /// The keys of the case's entries.
    long: Vec<Bytes>,
    /// Some of its words, which stand in its record and in its first entry, and others as long.
    words: (Bytes, Bytes),
    /// What stands in the file of seals.
    seals: Bytes,
}

impl Town {
    fn new() -> Self {
        let (folder, _) = unpacked(PRESENT);
        let victim = Victim::of(&folder.file("desk.redb"));
        let (entries, cases) = (victim.rows("entries"), victim.rows("cases"));
        let mut of_case: BTreeMap<&[u8], Vec<Bytes>> = BTreeMap::new();
        for key in entries.keys().filter(|key| key[0] == b'c') {
            of_case.entry(&key[..9]).or_default().push(key.clone());
        }
        let word = |keys: &[Bytes]| {
            let payload = entry(&entries[&keys[0]]).4.unwrap();
            let record = &cases[&keys[0][1..9]];
            // Four Hanzi of three bytes.
            let found = payload.windows(12).find(|text| {
                text.chunks(3).all(|sign| (0xE4..=0xE9).contains(&sign[0]))
                    && std::str::from_utf8(text).is_ok()
                    && record.windows(12).any(|it| it == *text)
            });
            found.map(<[u8]>::to_vec)
        };
        let (long, old) = of_case
            .into_values()
            .filter(|keys| keys.len() >= 4)
            .find_map(|keys| word(&keys).map(|word| (keys, word)))
            .unwrap();
        Self {
            words: (old, "改改改改".as_bytes().to_vec()),
            seals: fs::read(folder.file("desk.redb.seals")).unwrap(),
            victim,
            entries,
            cases,
            long,
        }
    }

    fn number(&self) -> String {
        let run = u32::from_be_bytes(self.long[0][5..9].try_into().unwrap());
        let year = u32::from_be_bytes(self.long[0][1..5].try_into().unwrap());
        format!("ML-{year}-{run:04}")
    }

    /// The edits that give the case other words, with its whole chain counted anew.
    fn chain_anew(&self) -> Vec<Edit> {
        let (old, new) = &self.words;
        let mut prev = [0; 32];
        let mut edits = Vec::new();
        for (at, key) in self.long.iter().enumerate() {
            let mut it = entry(&self.entries[key]);
            if at == 0 {
                let payload = replaced(&it.4.unwrap(), old, new);
                it.3 = ByteArray::new(Sha256::digest(&payload).into());
                it.4 = Some(ByteBuf::from(payload));
            }
            it.2 = ByteArray::new(prev);
            prev = link(key, &it);
            edits.push(put("entries", key, &bytes(&it)));
        }
        let record = replaced(&self.cases[&self.long[0][1..9]], old, new);
        edits.push(put("cases", &self.long[0][1..9], &record));
        edits
    }

    /// The edits that count heads and journal anew over the entries as they are after `edits`.
    fn rings_anew(&self, edits: &[Edit]) -> Vec<Edit> {
        let mut entries = self.entries.clone();
        for edit in edits {
            match edit {
                Edit::Put(table, key, value) if table == "entries" => {
                    entries.insert(key.clone(), value.clone());
                }
                Edit::Take(table, key) if table == "entries" => {
                    entries.remove(key);
                }
                _ => {}
            }
        }
        let mut more = Vec::new();
        let mut digest = [0; 32];
        for (number, line) in self.victim.rows("journal") {
            let key = &line[..line.len() - 32];
            digest = roll(&digest, key, &link(key, &entry(&entries[key])));
            more.push(put("journal", &number, &[key, &digest].concat()));
        }
        let last = self.long.last().unwrap();
        let length = u32::try_from(self.long.len()).unwrap().to_be_bytes();
        let head = [&length[..], &link(last, &entry(&entries[last]))].concat();
        more.push(put("heads", &self.long[0][..9], &head));
        more
    }
}

#[test]
fn what_is_changed_in_a_case_or_its_history_is_named() {
    let town = Town::new();
    let (number, long) = (town.number(), &town.long);
    let (old, new) = &town.words;
    let case = &long[0][1..9];
    let record = replaced(&town.cases[case], old, new);
    let first = entry(&town.entries[&long[0]]);
    let payload = replaced(first.4.as_ref().unwrap(), old, new);
    let mut payload_alone = first.clone();
    payload_alone.4 = Some(ByteBuf::from(payload.clone()));
    let mut with_digest = payload_alone.clone();
    with_digest.3 = ByteArray::new(Sha256::digest(&payload).into());
    let by_another = |key: &Bytes| {
        let mut it = entry(&town.entries[key]);
        it.0 = "别人".to_owned();
        put("entries", key, &bytes(&it))
    };
    let last = long.last().unwrap();
    let mut a_day_before = entry(&town.entries[last]);
    a_day_before.1 -= 86_400;
    let forgeries = [
        ("words in the record", vec![put("cases", case, &record)]),
        (
            "words in the payload",
            vec![put("entries", &long[0], &bytes(&payload_alone))],
        ),
        (
            "words in record and payload, with the digest",
            vec![
                put("entries", &long[0], &bytes(&with_digest)),
                put("cases", case, &record),
            ],
        ),
        (
            "two entries changed places",
            vec![
                put("entries", &long[1], &town.entries[&long[2]]),
                put("entries", &long[2], &town.entries[&long[1]]),
            ],
        ),
        ("an entry in the middle", vec![take("entries", &long[1])]),
        ("the last entry", vec![take("entries", last)]),
        ("who did a middle one", vec![by_another(&long[1])]),
        ("who did the last one", vec![by_another(last)]),
        (
            "when the last one was done",
            vec![put("entries", last, &bytes(&a_day_before))],
        ),
        ("the chain counted anew", town.chain_anew()),
        ("the record taken out", vec![take("cases", case)]),
        (
            "the whole history taken out",
            long.iter().map(|key| take("entries", key)).collect(),
        ),
    ];
    for (what, edits) in forgeries {
        town.victim.edit(&edits).names(what, &[&number]);
    }
}

#[test]
fn what_is_changed_in_the_reveals_is_named() {
    let town = Town::new();
    let reveals: Vec<&Bytes> = town.entries.keys().filter(|key| key[0] == b'r').collect();
    assert!(!reveals.is_empty());
    let last = reveals[reveals.len() - 1];
    let mut by_another = entry(&town.entries[last]);
    by_another.0 = "别人".to_owned();
    for (what, edits) in [
        ("the last reveal", vec![take("entries", last)]),
        (
            "every reveal",
            reveals.iter().map(|key| take("entries", key)).collect(),
        ),
        (
            "the last reveal by another",
            vec![put("entries", last, &bytes(&by_another))],
        ),
    ] {
        town.victim.edit(&edits).names(what, &["reveals"]);
    }
    // The order among histories: two lines of the journal change places.
    let lines: Vec<(Bytes, Bytes)> = town.victim.rows("journal").into_iter().take(2).collect();
    let swapped = [
        put("journal", &lines[0].0, &lines[1].1),
        put("journal", &lines[1].0, &lines[0].1),
    ];
    town.victim.edit(&swapped).names("the order", &["journal"]);
}

#[test]
fn numbers_that_were_set_back_or_on_are_named() {
    let town = Town::new();
    let meta = town.victim.rows("meta");
    let (key, value) = meta
        .iter()
        .find(|(key, _)| key.starts_with(b"run"))
        .unwrap();
    let last = u64::from_be_bytes(value.as_slice().try_into().unwrap());
    for (key, number, name) in [
        (key.as_slice(), last - 3, "the last number of 2026"),
        (key.as_slice(), last + 5, "the last number of 2026"),
        (b"revision".as_slice(), 1, "revision"),
        (b"person".as_slice(), 1, "person"),
    ] {
        let edit = put("meta", key, &number.to_be_bytes());
        town.victim.edit(&[edit]).names(name, &["meta", name]);
    }
}

#[test]
fn a_case_that_is_cut_out_of_every_table_but_one_is_missed() {
    let desk = Desk::new().with_three();
    let path = desk.file("desk.redb");
    let before = Victim::of(&path);
    let line = r#"{"name":"尉迟恭","phone":"13800009999","summary":"修路占地没有补"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    assert_eq!(desk.run(&["seal"]).code, 0);
    let after = Victim::of(&path);
    let cut = |kept: &[&str]| {
        let mut edits = Vec::new();
        for table in after
            .tables()
            .iter()
            .filter(|it| !kept.contains(&it.as_str()))
        {
            let (was, is) = (before.rows(table), after.rows(table));
            edits.extend(
                is.keys()
                    .filter(|key| !was.contains_key(*key))
                    .map(|key| take(table, key)),
            );
            let changed = was
                .iter()
                .filter(|(key, value)| is.get(*key) != Some(*value));
            edits.extend(changed.map(|(key, value)| put(table, key, value)));
        }
        edits
    };
    for (what, kept) in [
        ("counters left", ["meta", "heads"].as_slice()),
        ("the journal left", &["journal"]),
        ("the heads left", &["heads"]),
    ] {
        assert_ne!(
            after.edit(&cut(kept)).faults(),
            Vec::<String>::new(),
            "{what}"
        );
    }
    // Cut out of all of them it is as if it had never been; only the seal outside knows.
    assert_eq!(after.edit(&cut(&[])).faults(), Vec::<String>::new());
    fs::copy(&after.path, &path).unwrap();
    let answer = desk.run(&["verify"]);
    assert_eq!(answer.code, 1, "{}", answer.out);
    assert!(answer.out.contains("put back"), "{}", answer.out);
}

/// Gives the seal that was printed.
fn printed(text: &str) -> String {
    let mut words = text.split_whitespace();
    words
        .find(|it| ShortSeal::parse(it).is_some())
        .unwrap()
        .to_owned()
}

#[test]
fn a_store_goes_on_from_its_seals_and_one_put_back_does_not() {
    let desk = Desk::new().with_three();
    let path = desk.file("desk.redb");
    let earlier = fs::read(&path).unwrap();
    // The first thing of the day was sealed by itself.
    let seals = desk.file("desk.redb.seals");
    let first = fs::read_to_string(&seals).unwrap();
    assert_eq!(first.lines().count(), 1, "{first}");
    let line = r#"{"name":"尉迟恭","summary":"修路占地没有补"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let sealed = desk.run(&["seal"]);
    assert_eq!(sealed.code, 0, "{}", sealed.err);
    let seal = printed(&sealed.out);
    let lines = fs::read_to_string(&seals).unwrap();
    assert!(
        lines.starts_with(&first) && lines.lines().count() == 2,
        "{lines}"
    );
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let file = seals.to_str().unwrap();
    for since in [seal.as_str(), &seal.to_lowercase().replace('-', " "), file] {
        let answer = desk.run(&["verify", "--since", since]);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        assert!(answer.out.contains("goes on from"), "{}", answer.out);
    }
    let nothing = desk.run(&["verify", "--since", "12345"]);
    assert_eq!(nothing.code, 2, "{}", nothing.err);
    // The file itself, put back to what it was an hour ago.
    fs::write(&path, &earlier).unwrap();
    for args in [["verify"].as_slice(), &["verify", "--since", &seal]] {
        let answer = desk.run(args);
        assert_eq!(answer.code, 1, "{args:?}: {}", answer.out);
        assert!(answer.out.contains("put back"), "{}", answer.out);
    }
    // A file of seals that is gone is missed.
    fs::remove_file(&seals).unwrap();
    let answer = desk.run(&["verify"]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("desk.redb.seals"), "{}", answer.out);
}

#[test]
fn seals_that_cannot_be_read_are_named_and_the_store_is_proved_all_the_same() {
    let desk = Desk::new().with_three();
    let seals = desk.file("desk.redb.seals");
    let whole = fs::read_to_string(&seals).unwrap();
    let proved = |named: &str| {
        let answer = desk.run(&["verify"]);
        assert_eq!(answer.code, 1, "{named}: {}{}", answer.out, answer.err);
        assert!(answer.out.contains("proved 3 cases"), "{}", answer.out);
        assert!(answer.out.contains(named), "{named}: {}", answer.out);
    };
    fs::write(&seals, format!("not ours\n{whole}")).unwrap();
    proved("line 1 is no seal");
    fs::remove_file(&seals).unwrap();
    fs::create_dir(&seals).unwrap();
    proved("no file of seals");
    // A piece of a line never was a seal.
    fs::remove_dir(&seals).unwrap();
    fs::write(&seals, format!("{whole}2026-11-25 09:4")).unwrap();
    let answer = desk.run(&["verify"]);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
}

#[test]
fn a_history_that_was_computed_anew_with_everything_over_it_is_named_by_the_seals() {
    let town = Town::new();
    let desk = Desk::new();
    let path = desk.file("desk.redb");
    town.victim.edit(&[]);
    fs::copy(&town.victim.path, &path).unwrap();
    fs::write(desk.file("desk.redb.seals"), &town.seals).unwrap();
    let sealed = desk.run(&["seal"]);
    let seal = printed(&sealed.out);
    // The seal itself is written down in the store: what follows begins with that store.
    let town = Town {
        victim: Victim::of(&path),
        ..town
    };
    let mut edits = town.chain_anew();
    edits.extend(town.rings_anew(&edits));
    assert_eq!(town.victim.edit(&edits).faults(), Vec::<String>::new());
    fs::copy(&town.victim.path, &path).unwrap();
    let beside = desk.run(&["verify"]);
    assert_eq!(beside.code, 1, "{}", beside.out);
    let named = format!("history of {} at entry 1", town.number());
    assert!(beside.out.contains(&named), "{named}: {}", beside.out);
    // The seal off paper knows that something differs, though not where.
    let paper = desk.run(&["verify", "--since", &seal]);
    assert_eq!(paper.code, 1, "{}", paper.out);
    assert!(paper.out.contains("does not go on"), "{}", paper.out);
}

#[test]
fn a_backup_carries_the_seals_and_a_restored_store_goes_on_from_them() {
    let desk = Desk::new().with_three();
    let backup = desk.file("backup.redb");
    let backup = backup.to_str().unwrap();
    assert_eq!(desk.run(&["seal"]).code, 0);
    assert_eq!(desk.run(&["backup", backup]).code, 0);
    let kept = fs::read_to_string(desk.file("backup.redb.seals")).unwrap();
    assert_eq!(
        kept,
        fs::read_to_string(desk.file("desk.redb.seals")).unwrap()
    );
    let line = r#"{"name":"尉迟恭","summary":"修路占地没有补"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    assert_eq!(desk.run(&["seal"]).code, 0);
    let restored = desk.run(&["restore", backup]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let answer = desk.run(&["verify"]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    let old = desk.file("desk-2026-11-25-094100.redb");
    let answer = desk.run(&["--store", old.to_str().unwrap(), "verify"]);
    assert_eq!(answer.code, 0, "{}", answer.out);
}

#[test]
fn papers_bear_the_seal_of_what_was_written_down_by_then() {
    let desk = Desk::new().with_three();
    let sealed = printed(&desk.run(&["seal"]).out);
    let file = desk.file("day.csv");
    let made = desk.run(&[
        "report",
        "day",
        "--to",
        file.to_str().unwrap(),
        "--lang",
        "zh",
    ]);
    assert_eq!(made.code, 0, "{}", made.err);
    let sheet = fs::read_to_string(&file).unwrap();
    // That it was taken out is written down before, and sealed with the rest.
    let on_paper = |text: &str| {
        let (_, seal) = text.split_once("封存码：").expect("a seal");
        printed(seal)
    };
    let taken = on_paper(&sheet);
    assert_ne!(taken, sealed);
    // An issue keeps the seal of when it was issued.
    let issued = desk.run(&["report", "week", "--issue", "--lang", "zh"]);
    let seal = on_paper(&issued.out);
    let line = r#"{"name":"尉迟恭","summary":"修路占地没有补"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let again = desk.run(&["report", "week", "--lang", "zh"]);
    assert!(again.out.contains(&seal), "{}", again.out);
    for seal in [&sealed, &taken, &seal] {
        let answer = desk.run(&["verify", "--since", seal]);
        assert_eq!(answer.code, 0, "{seal}: {}", answer.out);
    }
}
