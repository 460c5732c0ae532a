//! 条例 as invariants: no sequence of steps reaches a state that breaks a rule of the law, and the
//! breach of each rule is refused with its article.
//!
//! Steps are made from their own questions, so that a new kind of step is tried here unasked.

use mulin::domain::case::fact::appeal::AppealKind;
use mulin::domain::case::fact::transfer::TransferKind;
use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::clock::clocks::{CaseClock, clocks};
use mulin::domain::case::fact::ask::{AnswerKind, Ask};
use mulin::domain::case::fact::closing::ClosingStep;
use mulin::domain::case::fact::matter::{MAX_REPRESENTATIVES, Matter, Visit};
use mulin::domain::case::fact::order::close::CloseGround;
use mulin::domain::case::fact::order::step::{OrderOutcome, OrderRating, OrderStep};
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{CaseField, Opening, Step, StepKind};
use mulin::domain::case::fact::transfer::TransferStep;
use mulin::domain::codes::{Channel, Class, Status};
use mulin::domain::deadline::compute::compute;
use mulin::domain::deadline::rule::RuleName;
use mulin::domain::draft::{Desk, Doubt, IntakeDraft};
use mulin::domain::field::Field;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::id::PersonId;
use mulin::domain::phone::Dialling;
use mulin::domain::settings::Settings;
use proptest::prelude::{Strategy, any, prop, proptest};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const CLERK: &str = "王芳";
const ACCUSED: &str = "赵会计";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}

fn visit(on: NaiveDate, new_facts: Option<&str>) -> Visit {
    Visit {
        person: PersonId(1),
        received_at: Some(Moment::start_of(on)),
        channel: Some(Channel::Visit),
        station: None,
        people_count: 6,
        companion: None,
        words: String::new(),
        new_facts: new_facts.map(str::to_owned),
    }
}

fn opening(class: Class) -> Opening {
    Opening {
        petitioner: PersonId(1),
        matter: Matter {
            class,
            summary: "拖欠工资".into(),
            accused: Some(ACCUSED.into()),
            ..Matter::default()
        },
        visit: Visit {
            people_count: 1,
            ..visit(day("2026-03-02"), None)
        },
        imported_answer: None,
    }
}

/// The same matter, come by 12345.
fn ordered(class: Class) -> Opening {
    let mut opening = opening(class);
    opening.visit.channel = Some(Channel::Hotline12345);
    opening
}

fn opened(class: Class) -> Case {
    let when = Moment::start_of(day("2026-03-02"));
    let number = CaseNumber { year: 2026, run: 1 };
    Case::open(number, opening(class), CLERK, when)
}

/// Makes a step of `kind` from its questions; `answer` gives each, and `None` leaves it to a
/// default that a step of `today` can be taken with.
pub(crate) fn made(
    kind: StepKind,
    today: NaiveDate,
    mut answer: impl FnMut(&Ask) -> Option<String>,
) -> Option<Step> {
    let answers: Vec<String> = kind
        .asks()
        .iter()
        .map(|ask| {
            answer(ask).unwrap_or_else(|| match ask.answer {
                AnswerKind::Case => "ML-2026-0009".to_owned(),
                AnswerKind::Line if ask.field == "at" => format!("{today} 00:00"),
                AnswerKind::Line if ask.field == "dispute_type" => "其他纠纷".to_owned(),
                AnswerKind::Line if kind == StepKind::Dispute => "35000".to_owned(),
                AnswerKind::Several { .. } => "1".to_owned(),
                AnswerKind::Line | AnswerKind::Text => "话".to_owned(),
                AnswerKind::Day if ask.field == "until" && kind != StepKind::Divert => {
                    after(today, 90).to_string()
                }
                AnswerKind::Day => today.to_string(),
                AnswerKind::Moment => format!("{today} 00:00"),
                AnswerKind::Number => "30".to_owned(),
                AnswerKind::Choice { codes, .. } => {
                    codes().first().copied().unwrap_or("").to_owned()
                }
            })
        })
        .collect();
    kind.read(&answers).ok()
}

