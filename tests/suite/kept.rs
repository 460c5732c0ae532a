//! Esc loses nothing: a form that was left comes back as it was.

use mulin::words::lang::Lang;

use crate::rooms::House;

#[test]
fn a_step_of_a_case_that_was_left_with_esc_comes_back_in_that_case_alone() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Home> <Enter> <C-e>");
    house.type_text("记事");
    house.press("<Enter>");
    house.type_text("已到村里看过现场");
    house.press("<Esc>");
    assert!(house.told().contains("已留着"), "{}", house.told());
    house.sees_not("已到村里看过现场");
    house.press("<F4> <Down> <Enter> <C-e>");
    house.type_text("记事");
    house.press("<Enter>");
    house.sees_not("已到村里看过现场");
    house.press("<Esc>");
    assert_eq!(house.told(), "", "nothing was written");
    house.press("<F4> <Home> <Enter> <C-e>");
    house.type_text("记事");
    house.press("<Enter>");
    house.sees("已到村里看过现场");
    house.press("<C-s>");
    house.press("<C-e>");
    house.type_text("记事");
    house.press("<Enter>");
    house.sees_not("已到村里看过现场");
}

#[test]
fn a_form_of_the_duty_ledger_that_was_left_with_esc_comes_back() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F7> <C-x> <C-x> <C-x> @");
    house.type_text("欧阳娜");
    house.press("<Esc>");
    assert!(house.told().contains("已留着"), "{}", house.told());
    house.press("@");
    house.sees("欧阳娜");
}

#[test]
fn the_hint_of_a_whistle_is_whole_in_a_small_window() {
    let mut house = House::open(Lang::En, (80, 24));
    house.press("<A-w> <C-e>");
    house.sees("who approved it");
}
