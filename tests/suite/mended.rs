//! Damaged records and lost indexes: everything else goes on and names them; indexes are made anew in
//! place, records are given back from their histories in a new file.

use std::fs;

use crate::cli::Desk;
use crate::golden::{PRESENT, unpacked};
use crate::tampered::{Bytes, Edit, Victim, put, rows, take};

/// Bytes that are no record.
fn noise() -> Vec<(&'static str, Bytes)> {
    let deep = [vec![1], vec![0x91; 100_000], vec![0xC0]].concat();
    vec![
        ("noise", b"\x01\x93\xC4\x05\xA7qwertz\xFF\x07".to_vec()),
        ("empty", Vec::new()),
        ("another version", b"\x09\x80".to_vec()),
        ("nested deep", deep),
        ("four billion items", b"\x01\xDD\xFF\xFF\xFF\xFF".to_vec()),
        ("a text of 4 GB", b"\x01\xDB\xFF\xFF\xFF\xFFabc".to_vec()),
    ]
}

/// Key of the first case of 2026.
const FIRST: [u8; 8] = [0, 0, 7, 0xEA, 0, 0, 0, 1];

fn desk() -> (Desk, Victim) {
    let desk = Desk::new().with_three();
    let victim = Victim::of(&desk.file("desk.redb"));
    (desk, victim)
}

/// Puts the seals and the files of cases of one desk beside the store of another.
fn beside(from: &Desk, to: &Desk) {
    let seals = "desk.redb.seals";
    fs::copy(from.file(seals), to.file(seals)).unwrap();
    let files = "desk.redb.attachments";
    fs::create_dir(to.file(files)).unwrap();
    for file in fs::read_dir(from.file(files)).unwrap() {
        let name = file.unwrap().file_name();
        fs::copy(from.file(files).join(&name), to.file(files).join(&name)).unwrap();
    }
}

/// Puts a tampered store in the desk's place.
fn tamper(desk: &Desk, victim: &Victim, edits: &[Edit]) {
    victim.edit(edits);
    fs::copy(&victim.path, desk.file("desk.redb")).unwrap();
}

#[test]
fn a_damaged_case_stops_nothing_and_is_named_everywhere() {
    let (desk, victim) = desk();
    for (what, bytes) in noise() {
        tamper(&desk, &victim, &[put("cases", &FIRST, &bytes)]);
        let verify = desk.run(&["verify"]);
        assert_eq!(verify.code, 1, "{what}: {}", verify.err);
        assert!(
            verify.out.contains("ML-2026-0001: it cannot be read"),
            "{what}: {}",
            verify.out
        );
        assert!(!verify.out.contains("newer"), "{what}: {}", verify.out);
        assert!(
            verify.out.contains("mulin repair"),
            "{what}: {}",
            verify.out
        );
        let list = desk.run(&["case", "list"]);
        assert_eq!(list.code, 1, "{what}: {}", list.err);
        assert!(
            list.out.contains("ML-2026-0001 damaged"),
            "{what}: {}",
            list.out
        );
        assert!(list.out.contains("ML-2026-0002"), "{what}: {}", list.out);
        assert!(
            list.err.contains("1 cases are damaged"),
            "{what}: {}",
            list.err
        );
        let sheet = desk.file("cases.csv");
        let _gone = fs::remove_file(&sheet);
        let export = desk.run(&["export", "cases", sheet.to_str().unwrap()]);
        assert_eq!(export.code, 1, "{what}: {}", export.err);
        assert!(
            export.err.contains("1 cases are damaged"),
            "{what}: {}",
            export.err
        );
        assert!(
            fs::read_to_string(&sheet).unwrap().contains("被拖欠工资"),
            "{what}"
        );
        for args in [["find", "mcs"].as_slice(), &["report", "month"], &["duty"]] {
            let answer = desk.run(args);
            assert_eq!(answer.code, 0, "{what} {args:?}: {}", answer.err);
        }
        let line = r#"{"name":"尉迟恭","summary":"修路占地没有补"}"#;
        let registered = desk.feed(&["register"], line);
        assert_eq!(registered.code, 0, "{what}: {}", registered.err);
    }
}

