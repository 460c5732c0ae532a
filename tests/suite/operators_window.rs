//! 经办人 at the desk: the first administrator and his recovery key, others added and changed, a PIN that
//! opens a locked desk and signs for one step, and nothing of what is typed left lying anywhere.

use std::fs;
use std::path::Path;

use mulin::app::answer::Answer;
use mulin::app::effect::{OperatorOrder, Request};
use mulin::app::msg::Msg;
use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::number::CaseNumber;
use mulin::domain::pin::TRIES;
use mulin::domain::right::Role;
use mulin::domain::seat::{Seat, SignedIn};
use mulin::domain::secret::Secret;
use mulin::office::operators::recover;
use mulin::office::pin::set_pin;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::made::step;
use crate::rooms::House;

const ADMIN: (&str, Role, &str) = ("王芳", Role::Administrator, "芳芳芳芳芳芳");
const CLERK: (&str, Role, &str) = ("李梅", Role::Reception, "梅梅梅梅梅梅");
const LEADER: (&str, Role, &str) = ("赵镇长", Role::Leader, "镇镇镇镇镇镇");
const AUDITOR: (&str, Role, &str) = ("吴审计", Role::Auditor, "审审审审审审");

/// Asks for a command by its name.
fn asked(house: &mut House, command: &str) {
    house.press("<F10>");
    house.tell(Msg::Paste(command.to_owned()));
    house.press("<Enter>");
}

/// Types a line of a form and goes on.
fn line(house: &mut House, text: &str) {
    house.type_text(text);
    house.press("<Enter>");
}

fn has_operators(house: &House) -> bool {
    ask(house.store(), |it| it.has_operators()).unwrap()
}

/// Gives the recovery key that stands on the screen.
fn key(house: &House) -> String {
    let picture = house.picture();
    let mut words = picture.split_whitespace();
    let key = words.find(|it| it.matches('-').count() == 7);
    key.unwrap_or_else(|| panic!("no key on\n{picture}"))
        .trim_matches('│')
        .to_owned()
}

fn staffed() -> House {
    let house = House::open(Lang::Zh, (80, 24));
    let mut house = house.with_operators(&[ADMIN, CLERK, LEADER, AUDITOR]);
    house.signs_in(ADMIN.0, ADMIN.2);
    house
}

fn give_pin(house: &House, name: &str, pin: &str) {
    let now = house.model.shared.now;
    let came = set_pin(house.store(), name, name, Some(&Secret::new(pin)), now).unwrap();
    assert_eq!(came, Ok(()));
}

#[test]
fn an_empty_store_asks_for_its_first_administrator_and_shows_the_recovery_key_once() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<A-n>");
    house.sees("谁登录");
    house.sees("写什么名字就是谁");
    house.type_text("\\");
    house.sees("设第一个管理员");
    house.press("<Enter>");
    line(&mut house, ADMIN.2);
    house.sees_not("芳芳芳");
    line(&mut house, "不是同一个");
    house.sees("两次输的不一样");
    assert!(!has_operators(&house));
    line(&mut house, "短");
    line(&mut house, "短");
    house.sees("口令至少 6 个字符");
    assert!(!has_operators(&house));
    house.press("<Esc>");
    house.type_text("\\");
    // Another name than the proposed one is typed over it.
    house.type_text("赵");
    house.sees_not("王芳赵");
    house.press("<Backspace>");
    house.type_text(ADMIN.0);
    house.press("<Enter>");
    line(&mut house, ADMIN.2);
    line(&mut house, ADMIN.2);
    assert!(has_operators(&house));
    let key = key(&house);
    assert_eq!(key.len(), 39, "{key}");
    house.sees("只显示这一次");
    // Another window's news covers nothing that is shown once.
    house.tell(Msg::Changed);
    house.sees(&key);
    house.press("<Enter>");
    house.sees_not(&key);
    assert_eq!(house.model.shared.seat, Seat::Taken(Role::Administrator));
    house.press("<F9>");
    house.sees("王芳 09:41 锁屏");
    line(&mut house, ADMIN.2);
    house.sees("1 人能登录");
    let (now, new) = (house.model.shared.now, Secret::new("换过的口令一二"));
    let came = recover(
        house.store(),
        &Secret::new(key.as_str()),
        ADMIN.0,
        &new,
        now,
    )
    .unwrap();
    assert_eq!(came, Ok(true));
    let lying = all_that_lies(house.folder());
    assert!(
        !lying.contains(&key) && !lying.contains("芳芳芳"),
        "{lying}"
    );
}

