//! A settings file or a key file that cannot be read locks nothing: every verb runs by the usual ones, and
//! the desk opens and says so.

use std::fs;

use crate::cli::Desk;
use crate::terminal::Terminal;

/// What cannot be read: the settings file, and whether the key file that it names is a folder.
fn broken(desk: &Desk) -> [(&'static str, String); 4] {
    let folder = desk.file("keys-that-are-a-folder");
    fs::create_dir_all(&folder).unwrap();
    [
        (
            "a key file that is not there",
            "keymap = \"/nowhere/keys.toml\"\n".to_owned(),
        ),
        (
            "a key file that is a folder",
            format!("keymap = \"{}\"\n", folder.display()),
        ),
        ("a setting that is none", "keymapp = 1\n".to_owned()),
        ("no settings at all", "\u{1}\u{2}".to_owned()),
    ]
}

/// Every verb that runs to its end by itself.
const VERBS: &[&[&str]] = &[
    &["register", "--json"],
    &["find", "单雄信"],
    &["case", "list"],
    &["case", "show", "ML-2026-0001"],
    &["case", "papers", "ML-2026-0001"],
    &["case", "attachments", "ML-2026-0001"],
    &["meeting", "list"],
    &["handover"],
    &["call", "list"],
    &["duty"],
    &["whistle", "list"],
    &["tick"],
    &["report", "month"],
    &["roads"],
    &["verify"],
    &["backup", "{out}.bak"],
    &["export", "cases", "{out}.csv"],
    &["compact"],
];

#[test]
fn no_verb_is_locked_by_a_file_that_cannot_be_read() {
    for at in 0..4 {
        let desk = Desk::new().with_three();
        let sound: Vec<i32> = codes(&desk, "sound");
        let (what, text) = broken(&desk)[at].clone();
        let config = desk.file("config/mulin");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("config.toml"), &text).unwrap();
        let found = codes(&desk, "broken");
        for (verb, (code, sound)) in VERBS.iter().zip(found.iter().zip(&sound)) {
            assert_eq!(code, sound, "{what}: {verb:?}");
        }
        let doctor = desk.run(&["doctor"]);
        assert!(!doctor.out.is_empty(), "{what}: {}", doctor.err);
        let text_of_doctor = format!("{}{}", doctor.out, doctor.err);
        let named = ["keys", "config.toml"]
            .iter()
            .any(|it| text_of_doctor.contains(it));
        assert!(named, "{what}: {text_of_doctor}");
        let keys = desk.run(&["keys"]);
        assert!(keys.out.contains("intake.new"), "{what}: {}", keys.err);
        assert_eq!(
            keys.code,
            i32::from(what.starts_with("a key file")),
            "{what}"
        );
    }
}

fn codes(desk: &Desk, name: &str) -> Vec<i32> {
    let out = desk.file(name);
    let out = out.to_str().unwrap();
    let run = |verb: &&[&str]| {
        let args: Vec<String> = verb.iter().map(|it| it.replace("{out}", out)).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        desk.run(&args).code
    };
    VERBS.iter().map(run).collect()
}

#[test]
fn the_desk_opens_with_the_usual_keys_and_says_why() {
    for at in 0..4 {
        let files = Desk::new();
        let (what, text) = broken(&files)[at].clone();
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("config/mulin");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("config.toml"), &text).unwrap();
        let terminal = Terminal::open(home.path(), (120, 24), &["--lang", "zh"]);
        let notice = if what.starts_with("a key file") {
            "先用默认的键"
        } else {
            "设置文件读不懂"
        };
        terminal.wait_for(notice);
    }
}
