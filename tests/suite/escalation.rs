//! 逐级上报: what the house does by itself is written in its own name, once, whoever has a desk open,
//! and whoever has none.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Datelike;
use mulin::app::answer::{Answer, Reply};
use mulin::app::effect::{Effect, Request};
use mulin::app::msg::Msg;
use mulin::app::update::{opening, update};
use mulin::clock::Clock;
use mulin::domain::act::{Act, Action, CommitResult, Done, HOUSE, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class, Difficulty, Urgency};
use mulin::domain::duty::DutyFact;
use mulin::domain::entry::{Entry, Stream, What};
use mulin::domain::item::WhistleId;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Party, Raised, WhistleFact, WhistleKind};
use mulin::exchange::paper::templates::Templates;
use mulin::office::escalation::escalate;
use mulin::office::find::PeopleFinder;
use mulin::runtime::clipboard::Clipboard;
use mulin::runtime::common::Common;
use mulin::runtime::desk_files::DeskFiles;
use mulin::runtime::lanes::Service;
use mulin::runtime::printer::Printer;
use mulin::runtime::service::DeskService;
use mulin::store::contract::{Copied, Store, ask};
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::error::StoreError;
use mulin::store::memory::store::MemoryStore;
use mulin::store::snapshot::Snapshot;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::cli::{Desk, Printed};
use crate::screens::desk;
use crate::stored::settings_in;

const CLERK: &str = "王岚";
const RAISED: &str = "2026-11-25T10:00:00+08:00";
const LATE: &str = "2026-11-25T11:01:00+08:00";

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn act(action: Action) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: at(RAISED),
        action,
    }
}

/// Makes a store with a sign that a village raised at ten, about `case`.
fn whistled(case: Option<CaseNumber>) -> MemoryStore {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    raise(&store, case);
    store
}

fn raise(store: &dyn Store, case: Option<CaseNumber>) {
    let tree = ask(store, |it| it.grid()).unwrap();
    let village = tree.village_named("东牟家村").unwrap().code.clone();
    let area = tree.chain(&village)[1].code.clone();
    let raised = Raised {
        kind: WhistleKind::Sign,
        from: Party::Node(village),
        to: Party::Node(area),
        about: "两家为排水沟起争执".to_owned(),
        approver: String::new(),
        case,
        sign: None,
        at: at(RAISED),
    };
    let fact = WhistleFact::Raised(Box::new(raised));
    let outcome = store.commit(&[act(Action::Whistle { id: None, fact })]);
    assert!(matches!(
        outcome.unwrap().remove(0),
        CommitResult::Done(Done::Whistle(_))
    ));
}

fn registration(class: Class, accused: Option<String>) -> Registration {
    Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: Matter {
            class,
            summary: "反映一件事".to_owned(),
            accused,
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(at(RAISED)),
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
    }
}

fn history(store: &dyn Store) -> Vec<Entry> {
    let stream = Stream::Whistle(WhistleId(1));
    ask(store, |it| it.history(stream, &Viewer::new(CLERK))).unwrap()
}

fn escalations(store: &dyn Store) -> Vec<String> {
    let gone_up = history(store)
        .into_iter()
        .filter(|entry| matches!(entry.what, What::Whistle(WhistleFact::Escalated { .. })));
    gone_up.map(|entry| entry.who).collect()
}

fn service(store: Arc<dyn Store>, folder: &Path) -> DeskService {
    DeskService {
        store,
        drafts: Drafts::beside(&folder.join("desk.redb")).into(),
        learned: Learned::beside(&folder.join("desk.redb"), "王芳"),
        printer: Printer {
            folder: folder.join("papers"),
            command: Vec::new(),
        },
        clipboard: Clipboard::default(),
        templates: Templates::new(Lang::Zh),
        clock: Clock::set_to(at(LATE)),
        viewer: Viewer::new(CLERK),
        words: Words::new(Lang::Zh).into(),
        finder: PeopleFinder::default(),
        roads: mulin::exchange::roads::built_in(),
        triage: mulin::exchange::triage::built_in(),
        town: Settings::default(),
        config: None,
        settings: settings_in(folder, Lang::Zh),
        common: Common::default(),
        version: 0,
        files: DeskFiles::beside(&folder.join("desk.redb"), Vec::new()),
    }
}

