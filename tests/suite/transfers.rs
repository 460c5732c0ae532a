//! The way before the decision, as a clerk types it: forwarding, objection, recusal, guidance, the
//! simple procedure, and what a matter that nobody accepted looks like.

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult};
use mulin::domain::calendar::{DayKind, ListedDay, WorkingCalendar};
use mulin::domain::case::clock::clocks::{clocks, due};
use mulin::domain::case::fact::matter::Matter;
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Opening, Step, StepKind};
use mulin::domain::codes::{Channel, Class, Difficulty, Status, Urgency};
use mulin::domain::entry::Stream;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::refusal::Refusal;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::verbs::step_fields::fields;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::made::opening;
use crate::stored::{CLERK, Stored, number, registered};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A matter received on Monday 2026-03-02; `how` changes it.
fn case(class: Class, channel: Channel, how: impl FnOnce(&mut Opening)) -> Case {
    let matter = Matter {
        class,
        summary: "反映的事".into(),
        village: Some("东牟家村".into()),
        accused: (class == Class::Accusation).then(|| "东牟家村书记 牟某".to_owned()),
        ..Matter::default()
    };
    let mut opening = opening(matter, moment("2026-03-02 09:00"), channel);
    how(&mut opening);
    let number = CaseNumber { year: 2026, run: 1 };
    Case::open(number, opening, CLERK, moment("2026-03-02 09:10"))
}

/// Reads `kind answer|answer` as the form does.
fn typed(text: &str) -> Result<Step, Vec<Refusal>> {
    let (kind, answers) = text.split_once(' ').unwrap_or((text, ""));
    let kind = StepKind::parse(kind).unwrap_or_else(|| panic!("no step {kind}"));
    let answers: Vec<String> = answers.split('|').map(str::to_owned).collect();
    kind.read(&answers)
}

/// Takes the steps in order; gives the case, or the code of the first refusal.
fn live(case: &Case, steps: &str, today: &str) -> Result<Case, &'static str> {
    let now = moment(&format!("{today} 16:00"));
    let steps = steps.split("; ").filter(|text| !text.is_empty());
    let mut it = case.clone();
    for text in steps {
        let step = typed(text).map_err(|refusals| refusals[0].reason.code())?;
        it = it
            .apply(&step, CLERK, now)
            .map_err(|refusal| refusal.reason.code())?;
    }
    Ok(it)
}

fn refused(case: &Case, steps: &str, today: &str) -> &'static str {
    live(case, steps, today).err().unwrap_or("")
}

