//! Wherever a case is named, at the desk and on the command line, its 查询码 is as good as its number,
//! and so is its bare number, of this year or of the last.

use mulin::app::effect::Request;
use mulin::domain::act::Action;
use mulin::domain::call::state::CallOutcome;
use mulin::domain::item::{CallId, WhistleId};
use mulin::domain::joint::{JointFact, Seat, Sitting};
use mulin::domain::number::CaseNumber;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;
use serde_json::{Value, json};

use crate::cli::Desk;
use crate::receipts::{code, desk};
use crate::rooms::{House, registration};

const FIRST: CaseNumber = CaseNumber { year: 2026, run: 1 };
const SECOND: CaseNumber = CaseNumber { year: 2026, run: 2 };

/// Ways in which the first case is named, besides its whole number.
fn names(house: &House) -> Vec<String> {
    let code = house.code(FIRST);
    let (head, tail) = code.split_at(4);
    vec![
        code.clone(),
        format!("{} {tail}", head.to_lowercase()),
        "1".to_owned(),
        "0001".to_owned(),
        format!("1 {code}"),
        "ML-2026-0001/1".to_owned(),
    ]
}

/// Fills a form of the desk in by each of the names.
fn by_each_name(open: impl Fn(&mut House), kept: impl Fn(&House) -> Option<CaseNumber>) {
    let all = names(&House::open(Lang::Zh, (80, 24)));
    for name in all {
        let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
        open(&mut house);
        house.type_text(&name);
        house.press("<C-s>");
        assert_eq!(kept(&house), Some(FIRST), "{name}\n{}", house.picture());
    }
}

fn with_session(house: &mut House) {
    let sitting = Sitting {
        day: "2026-09-28".parse().unwrap(),
        place: "二号接待室".to_owned(),
        convener: "周书记".to_owned(),
        seats: ["人社所 王岚", "司法所 李强"]
            .iter()
            .filter_map(|line| Seat::read(line))
            .collect(),
    };
    let fact = JointFact::Opened(Box::new(sitting));
    house.keep(vec![Action::Joint { id: None, fact }]);
    house.tick("2026-09-28T10:00:00+08:00");
}

#[test]
fn a_joint_session_hears_it() {
    by_each_name(
        |house| {
            with_session(house);
            house.press("<A-j> <Enter> joint.add");
        },
        |house| {
            let today = "2026-09-28".parse().unwrap();
            let viewer = house.viewer();
            let sessions = ask(house.store(), |it| it.joints(today, today, &viewer)).unwrap();
            sessions[0].joint.heard.first().map(|it| it.case)
        },
    );
}

#[test]
fn a_lawyer_is_asked_about_it() {
    by_each_name(
        |house| {
            house.press("<F5> lawyers.contact");
            house.type_text("牟春花");
            house.press("<Tab> <Tab> <Tab> <Tab>");
        },
        |house| {
            let view = house.model.lawyers.ledger.view().unwrap();
            view.bookings[0].1.case
        },
    );
}

#[test]
fn another_case_is_merged_with_it() {
    by_each_name(
        |house| house.press("<F4> <End> <Enter> &"),
        |house| {
            let picture = house.picture();
            let both =
                picture.contains("保留 ML-2026-0001") && picture.contains("被合并 ML-2026-0002");
            both.then_some(FIRST)
        },
    );
}

#[test]
fn a_whistle_is_about_it() {
    by_each_name(
        |house| {
            house.press("<A-w> whistles.raise 1 <Tab>");
            house.type_text("东牟家村");
            house.press("<Tab> <Tab>");
            house.type_text("两家为排水沟争吵");
            house.press("<Tab> <Tab>");
        },
        |house| {
            let (now, viewer) = (house.model.shared.now, house.viewer());
            let whistle = ask(house.store(), |it| it.whistle(WhistleId(1), now, &viewer)).unwrap();
            whistle?.whistle.case
        },
    );
}

#[test]
fn a_meeting_takes_it_up() {
    by_each_name(
        |house| {
            house.press("<A-m> meetings.new <Tab> <Tab> <Tab>");
            house.type_text("二楼会议室");
            house.press("<Tab>");
            house.type_text("周书记");
            house.press("<Tab>");
            house.type_text("王岚 人社所、李强 司法所");
            house.press("<C-s>");
            // What is new stands on the agenda by itself.
            house.press("meetings.drop");
            house.press("meetings.add");
        },
        |house| house.picture().contains("ML-2026-0001").then_some(FIRST),
    );
}

