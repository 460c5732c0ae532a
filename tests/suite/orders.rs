//! 12345 work orders: what may be done with one, its clocks, the petition behind it, what it gives to
//! the rates; kept by both stores, shown on the screen, imported from a sheet.

use mulin::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::{clocks, due};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::order::step::OrderKind;
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Step, StepKind};
use mulin::domain::codes::{Channel, Class, Status, Urgency};
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::moment::Moment;
use mulin::domain::number::{ExternalKind, ExternalNumber};
use mulin::domain::queue::{Filter, QueueQuery};
use mulin::domain::settings::Settings;
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::words::lang::Lang;
use serde_json::json;

use crate::cli::Desk;
use crate::made::{opening, step};
use crate::stored::{CLERK, Stored, number, registered};
use crate::tampered;

const PETITION: &str = "close_ground=petition petition_number=ML-2026-0001 \
                        petition_due=2026-12-04 told_by=王芳";

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-{text}")).unwrap()
}

/// An order of Monday, 23 November, 10 o'clock.
fn order(class: Class, channel: Channel, urgency: Urgency) -> Case {
    let matter = Matter {
        class,
        urgency,
        summary: "路灯不亮".to_owned(),
        ..Matter::default()
    };
    let opening = opening(matter, at("11-23 10:00"), channel);
    Case::open(number(9), opening, CLERK, at("11-23 10:00"))
}

/// Reads a step: `11-24 09:00 order_contact reached=yes`.
fn read_step(text: &str) -> (Step, Moment) {
    let text = text.trim();
    let (day, rest) = text.split_once(' ').unwrap();
    let (time, text) = rest.trim().split_once(' ').unwrap();
    let now = at(&format!("{day} {time}"));
    (step(text, now), now)
}

fn lived(case: Case, steps: &str) -> Case {
    let steps = steps.split("; ").filter(|step| !step.is_empty());
    steps.fold(case, |case, text| {
        let (step, now) = read_step(text);
        case.apply(&step, CLERK, now)
            .unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"))
    })
}

fn claim() -> Case {
    order(Class::Claim, Channel::Hotline12345, Urgency::Ordinary)
}

const ANSWERED: &str = "11-24 09:00 order_answer order_outcome=done";

