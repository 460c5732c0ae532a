//! 今日: the opening page over a real store.

use mulin::app::pane::Pane;
use mulin::domain::act::{Act, Action};
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::Class;
use mulin::domain::grid::node::GridLevel;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::today::Heading;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::mediation::step;
use crate::screens::{SIZES, compare_with};
use crate::stored::{CLERK, Stored, number, registered};

fn take(case: CaseNumber, expected: u32, step: Step) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: Moment::parse("2026-11-24T16:00:00+08:00").unwrap(),
        action: Action::Step {
            case,
            expected,
            step,
        },
    }
}

/// Late, due today, due soon, an accusation, and an agreement that the court may
/// confirm and whose first part is due.
fn town() -> Vec<Act> {
    let mut acts = vec![
        registered("11-05", "牟春生", |it| {
            "宅基地边界不清".clone_into(&mut it.matter.summary);
        }),
        registered("11-10", "李守田", |_| {}),
        registered("11-12", "万俟英", |it| {
            "供热管道漏水".clone_into(&mut it.matter.summary);
        }),
        registered("11-03", "欧阳娜", |it| {
            it.matter.class = Class::Accusation;
            "反映村会计账目不清".clone_into(&mut it.matter.summary);
            it.matter.accused = Some("赵会计".to_owned());
        }),
        registered("11-16", "单雄信", |it| {
            "两家为水沟争吵".clone_into(&mut it.matter.summary);
        }),
    ];
    let steps = [
        "mediation_consent 李有地|given|2026-11-17|given|2026-11-17",
        "refer_to_mediation 孙玉梅|2026-11-18",
        "mediation_agree written|whole|单雄信，男；李有地，男|水沟争议，各占一半|共修水沟\
         |分两期出工||2026-11-20",
        "mediation_instalment 出工|三天|2026-11-27",
        "mediation_sign 2026-11-20|2026-11-20|2026-11-20",
    ];
    for (expected, text) in (1..).zip(steps) {
        acts.push(take(number(5), expected, step(text)));
    }
    acts
}

fn opened(lang: Lang, size: (u16, u16)) -> Stored {
    let mut desk = Stored::open(lang, size, &town());
    desk.press("<A-d>");
    desk
}

#[test]
fn what_is_due_soon_is_counted_alike_on_the_strip_and_on_the_page() {
    // 11-13 is due on 11-28, three days ahead: the last day of the town's span; 11-14 is not.
    let mut acts = town();
    // What was agreed stands under headings of its own.
    acts.truncate(4);
    acts.push(registered("11-13", "朴岁植", |_| {}));
    acts.push(registered("11-14", "区中青", |_| {}));
    let mut desk = Stored::open(Lang::Zh, (160, 45), &acts);
    desk.press("<A-d>");
    let view = &desk.model.today.view;
    let listed: u64 = view
        .sections
        .iter()
        .filter(|it| matches!(it.heading, Heading::DueToday | Heading::DueSoon))
        .map(|it| it.count)
        .sum();
    assert_eq!(view.due_soon, listed, "{:?}", view.sections);
    assert_eq!(listed, 3);
}

#[test]
fn the_page_tells_what_is_late_due_and_agreed_with_its_day() {
    let desk = opened(Lang::Zh, (80, 24));
    let picture = desk.picture();
    for text in [
        "[1] 今天到期 1 件",
        "[2] 超期 1 件",
        "11-20 周五     ML-2026-0001",
        "临期 2 件",
        "司法确认 1 件",
        // The 30th day is a Sunday.
        "12-21 周一",
        "要履行 1 项",
        "11-27 周五     ML-2026-0005",
        "第 1 期：出工",
    ] {
        assert!(picture.contains(text), "{text}\n{picture}");
    }
    assert!(
        !picture.contains("账目"),
        "an accusation stands by number\n{picture}"
    );
}

#[test]
fn a_digit_opens_the_list_behind_a_section_and_enter_the_matter() {
    for (keys, pane, shown, hidden) in [
        ("1", Pane::Queue, "路灯", "宅基地边界不清"),
        ("2", Pane::Queue, "宅基地边界不清", "供热管道漏水"),
        ("3", Pane::Queue, "供热管道漏水", "路灯"),
        ("4", Pane::Queue, "两家为水沟争吵", "宅基地边界不清"),
        ("<Down> <Enter>", Pane::Case, "路灯", "水沟"),
    ] {
        let mut desk = opened(Lang::Zh, (80, 24));
        desk.press(keys);
        let picture = desk.picture();
        assert_eq!(desk.model.focus, pane, "{keys}");
        assert!(picture.contains(shown), "{keys}: {shown}\n{picture}");
        assert!(!picture.contains(hidden), "{keys}: {hidden}\n{picture}");
    }
}

#[test]
fn a_desk_with_nothing_to_see_to_says_so() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[]);
    desk.press("<A-d>");
    let picture = desk.picture();
    assert!(picture.contains("没有到期、超期和待办的事项"), "{picture}");
}

#[test]
fn who_is_to_be_rung_back_and_who_has_not_reported_is_told_without_a_full_name() {
    let at = Moment::parse("2026-11-25T09:00:00+08:00").unwrap();
    let act = |action| Act {
        who: CLERK.to_owned(),
        when: at,
        action,
    };
    let call = CallFact::Opened(Box::new(CallCard {
        caller: Caller {
            number: "13800001234".to_owned(),
            name: "单雄信".to_owned(),
            person: None,
            village: String::new(),
        },
        started_at: at,
        ended_at: at,
        note: "问低保".to_owned(),
        outcome: CallOutcome::CallBack {
            by: at.plus_seconds(3600),
            what: "问清材料".to_owned(),
        },
    }));
    let call = act(Action::Call {
        id: None,
        fact: call,
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[call]);
    desk.press("<A-d>");
    let picture = desk.picture();
    for text in ["[1] 待回电 1 项", "11-25 10:00", "RX-1  单*信  问清材料"] {
        assert!(picture.contains(text), "{text}\n{picture}");
    }
    assert!(
        !picture.contains("未报到"),
        "nobody has begun to look round\n{picture}"
    );
    desk.press("1");
    assert_eq!(desk.model.focus, Pane::Hotline);
    let grid = ask(desk.store.as_ref(), |it| it.grid()).unwrap();
    let village = grid.of_level(GridLevel::Village).next().unwrap();
    let report = Report {
        node: village.code.clone(),
        round: CheckRound::Morning,
        by: "牟书记".to_owned(),
        at,
        how: How::Phone,
        outcome: RoundOutcome::Nothing,
    };
    let reported = Action::CheckIn {
        day: at.date(),
        report: Box::new(report),
        why: None,
    };
    desk.elsewhere(CLERK, reported);
    desk.press("<A-d>");
    desk.tick();
    let picture = desk.picture();
    assert!(picture.contains("[2] 本轮未报到 82 处"), "{picture}");
}

#[test]
fn pictures_of_the_opening_page() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let desk = opened(lang, size);
            let file = format!("today.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file, &desk.picture());
        }
    }
}

#[test]
fn at_the_desk_the_page_stays_until_the_hand_moves_in_the_list() {
    let mut desk = Stored::open_new(Lang::Zh, (160, 45), &town());
    assert!(
        desk.picture().contains("今天到期 1 件"),
        "{}",
        desk.picture()
    );
    desk.press("<F4> <Down>");
    let picture = desk.picture();
    assert!(!picture.contains("今天到期 1 件"), "{picture}");
    assert!(
        picture.contains("1 概要"),
        "the case beside the list\n{picture}"
    );
}
