//! 登录、锁屏、交班 at the desk: nothing of the store is shown or told until somebody has proved who he is,
//! and what one half typed is his alone.

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::app::msg::{Mouse, MouseAct, Msg};
use mulin::app::pane::Pane;
use mulin::domain::act::{Act, Action};
use mulin::domain::field::Field;
use mulin::domain::operator::OperatorFact;
use mulin::domain::right::Role;
use mulin::domain::seat::Seat;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::rooms::House;
use crate::screens::{SIZES, compare_with};

const ADMIN: (&str, Role, &str) = ("王芳", Role::Administrator, "芳芳芳芳芳芳");
const CLERK: (&str, Role, &str) = ("李梅", Role::Reception, "梅梅梅梅梅梅");
const AUDITOR: (&str, Role, &str) = ("吴审计", Role::Auditor, "审审审审审审");

/// A desk at which three may sign in, and nobody has.
fn closed() -> House {
    House::open(Lang::Zh, (80, 24)).with_operators(&[ADMIN, CLERK, AUDITOR])
}

/// The desk with the first of them at it.
fn open() -> House {
    let mut house = closed();
    house.signs_in(ADMIN.0, ADMIN.2);
    house
}

/// Nothing of what the store or the desk knows stands on the screen.
#[track_caller]
fn shows_nothing(house: &House) {
    for message in ["牟春生", "王小明", "ML-2026", "工资", "受理", "今日", "F1"] {
        house.sees_not(message);
    }
}

/// Does something to an operator behind the desk's back.
fn elsewhere(house: &House, name: &str, fact: OperatorFact) {
    let (id, _) = ask(house.store(), |it| it.operator(name)).unwrap().unwrap();
    let act = Act {
        who: ADMIN.0.to_owned(),
        when: house.model.shared.now,
        action: Action::Operator { id: Some(id), fact },
    };
    house.store().commit(&[act]).unwrap();
}

#[test]
fn the_desk_opens_on_the_card_and_tells_nothing_before_somebody_has_signed_in() {
    let mut house = closed();
    shows_nothing(&house);
    house.sees("1 王芳");
    house.sees("3 吴审计");
    for request in [
        Request::CountRows(Vec::new()),
        Request::Today,
        Request::Counts,
        Request::Drafts,
        Request::Settings,
        Request::Commit(Vec::new()),
    ] {
        let answer = house.asks(request.clone());
        assert!(matches!(answer, Answer::Failed(_)), "{request:?}");
    }
    for keys in [
        "<F4>", "<F10>", "<F1>", "<C-g> 2", "<A-n>", "<F9>", "<A-q>", "<Esc>",
    ] {
        house.press(keys);
        shows_nothing(&house);
    }
    house.press("2");
    house.sees("李梅");
    house.type_text("不是这个口令");
    house.sees_not("不是这个");
    house.sees("******");
    house.press("<Enter>");
    house.sees("姓名或口令不对");
    shows_nothing(&house);
    house.type_text(CLERK.2);
    house.press("<Enter>");
    assert_eq!(house.model.shared.who, "李梅");
    assert_eq!(house.model.shared.seat, Seat::Taken(Role::Reception));
    assert_eq!(house.viewer().name, "李梅");
    house.sees("受理");
    let counted = house.asks(Request::CountRows(Vec::new()));
    assert_eq!(counted, Answer::RowCounts(Vec::new()));
}

#[test]
fn wrong_tries_wait_and_who_left_stays_out() {
    let mut house = closed();
    elsewhere(&house, CLERK.0, OperatorFact::Left);
    house.signs_in(CLERK.0, CLERK.2);
    house.sees("已经离岗");
    house.press("<Esc>");
    house.type_text(ADMIN.0);
    house.press("<Enter>");
    for _ in 0..4 {
        house.type_text("猜一猜吧");
        house.press("<Enter>");
    }
    house.sees("09:41");
    house.sees("输错次数多了");
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    house.sees("输错次数多了");
    assert_eq!(house.model.shared.seat, Seat::Empty);
    house.tick("2026-09-28T09:50:00+08:00");
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    assert_eq!(house.model.shared.who, ADMIN.0);
}

#[test]
fn a_script_and_one_who_left_are_not_proposed() {
    let house = closed();
    elsewhere(&house, CLERK.0, OperatorFact::Left);
    let house = house.closed();
    house.sees("王芳");
    house.sees_not("李梅");
}

