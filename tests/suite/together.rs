//! Steps that go together on one form: each is decided as if it had been handed in by itself, all of
//! them are taken or none, and what is left empty is not taken.

use mulin::app::case::Panel;
use mulin::app::msg::{Msg, Press};
use mulin::domain::act::{Action, CommitResult, Petitioner, Registration};
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::fact::ask::AnswerKind;
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::{Step, StepKind};
use mulin::domain::case::form::lacks::Deciding;
use mulin::domain::case::form::together::{FilledPart, FormPart, decide_all, in_sight, parts};
use mulin::domain::codes::{Class, DeliveryWay, Difficulty, Status, Urgency};
use mulin::domain::moment::Moment;
use mulin::domain::refusal::{Reason, Refusal};
use mulin::domain::settings::Settings;
use mulin::domain::view::CaseView;
use mulin::domain::viewer::Viewer;
use mulin::keymap::key::{Code, Key};
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::cli;
use crate::handed_in::form;
use crate::lawful::random_lives;
use crate::made::step;
use crate::stored::{CLERK, Stored, number, registered};

fn opened(change: impl FnOnce(&mut Registration)) -> Stored {
    let act = registered("11-20", "邓三友", change);
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[act]);
    desk.press("<F4> <Home> <Enter>");
    desk
}

fn view(desk: &Stored) -> CaseView {
    let viewer = Viewer::new(CLERK);
    let seen = ask(desk.store.as_ref(), |it| it.case_view(number(1), &viewer));
    seen.unwrap().unwrap()
}

fn case(desk: &Stored) -> Case {
    view(desk).case
}

fn taken(desk: &mut Stored, steps: &[&str]) {
    for text in steps {
        let (who, text) = text.split_once(": ").unwrap_or((CLERK, text));
        let action = Action::Step {
            case: number(1),
            expected: case(desk).revision,
            step: step(text, desk.model.shared.now),
        };
        let outcome = desk.elsewhere(who, action);
        assert!(
            matches!(outcome, CommitResult::Done(_)),
            "{text}: {outcome:?}"
        );
    }
    desk.tick();
}

fn typed(desk: &mut Stored, text: &str) {
    for letter in text.chars() {
        desk.tell(Msg::Press(Press::alone(Key::plain(Code::Char(letter)))));
    }
}

/// Opens a form and gives the names of its lines in sight.
fn open(desk: &mut Stored, kind: &str) -> Vec<String> {
    desk.press("<C-e>");
    desk.paste(kind);
    desk.press("<Enter>");
    lines(desk)
}

fn lines(desk: &Stored) -> Vec<String> {
    let form = form(&desk.model).unwrap_or_else(|| panic!("{}", desk.picture()));
    form.shown().map(|(line, _)| line.name()).collect()
}

/// Goes to a line by Tab and types into it over what is proposed.
fn fill(desk: &mut Stored, line: &str, text: &str) {
    for _ in 0..30 {
        let shown = form(&desk.model).unwrap();
        let here = shown.shown().any(|(it, open)| open && it.name() == line);
        if here {
            typed(desk, text);
            return;
        }
        desk.press("<Tab>");
    }
    panic!("no {line}: {:?}", lines(desk));
}

/// Gives what stands against the lines of the form.
fn problems(desk: &Stored) -> Vec<(String, String)> {
    let form = form(&desk.model).unwrap();
    let shown = form.shown();
    shown
        .filter_map(|(line, _)| Some((line.name(), line.problem.clone()?)))
        .collect()
}

fn is_open(desk: &Stored) -> bool {
    matches!(desk.model.case.panel(), Some(Panel::Step(_)))
}