#[test]
fn what_the_rules_forbid_is_refused_with_its_article() {
    let asked = "11-25 09:00 order_return";
    let kept = format!("{asked}; 11-25 10:00 order_return_answered office_answer=refused");
    let returned = format!("{asked}; 11-25 10:00 order_return_answered office_answer=agreed");
    let assigned = "11-23 11:00 order_sign order_manner=assigned";
    let bad = format!("{ANSWERED}; 11-26 09:00 order_call_back solved=no");
    let duty = Some("潍12345 22");
    let province = Some("山东省政务服务热线管理办法");
    for (before, tried, reason, article) in [
        ("", "11-23 11:00 order_sign", None, None),
        (
            "",
            "11-23 11:00 order_sign at=2026-11-23~09:59",
            Some("before"),
            None,
        ),
        (
            "",
            "11-23 11:00 order_contact at=2026-11-23~11:01",
            Some("in-the-future"),
            None,
        ),
        (
            "",
            "11-25 09:00 order_return return_ground=county_item",
            None,
            None,
        ),
        (
            "",
            "11-26 09:00 order_return",
            Some("return-too-late"),
            province,
        ),
        (
            assigned,
            "11-24 09:00 order_return",
            Some("order-assigned"),
            duty,
        ),
        (
            kept.as_str(),
            "11-25 11:00 order_return",
            Some("order-assigned"),
            duty,
        ),
        (
            asked,
            "11-25 11:00 order_return",
            Some("already-asked"),
            None,
        ),
        (
            "",
            "11-25 11:00 order_return_answered",
            Some("nothing-asked"),
            None,
        ),
        (
            &returned,
            "11-25 11:00 order_answer",
            Some("order-over"),
            None,
        ),
        (
            "11-24 09:00 accept",
            "11-25 09:00 order_return",
            Some("already-accepted"),
            None,
        ),
        ("", "11-30 09:00 order_extend working_days=10", None, None),
        (
            "",
            "11-30 09:00 order_extend working_days=11",
            Some("order-extension-too-long"),
            province,
        ),
        (
            "",
            "12-01 09:00 order_extend working_days=5",
            Some("order-extension-too-late"),
            province,
        ),
        (
            "11-30 09:00 order_extend working_days=5",
            "11-30 10:00 order_extend working_days=5",
            Some("order-extended-once"),
            province,
        ),
        (
            "",
            "11-24 09:00 order_answer order_outcome=explained order_plan=",
            Some("plan-missing"),
            Some("潍12345 20"),
        ),
        ("", ANSWERED, None, None),
        (
            ANSWERED,
            "11-24 10:00 order_answer",
            Some("order-answered"),
            None,
        ),
        (
            "",
            "11-24 10:00 order_call_back",
            Some("order-not-answered"),
            None,
        ),
        (
            ANSWERED,
            "11-26 09:00 order_redo",
            Some("nothing-to-redo"),
            None,
        ),
        (
            &bad,
            "11-26 10:00 order_call_back",
            Some("already-noted"),
            None,
        ),
        (&bad, "11-27 09:00 order_redo", None, None),
        (
            "",
            "11-24 09:00 order_close_answered",
            Some("nothing-asked"),
            None,
        ),
    ] {
        let case = lived(claim(), before);
        let (step, now) = read_step(tried);
        let refusal = case.apply(&step, CLERK, now).err();
        let reason_of = refusal.as_ref().map(|it| it.reason.code());
        assert_eq!(reason_of, reason, "{before} → {tried}");
        let article_of = refusal.as_ref().and_then(|it| it.reason.article());
        assert_eq!(article_of, article, "{before} → {tried}");
    }
    for (class, reason) in [
        (Class::Unclassed, "class-first"),
        (Class::Accusation, "accusation"),
    ] {
        let case = order(class, Channel::Hotline12345, Urgency::Ordinary);
        let (step, now) = read_step(ANSWERED);
        let refusal = case.apply(&step, CLERK, now).unwrap_err();
        assert_eq!(refusal.reason.code(), reason);
    }
    let visit = order(Class::Claim, Channel::Visit, Urgency::Ordinary);
    for kind in StepKind::all().filter(|kind| matches!(kind, StepKind::Order(_))) {
        let refusal = visit.may(kind, at("11-24 09:00").date()).unwrap_err();
        assert_eq!(refusal.reason.code(), "not-an-order", "{kind:?}");
    }
}

#[test]
fn nobody_is_sent_to_a_petition_of_which_he_was_not_told() {
    let close = |given: &[(&str, &str)]| {
        let today = at("11-24 09:00").date();
        let answers: Vec<String> = StepKind::Order(OrderKind::AskClose)
            .asks()
            .iter()
            .map(|ask| {
                let given = given.iter().find(|(field, _)| *field == ask.field);
                given.map_or(String::new(), |(_, text)| (*text).to_owned())
            })
            .collect();
        (StepKind::Order(OrderKind::AskClose).read(&answers), today)
    };
    let whole = [
        ("close_ground", "petition"),
        ("reason", "同一件事"),
        ("petition_number", "ML-2026-0001"),
        ("petition_due", "2026-12-04"),
        ("caller_told_on", "2026-11-24"),
        ("told_by", "王芳"),
        ("on", "2026-11-24"),
    ];
    assert!(close(&whole).0.is_ok());
    for left in [
        "petition_number",
        "petition_due",
        "caller_told_on",
        "told_by",
    ] {
        let given: Vec<_> = whole.iter().copied().filter(|it| it.0 != left).collect();
        let refusals = close(&given).0.unwrap_err();
        let found: Vec<_> = refusals
            .iter()
            .map(|it| (it.field, it.reason.code(), it.reason.article()))
            .collect();
        assert_eq!(found, [(Some(left), "caller-not-told", Some("潍12345 19"))]);
    }
    // Another ground needs none of it.
    let other = [
        ("close_ground", "litigation"),
        ("reason", "已起诉"),
        ("on", "2026-11-24"),
    ];
    assert!(close(&other).0.is_ok());
}

