//! What is handed in is kept once, however often it comes: a draft that outlived its registration because
//! the desk was killed between the two, a line that a script sends again.

use std::fs;
use std::path::{Path, PathBuf};

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::domain::act::{Action, CommitResult, Done};
use mulin::domain::call::draft::{CallDraft, CallField, ParkedCall};
use mulin::domain::call::state::{CallCard, CallOutcome, Caller};
use mulin::domain::draft::{IntakeDraft, Parked};
use mulin::domain::field::Field;
use mulin::domain::item::CallId;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::save_id::SaveIds;
use mulin::words::lang::Lang;
use serde_json::json;

use crate::cli::Desk;
use crate::rooms::{House, registration};

/// The files among the drafts with their bytes.
fn drafts(house: &House) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = house.folder().join("desk.redb.drafts");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let typed = files.filter(|it| {
        it.extension()
            .is_some_and(|it| it != "window" && it != "open")
    });
    typed
        .map(|it| (it.clone(), fs::read(it).unwrap()))
        .collect()
}

/// Puts the files back as they were: as if the desk had been killed before it cleared them away.
fn put_back(files: &[(PathBuf, Vec<u8>)]) {
    for (path, bytes) in files {
        fs::write(path, bytes).unwrap();
    }
}

fn cases(house: &House) -> u64 {
    let mut count = 0;
    house
        .store()
        .read(&mut |it| {
            count = it.verify(&mut |_| {}).unwrap().cases;
            Ok(())
        })
        .unwrap();
    count
}

#[test]
fn an_intake_that_was_registered_does_not_come_back_and_its_number_is_told() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F2>");
    house.type_text("单雄信");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("拖欠工资六个月");
    let typed = drafts(&house);
    assert_eq!(typed.len(), 1);
    house.press("<C-s>");
    house.sees("已登记 ML-2026-0003");
    put_back(&typed);
    house.killed();
    let notice = house.notice();
    assert!(
        notice.contains("已经登记过") && notice.contains("ML-2026-0003"),
        "{notice}"
    );
    assert_eq!(drafts(&house), [], "it is gone");
    house.press("<F2>");
    house.sees_not("拖欠工资六个月");
    assert_eq!(cases(&house), 3);
}

#[test]
fn an_intake_whose_answer_never_came_is_answered_with_its_number_when_it_is_saved_again() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let save = SaveIds::of_window(7).draw();
    let intake = || registration("单雄信", "13800001111", "东牟家村", "拖欠工资六个月");
    let kept = |house: &mut House, action| {
        let request = Request::Commit(Action::once(&save, vec![action]));
        match house.asks(request) {
            Answer::Outcomes(mut came) => came.remove(0),
            other => panic!("{other:?}"),
        }
    };
    let first = kept(&mut house, intake());
    let CommitResult::Done(Done::Registered { number, person, .. }) = first else {
        panic!("{first:?}")
    };
    let again = kept(&mut house, intake());
    let CommitResult::Known(Done::Registered {
        number: known_as,
        person: he,
        joined,
        ..
    }) = again
    else {
        panic!("{again:?}")
    };
    assert_eq!((number, person, false), (known_as, he, joined));
    assert_eq!(cases(&house), 3);
    // Another id is another matter, whatever it says.
    house.keep(Action::once(&SaveIds::of_window(8).draw(), vec![intake()]));
    assert_eq!(cases(&house), 4);
}

#[test]
fn what_is_refused_is_not_taken_for_kept() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let save = SaveIds::of_window(7).draw();
    let case = CaseNumber { year: 2026, run: 1 };
    let note = |expected| Action::Step {
        case,
        expected,
        step: mulin::domain::case::fact::step::Step::Note {
            text: "已电话联系".to_owned(),
        },
    };
    for (expected, done) in [(9, false), (1, true), (1, true)] {
        let answer = house.asks(Request::Commit(Action::once(&save, vec![note(expected)])));
        let Answer::Outcomes(results) = answer else {
            panic!("{answer:?}")
        };
        let kept = matches!(results[0], CommitResult::Done(_) | CommitResult::Known(_));
        assert_eq!(kept, done, "{results:?}");
    }
    let Answer::Case(Some(view)) = house.asks(Request::Case(case)) else {
        panic!("no case")
    };
    assert_eq!(view.history.len(), 2, "registered, noted once");
}

#[test]
fn a_form_that_was_handed_in_does_not_come_back_and_that_is_told() {
    let mut house = House::open(Lang::Zh, (80, 24)).with_lawyers();
    for (opened, typed) in [
        ("<F4> <Home> <Enter> case.correct <Enter>", "，欠到九月底"),
        ("<A-o>", "钥匙在抽屉里"),
    ] {
        house.press(opened);
        house.type_text(typed);
        house.sees(typed);
        let files = drafts(&house);
        house.press("<C-s>");
        put_back(&files);
        house.killed();
        assert!(
            house.notice().contains("已经存好"),
            "{opened}: {}",
            house.notice()
        );
        house.press("<A-d>");
        house.sees_not("没写完的表单");
        house.killed();
        assert!(!house.notice().contains("没写完"), "{}", house.notice());
    }
}

