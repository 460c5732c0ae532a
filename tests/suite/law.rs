//! Readings of the law that were once wrong: an extension, the end of an agreement, a visit after an
//! answered order, a claim about the leader of the day. Each row is a vector with its right value.

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult, Petitioner, Registration};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::{clocks, due};
use mulin::domain::case::fact::ask::AnswerKind;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::codes::{Channel, Class, Status};
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::duty::owning::owner;
use mulin::domain::duty::{DutyDay, Leader, Roster};
use mulin::domain::moment::Moment;
use mulin::domain::refusal::Refusal;
use mulin::domain::settings::Settings;
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::{Store, ask};
use mulin::store::memory::store::MemoryStore;

use crate::lawful::made;
use crate::stored::{CLERK, number, registered};

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-{text}")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

/// A store with one matter, registered on 1 September.
fn store(change: impl FnOnce(&mut Registration)) -> MemoryStore {
    let store = MemoryStore::new(Vec::new(), Settings::default());
    keep(&store, registered("09-01", "牟春生", change));
    store
}

fn keep(store: &MemoryStore, act: Act) {
    let outcome = store.commit(&[act]).unwrap().remove(0);
    assert!(matches!(outcome, CommitResult::Done(_)), "{outcome:?}");
}

/// Takes a step, `11-24 09:00 order_answer order_outcome=done`; what is not said takes its first
/// choice, the present, or a word.
fn take(store: &MemoryStore, who: &str, text: &str) -> Result<(), Refusal> {
    let mut words = text.split_whitespace();
    let date = words.next().unwrap();
    let now = at(&format!("{date} {}", words.next().unwrap()));
    let kind = StepKind::parse(words.next().unwrap()).unwrap();
    let given: Vec<(&str, &str)> = words.map(|it| it.split_once('=').unwrap()).collect();
    let step = made(kind, now.date(), |ask| {
        let (_, value) = given.iter().find(|(field, _)| *field == ask.field)?;
        Some(match ask.answer {
            AnswerKind::Day => format!("2026-{value}"),
            _ => value.replace('~', " "),
        })
    });
    let action = Action::Step {
        case: number(1),
        expected: view(store).case.revision,
        step: step.unwrap(),
    };
    let act = Act {
        who: who.to_owned(),
        when: now,
        action,
    };
    match store.commit(&[act]).unwrap().remove(0) {
        CommitResult::Done(_) => Ok(()),
        CommitResult::Refused(refusal) => Err(refusal),
        other => panic!("{text}: {other:?}"),
    }
}

fn taken(store: &MemoryStore, steps: &[&str]) {
    for text in steps {
        take(store, CLERK, text).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
    }
}

fn refused(store: &MemoryStore, who: &str, text: &str) -> &'static str {
    take(store, who, text).unwrap_err().reason.code()
}

fn view(store: &MemoryStore) -> CaseView {
    let viewer = Viewer::new(CLERK);
    ask(store, |it| it.case_view(number(1), &viewer))
        .unwrap()
        .unwrap()
}

/// 条例 34. Accepted on 1 September, the 60th day is Saturday, 31 October; the law's last day is
/// Monday, 2 November (民法典 203).
#[test]
fn an_extension_is_in_time_on_the_laws_last_day_and_may_be_written_down_later() {
    let accepted = || {
        let it = store(|_| {});
        taken(
            &it,
            &["09-01 10:00 accept", "09-01 10:05 assign holder=李梅"],
        );
        it
    };
    let at_the_end = accepted();
    taken(
        &at_the_end,
        &["11-02 17:00 extend on=11-02 told_on=11-02 approver=周明"],
    );
    assert_eq!(view(&at_the_end).case.status, Status::Extended);

    let later = accepted();
    taken(
        &later,
        &["11-05 09:00 extend on=10-30 told_on=11-05 approver=周明"],
    );
    let it = view(&later);
    let extension = it.case.extension.unwrap();
    assert_eq!(
        (extension.on, extension.informed_on),
        (day("10-30"), day("11-05"))
    );
    let entered = it.history.last().unwrap().when;
    assert_eq!(entered.date(), day("11-05"), "both dates are kept");

    let late = accepted();
    let refusal = take(
        &late,
        CLERK,
        "11-03 09:00 extend on=11-03 told_on=11-03 approver=周明",
    );
    let refusal = refusal.unwrap_err();
    assert_eq!(refusal.reason.code(), "extension-too-late");
    assert_eq!(refusal.reason.day(), Some(day("11-02")));
}