/// Reads a step: `05-11 decide ruling=support request=`; the day is the present, and what is not
/// said takes its default.
fn read_step(text: &str) -> (Step, NaiveDate) {
    let mut words = text.split(' ');
    let today = day(&format!("2026-{}", words.next().unwrap()));
    let name = words.next().unwrap();
    let given: Vec<(&str, &str)> = words.map(|it| it.split_once('=').unwrap()).collect();
    if name == "join" {
        let new_facts = given.first().map(|(_, text)| *text);
        return (Step::Join(visit(today, new_facts)), today);
    }
    let kind = StepKind::parse(name).unwrap_or_else(|| panic!("no step {name}"));
    let step = made(kind, today, |ask| {
        let (_, value) = given.iter().find(|(field, _)| *field == ask.field)?;
        Some(match ask.answer {
            AnswerKind::Day if !value.is_empty() => format!("2026-{value}"),
            _ => (*value).to_owned(),
        })
    });
    (
        step.unwrap_or_else(|| panic!("{text} does not read")),
        today,
    )
}

/// Takes steps, written one behind the other with `; ` between them.
fn lived(class: Class, steps: &str) -> Case {
    steps
        .split("; ")
        .filter(|step| !step.is_empty())
        .fold(opened(class), |case, text| {
            let (step, today) = read_step(text);
            case.apply(&step, CLERK, Moment::start_of(today))
                .unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"))
        })
}

const DECIDED: &str = "03-03 accept; 05-11 decide ruling=explain; 05-11 deliver";
const SUPPORTED: &str = "03-03 accept; 05-11 decide ruling=support; 05-11 deliver";

/// 复查 answered and delivered on 07-06; 复核 may be asked until 08-05.
fn reviewed() -> String {
    format!("{DECIDED}; 06-10 ask_review; 07-06 answer_review outcome=upheld")
}

fn at_last() -> String {
    format!(
        "{}; 08-05 ask_recheck; 09-01 answer_recheck outcome=upheld",
        reviewed()
    )
}