#[test]
fn an_unanswered_whistle_goes_up_once_in_the_house_s_name() {
    let store = whistled(None);
    assert_eq!(
        escalate(&store, at("2026-11-25T10:59:00+08:00")).unwrap(),
        []
    );
    assert_eq!(escalate(&store, at(LATE)).unwrap().len(), 1);
    let entries = history(&store).len();
    assert_eq!(escalate(&store, at(LATE)).unwrap(), []);
    assert_eq!(history(&store).len(), entries);
    assert_eq!(escalations(&store), [HOUSE]);
    let findings = ask(&store, |it| it.verify(&mut |_| {})).unwrap();
    assert_eq!(findings.faults, Vec::<String>::new());
}

#[test]
fn a_whistle_whose_matter_turns_out_an_accusation_goes_nowhere_by_itself() {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    let registration = registration(Class::Claim, Some("李主任".to_owned()));
    let registered = store.commit(&[act(Action::Register(Box::new(registration)))]);
    let CommitResult::Done(Done::Registered { number, .. }) = registered.unwrap().remove(0) else {
        panic!("it is registered");
    };
    raise(&store, Some(number));
    // Only after the whistle somebody reads that it accuses.
    let classed = store.commit(&[act(Action::Step {
        case: number,
        expected: 1,
        step: Step::Classify {
            class: Class::Accusation,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        },
    })]);
    let classed = classed.unwrap().remove(0);
    assert!(matches!(classed, CommitResult::Done(_)), "{classed:?}");
    assert_eq!(escalate(&store, at(LATE)).unwrap(), []);
    assert_eq!(escalations(&store), Vec::<String>::new());
}

/// A store of which another desk passes everything up just before this one writes.
struct Overtaken(MemoryStore);

impl Store for Overtaken {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        assert_eq!(escalate(&self.0, at(LATE))?.len(), 1);
        self.0.commit(acts)
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.0.read(read)
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        self.0.set_settings(settings)
    }

    fn backup(&self, target: &Path) -> Result<Copied, StoreError> {
        self.0.backup(target)
    }

    fn revision(&self) -> Result<u64, StoreError> {
        self.0.revision()
    }
}

#[test]
fn of_two_desks_at_once_one_passes_it_up() {
    let store = Overtaken(whistled(None));
    assert_eq!(escalate(&store, at(LATE)).unwrap(), []);
    assert_eq!(escalations(&store.0), [HOUSE]);
}

#[test]
fn asking_for_today_writes_nothing() {
    assert!(!Request::Today.is_write());
    assert!(Request::Escalate.is_write());
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(whistled(None));
    let mut desk = service(store.clone(), folder.path());
    let before = (store.revision().unwrap(), history(store.as_ref()));
    assert!(matches!(desk.serve(Request::Today), Answer::Today { .. }));
    let after = (store.revision().unwrap(), history(store.as_ref()));
    assert_eq!(after, before);
    assert_eq!(desk.serve(Request::Escalate), Answer::Escalated(1));
    assert_eq!(desk.serve(Request::Escalate), Answer::Escalated(0));
    assert_eq!(escalations(store.as_ref()), [HOUSE]);
}

/// A store that cannot be written while the disk is full.
struct Full {
    store: MemoryStore,
    full: AtomicBool,
}

impl Store for Full {
    fn commit(&self, acts: &[Act]) -> Result<Vec<CommitResult>, StoreError> {
        if self.full.load(Ordering::Relaxed) {
            return Err(StoreError::System("no space left".to_owned()));
        }
        self.store.commit(acts)
    }

    fn read(
        &self,
        read: &mut dyn FnMut(&Snapshot<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.store.read(read)
    }

    fn set_settings(&self, settings: Settings) -> Result<(), StoreError> {
        self.store.set_settings(settings)
    }

    fn backup(&self, target: &Path) -> Result<Copied, StoreError> {
        self.store.backup(target)
    }

    fn revision(&self) -> Result<u64, StoreError> {
        self.store.revision()
    }
}

#[test]
fn what_could_not_be_passed_up_is_told_and_tried_again_with_the_next_minute() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Full {
        store: whistled(None),
        full: AtomicBool::new(true),
    });
    let mut service = service(store.clone(), folder.path());
    let mut model = desk(Lang::Zh, (80, 24));
    let mut waiting = opening(&mut model);
    let mut serve = |model: &mut _, waiting: &mut Vec<Effect>| {
        while !waiting.is_empty() {
            let Effect::Store(ticket, request) = waiting.remove(0) else {
                continue;
            };
            let wrote = request.is_write();
            let answer = service.serve(request);
            let reply = Reply {
                seen: None,
                ticket,
                wrote,
                answer,
            };
            waiting.extend(update(model, Msg::Reply(reply)));
        }
    };
    serve(&mut model, &mut waiting);
    let notice = model.notice.take().map(|notice| notice.text);
    let notice = notice.unwrap_or_default();
    assert!(notice.contains("没能自动上报"), "{notice}");
    assert_eq!(escalations(store.as_ref()), Vec::<String>::new());
    assert_eq!(model.writes, 0, "whoever leaves need not wait");
    store.full.store(false, Ordering::Relaxed);
    let mut waiting = update(&mut model, Msg::Tick(at(LATE)));
    serve(&mut model, &mut waiting);
    assert!(model.notice.is_none());
    assert_eq!(escalations(store.as_ref()), [HOUSE]);
}

