//! The real program in a pseudo-terminal.
#![cfg(unix)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::terminal::Terminal;

const F1: &str = "\x1bOP";
const F9: &str = "\x1b[20~";
const F10: &str = "\x1b[21~";
const ESC: &str = "\x1b";
const CTRL_G: &str = "\x07";
const CTRL_Q: &str = "\x11";

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn the_desk_opens_and_leaves_the_terminal_clean() {
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("受理");
    desk.wait_for("王芳 [测试] 09:41");
    desk.send(CTRL_Q);
    assert_eq!(desk.wait_exit(), 0);
    desk.wait_clean();
}

#[test]
fn a_signal_ends_it_in_order() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = home();
        let mut desk = Terminal::open(home.path(), (80, 24), &["--lang", "en"]);
        desk.wait_for("Queue");
        desk.signal(name);
        assert_eq!(desk.wait_exit(), code, "{name}");
        desk.wait_clean();
    }
}

#[test]
fn keys_reach_palette_help_and_curtain_by_both_roads() {
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F1);
    desk.wait_for("输入可查找");
    desk.send(ESC);
    desk.wait_gone("输入可查找");
    desk.send(CTRL_G);
    desk.wait_for("Ctrl-G");
    desk.send("？");
    desk.wait_for("输入可查找");
    desk.send(ESC);
    desk.wait_gone("输入可查找");
    desk.send(F10);
    desk.wait_for("输入要做的事");
    desk.send("遮屏");
    desk.wait_for("/ 遮屏");
    desk.send("\r");
    desk.wait_for("请稍候");
    assert!(!desk.contents().contains("遮屏"), "{}", desk.contents());
    desk.send(F9);
    desk.wait_gone("请稍候");
}

#[test]
fn an_enter_in_one_read_with_text_chooses_nothing() {
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F10);
    desk.wait_for("输入要做的事");
    desk.send("退出\r");
    desk.wait_for("/ 退出");
    desk.paste("牟\r");
    desk.wait_for("/ 退出牟");
    desk.send(ESC);
    desk.wait_gone("/ 退出");
    desk.wait_for("F1 帮助");
}

#[test]
fn the_terminals_cursor_stands_at_the_caret() {
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F10);
    desk.wait("a visible cursor", |screen| !screen.hide_cursor());
    desk.wait_for("输入要做的事");
    let (column, row) = desk.cursor();
    desk.send("牟邻");
    desk.wait_for("/ 牟邻");
    desk.wait("the cursor behind 牟邻", |screen| {
        screen.cursor_position() == (row, column + 4)
    });
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.resize((50, 10));
    desk.wait_for("窗口太小");
    desk.resize((160, 45));
    desk.wait_for("110 公安");
    desk.wait_gone("窗口太小");
}

#[test]
fn a_key_that_comes_with_a_new_size_is_not_left_lying_until_the_next_key() {
    const F2: &str = "\x1bOQ";
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    for round in 0..100 {
        desk.resize((80 + round % 2, 24));
        desk.send(F2);
        desk.wait_for("* 受理");
        desk.resize((82 + round % 2, 24));
        desk.send(F9);
        desk.wait_gone("受理");
        desk.send(F9);
        desk.wait_for("* 受理");
        desk.send("\x1bOS");
        desk.wait_gone("* 受理");
    }
}