#[test]
fn accepted_and_told_is_one_form_with_two_days_and_two_entries() {
    let mut desk = opened(|_| {});
    let before = case(&desk).revision;
    let lines = open(&mut desk, "accept");
    assert_eq!(lines, ["ask-on", "notify/ask-way", "notify/ask-on"]);
    let flat: String = desk.picture().split_whitespace().collect();
    assert!(flat.contains("书面告知也办了的"), "{}", desk.picture());
    typed(&mut desk, "11-23");
    desk.press("<Tab> 2 <Tab>");
    // The day of the second follows the first until another is typed.
    assert!(desk.picture().contains("2026-11-23"), "{}", desk.picture());
    typed(&mut desk, "11-24");
    desk.press("<C-s>");
    assert!(!is_open(&desk), "{}", desk.picture());
    let case = case(&desk);
    let day = |day: &str| Some(format!("2026-11-{day}").parse().unwrap());
    assert_eq!(case.accepted_on, day("23"));
    let notice = case.notice.unwrap();
    assert_eq!(
        (Some(notice.on), notice.way),
        (day("24"), DeliveryWay::Post)
    );
    assert_eq!(case.revision, before + 2, "two entries");
    assert!(
        desk.picture().contains("受理、书面告知"),
        "{}",
        desk.picture()
    );
}

#[test]
fn what_is_left_empty_is_not_taken() {
    let mut desk = opened(|_| {});
    open(&mut desk, "accept");
    desk.press("<C-s>");
    let case = case(&desk);
    assert_eq!(case.status, Status::Accepted);
    assert_eq!(case.notice, None);
}

#[test]
fn the_law_holds_for_each_and_then_nothing_is_taken() {
    let mut desk = opened(|_| {});
    let before = case(&desk).revision;
    open(&mut desk, "accept");
    fill(&mut desk, "notify/ask-way", "1");
    fill(&mut desk, "notify/ask-on", "11-19");
    desk.press("<C-s>");
    let found = problems(&desk);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "notify/ask-on");
    assert!(found[0].1.contains("2026-11-20"), "{found:?}");
    assert_eq!(case(&desk).revision, before, "not even the acceptance");
    assert!(desk.picture().contains("11-19"), "{}", desk.picture());

    let mut desk = opened(|it| it.matter.facts = "灯杆倒了".to_owned());
    taken(&mut desk, &["accept on=2026-11-21"]);
    let before = case(&desk).revision;
    open(&mut desk, "decide");
    fill(&mut desk, "ask-ruling", "2");
    fill(&mut desk, "ask-opinion", "由电力公司修");
    fill(&mut desk, "ask-basis", "信访工作条例");
    fill(&mut desk, "deliver/ask-way", "1");
    fill(&mut desk, "deliver/ask-on", "11-24");
    desk.press("<C-s>");
    // The decision is of today: it cannot have been delivered yesterday.
    let found = problems(&desk);
    assert_eq!(found.len(), 1, "{found:?}\n{}", desk.picture());
    assert_eq!(found[0].0, "deliver/ask-on");
    assert_eq!(case(&desk).revision, before);
}

#[test]
fn what_both_lack_is_told_at_once() {
    let mut desk = opened(|_| {});
    taken(&mut desk, &["accept"]);
    open(&mut desk, "decide");
    fill(&mut desk, "deliver/ask-on", "11-24");
    desk.press("<C-s>");
    let names: Vec<String> = problems(&desk).into_iter().map(|(name, _)| name).collect();
    assert!(names.contains(&"ask-opinion".to_owned()), "{names:?}");
    assert!(names.contains(&"deliver/ask-way".to_owned()), "{names:?}");
}

