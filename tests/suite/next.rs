//! What comes next: what is owed stands first with its last day and its article, Enter takes it, every
//! step stands once, and digits choose what stands beside them.

use chrono::Days;
use mulin::domain::act::{Act, Action, Petitioner};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::clocks;
use mulin::domain::case::fact::step::{Step, StepKind};
use mulin::domain::case::fact::transfer::{Adoption, TransferKind, TransferStep};
use mulin::domain::codes::{Class, DeliveryWay, Difficulty, Ruling, Urgency};
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::lawful::random_lives;
use crate::stored::{CLERK, Stored, number, registered};

/// Gives what comes next of the only case, as codes with the raw last day.
fn next(desk: &Stored) -> Vec<(&'static str, Option<String>)> {
    let case = ask(desk.store.as_ref(), |it| {
        it.case(number(1), &Viewer::new(CLERK))
    });
    let case = case.unwrap().unwrap();
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let running = clocks(&case, &calendar, &settings);
    let today = desk.model.shared.now.date();
    let next = case.next(&running, CLERK, today);
    for kind in next.duties.iter().map(|it| it.kind).chain(next.usual) {
        assert!(
            case.may_by(kind, CLERK, today).is_ok(),
            "{kind:?} is offered"
        );
    }
    let duties = next.duties.into_iter();
    duties
        .map(|duty| {
            let last = duty.clock.map(|it| it.deadline.raw.date().to_string());
            (duty.kind.code(), last)
        })
        .collect()
}

#[test]
fn whom_nobody_can_reach_is_owed_no_letter_but_a_line_that_says_so() {
    let nameless = registered("11-20", "", |it| {
        let Petitioner::New(person) = &mut it.petitioner else {
            unreachable!();
        };
        person.phones.clear();
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[nameless]);
    desk.press("<F4> <Enter>");
    let led = |desk: &Stored| {
        let next = desk.model.case.view().unwrap();
        let next = next.next(CLERK, desk.model.shared.now.date());
        let duties = next.duties.into_iter();
        duties.map(|it| it.kind.code()).collect::<Vec<_>>()
    };
    assert_eq!(led(&desk), ["accept", "excuse_notice"]);
    let page = desk.picture();
    assert!(page.contains("无法书面告知  还剩"), "{page}");
}

fn classify(class: Class) -> Step {
    Step::Classify {
        class,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    }
}

fn one() -> Act {
    registered("11-20", "邓三友", |it| {
        it.matter.class = Class::Unclassed;
    })
}

fn took(desk: &mut Stored, revision: u32, it: Step) {
    let action = Action::Step {
        case: number(1),
        expected: revision,
        step: it,
    };
    let outcome = desk.elsewhere("李红", action);
    assert!(format!("{outcome:?}").starts_with("Done"), "{outcome:?}");
    desk.tick();
}

#[test]
fn the_next_duty_leads_from_the_counter_to_the_strike_off() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[one()]);
    let due = |day: &str| Some(day.to_owned());
    let on = desk.model.shared.now.date();
    assert_eq!(
        next(&desk),
        [
            ("classify", due("2026-12-05")),
            ("notify", due("2026-12-05"))
        ]
    );
    took(&mut desk, 1, classify(Class::Claim));
    assert_eq!(
        next(&desk),
        [("accept", due("2026-12-05")), ("notify", due("2026-12-05"))]
    );
    took(&mut desk, 2, Step::Accept { on });
    assert_eq!(
        next(&desk),
        [("notify", due("2026-12-05")), ("decide", due("2027-01-24"))]
    );
    let way = DeliveryWay::Hand;
    took(&mut desk, 3, Step::Notify { on, way });
    assert_eq!(next(&desk), [("decide", due("2027-01-24"))]);
    let decided = Step::Decide {
        on,
        ruling: Ruling::Explain,
        opinion: "已核实".to_owned(),
        basis: "信访工作条例".to_owned(),
        request: "要求说明".to_owned(),
        facts: "核实的情况和理由".to_owned(),
    };
    took(&mut desk, 4, decided);
    assert_eq!(next(&desk), [("deliver", None)]);
    took(&mut desk, 5, Step::Deliver { on, way });
    // The person may ask for review first: nothing is owed by the desk until his days are over.
    let owed = next(&desk);
    assert!(owed.iter().all(|(code, _)| *code != "deliver"), "{owed:?}");
}

#[test]
fn an_accusation_and_a_matter_of_the_courts_go_their_own_ways() {
    for (class, expected) in [
        (Class::Accusation, TransferKind::Forward.code()),
        (Class::Litigation, "guide"),
    ] {
        let act = registered("11-20", "邓三友", |it| {
            it.matter.class = class;
            it.matter.accused = Some("某某".to_owned());
        });
        let desk = Stored::open(Lang::Zh, (80, 24), &[act]);
        let codes: Vec<&str> = next(&desk).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes.first(), Some(&expected), "{class:?}: {codes:?}");
        assert!(
            !codes.contains(&"accept") && !codes.contains(&"notify"),
            "{codes:?}"
        );
    }
}

