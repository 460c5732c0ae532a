//! Input as attack: no option waits for a pipe or reads a device without an end, nothing takes the
//! machine's memory, and what nobody sees is neither kept nor shown.
#![cfg(unix)]

use std::any::TypeId;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use clap::CommandFactory;
use mulin::verbs::arguments::Arguments;

use crate::cli::Desk;
use crate::terminal::DEADLINE;

/// Options that take a file: (path of verb and option, arguments, what is named for a pipe).
///
/// `{}` is the pipe or the device.
const FILES: &[(&str, &[&str])] = &[
    ("store", &["--store", "{}", "case", "list"]),
    ("store", &["--store", "{}", "register"]),
    ("store", &["--store", "{}", "verify"]),
    ("store", &["--store", "{}", "doctor"]),
    ("keymap", &["--keymap", "{}", "keys"]),
    ("keys check file", &["keys", "check", "{}"]),
    ("import file", &["import", "cases", "{}"]),
    (
        "import map",
        &["import", "cases", "sheet.csv", "--map", "{}"],
    ),
    ("restore file", &["restore", "{}"]),
    (
        "restore passphrase_file",
        &["restore", "b.age", "--passphrase-file", "{}"],
    ),
    (
        "backup passphrase_file",
        &["backup", "new.age", "--encrypt", "--passphrase-file", "{}"],
    ),
    ("move from", &["move", "--from", "{}", "--to", "new.redb"]),
    ("move to", &["move", "--to", "{}"]),
    ("backup file", &["backup", "{}"]),
    ("backup file", &["backup", "{}", "--replace"]),
    ("case attach file", &["case", "attach", "1", "{}"]),
    ("step from", &["step", "--from", "{}"]),
    ("step", &["step", "1", "note", "--text", "@{}"]),
    (
        "case paper out",
        &["case", "paper", "1", "receipt", "--out", "{}"],
    ),
    ("export file", &["export", "cases", "{}"]),
    ("export file", &["export", "cases", "{}", "--replace"]),
    ("report to", &["report", "day", "--to", "{}"]),
    ("repair file", &["repair", "{}"]),
    ("credential", &["--credential", "{}", "case", "list"]),
    ("operator token file", &["operator", "token", "导入", "{}"]),
    (
        "operator add passphrase_file",
        &["operator", "add", "王芳", "--passphrase-file", "{}"],
    ),
    (
        "operator passphrase passphrase_file",
        &["operator", "passphrase", "王芳", "--passphrase-file", "{}"],
    ),
    (
        "operator passphrase key_file",
        &["operator", "passphrase", "王芳", "--key-file", "{}"],
    ),
    (
        "operator pin pin_file",
        &["operator", "pin", "王芳", "--pin-file", "{}"],
    ),
    (
        "operator entrust key_file",
        &["operator", "entrust", "1", "王芳", "--key-file", "{}"],
    ),
    ("doctor report", &["doctor", "--report", "{}"]),
    (
        "operator recover passphrase_file",
        &[
            "operator",
            "recover",
            "王芳",
            "--key-file",
            "sheet.csv",
            "--passphrase-file",
            "{}",
        ],
    ),
    (
        "operator recover key_file",
        &["operator", "recover", "王芳", "--key-file", "{}"],
    ),
];

/// Options that read a file although their type does not say so.
const AS_TEXT: &[&str] = &["keymap", "step", "step from"];

/// Files of the program's own, read without being asked for.
const OWN: &[&str] = &[
    "config/mulin/config.toml",
    "config/mulin/roads.toml",
    "config/mulin/triage.toml",
    "config/mulin/content.toml",
    "config/mulin/phrases.toml",
    "config/mulin/views.toml",
    "config/mulin/papers/receipt.txt",
    "desk.redb.drafts/7.json",
    "desk.redb.daily",
];

fn pipe(path: &Path) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    path.to_owned()
}

/// Waits for the end, as long as anything may take; gives the code.
fn ended(what: &str, mut child: Child) -> i32 {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or(-1);
        }
        if begun.elapsed() > DEADLINE {
            child.kill().unwrap();
            panic!("{what} hangs");
        }
        thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// Starts the program with its memory limited to 400 MB beside what it maps of itself.
