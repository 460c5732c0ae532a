//! 备份: copies that are proved, replace nothing, and leave nothing behind; once a day by themselves;
//! under a passphrase, on another machine too.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use redb::{Database, ReadableTable, TableDefinition};

use crate::cli::{Desk, Printed};
use crate::terminal::Terminal;

type Bytes = &'static [u8];

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Takes the rows of an index away, behind the program's back.
fn damage(store: &Path) {
    let table: TableDefinition<Bytes, Bytes> = TableDefinition::new("external");
    let database = Database::open(store).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut table = transaction.open_table(table).unwrap();
        let keys: Vec<Vec<u8>> = table
            .iter()
            .unwrap()
            .map(|row| row.unwrap().0.value().to_vec())
            .collect();
        assert!(!keys.is_empty());
        for key in keys {
            table.remove(key.as_slice()).unwrap();
        }
    }
    transaction.commit().unwrap();
}

fn cases(desk: &Desk, store: &Path) -> usize {
    let rows = desk.run(&["--store", text(store), "case", "list", "--json"]);
    rows.json().as_array().unwrap().len()
}

fn strays(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
    names.filter(|it| it.starts_with(".mulin-")).collect()
}

/// Makes what a killed run leaves behind.
fn leftover(folder: &Path) -> std::path::PathBuf {
    let left = folder.join(".mulin-k1LLed");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("lock"), "mulin\n").unwrap();
    fs::write(left.join("part"), "牟春生").unwrap();
    left
}

fn passphrase(desk: &Desk, name: &str, words: &str) -> String {
    let file = desk.write(name, words);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    text(&file).to_owned()
}

