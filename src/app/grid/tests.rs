use super::*;
use crate::app::answer::Reply;
use crate::app::effect::Effect;
use crate::app::form::Form;
use crate::app::ledger::screen::Shown;
use crate::app::msg::Press;
use crate::app::part::{Input, Part};
use crate::domain::act::CommitResult;
use crate::domain::grid::built_in::built_in;
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, Post};
use crate::keymap::key::{Code, Key};

mod editing;

/// A pane with a tree behind it that takes every edit.
struct Desk {
    shared: Shared,
    state: State,
    tree: GridTree,
    notices: Vec<String>,
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
            notices: Vec::new(),
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

    fn fulfil(&mut self, response: Response) {
        for intent in response.intents {
            match intent {
                Intent::Tell(notice) => self.notices.push(notice.text),
                Intent::Open(target) => self.opened.push(target),
                Intent::HandIn(..) => {}
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
        for effect in response.effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        let Effect::Store(ticket, request) = effect else {
            panic!("{effect:?}")
        };
        let answer = match &request {
            Request::Grid => Answer::Grid(Box::new(self.tree.clone())),
            Request::Commit(actions) => {
                Answer::Outcomes(actions.iter().map(|it| self.take(it)).collect())
            }
            _ => Answer::Kept,
        };
        let wrote = request.is_write();
        self.asked.push(request);
        self.give(Input::Reply(Reply {
            seen: None,
            ticket,
            wrote,
            answer,
        }));
        if wrote {
            self.give(Input::Changed);
        }
    }

    fn take(&mut self, action: &Action) -> CommitResult {
        let Action::Grid(edit) = action else {
            panic!("{action:?}")
        };
        match self.tree.apply(edit) {
            Ok(applied) => {
                self.tree.adopt(&applied);
                CommitResult::Done(Done::Kept)
            }
            Err(refusal) => CommitResult::Refused(refusal),
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

    fn cursor(&self) -> String {
        self.state.node().unwrap().name.clone()
    }

    fn form(&self) -> &Form<Ask> {
        &self.state.forms.form().unwrap().form
    }

    fn has_form(&self) -> bool {
        self.state.forms.form().is_some()
    }

    /// Clears a line of three characters.
    fn clear_name(&mut self) {
        for _ in 0..3 {
            let key = Key::plain(Code::Backspace);
            self.give(Input::Press(Press::alone(key)));
        }
    }

    /// Gives the lines in sight, one text each.
    fn lines(&self, width: u16) -> Vec<String> {
        let screen = self.state.screen(&self.shared, (width, 200));
        let lines = screen.lines.iter().map(|line| {
            let pieces = line.pieces.iter().map(|piece| piece.text.as_str());
            pieces.collect::<Vec<_>>().join(" ")
        });
        lines.collect()
    }

    fn village(&self, name: &str) -> &GridNode {
        self.tree.village_named(name).unwrap()
    }

    fn code(&self) -> GridCode {
        self.village("东牟家村").code.clone()
    }

    /// Gives a village its head, who stands in for him, and a worker.
    fn staff(&mut self) {
        let contact = |name: &str, phone: &str| Contact {
            name: name.to_owned(),
            phone: phone.to_owned(),
        };
        let code = self.code();
        for edit in [
            GridEdit::SetHead {
                code: code.clone(),
                head: Some(Post {
                    role: "村党支部书记".to_owned(),
                    holder: contact("单守义", "13800004321"),
                    stand_in: Some(contact("牟春雷", "13800004322")),
                }),
            },
            GridEdit::AddWorker {
                code,
                worker: Post {
                    role: "网格员".to_owned(),
                    holder: contact("牟春花", "13800004323"),
                    stand_in: None,
                },
            },
        ] {
            self.take(&Action::Grid(edit));
        }
        self.give(Input::Tick);
    }
}

#[test]
fn typing_finds_a_village_and_esc_leaves_the_cursor_on_it() {
    let mut desk = Desk::new();
    desk.run(&[Command::ListFilter]);
    desk.type_text("dmj");
    assert_eq!(
        desk.cursor(),
        "东牟家村",
        "a village before the town that sounds alike"
    );
    assert!(desk.state.rows().len() < 6);
    desk.run(&[Command::Choose, Command::Back]);
    assert_eq!(desk.cursor(), "东牟家村");
    assert!(desk.state.ledger.found.is_none());
    assert!(desk.state.rows().len() > 15, "its area is open");
}

#[test]
fn everybody_is_found_by_name_sound_and_phone() {
    let mut desk = Desk::new();
    desk.staff();
    for (words, row, others) in [
        ("单守义", Row::Node(desk.code()), 0),
        ("4321", Row::Node(desk.code()), 0),
        ("mcl", Row::StandIn(desk.code(), Seat::Head), 0),
        (
            "１３８００００４３２２",
            Row::StandIn(desk.code(), Seat::Head),
            0,
        ),
        ("牟春花", Row::Worker(desk.code(), 0), 0),
        ("网格员 东牟家", Row::Worker(desk.code(), 0), 0),
        ("东牟家", Row::Node(desk.code()), 2),
    ] {
        desk.run(&[Command::ListFilter]);
        desk.type_text(words);
        assert_eq!(desk.state.row(), Some(&row), "{words}");
        assert_eq!(desk.state.rows().len(), 1 + others, "{words}");
        let status = desk.state.screen(&desk.shared, (78, 20)).status;
        assert_eq!(status, [format!("{words} {}/94", 1 + others)]);
        desk.run(&[Command::Back]);
        assert_eq!(desk.state.row(), Some(&row), "{words}: in the whole tree");
    }
}

#[test]
fn a_branch_opens_and_closes_and_sorting_shows_every_row() {
    let mut desk = Desk::new();
    let areas = desk.tree.of_level(GridLevel::Area).count();
    assert_eq!(desk.state.rows().len(), 1 + areas);
    desk.run(&[Command::MoveDown, Command::MoveRight]);
    assert_eq!(desk.cursor(), "第一管区");
    let open = desk.state.rows().len();
    assert!(open > 1 + areas);
    desk.run(&[Command::MoveDown, Command::MoveLeft]);
    assert_eq!(desk.cursor(), "第一管区", "from a leaf to the node above");
    desk.run(&[Command::MoveLeft]);
    assert_eq!(desk.state.rows().len(), 1 + areas);
    desk.run(&[Command::MoveLeft]);
    assert_eq!(desk.cursor(), "大牟家镇");
    desk.run(&[Command::ListSort]);
    assert_eq!(desk.state.rows().len(), desk.tree.nodes().count());
}

#[test]
fn enter_reads_a_node_and_brings_its_rows_into_sight() {
    let mut desk = Desk::new();
    desk.staff();
    desk.show("东牟家村");
    desk.run(&[Command::MoveLeft]);
    assert!(!desk.lines(78).concat().contains("牟春花"));
    desk.run(&[Command::Choose]);
    let text = desk.lines(78).join("\n");
    for seen in [
        "370785106218",
        "第二管区 < 大牟家镇",
        "牟春雷",
        "牟春花",
        "13800004322",
    ] {
        assert!(text.contains(seen), "{seen}:\n{text}");
    }
    desk.run(&[Command::Choose]);
    assert!(!desk.lines(78).concat().contains("牟春花"));
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
        assert_eq!(desk.cursor(), expected, "{at}");
        desk.run(&[Command::Choose, Command::Back, Command::Back]);
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
    assert!(desk.notices[0].contains("没有的村"), "{:?}", desk.notices);
}

#[test]
fn a_node_is_asked_for_before_the_tree_is_there() {
    let mut desk = Desk::new();
    desk.state = State::default();
    desk.show("东牟家村");
    assert_eq!(desk.cursor(), "东牟家村");
}

#[test]
fn vacancies_alone_are_shown() {
    let mut desk = Desk::new();
    desk.staff();
    let code = desk.code();
    desk.run(&[Command::GridVacancies]);
    let shown = desk.state.rows();
    assert!(shown.iter().all(|row| *row.code() != code));
    assert_eq!(shown.len(), 91);
    desk.run(&[Command::ListFilter]);
    desk.type_text("牟家村");
    assert_eq!(desk.state.rows().len(), 2, "the other two of that name");
    desk.run(&[Command::Back, Command::Back]);
    assert!(desk.state.ledger.found.is_none());
}

#[test]
fn the_cases_of_a_village_are_opened_in_the_queue() {
    let mut desk = Desk::new();
    desk.show("东牟家村");
    desk.run(&[Command::GridCases]);
    let [Target::Queue(filter)] = desk.opened.as_slice() else {
        panic!("{:?}", desk.opened)
    };
    assert_eq!(filter.village.as_deref(), Some("东牟家村"));
}

#[test]
fn a_click_goes_where_it_points() {
    let mut desk = Desk::new();
    desk.give(Input::Click { column: 6, row: 4 });
    assert_eq!(desk.cursor(), "第二管区");
    desk.give(Input::Click { column: 6, row: 4 });
    assert!(desk.state.rows().len() > 15, "a second click opens it");
}