#[test]
fn it_ends_only_when_the_city_office_agrees_and_comes_back_when_it_is_bad() {
    let asked = format!("11-24 09:00 order_close {PETITION} caller_told_on=2026-11-24");
    let bad = format!("{ANSWERED}; 11-26 09:00 order_call_back order_rating=dissatisfied");
    let struck = format!("{ANSWERED}; 11-25 09:00 strike_off");
    for (steps, status) in [
        (ANSWERED.to_owned(), Status::Delivered),
        (asked.clone(), Status::Registered),
        (
            format!("{asked}; 11-25 09:00 order_close_answered office_answer=refused"),
            Status::Registered,
        ),
        (
            format!("{asked}; 11-25 09:00 order_close_answered"),
            Status::Declined,
        ),
        (
            format!("{asked}; 11-25 09:00 order_close_answered; 11-25 10:00 strike_off"),
            Status::StruckOff,
        ),
        (format!("{bad}; 11-26 10:00 order_redo"), Status::Registered),
        (
            format!("{struck}; 11-26 09:00 order_press; 11-26 10:00 order_redo"),
            Status::Registered,
        ),
        // What was accepted as a petition is answered by a decision.
        (format!("11-23 11:00 accept; {ANSWERED}"), Status::Accepted),
    ] {
        assert_eq!(lived(claim(), &steps).status, status, "{steps}");
    }
}

#[test]
fn the_clocks_run_from_the_orders_own_dispatch_and_move_as_the_rules_say() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let found = |case: &Case, rule: RuleName| {
        let clock = clocks(case, &calendar, &settings);
        let clock = clock.into_iter().find(|it| it.deadline.rule == rule);
        clock.map(|it| {
            (
                it.deadline.due.date().to_string(),
                it.met_on.map(|day| day.to_string()),
            )
        })
    };
    let (hotline, back) = (RuleName::Hotline, RuleName::HotlineReturn);
    for (steps, rule, due, met) in [
        ("", hotline, "2026-11-30", None),
        ("", back, "2026-11-25", None),
        ("", RuleName::HotlineContact, "2026-11-24", None),
        (
            "11-23 15:00 order_contact reached=yes",
            RuleName::HotlineContact,
            "2026-11-24",
            Some("2026-11-23"),
        ),
        (
            "11-23 15:00 order_contact reached=no",
            RuleName::HotlineContact,
            "2026-11-24",
            None,
        ),
        (
            "11-25 09:00 order_return",
            back,
            "2026-11-25",
            Some("2026-11-25"),
        ),
        (
            "11-27 09:00 order_extend working_days=10",
            hotline,
            "2026-12-14",
            None,
        ),
        (
            "11-24 09:00 order_limit until=2027-01-20",
            hotline,
            "2027-01-20",
            None,
        ),
        (
            "11-24 09:00 order_limit until=2026-11-26",
            hotline,
            "2026-11-30",
            None,
        ),
        (ANSWERED, hotline, "2026-11-30", Some("2026-11-24")),
        (
            "11-24 09:00 order_answer; 11-26 09:00 order_call_back solved=no; 11-27 09:00 order_redo",
            hotline,
            "2026-12-04",
            None,
        ),
    ] {
        let case = lived(claim(), steps);
        let clock = found(&case, rule).unwrap();
        assert_eq!(
            clock,
            (due.to_owned(), met.map(str::to_owned)),
            "{steps} {rule:?}"
        );
    }
    let urgent = order(Class::Claim, Channel::Hotline12345, Urgency::Urgent);
    assert!(found(&urgent, RuleName::HotlineContactUrgent).is_some());
    assert!(found(&urgent, RuleName::HotlineContact).is_none());
    let closed = format!(
        "11-24 09:00 order_close {PETITION} caller_told_on=2026-11-24; \
         11-25 09:00 order_close_answered"
    );
    let closed = lived(claim(), &closed);
    assert_eq!(due(&closed, &calendar, &settings), None);
    // An order that joined a visit keeps its own days.
    let mut visit = order(Class::Claim, Channel::Visit, Urgency::Ordinary);
    let again = Visit {
        channel: Some(Channel::Hotline12345),
        received_at: Some(at("11-24 10:00")),
        ..visit.visits[0].clone()
    };
    visit = visit
        .apply(&Step::Join(again), CLERK, at("11-24 11:00"))
        .unwrap();
    assert_eq!(found(&visit, hotline).unwrap().0, "2026-12-01");
    let answered = lived(visit, "11-25 09:00 order_answer");
    assert_eq!(answered.status, Status::Registered);
    assert_eq!(
        found(&answered, hotline).unwrap().1.as_deref(),
        Some("2026-11-25")
    );
}

