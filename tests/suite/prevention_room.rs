//! The prevention pane over a real store: a round taken down by keys, a finding to its end.

use mulin::domain::act::Action;
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::{Contact, GridCode, Post};
use mulin::domain::moment::Moment;
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::finding::{Finding, SignKind};
use mulin::domain::prevention::round::CheckRound;
use mulin::words::lang::Lang;

use crate::rooms::{House, compare};

fn check(code: &str, round: CheckRound, at: &str, found: Option<(&str, SignKind)>) -> Action {
    let at = Moment::parse(at).unwrap();
    Action::CheckIn {
        day: at.date(),
        report: Box::new(Report {
            node: GridCode::parse(code).unwrap(),
            round,
            by: "牟书记".to_owned(),
            at,
            how: How::Phone,
            outcome: found.map_or(RoundOutcome::Nothing, |(text, kind)| {
                RoundOutcome::Found(Box::new(Finding {
                    text: text.to_owned(),
                    kind,
                    about: "牟春生、单文".to_owned(),
                }))
            }),
        }),
        why: None,
    }
}

fn with_heads(house: &mut House) {
    for (code, name) in [("370785106200", "牟守田"), ("370785106201", "单国强")] {
        let head = Some(Post {
            role: "村党支部书记".to_owned(),
            holder: Contact {
                name: name.to_owned(),
                phone: "13800003333".to_owned(),
            },
            stand_in: None,
        });
        let code = GridCode::parse(code).unwrap();
        house.keep(vec![Action::Grid(GridEdit::SetHead { code, head })]);
    }
    house.tick("2026-09-28T09:41:00+08:00");
}

fn with_reports(house: &mut House) {
    with_heads(house);
    let quarrel = ("两家为排水沟争吵，都在气头上", SignKind::Neighbours);
    let complaint = ("反映村干部多占宅基地", SignKind::Accusation);
    for (code, at, found) in [
        ("370785106200", "2026-09-28T07:50", None),
        ("370785106201", "2026-09-28T08:05", Some(quarrel)),
        ("370785106202", "2026-09-28T08:20", Some(complaint)),
    ] {
        house.keep(vec![check(code, CheckRound::Morning, at, found)]);
    }
    house.tick("2026-09-28T09:41:00+08:00");
}

#[test]
fn a_round_is_taken_down_village_by_village_and_never_by_enter_alone() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        with_heads(&mut house);
        house.press("<A-v>");
        house.sees("应报 83  未报 83");
        house.press("<Enter> <Enter> <Enter>");
        house.sees("未报 83");
        house.type_text("1");
        house.sees("一个村");
        house.press("<Enter>");
        house.sees("未报 82");
        // A vacant head proposes nobody: who it was must be said.
        for _ in 0..3 {
            house.type_text("1");
            house.press("<Enter>");
        }
        house.press("<Esc> <Esc>");
        house.press("<C-g> ^");
        house.sees("未报");
    }
}

#[test]
fn a_finding_is_noted_watched_and_settled_and_its_people_stand_masked() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        with_heads(&mut house);
        house.press("<A-v>");
        house.type_text("2");
        house.sees("不贴标签");
        house.type_text("两家为排水沟争吵");
        house.press("<Tab>");
        house.type_text("1");
        house.press("<Tab>");
        house.type_text("牟春生、单文");
        house.press("<Tab>");
        house.type_text("牟守田");
        house.press("<C-s>");
        assert!(house.notice().contains("MT-1"), "{}", house.notice());
        house.press("prevention.show prevention.show");
        house.sees("待处置 1 件");
        house.press("<Enter>");
        house.sees("牟*生");
        house.sees_not("牟春生、单文");
        house.press("@");
        house.type_text("1005");
        house.press("<Tab>");
        house.type_text("等村里修沟");
        house.press("<Enter>");
        house.sees("观察到 2026-10-05");
        house.tick("2026-10-06T09:41:00+08:00");
        house.sees("!! ");
        house.press("#");
        house.type_text("沟修好了，两家握手言和");
        house.press("<Tab> <Enter>");
        house.sees("没有待处置的苗头");
    }
}

#[test]
fn a_sign_becomes_a_case_and_carries_its_number() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_reports(&mut house);
    house.press("<A-v> prevention.show prevention.show prevention.register");
    assert!(house.notice().contains("MT-1"), "{}", house.notice());
    house.sees("两家为排水沟争吵");
    house.type_text("单文");
    house.press("<C-s> <A-v>");
    house.sees("已转受理 ML-2026-0003");
    // Nobody has classed it yet: on a list it stands by its number.
    house.sees_not("排水沟");
}

#[test]
fn a_correction_says_why_and_what_was_said_before_stays() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_reports(&mut house);
    house.press("<A-v> <End> <Up> <Up> <Enter>");
    house.sees("原因");
    house.press("<C-s>");
    house.sees("此项必填");
    house.type_text("名字记错了");
    house.press("<Up> <Up> <Up>");
    house.type_text("乙");
    house.press("<C-s>");
    house.sees("更正 1 次");
}

#[test]
fn who_is_missing_in_the_morning() {
    compare("prevention-round", |house| {
        with_reports(house);
        house.press("<A-v>");
    });
}

#[test]
fn one_village_is_taken_down() {
    compare("prevention-nothing", |house| {
        with_heads(house);
        house.press("<A-v>");
        house.type_text("1");
    });
}

#[test]
fn the_early_signs_with_one_unfolded() {
    compare("prevention-signs", |house| {
        with_reports(house);
        house.press("<A-v> prevention.show prevention.show <Enter>");
        house.tick("2026-10-01T09:41:00+08:00");
    });
}

#[test]
fn a_week_area_by_area() {
    compare("prevention-week", |house| {
        with_reports(house);
        house.press("<A-v> prevention.show prevention.show prevention.show");
    });
}
