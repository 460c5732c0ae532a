//! 法治教育, told to every store and through the command line.

use mulin::domain::act::{Act, Action, CommitResult, Done};
use mulin::domain::education::staff::{Educator, LawLevel};
use mulin::domain::education::training::{Lesson, TrainingFact};
use mulin::domain::grid::node::GridCode;
use mulin::domain::moment::Moment;
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use serde_json::{Value, json};

use crate::cli::Desk;

fn done(store: &dyn Store, action: Action) -> CommitResult {
    let act = Act {
        who: "王芳".to_owned(),
        when: Moment::parse("2026-11-25T10:00").unwrap(),
        action,
    };
    let outcome = store.commit(&[act]).unwrap().remove(0);
    let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    outcome
}

fn card(name: &str, level: LawLevel, node: &str) -> Action {
    Action::Educator {
        id: None,
        fact: Box::new(Educator {
            name: name.to_owned(),
            level,
            node: GridCode::parse(node).unwrap(),
            phone: String::new(),
            active: true,
        }),
    }
}

fn story(store: &dyn Store) {
    let mut ids = Vec::new();
    for (name, level, node) in [
        ("周敏", LawLevel::Educator, "370785106"),
        ("单文", LawLevel::Promoter, "370785106200"),
        ("牟丽", LawLevel::Promoter, "370785106201"),
    ] {
        match done(store, card(name, level, node)) {
            CommitResult::Done(Done::Educator(id)) => ids.push(id),
            other => panic!("{other:?}"),
        }
    }
    let twice = done(store, card("单文", LawLevel::Promoter, "370785106200"));
    assert!(matches!(twice, CommitResult::Refused(it) if it.reason == Reason::AlreadyKnown));
    let day = "2026-11-20".parse().unwrap();
    let lesson = Lesson {
        day,
        topic: "民法典相邻关系".to_owned(),
        level: Some(LawLevel::Promoter),
        minutes: 90,
    };
    let held = Action::Training {
        id: None,
        fact: TrainingFact::Held(lesson),
    };
    let CommitResult::Done(Done::Training(id)) = done(store, held) else {
        panic!("a training");
    };
    for (who, refused) in [
        (ids[1], None),
        (ids[1], Some(Reason::NothingChanged)),
        (ids[0], Some(Reason::NotOfThisLevel)),
    ] {
        let fact = TrainingFact::Attended(who);
        let came = done(store, Action::Training { id: Some(id), fact });
        let reason = match came {
            CommitResult::Refused(refusal) => Some(refusal.reason),
            _ => None,
        };
        assert_eq!(reason, refused, "{who:?}");
    }
    let viewer = Viewer::new("王芳");
    let view = ask(store, |it| it.education(day, day, &viewer)).unwrap();
    let strength: Vec<_> = view
        .strength
        .iter()
        .map(|it| (it.target, it.serving, it.vacant()))
        .collect();
    assert_eq!(strength, [(6, 1, 5), (9, 0, 9), (90, 2, 88)]);
    let row = view.staff.iter().find(|row| row.id == ids[1]).unwrap();
    assert_eq!((row.trainings, row.minutes), (1, 90));
    assert_eq!(row.place, "大孙家村");
}

#[test]
fn the_staff_stands_against_its_targets_and_attends_person_by_person() {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

#[test]
fn a_sheet_of_the_staff_is_taken_in_and_not_twice() {
    let desk = Desk::new();
    let sheet = "姓名,层级,所在地,电话\n\
                 周敏,法治教育专员,,13800000001\n\
                 王岚,,第一管区,\n\
                 单文,法治宣传员,东牟家,13800000002\n\
                 牟丽,法治宣传员,没有村,\n\
                 ,法治宣传员,东牟家,\n\
                 李强,保安,东牟家,\n";
    let file = desk.write("staff.csv", sheet);
    let file = file.to_str().unwrap();
    let import = || {
        let answer = desk.run(&["import", "educators", file, "--json"]);
        assert_eq!(answer.code, 1, "{}", answer.err);
        serde_json::from_str::<Value>(&answer.out).unwrap()
    };
    let first = import();
    assert_eq!((&first["read"], &first["imported"]), (&json!(6), &json!(3)));
    let fields: Vec<&Value> = first["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["field"])
        .collect();
    assert_eq!(fields, ["place", "name", "level"]);
    let again = import();
    assert_eq!(
        (&again["imported"], &again["skipped"]),
        (&json!(0), &json!(3))
    );
    let output = desk.run(&["education", "--json"]);
    let output: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(
        output["levels"][2],
        json!({"level": "law_promoter", "target": 90, "serving": 1, "vacant": 89})
    );
    assert_eq!(output["staff"][1]["place"], "第一管区");
}
