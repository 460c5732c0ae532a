//! Four weeks of the town with a clock, 2026-09-21 to 10-18: over the Mid-Autumn and National Day
//! holidays, a working Saturday, a leader's absence, a month's end and midnight. What the ledgers,
//! the whistles and the reports say is held against a tally kept by hand, day by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use mulin::domain::act::{Act, Action, CommitResult, Done};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use mulin::domain::codes::Channel;
use mulin::domain::duty::rota::fill;
use mulin::domain::duty::{DutyDay, DutyFact, How, Leader};
use mulin::domain::grid::node::GridLevel;
use mulin::domain::item::{CallId, Item, WhistleId};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::period::{Period, PeriodKind};
use mulin::domain::settings::Settings;
use mulin::domain::sheet::{Base, Measure, Sheet};
use mulin::domain::value::Value;
use mulin::domain::viewer::Viewer;
use mulin::domain::whistle::fact::{Party, Raised, WhistleFact, WhistleKind};
use mulin::figures::compare::differences;
use mulin::figures::report::{Asked, report};
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use tempfile::TempDir;

use crate::mediation::step;
use crate::stored::{CLERK, registered};

const FIRST: &str = "2026-09-21";
const LAST: &str = "2026-10-18";
/// Who is away on these days, and who stands in.
const AWAY: [&str; 2] = ["2026-10-08", "2026-10-09"];
const STAND_IN: &str = "孙立";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(day: NaiveDate, time: &str) -> Moment {
    Moment::parse(&format!("{day}T{time}:00+08:00")).unwrap()
}

/// The town, and what is known of it by hand.
struct Walk {
    store: RedbStore,
    _folder: TempDir,
    /// Cases that stand open on ledgers, with their owners.
    owed: BTreeMap<Item, String>,
    /// 12345 orders on no ledger.
    backlog: Vec<CaseNumber>,
    /// Registered on which day, petitions and orders.
    came: BTreeMap<NaiveDate, u32>,
    ended: BTreeSet<CaseNumber>,
}

impl Walk {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        Self {
            store: RedbStore::open(&path, Vec::new(), Settings::default()).unwrap(),
            _folder: folder,
            owed: BTreeMap::new(),
            backlog: Vec::new(),
            came: BTreeMap::new(),
            ended: BTreeSet::new(),
        }
    }

    fn by(&self, who: &str, when: Moment, action: Action) -> Done {
        let who = who.to_owned();
        let act = Act { who, when, action };
        match self.store.commit(&[act]).unwrap().remove(0) {
            CommitResult::Done(done) => done,
            other => panic!("{when}: {other:?}"),
        }
    }

    fn done(&self, when: Moment, action: Action) -> Done {
        self.by(CLERK, when, action)
    }

    fn duty(&self, day: NaiveDate, time: &str, fact: DutyFact) {
        self.done(at(day, time), Action::Duty { day, fact });
    }

    fn day(&self, day: NaiveDate) -> DutyDay {
        let viewer = Viewer::new(CLERK);
        ask(&self.store, |it| it.duty(day, &viewer)).unwrap().day
    }

    /// Registers at 10:00; gives the number.
    fn arrival(&mut self, day: NaiveDate, channel: Channel) -> CaseNumber {
        let Action::Register(mut registration) = registered("11-25", "牟春生", |_| {}).action
        else {
            panic!("a registration");
        };
        let when = at(day, "10:00");
        registration.visit.received_at = Some(when);
        registration.visit.channel = Some(channel);
        *self.came.entry(day).or_default() += 1;
        match self.done(when, Action::Register(registration)) {
            Done::Registered { number, .. } => number,
            other => panic!("{other:?}"),
        }
    }

    fn step(&self, who: &str, when: Moment, case: CaseNumber, text: &str) {
        let viewer = Viewer::new(CLERK);
        let known = ask(&self.store, |it| it.case(case, &viewer)).unwrap();
        let action = Action::Step {
            case,
            expected: known.unwrap().revision,
            step: step(text),
        };
        self.by(who, when, action);
    }

    /// Withdrawn, called back and struck off with proof.
    fn end(&mut self, day: NaiveDate, case: CaseNumber) {
        for (who, text) in [
            (CLERK, format!("withdraw written|已和解|{day}")),
            ("李红", format!("call_back yes|确是自愿|{day}")),
            (CLERK, format!("strike_off 回访属实||{day}")),
        ] {
            self.step(who, at(day, "16:00"), case, &text);
        }
        self.owed.remove(&Item::Case(case));
        self.ended.insert(case);
    }

    fn escalate(&self, now: Moment) {
        for (id, fact) in ask(&self.store, |it| it.due_escalations(now)).unwrap() {
            self.done(now, Action::Whistle { id: Some(id), fact });
        }
    }

    fn has(&self, id: u32) -> Party {
        let (viewer, now) = (Viewer::new(CLERK), at(date(LAST), "10:00"));
        let view = ask(&self.store, |it| it.whistle(WhistleId(id), now, &viewer));
        view.unwrap().unwrap().whistle.to().clone()
    }

    fn sheet(&self, kind: PeriodKind, day: NaiveDate, today: NaiveDate) -> Sheet {
        let asked = Asked {
            period: Period::of(kind, day),
            area: None,
            today,
        };
        let sheet = ask(&self.store, |it| report(it, &asked, &Settings::default()));
        sheet.unwrap().unwrap()
    }

    fn registered(&self, period: Period) -> u32 {
        let days = self.came.range(period.from..=period.to);
        days.map(|(_, n)| n).sum()
    }
}