#[test]
fn whoever_comes_is_registered_and_told_his_number_whatever_is_damaged_beside_him() {
    let desk = Desk::new().with_three();
    let sheet = desk.file("heads.csv");
    fs::write(&sheet, "村,网格长\n东牟家村,牟支书\n").unwrap();
    let taken = desk.run(&["import", "grid", sheet.to_str().unwrap()]);
    assert_eq!(taken.code, 0, "{}{}", taken.out, taken.err);
    let victim = Victim::of(&desk.file("desk.redb"));
    let person = victim.rows("persons").into_keys().next().unwrap();
    let entries = victim.rows("entries").into_keys();
    let grid = entries.into_iter().find(|key| key.first() == Some(&b'g'));
    for (table, key) in [("persons", person), ("entries", grid.unwrap())] {
        tamper(&desk, &victim, &[put(table, &key, b"\x01noise")]);
        for run in [4, 5] {
            let line = r#"{"name":"尉迟恭","summary":"修路占地没有补"}"#;
            let registered = desk.feed(&["register"], line);
            let number = format!("ML-2026-000{run}");
            assert_eq!(registered.code, 0, "{table}: {}", registered.err);
            assert!(
                registered.out.contains(&number),
                "{table}: {}",
                registered.out
            );
        }
        let shown = desk.run(&["case", "show", "ML-2026-0004"]);
        assert_eq!(shown.code, 0, "{table}: {}", shown.err);
        assert_eq!(desk.run(&["verify"]).code, 1, "{table} is named");
    }
}

#[test]
fn an_accusation_that_is_damaged_shows_no_more_than_a_whole_one() {
    let (desk, victim) = desk();
    let mut third = FIRST;
    third[7] = 3;
    tamper(&desk, &victim, &[put("cases", &third, b"\x01noise")]);
    for args in [
        ["case", "list", "--as", "张三", "--json"].as_slice(),
        &["case", "list", "--as", "张三"],
        &["case", "show", "ML-2026-0003", "--as", "张三"],
        &["verify", "--as", "张三"],
    ] {
        let answer = desk.run(args);
        let shown = format!("{}{}", answer.out, answer.err);
        assert!(!shown.contains("宅基地"), "{args:?}: {shown}");
    }
    // Without its history nobody knows what it is: nothing of it is shown.
    let mut entry = b"c".to_vec();
    entry.extend(third);
    entry.extend([0, 0, 0, 1]);
    let both = [
        put("cases", &third, b"\x01noise"),
        put("entries", &entry, b"\x01noise"),
    ];
    tamper(&desk, &victim, &both);
    let list = desk.run(&["case", "list"]);
    assert_eq!(list.code, 1, "{}", list.err);
    assert!(list.out.contains("ML-2026-0003 damaged"), "{}", list.out);
    assert!(list.out.contains("ML-2026-0001"), "{}", list.out);
}