/// Gives all that lies in a folder and below.
fn all_that_lies(folder: &Path) -> String {
    let mut all = String::new();
    for file in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if file.is_dir() {
            all.push_str(&all_that_lies(&file));
        } else {
            all.push_str(&String::from_utf8_lossy(&fs::read(file).unwrap()));
        }
    }
    all
}

#[test]
fn whoever_made_another_one_the_administrator_signs_in_himself() {
    let mut house = House::open(Lang::Zh, (80, 24));
    asked(&mut house, "operators.open");
    for _ in 0..2 {
        house.press("<Backspace>");
    }
    line(&mut house, "刘巧玲");
    line(&mut house, ADMIN.2);
    line(&mut house, ADMIN.2);
    key(&house);
    house.press("<Enter>");
    assert_eq!(house.model.shared.seat, Seat::Empty);
    house.sees("登录");
    house.sees_not("受理");
}

#[test]
fn an_administrator_adds_changes_and_sends_off_and_a_clerk_has_his_own_line_alone() {
    let mut house = staffed();
    asked(&mut house, "operators.open");
    house.sees("李梅");
    house.press("1");
    line(&mut house, "孙调解");
    // 2 is the mediator.
    house.press("2 <Enter>");
    line(&mut house, "调调调调调调");
    line(&mut house, "调调调调调调");
    house.sees("已改");
    house.sees("孙调解");
    let role = |house: &House, name: &str| {
        let found = ask(house.store(), |it| it.operator(name)).unwrap();
        found.map(|(_, it)| (it.card.role, it.left))
    };
    assert_eq!(role(&house, "孙调解"), Some((Role::Mediator, false)));
    // The second operator, below the line for a new one.
    house.press("3 1");
    house.press("3 <C-s>");
    assert_eq!(role(&house, CLERK.0), Some((Role::Leader, false)));
    house.press("3");
    house.press("3");
    assert_eq!(role(&house, CLERK.0), Some((Role::Leader, true)));
    house.press("<Esc> <Esc>");
    let mut house = house.closed();
    house.signs_in("孙调解", "调调调调调调");
    asked(&mut house, "operators.open");
    house.sees("1 孙调解");
    house.sees_not("新增经办人");
    house.sees_not("赵镇长");
    for order in [
        OperatorOrder::Role("孙调解".to_owned(), Role::Administrator),
        OperatorOrder::Leave(ADMIN.0.to_owned()),
        OperatorOrder::Passphrase(ADMIN.0.to_owned(), Secret::new("别人设的口令")),
        OperatorOrder::Pin(ADMIN.0.to_owned(), Secret::new("1234")),
        OperatorOrder::Add {
            name: "谁".to_owned(),
            role: Role::Administrator,
            secret: Secret::new("别人设的口令"),
        },
    ] {
        let answer = house.asks(Request::Operator(order.clone()));
        assert!(
            matches!(&answer, Answer::Failed(message) if message.contains("没有这项权限")),
            "{order:?}: {answer:?}"
        );
    }
    let own = OperatorOrder::Passphrase("孙调解".to_owned(), Secret::new("自己换的口令"));
    assert_eq!(
        house.asks(Request::Operator(own)),
        Answer::OperatorDone(None)
    );
}

#[test]
fn a_pin_opens_what_its_owner_locked_and_nothing_else() {
    let mut house = staffed();
    asked(&mut house, "operators.open");
    house.press("2 3");
    line(&mut house, "12");
    line(&mut house, "12");
    house.sees("至少 4 位");
    line(&mut house, "４３２１");
    line(&mut house, "4321");
    house.sees("两次输的不一样");
    line(&mut house, "4321");
    line(&mut house, "4321");
    house.sees("有 PIN");
    house.press("<Esc> <F9>");
    line(&mut house, "４３２１");
    assert!(house.model.card.is_none(), "{}", house.picture());
    // It signs nobody in: not at the card of an empty desk, and not at one that another has locked.
    house = house.closed();
    house.signs_in(ADMIN.0, "4321");
    house.sees("姓名或口令不对");
    house = house.closed();
    house.signs_in(CLERK.0, CLERK.2);
    house.press("<F9> <Esc>");
    house.signs_in(ADMIN.0, "4321");
    house.sees("姓名或口令不对");
    assert_eq!(house.model.shared.who, CLERK.0);
    assert!(house.model.card.is_some());
}

