//! 清单: written at the case, ticked by a key, kept in the history, and held back with the case.

use mulin::domain::act::{Action, CommitResult};
use mulin::domain::case::fact::checklist::ChecklistStep;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Class, Difficulty, Urgency};
use mulin::domain::moment::Moment;
use mulin::domain::refusal::Reason;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;
use serde_json::json;

use crate::cli::Desk;
use crate::rooms::{House, compare};
use crate::stored::{CLERK, Stored, number, registered};

fn add(items: &str) -> Step {
    Step::Checklist(ChecklistStep::Add {
        items: items.to_owned(),
        by_day: None,
    })
}

fn tick(point: u32) -> Step {
    Step::Checklist(ChecklistStep::Tick {
        point,
        on: "2026-11-25".parse().unwrap(),
    })
}

fn take(desk: &Stored, expected: u32, step: Step) -> CommitResult {
    let action = Action::Step {
        case: number(1),
        expected,
        step,
    };
    desk.elsewhere(CLERK, action)
}

/// Writes a list of two items at the case that is open.
fn write_list(house: &mut House) {
    house.press("case.checklist");
    house.type_text("到现场量地界");
    house.press("<Enter>");
    house.type_text("问村里要账页");
    house.press("<Tab>");
    house.type_text("2026-10-09");
    house.press("<C-s>");
}

#[test]
fn a_list_is_written_at_the_case_and_ticked_by_a_key() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<F4> <Home> <Enter>");
        write_list(&mut house);
        house.sees("已办 0 / 2");
        house.sees("[ ] 2 问村里要账页  2026-10-09 前");
        house.press("case.checklist");
        house.sees("1 [ ] 到现场量地界");
        house.press("<Enter>");
        house.sees("1 [√] 到现场量地界  王芳 2026-09-28");
        // The list stays for the next item, by its digit.
        house.press("2");
        house.sees("2 [√] 问村里要账页  王芳 2026-09-28");
        house.press("1");
        house.sees("这一项已经办了");
        house.press("3");
        house.sees("要办的事");
        house.press("<Esc>");
        house.sees("已办 2 / 2");
    }
}

#[test]
fn the_menu_of_the_case_offers_it_and_letters_become_a_text_in_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Home> <Enter> <C-e>");
    house.type_text("打勾");
    house.press("<Backspace> <Backspace>");
    house.type_text("清单");
    house.press("<Enter>");
    house.sees("要办的事");
    house.type_text("ydhlx");
    house.press("<A-/>");
    house.sees("已电话联系，本人知晓");
}

#[test]
fn the_list_of_a_case() {
    compare("checklist", |house| {
        house.press("<F4> <Home> <Enter>");
        write_list(house);
        house.press("case.checklist <Enter>");
    });
}

#[test]
fn an_item_is_ticked_once_and_a_tick_by_mistake_is_withdrawn() {
    let desk = Stored::open(Lang::Zh, (80, 24), &[registered("11-20", "牟春生", |_| {})]);
    let list = || {
        let viewer = Viewer::new(CLERK);
        let case = ask(desk.store.as_ref(), |it| it.case(number(1), &viewer));
        case.unwrap().unwrap().checklist
    };
    let refused = |outcome: CommitResult| match outcome {
        CommitResult::Refused(refusal) => refusal.reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(take(&desk, 1, tick(1))), Reason::NotFound);
    assert_eq!(refused(take(&desk, 1, add(" \n 。"))), Reason::Missing);
    take(&desk, 1, add("量地界\n\n  问村里  \n调账"));
    take(&desk, 2, tick(2));
    assert_eq!(list().counts(), (1, 3));
    assert_eq!(refused(take(&desk, 3, tick(2))), Reason::NotFound);
    assert_eq!(refused(take(&desk, 3, tick(4))), Reason::NotFound);
    let dropped = Step::Checklist(ChecklistStep::Drop {
        point: 3,
        reason: "账已交".to_owned(),
    });
    take(&desk, 3, dropped);
    assert_eq!(list().counts(), (1, 2), "what was dropped does not count");
    let undo = Step::Undo {
        of: 3,
        reason: "还没问".to_owned(),
    };
    take(&desk, 4, undo);
    let list = list();
    assert_eq!((list.counts(), list.first_open()), ((0, 2), Some(1)));
    assert_eq!(list.at(2).unwrap().text, "问村里");
    let faults = ask(desk.store.as_ref(), |it| it.verify(&mut |_| {}));
    assert!(faults.unwrap().faults.is_empty());
    let read = |it: &mulin::store::snapshot::Snapshot<'_>| {
        let history = it.history(
            mulin::domain::entry::Stream::Case(number(1)),
            &Viewer::new(CLERK),
        );
        Ok(history?.len())
    };
    assert_eq!(
        ask(desk.store.as_ref(), read).unwrap(),
        5,
        "all of it stays"
    );
    assert!(Moment::parse("2026-11-25T09:41:00+08:00").is_some());
}

