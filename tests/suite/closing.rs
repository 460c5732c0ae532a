//! Closing, repeats, and withdrawing a step: as rows, through the stores, on the screen.

use mulin::domain::act::{Act, Action, CommitResult, Done};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::due;
use mulin::domain::case::fact::closing::{ClosingStep, Satisfaction, WithdrawalForm};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Opening, Step};
use mulin::domain::case::fact::transfer::TransferStep;
use mulin::domain::case::rule::repeat::Since;
use mulin::domain::codes::{Channel, Class, DeliveryWay, Exit, Ruling, Status};
use mulin::domain::entry::{Stream, What};
use mulin::domain::moment::Moment;
use mulin::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use mulin::domain::person::id::PersonId;
use mulin::domain::queue::{Filter, QueueQuery};
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use std::sync::Arc;

use crate::stored::{CLERK, Stored, number, registered};

const HOLDER: &str = "李梅";
const OTHER: &str = "孙强";

fn day(text: &str) -> chrono::NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-{text} 10:00")).unwrap()
}

fn visit(on: &str) -> Visit {
    Visit {
        person: PersonId(1),
        received_at: Some(at(on)),
        channel: Some(Channel::Visit),
        station: None,
        people_count: 1,
        companion: None,
        words: String::new(),
        new_facts: None,
    }
}

fn opened(class: Class) -> Case {
    let opening = Opening {
        petitioner: PersonId(1),
        matter: Matter {
            class,
            summary: "拖欠工资".into(),
            ..Matter::default()
        },
        visit: visit("03-02"),
        imported_answer: None,
    };
    let number = CaseNumber { year: 2026, run: 1 };
    Case::open(number, opening, CLERK, at("03-02"))
}

/// Writes a step as `accept 03-03`, with what it needs filled in.
fn step(text: &str) -> Step {
    let (name, on) = text.split_once(' ').unwrap();
    let on = day(on);
    let text = |it: &str| it.to_owned();
    let withdraw = |form| Step::Withdraw {
        on,
        words: text("钱拿到了"),
        form: Some(form),
    };
    let asked = |answer| {
        Step::Closing(ClosingStep::Satisfaction {
            on,
            satisfaction: Some(answer),
            statement: String::new(),
            office: None,
        })
    };
    let called = |confirmed| {
        Step::Closing(ClosingStep::CallBack {
            on,
            confirmed,
            statement: text("是我自己说的"),
        })
    };
    match name {
        "accept" => Step::Accept { on },
        "assign" => Step::Assign {
            unit: None,
            holder: Some(text(HOLDER)),
            leader: None,
        },
        "notify" => Step::Notify {
            on,
            way: DeliveryWay::Hand,
        },
        "decline" => Step::Decline {
            on,
            reason: text("不属本机关"),
            road: text("劳动仲裁"),
        },
        "ended" => Step::Transfer(TransferStep::GuidanceEnded {
            on,
            outcome: text("已立案"),
        }),
        "guide" => Step::Guide {
            on,
            exit: Exit::Arbitration,
            advice: text("一年内申请仲裁"),
        },
        "decide" => Step::Decide {
            on,
            ruling: Ruling::Explain,
            opinion: text("已解释"),
            basis: text("条例"),
            request: "要求付清工资".into(),
            facts: "欠薪三个月".into(),
        },
        "deliver" => Step::Deliver {
            on,
            way: DeliveryWay::Hand,
        },
        "agree" => Step::Agree {
            on,
            terms: text("月底前付清"),
        },
        "write" => withdraw(WithdrawalForm::Written),
        "say" => withdraw(WithdrawalForm::Oral),
        "confirm" => called(true),
        "deny" => called(false),
        "reopen" => Step::Closing(ClosingStep::Reopen {
            on,
            reason: text("没有办完"),
        }),
        "satisfied" => asked(Satisfaction::Satisfied),
        "missed" => asked(Satisfaction::NotReached),
        "strike" => Step::StrikeOff {
            on,
            proof: text("收条"),
            in_place: Vec::new(),
        },
        "join" => Step::Join(Visit {
            received_at: Some(Moment::start_of(on)),
            ..visit("03-02")
        }),
        other => panic!("no step {other}"),
    }
}

