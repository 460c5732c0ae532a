//! Editing the tree by keys.

use super::*;

#[test]
fn every_contact_can_be_edited_and_a_cleared_name_is_a_vacancy() {
    let mut desk = Desk::new();
    desk.show("东牟家村");
    desk.run(&[Command::GridEdit]);
    desk.type_text("单守义");
    desk.run(&[Command::FieldNext]);
    desk.type_text("村党支部书记");
    desk.run(&[Command::FieldNext]);
    desk.type_text("１３８ 0000 4321");
    desk.run(&[Command::FieldNext]);
    desk.type_text("牟春生");
    desk.run(&[Command::FieldNext]);
    desk.type_text("13800004322");
    desk.run(&[Command::Choose]);
    let head = desk.village("东牟家村").head.clone().unwrap();
    assert_eq!(head.holder.phone, "13800004321");
    assert_eq!(head.role, "村党支部书记");
    assert_eq!(head.stand_in.unwrap().name, "牟春生");
    assert!(!desk.has_form());

    desk.run(&[Command::GridWorker]);
    desk.type_text("牟春花");
    desk.run(&[Command::Save]);
    assert_eq!(desk.village("东牟家村").workers.len(), 1);
    desk.run(&[
        Command::MoveDown,
        Command::MoveDown,
        Command::Choose,
        Command::FieldNext,
    ]);
    desk.type_text("联户长");
    desk.run(&[Command::Save]);
    assert_eq!(desk.village("东牟家村").workers[0].role, "联户长");

    desk.run(&[Command::GridEdit]);
    desk.clear_name();
    desk.run(&[Command::Save]);
    assert_eq!(desk.notices.last().unwrap(), "网格员已离任");
    assert_eq!(desk.village("东牟家村").workers.len(), 0);
    desk.run(&[Command::MoveUp, Command::GridEdit]);
    desk.clear_name();
    desk.run(&[Command::Save]);
    assert_eq!(desk.notices.last().unwrap(), "网格长已记为空缺");
    assert!(desk.village("东牟家村").is_vacant());
}

#[test]
fn nodes_are_added_renamed_moved_confirmed_and_taken_away() {
    let mut desk = Desk::new();
    desk.show("东牟家村");
    desk.run(&[Command::GridAdd]);
    desk.type_text("第一微网格");
    desk.run(&[Command::Save]);
    let village = desk.village("东牟家村").code.clone();
    let micro = desk.tree.children(&village).next().unwrap().clone();
    assert_eq!(micro.name, "第一微网格");
    assert!(
        desk.state
            .rows()
            .iter()
            .any(|row| *row.code() == micro.code)
    );

    desk.run(&[Command::GridMove]);
    desk.type_text("管区");
    desk.run(&[Command::Save]);
    assert!(desk.form().line(Ask::Above).unwrap().problem.is_some());
    desk.type_text("八");
    desk.run(&[Command::Save]);
    assert!(desk.form().line(Ask::Above).unwrap().problem.is_some());
    for _ in 0..3 {
        let key = Key::plain(Code::Backspace);
        desk.give(Input::Press(Press::alone(key)));
    }
    desk.type_text("八");
    desk.run(&[Command::Choose]);
    let above = desk.village("东牟家村").parent.clone().unwrap();
    assert_eq!(desk.tree.get(&above).unwrap().name, "第八管区");
    assert!(desk.village("东牟家村").confirmed);

    desk.show(above.as_str());
    desk.run(&[Command::GridConfirm]);
    assert!(desk.tree.children(&above).all(|village| village.confirmed));
    desk.run(&[Command::GridRename]);
    desk.give(Input::Press(Press::alone(Key::plain(Code::End))));
    desk.type_text("（牟家片）");
    desk.run(&[Command::Save]);
    assert_eq!(desk.tree.get(&above).unwrap().name, "第八管区（牟家片）");

    desk.run(&[Command::GridRemove]);
    assert!(
        desk.notices.last().unwrap().contains("下面还有"),
        "{:?}",
        desk.notices
    );
    desk.show(micro.code.as_str());
    desk.run(&[Command::GridAdd]);
    assert!(
        desk.notices.last().unwrap().contains("层级"),
        "{:?}",
        desk.notices
    );
    desk.run(&[Command::GridRemove]);
    assert_eq!(desk.tree.get(&micro.code), None);
}

#[test]
fn a_refusal_stands_at_its_line_and_what_was_typed_comes_back() {
    let mut desk = Desk::new();
    desk.show("东牟家村");
    desk.run(&[Command::GridRename]);
    let key = Key::plain(Code::Home);
    desk.give(Input::Press(Press::alone(key)));
    let key = Key::plain(Code::Delete);
    desk.give(Input::Press(Press::alone(key)));
    desk.type_text("西");
    desk.run(&[Command::Save]);
    assert!(desk.form().line(Ask::Node).unwrap().problem.is_some());
    let open = desk.state.forms();
    desk.shared.unfinished.note(open, &desk.shared.saves);
    desk.run(&[Command::Back]);
    assert!(!desk.has_form());
    desk.run(&[Command::GridRename]);
    assert_eq!(desk.form().text(Ask::Node), "西牟家村");
}

#[test]
fn a_form_that_changes_nothing_is_closed_without_a_write() {
    let mut desk = Desk::new();
    desk.staff();
    desk.show("东牟家村");
    for command in [Command::GridEdit, Command::GridRename, Command::GridAway] {
        desk.run(&[command]);
        assert!(desk.has_form());
        desk.run(&[Command::Save]);
        assert!(!desk.has_form());
    }
    assert!(!desk.asked.iter().any(Request::is_write));
}

#[test]
fn a_doubtful_phone_is_kept_with_a_notice() {
    let mut desk = Desk::new();
    desk.staff();
    desk.show("东牟家村");
    desk.run(&[Command::GridEdit, Command::FieldNext, Command::FieldNext]);
    desk.give(Input::Press(Press::alone(Key::plain(Code::End))));
    desk.type_text("9");
    desk.run(&[Command::Save]);
    let head = desk.village("东牟家村").head.clone().unwrap();
    assert_eq!(head.holder.phone, "138000043219");
    assert!(
        desk.notices.last().unwrap().contains("已照原样记下"),
        "{:?}",
        desk.notices
    );
}
