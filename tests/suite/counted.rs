//! What the figures count of a case: told as lives of a case, each with the day on which it ended,
//! whether it is resolved, and whether its answer is overdue.

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::case::clock::clocks::town_goal;
use mulin::domain::case::clock::facts::CaseFacts;
use mulin::domain::case::fact::closing::Satisfaction;
use mulin::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Opening, Step};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerDay, LawyerId, MeetingWay, Queue,
};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::person::id::PersonId;
use mulin::domain::settings::Settings;
use mulin::domain::sheet::{Base, Measure, Sheet};
use mulin::domain::value::Value;
use mulin::domain::viewer::Viewer;
use mulin::figures::report::{Asked, report};
use mulin::office::today::today;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;

use crate::made::{opening, step};
use crate::stored::{CLERK, number, registered};

/// Whoever may take a step takes it: some must be taken by another than the handler.
const WHO: [&str; 3] = [CLERK, "孙强", "李红"];

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-{text}")).unwrap()
}

/// A matter of Tuesday, 1 September, nine o'clock.
fn arrival(class: Class, channel: Channel) -> Case {
    let matter = Matter {
        class,
        summary: "拖欠工资".to_owned(),
        request: "付清工资".to_owned(),
        facts: "三个月没有发".to_owned(),
        ..Matter::default()
    };
    let opening = opening(matter, at("09-01 09:00"), channel);
    Case::open(number(9), opening, CLERK, at("09-01 09:00"))
}

/// Reads a step as `09-03 accept field=value`.
fn read_step(text: &str) -> (Step, Moment) {
    let (on, text) = text.split_once(' ').unwrap();
    let now = at(&format!("{on} 10:00"));
    (step(text, now), now)
}

fn lived(mut case: Case, steps: &str) -> Case {
    for text in steps.split("; ").filter(|text| !text.is_empty()) {
        let (step, now) = read_step(text);
        let taken = WHO.iter().map(|who| case.apply(&step, who, now));
        let tried: Vec<_> = taken.collect();
        let done = tried.iter().find_map(|it| it.as_ref().ok()).cloned();
        case = done.unwrap_or_else(|| panic!("{text}: {tried:?}"));
    }
    case
}

fn facts(case: &Case) -> CaseFacts {
    CaseFacts::of(case, &WorkingCalendar::built_in(), &Settings::default()).unwrap()
}

const ACCEPTED: &str = "09-02 accept; 09-02 notify";
const DECIDED: &str = "09-02 accept; 09-02 notify; 09-20 decide ruling=support; 09-21 deliver";

#[test]
fn a_matter_ends_on_its_own_day_whenever_it_is_struck_off() {
    use Channel::{Hotline12345, Visit};
    use Class::{Accusation, Claim, Litigation, Suggestion};
    let struck = "10-20 strike_off";
    for (class, channel, steps, ended) in [
        (Claim, Visit, "09-03 decline; 09-03 notify", "09-03"),
        (
            Claim,
            Visit,
            "09-04 withdraw form=written; 09-05 call_back confirmed=yes",
            "09-04",
        ),
        (
            Claim,
            Visit,
            "09-03 guide; 09-03 notify; 09-08 guidance_ended",
            "09-08",
        ),
        (Litigation, Visit, "09-03 guide", "09-03"),
        (Accusation, Visit, "09-03 forward", "09-03"),
        (Suggestion, Visit, "09-09 answer_suggestion", "09-09"),
        (
            Claim,
            Hotline12345,
            "09-03 order_answer order_outcome=done",
            "09-03",
        ),
        (
            Claim,
            Hotline12345,
            "09-02 order_return; 09-03 order_return_answered office_answer=agreed",
            "09-03",
        ),
        (
            Claim,
            Visit,
            "09-02 accept; 09-02 notify; 09-10 agree",
            "09-10",
        ),
    ] {
        let before = lived(arrival(class, channel), steps);
        assert_eq!(facts(&before).ended, Some(day(ended)), "{steps}");
        let after = lived(before, struck);
        assert_eq!(facts(&after).ended, Some(day(ended)), "{steps}; {struck}");
        // Opened again it is not ended, unless its answer still stands.
        let open = lived(after, "10-21 reopen");
        let stands = steps.contains("answer_suggestion") || steps.contains("order_answer");
        let guided = steps.contains("guid") || steps.contains("forward");
        if !stands && !guided {
            assert_eq!(facts(&open).ended, None, "{steps}; reopen");
        }
    }
    // A supported decision is carried out before it is struck off; the answer ended it.
    let done = lived(
        arrival(Claim, Visit),
        &format!("{DECIDED}; 10-01 carry_out done=yes; {struck}"),
    );
    assert_eq!(facts(&done).ended, Some(day("09-21")));
}

