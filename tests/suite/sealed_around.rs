//! 案外之词: what stands outside of an accusation and tells of it is sealed with it, whether it was written
//! down before the matter was classed or after.

use mulin::domain::act::{Action, Done};
use mulin::domain::appointment::{AppointmentFact, Arranged, Host};
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::codes::Class;
use mulin::domain::duty::{DutyFact, Leader};
use mulin::domain::follow_up::{FollowUpFact, FollowUpId, Recalled};
use mulin::domain::handover::{
    HandoverFact, HandoverLine, HandoverNote, HandoverPart, HandoverSection,
};
use mulin::domain::item::{CallId, Item, WhistleId};
use mulin::domain::joint::{JointFact, JointId, Seat, Sitting};
use mulin::domain::lawyer::{Booking, BookingFact, BookingId, BookingState, MeetingWay, Queue};
use mulin::domain::meeting::kind::{MeetingId, MeetingKind};
use mulin::domain::meeting::state::{Calling, Judged, MeetingAction, MeetingFact};
use mulin::domain::meeting::task::{TaskDone, TaskRef};
use mulin::domain::number::CaseNumber;
use mulin::domain::operator::OperatorFact;
use mulin::domain::subject::Subject;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Party, Raised, WhistleFact, WhistleKind};
use mulin::office::operators::change_named;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::{mending, upkeep};

use crate::sealed_town::{
    ADMIN, CLERK, MEDIATOR, NOTE, Town, WORDS, classified, done, found, given_to, key_of, now,
    proved, registered, step,
};

fn made(store: &dyn Store, action: Action) -> Done {
    let named = format!("{action:?}");
    done(store, CLERK, action).unwrap_or_else(|refusal| panic!("{refusal:?}: {named}"))
}

/// Writes something down about a case in every room.
fn written_around(store: &dyn Store, case: CaseNumber) {
    let about = Some(Subject::Item(Item::Case(case)));
    let card = CallCard {
        caller: Caller {
            number: "13800007301".to_owned(),
            ..Caller::default()
        },
        started_at: now(),
        ended_at: now(),
        note: WORDS[0].to_owned(),
        outcome: CallOutcome::Case(None),
    };
    let call = |id, fact| Action::Call { id, fact };
    let id = Some(CallId(1));
    made(store, call(None, CallFact::Opened(Box::new(card))));
    made(store, call(id, CallFact::Noted(WORDS[1].to_owned())));
    made(store, call(id, CallFact::Registered(case)));
    // What hangs on the call alone.
    let recalled = |about| {
        Box::new(Recalled {
            day: now().date(),
            time: None,
            text: WORDS[2].to_owned(),
            whom: CLERK.to_owned(),
            by: CLERK.to_owned(),
            about,
        })
    };
    for about in [about, Some(Subject::Item(Item::Call(CallId(1))))] {
        let fact = FollowUpFact::Set(recalled(about));
        made(store, Action::FollowUp { id: None, fact });
    }
    let arranged = Arranged {
        person: None,
        name: "蔡文姬".to_owned(),
        phone: String::new(),
        day: now().date(),
        time: None,
        host: Host::Leader,
        with: "周书记".to_owned(),
        case: about,
        about: WORDS[3].to_owned(),
        place: String::new(),
        note: WORDS[4].to_owned(),
    };
    let fact = AppointmentFact::Made(Box::new(arranged));
    made(store, Action::Appointment { id: None, fact });
    let booking = Booking {
        day: now().date(),
        time: None,
        meeting: MeetingWay::Phone,
        lawyer: None,
        person: None,
        name: "蔡文姬".to_owned(),
        case: Some(case),
        about: WORDS[5].to_owned(),
        state: BookingState::Booked,
        cleared: String::new(),
        queue: Queue::default(),
    };
    let fact = BookingFact::Booked(Box::new(booking));
    made(store, Action::Booking { id: None, fact });
    let fact = BookingFact::Done {
        outcome: WORDS[6].to_owned(),
        legal_aid: false,
    };
    let id = Some(BookingId(1));
    made(store, Action::Booking { id, fact });
    met(store, case);
    passed_on(store, case);
}