/// Takes steps one after the other; each is written down by who may take it.
fn after(class: Class, steps: &str) -> Case {
    let mut it = opened(class);
    for text in steps.split("; ").filter(|text| !text.is_empty()) {
        let taken = [CLERK, OTHER].iter().find_map(|who| {
            let next = it.apply(&step(text), who, at("05-30"));
            next.ok()
        });
        it = taken.unwrap_or_else(|| panic!("{steps}: {text}"));
    }
    it
}

#[test]
fn what_is_missing_is_named_and_who_may_ask_is_checked() {
    let rows: &[(Class, &str, &str, &str, &str)] = &[
        // class, steps before, step, by whom, what stands against it
        (
            Class::Claim,
            "",
            "strike 03-10",
            CLERK,
            "nothing-to-strike-off",
        ),
        (
            Class::Claim,
            "accept 03-03; decide 03-05",
            "strike 03-10",
            CLERK,
            "not-delivered",
        ),
        (
            Class::Claim,
            "guide 03-03",
            "strike 03-10",
            CLERK,
            "notice-owed",
        ),
        (Class::Litigation, "guide 03-03", "strike 03-10", CLERK, ""),
        (
            Class::Claim,
            "say 03-03",
            "strike 03-10",
            CLERK,
            "withdrawal-not-written",
        ),
        (Class::Claim, "say 03-03", "write 03-04", CLERK, ""),
        (Class::Claim, "write 03-03", "write 03-04", CLERK, "closed"),
        (
            Class::Claim,
            "write 03-03",
            "strike 03-10",
            CLERK,
            "not-called-back",
        ),
        (
            Class::Claim,
            "write 03-03",
            "confirm 03-04",
            CLERK,
            "not-independent",
        ),
        (
            Class::Claim,
            "assign 03-03; write 03-03",
            "confirm 03-04",
            HOLDER,
            "not-independent",
        ),
        (
            Class::Claim,
            "write 03-03",
            "confirm 03-02",
            OTHER,
            "before",
        ),
        (Class::Claim, "write 03-03", "confirm 03-04", OTHER, ""),
        (Class::Claim, "", "confirm 03-04", OTHER, "not-withdrawn"),
        (
            Class::Claim,
            "write 03-03; confirm 03-04",
            "strike 03-10",
            CLERK,
            "",
        ),
        (
            Class::Claim,
            "write 03-03; deny 03-04",
            "strike 03-10",
            CLERK,
            "nothing-to-strike-off",
        ),
        (Class::Claim, "", "reopen 03-10", CLERK, "not-closed"),
        (
            Class::Claim,
            "",
            "satisfied 03-10",
            OTHER,
            "not-yet-answered",
        ),
        (
            Class::Claim,
            "assign 03-03; agree 03-04",
            "satisfied 03-10",
            HOLDER,
            "asked-by-handler",
        ),
        (
            Class::Claim,
            "assign 03-03; agree 03-04",
            "satisfied 03-10",
            CLERK,
            "",
        ),
        (
            Class::Claim,
            "agree 03-04",
            "satisfied 03-10",
            CLERK,
            "asked-by-handler",
        ),
        (Class::Accusation, "", "agree 03-04", CLERK, "accusation"),
        (Class::Litigation, "", "agree 03-04", CLERK, "litigation"),
        (Class::Unclassed, "", "agree 03-04", CLERK, "class-first"),
        (Class::Suggestion, "", "agree 03-04", CLERK, ""),
        (
            Class::Claim,
            "agree 03-04",
            "agree 03-05",
            CLERK,
            "ended-by-agreement",
        ),
    ];
    for (class, before, then, who, expected) in rows {
        let found = after(*class, before).apply(&step(then), who, at("03-20"));
        let code = found
            .as_ref()
            .err()
            .map_or("", |refusal| refusal.reason.code());
        assert_eq!(code, *expected, "{class:?} [{before}] {then} by {who}");
        // Whoever must not ask is told before he has filled anything in.
        if ["", "not-independent", "asked-by-handler"].contains(expected) {
            let kind = step(then).kind().unwrap();
            let offered = after(*class, before).may_by(kind, who, day("03-20"));
            let code = offered.err().map_or("", |refusal| refusal.reason.code());
            assert_eq!(code, *expected, "{class:?} [{before}] {then} by {who}");
        }
    }
}