#[test]
fn no_colour_means_no_colour_and_the_hand_is_still_seen() {
    let home = home();
    let mut desk = Terminal::open_with(home.path(), (80, 24), &[], &[("NO_COLOR", "1")]);
    desk.wait_for("F1 帮助");
    desk.send(F10);
    desk.wait_for("> ");
    desk.wait("a row in reverse and no colour", |screen| {
        let cells =
            || (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
        cells().any(vt100::Cell::inverse)
            && cells().all(|cell| {
                cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default
            })
    });
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_desk_draws_nothing_and_sleeps() {
    let home = home();
    let desk = Terminal::open(home.path(), (160, 45), &[]);
    desk.wait_for("F1 帮助");
    desk.wait_quiet();
    // What a slow machine still owes to the opening may come later; then it sleeps.
    let slept = (0..60).any(|_| {
        let (bytes, ticks) = (desk.bytes(), desk.cpu_ticks());
        std::thread::sleep(std::time::Duration::from_secs(1));
        desk.bytes() == bytes && desk.cpu_ticks() - ticks <= 1
    });
    assert!(slept, "nothing changes, and the desk draws or takes time");
}

#[test]
fn a_draft_survives_a_kill_and_comes_back_at_its_field() {
    const F2: &str = "\x1bOQ";
    const F3: &str = "\x1bOR";
    const CTRL_S: &str = "\x13";
    let home = home();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F2);
    desk.wait_for("涉及干部");
    desk.paste("单雄信 13800000001 东牟家 宅基地边界");
    desk.wait_for("已分到各栏");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0001");
    desk.send("尉迟恭");
    desk.wait_for("没有来过的记录");
    desk.send("\t\t\t");
    desk.send("拖欠");
    desk.wait_for("拖欠");
    desk.send(F3);
    desk.wait_for("可以混着打");
    desk.send("sxx");
    desk.wait_for("单*信");
    desk.send(ESC);
    desk.wait_gone("单*信");
    desk.wait_for("拖欠");
    desk.wait_quiet();
    let (column, row) = desk.cursor();
    desk.signal("KILL");
    desk.wait_exit();
    let mut again = Terminal::open(home.path(), (80, 24), &[]);
    again.wait_for("找回 1 份");
    again.wait_for("尉迟恭");
    again.wait("the caret where it was", |screen| {
        screen.cursor_position() == (row, column)
    });
    again.send("工资");
    again.wait_for("拖欠工资");
    again.send(CTRL_S);
    again.wait_for("已登记 ML-2026-0002");
}

/// Signs that terminals measure differently, each as many characters.
fn signs() -> [(&'static str, String); 6] {
    [
        ("skin tones", "👍🏽感谢👍🏿".to_owned()),
        ("flags", "🇨🇳🇫🇷国旗".to_owned()),
        ("a family", "👨‍👩‍👧‍👦一家".to_owned()),
        ("half-width kana", "ｶﾞｷﾞ停水".to_owned()),
        ("Devanagari", "क्षत्रिय नमस्ते".to_owned()),
        ("combining marks", format!("a{}b", "\u{301}".repeat(600))),
    ]
}

#[test]
fn no_sign_leaves_anything_under_the_curtain_or_in_another_pane() {
    for (what, text) in signs() {
        let home = home();
        let line = serde_json::json!({
            "name": "牟测", "phone": "13800001234", "channel": "visit", "class": "claim",
            "category": "general", "summary": text.repeat(6),
        });
        register(home.path(), &line.to_string());
        let mut desk = Terminal::open(home.path(), (100, 24), &["--lang", "zh"]);
        desk.wait_for("F1 帮助");
        desk.send("\x1bOS");
        desk.wait_for("ML-2026-0001");
        desk.send("\r");
        desk.wait_for("138****1234");
        desk.send(F9);
        desk.wait_for("请稍候");
        let own = ["牟邻之家", "09:41", "请稍候。牟邻热线2881890", "按F9继续"];
        desk.wait(&format!("nothing of {what}"), |screen| {
            let shown = screen.contents();
            let shown: String = shown.split_whitespace().collect();
            let left = own.iter().fold(shown, |left, own| left.replace(own, ""));
            left.is_empty()
        });
        desk.send(F9);
        desk.wait_gone("请稍候");
        desk.wait_for("138****1234");
        // Six hundred marks on a letter do not reach the terminal.
        let marks = desk.contents().matches('\u{301}').count();
        assert!(marks < 100, "{marks} marks");
    }
}

/// Registers a matter before the desk opens.
fn register(home: &Path, line: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mulin"))
        .args(["register", "--json"])
        .env_clear()
        .env("HOME", home)
        .env("LANG", "zh_CN.UTF-8")
        .env("USER", "王芳")
        .env("MULIN_TEST", "1")
        .env("MULIN_NOW", "2026-11-25T09:41:00+08:00")
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("MULIN_STORE", home.join("desk.redb"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(line.as_bytes()).unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
}
