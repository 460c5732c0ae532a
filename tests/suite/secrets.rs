//! What an accusation must never show, whichever way it is asked, and however a name is spelt.

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner};
use mulin::domain::case::fact::closing::{ClosingStep, Satisfaction};
use mulin::domain::case::fact::key_case::{KeyStep, KeyTerm};
use mulin::domain::case::fact::matter::ImportedAnswer;
use mulin::domain::case::fact::printed::{Paper, Printed};
use mulin::domain::case::fact::step::Step;
use mulin::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use mulin::domain::case::fact::transfer::TransferStep;
use mulin::domain::codes::{Channel, Class, Difficulty, Exit, Ruling, Track, Urgency};
use mulin::domain::entry::Stream;
use mulin::domain::joint::{JointFact, JointId, Seat, Sitting};
use mulin::domain::lawyer::{Booking, BookingFact, BookingState, MeetingWay, Queue};
use mulin::domain::merge::Merge;
use mulin::domain::number::{ExternalKind, ExternalNumber};
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::queue::{Filter, QueueQuery};
use mulin::domain::refusal::Reason;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::office::find::PeopleFinder;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::words::lang::Lang;
use std::sync::Arc;

use crate::mediation::step;
use crate::stored::{CLERK, Stored, now, number, registered};

/// An accusation of the clerk 李梅, written as somebody in a hurry writes it, by a man who has a
/// matter of his own too.
fn town() -> Vec<Act> {
    vec![
        registered("11-20", "牟春生", |it| {
            it.matter.class = Class::Accusation;
            "反映村会计账目不清".clone_into(&mut it.matter.summary);
            it.matter.accused = Some("会计　李 梅".to_owned());
            it.matter.external = vec![ExternalNumber {
                kind: ExternalKind::Hotline12345,
                value: "WF123456".to_owned(),
            }];
            it.visit.channel = Some(Channel::Station);
            it.visit.station = Some("东牟家驿站".to_owned());
        }),
        registered("11-21", "牟春生", |it| {
            it.petitioner = Petitioner::Known {
                id: PersonId(1),
                described: Box::new(Person {
                    name: "牟春生".to_owned(),
                    ..Person::default()
                }),
            };
        }),
    ]
}

#[test]
fn a_visit_that_names_an_accusation_which_its_clerk_may_not_read_is_a_matter_of_its_own() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    for (who, joins) in [("赵红", false), (CLERK, true)] {
        let act = registered("11-22", "单雄信", |it| it.joins = Some(number(1)));
        let came = desk.elsewhere(who, act.action);
        let CommitResult::Done(Done::Registered {
            number: found,
            joined,
            ..
        }) = came
        else {
            panic!("{came:?}")
        };
        assert_eq!((joined, found == number(1)), (joins, joins), "{who}");
    }
}

#[test]
fn a_station_tells_nobody_else_from_which_village_an_accusation_came() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let text = |who: &str| {
        let viewer = Viewer::new(who);
        let case = ask(desk.store.as_ref(), |it| it.case(number(1), &viewer)).unwrap();
        format!("{case:?}")
    };
    assert!(text(CLERK).contains("东牟家驿站"));
    for who in ["李梅", "孙强"] {
        assert!(!text(who).contains("东牟家"), "{who}: {}", text(who));
    }
}

#[test]
fn a_petitioners_other_matters_do_not_tell_others_who_complained() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let beside = |who: &str| {
        let viewer = Viewer::new(who);
        let found = ask(desk.store.as_ref(), |it| {
            let filter = Filter {
                person: Some(PersonId(1)),
                ..Filter::default()
            };
            let query = QueueQuery {
                filter,
                ..QueueQuery::due(10)
            };
            let card = it.person_view(PersonId(1), &viewer)?.unwrap();
            let other = it.case_view(number(2), &viewer)?.unwrap();
            let page = it.page(&query, &viewer)?;
            Ok([card.cases, other.others, page.rows])
        });
        found.unwrap().map(|rows| {
            let secret = rows.iter().find(|row| row.number == number(1));
            secret.map(|row| row.locked)
        })
    };
    assert_eq!(beside(CLERK), [Some(false); 3]);
    for other in ["孙强", "李梅", "李 梅", "李　梅"] {
        assert_eq!(beside(other), [None; 3], "{other}");
    }
}