#[test]
fn what_the_law_allows_before_the_decision_row_by_row() {
    use Channel::{Referral, Visit};
    use Class::{Accusation, Claim, Litigation, Suggestion, Unclassed};
    let object = "object 不属本镇职权|2026-03-05";
    let rows: &[(Class, Channel, &str, &str)] = &[
        (Claim, Visit, "forward 市人社局|属其职权|2026-03-05", ""),
        (Claim, Visit, "forward |属其职权|2026-03-05", "missing"),
        (
            Claim,
            Visit,
            "accept 2026-03-04; forward 市人社局|属其职权|2026-03-05",
            "already-accepted",
        ),
        (
            Claim,
            Visit,
            "forward 甲局|因由|2026-03-05; forward 乙局|因由|2026-03-06",
            "",
        ),
        (
            Unclassed,
            Visit,
            "forward 市人社局|属其职权|2026-03-05",
            "class-first",
        ),
        (Claim, Visit, "report_back 2026-03-20", "not-assigned"),
        (
            Claim,
            Visit,
            "assign 劳保所|刘洋|; report_back 2026-03-20",
            "",
        ),
        (
            Claim,
            Visit,
            "assign 劳保所|刘洋|; report_back 2026-03-01",
            "before",
        ),
        (Claim, Visit, object, "not-transferred"),
        (Claim, Referral, object, ""),
        (
            Claim,
            Visit,
            "receive 市信访局|assigned|2026-03-04; object 不属本镇职权|2026-03-05",
            "",
        ),
        (Claim, Referral, "object 不属本镇职权|2026-03-09", ""),
        (
            Claim,
            Referral,
            "object 不属本镇职权|2026-03-10",
            "objection-too-late",
        ),
        (
            Claim,
            Referral,
            "receive 市信访局|forwarded|2026-03-05",
            "after",
        ),
        (
            Claim,
            Referral,
            "accept 2026-03-04; object 不属本镇职权|2026-03-05",
            "already-accepted",
        ),
        (
            Claim,
            Referral,
            "object 因由|2026-03-05; object 因由|2026-03-06",
            "already-objected",
        ),
        (
            Claim,
            Referral,
            "objection_answered returned|2026-03-06",
            "no-objection",
        ),
        (
            Claim,
            Referral,
            "object 因由|2026-03-05; objection_answered kept|2026-03-06; accept 2026-03-06",
            "",
        ),
        (
            Claim,
            Referral,
            "object 因由|2026-03-05; objection_answered returned|2026-03-06; accept 2026-03-06",
            "closed",
        ),
        (
            Claim,
            Referral,
            "object 因由|2026-03-05; objection_answered returned|2026-03-06; strike_off 退回单||2026-03-07",
            "",
        ),
        (
            Claim,
            Visit,
            "recuse 刘洋|近亲属|李镇长|2026-03-05; assign |刘洋|",
            "must-step-aside",
        ),
        (
            Claim,
            Visit,
            "recuse 刘洋|近亲属|李镇长|2026-03-05; assign |刘 洋|",
            "must-step-aside",
        ),
        (
            Claim,
            Visit,
            "recuse 刘洋|近亲属|李镇长|2026-03-05; assign |李梅|",
            "",
        ),
        (
            Claim,
            Visit,
            "recuse 刘洋|近亲属|刘洋|2026-03-05",
            "must-step-aside",
        ),
        (
            Claim,
            Visit,
            "excuse_notice 无地址|2026-03-05; decline 不属职权|去法院|2026-03-06; strike_off 记录||2026-03-07",
            "",
        ),
        (
            Claim,
            Visit,
            "decline 不属职权|去法院|2026-03-06; strike_off 记录||2026-03-07",
            "notice-owed",
        ),
        (
            Accusation,
            Visit,
            "forward 东牟家村村委会|查处|2026-03-05",
            "must-step-aside",
        ),
        (
            Accusation,
            Visit,
            "forward 纪检监察机关|查处|2026-03-05; tell_organisation 组织部|2026-03-06; strike_off 转送单||2026-03-07",
            "",
        ),
        (Accusation, Visit, "assign 东牟家村||", "must-step-aside"),
        (Accusation, Visit, "assign |牟某 主任|", "must-step-aside"),
        (
            Accusation,
            Visit,
            "tell_organisation 牟某|2026-03-06",
            "must-step-aside",
        ),
        (
            Accusation,
            Visit,
            "track mediation|牟某|doing|",
            "must-step-aside",
        ),
        (Accusation, Visit, "notify hand|2026-03-05", "accusation"),
        (Accusation, Visit, "simple 2026-03-05", "accusation"),
        (
            Accusation,
            Visit,
            "recuse 王芳|近亲属|李镇长|2026-03-05",
            "last-named",
        ),
        (
            Claim,
            Visit,
            "tell_organisation 组织部|2026-03-06",
            "not-an-accusation",
        ),
        (Litigation, Visit, "notify hand|2026-03-05", "litigation"),
        (
            Litigation,
            Visit,
            "forward 市法院|诉讼|2026-03-05; strike_off 转送单||2026-03-07",
            "",
        ),
        (
            Suggestion,
            Visit,
            "answer_suggestion adopted|已列入计划|hand|2026-03-05; strike_off 答复||2026-03-07",
            "",
        ),
        (
            Suggestion,
            Visit,
            "answer_suggestion partly||hand|2026-03-05",
            "missing",
        ),
        (
            Claim,
            Visit,
            "answer_suggestion adopted|已列入计划|hand|2026-03-05",
            "not-a-suggestion",
        ),
        (Claim, Visit, "follow 2026-05-01", "not-guided"),
        (
            Claim,
            Visit,
            "guide arbitration|一年内申请|2026-03-03; follow 2026-05-01",
            "",
        ),
        (
            Claim,
            Visit,
            "guide arbitration|一年内申请|2026-03-03; notify hand|2026-03-03; strike_off 记录||2026-03-07",
            "guidance-open",
        ),
        (
            Claim,
            Visit,
            "guide arbitration|一年内申请|2026-03-03; notify hand|2026-03-03; guidance_ended 已立案|2026-03-07; strike_off 记录||2026-03-07",
            "",
        ),
        (Claim, Visit, "simple 2026-03-03", ""),
        (Claim, Referral, "simple 2026-03-03", "simple-from-above"),
        (
            Claim,
            Referral,
            "receive 市信访局|forwarded|2026-03-02; simple 2026-03-03",
            "",
        ),
        (
            Claim,
            Visit,
            "guide arbitration|一年内申请|2026-03-03; simple 2026-03-04",
            "simple-other-road",
        ),
        (
            Claim,
            Visit,
            "divert 劳动仲裁|一年内申请|||2026-03-03; simple 2026-03-04",
            "simple-other-road",
        ),
        (
            Claim,
            Visit,
            "report_urgent 李镇长|phone|2026-03-02 09:20",
            "not-grave",
        ),
        (Claim, Visit, "represent 甲、乙", "no-group"),
    ];
    for (class, channel, steps, expected) in rows {
        let found = refused(&case(*class, *channel, |_| {}), steps, "2026-03-10");
        assert_eq!(found, *expected, "{class:?} {channel:?} [{steps}]");
    }
}