#[test]
fn no_duty_is_skipped_on_the_way_to_the_strike_off() {
    let mut desk = opened(|it| it.matter.facts = "灯杆倒了".to_owned());
    taken(&mut desk, &["accept"]);
    let at_first = open(&mut desk, "decide");
    let has = |lines: &[String], step: &str| lines.iter().any(|it| it.starts_with(step));
    assert!(has(&at_first, "deliver/"), "{at_first:?}");
    assert!(!has(&at_first, "strike_off/"), "{at_first:?}");
    fill(&mut desk, "ask-ruling", "1");
    fill(&mut desk, "ask-opinion", "月底前修好");
    fill(&mut desk, "ask-basis", "信访工作条例");
    desk.press("<Tab>");
    // Not delivered yet: what is supported can be carried out, nothing can be struck off.
    assert!(!has(&lines(&desk), "strike_off/"), "{:?}", lines(&desk));
    fill(&mut desk, "deliver/ask-way", "1");
    desk.press("<Tab>");
    assert!(!has(&lines(&desk), "strike_off/"), "{:?}", lines(&desk));
    fill(&mut desk, "carry_out/ask-carried", "换了灯杆");
    fill(&mut desk, "carry_out/ask-done", "2");
    desk.press("<Tab>");
    assert!(
        !has(&lines(&desk), "strike_off/"),
        "not done: {:?}",
        lines(&desk)
    );
    desk.press("<S-Tab>");
    fill(&mut desk, "carry_out/ask-done", "1");
    desk.press("<Tab>");
    assert!(has(&lines(&desk), "strike_off/"), "{:?}", lines(&desk));
    fill(&mut desk, "strike_off/ask-proof", "照片");
    desk.press("<C-s>");
    let case = case(&desk);
    assert_eq!(case.status, Status::StruckOff, "{}", desk.picture());
    assert_eq!(case.resolved(), Some(true));
}

#[test]
fn who_handles_a_matter_is_not_offered_to_ask_how_content_the_person_is() {
    let mut desk = opened(|it| it.matter.facts = "灯杆倒了".to_owned());
    taken(
        &mut desk,
        &[
            "assign holder=王芳 unit= leader=",
            "accept",
            "decide ruling=explain",
            "deliver",
        ],
    );
    let own = open(&mut desk, "strike_off");
    assert!(
        own.iter().all(|it| !it.starts_with("satisfaction/")),
        "{own:?}"
    );
    desk.press("<Esc>");
    taken(&mut desk, &["assign holder=刘洋 unit= leader="]);
    let other = open(&mut desk, "strike_off");
    assert!(
        other.iter().any(|it| it.starts_with("satisfaction/")),
        "{other:?}"
    );
    fill(&mut desk, "ask-proof", "照片");
    fill(&mut desk, "satisfaction/ask-satisfaction", "1");
    desk.press("<C-s>");
    let case = case(&desk);
    assert_eq!(case.status, Status::StruckOff, "{}", desk.picture());
    assert_eq!(case.rated(), "satisfied");
}

#[test]
fn one_refused_step_takes_the_others_with_it_in_the_store_too() {
    let mut desk = opened(|_| {});
    let before = view(&desk);
    let now = desk.model.shared.now;
    let steps = |all: &[&str]| -> Vec<Step> { all.iter().map(|it| step(it, now)).collect() };
    let hand_in = |steps: Vec<Step>| {
        let action = Action::Steps {
            case: number(1),
            expected: before.case.revision,
            steps,
        };
        desk.elsewhere("李红", action)
    };
    let refused = hand_in(steps(&["accept", "number kind=court value=鲁1", "deliver"]));
    let reason = Refusal::new(Reason::NotDecided);
    assert_eq!(refused, CommitResult::Refused(reason));
    assert_eq!(view(&desk), before, "nothing was written");
    let refused = hand_in(Vec::new());
    assert!(matches!(refused, CommitResult::Refused(_)), "{refused:?}");
    let done = hand_in(steps(&["accept", "notify"]));
    assert!(matches!(done, CommitResult::Done(_)), "{done:?}");
    let late = hand_in(steps(&["note text=晚了"]));
    assert!(matches!(late, CommitResult::Conflict { .. }), "{late:?}");
    desk.tick();
    assert_eq!(case(&desk).revision, before.case.revision + 2);
}