#[test]
fn an_extended_matter_is_overdue_after_its_extension_and_counts_in_the_rate() {
    let extend = "10-20 extend days=10 approver=李镇长 told_on=2026-10-20";
    let open = lived(
        arrival(Class::Claim, Channel::Visit),
        &format!("{ACCEPTED}; {extend}"),
    );
    let counted = facts(&open);
    let term = counted.answer.unwrap();
    assert_eq!((term.due, term.met), (day("11-11"), None));
    assert_eq!(counted.due, term.due);
    assert!(!counted.is_overdue_on(day("11-11")) && counted.is_overdue_on(day("11-12")));
    let late = lived(open, "11-16 decide ruling=explain");
    let term = facts(&late).answer.unwrap();
    assert_eq!(term.met, Some(day("11-16")));
    assert!(!term.in_time());
}

#[test]
fn the_figures_and_the_case_say_the_same_of_a_resolution() {
    use Channel::{Hotline12345, Visit};
    use Class::{Accusation, Claim, Suggestion};
    let answered = "09-03 order_answer order_outcome=done";
    let returned = "09-02 order_return; 09-03 order_return_answered office_answer=agreed";
    for (class, channel, steps, resolved) in [
        (Claim, Visit, "09-04 withdraw form=oral".to_owned(), None),
        (
            Claim,
            Visit,
            "09-04 withdraw form=written; 09-05 call_back confirmed=yes".to_owned(),
            Some(true),
        ),
        (
            Claim,
            Visit,
            "09-04 withdraw form=written; 09-05 call_back confirmed=yes; 09-06 strike_off"
                .to_owned(),
            Some(true),
        ),
        (Claim, Visit, format!("{ACCEPTED}; 09-10 agree"), Some(true)),
        (Claim, Visit, DECIDED.to_owned(), None),
        (
            Claim,
            Visit,
            format!("{DECIDED}; 10-01 carry_out done=yes"),
            Some(true),
        ),
        (Claim, Hotline12345, answered.to_owned(), None),
        (
            Claim,
            Hotline12345,
            format!("{answered}; 09-05 order_call_back solved=yes"),
            Some(true),
        ),
        (
            Claim,
            Hotline12345,
            format!("{answered}; 09-05 order_call_back solved=no"),
            Some(false),
        ),
        (
            Claim,
            Hotline12345,
            format!("{answered}; 09-05 order_call_back solved=yes; 09-06 strike_off"),
            Some(true),
        ),
        (Claim, Hotline12345, returned.to_owned(), None),
        (
            Claim,
            Hotline12345,
            format!("{returned}; 09-06 strike_off"),
            None,
        ),
        (
            Accusation,
            Visit,
            "09-03 forward; 09-06 strike_off".to_owned(),
            None,
        ),
        (
            Suggestion,
            Visit,
            "09-09 answer_suggestion adoption=adopted; 09-10 strike_off".to_owned(),
            Some(true),
        ),
        (
            Suggestion,
            Visit,
            "09-09 answer_suggestion adoption=not_adopted; 09-10 strike_off".to_owned(),
            None,
        ),
        (
            Claim,
            Visit,
            "09-03 decline; 09-03 notify".to_owned(),
            Some(false),
        ),
    ] {
        let case = lived(arrival(class, channel), &steps);
        assert_eq!(case.resolved(), resolved, "{steps}");
        assert_eq!(facts(&case).resolved, resolved == Some(true), "{steps}");
    }
}