#[test]
fn nobody_approves_his_own_delay() {
    let it = store(|_| {});
    taken(
        &it,
        &[
            "09-01 10:00 accept",
            "09-01 10:05 assign holder=李梅 leader=周明",
        ],
    );
    for (who, approver) in [
        ("李梅", "李梅"),
        (CLERK, "李梅"),
        (CLERK, "李~梅"),
        (CLERK, CLERK),
    ] {
        let step = format!("10-20 09:00 extend on=10-20 told_on=10-20 approver={approver}");
        assert_eq!(
            refused(&it, who, &step),
            "approves-himself",
            "{who} {approver}"
        );
    }
    let step = "10-20 09:00 extend on=10-20 told_on=10-20 approver=周明";
    assert_eq!(
        take(&it, "周明", step),
        Ok(()),
        "the leader in charge may write it down himself"
    );
}

#[test]
fn whoever_registered_a_matter_that_nobody_was_given_does_not_approve_its_delay() {
    let it = store(|_| {});
    taken(&it, &["09-01 10:00 accept"]);
    let step = format!("10-20 09:00 extend on=10-20 told_on=10-20 approver={CLERK}");
    assert_eq!(refused(&it, "孙强", &step), "approves-himself");
}

/// 条例 32; a strike-off rests on something (销号).
#[test]
fn nothing_is_no_proof_no_reason_and_no_fact() {
    let it = store(|_| {});
    taken(&it, &["09-01 10:00 accept"]);
    for (field, refusal) in [("facts", "decision-part"), ("opinion", "decision-part")] {
        for nothing in ["无", "/", "暂无。", "——"] {
            let step = format!("09-20 09:00 decide {field}={nothing}");
            assert_eq!(refused(&it, CLERK, &step), refusal, "{field}={nothing}");
        }
    }
    taken(
        &it,
        &["09-20 09:00 decide ruling=explain", "09-20 09:10 deliver"],
    );
    for nothing in ["无", "（无）", "-", "N/A"] {
        let step = format!("09-21 09:00 strike_off proof={nothing}");
        assert_eq!(refused(&it, CLERK, &step), "missing", "{nothing}");
    }
    taken(&it, &["09-21 09:00 strike_off proof=送达回证"]);
}

/// 调解法 31.
#[test]
fn an_agreement_is_struck_off_once_every_part_of_it_was_performed() {
    let agreed = || {
        let it = store(|_| {});
        for (when, step) in [
            (
                "09-02 09:00",
                "mediation_consent 李守田|given|2026-09-02|given|2026-09-02",
            ),
            ("09-03 09:00", "refer_to_mediation 孙玉梅、周明|2026-09-03"),
            (
                "09-04 09:00",
                "mediation_agree written|whole|牟春生，男；李守田，男|地界争议|赔款|分两期付款||2026-09-04",
            ),
            (
                "09-04 09:10",
                "mediation_instalment 赔款|1500 元|2026-09-20",
            ),
            (
                "09-04 09:20",
                "mediation_instalment 赔款|1500 元|2026-10-01",
            ),
            (
                "09-04 09:30",
                "mediation_sign 2026-09-04|2026-09-04|2026-09-04",
            ),
        ] {
            let action = Action::Step {
                case: number(1),
                expected: view(&it).case.revision,
                step: crate::mediation::step(step),
            };
            let who = CLERK.to_owned();
            let when = at(when);
            keep(&it, Act { who, when, action });
        }
        it
    };
    let it = agreed();
    let strike = "11-10 09:00 strike_off on=11-10 proof=协议书";
    let open = take(&it, CLERK, strike).unwrap_err();
    assert_eq!(open.reason.code(), "agreement-open");
    assert_eq!(open.reason.day(), Some(day("09-20")));
    assert_eq!(open.reason.article(), Some("调解法 31"));
    taken(
        &it,
        &["11-10 09:00 mediation_performed instalment=1 on=11-09 performed=yes"],
    );
    let open = take(&it, CLERK, strike).unwrap_err();
    assert_eq!(open.reason.day(), Some(day("10-01")));
    taken(
        &it,
        &["11-10 09:05 mediation_performed instalment=2 on=11-10 performed=no"],
    );
    assert_eq!(refused(&it, CLERK, strike), "agreement-broken");
    taken(
        &it,
        &[
            "11-10 09:10 mediation_performed instalment=2 on=11-10 performed=yes",
            strike,
        ],
    );
    assert_eq!(view(&it).case.resolved(), Some(true));
}