#[test]
fn whatever_record_is_damaged_the_proof_goes_on_to_the_end() {
    let (folder, _) = unpacked(PRESENT);
    let victim = Victim::of(&folder.file("desk.redb"));
    let noise = b"\x01\x93\xC4\x05\xA7qwertz\xFF\x07";
    let last = |table: &str, kind: &[u8]| {
        let rows = victim.rows(table).into_keys();
        rows.rev().find(|key| key.starts_with(kind)).unwrap()
    };
    // Another fault, which is found after all records were read.
    let beyond = take("person_keys", &last("person_keys", b""));
    for (table, kind, name) in [
        ("cases", b"".as_slice(), "ML-"),
        ("persons", b"", "P-"),
        ("entries", b"c", "history of ML-"),
        ("entries", b"p", "history of P-"),
        ("entries", b"g", "grid"),
        ("entries", b"k", "calendar"),
        ("entries", b"r", "reveals"),
        ("duty", b"r", "ledger of"),
        ("duty", b"l", "ledger of"),
        ("calls", b"r", "call"),
        ("lawyers", b"l", "lawyer"),
        ("lawyers", b"d", "lawyer day"),
        ("lawyers", b"b", "booking"),
        ("reports", b"r", "report"),
        ("handovers", b"r", "hand-over"),
        ("joints", b"j", "joint"),
        ("meetings", b"r", "meeting"),
        ("whistles", b"r", "whistle"),
        ("forces", b"r", "task force"),
        ("leaders", b"r", "roster"),
    ] {
        // A calendar that cannot be read would make every date another: the store is not opened.
        if kind == b"k" {
            continue;
        }
        let edits = [put(table, &last(table, kind), noise), beyond.clone()];
        victim.edit(&edits);
        victim.names(table, &[name, "cannot be read", "identity key"]);
    }
    let several: Vec<Edit> = victim
        .rows("cases")
        .keys()
        .take(3)
        .map(|key| put("cases", key, noise))
        .collect();
    victim.edit(&several);
    victim.names("three cases", &["-0001: it", "-0002: it", "-0003: it"]);
    victim.edit(&[put("cases", b"abc", noise)]);
    victim.names("a key of three bytes", &["cases: it cannot be read"]);
}

#[test]
fn a_format_that_is_gone_or_noise_is_read_from_its_copy_and_named() {
    let (desk, victim) = desk();
    for edit in [take("meta", b"format"), put("meta", b"format", b"xx")] {
        tamper(&desk, &victim, &[edit]);
        let code = desk.run(&["case", "show", "ML-2026-0001", "--json"]).json();
        let answer = desk.run(&["verify"]);
        assert_eq!(answer.code, 1, "{}", answer.err);
        assert!(answer.out.contains("meta: format"), "{}", answer.out);
        assert!(code["number"] == "ML-2026-0001", "{code}");
    }
    let mut run = b"run".to_vec();
    run.extend(2026_u16.to_be_bytes());
    tamper(&desk, &victim, &[put("meta", &run, b"x")]);
    let answer = desk.run(&["verify"]);
    assert!(
        answer.out.contains("the last number of 2026"),
        "{}",
        answer.out
    );
    let line = r#"{"name":"尉迟恭","summary":"修路占地没有补"}"#;
    let registered = desk.feed(&["register"], line);
    assert_eq!(registered.lines()[0]["number"], "ML-2026-0004");
}

#[test]
fn indexes_are_made_anew_and_what_differed_is_told() {
    let (folder, _) = unpacked(PRESENT);
    let archived = Desk::new();
    beside(&folder, &archived);
    let small = Desk::new().with_small_town();
    // What the small town has too is mended there.
    let towns = [
        (&small, Victim::of(&small.file("desk.redb"))),
        (&archived, Victim::of(&folder.file("desk.redb"))),
    ];
    let (desk, victim) = &towns[1];
    tamper(desk, victim, &[]);
    let nothing = desk.run(&["reindex"]);
    assert_eq!(nothing.code, 0, "{}", nothing.err);
    assert!(
        nothing.out.contains("every index is in order"),
        "{}",
        nothing.out
    );
    let of = |victim: &Victim, table: &str, kind: &[u8]| -> Vec<Bytes> {
        let rows = victim.rows(table).into_keys();
        rows.filter(|key| key.starts_with(kind)).collect()
    };
    let tables: &[(&str, &[u8])] = &[
        ("case_index", b""),
        ("facts", b""),
        ("counts", b""),
        ("person_cases", b""),
        ("person_keys", b""),
        ("external", b""),
        ("finder", b""),
        ("duty", b"i"),
        ("duty", b"o"),
        ("lawyers", b"t"),
        ("calls", b"d"),
        ("handovers", b"w"),
        ("reports", b"p"),
        ("whistles", b"d"),
    ];
    for (table, kind) in tables {
        let having = towns
            .iter()
            .map(|(desk, victim)| (desk, victim, of(victim, table, kind)));
        let Some((desk, victim, rows)) = having.into_iter().find(|it| !it.2.is_empty()) else {
            continue;
        };
        let whole = victim.rows(table);
        let mut stale = rows[0].clone();
        let at = stale.len() / 2;
        stale[at] ^= 0x40;
        let gone: Vec<Edit> = rows.iter().map(|key| take(table, key)).collect();
        let other = vec![put(table, &rows[0], b"\x07"), put(table, &stale, b"")];
        for edits in [gone, other] {
            tamper(desk, victim, &edits);
            let proof = desk.run(&["verify"]);
            assert_eq!(proof.code, 1, "{table}: {}", proof.out);
            assert!(
                proof.out.contains("mulin reindex"),
                "{table}: {}",
                proof.out
            );
            let made = desk.run(&["reindex"]);
            assert_eq!(made.code, 0, "{table}: {}", made.err);
            assert!(
                made.out.contains(&format!("{table}: ")),
                "{table}: {}",
                made.out
            );
            let proof = desk.run(&["verify"]);
            assert_eq!(proof.code, 0, "{table}: {}", proof.out);
            let now = Victim::of(&desk.file("desk.redb"));
            if *table != "finder" {
                assert_eq!(now.rows(table), whole, "{table}");
            }
        }
    }
}