#[test]
fn an_order_runs_the_petitions_days_only_once_it_is_a_petition() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let days = |case: &Case| {
        let all = clocks(case, &calendar, &settings);
        [RuleName::Notice, RuleName::Accept, RuleName::Decide].map(|rule| {
            let found = all.iter().find(|it| it.deadline.rule == rule);
            found.map(|it| (it.deadline.from.date(), it.met_on))
        })
    };
    let day = |text: &str| at(&format!("{text} 00:00")).date();
    for class in [Class::Claim, Class::Unclassed, Class::Suggestion] {
        let case = order(class, Channel::Hotline12345, Urgency::Ordinary);
        assert_eq!(days(&case), [None, None, None], "{class:?}");
        // However long it is extended, nothing of the petition's is due before it.
        let extended = lived(case, "11-27 09:00 order_extend working_days=10");
        let due = due(&extended, &calendar, &settings).unwrap();
        assert_eq!(due.rule, RuleName::Hotline.code());
        assert!(
            clocks(&extended, &calendar, &settings)
                .iter()
                .all(|it| it.deadline.rule != RuleName::DecideProvisional)
        );
    }
    // He comes about it in person: from that day on it is a petition as well (条例 17, 23).
    let again = Visit {
        channel: Some(Channel::Visit),
        received_at: Some(at("11-27 09:00")),
        ..claim().visits[0].clone()
    };
    let came = claim().apply(&Step::Join(again), CLERK, at("11-27 09:00"));
    let from = Some((day("11-27"), None));
    assert_eq!(days(&came.unwrap()), [from, from, None]);
    // Or the town accepts it as one.
    let accepted = lived(claim(), "12-10 09:00 accept");
    let [notice, accept, decide] = days(&accepted);
    assert_eq!(notice, Some((day("12-10"), None)), "to be told in writing");
    assert_eq!(accept, Some((day("12-10"), Some(day("12-10")))));
    assert!(decide.is_some());
    // A petition that an order joins is one from the first.
    let visit = order(Class::Claim, Channel::Visit, Urgency::Ordinary);
    assert_eq!(days(&visit)[0], Some((day("11-23"), None)));
}

