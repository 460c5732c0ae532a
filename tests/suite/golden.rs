//! A store that an earlier program wrote, with every kind of record, step and history in it, opens,
//! verifies and reads back the same for ever.
//!
//! `MULIN_WRITE_STORE=1 cargo test --test suite golden` writes the store of the present format, and
//! what is read back from it. Where a rule of the law or of a figure was read wrongly and is mended,
//! the same stored bytes answer otherwise: `MULIN_READ_STORES=1 cargo test --test suite golden` writes
//! down anew what each archived store answers. The stores themselves are never written anew, which
//! their digests hold.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::PathBuf;

use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::entry::Stream;
use mulin::domain::number::CaseNumber;
use mulin::store::contract::ask;
use mulin::store::redb::upkeep::compact;
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::cli::Desk;
use crate::golden::desk::{CLERK, at, open, person, registration};

mod alerts;
mod cases;
mod covered;
mod desk;
mod ledgers;
mod read;
mod visits;
mod walks;

/// The store within an archive of a format.
const STORE: &str = "desk.redb";
/// The seals beside it, since there are any.
const SEALS: &str = "desk.redb.seals";
/// How everything beside it is named.
const BESIDE: &str = "desk.redb.";
/// The archive of the present format.
pub(crate) const PRESENT: &str = "format-5";
/// Every archived store with the SHA-256 of its bytes.
const ARCHIVED: &[(&str, &str)] = &[
    (
        "format-1",
        "3170072f9762eb0c9c272a9474ab848d7aa951a31b6705d91d17962019a13864",
    ),
    (
        "format-2",
        "bcace7fbb73bff601d01f809f0d7cb71affbd7a6d20a0f5d0ea5f7019ddae38e",
    ),
    (
        "format-3",
        "b4815e8ce1a081a3cd68935253c44dbc655ab97c8c29f53775c7f94f73c2be78",
    ),
    (
        "format-4",
        "f56535addd0973587c99042d6483bf84b436df3138c9a24a3bb5b302c6aff06a",
    ),
];
/// The files of cases that lie beside a store, in its archive and in a folder.
const FILES: &str = "desk.redb.attachments";
/// What must be read back from it, in the same archive.
const READ_BACK: &str = "told.json";

fn archive(format: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join(format!("tests/fixtures/stores/{format}.zip"))
}

/// Makes the store anew in a folder of its own.
fn made() -> Desk {
    let folder = Desk::new();
    let path = folder.file("desk.redb");
    let desk = desk::Desk::new(&path);
    cases::write(&desk);
    ledgers::write(&desk);
    alerts::write(&desk);
    walks::write(&desk);
    let case = visits::write(&desk);
    desk.finish();
    attach(&folder, case);
    issue(&folder, &[]);
    let desk = desk::Desk::open(&path);
    let when = at("11-17 09:00");
    let who = person("牟补登", "13800009998");
    desk.registers(when, registration(who, Class::Claim, Channel::Visit, when));
    desk.finish();
    // Handed in under an id, which its entries bear.
    let line =
        r#"{"id":"17","name":"牟重送","summary":"路灯坏了","class":"claim","channel":"visit"}"#;
    for _ in 0..2 {
        let answer = folder.feed(&["register", "--clock-is-right", "--as", CLERK], line);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    }
    issue(&folder, &["--reason", "补登一件"]);
    read::verified(&open(&path));
    compact(&path).unwrap();
    folder
}

/// Puts a file to a case.
fn attach(folder: &Desk, case: CaseNumber) {
    let file = folder.write("欠条.txt", "今欠工资三千元");
    let number = case.to_string();
    let file = file.to_str().unwrap();
    let args = [
        "case", "attach", &number, file, "--title", "欠条", "--as", CLERK,
    ];
    let answer = folder.run(&args);
    assert_eq!(answer.code, 0, "{}", answer.err);
}

/// Issues the report of a week.
fn issue(folder: &Desk, reason: &[&str]) {
    let asked = [
        "report",
        "week",
        "--on",
        "2026-11-18",
        "--issue",
        "--as",
        CLERK,
    ];
    let answer = folder.run(&[&asked, reason].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
}

/// Unpacks the store of a format into a folder of its own, and what must be read back from it.
pub(crate) fn unpacked(format: &str) -> (Desk, Value) {
    let mut archive = ZipArchive::new(File::open(archive(format)).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    };
    let folder = Desk::new();
    fs::write(folder.file("desk.redb"), read(STORE)).unwrap();
    let expected = serde_json::from_slice(&read(READ_BACK)).unwrap();
    for (name, bytes) in files(format) {
        fs::create_dir_all(folder.file(FILES)).unwrap();
        fs::write(folder.file(&name), bytes).unwrap();
    }
    (folder, expected)
}

/// The files of cases in the archive of a format, by their names there.
fn files(format: &str) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(File::open(archive(format)).unwrap()).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let lying = names.into_iter().filter(|name| name.starts_with(BESIDE));
    lying
        .map(|name| {
            let mut bytes = Vec::new();
            archive
                .by_name(&name)
                .unwrap()
                .read_to_end(&mut bytes)
                .unwrap();
            (name, bytes)
        })
        .collect()
}