#[test]
fn a_name_spelt_otherwise_opens_no_accusation() {
    let mut acts = town();
    // A clerk who is complained of took it down himself, or was named before it was known of whom.
    acts[0].who = "李梅".to_owned();
    let desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let viewer = Viewer::new("李梅");
    let row = ask(desk.store.as_ref(), |it| it.row(number(1), &viewer));
    assert!(row.unwrap().unwrap().locked);
}

#[test]
fn a_number_of_another_system_finds_the_petitioner_for_those_alone_who_may_read_the_matter() {
    let store = MemoryStore::new(vec![Arc::new(FinderIndex)], Settings::default());
    store.commit(&town()).unwrap();
    let found = |who: &str, words: &str| {
        let viewer = Viewer::new(who);
        let found = PeopleFinder::default().find(&store, words, 10, &viewer);
        found.unwrap().len()
    };
    for words in ["WF123456", "wf1234", "3456"] {
        assert_eq!(found(CLERK, words), 1, "{words}");
        for who in ["李梅", "孙强"] {
            assert_eq!(found(who, words), 0, "{who} {words}");
        }
    }
    assert_eq!(found("孙强", "春生"), 1, "his name finds him as anybody");
}

#[test]
fn a_time_with_the_lawyer_about_an_accusation_says_others_only_when() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let day = "2026-11-25".parse().unwrap();
    let booked = BookingFact::Booked(Box::new(Booking {
        day,
        time: None,
        meeting: MeetingWay::WalkIn,
        lawyer: None,
        person: Some(PersonId(1)),
        name: "牟春生".to_owned(),
        case: Some(number(1)),
        about: "村会计账目".to_owned(),
        state: BookingState::Booked,
        cleared: String::new(),
        queue: Queue::default(),
    }));
    desk.elsewhere(
        CLERK,
        Action::Booking {
            id: None,
            fact: booked,
        },
    );
    let text = |who: &str| {
        let viewer = Viewer::new(who);
        let view = ask(desk.store.as_ref(), |it| it.lawyers_view(day, day, &viewer));
        format!("{:?}", view.unwrap().bookings)
    };
    assert!(text(CLERK).contains("牟春生") && text(CLERK).contains("账目"));
    let text = text("李梅");
    assert!(text.contains("WalkIn"), "the time is taken: {text}");
    for secret in ["牟春生", "账目", "PersonId"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

fn taken(store: &dyn Store, who: &str, run: u32, step: Step) -> CommitResult {
    let viewer = Viewer::new(CLERK);
    let case = ask(store, |it| it.case(number(run), &viewer)).unwrap();
    let act = Act {
        who: who.to_owned(),
        when: now(),
        action: Action::Step {
            case: number(run),
            expected: case.unwrap().revision,
            step,
        },
    };
    store.commit(&[act]).unwrap().remove(0)
}

fn refused(outcome: CommitResult) -> Option<Reason> {
    match outcome {
        CommitResult::Refused(refusal) => Some(refusal.reason),
        _ => None,
    }
}

#[test]
fn the_handler_does_not_ask_after_content_under_another_spelling_of_his_name() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let store = desk.store.as_ref();
    let on = now().date();
    let taken = |who: &str, step| refused(taken(store, who, 2, step));
    let assign = Step::Assign {
        unit: None,
        holder: Some("信访办 李 梅".to_owned()),
        leader: None,
    };
    assert_eq!(taken(CLERK, assign), None);
    let guide = Step::Guide {
        on,
        exit: Exit::Arbitration,
        advice: "一年内申请仲裁".to_owned(),
    };
    assert_eq!(taken(CLERK, guide), None);
    let asked = || {
        Step::Closing(ClosingStep::Satisfaction {
            on,
            satisfaction: Some(Satisfaction::Satisfied),
            statement: String::new(),
            office: None,
        })
    };
    for spelt in ["李梅", "李　梅", " 李梅 "] {
        assert_eq!(
            taken(spelt, asked()),
            Some(Reason::AskedByHandler),
            "{spelt}"
        );
    }
    assert_eq!(taken("孙强", asked()), None);
}

#[test]
fn nobody_decides_on_himself_or_locks_all_out_under_another_spelling() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let recuse = |name: &str, approver: &str| {
        let step = Step::Transfer(TransferStep::Recuse {
            on: now().date(),
            name: name.to_owned(),
            reason: "近亲属".to_owned(),
            approver: approver.to_owned(),
        });
        refused(taken(desk.store.as_ref(), CLERK, 1, step))
    };
    assert_eq!(recuse("王 芳", "王芳"), Some(Reason::MustStepAside));
    assert_eq!(recuse("王　芳", "赵镇长"), Some(Reason::LastNamed));
}