#[test]
fn what_was_typed_for_the_second_comes_back_with_the_form() {
    let mut desk = opened(|_| {});
    open(&mut desk, "accept");
    fill(&mut desk, "notify/ask-way", "2");
    fill(&mut desk, "notify/ask-on", "11-22");
    desk.press("<Esc>");
    open(&mut desk, "accept");
    let form = form(&desk.model).unwrap();
    let lines: Vec<(String, String)> = form
        .shown()
        .map(|(line, _)| {
            let text = form.code(line.id).unwrap_or_else(|| form.text(line.id));
            (line.name(), text.to_owned())
        })
        .collect();
    assert_eq!(lines[1], ("notify/ask-way".to_owned(), "post".to_owned()));
    assert_eq!(lines[2], ("notify/ask-on".to_owned(), "11-22".to_owned()));
}

#[test]
fn a_letter_of_the_second_that_lacks_something_is_said_first() {
    let mut desk = opened(|it| {
        if let Petitioner::New(person) = &mut it.petitioner {
            person.name.clear();
        }
    });
    open(&mut desk, "accept");
    assert!(!desk.picture().contains("还不能打印"), "{}", desk.picture());
    fill(&mut desk, "notify/ask-way", "1");
    let flat: String = desk.picture().split_whitespace().collect();
    assert!(
        flat.contains("受理告知书还不能打印，缺：姓名"),
        "{}",
        desk.picture()
    );
    assert!(!flat.contains("受理之日"), "it is filled in here: {flat}");
    desk.press("<C-s>");
    assert_eq!(case(&desk).accepted_on, None, "held back once");
    desk.press("<C-s>");
    assert!(case(&desk).notice.is_some(), "{}", desk.picture());
}

#[test]
fn instalments_are_one_table_and_several_are_noted_at_once() {
    let mut desk = opened(|it| it.matter.facts = "灯杆倒了".to_owned());
    taken(
        &mut desk,
        &[
            "mediation_consent other=王大 petitioner_consent=given other_consent=given",
            "refer_to_mediation mediators=李调解",
        ],
    );
    open(&mut desk, "mediation_agree");
    for (line, text) in [
        ("ask-parties", "邓三友、王大"),
        ("ask-dispute", "灯杆"),
        ("ask-content", "赔一万元"),
        ("ask-performance", "分期"),
        ("mediation_instalment/ask-total", "1万"),
        ("mediation_instalment/ask-parts", "3"),
        ("mediation_instalment/ask-first_on", "11-25"),
        ("mediation_instalment/ask-rhythm", "2"),
    ] {
        fill(&mut desk, line, text);
    }
    desk.press("<Tab>");
    let picture = desk.picture();
    assert!(picture.contains("2027-01-25 3333.34元 第3期"), "{picture}");
    // What is typed takes the place of the rows; one that does not read is told.
    typed(&mut desk, "月底");
    desk.press("<C-s>");
    let found = problems(&desk);
    assert_eq!(found[0].0, "mediation_instalment/ask-schedule", "{found:?}");
    assert!(found[0].1.contains("第 1 行"), "{found:?}");
    desk.press("<Backspace> <Backspace>");
    desk.paste("12-1 5000元 先付一半\n2027-01-25 5000元\n2027-02-25 拆围墙");
    desk.press("<C-s>");
    assert!(!is_open(&desk), "{}", desk.picture());
    let case = |desk: &Stored| case(desk).mediation.current().unwrap();
    let promised: Vec<(String, String)> = case(&desk)
        .instalments
        .iter()
        .map(|it| (it.promise.due.to_string(), it.promise.what.clone()))
        .collect();
    let expected = [
        ("2026-12-01", "先付一半"),
        ("2027-01-25", "第2期"),
        ("2027-02-25", "拆围墙"),
    ];
    assert_eq!(
        promised,
        expected.map(|(day, what)| (day.to_owned(), what.to_owned()))
    );

    open(&mut desk, "mediation_performed");
    fill(&mut desk, "ask-instalment", "1-9");
    fill(&mut desk, "ask-performed", "1");
    desk.press("<C-s>");
    assert_eq!(problems(&desk)[0].0, "ask-instalment", "there are three");
    assert!(
        case(&desk)
            .instalments
            .iter()
            .all(|it| it.performance.is_none())
    );
    desk.press("<C-g>");
    desk.press("<Esc> <Esc>");
}

