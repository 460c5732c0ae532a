//! 领导包案: rota and ledger through both stores.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::duty::{Acting, DutyDay, DutyFact, How, Leader};
use mulin::domain::entry::Stream;
use mulin::domain::grid::node::GridLevel;
use mulin::domain::item::{CallId, Item, WhistleId};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Party, Raised, WhistleFact, WhistleKind};
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;

use crate::mediation::step;
use crate::stored::{CLERK, number, registered};

fn at(day: &str, time: &str) -> Moment {
    Moment::parse(&format!("2026-{day}T{time}:00+08:00")).unwrap()
}

fn date(day: &str) -> NaiveDate {
    format!("2026-{day}").parse().unwrap()
}

fn act(when: Moment, action: Action) -> Act {
    Act {
        who: CLERK.to_owned(),
        when,
        action,
    }
}

fn duty(day: &str, fact: DutyFact) -> Act {
    let action = Action::Duty {
        day: date(day),
        fact,
    };
    act(at(day, "08:00"), action)
}

pub(crate) fn named(day: &str, who: &str) -> Act {
    let leader = Some(who.to_owned());
    let note = String::new();
    duty(day, DutyFact::Named { leader, note })
}

pub(crate) fn leader(name: &str, convener: bool) -> Act {
    let leader = Leader {
        name: name.to_owned(),
        post: "副镇长".to_owned(),
        convener,
        active: true,
    };
    act(at("11-01", "08:00"), Action::Leader(leader))
}

fn duty_number(day: &str) -> u32 {
    date(day).num_days_from_ce().unsigned_abs()
}

fn stores(folder: &std::path::Path) -> [Arc<dyn Store>; 2] {
    let settings = Settings::default();
    let file = RedbStore::open(&folder.join("desk.redb"), Vec::new(), settings.clone()).unwrap();
    [
        Arc::new(MemoryStore::new(Vec::new(), settings)),
        Arc::new(file),
    ]
}

fn keep(store: &dyn Store, acts: &[Act]) {
    for outcome in store.commit(acts).unwrap() {
        assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
    }
}

fn day(store: &dyn Store, day: &str) -> DutyDay {
    let viewer = Viewer::new(CLERK);
    ask(store, |it| it.duty(date(day), &viewer)).unwrap().day
}

fn owner(store: &dyn Store, on: &str, run: u32) -> Option<String> {
    let line = day(store, on).line(Item::Case(number(run))).cloned();
    line.unwrap().owner
}

fn take(store: &dyn Store, case: CaseNumber, (who, when): (&str, Moment), taken: Step) {
    let viewer = Viewer::new(CLERK);
    let expected = ask(store, |it| it.case(case, &viewer))
        .unwrap()
        .unwrap()
        .revision;
    let action = Action::Step {
        case,
        expected,
        step: taken,
    };
    let who = who.to_owned();
    keep(store, &[Act { who, when, action }]);
}

fn proved(store: &dyn Store) {
    let findings = ask(store, |it| it.verify(&mut |_| {})).unwrap();
    assert!(findings.faults.is_empty(), "{findings:?}");
}

#[test]
fn what_comes_in_is_the_duty_leaders_until_it_is_struck_off() {
    let folder = tempfile::tempdir().unwrap();
    for store in stores(folder.path()) {
        let store = store.as_ref();
        keep(
            store,
            &[
                leader("周正", true),
                leader("吴敏", false),
                named("11-20", "吴敏"),
                named("11-21", "周正"),
                registered("11-20", "牟春生", |_| {}),
            ],
        );
        assert_eq!(owner(store, "11-20", 1).as_deref(), Some("吴敏"));
        let viewer = Viewer::new(CLERK);
        let case = ask(store, |it| it.case(number(1), &viewer))
            .unwrap()
            .unwrap();
        assert_eq!(case.leader.as_deref(), Some("吴敏"), "told by the case too");

        // He is away the next day, and the person comes again: another acts, the owner stays.
        keep(
            store,
            &[
                duty(
                    "11-21",
                    DutyFact::StandIn {
                        who: Some("吴敏".to_owned()),
                        why: "开会".to_owned(),
                    },
                ),
                registered("11-21", "牟春生", |it| it.joins = Some(number(1))),
            ],
        );
        assert_eq!(day(store, "11-21").acting(), Some("吴敏"));
        assert_eq!(owner(store, "11-21", 1).as_deref(), Some("吴敏"));
        let owed = ask(store, |it| it.owed(&viewer)).unwrap();
        assert_eq!(owed.len(), 2);
        assert_eq!(owed[0].owed.days(date("11-30")), 10);

        for (who, day, text) in [
            (CLERK, "11-21", "withdraw written|已和解|2026-11-21"),
            ("李红", "11-21", "call_back yes|确是自愿|2026-11-21"),
            (
                CLERK,
                "11-22",
                "strike_off 双方已和解，回访属实||2026-11-22",
            ),
        ] {
            take(store, number(1), (who, at(day, "10:00")), step(text));
        }
        assert!(ask(store, |it| it.owed(&viewer)).unwrap().is_empty());
        proved(store);
    }
}

