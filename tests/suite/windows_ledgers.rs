//! Several windows over the ledgers: whoever saves second sees line by line what the first one changed,
//! keeps what he typed, and never writes over what he has not seen.

use mulin::app::msg::Msg;
use mulin::domain::act::{Act, Action, CommitResult, Done};
use mulin::domain::codes::Category;
use mulin::domain::duty::DutyFact;
use mulin::domain::follow_up::{FollowUpFact, FollowUpId, Recalled};
use mulin::domain::force::Force;
use mulin::domain::grid::edit::GridEdit;
use mulin::domain::grid::node::GridCode;
use mulin::domain::lawyer::{Lawyer, LawyerId};
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::stored::{CLERK, Stored, now};

fn act(action: Action) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: now(),
        action,
    }
}

fn recalled(text: &str, day: &str) -> Recalled {
    Recalled {
        day: day.parse().unwrap(),
        time: None,
        text: text.to_owned(),
        whom: CLERK.to_owned(),
        by: String::new(),
        about: None,
    }
}

fn reminder() -> Stored {
    let fact = FollowUpFact::Set(Box::new(recalled("问水管修好没有", "2026-11-25")));
    let desk = [act(Action::FollowUp { id: None, fact })];
    let mut desk = Stored::open(Lang::Zh, (120, 40), &desk);
    desk.press("calendar.open calendar.show");
    desk.model
        .calendar
        .cursor
        .set(mulin::app::calendar::page::Row::FollowUp(FollowUpId(1)));
    desk.press("calendar.alter <Tab> <Tab>");
    desk
}

fn altered(text: &str, day: &str) -> Action {
    Action::FollowUp {
        id: Some(FollowUpId(1)),
        fact: FollowUpFact::Altered(Box::new(recalled(text, day))),
    }
}

fn stands(desk: &Stored) -> (String, String) {
    let viewer = Viewer::new(CLERK);
    let to = "2026-12-31".parse().unwrap();
    let all = ask(desk.store.as_ref(), |it| it.follow_ups(to, &viewer)).unwrap();
    let recalled = &all[0].follow_up.recalled;
    (recalled.text.clone(), recalled.day.to_string())
}

fn done(came: &CommitResult) {
    assert!(matches!(came, CommitResult::Done(_)), "{came:?}");
}

fn sees(desk: &Stored, all: &[&str]) {
    let picture = desk.picture();
    for seen in all {
        assert!(picture.contains(seen), "{seen} is not on\n{picture}");
    }
}

#[test]
fn a_reminder_that_was_moved_meanwhile_is_told_and_moved_on_by_whoever_rewords_it() {
    for seen_first in [true, false] {
        let mut desk = reminder();
        desk.type_text("，周五再问");
        done(&desk.elsewhere(CLERK, altered("问水管修好没有", "2026-11-27")));
        if seen_first {
            desk.tell(Msg::Changed);
        } else {
            desk.press("<C-s>");
        }
        sees(&desk, &["2026-11-25", "2026-11-27", "，周五再问"]);
        assert_eq!(
            stands(&desk).0,
            "问水管修好没有",
            "nothing was written over"
        );
        desk.press("<C-s>");
        let expected = ("问水管修好没有，周五再问", "2026-11-27");
        let (text, day) = stands(&desk);
        assert_eq!(
            (text.as_str(), day.as_str()),
            expected,
            "both changes stand"
        );
    }
}

#[test]
fn a_line_that_both_have_written_shows_what_the_other_wrote_and_keeps_ones_own() {
    let mut desk = reminder();
    desk.type_text("，我来问");
    done(&desk.elsewhere(CLERK, altered("水管修好了，问暖气", "2026-11-25")));
    desk.press("<C-s>");
    sees(&desk, &["水管修好了，问暖气", "问水管修好没有，我来问"]);
    assert_eq!(stands(&desk).0, "水管修好了，问暖气");
    desk.press("<C-s>");
    assert_eq!(stands(&desk).0, "问水管修好没有，我来问");
}

fn lawyer(firm: &str, phone: &str) -> Lawyer {
    Lawyer {
        name: "齐思远".to_owned(),
        firm: firm.to_owned(),
        phone: phone.to_owned(),
        wechat: String::new(),
        fields: String::new(),
        active: true,
    }
}