/// Writes the archive of the present format.
fn write_fixture() {
    let folder = made();
    let bytes = fs::read(folder.file("desk.redb")).unwrap();
    let read_back = read::read(&folder);
    covered::assert_complete(&read_back["covered"]);
    let mut differing = Vec::new();
    read::differences("", &read_back, &read::read(&made()), &mut differing);
    assert!(differing.is_empty(), "made twice: {differing:#?}");
    let lying = fs::read_dir(folder.file(FILES)).unwrap();
    let mut lying: Vec<(String, Vec<u8>)> = lying
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            (format!("{FILES}/{name}"), fs::read(&path).unwrap())
        })
        .collect();
    lying.sort();
    lying.push((SEALS.to_owned(), fs::read(folder.file(SEALS)).unwrap()));
    pack(PRESENT, bytes, &read_back, lying);
}

/// Packs a store with what is read back from it, and the files that lie beside it.
fn pack(format: &str, store: Vec<u8>, read_back: &Value, lying: Vec<(String, Vec<u8>)>) {
    let mut archive = ZipWriter::new(File::create(archive(format)).unwrap());
    let text = serde_json::to_string_pretty(read_back).unwrap();
    let store = [
        (STORE.to_owned(), store),
        (READ_BACK.to_owned(), text.into_bytes()),
    ];
    for (name, bytes) in store.into_iter().chain(lying) {
        archive
            .start_file(&name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
}

/// The bytes of an archived store.
fn stored(format: &str) -> Vec<u8> {
    file_of(format, STORE)
}

fn file_of(format: &str, name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(File::open(archive(format)).unwrap()).unwrap();
    let mut bytes = Vec::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn an_archived_store_is_never_written_anew() {
    for (format, digest) in ARCHIVED {
        let found = Sha256::digest(stored(format));
        let found: Vec<String> = found.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found.concat(), *digest, "{format}");
    }
}

#[test]
fn the_present_format_is_written_when_it_is_asked_for() {
    if std::env::var_os("MULIN_WRITE_STORE").is_some() {
        write_fixture();
    }
}

#[test]
fn a_store_of_format_1_reads_back_the_same() {
    reads_back_the_same("format-1");
}

#[test]
fn a_store_of_format_2_reads_back_the_same() {
    reads_back_the_same("format-2");
}

#[test]
fn a_store_of_format_3_reads_back_the_same() {
    reads_back_the_same("format-3");
}

#[test]
fn a_store_of_format_4_reads_back_the_same() {
    reads_back_the_same("format-4");
}

#[test]
fn a_store_of_format_5_reads_back_the_same() {
    reads_back_the_same("format-5");
}

#[test]
fn the_second_store_of_format_3_reads_back_the_same() {
    reads_back_the_same("format-3-2");
}

fn reads_back_the_same(format: &str) {
    let (folder, expected) = unpacked(format);
    if std::env::var_os("MULIN_READ_STORES").is_some() {
        let lying = files(format);
        pack(format, stored(format), &read::read(&folder), lying);
        return;
    }
    let answer = folder.run(&["verify"]);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    let mut differing = Vec::new();
    read::differences("", &expected, &read::read(&folder), &mut differing);
    let count = differing.len();
    differing.truncate(20);
    assert!(differing.is_empty(), "{count} differences: {differing:#?}");
}

#[test]
fn a_store_of_format_1_is_worked_on_with() {
    is_worked_on_with("format-1");
}

#[test]
fn a_store_of_format_2_is_worked_on_with() {
    is_worked_on_with("format-2");
}

#[test]
fn a_store_of_format_3_is_worked_on_with() {
    is_worked_on_with("format-3");
}

#[test]
fn a_store_of_format_4_is_worked_on_with() {
    is_worked_on_with("format-4");
}

#[test]
fn a_store_of_format_5_is_worked_on_with() {
    is_worked_on_with("format-5");
}

#[test]
fn the_second_store_of_format_3_is_worked_on_with() {
    is_worked_on_with("format-3-2");
}

fn is_worked_on_with(format: &str) {
    let (folder, _) = unpacked(format);
    let desk = desk::Desk::open(&folder.file("desk.redb"));
    let when = at("11-27 09:00");
    let who = person("牟新来", "13800009999");
    desk.registers(when, registration(who, Class::Claim, Channel::Visit, when));
    // Those who came before there was a table of codes are found by theirs too.
    let found = ask(&desk.store, |it| {
        let last = (1..).map(|run| CaseNumber { year: 2026, run });
        let mut count = 0;
        for number in last {
            if it.chain_end(Stream::Case(number))?.0 == 0 {
                return Ok(count);
            }
            let code = it.query_code(number)?;
            assert_eq!(it.by_query_code(&code)?, [number]);
            count += 1;
        }
        Ok(count)
    });
    assert!(found.unwrap() > 10);
    let old = CaseNumber { year: 2026, run: 1 };
    let length = || {
        ask(&desk.store, |it| it.chain_end(Stream::Case(old)))
            .unwrap()
            .0
    };
    let before = length();
    let last = desk.case(old).revision;
    let undo = Step::Undo {
        of: last,
        reason: "记错了".to_owned(),
    };
    desk.takes(CLERK, when, old, undo).unwrap();
    let note = Step::Note {
        text: "来电催问".to_owned(),
    };
    desk.takes(CLERK, when, old, note).unwrap();
    assert_eq!(length(), before + 2);
    read::verified(&desk.store);
}