#[test]
fn a_list_is_held_back_with_the_case_that_becomes_an_accusation() {
    let made = registered("11-20", "牟春生", |it| {
        it.matter.accused = Some("会计李梅".to_owned());
    });
    let desk = Stored::open(Lang::Zh, (80, 24), &[made]);
    take(&desk, 1, add("调账本照片"));
    take(&desk, 2, tick(1));
    let classify = Step::Classify {
        class: Class::Accusation,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    };
    assert!(matches!(take(&desk, 3, classify), CommitResult::Done(_)));
    for (who, items) in [(CLERK, 1), ("李梅", 0), ("赵六", 0)] {
        let viewer = Viewer::new(who);
        let view = ask(desk.store.as_ref(), |it| it.case_view(number(1), &viewer));
        let view = view.unwrap().unwrap();
        assert_eq!(view.case.checklist.0.len(), items, "{who}");
        let history = format!("{:?}", view.history);
        assert_eq!(history.contains("账本照片"), items > 0, "{who}: {history}");
    }
}

#[test]
fn the_command_line_writes_ticks_and_shows_it_to_named_staff_alone() {
    // The third case of these stories is an accusation; 刘巧玲 took it down.
    let desk = Desk::new().with_three();
    let step = |who: &str, fields: &[&str]| {
        let args = [&["step", "2026-3"], fields, &["--as", who]].concat();
        desk.run(&args)
    };
    let items = [
        "checklist_add",
        "--items",
        "查宅基地账\n问会计",
        "--by_day",
        "2026-12-01",
    ];
    assert_eq!(step("王芳", &items).code, 1);
    assert_eq!(step("刘巧玲", &items).code, 0);
    let done = ["checklist_done", "--point", "1", "--on", "2026-11-25"];
    assert_eq!(step("刘巧玲", &done).code, 0);
    let shown = desk
        .run(&["case", "show", "3", "--json", "--as", "刘巧玲"])
        .json();
    assert_eq!(
        shown["checklist"][0],
        json!({"point": 1, "text": "查宅基地账", "by_day": "2026-12-01",
            "done_on": "2026-11-25", "done_by": "刘巧玲", "dropped": false})
    );
    let history = shown["history"].as_array().unwrap();
    let last = &history[history.len() - 1];
    assert_eq!(last["step"], "checklist_done");
    assert_eq!(last["who"], "刘巧玲");
    let text = desk
        .run(&["case", "show", "3", "--lang", "zh", "--as", "刘巧玲"])
        .out;
    assert!(
        text.contains("[√] 1 查宅基地账  刘巧玲 2026-11-25"),
        "{text}"
    );
    assert!(text.contains("[ ] 2 问会计  2026-12-01 前"), "{text}");
    for args in [
        &["case", "show", "3", "--json"][..],
        &["case", "show", "3"],
        &["case", "list", "--json"],
        &["verify"],
    ] {
        let other = desk.run(&[args, &["--as", "王芳"]].concat());
        for text in [&other.out, &other.err] {
            assert!(!text.contains("宅基地账"), "{args:?} shows it: {text}");
        }
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_dated_item_stands_on_today_from_its_day_until_it_is_ticked() {
    let listed = |day: &str| {
        Step::Checklist(ChecklistStep::Add {
            items: format!("{day} 量地界"),
            by_day: Some(day.parse().unwrap()),
        })
    };
    let mut desk = Stored::open(
        Lang::Zh,
        (120, 40),
        &[registered("11-20", "牟春生", |_| {})],
    );
    for (revision, day) in (1..).zip(["2026-11-26", "2026-11-25", "2026-11-24"]) {
        let came = take(&desk, revision, listed(day));
        assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
    }
    desk.press("today.open");
    desk.tick();
    let picture = desk.picture();
    for seen in ["清单要办 2 项", "2026-11-24 量地界", "2026-11-25 量地界"] {
        assert!(picture.contains(seen), "{seen} is not on\n{picture}");
    }
    assert!(!picture.contains("2026-11-26 量地界"), "{picture}");
    // The second and the third are done.
    for (revision, point) in [(4, 2), (5, 3)] {
        let came = take(&desk, revision, tick(point));
        assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
    }
    desk.tick();
    let picture = desk.picture();
    assert!(!picture.contains("清单要办"), "{picture}");
    desk.go_to(Moment::parse("2026-11-26T08:30:00+08:00").unwrap());
    let picture = desk.picture();
    assert!(picture.contains("2026-11-26 量地界"), "{picture}");
}

#[test]
fn what_is_to_be_done_on_an_accusation_stands_on_nobody_elses_today() {
    let act = registered("11-20", "牟春生", |it| {
        it.matter.class = Class::Accusation;
        it.matter.accused = Some("村主任张某".to_owned());
    });
    let desk = Stored::open_as("李梅", Lang::Zh, (120, 40), &[act]);
    let item = Step::Checklist(ChecklistStep::Add {
        items: "调账本".to_owned(),
        by_day: Some("2026-11-24".parse().unwrap()),
    });
    let came = take(&desk, 1, item);
    assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
    let day = "2026-11-25".parse().unwrap();
    let of = |who: &str| {
        let viewer = Viewer::new(who);
        ask(desk.store.as_ref(), |it| it.checks_by(day, &viewer))
            .unwrap()
            .len()
    };
    assert_eq!((of(CLERK), of("李梅")), (1, 0));
}

#[test]
fn each_line_of_the_list_bears_one_number() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Home> <Enter>");
    write_list(&mut house);
    house.press("case.checklist");
    house.sees("2 [ ] 问村里要账页");
    house.sees_not("[ ] 2 问村里要账页");
}
