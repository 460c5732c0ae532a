//! Calls, whistles, early signs and check-ins.

use mulin::domain::act::{Action, Done};
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::grid::node::{GridCode, GridLevel};
use mulin::domain::item::{CallId, Item, SignId, WhistleId};
use mulin::domain::person::id::PersonId;
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::finding::{Finding, SignKind};
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::prevention::sign::{Sighting, SignFact};
use mulin::domain::whistle::fact::{Party, Raised, Rating, WhistleFact, WhistleKind};
use mulin::store::contract::ask;

use super::desk::{Desk, at, day, person, registration};

/// Writes them.
pub(super) fn write(desk: &Desk) {
    calls(desk);
    checks(desk);
    signs(desk);
    whistles(desk);
}

fn text(it: &str) -> String {
    it.to_owned()
}

fn villages(desk: &Desk) -> Vec<GridCode> {
    let tree = ask(&desk.store, |it| it.grid()).unwrap();
    let villages = tree.of_level(GridLevel::Village);
    villages.map(|node| node.code.clone()).collect()
}

fn caller(name: &str, known: bool) -> Caller {
    Caller {
        number: text("13800009001"),
        name: text(name),
        person: known.then_some(PersonId(1)),
        village: if known {
            text("东牟家村")
        } else {
            String::new()
        },
    }
}

fn calls(desk: &Desk) {
    let back = CallOutcome::CallBack {
        by: at("11-25 11:00"),
        what: text("低保何时发"),
    };
    let on = CallOutcome::PassedOn {
        to: text("供电所")
    };
    for (time, known, outcome) in [
        ("11-25 09:00", true, CallOutcome::Answered),
        ("11-25 09:10", false, back.clone()),
        ("11-25 09:20", true, on),
        ("11-25 09:30", false, CallOutcome::Case(None)),
        ("11-25 09:40", false, back),
    ] {
        let card = CallCard {
            caller: caller("牟来电", known),
            started_at: at(time),
            ended_at: at(time).plus_seconds(80),
            note: text("问低保"),
            outcome,
        };
        let fact = CallFact::Opened(Box::new(card));
        desk.does(at("11-25 09:50"), Action::Call { id: None, fact });
    }
    for (id, fact) in [
        (1, CallFact::Noted(text("又问了一句"))),
        (
            1,
            CallFact::Corrected {
                caller: Box::new(caller("牟更名", false)),
                note: text("问低保、问医保"),
            },
        ),
        (
            3,
            CallFact::Ended(CallOutcome::PassedOn {
                to: text("供水站")
            }),
        ),
        (
            2,
            CallFact::CallBackTried {
                at: at("11-25 11:20"),
                reached: false,
                statement: text("无人接听"),
                again: Some(at("11-25 15:00")),
            },
        ),
        (
            2,
            CallFact::CallBackTried {
                at: at("11-25 11:30"),
                reached: true,
                statement: text("已告知"),
                again: None,
            },
        ),
        (5, CallFact::Done(text("来人当面说了"))),
    ] {
        let id = Some(CallId(id));
        desk.does(at("11-25 12:00"), Action::Call { id, fact });
    }
    let origin = Item::Call(CallId(4));
    registers_of(desk, origin, Channel::Phone);
}

fn registers_of(desk: &Desk, origin: Item, channel: Channel) {
    let when = at("11-25 13:00");
    let it = registration(person("牟来源", "13800009002"), Class::Claim, channel, when);
    let action = Action::RegisterOf {
        origin,
        registration: Box::new(it),
    };
    desk.does(when, action);
}

fn checks(desk: &Desk) {
    let villages = villages(desk);
    let finding = |kind, words: &str| {
        RoundOutcome::Found(Box::new(Finding {
            text: text(words),
            kind,
            about: text("牟春生、单文"),
        }))
    };
    let reports = |at_village: usize, minute: &str, how, outcome, why: Option<&str>| {
        let report = Report {
            node: villages[at_village].clone(),
            round: CheckRound::Morning,
            by: text("牟书记"),
            at: at(minute),
            how,
            outcome,
        };
        let action = Action::CheckIn {
            day: day("11-25"),
            report: Box::new(report),
            why: why.map(text),
        };
        desk.does(at("11-25 11:30"), action)
    };
    reports(0, "11-25 08:30", How::Phone, RoundOutcome::Nothing, None);
    let worded = finding(SignKind::Land, "两家为排水沟争吵");
    reports(0, "11-25 08:50", How::WeChat, worded, Some("他又打来电话"));
    let found = finding(SignKind::Accusation, "反映村干部多占地");
    reports(1, "11-25 11:00", How::InPerson, found, None);
    for (at_village, kind) in SignKind::ALL.iter().enumerate() {
        let found = finding(*kind, "随排查带回");
        reports(at_village + 2, "11-25 08:40", How::Sheet, found, None);
    }
}