#[test]
fn whoever_did_not_rate_is_never_satisfied() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    for (call, solved, satisfied, resolved) in [
        ("", None, None, None),
        (
            "order_rating=unrated solved=unsaid contacted=no",
            None,
            None,
            None,
        ),
        (
            "order_rating=unrated solved=yes",
            Some(true),
            None,
            Some(true),
        ),
        (
            "order_rating=basically solved=yes",
            Some(true),
            Some(true),
            Some(true),
        ),
        (
            "order_rating=dissatisfied solved=no",
            Some(false),
            Some(false),
            Some(false),
        ),
    ] {
        let mut steps = ANSWERED.to_owned();
        if !call.is_empty() {
            steps = format!("{steps}; 11-26 09:00 order_call_back {call}");
        }
        let case = lived(claim(), &format!("{steps}; 11-27 09:00 strike_off"));
        let order = &case.order;
        assert_eq!(
            (order.solved(), order.satisfied()),
            (solved, satisfied),
            "{call}"
        );
        assert_eq!(case.resolved(), resolved, "{call}");
        let responded = (!call.is_empty()).then(|| !call.contains("contacted=no"));
        assert_eq!(order.responded(), responded, "{call}");
    }
    for (steps, now, in_time) in [
        ("", "11-24 09:00", None),
        ("", "11-24 10:01", Some(false)),
        ("11-24 10:00 order_contact", "11-25 09:00", Some(true)),
        ("11-24 10:01 order_contact", "11-25 09:00", Some(false)),
        (
            "11-23 10:30 order_contact reached=no",
            "11-25 09:00",
            Some(false),
        ),
        ("11-23 16:00 order_answer", "11-25 09:00", Some(true)),
        (ANSWERED, "11-25 09:00", Some(false)),
    ] {
        let case = lived(claim(), steps);
        let found = case.contacted_in_time(&calendar, &settings, at(now));
        assert_eq!(found, in_time, "{steps} at {now}");
    }
}

fn by_hotline(registration: &mut Registration) {
    registration.visit.channel = Some(Channel::Hotline12345);
    registration.matter.external.push(ExternalNumber {
        kind: ExternalKind::Hotline12345,
        value: "WF20261123001".to_owned(),
    });
}

/// A petition of 牟春生, an order of his, and a petition of somebody else.
fn three() -> Vec<Act> {
    vec![
        registered("11-19", "牟春生", |_| {}),
        registered("11-23", "牟春生", |it| {
            by_hotline(it);
            if let Petitioner::New(person) = it.petitioner.clone() {
                it.petitioner = Petitioner::Described(person);
            }
        }),
        registered("11-20", "单雄信", |it| {
            if let Petitioner::New(person) = &mut it.petitioner {
                person.phones = vec!["13800005678".to_owned()];
            }
        }),
    ]
}

fn view(store: &dyn Store, run: u32) -> CaseView {
    let viewer = Viewer::new(CLERK);
    ask(store, |it| it.case_view(number(run), &viewer))
        .unwrap()
        .unwrap()
}

#[test]
fn every_store_keeps_the_order_and_tells_the_caller_of_his_own_petition_alone() {
    let story = |store: &dyn Store| {
        store.commit(&three()).unwrap();
        let petitions: Vec<_> = view(store, 2)
            .petitions
            .iter()
            .map(|it| it.number)
            .collect();
        assert_eq!(petitions, [number(1)]);
        assert!(view(store, 1).petitions.is_empty(), "no order");
        let take = |text: &str| {
            let (step, when) = read_step(text);
            let expected = view(store, 2).case.revision;
            let act = Act {
                who: CLERK.to_owned(),
                when,
                action: Action::Step {
                    case: number(2),
                    expected,
                    step,
                },
            };
            store.commit(&[act]).unwrap().remove(0)
        };
        let done = |text: &str| assert!(matches!(take(text), CommitResult::Done(_)), "{text}");
        done("11-23 11:00 order_sign");
        done("11-23 14:00 order_contact reached=yes");
        let others = format!("11-24 09:00 order_close {PETITION} petition_number=ML-2026-0003");
        let others = others.replace("petition_number=ML-2026-0001 ", "");
        match take(&format!("{others} caller_told_on=2026-11-24")) {
            CommitResult::Refused(refusal) => assert_eq!(refusal.reason.code(), "not-its-petition"),
            other => panic!("{other:?}"),
        }
        done(&format!(
            "11-24 09:00 order_close {PETITION} caller_told_on=2026-11-24"
        ));
        let query = QueueQuery {
            filter: Filter {
                orders: true,
                ..QueueQuery::due(10).filter
            },
            ..QueueQuery::due(10)
        };
        let viewer = Viewer::new(CLERK);
        let page = ask(store, |it| it.page(&query, &viewer)).unwrap();
        let rows: Vec<_> = page.rows.iter().map(|row| row.number).collect();
        assert_eq!(rows, [number(2)]);
        done("11-25 09:00 order_close_answered");
        let seen = view(store, 2);
        assert_eq!(seen.case.status, Status::Declined);
        assert_eq!(seen.row.due_raw, None);
        let text = seen.case.order.asked_close().unwrap().what.petition.clone();
        assert_eq!(text.unwrap().by, "王芳");
        let past = seen.history.iter().filter_map(|entry| {
            let step = entry.step()?;
            Some((entry.who.as_str(), entry.when, step))
        });
        assert_eq!(Case::replay(number(2), past).as_ref(), Some(&seen.case));
        let found = ask(store, |it| it.verify(&mut |_| {})).unwrap();
        assert!(found.faults.is_empty(), "{:?}", found.faults);
    };
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
    let again = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
    assert_eq!(view(&again, 2).case.order.taken.len(), 4);
}

