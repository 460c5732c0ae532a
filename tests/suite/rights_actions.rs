//! 权限: every kind of thing that can be done, as every role, asked of the store directly: the one table of
//! rights says who may.

use mulin::domain::act::{Act, Action, CommitResult, Petitioner};
use mulin::domain::appointment::AppointmentFact;
use mulin::domain::calendar::ListedDay;
use mulin::domain::call::state::CallFact;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::Category;
use mulin::domain::duty::{DutyFact, Leader};
use mulin::domain::education::staff::{Educator, LawLevel};
use mulin::domain::education::training::TrainingFact;
use mulin::domain::entry::Revealed;
use mulin::domain::follow_up::{FollowUpFact, FollowUpId};
use mulin::domain::force::Force;
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::GridCode;
use mulin::domain::handover::{HandoverFact, HandoverId};
use mulin::domain::item::{AppointmentId, CallId, Item, SignId, WhistleId};
use mulin::domain::joint::{JointFact, JointId};
use mulin::domain::lawyer::{BookingFact, BookingId, Lawyer, LawyerDay, LawyerId, NewLawyers};
use mulin::domain::looked::{Look, LookKind};
use mulin::domain::meeting::kind::MeetingId;
use mulin::domain::meeting::state::{MeetingAction, MeetingFact};
use mulin::domain::merge::{Merge, Split};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::operator::{OperatorFact, OperatorId};
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::person::id::PersonId;
use mulin::domain::person::{Person, PersonFact, PersonField};
use mulin::domain::prevention::checkin::{How, Report, RoundOutcome};
use mulin::domain::prevention::round::CheckRound;
use mulin::domain::prevention::sign::SignFact;
use mulin::domain::refusal::Reason;
use mulin::domain::right::{Right, Role};
use mulin::domain::save_id::SaveId;
use mulin::domain::sheet::Sheet;
use mulin::domain::whistle::fact::WhistleFact;
use mulin::words::lang::Lang;

use crate::rights::STAFF;
use crate::rooms::{House, registration};

/// One who leaves.
const LEAVER: (&str, Role, &str) = ("李离岗", Role::Administrator, "口令李离岗");

/// Names every kind, and stops the build where one is added that stands here not.
macro_rules! kinds {
    ($($kind:ident),+) => {
        const KINDS: &[&str] = &[$(stringify!($kind)),+];

        fn kind(action: &Action) -> &'static str {
            match action {
                $(Action::$kind { .. } => stringify!($kind),)+
            }
        }
    };
}

kinds!(
    Register,
    Once,
    Over,
    Step,
    Steps,
    Person,
    Know,
    Grid,
    Lawyer,
    NewLawyers,
    LawyerDay,
    Booking,
    Consultation,
    Calendar,
    Reveal,
    Merge,
    Split,
    Duty,
    Leader,
    RegisterOf,
    CheckIn,
    Force,
    Look,
    Report,
    Joint,
    Meeting,
    Handover,
    Call,
    Sign,
    Educator,
    Training,
    Whistle,
    Appointment,
    FollowUp,
    Operator
);