#[test]
fn damaged_records_are_given_back_in_a_new_file_and_the_old_one_stays() {
    let (folder, _) = unpacked(PRESENT);
    let desk = Desk::new();
    beside(&folder, &desk);
    let victim = Victim::of(&folder.file("desk.redb"));
    let noise = b"\x01\x93\xC4\x05\xA7qwertz\xFF\x07";
    let last = |table: &str, kind: &[u8]| {
        let rows = victim.rows(table).into_keys();
        rows.rev().find(|key| key.starts_with(kind)).unwrap()
    };
    let damaged = [
        ("cases", b"".as_slice()),
        ("persons", b""),
        ("duty", b"r"),
        ("duty", b"l"),
        ("calls", b"r"),
        ("lawyers", b"l"),
        ("lawyers", b"b"),
        ("reports", b"r"),
        ("meetings", b"r"),
        ("leaders", b"r"),
        ("forces", b"r"),
        ("checks", b"r"),
    ];
    let mut edits: Vec<Edit> = damaged
        .iter()
        .map(|(table, kind)| put(table, &last(table, kind), noise))
        .collect();
    edits.push(take("meta", b"person"));
    tamper(&desk, &victim, &edits);
    let store = desk.file("desk.redb");
    let fresh = desk.file("fresh.redb");
    let fresh = fresh.to_str().unwrap();
    let made = desk.run(&["repair", fresh]);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    for table in victim.tables() {
        let (was, is) = (victim.rows_now(&table), rows(&store, &table));
        assert!(was == is, "{table}: the old file stays");
    }
    let proof = desk.run(&["--store", fresh, "verify"]);
    assert_eq!(proof.code, 0, "{}", proof.out);
    let again = Victim::of(desk.file("fresh.redb").as_path());
    for (table, _) in damaged {
        assert_eq!(again.rows(table), victim.rows(table), "{table}");
    }
    let twice = desk.run(&["repair", fresh]);
    assert_eq!(twice.code, 1, "{}", twice.err);
    assert!(twice.err.contains("fresh.redb"), "{}", twice.err);
}

#[test]
fn what_could_not_be_had_is_named() {
    let (desk, victim) = desk();
    let mut entry = b"c".to_vec();
    entry.extend(FIRST);
    entry.extend([0, 0, 0, 1]);
    let both = [
        put("cases", &FIRST, b"\x01noise"),
        put("entries", &entry, b"\x01noise"),
    ];
    tamper(&desk, &victim, &both);
    let fresh = desk.file("fresh.redb");
    let made = desk.run(&["repair", fresh.to_str().unwrap()]);
    assert_eq!(made.code, 1, "{}", made.out);
    assert!(
        made.err.contains("could not be had: ML-2026-0001"),
        "{}",
        made.err
    );
    let list = desk.run(&["--store", fresh.to_str().unwrap(), "case", "list"]);
    assert!(list.out.contains("ML-2026-0002"), "{}", list.out);
}