/// Asks for more working days for the order of [`three`], and gives what the store answers.
pub(crate) fn extended_by(store: &dyn Store, days: u16) -> String {
    store.commit(&three()).unwrap();
    let (step, when) = read_step(&format!("11-24 09:00 order_extend working_days={days}"));
    let act = Act {
        who: CLERK.to_owned(),
        when,
        action: Action::Step {
            case: number(2),
            expected: 1,
            step,
        },
    };
    format!("{:?}", store.commit(&[act]).unwrap())
}

#[test]
fn the_town_sets_by_how_much_an_order_is_extended() {
    let settings = Settings {
        hotline_extension_days: 15,
        ..Settings::default()
    };
    let store = MemoryStore::new(Vec::new(), settings.clone());
    store.commit(&three()).unwrap();
    for (days, done) in [(16, false), (15, true)] {
        let text = format!("11-24 09:00 order_extend working_days={days}");
        let (step, when) = read_step(&text);
        let act = Act {
            who: CLERK.to_owned(),
            when,
            action: Action::Step {
                case: number(2),
                expected: 1,
                step,
            },
        };
        let outcome = store.commit(&[act]).unwrap().remove(0);
        assert_eq!(matches!(outcome, CommitResult::Done(_)), done, "{text}");
    }
    let seen = view(&store, 2);
    let clock = seen
        .clocks
        .iter()
        .find(|it| it.deadline.rule == RuleName::Hotline);
    assert_eq!(clock.unwrap().deadline.due.date().to_string(), "2026-12-21");
}

#[test]
fn the_page_and_the_menu_show_the_petition_and_offer_it_as_the_ground() {
    for (lang, words) in [
        (Lang::Zh, ["正在信访", "申请不予受理", "信访编号"]),
        (
            Lang::En,
            [
                "Petition runs",
                "Ask to close as not taken",
                "Petition number",
            ],
        ),
    ] {
        let mut desk = Stored::open(lang, (80, 24), &three());
        // It is due first.
        desk.press("<F4> <Home> <Enter>");
        let page = desk.picture();
        assert!(page.contains(words[0]), "{page}");
        desk.press("case.step");
        desk.paste(words[1]);
        let menu = desk.picture();
        assert!(menu.contains(words[1]), "{menu}");
        let offered = menu.matches("ML-2026-0001").count();
        assert!(offered > 0, "{menu}");
        desk.press("1");
        let form = desk.picture();
        assert!(
            form.contains(words[2]) && form.contains("ML-2026-0001"),
            "{form}"
        );
    }
}

const SHEET: &str = "\
\u{feff}工单编号,来电人,联系电话,诉求内容,诉求时间,派单时间,办理时限,所属村,紧急程度,类别\r\n\
WF2026112300007,牟春生,13800001234,自来水停了两天,2026-11-22 20:15,2026-11-23 10:00,2026-11-30,东牟家村,紧急,城乡建设_供水\r\n\
WF2026112300008,单雄信,13800005678,路灯不亮,2026-11-23 08:00,,,,一般,\r\n\
WF2026112300007,牟春生,13800001234,同一张工单,2026-11-22 20:15,2026-11-23 10:00,,,,\r\n\
WF2026112300009,王秀英,13800009999,,2026-11-23 08:00,,,,,\r\n";