/// One of each kind, about what is not there, with the right that it needs.
fn actions(now: Moment) -> Vec<(Action, Right)> {
    let day = now.date();
    let none = CaseNumber {
        year: 2026,
        run: 9_999,
    };
    let step = || Step::Note {
        text: "来电询问".to_owned(),
    };
    let grid = || GridCode::parse("zz-none").unwrap_or_else(|| panic!("a code"));
    let received = || registration("蔡文姬", "13800007301", "东牟家村", "询问低保");
    let Action::Register(registered) = received() else {
        panic!("a registration");
    };
    let cancelled = || BookingFact::Cancelled {
        why: "改天".to_owned(),
    };
    let words = |text: &str| text.to_owned();
    vec![
        (received(), Right::Register),
        (
            Action::Once {
                save: SaveId::given("谁", "1").unwrap(),
                action: Box::new(Action::LawyerDay(LawyerDay {
                    day,
                    lawyer: None,
                    note: String::new(),
                })),
            },
            Right::Lawyers,
        ),
        (
            Action::Over {
                seen: 0,
                action: Box::new(Action::Split(Split::Person(PersonId(99)))),
            },
            Right::Handle,
        ),
        (
            Action::Step {
                case: none,
                expected: 1,
                step: step(),
            },
            Right::Handle,
        ),
        (
            Action::Steps {
                case: none,
                expected: 1,
                steps: vec![step()],
            },
            Right::Handle,
        ),
        (
            Action::Person {
                id: PersonId(99),
                fact: PersonFact::Corrected {
                    field: PersonField::Village,
                    old: String::new(),
                    new: words("东牟家村"),
                },
            },
            Right::Handle,
        ),
        (
            Action::Know {
                person: Petitioner::New(Box::new(Person {
                    name: words("邹衍"),
                    ..Person::default()
                })),
                fingerprint: None,
            },
            Right::Register,
        ),
        (
            Action::Grid(GridEdit::Rename {
                code: grid(),
                name: words("新名"),
            }),
            Right::Settings,
        ),
        (
            Action::NewLawyers(Box::new(NewLawyers {
                first: LawyerId(99),
                lawyers: Vec::new(),
                days: Vec::new(),
                moved: Vec::new(),
            })),
            Right::Lawyers,
        ),
        (
            Action::Lawyer {
                id: Some(LawyerId(99)),
                lawyer: Box::new(Lawyer {
                    name: words("张守法"),
                    firm: String::new(),
                    phone: String::new(),
                    wechat: String::new(),
                    fields: String::new(),
                    active: true,
                }),
            },
            Right::Lawyers,
        ),
        (
            Action::LawyerDay(LawyerDay {
                day,
                lawyer: None,
                note: String::new(),
            }),
            Right::Lawyers,
        ),
        (
            Action::Booking {
                id: Some(BookingId(99)),
                fact: cancelled(),
            },
            Right::Lawyers,
        ),
        (
            Action::Consultation {
                booking: cancelled(),
                outcome: cancelled(),
            },
            Right::Lawyers,
        ),
        (Action::Calendar(Vec::<ListedDay>::new()), Right::Settings),
        (
            Action::Reveal {
                what: Revealed::Person(PersonId(1)),
                why: words("核对"),
            },
            Right::Reveal,
        ),
        (
            Action::Merge(Merge::Cases {
                from: none,
                into: none,
                expected: (1, 1),
            }),
            Right::Handle,
        ),
        (Action::Split(Split::Person(PersonId(99))), Right::Handle),
        (
            Action::Duty {
                day,
                fact: DutyFact::Arrived(chrono::NaiveTime::MIN),
            },
            Right::Ledgers,
        ),
        (Action::Leader(Leader::default()), Right::Settings),
        (
            Action::RegisterOf {
                origin: Item::Call(CallId(99)),
                registration: registered,
            },
            Right::Register,
        ),
        (
            Action::CheckIn {
                day,
                report: Box::new(Report {
                    node: grid(),
                    round: CheckRound::ALL[0],
                    by: words("网格员"),
                    at: now,
                    how: How::Phone,
                    outcome: RoundOutcome::Nothing,
                }),
                why: None,
            },
            Right::Ledgers,
        ),
        (
            Action::Force(Box::new(Force {
                category: Category::Land,
                convener: String::new(),
                stand_in: String::new(),
                phone: String::new(),
            })),
            Right::Ledgers,
        ),
        (
            Action::Look(Look::new(LookKind::Opened, "desk", 7)),
            Right::Read,
        ),
        (
            Action::Report {
                sheet: Box::new(Sheet {
                    period: Period::of(PeriodKind::Day, day),
                    area: None,
                    until: day,
                    figures: Vec::new(),
                    tables: Vec::new(),
                }),
                reason: String::new(),
            },
            Right::Issue,
        ),
        (
            Action::Joint {
                id: Some(JointId(99)),
                fact: JointFact::Closed,
            },
            Right::Ledgers,
        ),
        (
            Action::Meeting {
                id: Some(MeetingId(99)),
                fact: MeetingAction::Do(MeetingFact::Closed),
            },
            Right::Ledgers,
        ),
        (
            Action::Handover {
                id: Some(HandoverId(99)),
                fact: HandoverFact::Accepted {
                    by: String::new(),
                    at: now,
                },
            },
            Right::Ledgers,
        ),
        (
            Action::Call {
                id: Some(CallId(99)),
                fact: CallFact::Noted(words("补记")),
            },
            Right::Register,
        ),
        (
            Action::Sign {
                id: Some(SignId(99)),
                fact: SignFact::Reopened {
                    why: words("又吵")
                },
            },
            Right::Handle,
        ),
        (
            Action::Educator {
                id: None,
                fact: Box::new(Educator {
                    name: String::new(),
                    level: LawLevel::ALL[0],
                    node: grid(),
                    phone: String::new(),
                    active: true,
                }),
            },
            Right::Ledgers,
        ),
        (
            Action::Training {
                id: Some(mulin::domain::education::training::TrainingId(99)),
                fact: TrainingFact::Attended(mulin::domain::education::staff::EducatorId(99)),
            },
            Right::Ledgers,
        ),
        (
            Action::Whistle {
                id: Some(WhistleId(99)),
                fact: WhistleFact::Closed { at: now },
            },
            Right::Handle,
        ),
        (
            Action::Appointment {
                id: Some(AppointmentId(99)),
                fact: AppointmentFact::Came,
            },
            Right::Ledgers,
        ),
        (
            Action::FollowUp {
                id: Some(FollowUpId(99)),
                fact: FollowUpFact::Done,
            },
            Right::Ledgers,
        ),
        (
            Action::Operator {
                id: Some(OperatorId(99)),
                fact: OperatorFact::Left,
            },
            Right::Operators,
        ),
    ]
}