#[test]
fn the_breach_of_each_rule_is_refused_with_its_article() {
    use Class::{Accusation, Claim, Litigation, Suggestion, Unclassed};
    let (reviewed, last) = (reviewed(), at_last());
    let asked = format!("{DECIDED}; 06-10 ask_review");
    let rows: &[(Class, &str, &str, &str, Option<&str>)] = &[
        // class, steps before, step, what stands against it, its article
        (
            Unclassed,
            "",
            "03-03 accept",
            "class-first",
            Some("条例 28–31"),
        ),
        (
            Accusation,
            "",
            "03-03 accept",
            "accusation",
            Some("条例 30"),
        ),
        (
            Accusation,
            "",
            "03-03 decline",
            "accusation",
            Some("条例 30"),
        ),
        (
            Accusation,
            "",
            "03-03 notify",
            "accusation",
            Some("条例 30"),
        ),
        (Accusation, "", "03-03 guide", "accusation", Some("条例 30")),
        (
            Accusation,
            "",
            "03-03 assign holder=赵会计",
            "must-step-aside",
            Some("条例 28 ¶3"),
        ),
        (
            Claim,
            "",
            "03-03 assign unit=赵会计",
            "must-step-aside",
            Some("条例 28 ¶3"),
        ),
        (
            Litigation,
            "",
            "03-03 accept",
            "litigation",
            Some("条例 20 ¶2"),
        ),
        (
            Litigation,
            "",
            "03-03 notify",
            "litigation",
            Some("条例 20 ¶2"),
        ),
        (Claim, "", "03-03 decide", "not-accepted", Some("条例 34")),
        (
            Claim,
            "03-03 accept",
            "03-04 decide request= facts=",
            "decision-part",
            Some("条例 32"),
        ),
        (
            Claim,
            "03-03 accept",
            "03-04 decide facts=",
            "decision-part",
            Some("条例 32"),
        ),
        (
            Suggestion,
            "03-03 accept",
            "03-04 extend",
            "no-such-clock",
            Some("条例 31 (六), 34"),
        ),
        (Claim, "", "03-04 extend", "not-accepted", Some("条例 34")),
        (
            Claim,
            "03-03 accept",
            "03-04 extend days=31",
            "too-long",
            Some("条例 34"),
        ),
        (
            Claim,
            "03-03 accept",
            "05-07 extend",
            "extension-too-late",
            Some("条例 34"),
        ),
        (
            Claim,
            "03-03 accept; 05-02 extend",
            "05-02 extend",
            "already-extended",
            Some("条例 34"),
        ),
        (
            Claim,
            "03-03 accept",
            "03-04 hear",
            "no-hearing",
            Some("条例 31 (六)"),
        ),
        (Claim, "03-03 accept", "05-11 deliver", "not-decided", None),
        (
            Claim,
            "03-03 accept; 05-11 decide",
            "05-12 ask_review",
            "answer-not-delivered",
            Some("条例 35, 36"),
        ),
        (
            Claim,
            DECIDED,
            "06-11 ask_review",
            "review-too-late",
            Some("条例 35"),
        ),
        (
            Claim,
            DECIDED,
            "06-10 late_request round=review",
            "still-in-time",
            None,
        ),
        (
            Claim,
            DECIDED,
            "06-11 ask_recheck",
            "review-first",
            Some("条例 36"),
        ),
        (
            Claim,
            DECIDED,
            "05-12 carry_out",
            "nothing-to-carry-out",
            Some("条例 32"),
        ),
        (
            Claim,
            SUPPORTED,
            "05-12 strike_off",
            "not-carried-out",
            Some("条例 32"),
        ),
        (Claim, &asked, "06-11 ask_review", "already-appealed", None),
        (
            Claim,
            &asked,
            "06-11 ask_recheck",
            "review-not-answered",
            Some("条例 35"),
        ),
        (
            Claim,
            &asked,
            "07-20 strike_off",
            "review-not-answered",
            Some("条例 35"),
        ),
        (
            Claim,
            &reviewed,
            "08-05 strike_off",
            "recheck-open",
            Some("条例 36"),
        ),
        (
            Claim,
            &reviewed,
            "08-06 ask_recheck",
            "recheck-too-late",
            Some("条例 36"),
        ),
        (
            Claim,
            &last,
            "09-02 ask_review",
            "no-longer-accepted",
            Some("条例 36 ¶3"),
        ),
        (
            Claim,
            &last,
            "09-02 ask_recheck",
            "no-longer-accepted",
            Some("条例 36 ¶3"),
        ),
        (
            Claim,
            &last,
            "09-02 join new=证人",
            "new-matter",
            Some("条例 36 ¶3"),
        ),
        (Claim, &last, "09-02 accept", "closed", None),
        (
            Claim,
            "03-03 agree",
            "03-04 accept",
            "ended-by-agreement",
            Some("鲁信访 46 (一)"),
        ),
    ];
    for (class, before, step, reason, article) in rows {
        let case = lived(*class, before);
        let (step_, today) = read_step(step);
        let refusal = case
            .apply(&step_, CLERK, Moment::start_of(today))
            .expect_err(step);
        assert_eq!(refusal.reason.code(), *reason, "{before} → {step}");
        assert_eq!(refusal.reason.article(), *article, "{before} → {step}");
    }
    let (note, today) = read_step("03-03 note");
    let refusal = opened(Accusation)
        .apply(&note, "孙强", Moment::start_of(today))
        .unwrap_err();
    assert_eq!(refusal.reason.article(), Some("条例 30 ¶3, 46 (五)"));
}

#[test]
fn what_the_law_allows_is_not_refused() {
    let (reviewed, last) = (reviewed(), at_last());
    for (before, step, status) in [
        ("03-03 accept", "05-02 extend days=30", Status::Extended),
        (DECIDED, "06-10 ask_review", Status::InReview),
        (
            DECIDED,
            "06-11 late_request round=review",
            Status::Delivered,
        ),
        (SUPPORTED, "05-12 carry_out done=yes", Status::Delivered),
        (
            &format!("{DECIDED}; 05-20 strike_off"),
            "06-10 ask_review",
            Status::InReview,
        ),
        (&reviewed, "08-06 strike_off", Status::StruckOff),
        (&reviewed, "08-05 ask_recheck", Status::InRecheck),
        (&last, "09-02 join", Status::Final),
        (&last, "09-02 note", Status::Final),
        (
            "03-03 accept; 03-04 classify class=claim difficulty=hard",
            "03-05 hear",
            Status::Accepted,
        ),
    ] {
        let case = lived(Class::Claim, before);
        let (step_, today) = read_step(step);
        let next = case.apply(&step_, CLERK, Moment::start_of(today));
        let next = next.unwrap_or_else(|refusal| panic!("{before} → {step}: {refusal:?}"));
        assert_eq!(next.status, status, "{before} → {step}");
    }
}