fn count(sheet: &Sheet) -> u32 {
    match sheet.figure(Base::All, Measure::Registered).unwrap().value {
        Value::Count(n) => n,
        other => panic!("{other:?}"),
    }
}

fn leaders() -> Vec<Leader> {
    [
        ("周正", true),
        ("吴敏", true),
        ("郑和", false),
        (STAND_IN, false),
    ]
    .map(|(name, convener)| Leader {
        name: name.to_owned(),
        post: "副镇长".to_owned(),
        convener,
        active: true,
    })
    .to_vec()
}

/// How many visit on a day: nobody on a rest day, else none to three by turns.
fn visitors(day: NaiveDate, calendar: &WorkingCalendar) -> u32 {
    if calendar.is_rest_day(day) {
        0
    } else {
        day.ordinal() % 4
    }
}

#[test]
fn the_town_is_walked_through_four_weeks_day_by_day() {
    let calendar = WorkingCalendar::built_in();
    let mut walk = Walk::begin();
    for leader in leaders() {
        walk.done(at(date(FIRST), "07:00"), Action::Leader(leader));
    }
    // Every day has its leader, rest days and holidays too.
    let span = (date(FIRST), date(LAST));
    let rota = fill(&leaders(), span, &[], None, &calendar, true);
    assert_eq!(rota.len(), 28);
    for (day, fact) in rota.clone() {
        let when = at(date(FIRST), "07:10");
        walk.done(when, Action::Duty { day, fact });
    }
    let on_duty: BTreeMap<NaiveDate, String> = rota
        .into_iter()
        .map(|(day, fact)| match fact {
            DutyFact::Named { leader, .. } => (day, leader.unwrap()),
            other => panic!("{other:?}"),
        })
        .collect();
    let mut september = None;
    for day in date(FIRST).iter_days().take_while(|day| *day <= date(LAST)) {
        a_day(&mut walk, day, &on_duty[&day], &calendar);
        if day == date("2026-10-01") {
            let sheet = walk.sheet(PeriodKind::Month, date("2026-09-30"), day);
            assert_eq!(count(&sheet), walk.registered(sheet.period));
            issue(&walk, at(day, "18:00"), &sheet);
            september = Some(sheet);
        }
        if day.weekday() == chrono::Weekday::Mon && day > date(FIRST) {
            // 周通报 of the week that is over.
            let before = day - Days::new(7);
            let sheet = walk.sheet(PeriodKind::Week, before, day);
            assert_eq!(
                count(&sheet),
                walk.registered(sheet.period),
                "week of {before}"
            );
        }
    }
    a_letter_of_september_is_entered_late(&mut walk, &september.unwrap());
    let findings = ask(&walk.store, |it| it.verify(&mut |_| {})).unwrap();
    assert!(findings.faults.is_empty(), "{findings:?}");
}

