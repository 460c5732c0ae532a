//! What is agreed with visitors, what is to be come back to, and the list of a case.

use mulin::domain::act::{Action, Done};
use mulin::domain::appointment::{AppointmentFact, Arranged, Host};
use mulin::domain::case::fact::checklist::ChecklistStep;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::follow_up::{FollowUpFact, FollowUpId, Recalled};
use mulin::domain::item::{AppointmentId, Item};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::subject::Subject;

use super::desk::{CLERK, Desk, at, day, person, registration};

/// Writes them; gives the case, to which a file is put.
pub(super) fn write(desk: &Desk) -> CaseNumber {
    let when = at("11-21 09:00");
    let who = person("牟约访", "13800007001");
    let case = desk.registers(when, registration(who, Class::Claim, Channel::Visit, when));
    let person = desk.case(case).petitioner;
    appointments(desk, case, person);
    reminders(desk, case);
    let list = |step| desk.must_take(at("11-22 10:00"), case, Step::Checklist(step));
    list(ChecklistStep::Add {
        items: "到现场量地界\n问村里要账页\n请邻居到场".to_owned(),
        by_day: Some(day("12-01")),
    });
    list(ChecklistStep::Add {
        items: "写答复".to_owned(),
        by_day: None,
    });
    list(ChecklistStep::Tick {
        point: 1,
        on: day("11-22"),
    });
    list(ChecklistStep::Drop {
        point: 3,
        reason: "邻居外出".to_owned(),
    });
    case
}

fn arranged(case: CaseNumber, person: PersonId, on: &str) -> Box<Arranged> {
    Box::new(Arranged {
        person: Some(person),
        name: "牟约访".to_owned(),
        phone: "13800007001".to_owned(),
        day: day(on),
        time: "09:30:00".parse().ok(),
        host: Host::Leader,
        with: "高秀云".to_owned(),
        case: Some(Subject::Item(Item::Case(case))),
        about: "补偿款".to_owned(),
        place: "二楼".to_owned(),
        note: "带账本".to_owned(),
    })
}

fn appointments(desk: &Desk, case: CaseNumber, person: PersonId) {
    let arranged = |on: &str| arranged(case, person, on);
    let does = |when: Moment, id: Option<AppointmentId>, fact| match desk
        .does(when, Action::Appointment { id, fact })
    {
        Done::Appointment(id) => id,
        other => panic!("{other:?}"),
    };
    let made = |on: &str| does(at("11-21 09:10"), None, AppointmentFact::Made(arranged(on)));
    let change = |id, fact| does(at("11-24 17:00"), Some(id), fact);
    let moved = made("11-23");
    change(moved, AppointmentFact::Altered(arranged("11-24")));
    change(moved, AppointmentFact::Missed("来电说有事".to_owned()));
    change(moved, AppointmentFact::Came);
    let cancelled = made("11-26");
    change(cancelled, AppointmentFact::Cancelled("领导出差".to_owned()));
    made("12-02");
}

fn reminders(desk: &Desk, case: CaseNumber) {
    let recalled = |on: &str| {
        Box::new(Recalled {
            day: day(on),
            time: "15:00:00".parse().ok(),
            text: "问补偿款到了没有".to_owned(),
            whom: CLERK.to_owned(),
            by: String::new(),
            about: Some(Subject::Item(Item::Case(case))),
        })
    };
    let does = |id: Option<FollowUpId>, fact| match desk
        .does(at("11-22 11:00"), Action::FollowUp { id, fact })
    {
        Done::FollowUp(id) => id,
        other => panic!("{other:?}"),
    };
    let done = does(None, FollowUpFact::Set(recalled("11-23")));
    does(Some(done), FollowUpFact::Altered(recalled("11-24")));
    does(Some(done), FollowUpFact::Done);
    does(None, FollowUpFact::Set(recalled("12-03")));
}
