//! What a form does with what it asks: nothing is asked twice, nothing typed is lost, a letter that
//! cannot be printed is said before it is handed over.

use mulin::app::case::Panel;
use mulin::app::msg::{Msg, Press};
use mulin::domain::act::{Act, Action, CommitResult, Petitioner};
use mulin::domain::case::fact::ask::AnswerKind;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::codes::Class;
use mulin::domain::moment::Moment;
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::keymap::key::{Code, Key};
use mulin::store::contract::{Store, ask};
use mulin::words::lang::Lang;

use crate::handed_in::form;
use crate::lawful::made;
use crate::rooms::House;
use crate::stored::{CLERK, Stored, number, registered};

fn view(desk: &Stored) -> CaseView {
    let viewer = Viewer::new(CLERK);
    let seen = ask(desk.store.as_ref(), |it| it.case_view(number(1), &viewer));
    seen.unwrap().unwrap()
}

/// Takes steps on days of 2026: `11-03 accept`.
fn taken(desk: &Stored, steps: &[&str]) {
    for text in steps {
        let mut words = text.split(' ');
        let day = format!("2026-{}", words.next().unwrap());
        let kind = StepKind::parse(words.next().unwrap()).unwrap();
        let given: Vec<(&str, &str)> = words.map(|it| it.split_once('=').unwrap()).collect();
        let step = made(kind, day.parse().unwrap(), |ask| {
            let (_, value) = given.iter().find(|(field, _)| *field == ask.field)?;
            Some(match ask.answer {
                AnswerKind::Day => format!("2026-{value}"),
                _ => (*value).to_owned(),
            })
        });
        let action = Action::Step {
            case: number(1),
            expected: view(desk).case.revision,
            step: step.unwrap(),
        };
        let act = Act {
            who: CLERK.to_owned(),
            when: Moment::parse(&format!("{day} 17:00")).unwrap(),
            action,
        };
        let outcome = desk.store.commit(&[act]).unwrap().remove(0);
        assert!(
            matches!(outcome, CommitResult::Done(_)),
            "{text}: {outcome:?}"
        );
    }
}

fn typed(desk: &mut Stored, text: &str) {
    for letter in text.chars() {
        desk.tell(Msg::Press(Press::alone(Key::plain(Code::Char(letter)))));
    }
}

fn open(desk: &mut Stored, kind: &str) {
    desk.press("<F4> <Home> <Enter> case.step");
    desk.paste(kind);
    desk.press("<Enter>");
}

fn is_open(desk: &Stored) -> bool {
    matches!(desk.model.case.panel(), Some(Panel::Step(_)))
}

#[test]
fn a_decision_asks_for_all_that_its_letter_says_at_once_and_never_again() {
    let matter = registered("11-02", "牟春生", |it| it.matter.request.clear());
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[matter]);
    taken(&desk, &["11-03 accept"]);
    open(&mut desk, "decide");
    desk.press("<C-s>");
    let asked = form(&desk.model).unwrap();
    let wrong = asked.shown().filter(|(line, _)| line.problem.is_some());
    let wrong: Vec<(&str, bool)> = wrong.map(|(line, _)| (&*line.label, line.needed)).collect();
    let all = [
        "ask-ruling",
        "ask-opinion",
        "ask-basis",
        "ask-request",
        "ask-facts",
    ];
    assert_eq!(wrong, all.map(|label| (label, true)));
    desk.press("1 <Tab>");
    typed(&mut desk, "月底前修好路灯");
    desk.press("<Tab>");
    typed(&mut desk, "《信访工作条例》第三十二条");
    desk.press("<Tab>");
    typed(&mut desk, "修好村西头的路灯");
    desk.press("<Tab>");
    typed(&mut desk, "路灯坏了三个月");
    desk.press("<C-s>");
    assert!(!is_open(&desk), "{}", desk.picture());
    desk.press("case.papers");
    let picture = desk.picture();
    assert!(picture.contains("处理意见书: 可以打印"), "{picture}");
    desk.press("<Esc>");
    open(&mut desk, "deliver");
    assert!(!desk.picture().contains("还不能打印"), "{}", desk.picture());
}