#[test]
fn groups_hard_repeated_and_grave_matters_have_their_own_rules() {
    let group = case(Class::Claim, Channel::Visit, |it| {
        it.visit.people_count = 12;
    });
    for (steps, expected) in [
        ("represent 甲一、乙二、丙三、丁四、戊五", ""),
        (
            "represent 甲一、乙二、丙三、丁四、戊五、己六",
            "too-many-representatives",
        ),
        ("simple 2026-03-03", "simple-hard"),
    ] {
        assert_eq!(refused(&group, steps, "2026-03-10"), expected, "{steps}");
    }
    let named = live(&group, "represent 甲一，乙二", "2026-03-10").unwrap();
    assert_eq!(named.matter.representatives, ["甲一", "乙二"]);

    let hard = case(Class::Claim, Channel::Visit, |it| {
        it.matter.difficulty = Difficulty::Hard;
    });
    assert_eq!(
        refused(&hard, "simple 2026-03-03", "2026-03-10"),
        "simple-hard"
    );
    let plain = case(Class::Claim, Channel::Visit, |_| {});
    let visit = plain.visits[0].clone();
    let again = plain
        .apply(&Step::Join(visit), CLERK, moment("2026-03-05 09:00"))
        .unwrap();
    assert_eq!(
        refused(&again, "simple 2026-03-06", "2026-03-10"),
        "simple-repeat"
    );

    let grave = case(Class::Claim, Channel::Visit, |it| {
        it.matter.urgency = Urgency::Grave;
    });
    assert_eq!(met(&grave, "urgent_report"), "runs", "not reported");
    let reported = live(
        &grave,
        "report_urgent 李镇长|phone|2026-03-02 09:20",
        "2026-03-10",
    );
    let reported = reported.unwrap();
    assert_eq!(met(&reported, "urgent_report"), "2026-03-02");
    assert_eq!(met(&reported, "urgent_report_written"), "runs");
    assert_eq!(
        refused(&grave, "report_urgent 李镇长|phone|09:20", "2026-03-10"),
        "not-a-moment"
    );
}

/// Gives when a clock was met, or that it runs, or that there is none.
fn met(case: &Case, rule: &str) -> String {
    clocks(case, &WorkingCalendar::built_in(), &Settings::default())
        .into_iter()
        .find(|clock| clock.deadline.rule.code() == rule)
        .map_or("none".to_owned(), |clock| {
            clock
                .met_on
                .map_or("runs".to_owned(), |day| day.to_string())
        })
}