#[test]
fn any_form_of_any_life_takes_what_one_by_one_would_be_taken() {
    let (calendar, settings) = (WorkingCalendar::built_in(), Settings::default());
    let mut together = 0;
    for (case, _) in random_lives(60) {
        let now = Moment::parse("2027-06-01 10:00").unwrap();
        let by = Deciding {
            calendar: &calendar,
            settings: &settings,
            who: CLERK,
            now,
        };
        for kind in StepKind::all() {
            let parts = parts(kind, &case, CLERK);
            if parts.len() < 2 {
                continue;
            }
            let filled: Vec<FilledPart> = parts
                .into_iter()
                .map(|part| FilledPart {
                    part,
                    answers: answered(part, now),
                    meant: true,
                })
                .collect();
            // The rows of a table are steps of their own, whose test stands elsewhere.
            if filled.iter().any(|it| it.part == FormPart::Schedule) {
                continue;
            }
            let mut after = Ok(case.clone());
            for part in &filled {
                after = after.and_then(|case| {
                    let step = part.part.kind().read(&part.answers)?;
                    by.apply(&case, &step).map_err(|it| vec![it])
                });
            }
            let got = decide_all(&filled, &case, by);
            assert_eq!(got.is_ok(), after.is_ok(), "{kind:?} {got:?} {after:?}");
            let shown = in_sight(&filled, &case, by);
            assert!(
                shown.iter().all(|it| *it),
                "what is filled in stands in sight"
            );
            if let Ok(steps) = got {
                together += 1;
                let mut one_by_one = case.clone();
                for step in &steps {
                    one_by_one = by.apply(&one_by_one, step).unwrap();
                }
                assert_eq!(Ok(one_by_one), after, "{kind:?}");
            }
        }
    }
    assert!(together > 10, "{together}");
}

/// Gives an answer to each question: the first choice, the present, or a word.
fn answered(part: FormPart, now: Moment) -> Vec<String> {
    let asks = part.asks().iter();
    asks.map(|ask| match ask.answer {
        AnswerKind::Line | AnswerKind::Text => "换了灯杆".to_owned(),
        AnswerKind::Day => now.date().to_string(),
        AnswerKind::Number => "1".to_owned(),
        AnswerKind::Case => "ML-2022-0001".to_owned(),
        AnswerKind::Moment => now.minute(),
        AnswerKind::Choice { codes, .. } => codes().last().copied().unwrap().to_owned(),
        AnswerKind::Several { .. } => String::new(),
    })
    .collect()
}