#[test]
fn the_shift_changes_by_two_keys_and_half_an_accusation_stays_with_whoever_typed_it() {
    let mut house = open();
    house.press("<F2>");
    house.type_text("邓三友");
    house.press("intake.more");
    while house.model.intake.sheet.cursor() != Field::ConcernsOfficial {
        house.press("<Tab>");
    }
    house.press("1 <Tab>");
    house.type_text("王主任");
    house.press("<A-q>");
    house.sees("王芳 交班");
    house.sees_not("王主任");
    house.sees_not("1 王芳");
    house.press("<Esc>");
    house.sees("王主任");
    house.press("<A-q> <Enter>");
    house.sees("李梅");
    house.sees("口令");
    // He has left by naming who follows: back at the desk he proves that it is he.
    house.press("<Esc> <Esc> <Esc>");
    shows_nothing(&house);
    house.sees_not("王主任");
    house.press("3");
    house.type_text(AUDITOR.2);
    house.press("<Enter>");
    assert_eq!(house.model.shared.who, AUDITOR.0);
    assert_eq!(house.model.shared.seat, Seat::Taken(Role::Auditor));
    house.press("<F2>");
    house.sees_not("王主任");
    house.sees_not("邓三友");
    assert!(house.model.intake.draft_box.parked().is_empty());
    // Whoever sat here before is the one who is likely to follow.
    house.press("<A-q> <Enter>");
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    assert_eq!(house.model.shared.who, ADMIN.0);
    assert_eq!(house.model.focus, Pane::Intake);
    house.sees("王主任");
}

#[test]
fn a_locked_desk_keeps_what_was_typed_and_opens_to_its_clerk_where_it_was() {
    let mut house = open();
    house.press("<F2>");
    house.type_text("邓三友");
    house.press("<F9>");
    shows_nothing(&house);
    house.sees_not("邓三友");
    house.sees("王芳 09:41 锁屏");
    house.sees("09:41");
    house.press("<F9> <Esc> <Esc> <F4> <C-l> <A-n>");
    house.tell(Msg::Mouse(Mouse {
        column: 40,
        row: 1,
        act: MouseAct::Click,
    }));
    shows_nothing(&house);
    house.tell(Msg::Paste("不是这个口令".to_owned()));
    house.press("<Enter>");
    house.sees("姓名或口令不对");
    shows_nothing(&house);
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    assert_eq!(house.model.focus, Pane::Intake);
    house.sees("邓三友");
    house.sees_not("不是这个");
    house.type_text("二");
    house.sees("邓三友二");
}

#[test]
fn another_one_may_sign_in_at_a_locked_desk_and_finds_nothing_of_the_one_before() {
    let mut house = open();
    house.press("<F2>");
    house.type_text("邓三友");
    house.press("<F9> <Esc> 2");
    house.type_text(CLERK.2);
    house.press("<Enter>");
    assert_eq!(house.model.shared.who, CLERK.0);
    assert_eq!(house.model.focus, Pane::Today);
    assert_eq!(house.viewer().name, CLERK.0);
    house.press("<F2>");
    house.sees_not("邓三友");
    house.type_text("尉迟恭");
    house.press("<F9> <Esc> 1");
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    // His own draft comes back to him, and nothing of what was typed meanwhile.
    assert_eq!(house.model.focus, Pane::Intake);
    house.sees("邓三友");
    house.sees_not("尉迟恭");
}

#[test]
fn a_call_pad_that_was_put_aside_is_its_clerk_s_alone() {
    let mut house = open();
    house.press("call.open");
    house.type_text("13800001299");
    house.press("<Esc>");
    house.press("<A-q> <Enter>");
    house.type_text(CLERK.2);
    house.press("<Enter>");
    let Answer::Pads(pads) = house.asks(Request::Pads) else {
        panic!("the pads")
    };
    assert_eq!(pads, []);
    house.press("<A-q> <Enter>");
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    let Answer::Pads(pads) = house.asks(Request::Pads) else {
        panic!("the pads")
    };
    assert_eq!(pads.len(), 1, "{pads:?}");
}

