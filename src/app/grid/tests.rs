use super::*;
use crate::app::effect::{Answer, Reply};
use crate::app::msg::Press;
use crate::domain::act::{Deed, Done, Outcome as Came};
use crate::domain::grid::built_in::built_in;
use crate::domain::grid::edit::GridEdit;
use crate::keymap::key::{Code, Key};

/// A pane with a tree behind it that takes every edit.
struct Desk {
    shared: Shared,
    state: State,
    tree: GridTree,
    told: Vec<String>,
    opened: Vec<Target>,
    asked: Vec<Request>,
}

impl Desk {
    fn new() -> Self {
        let shared = Shared::sample();
        let mut desk = Self {
            shared,
            state: State::default(),
            tree: built_in().unwrap(),
            told: Vec::new(),
            opened: Vec::new(),
            asked: Vec::new(),
        };
        desk.give(Input::Tick);
        desk
    }

    fn give(&mut self, input: Input) {
        let outcome = self.state.update(&self.shared, input);
        self.fulfil(outcome);
    }

    fn fulfil(&mut self, outcome: Response) {
        for wish in outcome.intents {
            match wish {
                Intent::Tell(notice) => self.told.push(notice.text),
                Intent::Open(target) => self.opened.push(target),
                Intent::Finished(name) => self.shared.unfinished.finish(&name),
                Intent::Confirm { yes, .. } => {
                    let Intent::Perform(effect) = *yes else {
                        panic!("{yes:?}")
                    };
                    self.perform(effect);
                }
                other => panic!("{other:?}"),
            }
        }
        for effect in outcome.effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        let Effect::Store(ticket, request) = effect else {
            panic!("{effect:?}")
        };
        let answer = match &request {
            Request::Grid => Answer::Grid(Box::new(self.tree.clone())),
            Request::Commit(deeds) => {
                Answer::Outcomes(deeds.iter().map(|it| self.take(it)).collect())
            }
            _ => Answer::Kept,
        };
        let wrote = request.is_write();
        self.asked.push(request);
        self.give(Input::Reply(Reply {
            ticket,
            wrote,
            answer,
        }));
        if wrote {
            self.give(Input::Changed);
        }
    }

    fn take(&mut self, deed: &Deed) -> Came {
        let Deed::Grid(edit) = deed else {
            panic!("{deed:?}")
        };
        match self.tree.apply(edit) {
            Ok(applied) => {
                self.tree.adopt(&applied);
                Came::Done(Done::Kept)
            }
            Err(refusal) => Came::Refused(refusal),
        }
    }

    fn run(&mut self, commands: &[Command]) {
        for command in commands {
            self.give(Input::Command(*command));
        }
    }

    fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            let key = Key::plain(Code::Char(character));
            self.give(Input::Press(Press::alone(key)));
        }
    }

    fn show(&mut self, at: &str) {
        self.give(Input::Show(Target::Grid {
            at: at.to_owned(),
            back: None,
        }));
    }

    fn hand(&self) -> String {
        self.state.node().unwrap().name.clone()
    }

    fn village(&self, name: &str) -> &GridNode {
        self.tree.village_named(name).unwrap()
    }
}

#[test]
fn typing_finds_a_village_and_esc_leaves_the_hand_on_it() {
    let mut desk = Desk::new();
    desk.run(&[Command::ListFilter]);
    desk.type_text("dmj");
    assert_eq!(
        desk.hand(),
        "东牟家村",
        "a village before the town that sounds alike"
    );
    assert!(desk.state.rows().len() < 6);
    desk.run(&[Command::Choose, Command::Back]);
    assert_eq!(desk.hand(), "东牟家村");
    assert!(!desk.state.is_filtered());
    assert!(desk.state.rows().len() > 15, "its area is unfolded");
}

#[test]
fn a_case_shows_its_chain_and_esc_goes_back_to_it() {
    for at in ["东牟家村", "东牟家", "370785106218"] {
        let mut desk = Desk::new();
        let code = GridCode::parse(at).filter(|code| desk.tree.get(code).is_some());
        let expected = code.map_or("东牟家村".to_owned(), |code| {
            desk.tree.get(&code).unwrap().name.clone()
        });
        desk.give(Input::Show(Target::Grid {
            at: at.to_owned(),
            back: Some("ML-2026-0001".to_owned()),
        }));
        assert_eq!(desk.hand(), expected, "{at}");
        desk.run(&[Command::FieldNext, Command::Back, Command::Back]);
        assert_eq!(
            desk.opened,
            [Target::Case("ML-2026-0001".to_owned())],
            "{at}"
        );
        let outcome = desk
            .state
            .update(&desk.shared, Input::Command(Command::Back));
        assert!(!outcome.used, "once alone");
    }
    let mut desk = Desk::new();
    desk.show("没有的村");
    assert!(desk.told[0].contains("没有的村"), "{:?}", desk.told);
}

