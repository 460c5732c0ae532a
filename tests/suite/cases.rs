//! The law's steps as rows, and its invariants under any sequence of steps.

use chrono::NaiveDate;
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::{clocks, due};
use mulin::domain::case::fact::closing::{ClosingStep, Satisfaction, WithdrawalForm};
use mulin::domain::case::fact::dispute::{Dispute, InPlace};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{CaseField, Opening, Step, StepKind};
use mulin::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use mulin::domain::case::fact::transfer::{Adoption, Manner, TransferStep};
use mulin::domain::codes::{
    Channel, Class, DeliveryWay, Difficulty, Exit, Ruling, Status, Track, Urgency,
};
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::moment::Moment;
use mulin::domain::money::Yuan;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::{Reason, Refusal};
use mulin::domain::settings::Settings;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn opening(class: Class, channel: Channel) -> Opening {
    Opening {
        petitioner: PersonId(1),
        matter: Matter {
            class,
            summary: "拖欠工资".into(),
            accused: (class == Class::Accusation).then(|| "赵会计".to_owned()),
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(1),
            received_at: Some(Moment::parse("2026-03-02 09:00").unwrap()),
            channel: Some(channel),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        imported_answer: None,
    }
}

fn case(class: Class) -> Case {
    let when = Moment::parse("2026-03-02 09:10").unwrap();
    Case::open(
        CaseNumber { year: 2026, run: 1 },
        opening(class, Channel::Visit),
        "王芳",
        when,
    )
}

/// Writes a step as `accept 03-03`, with what it needs filled in.
fn step(text: &str) -> Step {
    let mut words = text.split(' ');
    let name = words.next().unwrap();
    let on = day(&format!("2026-{}", words.next().unwrap_or("03-03")));
    let more = words.next().unwrap_or_default();
    let text = |it: &str| it.to_owned();
    match name {
        "accept" => Step::Accept { on },
        "decline" => Step::Decline {
            on,
            reason: text("不属本机关"),
            road: text("劳动仲裁"),
        },
        "guide" => Step::Guide {
            on,
            exit: Exit::Arbitration,
            advice: text("一年内申请仲裁"),
        },
        "notify" => Step::Notify {
            on,
            way: DeliveryWay::Hand,
        },
        "extend" => Step::Extend {
            on,
            days: more.parse().unwrap_or(30),
            approver: text("李镇长"),
            reason: text("案情复杂"),
            informed_on: on,
        },
        "decide" => Step::Decide {
            on,
            ruling: Ruling::Support,
            opinion: text("应当支付"),
            basis: text("保障农民工工资支付条例"),
            request: text("支付拖欠的工资"),
            facts: text("拖欠三个月"),
        },
        "deliver" => Step::Deliver {
            on,
            way: DeliveryWay::Hand,
        },
        "agree" => Step::Agree {
            on,
            terms: text("月底前付清"),
        },
        "withdraw" => Step::Withdraw {
            on,
            words: text("钱拿到了"),
            form: Some(WithdrawalForm::Written),
        },
        "strike" => Step::StrikeOff {
            on,
            proof: text("收条"),
            in_place: Vec::new(),
        },
        "assign" => Step::Assign {
            unit: None,
            holder: Some(text(more)),
            leader: None,
        },
        "note" => Step::Note {
            text: text("来电催问"),
        },
        other => panic!("no step {other}"),
    }
}

#[test]
fn what_was_declined_and_struck_off_later_met_the_towns_goal_on_the_first_of_both_days() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let now = Moment::parse("2026-05-02 10:00").unwrap();
    let steps = ["decline 03-03", "notify 03-04", "strike 04-20"];
    let ended = steps.iter().fold(case(Class::Claim), |case, text| {
        case.apply(&step(text), "王芳", now).unwrap()
    });
    let all = clocks(&ended, &calendar, &settings);
    let goal = all.iter().find(|it| it.deadline.rule == RuleName::TownGoal);
    let goal = goal.unwrap();
    assert_eq!(goal.deadline.raw.date(), day("2026-04-01"));
    assert_eq!(goal.met_on, Some(day("2026-03-03")), "in time, not late");
}

