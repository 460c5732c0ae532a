//! A store whose file was put back to what it was before its last seal is told on opening, and nothing is
//! kept in it until somebody says that it is the right one.

use std::fs;

use mulin::domain::moment::Moment;
use mulin::domain::settings::Settings;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use mulin::store::seals::Seals;

use crate::cli::Desk;
use crate::terminal::Terminal;

const LINE: &str = r#"{"name":"覃晓旭","summary":"路灯坏了","class":"claim","channel":"visit"}"#;

/// A store that was put back to what it was a moment before its last seal.
fn put_back() -> Desk {
    let desk = Desk::new().with_three();
    assert_eq!(desk.run(&["seal"]).code, 0);
    let (store, kept) = (desk.file("desk.redb"), desk.file("kept.redb"));
    fs::copy(&store, &kept).unwrap();
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
    assert_eq!(desk.run(&["seal"]).code, 0);
    fs::copy(&kept, &store).unwrap();
    desk
}

fn cases(desk: &Desk) -> usize {
    let listed = desk.run(&["case", "list", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    listed.json().as_array().unwrap().len()
}

#[test]
fn a_verb_that_writes_is_refused_with_what_to_do_and_one_that_reads_answers() {
    let desk = put_back();
    assert_eq!(cases(&desk), 3);
    for line in [
        ["register"].as_slice(),
        &["step", "1", "note", "--text", "已问过"],
    ] {
        let answer = desk.feed(line, LINE);
        assert_eq!(answer.code, 3, "{line:?}: {}", answer.err);
        for named in ["mulin restore", "mulin seal --older-is-right"] {
            assert!(answer.err.contains(named), "{line:?}: {}", answer.err);
        }
    }
    assert_eq!(cases(&desk), 3);
    // What is not the right store is not sealed by and by.
    assert_eq!(desk.run(&["seal"]).code, 3);
    let seals = fs::read_to_string(desk.file("desk.redb.seals")).unwrap();
    let backup = desk.file("backup.redb");
    assert_eq!(desk.run(&["backup", backup.to_str().unwrap()]).code, 0);
    assert_eq!(
        fs::read_to_string(desk.file("desk.redb.seals")).unwrap(),
        seals
    );
    let trusted = desk.run(&["seal", "--older-is-right"]);
    assert_eq!(trusted.code, 0, "{}", trusted.err);
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
    assert_eq!(cases(&desk), 4);
    // That it was put back is told for ever.
    let verified = desk.run(&["verify"]);
    assert_eq!(verified.code, 1, "{}", verified.out);
}

#[test]
fn a_store_that_was_written_on_after_it_was_put_back_is_told_too() {
    let desk = put_back();
    // A program that knows no seals wrote on in it.
    let (seals, aside) = (desk.file("desk.redb.seals"), desk.file("aside"));
    fs::rename(&seals, &aside).unwrap();
    let other = LINE.replace("覃晓旭", "朴岁植");
    for _ in 0..5 {
        assert_eq!(desk.feed(&["register"], &other).code, 0);
    }
    fs::rename(&aside, &seals).unwrap();
    let answer = desk.feed(&["register"], LINE);
    assert_eq!(answer.code, 3, "{}", answer.err);
    assert!(answer.err.contains("--older-is-right"), "{}", answer.err);
}

#[test]
fn the_desk_asks_with_the_cursor_on_no_and_saves_nothing_until_it_is_told() {
    let desk = put_back();
    let home = desk.file("");
    let mut window = Terminal::open(&home, (80, 24), &["--as", "王芳"]);
    window.wait_for("就用这一份吗");
    window.send("\r");
    window.wait_gone("就用这一份吗");
    window.send("\u{11}");
    assert_eq!(window.wait_exit(), 0);
    drop(window);
    assert_eq!(desk.feed(&["register"], LINE).code, 3);
    let mut window = Terminal::open(&home, (80, 24), &["--as", "王芳"]);
    window.wait_for("就用这一份吗");
    window.send("1");
    window.wait_gone("就用这一份吗");
    window.wait_quiet();
    window.send("\u{11}");
    assert_eq!(window.wait_exit(), 0);
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
}

/// Gives how many entries there are, and how many the last seal beside the store counts.
fn sealed(desk: &Desk, name: &str) -> (u64, u64) {
    let path = desk.file(name);
    let store = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
    assert_eq!(store.older(), None);
    let there = ask(&store, |it| it.seal()).unwrap().entries;
    let lines = Seals::beside(&path).read().unwrap();
    (there, lines.last().unwrap().seal.entries)
}

#[test]
fn what_was_written_is_sealed_when_a_desk_is_left_and_at_a_backup() {
    let desk = Desk::new().with_three();
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
    let (there, before) = sealed(&desk, "desk.redb");
    assert!(
        before < there,
        "the seal of the hour is older: {before} {there}"
    );
    let backup = desk.file("backup.redb");
    assert_eq!(desk.run(&["backup", backup.to_str().unwrap()]).code, 0);
    for name in ["desk.redb", "backup.redb"] {
        let (there, last) = sealed(&desk, name);
        assert_eq!(there, last, "{name}");
    }
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
    let mut window = Terminal::open(&desk.file(""), (80, 24), &["--as", "王芳"]);
    window.wait_for("上次封存 2026-11-25");
    window.send("\u{11}");
    assert_eq!(window.wait_exit(), 0);
    let (there, last) = sealed(&desk, "desk.redb");
    assert_eq!(there, last);
    // Where nothing was written no line is added.
    let lines = Seals::beside(&desk.file("desk.redb")).read().unwrap().len();
    let store = RedbStore::open(&desk.file("desk.redb"), Vec::new(), Settings::default()).unwrap();
    store
        .seal_new(Moment::parse("2026-11-25T09:50:00+08:00").unwrap())
        .unwrap();
    assert_eq!(
        Seals::beside(&desk.file("desk.redb")).read().unwrap().len(),
        lines
    );
}
