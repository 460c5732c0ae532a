//! The fast lane: the company is told, its hours run, it comes in time or late; the law's clocks go
//! on beside it.

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::{clocks, due};
use mulin::domain::case::fact::fast_lane::{FastLaneStep, Fault, Site, Utility};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::merge::MergeStep;
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Opening, Step};
use mulin::domain::codes::{Channel, Class};
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;

fn at(time: &str) -> Moment {
    Moment::parse(&format!("2026-11-25 {time}")).unwrap()
}

fn matter() -> Matter {
    Matter {
        class: Class::Claim,
        summary: "家里暖气漏水".to_owned(),
        ..Matter::default()
    }
}

fn visit() -> Visit {
    Visit {
        person: PersonId(1),
        received_at: Some(at("09:00")),
        channel: Some(Channel::Phone),
        station: None,
        people_count: 1,
        companion: None,
        words: String::new(),
        new_facts: None,
    }
}

fn put(utility: Utility, fault: Fault) -> Step {
    Step::FastLane(FastLaneStep::Put {
        utility,
        fault,
        site: Site::Village,
    })
}

/// Writes a step as `inform 09:05`.
fn step(text: &str) -> Step {
    let (name, time) = text.split_once(' ').unwrap();
    Step::FastLane(match name {
        "inform" => FastLaneStep::Inform {
            at: at(time),
            whom: "供热公司值班员".to_owned(),
        },
        "arrive" => FastLaneStep::Arrive { at: at(time) },
        "fix" => FastLaneStep::Fix { at: at(time) },
        other => panic!("no step {other}"),
    })
}

fn opened() -> Case {
    let opening = Opening {
        petitioner: PersonId(1),
        matter: matter(),
        visit: visit(),
        imported_answer: None,
    };
    Case::open(
        CaseNumber { year: 2026, run: 1 },
        opening,
        "王芳",
        at("09:00"),
    )
}

#[test]
fn what_comes_out_of_turn_is_refused_with_its_reason() {
    for (before, tried, reason) in [
        ("", "inform 09:05", Some("not-on-fast-lane")),
        ("put", "arrive 09:10", Some("company-not-told")),
        ("put", "inform 11:00", Some("in-the-future")),
        ("put", "inform 08:00", Some("before")),
        ("put", "inform 09:05", None),
        ("put; inform 09:05", "inform 09:06", Some("already-noted")),
        ("put; inform 09:05", "arrive 09:04", Some("before")),
        ("put; inform 09:05", "arrive 09:05", None),
        (
            "put; inform 09:05; arrive 09:40",
            "fix 09:30",
            Some("before"),
        ),
        ("put; inform 09:05; arrive 09:40", "fix 10:00", None),
        (
            "put; inform 09:05; fix 10:00",
            "arrive 10:01",
            Some("already-noted"),
        ),
    ] {
        let mut case = opened();
        for done in before.split("; ").filter(|it| !it.is_empty()) {
            let done = match done {
                "put" => put(Utility::Heating, Fault::Leak),
                other => step(other),
            };
            case = case.apply(&done, "王芳", at("10:30")).unwrap();
        }
        let after = case.apply(&step(tried), "王芳", at("10:30"));
        assert_eq!(
            after.err().map(|refusal| refusal.reason.code()),
            reason,
            "{before} then {tried}"
        );
    }
    let cold_water = opened().apply(&put(Utility::Water, Fault::TooCold), "王芳", at("10:30"));
    assert_eq!(cold_water.unwrap_err().field, Some("fault"));
}

#[test]
fn the_hours_make_the_case_due_until_the_company_came_and_the_laws_clocks_go_on() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let now = at("10:30");
    let due_now = |case: &Case| {
        let due = due(case, &calendar, &settings).unwrap();
        (due.rule, due.hour.map(|at| at.to_string()))
    };
    let before = clocks(&opened(), &calendar, &settings);
    let case = opened()
        .apply(&put(Utility::Heating, Fault::Leak), "王芳", now)
        .unwrap();
    assert_eq!(
        due_now(&case),
        ("heating_leak", Some("2026-11-25T10:00:00+08:00".to_owned())),
        "from the call while nobody was told"
    );
    let case = case.apply(&step("inform 09:20"), "王芳", now).unwrap();
    assert_eq!(
        due_now(&case),
        ("heating_leak", Some("2026-11-25T10:20:00+08:00".to_owned()))
    );
    let corrected = case
        .apply(&put(Utility::Heating, Fault::TooCold), "王芳", now)
        .unwrap();
    assert_eq!(
        due_now(&corrected),
        ("heating_cold", Some("2026-11-25T11:20:00+08:00".to_owned())),
        "whom the desk told stays known"
    );
    let case = case.apply(&step("arrive 10:25"), "王芳", now).unwrap();
    assert_eq!(due_now(&case), ("notice", None));
    let after = clocks(&case, &calendar, &settings);
    assert!(before.iter().all(|clock| after.contains(clock)));
    assert_eq!(after.len(), before.len() + 1);
    let open_water = opened()
        .apply(&put(Utility::Water, Fault::Leak), "王芳", now)
        .unwrap();
    assert_eq!(
        due_now(&open_water),
        ("notice", None),
        "no source gives hours"
    );
}

