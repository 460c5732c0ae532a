//! The meetings pane, key cases and the cursor-over over a real store, by keys.

use mulin::app::pane::Pane;
use mulin::domain::act::Action;
use mulin::domain::case::fact::key_case::KeyKind;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::item::Item;
use mulin::domain::meeting::kind::{MeetingId, MeetingKind};
use mulin::domain::meeting::state::{Calling, Judged, MeetingAction, MeetingFact};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::words::lang::Lang;

use crate::rooms::{House, compare, registration};

const CASE: CaseNumber = CaseNumber { year: 2026, run: 1 };

/// A dispatch meeting with a judgement and a task; 2026-09-28 is the Monday before the holiday.
fn with_meeting(house: &mut House) {
    let item = Item::Case(CASE);
    let call = MeetingAction::Call(Box::new(Calling {
        kind: MeetingKind::Dispatch,
        at: Moment::parse("2026-09-28T09:40:00+08:00").unwrap(),
        place: "二楼会议室".to_owned(),
        convener: "周书记".to_owned(),
        called: vec!["王岚 人社所".to_owned(), "李强 司法所".to_owned()],
    }));
    let facts = [
        MeetingFact::Judged {
            item,
            judged: Judged {
                risk: "老板可能离开本地".to_owned(),
                decision: "当天约谈老板".to_owned(),
            },
        },
        MeetingFact::Tasked {
            item: Some(item),
            what: "约谈老板".to_owned(),
            holder: "王岚".to_owned(),
            by: "2026-09-30".parse().unwrap(),
        },
        MeetingFact::Attended {
            came: vec!["王岚 人社所".to_owned()],
            absent: vec!["李强 司法所（出差）".to_owned()],
        },
    ];
    let actions = std::iter::once(call).chain(facts.map(MeetingAction::Do));
    for (at, action) in actions.enumerate() {
        let id = (at > 0).then_some(MeetingId(1));
        house.keep(vec![Action::Meeting { id, fact: action }]);
    }
    house.tick("2026-09-28T10:00:00+08:00");
}

/// Sees a text that may be broken over two lines.
#[track_caller]
fn reads(house: &House, text: &str) {
    let picture = house.picture();
    let signs = picture
        .chars()
        .filter(|it| !it.is_whitespace() && *it != '│');
    let flat: String = signs.collect();
    assert!(flat.contains(text), "{text} is not on\n{picture}");
}

fn mark(house: &mut House) {
    let asked = ["涉及三十户", "周书记", "2026-10-15", "2026-09-28"];
    let step = StepKind::Key(KeyKind::Mark)
        .read(&asked.map(str::to_owned))
        .unwrap();
    house.keep(vec![Action::Step {
        case: CASE,
        expected: 1,
        step,
    }]);
    house.tick("2026-09-28T10:00:00+08:00");
}

#[test]
fn a_meeting_is_called_held_and_its_task_comes_back_after_the_holiday_by_keys() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        house.press("<A-m>");
        house.sees("还没有会议");
        house.press("meetings.new <Tab> <Tab> <Tab>");
        house.type_text("二楼会议室");
        house.press("<Tab>");
        house.type_text("周书记");
        house.press("<C-s>");
        house.sees("参会人员");
        house.press("<Tab>");
        house.type_text("王岚 人社所、李强 司法所");
        house.press("<C-s>");
        house.sees("召集人 周书记");
        house.sees("[新登记]");
        // 到会 as proposed, but for one.
        house.press("@ <Tab>");
        house.type_text("赵军（请假）");
        house.press("<C-s>");
        house.sees("缺席：赵军（请假）");
        house.press("<Down> <Enter>");
        house.type_text("老板可能离开本地");
        house.press("<Tab>");
        house.type_text("当天约谈老板");
        house.press("<C-s>");
        house.sees("当天约谈老板");
        house.press("meetings.task");
        house.type_text("约谈老板");
        house.press("<Tab>");
        house.type_text("王岚");
        house.press("<Tab>");
        house.type_text("09-30");
        house.press("<C-s>");
        house.sees("09-30 周三  王岚  约谈老板");
        house.press("meetings.close");
        assert!(house.notice().contains("纪要"), "{}", house.notice());
        house.press("<End> <Enter>");
        house.type_text("议定约谈");
        house.press("<C-s> meetings.write");
        assert!(house.notice().contains("纪要已写到"), "{}", house.notice());
        house.press("meetings.close");
        house.sees("已结束");
        // The first working day after the holiday.
        house.tick("2026-10-08T08:20:00+08:00");
        house.press("<Esc>");
        house.sees("!! 09-30 周三  王岚  约谈老板");
        house.press("meetings.new <Tab> <Tab> <Tab>");
        house.type_text("二楼会议室");
        house.press("<Tab>");
        house.type_text("周书记");
        house.press("<Tab>");
        house.type_text("王岚 人社所");
        house.press("<C-s>");
        house.sees("第 1 次结转");
        house.press("<Home> <Down> # <Tab> <Tab>");
        house.type_text("已约谈，工资月底前付清");
        house.press("<C-s>");
        reads(&house, "王芳已办：已约谈");
        house.sees_not("[新登记]");
        house.press("<Esc>");
        house.sees_not("未完成任务");
        house.press("<F4> <Home> <Enter> 5");
        reads(&house, "王芳已办：已约谈");
    }
}