fn start(desk: &Desk, arguments: &[String]) -> Child {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let plain = desk.command(&arguments);
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "ulimit -v 700000; exec \"$0\" \"$@\""])
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(desk.file(""))
        .env_clear();
    for (name, value) in plain.get_envs() {
        if let Some(value) = value {
            limited.env(name, value);
        }
    }
    limited
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn no_option_waits_for_a_pipe_or_reads_a_device() {
    let desk = Desk::new().with_three();
    desk.write("sheet.csv", "姓名,概况\n牟春生,拖欠工资\n");
    desk.write("b.age", "age-encryption.org/v1\n-> scrypt x 18\n");
    let fifo = pipe(&desk.file("fifo"));
    for (name, arguments) in FILES {
        for file in [fifo.to_str().unwrap(), "/dev/zero", "/dev/full"] {
            let arguments: Vec<String> =
                arguments.iter().map(|it| it.replace("{}", file)).collect();
            let code = ended(&arguments.join(" "), start(&desk, &arguments));
            assert!(
                (1..=3).contains(&code),
                "{name}: {arguments:?} ended with {code}"
            );
        }
    }
    assert!(Path::new("/dev/zero").exists() && Path::new("/dev/full").exists());
}

#[test]
fn what_is_typed_on_the_command_line_comes_back_without_escapes() {
    let desk = Desk::new().with_three();
    let odd = "x\u{1b}]52;c;QQ==\u{7}\u{9b}31my";
    for arguments in [
        &["restore", odd][..],
        &["case", "show", odd],
        &["import", "cases", odd],
        &["verify", "--store", odd],
        &["verify", "--lang", odd],
        &[odd],
        &["verify", &format!("--{odd}")],
        &["step", "ML-2026-0001", odd],
        &["step", "ML-2026-0001", "note", &format!("--{odd}"), "x"],
        &["--lang", "zh", "verify", &format!("--{odd}")],
    ] {
        // That neither stdout nor stderr has an escape is looked at wherever the program runs.
        let answer = desk.run(arguments);
        assert_ne!(answer.code, 0, "{arguments:?}");
        assert!(!answer.err.contains('\u{9b}'), "{:?}", answer.err);
    }
}

#[test]
fn a_backup_that_asks_for_more_memory_than_a_machine_has_is_refused() {
    let desk = Desk::new();
    let corpus = crate::fuzz::targets::folder("backup").join("sealed.age");
    let sealed = fs::read(corpus).unwrap();
    let line = b"-> scrypt MDEyMzQ1Njc4OWFiY2RlZg 1\n";
    let at = sealed.windows(line.len()).position(|it| it == line);
    let number = at.unwrap() + line.len() - 2;
    let more = [&sealed[..number], b"22", &sealed[number + 1..]].concat();
    fs::write(desk.file("b.age"), more).unwrap();
    let word = desk.write("word", crate::fuzz::targets::WORD);
    fs::set_permissions(word, fs::Permissions::from_mode(0o600)).unwrap();
    let arguments = ["restore", "b.age", "--passphrase-file", "word"];
    let child = start(&desk, &arguments.map(str::to_owned));
    assert_eq!(ended("restore", child), 1);
}

#[test]
fn every_option_that_takes_a_file_is_in_the_table() {
    fn walk(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
        for option in command.get_arguments() {
            if option.get_value_parser().type_id() == TypeId::of::<PathBuf>() {
                found.insert(format!("{path}{}", option.get_id()));
            }
        }
        for verb in command.get_subcommands() {
            walk(verb, &format!("{path}{} ", verb.get_name()), found);
        }
    }
    let mut found = BTreeSet::new();
    walk(&Arguments::command(), "", &mut found);
    found.extend(AS_TEXT.iter().map(|it| (*it).to_owned()));
    let table: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, table);
}

