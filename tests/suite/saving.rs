//! Keys that come while a form is being saved: kept for the form or for the next one, told where nothing
//! takes them, and never a yes to anything.

use mulin::app::answer::{Answer, Reply};
use mulin::app::effect::{Effect, Request};
use mulin::app::model::Model;
use mulin::app::msg::{Msg, Press};
use mulin::app::ticket::Ticket;
use mulin::app::update::{opening, update};
use mulin::domain::field::Field;
use mulin::keymap::key::{Code, Key};
use mulin::words::lang::Lang;

use crate::reception::{Counter, home};
use crate::screens::{chords, desk, press, shot};

/// Presses keys without any answer of the store between.
fn ahead(model: &mut Model, keys: &str) -> Vec<Effect> {
    let keys = chords(keys).into_iter();
    keys.flat_map(|key| update(model, Msg::Press(Press::alone(key))))
        .collect()
}

/// Types without any answer of the store between.
fn type_ahead(model: &mut Model, text: &str) -> Vec<Effect> {
    let keys = text.chars().map(|sign| Key::plain(Code::Char(sign)));
    keys.flat_map(|key| update(model, Msg::Press(Press::alone(key))))
        .collect()
}

fn commit(effects: &[Effect]) -> Option<Ticket> {
    effects.iter().find_map(|effect| match effect {
        Effect::Store(ticket, Request::Commit(_)) => Some(*ticket),
        _ => None,
    })
}

fn answer(model: &mut Model, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    let wrote = true;
    let reply = Reply {
        seen: None,
        ticket,
        wrote,
        answer,
    };
    update(model, Msg::Reply(reply))
}

fn failed() -> Answer {
    Answer::Failed("磁盘满了".to_owned())
}

/// Gives a desk with an intake that is being saved.
fn saving() -> (Model, Ticket) {
    let mut model = desk(Lang::Zh, (80, 24));
    opening(&mut model);
    press(&mut model, "<F2> <Tab> <Tab> <Tab>");
    type_ahead(&mut model, "水沟堵了");
    let effects = ahead(&mut model, "<C-s>");
    let ticket = commit(&effects).unwrap();
    (model, ticket)
}

#[test]
fn what_is_typed_while_a_save_fails_goes_on_in_the_same_field() {
    let (mut model, ticket) = saving();
    let meanwhile = type_ahead(&mut model, "三天");
    assert_eq!(commit(&meanwhile), None);
    update(&mut model, Msg::Paste("，没人来".to_owned()));
    ahead(&mut model, "<Tab>");
    type_ahead(&mut model, "疏通");
    assert_eq!(model.intake.sheet.get(Field::Summary), "水沟堵了");
    answer(&mut model, ticket, failed());
    assert_eq!(
        model.intake.sheet.get(Field::Summary),
        "水沟堵了三天，没人来"
    );
    assert_eq!(model.intake.sheet.get(Field::Request), "疏通");
    let picture = shot(&model).0;
    assert!(
        picture.contains("磁盘满了"),
        "why it failed stands there:\n{picture}"
    );
}

#[test]
fn a_second_save_key_saves_nothing_by_itself() {
    let (mut model, ticket) = saving();
    let again = ahead(&mut model, "<C-s> <C-s>");
    assert_eq!(commit(&again), None);
    assert!(shot(&model).0.contains("正在保存"));
    let after = answer(&mut model, ticket, failed());
    assert_eq!(
        commit(&after),
        None,
        "the clerk has not seen that it failed"
    );
}

#[test]
fn the_next_visitors_name_typed_while_the_last_is_saved_begins_the_next_intake() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2>").text("单雄信").keys("<Tab>");
    counter
        .text("13800001234")
        .keys("<Tab> <Tab>")
        .text("拖欠工资");
    let mut waiting = ahead(&mut counter.model, "<C-s>");
    waiting.extend(type_ahead(&mut counter.model, "覃晓旭"));
    counter.perform(waiting);
    counter.sees(&["覃晓旭"]);
    assert_eq!(counter.model.intake.sheet.get(Field::Name), "覃晓旭");
    assert_eq!(counter.model.intake.sheet.get(Field::Summary), "");
    counter.keys("<F4>");
    counter.sees(&["ML-2026-0001"]);
}

#[test]
fn a_digit_an_enter_or_a_save_typed_ahead_chooses_nothing_on_the_card_that_came() {
    for keys in ["2", "<Enter>", "<C-s>"] {
        let home = home();
        let mut counter = Counter::open(home.path(), (80, 24));
        counter.keys("<F2>").text("单雄信").keys("<Tab>");
        counter
            .text("13800001234")
            .keys("<Tab> <Tab>")
            .text("拖欠工资");
        let mut waiting = ahead(&mut counter.model, "<C-s>");
        waiting.extend(ahead(&mut counter.model, keys));
        waiting.extend(type_ahead(&mut counter.model, "覃"));
        let saves = waiting.iter().filter(|it| {
            matches!(
                it,
                Effect::Store(_, Request::Commit(_) | Request::Paper { .. })
            )
        });
        assert!(saves.count() <= 1, "{keys}");
        counter.perform(waiting);
        if keys == "<C-s>" {
            assert_eq!(counter.model.intake.sheet.get(Field::Name), "覃");
            continue;
        }
        counter.sees(&["已登记 ML-2026-0001", "没有用上", "覃"]);
        assert_eq!(counter.model.intake.sheet.get(Field::Name), "");
        assert!(!home.path().join("papers").exists(), "nothing was printed");
    }
}

#[test]
fn words_typed_while_a_step_is_kept_are_told_where_no_form_takes_them() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("<F4> <Home> <Enter> case.step");
    counter.text("记事").keys("<Enter>").text("已到现场");
    let mut waiting = ahead(&mut counter.model, "<C-s>");
    assert!(commit(&waiting).is_some());
    waiting.extend(type_ahead(&mut counter.model, "，看过账本"));
    counter.perform(waiting);
    counter.sees(&["没有用上：，看过账本"]);
    counter.keys("4");
    counter.sees(&["已到现场"]);
    counter.sees_not(&["已到现场，看过账本"]);
}
