//! 复查、复核 to the end, told to both stores; what is final takes a visit, and new facts are a new
//! matter.

use mulin::domain::act::{Act, Action, CommitResult, Done, Registration};
use mulin::domain::case::fact::appeal::{AppealAnswer, AppealOutcome, AppealRequest, AppealStep};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{DeliveryWay, Ruling, Status};
use mulin::domain::moment::Moment;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;

use crate::stored::{CLERK, Stored, number, registered};

fn day(text: &str) -> chrono::NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

fn act(on: &str, action: Action) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: Moment::parse(&format!("2026-{on}T10:00:00+08:00")).unwrap(),
        action,
    }
}

/// The whole road of a matter to 复核, as acts.
fn road() -> Vec<Act> {
    let request = |on: &str| AppealRequest {
        on: day(on),
        words: "不服".to_owned(),
    };
    let answer = |on: &str| AppealAnswer {
        on: day(on),
        outcome: AppealOutcome::Upheld,
        opinion: "认定事实清楚，予以维持".to_owned(),
        delivered_on: Some(day(on)),
    };
    let appeal = |step| Step::Appeal(Box::new(step));
    let steps = [
        ("03-03", Step::Accept { on: day("03-03") }),
        (
            "05-11",
            Step::Decide {
                on: day("05-11"),
                ruling: Ruling::NotSupport,
                opinion: "路灯已列入明年计划".to_owned(),
                basis: "《信访工作条例》第三十二条".to_owned(),
                request: String::new(),
                facts: "路灯损坏三个月".to_owned(),
            },
        ),
        (
            "05-11",
            Step::Deliver {
                on: day("05-11"),
                way: DeliveryWay::Hand,
            },
        ),
        ("06-10", appeal(AppealStep::AskReview(request("06-10")))),
        ("07-06", appeal(AppealStep::AnswerReview(answer("07-06")))),
        ("08-05", appeal(AppealStep::AskRecheck(request("08-05")))),
        ("09-01", appeal(AppealStep::AnswerRecheck(answer("09-01")))),
    ];
    let opened = registered("03-02", "牟春生", |_| {});
    let steps = (1..).zip(steps).map(|(expected, (on, step))| {
        act(
            on,
            Action::Step {
                case: number(1),
                expected,
                step,
            },
        )
    });
    std::iter::once(opened).chain(steps).collect()
}

fn again(new_facts: Option<&str>) -> Act {
    registered("11-20", "牟春生", |it: &mut Registration| {
        it.joins = Some(number(1));
        it.visit.new_facts = new_facts.map(str::to_owned);
        it.matter.summary.clear();
    })
}

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

#[test]
fn a_final_matter_takes_the_visit_and_new_facts_are_a_new_matter_that_follows_it() {
    in_every_store(|store| {
        for outcome in store.commit(&road()).unwrap() {
            assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
        }
        let outcomes = store
            .commit(&[again(None), again(Some("找到了当年的批复"))])
            .unwrap();
        let joined: Vec<(u32, bool)> = outcomes
            .iter()
            .map(|outcome| match outcome {
                CommitResult::Done(Done::Registered { number, joined, .. }) => {
                    (number.run, *joined)
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(joined, [(1, true), (2, false)]);
        ask(store, |it| {
            let viewer = Viewer::new(CLERK);
            let old = it.case(number(1), &viewer)?.unwrap();
            assert_eq!((old.status, old.visits.len()), (Status::Final, 2));
            assert_eq!(old.decided_request(), "尽快修好");
            assert_eq!(old.decided_facts(), "路灯损坏三个月");
            let new = it.case(number(2), &viewer)?.unwrap();
            assert_eq!(new.matter.follows, Some(number(1)));
            assert_eq!(new.matter.summary, old.matter.summary);
            assert_eq!(new.matter.facts, "找到了当年的批复");
            let faults = it.verify(&mut |_| {})?.faults;
            assert!(faults.is_empty(), "{faults:?}");
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn whoever_comes_with_a_final_matter_is_asked_what_is_new() {
    let mut desk = Stored::open(Lang::Zh, (160, 45), &road());
    // Among those that are closed; again to the counter.
    desk.press("<F4> queue.narrow 3 <C-s> <Enter>");
    let picture = desk.picture();
    assert!(picture.contains("同一事实和理由不再受理"), "{picture}");
    desk.press("case.visit");
    let picture = desk.picture();
    for text in [
        "ML-2026-0001 已终结：同样的事实和理由",
        "ML-2026-0001 已终结：有新的事实和理由",
    ] {
        assert!(picture.contains(text), "{text} is missing:\n{picture}");
    }
    // 有新的事实和理由: they are asked for, and without them nothing is registered.
    desk.press("2 <C-s>");
    let picture = desk.picture();
    assert!(picture.contains("请写新的事实和理由"), "{picture}");
    desk.paste("找到了当年的批复");
    desk.press("<C-s>");
    let picture = desk.picture();
    assert!(picture.contains("ML-2026-0002"), "{picture}");
}
