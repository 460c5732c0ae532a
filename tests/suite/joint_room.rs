//! The joint pane over a real store: a session from its calling to its minutes, by keys.

use mulin::app::pane::Pane;
use mulin::domain::act::Action;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::joint::{JointFact, JointId, Seat, Sitting};
use mulin::domain::number::CaseNumber;
use mulin::words::lang::Lang;

use crate::rooms::{House, compare};

const CASE: CaseNumber = CaseNumber { year: 2026, run: 1 };

fn with_session(house: &mut House) {
    let facts = [
        JointFact::Opened(Box::new(Sitting {
            day: "2026-09-28".parse().unwrap(),
            place: "二号接待室".to_owned(),
            convener: "周书记".to_owned(),
            seats: ["人社所 王岚", "司法所 李强"]
                .iter()
                .filter_map(|line| Seat::read(line))
                .collect(),
        })),
        JointFact::Hear(CASE),
        JointFact::Statement {
            case: CASE,
            unit: "人社所".to_owned(),
            text: "欠薪属实，先约老板".to_owned(),
            took_on: "约谈老板".to_owned(),
            by: "2026-09-30".parse().ok(),
        },
    ];
    for (at, fact) in facts.into_iter().enumerate() {
        let id = (at > 0).then_some(JointId(1));
        house.keep(vec![Action::Joint { id, fact }]);
    }
    house.tick("2026-09-28T10:00:00+08:00");
}

#[test]
fn a_session_is_called_heard_looked_up_in_and_written_out_by_keys() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size).with_lawyers();
        house.press("<A-j>");
        house.sees("还没有联合接访");
        house.press("joint.new <Tab>");
        house.type_text("二号接待室");
        house.press("<Tab>");
        house.type_text("周书记");
        house.press("<Tab>");
        house.type_text("人社所 王岚");
        house.press("<C-s>");
        house.sees("至少要有两个单位");
        // As one writes a row of names.
        house.type_text("、司法所 李强");
        house.press("<C-s>");
        house.sees("召集人 周书记");
        house.press("joint.add");
        house.type_text("牟春生");
        house.press("<C-s>");
        house.sees("没有找到");
        house.press("<Esc> <F4> <Home> <A-h>");
        house.sees("已加到本场");
        house.press("<Down> <Enter>");
        house.type_text("欠薪属实");
        house.press("<A-k>");
        for part in ["牟*生", "历次来访", "同村同类", "2026-09-30", "法律途径"] {
            house.sees(part);
        }
        house.press("<Esc>");
        house.sees("欠薪属实");
        house.press("<Tab>");
        house.type_text("约谈老板");
        house.press("<Tab>");
        house.type_text("09-30");
        house.press("<C-s>");
        house.sees("约谈老板  09-30 周三");
        house.press("<End> <Enter>");
        house.type_text("下周再看");
        house.press("<C-s> joint.write");
        assert!(house.notice().contains("纪要已写到"), "{}", house.notice());
        house.press("joint.close");
        house.sees("已结束");
        house.press("<Esc> <Home>");
        house.sees("已认领未办结");
        house.press("joint.kept <C-s>");
        house.sees_not("已认领未办结");
    }
}

#[test]
fn a_form_that_was_left_comes_back_with_what_was_typed() {
    let mut house = House::open(Lang::Zh, (80, 24));
    with_session(&mut house);
    house.press("<A-j> joint.new <Tab>");
    house.type_text("三楼会议室");
    house.press("<Esc> <F5>");
    assert_eq!(house.model.focus, Pane::Lawyers);
    house.press("<C-g> ( joint.new");
    house.sees("三楼会议室");
}

#[test]
fn a_case_tells_what_was_taken_on_and_the_desk_reminds_of_it() {
    let mut house = House::open(Lang::Zh, (200, 45));
    with_session(&mut house);
    house.press("<A-j>");
    house.press("<F4> <Home> <Enter> 5");
    house.sees("人社所 王岚：欠薪属实，先约老板");
}

#[test]
fn the_session_on_the_table() {
    compare("joint", |house| {
        with_session(house);
        house.press("<A-j>");
        house.tick("2026-10-09T09:41:00+08:00");
        house.press("<End> <Enter>");
    });
}

#[test]
fn the_sessions_and_what_is_owed() {
    compare("joint-list", |house| {
        with_session(house);
        house.press("<A-j>");
        house.tick("2026-10-09T09:41:00+08:00");
    });
}

#[test]
fn the_look_up_over_a_session() {
    compare("lookup", |house| {
        with_session(house);
        house.press("<A-j>");
        house.tick("2026-09-29T09:41:00+08:00");
        house.press("<Home> <Enter> <A-k>");
    });
}

#[test]
fn a_task_force_is_formed_in_the_case_by_keys() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let classify = StepKind::Classify;
    let grades = ["claim", "wages", "ordinary", "hard"].map(str::to_owned);
    house.keep(vec![Action::Step {
        case: CASE,
        expected: 1,
        step: classify.read(&grades).unwrap(),
    }]);
    house.tick("2026-09-28T10:00:00+08:00");
    house.press("<F4> <Home> <Enter> case.step");
    house.type_text("成立工作专班");
    house.press("<Enter>");
    for text in [
        "周书记",
        "王岚",
        "李强 司法所",
        "郑安 派出所",
        "赵军 人社所",
        "先约谈",
    ] {
        house.type_text(text);
        house.press("<Tab>");
    }
    house.press("<C-s> 5");
    house.sees("郑安 派出所");
    house.sees("工作方案 先约谈");
}
