//! Whose name and number it is, before a draft is registered: a number that stands under another name
//! is asked about, and what was pasted, read from a card or taken back is looked for like what was
//! typed.

use mulin::app::pane::Pane;
use mulin::domain::field::Field;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;

use crate::reception::Counter;
use crate::stored::number;

/// 身份证号 of the one who was here first.
const KNOWN: &str = "370785190001010012";

/// A desk at which 纪艳兰 was registered with her card.
fn counter(home: &std::path::Path) -> Counter {
    let mut counter = Counter::open(home, (80, 24));
    counter.keys("<F2>");
    counter.paste(&format!("纪艳兰 13800000001 {KNOWN} 东牟家村"));
    counter.keys("<Tab>").fill("路灯坏了");
    counter.keys("<C-s>");
    assert_eq!(counter.registered(), 1, "{}", counter.screen());
    counter.keys("<Enter>");
    counter
}

impl Counter {
    /// Types into the summary.
    fn fill(&mut self, summary: &str) -> &mut Self {
        self.model.intake.sheet.form.go(Field::Summary);
        self.text(summary)
    }

    /// Gives how many matters there are.
    fn registered(&self) -> usize {
        let viewer = Viewer::new("王芳");
        let is_there = |run: &u32| {
            let case = ask(self.store.as_ref(), |it| it.case(number(*run), &viewer));
            case.unwrap().is_some()
        };
        (1..9).take_while(is_there).count()
    }

    fn card(&self, id: u64) -> Person {
        let viewer = Viewer::new("王芳");
        let found = ask(self.store.as_ref(), |it| it.person(PersonId(id), &viewer));
        found.unwrap().unwrap()
    }
}

/// Reads the card of `KNOWN` under another name, and hands the draft in.
fn misread(home: &std::path::Path) -> Counter {
    let mut counter = counter(home);
    counter.paste(&format!("綦淑绿 13800000002 {KNOWN} 东牟家村"));
    counter.fill("水管裂了").keys("<C-s>");
    counter.sees(&["纪*兰"]);
    counter.sees(&["同一人吗"]);
    counter.sees_not(&["纪艳兰"]);
    assert_eq!(
        counter.registered(),
        1,
        "nothing is saved before it is said"
    );
    counter
}

#[test]
fn a_known_number_under_another_name_is_asked_about_and_the_same_person_gets_his_name() {
    let home = tempfile::tempdir().unwrap();
    let mut counter = misread(home.path());
    counter.keys("1");
    // He has an open matter: what brings him is asked as of everybody taken over.
    counter.sees(&["有在办事项"]);
    counter.keys("2 <C-s>");
    assert_eq!(counter.registered(), 2, "{}", counter.screen());
    let card = counter.card(1);
    assert_eq!(card.name, "綦淑绿");
    assert_eq!(card.phones, ["13800000002", "13800000001"]);
}

#[test]
fn a_misread_card_puts_nothing_on_a_stranger_and_the_number_is_noted_aside() {
    let home = tempfile::tempdir().unwrap();
    let mut counter = misread(home.path());
    counter.keys("2");
    assert_eq!(counter.registered(), 2, "{}", counter.screen());
    assert_eq!(counter.card(1).name, "纪艳兰");
    assert_eq!(counter.card(1).phones, ["13800000001"]);
    let other = counter.card(2);
    assert_eq!((other.name.as_str(), other.id_number), ("綦淑绿", None));
    let viewer = Viewer::new("王芳");
    let case = ask(counter.store.as_ref(), |it| it.case(number(2), &viewer));
    let evidence = case.unwrap().unwrap().matter.evidence.unwrap();
    assert!(evidence.contains(&PersonId(1).to_string()), "{evidence}");
    assert!(!evidence.contains(KNOWN), "{evidence}");
}

#[test]
fn another_person_with_the_number_gets_a_card_of_his_own_and_is_not_asked_about_again() {
    let home = tempfile::tempdir().unwrap();
    let mut counter = misread(home.path());
    counter.keys("<Esc>");
    counter.sees_not(&["同一人吗"]);
    counter.keys("<C-s> 3");
    assert_eq!(counter.registered(), 2, "{}", counter.screen());
    assert_eq!(counter.card(1).name, "纪艳兰");
    assert_eq!(counter.card(2).id_number.as_deref(), Some(KNOWN));
    counter.sees(&["纪*兰"]);
    counter.sees_not(&["纪艳兰"]);
    // Both have it from now on: either comes back to his own card.
    counter.keys("<Enter>");
    counter.paste(&format!("綦淑绿 13800000002 {KNOWN}"));
    counter.fill("又来问").keys("<C-s>");
    counter.sees_not(&["同一人吗"]);
}

#[test]
fn a_line_of_a_card_reader_shows_the_namesakes() {
    let home = tempfile::tempdir().unwrap();
    let mut counter = counter(home.path());
    // An ID reader types its line like a keyboard.
    counter
        .text("姓名：纪艳兰，性别：女，公民身份号码：370785190001010020，住址：东牟家村")
        .keys("<Tab>");
    counter.sees(&["来过的人 1", "纪*兰"]);
    counter.fill("问路灯").keys("<C-s>");
    assert_eq!(counter.registered(), 2, "{}", counter.screen());
    counter.sees(&["另有同名 1 人，在办 ML-2026-0001"]);
}

#[test]
fn a_pasted_row_stops_once_for_whoever_has_its_number() {
    let home = tempfile::tempdir().unwrap();
    let mut counter = counter(home.path());
    counter.paste("单雄信 13800000001 东牟家村");
    counter.fill("问路灯").keys("<C-s>");
    assert_eq!(counter.registered(), 1, "{}", counter.screen());
    counter.sees(&["1 人同名或同号", "纪*兰"]);
    counter.sees_not(&["纪艳兰"]);
    counter.keys("<C-s>");
    assert_eq!(counter.registered(), 2, "a second key registers him");
    assert_eq!(counter.card(2).name, "单雄信");
}

#[test]
fn a_draft_that_was_taken_back_is_looked_for_and_its_person_can_be_taken_over() {
    let home = tempfile::tempdir().unwrap();
    let mut counter = counter(home.path());
    counter.paste("纪艳兰 13800000001 东牟家村");
    counter.fill("问路灯");
    let mut counter = counter.after_a_cut(home.path());
    assert_eq!(counter.model.focus, Pane::Intake);
    counter.keys("<C-s>");
    counter.sees(&["1 人同名或同号"]);
    assert_eq!(counter.registered(), 1, "{}", counter.screen());
    counter.keys("<Down> <Enter>");
    counter.sees(&["有在办事项"]);
    counter.keys("1 <C-s>");
    assert_eq!(counter.registered(), 1, "the visit joined");
    assert_eq!(counter.card(1).name, "纪艳兰");
}