#[test]
fn a_name_spelt_otherwise_brings_the_accused_to_no_table() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let joint = |id, fact| desk.elsewhere(CLERK, Action::Joint { id, fact });
    for (at, who) in ["李 梅", "李　梅、王岚", "王岚 李　梅"]
        .into_iter()
        .enumerate()
    {
        let seat = |unit: &str, who: &str| Seat {
            unit: unit.to_owned(),
            who: who.to_owned(),
        };
        let sitting = Sitting {
            day: now().date(),
            place: "牟邻之家".to_owned(),
            convener: "赵镇长".to_owned(),
            seats: vec![seat("信访办", who), seat("司法所", "李强")],
        };
        joint(None, JointFact::Opened(Box::new(sitting)));
        let id = Some(JointId(u32::try_from(at).unwrap() + 1));
        let heard = joint(id, JointFact::Hear(number(1)));
        assert_eq!(refused(heard), Some(Reason::AtTheTable), "{who}");
    }
}

#[test]
fn what_turned_out_an_accusation_or_litigation_after_acceptance_gets_no_ordinary_decision() {
    for (class, reason) in [
        (Class::Accusation, Reason::AccusationsGoTheirOwnWay),
        (Class::Litigation, Reason::LitigationGoesToLaw),
    ] {
        let desk = Stored::open(Lang::Zh, (80, 24), &town());
        let on = now().date();
        let taken = |step| refused(taken(desk.store.as_ref(), CLERK, 2, step));
        let text = |text: &str| text.to_owned();
        assert_eq!(taken(Step::Accept { on }), None);
        let classify = Step::Classify {
            class,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
        };
        assert_eq!(taken(classify), None);
        let decide = Step::Decide {
            on,
            ruling: Ruling::Explain,
            opinion: text("解释"),
            basis: text("条例 32"),
            request: text("查处"),
            facts: text("账目"),
        };
        assert_eq!(taken(decide), Some(reason), "{class:?}");
        let forward = Step::Transfer(TransferStep::Forward {
            on,
            to: text("有权处理机关"),
            reason: text("不属本机关"),
        });
        assert_eq!(taken(forward), None, "{class:?} has its own way");
    }
}

#[test]
fn an_accusation_is_not_settled_between_the_two() {
    let desk = Stored::open(Lang::Zh, (80, 24), &town());
    let agree = Step::Agree {
        on: now().date(),
        terms: "双方私了".to_owned(),
    };
    let outcome = taken(desk.store.as_ref(), CLERK, 1, agree);
    assert_eq!(refused(outcome), Some(Reason::AccusationsGoTheirOwnWay));
}

#[test]
fn what_was_noted_of_an_accusation_or_added_at_a_later_visit_is_read_by_named_staff_alone() {
    let mut acts = town();
    acts.push(registered("11-22", "单雄信", |it| {
        it.joins = Some(number(1));
        it.visit.new_facts = Some("又找到两张收据".to_owned());
        it.visit.words = "他说会计心虚".to_owned();
        it.visit.companion = Some("带了堂弟单文".to_owned());
    }));
    let desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let store = desk.store.as_ref();
    let note = Step::Note {
        text: "已约村会计谈话".to_owned(),
    };
    assert_eq!(refused(taken(store, CLERK, 1, note)), None);
    let text = |who: &str| {
        let viewer = Viewer::new(who);
        let text = ask(store, |it| {
            let case = it.case(number(1), &viewer)?;
            let history = it.history(Stream::Case(number(1)), &viewer)?;
            Ok(format!("{case:?} {history:?}"))
        });
        text.unwrap()
    };
    let secrets = ["谈话", "收据", "心虚", "堂弟"];
    for secret in secrets {
        assert!(text(CLERK).contains(secret), "{secret}");
        for who in ["李梅", "孙强"] {
            assert!(!text(who).contains(secret), "{who} reads {secret}");
        }
    }
}

