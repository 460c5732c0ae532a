//! What was typed into a form outlives Esc, another case, another pane and a kill, and goes when it
//! is handed in.

use std::fs;

use mulin::app::pane::Pane;
use mulin::words::lang::Lang;

use crate::lives::Counter;
use crate::rooms::House;

const CTRL_S: &str = "\x13";

#[test]
fn a_form_over_a_pane_comes_back_after_esc_and_after_a_kill() {
    for (opened, line, typed) in [
        ("<A-j> joint.new", "<Tab>", "二号接待室"),
        ("<A-m> meetings.new", "<Tab> <Tab> <Tab>", "二楼会议室"),
        ("<A-w> whistles.raise", "1 <Tab>", "东牟家村"),
        ("<A-v> prevention.found", "", "东牟家村"),
        ("<A-u> education.add", "", "尉迟恭"),
        ("<A-d> <F7> duty.name", "", "周正"),
        ("<F5> lawyers.book", "", "单雄信"),
        ("<F6> <Home> grid.edit", "<Tab>", "欧阳娜"),
        ("<F8> figures.issue", "", "补记两件"),
        ("<A-o>", "", "钥匙在抽屉里"),
    ] {
        let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
        house.press(opened);
        if !line.is_empty() {
            house.press(line);
        }
        house.type_text(typed);
        house.sees(typed);
        house.press("<Esc>");
        assert!(
            house.notice().contains("已暂存"),
            "{opened}: {}",
            house.notice()
        );
        house.press(opened);
        house.sees(typed);
        house.killed();
        assert!(
            house.notice().contains("没写完"),
            "{opened}: {}",
            house.notice()
        );
        house.press("<A-d>");
        house.sees("没写完的表单 1 张");
        house.press(opened);
        house.sees(typed);
    }
}

#[test]
fn a_form_that_an_earlier_program_kept_comes_back_as_it_was_left() {
    for (opened, line, present, old) in [
        (
            "<A-j> joint.new",
            "<Tab>",
            "pane-joint/new",
            "pane-joint/New",
        ),
        (
            "<A-m> meetings.new",
            "<Tab> <Tab> <Tab>",
            "pane-meetings/-/call",
            "pane-meetings/(None, Call)",
        ),
    ] {
        let mut house = House::open(Lang::Zh, (80, 24));
        house.press(opened);
        house.press(line);
        house.type_text("二号接待室");
        house.press("<Esc>");
        let drafts = house.folder().join("desk.redb.drafts");
        let mut files = fs::read_dir(drafts).unwrap().map(|it| it.unwrap().path());
        let file = files
            .find(|it| it.extension().is_some_and(|it| it == "forms"))
            .unwrap();
        let kept = fs::read_to_string(&file).unwrap();
        assert!(kept.contains(present), "{kept}");
        fs::write(&file, kept.replace(present, old)).unwrap();
        house.killed();
        house.press("<A-d>");
        house.sees("没写完的表单 1 张");
        house.press(opened);
        house.sees("二号接待室");
        // It is not there a second time under its old name.
        house.press("<Esc> <A-d>");
        house.sees("没写完的表单 1 张");
    }
}

#[test]
fn a_step_that_is_being_written_comes_back_at_its_case_and_its_line() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Home> <Enter> case.correct");
    house.press("<Enter>");
    house.type_text("，欠到九月");
    house.sees("，欠到九月");
    // Another case is looked at in between.
    house.press("<F4> <End> <Enter>");
    assert!(house.notice().contains("已暂存"), "{}", house.notice());
    house.sees_not("，欠到九月");
    house.press("<A-d> <Home> <Enter>");
    house.sees("，欠到九月");
    house.killed();
    assert_eq!(house.model.focus, Pane::Case);
    house.sees("，欠到九月");
    house.type_text("底");
    house.sees("，欠到九月底");
    house.press("<C-s>");
    assert!(house.notice().contains("已办"), "{}", house.notice());
    house.killed();
    house.press("<A-d>");
    house.sees_not("没写完");
}

#[test]
fn the_persons_village_and_the_matters_are_two_and_come_back_each_as_itself() {
    let mut house = House::open(Lang::Zh, (80, 24));
    for (part, label) in [(3, "更正：问题属地"), (9, "更正：村")] {
        house.press("<F4> <Home> <Enter> case.correct");
        for _ in 0..part {
            house.press("<Down>");
        }
        house.press("<Enter>");
        house.sees(label);
        house.type_text("大孙家村");
        house.killed();
        house.sees(label);
        house.press("<C-s>");
        assert!(house.notice().contains("已办"), "{}", house.notice());
    }
}

#[test]
fn what_was_emptied_again_does_not_wait() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-j> joint.new <Tab>");
    house.type_text("二号");
    house.press("<Backspace> <Backspace> <Esc> <A-d>");
    house.sees_not("没写完");
}

#[test]
fn the_real_program_is_killed_over_a_form_and_goes_on_there_for_its_clerk_alone() {
    let mut counter = Counter::open("2026-11-25T09:41");
    counter.register(
        &["牟春生", "13800001234", "", "村西头路灯坏了"],
        "ML-2026-0001",
    );
    counter.open_case("ML-2026-0001");
    counter.search_step("记事");
    counter.desk.send("\r");
    counter.desk.wait_gone("/ 记事");
    counter.desk.send("先去看过现场");
    counter.desk.wait_for("先去看过现场");
    counter.desk.wait_quiet();
    counter.desk.signal("KILL");
    counter.desk.wait_exit();
    counter.sit("李梅", "2026-11-25T09:45");
    counter.desk.wait_quiet();
    assert!(!counter.desk.contents().contains("没写完"));
    counter.later("王芳", "2026-11-25T09:50");
    counter.desk.wait_for("先去看过现场");
    counter.desk.send(CTRL_S);
    counter.desk.wait_quiet();
}
