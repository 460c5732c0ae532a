//! What stands around the panes: every tab is whole and every key of the pane in front is told.

use mulin::app::layout::tabs;
use mulin::app::lost_store::Loss;
use mulin::app::model::Model;
use mulin::app::msg::Msg;
use mulin::app::pane::Pane;
use mulin::keymap::key::parse_keys;
use mulin::keymap::lookup::Lookup;
use mulin::words::lang::Lang;

use crate::rooms::House;
use crate::screens::{desk, shot};
use crate::stored::Stored;

#[test]
fn every_tab_and_the_time_fit_a_small_window_in_either_language() {
    for (lang, last) in [(Lang::Zh, "F8 研判"), (Lang::En, "F8 Figures")] {
        for test_clock in [false, true] {
            let mut model = desk(lang, (80, 24));
            model.shared.test_clock = test_clock;
            let (picture, _) = shot(&model);
            let head = picture.lines().next().unwrap();
            assert!(head.contains(&format!("{last} ")), "{head}");
            assert!(head.trim_end().ends_with("09:41"), "{head}");
            let area = model.layout().unwrap().head;
            let placed = tabs::head(&model.shared, area);
            assert!(placed.tabs.iter().all(|tab| tab.area.width > 0), "{head}");
        }
    }
}

#[test]
fn a_store_that_is_lost_is_told_at_once_whatever_was_told_before() {
    let mut house = Stored::open(Lang::Zh, (80, 24), &[]);
    house.press("<F2>");
    house.paste("牟再来");
    house.press("<C-s>");
    assert_ne!(house.notice(), "", "something was told before");
    let reason = "数据文件被移走了";
    house.tell(Msg::Standing(Some(Loss {
        reason: reason.to_owned(),
        of_server: false,
    })));
    let picture = house.picture();
    assert!(picture.contains(reason), "{picture}");
}

#[test]
fn keys_that_find_no_place_stand_above_behind_what_is_told_and_the_menu_counts_the_rest() {
    for (lang, first, more) in [
        (Lang::Zh, "转包", "Ctrl-E 能办什么 （还有 "),
        (Lang::En, "Hand over", "Ctrl-E Actions ("),
    ] {
        let mut house = House::open(lang, (80, 24));
        house.press("<F7>");
        house.sees(first);
        house.press("<A-1>");
        assert!(!house.notice().is_empty());
        let picture = house.picture();
        let last = picture.lines().last().unwrap();
        assert!(last.contains(more), "{picture}");
        assert!(last.contains("F1 "), "{picture}");
    }
}

#[test]
fn a_long_label_of_a_form_is_whole_in_a_small_window() {
    let mut house = House::open(Lang::En, (80, 24));
    house.press("<C-t>");
    house.type_text("13800009001");
    house.press("<Tab> <Tab> <Tab>");
    house.type_text("asks");
    house.press("<Tab> 2 <C-s> <A-p> <Home> hotline.tried");
    house.sees("What came of it");
}

/// What may follow a key stands in its box in full, every command of the scope.
fn shown_in_full(model: &mut Model) {
    let keys = parse_keys("<C-g>").unwrap();
    let Lookup::Pending(next) = model.shared.keymap.lookup(&[model.scope()], &keys) else {
        panic!("nothing follows");
    };
    model.pending = keys;
    let (picture, _) = shot(model);
    for (key, command) in next {
        let text = model.shared.command(command);
        let whole = picture.lines().any(|line| {
            let after = line.split(&text).skip(1);
            line.contains(&key.shown()) && after.into_iter().any(|it| !it.starts_with('~'))
        });
        assert!(whole, "{text}\n{picture}");
    }
}

#[test]
fn what_may_follow_a_key_is_told_in_full_wherever_one_is() {
    for lang in [Lang::Zh, Lang::En] {
        for size in [(80, 24), (160, 45)] {
            for pane in Pane::ALL {
                let mut model = desk(lang, size);
                model.focus = *pane;
                shown_in_full(&mut model);
            }
            for keys in ["<C-f>", "<C-t>", "<C-g> }", "<F4> <Home> <A-t>"] {
                let mut house = House::open(lang, size);
                house.press(keys);
                assert!(!house.model.overlays.is_empty(), "{keys}");
                shown_in_full(&mut house.model);
            }
        }
    }
}

#[test]
fn of_two_reminders_that_of_the_first_pane_stands_in_whichever_order_they_come() {
    let panes = [Pane::Hotline, Pane::Meetings];
    for order in [panes, [panes[1], panes[0]]] {
        let mut desk = Stored::open(Lang::Zh, (80, 24), &[]);
        desk.model.notice = None;
        for pane in order {
            desk.model.remind(pane, format!("{pane:?}"));
        }
        let stands = desk.model.notice.take().unwrap();
        assert_eq!(stands.text, "Hotline", "{order:?}");
        // Once it is gone the other one may come.
        desk.model.remind(Pane::Meetings, "later".to_owned());
        assert_eq!(desk.model.notice.unwrap().text, "later");
    }
}