#[test]
fn an_accusation_is_never_its_accuseds() {
    let folder = tempfile::tempdir().unwrap();
    for store in stores(folder.path()) {
        let store = store.as_ref();
        keep(
            store,
            &[
                leader("周正", true),
                leader("吴敏", false),
                named("11-20", "吴敏"),
                registered("11-20", "欧阳娜", |it| {
                    it.matter.class = Class::Accusation;
                    it.matter.accused = Some("吴敏副镇长".to_owned());
                }),
                registered("11-20", "万俟英", |it| {
                    it.matter.class = Class::Unclassed;
                }),
            ],
        );
        assert_eq!(
            owner(store, "11-20", 1).as_deref(),
            Some("周正"),
            "a convener's"
        );
        assert_eq!(owner(store, "11-20", 2).as_deref(), Some("吴敏"));
        let viewer = Viewer::new(CLERK);
        let case = ask(store, |it| it.case(number(2), &viewer))
            .unwrap()
            .unwrap();
        assert_eq!(
            case.leader, None,
            "what is not classed tells its leader nothing"
        );
        let passed = duty(
            "11-20",
            DutyFact::Passed {
                item: Item::Case(number(1)),
                to: Some("吴敏".to_owned()),
                why: "分工".to_owned(),
            },
        );
        let outcome = store.commit(&[passed]).unwrap().remove(0);
        assert!(matches!(outcome, CommitResult::Refused(_)), "{outcome:?}");

        // To another it is not told whose it is, nor by whose refusal whom it is about.
        let other = Viewer::new("刘洋");
        let seen = ask(store, |it| it.duty(date("11-20"), &other)).unwrap();
        assert_eq!(seen.day.lines[0].owner, None);
        assert_eq!(seen.day.lines[1].owner.as_deref(), Some("吴敏"));
        let owed = ask(store, |it| it.owed(&other)).unwrap();
        assert_eq!(owed[0].owed.line.owner, None);
        for (_, day) in ask(store, |it| it.rota(date("11-01"), date("11-30"))).unwrap() {
            assert!(
                day.lines
                    .iter()
                    .all(|it| it.owner.as_deref() != Some("周正"))
            );
        }
        let history = ask(store, |it| {
            it.history(Stream::Duty(duty_number("11-20")), &other)
        });
        let seen = format!("{:?}", history.unwrap());
        assert!(seen.contains("吴敏") && !seen.contains("周正"), "{seen}");
        for to in ["吴敏", "周正", "李红"] {
            let mut asked = duty(
                "11-20",
                DutyFact::Passed {
                    item: Item::Case(number(1)),
                    to: Some(to.to_owned()),
                    why: "分工".to_owned(),
                },
            );
            "刘洋".clone_into(&mut asked.who);
            let outcome = store.commit(&[asked]).unwrap().remove(0);
            let CommitResult::Refused(refusal) = outcome else {
                panic!("{outcome:?}");
            };
            assert_eq!(refusal.reason.code(), "not-for-this-viewer", "{to}");
        }
        proved(store);
    }
}