#[test]
fn a_desk_that_nobody_touches_is_locked_after_the_minutes_that_are_set() {
    let mut house = open();
    house.tick("2026-09-28T09:51:59+08:00");
    assert!(house.model.card.is_none());
    house.press("<F4>");
    house.tick("2026-09-28T10:01:00+08:00");
    assert!(house.model.card.is_none(), "a key was pressed at 09:51");
    house.tick("2026-09-28T10:02:00+08:00");
    shows_nothing(&house);
    house.sees("王芳 10:02 锁屏");
    house.type_text(ADMIN.2);
    house.press("<Enter>");
    assert!(house.model.card.is_none());
    house.model.shared.desk.lock_after = Some(0);
    house.tick("2026-09-28T23:00:00+08:00");
    assert!(house.model.card.is_none(), "0 is never");
    house.model.shared.desk.lock_after = Some(1);
    house.press("<F4>");
    house.tick("2026-09-28T23:01:00+08:00");
    assert!(house.model.card.is_none());
    house.tick("2026-09-28T23:02:00+08:00");
    assert!(house.model.card.is_some());
}

#[test]
fn where_nobody_signs_in_the_curtain_falls_by_the_key_and_after_idle_only_where_that_is_set() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.tick("2026-09-28T15:00:00+08:00");
    assert!(!house.model.is_covered());
    house.press("<F9>");
    assert!(house.model.curtain && house.model.card.is_none());
    house.press("<F9>");
    assert!(!house.model.is_covered());
    house.model.shared.desk.lock_after = Some(5);
    house.tick("2026-09-28T15:06:00+08:00");
    assert!(house.model.curtain);
}

#[test]
fn nobody_is_seated_who_did_not_prove_it_or_proved_it_as_another() {
    let mut house = open();
    let name = |it: &str| it.to_owned();
    let seats = |house: &mut House, who: &str| house.asks(Request::SitDown(name(who)));
    assert!(matches!(seats(&mut house, CLERK.0), Answer::Failed(_)));
    let proves = |house: &mut House, who: &str, typed: &str| {
        house.asks(Request::SignIn {
            name: name(who),
            secret: mulin::domain::secret::Secret::new(typed),
        })
    };
    proves(&mut house, CLERK.0, CLERK.2);
    assert!(matches!(seats(&mut house, AUDITOR.0), Answer::Failed(_)));
    assert!(
        matches!(seats(&mut house, CLERK.0), Answer::Failed(_)),
        "a proof is good for one try"
    );
    proves(&mut house, CLERK.0, CLERK.2);
    proves(&mut house, CLERK.0, "猜一猜吧");
    assert!(matches!(seats(&mut house, CLERK.0), Answer::Failed(_)));
    proves(&mut house, CLERK.0, CLERK.2);
    assert_eq!(seats(&mut house, CLERK.0), Answer::Seated(name(CLERK.0)));
}

#[test]
fn whoever_is_no_operator_any_more_loses_the_desk_at_once_and_another_role_holds_at_once() {
    let mut house = closed();
    house.signs_in(CLERK.0, CLERK.2);
    elsewhere(&house, CLERK.0, OperatorFact::Role(Role::Mediator));
    house.tell(Msg::Changed);
    assert_eq!(house.model.shared.seat, Seat::Taken(Role::Mediator));
    elsewhere(&house, CLERK.0, OperatorFact::Left);
    house.tell(Msg::Changed);
    shows_nothing(&house);
    house.signs_in(CLERK.0, CLERK.2);
    house.sees("已经离岗");
}

#[test]
fn a_desk_without_operators_asks_for_a_sign_in_as_soon_as_there_is_one() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let who = house.viewer();
    let mut other = house.with_operators(&[ADMIN, CLERK]);
    // As a second window has it, which was opened before.
    other.model = crate::screens::desk(Lang::Zh, (80, 24));
    other.sits(&who.name);
    other.tell(Msg::Changed);
    shows_nothing(&other);
    house = other;
    house.signs_in(ADMIN.0, ADMIN.2);
    assert_eq!(house.model.shared.seat, Seat::Taken(Role::Administrator));
}

#[test]
fn the_card_as_it_is_drawn() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut house = House::open(lang, size).with_operators(&[ADMIN, CLERK, AUDITOR]);
            let file = |scene| format!("{scene}.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file("sign-in"), &house.picture());
            house.signs_in(ADMIN.0, ADMIN.2);
            house.press("<F9>");
            house.type_text("猜一猜");
            house.press("<Enter>");
            house.type_text("芳芳芳");
            compare_with(&file("locked"), &house.picture());
        }
    }
}
