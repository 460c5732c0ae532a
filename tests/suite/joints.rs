//! Joint reception and task forces, told to every store.

use std::process::Command;

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::{Step, StepKind};
use mulin::domain::case::fact::task_force::{
    Crew, Crewed, Member, Side, TaskForceKind, TaskForceStep,
};
use mulin::domain::codes::{Category, Channel, Class, Difficulty, Urgency};
use mulin::domain::joint::{JointFact, JointId, Seat, Sitting};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;

const NOW: &str = "2026-11-25T10:00";

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

fn done(store: &dyn Store, who: &str, action: Action) -> CommitResult {
    let act = Act {
        who: who.to_owned(),
        when: Moment::parse(NOW).unwrap(),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn register(store: &dyn Store, who: &str, class: Class, accused: Option<&str>) -> CaseNumber {
    let action = Action::Register(Box::new(Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            category: Some(Category::Land),
            difficulty: Difficulty::Hard,
            summary: "承包地被占".to_owned(),
            accused: accused.map(str::to_owned),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(Moment::parse("2026-11-25T09:00").unwrap()),
            channel: Some(Channel::Visit),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    }));
    match done(store, who, action) {
        CommitResult::Done(Done::Registered { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn sitting(lines: &[&str]) -> Sitting {
    Sitting {
        day: day("2026-11-25"),
        place: "二号接待室".to_owned(),
        convener: "周书记".to_owned(),
        seats: lines.iter().filter_map(|line| Seat::read(line)).collect(),
    }
}

fn statement(case: CaseNumber, unit: &str, took_on: &str, by: Option<&str>) -> JointFact {
    JointFact::Statement {
        case,
        unit: unit.to_owned(),
        text: "三十日内测量地界".to_owned(),
        took_on: took_on.to_owned(),
        by: by.map(day),
    }
}

fn reason(outcome: CommitResult) -> Reason {
    match outcome {
        CommitResult::Refused(refusal) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

const TABLE: &[&str] = &["信访办 王岚", "司法所 李强", "自然资源所 赵军"];

#[test]
fn a_session_is_told_on_the_case_and_what_was_taken_on_is_reminded_of() {
    in_every_store(|store| {
        let case = register(store, "王岚", Class::Claim, None);
        let joint = |id, fact| done(store, "王岚", Action::Joint { id, fact });
        let opened = joint(None, JointFact::Opened(Box::new(sitting(TABLE))));
        assert_eq!(opened, CommitResult::Done(Done::Joint(JointId(1))));
        let id = Some(JointId(1));
        for (fact, refused) in [
            (
                JointFact::Opened(Box::new(sitting(TABLE))),
                Some(Reason::AlreadyKnown),
            ),
            (
                JointFact::Table(Box::new(sitting(TABLE))),
                Some(Reason::NothingChanged),
            ),
            (
                JointFact::Table(Box::new(sitting(&["信访办"]))),
                Some(Reason::OneUnitAlone),
            ),
            (
                JointFact::Table(Box::new(sitting(&["信访办 甲", "信访办 乙"]))),
                Some(Reason::AlreadyKnown),
            ),
            (
                JointFact::Hear(CaseNumber { year: 2026, run: 9 }),
                Some(Reason::NotFound),
            ),
            (statement(case, "司法所", "", None), Some(Reason::NotFound)),
            (JointFact::Hear(case), None),
            (JointFact::Hear(case), Some(Reason::AlreadyKnown)),
            (
                statement(case, "派出所", "", None),
                Some(Reason::NotAChoice),
            ),
            (
                statement(case, "司法所", "去测量", None),
                Some(Reason::Missing),
            ),
            (
                statement(case, "司法所", "去测量", Some("2026-11-20")),
                Some(Reason::Before(day("2026-11-25"))),
            ),
            (statement(case, "司法所", "", None), None),
            (
                statement(case, "自然资源所", "测量地界", Some("2026-12-10")),
                None,
            ),
            (JointFact::Drop(case), Some(Reason::HeardAlready)),
            (
                JointFact::Table(Box::new(sitting(&["信访办", "司法所"]))),
                Some(Reason::HeardAlready),
            ),
            (JointFact::Closed, Some(Reason::Missing)),
            (JointFact::Minutes("议定测量地界".to_owned()), None),
            (JointFact::Closed, None),
            (statement(case, "司法所", "", None), Some(Reason::Closed)),
        ] {
            let outcome = joint(id, fact.clone());
            match refused {
                Some(expected) => assert_eq!(reason(outcome), expected, "{fact:?}"),
                None => assert!(
                    matches!(outcome, CommitResult::Done(_)),
                    "{fact:?} {outcome:?}"
                ),
            }
        }
        let viewer = Viewer::new("王岚");
        let view = ask(store, |it| it.case_view(case, &viewer))
            .unwrap()
            .unwrap();
        let units: Vec<&str> = view
            .joint
            .iter()
            .map(|it| it.statement.unit.as_str())
            .collect();
        assert_eq!(units, ["司法所", "自然资源所"]);
        let open = |until: &str| ask(store, |it| it.open_pledges(day(until), &viewer)).unwrap();
        assert!(open("2026-12-09").is_empty());
        assert_eq!(open("2026-12-10")[0].who, "赵军");
        let kept = JointFact::Kept {
            case,
            unit: "自然资源所".to_owned(),
            on: day("2026-11-25"),
        };
        assert!(
            matches!(joint(id, kept), CommitResult::Done(_)),
            "also when it is over"
        );
        assert!(open("2026-12-31").is_empty());
        let sessions = |from: &str, to: &str| {
            let found = ask(store, |it| it.joints(day(from), day(to), &viewer));
            found.unwrap().len()
        };
        assert_eq!(sessions("2026-11-25", "2026-11-25"), 1);
        assert_eq!(sessions("2026-11-26", "2026-12-25"), 0);
    });
}

#[test]
fn an_accusation_is_not_heard_before_the_accused_and_shows_its_number_alone() {
    in_every_store(|store| {
        let case = register(store, "王岚", Class::Accusation, Some("自然资源所所长赵军"));
        let joint = |who, id, fact| done(store, who, Action::Joint { id, fact });
        joint("王岚", None, JointFact::Opened(Box::new(sitting(TABLE))));
        joint(
            "王岚",
            None,
            JointFact::Opened(Box::new(sitting(&["信访办 王岚", "纪委 孙敏"]))),
        );
        let (with, without) = (Some(JointId(1)), Some(JointId(2)));
        let hear = || JointFact::Hear(case);
        assert_eq!(reason(joint("王岚", with, hear())), Reason::AtTheTable);
        assert_eq!(
            reason(joint("李强", without, hear())),
            Reason::NotForThisViewer
        );
        assert!(matches!(
            joint("王岚", without, hear()),
            CommitResult::Done(_)
        ));
        let table = || JointFact::Table(Box::new(sitting(TABLE)));
        assert_eq!(reason(joint("王岚", without, table())), Reason::AtTheTable);
        assert_eq!(
            reason(joint("李强", without, table())),
            Reason::NotForThisViewer
        );
        joint(
            "王岚",
            without,
            statement(case, "纪委", "核查", Some("2026-12-10")),
        );
        joint("王岚", without, JointFact::Minutes("核查赵军".to_owned()));
        for (who, statement, minutes) in [("王岚", 1, "核查赵军"), ("李强", 0, "")] {
            let viewer = Viewer::new(who);
            let view = ask(store, |it| it.joint(JointId(2), &viewer))
                .unwrap()
                .unwrap();
            assert_eq!(view.joint.heard[0].statements.len(), statement, "{who}");
            assert_eq!(view.joint.minutes, minutes, "{who}");
            assert_eq!(view.rows[0].locked, statement == 0, "{who}");
            let open = ask(store, |it| it.open_pledges(day("2027-01-01"), &viewer));
            assert_eq!(open.unwrap().len(), statement, "{who}");
        }
    });
}

fn crew(police: &str) -> Crew {
    let mut members = Member::read_all(Side::Petition, "王岚");
    members.extend(Member::read_all(Side::Police, police));
    Crew {
        leader: "周书记".to_owned(),
        members,
        plan: "先测量，再调解".to_owned(),
    }
}

#[test]
fn a_task_force_works_on_a_hard_case_from_its_forming_to_its_end() {
    in_every_store(|store| {
        let case = register(store, "王岚", Class::Claim, Some("派出所 钱多"));
        let on = day("2026-11-25");
        let form = |crew| TaskForceStep::Form(Crewed { on, crew });
        let mut revision = 1;
        let mut step = |step: Step| {
            let expected = revision;
            let outcome = done(
                store,
                "王岚",
                Action::Step {
                    case,
                    expected,
                    step,
                },
            );
            if matches!(outcome, CommitResult::Done(_)) {
                revision += 1;
            }
            outcome
        };
        let force = |it| Step::TaskForce(Box::new(it));
        let grade = |difficulty| Step::Classify {
            class: Class::Claim,
            category: Some(Category::Land),
            urgency: Urgency::Ordinary,
            difficulty,
        };
        let end = || TaskForceStep::End {
            on,
            outcome: "地界已定".to_owned(),
        };
        step(grade(Difficulty::Ordinary));
        assert_eq!(
            reason(step(force(form(crew("郑安 治安队"))))),
            Reason::NotHard
        );
        step(grade(Difficulty::Hard));
        assert_eq!(reason(step(force(end()))), Reason::NoTaskForce);
        assert_eq!(
            reason(step(force(form(crew("钱多"))))),
            Reason::MustStepAside
        );
        assert!(matches!(
            step(force(form(crew("郑安 治安队")))),
            CommitResult::Done(_)
        ));
        assert_eq!(
            reason(step(force(form(crew("郑安"))))),
            Reason::TaskForceStands
        );
        let answers = ["王岚、郑安", "去现场", "2026-11-25"].map(str::to_owned);
        let met = StepKind::TaskForce(TaskForceKind::Meet)
            .read(&answers)
            .unwrap();
        assert!(matches!(step(met), CommitResult::Done(_)));
        assert!(matches!(step(force(end())), CommitResult::Done(_)));
        let found = ask(store, |it| it.case(case, &Viewer::new("王岚"))).unwrap();
        let forces = found.unwrap().task_forces;
        assert_eq!(forces[0].crew.side(Side::Police), "郑安 治安队");
        assert_eq!(forces[0].meetings[0].decided, "去现场");
        assert_eq!(forces[0].ended, Some((on, "地界已定".to_owned())));
    });
}

#[test]
fn on_an_accusation_only_named_staff_are_in_the_task_force() {
    in_every_store(|store| {
        let case = register(store, "王岚", Class::Accusation, Some("村主任牟大山"));
        let form = |leader: &str| {
            let mut crew = crew("");
            crew.leader = leader.to_owned();
            let on = day("2026-11-25");
            let step = Step::TaskForce(Box::new(TaskForceStep::Form(Crewed { on, crew })));
            done(
                store,
                "王岚",
                Action::Step {
                    case,
                    expected: 1,
                    step,
                },
            )
        };
        assert_eq!(reason(form("周书记")), Reason::NotNamed);
        assert!(matches!(form("王岚"), CommitResult::Done(_)));
        let seen = ask(store, |it| it.case(case, &Viewer::new("周书记"))).unwrap();
        assert!(seen.unwrap().task_forces.is_empty());
    });
}

#[test]
fn a_case_is_shown_with_its_task_force_and_what_was_taken_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    {
        let store = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
        let case = register(&store, "王岚", Class::Claim, None);
        let on = day("2026-11-25");
        let crew = crew("郑安 治安队");
        let step = Step::TaskForce(Box::new(TaskForceStep::Form(Crewed { on, crew })));
        done(
            &store,
            "王岚",
            Action::Step {
                case,
                expected: 1,
                step,
            },
        );
        for (at, fact) in [
            JointFact::Opened(Box::new(sitting(TABLE))),
            JointFact::Hear(case),
            statement(case, "自然资源所", "测量地界", Some("2026-12-10")),
        ]
        .into_iter()
        .enumerate()
        {
            let id = (at > 0).then_some(JointId(1));
            done(&store, "王岚", Action::Joint { id, fact });
        }
    }
    let show = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_mulin"))
            .args(["--as", "王岚", "--lang", "zh", "--store"])
            .arg(&path)
            .args(["case", "show", "ML-2026-0001"])
            .args(more)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let words = show(&[]);
    for text in [
        "郑安 治安队",
        "先测量，再调解",
        "自然资源所 赵军",
        "认领：测量地界",
    ] {
        assert!(words.contains(text), "{text} is not in\n{words}");
    }
    let json: serde_json::Value = serde_json::from_str(&show(&["--json"])).unwrap();
    assert_eq!(json["task_force"][0]["members"][1]["side"], "police");
    assert_eq!(json["joint"][0]["by"], "2026-12-10");
    assert_eq!(json["joint"][0]["unit"], "自然资源所");
}