#[test]
fn a_key_case_is_marked_in_its_file_and_stands_on_the_list_of_key_cases() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-i>");
    house.sees("没有这样的事项");
    house.press("queue.clear <Home> <Enter> case.step");
    house.type_text("列为重点案件");
    house.press("<Enter>");
    for text in ["涉及三十户", "周书记", "2026-10-15"] {
        house.type_text(text);
        house.press("<Tab>");
    }
    house.press("<C-s>");
    house.sees("到 2026-10-15 止，还有 17 天；周书记 定：涉及三十户");
    house.press("<C-g> {");
    assert_eq!(house.model.focus, Pane::Queue);
    house.sees("★重点17天");
    house.sees("包案领导");
    house.sees_not("王*明");
    // It ends by itself.
    house.tick("2026-10-16T08:30:00+08:00");
    house.sees("没有这样的事项");
}

#[test]
fn a_shift_is_handed_over_and_taken_over_by_keys() {
    for size in [(80, 24), (160, 45)] {
        let mut house = House::open(Lang::Zh, size);
        with_meeting(&mut house);
        house.press("<A-o>");
        house.sees("新登记");
        house.sees("约谈老板");
        house.type_text("李芳");
        house.press("<Tab>");
        house.type_text("下午老板来电要接");
        house.press("<C-s>");
        assert!(house.notice().contains("已交班"), "{}", house.notice());
        house.sees("还没有人接");
        house.press("handover.accept");
        assert!(
            house.notice().contains("不能交给自己"),
            "{}",
            house.notice()
        );
        house.press("handover.write");
        assert!(house.notice().contains("已写到"), "{}", house.notice());
        house.press("<Esc>");
        // Whoever comes next is told at once.
        let mut house = house.for_another("李芳");
        assert!(house.notice().contains("还没有人接"), "{}", house.notice());
        house.press("<C-g> }");
        house.sees("下午老板来电要接");
        house.press("handover.accept");
        assert!(house.notice().contains("已接班"), "{}", house.notice());
        house.sees("李芳 2026-09-28 10:00 接班");
    }
}

#[test]
fn the_meeting_on_the_table() {
    compare("meeting", |house| {
        with_meeting(house);
        house.press("<A-m> <End> <Enter> <Down>");
    });
}

#[test]
fn the_meetings_and_the_open_tasks() {
    compare("meeting-list", |house| {
        with_meeting(house);
        house.press("<A-m>");
        house.tick("2026-10-09T09:41:00+08:00");
    });
}

#[test]
fn the_key_cases() {
    compare("key-cases", |house| {
        mark(house);
        house.press("<A-i>");
    });
}

#[test]
fn the_hand_over_that_writes_itself() {
    compare("handover", |house| {
        with_meeting(house);
        house.press("<A-o>");
    });
}

#[test]
fn a_long_hand_over_says_by_which_key_there_is_more() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let matters = (0..20).map(|at| registration(&format!("令狐{at}"), "", "东牟家村", "水沟堵了"));
    house.keep(matters.collect());
    house.tick("2026-12-28T10:00:00+08:00");
    house.press("<A-o>");
    house.sees("PgDn");
    house.press("<PageDown> <PageDown> <PageDown> <PageDown>");
    house.sees_not("PgDn");
}
