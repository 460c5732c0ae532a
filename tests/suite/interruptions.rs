//! What comes between: a key faster than the store, an answer under another window, a disk that
//! does not take a draft.

use mulin::app::msg::{Msg, Press};
use mulin::app::update::{opening, update};
use mulin::domain::codes::Class;
use mulin::words::lang::Lang;

use crate::reception::{Counter, empty, home};
use crate::screens::chords;
use crate::whistles::register;

/// Presses keys without any answer of the store between.
fn ahead(counter: &mut Counter, keys: &str) -> Vec<mulin::app::effect::Effect> {
    let mut waiting = Vec::new();
    for key in chords(keys) {
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

#[test]
fn a_draft_that_was_not_kept_is_not_missed_once_its_visitor_is_registered() {
    let home = home();
    let folder = home.path().join("desk.redb.drafts");
    let mut counter = Counter::open(home.path(), (80, 24));
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    counter
        .keys("<F2>")
        .text("单雄信")
        .keys("<Tab> <Tab> <Tab>");
    counter.text("拖欠工资");
    counter.sees(&["急险", "草稿没有存上"]);
    counter.keys("<C-s>");
    counter.sees(&["已登记 ML-2026-0001"]);
    counter.sees_not(&["草稿没有存上"]);
    // One that is parked is tried again with the minute.
    counter.keys("1").text("覃晓旭").keys("intake.park");
    counter.sees(&["草稿没有存上"]);
    std::fs::remove_file(&folder).unwrap();
    let now = counter.model.shared.now;
    counter.tell(Msg::Tick(now));
    counter.sees_not(&["草稿没有存上"]);
    let next = counter.after_a_cut(home.path());
    next.sees(&["覃晓旭"]);
}

#[test]
fn what_is_parked_before_the_drafts_could_be_read_is_parked_all_the_same() {
    let home = home();
    let folder = home.path().join("desk.redb.drafts");
    std::fs::write(&folder, "in the way").unwrap();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F2>").text("覃晓旭").keys("intake.park");
    counter.text("朴岁植");
    counter.sees(&["挂起 1 份", "覃*旭"]);
    std::fs::remove_file(&folder).unwrap();
    let now = counter.model.shared.now;
    counter.tell(Msg::Tick(now));
    counter.tell(Msg::Tick(now));
    counter.sees(&["挂起 1 份", "朴岁植"]);
    counter.sees_not(&["草稿没有存上"]);
    let next = counter.after_a_cut(home.path());
    next.sees(&["挂起 1 份"]);
}

#[test]
fn a_key_that_comes_too_early_or_finds_nobody_says_so() {
    let home = home();
    let mut counter = Counter::unanswered(empty(), home.path(), Lang::Zh, (80, 24));
    let mut waiting = opening(&mut counter.model);
    waiting.extend(ahead(&mut counter, "<F8> figures.issue"));
    counter.sees(&["报表还在统计"]);
    counter.perform(waiting);
    counter.keys("figures.issue");
    counter.sees(&["签发"]);
    counter.keys("<Esc> <F6> @");
    counter.sees(&["这里还没有负责人"]);
    counter.sees_not(&["外出截止日"]);
}

#[test]
fn a_report_that_is_handed_in_while_it_is_counted_is_issued_once_it_stands() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F8>");
    let counting = ahead(&mut counter, "figures.issue <C-s>");
    counter.sees(&["报表还在统计，出来就签发"]);
    counter.perform(counting);
    counter.sees(&["已签发"]);
    counter.sees_not(&["报表还在统计"]);
}

#[test]
fn a_report_that_counts_otherwise_than_was_seen_is_not_issued_unseen() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F8>");
    let counting = ahead(&mut counter, "figures.issue <C-s>");
    register(&*counter.store, "2026-11-25T09:40", Class::Claim, None);
    counter.perform(counting);
    counter.sees(&["请看过再按一次保存"]);
    counter.sees_not(&["已签发"]);
    counter.keys("<C-s>");
    counter.sees(&["已签发"]);
}

#[test]
fn a_report_whose_form_was_left_is_not_issued() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.keys("<F8>");
    let counting = ahead(&mut counter, "figures.issue <C-s> <Esc>");
    counter.perform(counting);
    counter.sees(&["未签发"]);
    counter.sees_not(&["已签发"]);
}

#[test]
fn when_somebody_was_here_last_is_never_cut() {
    let home = home();
    for lang in [Lang::Zh, Lang::En] {
        let mut counter = Counter::over(empty(), home.path(), lang, (80, 24));
        counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
        counter.keys("1").text("mcs");
        let screen = counter.screen();
        let below_the_head: Vec<&str> = screen.lines().skip(1).collect();
        assert!(below_the_head.join("\n").contains("11-25"), "{screen}");
    }
}

#[test]
fn a_draft_that_comes_back_lists_who_was_here_before() {
    let home = home();
    let mut counter = Counter::open(home.path(), (80, 24));
    counter.register("牟春生", "13800001234", "东牟家村", "拖欠工资");
    counter.keys("1").text("mcs");
    counter.sees(&["来过的人 1"]);
    let next = counter.after_a_cut(home.path());
    next.sees(&["mcs", "来过的人 1", "牟*生"]);
}
