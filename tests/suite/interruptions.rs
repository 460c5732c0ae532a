//! What comes between: a key faster than the store, an answer under another window, a disk that
//! does not take a draft.

use mulin::app::msg::{Msg, Press};
use mulin::app::update::{opening, update};
use mulin::keymap::key::parse_keys;
use mulin::words::lang::Lang;

use crate::reception::{Counter, empty, home};

/// Presses keys without any answer of the store between.
fn ahead(counter: &mut Counter, keys: &str) -> Vec<mulin::app::effect::Effect> {
    let mut waiting = Vec::new();
    for key in parse_keys(keys).unwrap() {
        let press = Msg::Press(Press::alone(key));
        waiting.extend(update(&mut counter.model, press));
    }
    waiting
}

#[test]
fn an_answer_closes_what_asked_for_it_and_not_what_was_opened_over_it() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2>").text("单雄信").keys("<C-t>");
    counter.text("13800001234").keys("<Tab> <Tab> <Tab>");
    counter.text("问路").keys("<Tab> 1");
    let waiting = ahead(&mut counter, "<C-s> <F1>");
    counter.perform(waiting);
    counter.sees(&["* 按键"]);
    counter.keys("<Esc>");
    counter.sees(&["* 受理", "单雄信"]);
    counter.sees_not(&["* 接电话"]);
}
