//! The life of the made-up town at its present: every pane has something to show, and everything
//! lies on or before that moment.

use std::fs;
use std::sync::LazyLock;

use chrono::NaiveDate;

use mulin::domain::case::fact::legal_aid::state::AidStage;
use mulin::domain::case::fact::state::Case;
use mulin::domain::codes::Category;
use mulin::domain::education::staff::LawLevel;
use mulin::domain::education::training::TrainingFact;
use mulin::domain::entry::{Entry, Stream, What};
use mulin::domain::item::{CallId, SignId, WhistleId};
use mulin::domain::meeting::kind::MeetingKind;
use mulin::domain::meeting::task::Task;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::prevention::sign::SignState;
use mulin::domain::queue::{Filter, QueueQuery, Sort};
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Direction, Rating};
use mulin::domain::whistle::state::{Cause, Standing};
use mulin::domain::whistle::view::WhistleQuery;
use mulin::store::contract::ask;
use mulin::store::error::StoreError;
use mulin::store::redb::store::RedbStore;
use mulin::store::snapshot::Snapshot;

use crate::cli::Desk;

const NOW: &str = "2026-11-25T09:41:00+08:00";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> Moment {
    Moment::parse(NOW).unwrap()
}

/// A clerk of the made-up town, who may read what the desk wrote.
fn clerk() -> Viewer {
    Viewer::new("刘巧玲")
}

/// Makes a town, proves it, and looks into its store.
fn made(asked: &[&str]) -> (Desk, RedbStore) {
    let desk = Desk::new();
    let made = desk.run(&[&["demo", "--no-open", "--on", "2026-11-25"], asked].concat());
    assert_eq!(made.code, 0, "{}", made.err);
    let proof = desk.run(&["verify"]);
    assert_eq!(proof.code, 0, "{}", proof.out);
    let store = RedbStore::open(&desk.file("desk.redb"), Vec::new(), Settings::default());
    (desk, store.unwrap())
}

/// The town as it is made unless something else is asked for: made and proved once.
static USUAL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let (desk, store) = made(&[]);
    drop(store);
    fs::read(desk.file("desk.redb")).unwrap()
});

/// Gives the usual town in a store of its own.
fn usual() -> (Desk, RedbStore) {
    let desk = Desk::new();
    fs::write(desk.file("desk.redb"), &*USUAL).unwrap();
    let store = RedbStore::open(&desk.file("desk.redb"), Vec::new(), Settings::default());
    (desk, store.unwrap())
}