#[test]
fn a_strike_off_that_is_refused_says_what_to_do_and_when_it_will_be_possible() {
    let reviewed = &[
        "accept",
        "decide ruling=explain",
        "deliver",
        "ask_review",
        "answer_review delivered_on=2026-11-25",
    ][..];
    let instalments = &[
        "mediation_consent other=乙 petitioner_consent=given other_consent=given",
        "refer_to_mediation mediators=丙",
        "mediation_agree",
        "mediation_sign parties_on=2026-11-25 mediator_on=2026-11-25 sealed_on=2026-11-25",
        "mediation_instalment due=2026-12-01",
        "mediation_instalment due=2027-01-10",
    ][..];
    for (steps, texts) in [
        (&[][..], &["现在可办：当场答复、受理"][..]),
        (&["accept"], &["现在可办：处理意见"]),
        (&["accept", "decide"], &["现在可办：送达"]),
        (
            reviewed,
            &[
                "现在可办：撤回",
                "最早 2026-12-26 可以销号",
                "2026-11-25 送达",
                "书面撤回",
            ],
        ),
        (
            &reviewed[..4],
            &[
                "复查意见、撤回",
                "按今天（2026-11-25）送达复查意见算",
                "2026-12-26",
            ],
        ),
        (
            instalments,
            &["现在可办：履行情况", "最早 2027-01-10 可以销号", "最后一期"],
        ),
    ] {
        let mut desk = opened(|it| {
            it.matter.facts = "灯杆倒了".to_owned();
            it.matter.urgency = Urgency::Ordinary;
            it.matter.difficulty = Difficulty::Ordinary;
        });
        taken(&mut desk, steps);
        desk.press("<C-e>");
        desk.paste("strike_off");
        let flat: String = desk.picture().split_whitespace().collect();
        let flat = flat.replace('│', "");
        for text in texts {
            let text: String = text.split_whitespace().collect();
            assert!(flat.contains(&text), "{steps:?} {text}\n{}", desk.picture());
        }
        let day = desk.model.shared.now.date();
        let seen = case(&desk);
        let prospect = seen.prospect(CLERK, day).unwrap();
        // What is promised for the day holds on it.
        if let (Some(earliest), true) = (prospect.earliest, steps == reviewed) {
            let may = |day| seen.may_by(StepKind::StrikeOff, CLERK, day);
            assert!(may(earliest.day.pred_opt().unwrap()).is_err());
            assert_eq!(may(earliest.day), Ok(()));
        }
    }
    // Whoever is at the counter can end it by his own will: the road that is named is open.
    let mut desk = opened(|it| it.matter.facts = "灯杆倒了".to_owned());
    taken(&mut desk, reviewed);
    taken(
        &mut desk,
        &["withdraw form=written", "赵磊: call_back confirmed=yes"],
    );
    let day = desk.model.shared.now.date();
    assert_eq!(case(&desk).may_by(StepKind::StrikeOff, CLERK, day), Ok(()));
    assert_eq!(case(&desk).prospect(CLERK, day), None);
}

#[test]
fn the_command_line_says_so_too_and_warns_of_a_letter_that_lacks_something() {
    let desk = cli::Desk::new().with_three();
    let run = |args: &[&str]| desk.run(args);
    let refused = run(&[
        "step",
        "ML-2026-0001",
        "strike_off",
        "--proof",
        "照片",
        "--json",
    ]);
    assert_eq!(refused.code, 1, "{}", refused.out);
    let problem = &refused.json()["problems"][0];
    assert_eq!(problem["code"], "nothing-to-strike-off");
    assert!(problem["steps"].to_string().contains("accept"), "{problem}");
    assert!(
        problem["text"].as_str().unwrap().contains("Accept"),
        "{problem}"
    );
    assert_eq!(problem["possible_from"], serde_json::Value::Null);
    for step in [
        &["accept"][..],
        &[
            "decide",
            "--ruling",
            "explain",
            "--opinion",
            "已说明",
            "--basis",
            "条例",
            "--facts",
            "欠薪",
        ],
        &["deliver"],
        &["ask_review", "--words", "不服"],
        &[
            "answer_review",
            "--outcome",
            "upheld",
            "--opinion",
            "维持",
            "--delivered_on",
            "2026-11-25",
        ],
    ] {
        let args = [&["step", "ML-2026-0001"], step].concat();
        let done = run(&args);
        assert_eq!(done.code, 0, "{step:?} {}", done.err);
        assert_eq!(done.err, "", "{step:?}");
    }
    let list = run(&["step", "ML-2026-0001", "--list", "--json"]).json();
    let off = list
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["step"] == "strike_off");
    let refusal = &off.unwrap()["refusal"];
    assert_eq!(refusal["possible_from"], "2026-12-26", "{refusal}");
    assert!(
        refusal["computed"].as_str().unwrap().contains("2026-11-25"),
        "{refusal}"
    );
    assert_eq!(refusal["by_withdrawal"], true);

    // The sentence says what was done, as the desk does.
    let done = run(&[
        "step",
        "ML-2026-0003",
        "forward",
        "--reason",
        "查",
        "--lang",
        "zh",
    ]);
    assert!(done.out.contains("已转送"), "{}", done.out);

    // Nobody knows who complained: the letter has no name to go to.
    let lines = r#"{"summary":"路灯不亮","class":"claim","request":"修好"}"#;
    assert_eq!(desk.feed(&["register"], lines).code, 0);
    assert_eq!(run(&["step", "ML-2026-0004", "accept"]).code, 0);
    let found = run(&["step", "ML-2026-0004", "notify", "--json"]);
    assert_eq!(found.code, 0, "{}", found.out);
    let warnings = found.json()["warnings"].to_string();
    assert!(
        warnings.contains("cannot be printed") && warnings.contains("missing: name"),
        "{warnings}"
    );
}