#[test]
fn no_file_of_the_programs_own_holds_it_up() {
    for name in OWN {
        let desk = Desk::new().with_three();
        pipe(&desk.file(name));
        for arguments in [&["doctor"][..], &["case", "list"], &["backup", "--daily"]] {
            let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
            let code = ended(&format!("{name}: {arguments:?}"), start(&desk, &arguments));
            assert!(
                (0..=3).contains(&code),
                "{name}: {arguments:?} ended with {code}"
            );
        }
    }
}

/// Packs a workbook again with another part, written by `write`.
fn bomb(place: &Path, part: &str, write: impl FnOnce(&mut dyn Write)) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["姓名", "概况"]) {
        sheet.write(0, column, heading).unwrap();
        sheet.write(1, column, "一").unwrap();
    }
    let whole = book.save_to_buffer().unwrap();
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    let mut to = zip::ZipWriter::new(fs::File::create(place).unwrap());
    let options = zip::write::SimpleFileOptions::default().large_file(true);
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        if name != part {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            to.start_file(name, options).unwrap();
            to.write_all(&bytes).unwrap();
        }
    }
    to.start_file(part, options).unwrap();
    write(&mut to);
    to.finish().unwrap();
}

#[test]
fn a_small_file_that_unpacks_to_much_is_refused_within_its_memory() {
    let desk = Desk::new().with_three();
    let head = "<?xml version=\"1.0\"?><styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs>";
    let styles = desk.file("styles.xlsx");
    bomb(&styles, "xl/styles.xml", |to| {
        to.write_all(head.as_bytes()).unwrap();
        let chunk = "<xf numFmtId=\"14\"/>".repeat(10_000);
        for _ in 0..400 {
            to.write_all(chunk.as_bytes()).unwrap();
        }
        to.write_all(b"</cellXfs></styleSheet>").unwrap();
    });
    let imported = desk.run(&["import", "cases", styles.to_str().unwrap(), "--lang", "zh"]);
    assert_eq!(imported.code, 1, "{}", imported.out);
    assert!(
        imported.err.contains("解开后的字节数超过"),
        "{}",
        imported.err
    );
    // As many as are let through still fit.
    let most = desk.file("most.xlsx");
    bomb(&most, "xl/styles.xml", |to| {
        to.write_all(head.as_bytes()).unwrap();
        let chunk = "<xf numFmtId=\"14\"/>".repeat(10_000);
        for _ in 0..80 {
            to.write_all(chunk.as_bytes()).unwrap();
        }
        to.write_all(b"</cellXfs></styleSheet>").unwrap();
    });
    let arguments = ["import", "cases", most.to_str().unwrap(), "--dry-run"].map(str::to_owned);
    assert_eq!(ended("styles", start(&desk, &arguments)), 0);
    // A map, keys and settings that are far too long.
    let long = desk.file("long.toml");
    fs::File::create(&long).unwrap().set_len(5 << 30).unwrap();
    let long = long.to_str().unwrap();
    let sheet = desk.write("sheet.csv", "姓名,概况\n牟春生,拖欠工资\n");
    for arguments in [
        &["import", "cases", sheet.to_str().unwrap(), "--map", long][..],
        &["keys", "check", long],
    ] {
        let refused = desk.run(&[arguments, &["--lang", "zh"]].concat());
        assert_ne!(refused.code, 0);
        assert!(
            refused.err.contains("文件太大"),
            "{arguments:?}: {}",
            refused.err
        );
    }
}

