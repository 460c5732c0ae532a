//! The calendar over a real store: appointments are made, clash, move and are kept; reminders come back.

use mulin::words::lang::Lang;

use crate::rooms::{House, compare};

/// Fills in the form of an appointment that is open.
fn arrange(house: &mut House, name: &str, day: &str, time: &str, with: &str) {
    house.type_text(name);
    house.press("<Tab> <Tab>");
    house.type_text(day);
    house.press("<Tab>");
    house.type_text(time);
    house.press("<Tab>");
    house.type_text("1");
    house.press("<Tab>");
    house.type_text(with);
    house.press("<C-s>");
}

#[test]
fn a_visitor_who_is_not_registered_is_agreed_with_and_received() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<A-b>");
        house.sees("2026 年 9 月");
        house.press("<C-d>");
        arrange(&mut house, "孙某某", "09-29", "9:00", "高秀云");
        house.sees("已记下");
        house.sees("[29]");
        house.sees("领导 高秀云");
        house.sees("约1");
        house.press("<Down> *");
        house.sees("孙某某");
        house.press("<A-b>");
        house.sees("已到");
    }
}

#[test]
fn the_same_hour_is_warned_of_and_not_refused() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-b> <C-d>");
    arrange(&mut house, "孙某某", "09-29", "9:00", "高秀云");
    house.press("<C-d>");
    house.type_text("李某");
    house.press("<Tab> <Tab>");
    house.type_text("09-29");
    house.press("<Tab>");
    house.type_text("9:30");
    house.press("<Tab>");
    house.type_text("1");
    house.press("<Tab>");
    house.type_text("高秀云");
    house.sees("已约 孙*某");
    house.press("<C-s>");
    house.sees("约2");
    house.sees("时间相撞");
}

#[test]
fn a_month_shows_holidays_and_says_what_is_not_known() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-b> ]");
    house.sees("2026 年 10 月");
    house.sees("休");
    house.sees("班");
    house.press("] ] ]");
    house.sees("2027 年的放假安排还没有导入");
    house.press("&");
    house.sees("周");
    house.press("&");
    house.sees("按 Ctrl-D");
    house.press("<Esc>");
    house.sees("2027 年 1 月");
}

#[test]
fn a_reminder_comes_back_on_its_day_until_it_is_done() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <A-z>");
    house.sees("提醒  ML-2026-");
    house.type_text("09-30");
    house.press("<Tab> <Tab>");
    house.type_text("问镇里答复了没有");
    house.press("<C-s>");
    house.sees("已记下");
    house.sees("事项");
    house.press("<A-d>");
    house.sees_not("提醒 1 项");
    house.tick("2026-10-09T09:00:00+08:00");
    house.sees("提醒 1 项");
    house.sees("问镇里答复了没有");
    house.press("<Home> <Down> #");
    house.sees("不再提醒");
    house.sees_not("提醒 1 项");
}

#[test]
fn the_calendar_of_the_town() {
    compare("calendar", |house| {
        house.press("<A-b> <C-d>");
        arrange(house, "孙某某", "09-29", "9:00", "高秀云");
        house.press("<A-z>");
        house.type_text("09-29");
        house.press("<Tab> <Tab>");
        house.type_text("问水管修好没有");
        house.press("<C-s>");
    });
}