#[test]
fn what_the_law_allows_and_forbids_row_by_row() {
    let rows: &[(Class, &str, &str, &str, &str)] = &[
        // class, steps before, step, today, what stands against it ("" for nothing)
        (Class::Claim, "", "accept 03-03", "03-05", ""),
        (Class::Claim, "", "accept 03-01", "03-05", "before"),
        (Class::Claim, "", "accept 03-06", "03-05", "in-the-future"),
        (
            Class::Claim,
            "accept 03-03",
            "accept 03-03",
            "03-05",
            "already-accepted",
        ),
        (
            Class::Claim,
            "accept 03-03",
            "decline 03-03",
            "03-05",
            "already-accepted",
        ),
        (Class::Unclassed, "", "accept 03-03", "03-05", "class-first"),
        (Class::Accusation, "", "accept 03-03", "03-05", "accusation"),
        (Class::Accusation, "", "notify 03-03", "03-05", "accusation"),
        (Class::Litigation, "", "notify 03-03", "03-05", "litigation"),
        (Class::Litigation, "", "accept 03-03", "03-05", "litigation"),
        (Class::Claim, "", "decide 03-03", "03-05", "not-accepted"),
        (Class::Claim, "accept 03-03", "decide 03-04", "03-05", ""),
        (
            Class::Claim,
            "accept 03-03; decide 03-04",
            "decide 03-05",
            "03-05",
            "already-decided",
        ),
        (
            Class::Claim,
            "accept 03-03",
            "deliver 03-05",
            "03-05",
            "not-decided",
        ),
        (
            Class::Claim,
            "accept 03-03; decide 03-04",
            "deliver 03-03",
            "03-05",
            "before",
        ),
        (Class::Claim, "accept 03-03", "extend 05-02", "05-02", ""),
        (
            Class::Claim,
            "accept 03-03",
            "extend 05-07",
            "05-07",
            "extension-too-late",
        ),
        (
            Class::Claim,
            "accept 03-03",
            "extend 03-10 31",
            "03-10",
            "too-long",
        ),
        (
            Class::Claim,
            "accept 03-03; extend 03-10",
            "extend 03-11",
            "03-11",
            "already-extended",
        ),
        (
            Class::Suggestion,
            "accept 03-03",
            "extend 03-10",
            "03-10",
            "no-such-clock",
        ),
        (Class::Claim, "", "extend 03-10", "03-10", "not-accepted"),
        (
            Class::Claim,
            "",
            "strike 03-10",
            "03-10",
            "nothing-to-strike-off",
        ),
        (
            Class::Claim,
            "decline 03-03",
            "strike 03-10",
            "03-10",
            "notice-owed",
        ),
        (Class::Claim, "decline 03-03", "notify 03-04", "03-10", ""),
        (
            Class::Claim,
            "decline 03-03; notify 03-04",
            "strike 03-10",
            "03-10",
            "",
        ),
        (
            Class::Claim,
            "guide 03-03; notify 03-04",
            "strike 03-10",
            "03-10",
            "guidance-open",
        ),
        (
            Class::Claim,
            "withdraw 03-03",
            "accept 03-04",
            "03-10",
            "closed",
        ),
        (Class::Claim, "withdraw 03-03", "note", "03-10", ""),
        (
            Class::Claim,
            "notify 03-03",
            "notify 03-04",
            "03-10",
            "already-notified",
        ),
        (
            Class::Accusation,
            "",
            "assign 03-03 赵会计",
            "03-10",
            "must-step-aside",
        ),
        (Class::Accusation, "", "assign 03-03 李梅", "03-10", ""),
    ];
    for (class, before, then, today, expected) in rows {
        let mut it = case(*class);
        for text in before.split("; ").filter(|text| !text.is_empty()) {
            it = it
                .apply(
                    &step(text),
                    "王芳",
                    Moment::parse("2026-05-02 10:00").unwrap(),
                )
                .unwrap_or_else(|refusal| panic!("{before}: {refusal:?}"));
        }
        let now = Moment::parse(&format!("2026-{today} 10:00")).unwrap();
        let found = it.apply(&step(then), "王芳", now);
        let code = found
            .as_ref()
            .err()
            .map_or("", |refusal| refusal.reason.code());
        assert_eq!(code, *expected, "{class:?} [{before}] {then} on {today}");
    }
}