#[test]
fn a_hearing_of_the_recheck_body_does_not_count_in_its_time_alone() {
    let asked = format!("{}; 08-05 ask_recheck", reviewed());
    let heard = format!("{asked}; 08-14 hear_recheck began=08-12 ended=08-14");
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let end = |steps: &str, rule: RuleName| {
        let case = lived(Class::Claim, steps);
        let clock = clocks(&case, &calendar, &settings)
            .into_iter()
            .find(|it| it.deadline.rule == rule);
        clock.unwrap().deadline.raw.date()
    };
    assert_eq!(end(&asked, RuleName::Recheck), day("2026-09-04"));
    assert_eq!(end(&heard, RuleName::Recheck), day("2026-09-07"));
    assert_eq!(end(&heard, RuleName::Review), end(&asked, RuleName::Review));
    let met = |steps: &str| -> Vec<(&str, Option<NaiveDate>)> {
        clocks(&lived(Class::Claim, steps), &calendar, &settings)
            .iter()
            .map(|it| (it.deadline.rule.code(), it.met_on))
            .filter(|(rule, _)| rule.starts_with("re"))
            .collect()
    };
    assert_eq!(
        met(&at_last()),
        [
            ("review_request", Some(day("2026-06-10"))),
            ("review", Some(day("2026-07-06"))),
            ("recheck_request", Some(day("2026-08-05"))),
            ("recheck", Some(day("2026-09-01"))),
        ]
    );
}

#[test]
fn what_is_supported_is_resolved_only_when_it_is_carried_out() {
    for (more, supported, carried) in [
        ("", true, false),
        ("; 05-12 carry_out done=no", true, false),
        (
            "; 05-12 carry_out done=no; 05-20 carry_out done=yes",
            true,
            true,
        ),
        (
            "; 06-01 ask_review; 06-20 answer_review outcome=revoked",
            false,
            false,
        ),
        (
            "; 06-01 ask_review; 06-20 answer_review outcome=changed",
            true,
            false,
        ),
    ] {
        let case = lived(Class::Claim, &format!("{SUPPORTED}{more}"));
        assert_eq!(
            (case.is_supported(), case.is_carried_out()),
            (supported, carried),
            "{more}"
        );
    }
}

#[test]
fn more_than_five_representatives_are_told_with_the_article() {
    for (names, doubted) in [
        ("甲、乙、丙、丁、戊", false),
        ("甲、乙、丙、丁、戊、己", true),
    ] {
        let mut draft = IntakeDraft::new(Moment::from_unix(0));
        draft.set(Field::Summary, "欠薪");
        draft.set(Field::Representatives, names);
        let checked = draft.check(&Desk {
            now: Moment::from_unix(0),
            village: &|_| None,
            dialling: &Dialling::default(),
            station: "",
        });
        let checked = checked.unwrap();
        let doubts = checked.warnings.iter().map(|it| it.doubt);
        assert_eq!(
            doubts
                .into_iter()
                .any(|it| it == Doubt::TooManyRepresentatives),
            doubted
        );
    }
    assert_eq!(MAX_REPRESENTATIVES, 5);
}

/// Where the law lets a matter go from a state; reopening is told apart, it leads back.
fn leads(from: Status) -> &'static [Status] {
    use Status::{
        Accepted, Agreed, Decided, Declined, Delivered, Extended, Final, Guided, ImportedClosed,
        InProgress, InRecheck, InReview, Registered, StruckOff, Withdrawn,
    };
    match from {
        Registered => &[Accepted, InProgress, Declined, Guided, Agreed, Withdrawn],
        Accepted => &[InProgress, Guided, Extended, Decided, Agreed, Withdrawn],
        // What was handed on after its answer was delivered can still be reviewed.
        Guided => &[
            Accepted, InProgress, Declined, Extended, Decided, Agreed, Withdrawn, StruckOff,
            InReview,
        ],
        InProgress => &[Guided, Extended, Decided, Agreed, Withdrawn],
        Extended => &[Guided, Decided, Agreed, Withdrawn],
        Decided => &[Delivered, Agreed, Withdrawn],
        Delivered => &[InReview, StruckOff, Agreed, Withdrawn],
        InReview => &[InRecheck, StruckOff, Agreed, Withdrawn],
        InRecheck => &[Final, Agreed, Withdrawn],
        Agreed => &[StruckOff, Withdrawn],
        Declined | Withdrawn => &[StruckOff],
        StruckOff => &[InReview, InRecheck],
        Final | ImportedClosed => &[],
    }
}