fn a_day(walk: &mut Walk, day: NaiveDate, leader: &str, calendar: &WorkingCalendar) {
    let away = AWAY.contains(&day.to_string().as_str());
    if away {
        let who = Some(STAND_IN.to_owned()).filter(|it| it != leader);
        let who = who.or(Some("周正".to_owned()));
        let why = "到市里开会".to_owned();
        walk.duty(day, "08:00", DutyFact::StandIn { who, why });
    } else {
        walk.duty(
            day,
            "08:20",
            DutyFact::Arrived(at(day, "08:20").local().time()),
        );
    }
    let visitors = visitors(day, calendar);
    for _ in 0..visitors {
        let number = walk.arrival(day, Channel::Visit);
        walk.owed.insert(Item::Case(number), leader.to_owned());
    }
    if day.day().is_multiple_of(3) {
        let number = walk.arrival(day, Channel::Hotline12345);
        walk.backlog.push(number);
    }
    if day.weekday() == chrono::Weekday::Tue {
        a_call(walk, day, leader);
    }
    if day == date("2026-09-30") {
        a_whistle_before_midnight(walk, day, leader);
    }
    if day == date("2026-10-01") {
        // The hour to sign in ran out over midnight; nobody passed it up twice.
        for time in ["00:20", "00:31", "09:00"] {
            walk.escalate(at(day, time));
            let town = time == "00:20";
            assert_eq!(walk.has(1) == area(walk), town, "{time}");
        }
    }
    // What came five days before is settled, on working days.
    if !calendar.is_rest_day(day) && day.day().is_multiple_of(2) {
        let oldest = walk.owed.keys().find_map(|item| match item {
            Item::Case(number) => Some(*number),
            _ => None,
        });
        if let Some(case) = oldest.filter(|case| !walk.backlog.contains(case)) {
            walk.end(day, case);
        }
    }
    walk.duty(day, "17:30", DutyFact::Closed(at(day, "17:30")));
    let taken: Vec<CaseNumber> = if visitors < 2 {
        walk.backlog.drain(..).collect()
    } else {
        Vec::new()
    };
    for case in &taken {
        walk.owed.insert(Item::Case(*case), leader.to_owned());
    }
    check_the_evening(walk, day, (leader, away), (visitors, &taken));
}

/// The ledger of the day and all that is not struck off, against the tally.
fn check_the_evening(
    walk: &Walk,
    day: NaiveDate,
    (leader, away): (&str, bool),
    (visitors, taken): (u32, &[CaseNumber]),
) {
    let ledger = walk.day(day);
    assert_eq!(ledger.visits(), visitors, "{day}");
    assert_eq!(ledger.acting() == Some(leader), !away, "{day}");
    assert!(
        ledger
            .lines
            .iter()
            .all(|it| it.owner.as_deref() == Some(leader)),
        "{day}: whoever stands in, what came is the leader's"
    );
    let backlog = ledger.lines.iter().filter(|it| it.how == How::Backlog);
    let unstruck: Vec<Item> = backlog
        .inspect(|it| assert_eq!(it.few, Some((visitors, 2)), "{day}"))
        .map(|it| it.item)
        .collect();
    let expected: Vec<Item> = taken.iter().map(|it| Item::Case(*it)).collect();
    assert_eq!(
        unstruck, expected,
        "{day}: the oldest first, until none is left"
    );
    let viewer = Viewer::new(CLERK);
    let owed = ask(&walk.store, |it| it.owed(&viewer)).unwrap();
    let owed: BTreeMap<Item, String> = owed
        .into_iter()
        .map(|it| (it.owed.line.item, it.owed.line.owner.unwrap()))
        .collect();
    assert_eq!(owed, walk.owed, "{day}: own to the end");
    let sheet = walk.sheet(PeriodKind::Day, day, day);
    assert_eq!(
        count(&sheet),
        walk.came.get(&day).copied().unwrap_or(0),
        "{day}"
    );
}