#[test]
fn closed_is_not_resolved_and_nobody_unasked_is_satisfied() {
    for (steps, status, resolved, rated) in [
        ("", Status::Registered, None, "unrated"),
        ("agree 03-04", Status::Agreed, Some(true), "unrated"),
        (
            "agree 03-04; strike 03-05",
            Status::StruckOff,
            Some(true),
            "unrated",
        ),
        (
            "agree 03-04; strike 03-05; reopen 03-06",
            Status::Registered,
            None,
            "unrated",
        ),
        (
            "accept 03-03; decide 03-04; deliver 03-05; strike 03-06; reopen 03-07",
            Status::Delivered,
            None,
            "unrated",
        ),
        ("say 03-04", Status::Withdrawn, None, "unrated"),
        (
            "say 03-04; confirm 03-05",
            Status::Withdrawn,
            Some(true),
            "unrated",
        ),
        ("say 03-04; deny 03-05", Status::Registered, None, "unrated"),
        (
            "accept 03-03; decide 03-04; deliver 03-05; strike 03-06; missed 03-07",
            Status::StruckOff,
            Some(false),
            "not_reached",
        ),
        (
            "guide 03-04; notify 03-04; ended 03-05; strike 03-06; satisfied 03-07",
            Status::StruckOff,
            Some(false),
            "satisfied",
        ),
        (
            "guide 03-04; notify 03-04; ended 03-05; strike 03-06; satisfied 03-07; reopen 03-08",
            Status::Guided,
            None,
            "unrated",
        ),
        ("decline 03-04", Status::Declined, Some(false), "unrated"),
        (
            "decline 03-04; notify 03-04; strike 03-06; reopen 03-08",
            Status::Registered,
            None,
            "unrated",
        ),
    ] {
        // The holder is another, so that whoever is at hand may ask.
        let it = after(Class::Claim, &format!("assign 03-02; {steps}"));
        let found = (it.status, it.resolved(), it.rated());
        assert_eq!(found, (status, resolved, rated), "{steps}");
    }
}

#[test]
fn what_was_not_the_centres_to_resolve_is_not_worded_as_left_unresolved() {
    let words = Words::new(Lang::Zh);
    for (class, steps, expected) in [
        (
            Class::Claim,
            "guide 03-04; notify 03-04; ended 03-05; strike 03-06",
            "已引导",
        ),
        (Class::Litigation, "guide 03-03; strike 03-10", "已引导"),
        (
            Class::Claim,
            "decline 03-04; notify 03-04; strike 03-06",
            "不予受理",
        ),
        // What the centre took on is.
        (
            Class::Claim,
            "accept 03-03; decide 03-04; deliver 03-05; strike 03-06",
            "已办结（未化解）",
        ),
        (Class::Claim, "agree 03-04; strike 03-05", "已解决"),
    ] {
        let line = words.ending(&after(class, steps));
        let line = line.unwrap_or_else(|| panic!("{steps}: nothing is asked"));
        assert!(line.starts_with(expected), "{steps}: {line}");
    }
}

#[test]
fn a_reopened_matters_clocks_run_on_as_if_it_had_never_been_closed() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let clock = |steps| due(&after(Class::Claim, steps), &calendar, &settings);
    for (closed, open) in [
        ("write 03-04; reopen 03-20", ""),
        ("write 03-04; deny 03-20", ""),
        (
            "accept 03-03; notify 03-04; agree 03-10; reopen 03-12",
            "accept 03-03; notify 03-04",
        ),
        (
            "accept 03-03; notify 03-04; write 03-10; confirm 03-11; strike 03-12; reopen 04-20",
            "accept 03-03; notify 03-04",
        ),
    ] {
        assert!(clock(open).is_some());
        assert_eq!(clock(closed), clock(open), "{closed}");
    }
}