#[test]
fn a_stand_in_never_acts_on_an_accusation_of_himself() {
    let folder = tempfile::tempdir().unwrap();
    for store in stores(folder.path()) {
        let store = store.as_ref();
        let stands_in = |who: &str| {
            let who = Some(who.to_owned());
            let why = "开会".to_owned();
            duty("11-20", DutyFact::StandIn { who, why })
        };
        keep(
            store,
            &[
                leader("周正", false),
                leader("吴敏", true),
                leader("郑和", false),
                named("11-20", "周正"),
                stands_in("郑和"),
                registered("11-20", "欧阳娜", |it| {
                    it.matter.class = Class::Accusation;
                    it.matter.accused = Some("郑和副镇长".to_owned());
                }),
                registered("11-20", "牟春生", |_| {}),
            ],
        );
        let acting = |who: &str| {
            let viewer = Viewer::new(who);
            let view = ask(store, |it| it.duty(date("11-20"), &viewer)).unwrap();
            let seen = view.acting.iter();
            seen.map(|it| it.who().map(str::to_owned))
                .collect::<Vec<_>>()
        };
        let (zheng, wu) = (Some("郑和".to_owned()), Some("吴敏".to_owned()));
        assert_eq!(owner(store, "11-20", 1).as_deref(), Some("周正"));
        assert_eq!(acting(CLERK), [wu, zheng.clone()], "a convener's part");
        // That another acts would tell whom it is about.
        assert_eq!(acting("郑和"), [None, zheng.clone()]);
        assert_eq!(acting("刘洋"), [None, zheng]);
        // Where the only other one is accused as well, nobody acts.
        keep(
            store,
            &[registered("11-20", "欧阳娜", |it| {
                it.matter.class = Class::Accusation;
                it.matter.accused = Some("郑和、吴敏".to_owned());
            })],
        );
        let viewer = Viewer::new(CLERK);
        let view = ask(store, |it| it.duty(date("11-20"), &viewer)).unwrap();
        assert_eq!(view.acting[2], Acting::Nobody);
        // He is back: everybody acts on his own.
        let back = DutyFact::StandIn {
            who: None,
            why: String::new(),
        };
        keep(store, &[duty("11-20", back)]);
        assert_eq!(acting(CLERK), [None, None, None]);
        proved(store);
    }
}

#[test]
fn a_thin_day_takes_on_the_backlog_oldest_first_each_with_its_reason() {
    for (visits, taken) in [(0, 3), (1, 3), (2, 0)] {
        let store = MemoryStore::new(Vec::new(), Settings::default());
        keep(&store, &[leader("周正", true), named("11-20", "周正")]);
        for day in ["11-12", "11-10", "11-11"] {
            let order = registered(day, "李守田", |it| {
                it.visit.channel = Some(Channel::Hotline12345);
            });
            keep(&store, &[order]);
        }
        for _ in 0..visits {
            keep(&store, &[registered("11-20", "牟春生", |_| {})]);
        }
        keep(
            &store,
            &[duty("11-20", DutyFact::Closed(at("11-20", "17:30")))],
        );
        let today = day(&store, "11-20");
        let backlog: Vec<_> = today
            .lines
            .iter()
            .filter(|it| it.how == How::Backlog)
            .collect();
        assert_eq!(backlog.len(), taken, "{visits} visits");
        if let Some(first) = backlog.first() {
            assert_eq!(first.item, Item::Case(number(2)), "the oldest first");
            assert_eq!(first.few, Some((visits, 2)));
            assert_eq!(first.owner.as_deref(), Some("周正"));
        }
        let again = duty("11-20", DutyFact::Closed(at("11-20", "17:40")));
        let outcome = store.commit(&[again]).unwrap().remove(0);
        assert!(
            matches!(outcome, CommitResult::Refused(_)),
            "once is enough"
        );

        // The next thin day finds nothing that stands on a ledger already.
        keep(&store, &[named("11-21", "周正")]);
        keep(
            &store,
            &[duty("11-21", DutyFact::Closed(at("11-21", "17:30")))],
        );
        let next = day(&store, "11-21").lines.len();
        assert_eq!(next, 3 - taken, "{visits} visits");
        proved(&store);
    }
}

#[test]
fn a_second_visit_about_the_same_matter_on_one_day_is_a_second_visit() {
    let folder = tempfile::tempdir().unwrap();
    for store in stores(folder.path()) {
        let store = store.as_ref();
        let again = |channel| {
            registered("11-20", "牟春生", |it| {
                it.joins = Some(number(2));
                it.visit.channel = Some(channel);
            })
        };
        keep(
            store,
            &[
                leader("周正", true),
                named("11-20", "周正"),
                registered("11-10", "李守田", |it| {
                    it.visit.channel = Some(Channel::Hotline12345);
                }),
                // He rings first, then he comes: the line says a call, and he has come once.
                registered("11-20", "牟春生", |it| {
                    it.visit.channel = Some(Channel::Phone);
                }),
                again(Channel::Visit),
            ],
        );
        let today = day(store, "11-20");
        assert_eq!((today.lines.len(), today.visits()), (1, 1));
        assert_eq!(today.lines[0].how, How::Call);
        // A letter about it is no visit; coming once more is, and two are enough.
        keep(store, &[again(Channel::Letter), again(Channel::Station)]);
        keep(
            store,
            &[duty("11-20", DutyFact::Closed(at("11-20", "17:30")))],
        );
        let today = day(store, "11-20");
        assert_eq!((today.lines.len(), today.visits()), (1, 2));
        let came = duty("11-20", DutyFact::Came(Item::Case(number(2))));
        let outcome = store.commit(&[came]).unwrap().remove(0);
        assert!(
            matches!(outcome, CommitResult::Refused(_)),
            "by itself alone"
        );
        proved(store);
    }
}