fn came(house: &House, who: &str, action: &Action) -> Option<Reason> {
    let act = Act {
        who: who.to_owned(),
        when: house.model.shared.now,
        action: action.clone(),
    };
    match house.store().commit(&[act]).unwrap().remove(0) {
        CommitResult::Refused(refusal) => Some(refusal.reason),
        _ => None,
    }
}

#[test]
fn every_kind_of_thing_is_done_by_the_roles_of_the_table_alone() {
    let everybody = [&STAFF[..], &[LEAVER]].concat();
    let house = House::open(Lang::Zh, (80, 24)).with_operators(&everybody);
    let gone = LEAVER.0;
    let id = mulin::store::contract::ask(house.store(), |it| it.operator(gone));
    let id = id.unwrap().unwrap().0;
    let leaves = Action::Operator {
        id: Some(id),
        fact: OperatorFact::Left,
    };
    assert_eq!(came(&house, "刘巧玲", &leaves), None);
    let actions = actions(house.model.shared.now);
    let mut named: Vec<&str> = actions.iter().map(|(action, _)| kind(action)).collect();
    named.sort_unstable();
    let mut wanted = KINDS.to_vec();
    wanted.sort_unstable();
    assert_eq!(named, wanted, "one of each kind");
    for (action, right) in &actions {
        let called = kind(action);
        // Looks are nobody's right: whoever looked is written down, also who left.
        let is_look = matches!(action, Action::Look(_));
        for (name, role, _) in &STAFF {
            let reason = came(&house, name, action);
            let refused = reason == Some(Reason::RoleMayNot);
            assert_eq!(
                refused,
                !role.may(*right),
                "{called} as {role:?}: {reason:?}"
            );
        }
        let left = (!is_look).then_some(Reason::OperatorLeft);
        assert_eq!(came(&house, gone, action), left, "{called} by who left");
        let nobody = (!is_look).then_some(Reason::NotSignedIn);
        assert_eq!(
            came(&house, "谁也不是", action),
            nobody,
            "{called} by nobody"
        );
    }
}