#[test]
fn what_nobody_sees_is_neither_kept_nor_shown() {
    let desk = Desk::new();
    let unseen = "\u{1b}]52;c;eA==\u{7}\u{9b}2J\u{202e}\u{e0041}\u{180b}\u{200d}\u{115f}";
    let heap = "\u{301}".repeat(600);
    let line = serde_json::json!({
        "name": format!("牟{unseen}春{heap}生"),
        "summary": format!("拖欠{unseen}工资"),
        "external_numbers": [
            {"kind": "12345", "value": format!("WF{unseen}2026")},
            format!("other:OT{unseen}1"),
        ],
    });
    let kept = desk.feed(&["register"], &line.to_string());
    assert_eq!(kept.code, 0, "{}", kept.err);
    for arguments in [
        &["case", "show", "1"][..],
        &["case", "show", "1", "--json"],
        &["find", "WF2026", "--json"],
        &["export", "cases", "out.jsonl", "--reveal"],
    ] {
        let output = desk
            .command(arguments)
            .current_dir(desk.file(""))
            .output()
            .unwrap();
        let mut shown = String::from_utf8(output.stdout).unwrap();
        if arguments.contains(&"out.jsonl") {
            shown = fs::read_to_string(desk.file("out.jsonl")).unwrap();
            assert!(shown.contains("WF]52;c;eA==2J2026"), "{shown}");
        }
        for sign in unseen
            .chars()
            .filter(|it| !it.is_ascii() || it.is_control())
        {
            assert!(!shown.contains(sign), "{arguments:?} shows {sign:?}");
        }
        assert!(shown.matches('\u{301}').count() <= 8, "{arguments:?}");
    }
    // Nor are they in the file: not even as another would keep them.
    let bytes = fs::read(desk.file("desk.redb")).unwrap();
    for sign in ["\u{1b}]52", "\u{202e}", "\u{e0041}"] {
        let found = bytes.windows(sign.len()).any(|it| it == sign.as_bytes());
        assert!(!found, "{sign:?} is kept");
    }
}

#[test]
fn a_crowd_beyond_belief_is_asked_about_and_kept() {
    let desk = Desk::new();
    let line = "{\"summary\":\"一\",\"people_count\":4294967295}";
    let kept = desk.feed(&["register", "--lang", "zh"], line);
    assert_eq!(kept.code, 0, "{}", kept.err);
    assert!(kept.out.contains("9999"), "{}", kept.out);
    let shown = desk.run(&["case", "show", "1", "--json"]).out;
    assert!(shown.contains("4294967295"), "{shown}");
}

#[test]
fn what_is_open_to_everybody_is_closed_and_told() {
    let desk = Desk::new().with_three();
    let mode = |name: &str| desk.file(name).metadata().unwrap().permissions().mode() & 0o777;
    let set = |name: &str, bits: u32| {
        fs::set_permissions(desk.file(name), fs::Permissions::from_mode(bits)).unwrap();
    };
    for name in [
        "papers",
        "desk.redb.drafts",
        "desk.redb.attachments",
        "maps",
    ] {
        fs::create_dir_all(desk.file(name)).unwrap();
        set(name, 0o777);
    }
    set("desk.redb", 0o666);
    let answer = desk.run(&["case", "list", "--lang", "zh"]);
    assert_eq!(answer.code, 0);
    for name in [
        "papers",
        "desk.redb.drafts",
        "desk.redb.attachments",
        "maps",
    ] {
        assert_eq!(mode(name), 0o700, "{name}");
        assert!(answer.err.contains(name), "{name}: {}", answer.err);
    }
    assert_eq!(mode("desk.redb"), 0o600);
    assert_eq!(desk.run(&["case", "list"]).err, "");
    // A group that was let in on purpose stays, and the doctor tells of it.
    set("desk.redb", 0o660);
    assert_eq!(desk.run(&["case", "list"]).err, "");
    assert_eq!(mode("desk.redb"), 0o660);
    assert!(desk.run(&["doctor"]).out.contains("desk.redb"));
}

#[test]
#[cfg(target_os = "linux")]
fn no_image_of_its_memory_is_left_on_the_disk() {
    let desk = Desk::new();
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -c unlimited; exec \"$0\" register"])
        .arg(env!("CARGO_BIN_EXE_mulin"))
        .env("MULIN_STORE", desk.file("desk.redb"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all("{\"summary\":\"一\"}\n".as_bytes())
        .unwrap();
    let mut first = [0; 1];
    child
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let line = limits
        .lines()
        .find(|it| it.starts_with("Max core file size"));
    let soft = line.unwrap().split_whitespace().nth(4);
    // Of nothing, a program to which images are handed would still get one.
    assert_eq!(soft, Some("1"), "{limits}");
    drop(stdin);
    child.wait().unwrap();
}