#[test]
fn who_comes_while_nobody_is_named_is_registered_and_owned_as_soon_as_somebody_is() {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    keep(&store, &[registered("11-20", "牟春生", |_| {})]);
    assert_eq!(owner(&store, "11-20", 1), None);
    keep(&store, &[named("11-20", "吴敏")]);
    assert_eq!(owner(&store, "11-20", 1).as_deref(), Some("吴敏"));
    let elsewhere = named("11-21", "周正");
    keep(&store, &[elsewhere]);
    assert_eq!(owner(&store, "11-20", 1).as_deref(), Some("吴敏"));
    proved(&store);
}

#[test]
fn nothing_is_struck_off_on_the_ledger_itself() {
    let items = [Item::Call(CallId(1)), Item::Case(number(1))];
    let day = items.iter().fold(DutyDay::default(), |day, item| {
        day.evolve(&DutyFact::Fell(Box::new(mulin::domain::duty::Line {
            item: *item,
            owner: Some("周正".to_owned()),
            how: How::Call,
            few: None,
            since: at("11-20", "09:00"),
            struck: None,
            visits: 0,
        })))
    });
    for (item, refused) in [
        (items[0], "struck-off-by-its-own-step"),
        (items[1], "struck-off-by-its-own-step"),
        (Item::Call(CallId(2)), "not-found"),
    ] {
        let when = at("11-21", "09:00");
        let refusal = day.apply(&DutyFact::Struck { item, when }).unwrap_err();
        assert_eq!(refusal.reason.code(), refused, "{item}");
    }
}

#[test]
fn calls_and_whistles_fall_on_the_ledger_and_leave_it_when_they_are_over() {
    let folder = tempfile::tempdir().unwrap();
    for store in stores(folder.path()) {
        let store = store.as_ref();
        keep(store, &[leader("周正", true), named("11-20", "周正")]);
        let card = |outcome| {
            CallFact::Opened(Box::new(CallCard {
                caller: Caller {
                    number: "13800001234".to_owned(),
                    name: "牟春生".to_owned(),
                    person: None,
                    village: String::new(),
                },
                started_at: at("11-20", "09:00"),
                ended_at: at("11-20", "09:02"),
                note: "问低保怎么申请".to_owned(),
                outcome,
            }))
        };
        let call = |id: Option<u32>, fact| Action::Call {
            id: id.map(CallId),
            fact,
        };
        let owed = CallOutcome::CallBack {
            by: at("11-20", "16:00"),
            what: "问清材料".to_owned(),
        };
        let grid = ask(store, |it| it.grid()).unwrap();
        let mut towns = grid.of_level(GridLevel::Town);
        let town = towns.next().unwrap().code.clone();
        let raised = WhistleFact::Raised(Box::new(Raised {
            kind: WhistleKind::Daily,
            from: Party::Node(town),
            to: Party::Unit("供电所".to_owned()),
            about: "变压器跳闸".to_owned(),
            approver: "周正".to_owned(),
            case: None,
            sign: None,
            at: at("11-20", "10:00"),
        }));
        let whistle = |id: Option<u32>, fact| Action::Whistle {
            id: id.map(WhistleId),
            fact,
        };
        for action in [
            call(None, card(CallOutcome::Answered)),
            call(None, card(owed)),
            whistle(None, raised),
        ] {
            keep(store, &[act(at("11-20", "10:00"), action)]);
        }
        let seen = || {
            let day = day(store, "11-20");
            let lines = day.lines.iter();
            lines
                .map(|it| format!("{} {:?} {}", it.item, it.owner, it.struck.is_some()))
                .collect::<Vec<_>>()
        };
        let zhou = Some("周正".to_owned());
        let expected = |one, two, three| {
            [("RX-1", one), ("RX-2", two), ("CS-1", three)]
                .map(|(item, struck)| format!("{item} {zhou:?} {struck}"))
        };
        assert_eq!(seen(), expected(true, false, false));
        assert_eq!(day(store, "11-20").visits(), 0, "none of these is a visit");
        let tried = CallFact::CallBackTried {
            at: at("11-20", "15:00"),
            reached: true,
            statement: "材料已说清".to_owned(),
            again: None,
        };
        let withdrawn = WhistleFact::Withdrawn {
            why: "误吹".to_owned(),
        };
        keep(
            store,
            &[
                act(at("11-20", "15:00"), call(Some(2), tried)),
                act(at("11-20", "15:00"), whistle(Some(1), withdrawn)),
            ],
        );
        assert_eq!(seen(), expected(true, true, true));
        proved(store);
    }
}
