//! A morning at the desk in the real program: register, interrupt with the Finder, be killed and
//! come back, look at the queue, leave.
#![cfg(unix)]

use crate::terminal::Terminal;

const TAB: &str = "\t";
const ESC: &str = "\x1b";
const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";
const F4: &str = "\x1bOS";
const CTRL_G: &str = "\x07";
const CTRL_Q: &str = "\x11";
const CTRL_S: &str = "\x13";

/// Types into the field of the caret and waits until it stands there.
fn fill(desk: &mut Terminal, text: &str) {
    desk.send(text);
    desk.wait_for(text);
}

fn register(desk: &mut Terminal, name: &str, phone: &str, village: &str, summary: &str) {
    fill(desk, name);
    desk.send(TAB);
    fill(desk, phone);
    desk.send(TAB);
    fill(desk, village);
    desk.send(TAB);
    fill(desk, summary);
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-");
}

#[test]
fn a_morning_at_the_desk() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("F1 帮助");
    desk.send(F2);
    desk.wait_for("姓名");
    register(
        &mut desk,
        "单雄信",
        "13800001111",
        "东牟家村",
        "拖欠工资三个月",
    );
    desk.wait_for("ML-2026-0001");
    desk.send("1");
    desk.wait_gone("已登记");
    register(&mut desk, "尉迟恭", "13800002222", "后薛村", "承包地被占");
    desk.wait_for("ML-2026-0002");
    desk.send("1");
    desk.wait_gone("已登记");

    // Interrupted by the Finder with half a form typed; a second identifier lifts the mask.
    fill(&mut desk, "欧阳娜");
    desk.send(F3);
    desk.wait_for("查来访");
    desk.send("yuchigong");
    desk.wait_for("尉迟*");
    desk.send(" 2222");
    desk.wait_for("尉迟恭");
    desk.send(ESC);
    desk.wait_for("欧阳娜");

    // Killed; the next start brings the draft back at its field.
    desk.send(TAB);
    fill(&mut desk, "13800003333");
    desk.wait_quiet();
    desk.signal("KILL");
    desk.wait_exit();
    let mut desk = Terminal::open(home.path(), (80, 24), &[]);
    desk.wait_for("欧阳娜");
    desk.wait_for("> 电话");
    desk.wait_for("13800003333");
    desk.wait("the caret behind the phone", |screen| {
        screen.cursor_position() == (3, 27)
    });
    desk.send(TAB);
    desk.send(TAB);
    fill(&mut desk, "暖气不热");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0003");

    // The queue in a wide window, reached by the road that passes an input method.
    desk.resize((160, 45));
    desk.send(CTRL_G);
    desk.send("2");
    for number in ["ML-2026-0001", "ML-2026-0002", "ML-2026-0003"] {
        desk.wait_for(number);
    }
    desk.wait_for("* 事项");
    desk.resize((80, 24));
    desk.send(F4);
    desk.wait_for("后薛村");
    // A draft that is still being kept would be asked about.
    desk.wait_quiet();
    desk.send(CTRL_Q);
    assert_eq!(desk.wait_exit(), 0);
    desk.wait_clean();
}

#[test]
fn an_accusation_is_under_lock_from_the_first_second() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = Terminal::open(home.path(), (80, 24), &["--as", "王芳"]);
    desk.wait_for("F1 帮助");
    desk.send(F2);
    desk.wait_for("姓名");
    fill(&mut desk, "牟春生");
    for _ in 0..3 {
        desk.send(TAB);
    }
    fill(&mut desk, "反映村会计虚报补贴");
    desk.send(TAB);
    desk.send(TAB);
    desk.wait_for("> 涉及干部");
    desk.send("1");
    desk.wait_for("被反映");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0001");
    desk.wait_quiet();
    desk.send(CTRL_Q);
    assert_eq!(desk.wait_exit(), 0);

    let mut other = Terminal::open(home.path(), (80, 24), &["--as", "李梅"]);
    other.wait_for("F1 帮助");
    other.send(F4);
    other.wait_for("ML-2026-0001");
    other.wait_for("锁");
    assert!(!other.contents().contains("虚报"), "{}", other.contents());
    assert!(!other.contents().contains("牟春生"), "{}", other.contents());
}

#[test]
fn a_second_window_notices_what_the_first_registers() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Terminal::open(home.path(), (80, 24), &[]);
    first.wait_for("F1 帮助");
    let mut second = Terminal::open(home.path(), (80, 24), &[]);
    second.wait_for("F1 帮助");
    second.send(F4);
    second.wait_for("全部0");
    first.send(F2);
    first.wait_for("姓名");
    register(
        &mut first,
        "单雄信",
        "13800001111",
        "东牟家村",
        "拖欠工资三个月",
    );
    second.wait_for("ML-2026-0001");
}