#[test]
fn a_state_is_worded_by_what_was_done() {
    use Channel::{Hotline12345, Visit};
    use Class::{Accusation, Claim, Suggestion};
    for (class, channel, steps, word) in [
        (
            Suggestion,
            Visit,
            "09-09 answer_suggestion adoption=adopted",
            "adopted",
        ),
        (
            Suggestion,
            Visit,
            "09-09 answer_suggestion adoption=partly",
            "partly_adopted",
        ),
        (Accusation, Visit, "09-03 forward", "forwarded"),
        (Claim, Visit, "09-03 guide", "guided"),
        (
            Claim,
            Hotline12345,
            "09-03 order_answer order_outcome=done",
            "order_answered",
        ),
        (
            Claim,
            Hotline12345,
            "09-02 order_return; 09-03 order_return_answered office_answer=agreed",
            "order_returned",
        ),
        (Claim, Visit, "09-03 decline", "declined"),
    ] {
        let case = lived(arrival(class, channel), steps);
        assert_eq!(case.status_word(), word, "{steps}");
    }
    let asked = lived(
        arrival(Claim, Visit),
        &format!("{DECIDED}; 09-25 ask_review"),
    );
    assert_eq!(asked.status_word(), "in_review");
    let answered = lived(asked, "10-10 answer_review");
    assert_eq!(answered.status_word(), "review_answered");
}

#[test]
fn the_first_rating_counts_however_often_one_asks() {
    let asked = |answers: &str| {
        let steps = answers
            .split(' ')
            .map(|it| format!("; 09-25 satisfaction satisfaction={it}"));
        let case = lived(
            arrival(Class::Claim, Channel::Visit),
            &format!("{DECIDED}{}", steps.collect::<String>()),
        );
        (facts(&case).rating.map(|(_, answer)| answer), case.rated())
    };
    for (answers, first, last) in [
        ("dissatisfied", Satisfaction::Dissatisfied, "dissatisfied"),
        (
            "dissatisfied satisfied",
            Satisfaction::Dissatisfied,
            "satisfied",
        ),
        (
            "not_reached satisfied",
            Satisfaction::Satisfied,
            "satisfied",
        ),
        (
            "dissatisfied satisfied basically",
            Satisfaction::Dissatisfied,
            "basically",
        ),
        (
            "satisfied not_reached",
            Satisfaction::Satisfied,
            "not_reached",
        ),
    ] {
        assert_eq!(asked(answers), (Some(first), last), "{answers}");
    }
}

#[test]
fn a_rating_is_neither_repaired_nor_cleared_by_reopening_the_matter() {
    let lived = |steps: &str| {
        let case = lived(
            arrival(Class::Claim, Channel::Visit),
            &format!(
                "09-02 accept; 09-20 decide ruling=explain; 09-21 deliver; 09-24 strike_off; \
                 09-25 satisfaction satisfaction=dissatisfied{steps}"
            ),
        );
        let first = facts(&case).rating.map(|(_, answer)| answer);
        let shown = case.closing.rated_first.as_ref().and_then(|it| it.answer);
        (first, shown, case.rated())
    };
    let bad = Some(Satisfaction::Dissatisfied);
    let again = "; 09-28 reopen; 09-29 strike_off";
    assert_eq!(lived(""), (bad, None, "dissatisfied"));
    assert_eq!(lived("; 09-28 reopen"), (bad, bad, "unrated"));
    assert_eq!(lived(again), (bad, bad, "unrated"));
    let satisfied = format!("{again}; 09-30 satisfaction satisfaction=satisfied");
    assert_eq!(lived(&satisfied), (bad, bad, "satisfied"));
}

