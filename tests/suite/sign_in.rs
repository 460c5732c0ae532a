//! 登录 on the command line: a store that has operators answers to nobody who did not sign in, and each
//! verb to the roles of the table alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use mulin::domain::right::{Right, Role};

use crate::cli::{Desk, Printed};
use crate::terminal::Terminal;

const NAMES: &[(&str, &str)] = &[
    ("刘巧玲", "administrator"),
    ("王芳", "reception"),
    ("孙调解", "mediator"),
    ("赵镇长", "leader"),
    ("周助理", "lawyers_clerk"),
    ("吴审计", "auditor"),
];

/// What is typed for a verb, the right that it needs, and whether it reads lines.
const VERBS: &[(&[&str], Right)] = &[
    (&["register"], Right::Register),
    (&["find", "牟"], Right::Read),
    (&["case", "list"], Right::Read),
    (&["case", "show", "1"], Right::Read),
    (&["case", "ask", "1", "X"], Right::Read),
    (&["case", "papers", "1"], Right::Read),
    (
        &["case", "paper", "1", "receipt", "--out", "/nowhere/p.txt"],
        Right::TakeOut,
    ),
    (&["case", "attach", "1", "none.txt"], Right::Handle),
    (&["case", "attachments", "1"], Right::Read),
    (&["step", "1", "note", "--text", "x"], Right::Handle),
    (&["meeting", "list"], Right::Read),
    (&["meeting", "show", "1"], Right::Read),
    (&["handover"], Right::Read),
    (&["call", "list"], Right::Read),
    (&["duty"], Right::Read),
    (&["duty", "open"], Right::Read),
    (&["duty", "close"], Right::Ledgers),
    (&["whistle", "list"], Right::Read),
    (&["whistle", "raise"], Right::Handle),
    (&["tick"], Right::Ledgers),
    (&["report", "day"], Right::Read),
    (&["report", "day", "--issue"], Right::Issue),
    (&["report", "day", "--to", "/nowhere/r.csv"], Right::TakeOut),
    (&["roads"], Right::Read),
    (&["lawyer", "list"], Right::Read),
    (&["lawyer", "tally"], Right::Read),
    (&["import", "cases", "none.csv"], Right::TakeIn),
    (&["export", "cases", "/nowhere/c.csv"], Right::TakeOut),
    (&["verify"], Right::Upkeep),
    (&["seal"], Right::Upkeep),
    (&["move", "--to", "/nowhere/m.redb"], Right::Upkeep),
    (&["looked"], Right::Audit),
    (&["reindex"], Right::Upkeep),
    (&["repair", "/nowhere/r.redb"], Right::Upkeep),
    (&["backup", "/nowhere/b.redb"], Right::Upkeep),
    (&["restore", "none.redb"], Right::Upkeep),
    (&["compact"], Right::Upkeep),
    (&["checkin", "list"], Right::Read),
    (&["checkin", "report"], Right::Ledgers),
    (&["force"], Right::Read),
    (&["education"], Right::Read),
    (&["operator", "list"], Right::Read),
    (&["operator", "passphrase", "谁"], Right::Read),
    (&["operator", "pin", "谁"], Right::Read),
    (&["operator", "entrust", "1", "谁"], Right::Operators),
    (
        &["operator", "add", "谁", "--passphrase-file", "none"],
        Right::Operators,
    ),
    (&["operator", "token", "谁", "/nowhere/t"], Right::Operators),
    (&["operator", "role", "谁", "leader"], Right::Operators),
    (&["operator", "leave", "谁"], Right::Operators),
    (&["operator", "return", "谁"], Right::Operators),
];

/// What needs nobody: it touches no matter of the store.
const FREE: &[&str] = &[
    "demo",
    "tutor",
    "due",
    "doctor",
    "keys",
    "keys check",
    "keys probe",
    "keys terminals",
    "completions",
    "man",
    "schema",
    "operator roles",
    "operator recover",
];