fn signs(desk: &Desk) {
    let sighting = Sighting {
        node: villages(desk)[20].clone(),
        finding: Finding {
            text: text("婆媳争吵"),
            kind: SignKind::Family,
            about: text("李家"),
        },
        found_by: text("牟网格"),
        found_on: day("11-24"),
        round: None,
        noted_by: String::new(),
    };
    let fact = SignFact::Found(Box::new(sighting));
    let Done::Sign(id) = desk.does(at("11-25 13:30"), Action::Sign { id: None, fact }) else {
        panic!("no sign");
    };
    for fact in [
        SignFact::Watched {
            until: day("12-01"),
            why: text("等村里量地"),
        },
        SignFact::Settled {
            how: text("各让一步"),
            on: day("11-25"),
        },
        SignFact::Reopened {
            why: text("又吵起来了"),
        },
    ] {
        let action = Action::Sign { id: Some(id), fact };
        desk.does(at("11-25 13:40"), action);
    }
    registers_of(desk, Item::Sign(id), Channel::Whistle);
}

fn whistles(desk: &Desk) {
    let tree = ask(&desk.store, |it| it.grid()).unwrap();
    let village = villages(desk)[30].clone();
    let area = tree.chain(&village)[1].code.clone();
    let raised = |kind, to, sign| Raised {
        kind,
        from: Party::Node(village.clone()),
        to,
        about: text("两家为排水沟起争执"),
        approver: text("牟书记"),
        case: None,
        sign,
        at: at("11-25 14:00"),
    };
    let unit = || Party::Unit(text("自然资源所"));
    for it in [
        raised(WhistleKind::Daily, Party::Node(area.clone()), None),
        raised(WhistleKind::Hard, unit(), None),
        raised(WhistleKind::Emergency, unit(), None),
        raised(WhistleKind::Sign, Party::Node(area), Some(SignId(1))),
        raised(WhistleKind::Hard, unit(), None),
    ] {
        let fact = WhistleFact::Raised(Box::new(it));
        desk.does(at("11-25 14:00"), Action::Whistle { id: None, fact });
    }
    let does = |id, when: &str, fact| {
        let id = Some(WhistleId(id));
        desk.does(at(when), Action::Whistle { id, fact });
    };
    let signed = WhistleFact::SignedIn {
        who: text("赵军"),
        at: at("11-25 14:20"),
    };
    let contacted = WhistleFact::Contacted {
        at: at("11-25 14:30"),
    };
    let arrived = WhistleFact::Arrived {
        at: at("11-25 14:50"),
    };
    let answered = WhistleFact::Answered {
        text: text("两家已经说和"),
        at: at("11-25 15:00"),
    };
    let rated = WhistleFact::Rated {
        rating: Rating::Partly,
        words: text("水沟还没有清"),
    };
    let closed = WhistleFact::Closed {
        at: at("11-25 15:10"),
    };
    let reopened = WhistleFact::Reopened {
        why: text("又争起来"),
        at: at("11-25 15:20"),
    };
    for fact in [
        signed, contacted, arrived, answered, rated, closed, reopened,
    ] {
        does(2, "11-25 15:20", fact);
    }
    let passed = WhistleFact::PassedUp {
        to: Party::Convener,
        why: text("村里办不了"),
        at: at("11-25 15:25"),
    };
    does(1, "11-25 15:25", passed);
    let withdrawn = WhistleFact::Withdrawn {
        why: text("吹错了"),
    };
    does(5, "11-25 15:30", withdrawn);
    let due = ask(&desk.store, |it| it.due_escalations(at("11-26 09:00"))).unwrap();
    for (id, fact) in due {
        does(id.0, "11-26 09:00", fact);
    }
    registers_of(desk, Item::Whistle(WhistleId(2)), Channel::Whistle);
}
