//! 查看留痕: who looked at what and who took what out is written down, by whichever road; it is read by
//! the auditor and the administrators alone, and tells nobody who looked at an accusation about himself.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use mulin::app::answer::Answer;
use mulin::app::content::{CopyOrder, CopyPart};
use mulin::app::effect::Request;
use mulin::app::msg::Msg;
use mulin::app::pane::Pane;
use mulin::app::ticket::{Asker, RequestSlot};
use mulin::domain::act::{Act, Action};
use mulin::domain::entry::Revealed;
use mulin::domain::looked::{LookKind, LookQuery, LookRow, Proof};
use mulin::domain::number::CaseNumber;
use mulin::domain::projection::Projection;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::runtime::lanes::{Lanes, Service};
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::Desk;
use crate::lanes::real_desk;
use crate::sign_in::{as_one, staffed};
use crate::stored::{Stored, number, registered};

/// The list as one of the operators reads it.
fn list(desk: &Desk, who: &str, more: &[&str]) -> Vec<Value> {
    let answer = as_one(desk, who, &[&["looked", "--json"], more].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    let answered = answer.json();
    assert_eq!(answered["names_as_typed"], false);
    answered["looks"].as_array().unwrap().clone()
}

fn of_kind<'a>(looks: &'a [Value], kind: &str) -> Vec<&'a Value> {
    looks.iter().filter(|it| it["kind"] == kind).collect()
}