/// Writes a file that its owner alone can read.
pub(crate) fn secret(desk: &Desk, name: &str, text: &str) -> String {
    let path = desk.write(name, text);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A desk with an operator of each role, whose passphrases are 口令 and their names.
pub(crate) fn staffed() -> Desk {
    let desk = Desk::new().with_three();
    let first = secret(&desk, "刘巧玲", "口令刘巧玲!!");
    for (name, role) in NAMES {
        let file = secret(&desk, name, &format!("口令{name}!!"));
        let add = [
            "operator",
            "add",
            name,
            "--role",
            role,
            "--passphrase-file",
            &file,
        ];
        let signed = ["--credential", &first];
        // The first one lets the others in.
        let line: Vec<&str> = if *name == NAMES[0].0 {
            add.to_vec()
        } else {
            signed.into_iter().chain(add).collect()
        };
        let added = desk.run(&line);
        assert_eq!(added.code, 0, "{name}: {}", added.err);
    }
    desk
}

pub(crate) fn as_one(desk: &Desk, name: &str, args: &[&str]) -> Printed {
    let file = desk.file(name);
    let mut all = vec!["--as", name, "--credential", file.to_str().unwrap()];
    all.extend(args);
    desk.run(&all)
}

#[test]
fn the_table_of_rights_holds_for_every_verb_and_every_role() {
    let desk = staffed();
    for (name, role) in NAMES {
        // A passphrase is slow by intent: where a role can have a token, each verb is tried with that,
        // and one verb of each right with the passphrase too.
        let token = token_of(&desk, role);
        let role = Role::parse(role).unwrap();
        let mut tried = Vec::new();
        let mut asked: Vec<(bool, &[&str], Right)> = Vec::new();
        for (verb, right) in VERBS {
            if token.is_some() {
                asked.push((false, verb, *right));
            }
            if token.is_none() || !tried.contains(right) {
                tried.push(*right);
                asked.push((true, verb, *right));
            }
        }
        for (by_passphrase, verb, right) in asked {
            let answer = match &token {
                Some(token) if !by_passphrase => {
                    let mut line = vec!["--credential", token];
                    line.extend(verb);
                    desk.run(&line)
                }
                _ => as_one(&desk, name, verb),
            };
            let refused =
                answer.err.contains("没有这项权限") || answer.err.contains("may not do this");
            assert_eq!(
                refused,
                !role.may(right),
                "{verb:?} as {role:?}: {} {}",
                answer.code,
                answer.err
            );
            if refused {
                assert_eq!(answer.code, 1, "{verb:?}");
                assert_eq!(answer.out, "", "{verb:?}");
            }
        }
    }
}

/// Makes a token of a role; none for the one that no script may have.
fn token_of(desk: &Desk, role: &str) -> Option<String> {
    let token = desk.file(role).to_str()?.to_owned();
    let script = format!("脚本{role}");
    let line = ["operator", "token", &script, &token, "--role", role];
    let made = as_one(desk, NAMES[0].0, &line);
    let is_made = made.code == 0;
    assert_eq!(is_made, role != "administrator", "{}", made.err);
    is_made.then_some(token)
}

#[test]
fn every_verb_stands_in_the_table() {
    let desk = Desk::new();
    let walked: Vec<String> = verbs(&desk, &[]);
    let tried = VERBS.iter().map(|(line, _)| line.join(" "));
    let tried: Vec<String> = tried.collect();
    for verb in &walked {
        let is_tried = tried
            .iter()
            .any(|it| it == verb || it.starts_with(&format!("{verb} ")));
        assert!(is_tried || FREE.contains(&verb.as_str()), "{verb}");
    }
    assert!(walked.len() > 40, "{walked:?}");
}

/// Gives every verb that the help names, those below others too.
fn verbs(desk: &Desk, path: &[&str]) -> Vec<String> {
    let mut line = path.to_vec();
    line.extend(["--lang", "en", "--help"]);
    let help = desk.run(&line).out;
    let Some((_, list)) = help.split_once("\nCommands:\n") else {
        return vec![path.join(" ")];
    };
    let named = list.lines().take_while(|line| !line.is_empty());
    let mut found = Vec::new();
    for name in named.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()) {
        if name == "help" {
            continue;
        }
        let mut below = path.to_vec();
        below.push(name);
        found.extend(verbs(desk, &below));
    }
    found
}

#[test]
fn a_name_alone_opens_nothing_once_there_is_an_operator() {
    let desk = staffed();
    for (verb, _) in VERBS {
        let mut line = vec!["--as", "刘巧玲"];
        line.extend(*verb);
        let answer = desk.run(&line);
        assert_eq!(
            (answer.code, answer.out.as_str()),
            (1, ""),
            "{verb:?}: {}",
            answer.err
        );
        assert!(
            answer.err.contains("--credential"),
            "{verb:?}: {}",
            answer.err
        );
    }
    let wrong = secret(&desk, "wrong", "不是这个口令");
    let answer = desk.run(&["--as", "刘巧玲", "--credential", &wrong, "case", "list"]);
    assert_eq!(
        (answer.code, answer.out.as_str()),
        (1, ""),
        "{}",
        answer.err
    );
    // Whoever has a passphrase has it for his own name alone.
    let own = desk.file("王芳");
    let line = [
        "--as",
        "刘巧玲",
        "--credential",
        own.to_str().unwrap(),
        "case",
        "list",
    ];
    assert_eq!(desk.run(&line).code, 1);
    let listed = as_one(&desk, "王芳", &["case", "list", "--json"]);
    assert_eq!(
        listed.json().as_array().map(Vec::len),
        Some(3),
        "{}",
        listed.err
    );
}

