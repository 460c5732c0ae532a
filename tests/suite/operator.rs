//! 换经办人: what one half typed is kept for him; who sits down sees what he may see.

use mulin::app::effect::Request;
use mulin::app::pane::Pane;
use mulin::domain::field::Field;
use mulin::words::lang::Lang;

use crate::rooms::House;

/// Sits another one down, by what is typed.
fn sit(house: &mut House, name: &str) {
    house.press("<A-q>");
    house.type_text(name);
    house.press("<Enter>");
}

#[test]
fn who_sits_down_is_told_and_acts_in_his_own_name() {
    let mut house = House::open(Lang::Zh, (160, 45));
    house.sees("王芳 09-28 09:41");
    house.press("<F4> <Enter>");
    sit(&mut house, "李梅");
    assert!(house.notice().contains("李梅"), "{}", house.notice());
    assert_eq!(house.model.focus, Pane::Today);
    assert_eq!(house.model.shared.who, "李梅");
    assert_eq!(house.viewer().name, "李梅");
    house.sees("李梅 09-28 09:41");
    house.press("<F4> <Home> <Enter> <C-e>");
    house.type_text("记事");
    house.press("<Enter>");
    house.type_text("看过现场");
    house.press("<C-s>");
    house.press("4");
    house.sees("李梅");
}

#[test]
fn half_an_accusation_is_invisible_to_the_next_and_waits_for_whoever_typed_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    sit(&mut house, "李梅");
    house.press("<F2>");
    house.type_text("邓三友");
    house.press("intake.more");
    while house.model.intake.sheet.cursor() != Field::ConcernsOfficial {
        house.press("<Tab>");
    }
    house.press("1 <Tab>");
    assert_eq!(house.model.intake.sheet.cursor(), Field::Accused);
    house.type_text("王主任");
    house.sees("王主任");
    sit(&mut house, "孙强");
    assert_eq!(house.model.focus, Pane::Today);
    house.press("<F2>");
    house.sees_not("王主任");
    house.sees_not("邓三友");
    assert!(house.model.intake.draft_box.parked().is_empty());
    sit(&mut house, "李梅");
    assert_eq!(house.model.focus, Pane::Intake);
    house.sees("邓三友");
    house.sees("王主任");
}

#[test]
fn a_half_filled_form_waits_for_its_clerk_alone() {
    let mut house = House::open(Lang::Zh, (80, 24));
    sit(&mut house, "王梅");
    house.press("<A-j> joint.new <Tab>");
    house.type_text("二号接待室");
    sit(&mut house, "李梅");
    house.press("<A-d>");
    house.sees_not("没写完");
    house.press("<A-j> joint.new");
    house.sees_not("二号接待室");
    house.press("<Esc>");
    sit(&mut house, "王梅");
    house.press("<A-j> joint.new");
    house.sees("二号接待室");
}

#[test]
fn nobody_sits_down_without_a_name_or_under_the_house_s() {
    let mut house = House::open(Lang::Zh, (80, 24));
    for (name, why) in [
        ("", "要写姓名"),
        ("  ", "要写姓名"),
        ("牟邻之家", "不能当经办人"),
        ("王芳", "现在就是 王芳"),
    ] {
        sit(&mut house, name);
        house.sees(why);
        house.press("<Esc>");
        assert_eq!(house.model.shared.who, "王芳");
    }
}

#[test]
fn a_digit_chooses_from_those_who_work_here() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-n> 1");
    house.type_text("王芳");
    house.press("<Enter>");
    house.type_text("李红");
    house.press("<C-s> <A-q>");
    house.sees("1 李红");
    house.sees_not("2 王芳");
    house.press("1");
    assert_eq!(house.model.shared.who, "李红");
}

#[test]
fn each_has_the_lessons_that_he_has_done_himself() {
    let mut house = House::open(Lang::Zh, (80, 24));
    sit(&mut house, "王梅");
    house.asks(Request::KeepLesson("register"));
    house.press("<A-n>");
    house.sees("学过 1 / 12");
    sit(&mut house, "李梅");
    house.press("<A-n>");
    house.sees("学过 0 / 12");
    house.press("tutor.open");
    house.sees("学过 0 / 12");
    house.sees_not("√ 登记来访");
    house.press("<Esc>");
    sit(&mut house, "王梅");
    house.press("<A-n> tutor.open");
    house.sees("√ 登记来访");
}