#[test]
fn a_repeat_says_what_came_of_the_time_before() {
    for (steps, times, last, now) in [
        ("", None, Since::Unanswered, Since::Unanswered),
        ("join 03-10", Some(2), Since::Unanswered, Since::Unanswered),
        (
            "join 03-10; join 03-12",
            Some(3),
            Since::Unanswered,
            Since::Unanswered,
        ),
        (
            "accept 03-03; notify 03-04; join 03-10; join 03-12",
            Some(3),
            Since::Unanswered,
            Since::Unanswered,
        ),
        (
            "accept 03-03; notify 03-04; join 03-10",
            Some(2),
            Since::Notified,
            Since::Unanswered,
        ),
        (
            "accept 03-03; notify 03-04; decide 03-05; deliver 03-06; join 03-10",
            Some(2),
            Since::Answered,
            Since::Unanswered,
        ),
        (
            "join 03-10; agree 03-11",
            Some(2),
            Since::Unanswered,
            Since::Agreed,
        ),
    ] {
        let it = after(Class::Claim, steps);
        let repeat = it.repeat();
        assert_eq!(repeat.map(|it| it.times), times, "{steps}");
        let last = times.map(|_| last);
        assert_eq!(repeat.map(|it| it.last), last, "{steps}");
        assert_eq!(it.since_last(), now, "{steps}");
    }
}