#[test]
fn the_first_operator_is_the_administrator_and_gets_the_recovery_key_once() {
    let desk = Desk::new();
    let file = secret(&desk, "one", "第一个口令一二三");
    let added = desk.run(&[
        "operator",
        "add",
        "王芳",
        "--role",
        "reception",
        "--passphrase-file",
        &file,
    ]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(added.out.contains("administrator"), "{}", added.out);
    let key = added
        .out
        .split_whitespace()
        .find(|it| it.matches('-').count() == 7)
        .unwrap();
    let key = key.trim_end_matches('.');
    assert_eq!(key.len(), 39, "{key}");
    let sign = ["--as", "王芳", "--credential", &file];
    let second = [
        &sign[..],
        &["operator", "add", "李梅", "--passphrase-file", &file],
    ]
    .concat();
    let second = desk.run(&second);
    assert_eq!(second.code, 0, "{}", second.err);
    assert!(!second.out.contains(key), "{}", second.out);
    // Nobody is left who could let others in.
    let leave = desk.run(&[&sign[..], &["operator", "leave", "王芳"]].concat());
    assert_eq!(leave.code, 1, "{}", leave.out);
    // The passphrase is lost; the paper is there.
    let new = secret(&desk, "new", "换过的口令一二三");
    let not_it = secret(&desk, "not-it", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
    let line = [
        "operator",
        "recover",
        "王芳",
        "--passphrase-file",
        &new,
        "--key-file",
    ];
    assert_eq!(desk.run(&[&line[..], &[&not_it]].concat()).code, 1);
    let paper = secret(&desk, "paper", &key.to_lowercase());
    let done = desk.run(&[&line[..], &[&paper]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(
        desk.run(&["--as", "王芳", "--credential", &file, "case", "list"])
            .code,
        1
    );
    assert_eq!(
        desk.run(&["--as", "王芳", "--credential", &new, "case", "list"])
            .code,
        0
    );
    // The clerk's passphrase is not to be had by it.
    let clerk = [
        "operator",
        "recover",
        "李梅",
        "--passphrase-file",
        &new,
        "--key-file",
        &paper,
    ];
    assert_eq!(desk.run(&clerk).code, 1);
}

#[test]
fn guessing_is_slowed_also_from_one_start_to_the_next() {
    let desk = staffed();
    let wrong = secret(&desk, "wrong", "猜一猜吧");
    let guess = ["--as", "王芳", "--credential", &wrong, "case", "list"];
    for _ in 0..5 {
        assert_eq!(desk.run(&guess).code, 1);
    }
    let right = as_one(&desk, "王芳", &["case", "list"]);
    assert_eq!(right.code, 1, "{}", right.out);
    assert!(right.err.contains("09:41"), "{}", right.err);
    // Others are not held up by it, and he himself is let in when the time is over.
    assert_eq!(as_one(&desk, "孙调解", &["case", "list"]).code, 0);
    let file = desk.file("王芳");
    let line = [
        "--as",
        "王芳",
        "--credential",
        file.to_str().unwrap(),
        "case",
        "list",
    ];
    let later = desk
        .command(&line)
        .env("MULIN_NOW", "2026-11-25T09:43:00+08:00")
        .output()
        .unwrap();
    assert_eq!(Printed::of(&later).code, 0, "{}", Printed::of(&later).err);
}

#[test]
fn a_script_signs_in_by_its_token_until_that_is_taken_back() {
    let desk = staffed();
    let token = desk.file("token");
    let token = token.to_str().unwrap();
    let made = as_one(
        &desk,
        "刘巧玲",
        &[
            "operator",
            "token",
            "12345导入",
            token,
            "--role",
            "reception",
        ],
    );
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(
        fs::metadata(token).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let text = fs::read_to_string(token).unwrap();
    assert!(!made.out.contains(text.trim()), "{}", made.out);
    // The name that is given beside it counts for nothing.
    let line = ["--as", "刘巧玲", "--credential", token, "register"];
    let answer = desk.feed(&line, "{\"summary\":\"路灯不亮\"}\n");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let number = answer.lines()[0]["number"].as_str().unwrap().to_owned();
    let shown = as_one(&desk, "王芳", &["case", "show", &number, "--json"]);
    assert_eq!(
        shown.json()["history"][0]["who"],
        "12345导入",
        "{}",
        shown.out
    );
    assert_eq!(
        desk.run(&["--credential", token, "operator", "add", "谁"])
            .code,
        1
    );
    // A file that others can read is no proof.
    fs::set_permissions(token, fs::Permissions::from_mode(0o644)).unwrap();
    let open = desk.run(&["--credential", token, "case", "list"]);
    assert!(
        open.code == 1 && open.err.contains("chmod 600"),
        "{}",
        open.err
    );
    fs::set_permissions(token, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(
        as_one(&desk, "刘巧玲", &["operator", "leave", "12345导入"]).code,
        0
    );
    assert_eq!(desk.run(&["--credential", token, "case", "list"]).code, 1);
    let admin = as_one(
        &desk,
        "刘巧玲",
        &[
            "operator",
            "token",
            "另一个",
            desk.file("t2").to_str().unwrap(),
            "--role",
            "administrator",
        ],
    );
    assert_eq!(admin.code, 1, "{}", admin.out);
    assert!(!desk.file("t2").exists());
}

#[test]
fn neither_a_list_nor_the_file_shows_what_is_typed_to_sign_in() {
    let desk = staffed();
    let listed = as_one(&desk, "王芳", &["operator", "list", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(
        listed.out.contains("孙调解") && !listed.out.contains("argon2"),
        "{}",
        listed.out
    );
    let store = fs::read(desk.file("desk.redb")).unwrap();
    let typed = "口令王芳!!".as_bytes();
    assert!(!store.windows(typed.len()).any(|it| it == typed));
    assert_eq!(as_one(&desk, "刘巧玲", &["verify"]).code, 0);
}

#[test]
fn who_changed_his_passphrase_uses_the_new_one_and_nobody_changes_anothers() {
    let desk = staffed();
    let new = secret(&desk, "new", "新的口令啊一二三");
    let own = as_one(
        &desk,
        "王芳",
        &["operator", "passphrase", "王芳", "--passphrase-file", &new],
    );
    assert_eq!(own.code, 0, "{}", own.err);
    assert_eq!(as_one(&desk, "王芳", &["case", "list"]).code, 1);
    let line = [
        "--as",
        "王芳",
        "--credential",
        &new,
        "operator",
        "passphrase",
        "孙调解",
    ];
    let others = desk.run(&[&line[..], &["--passphrase-file", &new]].concat());
    assert_eq!(others.code, 1, "{}", others.out);
    assert_eq!(as_one(&desk, "孙调解", &["case", "list"]).code, 0);
    let short = secret(&desk, "short", "短");
    let line = [
        "--as",
        "王芳",
        "--credential",
        &new,
        "operator",
        "passphrase",
        "王芳",
    ];
    assert_eq!(
        desk.run(&[&line[..], &["--passphrase-file", &short]].concat())
            .code,
        1
    );
}

#[test]
fn the_desk_opens_for_one_who_signed_in_and_nobody_sits_down_by_a_name() {
    let desk = staffed();
    let closed = desk.run(&["--as", "刘巧玲"]);
    assert_eq!(
        (closed.code, closed.out.as_str()),
        (1, ""),
        "{}",
        closed.err
    );
    assert!(closed.err.contains("--credential"), "{}", closed.err);
    let file = desk.file("周助理");
    let line = ["--as", "周助理", "--credential", file.to_str().unwrap()];
    let mut open = Terminal::open(&desk.file(""), (100, 30), &line);
    open.wait_for("F1 帮助");
    open.wait_for("周助理");
    open.send("\x1bq");
    open.wait_for("周助理 交班");
    open.send("\r");
    open.wait_for("口令");
    open.send("\x11");
    assert_eq!(open.wait_exit(), 0);
}

#[test]
fn the_desk_that_is_opened_without_a_name_asks_on_its_card() {
    let desk = staffed();
    let mut open = Terminal::open(&desk.file(""), (80, 24), &["--as", "王芳"]);
    open.wait_for("这份数据要登录");
    assert!(!open.contents().contains("F1"), "{}", open.contents());
    open.send("\r");
    open.wait_for("口令");
    open.send("口令王芳!!");
    open.wait_for("******");
    open.send("\r");
    open.wait_for("F1 帮助");
    open.wait_for("王芳");
    open.send("\x1b[20~");
    open.wait_for("锁屏");
    open.send("\x11");
    assert_eq!(open.wait_exit(), 0);
}