fn look<T>(store: &RedbStore, read: impl Fn(&Snapshot<'_>) -> Result<T, StoreError>) -> T {
    ask(store, read).unwrap()
}

fn open_cases(read: &Snapshot<'_>) -> Result<Vec<Case>, StoreError> {
    let query = QueueQuery {
        sort: Sort::Number,
        descending: true,
        filter: Filter::default(),
        after: None,
        limit: 2000,
    };
    let numbers = read.page(&query, &clerk())?.rows.into_iter();
    let cases = numbers.map(|row| read.case(row.number, &clerk()));
    Ok(cases
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

#[test]
fn calls_and_whistles_are_at_every_stage() {
    let (_desk, store) = usual();
    let calls = look(&store, |it| {
        it.calls(day("2026-11-11"), day("2026-11-25"), &clerk())
    });
    assert_eq!(calls.len(), 10);
    let owed: Vec<Moment> = calls
        .iter()
        .filter_map(|it| it.call.call_back_due())
        .collect();
    assert!(owed.iter().any(|by| *by < now()), "one was forgotten");
    assert!(
        owed.iter()
            .any(|by| by.date() == now().date() && *by > now()),
        "one is due today"
    );
    let kept = calls.iter().filter(|it| it.call.done.is_some());
    assert!(kept.count() >= 2, "call-backs that were made");
    assert_eq!(calls.iter().filter_map(|it| it.call.case()).count(), 1);
    assert!(calls.iter().all(|it| !it.call.awaits_case()));
    for call in &calls {
        assert!(call.call.card.caller.number.starts_with("1380000"));
    }
    let all = WhistleQuery::default();
    let whistles = look(&store, |it| it.whistles(&all, now(), &clerk()));
    assert_eq!(whistles.len(), 6);
    for direction in [Direction::Up, Direction::Down] {
        assert!(
            whistles
                .iter()
                .any(|it| it.whistle.raised.kind.direction() == direction)
        );
    }
    let rated = |rating| {
        let rated = whistles.iter().filter_map(|it| it.whistle.rating.as_ref());
        rated.filter(|it| it.0 == rating).count()
    };
    assert!(rated(Rating::Solved) >= 2 && rated(Rating::Partly) >= 1);
    assert!(
        whistles
            .iter()
            .any(|it| it.whistle.standing == Standing::Closed)
    );
    let passed = |it: &&mulin::domain::whistle::view::WhistleView| {
        let turns = &it.whistle.turns;
        it.whistle.is_unanswered()
            && turns
                .iter()
                .any(|it| matches!(it.cause, Cause::Escalated { .. }))
    };
    assert_eq!(whistles.iter().filter(passed).count(), 1);
    // The desk finds nothing to pass on but what lapses from now on.
    assert!(look(&store, |it| it.due_escalations(now())).len() <= 1);
}

#[test]
fn meetings_left_a_task_for_today_and_the_last_shift_a_note() {
    let (_desk, store) = usual();
    let meetings = look(&store, |it| {
        it.meetings(day("2026-11-01"), day("2026-11-25"), &clerk())
    });
    let kinds: Vec<MeetingKind> = meetings.iter().map(|it| it.meeting.calling.kind).collect();
    assert_eq!(kinds, [MeetingKind::Dispatch, MeetingKind::Joint]);
    let dispatch = &meetings[0].meeting;
    assert_eq!(dispatch.day(), day("2026-11-24"));
    assert!(dispatch.closed && dispatch.tasks.len() == 3);
    let open: Vec<_> = dispatch.tasks.iter().filter_map(Task::open_until).collect();
    assert_eq!(open, [day("2026-11-25")]);
    assert!(
        dispatch
            .topics
            .iter()
            .filter(|it| it.judged.is_some())
            .count()
            >= 3
    );
    let cases = look(&store, open_cases);
    for number in dispatch.cases() {
        let case = cases.iter().find(|it| it.number == number).unwrap();
        assert!(case.registered_at < dispatch.calling.at, "{number}");
    }
    let joints = look(&store, |it| {
        it.joints(day("2026-11-01"), day("2026-11-25"), &clerk())
    });
    assert_eq!(joints.len(), 1);
    let statements = joints[0].joint.heard.iter().flat_map(|it| &it.statements);
    assert!(statements.clone().any(|it| it.kept_on.is_some()));
    assert!(
        statements
            .clone()
            .any(|it| it.open_until() == Some(day("2026-11-25")))
    );
    let last = look(&store, |it| it.handovers(1, &clerk()));
    let last = &last[0].handover;
    assert_eq!(
        (last.note.at.date(), &last.accepted),
        (day("2026-11-24"), &None)
    );
    assert!(last.note.sections.len() >= 5 && !last.note.words.is_empty());
}

#[test]
fn the_staff_has_vacant_posts_and_was_trained() {
    let (_desk, store) = usual();
    let view = look(&store, |it| {
        it.education(day("2026-01-01"), day("2026-11-25"), &clerk())
    });
    let posts: Vec<(LawLevel, u16)> = view
        .strength
        .iter()
        .map(|it| (it.level, it.target))
        .collect();
    assert_eq!(
        posts,
        [
            (LawLevel::Educator, 6),
            (LawLevel::Worker, 9),
            (LawLevel::Promoter, 90)
        ]
    );
    for strength in &view.strength {
        assert!(strength.serving * 2 > usize::from(strength.target));
        assert!(strength.serving <= usize::from(strength.target));
    }
    assert!(view.strength.iter().any(|it| it.vacant() > 0));
    assert_eq!(view.trainings.len(), 4);
    assert!(view.trainings.iter().all(|(_, it)| it.attended.len() >= 5));
    assert!(
        view.staff
            .iter()
            .all(|it| it.card.phone.starts_with("1380000"))
    );
}

#[test]
fn signs_orders_key_cases_and_legal_aid_have_a_history() {
    let (_desk, store) = usual();
    let signs = look(&store, |it| {
        it.signs(day("2026-11-01"), day("2026-11-25"), &clerk())
    });
    let state = |number| {
        let sign = signs.iter().find(|it| it.id == SignId(number));
        &sign.unwrap().sign.state
    };
    assert!(matches!(state(1), SignState::Settled { .. }));
    assert!(matches!(state(2), SignState::Watched { .. }));
    assert!(matches!(state(5), SignState::Open));
    let SignState::Case(number) = state(4) else {
        panic!("{:?}", state(4))
    };
    let history = look(&store, |it| it.history(Stream::Sign(SignId(1)), &clerk()));
    assert!(history.len() >= 3, "found, whistled about, settled");
    let cases = look(&store, open_cases);
    let wages = cases.iter().find(|it| it.number == *number).unwrap();
    assert_eq!(wages.matter.category, Some(Category::Wages));
    assert_eq!(
        cases
            .iter()
            .filter(|it| it.key.on(now().date()).is_some())
            .count(),
        2
    );
    let asked = cases.iter().filter_map(|it| it.legal_aid.current());
    assert_eq!(asked.filter(|it| it.stage() == AidStage::Asked).count(), 1);
    let orders: Vec<&Case> = cases.iter().filter(|it| it.is_order_only()).collect();
    let under_way = |it: &&&Case| {
        let order = &it.order;
        it.status.is_open() && order.contacted_at().is_some() && order.answer().is_none()
    };
    assert!(orders.iter().filter(under_way).count() > 0);
    let returned = orders.iter().filter(|it| it.order.asked_return().is_some());
    assert!(returned.count() > 0);
}

#[test]
fn nothing_is_done_after_the_towns_present() {
    let (_desk, store) = made(&["--cases", "60", "--people", "40", "--seed", "5"]);
    let mut streams = vec![Stream::Handover(mulin::domain::handover::HandoverId(1))];
    streams.extend((1..=10).map(|it| Stream::Call(CallId(it))));
    streams.extend((1..=6).map(|it| Stream::Whistle(WhistleId(it))));
    streams.extend((1..=5).map(|it| Stream::Sign(SignId(it))));
    streams.extend((1..=2).map(|it| Stream::Meeting(mulin::domain::meeting::kind::MeetingId(it))));
    streams.extend(
        (1..=4).map(|it| Stream::Training(mulin::domain::education::training::TrainingId(it))),
    );
    streams.extend((1..=60).map(|run| Stream::Case(CaseNumber { year: 2026, run })));
    for stream in streams {
        let history: Vec<Entry> = look(&store, |it| it.history(stream, &clerk()));
        // An accusation keeps its history from who is not named in it.
        let kept = matches!(stream, Stream::Case(_));
        assert!(kept || !history.is_empty(), "{stream:?}");
        for entry in &history {
            assert!(entry.when <= now(), "{stream:?} {}", entry.when);
        }
        assert!(
            history.windows(2).all(|two| two[0].when <= two[1].when),
            "{stream:?} goes back in time"
        );
        if let Some(What::Training(TrainingFact::Held(lesson))) = history.first().map(|it| &it.what)
        {
            assert!(lesson.day <= now().date());
        }
    }
}

#[test]
fn two_runs_with_one_seed_are_one_life() {
    let asked = ["--cases", "80", "--people", "60", "--seed", "9"];
    let ((_one, first), (_other, second)) = (made(&asked), made(&asked));
    let contents = |store: &RedbStore| {
        look(store, |it| {
            let (from, to) = (day("2026-05-01"), day("2026-11-25"));
            let viewer = clerk();
            Ok((
                it.calls(from, to, &viewer)?,
                it.whistles(&WhistleQuery::default(), now(), &viewer)?,
                it.meetings(from, to, &viewer)?,
                it.joints(from, to, &viewer)?,
                it.handovers(5, &viewer)?,
                it.education(from, to, &viewer)?,
                it.signs(from, to, &viewer)?,
                open_cases(it)?,
            ))
        })
    };
    let (first, second) = (contents(&first), contents(&second));
    assert!(first == second, "two towns of one seed differ");
}

#[test]
fn the_smallest_towns_can_be_made_on_any_day() {
    for (cases, on) in [
        ("0", "2026-10-03"),
        ("1", "2026-02-18"),
        ("3", "2026-11-29"),
    ] {
        let desk = Desk::new();
        let asked = [
            "demo",
            "--no-open",
            "--cases",
            cases,
            "--people",
            "2",
            "--on",
            on,
        ];
        let made = desk.run(&asked);
        assert_eq!(made.code, 0, "{on}: {}", made.err);
        let proof = desk.run(&["verify"]);
        assert_eq!(proof.code, 0, "{on}: {}", proof.out);
        assert!(
            proof.out.contains(&format!("{cases} cases")),
            "{}",
            proof.out
        );
    }
}