/// Gives the raw day of a clock that still runs.
fn ends(case: &Case, rule: &str) -> Option<String> {
    clocks(case, &WorkingCalendar::built_in(), &Settings::default())
        .into_iter()
        .find(|clock| clock.deadline.rule.code() == rule && clock.met_on.is_none())
        .map(|clock| clock.deadline.raw.date().to_string())
}

#[test]
fn the_clocks_follow_what_was_done() {
    use Channel::{Referral, Visit};
    let rows: &[(Class, Channel, &str, &str, Option<&str>)] = &[
        (
            Class::Claim,
            Referral,
            "",
            "notice_transferred",
            Some("2026-03-17"),
        ),
        (
            Class::Claim,
            Referral,
            "receive 市信访局|assigned|2026-03-01",
            "notice_transferred",
            Some("2026-03-16"),
        ),
        (
            Class::Claim,
            Visit,
            "receive 市信访局|assigned|2026-03-05",
            "notice_transferred",
            Some("2026-03-20"),
        ),
        (
            Class::Claim,
            Visit,
            "receive 市信访局|assigned|2026-03-05",
            "notice",
            Some("2026-03-17"),
        ),
        (
            Class::Claim,
            Referral,
            "object 因由|2026-03-05",
            "objection",
            None,
        ),
        (
            Class::Claim,
            Referral,
            "object 因由|2026-03-05; objection_answered returned|2026-03-06",
            "notice_transferred",
            None,
        ),
        (
            Class::Claim,
            Visit,
            "excuse_notice 无地址|2026-03-05",
            "notice",
            None,
        ),
        (Class::Claim, Visit, "", "accept", Some("2026-03-17")),
        (
            Class::Claim,
            Visit,
            "",
            "decide_provisional",
            Some("2026-05-16"),
        ),
        (Class::Claim, Visit, "accept 2026-03-03", "accept", None),
        (
            Class::Claim,
            Visit,
            "accept 2026-03-03",
            "decide_provisional",
            None,
        ),
        (
            Class::Unclassed,
            Visit,
            "",
            "decide_provisional",
            Some("2026-05-16"),
        ),
        (Class::Accusation, Visit, "", "accept", None),
        (
            Class::Suggestion,
            Visit,
            "accept 2026-03-03",
            "decide",
            None,
        ),
        (
            Class::Claim,
            Visit,
            "simple 2026-03-03",
            "simple_accept",
            Some("2026-03-05"),
        ),
        (
            Class::Claim,
            Visit,
            "simple 2026-03-03",
            "simple_decide",
            Some("2026-03-16"),
        ),
        (
            Class::Claim,
            Visit,
            "assign 劳保所||; report_back 2026-03-20",
            "report_back",
            Some("2026-03-20"),
        ),
        (
            Class::Claim,
            Visit,
            "guide arbitration|一年内|2026-03-03",
            "guidance_ask",
            Some("2026-04-02"),
        ),
        (
            Class::Claim,
            Visit,
            "guide arbitration|一年内|2026-03-03; follow 2026-06-01",
            "guidance_ask",
            Some("2026-06-01"),
        ),
        (
            Class::Claim,
            Visit,
            "guide arbitration|一年内|2026-03-03; guidance_ended 已立案|2026-03-09",
            "guidance_ask",
            None,
        ),
    ];
    for (class, channel, steps, rule, expected) in rows {
        let it = live(&case(*class, *channel, |_| {}), steps, "2026-03-10").unwrap();
        assert_eq!(ends(&it, rule).as_deref(), *expected, "[{steps}] {rule}");
    }
}

#[test]
fn a_matter_that_was_told_but_not_accepted_stands_as_overdue_with_a_provisional_date() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let case = live(
        &case(Class::Claim, Channel::Visit, |_| {}),
        "notify hand|2026-03-02",
        "2026-03-20",
    );
    let case = case.unwrap();
    let due = due(&case, &calendar, &settings).unwrap();
    assert_eq!((due.rule, due.raw), ("accept", day("2026-03-17")));
    let clocks = clocks(&case, &calendar, &settings);
    let provisional = clocks
        .iter()
        .find(|clock| clock.deadline.rule.code() == "decide_provisional")
        .unwrap();
    assert!(!provisional.binds);
    assert!(!provisional.stands_on(day("2026-03-17")) && provisional.stands_on(day("2026-03-18")));
    let shown = Words::new(Lang::Zh)
        .explanation(&provisional.deadline)
        .join("\n");
    assert!(
        shown.contains("不是正式期限") && shown.contains("2026-05-16"),
        "{shown}"
    );
}