/// One call is answered at once, one is rung back the next afternoon at the latest.
fn a_call(walk: &mut Walk, day: NaiveDate, leader: &str) {
    let card = |outcome| CallCard {
        caller: Caller {
            number: "13800001234".to_owned(),
            name: "欧阳娜".to_owned(),
            person: None,
            village: String::new(),
        },
        started_at: at(day, "09:00"),
        ended_at: at(day, "09:03"),
        note: "问低保".to_owned(),
        outcome,
    };
    let by = at(day, "15:00");
    let what = "问清材料".to_owned();
    for outcome in [CallOutcome::Answered, CallOutcome::CallBack { by, what }] {
        let fact = CallFact::Opened(Box::new(card(outcome)));
        let done = walk.done(at(day, "09:03"), Action::Call { id: None, fact });
        let Done::Call(CallId(id)) = done else {
            panic!("{done:?}");
        };
        if id % 2 == 0 {
            let now = at(day, "14:00");
            assert_eq!(ask(&walk.store, |it| it.call_counts(now)).unwrap().due, 1);
            let fact = CallFact::CallBackTried {
                at: now,
                reached: true,
                statement: "说清了".to_owned(),
                again: None,
            };
            let id = Some(CallId(id));
            walk.done(now, Action::Call { id, fact });
        }
    }
    let lines = walk.day(day).lines;
    let calls = lines.iter().filter(|it| matches!(it.item, Item::Call(_)));
    assert!(calls.clone().all(|it| it.struck.is_some()), "{day}");
    assert!(calls.clone().all(|it| it.owner.as_deref() == Some(leader)));
    assert_eq!(calls.count(), 2, "{day}");
}

fn area(walk: &Walk) -> Party {
    let grid = ask(&walk.store, |it| it.grid()).unwrap();
    let area = grid.of_level(GridLevel::Area).next().unwrap();
    Party::Node(area.code.clone())
}

fn a_whistle_before_midnight(walk: &mut Walk, day: NaiveDate, leader: &str) {
    let grid = ask(&walk.store, |it| it.grid()).unwrap();
    let Party::Node(area) = area(walk) else {
        panic!("an area");
    };
    let village = grid.children(&area).next().unwrap().code.clone();
    let raised = Raised {
        kind: WhistleKind::Sign,
        from: Party::Node(village),
        to: Party::Node(area),
        about: "两家为排水沟起争执".to_owned(),
        approver: String::new(),
        case: None,
        sign: None,
        at: at(day, "23:30"),
    };
    let fact = WhistleFact::Raised(Box::new(raised));
    walk.done(at(day, "23:30"), Action::Whistle { id: None, fact });
    walk.owed
        .insert(Item::Whistle(WhistleId(1)), leader.to_owned());
}

fn issue(walk: &Walk, when: Moment, sheet: &Sheet) {
    let sheet = Box::new(sheet.clone());
    let reason = String::new();
    walk.done(when, Action::Report { sheet, reason });
}

/// What was issued stays as it was; what is known now stands beside it.
fn a_letter_of_september_is_entered_late(walk: &mut Walk, issued: &Sheet) {
    walk.arrival(date("2026-09-29"), Channel::Letter);
    let today = walk.sheet(PeriodKind::Month, date("2026-09-30"), date(LAST));
    assert_eq!(count(&today), count(issued) + 1);
    let kept = ask(&walk.store, |it| it.report(issued.period, None)).unwrap();
    let kept = kept.unwrap();
    assert_eq!(kept.issues.len(), 1);
    assert!(kept.issues[0].is_sound());
    assert_eq!(kept.issues[0].sheet, issued.bare());
    assert!(!differences(&kept.issues[0].sheet, &today.bare()).is_empty());
}
