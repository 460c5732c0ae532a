//! 权限: every command of the desk as every role, and every step of a case as every role asked of the
//! store directly: what the table does not give is said, shown dim, and refused by both.

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::app::msg::Msg;
use mulin::app::pane::Pane;
use mulin::command::table::Command;
use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::number::CaseNumber;
use mulin::domain::refusal::Reason;
use mulin::domain::right::{Right, Role};
use mulin::domain::seat::Seat;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::lawful::made;
use crate::rooms::House;

/// One of each role.
pub(crate) const STAFF: [(&str, Role, &str); 6] = [
    ("刘巧玲", Role::Administrator, "口令刘巧玲"),
    ("王芳", Role::Reception, "口令王芳王芳"),
    ("孙调解", Role::Mediator, "口令孙调解"),
    ("赵镇长", Role::Leader, "口令赵镇长"),
    ("周助理", Role::LawyersClerk, "口令周助理"),
    ("吴审计", Role::Auditor, "口令吴审计"),
];

/// What is said of what somebody may not do.
const MAY_NOT: &str = "没有这项权限";

fn staffed() -> House {
    House::open(Lang::Zh, (80, 24)).with_operators(&STAFF)
}

fn revision(house: &House) -> u64 {
    ask(house.store(), |it| it.revision()).unwrap()
}

#[test]
fn every_command_is_run_by_the_roles_of_the_table_alone_and_says_who_may() {
    let mut house = staffed();
    let mut barred = 0;
    for (name, role, typed) in STAFF {
        house = house.closed();
        house.signs_in(name, typed);
        assert_eq!(house.model.shared.seat, Seat::Taken(role));
        for command in Command::ALL {
            let Some(right) = command.right() else {
                continue;
            };
            house.model.overlays.clear();
            (house.model.focus, house.model.right) = (Pane::Queue, Pane::Queue);
            let before = revision(&house);
            // By its name from the palette: every command can be asked for there, wherever one stands.
            house.press("<F10>");
            house.tell(Msg::Paste(command.name().to_owned()));
            house.press("<Enter>");
            let message = house.notice();
            assert_eq!(
                message.contains(MAY_NOT),
                !role.may(right),
                "{} as {role:?}: {message}",
                command.name()
            );
            if role.may(right) {
                continue;
            }
            barred += 1;
            let may: Vec<&Role> = right.roles().iter().collect();
            assert!(!may.is_empty(), "{right:?}");
            for role in may {
                let called = house.model.shared.words.code("role", role.code());
                assert!(message.contains(&called), "{}: {message}", command.name());
            }
            assert!(house.model.overlays.is_empty(), "{}", command.name());
            assert_eq!(house.model.focus, Pane::Queue, "{}", command.name());
            assert_eq!(revision(&house), before, "{}", command.name());
        }
    }
    assert!(barred > 100, "{barred}");
}

#[test]
fn every_step_of_a_case_is_refused_by_the_store_to_every_role_that_may_not_handle() {
    let house = staffed();
    let now = house.model.shared.now;
    let case: CaseNumber = CaseNumber::parse("ML-2026-0001").unwrap();
    let mut tried = 0;
    for kind in StepKind::all() {
        let Some(step) = made(kind, now.date(), |_| None) else {
            continue;
        };
        for (name, role, _) in STAFF {
            let act = Act {
                who: name.to_owned(),
                when: now,
                // A revision that is none: whoever may is refused for that, and nothing is changed.
                action: Action::Step {
                    case,
                    expected: u32::MAX,
                    step: step.clone(),
                },
            };
            let outcomes = house.store().commit(&[act]).unwrap();
            let refused = matches!(
                &outcomes[0],
                CommitResult::Refused(it) if it.reason == Reason::RoleMayNot
            );
            assert_eq!(
                refused,
                !role.may(Right::Handle),
                "{kind:?} as {role:?}: {outcomes:?}"
            );
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn what_leaves_the_desk_is_refused_behind_it_to_who_may_not_take_it_out() {
    for (name, role, typed) in STAFF {
        let mut house = staffed();
        house.signs_in(name, typed);
        for (request, right) in [
            (Request::Backup("/nowhere".to_owned()), Right::Upkeep),
            (
                Request::ChangeSettings {
                    seen: String::new(),
                    changes: Vec::new(),
                },
                Right::Settings,
            ),
        ] {
            let refused = matches!(
                house.asks(request.clone()),
                Answer::Failed(message) if message.contains(MAY_NOT)
            );
            assert_eq!(refused, !role.may(right), "{request:?} as {role:?}");
        }
    }
}

#[test]
fn what_one_may_not_do_is_dim_in_the_menu_and_the_palette_and_not_among_the_keys() {
    let mut house = staffed();
    house.signs_in("吴审计", "口令吴审计");
    house.press("<F4>");
    house.press("<C-e>");
    let Some(mulin::app::overlay::Overlay::Actions(menu)) = house.model.overlays.last() else {
        panic!("the menu is open");
    };
    let barred = |name: &str| {
        let mut items = menu.items().iter();
        let found = items
            .find(|it| it.does == mulin::app::actions::Does::Run(Command::parse(name).unwrap()));
        found.map(|it| it.barred)
    };
    assert_eq!(barred("queue.triage"), Some(true));
    assert_eq!(
        barred("list.export"),
        Some(false),
        "an auditor takes lists out"
    );
    house.press("<Esc>");
    house.sees_not("分类分级");
}

#[test]
fn help_prints_the_table_where_people_sign_in() {
    let mut house = staffed();
    house.signs_in("王芳", "口令王芳王芳");
    house.press("<F1>");
    house.type_text("签发报表");
    house.sees("权限");
    house.sees("领导、管理员");
    let mut free = House::open(Lang::Zh, (80, 24));
    free.press("<F1>");
    free.type_text("签发报表");
    free.sees_not("领导、管理员");
}
