//! The lawyers' pane over a real store: what it says of a firm that has met the other side, how its
//! lists are arranged, and that no form writes what was meant for another.

use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerId, MeetingWay, Queue,
};
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::words::lang::Lang;

use crate::rooms::{House, registration};
use crate::stored::{CLERK, Stored, now};

#[test]
fn a_booking_says_that_the_firm_has_met_the_other_side() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    let Action::Register(mut it) = registration("程咬金", "13800001236", "东牟家村", "地界不清")
    else {
        unreachable!("it registers");
    };
    it.matter.accused = Some("牟大壮".to_owned());
    let colleague = Action::Lawyer {
        id: None,
        lawyer: Box::new(Lawyer {
            name: "王守信".to_owned(),
            firm: "明法律师事务所".to_owned(),
            active: true,
            ..Lawyer::default()
        }),
    };
    let call = |lawyer: u32, name: &str, case: Option<u32>| Action::Booking {
        id: None,
        fact: BookingFact::Booked(Box::new(Booking {
            day: "2026-09-28".parse().unwrap(),
            time: None,
            meeting: MeetingWay::Phone,
            lawyer: Some(LawyerId(lawyer)),
            person: None,
            name: name.to_owned(),
            case: case.map(|run| CaseNumber { year: 2026, run }),
            about: String::new(),
            state: BookingState::Booked,
            cleared: String::new(),
            queue: Queue::default(),
        })),
    };
    house.keep(vec![
        Action::Register(it),
        colleague,
        call(1, "牟大壮", None),
        call(3, "程咬金", Some(3)),
    ]);
    house.tick("2026-09-28T09:42:00+08:00");
    house.press("<F5> <Up> <Tab>");
    house.sees("! 已约");
    house.sees("可能有利益冲突：明法律师事务所的律师见过对方");
}

#[test]
fn the_days_are_filtered_sorted_and_grouped_like_any_ledger() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> # 1 /");
    house.type_text("李平");
    house.press("<Enter>");
    house.sees("李平 5/15");
    house.sees("> 10-14 周三  李平");
    house.sees_not("张守法");
    house.press("<Esc> <A-g>");
    house.sees("-- 李平 (5)");
    house.press("<A-g> <A-r>");
    house.sees("12-09 周三  李平");
    // A column of figures is sorted as figures, and nothing comes first.
    house.press("<A-r> <A-s>");
    house.sees("按日期排");
}

#[test]
fn somebody_who_was_taken_over_is_still_the_same_after_esc() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.book");
    house.type_text("mcs");
    house.press("<PageDown> <Enter>");
    house.sees("牟春生");
    house.press("<Esc>");
    house.sees_not("牟春生");
    house.press("lawyers.book");
    house.sees("牟春生");
    house.press("<C-s>");
    let view = house.model.lawyers.ledger.view().unwrap();
    assert_eq!(view.bookings[0].1.person, Some(PersonId(1)));

    // Another hour is somebody else's, of the same name or not: nobody was taken over there.
    house.press("<Esc> lawyers.book");
    house.type_text("牟春生");
    house.press("<C-s>");
    let view = house.model.lawyers.ledger.view().unwrap();
    assert_eq!(view.bookings.len(), 2, "{}", house.picture());
    assert_eq!(view.bookings[1].1.person, None);
}

/// Opens the recommendation of a lawyer for the first or the last case of the queue.
fn recommend(house: &mut House, which: &str) {
    house.press(&format!("<F4> {which} <Enter> case.step"));
    house.type_text("tjls");
    house.press("<Enter>");
}

#[test]
fn what_was_typed_about_one_case_is_not_taken_for_another() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    recommend(&mut house, "<Home>");
    house.sees("ML-2026-0001");
    house.type_text("张守法");
    house.press("<Esc>");
    recommend(&mut house, "<End>");
    house.sees("ML-2026-0002");
    house.sees_not("律师           张守法");
    house.press("<Esc>");
    recommend(&mut house, "<Home>");
    house.sees("ML-2026-0001");
    house.sees("律师           张守法");
}