#[test]
fn after_five_wrong_tries_only_the_passphrase_opens_also_after_a_restart() {
    let mut house = staffed();
    give_pin(&house, ADMIN.0, "4321");
    house.press("<F9>");
    let mut at = house.model.shared.now;
    for tried in 1..=TRIES {
        at = at.plus_seconds(16 * 60);
        house.tick(&at.to_string());
        line(&mut house, "9999");
        let spent = tried == TRIES;
        assert_eq!(house.picture().contains("PIN 输错 5 次"), spent, "{tried}");
    }
    at = at.plus_seconds(16 * 60);
    house.tick(&at.to_string());
    line(&mut house, "4321");
    house.sees("PIN 输错 5 次");
    house = house.closed();
    at = at.plus_seconds(16 * 60);
    house.tick(&at.to_string());
    house.signs_in(ADMIN.0, ADMIN.2);
    assert_eq!(house.model.shared.who, ADMIN.0);
    house.press("<F9>");
    line(&mut house, "4321");
    assert!(house.model.card.is_none(), "the passphrase brings it back");
}

/// Takes a step of the first case.
fn does(house: &House, who: &str, text: &str) -> Act {
    let (case, now) = (first_case(), house.model.shared.now);
    let known = ask(house.store(), |it| it.case(case, &house.viewer())).unwrap();
    Act {
        who: who.to_owned(),
        when: now,
        action: Action::Step {
            case,
            expected: known.unwrap().revision,
            step: step(text, now),
        },
    }
}

fn first_case() -> CaseNumber {
    CaseNumber::parse("ML-2026-0001").unwrap()
}

#[test]
fn the_leader_signs_for_a_call_back_at_the_clerk_s_desk_and_the_clerk_keeps_it() {
    let mut house = staffed();
    give_pin(&house, LEADER.0, "2468");
    let case = first_case();
    let withdrawn = house
        .store()
        .commit(&[does(&house, ADMIN.0, "withdraw form=written")]);
    assert!(matches!(withdrawn.unwrap()[0], CommitResult::Done(_)));
    let call_back = does(&house, ADMIN.0, "call_back confirmed=yes").action;
    // He who handles it may not, whatever is asked.
    let own = house.asks(Request::Commit(vec![call_back.clone()]));
    let Answer::Outcomes(own) = own else {
        panic!("{own:?}")
    };
    assert!(matches!(own[0], CommitResult::Refused(_)), "{own:?}");
    let signs = |house: &mut House, signer: &str, typed: &str, action: &Action| {
        house.asks(Request::Countersign {
            signer: signer.to_owned(),
            secret: Secret::new(typed),
            actions: vec![action.clone()],
        })
    };
    let refused = |answer: &Answer| match answer {
        Answer::Failed(_) => true,
        Answer::Outcomes(outcomes) => matches!(outcomes[0], CommitResult::Refused(_)),
        _ => false,
    };
    for (signer, typed) in [
        (LEADER.0, "1111"),
        (AUDITOR.0, ""),
        (ADMIN.0, ADMIN.2),
        (AUDITOR.0, AUDITOR.2),
        ("没有的人", "2468"),
    ] {
        let answer = signs(&mut house, signer, typed, &call_back);
        assert!(refused(&answer), "{signer}: {answer:?}");
    }
    // Nothing else is signed for.
    let note = does(&house, ADMIN.0, "note").action;
    assert!(refused(&signs(&mut house, LEADER.0, "2468", &note)));
    // By keys: the step that is refused to the clerk, the leader, the form, his PIN.
    house.tell(Msg::Changed);
    asked(&mut house, "ML-2026-0001");
    house.press("<C-e>");
    house.type_text("撤回后");
    house.press("<Enter>");
    house.sees("当面签字");
    house.sees("1 赵镇长");
    house.sees_not("吴审计");
    house.press("1");
    house.press("1 <Tab>");
    house.type_text("确是自愿");
    house.press("<C-s>");
    house.sees("PIN 或口令");
    line(&mut house, "1357");
    assert!(house.notice().contains("没有签字"), "{}", house.notice());
    house.press("<C-s>");
    line(&mut house, "2468");
    let kept = ask(house.store(), |it| it.case(case, &house.viewer()))
        .unwrap()
        .unwrap();
    assert_eq!(
        kept.closing.call_back.map(|it| it.by).as_deref(),
        Some(LEADER.0)
    );
    assert_eq!(house.model.shared.who, ADMIN.0);
    assert_eq!(house.viewer().name, ADMIN.0);
    let answer = house.asks(Request::SignIn {
        name: LEADER.0.to_owned(),
        secret: Secret::new("2468"),
    });
    assert_eq!(
        answer,
        Answer::SignedIn(SignedIn::Wrong),
        "a PIN signs nobody in"
    );
}