/// Class, steps, the earliest clock with its raw day.
type Row = (Class, &'static str, Option<(&'static str, &'static str)>);

#[test]
fn the_earliest_open_legal_clock_moves_with_the_case() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let now = Moment::parse("2026-05-02 10:00").unwrap();
    let rows: &[Row] = &[
        (Class::Claim, "", Some(("notice", "2026-03-17"))),
        (Class::Claim, "accept 03-03", Some(("notice", "2026-03-17"))),
        (
            Class::Claim,
            "accept 03-03; notify 03-04",
            Some(("decide", "2026-05-02")),
        ),
        (
            Class::Claim,
            "accept 03-03; notify 03-04; extend 04-01",
            Some(("decide_extended", "2026-06-01")),
        ),
        (
            Class::Claim,
            "accept 03-03; notify 03-04; decide 03-20",
            None,
        ),
        (
            Class::Claim,
            "accept 03-03; notify 03-04; agree 03-20",
            None,
        ),
        (
            Class::Claim,
            "decline 03-03",
            Some(("notice", "2026-03-17")),
        ),
        (Class::Claim, "decline 03-03; notify 03-04", None),
        (Class::Suggestion, "accept 03-03; notify 03-04", None),
        (Class::Accusation, "", None),
    ];
    for (class, steps, expected) in rows {
        let mut it = case(*class);
        for text in steps.split("; ").filter(|text| !text.is_empty()) {
            it = it.apply(&step(text), "王芳", now).unwrap();
        }
        let found = due(&it, &calendar, &settings);
        let found = found.map(|due| (due.rule, due.raw.to_string()));
        let found = found.as_ref().map(|(rule, raw)| (*rule, raw.as_str()));
        assert_eq!(found, *expected, "{class:?} [{steps}]");
    }
}

#[test]
fn a_transferred_matter_and_a_work_order_have_their_own_clocks() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    for (channel, expected) in [
        (
            Channel::Referral,
            vec![
                "notice_transferred",
                "objection",
                "accept",
                "decide_provisional",
                "town_goal",
            ],
        ),
        (
            Channel::Hotline12345,
            // No petition: the hotline's clocks alone (潍12345 19).
            vec!["hotline_contact", "hotline_return", "hotline", "town_goal"],
        ),
        (
            Channel::Letter,
            vec!["notice", "accept", "decide_provisional", "town_goal"],
        ),
    ] {
        let when = Moment::parse("2026-03-02 09:10").unwrap();
        let number = CaseNumber { year: 2026, run: 1 };
        let it = Case::open(number, opening(Class::Claim, channel), "王芳", when);
        let found: Vec<&str> = clocks(&it, &calendar, &settings)
            .iter()
            .map(|clock| clock.deadline.rule.code())
            .collect();
        assert_eq!(found, expected, "{channel:?}");
    }
}