fn running(case: &Case) -> Option<CaseClock> {
    clocks(case, &WorkingCalendar::built_in(), &Settings::default())
        .into_iter()
        .find(|it| {
            matches!(
                it.deadline.rule,
                RuleName::Decide | RuleName::DecideExtended
            )
        })
}

/// What must hold of every step that was taken.
fn lawful_step(before: &Case, step: &Step, next: &Case) {
    let context = format!("{:?} by {step:?}", before.status);
    let reopens = matches!(
        step,
        Step::Closing(ClosingStep::Reopen { .. } | ClosingStep::CallBack { .. })
            | Step::Order(OrderStep::Redo { .. })
    );
    if next.status != before.status {
        let handed_on = matches!(
            (step, next.status),
            (Step::Transfer(TransferStep::Forward { .. }), Status::Guided)
                | (
                    Step::Transfer(TransferStep::ObjectionAnswered { .. }),
                    Status::Declined
                )
        );
        // 条例 29: a suggestion is answered without a decision.
        let answered = matches!(step, Step::Transfer(TransferStep::AnswerSuggestion { .. }))
            && before.matter.class == Class::Suggestion
            && next.status == Status::Delivered;
        // 潍12345 20: an order that was not accepted as a petition is answered without a decision.
        let ordered = matches!(step, Step::Order(OrderStep::Answer { .. }))
            && before.channel() == Some(Channel::Hotline12345)
            && before.accepted_on.is_none()
            && next.status == Status::Delivered;
        // 当场答复: a question is answered at the counter, before anything else was done with it.
        let on_the_spot = matches!(step, Step::Closing(ClosingStep::OnTheSpot { .. }))
            && before.status == Status::Registered
            && next.status == Status::StruckOff
            && !matches!(before.matter.class, Class::Accusation | Class::Litigation);
        let led = leads(before.status).contains(&next.status)
            || handed_on
            || answered
            || ordered
            || on_the_spot;
        assert!(
            led || (reopens && next.status.is_open()),
            "{context} → {:?}",
            next.status
        );
    }
    assert_ne!(before.status, Status::ImportedClosed, "{context}");
    assert!(
        next.visits.len() >= before.visits.len(),
        "{context}: a visit is lost"
    );
    match before.matter.class {
        Class::Accusation => {
            let ordinary = matches!(
                step,
                Step::Accept { .. }
                    | Step::Decline { .. }
                    | Step::Notify { .. }
                    | Step::Guide { .. }
            );
            assert!(!ordinary, "{context} of an accusation");
        }
        Class::Litigation => {
            assert!(
                !matches!(step, Step::Accept { .. } | Step::Notify { .. }),
                "{context}"
            );
        }
        Class::Claim | Class::Suggestion | Class::Unclassed => {}
    }
    if let Step::Assign {
        unit,
        holder,
        leader,
    } = step
    {
        for name in [unit, holder, leader].into_iter().flatten() {
            assert_ne!(Some(name), before.matter.accused.as_ref(), "{context}");
        }
    }
    if let Step::Extend { .. } = step {
        assert!(
            before.extension.is_none() && before.decision.is_none(),
            "{context}"
        );
    }
    if before.status == Status::Final {
        assert_eq!(next.appeal.review, before.appeal.review, "{context}");
    }
    // Nothing stops or moves the 60 days but their extension: no mediation, no suspension.
    let moves = matches!(
        step,
        Step::Accept { .. } | Step::Extend { .. } | Step::Classify { .. }
    );
    if let (false, Some(was), Some(is)) = (moves, running(before), running(next)) {
        assert_eq!(was.deadline, is.deadline, "{context} moved the clock");
    }
}