#[test]
fn what_a_rule_does_after_a_clerk_s_act_is_the_house_s_and_not_the_clerk_s() {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    let day = at(RAISED).date();
    let named = DutyFact::Named {
        leader: Some("李刚".to_owned()),
        note: String::new(),
    };
    let acts = [
        act(Action::Duty { day, fact: named }),
        act(Action::Register(Box::new(registration(Class::Claim, None)))),
    ];
    let outcomes = store.commit(&acts).unwrap();
    assert!(
        outcomes
            .iter()
            .all(|it| matches!(it, CommitResult::Done(_)))
    );
    let by_whom = |stream| {
        let entries = ask(&store, |it| it.history(stream, &Viewer::new(CLERK))).unwrap();
        let each = entries.into_iter().map(|entry| match entry.what {
            What::Case(step) => (step.code(), entry.who),
            What::Duty(DutyFact::Named { .. }) => ("named", entry.who),
            What::Duty(DutyFact::Fell(_)) => ("fell", entry.who),
            _ => ("other", entry.who),
        });
        each.collect::<Vec<_>>()
    };
    let own = |what: &'static str| (what, CLERK.to_owned());
    let by_rule = |what: &'static str| (what, HOUSE.to_owned());
    let case = CaseNumber { year: 2026, run: 1 };
    assert_eq!(
        by_whom(Stream::Case(case)),
        [own("register"), by_rule("assign")]
    );
    let ledger = Stream::Duty(day.num_days_from_ce().unsigned_abs());
    assert_eq!(by_whom(ledger), [own("named"), by_rule("fell")]);
    let case = ask(&store, |it| it.case(case, &Viewer::new(CLERK))).unwrap();
    assert_eq!(case.unwrap().leader.as_deref(), Some("李刚"));
    let findings = ask(&store, |it| it.verify(&mut |_| {})).unwrap();
    assert_eq!(findings.faults, Vec::<String>::new());
}

/// Runs `mulin tick` at a moment.
fn tick(desk: &Desk, now: &str, args: &[&str]) -> Printed {
    let args = [&["tick"], args].concat();
    Printed::of(&desk.command(&args).env("MULIN_NOW", now).output().unwrap())
}

#[test]
fn cron_passes_a_whistle_up_without_an_open_desk_and_says_which() {
    let desk = Desk::new();
    let none = tick(&desk, LATE, &[]);
    assert_eq!((none.code, none.out.as_str()), (3, ""), "there is no store");
    let line = r#"{"from":"东牟家村","about":"两家为排水沟争吵"}"#;
    assert_eq!(desk.feed(&["whistle", "raise"], line).code, 0);
    let early = tick(&desk, "2026-11-25T10:00:00+08:00", &["--json"]);
    assert_eq!((early.code, early.json()), (0, serde_json::json!([])));
    let passed_up = tick(&desk, LATE, &["--json"]);
    assert_eq!(passed_up.code, 0, "{}", passed_up.err);
    let rows = passed_up.json();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["whistle"], "CS-1");
    assert_eq!(rows[0]["ran_out"], "whistle_sign");
    assert_eq!(rows[0]["ran_out_at"], "2026-11-25T10:41:00+08:00");
    assert_eq!(rows[0]["levels"], 2);
    let again = tick(&desk, LATE, &[]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    let next = tick(&desk, "2026-11-25T12:02:00+08:00", &["--lang", "zh"]);
    assert!(
        next.out.contains("CS-1") && next.out.contains("已上报"),
        "{}",
        next.out
    );
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn nobody_works_in_the_house_s_name() {
    let desk = Desk::new();
    let refused = desk.run(&["--as", HOUSE, "case", "list"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains(HOUSE), "{}", refused.err);
}