/// 条例 17, 22, 23: what is raised by a visit is a petition, whatever was answered to 12345.
#[test]
fn a_visit_after_an_answered_order_starts_its_own_clocks() {
    let it = store(|it| it.visit.channel = Some(Channel::Hotline12345));
    taken(&it, &["09-01 11:00 order_answer order_outcome=done"]);
    assert_eq!(view(&it).case.status, Status::Delivered);
    let mut visit = registered("10-12", "牟春生", |it| {
        let Petitioner::New(person) = it.petitioner.clone() else {
            panic!("a new person");
        };
        it.petitioner = Petitioner::Described(person);
        it.joins = Some(number(1));
    });
    visit.who = "孙强".to_owned();
    keep(&it, visit);
    let seen = view(&it);
    assert_eq!(seen.case.status, Status::Registered);
    let by = &seen.history.last().unwrap().who;
    assert_eq!(
        by,
        mulin::domain::act::HOUSE,
        "the house took it up again, not the clerk"
    );
    let calendar = WorkingCalendar::built_in();
    let settings = Settings::default();
    for rule in [RuleName::Notice, RuleName::Accept] {
        let clock = clocks(&seen.case, &calendar, &settings)
            .into_iter()
            .find(|it| it.deadline.rule == rule)
            .unwrap();
        assert_eq!(clock.deadline.from.date(), day("10-12"), "{rule:?}");
        assert_eq!(clock.met_on, None, "{rule:?}");
        assert_eq!(clock.deadline.raw.date(), day("10-27"), "{rule:?}");
    }
    assert_eq!(
        due(&seen.case, &calendar, &settings).unwrap().raw,
        day("10-27")
    );
    taken(&it, &["10-13 09:00 accept"]);
    let seen = view(&it);
    assert_eq!(seen.case.status, Status::Accepted);
    let due = due(&seen.case, &calendar, &settings).unwrap();
    assert_eq!(due.raw, day("10-27"), "the notice is still owed");
}

/// 条例 28 ¶3: a claim need not be an accusation to concern the leader of the day.
#[test]
fn the_leader_of_the_day_does_not_get_what_is_about_him() {
    let roster = Roster(vec![Leader {
        name: "赵岩".to_owned(),
        post: String::new(),
        convener: true,
        active: true,
    }]);
    let day = DutyDay {
        leader: Some("丁广义".to_owned()),
        stand_in: Some(("钱进".to_owned(), "开会".to_owned())),
        ..DutyDay::default()
    };
    let owned = |class: Class, accused: &str, summary: &str| {
        let it = store(|it| {
            it.matter.class = class;
            it.matter.accused = Some(accused.to_owned()).filter(|it| !it.is_empty());
            it.matter.summary = summary.to_owned();
        });
        owner(&day, &roster, Some(&view(&it).case))
    };
    let leader = Some("丁广义".to_owned());
    let stand_in = Some("钱进".to_owned());
    assert_eq!(owned(Class::Claim, "", "路灯坏了"), leader);
    assert_eq!(owned(Class::Claim, "丁广义副镇长", "拖欠工程款"), stand_in);
    assert_eq!(
        owned(Class::Unclassed, "", "丁广义欠我家两年饭钱"),
        stand_in
    );
    assert_eq!(
        owned(Class::Unclassed, "", "丁 广义和钱进都不管"),
        Some("赵岩".to_owned())
    );
    assert_eq!(
        owned(Class::Claim, "", "丁广义答应过修路"),
        leader,
        "classed: named is not accused"
    );
}

/// 条例 30 ¶3: until it is classed nobody can say whether it accuses him.
#[test]
fn an_unclassed_matter_that_names_the_viewer_is_not_shown_to_him() {
    let it = store(|it| {
        it.matter.class = Class::Unclassed;
        it.matter.summary = "赵铁柱贪污低保款".to_owned();
    });
    let seen_by = |who: &str| {
        let viewer = Viewer::new(who);
        let view = ask(&it, |it| it.case_view(number(1), &viewer)).unwrap();
        view.unwrap().case.matter.summary
    };
    assert_eq!(seen_by("赵铁柱"), "");
    assert_eq!(seen_by(CLERK), "赵铁柱贪污低保款");
    taken(&it, &["09-02 09:00 classify class=claim"]);
    assert_eq!(seen_by("赵铁柱"), "赵铁柱贪污低保款");
}

/// 未成年人保护法 11: at once, and until somebody wrote down to whom.
#[test]
fn harm_to_a_minor_is_due_at_once_until_it_was_reported() {
    let it = store(|it| it.matter.summary = "丈夫家暴，孩子才8岁也被打伤".to_owned());
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let first = |it: &MemoryStore| due(&view(it).case, &calendar, &settings).unwrap();
    assert_eq!(
        (first(&it).rule, first(&it).raw),
        ("minor_report", day("09-01"))
    );
    assert_eq!(
        refused(&it, CLERK, "09-01 10:00 report_minor outcome=无"),
        "missing"
    );
    taken(
        &it,
        &["09-01 10:00 report_minor minor_report=police outcome=派出所已接警"],
    );
    assert_ne!(first(&it).rule, "minor_report");
    let other = store(|it| it.matter.summary = "老人被邻居打伤".to_owned());
    assert_ne!(first(&other).rule, "minor_report");
}
