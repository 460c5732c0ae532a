//! The call pad and the hotline's ledger over a real store, by keys.

use mulin::app::pane::Pane;
use mulin::domain::field::Field;
use mulin::domain::moment::Moment;
use mulin::words::lang::Lang;

use crate::rooms::{House, compare};

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-09-28T{text}+08:00")).unwrap()
}

#[test]
fn a_call_interrupts_an_intake_is_parked_killed_comes_back_and_becomes_a_case() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<F2>");
        house.type_text("王小花");
        house.press("<C-t>");
        for number in ["110", "119", "120", "122"] {
            house.sees(number);
        }
        house.sees("通话 0:00");
        house.second(at("09:41:35"));
        house.sees("通话 0:35");
        house.type_text("1234");
        house.sees("牟*生");
        house.press("<Enter>");
        house.sees("13800001234");
        house.type_text("村口的路灯坏了");
        house.press("<Esc>");
        assert!(house.notice().contains("已暂存"), "{}", house.notice());
        house.sees("王小花");

        house.killed();
        house.sees("王小花");
        house.press("<C-t> call.next");
        house.sees("通话 0:35");
        house.sees("已停表");
        house.sees("村口的路灯坏了");
        house.press("<Tab> 3 <C-s>");
        assert_eq!(house.model.focus, Pane::Intake, "{}", house.picture());
        let sheet = &house.model.intake.sheet;
        for (field, text) in [
            (Field::Name, "牟春生"),
            (Field::Phone, "13800001234"),
            (Field::Village, "东牟家村"),
            (Field::Channel, "phone"),
            (Field::Summary, "村口的路灯坏了"),
            (Field::ReceivedAt, "2026-09-28 09:41"),
        ] {
            assert_eq!(sheet.get(field), text, "{field:?}\n{}", house.picture());
        }
        // He is known and has an open case: is it that? It is another matter.
        house.press("2 <C-s>");
        house.sees("ML-2026-0003");
        house.press("<C-g> $");
        house.sees("RX-1");
        house.sees("ML-2026-0003");
        house.sees_not("没有记完的通话");
        house.sees_not("牟春生");
        house.sees_not("路灯");
        house.press("<Enter> <Down> <Enter>");
        assert_eq!(house.model.focus, Pane::Case);
        let view = house.model.case.view().unwrap();
        assert_eq!(view.calls.len(), 1);
        // The intake of before waits as it was.
        house.press("<F2> intake.next_draft");
        house.sees("王小花");
    }
}

#[test]
fn the_callers_village_is_proposed_while_it_is_typed() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<C-t>");
        house.type_text("13800009001");
        house.press("<Tab>");
        house.type_text("单雄信");
        house.press("<Tab>");
        // Initials are meant; the first one is under the cursor.
        house.type_text("dmj");
        house.sees("可能是这些村");
        house.sees("> 东牟家村");
        house.press("<Enter>");
        house.sees_not("可能是这些村");
        house.type_text("村口的路灯坏了");
        house.press("<Tab> 3 <C-s>");
        let sheet = &house.model.intake.sheet;
        assert_eq!(sheet.get(Field::Village), "东牟家村", "{}", house.picture());
        assert_eq!(sheet.get(Field::Summary), "村口的路灯坏了");
    }
}

#[test]
fn a_village_that_is_not_ours_stays_as_typed_and_a_part_of_a_name_proposes_several() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<C-t> <Tab> <Tab>");
    house.type_text("牟家");
    house.sees("东牟家村");
    house.sees("西牟家村");
    house.press("<PageDown> <PageDown> <Enter>");
    house.sees_not("可能是这些村");
    house.sees("西牟家村");
    house.press("<S-Tab>");
    house.press("<Backspace> <Backspace> <Backspace> <Backspace>");
    house.type_text("平度某村");
    house.sees_not("可能是这些村");
    house.press("<Enter>");
    house.sees("平度某村");
}