#[test]
fn a_call_belongs_to_it() {
    by_each_name(
        |house| {
            house.press("<C-t>");
            house.type_text("13800001234");
            house.press("<Tab> <Tab> <Tab>");
            house.type_text("再问路灯");
            house.press("<Tab> 3 <Tab>");
        },
        |house| {
            let viewer = house.viewer();
            let call = ask(house.store(), |it| it.call(CallId(1), &viewer)).unwrap();
            match call?.call.card.outcome {
                CallOutcome::Case(case) => case,
                _ => None,
            }
        },
    );
}

#[test]
fn a_line_that_is_left_shows_which_case_it_is() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    let code = house.code(SECOND);
    house.press("<F5> lawyers.contact");
    house.type_text("牟春花");
    house.press("<Tab> <Tab> <Tab> <Tab>");
    house.type_text(&code);
    house.sees(&code);
    house.press("<Tab>");
    house.sees("ML-2026-0002");
    house.sees_not(&code);
}

#[test]
fn what_names_no_case_stays_and_is_told() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_session(&mut house);
    house.press("<A-j> <Enter> joint.add");
    for name in ["77", "牟春生", "23456789"] {
        house.type_text(name);
        house.press("<C-s>");
        house.sees(name);
        house.sees("没有找到");
        for _ in name.chars() {
            house.press("<Backspace>");
        }
    }
}

#[test]
fn a_bare_number_of_last_year_is_found_after_the_turn_of_the_year() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.tick("2027-01-05T10:00:00+08:00");
    house.keep(vec![registration("秦琼", "13800009999", "官庄村", "低保")]);
    for (typed, number) in [("1", "ML-2027-0001"), ("2", "ML-2026-0002")] {
        let meant = house.asks(Request::Meant(typed.to_owned()));
        assert!(
            format!("{meant:?}").contains(&number[3..7]),
            "{typed}: {meant:?}"
        );
    }
}

/// The answer to a command of the real program, as JSON.
fn answer(desk: &Desk, command: &[&str]) -> Value {
    let answer = desk.run(command);
    assert_eq!(answer.code, 0, "{command:?}: {} {}", answer.out, answer.err);
    serde_json::from_str(&answer.out).unwrap()
}

#[test]
fn every_command_takes_it() {
    let desk = desk();
    let code = code(&desk, 2);
    for name in [code.as_str(), "2", "2026-2", "ML-2026-0002/1"] {
        let shown = answer(&desk, &["case", "show", name, "--json"]);
        assert_eq!(shown["number"], "ML-2026-0002", "{name}");
        let papers = answer(&desk, &["case", "papers", name, "--json"]);
        assert_eq!(papers[0]["paper"], "receipt", "{name}");
        let step = ["step", name, "note", "--text", "电话联系", "--json"];
        assert_eq!(answer(&desk, &step)["number"], "ML-2026-0002", "{name}");
        let listed = answer(&desk, &["lawyer", "list", "--case", name, "--json"]);
        assert_eq!(listed, json!([]), "{name}");
    }
    let joins =
        format!("{{\"name\":\"程咬金\",\"summary\":\"还是那件事\",\"repeat_of\":\"{code}\"}}\n");
    let joined = desk.feed(&["register"], &joins);
    assert!(joined.out.contains("ML-2026-0002"), "{}", joined.out);
    let whistle = format!(
        "{{\"kind\":\"sign\",\"from\":\"东牟家村\",\"about\":\"争吵\",\"case\":\"{code}\"}}\n"
    );
    let raised = desk.feed(&["whistle", "raise"], &whistle);
    assert_eq!(raised.code, 0, "{} {}", raised.out, raised.err);
    let list = answer(&desk, &["whistle", "list", "--json"]);
    assert_eq!(list[0]["case"], "ML-2026-0002");
    // Nobody is led to an accusation by its code.
    let code = crate::receipts::code(&desk, 3);
    let out = { desk.command(&["case", "show", &code, "--json", "--as", "张某"]) }.output();
    assert_eq!(out.unwrap().status.code(), Some(1));
}