/// Tells the story to a store in memory and to one in a file.
fn in_every_store(story: impl Fn(&dyn Store)) {
    let projections =
        || -> Vec<Arc<dyn mulin::domain::projection::Projection>> { vec![Arc::new(FinderIndex)] };
    story(&MemoryStore::new(projections(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, projections(), Settings::default()).unwrap());
}

fn act(who: &str, when: &str, action: Action) -> Act {
    Act {
        who: who.to_owned(),
        when: at(when),
        action,
    }
}

/// Takes a step on the first case as it stands.
fn take(store: &dyn Store, who: &str, when: &str, step: Step) -> CommitResult {
    let case = number(1);
    let expected = case_of(store).revision;
    let action = Action::Step {
        case,
        expected,
        step,
    };
    store.commit(&[act(who, when, action)]).unwrap().remove(0)
}

fn case_of(store: &dyn Store) -> Case {
    let viewer = Viewer::new(CLERK);
    let found = ask(store, |it| it.case(number(1), &viewer));
    found.unwrap().unwrap()
}

fn undo(of: u32) -> Step {
    Step::Undo {
        of,
        reason: "记到别的事项上了".to_owned(),
    }
}

fn refusal(outcome: &CommitResult) -> &Reason {
    match outcome {
        CommitResult::Refused(refusal) => &refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_step_is_withdrawn_by_an_entry_and_what_follows_from_it_goes() {
    in_every_store(|store| {
        let made = registered("11-02", "牟春生", |_| {});
        let joined = Act {
            when: at("11-03"),
            ..registered("11-03", "牟春生", |it| it.joins = Some(number(1)))
        };
        let outcomes = store.commit(&[made, joined]).unwrap();
        assert!(matches!(
            outcomes[1],
            CommitResult::Done(Done::Registered { joined: true, .. })
        ));
        let order = ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: "WF20260007".to_owned(),
        };
        let before = case_of(store);
        for (when, step) in [
            ("11-25", step("accept 11-04")),
            ("11-25", step("decide 11-05")),
            (
                "11-25",
                Step::Number {
                    kind: order.kind,
                    value: order.value,
                },
            ),
        ] {
            let done = take(store, CLERK, when, step);
            assert!(matches!(done, CommitResult::Done(_)), "{done:?}");
        }
        for (of, expected) in [
            (1, Reason::RegistrationStays),
            (2, Reason::RegistrationStays),
            (
                3,
                Reason::RestsOn {
                    entry: 4,
                    step: "decide",
                },
            ),
            (9, Reason::NotFound),
        ] {
            let found = take(store, CLERK, "11-25", undo(of));
            assert_eq!(refusal(&found), &expected, "{of}");
        }
        for of in [5, 4, 3] {
            let done = take(store, OTHER, "11-25", undo(of));
            assert!(matches!(done, CommitResult::Done(_)), "{done:?}");
        }
        let found = take(store, CLERK, "11-25", undo(3));
        assert_eq!(refusal(&found), &Reason::AlreadyUndone);
        let found = take(store, CLERK, "11-25", undo(8));
        assert_eq!(refusal(&found), &Reason::UndoStands);

        let after = case_of(store);
        assert_eq!(after.revision, 8);
        // All is as before, but for the day that no later acceptance may lie behind.
        let accepted = after.starts.accepted.map(|day| day.to_string());
        assert_eq!(accepted.as_deref(), Some("2026-11-04"));
        assert_eq!(
            Case {
                revision: before.revision,
                starts: before.starts,
                ..after
            },
            before
        );
        ask(store, |it| {
            let viewer = Viewer::new(CLERK);
            assert_eq!(it.history(Stream::Case(number(1)), &viewer)?.len(), 8);
            assert_eq!(it.by_external("WF20260007")?, []);
            let page = it.page(&QueueQuery::due(9), &viewer)?;
            assert_eq!(page.rows[0].rule, Some("notice"), "the clock runs again");
            let accepted = QueueQuery {
                filter: Filter {
                    status: Some(Status::Decided),
                    ..Filter::default()
                },
                ..QueueQuery::due(9)
            };
            assert_eq!(it.page(&accepted, &viewer)?.rows, []);
            assert_eq!(it.verify(&mut |_| {})?.faults, Vec::<String>::new());
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn a_withdrawal_is_kept_with_its_call_back_and_the_answer_of_the_person() {
    in_every_store(|store| {
        store
            .commit(&[registered("11-02", "牟春生", |_| {})])
            .unwrap();
        for (who, step) in [
            (CLERK, step("say 11-04")),
            (CLERK, step("write 11-05")),
            (OTHER, step("confirm 11-06")),
            (CLERK, step("strike 11-07")),
            (OTHER, step("satisfied 11-08")),
        ] {
            let done = take(store, who, "11-25", step);
            assert!(matches!(done, CommitResult::Done(_)), "{done:?}");
        }
        let it = case_of(store);
        assert_eq!((it.resolved(), it.rated()), (Some(true), "satisfied"));
        assert_eq!(it.closing.call_back.unwrap().by, OTHER);
        let faults = ask(store, |it| it.verify(&mut |_| {})).unwrap().faults;
        assert!(faults.is_empty(), "{faults:?}");
    });
}

#[test]
fn a_step_is_withdrawn_on_the_screen_with_its_reason() {
    let acts = [registered("11-20", "牟春生", |_| {})];
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    for text in ["accept 11-21", "decide 11-22"] {
        let expected = if text.starts_with('a') { 1 } else { 2 };
        desk.elsewhere(
            CLERK,
            Action::Step {
                case: number(1),
                expected,
                step: step(text),
            },
        );
    }
    desk.tick();
    desk.press("<Enter> 4 <Down> <C-z>");
    let picture = desk.picture();
    assert!(
        picture.contains("后面第 3 步“处理意见”靠它成立：先撤销“处理意见”"),
        "{picture}"
    );
    desk.press("<Up> <Delete>");
    desk.press("<C-s>");
    assert!(desk.picture().contains("此项必填"), "{}", desk.picture());
    desk.paste("写错了事项");
    desk.press("<C-s>");
    let picture = desk.picture();
    for text in [
        "撤销一步（理由：写错了事项）：处理意见: 2026-11-22",
        "王芳",
        "[已撤销] 处理意见",
    ] {
        assert!(picture.contains(text), "{text} is missing:\n{picture}");
    }
    let view = ask(desk.store.as_ref(), |it| {
        it.case_view(number(1), &Viewer::new(CLERK))
    });
    let view = view.unwrap().unwrap();
    assert_eq!(view.case.status, Status::Accepted);
    let last = &view.history.last().unwrap().what;
    assert!(matches!(last, What::Case(Step::Undo { of: 3, .. })));
}

#[test]
fn the_form_of_a_withdrawal_asks_no_promise_and_the_case_tells_its_end() {
    let acts = [registered("11-20", "牟春生", |_| {})];
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("<Enter> case.step");
    desk.paste("撤回");
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(
        picture.contains("只写本人自己的话。不附条件，不要求任何承诺或保证。"),
        "{picture}"
    );
    desk.press("1 <Tab>");
    desk.paste("工资拿到了");
    desk.press("<C-s>");
    let picture = desk.picture();
    assert!(picture.contains("化解情况待核实  未评价"), "{picture}");
    desk.press("case.step");
    desk.paste("销号");
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(picture.contains("先办“撤回后回访”"), "{picture}");
}

#[test]
fn the_case_tells_a_repeat() {
    let again = |on| {
        registered(on, "牟春生", |it| {
            it.joins = Some(number(1));
        })
    };
    let acts = [
        registered("11-10", "牟春生", |_| {}),
        again("11-12"),
        again("11-20"),
    ];
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(picture.contains("第三次，上次未答复"), "{picture}");
    let words = Words::new(Lang::En);
    assert_eq!(
        words.repeat(3, Since::Unanswered),
        "third time, last one unanswered"
    );
    let row = ask(desk.store.as_ref(), |it| {
        it.row(number(1), &Viewer::new(CLERK))
    });
    let row = row.unwrap().unwrap();
    assert_eq!(row.since_last, Some(Since::Unanswered));
}

#[test]
fn a_question_is_answered_at_the_counter_in_one_step() {
    use mulin::domain::case::clock::clocks::clocks;
    use mulin::domain::case::clock::counter::Course;
    use mulin::domain::case::clock::facts::CaseFacts;
    use mulin::domain::codes::{Category, Difficulty};

    let answer = |on: &str| {
        Step::Closing(ClosingStep::OnTheSpot {
            on: day(on),
            answer: "便民大厅在镇政府东楼一层".to_owned(),
        })
    };
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let asked = opened(Class::Unclassed);
    let answered = asked.apply(&answer("03-02"), CLERK, at("03-02")).unwrap();
    assert_eq!(answered.status, Status::StruckOff);
    assert_eq!(
        answered.struck_off.as_ref().map(|it| it.proof.as_str()),
        Some("便民大厅在镇政府东楼一层")
    );
    // Nobody can tell whether it is resolved, and no clock of the law is left running.
    assert_eq!(answered.resolved(), None);
    assert_eq!(due(&answered, &calendar, &settings), None);
    for clock in clocks(&answered, &calendar, &settings) {
        assert!(!clock.binds || clock.met_on.is_some(), "{clock:?}");
    }
    // It is counted: received, ended, and settled on the spot.
    let facts = CaseFacts::of(&answered, &calendar, &settings).unwrap();
    assert_eq!(
        (facts.received, facts.ended, facts.course, facts.resolved),
        (
            Some(day("03-02")),
            Some(day("03-02")),
            Course::Settled,
            false
        )
    );
    // One that is answered a day later was not settled on the spot.
    let later = asked.apply(&answer("03-03"), CLERK, at("03-03")).unwrap();
    let facts = CaseFacts::of(&later, &calendar, &settings).unwrap();
    assert_eq!(
        (facts.ended, facts.course),
        (Some(day("03-03")), Course::Stayed)
    );
    // Opened again it stands as it did before: its notice is owed once more, and its clocks run.
    let again = answered
        .apply(&step("reopen 03-05"), CLERK, at("03-05"))
        .unwrap();
    assert_eq!(
        (again.status, again.notice.as_ref()),
        (Status::Registered, None)
    );
    assert_eq!(
        due(&again, &calendar, &settings),
        due(&asked, &calendar, &settings)
    );
    assert_eq!(again.answered_on_the_spot(), None);

    let changed = |change: fn(&mut Case)| {
        let mut case = opened(Class::Claim);
        change(&mut case);
        case
    };
    let land = changed(|case| case.matter.category = Some(Category::Land));
    let general = changed(|case| case.matter.category = Some(Category::General));
    let hard = changed(|case| case.matter.difficulty = Difficulty::Hard);
    let group = changed(|case| case.visits[0].people_count = 5);
    let order = changed(|case| case.visits[0].channel = Some(Channel::Hotline12345));
    for (case, against) in vec![
        (opened(Class::Claim), None),
        (opened(Class::Suggestion), None),
        (general, None),
        (land, Some("not-accepted")),
        (hard, Some("simple-hard")),
        (group, Some("simple-hard")),
        (order, Some("order-not-answered")),
        (opened(Class::Accusation), Some("accusation")),
        (opened(Class::Litigation), Some("litigation")),
        (
            after(Class::Claim, "accept 03-03"),
            Some("already-accepted"),
        ),
        (
            after(Class::Claim, "guide 03-03"),
            Some("simple-other-road"),
        ),
        (after(Class::Claim, "write 03-03"), Some("closed")),
    ] {
        let refusal = case.apply(&answer("03-04"), CLERK, at("03-04")).err();
        assert_eq!(refusal.map(|it| it.reason.code()), against, "{case:?}");
    }
    let nothing = Step::Closing(ClosingStep::OnTheSpot {
        on: day("03-02"),
        answer: " ".to_owned(),
    });
    let refusal = asked.apply(&nothing, CLERK, at("03-02")).unwrap_err();
    assert_eq!(
        (refusal.field, refusal.reason),
        (Some("answer"), Reason::Missing)
    );
}