#[test]
fn a_form_that_stands_open_for_more_is_handed_in_anew() {
    let mut house = House::open(Lang::Zh, (80, 24));
    for words in ["第一次看现场", "第二次看现场"] {
        house.press("<F4> <Home> <Enter> case.step");
        house.type_text("记事");
        house.press("<Enter>");
        house.type_text(words);
        house.press("<C-s>");
    }
    let case = CaseNumber { year: 2026, run: 2 };
    let other = CaseNumber { year: 2026, run: 1 };
    let length = |house: &mut House, number| match house.asks(Request::Case(number)) {
        Answer::Case(Some(view)) => view.history.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(length(&mut house, case).max(length(&mut house, other)), 3);
}

fn pad(save: &SaveIds) -> ParkedCall {
    let mut draft = CallDraft::new(Moment::from_unix(1_789_900_000));
    draft.set(CallField::Note, "问低保");
    draft.save = Some(save.draw());
    ParkedCall { id: 7, draft }
}

#[test]
fn a_call_that_was_taken_down_leaves_no_pad_and_is_taken_down_once() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let pad = pad(&SaveIds::of_window(7));
    let save = pad.draft.save.clone();
    let at = pad.draft.started_at;
    assert_eq!(
        house.asks(Request::KeepPad(Box::new(pad.clone()))),
        Answer::Kept
    );
    assert_eq!(house.asks(Request::Pads), Answer::Pads(vec![pad.clone()]));
    let take = || Request::TakeCall {
        pad: Some(pad.id),
        card: Box::new(CallCard {
            caller: Caller {
                number: "13800001234".to_owned(),
                name: String::new(),
                person: None,
                village: String::new(),
            },
            started_at: at,
            ended_at: at,
            note: "问低保".to_owned(),
            outcome: CallOutcome::Answered,
        }),
        save: save.clone(),
    };
    let done = |answer: Answer| match answer {
        Answer::Outcomes(mut came) => came.remove(0),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        done(house.asks(take())),
        CommitResult::Done(Done::Call(CallId(1)))
    );
    assert_eq!(
        done(house.asks(take())),
        CommitResult::Known(Done::Call(CallId(1)))
    );
    house.asks(Request::KeepPad(Box::new(pad)));
    assert_eq!(house.asks(Request::Pads), Answer::Pads(Vec::new()));
}

#[test]
fn an_accusation_that_another_clerk_typed_is_neither_told_nor_cleared_away() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.asks(Request::SitDown("王芳".to_owned()));
    house.asks(Request::Drafts);
    let save = SaveIds::of_window(7).draw();
    let mut draft = IntakeDraft::new(Moment::from_unix(1_789_900_000));
    draft.set(Field::Class, "accusation");
    draft.set(Field::Accused, "村会计");
    draft.save = Some(save.clone());
    let parked = Parked {
        id: 1024 * 1_789_900_000,
        draft,
        field: Field::Accused,
    };
    house.asks(Request::KeepDraft(Box::new(parked)));
    let action = registration("单雄信", "13800001111", "东牟家村", "举报村会计");
    house.keep(Action::once(&save, vec![action]));
    let known = |house: &mut House, who: &str| {
        house.asks(Request::SitDown(who.to_owned()));
        match house.asks(Request::Drafts) {
            Answer::Drafts { parked, known, .. } => (parked.len(), known.len()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(known(&mut house, "李梅"), (0, 0));
    assert_eq!(drafts(&house).len(), 1);
    assert_eq!(known(&mut house, "王芳"), (0, 1));
    assert_eq!(drafts(&house).len(), 0);
}

#[test]
fn a_line_with_an_id_is_registered_once_for_whoever_sends_it() {
    let desk = Desk::new();
    let line = r#"{"id":"窗口-17","name":"单雄信","phone":"13800007303","channel":"visit","summary":"路灯坏了"}"#;
    let answer = desk.feed(&["register", "--json"], &format!("{line}\n{line}\n"));
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    let again = desk.feed(&["register", "--json"], line);
    let answers = [answer.lines(), again.lines()].concat();
    for answer in &answers {
        assert_eq!(answer["number"], "ML-2026-0001", "{answer}");
        assert_eq!(answer["person"], answers[0]["person"]);
    }
    assert_eq!(answers[0]["warnings"], json!([]));
    for again in &answers[1..] {
        assert_eq!(again["warnings"][0]["field"], "id");
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
    // An id that is easily guessed leads nobody else to whose matter it is.
    let other = desk.feed(&["register", "--json", "--as", "李梅"], line);
    assert_eq!(other.lines()[0]["number"], "ML-2026-0002");
    let long = line.replace("窗口-17", &"1".repeat(101));
    let answer = desk.feed(&["register", "--json"], &format!("{long}\n"));
    assert_eq!(answer.lines()[0]["warnings"][0]["field"], "id");
    let none = line.replace("\"窗口-17\"", "[]");
    let answer = desk.feed(&["register", "--json"], &format!("{none}\n"));
    assert_eq!(answer.lines()[0]["warnings"][0]["field"], "id");
    assert!(Path::new(&desk.file("desk.redb")).exists());
}