#[test]
fn of_two_clocks_that_end_on_one_day_an_hour_comes_before_the_day_and_the_earlier_hour_first() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let soon = |case: &Case| {
        let due = due(case, &calendar, &settings).unwrap();
        (due.rule, due.hour.map(|at| at.to_string()))
    };
    // The petitioner must be told by the end of the day on which the company must come.
    let last_day = |time: &str| Moment::parse(&format!("2026-12-10 {time}")).unwrap();
    let leak = |informed_at: &str| {
        let inform = Step::FastLane(FastLaneStep::Inform {
            at: last_day(informed_at),
            whom: "供热公司值班员".to_owned(),
        });
        [put(Utility::Heating, Fault::Leak), inform]
            .iter()
            .fold(opened(), |case, step| {
                case.apply(step, "王芳", last_day("18:00")).unwrap()
            })
    };
    let whole = leak("14:00");
    let hours = |hour: &str| ("heating_leak", Some(format!("2026-12-10T{hour}:00+08:00")));
    let notice = clocks(&whole, &calendar, &settings);
    let notice = notice
        .iter()
        .find(|it| it.deadline.rule == RuleName::Notice);
    assert_eq!(
        notice.unwrap().deadline.raw.date(),
        last_day("00:00").date()
    );
    assert_eq!(soon(&whole), hours("15:00"));
    // One matter with that of a neighbour, who called the company in the morning.
    let mut neighbour = leak("08:00");
    neighbour.number.run = 2;
    let both = MergeStep::Absorbed(Box::new(neighbour));
    let both = whole.evolve(&Step::Merge(both), "王芳");
    assert_eq!(soon(&both), hours("09:00"));
}

#[test]
fn a_store_keeps_the_lane_and_a_list_shows_its_hour() {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    let act = |time: &str, action| Act {
        who: "王芳".to_owned(),
        when: at(time),
        action,
    };
    let registration = Registration {
        petitioner: Petitioner::New(Box::new(Person {
            name: "牟春生".to_owned(),
            ..Person::default()
        })),
        matter: matter(),
        visit: visit(),
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    };
    let acts = [act("09:01", Action::Register(Box::new(registration)))];
    let came = store.commit(&acts).unwrap();
    let [CommitResult::Done(Done::Registered { number, .. })] = came[..] else {
        panic!("{came:?}");
    };
    let viewer = Viewer::new("王芳".to_owned());
    let actions = [
        (put(Utility::Heating, Fault::Leak), Some("10:00")),
        (step("inform 09:05"), Some("10:05")),
        (step("arrive 10:01"), None),
        (step("fix 10:20"), None),
    ];
    for (expected, (step, hour)) in (1..).zip(actions) {
        let action = Action::Step {
            case: number,
            expected,
            step,
        };
        let came = store.commit(&[act("10:30", action)]).unwrap();
        assert!(matches!(came[..], [CommitResult::Done(_)]), "{came:?}");
        let row = ask(&store, |it| it.row(number, &viewer)).unwrap().unwrap();
        assert_eq!(row.due_hour, hour.map(at));
    }
    let view = ask(&store, |it| it.case_view(number, &viewer))
        .unwrap()
        .unwrap();
    let call = view.case.fast_lane.clone().unwrap();
    assert_eq!(call.arrived_at, Some(at("10:01")));
    assert_eq!(call.fixed_at, Some(at("10:20")));
    let steps: Vec<_> = view
        .history
        .iter()
        .filter_map(|entry| match &entry.what {
            mulin::domain::entry::What::Case(step) => Some((entry.who.as_str(), entry.when, step)),
            _ => None,
        })
        .collect();
    assert_eq!(Case::replay(number, steps), Some(view.case));
}
