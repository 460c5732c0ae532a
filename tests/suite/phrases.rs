//! Short texts at the caret, and lists kept under a name, over a real store.

use mulin::app::actions::Group;
use mulin::app::msg::{Msg, Press};
use mulin::app::overlay::Overlay;
use mulin::app::update::update;
use mulin::keymap::key::Key;
use mulin::words::lang::Lang;

use crate::rooms::{House, registration};

#[test]
fn letters_become_a_text_only_when_the_key_is_pressed() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-z> <Tab> <Tab>");
    house.type_text("ydhlx");
    house.sees("展开：ydhlx 已电话联系");
    house.press("<Tab> <S-Tab>");
    house.sees_not("本人知晓");
    house.press("<A-/>");
    house.sees("已电话联系，本人知晓");
    house.type_text("xx");
    house.press("<A-/>");
    house.sees("没有叫 xx 的常用语");
}

#[test]
fn what_stands_in_a_field_becomes_a_text_of_the_towns_own() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-z> <Tab> <Tab>");
    house.type_text("明天上午再来取");
    house.press("<A-=>");
    house.sees("打 mtswzl 就能展开");
    let kept = std::fs::read_to_string(house.folder().join("config/phrases.toml")).unwrap();
    assert!(kept.contains("明天上午再来取"), "{kept}");
    assert!(kept.contains("已电话联系"), "the others stay: {kept}");
    house.type_text("，mtswzl");
    house.press("<C-g> <C-p>");
    house.sees("明天上午再来取，明天上午再来取");
    house.press("<A-=>");
    house.press("<A-=>");
    house.sees("已经有了");
}

#[test]
fn a_text_is_expanded_in_the_intake_as_well() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F2>");
    house.type_text("孙某某");
    house.type_text("xchc");
    house.press("<A-/>");
    house.sees("孙某某已到现场核查");
}

#[test]
fn a_list_is_kept_under_a_name_and_taken_up_again() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> queue.narrow <Tab> <Tab> <Tab>");
    house.press("<Esc>");
    house.press("/");
    house.type_text("地界");
    house.press("<Enter> <F10>");
    house.type_text("我要看的");
    house.sees("存为视图：我要看的");
    house.press("<Down> <Enter>");
    house.sees("已存为视图 我要看的");
    let kept = std::fs::read_to_string(house.folder().join("config/views.toml")).unwrap();
    assert!(kept.contains("地界"), "{kept}");
    house.press("<Esc>");
    house.sees("工资拖欠");
    house.press("<A-d> <F10>");
    house.type_text("wykd");
    house.sees("我要看的");
    house.press("<Enter>");
    house.sees("地界不清");
    house.sees_not("工资拖欠");
    house.press("<F10>");
    house.type_text("-我要看的");
    house.press("<Enter>");
    house.sees("已删除视图");
}

/// Gives the lines of the menu that is open under which views stand: name, list and count.
fn views(house: &House) -> Vec<(String, String)> {
    match house.model.overlays.last() {
        Some(Overlay::Actions(menu)) => {
            let views = menu.items().iter().filter(|it| it.group == Group::Views);
            views.map(|it| (it.name.clone(), it.keys.clone())).collect()
        }
        other => panic!("no menu: {other:?}"),
    }
}

#[test]
fn a_view_is_kept_and_taken_up_inside_the_form_that_narrows_the_list() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> queue.narrow 2");
    // The last line keeps what is chosen.
    let last = "<Tab> ".repeat(14);
    house.press(last.trim_end());
    house.sees("存为视图");
    house.type_text("全部的");
    house.press("<C-s>");
    house.sees("已存为视图 全部的");
    house.press("/");
    house.type_text("地界");
    house.press("<C-s>");
    assert!(
        house.notice().contains("已存为视图 地界"),
        "{}",
        house.notice()
    );
    let kept = std::fs::read_to_string(house.folder().join("config/views.toml")).unwrap();
    assert!(kept.contains("全部的") && kept.contains("地界"), "{kept}");
    house.press("<Esc> queue.narrow");
    house.press(last.trim_end());
    house.sees("用视图：全部的");
    house.press("<PageDown> <PageDown> <Enter>");
    house.sees("地界不清");
    house.sees_not("工资拖欠");
}

#[test]
fn the_menu_shows_each_view_with_the_rows_that_it_has_now() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> /");
    house.type_text("地界");
    house.press("<C-s> <Esc> /");
    house.type_text("没有的");
    house.press("<C-s> <Esc>");
    house.press("<F5> <F4> <C-e>");
    let line = |name: &str, n: usize| (name.to_owned(), format!("事项  {n} 行"));
    assert_eq!(views(&house), [line("地界", 1), line("没有的", 0)]);
    house.press("<Esc>");
    // Counted once: as long as nothing is written, another menu does not ask again.
    let effects = update(&mut house.model, Msg::Press(Press::alone(Key::ctrl('e'))));
    assert!(effects.is_empty(), "{effects:?}");
    house.press("<Esc>");
    let another = registration("孙某", "13800001236", "东牟家村", "地界又不清");
    house.keep(vec![another]);
    house.tell(Msg::Changed);
    house.press("<C-e>");
    assert_eq!(views(&house), [line("地界", 2), line("没有的", 0)]);
    house.type_text("地界");
    house.press("<Enter>");
    house.sees("地界又不清");
    house.sees_not("工资拖欠");
    // The palette tells it too.
    house.press("<F10>");
    house.type_text("地界");
    house.sees("事项  2 行");
}