/// A meeting judges it, gives a task and writes minutes; a joint session hears it.
fn met(store: &dyn Store, case: CaseNumber) {
    let item = Item::Case(case);
    let calling = Calling {
        kind: MeetingKind::Dispatch,
        at: now(),
        place: "会议室".to_owned(),
        convener: "周书记".to_owned(),
        called: vec!["李强 司法所".to_owned()],
    };
    let fact = MeetingAction::Call(Box::new(calling));
    made(store, Action::Meeting { id: None, fact });
    let viewer = Viewer::new(CLERK);
    let view = ask(store, |it| it.meeting(MeetingId(1), &viewer))
        .unwrap()
        .unwrap();
    let words = String::new();
    let added =
        (!view.meeting.items().contains(&item)).then_some(MeetingFact::Added { item, words });
    let facts = [
        MeetingFact::Judged {
            item,
            judged: Judged {
                risk: WORDS[7].to_owned(),
                decision: WORDS[0].to_owned(),
            },
        },
        MeetingFact::Tasked {
            item: Some(item),
            what: WORDS[1].to_owned(),
            holder: CLERK.to_owned(),
            by: now().date(),
        },
        MeetingFact::Done {
            no: 1,
            done: TaskDone {
                on: now().date(),
                by: CLERK.to_owned(),
                note: WORDS[2].to_owned(),
            },
        },
        MeetingFact::Minutes(format!("{}\n{}", WORDS[3], WORDS[4])),
    ];
    for fact in added.into_iter().chain(facts) {
        let (id, fact) = (Some(MeetingId(1)), MeetingAction::Do(fact));
        made(store, Action::Meeting { id, fact });
    }
    let seat = |unit: &str| Seat {
        unit: unit.to_owned(),
        who: String::new(),
    };
    let sitting = Sitting {
        day: now().date(),
        place: "接访室".to_owned(),
        convener: "周书记".to_owned(),
        seats: vec![seat("司法所"), seat("农经站")],
    };
    let id = Some(JointId(1));
    for (id, fact) in [
        (None, JointFact::Opened(Box::new(sitting))),
        (id, JointFact::Hear(case)),
        (
            id,
            JointFact::Statement {
                case,
                unit: "司法所".to_owned(),
                text: WORDS[5].to_owned(),
                took_on: WORDS[6].to_owned(),
                by: Some(now().date()),
            },
        ),
        (id, JointFact::Minutes(WORDS[7].to_owned())),
    ] {
        made(store, Action::Joint { id, fact });
    }
}

/// The leader on duty passes it on, and the shift is handed over.
fn passed_on(store: &dyn Store, case: CaseNumber) {
    let fact = DutyFact::Passed {
        item: Item::Case(case),
        to: Some("赵副镇长".to_owned()),
        why: WORDS[0].to_owned(),
    };
    let day = now().date();
    made(store, Action::Duty { day, fact });
    let line = HandoverLine {
        item: Some(Item::Case(case)),
        words: WORDS[1].to_owned(),
    };
    let note = HandoverNote {
        from: CLERK.to_owned(),
        since: now(),
        at: now(),
        to: String::new(),
        sections: vec![HandoverSection {
            part: HandoverPart::Steps,
            lines: vec![line],
            more: 0,
        }],
        words: String::new(),
    };
    let fact = HandoverFact::Given(Box::new(note));
    made(store, Action::Handover { id: None, fact });
}

/// Two leaders, one of them on duty, before anything comes in.
fn on_duty(town: &Town) {
    let store = town.as_one(ADMIN);
    for name in ["周书记", "赵副镇长"] {
        let leader = Leader {
            name: name.to_owned(),
            post: "副镇长".to_owned(),
            convener: name == "周书记",
            active: true,
        };
        done(&store, ADMIN, Action::Leader(leader)).unwrap();
    }
    let fact = DutyFact::Named {
        leader: Some("周书记".to_owned()),
        note: String::new(),
    };
    let day = now().date();
    done(&store, ADMIN, Action::Duty { day, fact }).unwrap();
}

/// Everything that stands around a case, as somebody reads it.
fn read_around(store: &dyn Store, case: CaseNumber, who: &str) -> String {
    let viewer = Viewer::new(who);
    let day = now().date();
    let read = ask(store, |it| {
        Ok([
            format!("{:?}", it.calls_of(case, &viewer)?),
            format!("{:?}", it.follow_ups(day, &viewer)?),
            format!("{:?}", it.appointments(day, day, &viewer)?),
            format!("{:?}", it.meeting(MeetingId(1), &viewer)?),
            format!("{:?}", it.tasks_of(case, &viewer)?),
            format!("{:?}", it.pledges_of(case, &viewer)?),
            format!("{:?}", it.lawyers_view(day, day, &viewer)?.bookings),
        ]
        .join("\n"))
    });
    read.unwrap()
}

const READ: [usize; 8] = [0, 1, 2, 3, 4, 5, 6, 7];