#[test]
fn a_backup_touches_no_file_but_its_own() {
    let desk = Desk::new().with_three();
    // Names that older releases wrote over: a stranger's file, and the store itself.
    let stranger = desk.write("jan.part", "a stranger's");
    let store = desk.file("desk2.part");
    fs::rename(desk.file("desk.redb"), &store).unwrap();
    for name in ["jan.bak", "desk2.bak"] {
        let file = desk.file(name);
        let made = desk.run(&["--store", text(&store), "backup", text(&file)]);
        assert_eq!(made.code, 0, "{}", made.err);
        assert_eq!(cases(&desk, &file), 3);
    }
    assert_eq!(fs::read_to_string(stranger).unwrap(), "a stranger's");
    assert_eq!(cases(&desk, &store), 3);
    // Two at once, whose names differ by their endings alone.
    let both = ["x.bak", "x.copy"].map(|name| {
        let file = desk.file(name);
        desk.command(&["--store", text(&store), "backup", text(&file)])
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    });
    for mut child in both {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(cases(&desk, &desk.file("x.bak")), 3);
    assert_eq!(cases(&desk, &desk.file("x.copy")), 3);
    assert_eq!(strays(&desk.file("")), [""; 0]);
}

#[test]
fn what_a_killed_run_left_is_named_and_goes() {
    let desk = Desk::new().with_three();
    let left = leftover(&desk.file(""));
    let old = desk.file("old.part");
    fs::copy(desk.file("desk.redb"), &old).unwrap();
    let answer = desk.run(&["doctor", "--lang", "zh"]).out;
    assert!(answer.contains(text(&left)), "{answer}");
    assert!(answer.contains(text(&old)), "{answer}");
    let made = desk.run(&["backup", text(&desk.file("b.redb"))]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(!left.exists());
    assert!(old.exists(), "it may be anybody's");
    assert!(!desk.run(&["doctor"]).out.contains(text(&left)));
}

#[test]
fn a_faulty_store_is_copied_and_told_and_put_back_only_when_wanted() {
    let desk = Desk::new().with_three();
    let (store, good, bad) = (desk.file("desk.redb"), desk.file("good"), desk.file("bad"));
    assert_eq!(desk.run(&["backup", text(&good)]).code, 0);
    damage(&store);
    let made = desk.run(&["backup", text(&bad), "--lang", "zh"]);
    assert_eq!(made.code, 1, "{}", made.out);
    assert!(made.err.contains("不符"), "{}", made.err);
    assert_eq!(cases(&desk, &bad), 3);
    assert_eq!(desk.run(&["restore", text(&good)]).code, 0);
    let before = fs::read(&store).unwrap();
    let refused = desk.run(&["restore", text(&bad), "--lang", "zh"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("--even-damaged"), "{}", refused.err);
    assert!(fs::read(&store).unwrap() == before, "the store was touched");
    assert_eq!(strays(&desk.file("")), [""; 0]);
    let forced = desk.run(&["restore", text(&bad), "--even-damaged"]);
    assert_eq!(forced.code, 1, "it is in place, and has faults");
    assert_eq!(desk.run(&["verify"]).code, 1);
}

#[test]
fn nothing_that_stands_is_replaced_without_a_word() {
    let desk = Desk::new().with_three();
    let own = "somebody's own";
    let verbs: [(&str, &[&str], &[&str]); 6] = [
        ("a.csv", &["export", "cases"], &[]),
        ("a.xlsx", &["export", "people"], &[]),
        ("a.jsonl", &["export", "grid"], &[]),
        ("a.docx", &["report", "day", "--to"], &[]),
        (
            "b.xlsx",
            &["report", "month", "--to"],
            &["--part", "stations"],
        ),
        ("a.txt", &["case", "paper", "1", "receipt", "--out"], &[]),
    ];
    for (name, head, tail) in verbs {
        let file = desk.write(name, own);
        let run = |more: &[&str]| desk.run(&[head, &[text(&file)], tail, more].concat());
        let refused = run(&["--lang", "zh"]);
        assert_eq!(refused.code, 1, "{name}: {}", refused.err);
        assert!(refused.err.contains("--replace"), "{name}: {}", refused.err);
        assert_eq!(fs::read_to_string(&file).unwrap(), own, "{name}");
        let replaced = run(&["--replace"]);
        assert_eq!(replaced.code, 0, "{name}: {}", replaced.err);
        assert!(fs::read(&file).unwrap() != own.as_bytes(), "{name}");
    }
    let backup = desk.file("b.redb");
    assert_eq!(desk.run(&["backup", text(&backup)]).code, 0);
    assert_eq!(desk.run(&["backup", text(&backup)]).code, 1);
    assert_eq!(desk.run(&["backup", text(&backup), "--replace"]).code, 0);
    assert_eq!(cases(&desk, &backup), 3);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_takes_no_file_is_what_a_failed_backup_speaks_of() {
    let desk = Desk::new().with_three();
    for more in [&[][..], &["--replace"]] {
        let line = [&["backup", "/sys/mulin.redb"], more].concat();
        let answer = desk.run(&line);
        assert_eq!(answer.code, 1, "{}", answer.out);
        assert!(answer.err.contains("/sys/mulin.redb"), "{}", answer.err);
        assert!(
            answer.err.contains("this folder cannot be written to"),
            "{}",
            answer.err
        );
        assert!(!answer.err.contains("--store"), "{}", answer.err);
    }
}

#[test]
fn a_store_is_no_target_in_any_form() {
    let desk = Desk::new().with_three();
    let store = desk.file("desk.csv");
    fs::rename(desk.file("desk.redb"), &store).unwrap();
    let (hard, soft) = (desk.file("hard.csv"), desk.file("soft.csv"));
    fs::hard_link(&store, &hard).unwrap();
    std::os::unix::fs::symlink(&store, &soft).unwrap();
    let around = desk
        .file("")
        .join("..")
        .join(desk.file("").file_name().unwrap_or_default());
    let other = desk.file("other.csv");
    fs::copy(&store, &other).unwrap();
    let before = fs::read(&store).unwrap();
    for file in [&store, &hard, &soft, &around.join("desk.csv"), &other] {
        for verb in [&["export", "cases"][..], &["report", "day", "--to"]] {
            let args = [verb, &[text(file), "--replace", "--store", text(&store)]].concat();
            let refused = desk.run(&args);
            assert_eq!(refused.code, 1, "{args:?}: {}", refused.err);
        }
    }
    for file in [&store, &hard, &soft] {
        let args = ["backup", text(file), "--replace", "--store", text(&store)];
        assert_eq!(desk.run(&args).code, 1, "{args:?}");
    }
    assert!(fs::read(&store).unwrap() == before);
    assert!(hard.exists() && soft.symlink_metadata().unwrap().is_symlink());
}

#[test]
fn an_encrypted_backup_shows_nothing_and_comes_back_elsewhere() {
    let desk = Desk::new().with_three();
    let scan = desk.write("scan.txt", "扫描件里的字");
    assert_eq!(desk.run(&["case", "attach", "1", text(&scan)]).code, 0);
    let (good, wrong) = (
        passphrase(&desk, "good", "牟邻之家的备份口令\n"),
        passphrase(&desk, "wrong", "不是这个口令的口令"),
    );
    let backup = desk.file("b.age");
    let encrypt = |file: &str| {
        desk.run(&[
            "backup",
            text(&backup),
            "--encrypt",
            "--passphrase-file",
            file,
        ])
    };
    let made = encrypt(&good);
    assert_eq!(made.code, 0, "{}", made.err);
    let bytes = fs::read(&backup).unwrap();
    for words in ["牟春生", "13800001234", "扫描件里的字", "redb"] {
        let found = bytes.windows(words.len()).any(|it| it == words.as_bytes());
        assert!(!found, "{words}");
    }
    assert!(!desk.file("b.age.attachments").exists());
    assert_eq!(strays(&desk.file("")), [""; 0]);

    let other = Desk::new();
    let restore = |backup: &Path, file: &str| -> Printed {
        other.run(&[
            "restore",
            text(backup),
            "--passphrase-file",
            file,
            "--lang",
            "zh",
        ])
    };
    let refused = restore(&backup, &wrong);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("口令不对"), "{}", refused.err);
    assert!(!other.file("desk.redb").exists());
    // Cut off, and one bit turned.
    let mut turned = bytes.clone();
    let middle = turned.len() / 2;
    turned[middle] ^= 1;
    for (name, content) in [("cut", &bytes[..middle]), ("turned", &turned)] {
        let broken = other.file(name);
        fs::write(&broken, content).unwrap();
        let refused = restore(&broken, &good);
        assert_eq!(refused.code, 1, "{name}: {}", refused.out);
        assert!(refused.err.contains("坏了"), "{name}: {}", refused.err);
    }
    assert!(!other.file("desk.redb").exists());
    assert_eq!(strays(&other.file("")), [""; 0]);
    let restored = restore(&backup, &good);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(cases(&other, &other.file("desk.redb")), 3);
    let proof = other.run(&["verify"]);
    assert_eq!(proof.code, 0, "the attachment came along: {}", proof.out);
    assert_eq!(
        fs::read_dir(other.file("desk.redb.attachments"))
            .unwrap()
            .count(),
        1
    );
}

#[test]
fn a_passphrase_that_protects_nothing_is_not_taken() {
    let desk = Desk::new().with_three();
    let run = |file: &str| {
        let backup = desk.file("b.age");
        let args = [
            "backup",
            text(&backup),
            "--encrypt",
            "--passphrase-file",
            file,
        ];
        let answer = desk.run(&[&args[..], &["--lang", "zh"]].concat());
        assert_eq!(answer.code, 1, "{}", answer.out);
        assert!(!backup.exists());
        answer.err
    };
    let short = run(&passphrase(&desk, "short", "1234567\nmore"));
    assert!(short.contains("至少要 8"), "{short}");
    let open = desk.write("open", "long enough for all");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(run(text(&open)).contains("chmod 600"));
    assert!(run("/dev/zero").contains("不是普通文件"));
    // Nobody can type one where no terminal is.
    let backup = desk.file("b.age");
    assert_eq!(desk.run(&["backup", text(&backup), "--encrypt"]).code, 2);
}

#[test]
fn a_passphrase_is_typed_twice_at_the_terminal() {
    let desk = Desk::new().with_three();
    let home = desk.file("");
    let backup = desk.file("b.age");
    let args = ["backup", text(&backup), "--encrypt", "--lang", "zh"];
    for (second, code, sentence) in [
        ("another passphrase\r", 1, "两遍口令不一样"),
        ("a good passphrase\r", 0, "没有它，这个备份谁也打不开"),
    ] {
        let mut typed = Terminal::open(&home, (80, 24), &args);
        typed.wait_for("口令:");
        typed.send("a good passphrase\r");
        typed.wait_for("再输一遍:");
        typed.send(second);
        typed.wait_for(sentence);
        assert!(!typed.contents().contains("passphrase"));
        assert_eq!(typed.wait_exit(), code);
        assert_eq!(backup.exists(), code == 0);
    }
}

fn set(desk: &Desk, more: &str) -> std::path::PathBuf {
    let stick = desk.file("stick");
    let folder = desk.file("config/mulin");
    fs::create_dir_all(&folder).unwrap();
    let text = format!("backup = \"{}\"\n{more}", stick.display());
    fs::write(folder.join("config.toml"), text).unwrap();
    stick
}

fn daily(desk: &Desk, day: u32) -> Printed {
    let now = format!("2026-11-{day:02}T12:30:00+08:00");
    let mut command = desk.command(&["backup", "--daily", "--lang", "zh"]);
    Printed::of(&command.env("MULIN_NOW", now).output().unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_a_day_is_made_and_only_its_own_old_ones_go() {
    let desk = Desk::new().with_three();
    let nowhere = daily(&desk, 20);
    assert_eq!(nowhere.code, 1);
    assert!(
        nowhere.err.contains("没有设备份放在哪里"),
        "{}",
        nowhere.err
    );
    let scan = desk.write("scan.txt", "一页");
    assert_eq!(desk.run(&["case", "attach", "1", text(&scan)]).code, 0);
    let stick = set(&desk, "backup_keep = 2\n");
    let gone = daily(&desk, 20);
    assert_eq!(gone.code, 1);
    assert!(gone.err.contains("插上优盘"), "{}", gone.err);
    fs::create_dir(&stick).unwrap();
    // What others put there, even under such a name, is theirs.
    fs::write(stick.join("mulin-daily-2026-11-01.redb"), "own").unwrap();
    for day in 21..=24 {
        let made = daily(&desk, day);
        assert_eq!(made.code, 0, "{}", made.err);
    }
    let again = daily(&desk, 24);
    assert!(again.out.contains("已经备份过"), "{}", again.out);
    assert_eq!(
        names(&stick),
        [
            "mulin-daily-2026-11-01.redb",
            "mulin-daily-2026-11-23.redb",
            "mulin-daily-2026-11-23.redb.seals",
            "mulin-daily-2026-11-24.redb",
            "mulin-daily-2026-11-24.redb.seals",
            "mulin-daily.attachments",
        ]
    );
    // A copy that somebody wrote over is no longer ours.
    fs::write(stick.join("mulin-daily-2026-11-23.redb"), "own").unwrap();
    assert_eq!(daily(&desk, 25).code, 0);
    assert!(stick.join("mulin-daily-2026-11-23.redb").exists());

    let other = Desk::new();
    let copy = stick.join("mulin-daily-2026-11-24.redb");
    let restored = other.run(&["restore", text(&copy)]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let proof = other.run(&["verify"]);
    assert_eq!(proof.code, 0, "with its attachment: {}", proof.out);
}

#[test]
fn a_daily_copy_can_be_encrypted() {
    let desk = Desk::new().with_three();
    let file = passphrase(&desk, "secret", "口令口令口令口令");
    let stick = set(&desk, &format!("backup_passphrase = \"{file}\"\n"));
    fs::create_dir(&stick).unwrap();
    let made = daily(&desk, 24);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(names(&stick), ["mulin-daily-2026-11-24.age"]);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o604)).unwrap();
    let open = daily(&desk, 25);
    assert_eq!(open.code, 1);
    assert!(open.err.contains("chmod 600"), "{}", open.err);
    assert_eq!(names(&stick), ["mulin-daily-2026-11-24.age"]);
}

#[test]
fn an_open_desk_copies_by_itself_and_today_tells_it() {
    let desk = Desk::new().with_three();
    let stick = set(&desk, "backup_at = \"09:00\"\n");
    let home = desk.file("");
    let alt_d = "\x1bd";
    // The stick is not there.
    let mut open = Terminal::open(&home, (100, 30), &[]);
    open.wait_for("F1 帮助");
    open.send(alt_d);
    open.wait_for("备份没有成功");
    open.wait_for("插上优盘");
    open.send("\x11");
    assert_eq!(open.wait_exit(), 0);
    // Two windows; one of them makes it.
    fs::create_dir(&stick).unwrap();
    let later = [("MULIN_NOW", "2026-11-25T10:41:00+08:00")];
    let mut windows = [0; 2].map(|_| Terminal::open_with(&home, (100, 30), &[], &later));
    for window in &mut windows {
        window.wait_for("F1 帮助");
    }
    for window in &mut windows {
        window.send(alt_d);
        window.wait_for("上次备份 2026-11-25");
        window.wait_gone("备份没有成功");
    }
    assert_eq!(
        names(&stick),
        [
            "mulin-daily-2026-11-25.redb",
            "mulin-daily-2026-11-25.redb.seals"
        ]
    );
    assert_eq!(cases(&desk, &stick.join("mulin-daily-2026-11-25.redb")), 3);
}