#[test]
fn a_sheet_of_orders_is_taken_in_once_and_its_dispatch_starts_the_clocks() {
    let desk = Desk::new();
    let file = desk.write("orders.csv", SHEET);
    let file = file.to_str().unwrap();
    let first = desk.run(&["import", "orders", file, "--json"]);
    let again = desk.run(&["import", "orders", file, "--json"]);
    for (answer, imported, skipped) in [(&first, 2, 0), (&again, 0, 2)] {
        assert_eq!(answer.code, 1, "{}", answer.err);
        let report = answer.json();
        assert_eq!(
            (&report["imported"], &report["skipped"]),
            (&json!(imported), &json!(skipped)),
            "{report}"
        );
        let refused: Vec<_> = report["refused"].as_array().unwrap().iter().collect();
        assert_eq!(
            (&refused[0]["row"], &refused[1]["row"]),
            (&json!(4), &json!(5))
        );
    }
    let shown = desk
        .run(&["case", "show", "WF2026112300007", "--json"])
        .json();
    assert_eq!(shown["channel"], "hotline_12345");
    assert_eq!(shown["urgency"], "urgent");
    assert_eq!(shown["received_at"], "2026-11-23T10:00:00+08:00");
    assert_eq!(shown["due"], "2026-11-30");
    assert_eq!(shown["external_numbers"][0]["kind"], "12345");
    assert_eq!(shown["order"]["dispatched_at"], "2026-11-23T10:00:00+08:00");
    assert_eq!(shown["order"]["contacted_in_time"], false);
    assert_eq!(shown["order"]["satisfied"], json!(null));
    let facts = shown["facts"].as_str().unwrap();
    for part in ["诉求时间：2026-11-22 20:15", "办理时限：2026-11-30"] {
        assert!(facts.contains(part), "{facts}");
    }
    // The city office's own day is none of ours: whoever took the order in is reminded of it, once.
    let last = "2026-11-30".parse().unwrap();
    let reminders = |who: &str| {
        let store = tampered::open(&desk.file("desk.redb"));
        ask(&store, |it| it.follow_ups(last, &Viewer::new(who))).unwrap()
    };
    let mine = reminders("刘巧玲");
    assert_eq!(mine.len(), 1, "{mine:?}");
    let recalled = &mine[0].follow_up.recalled;
    assert_eq!(
        (recalled.day, recalled.text.as_str()),
        (last, "办理时限：2026-11-30")
    );
    assert_eq!(
        recalled.about.map(|it| it.to_string()).as_deref(),
        shown["number"].as_str()
    );
    assert_eq!(reminders("赵磊").len(), 0);
    // Nothing says when it was dispatched: it counts from the call.
    let other = desk
        .run(&["case", "show", "WF2026112300008", "--json"])
        .json();
    assert_eq!(other["order"]["dispatched_at"], "2026-11-23T08:00:00+08:00");
    let words = desk.run(&["case", "show", "WF2026112300007", "--lang", "zh"]);
    assert!(words.out.contains("12345 工单"), "{}", words.out);
    let map = desk.write(
        "map.toml",
        "[columns]\nwork_order = \"单号\"\nsummary = \"内容\"\nreceived_at = \"派单\"\n",
    );
    let sheet = desk.write("own.csv", "单号,内容,派单\nWF9,井盖坏了,2026-11-24 09:00\n");
    let (map, sheet) = (map.to_str().unwrap(), sheet.to_str().unwrap());
    let mapped = desk.run(&["import", "orders", sheet, "--map", map, "--json"]);
    assert_eq!(mapped.json()["imported"], 1, "{}", mapped.err);
    let mapped = desk.run(&["case", "show", "WF9", "--json"]).json();
    assert_eq!(mapped["channel"], "hotline_12345");
}
