//! The form of every step of a case, over a store, with a leader of the day on duty.

use std::collections::BTreeMap;

use mulin::app::form::line::Line;
use mulin::domain::act::{Act, Action, CommitResult, Registration};
use mulin::domain::case::fact::appeal::AppealKind;
use mulin::domain::case::fact::ask::AnswerKind;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::codes::{Channel, Class, Difficulty, Urgency};
use mulin::domain::entry::What;
use mulin::domain::lawyer::Lawyer;
use mulin::domain::moment::Moment;
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::words::lang::Lang;

use crate::duty::{leader, named};
use crate::handed_in::hand_in;
use crate::lawful::made;
use crate::stored::{CLERK, Stored, now, number, registered};

/// A matter and what was done to it, day by day: `by=NAME` says who did a step.
struct Life {
    from: &'static str,
    matter: fn(&mut Registration),
    steps: &'static [&'static str],
}

fn claim(it: &mut Registration) {
    it.matter.difficulty = Difficulty::Hard;
}

fn easy(_: &mut Registration) {}

fn suggestion(it: &mut Registration) {
    it.matter.class = Class::Suggestion;
}

fn accusation(it: &mut Registration) {
    it.matter.class = Class::Accusation;
    it.matter.accused = Some("孙会计".to_owned());
}

fn referral(it: &mut Registration) {
    it.visit.channel = Some(Channel::Referral);
}

fn order(it: &mut Registration) {
    it.visit.channel = Some(Channel::Hotline12345);
}

fn group(it: &mut Registration) {
    it.visit.people_count = 6;
}

fn grave(it: &mut Registration) {
    it.matter.urgency = Urgency::Grave;
}

const LIVES: &[Life] = &[
    Life {
        from: "11-24",
        matter: order,
        steps: &[],
    },
    Life {
        from: "11-20",
        matter: easy,
        steps: &[],
    },
    Life {
        from: "11-20",
        matter: suggestion,
        steps: &[],
    },
    Life {
        from: "11-20",
        matter: accusation,
        steps: &[],
    },
    Life {
        from: "11-20",
        matter: group,
        steps: &[],
    },
    Life {
        from: "11-20",
        matter: grave,
        steps: &["checklist_add"],
    },
    Life {
        from: "11-20",
        matter: referral,
        steps: &["object"],
    },
    Life {
        from: "11-10",
        matter: easy,
        steps: &["guide", "follow ask_on=11-20"],
    },
    Life {
        from: "11-05",
        matter: easy,
        steps: &[
            "assign holder=刘洋",
            "withdraw by=李梅 form=written",
            "call_back by=赵磊 confirmed=yes",
            "strike_off",
        ],
    },
    Life {
        from: "11-01",
        matter: claim,
        steps: &[
            "assign holder=刘洋",
            "accept",
            "decide ruling=support",
            "deliver",
            "carry_out done=yes",
            "ask_review",
            "answer_review delivered_on=11-08",
            "ask_recheck",
        ],
    },
    Life {
        from: "11-01",
        matter: easy,
        steps: &[
            "mediation_consent other=乙 petitioner_consent=given other_consent=given",
            "refer_to_mediation mediators=丙",
            "mediation_agree",
            "mediation_sign",
            "mediation_instalment due=12-01",
            "confirmation_ask jointly=yes",
        ],
    },
    Life {
        from: "11-10",
        matter: claim,
        steps: &["task_force_form"],
    },
    Life {
        from: "11-10",
        matter: easy,
        steps: &["fast_lane_put", "fast_lane_inform", "fast_lane_arrive"],
    },
    Life {
        from: "11-10",
        matter: easy,
        steps: &["key_mark until=12-20"],
    },
    Life {
        from: "11-18",
        matter: order,
        steps: &["order_sign", "order_return"],
    },
    Life {
        from: "11-18",
        matter: order,
        steps: &["order_sign", "order_close close_ground=concluded"],
    },
    Life {
        from: "11-18",
        matter: order,
        steps: &[
            "order_answer",
            "order_call_back solved=no order_rating=dissatisfied",
        ],
    },
    Life {
        from: "11-10",
        matter: easy,
        steps: &["aid_ask", "aid_decide granted=granted"],
    },
    Life {
        from: "11-10",
        matter: easy,
        steps: &["aid_ask", "aid_decide granted=refused"],
    },
    // Its answer was delivered too long ago for a review.
    Life {
        from: "08-03",
        matter: claim,
        steps: &["accept", "decide ruling=not_support", "deliver"],
    },
];

fn view(desk: &Stored) -> CaseView {
    let viewer = Viewer::new(CLERK);
    let seen = ask(desk.store.as_ref(), |it| it.case_view(number(1), &viewer));
    seen.unwrap().unwrap()
}

fn lawyer() -> Act {
    let lawyer = Lawyer {
        name: "张守法".to_owned(),
        active: true,
        ..Lawyer::default()
    };
    Act {
        who: CLERK.to_owned(),
        when: Moment::parse("2026-06-01 09:00").unwrap(),
        action: Action::Lawyer {
            id: None,
            lawyer: Box::new(lawyer),
        },
    }
}