/// What must hold of every state of a work order.
fn lawful_order(case: &Case) {
    let context = format!("{case:?}");
    let order = &case.order;
    assert!(
        order.taken.is_empty() || case.order_at().is_some(),
        "{context}"
    );
    // 潍12345 21: it leaves the town only when the city office agreed.
    if case.status == Status::Declined && case.declined.is_none() {
        let returned = case.transfer.returned_on().or(order.ended_on());
        assert!(returned.is_some(), "{context}");
    }
    let extended = |it: &&OrderStep| matches!(it, OrderStep::Extend { .. });
    assert!(
        order.taken.iter().filter(extended).count() <= 1,
        "{context}"
    );
    assert!(
        order.extended_by().is_none_or(|days| days <= 10),
        "{context}"
    );
    // 潍12345 19: nobody is sent to a petition of which he was not told.
    if let Some(asked) = order.asked_close() {
        let petition = asked.what.ground == CloseGround::Petition;
        assert_eq!(asked.what.petition.is_some(), petition, "{context}");
    }
    // Whoever did not rate it is not satisfied.
    if let Some(call) = order.call_back() {
        let rated = call.rating != OrderRating::Unrated;
        assert_eq!(order.satisfied().is_some(), rated, "{context}");
    }
    if let Some(answer) = order.answer() {
        let explained = answer.outcome == OrderOutcome::Explained;
        assert!(!explained || !answer.plan.is_empty(), "{context}");
    }
}

/// What must hold of every state.
fn lawful(case: &Case) {
    lawful_order(case);
    let context = format!("{case:?}");
    let accepted = case.accepted_on;
    assert!(
        case.matter.representatives.len() <= MAX_REPRESENTATIVES,
        "{context}"
    );
    if let Some(extension) = &case.extension {
        assert!((1..=30).contains(&extension.days), "{context}");
        assert!(
            !extension.approver.is_empty() && !extension.reason.is_empty(),
            "{context}"
        );
        assert!(extension.on <= after(accepted.unwrap(), 60), "{context}");
        assert!(extension.informed_on >= extension.on, "{context}");
    }
    if let (Some(clock), Some(accepted)) = (running(case), accepted) {
        assert!(
            clock.deadline.raw.date() <= after(accepted, 90),
            "{context}"
        );
    }
    if let Some(decision) = &case.decision {
        assert!(accepted.is_some_and(|it| it <= decision.on), "{context}");
        for part in [
            case.decided_request(),
            case.decided_facts(),
            &decision.opinion,
            &decision.basis,
        ] {
            assert!(!part.is_empty(), "{context}");
        }
    }
    if let Some(delivered) = &case.delivered {
        assert!(
            case.decision
                .as_ref()
                .is_some_and(|it| it.on <= delivered.on),
            "{context}"
        );
    }
    if let Some(review) = &case.appeal.review {
        let delivered = case.delivered.as_ref().expect("review follows delivery").on;
        in_time(RuleName::ReviewRequest, delivered, review.asked.on);
        if let Some(answer) = &review.answer {
            assert!(answer.on >= review.asked.on, "{context}");
        }
    }
    if let Some(recheck) = &case.appeal.recheck {
        let review = case
            .appeal
            .review
            .as_ref()
            .unwrap()
            .answer
            .as_ref()
            .unwrap();
        in_time(
            RuleName::RecheckRequest,
            review.delivered_on.unwrap(),
            recheck.asked.on,
        );
        if let Some(answer) = &recheck.answer {
            assert!(answer.on >= recheck.asked.on, "{context}");
        }
    }
    let answered = case
        .appeal
        .recheck
        .as_ref()
        .is_some_and(|it| it.answer.is_some());
    assert_eq!(
        case.status == Status::Final,
        answered,
        "final after recheck alone: {context}"
    );
    let (review, recheck) = (&case.appeal.review, &case.appeal.recheck);
    match case.status {
        Status::Registered => assert!(accepted.is_none(), "{context}"),
        Status::Declined => {
            let returned = case.transfer.returned_on().is_some();
            assert!(accepted.is_none() || returned, "{context}");
        }
        Status::Accepted | Status::InProgress => assert!(accepted.is_some(), "{context}"),
        Status::Extended => assert!(case.extension.is_some(), "{context}"),
        Status::Decided => assert!(
            case.decision.is_some() && case.delivered.is_none(),
            "{context}"
        ),
        Status::Delivered => {
            let suggestion = case.transfer.suggestion_answered_on();
            let order = case.order.answered_on().filter(|_| accepted.is_none());
            assert!(
                case.delivered.is_some() || suggestion.is_some() || order.is_some(),
                "{context}"
            );
        }
        Status::InReview => assert!(review.is_some() && recheck.is_none(), "{context}"),
        Status::InRecheck | Status::Final => assert!(recheck.is_some(), "{context}"),
        Status::Agreed => assert!(case.agreement.is_some(), "{context}"),
        Status::Withdrawn => assert!(case.withdrawn.is_some(), "{context}"),
        Status::StruckOff => {
            let owed = case.is_supported() && !case.is_carried_out();
            let settled = case.agreement.is_some() || case.withdrawn.is_some();
            assert!(case.struck_off.is_some() && (settled || !owed), "{context}");
        }
        Status::Guided => {
            let gone = case.guided.is_some() || case.transfer.forwarded_on().is_some();
            assert!(gone, "{context}");
        }
        Status::ImportedClosed => panic!("{context}"),
    }
}

