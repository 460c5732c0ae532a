//! 法律途径: found by typing, counted from a day on the same line, told in the case in front, and
//! marked where nobody read the law's own words.

use mulin::domain::act::{Action, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::codes::{Category, Channel, Class};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::exchange::roads::built_in;
use mulin::words::lang::Lang;

use crate::cli::Desk;
use crate::rooms::House;

/// The row of the list that the cursor is on.
fn under_the_cursor(house: &House) -> String {
    let picture = house.picture();
    let line = picture.lines().find(|line| line.contains("│> "));
    line.unwrap_or_else(|| panic!("no cursor on\n{picture}"))
        .to_owned()
}

#[test]
fn the_list_says_how_many_follow_and_a_click_means_the_row_that_is_seen() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-l>");
    house.sees("↓ 还有");
    house.sees("1/24（共 24 条）");
    house.press("<PageDown> <PageDown>");
    house.sees_not("1/24");
    let picture = house.picture();
    let (row, line) = picture
        .lines()
        .enumerate()
        .find(|(_, line)| line.starts_with("│  "))
        .unwrap();
    let about: String = line.chars().skip(3).take(8).collect();
    house.click(5, u16::try_from(row).unwrap());
    assert!(under_the_cursor(&house).contains(&about), "{about}");
    house.press("<PageDown> <PageDown> <PageDown> <PageDown>");
    house.sees("24/24");
    house.sees_not("↓ 还有");
}

#[test]
fn words_find_a_road_and_a_day_on_the_same_line_counts_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-l>");
    for (typed, first) in [
        ("工伤", "工伤认定"),
        ("gsrd", "工伤认定"),
        ("再审", "认为生效判决"),
        ("protection order", "家庭暴力"),
        ("行政复议法 23", "侵犯已取得的自然资源权利"),
    ] {
        house.type_text(typed);
        let row = under_the_cursor(&house);
        let text = house.picture();
        assert!(text.contains(first), "{typed}: {row}\n{text}");
        for _ in typed.chars() {
            house.press("<Backspace>");
        }
    }
    house.type_text("工伤 2026-03-01");
    assert!(under_the_cursor(&house).contains("2027-03-01"));
    house.sees("1/1（共 24 条）");
    house.press("<Backspace>");
    house.sees("1/1（共 24 条）");
    house.type_text("1 没有这样的途径");
    house.sees("没有对得上的途径");
}

#[test]
fn in_front_of_a_case_the_road_is_written_down_there() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-l> <Enter>");
    assert!(house.notice().contains("先打开案卷"), "{}", house.notice());
    house.press("<Esc> <F4> <Enter> <A-l>");
    house.sees("法律途径和时限：告知");
    house.type_text("ldzc 2026-08-03");
    house.press("<Enter>");
    house.sees("截止日");
    house.press("<C-s>");
    assert!(
        house.notice().contains("已办：告知法律途径"),
        "{}",
        house.notice()
    );
}

/// 反家庭暴力法 16, 23.
#[test]
fn violence_at_home_is_told_where_to_go_first() {
    let mut house = House::open(Lang::Zh, (160, 45));
    house.keep(vec![Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "蔡文姬".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class: Class::Claim,
            category: Some(Category::Land),
            summary: "丈夫家暴，不敢回家".to_owned(),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(house.model.shared.now),
            channel: Some(Channel::Visit),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }))]);
    house.tick("2026-09-28T09:42:00+08:00");
    house.press("<F4> <End> <Enter>");
    let shown = house.model.case.view().unwrap();
    if !shown.case.matter.summary.contains("家暴") {
        house.press("<F4> <Home> <Enter>");
    }
    house.press("<A-l>");
    assert!(under_the_cursor(&house).contains("家庭暴力"));
    house.sees("人身安全保护令");
    house.sees("告诫书");
}

#[test]
fn a_road_that_nobody_read_in_the_law_says_so_in_every_view() {
    let desk = Desk::new();
    for (lang, mark) in [("zh", "待核实"), ("en", "unchecked")] {
        let text = desk.run(&["roads", "--lang", lang]).out;
        let rows = desk.run(&["roads", "--json", "--lang", lang]).json();
        for row in rows.as_array().unwrap() {
            let about = row["about"].as_str().unwrap();
            let verified = row["verified"].as_bool().unwrap();
            let line = text
                .lines()
                .find(|it| it.starts_with(&format!("{about}\t")));
            let marked = line.unwrap().contains(mark);
            assert_eq!(marked, !verified, "{lang}: {about}");
        }
    }
    assert!(built_in().iter().any(|road| !road.verified));
}

#[test]
fn a_law_whose_day_is_unknown_says_so_wherever_its_rules_are_listed() {
    let desk = Desk::new();
    let rules = desk.run(&["due", "--rules", "--json"]).json();
    let rule = |name: &str| {
        let mut rules = rules.as_array().unwrap().iter();
        rules.find(|it| it["rule"] == name).unwrap().clone()
    };
    assert_eq!(rule("notice")["since"], "2022-05-01");
    assert_eq!(rule("notice")["since_unknown"], false);
    assert_eq!(rule("hotline")["since_unknown"], true);
    assert_eq!(rule("town_goal")["since_unknown"], false, "the town's own");
    let text = desk.run(&["due", "--rules", "--lang", "zh"]).out;
    let line = |name: &str| text.lines().find(|it| it.starts_with(name)).unwrap();
    assert!(line("notice\t").contains("自 2022-05-01 起施行"), "{text}");
    assert!(line("hotline\t").contains("施行日期不详"), "{text}");
    assert!(line("legal_aid\t").contains("待核实"), "{text}");
}
