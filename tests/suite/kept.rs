//! Esc loses nothing: a form that was left comes back as it was.

use mulin::app::answer::{Answer, Reply};
use mulin::app::effect::{Effect, Request};
use mulin::app::model::Model;
use mulin::app::msg::{Msg, Press};
use mulin::app::ticket::Ticket;
use mulin::app::update::{opening, update};
use mulin::domain::act::{CommitResult, Done};
use mulin::domain::number::{CaseNumber, VisitNumber};
use mulin::domain::person::id::PersonId;
use mulin::keymap::key::{Code, Key, parse_keys};
use mulin::words::lang::Lang;

use crate::rooms::House;
use crate::screens::{desk, press};

#[test]
fn a_step_of_a_case_that_was_left_with_esc_comes_back_in_that_case_alone() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F4> <Home> <Enter> case.step");
    house.type_text("记事");
    house.press("<Enter>");
    house.type_text("已到村里看过现场");
    house.press("<Esc>");
    assert!(house.notice().contains("已暂存"), "{}", house.notice());
    house.sees_not("已到村里看过现场");
    house.press("<F4> <Down> <Enter> case.step");
    house.type_text("记事");
    house.press("<Enter>");
    house.sees_not("已到村里看过现场");
    house.press("<Esc>");
    assert_eq!(house.notice(), "", "nothing was written");
    house.press("<F4> <Home> <Enter> case.step");
    house.type_text("记事");
    house.press("<Enter>");
    house.sees("已到村里看过现场");
    house.press("<C-s>");
    house.press("case.step");
    house.type_text("记事");
    house.press("<Enter>");
    house.sees_not("已到村里看过现场");
}

#[test]
fn a_form_of_the_duty_ledger_that_was_left_with_esc_comes_back() {
    let mut house = House::open(Lang::Zh, (80, 24));
    house.press("<F7> duty.face duty.face duty.face @");
    house.type_text("欧阳娜");
    house.press("<Esc>");
    assert!(house.notice().contains("已暂存"), "{}", house.notice());
    house.press("@");
    house.sees("欧阳娜");
}

#[test]
fn the_hint_of_a_whistle_is_whole_in_a_small_window() {
    let mut house = House::open(Lang::En, (80, 24));
    house.press("<A-w> whistles.raise");
    house.sees("who approved it");
}

/// Gives the ticket of the first request of a kind.
fn ticket(effects: &[Effect], wanted: impl Fn(&Request) -> bool) -> Ticket {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Store(ticket, request) if wanted(request) => Some(*ticket),
        _ => None,
    });
    asked.unwrap()
}

fn answered(model: &mut Model, ticket: Ticket, wrote: bool, answer: Answer) -> Vec<Effect> {
    let reply = Reply {
        seen: None,
        ticket,
        wrote,
        answer,
    };
    update(model, Msg::Reply(reply))
}

#[test]
fn a_visitor_registered_before_the_drafts_were_read_leaves_no_draft_behind() {
    let mut model = desk(Lang::Zh, (80, 24));
    let asked = opening(&mut model);
    press(&mut model, "<F2> <Tab> <Tab> <Tab>");
    for sign in "水沟堵了".chars() {
        let key = Key::plain(Code::Char(sign));
        update(&mut model, Msg::Press(Press::alone(key)));
    }
    let save = parse_keys("<C-s>").unwrap()[0];
    let saved = update(&mut model, Msg::Press(Press::alone(save)));
    let drafts = ticket(&asked, |it| matches!(it, Request::Drafts));
    let none = Answer::Drafts {
        parked: Vec::new(),
        unread: Vec::new(),
        known: Vec::new(),
        first: 5,
    };
    let kept = answered(&mut model, drafts, false, none);
    ticket(&kept, |it| matches!(it, Request::KeepDraft(_)));
    let commit = ticket(&saved, |it| matches!(it, Request::Commit(_)));
    let number = CaseNumber { year: 2026, run: 1 };
    let done = CommitResult::Done(Done::Registered {
        number,
        visit: VisitNumber {
            case: number,
            visit: 1,
        },
        person: PersonId(1),
        known: false,
        joined: false,
        similar: Vec::new(),
        recognised: Vec::new(),
    });
    let effects = answered(&mut model, commit, true, Answer::Outcomes(vec![done]));
    ticket(&effects, |it| matches!(it, Request::ForgetDraft(5)));
}