#[test]
fn an_objection_counts_working_days_by_the_lists_that_were_imported() {
    let it = case(Class::Claim, Channel::Referral, |_| {});
    let step = typed("object 因由|2026-03-10").unwrap();
    let now = moment("2026-03-10 16:00");
    let mut list: Vec<ListedDay> = WorkingCalendar::built_in().list(2026);
    list.push(ListedDay {
        date: day("2026-03-04"),
        kind: DayKind::Holiday,
        name: "加放".into(),
    });
    let calendar = WorkingCalendar::built_in().with_list(&list).unwrap();
    assert!(it.apply(&step, CLERK, now).is_err());
    assert!(
        it.apply_by(&calendar, &Settings::default(), &step, CLERK, now)
            .is_ok()
    );
}

#[test]
fn whoever_is_complained_of_loses_the_matter_when_it_becomes_an_accusation() {
    let it = live(
        &case(Class::Claim, Channel::Visit, |_| {}),
        "assign 东牟家村|刘洋|牟书记",
        "2026-03-10",
    );
    let accused = it
        .unwrap()
        .apply(
            &typed("classify accusation|general|ordinary|ordinary").unwrap(),
            CLERK,
            moment("2026-03-10 16:00"),
        )
        .unwrap();
    assert_eq!(
        (accused.unit.as_deref(), accused.holder.as_deref()),
        (None, Some("刘洋"))
    );
    let seen = accused.seen_by(&Viewer::new("孙强"));
    assert_eq!((seen.unit, seen.holder, seen.leader), (None, None, None));
}

#[test]
fn an_extension_is_approved_before_day_60_told_and_at_most_30_days_once() {
    let it = case(Class::Claim, Channel::Visit, |_| {});
    let accepted = live(&it, "accept 2026-03-03", "2026-03-10").unwrap();
    for (today, extend, expected) in [
        ("2026-05-02", "李镇长|案情复杂|30|2026-05-02|2026-05-02", ""),
        (
            "2026-05-02",
            "李镇长|案情复杂|31|2026-05-02|2026-05-02",
            "too-long",
        ),
        (
            "2026-05-02",
            "李镇长|案情复杂|0|2026-05-02|2026-05-02",
            "not-a-number",
        ),
        (
            "2026-05-02",
            "|案情复杂|30|2026-05-02|2026-05-02",
            "missing",
        ),
        ("2026-05-02", "李镇长||30|2026-05-02|2026-05-02", "missing"),
        ("2026-05-02", "李镇长|案情复杂|30|2026-05-02|", "missing"),
        (
            "2026-05-02",
            "李镇长|案情复杂|30|2026-05-02|2026-05-01",
            "before",
        ),
        (
            "2026-05-02",
            "李镇长|案情复杂|30|2026-05-02|2026-05-03",
            "in-the-future",
        ),
        ("2026-05-03", "李镇长|案情复杂|30|2026-05-02|2026-05-03", ""),
        ("2026-05-06", "李镇长|案情复杂|30|2026-05-06|2026-05-06", ""),
        (
            "2026-05-07",
            "李镇长|案情复杂|30|2026-05-07|2026-05-07",
            "extension-too-late",
        ),
    ] {
        let found = refused(&accepted, &format!("extend {extend}"), today);
        assert_eq!(found, expected, "{extend} on {today}");
    }
}