#[test]
fn a_letter_that_lacks_something_is_said_before_it_is_handed_over_and_bars_no_delivery() {
    let matter = registered("11-02", "", |it| {
        if let Petitioner::New(person) = &mut it.petitioner {
            person.name.clear();
        }
        it.matter.facts = "路灯坏了三个月".to_owned();
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[matter]);
    taken(&desk, &["11-03 accept", "11-10 decide"]);
    open(&mut desk, "deliver");
    let flat: String = desk.picture().split_whitespace().collect();
    assert!(
        flat.contains("处理意见书还不能打印，缺：姓名（更正“姓名”）"),
        "{}",
        desk.picture()
    );
    desk.press("<C-s>");
    assert!(view(&desk).case.delivered.is_none());
    assert!(
        desk.picture().contains("再按一次保存键"),
        "{}",
        desk.picture()
    );
    desk.press("<C-s>");
    assert!(view(&desk).case.delivered.is_some(), "{}", desk.picture());
}

#[test]
fn what_is_proposed_on_a_line_is_typed_over_as_a_date_is() {
    let matter = registered("11-20", "牟春生", |it| {
        it.matter.class = Class::Accusation;
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[matter]);
    open(&mut desk, "forward");
    assert!(
        desk.picture().contains("纪检监察机关"),
        "{}",
        desk.picture()
    );
    typed(&mut desk, "高密市纪委监委");
    let picture = desk.picture();
    assert!(
        picture.contains("高密市纪委监委") && !picture.contains("纪检监察机关"),
        "{picture}"
    );
}

#[test]
fn what_must_be_filled_in_follows_from_what_is_chosen() {
    let matter = registered("11-02", "牟春生", |_| {});
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[matter]);
    taken(
        &desk,
        &[
            "11-03 mediation_consent other=乙 petitioner_consent=given other_consent=given",
            "11-04 refer_to_mediation mediators=丙",
        ],
    );
    open(&mut desk, "mediation_agree");
    let starred = |desk: &Stored| {
        let form = form(&desk.model).unwrap();
        let lines = form.shown().filter(|(line, _)| line.needed);
        lines
            .map(|(line, _)| line.label.clone())
            .collect::<Vec<_>>()
    };
    let written = starred(&desk);
    for part in [
        "ask-parties",
        "ask-dispute",
        "ask-content",
        "ask-performance",
    ] {
        assert!(written.iter().any(|it| it == part), "{part} {written:?}");
    }
    // Oral: only what was agreed, and who noted it.
    desk.press("2");
    let oral = starred(&desk);
    assert!(oral.iter().any(|it| it == "ask-noted_by"), "{oral:?}");
    assert!(!oral.iter().any(|it| it == "ask-parties"), "{oral:?}");
}

#[test]
fn esc_leaves_the_explanation_of_the_clocks_before_the_case() {
    let matter = registered("11-20", "牟春生", |_| {});
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[matter]);
    desk.press("<F4> <Home> <Enter> ?");
    let explained = desk.picture();
    desk.press("<Esc>");
    let picture = desk.picture();
    assert!(
        picture.contains("ML-2026-0001") && picture != explained,
        "{picture}"
    );
    desk.press("?");
    assert_eq!(desk.picture(), explained);
}

#[test]
fn every_class_stands_beside_its_proposal_and_words_typed_there_are_not_lost() {
    for lang in [Lang::Zh, Lang::En] {
        let matter = registered("11-20", "牟春生", |it| {
            it.matter.class = Class::Unclassed;
            it.matter.summary = "不服一审判决，要求再审".to_owned();
        });
        let mut desk = Stored::open(lang, (80, 24), &[matter]);
        desk.press("<F4> <Home> <A-t>");
        let picture = desk.picture();
        let words = &desk.model.shared.words;
        for (digit, code) in ["suggestion", "accusation", "claim", "litigation"]
            .iter()
            .enumerate()
        {
            let option = format!("{} {}", digit + 1, words.code("class", code));
            assert!(picture.contains(&option), "{option}\n{picture}");
        }
        assert!(picture.contains("一审"), "{picture}");
        typed(&mut desk, "他儿子2");
        desk.paste("户停水");
        assert!(desk.picture().contains("他儿子"), "{}", desk.picture());
    }
}

#[test]
fn a_note_typed_into_the_result_of_a_call_goes_into_the_note() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<C-t>");
    house.type_text("1234");
    house.press("<Enter> <Tab>");
    house.type_text("3月5日起村里停水");
    house.sees("3月5日起村里停水");
    house.sees("此栏按数字选");
    house.press("<C-s>");
    house.sees("此项必填");
    house.type_text("1");
    house.press("<C-s>");
    assert!(house.notice().contains("RX-"), "{}", house.notice());
}