#[test]
fn a_node_is_asked_for_before_the_tree_is_there() {
    let mut desk = Desk::new();
    desk.state = State::default();
    desk.show("东牟家村");
    assert_eq!(desk.hand(), "东牟家村");
}

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
    assert!(desk.state.job.is_none());

    // A worker more, by Enter on the last line of the people.
    desk.run(&[Command::FieldNext, Command::MoveDown, Command::Choose]);
    desk.type_text("牟春花");
    desk.run(&[Command::Save]);
    assert_eq!(desk.village("东牟家村").workers.len(), 1);
    desk.run(&[Command::MoveUp, Command::Choose, Command::FieldNext]);
    desk.type_text("联户长");
    desk.run(&[Command::Save]);
    assert_eq!(desk.village("东牟家村").workers[0].role, "联户长");

    for expected in [0, 0] {
        desk.run(&[Command::Choose]);
        for _ in 0..3 {
            let key = Key::plain(Code::Backspace);
            desk.give(Input::Press(Press::alone(key)));
        }
        desk.run(&[Command::Save]);
        assert_eq!(desk.village("东牟家村").workers.len(), expected);
        desk.run(&[Command::MoveFirst]);
    }
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
            .any(|row| row.flat.code == micro.code)
    );

    desk.run(&[Command::GridMove]);
    desk.type_text("八");
    desk.run(&[Command::MovePageDown, Command::Choose, Command::Save]);
    let above = desk.village("东牟家村").parent.clone().unwrap();
    assert_eq!(desk.tree.get(&above).unwrap().name, "第八管区");
    assert!(desk.village("东牟家村").confirmed);

    desk.show(above.as_str());
    desk.run(&[Command::GridConfirm]);
    assert!(desk.tree.children(&above).all(|village| village.confirmed));
    desk.run(&[Command::GridRename]);
    desk.type_text("（牟家片）");
    desk.run(&[Command::Save]);
    assert_eq!(desk.tree.get(&above).unwrap().name, "第八管区（牟家片）");

    desk.run(&[Command::GridRemove]);
    assert!(
        desk.told.last().unwrap().contains("下面还有"),
        "{:?}",
        desk.told
    );
    desk.show(micro.code.as_str());
    desk.run(&[Command::GridAdd]);
    assert!(
        desk.told.last().unwrap().contains("层级"),
        "{:?}",
        desk.told
    );
    desk.run(&[Command::GridRemove]);
    assert_eq!(desk.tree.get(&micro.code), None);
}

#[test]
fn a_refusal_stands_at_its_line_and_what_was_typed_comes_back() {
    let mut desk = Desk::new();
    desk.show("东牟家村");
    desk.run(&[Command::GridRename]);
    desk.state
        .job
        .as_mut()
        .unwrap()
        .form
        .fill(job::Ask::Name, "西牟家村");
    desk.run(&[Command::Save]);
    let form = &desk.state.job.as_ref().unwrap().form;
    assert!(form.line(job::Ask::Name).unwrap().problem.is_some());
    desk.run(&[Command::Back]);
    assert!(desk.state.job.is_none());
    desk.run(&[Command::GridRename]);
    let form = &desk.state.job.as_ref().unwrap().form;
    assert_eq!(form.text(job::Ask::Name), "西牟家村");
}

#[test]
fn vacancies_alone_are_shown() {
    let mut desk = Desk::new();
    let head = crate::domain::grid::node::Post {
        holder: crate::domain::grid::node::Contact {
            name: "单守义".to_owned(),
            phone: String::new(),
        },
        ..Default::default()
    };
    let code = desk.village("东牟家村").code.clone();
    let edit = GridEdit::SetHead {
        code: code.clone(),
        head: Some(head),
    };
    desk.take(&Deed::Grid(edit));
    desk.give(Input::Tick);
    desk.run(&[Command::GridVacancies]);
    let shown = desk.state.rows();
    assert!(shown.iter().all(|row| row.flat.code != code));
    assert_eq!(shown.iter().filter(|row| row.hit).count(), 91);
}

#[test]
fn a_village_lists_its_cases_and_leads_to_them() {
    let mut desk = Desk::new();
    desk.show("东牟家村");
    desk.run(&[Command::GridCases]);
    let asked = desk.asked.iter().any(|request| {
        matches!(request, Request::Page(query) if query.filter.village.as_deref() == Some("东牟家村"))
    });
    assert!(asked, "{:?}", desk.asked);
    assert_eq!(desk.state.side, Side::Cases);
}

#[test]
fn a_click_goes_where_it_points() {
    let mut desk = Desk::new();
    desk.give(Input::Click { column: 6, row: 3 });
    assert_eq!(desk.hand(), "第二管区");
    desk.give(Input::Click { column: 6, row: 3 });
    assert!(desk.state.rows().len() > 15, "a second click unfolds");
    desk.give(Input::Click { column: 50, row: 5 });
    assert_eq!(desk.state.side, Side::People);
    desk.give(Input::Click { column: 2, row: 18 });
    assert!(desk.state.finding);
}