/// The town's goal of 30 days: what a sheet brings was received before it came here.
#[test]
fn the_goal_of_an_imported_open_matter_runs_from_its_receipt() {
    let opening = Opening {
        petitioner: PersonId(1),
        matter: Matter {
            class: Class::Claim,
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(1),
            received_at: Some(at("08-03 10:00")),
            channel: Some(Channel::Visit),
            station: None,
            people_count: 1,
            companion: None,
            words: String::new(),
            new_facts: None,
        },
        imported_answer: None,
    };
    let imported = Case::open(number(9), opening, CLERK, at("11-25 10:00"));
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let goal = town_goal(&imported, &calendar, &settings);
    assert_eq!(goal, Some(day("09-02")));
    assert_eq!(facts(&imported).due, day("09-02"));
}

#[test]
fn an_old_answer_without_a_date_ends_on_no_day_and_is_not_open() {
    let mut opening = Opening {
        petitioner: PersonId(1),
        matter: Matter {
            class: Class::Claim,
            ..Matter::default()
        },
        visit: arrival(Class::Claim, Channel::Visit).visits[0].clone(),
        imported_answer: Some(ImportedAnswer {
            at: None,
            text: "已解决".to_owned(),
        }),
    };
    let imported = at("11-25 10:00");
    let counted = facts(&Case::open(number(9), opening.clone(), CLERK, imported));
    assert_eq!(counted.ended, None);
    assert!(counted.is_ended_by(day("11-25")) && !counted.is_open_on(day("11-25")));
    assert!(!counted.days(&Settings::default()).contains(&day("11-25")));
    opening.imported_answer = Some(ImportedAnswer {
        at: Some(at("09-10 10:00")),
        text: "已解决".to_owned(),
    });
    let counted = facts(&Case::open(number(9), opening, CLERK, imported));
    assert_eq!(counted.ended, Some(day("09-10")));
}

fn store(acts: &[Act]) -> MemoryStore {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    for outcome in store.commit(acts).unwrap() {
        assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
    }
    let faults = ask(&store, |it| it.verify(&mut |_| {})).unwrap().faults;
    assert!(faults.is_empty(), "{faults:?}");
    store
}

fn month(store: &dyn Store) -> Sheet {
    let asked = Asked {
        period: Period::of(PeriodKind::Month, day("11-25")),
        area: None,
        today: day("11-25"),
    };
    let sheet = ask(store, |it| report(it, &asked, &Settings::default()));
    sheet.unwrap().unwrap()
}

fn value(sheet: &Sheet, base: Base, measure: Measure) -> Value {
    sheet.figure(base, measure).unwrap().value
}

fn act(on: &str, action: Action) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: at(&format!("{on} 15:00")),
        action,
    }
}

/// The matter `run` is raised again by the one who raised it.
fn again(on: &str, run: u32, name: &str, channel: Channel) -> Act {
    registered(on, name, |it| {
        it.visit.channel = Some(channel);
        it.joins = Some(number(run));
        if let Petitioner::New(given) = &it.petitioner {
            it.petitioner = Petitioner::Known {
                id: PersonId(u64::from(run)),
                described: given.clone(),
            };
        }
    })
}

#[test]
fn each_time_is_counted_by_its_own_channel_and_visits_alone_are_visits() {
    let phone = |it: &mut Registration| it.visit.channel = Some(Channel::Phone);
    let order = |it: &mut Registration| it.visit.channel = Some(Channel::Hotline12345);
    let store = store(&[
        registered("11-24", "牟春生", phone),
        registered("11-25", "李玉兰", |_| {}),
        registered("11-25", "孙志强", order),
        again("11-25", 1, "牟春生", Channel::Visit),
        again("11-25", 2, "李玉兰", Channel::Visit),
        again("11-25", 2, "李玉兰", Channel::Phone),
    ]);
    let sheet = month(&store);
    // Two visits to matters of the desk, one to the matter that was phoned in; no call, no order.
    assert_eq!(
        value(&sheet, Base::Petitions, Measure::Raised),
        Value::Count(3)
    );
    assert_eq!(
        value(&sheet, Base::Petitions, Measure::Repeat),
        Value::Rate { n: 2, of: 3 }
    );
    let viewer = Viewer::new(CLERK);
    let shown = ask(&store, |it| {
        today(it, at("11-25 16:00"), &Settings::default(), &viewer)
    });
    assert_eq!(shown.unwrap().visits, 3);
    let ledger = ask(&store, |it| it.duty(day("11-25"), &viewer)).unwrap();
    assert_eq!((ledger.visits, ledger.day.visits()), (3, 3));
}

