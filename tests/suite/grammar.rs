//! One way to do things, everywhere: the menu of what can be done, where to go, and what the keys say.

use mulin::app::actions::Does;
use mulin::app::model::Model;
use mulin::app::overlay::Overlay;
use mulin::app::palette::Hit;
use mulin::app::pane::Pane;
use mulin::command::table::{Command, Scope};
use mulin::words::lang::Lang;

use crate::rooms::House;
use crate::screens::{desk, press, shot};

/// Gives the commands of the menu that is open.
fn menu(model: &Model) -> Vec<Command> {
    match model.overlays.last() {
        Some(Overlay::Actions(state)) => state
            .items()
            .iter()
            .filter_map(|it| match &it.does {
                Does::Run(command) => Some(*command),
                Does::Open(_) => None,
            })
            .collect(),
        _ => panic!("no menu\n{}", shot(model).0),
    }
}

#[test]
fn every_pane_has_its_menu_with_all_that_is_valid_there_the_recommended_first() {
    for lang in [Lang::Zh, Lang::En] {
        for pane in Pane::ALL.iter().filter(|pane| **pane != Pane::Case) {
            let mut house = House::open(lang, (80, 24)).with_lawyers();
            house.model.focus = *pane;
            let valid = house.model.actions();
            let first = house.model.front().recommended();
            house.press("<C-e>");
            let offered = menu(&house.model);
            assert_eq!(offered.first().copied(), first, "{pane:?}");
            for command in valid {
                let moves = command.name().starts_with("move.")
                    || command.name().starts_with("field.")
                    || command == Command::Back;
                assert!(
                    moves || offered.contains(&command),
                    "{pane:?} offers no {command:?}"
                );
            }
            // The same key leaves it again.
            house.press("<C-e>");
            assert!(house.model.overlays.is_empty(), "{pane:?}");
        }
    }
}

#[test]
fn the_right_button_opens_the_menu_on_the_row_under_it() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Home>");
    let wanted = house.model.queue.rows()[1];
    let row = house.row_of(&wanted.to_string()[8..]);
    house.right_click(30, row);
    assert_eq!(house.model.queue.row(), Some(&wanted));
    let first = menu(&house.model).first().copied();
    assert_eq!(first, Some(Command::Choose), "nothing was opened by it");
    // Again it leaves the menu, as its key does.
    house.right_click(60, 10);
    assert!(house.model.overlays.is_empty(), "{}", house.picture());
    // In the case: its own menu, with its steps.
    house.press("<Enter>");
    house.right_click(10, 8);
    house.sees("下一步    受理");
    house.press("<Esc> <A-d>");
    let line = house.row_of("设置还有");
    house.right_click(30, line);
    assert!(menu(&house.model).contains(&Command::Choose));
    house.press("<Esc>");
    // In the list of who has been here it chooses nobody.
    house.press("<C-f>");
    house.type_text("牟春生");
    house.right_click(30, 4);
    assert!(
        menu(&house.model).contains(&Command::Choose),
        "{}",
        house.picture()
    );
}

#[test]
fn a_mouse_that_is_switched_off_does_nothing() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4>");
    house.model.shared.desk.mouse = false;
    let before = house.picture();
    for row in 0..24 {
        house.right_click(20, row);
        house.click(20, row);
    }
    assert_eq!(house.picture(), before);
}

#[test]
fn a_digit_of_the_menu_runs_its_line_and_typing_finds_one() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-w> <C-e>");
    house.sees("能办什么");
    house.sees("Ctrl-D");
    house.press("1");
    house.sees("响应单位");
    house.press("<Esc> <C-e>");
    house.type_text("huan");
    house.press("<Backspace> <Backspace> <Backspace> <Backspace>");
    house.type_text("换");
    assert!(menu(&house.model).contains(&Command::WhistlesShow));
    house.press("<Enter>");
    assert!(house.model.overlays.is_empty());
}

#[test]
fn finder_triage_call_pad_and_a_form_have_the_menu_too() {
    let mut house = House::open(Lang::Zh, (80, 24));
    for (keys, offered) in [
        ("<C-f>", Command::Undo),
        ("<C-t>", Command::Save),
        ("<F4> <Home> <A-t>", Command::TriageNext),
        ("<Esc> <A-w> whistles.raise", Command::Save),
    ] {
        house.press(keys);
        if keys == "<C-f>" {
            house.type_text("牟");
        }
        house.press("<C-e>");
        assert!(menu(&house.model).contains(&offered), "{keys}");
        house.press("<Esc>");
        assert!(!matches!(
            house.model.overlays.last(),
            Some(Overlay::Actions(_))
        ));
        house.press("<Esc>");
    }
}