#[test]
fn an_accusation_that_was_forwarded_leads_to_its_strike_off_and_to_no_second_forwarding() {
    let act = registered("11-20", "邓三友", |it| {
        it.matter.class = Class::Accusation;
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[act]);
    let on = desk.model.shared.now.date();
    let forward = Step::Transfer(TransferStep::Forward {
        on,
        to: "高密市纪委监委".to_owned(),
        reason: "反映村干部".to_owned(),
    });
    let action = Action::Step {
        case: number(1),
        expected: 1,
        step: forward,
    };
    let outcome = desk.elsewhere(CLERK, action);
    assert!(format!("{outcome:?}").starts_with("Done"), "{outcome:?}");
    desk.tick();
    assert_eq!(next(&desk), [("strike_off", None)]);
}

#[test]
fn a_suggestion_that_was_answered_is_owed_no_notice_besides() {
    let act = registered("11-20", "邓三友", |it| {
        it.matter.class = Class::Suggestion;
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[act]);
    let on = desk.model.shared.now.date();
    let answer = Step::Transfer(TransferStep::AnswerSuggestion {
        on,
        adoption: Adoption::Adopted,
        answer: "列入明年计划".to_owned(),
        way: DeliveryWay::Hand,
    });
    took(&mut desk, 1, answer);
    assert_eq!(next(&desk), [("strike_off", None)]);
    desk.press("<Enter>");
    let page = desk.picture();
    assert!(!page.contains("还剩"), "{page}");
}

#[test]
fn a_suggestion_is_led_to_its_answer_and_found_by_what_people_call_it() {
    let act = registered("11-20", "邓三友", |it| {
        it.matter.class = Class::Suggestion;
    });
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[act]);
    assert!(
        next(&desk)
            .iter()
            .any(|(code, _)| *code == "answer_suggestion")
    );
    desk.press("<Enter> <C-e>");
    desk.paste("采纳");
    assert!(desk.picture().contains("答复建议"), "{}", desk.picture());
}

#[test]
fn a_group_is_asked_for_its_representatives_from_six_on() {
    for (companions, asked) in [(4, false), (5, true)] {
        let act = registered("11-20", "邓三友", |it| {
            it.visit.people_count = companions + 1;
        });
        let desk = Stored::open(Lang::Zh, (80, 24), &[act]);
        let codes: Vec<&str> = next(&desk).into_iter().map(|(code, _)| code).collect();
        assert_eq!(
            codes.contains(&"represent"),
            asked,
            "{companions}: {codes:?}"
        );
    }
}

#[test]
fn enter_takes_what_comes_next_and_the_page_says_until_when() {
    let claim = registered("11-12", "邓三友", |it| it.matter.class = Class::Claim);
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[claim]);
    desk.press("<Enter>");
    let page = desk.picture();
    let line = page.lines().find(|line| line.contains("下一步"));
    let line = line.unwrap_or_else(|| panic!("{page}"));
    for shown in ["受理", "还剩 2 天", "11-27 周五", "条例 22, 23", "Enter"] {
        assert!(line.contains(shown), "{shown} is missing: {line}");
    }
    desk.press("<Enter>");
    assert!(
        desk.picture().contains("受理  ML-2026-0001"),
        "{}",
        desk.picture()
    );
    desk.press("<C-s>");
    let page = desk.picture();
    assert!(
        page.contains("书面告知  还剩 2 天"),
        "the next one leads:\n{page}"
    );
}

#[test]
fn every_step_stands_once_by_group_and_a_digit_chooses_its_line() {
    let claim = registered("11-12", "邓三友", |it| it.matter.class = Class::Claim);
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Stored::open(lang, (160, 45), std::slice::from_ref(&claim));
        desk.press("<Enter> case.step");
        let picture = desk.picture();
        let [next, usual, not_now] = if lang == Lang::Zh {
            ["下一步", "常办", "暂不能办"]
        } else {
            ["Next", "Usual", "Not now"]
        };
        let found = [next, usual].map(|row| picture.rfind(row));
        assert!(found.is_sorted() && found[0].is_some(), "{picture}");
        desk.press("<PageDown>");
        let picture = desk.picture();
        let first = picture.lines().find(|line| line.contains(not_now));
        assert!(first.is_some(), "the heading stays in sight:\n{picture}");
    }
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[claim]);
    desk.press("<Enter> case.step");
    assert!(desk.picture().contains("↓ 还有"), "{}", desk.picture());
    desk.paste("延期");
    desk.press("1");
    let picture = desk.picture();
    assert!(
        picture.contains("尚未受理") || picture.contains("受理"),
        "{picture}"
    );
    desk.press("<Esc> case.step");
    desk.paste("交办");
    desk.press("1");
    assert!(
        desk.picture().contains("交办  ML-2026-0001"),
        "{}",
        desk.picture()
    );
}

#[test]
fn in_any_life_each_step_stands_once_and_all_that_is_offered_is_allowed() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    for (case, steps) in random_lives(300) {
        let today = case.registered_at.date() + Days::new(200);
        let running = clocks(&case, &calendar, &settings);
        let next = case.next(&running, CLERK, today);
        let mut kinds: Vec<StepKind> = next.duties.iter().map(|it| it.kind).collect();
        kinds.extend(&next.usual);
        for kind in &kinds {
            let may = case.may_by(*kind, CLERK, today);
            assert!(may.is_ok(), "{kind:?} is offered after {steps:?}");
        }
        let all = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), all, "twice: {kinds:?} after {steps:?}");
        let last: Vec<_> = next
            .duties
            .iter()
            .filter_map(|duty| duty.clock.as_ref())
            .map(|clock| clock.deadline.reminder().last_moment())
            .collect();
        assert!(last.is_sorted(), "the earliest first: {last:?}");
    }
}