#[test]
fn the_card_of_a_lawyer_is_not_written_over() {
    let card = Action::Lawyer {
        id: None,
        lawyer: Box::new(lawyer("明德所", "13800001111")),
    };
    let mut desk = Stored::open(Lang::Zh, (120, 40), &[act(card)]);
    desk.press("lawyers.open lawyers.list");
    desk.model
        .lawyers
        .cursor
        .set(mulin::app::lawyers::page::Row::Card(Some(LawyerId(1))));
    desk.press("<Enter> <Tab>");
    desk.press("<End>");
    desk.type_text("第一分所");
    let change = Action::Lawyer {
        id: Some(LawyerId(1)),
        lawyer: Box::new(lawyer("明德所", "13800002222")),
    };
    done(&desk.elsewhere("李梅", change));
    desk.press("<C-s>");
    sees(&desk, &["13800002222", "明德所第一分所"]);
    desk.press("<C-s>");
    let (day, viewer) = (now().date(), Viewer::new(CLERK));
    let view = ask(desk.store.as_ref(), |it| it.lawyers_view(day, day, &viewer)).unwrap();
    let card = view.lawyer(LawyerId(1)).unwrap();
    let (firm, phone) = (card.firm.as_str(), card.phone.as_str());
    assert_eq!((firm, phone), ("明德所第一分所", "13800002222"));
}

#[test]
fn a_day_of_the_rota_is_not_written_over() {
    let day = "2026-11-25".parse().unwrap();
    let named = |leader: &str, note: &str| Action::Duty {
        day,
        fact: DutyFact::Named {
            leader: Some(leader.to_owned()),
            note: note.to_owned(),
        },
    };
    let mut desk = Stored::open(Lang::Zh, (120, 40), &[act(named("周正", ""))]);
    desk.press("ledger.open duty.name");
    desk.press("<Tab>");
    desk.type_text("上午开会");
    done(&desk.elsewhere("李梅", named("吴敏", "")));
    desk.press("<C-s>");
    sees(&desk, &["周正", "吴敏", "上午开会"]);
    desk.press("<C-s>");
    let viewer = Viewer::new(CLERK);
    let rota = ask(desk.store.as_ref(), |it| it.duty(day, &viewer)).unwrap();
    assert_eq!(rota.day.leader.as_deref(), Some("吴敏"));
    assert_eq!(rota.day.note, "上午开会");
}

#[test]
fn a_node_of_the_grid_that_was_renamed_meanwhile_is_told() {
    let mut desk = Stored::open(Lang::Zh, (120, 40), &[]);
    desk.press("grid.open");
    let code = desk.model.grid.row().map(|row| row.code().clone()).unwrap();
    desk.press("grid.rename");
    desk.type_text("甲");
    let rename = |code: &GridCode, name: &str| {
        Action::Grid(GridEdit::Rename {
            code: code.clone(),
            name: name.to_owned(),
        })
    };
    done(&desk.elsewhere("李梅", rename(&code, "新名字")));
    desk.press("<C-s>");
    sees(&desk, &["新名字"]);
    let name = |code: &GridCode| {
        let tree = ask(desk.store.as_ref(), |it| it.grid()).unwrap();
        tree.get(code).unwrap().name.clone()
    };
    assert_eq!(name(&code), "新名字");
}

#[test]
fn what_others_do_elsewhere_on_the_grid_stops_nobody() {
    let mut desk = Stored::open(Lang::Zh, (120, 40), &[]);
    desk.press("grid.open");
    let code = desk.model.grid.row().map(|row| row.code().clone()).unwrap();
    let tree = ask(desk.store.as_ref(), |it| it.grid()).unwrap();
    let other = tree.children(&code).next().unwrap().code.clone();
    desk.press("grid.rename");
    desk.type_text("甲");
    let edit = GridEdit::Rename {
        code: other.clone(),
        name: "别处".to_owned(),
    };
    done(&desk.elsewhere("李梅", Action::Grid(edit)));
    desk.press("<C-s>");
    let tree = ask(desk.store.as_ref(), |it| it.grid()).unwrap();
    assert!(tree.get(&code).unwrap().name.ends_with('甲'));
    assert_eq!(tree.get(&other).unwrap().name, "别处");
}

#[test]
fn the_store_itself_refuses_what_was_decided_on_an_older_state() {
    let force = |leader: &str| {
        Action::Force(Box::new(Force {
            category: Category::Wages,
            convener: leader.to_owned(),
            stand_in: String::new(),
            phone: String::new(),
        }))
    };
    let desk = Stored::open(Lang::Zh, (80, 24), &[act(force("周正"))]);
    let seen = ask(desk.store.as_ref(), |it| it.seal()).unwrap().entries;
    let over = |leader: &str, seen| Action::Over {
        seen,
        action: Box::new(force(leader)),
    };
    assert_eq!(
        desk.elsewhere("李梅", over("吴敏", seen)),
        CommitResult::Done(Done::Kept)
    );
    let late = desk.elsewhere("王芳", over("郑和", seen));
    assert!(matches!(late, CommitResult::Conflict { .. }), "{late:?}");
    assert_eq!(
        desk.elsewhere("王芳", over("郑和", seen + 1)),
        CommitResult::Done(Done::Kept)
    );
}
