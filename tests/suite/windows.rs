//! Several windows over one store: what another one does is seen, who else has a case open is told, and
//! whoever comes second sees what was changed and keeps what was typed.

use std::sync::Arc;

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::app::msg::Msg;
use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::case::fact::step::{CaseField, Step};
use mulin::domain::codes::{Class, Difficulty, Urgency};
use mulin::domain::presence::OpenElsewhere;
use mulin::domain::settings::Settings;
use mulin::runtime::lanes::Service;
use mulin::store::contract::Store;
use mulin::store::drafts::Drafts;
use mulin::store::redb::store::RedbStore;
use mulin::store::stoppable::StopSign;
use mulin::words::lang::Lang;

use crate::lanes::real_desk;
use crate::stored::{Stored, number, registered};

fn desk() -> Stored {
    let act = registered("11-20", "牟春生", |it| {
        "拖欠工资三个月".clone_into(&mut it.matter.summary);
    });
    Stored::open(Lang::Zh, (120, 40), &[act])
}

fn step(expected: u32, step: Step) -> Action {
    Action::Step {
        case: number(1),
        expected,
        step,
    }
}

fn corrected(old: &str, new: &str) -> Step {
    Step::Correct {
        field: CaseField::Summary,
        old: old.to_owned(),
        new: new.to_owned(),
    }
}

fn note() -> Step {
    Step::Note {
        text: "已电话联系".to_owned(),
    }
}

/// The revision of the first case.
fn revision(desk: &Stored) -> u32 {
    let case = desk.model.case.view().map(|view| view.case.revision);
    case.unwrap()
}

#[test]
fn the_loser_of_a_race_sees_who_did_what_and_keeps_what_was_typed() {
    for (open, typed) in [("case.step", "已到现场"), ("case.correct", "，欠到九月底")] {
        for (seen_before, what) in [(true, note()), (false, note())] {
            let mut desk = desk();
            desk.press("<F4> <Home> <Enter>");
            let before = revision(&desk);
            desk.press(open);
            if open == "case.step" {
                desk.type_text("记事");
            }
            desk.press("<Enter>");
            desk.type_text(typed);
            let came = desk.elsewhere("李梅", step(before, what));
            assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
            if seen_before {
                // The change is seen before anything is handed in.
                desk.tell(Msg::Changed);
            } else {
                desk.press("<C-s>");
            }
            let picture = desk.picture();
            for seen in ["李梅", "记事", "已电话联系", typed] {
                assert!(
                    picture.contains(seen),
                    "{open}: {seen} is not on\n{picture}"
                );
            }
            desk.press("<C-s>");
            assert_eq!(
                revision(&desk),
                before + 2,
                "it is handed in on what stands now"
            );
        }
    }
}

#[test]
fn a_line_that_reads_otherwise_now_is_told_with_what_stood_there() {
    let mut desk = desk();
    desk.press("<F4> <Home> <Enter>");
    let before = revision(&desk);
    desk.press("case.step");
    desk.type_text("记事");
    desk.press("<Enter>");
    desk.type_text("已到现场");
    let came = desk.elsewhere(
        "李梅",
        step(before, corrected("拖欠工资三个月", "拖欠工资五个月")),
    );
    assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
    desk.press("<C-s>");
    let picture = desk.picture();
    for seen in ["李梅", "三个月", "五个月", "已到现场"] {
        assert!(picture.contains(seen), "{seen} is not on\n{picture}");
    }
}

#[test]
fn what_stood_there_is_told_too_where_the_step_itself_does_not_say_it() {
    let mut desk = desk();
    desk.press("<F4> <Home> <Enter>");
    let before = revision(&desk);
    desk.press("case.step");
    desk.type_text("记事");
    desk.press("<Enter>");
    desk.type_text("已到现场");
    let class = Step::Classify {
        class: Class::Suggestion,
        category: None,
        urgency: Urgency::Urgent,
        difficulty: Difficulty::Ordinary,
    };
    let came = desk.elsewhere("李梅", step(before, class));
    assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
    desk.press("<C-s>");
    let picture = desk.picture();
    // However the lines are cut.
    let seen: String = picture
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '│')
        .collect();
    assert!(seen.contains("改为“"), "{picture}");
}