/// Tells whether `on` lies in the period from `delivered`, as far as the year's list is known.
fn in_time(rule: RuleName, delivered: NaiveDate, on: NaiveDate) {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let due = compute(rule, Moment::start_of(delivered), &calendar, &settings)
        .due
        .date();
    assert!(on >= delivered, "{on} lies before {delivered}");
    let slack = if due.year() <= 2026 { 0 } else { 9 };
    assert!(on <= after(due, slack), "{on} lies after {due}");
}

/// The law's road to its end; drawn more often, so that its far end is reached too.
const ROAD: [StepKind; 8] = [
    StepKind::Accept,
    StepKind::Decide,
    StepKind::Deliver,
    StepKind::Appeal(AppealKind::AskReview),
    StepKind::Appeal(AppealKind::AnswerReview),
    StepKind::Appeal(AppealKind::AskRecheck),
    StepKind::Appeal(AppealKind::HearRecheck),
    StepKind::Appeal(AppealKind::AnswerRecheck),
];

/// Which kinds a draw takes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    All,
    Possible,
    Road,
}

/// One draw of the generator: which kind, from which, the days that go by before it, and a seed for
/// each answer.
type Draw = (usize, From, u64, [u8; 8]);

fn draws() -> impl Strategy<Value = Vec<Draw>> {
    let from = prop::sample::select(&[
        From::All,
        From::Possible,
        From::Possible,
        From::Road,
        From::Road,
    ]);
    let draw = (any::<usize>(), from, 0_u64..12, any::<[u8; 8]>());
    prop::collection::vec(draw, 1..60)
}

fn random(case: &Case, (which, from, _, seeds): &Draw, today: NaiveDate) -> Option<Step> {
    // Besides the kinds: another visit, and a correction of whom it is about.
    let kinds: Vec<StepKind> = StepKind::all()
        .filter(|kind| *from == From::All || case.may(*kind, today).is_ok())
        .filter(|kind| match from {
            From::All | From::Possible => true,
            From::Road if case.channel() == Some(Channel::Hotline12345) => {
                matches!(kind, StepKind::Order(_))
            }
            From::Road => ROAD.contains(kind),
        })
        .collect();
    let at = which % (kinds.len() + 2);
    let Some(kind) = kinds.get(at).copied() else {
        return Some(if at == kinds.len() {
            Step::Join(visit(today, (seeds[0] > 127).then_some("新证据")))
        } else {
            Step::Correct {
                field: CaseField::Accused,
                old: case.text(CaseField::Accused).into_owned(),
                new: if seeds[0] > 127 { CLERK } else { ACCUSED }.to_owned(),
            }
        });
    };
    let mut seeds = seeds.iter().cycle().copied();
    made(kind, today, |ask| {
        let seed = seeds.next()?;
        match ask.answer {
            AnswerKind::Line if ask.field == "representatives" && seed < 128 => {
                Some("甲、乙、丙、丁、戊、己".to_owned())
            }
            AnswerKind::Several { .. } => Some(["", "2", "34"][usize::from(seed) % 3].to_owned()),
            AnswerKind::Line if kind == StepKind::Dispute => None,
            AnswerKind::Line | AnswerKind::Text => match seed {
                0..20 => Some(String::new()),
                20..50 => Some(ACCUSED.to_owned()),
                _ => None,
            },
            AnswerKind::Day if seed < 60 => {
                let back = Days::new(u64::from(seed));
                today.checked_sub_days(back).map(|it| it.to_string())
            }
            AnswerKind::Day if seed < 65 => Some(after(today, 3).to_string()),
            AnswerKind::Day | AnswerKind::Moment | AnswerKind::Case => None,
            AnswerKind::Number => Some((seed % 40).to_string()),
            AnswerKind::Choice { codes, .. } => {
                let codes = codes();
                Some(codes[usize::from(seed) % codes.len()].to_owned())
            }
        }
    })
}

