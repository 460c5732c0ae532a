//! 学一学 from the desk of the real program: the terminal goes to the lessons and comes back, with what
//! was being typed.

use std::path::Path;
use std::process::Command;

use crate::terminal::Terminal;

const F2: &str = "\x1bOQ";
const F10: &str = "\x1b[21~";
const CTRL_Q: &str = "\x11";
const CTRL_S: &str = "\x13";

/// Opens a desk at which somebody is being registered, and from there the first lesson.
fn in_a_lesson(home: &Path) -> Terminal {
    let mut desk = Terminal::open(home, (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F2);
    desk.wait_for("涉及干部");
    desk.send("尉迟恭");
    desk.wait_for("没有来过的记录");
    desk.send("\t\t\t");
    desk.send("拖欠");
    desk.wait_for("拖欠");
    desk.send(F10);
    desk.wait_for("输入要做的事");
    desk.send("教程");
    desk.wait_for("/ 教程");
    desk.send("\r");
    desk.wait_for("学过 0 / 12");
    desk.send("\r");
    desk.wait_for("第 1 课 / 12");
    desk
}

fn find(home: &Path, name: &str) -> String {
    let found = Command::new(env!("CARGO_BIN_EXE_mulin"))
        .args(["find", "--json", name])
        .env_clear()
        .env("HOME", home)
        .env("LANG", "zh_CN.UTF-8")
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("MULIN_STORE", home.join("desk.redb"))
        .output()
        .unwrap();
    String::from_utf8(found.stdout).unwrap()
}

#[test]
fn a_lesson_is_learned_without_leaving_what_is_being_typed() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = in_a_lesson(home.path());
    // The lesson gets every key, one by one.
    desk.send(F2);
    desk.wait_for("涉及干部");
    for letter in ["牟", "大", "山"] {
        desk.send(letter);
    }
    desk.wait_for("牟大山");
    desk.send("\t\t\t");
    desk.send("村口的路灯坏了半个月");
    desk.wait_for("路灯坏了半个月");
    desk.send(CTRL_S);
    desk.wait_for("好。编号、期限");
    desk.send(CTRL_Q);
    // Back, as it was.
    desk.wait_for("尉迟恭");
    desk.wait_for("回到台前");
    desk.wait_gone("第 1 课");
    desk.send("工资");
    desk.wait_for("拖欠工资");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0001");
    desk.send(F10);
    desk.wait_for("输入要做的事");
    desk.send("教程");
    desk.wait_for("/ 教程");
    desk.send("\r");
    desk.wait_for("学过 1 / 12");
    desk.send("\x1b");
    desk.wait_gone("学过 1 / 12");
    desk.send(CTRL_Q);
    assert_eq!(desk.wait_exit(), 0);
    desk.wait_clean();
    // What was practised is not among what is kept.
    assert!(!find(home.path(), "牟大山").contains("牟大山"));
    assert!(find(home.path(), "尉迟恭").contains("尉迟恭"));
}

#[test]
fn a_signal_during_a_lesson_ends_both_and_leaves_the_terminal_clean() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = in_a_lesson(home.path());
    desk.signal("TERM");
    assert_eq!(desk.wait_exit(), 143);
    desk.wait_clean();
    let again = Terminal::open(home.path(), (80, 24), &[]);
    again.wait_for("找回 1 份");
    again.wait_for("尉迟恭");
}