fn before_the_decision(on: NaiveDate, text: String, which: u8) -> TransferStep {
    match which {
        0 => TransferStep::Forward {
            on,
            to: text.clone(),
            reason: text,
        },
        1 => TransferStep::GuidanceEnded { on, outcome: text },
        2 => TransferStep::ExcuseNotice { on, reason: text },
        3 => TransferStep::Recuse {
            on,
            name: text.clone(),
            reason: text,
            approver: "李镇长".to_owned(),
        },
        4 => TransferStep::AnswerSuggestion {
            on,
            adoption: Adoption::Adopted,
            answer: text,
            way: DeliveryWay::Hand,
        },
        5 => TransferStep::Receive {
            on,
            sender: text,
            manner: Manner::Assigned,
        },
        _ => TransferStep::Object { on, reason: text },
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    let date = (0_i64..140).prop_map(|days| day("2026-02-25") + chrono::Duration::days(days));
    let words = prop_oneof![Just(String::new()), Just("话".to_owned())];
    let class = prop::sample::select(Class::ALL);
    prop_oneof![
        class.prop_map(|class| Step::Classify {
            class,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        }),
        date.clone().prop_map(|on| Step::Accept { on }),
        (date.clone(), words.clone()).prop_map(|(on, road)| Step::Decline {
            on,
            reason: road.clone(),
            road
        }),
        (date.clone(), words.clone()).prop_map(|(on, text)| Step::Guide {
            on,
            exit: Exit::Arbitration,
            advice: text
        }),
        date.clone().prop_map(|on| Step::Notify {
            on,
            way: DeliveryWay::Post
        }),
        words.clone().prop_map(|holder| Step::Assign {
            unit: None,
            holder: Some(holder),
            leader: None
        }),
        (date.clone(), 0_u32..40, words.clone()).prop_map(|(on, days, approver)| Step::Extend {
            on,
            days,
            reason: approver.clone(),
            approver,
            informed_on: on,
        }),
        (date.clone(), words.clone()).prop_map(|(on, opinion)| Step::Decide {
            on,
            ruling: Ruling::Explain,
            basis: opinion.clone(),
            request: opinion.clone(),
            facts: opinion.clone(),
            opinion,
        }),
        date.clone().prop_map(|on| Step::Deliver {
            on,
            way: DeliveryWay::Hand
        }),
        (date.clone(), words.clone()).prop_map(|(on, terms)| Step::Agree { on, terms }),
        (date.clone(), words.clone(), any::<bool>()).prop_map(|(on, words, written)| {
            Step::Withdraw {
                on,
                words,
                form: Some(if written {
                    WithdrawalForm::Written
                } else {
                    WithdrawalForm::Oral
                }),
            }
        }),
        (date.clone(), any::<bool>()).prop_map(|(on, confirmed)| {
            Step::Closing(ClosingStep::CallBack {
                on,
                confirmed,
                statement: "话".to_owned(),
            })
        }),
        (date.clone(), words.clone())
            .prop_map(|(on, reason)| Step::Closing(ClosingStep::Reopen { on, reason })),
        date.clone().prop_map(|on| {
            Step::Closing(ClosingStep::Satisfaction {
                on,
                satisfaction: Some(Satisfaction::Satisfied),
                statement: String::new(),
                office: Some(Satisfaction::Basically),
            })
        }),
        (date.clone(), words.clone()).prop_map(|(on, proof)| Step::StrikeOff {
            on,
            proof,
            in_place: vec![InPlace::Solved, InPlace::Helped],
        }),
        (words.clone(), 0..9_u32).prop_map(|(kind, concerned)| Step::Dispute(Dispute {
            kind,
            amount: Some(Yuan::of_fen(350_000)),
            concerned: Some(concerned),
        })),
        any::<bool>().prop_map(|done| Step::Track(TrackState {
            track: Track::Mediation,
            holder: String::new(),
            stage: if done {
                TrackStage::Done
            } else {
                TrackStage::Doing
            },
            note: TrackNote::Text(String::new()),
        })),
        words.clone().prop_map(|text| Step::Note { text }),
        (date.clone(), words.clone(), 0_u8..7)
            .prop_map(|(on, text, which)| { Step::Transfer(before_the_decision(on, text, which)) }),
        words.prop_map(|new| Step::Correct {
            field: CaseField::Request,
            old: String::new(),
            new
        }),
    ]
}

/// Whichever entry may be withdrawn, the state is the one of the history with the correcting entry.
fn every_step_withdrawn_gives_the_history_without_it(it: &Case, history: &[(Moment, Step)]) {
    let past: Vec<_> = history
        .iter()
        .map(|(when, step)| ("王芳", *when, step))
        .collect();
    for of in 1..=it.revision {
        let Ok(without) = it.undo(&past, of, "记错了", "王芳", &WorkingCalendar::built_in())
        else {
            continue;
        };
        assert_ne!(of, 1, "a registration is never withdrawn");
        let reason = "记错了".to_owned();
        let undo = Step::Undo { of, reason };
        let when = history.last().map_or(it.registered_at, |(when, _)| *when);
        let mut longer = past.clone();
        longer.push(("王芳", when, &undo));
        assert_eq!(Case::replay(it.number, longer), Some(without));
    }
}

proptest! {
    #[test]
    fn no_sequence_of_steps_breaks_the_law_and_history_gives_the_state(
        class in prop::sample::select(Class::ALL),
        steps in prop::collection::vec((any_step(), 0_i64..140), 1..40),
    ) {
        let opened = Moment::parse("2026-03-02 09:10").unwrap();
        let mut it = case(class);
        let mut history = vec![(opened, Step::Register(Box::new(opening(class, Channel::Visit))))];
        for (step, after) in steps {
            let now = opened.plus_seconds(after * 86_400);
            if let Ok(next) = it.apply(&step, "王芳", now) {
                history.push((now, step));
                it = next;
            }
        }
        let replayed = Case::replay(it.number, history.iter().map(|(when, step)| ("王芳", *when, step)));
        assert_eq!(replayed.as_ref(), Some(&it));
        every_step_withdrawn_gives_the_history_without_it(&it, &history);
        assert_eq!(it.revision as usize, history.len());

        if let Some(decision) = &it.decision {
            assert!(it.accepted_on.is_some_and(|accepted| accepted <= decision.on));
            assert!(!decision.opinion.is_empty() && !decision.basis.is_empty());
        }
        if let Some(extension) = &it.extension {
            assert!((1..=30).contains(&extension.days));
            assert!(!extension.approver.is_empty() && !extension.reason.is_empty());
            assert!(it.sixtieth_day().is_some_and(|last| extension.on <= last));
        }
        if let Some(delivered) = &it.delivered {
            assert!(it.decision.as_ref().is_some_and(|decision| decision.on <= delivered.on));
        }
        if it.status == Status::StruckOff {
            let confirmed = it.closing.call_back.as_ref().is_some_and(|it| it.confirmed);
            assert!(it.delivered.is_some() || it.agreement.is_some()
                || (it.withdrawn.is_some() && confirmed)
                || (it.notice.is_some() && (it.guided.is_some() || it.declined.is_some()))
                || (it.guided.is_some() && it.matter.class == Class::Litigation)
                || it.transfer.forwarded_on().is_some()
                || it.transfer.is_notice_excused()
                || it.transfer.suggestion_answered_on().is_some());
            assert!(it.matter.class != Class::Accusation || !it.named_staff.is_empty());
            // An accusation that went to whom it belongs to needs no further word on the road told.
            let gone = it.matter.class == Class::Accusation && it.transfer.forwarded_on().is_some();
            assert!(gone || !it.awaits_guidance() || it.matter.class == Class::Litigation || it.delivered.is_some() || it.agreement.is_some()
                || it.withdrawn.is_some() || it.declined.is_some()
                || it.transfer.suggestion_answered_on().is_some());
        }
        for given in [&it.unit, &it.holder, &it.leader].into_iter().flatten() {
            assert!(it.transfer.recused().all(|name| name != given));
        }
        for kind in StepKind::all() {
            let _answered = it.may(kind, day("2026-06-01"));
        }
    }
}

#[test]
fn a_written_answer_in_hand_ends_the_wait_for_the_notice() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let steps = ["accept 03-03", "decide 03-20", "deliver 03-23"];
    let case = steps.iter().fold(case(Class::Claim), |case, text| {
        case.evolve(&step(text), "王芳")
    });
    let all = clocks(&case, &calendar, &settings);
    let notice = all
        .iter()
        .find(|clock| clock.deadline.rule.code() == "notice")
        .unwrap();
    assert_eq!(notice.met_on, Some(day("2026-03-23")));
    assert!(
        notice.met_on > Some(notice.deadline.raw.date()),
        "late stays late"
    );
    assert_eq!(due(&case, &calendar, &settings), None);
}