/// Takes the drawn steps that are lawful, one after the other; gives the case and its history.
fn walked(
    opening: Opening,
    draws: &[Draw],
    mut taken: impl FnMut(&Case, &Step, &Case),
) -> (Case, Vec<Taken>) {
    let mut today = day("2026-03-02");
    let (number, when) = (CaseNumber { year: 2026, run: 1 }, Moment::start_of(today));
    let mut case = Case::open(number, opening.clone(), CLERK, when);
    let first = Step::Register(Box::new(opening));
    let mut history = vec![(CLERK, when, first)];
    for draw in draws {
        today = after(today, draw.2);
        let Some(step) = random(&case, draw, today) else {
            continue;
        };
        let now = Moment::start_of(today);
        // Whoever calls back is another than who handles it.
        let who = if draw.3[7] > 200 { "孙强" } else { CLERK };
        let Ok(next) = case.apply(&step, who, now) else {
            continue;
        };
        taken(&case, &step, &next);
        history.push((who, now, step));
        case = next;
    }
    (case, history)
}

/// A step with who took it and when.
pub(crate) type Taken = (&'static str, Moment, Step);

/// Gives random lawful histories, always the same ones: each case with the steps that it took.
pub(crate) fn random_histories(count: usize) -> Vec<(Case, Vec<Taken>)> {
    let mut runner = TestRunner::deterministic();
    let lives = (0..count).map(|round| {
        let draws = draws().new_tree(&mut runner).unwrap().current();
        let opening = if round % 3 == 0 { ordered } else { opening };
        let class = Class::ALL[round % Class::ALL.len()];
        walked(opening(class), &draws, |_, _, _| {})
    });
    lives.collect()
}

/// Gives random lawful lives, always the same ones: each case with its steps alone.
pub(crate) fn random_lives(count: usize) -> Vec<(Case, Vec<Step>)> {
    let lives = random_histories(count).into_iter();
    let bare = lives.map(|(case, history)| {
        let steps = history.into_iter().map(|(_, _, step)| step);
        (case, steps.collect())
    });
    bare.collect()
}

#[test]
fn the_sequences_reach_every_state_and_take_every_kind_of_step_but_a_mediations() {
    let mut runner = TestRunner::deterministic();
    let (mut states, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..2_500 {
        let draws = draws().new_tree(&mut runner).unwrap().current();
        let opening = if round % 3 == 0 { ordered } else { opening };
        walked(opening(Class::Claim), &draws, |_, step, next| {
            states.insert(next.status.code());
            kinds.insert(step.code());
        });
    }
    // What was answered before it came here takes no steps.
    let missed = |all: Vec<&'static str>, seen: &BTreeSet<&str>| -> Vec<&str> {
        all.into_iter().filter(|it| !seen.contains(it)).collect()
    };
    let all = Status::ALL.iter().map(|it| it.code()).collect();
    assert_eq!(missed(all, &states), [Status::ImportedClosed.code()]);
    // A mediation is long and needs both sides, an objection needs a sender: their own tests tell
    // them.
    let all = StepKind::all()
        .filter(|kind| {
            !matches!(kind, StepKind::Mediation(_))
                && *kind != StepKind::Transfer(TransferKind::ObjectionAnswered)
        })
        .map(StepKind::code)
        .collect();
    assert_eq!(missed(all, &kinds), [""; 0]);
}

proptest! {
    #[test]
    fn no_sequence_of_steps_reaches_a_state_that_breaks_a_rule(
        class in prop::sample::select(Class::ALL),
        by_hotline in any::<bool>(),
        draws in draws(),
    ) {
        let opening = if by_hotline { ordered } else { opening };
        let (case, history) = walked(opening(class), &draws, |before, step, next| {
            lawful_step(before, step, next);
            lawful(next);
        });
        let past = history.iter().map(|(who, when, step)| (*who, *when, step));
        assert_eq!(Case::replay(case.number, past).as_ref(), Some(&case));
    }
}