#[test]
fn a_lawyer_came_when_he_sat_there_and_aid_counts_once_a_person() {
    let lawyer = Action::Lawyer {
        id: None,
        lawyer: Box::new(Lawyer {
            name: "甲".to_owned(),
            firm: "东所".to_owned(),
            active: true,
            ..Lawyer::default()
        }),
    };
    let rota = |on: &str| {
        Action::LawyerDay(LawyerDay {
            day: day(on),
            lawyer: Some(LawyerId(1)),
            note: String::new(),
        })
    };
    let met = |id: u64, case: Option<CaseNumber>| {
        let booking = Booking {
            day: day("11-25"),
            time: None,
            meeting: MeetingWay::WalkIn,
            lawyer: Some(LawyerId(1)),
            person: None,
            name: "牟春生".to_owned(),
            case,
            about: "讨要工资".to_owned(),
            state: BookingState::Booked,
            cleared: String::new(),
            queue: Queue::default(),
        };
        let book = BookingFact::Booked(Box::new(booking));
        let done = BookingFact::Done {
            outcome: "可申请法律援助".to_owned(),
            legal_aid: true,
        };
        [
            act(
                "11-25",
                Action::Booking {
                    id: None,
                    fact: book,
                },
            ),
            act(
                "11-25",
                Action::Booking {
                    id: Some(BookingId(id)),
                    fact: done,
                },
            ),
        ]
    };
    let mut acts = vec![
        act("11-02", lawyer),
        act("11-02", rota("11-11")),
        act("11-02", rota("11-25")),
        registered("11-03", "牟春生", |_| {}),
        registered("11-03", "李玉兰", |_| {}),
    ];
    // Both are granted aid by the steps of their cases; one met the lawyer too.
    for run in [1, 2] {
        for (expected, text) in [
            (1, "11-04 aid_ask"),
            (2, "11-05 aid_decide granted=granted"),
        ] {
            let (step, when) = read_step(text);
            let action = Action::Step {
                case: number(run),
                expected,
                step,
            };
            acts.push(Act {
                who: CLERK.to_owned(),
                when,
                action,
            });
        }
    }
    acts.extend(met(1, Some(number(1))));
    acts.sort_by_key(|it| it.when);
    let store = store(&acts);
    let sheet = month(&store);
    for (measure, n) in [
        // On 11 November the rota names him, and nobody was met.
        (Measure::LawyerVisits, 1),
        (Measure::LawyerCases, 1),
        (Measure::Aided, 2),
    ] {
        assert_eq!(
            value(&sheet, Base::All, measure),
            Value::Count(n),
            "{}",
            measure.code()
        );
    }
    let sum = ask(&store, |it| {
        it.lawyers_tally(day("11-01"), day("11-30"), day("11-25"))
    });
    let sum = sum.unwrap().sum;
    assert_eq!((sum.days, sum.cases, sum.aided), (1, 1, 2));
}

#[test]
fn a_call_that_was_answered_on_the_spot_is_in_the_report() {
    let call = |outcome| {
        let card = CallCard {
            caller: Caller {
                number: "13800001234".to_owned(),
                ..Caller::default()
            },
            started_at: at("11-24 14:50"),
            ended_at: at("11-24 14:55"),
            note: "问低保怎么办".to_owned(),
            outcome,
        };
        let fact = CallFact::Opened(Box::new(card));
        act("11-24", Action::Call { id: None, fact })
    };
    let passed = CallOutcome::PassedOn {
        to: "民政办".to_owned(),
    };
    let store = store(&[
        call(CallOutcome::Answered),
        call(CallOutcome::Answered),
        call(passed),
    ]);
    let sheet = month(&store);
    assert_eq!(
        value(&sheet, Base::Hotline, Measure::Calls),
        Value::Count(3)
    );
    assert_eq!(
        value(&sheet, Base::Hotline, Measure::CallsAnswered),
        Value::Count(2)
    );
}
