//! The whistles pane over a real store: a sign blown by keys, late, answered, rated and registered.

use mulin::domain::act::Action;
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::{Contact, GridCode, Post};
use mulin::domain::moment::Moment;
use mulin::domain::whistle::fact::{Party, Raised, WhistleFact, WhistleKind};
use mulin::words::lang::Lang;

use crate::rooms::{House, compare};

fn blown(kind: WhistleKind, from: &str, to: Party, about: &str, at: &str) -> Action {
    Action::Whistle {
        id: None,
        fact: WhistleFact::Raised(Box::new(Raised {
            kind,
            from: Party::Node(GridCode::parse(from).unwrap()),
            to,
            about: about.to_owned(),
            approver: if kind == WhistleKind::Sign {
                String::new()
            } else {
                "周书记".to_owned()
            },
            case: None,
            sign: None,
            at: Moment::parse(at).unwrap(),
        })),
    }
}

fn with_whistles(house: &mut House) {
    let head = Some(Post {
        role: "管区书记".to_owned(),
        holder: Contact {
            name: "单国强".to_owned(),
            phone: "13800003333".to_owned(),
        },
        stand_in: None,
    });
    let area = GridCode::parse("370785106-A1").unwrap();
    house.keep(vec![
        Action::Grid(GridEdit::SetHead {
            code: area.clone(),
            head,
        }),
        blown(
            WhistleKind::Sign,
            "370785106200",
            Party::Node(area),
            "两家为排水沟争吵，都在气头上",
            "2026-09-28T09:20",
        ),
        blown(
            WhistleKind::Hard,
            "370785106",
            Party::Unit("自然资源所".to_owned()),
            "三户宅基地界线不清，请到场测量",
            "2026-09-28T09:00",
        ),
    ]);
    house.tick("2026-09-28T09:41:00+08:00");
}

#[test]
fn a_sign_is_blown_goes_up_by_itself_and_is_answered_and_rated() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<A-w>");
        house.sees("没有这样的哨");
        house.press("whistles.raise");
        house.type_text("1");
        house.press("<Tab>");
        house.type_text("东牟家村");
        house.press("<Tab> <Tab>");
        house.type_text("两家为排水沟争吵");
        house.press("<C-s>");
        assert!(house.notice().contains("CS-1"), "{}", house.notice());
        house.sees("09-28 10:41  吹哨签到");
        // Nobody signed in within the hour: the town has it, and says why.
        house.tick("2026-09-28T10:42:00+08:00");
        house.press("<Enter>");
        house.sees("吹哨签到未按时");
        house.press("whistles.sign");
        house.type_text("李镇长");
        house.press("<C-s>");
        house.sees("李镇长");
        house.press("<C-g> ] <C-s>");
        house.sees("已联系");
        house.press("whistles.answer");
        house.type_text("村里已经清沟");
        house.press("<C-s>");
        house.sees("已反馈，未评价");
        house.press("whistles.rate");
        house.type_text("2");
        house.press("<C-s>");
        house.sees("部分解决");
        house.press("%");
        house.sees("没有这样的哨");
        house.press("[ [ [ [");
        house.sees("已办结");
    }
}

#[test]
fn who_phones_in_late_is_written_down_with_the_time_at_which_he_came() {
    let mut house = House::open(Lang::Zh, (160, 45));
    with_whistles(&mut house);
    house.tick("2026-09-28T10:20:00+08:00");
    // The hard one was blown at 9:00; nobody had signed in by 10:00, so it went up by itself.
    house.press("<A-w> <Down> <Enter> whistles.sign");
    house.sees("时间空着就是现在");
    house.type_text("赵军");
    house.press("<Tab>");
    house.type_text("8:30");
    house.press("<C-s>");
    house.sees("不能早于前一步（2026-09-28 09:00）");
    house.press("<Backspace> <Backspace> <Backspace> <Backspace>");
    house.type_text("9:20");
    house.press("<C-s>");
    house.sees("09:20 签到（10:20 记）");
    house.press("whistles.arrive");
    house.type_text("10:30");
    house.press("<C-s>");
    house.sees("还没到这个时候");
    house.press("<Backspace> <Backspace> <Backspace> <Backspace> <Backspace>");
    house.type_text("9:50");
    house.press("<C-s>");
    house.sees("09:50 已报到（");
    // What is done now is written in the same minute, and says so by saying nothing.
    house.press("whistles.answer");
    house.type_text("已测量");
    house.press("<C-s>");
    house.sees("2026-09-28 10:20  已测量");
}

#[test]
fn a_whistle_becomes_a_case_whose_page_shows_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_whistles(&mut house);
    house.press("<A-w> <C-g> @");
    house.sees("排水沟");
    house.press("whistles.register");
    house.sees("两家为排水沟争吵");
    house.type_text("单文");
    house.press("<C-s> <A-w>");
    house.sees("已转受理");
    // Nobody has classed it yet: on a list it stands by its number.
    house.sees_not("排水沟");
    house.press("<Enter> <Enter>");
    house.sees("ML-2026-");
}

#[test]
fn whistles_up_and_down() {
    compare("whistles", |house| {
        with_whistles(house);
        house.press("<A-w> <Enter>");
    });
}

#[test]
fn a_whistle_is_blown() {
    compare("whistles-raise", |house| {
        with_whistles(house);
        house.press("<A-w> whistles.raise");
    });
}
