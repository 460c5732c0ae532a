//! The lawyers' pane over a real store: what it says of a firm that has met the other side.

use mulin::domain::act::Deed;
use mulin::domain::lawyer::{Booking, BookingFact, BookingState, Lawyer, LawyerId, Meeting, Queue};
use mulin::domain::number::CaseNumber;
use mulin::words::lang::Lang;

use crate::rooms::{House, registration};

#[test]
fn a_booking_says_that_the_firm_has_met_the_other_side() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    let Deed::Register(mut it) = registration("程咬金", "13800001236", "东牟家村", "地界不清")
    else {
        unreachable!("it registers");
    };
    it.matter.accused = Some("牟大壮".to_owned());
    let colleague = Deed::Lawyer {
        id: None,
        lawyer: Box::new(Lawyer {
            name: "王守信".to_owned(),
            firm: "明法律师事务所".to_owned(),
            active: true,
            ..Lawyer::default()
        }),
    };
    let call = |lawyer: u32, name: &str, case: Option<u32>| Deed::Booking {
        id: None,
        fact: BookingFact::Booked(Box::new(Booking {
            day: "2026-09-28".parse().unwrap(),
            time: None,
            meeting: Meeting::Phone,
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
        Deed::Register(it),
        colleague,
        call(1, "牟大壮", None),
        call(3, "程咬金", Some(3)),
    ]);
    house.tick("2026-09-28T09:42:00+08:00");
    house.press("<F5> <Up> <Tab>");
    house.sees("! 已约");
    house.sees("可能有利益冲突：明法律师事务所的律师见过对方");
}