#[test]
fn a_question_at_the_counter_is_answered_from_the_card() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Stored::open(lang, (80, 24), &[]);
        desk.press("<F2>");
        typed(&mut desk, "邓三友");
        desk.press("<Tab>");
        typed(&mut desk, "13800001234");
        desk.press("<Tab> <Tab>");
        typed(&mut desk, "问便民大厅在哪");
        desk.press("<C-s>");
        let line = desk.model.shared.words.say("intake-next-answer");
        assert!(
            desk.picture().contains(&format!("6 {line}")),
            "{}",
            desk.picture()
        );
        desk.press("6");
        typed(&mut desk, "出门左转一百米");
        desk.press("<C-s>");
        let case = case(&desk);
        assert_eq!(case.status, Status::StruckOff, "{}", desk.picture());
        assert!(case.answered_on_the_spot().is_some());
        assert!(case.notice.is_some());
    }
}

#[test]
fn an_accusation_is_not_answered_at_the_counter() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &[]);
    desk.press("<F2> <Tab> <Tab> <Tab>");
    typed(&mut desk, "反映村会计虚报补贴");
    desk.press("<Tab> <Tab> 1 <C-s> 6");
    assert_eq!(case(&desk).matter.class, Class::Accusation);
    assert!(!is_open(&desk), "{}", desk.picture());
    assert!(desk.picture().contains("检举控告"), "{}", desk.picture());
    assert!(case(&desk).status.is_open());
}

#[test]
fn of_what_was_accepted_triage_no_longer_says_what_if_it_were_today() {
    let mut desk = opened(|_| {});
    let triage = |desk: &mut Stored| {
        desk.press("<A-t>");
        let picture = desk.picture();
        desk.press("<Esc>");
        picture
    };
    assert!(triage(&mut desk).contains("今天受理的话"));
    taken(
        &mut desk,
        &["accept", "extend days=20 approver=赵镇长 reason=鉴定"],
    );
    let picture = triage(&mut desk);
    assert!(!picture.contains("今天受理的话"), "{picture}");
}

#[test]
fn text_that_is_proposed_gives_way_to_what_is_typed_unless_the_cursor_was_moved() {
    let facts = "灯杆倒了";
    for (keys, text) in [(None, "核实如下"), (Some("<End>"), "灯杆倒了核实如下")] {
        let mut desk = opened(|it| it.matter.facts = facts.to_owned());
        taken(&mut desk, &["accept"]);
        open(&mut desk, "decide");
        fill(&mut desk, "ask-facts", "");
        if let Some(keys) = keys {
            desk.press(keys);
        }
        typed(&mut desk, "核实如下");
        let shown = form(&desk.model).unwrap();
        let line = shown.shown().find(|(it, _)| it.label == "ask-facts");
        assert_eq!(shown.text(line.unwrap().0.id), text, "{keys:?}");
        // Nothing has to be pressed to let it stand.
        let mut desk = opened(|it| it.matter.facts = facts.to_owned());
        taken(&mut desk, &["accept"]);
        open(&mut desk, "decide");
        for (line, text) in [
            ("ask-ruling", "2"),
            ("ask-opinion", "已说明"),
            ("ask-basis", "条例"),
        ] {
            fill(&mut desk, line, text);
        }
        desk.press("<C-s>");
        assert_eq!(case(&desk).decided_facts(), facts);
    }
}