#[test]
fn a_call_back_is_proposed_tried_and_done() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<C-g> 7");
    house.type_text("13800009001");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("问低保");
    house.press("<C-s>");
    house.sees("! ");
    house.press("2 <Tab>");
    house.sees("2026-09-29 09:41");
    house.type_text("15:00");
    house.press("<C-s>");
    assert!(house.notice().contains("RX-1"), "{}", house.notice());
    house.press("<A-p>");
    house.sees("2026-09-28 15:00 前回电");
    house.sees("138****9001");
    house.sees_not("问低保");
    house.tick("2026-09-28T15:30:00+08:00");
    house.sees("!! 09-28 15:00  回电");
    house.press("<Home> hotline.tried");
    house.sees("拨 13800009001");
    house.press("2 <C-s>");
    house.sees("已打 1 次");
    house.press("<Home> hotline.tried 1 <Tab>");
    house.type_text("已说明发放时间");
    house.press("<C-s>");
    house.sees("已回电");
    house.press("hotline.tried");
    house.press("<C-s>");
    house.press("<Esc> list.filter");
    house.type_text("9001");
    house.sees("号码含 9001 的来电 1 个");
    house.press("<Enter> <Enter>");
    house.sees("已说明发放时间");
    house.sees("问低保");
    // It becomes a case after all.
    house.press("hotline.case");
    assert_eq!(house.model.focus, Pane::Intake, "{}", house.picture());
    assert_eq!(house.model.intake.sheet.get(Field::Summary), "问低保");
}

#[test]
fn several_calls_wait_and_an_emptied_one_is_forgotten() {
    let mut house = House::open(Lang::Zh, (80, 24));
    for (second, note) in [("09:41:01", "路灯"), ("09:42:01", "低保")] {
        house.press("<C-t>");
        house.second(at(second));
        house.press("<Tab> <Tab> <Tab>");
        house.type_text(note);
        house.press("<Esc>");
    }
    house.press("<C-t>");
    house.sees("另有 2 个没记完");
    // A second call while the first is typed: that one waits.
    house.type_text("13800009001");
    house.press("<C-t>");
    house.sees("另有 3 个没记完");
    house.press("<Esc> <A-p>");
    house.sees("没有记完的通话");
    house.press("<Home> <Enter>");
    house.sees("路灯");
    house.press("<Backspace> <Backspace> <Esc> <C-t>");
    house.sees("另有 2 个没记完");
}

#[test]
fn several_callers_have_the_tail_and_one_is_chosen_masked() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<C-t>");
    house.type_text("1380");
    house.sees("牟*生");
    house.sees("王*明");
    house.sees_not("王小明");
    // The last of the list, by the mouse: the first click shows which, the second takes.
    for _ in 0..2 {
        house.click(10, 19);
    }
    house.sees("牟春生");
    house.press("<Esc> <C-t>");
    house.type_text("1380");
    house.press("<PageDown> <Enter>");
    house.sees("王小明");
    house.press("<Esc> <F9>");
    assert!(!house.model.counts_seconds());
}

#[test]
fn pictures_of_the_hotline() {
    compare("call-pad", |house| {
        house.press("<F2>");
        house.type_text("王小花");
        house.press("<C-t>");
        house.second(at("09:42:35"));
        house.type_text("1380");
        house.press("<PageDown>");
    });
    compare("hotline", |house| {
        house.press("<C-t>");
        house.type_text("1234");
        house.press("<Enter>");
        house.type_text("问低保何时发");
        house.press("<Tab> 2 <C-s> <C-t>");
        house.second(at("09:43:05"));
        house.type_text("13800009001");
        house.press("<Tab> <Tab> <Tab>");
        house.type_text("路灯");
        house.press("<Tab> 1 <C-s> <C-t>");
        house.type_text("13800009002");
        house.press("<Esc> <A-p>");
        house.tick("2026-09-29T10:00:00+08:00");
        house.press("hotline.earlier");
    });
}

#[test]
fn a_call_put_aside_by_leaving_for_the_ledger_stands_there_and_keeps_its_proposed_time() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<C-t>");
    house.second(at("09:41:01"));
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("问低保");
    house.press("<Tab> 2");
    house.sees("2026-09-29 09:41");
    house.press("<A-p>");
    house.sees("没有记完的通话");
    house.press("<Home> <Enter>");
    house.sees("问低保");
    house.sees("2026-09-29 09:41");
}