#[test]
fn of_an_accusation_others_learn_number_days_and_state_and_no_more() {
    let acts = [
        registered("11-20", "牟春生", |it| {
            it.matter.class = Class::Accusation;
            it.matter.accused = Some("会计李梅".to_owned());
            it.matter.representatives = vec!["代表单雄信".to_owned()];
            it.matter.evidence = Some("收据两张".to_owned());
            it.matter.facts = "账目不清".to_owned();
            it.matter.follows = Some(number(9));
            it.imported_answer = Some(ImportedAnswer {
                at: None,
                text: "已转纪委".to_owned(),
            });
        }),
        registered("11-21", "尉迟恭", |it| {
            it.matter.class = Class::Accusation;
            it.matter.accused = Some("会计李梅".to_owned());
        }),
    ];
    let desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let store = desk.store.as_ref();
    let on = now().date();
    let key = Step::Key(KeyStep::Mark(KeyTerm {
        on,
        until: on + chrono::Days::new(30),
        reason: "怕有人打击报复".to_owned(),
        by: "赵镇长".to_owned(),
    }));
    let note = Step::Note {
        text: "谈过一次".to_owned(),
    };
    let undo = Step::Undo {
        of: 3,
        reason: "记到了李梅那件上".to_owned(),
    };
    for step in [key, note, undo] {
        assert_eq!(refused(taken(store, CLERK, 2, step)), None);
    }
    let text = |who: &str, run: u32| {
        let viewer = Viewer::new(who);
        let text = ask(store, |it| {
            let case = it.case(number(run), &viewer)?;
            let history = it.history(Stream::Case(number(run)), &viewer)?;
            Ok(format!("{case:?} {history:?}"))
        });
        text.unwrap()
    };
    for (run, secrets) in [
        (1, ["单雄信", "收据", "账目", "纪委"].as_slice()),
        (2, &["打击报复", "谈过", "记到了"]),
    ] {
        for secret in secrets {
            assert!(text(CLERK, run).contains(secret), "{secret}");
            for who in ["李梅", "孙强"] {
                assert!(!text(who, run).contains(secret), "{who} reads {secret}");
            }
        }
    }
    // Nor may anybody else withdraw what was done.
    for who in ["李梅", "孙强"] {
        let case = ask(store, |it| it.case(number(1), &Viewer::new(who)));
        let case = case.unwrap().unwrap();
        assert!(case.named_staff.is_empty(), "{who}");
        assert_eq!(case.matter.follows, None, "{who}");
        let undo = Step::Undo {
            of: 2,
            reason: "不必列为重点".to_owned(),
        };
        let outcome = taken(store, who, 2, undo);
        assert_eq!(refused(outcome), Some(Reason::NotForThisViewer), "{who}");
    }
}

#[test]
fn an_accusation_tells_others_nothing_of_its_lawyer_its_papers_or_the_company_that_was_called() {
    // It was a burst pipe first; then it turned out to be about the accountant.
    let made = registered("11-20", "牟春生", |it| {
        it.matter.accused = Some("会计李梅".to_owned());
    });
    let desk = Stored::open(Lang::Zh, (80, 24), &[made]);
    let store = desk.store.as_ref();
    let classify = Step::Classify {
        class: Class::Accusation,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    };
    let printed = Step::Printed(Printed {
        paper: Paper::Receipt,
        visit: Some(1),
        copy: 1,
    });
    for step in [
        step("fast_lane_put heating|leak|village"),
        step("fast_lane_inform 供热公司老周|2026-11-25 09:30"),
        classify,
        step("recommend_lawyer 周正律师||劳动||2026-11-25"),
        printed,
    ] {
        assert_eq!(refused(taken(store, CLERK, 1, step)), None);
    }
    let seen = |who: &str| {
        let case = ask(store, |it| it.case(number(1), &Viewer::new(who)));
        let case = case.unwrap().unwrap();
        let lawyer = case.legal_aid.recommended().next().is_some();
        let receipts = case.copies(Paper::Receipt, Some(1));
        let company = case.fast_lane.and_then(|call| call.informed);
        (lawyer, receipts, company.is_some())
    };
    assert_eq!(seen(CLERK), (true, 1, true), "named staff see it all");
    for who in ["李梅", "孙强"] {
        assert_eq!(seen(who), (false, 0, false), "{who}");
    }
}