/// Opens the desk over a life up to some step, the leader of the present day on duty.
fn desk(lang: Lang, life: &Life, until: usize) -> Stored {
    let acts = [
        leader("周正", true),
        lawyer(),
        registered(life.from, "牟春生", life.matter),
        named("11-25", "周正"),
    ];
    let desk = Stored::open(lang, (80, 24), &acts);
    let from = Moment::parse(&format!("2026-{} 00:00", life.from))
        .unwrap()
        .date();
    for (text, day) in life.steps.iter().zip(from.iter_days().skip(1)).take(until) {
        let mut words = text.split(' ');
        let kind = StepKind::parse(words.next().unwrap()).unwrap_or_else(|| panic!("{text}"));
        let given: BTreeMap<&str, &str> = words.map(|it| it.split_once('=').unwrap()).collect();
        let step = made(kind, day, |ask| {
            let value = given.get(ask.field)?;
            Some(match ask.answer {
                AnswerKind::Day => format!("2026-{value}"),
                _ => (*value).to_owned(),
            })
        });
        let action = Action::Step {
            case: number(1),
            expected: view(&desk).case.revision,
            step: step.unwrap_or_else(|| panic!("{text}")),
        };
        let act = Act {
            who: given.get("by").unwrap_or(&CLERK).to_string(),
            when: Moment::parse(&format!("{day} 17:00")).unwrap(),
            action,
        };
        let outcome = desk.store.commit(&[act]).unwrap().remove(0);
        assert!(
            matches!(outcome, CommitResult::Done(_)),
            "{text}: {outcome:?}"
        );
    }
    desk
}

/// Gives what is typed into a line that must be filled in.
fn value(kind: StepKind, line: &Line<usize>) -> String {
    let field = line.label.trim_start_matches("ask-");
    match (kind.code(), field) {
        ("recommend_lawyer", "lawyers-ask-lawyer") => "张守法".to_owned(),
        (_, "approver") => "吴敏".to_owned(),
        ("dispute", "dispute_type") => "邻里纠纷".to_owned(),
        ("dispute", _) => "3".to_owned(),
        (_, "report_by" | "due" | "until" | "ask_on") => "2026-12-01".to_owned(),
        (_, "days" | "working_days" | "instalment") => "1".to_owned(),
        (_, field) if field == "on" || field.ends_with("_on") => "2026-11-25".to_owned(),
        (_, "petitioner_agrees" | "other_agrees" | "jointly") => "1".to_owned(),
        _ if matches!(&line.entry, mulin::app::form::line::Entry::Code(..)) => "1".to_owned(),
        _ => "已写明".to_owned(),
    }
}

/// What is typed before a form is handed in the first time: what was answered otherwise by proposal.
fn typed(kind: StepKind) -> &'static [(&'static str, &'static str)] {
    match kind.code() {
        "mediation_extend" => &[("ask-petitioner_agrees", "1"), ("ask-other_agrees", "1")],
        "confirmation_ask" => &[("ask-jointly", "1")],
        "task_force_change" => &[("ask-others", "、钱林 供电所")],
        "represent" => &[("ask-representatives", "牟春生、李守田")],
        "order_close" => &[("ask-close_ground", "2")],
        "aid_help" => &[("ask-help_why", "2")],
        "number" => &[("ask-kind", "1")],
        // One of the two answers is enough.
        "satisfaction" => &[("ask-satisfaction", "1")],
        _ => &[],
    }
}

/// Gives the life, and how far it has gone, in which each step is possible first.
fn reached() -> BTreeMap<&'static str, (&'static Life, usize)> {
    let mut reached = BTreeMap::new();
    for life in LIVES {
        for until in 0..=life.steps.len() {
            let case = view(&desk(Lang::Zh, life, until)).case;
            let kinds =
                StepKind::all().filter(|kind| case.may_by(*kind, CLERK, now().date()).is_ok());
            for kind in kinds {
                // A late request needs an answer that is long delivered: the last life.
                if kind == StepKind::Appeal(AppealKind::LateRequest) {
                    reached.remove(kind.code());
                }
                reached.entry(kind.code()).or_insert((life, until));
            }
        }
    }
    reached
}

fn every_step(lang: Lang) {
    let mut wrong = Vec::new();
    let reached = reached();
    for kind in StepKind::all() {
        let Some((life, until)) = reached.get(kind.code()) else {
            wrong.push(format!("{}: no life comes to it", kind.code()));
            continue;
        };
        let mut desk = desk(lang, life, *until);
        let before = view(&desk).history.len();
        desk.press("<F4> queue.narrow 2 <C-s> <Home> <Enter> case.step");
        desk.paste(kind.code());
        desk.press("<Enter>");
        let handed_in = match kind {
            // 分类分级 stands on a screen of its own, and a road is chosen first.
            StepKind::Classify => {
                desk.press("<Down> 2 <C-s>");
                Ok(())
            }
            StepKind::Divert => {
                desk.press("<Enter>");
                hand_in(&mut desk, &[], |line| value(kind, line))
            }
            _ => hand_in(&mut desk, typed(kind), |line| value(kind, line)),
        };
        let history = view(&desk).history;
        let taken = history
            .iter()
            .skip(before)
            .any(|entry| matches!(&entry.what, What::Case(step) if step.code() == kind.code()));
        match handed_in {
            Err(why) => wrong.push(format!("{}: {why}", kind.code())),
            Ok(()) if !taken => wrong.push(format!("{}: not in the history", kind.code())),
            Ok(()) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_step_that_has_a_form_is_saved_at_the_first_key_once_what_lacks_is_filled_in() {
    every_step(Lang::Zh);
}

#[test]
fn and_so_it_is_in_english() {
    every_step(Lang::En);
}