/// Takes steps as they are written, each a day after the other, and gives case and history.
fn lived(class: Class, steps: &[Step]) -> (Case, Vec<(Moment, Step)>) {
    let opened = Moment::parse("2026-03-02 09:10").unwrap();
    let mut it = case(class);
    let mut history = vec![(
        opened,
        Step::Register(Box::new(opening(class, Channel::Visit))),
    )];
    for step in steps {
        let when = opened.plus_seconds(i64::try_from(history.len()).unwrap() * 86_400);
        it = it.apply(step, "王芳", when).unwrap();
        history.push((when, step.clone()));
    }
    (it, history)
}

#[test]
fn withdrawing_an_acceptance_puts_off_no_clock() {
    let (it, history) = lived(Class::Claim, &[step("accept 03-03")]);
    let past: Vec<_> = history
        .iter()
        .map(|(when, step)| ("王芳", *when, step))
        .collect();
    let calendar = WorkingCalendar::built_in();
    let without = it.undo(&past, 2, "记错了", "王芳", &calendar).unwrap();
    assert_eq!(without.accepted_on, None);
    let later = Moment::parse("2026-03-24 09:00").unwrap();
    let refused = without.apply(&step("accept 03-24"), "王芳", later);
    assert_eq!(
        refused.unwrap_err(),
        Refusal::about("on", Reason::ClockStarted(day("2026-03-03")))
    );
    for lawful in ["accept 03-03", "accept 03-02"] {
        assert!(
            without.apply(&step(lawful), "王芳", later).is_ok(),
            "{lawful}"
        );
    }
    // The history alone gives the same case, and so does the one after an acceptance anew.
    let undo = Step::Undo {
        of: 2,
        reason: "记错了".to_owned(),
    };
    let mut longer = past.clone();
    longer.push(("王芳", later, &undo));
    assert_eq!(Case::replay(it.number, longer), Some(without));
}