#[test]
fn who_is_named_for_the_whole_reads_in_its_history_nothing_of_a_part_he_is_not_named_for() {
    let accusation = |name: &str, summary: &str| {
        let summary = summary.to_owned();
        registered("11-20", name, |it| {
            it.matter.class = Class::Accusation;
            it.matter.accused = Some("会计赵强".to_owned());
            it.matter.summary = summary;
        })
    };
    let acts = [
        accusation("牟春生", "反映账目不清"),
        accusation("尉迟恭", "反映白条入账"),
    ];
    let desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let store = desk.store.as_ref();
    let assign = Step::Assign {
        unit: None,
        holder: Some("孙强".to_owned()),
        leader: None,
    };
    assert_eq!(refused(taken(store, CLERK, 1, assign)), None);
    let merged = desk.elsewhere(
        CLERK,
        Action::Merge(Merge::Cases {
            from: number(2),
            into: number(1),
            expected: (1, 2),
        }),
    );
    assert!(matches!(merged, CommitResult::Done(_)), "{merged:?}");
    let history = |who: &str| {
        let viewer = Viewer::new(who);
        let text = ask(store, |it| it.history(Stream::Case(number(1)), &viewer));
        format!("{:?}", text.unwrap())
    };
    assert!(history(CLERK).contains("白条"));
    let text = history("孙强");
    assert!(text.contains("账目不清"), "the whole is his: {text}");
    assert!(!text.contains("白条"), "{text}");
}

#[test]
fn what_a_counsellor_noted_is_not_read_in_the_history_of_the_matter_that_took_in_hers() {
    let acts = [
        registered("11-20", "牟春生", |_| {}),
        registered("11-20", "尉迟恭", |_| {}),
    ];
    let desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let store = desk.store.as_ref();
    let note = Step::Track(TrackState {
        track: Track::Counselling,
        holder: "徐静".to_owned(),
        stage: TrackStage::Doing,
        note: TrackNote::Text("夜里睡不着".to_owned()),
    });
    assert_eq!(refused(taken(store, "徐静", 2, note)), None);
    let merged = desk.elsewhere(
        CLERK,
        Action::Merge(Merge::Cases {
            from: number(2),
            into: number(1),
            expected: (2, 1),
        }),
    );
    assert!(matches!(merged, CommitResult::Done(_)), "{merged:?}");
    for who in [CLERK, "孙强"] {
        let viewer = Viewer::new(who);
        let text = ask(store, |it| it.history(Stream::Case(number(1)), &viewer));
        let text = format!("{:?}", text.unwrap());
        assert!(text.contains("Absorbed"), "{text}");
        assert!(!text.contains("睡不着"), "{who}: {text}");
    }
}

#[test]
fn whom_a_part_of_a_matter_accuses_reads_nothing_of_the_whole() {
    let accusation = |name: &str, accused: &str| {
        let accused = accused.to_owned();
        registered("11-20", name, |it| {
            it.matter.class = Class::Accusation;
            it.matter.accused = Some(accused);
            it.matter.summary = format!("反映{name}村里的事");
        })
    };
    let acts = [
        accusation("牟春生", "会计赵强"),
        accusation("尉迟恭", "会计李梅"),
    ];
    let desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let store = desk.store.as_ref();
    let merged = desk.elsewhere(
        CLERK,
        Action::Merge(Merge::Cases {
            from: number(2),
            into: number(1),
            expected: (1, 1),
        }),
    );
    assert!(matches!(merged, CommitResult::Done(_)), "{merged:?}");
    for who in ["赵强", "李梅"] {
        let viewer = Viewer::new(who);
        for run in [1, 2] {
            let text = ask(store, |it| {
                let case = it.case(number(run), &viewer)?.unwrap();
                let history = it.history(Stream::Case(number(run)), &viewer)?;
                Ok(format!("{case:?} {history:?}"))
            });
            let text = text.unwrap();
            assert!(!text.contains("村里的事"), "{who} {run}: {text}");
        }
        let filter = Filter::default();
        let query = QueueQuery {
            filter,
            ..QueueQuery::due(10)
        };
        let page = ask(store, |it| it.page(&query, &viewer)).unwrap();
        assert!(page.rows.iter().all(|row| row.locked), "{who}");
    }
    // Of the whole, 李梅 hears as little as if she stood in it by name.
    let beside = |who: &str| {
        let rows = ask(store, |it| it.cases_of(PersonId(1), 10, &Viewer::new(who)));
        rows.unwrap().len()
    };
    assert_eq!((beside(CLERK), beside("李梅"), beside("赵强")), (1, 0, 0));
}