#[test]
fn what_is_written_around_an_accusation_stands_in_no_file_and_its_readers_read_it() {
    let town = Town::new();
    on_duty(&town);
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    written_around(&store, case);
    let text = read_around(&store, case, CLERK);
    for word in READ.map(|at| WORDS[at]) {
        assert!(text.contains(word), "{word}: {text}");
    }
    let findings = proved(&store);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 0));
    store.backup(&town.file("copy.redb")).unwrap();
    // The call came before the case was known: its words stand in pages that are free now.
    drop(store);
    upkeep::compact(&town.file("desk.redb")).unwrap();
    assert_eq!(found(town.folder.path()), [""; 0]);
    // Without a key, and to whom it does not concern.
    let closed = town.closed();
    let findings = proved(&closed);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 1));
    for who in [CLERK, MEDIATOR] {
        let text = read_around(&closed, case, who);
        assert!(
            WORDS.iter().all(|word| !text.contains(word)),
            "{who}: {text}"
        );
    }
    assert_eq!(closed.reindex().unwrap().len(), 0);
    drop(closed);
    // Whoever is named later reads it; whoever left does not, with the key that he kept.
    let store = town.as_one(CLERK);
    step(&store, CLERK, case, given_to(MEDIATOR)).unwrap();
    drop(store);
    let store = town.as_one(MEDIATOR);
    let kept = key_of(&store, MEDIATOR);
    let text = read_around(&store, case, MEDIATOR);
    assert!(text.contains(WORDS[1]) && text.contains(WORDS[6]), "{text}");
    drop(store);
    let store = town.as_one(ADMIN);
    let left = change_named(&store, ADMIN, MEDIATOR, OperatorFact::Left, now());
    left.unwrap().unwrap();
    drop(store);
    let store = town.as_one(CLERK);
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    let store = town.with_key(&kept);
    let text = read_around(&store, case, MEDIATOR);
    assert!(WORDS.iter().all(|word| !text.contains(word)), "{text}");
}

#[test]
fn what_was_written_around_a_matter_goes_under_seal_when_it_is_classed() {
    let town = Town::new();
    on_duty(&town);
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Claim);
    written_around(&store, case);
    let raised = Raised {
        kind: WhistleKind::Daily,
        from: Party::Convener,
        to: Party::Unit("自然资源所".to_owned()),
        about: WORDS[2].to_owned(),
        approver: "周书记".to_owned(),
        case: Some(case),
        sign: None,
        at: now(),
    };
    let fact = WhistleFact::Raised(Box::new(raised));
    made(&store, Action::Whistle { id: None, fact });
    let fact = WhistleFact::Withdrawn {
        why: NOTE.to_owned(),
    };
    let id = Some(WhistleId(1));
    made(&store, Action::Whistle { id, fact });
    step(&store, CLERK, case, classified(Class::Accusation)).unwrap();
    let text = read_around(&store, case, CLERK);
    for word in READ.map(|at| WORDS[at]) {
        assert!(text.contains(word), "{word}: {text}");
    }
    let findings = proved(&store);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 0));
    drop(store);
    upkeep::compact(&town.file("desk.redb")).unwrap();
    assert_eq!(found(town.folder.path()), [""; 0]);
    let closed = town.closed();
    let findings = proved(&closed);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 1));
    let text = read_around(&closed, case, CLERK);
    assert!(WORDS.iter().all(|word| !text.contains(word)), "{text}");
    // A task about it is still counted, and its number stands on the ledger.
    let viewer = Viewer::new(CLERK);
    let task = TaskRef {
        meeting: MeetingId(1),
        no: 1,
    };
    let meeting = ask(&closed, |it| it.meeting(MeetingId(1), &viewer));
    assert!(meeting.unwrap().unwrap().meeting.task(task.no).is_some());
    drop(closed);
    // It is told as itself again where it turns out to be none.
    let store = town.as_one(CLERK);
    let correct = mulin::domain::case::fact::step::Step::Correct {
        field: mulin::domain::case::fact::step::CaseField::Accused,
        old: WORDS[3].to_owned(),
        new: String::new(),
    };
    step(&store, CLERK, case, correct).unwrap();
    step(&store, CLERK, case, classified(Class::Claim)).unwrap();
    drop(store);
    let closed = town.closed();
    let text = read_around(&closed, case, MEDIATOR);
    assert!(text.contains(WORDS[0]) && text.contains(WORDS[6]), "{text}");
    assert_eq!(proved(&closed).faults, [""; 0]);
}

#[test]
fn whoever_holds_no_key_writes_on_and_repairs_and_loses_no_word_of_it() {
    let town = Town::new();
    on_duty(&town);
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    written_around(&store, case);
    drop(store);
    // A reminder is done by who reads it, without his key.
    let closed = town.closed();
    let id = Some(FollowUpId(1));
    let refused = done(
        &closed,
        CLERK,
        Action::FollowUp {
            id,
            fact: FollowUpFact::Done,
        },
    );
    assert!(refused.is_err(), "{refused:?}");
    // What tells of nothing that is sealed goes on.
    let fact = DutyFact::Arrived(now().local().time());
    let day = now().date();
    done(&closed, CLERK, Action::Duty { day, fact }).unwrap();
    drop(closed);
    let repaired = town.file("repaired.redb");
    let (mended, findings) = mending::repair(
        &town.file("desk.redb"),
        &repaired,
        &[std::sync::Arc::new(mulin::search::index::FinderIndex)],
        &mulin::domain::settings::Settings::default(),
    )
    .unwrap();
    assert_eq!((mended.lost, findings.faults), (Vec::new(), Vec::new()));
    let store = crate::sealed_town::open(&repaired);
    crate::sealed_town::signed_in(&store, CLERK, &crate::sealed_town::passphrase(CLERK));
    let text = read_around(&store, case, CLERK);
    for word in READ.map(|at| WORDS[at]) {
        assert!(text.contains(word), "{word}: {text}");
    }
}
