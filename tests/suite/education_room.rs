//! The education pane over a real store: a member is added, a training held, attendance noted.

use mulin::words::lang::Lang;

use crate::rooms::{House, compare};

fn with_staff(house: &mut House) {
    house.press("<A-u>");
    for (name, level, place) in [
        ("周敏", "1", "大牟家镇"),
        ("王岚", "2", "第一管区"),
        ("单文", "3", "东牟家"),
        ("牟丽", "3", "西牟家村"),
    ] {
        house.press("education.add");
        house.type_text(name);
        house.press("<Tab>");
        house.type_text(level);
        house.press("<Tab>");
        house.type_text(place);
        house.press("<C-s>");
    }
    house.press("education.show education.add <Tab>");
    house.type_text("民法典相邻关系");
    house.press("<Tab>");
    house.type_text("1.5");
    house.press("<Tab>");
    house.type_text("3");
    house.press("<Enter>");
}

#[test]
fn the_staff_is_listed_trained_and_counted_by_keys() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<C-g> \"");
        house.sees("空缺 6");
        with_staff(&mut house);
        house.sees("民法典相邻关系");
        house.press("<Enter>");
        house.sees("到会 0/2");
        house.press("<Enter>");
        house.sees("到会 1/2");
        house.press("<Down> education.attend");
        house.sees("到会 2/2");
        house.press("education.attend <Esc>");
        house.sees("1.5     1");
        house.press("<Esc>");
        house.sees("在岗 2/90  空缺 88");
        house.sees("东牟家村           1");
    }
}

#[test]
fn a_wrong_place_is_refused_at_its_line() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-u> education.add");
    house.type_text("周敏");
    house.press("<Tab>");
    house.type_text("3");
    house.press("<Tab>");
    house.type_text("第一管区");
    house.press("<C-s>");
    house.sees("层级不对");
}

#[test]
fn the_staff_of_the_town() {
    compare("education", |house| {
        with_staff(house);
        house.press("<Enter> <Enter> <Esc> <Esc>");
    });
}