#[test]
fn nobody_is_told_that_something_was_changed_without_what() {
    let mut desk = desk();
    desk.press("<F4> <Home> <Enter>");
    let before = revision(&desk);
    desk.press("case.step");
    desk.type_text("记事");
    desk.press("<Enter>");
    desk.type_text("已到现场");
    // It becomes an accusation.
    let class = Step::Classify {
        class: Class::Accusation,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    };
    let came = desk.elsewhere("李梅", step(before, class));
    assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
    desk.press("<C-s>");
    let picture = desk.picture();
    assert!(picture.contains("别的窗口"), "{picture}");
    assert!(!picture.contains("：。"), "{picture}");
}

#[test]
fn who_else_has_a_case_open_is_told_above_it_and_of_an_accusation_nothing() {
    let mut desk = desk();
    desk.press("<F4> <Home> <Enter>");
    let also = |who: &str| {
        Msg::OpenElsewhere(vec![OpenElsewhere {
            who: who.to_owned(),
            case: number(1),
        }])
    };
    desk.tell(also("李梅"));
    assert!(
        desk.picture().contains("李梅 也开着这一件"),
        "{}",
        desk.picture()
    );
    desk.tell(Msg::OpenElsewhere(Vec::new()));
    assert!(!desk.picture().contains("也开着这一件"));
    let act = registered("11-20", "牟春生", |it| {
        it.matter.class = Class::Accusation;
        it.matter.accused = Some("赵铁柱".to_owned());
    });
    let mut desk = Stored::open(Lang::Zh, (120, 40), &[act]);
    desk.press("<F4> <Home> <Enter>");
    desk.tell(also("李梅"));
    assert!(
        !desk.picture().contains("也开着这一件"),
        "{}",
        desk.picture()
    );
}

#[test]
fn a_window_tells_others_what_it_has_open_and_never_an_accusation() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let store = Arc::new(RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
    let accusation = registered("11-20", "蔡文姬", |it| {
        it.matter.class = Class::Accusation;
        it.matter.accused = Some("赵铁柱".to_owned());
    });
    let plain = registered("11-20", "牟春生", |_| {});
    // Named, though nobody has classed it yet.
    let unclassed = registered("11-20", "卞玉京", |it| {
        it.matter.class = Class::Unclassed;
        it.matter.accused = Some("赵铁柱".to_owned());
    });
    store.commit(&[accusation, plain, unclassed]).unwrap();
    let mut first = real_desk(store.clone(), folder.path());
    first.serve(Request::Drafts);
    let mut other = Drafts::beside(&path).of("李梅");
    other.all().unwrap();
    for (run, seen) in [(2, true), (1, false), (2, true), (3, false), (2, true)] {
        assert_eq!(
            first.serve(Request::HaveOpen(Some(number(run)))),
            Answer::Kept
        );
        let open = other.open_elsewhere();
        let shown = OpenElsewhere {
            who: "王芳".to_owned(),
            case: number(2),
        };
        assert_eq!(open, if seen { vec![shown] } else { Vec::new() }, "{run}");
    }
    first.serve(Request::HaveOpen(None));
    assert_eq!(other.open_elsewhere(), []);
    // What the other has open is news to the first, once.
    other.set_open(Some(number(2))).unwrap();
    let mut looking = first.on_lane(&StopSign::default());
    let news: Vec<Msg> = (0..8).flat_map(|_| looking.news()).collect();
    let open = |it: &&Msg| matches!(it, Msg::OpenElsewhere(open) if open[0].who == "李梅");
    assert_eq!(news.iter().filter(open).count(), 1, "{news:?}");
}

#[test]
fn what_another_window_commits_is_news_at_the_next_look_and_its_own_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let open = || Arc::new(RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
    let (mine, theirs) = (open(), open());
    let mut desk = real_desk(mine, folder.path());
    let mut looking = desk.on_lane(&StopSign::default());
    let changed = |looking: &mut mulin::runtime::service::DeskService| {
        let news = looking.news();
        news.iter().filter(|it| **it == Msg::Changed).count()
    };
    changed(&mut looking);
    for run in 0..5 {
        assert_eq!(changed(&mut looking), 0, "at rest, {run}");
        let act: Act = registered("11-20", "牟春生", |_| {});
        theirs.commit(&[act]).unwrap();
        assert_eq!(changed(&mut looking), 1, "theirs, {run}");
        let act: Act = registered("11-20", "尉迟恭", |_| {});
        desk.serve(Request::Commit(vec![act.action]));
        assert_eq!(changed(&mut looking), 0, "its own, {run}");
    }
}