#[test]
fn an_accusation_that_names_somebody_is_not_opened_by_another_class() {
    let it = case(Class::Accusation);
    let now = Moment::parse("2026-03-03 09:00").unwrap();
    let classify = |class| Step::Classify {
        class,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    };
    for class in [Class::Claim, Class::Suggestion, Class::Unclassed] {
        let refused = it.apply(&classify(class), "王芳", now).unwrap_err();
        assert_eq!(refused, Refusal::about("class", Reason::StillAccuses));
        assert_eq!(refused.reason.article(), Some("条例 30 ¶3"));
    }
    assert!(it.apply(&classify(Class::Accusation), "王芳", now).is_ok());
    let corrected = Step::Correct {
        field: CaseField::Accused,
        old: "赵会计".to_owned(),
        new: String::new(),
    };
    let it = it.apply(&corrected, "王芳", now).unwrap();
    assert!(it.apply(&classify(Class::Claim), "王芳", now).is_ok());
}

#[test]
fn an_agreement_ends_the_wait_for_the_notice() {
    let (it, _) = lived(Class::Claim, &[step("agree 03-03")]);
    let all = clocks(&it, &WorkingCalendar::built_in(), &Settings::default());
    let open: Vec<&str> = all
        .iter()
        .filter(|clock| clock.binds && clock.met_on.is_none())
        .map(|clock| clock.deadline.rule.code())
        .collect();
    assert_eq!(open, Vec::<&str>::new());
}