#[test]
fn the_menu_of_a_case_holds_its_steps_and_its_commands() {
    for lang in [Lang::Zh, Lang::En] {
        let mut house = House::open(lang, (80, 24));
        house.press("<F4> <Home> <Enter> <C-e>");
        let steps = house.picture();
        assert!(steps.contains("> 1") || steps.contains(">1"), "{steps}");
        for letter in house.model.shared.command(Command::CasePapers).chars() {
            house.type_text(&letter.to_string());
        }
        house.sees("Ctrl-U");
        house.press("<Enter>");
        house.sees("ML-2026-");
        let title = if lang == Lang::Zh {
            "文书："
        } else {
            "Papers"
        };
        house.sees(title);
        // Ctrl-E leaves the menu as it opened it.
        house.press("<Esc> <C-e> <C-e>");
        house.sees_not(">1");
    }
}

#[test]
fn two_keys_that_an_input_method_may_make_of_a_full_stop_never_leave_unasked() {
    for keys in ["<C-g> .", "<C-g> 。"] {
        let mut house = House::open(Lang::Zh, (80, 24));
        house.press(keys);
        house.sees("退出牟邻之家？");
        house.sees("请确认");
        house.press("<Enter>");
        assert!(house.model.overlays.is_empty(), "no is under the cursor");
    }
}

#[test]
fn where_to_go_stands_in_groups_with_what_waits() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<C-t>");
    house.type_text("13800009001");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("问低保");
    house.press("<Tab> 2 <C-s>");
    house.press("<F4> <C-g>");
    for text in [
        "窗口",
        "镇里机制",
        "律师、会议",
        "出报表",
        "1 新受理",
        "待回 1",
    ] {
        house.sees(text);
    }
    let picture = house.picture();
    let line = |text: &str| picture.lines().position(|it| it.contains(text)).unwrap();
    assert!(line("窗口") < line("镇里机制"));
    assert!(line("出报表") < line("通用"));
}

#[test]
fn tab_takes_the_only_proposal_of_a_village() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F2>");
    house.type_text("覃晓旭");
    house.press("<Tab> <Tab>");
    house.type_text("dmj");
    house.press("<Tab>");
    house.sees("东牟家村");
    house.sees_not("dmj");
}

#[test]
fn the_palette_finds_villages_people_and_cases() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F10>");
    house.type_text("后薛村");
    house.press("<Enter>");
    assert_eq!(house.model.focus, Pane::Grid);
    house.press("<F10>");
    house.type_text("牟春生");
    // Masked, as in the Finder, until a second part agrees.
    house.sees("牟*生");
    let Some(Overlay::Palette(palette)) = house.model.overlays.last() else {
        panic!("the palette is open");
    };
    assert!(matches!(palette.hits().first(), Some(Hit::Person(_))));
    house.press("<Enter>");
    assert_eq!(house.model.scope(), Scope::Finder);
    house.sees("ML-2026-0001");
    house.press("<Esc> <Esc> <F10>");
    house.type_text("ML-2026-0002");
    house.press("<Enter>");
    assert_eq!(house.model.focus, Pane::Case);
    house.sees("ML-2026-0002");
}

#[test]
fn help_begins_with_what_the_open_form_takes() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-w> whistles.raise <F1>");
    let picture = house.picture();
    let now = picture.find("现在能按的").expect("the form's keys");
    let save = picture.find("保存").expect("save");
    assert!(now < save, "{picture}");
}

#[test]
fn leaving_the_intake_says_that_the_draft_is_kept() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F2>");
    house.type_text("覃晓旭");
    house.press("<Esc>");
    house.sees("草稿已留存");
    assert_eq!(house.model.focus, Pane::Queue);
    house.press("<F2> <Esc>");
}

#[test]
fn marks_that_a_filter_hides_are_told() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> list.mark_all /");
    house.type_text("西牟家");
    house.press("<Enter>");
    house.sees("其中1件未显示");
}

#[test]
fn every_group_of_commands_and_rooms_fits_a_small_window() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = desk(lang, (60, 15));
        press(&mut model, "<C-g>");
        let (picture, _) = shot(&model);
        assert!(picture.lines().count() == 15, "{picture}");
    }
}