#[test]
fn a_recommendation_leads_to_the_contact_with_him_about_the_case() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    recommend(&mut house, "<Home>");
    house.sees("张守法 劳动争议");
    house.press("<PageDown> <Enter> <C-s>");
    house.sees("平日咨询");
    house.sees("*姓名           牟春生");
    house.press("<C-s>");
    let view = house.model.lawyers.ledger.view().unwrap();
    let (_, booking) = &view.bookings[0];
    assert_eq!(booking.person, Some(PersonId(1)), "{}", house.picture());
    assert_eq!(booking.lawyer, Some(view.lawyers[0].0));
    let number = CaseNumber { year: 2026, run: 1 };
    assert_eq!(booking.case, Some(number));
    assert_eq!(booking.meeting, MeetingWay::Phone);
}

#[test]
fn an_outcome_is_written_to_its_own_contact_alone() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    house.press("<F5> lawyers.contact");
    house.type_text("牟春花");
    house.press("<Tab> <Tab> <Tab> <Tab>");
    house.type_text("2026-99");
    house.press("<Tab> <Tab>");
    house.type_text("已解答");
    house.press("<C-s>");
    house.sees("! 没有找到");
    house.press("<Esc> lawyers.book");
    house.type_text("赵一");
    house.press("<C-s>");
    let view = house.model.lawyers.ledger.view().unwrap();
    let states: Vec<_> = view.bookings.iter().map(|(_, it)| &it.state).collect();
    assert_eq!(states, [&BookingState::Booked], "{}", house.picture());
}

#[test]
fn a_booking_is_read_whole_when_it_is_unfolded() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    let about = "承包地被村里收回另包给别人，问合同没有到期能不能要回来，要找哪一级";
    house.press("<F5> # 1 lawyers.book");
    house.type_text("牟春花");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text(about);
    house.press("<C-s>");
    house.sees_not("问合同没有到期能不能");
    house.press("<Right>");
    house.sees("张守法  明法律师事务所");
    house.sees("问合同没有到期能不能");
    house.press("<Left>");
    house.sees_not("问合同没有到期能不能");
    house.press("<Left>");
    house.sees("> 09-30 周三");
}

/// A desk with a lawyer.
fn desk() -> Stored {
    let lawyer = Act {
        who: CLERK.to_owned(),
        when: now(),
        action: Action::Lawyer {
            id: None,
            lawyer: Box::new(Lawyer {
                name: "齐思远".to_owned(),
                active: true,
                ..Lawyer::default()
            }),
        },
    };
    Stored::open(Lang::Zh, (80, 24), &[lawyer])
}

fn bookings(desk: &Stored) -> Vec<(BookingId, Booking)> {
    let (from, to) = ("2026-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
    let viewer = Viewer::new(CLERK);
    let view = ask(desk.store.as_ref(), |it| it.lawyers_view(from, to, &viewer));
    view.unwrap().bookings
}

#[test]
fn a_contact_and_what_came_of_it_are_one_deed_that_no_kill_can_part() {
    let mut desk = desk();
    let before = desk.store.revision().unwrap();
    desk.press("<F5> lawyers.contact");
    desk.type_text("牟春花");
    desk.press("<Tab> <Tab> <Tab> <Tab> <Tab> <Tab>");
    desk.type_text("已解答");
    desk.press("<C-s>");
    assert_eq!(
        desk.store.revision().unwrap(),
        before + 1,
        "{}",
        desk.picture()
    );
    let all = bookings(&desk);
    assert_eq!(all.len(), 1);
    assert!(
        matches!(&all[0].1.state, BookingState::Done { outcome, .. } if outcome == "已解答"),
        "{all:?}"
    );
}

#[test]
fn where_the_outcome_is_refused_no_contact_stands_without_it() {
    let desk = desk();
    let booking = Booking {
        // A day to come has no outcome yet.
        day: "2027-01-06".parse().unwrap(),
        time: None,
        meeting: MeetingWay::Phone,
        lawyer: Some(LawyerId(1)),
        person: None,
        name: "牟春花".to_owned(),
        case: None,
        about: "问合同".to_owned(),
        state: BookingState::Booked,
        cleared: String::new(),
        queue: Queue::default(),
    };
    let came = desk.elsewhere(
        CLERK,
        Action::Consultation {
            booking: BookingFact::Booked(Box::new(booking)),
            outcome: BookingFact::Done {
                outcome: "已解答".to_owned(),
                legal_aid: false,
            },
        },
    );
    assert!(matches!(came, CommitResult::Refused(_)), "{came:?}");
    assert_eq!(bookings(&desk), []);
}