#[test]
fn a_case_that_was_shown_three_times_is_one_row_with_who_how_and_how_often() {
    let desk = staffed();
    for _ in 0..3 {
        assert_eq!(as_one(&desk, "王芳", &["case", "show", "1"]).code, 0);
    }
    assert_eq!(as_one(&desk, "孙调解", &["case", "show", "2"]).code, 0);
    let looks = list(&desk, "吴审计", &[]);
    let opened = of_kind(&looks, "opened");
    assert_eq!(opened.len(), 2, "{looks:#?}");
    let first = opened[0];
    for (of, what) in [
        ("who", "王芳"),
        ("case", "ML-2026-0001"),
        ("proof", "passphrase"),
        ("place", "case"),
    ] {
        assert_eq!(first[of], what, "{first}");
    }
    // Each time it was another process.
    assert_eq!(first["times"], 3, "{first}");
    assert_eq!(list(&desk, "吴审计", &["--who", "孙调解"]).len(), 1);
    assert_eq!(list(&desk, "吴审计", &["--case", "2"]).len(), 1);
    assert_eq!(list(&desk, "吴审计", &["--to", "2026-11-24"]).len(), 0);
    assert_eq!(list(&desk, "吴审计", &["--from", "2026-11-25"]).len(), 2);
    assert_eq!(list(&desk, "刘巧玲", &[]).len(), 2);
    for who in ["王芳", "孙调解", "赵镇长", "周助理"] {
        let refused = as_one(&desk, who, &["looked"]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{who}");
    }
    // The store itself gives the list to nobody else, whatever asks.
    let store = RedbStore::open(&desk.file("desk.redb"), projections(), Settings::default());
    let store = store.unwrap();
    for (who, may) in [("王芳", false), ("谁也不是", false), ("吴审计", true)] {
        let query = LookQuery::default();
        let list = ask(&store, |it| it.looks(&query, &Viewer::new(who))).unwrap();
        assert_eq!(list.is_some(), may, "{who}");
    }
    drop(store);
    let verified = as_one(&desk, "吴审计", &["verify"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn who_looked_at_an_accusation_is_not_told_to_whoever_is_not_named_for_it() {
    let desk = staffed();
    // The third one complains of an official; 刘巧玲 took it down.
    assert_eq!(as_one(&desk, "刘巧玲", &["case", "show", "3"]).code, 0);
    assert_eq!(as_one(&desk, "王芳", &["case", "show", "3"]).code, 0);
    let file = desk.file("ML-2026-0003.csv");
    let export = ["export", "cases", file.to_str().unwrap()];
    assert_eq!(as_one(&desk, "刘巧玲", &export).code, 0);
    let file = desk.file("receipt.txt");
    let paper = [
        "case",
        "paper",
        "3",
        "receipt",
        "--out",
        file.to_str().unwrap(),
    ];
    assert_eq!(as_one(&desk, "刘巧玲", &paper).code, 0);
    let looks = list(&desk, "吴审计", &[]);
    assert_eq!(looks.len(), 4, "{looks:#?}");
    for look in &looks {
        assert_eq!(look["masked"], true, "{look}");
        assert_eq!(look["case"], Value::Null, "{look}");
        assert!(!look.to_string().contains("0003"), "{look}");
    }
    assert_eq!(list(&desk, "吴审计", &["--case", "3"]).len(), 0);
    let text = as_one(&desk, "吴审计", &["looked"]);
    assert!(!text.out.contains("0003"), "{}", text.out);
    // Whoever is named reads it.
    assert_eq!(list(&desk, "刘巧玲", &["--case", "3"]).len(), 3);
}

#[test]
fn whatever_is_taken_out_is_written_down_with_what_it_was() {
    let desk = staffed();
    let place = |name: &str| desk.file(name).to_str().unwrap().to_owned();
    let scan = desk.write("欠条.txt", "今欠工资三千元");
    let scan = scan.to_str().unwrap();
    let lines: [(&str, &[&str]); 6] = [
        ("刘巧玲", &["export", "cases", &place("全部.csv")]),
        (
            "刘巧玲",
            &["export", "people", &place("人.csv"), "--reveal"],
        ),
        (
            "赵镇长",
            &["case", "paper", "1", "receipt", "--out", &place("回执.txt")],
        ),
        ("赵镇长", &["report", "week", "--to", &place("周报.docx")]),
        ("刘巧玲", &["backup", &place("备份.redb")]),
        ("王芳", &["case", "attach", "1", scan]),
    ];
    for (who, line) in lines {
        let answer = as_one(&desk, who, line);
        assert_eq!(answer.code, 0, "{line:?}: {}", answer.err);
    }
    assert_eq!(as_one(&desk, "王芳", &["case", "attachments", "1"]).code, 0);
    let looks = list(&desk, "吴审计", &[]);
    let answered: Vec<(String, String, String)> = looks
        .iter()
        .map(|it| {
            let text = |of: &str| it[of].as_str().unwrap_or_default().to_owned();
            let what = text("what");
            let name = what.rsplit('/').next().unwrap_or_default().to_owned();
            (text("who"), text("kind"), name)
        })
        .collect();
    for (who, kind, what) in [
        ("刘巧玲", "exported", "全部.csv"),
        ("刘巧玲", "exported", "人.csv"),
        ("刘巧玲", "revealed", "人.csv"),
        ("赵镇长", "paper", "receipt"),
        ("赵镇长", "report", "周报.docx"),
        ("刘巧玲", "backed_up", "备份.redb"),
        ("王芳", "attachment", ""),
    ] {
        let row = (who.to_owned(), kind.to_owned(), what.to_owned());
        assert!(answered.contains(&row), "{row:?}: {answered:#?}");
    }
    // It stands in the copy that was made, too.
    let copied = as_one(
        &desk,
        "吴审计",
        &["looked", "--json", "--store", &place("备份.redb")],
    );
    let copied = copied.json();
    let copied = copied["looks"].as_array().unwrap();
    assert_eq!(of_kind(copied, "backed_up").len(), 1, "{copied:#?}");
}

#[test]
fn where_nobody_signs_in_the_list_says_so() {
    let desk = Desk::new().with_three();
    let shown = desk.run(&["case", "show", "1", "--as", "谁也不是"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let answered = desk.run(&["looked", "--json"]).json();
    assert_eq!(answered["names_as_typed"], true);
    assert_eq!(answered["looks"][0]["who"], "谁也不是");
    assert_eq!(answered["looks"][0]["proof"], "typed");
    let zh = desk.run(&["looked", "--lang", "zh"]);
    assert!(zh.err.contains("自己写"), "{}", zh.err);
    assert!(zh.out.contains("打开"), "{}", zh.out);
}

fn projections() -> Vec<Arc<dyn Projection>> {
    vec![Arc::new(FinderIndex)]
}

/// A desk over a real store with one case.
struct Counter {
    folder: TempDir,
    store: Arc<RedbStore>,
}

impl Counter {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        let store = RedbStore::open(&path, projections(), Settings::default()).unwrap();
        let act = registered("11-20", "牟春生", |it| {
            "拖欠工资三个月".clone_into(&mut it.matter.summary);
        });
        store.commit(&[act]).unwrap();
        let store = Arc::new(store);
        Self { folder, store }
    }

    /// What is on the disk, as another program finds it.
    fn looks(&self) -> Vec<LookRow> {
        let path = self.folder.path().join("desk.redb");
        let other = RedbStore::open(&path, projections(), Settings::default()).unwrap();
        let viewer = Viewer::new("审计");
        let list = ask(&other, |it| it.looks(&LookQuery::default(), &viewer)).unwrap();
        list.unwrap().rows
    }

    fn kinds(&self) -> Vec<(LookKind, u32)> {
        let looks = self.looks().into_iter();
        looks.map(|it| (it.look.kind, it.look.times)).collect()
    }
}

fn case() -> CaseNumber {
    number(1)
}

#[test]
fn a_case_that_is_opened_waits_for_no_disk_and_is_written_down_within_a_second() {
    let counter = Counter::new();
    let service = real_desk(
        Arc::clone(&counter.store) as Arc<dyn Store>,
        counter.folder.path(),
    );
    let revision = counter.store.revision().unwrap();
    let (send, answers) = channel();
    let mut lanes = Lanes::start(&service, move |delivery| drop(send.send(delivery)));
    drop(service);
    let mut line = RequestSlot::new(Asker::Pane(Pane::Case), 0);
    let wait_for = |lanes: &Lanes, is: &dyn Fn(&Answer) -> bool| {
        loop {
            let delivery = answers.recv_timeout(Duration::from_secs(60)).unwrap();
            if let Some(Msg::Reply(reply)) = lanes.open(delivery)
                && is(&reply.answer)
            {
                return;
            }
        }
    };
    lanes.ask(line.draw(), Request::Case(case()));
    wait_for(&lanes, &|answer| matches!(answer, Answer::Case(Some(_))));
    lanes.ask(line.draw(), Request::HaveOpen(Some(case())));
    let begun = Instant::now();
    while counter.looks().is_empty() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it is not written"
        );
        thread::sleep(Duration::from_millis(20));
    }
    // Other windows have nothing to read anew for it.
    assert_eq!(counter.store.revision().unwrap(), revision);
    lanes.ask(line.draw(), Request::Lookup(case()));
    wait_for(&lanes, &|answer| matches!(answer, Answer::Lookup(Some(_))));
    // Leaving writes what was looked at a moment ago.
    drop(lanes);
    let kinds = counter.kinds();
    for kind in [LookKind::Opened, LookKind::LookedUp] {
        assert!(kinds.iter().any(|(it, _)| *it == kind), "{kinds:?}");
    }
}

#[test]
fn a_reveal_and_what_is_taken_out_is_on_the_disk_before_it_is_answered() {
    let counter = Counter::new();
    let store = Arc::clone(&counter.store) as Arc<dyn Store>;
    let mut service = real_desk(store, counter.folder.path());
    assert!(matches!(
        service.serve(Request::Case(case())),
        Answer::Case(Some(_))
    ));
    service.serve(Request::HaveOpen(Some(case())));
    assert_eq!(counter.kinds(), [], "an opening waits for no disk");
    let reveal = Action::Reveal {
        what: Revealed::Case(case()),
        why: "核对".to_owned(),
    };
    let answer = service.serve(Request::Commit(vec![reveal]));
    assert!(
        matches!(&answer, Answer::Outcomes(came) if came.len() == 1),
        "{answer:?}"
    );
    let looks = counter.looks();
    assert_eq!(looks.len(), 1, "{looks:?}");
    assert_eq!(looks[0].look.kind, LookKind::Revealed);
    assert_eq!(looks[0].look.case, Some(case()));
    assert_eq!(
        (looks[0].look.what.as_str(), looks[0].look.proof),
        ("核对", Proof::Typed)
    );
    let order = CopyOrder {
        what: CopyPart::Cell("牟春生".to_owned()),
        revealed: Vec::new(),
    };
    service.serve(Request::Copy(Box::new(order)));
    let kinds = counter.kinds();
    for kind in [LookKind::Opened, LookKind::Copied, LookKind::Revealed] {
        assert!(kinds.contains(&(kind, 1)), "{kind:?}: {kinds:?}");
    }
    let text = format!("{:?}", counter.looks());
    assert!(
        !text.contains("牟春生"),
        "what was copied is not written down: {text}"
    );
}

#[test]
fn a_card_is_written_down_once_and_not_beside_its_case() {
    let counter = Counter::new();
    let store = Arc::clone(&counter.store) as Arc<dyn Store>;
    let mut service = real_desk(store, counter.folder.path());
    let card = || Request::Person(mulin::domain::person::id::PersonId(1));
    for _ in 0..3 {
        assert!(matches!(service.serve(card()), Answer::Person(Some(_))));
    }
    let order = || CopyOrder {
        what: CopyPart::Cell("牟春生".to_owned()),
        revealed: Vec::new(),
    };
    service.serve(Request::Copy(Box::new(order())));
    let cards = |counter: &Counter| {
        let looks = counter.looks().into_iter();
        looks
            .filter(|it| it.look.person.is_some())
            .map(|it| (it.look.kind, it.look.times))
            .collect::<Vec<_>>()
    };
    assert_eq!(cards(&counter), [(LookKind::Opened, 1)]);
    // Whoever sees his case sees his card: that is one look.
    let other = Counter::new();
    let store = Arc::clone(&other.store) as Arc<dyn Store>;
    let mut service = real_desk(store, other.folder.path());
    service.serve(Request::Case(case()));
    service.serve(card());
    service.serve(Request::Copy(Box::new(order())));
    assert_eq!(cards(&other), []);
}

#[test]
fn a_rescue_a_daily_copy_and_a_repair_are_written_down_in_what_they_make() {
    let counter = Counter::new();
    let store = Arc::clone(&counter.store) as Arc<dyn Store>;
    let mut service = real_desk(store, counter.folder.path());
    std::fs::remove_file(counter.folder.path().join("desk.redb")).unwrap();
    let answer = service.serve(Request::Rescue);
    assert!(matches!(answer, Answer::Rescued(_)), "{answer:?}");
    let mut files = std::fs::read_dir(counter.folder.path()).unwrap();
    let rescued = files.find_map(|it| {
        let path = it.unwrap().path();
        let name = path.file_name()?.to_str()?.to_owned();
        (name.contains(".rescued-") && name.ends_with(|it: char| it.is_ascii_digit()))
            .then_some(path)
    });
    let store = RedbStore::open(&rescued.unwrap(), projections(), Settings::default()).unwrap();
    let viewer = Viewer::new("审计");
    let list = ask(&store, |it| it.looks(&LookQuery::default(), &viewer));
    let rows = list.unwrap().unwrap().rows;
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0].look.kind, LookKind::BackedUp);
    // A daily copy is told once, also in the copy; so is a repair.
    let desk = Desk::new().with_three();
    let folder = desk.file("每日");
    std::fs::create_dir(&folder).unwrap();
    let config = desk.file("config").join("mulin");
    std::fs::create_dir_all(&config).unwrap();
    let line = format!("backup = \"{}\"\n", folder.display());
    std::fs::write(config.join("config.toml"), line).unwrap();
    for _ in 0..2 {
        let made = desk.run(&["backup", "--daily"]);
        assert_eq!(made.code, 0, "{}", made.err);
    }
    let repaired = desk.file("repaired.redb");
    let repaired = repaired.to_str().unwrap();
    let made = desk.run(&["repair", repaired]);
    assert_eq!(made.code, 0, "{}", made.err);
    let copied = |args: &[&str]| {
        let answered = desk.run(&[&["looked", "--json"], args].concat()).json();
        of_kind(answered["looks"].as_array().unwrap(), "backed_up").len()
    };
    assert_eq!(
        copied(&[]),
        1,
        "the copy of the day; a file that is mended stays"
    );
    assert_eq!(copied(&["--store", repaired]), 2);
}

#[test]
fn nothing_is_taken_out_where_that_cannot_be_written_down() {
    let counter = Counter::new();
    let store = Arc::clone(&counter.store) as Arc<dyn Store>;
    let mut service = real_desk(store, counter.folder.path());
    // The file is gone: nothing can be written down any more.
    std::fs::remove_file(counter.folder.path().join("desk.redb")).unwrap();
    let order = CopyOrder {
        what: CopyPart::Cell("牟春生".to_owned()),
        revealed: Vec::new(),
    };
    let answer = service.serve(Request::Copy(Box::new(order)));
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
}

#[test]
fn who_left_is_written_down_all_the_same_and_nobody_reads_it_as_a_history() {
    let counter = Counter::new();
    let act = |who: &str, kind| Act {
        who: who.to_owned(),
        when: mulin::domain::moment::Moment::parse("2026-11-25T09:41:00+08:00").unwrap(),
        action: Action::Look(mulin::domain::looked::Look::new(kind, "desk", 7).at_case(case())),
    };
    counter
        .store
        .commit(&[
            act("王芳", LookKind::Opened),
            act("李梅", LookKind::Previewed),
        ])
        .unwrap();
    let day = mulin::domain::entry::Stream::Looks("2026-11-25".parse().unwrap());
    let history = ask(counter.store.as_ref(), |it| {
        it.history(day, &Viewer::new("李梅"))
    });
    assert_eq!(history.unwrap(), []);
    assert_eq!(counter.looks().len(), 2);
}

#[test]
fn the_room_of_the_auditor_shows_a_week_the_last_look_first() {
    let mut desk = Stored::open(
        Lang::Zh,
        (140, 40),
        &[registered("11-20", "牟春生", |_| {})],
    );
    for (who, kind, day) in [
        ("王芳", LookKind::Opened, "2026-11-24T10:00:00+08:00"),
        ("李梅", LookKind::Exported, "2026-11-24T11:00:00+08:00"),
        ("孙调解", LookKind::Opened, "2026-11-10T11:00:00+08:00"),
    ] {
        let look = mulin::domain::looked::Look::new(kind, "desk", 7).at_case(case());
        let act = Act {
            who: who.to_owned(),
            when: mulin::domain::moment::Moment::parse(day).unwrap(),
            action: Action::Look(look),
        };
        desk.store.commit(&[act]).unwrap();
    }
    desk.press("looked.open");
    let picture = desk.picture();
    for seen in [
        "查看留痕",
        "自己写",
        "李梅",
        "导出",
        "王芳",
        "打开",
        "ML-2026-0001",
    ] {
        assert!(picture.contains(seen), "{seen} is not on\n{picture}");
    }
    assert!(!picture.contains("孙调解"), "{picture}");
    assert!(
        picture.find("11:00 李梅") < picture.find("10:00 王芳"),
        "{picture}"
    );
    desk.press("looked.earlier looked.earlier");
    let picture = desk.picture();
    assert!(
        picture.contains("孙调解") && !picture.contains("李梅"),
        "{picture}"
    );
}