fn in_every_store(story: impl Fn(&dyn Store)) {
    story(&MemoryStore::new(Vec::new(), Settings::default()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    story(&RedbStore::open(&path, Vec::new(), Settings::default()).unwrap());
}

/// Every step before the decision in one life, for a referral, an accusation, a suggestion.
const LIVES: &[(Class, Channel, &str)] = &[
    (
        Class::Claim,
        Channel::Referral,
        "receive 市信访局|assigned|2026-11-20; object 不属本镇职权|2026-11-23; \
         objection_answered kept|2026-11-24; recuse 刘洋|近亲属|李镇长|2026-11-24; \
         excuse_notice 无地址|2026-11-24; assign 劳保所||; report_back 2026-12-10; \
         represent 甲一、乙二; guide arbitration|一年内申请|2026-11-24; follow 2026-12-20; \
         guidance_ended 已立案|2026-11-25; report_urgent 李镇长|paper|2026-11-25 09:20",
    ),
    (
        Class::Accusation,
        Channel::Letter,
        "forward 纪检监察机关|查处|2026-11-24; tell_organisation 组织部|2026-11-24",
    ),
    (
        Class::Suggestion,
        Channel::Visit,
        "simple 2026-11-24; answer_suggestion partly|明年修|text|2026-11-25",
    ),
];

#[test]
fn every_step_is_kept_by_every_store_and_told_in_words() {
    in_every_store(|store| {
        let viewer = Viewer::new(CLERK);
        for (run, (class, channel, steps)) in (1..).zip(LIVES) {
            let opened = registered("11-20", "牟春生", |it| {
                it.matter.class = *class;
                it.matter.urgency = Urgency::Grave;
                it.visit.channel = Some(*channel);
                it.visit.people_count = if *channel == Channel::Referral { 12 } else { 1 };
            });
            store.commit(&[opened]).unwrap();
            for (expected, text) in (1..).zip(steps.split("; ")) {
                let step = typed(text).unwrap();
                let shown = fields(&Words::new(Lang::Zh), &step);
                assert!(shown.iter().any(|it| !it.text.is_empty()), "{text}");
                let act = Act {
                    who: CLERK.to_owned(),
                    when: moment("2026-11-25 10:00"),
                    action: Action::Step {
                        case: number(run),
                        expected,
                        step,
                    },
                };
                let outcome = store.commit(&[act]).unwrap().remove(0);
                assert!(
                    matches!(outcome, CommitResult::Done(_)),
                    "{text}: {outcome:?}"
                );
            }
            let (kept, history) = ask(store, |it| {
                Ok((
                    it.case(number(run), &viewer)?.unwrap(),
                    it.history(Stream::Case(number(run)), &viewer)?,
                ))
            })
            .unwrap();
            let steps: Vec<_> = history
                .iter()
                .filter_map(|entry| match &entry.what {
                    mulin::domain::entry::What::Case(step) => {
                        Some((entry.who.as_str(), entry.when, step))
                    }
                    _ => None,
                })
                .collect();
            assert_eq!(Case::replay(number(run), steps).as_ref(), Some(&kept));
            let stranger = ask(store, |it| it.case(number(run), &Viewer::new("孙强"))).unwrap();
            let stranger = format!("{:?}", stranger.unwrap().transfer);
            assert!(!stranger.contains("纪检"), "{stranger}");
        }
        let status = |run| {
            ask(store, |it| it.case(number(run), &viewer))
                .unwrap()
                .unwrap()
                .status
        };
        assert_eq!((status(2), status(3)), (Status::Guided, Status::Delivered));
    });
}

#[test]
fn a_clerk_forwards_from_the_case_and_reads_it_there() {
    let mut desk = Stored::open(
        Lang::Zh,
        (160, 45),
        &[registered("11-24", "牟春生", |_| {})],
    );
    desk.press("<Enter> case.step");
    desk.paste("转送");
    desk.press("<Enter>");
    desk.paste("市人社局");
    desk.press("<Tab>");
    desk.paste("属其职权");
    desk.press("<C-s>");
    let kept = ask(&*desk.store, |it| it.case(number(1), &Viewer::new(CLERK))).unwrap();
    assert!(
        kept.unwrap().transfer.forwarded_on().is_some(),
        "{}",
        desk.picture()
    );
    desk.press("5");
    let picture = desk.picture();
    assert!(
        picture.contains("转送") && picture.contains("市人社局"),
        "{picture}"
    );
}
