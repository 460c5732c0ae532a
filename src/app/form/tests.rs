//! Forms as they are filled in.

use super::*;
use crate::app::choice::Choice;
use crate::app::msg::Press;
use crate::keymap::key::{Code, Key};

fn form() -> Form<u8> {
    Form::new(vec![
        Line::text(1, "label-name", FieldKind::Line).needed(),
        Line::code(2, "label-class", "class", &["claim", "accusation"]),
        Line::text(3, "label-more", FieldKind::Line).folded(),
        Line::text(4, "label-phone", FieldKind::Number),
    ])
}

fn key(code: Code) -> Press {
    Press::alone(Key::plain(code))
}

#[test]
fn the_hand_passes_over_what_is_folded_and_stops_at_the_ends() {
    let mut form = form();
    let mut path = Vec::new();
    for command in [
        Command::FieldPrevious,
        Command::FieldNext,
        Command::FieldNext,
        Command::FieldNext,
        Command::FieldPrevious,
    ] {
        form.command(command);
        path.extend(form.cursor());
    }
    assert_eq!(path, [1, 2, 4, 4, 2]);
    form.fold(|id| id == 3, false);
    form.command(Command::FieldNext);
    assert_eq!(form.cursor(), Some(3));
}

#[test]
fn keys_go_to_the_open_entry_and_enter_goes_on_to_the_end() {
    let mut form = form();
    form.press(key(Code::Char('牟')));
    assert_eq!(form.command(Command::Choose), Did::Changed);
    assert!(form.press(key(Code::Char('2'))));
    assert_eq!(form.command(Command::Choose), Did::Changed);
    form.press(key(Code::Char('１')));
    assert_eq!(form.command(Command::Choose), Did::Ended);
    assert_eq!(
        (form.text(1), form.code(2), form.text(4)),
        ("牟", Some("accusation"), "1")
    );
}

#[test]
fn a_proposal_stands_until_it_is_typed_over() {
    for (code, typed) in [
        (Code::Char('9'), "9"),
        (Code::Backspace, "2026-09-0"),
        (Code::Left, "2026-09-01"),
    ] {
        let mut form = form();
        form.go(4);
        form.propose(4, "2026-09-01");
        assert_eq!(form.text(4), "2026-09-01");
        assert!(form.press(key(code)));
        assert_eq!(form.text(4), typed);
        form.press(key(Code::Char('7')));
        assert_eq!(form.text(4).len(), typed.len() + 1, "only once");
    }
    let mut form = form();
    form.go(4);
    form.propose(4, "2026-09-01");
    form.paste("9-3");
    assert_eq!(form.text(4), "9-3");
    form.command(Command::Undo);
    assert_eq!(form.text(4), "2026-09-01", "one step brings it back");
    form.propose(4, "2026-09-01");
    form.press(key(Code::Char('7')));
    form.press(key(Code::Char('8')));
    form.command(Command::Undo);
    assert_eq!(form.text(4), "2026-09-01", "and so it is after typing");
}

#[test]
fn what_stands_on_one_line_is_typed_over_and_on_several_gone_on_with() {
    for (kind, typed) in [(FieldKind::Line, "高"), (FieldKind::Area, "原文高")] {
        let mut form = Form::new(vec![Line::text(1, "label-name", kind)]);
        form.stand(1, "原文");
        assert_eq!(form.written("x".to_owned()), None, "nobody typed");
        form.press(key(Code::Char('高')));
        assert_eq!(form.text(1), typed);
    }
}

#[test]
fn what_was_typed_goes_into_a_fresh_form_and_proposals_stay_fresh() {
    let mut first = form();
    first.propose(4, "2026-09-01");
    assert_eq!(first.written("x".to_owned()), None, "nobody typed");
    first.press(key(Code::Char('牟')));
    first.command(Command::FieldNext);
    first.press(key(Code::Char('2')));
    let written = first.written("x".to_owned()).unwrap();
    assert_eq!(written.lines.len(), 2, "{written:?}");
    let mut next = form();
    next.propose(4, "2026-09-02");
    next.restore(&written);
    assert_eq!(
        (next.text(1), next.code(2), next.text(4), next.cursor()),
        ("牟", Some("accusation"), "2026-09-02", Some(2))
    );
    assert_eq!(next.written("x".to_owned()), Some(written));
    next.fill(1, "");
    next.line_mut(2).unwrap().entry = Entry::Code("class", Choice::open(&["claim"]));
    assert_eq!(next.written("x".to_owned()), None, "emptied again");
}

#[test]
fn all_problems_stand_at_once_and_the_hand_is_on_the_first() {
    let mut form = form();
    form.go(4);
    form.tell(&[(4, "空".to_owned()), (3, "空".to_owned())]);
    assert_eq!(form.cursor(), Some(3), "and it is in sight");
    let wrong: Vec<u8> = form
        .shown()
        .filter(|(line, _)| line.problem.is_some())
        .map(|(line, _)| line.id)
        .collect();
    assert_eq!(wrong, [3, 4]);
    form.press(key(Code::Char('x')));
    assert_eq!(form.line(3).unwrap().problem, None);
}
