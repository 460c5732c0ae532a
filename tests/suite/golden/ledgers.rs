//! What stands beside the cases: calls, whistles, signs, check-ins, duty, meetings, lawyers, staff.

use chrono::NaiveTime;
use mulin::domain::act::Action;
use mulin::domain::calendar::{DayKind, ListedDay};
use mulin::domain::codes::{Category, Channel, Class};
use mulin::domain::duty::{DutyFact, Leader};
use mulin::domain::education::staff::{Educator, EducatorId, LawLevel};
use mulin::domain::education::training::{Lesson, TrainingFact, TrainingId};
use mulin::domain::entry::Revealed;
use mulin::domain::force::Force;
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::{Contact, GridCode, Post};
use mulin::domain::handover::{HandoverFact, HandoverId};
use mulin::domain::item::Item;
use mulin::domain::joint::{JointFact, JointId, Seat, Sitting};
use mulin::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerDay, LawyerId, MeetingWay, Queue,
};
use mulin::domain::meeting::kind::{MeetingId, MeetingKind};
use mulin::domain::meeting::state::{Calling, Judged, MeetingAction, MeetingFact};
use mulin::domain::meeting::task::TaskDone;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;

use super::desk::{Desk, at, day, person, registration};

/// Writes them; needs a case and a person.
pub(super) fn write(desk: &Desk) {
    let when = at("11-20 09:00");
    let who = person("牟春生", "13800005001");
    let case = desk.registers(when, registration(who, Class::Claim, Channel::Visit, when));
    grid(desk);
    calendar(desk);
    lawyers(desk, case);
    joint(desk, case);
    duty(desk, case);
    staff(desk);
    meeting(desk, case);
    handovers(desk);
    reveals(desk, case);
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn text(it: &str) -> String {
    it.to_owned()
}

fn contact(name: &str, phone: &str) -> Contact {
    Contact {
        name: text(name),
        phone: text(phone),
    }
}

fn grid(desk: &Desk) {
    let code = |it: &str| GridCode::parse(it).unwrap();
    let tree = ask(&desk.store, |it| it.grid()).unwrap();
    let village = tree.village_named("东牟家村").unwrap().code.clone();
    let area = tree.chain(&village)[1].code.clone();
    let other = tree.village_named("西牟家村").unwrap().code.clone();
    let post = |role: &str, stand_in: bool| Post {
        role: text(role),
        holder: contact("牟网格", "13800006001"),
        stand_in: stand_in.then(|| contact("牟替班", "13800006002")),
    };
    let (new, second) = (code("370785106999"), code("37078510699901"));
    for edit in [
        GridEdit::Add {
            code: new.clone(),
            parent: area.clone(),
            name: text("新设村"),
        },
        GridEdit::Rename {
            code: new.clone(),
            name: text("新立村"),
        },
        GridEdit::Confirm { code: new.clone() },
        GridEdit::SetHead {
            code: village.clone(),
            head: Some(post("网格长", true)),
        },
        GridEdit::SetHead {
            code: other.clone(),
            head: Some(post("网格员", false)),
        },
        GridEdit::SetHead {
            code: other.clone(),
            head: None,
        },
        GridEdit::AddWorker {
            code: village.clone(),
            worker: post("专职网格员", false),
        },
        GridEdit::AddWorker {
            code: village.clone(),
            worker: post("兼职网格员", true),
        },
        GridEdit::ChangeWorker {
            code: village.clone(),
            at: 0,
            worker: post("联户员", true),
        },
        GridEdit::RemoveWorker {
            code: village.clone(),
            at: 1,
        },
        GridEdit::Away {
            code: village.clone(),
            until: Some(day("12-31")),
        },
        GridEdit::Add {
            code: second.clone(),
            parent: village.clone(),
            name: text("第一微网格"),
        },
        GridEdit::Lanes {
            code: second.clone(),
            lanes: vec![text("南一巷"), text("南二巷")],
            households: Some(42),
        },
        GridEdit::Move {
            code: second.clone(),
            parent: other.clone(),
        },
        GridEdit::Remove { code: new },
    ] {
        desk.does(at("11-01 08:00"), Action::Grid(edit));
    }
}

fn calendar(desk: &Desk) {
    let holidays = (1..=12_u32).map(|it| (format!("2028-05-{it:02}"), DayKind::Holiday));
    let workday = [("2028-05-13".to_owned(), DayKind::Workday)];
    let list = holidays.chain(workday).map(|(date, kind)| ListedDay {
        date: date.parse().unwrap(),
        kind,
        name: text("劳动节"),
    });
    desk.does(at("11-02 08:00"), Action::Calendar(list.collect()));
}

fn lawyers(desk: &Desk, case: CaseNumber) {
    let card = |name: &str, active| {
        Box::new(Lawyer {
            name: text(name),
            firm: format!("{name}律师事务所"),
            phone: text("13800007001"),
            wechat: text("wx-lawyer"),
            fields: text("劳动、土地"),
            active,
        })
    };
    for (id, lawyer) in [
        (None, card("周律师", true)),
        (None, card("吴律师", true)),
        (Some(LawyerId(2)), card("吴律师", false)),
    ] {
        desk.does(at("11-03 08:00"), Action::Lawyer { id, lawyer });
    }
    for (on, lawyer, note) in [
        ("11-25", Some(LawyerId(1)), ""),
        ("12-02", None, "外出培训"),
    ] {
        let set = LawyerDay {
            day: day(on),
            lawyer,
            note: text(note),
        };
        desk.does(at("11-04 08:00"), Action::LawyerDay(set));
    }
    let booking = |time: Option<NaiveTime>, meeting, known: bool| Booking {
        day: day("11-25"),
        time,
        meeting,
        lawyer: known.then_some(LawyerId(1)),
        person: known.then_some(PersonId(1)),
        name: text("牟春生"),
        case: known.then_some(case),
        about: text("欠薪如何起诉"),
        state: BookingState::Booked,
        cleared: String::new(),
        queue: Queue::default(),
    };
    for it in [
        booking(Some(time("09:00")), MeetingWay::Slot, true),
        booking(Some(time("09:30")), MeetingWay::Video, false),
        booking(None, MeetingWay::WalkIn, false),
        booking(Some(time("10:00")), MeetingWay::Phone, false),
        booking(None, MeetingWay::WalkIn, false),
    ] {
        let fact = BookingFact::Booked(Box::new(it));
        desk.does(at("11-25 08:30"), Action::Booking { id: None, fact });
    }
    for (id, fact) in [
        (
            2,
            BookingFact::Moved {
                day: day("11-25"),
                time: Some(time("10:30")),
                lawyer: Some(LawyerId(1)),
            },
        ),
        (
            4,
            BookingFact::Cancelled {
                why: text("不来了"),
            },
        ),
        (
            3,
            BookingFact::Called {
                at: at("11-25 09:05"),
            },
        ),
        (
            3,
            BookingFact::Passed {
                at: at("11-25 09:10"),
            },
        ),
        (
            1,
            BookingFact::Done {
                outcome: text("建议申请仲裁"),
                legal_aid: true,
            },
        ),
    ] {
        let id = Some(BookingId(id));
        desk.does(at("11-25 09:30"), Action::Booking { id, fact });
    }
}

fn joint(desk: &Desk, case: CaseNumber) {
    let sitting = |place: &str| {
        let lines = ["信访办 王岚", "司法所 李强", "自然资源所 赵军"];
        Box::new(Sitting {
            day: day("11-25"),
            place: text(place),
            convener: text("周书记"),
            seats: lines.iter().filter_map(|line| Seat::read(line)).collect(),
        })
    };
    let fact = JointFact::Opened(sitting("二号接待室"));
    desk.does(at("11-25 10:00"), Action::Joint { id: None, fact });
    let statement = |unit: &str, took_on: &str, by: Option<&str>| JointFact::Statement {
        case,
        unit: text(unit),
        text: text("三十日内测量地界"),
        took_on: text(took_on),
        by: by.map(day),
    };
    for fact in [
        JointFact::Table(sitting("三号接待室")),
        JointFact::Hear(case),
        JointFact::Drop(case),
        JointFact::Hear(case),
        statement("司法所", "", None),
        statement("自然资源所", "测量", Some("12-10")),
        JointFact::Kept {
            case,
            unit: text("自然资源所"),
            on: day("11-25"),
        },
        JointFact::Minutes(text("各单位已表态")),
        JointFact::Closed,
        JointFact::Reopened {
            why: text("记录有误"),
        },
    ] {
        let id = Some(JointId(1));
        desk.does(at("11-25 10:30"), Action::Joint { id, fact });
    }
}

fn duty(desk: &Desk, case: CaseNumber) {
    for (name, post, convener, active) in [
        ("周书记", "党委书记", true, true),
        ("郑镇长", "副镇长", false, true),
        ("冯委员", "宣传委员", false, false),
    ] {
        let leader = Leader {
            name: text(name),
            post: text(post),
            convener,
            active,
        };
        desk.does(at("11-05 08:00"), Action::Leader(leader));
    }
    let item = Item::Case(case);
    for fact in [
        DutyFact::Named {
            leader: Some(text("郑镇长")),
            note: text("周五轮值"),
        },
        DutyFact::StandIn {
            who: Some(text("周书记")),
            why: text("开会"),
        },
        DutyFact::Arrived(time("08:20")),
        DutyFact::Left(time("17:40")),
        DutyFact::Passed {
            item,
            to: Some(text("周书记")),
            why: text("分管土地"),
        },
    ] {
        let action = Action::Duty {
            day: day("11-20"),
            fact,
        };
        desk.does(at("11-20 18:00"), action);
    }
    let action = Action::Duty {
        day: day("11-20"),
        fact: DutyFact::Closed(at("11-20 18:10")),
    };
    desk.does(at("11-20 18:10"), action);
}

fn staff(desk: &Desk) {
    let educator = |name: &str, level, node: &str, active| {
        Box::new(Educator {
            name: text(name),
            level,
            node: GridCode::parse(node).unwrap(),
            phone: text("13800008001"),
            active,
        })
    };
    for (id, card) in [
        (
            None,
            educator("周敏", LawLevel::Educator, "370785106", true),
        ),
        (
            None,
            educator("单文", LawLevel::Promoter, "370785106200", true),
        ),
        (
            Some(EducatorId(1)),
            educator("周敏", LawLevel::Educator, "370785106", false),
        ),
    ] {
        desk.does(at("11-06 08:00"), Action::Educator { id, fact: card });
    }
    let lesson = |topic: &str, level, minutes| Lesson {
        day: day("11-10"),
        topic: text(topic),
        level,
        minutes,
    };
    let promoter = Some(LawLevel::Promoter);
    for (id, fact) in [
        (None, TrainingFact::Held(lesson("民法典", promoter, 90))),
        (None, TrainingFact::Held(lesson("宪法", None, 45))),
        (
            Some(TrainingId(1)),
            TrainingFact::Corrected(lesson("相邻关系", promoter, 80)),
        ),
        (Some(TrainingId(1)), TrainingFact::Attended(EducatorId(2))),
        (Some(TrainingId(1)), TrainingFact::Absent(EducatorId(2))),
        (Some(TrainingId(2)), TrainingFact::Attended(EducatorId(2))),
    ] {
        desk.does(at("11-11 08:00"), Action::Training { id, fact });
    }
    for (category, convener, stand_in) in [
        (Category::Land, "郭广福", ""),
        (Category::Land, "宋克俭", "郭广福"),
        (Category::Wages, "高秀云", "隋振海"),
    ] {
        let card = Force {
            category,
            convener: text(convener),
            stand_in: text(stand_in),
            phone: text("13800008002"),
        };
        desk.does(at("11-07 08:00"), Action::Force(Box::new(card)));
    }
}

fn meeting(desk: &Desk, case: CaseNumber) {
    let calling = |place: &str| {
        Box::new(Calling {
            kind: MeetingKind::Dispatch,
            at: at("11-20 10:30"),
            place: text(place),
            convener: text("周书记"),
            called: vec![text("王岚 信访办"), text("李强 司法所")],
        })
    };
    let item = Item::Case(case);
    let id = Some(MeetingId(1));
    let action = MeetingAction::Call(calling("会议室"));
    desk.does(
        at("11-20 10:00"),
        Action::Meeting {
            id: None,
            fact: action,
        },
    );
    let does = |action| desk.does(at("11-20 10:40"), Action::Meeting { id, fact: action });
    does(MeetingAction::Do(MeetingFact::Altered(calling(
        "二楼会议室",
    ))));
    for fact in [
        MeetingFact::Dropped(item),
        MeetingFact::Added {
            item,
            words: text("地界再议"),
        },
        MeetingFact::Judged {
            item,
            judged: Judged {
                risk: text("可能再次来访"),
                decision: text("先测量地界"),
            },
        },
        MeetingFact::Tasked {
            item: Some(item),
            what: text("测量地界"),
            holder: text("李强"),
            by: day("11-24"),
        },
        MeetingFact::Tasked {
            item: None,
            what: text("排查欠薪"),
            holder: text("赵军"),
            by: day("11-23"),
        },
        MeetingFact::Done {
            no: 2,
            done: TaskDone {
                on: day("11-20"),
                by: text("赵军"),
                note: text("无欠薪"),
            },
        },
        MeetingFact::Attended {
            came: vec![text("王岚 信访办")],
            absent: vec![text("李强 司法所（出差）")],
        },
        MeetingFact::Minutes(text("议定测量")),
        MeetingFact::Closed,
        MeetingFact::Reopened {
            why: text("漏记一人"),
        },
    ] {
        does(MeetingAction::Do(fact));
    }
    let action = MeetingAction::Call(Box::new(Calling {
        kind: MeetingKind::Joint,
        at: at("11-25 09:00"),
        ..*calling("大会议室")
    }));
    desk.does(
        at("11-25 08:50"),
        Action::Meeting {
            id: None,
            fact: action,
        },
    );
}

fn handovers(desk: &Desk) {
    let now = at("11-25 17:00");
    let viewer = Viewer::new(super::desk::CLERK);
    for (to, words) in [("李芳", "钥匙在抽屉"), ("", "")] {
        let mut note = ask(&desk.store, |it| it.handover_note(now, &viewer)).unwrap();
        note.to = text(to);
        note.words = text(words);
        let fact = HandoverFact::Given(Box::new(note));
        desk.does(now, Action::Handover { id: None, fact });
    }
    let fact = HandoverFact::Accepted {
        by: String::new(),
        at: now,
    };
    let id = Some(HandoverId(1));
    desk.tried("李芳", at("11-26 08:00"), Action::Handover { id, fact })
        .unwrap();
}

fn reveals(desk: &Desk, case: CaseNumber) {
    for what in [
        Revealed::Person(PersonId(1)),
        Revealed::Case(case),
        Revealed::Export(text("名单.csv")),
    ] {
        let action = Action::Reveal {
            what,
            why: text("核对身份"),
        };
        desk.does(at("11-25 11:00"), action);
    }
}
