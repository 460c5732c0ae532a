//! The queue and the case over a store: what the clerk does, and what he sees.

use mulin::app::msg::{Mouse, MouseAct, Msg};
use mulin::app::pane::Pane;
use mulin::domain::act::{Act, Action, CommitResult, Petitioner};
use mulin::domain::case::fact::closing::WithdrawalForm;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Category, Class, DeliveryWay, Difficulty, Urgency};
use mulin::domain::entry::{Stream, What};
use mulin::domain::person::PersonFact;
use mulin::domain::person::id::PersonId;
use mulin::domain::viewer::Viewer;
use mulin::store::contract::ask;
use mulin::words::lang::Lang;

use crate::screens::{SIZES, compare_with};
use crate::stored::{CLERK, Stored, now, number, registered};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn step(run: u32, expected: u32, step: Step) -> Action {
    Action::Step {
        case: number(run),
        expected,
        step,
    }
}

fn act(action: Action) -> Act {
    Act {
        who: CLERK.to_owned(),
        when: now(),
        action,
    }
}

/// A small desk of everything that a list tells apart.
fn town() -> Vec<Act> {
    vec![
        registered("11-24", "牟春生", |it| {
            it.matter.category = Some(Category::Wages);
            "粉条厂拖欠工资三个月".clone_into(&mut it.matter.summary);
            it.visit.people_count = 12;
        }),
        registered("11-05", "牟春生", |it| {
            it.matter.category = Some(Category::Land);
            "宅基地边界不清".clone_into(&mut it.matter.summary);
        }),
        registered("11-12", "李守田", |it| {
            it.matter.urgency = Urgency::Grave;
            it.matter.category = Some(Category::General);
            "供热管道漏水".clone_into(&mut it.matter.summary);
        }),
        registered("11-20", "欧阳娜", |it| {
            it.matter.class = Class::Accusation;
            "反映村会计账目不清".clone_into(&mut it.matter.summary);
            it.matter.accused = Some("赵会计".to_owned());
        }),
        registered("11-23", "", |it| {
            it.matter.class = Class::Unclassed;
            "还没说清的事".clone_into(&mut it.matter.summary);
        }),
        act(step(
            1,
            1,
            Step::Accept {
                on: day("2026-11-25"),
            },
        )),
        act(step(
            1,
            2,
            Step::Assign {
                unit: Some("劳保所".to_owned()),
                holder: Some("刘洋".to_owned()),
                leader: None,
            },
        )),
    ]
}

fn compare(name: &str, keys: &str) {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for size in SIZES {
            let mut desk = Stored::open(lang, size, &town());
            desk.press(keys);
            let file = format!("{name}.{code}.{}x{}.txt", size.0, size.1);
            compare_with(&file, &desk.picture());
        }
    }
}

#[test]
fn the_queue_shows_what_presses_first() {
    compare("queue", "<Home>");
}

#[test]
fn the_queue_in_groups_with_marks() {
    compare("queue-groups", "list.group list.mark_all");
}

#[test]
fn the_filter_is_chosen_by_digits() {
    compare("queue-filter", "queue.narrow <Tab> 1 <Tab> <Tab> 3");
}

#[test]
fn a_case_as_it_opens() {
    compare("case", "<Enter>");
}

#[test]
fn a_case_offers_its_lawful_steps_and_says_why_not_the_others() {
    compare("case-steps", "<Enter> menu");
}

#[test]
fn a_step_is_found_by_every_reading_and_the_one_that_is_meant_comes_first() {
    for (typed, shown) in [
        ("zs", "1 交办      转送"),
        ("zqtj", "1 常办      征求调解意愿"),
        ("cxbl", "重新办理: "),
        ("yqsq", "（条例 35, 36）"),
        ("xyz", "没有这样的步骤"),
    ] {
        let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
        desk.press("<Enter> case.step");
        desk.paste(typed);
        let picture = desk.picture();
        assert!(picture.contains(shown), "{typed}\n{picture}");
    }
}

#[test]
fn the_clocks_of_a_case_are_explained() {
    compare("case-clocks", "<Enter> ?");
}

#[test]
fn the_full_width_question_mark_explains_too() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> ？");
    let picture = desk.picture();
    assert!(picture.contains("条例 23"), "{picture}");
}

#[test]
fn lists_face_the_visitor() {
    let mut desk = Stored::open(Lang::Zh, (160, 45), &town());
    let mut seen = String::new();
    for _ in 0..6 {
        seen.push_str(&desk.picture());
        desk.press("<Down>");
    }
    for hidden in ["牟春生", "13800001234", "账目不清", "还没说清", "赵会计"] {
        assert!(!seen.contains(hidden), "{hidden} on\n{seen}");
    }
    assert!(seen.contains("牟*生") && seen.contains("[锁]"));
}

#[test]
fn the_cursor_stays_on_its_case_whatever_comes_in() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Down>");
    let under = |desk: &Stored| desk.model.queue.row().copied();
    let before = under(&desk);
    let early = registered("06-01", "王早", |_| {}).action;
    assert!(matches!(
        desk.elsewhere("李红", early),
        CommitResult::Done(_)
    ));
    desk.tick();
    assert_eq!(under(&desk), before);
    assert_eq!(desk.model.queue.rows()[0], number(6), "it came in above");
    // And it is the one that Enter opens.
    desk.press("<Enter>");
    assert_eq!(desk.model.case.number(), before);
}

#[test]
fn a_case_that_leaves_the_list_is_told_of() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    let gone = desk.model.queue.row().copied().unwrap();
    let withdrawn = Step::Withdraw {
        on: day("2026-11-25"),
        words: "不再反映".to_owned(),
        form: Some(WithdrawalForm::Oral),
    };
    desk.elsewhere("李红", step(gone.run, 1, withdrawn));
    desk.tick();
    let picture = desk.picture();
    assert!(picture.contains(&format!("{gone} 已不在")), "{picture}");
}

#[test]
fn many_are_assigned_at_once_and_those_that_are_not_say_why() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("list.mark_all queue.assign");
    // Another window is quicker with one of them.
    let classify = Step::Classify {
        class: Class::Claim,
        category: Some(Category::Land),
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Hard,
    };
    desk.elsewhere("李红", step(2, 1, classify));
    desk.press("<Tab>");
    desk.paste("赵会计");
    desk.press("<C-s>");
    let picture = desk.picture();
    for text in [
        "已交办 3 件，未办 2 件",
        "ML-2026-0002  该事项已被他人更新",
        "ML-2026-0004  承办人：被反映的人或单位应当回避",
        "条例 28",
    ] {
        assert!(picture.contains(text), "{text} is missing:\n{picture}");
    }
    desk.press("<Esc>");
    let marked: Vec<u32> = (1..=5)
        .filter(|run| desk.model.queue.marks().contains(&number(*run)))
        .collect();
    assert_eq!(marked, [2, 4], "those that were not done are still marked");
    let holder = |run| {
        let case = ask(desk.store.as_ref(), |it| {
            it.case(number(run), &Viewer::new(CLERK))
        });
        case.unwrap().unwrap().holder
    };
    assert_eq!(holder(1).as_deref(), Some("赵会计"));
    assert_eq!(holder(2), None);
    assert_eq!(holder(4), None);
}

#[test]
fn an_assignment_of_nothing_is_refused_before_it_is_sent() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Space> queue.assign <C-s>");
    assert!(desk.picture().contains("至少填一项"), "{}", desk.picture());
}

#[test]
fn filters_narrow_the_list() {
    for (keys, typed, found) in [
        ("queue.narrow <C-s>", "", vec![2, 3, 5, 4, 1]),
        ("queue.narrow <Tab> 1 <C-s>", "", vec![2]),
        ("queue.narrow <Tab> 3 <C-s>", "", vec![3]),
        ("queue.narrow <Tab> <Tab> 1 <C-s>", "", vec![3]),
        ("queue.narrow <Tab> <Tab> 2 <C-s>", "", vec![1]),
        ("queue.narrow <Tab> <Tab> <Tab> 4 <C-s>", "", vec![1]),
        ("queue.narrow <Tab> <Tab> <Tab> <Tab> 5 <C-s>", "", vec![5]),
        (
            "queue.narrow <Tab> <Tab> <Tab> <Tab> <Tab> <Tab> <Tab>",
            "刘",
            vec![1],
        ),
        ("queue.narrow 3 <C-s>", "", vec![]),
    ] {
        let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
        desk.press(keys);
        if !typed.is_empty() {
            desk.paste(typed);
            desk.press("<C-s>");
        }
        let mut runs: Vec<u32> = desk.model.queue.rows().iter().map(|it| it.run).collect();
        let mut found: Vec<u32> = found;
        runs.sort_unstable();
        found.sort_unstable();
        assert_eq!(runs, found, "{keys} {typed}\n{}", desk.picture());
        desk.press("queue.clear");
        assert_eq!(desk.model.queue.rows().len(), 5, "cleared after {keys}");
    }
}

#[test]
fn the_list_is_filtered_by_words_as_they_are_typed() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    let runs =
        |desk: &Stored| -> Vec<u32> { desk.model.queue.rows().iter().map(|it| it.run).collect() };
    desk.press("/");
    desk.paste("工资");
    assert_eq!(runs(&desk), [1]);
    desk.press("<Backspace>");
    desk.paste("牟");
    assert_eq!(runs(&desk), [0; 0]);
    assert!(
        desk.picture().contains("没有这样的事项"),
        "{}",
        desk.picture()
    );
    desk.press("<Esc>");
    assert_eq!(runs(&desk).len(), 5);
    // What is chosen by conditions holds beside the words, and is kept when they go.
    desk.press("queue.narrow <Tab> <Tab> 2 <C-s> /");
    desk.paste("漏水");
    assert_eq!(runs(&desk), [0; 0]);
    desk.press("<Enter> <Esc>");
    assert_eq!(runs(&desk), [1]);
}

#[test]
fn a_row_is_unfolded_as_far_as_a_list_may_show_it() {
    for size in [(80, 24), (120, 30)] {
        let mut desk = Stored::open(Lang::Zh, size, &town());
        let mut seen = Vec::new();
        for _ in 0..5 {
            desk.press("<Right>");
            seen.push(desk.picture());
            desk.press("<Left> <Down>");
        }
        assert!(
            seen.iter().any(|it| it.contains("责任单位      劳保所")),
            "{seen:#?}"
        );
        for hidden in ["牟春生", "账目不清", "还没说清"] {
            assert!(!seen.concat().contains(hidden), "{hidden} on {seen:#?}");
        }
        assert!(!desk.picture().contains("责任单位"));
    }
}

#[test]
fn marks_are_kept_by_another_filter_and_assigned_together() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("/");
    desk.paste("漏水");
    desk.press("<Enter> <Space> <Esc> /");
    desk.paste("宅基地");
    desk.press("<Enter> <Space> queue.assign");
    assert!(
        desk.picture().contains("批量交办 2 件"),
        "{}",
        desk.picture()
    );
    desk.press("<Tab>");
    desk.paste("刘洋");
    desk.press("<C-s>");
    assert!(desk.picture().contains("已交办 2 件"), "{}", desk.picture());
    assert!(desk.model.queue.marks().is_empty());
}

#[test]
fn a_long_list_costs_its_pages_and_both_ends_are_a_key_away() {
    let acts: Vec<Act> = (0..450)
        .map(|_| registered("11-20", "王多", |_| {}))
        .collect();
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    let under = |desk: &Stored| desk.model.queue.row().map(|it| it.run);
    let loaded = |desk: &Stored| desk.model.queue.rows().len();
    assert_eq!((under(&desk), loaded(&desk)), (Some(1), 100));
    assert!(desk.picture().contains("↓ 还有 84+"), "{}", desk.picture());
    desk.press("<End>");
    assert_eq!((under(&desk), loaded(&desk)), (Some(450), 100));
    desk.press("<Up> <Up>");
    assert_eq!(under(&desk), Some(448));
    for _ in 0..6 {
        desk.press("<PageUp>");
    }
    assert!(loaded(&desk) > 100, "the page before is there");
    desk.press("<Home>");
    assert_eq!((under(&desk), loaded(&desk)), (Some(1), 100));
    for _ in 0..30 {
        desk.press("<PageDown>");
    }
    assert_eq!((under(&desk), loaded(&desk)), (Some(450), 450));
    let numbers = desk.model.queue.rows();
    assert!(
        numbers.windows(2).all(|two| two[0] < two[1]),
        "each once, in order"
    );
}

#[test]
fn words_that_stand_nowhere_are_looked_for_to_the_end() {
    // Nobody is like another: each one who is like others is compared with all of them.
    let of_another = |at: u32| {
        let name = format!("王{}", char::from_u32(0x4e00 + at).unwrap());
        registered("11-20", &name, |it| {
            if let Petitioner::New(person) = &mut it.petitioner {
                person.phones = vec![format!("1380000{at:04}")];
            }
        })
    };
    let mut acts: Vec<Act> = (0..4_100).map(of_another).collect();
    acts.push(registered("11-21", "王终", |it| {
        "井盖坏了".clone_into(&mut it.matter.summary);
    }));
    let mut desk = Stored::open(Lang::Zh, (80, 24), &acts);
    desk.press("/");
    desk.paste("井盖");
    assert_eq!(desk.model.queue.rows(), [number(4_101)]);
    assert!(!desk.model.queue.ledger.list().has_more());
}

#[test]
fn a_forbidden_step_is_refused_with_its_article() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.step");
    desk.paste("延期");
    let picture = desk.picture();
    assert!(
        picture.contains("x 延期: 先受理，才能办这一步（条例 34）"),
        "{picture}"
    );
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(
        picture.contains("× 先受理，才能办这一步（条例 34）"),
        "{picture}"
    );
}

#[test]
fn a_step_asks_what_it_needs_and_tells_all_that_is_missing_at_once() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    // 不予受理: reason, road, day.
    desk.press("<Enter> case.step");
    desk.paste("不予受理");
    desk.press("<Enter> <C-s>");
    let picture = desk.picture();
    assert_eq!(picture.matches("! 此项必填").count(), 2, "{picture}");
    desk.paste("不属本机关");
    desk.press("<Tab>");
    desk.paste("劳动仲裁");
    desk.press("<C-s>");
    let picture = desk.picture();
    assert!(
        picture.contains("√ ML-2026-0002 已办：不予受理"),
        "{picture}"
    );
    desk.press("4");
    let picture = desk.picture();
    assert!(
        picture.contains("不予受理: 2026-11-25  不属本机关  劳动仲裁"),
        "{picture}"
    );
    assert!(picture.contains(CLERK), "{picture}");
}

#[test]
fn a_day_that_the_law_forbids_is_told_at_its_line() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.step");
    desk.paste("受理");
    desk.press("<Enter> <C-z>");
    desk.press("<Backspace> <Backspace> <Backspace> <Backspace> <Backspace> <Backspace>");
    desk.press("<Backspace> <Backspace> <Backspace> <Backspace>");
    desk.paste("2026-12-24");
    desk.press("<C-s>");
    let picture = desk.picture();
    assert!(picture.contains("! 日期在今天以后"), "{picture}");
}

#[test]
fn a_conflict_says_what_was_done_and_keeps_what_was_typed() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.step");
    desk.paste("记事");
    desk.press("<Enter>");
    desk.paste("已电话约好下周一来");
    desk.elsewhere(
        "李红",
        step(
            2,
            1,
            Step::Accept {
                on: day("2026-11-24"),
            },
        ),
    );
    desk.press("<C-s>");
    let picture = desk.picture();
    for text in [
        "别的窗口刚办过",
        "李红 受理: 2026-11-24",
        "已电话约好下周一来",
    ] {
        assert!(picture.contains(text), "{text} is missing:\n{picture}");
    }
    desk.press("<C-s> 4");
    let picture = desk.picture();
    assert!(picture.contains("记事: 已电话约好下周一来"), "{picture}");
    assert!(picture.contains("受理: 2026-11-24"), "{picture}");
}

#[test]
fn the_next_step_is_taken_before_what_the_last_one_changed_was_read() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.step");
    desk.paste("受理");
    desk.press("<Enter>");
    desk.hold_reads();
    desk.press("<C-s> case.step");
    desk.paste("记事");
    desk.press("<Enter>");
    desk.paste("已电话约好下周一来");
    desk.press("<C-s>");
    desk.catch_up();
    let picture = desk.picture();
    assert!(picture.contains("已办：记事"), "{picture}");
    desk.press("4");
    let picture = desk.picture();
    for text in ["受理: 2026-11-25", "记事: 已电话约好下周一来"] {
        assert!(picture.contains(text), "{text} is missing:\n{picture}");
    }
}

#[test]
fn a_correction_keeps_the_old_value() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.correct 1");
    desk.paste("，有争议");
    desk.press("<C-s> 4");
    let picture = desk.picture();
    assert!(
        picture.contains("概况 由“宅基地边界不清”改为“宅基地边界不清，有争议”"),
        "{picture}"
    );
    // The card: a hidden value is typed anew, and the old one is not shown.
    desk.press("case.correct 8");
    assert!(
        desk.picture().contains("原来：138****1234"),
        "{}",
        desk.picture()
    );
    desk.paste("１３８００００５６７８");
    desk.press("<C-s>");
    let history = ask(desk.store.as_ref(), |it| {
        it.history(Stream::Person(PersonId(2)), &Viewer::new(CLERK))
    });
    let fact = history.unwrap().pop().unwrap().what;
    let What::Person(PersonFact::Corrected { old, new, .. }) = fact else {
        panic!("{fact:?}");
    };
    assert_eq!((old.as_str(), new.as_str()), ("13800001234", "13800005678"));
    let picture = desk.picture();
    assert!(
        picture.contains("电话 由“138****1234”改为“138****5678”"),
        "{picture}"
    );
}

#[test]
fn what_is_hidden_is_shown_by_a_key_and_logged() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter>");
    assert!(!desk.picture().contains("13800001234"));
    desk.press("case.reveal");
    let picture = desk.picture();
    assert!(
        picture.contains("牟春生") && picture.contains("13800001234"),
        "{picture}"
    );
    let log = ask(desk.store.as_ref(), |it| {
        it.history(Stream::Reveals, &Viewer::new(CLERK))
    });
    assert_eq!(log.unwrap().len(), 1);
    desk.press("case.reveal");
    assert!(!desk.picture().contains("13800001234"));
}

#[test]
fn an_accusation_shows_others_its_number_and_dates_alone() {
    let mut desk = Stored::open_as("孙强", Lang::Zh, (80, 24), &town());
    let at = desk
        .model
        .queue
        .rows()
        .iter()
        .position(|it| *it == number(4));
    for _ in 0..at.unwrap() {
        desk.press("<Down>");
    }
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(
        picture.contains("ML-2026-0004") && picture.contains("只有指定人员能看"),
        "{picture}"
    );
    for section in 1..=7 {
        desk.press(&section.to_string());
        let picture = desk.picture();
        for hidden in ["欧阳", "账目", "赵会计", "东牟家"] {
            assert!(!picture.contains(hidden), "{hidden} on\n{picture}");
        }
    }
    desk.press("case.step");
    assert!(desk.picture().contains("条例 30"), "{}", desk.picture());
    assert!(desk.model.case.panel().is_none());
}

#[test]
fn what_is_half_typed_is_not_lost_to_another_case() {
    let mut desk = Stored::open(Lang::Zh, (160, 45), &town());
    desk.press("<Enter> case.step 3");
    desk.paste("不属本机关");
    desk.press("<F4> <Down>");
    assert_eq!(
        desk.model.case.number(),
        Some(number(2)),
        "no preview over it"
    );
    desk.press("<Enter>");
    let picture = desk.picture();
    assert!(picture.contains("未完成内容已暂存"), "{picture}");
    assert!(!picture.contains("不属本机关"), "{picture}");
    desk.press("<F4> <Up> <Enter> case.step 3");
    let picture = desk.picture();
    assert!(picture.contains("不属本机关"), "{picture}");
}

#[test]
fn a_receipt_is_written_to_a_file() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.papers 1 1");
    let picture = desk.picture();
    assert!(picture.contains("√ 登记回执已存到"), "{picture}");
}

#[test]
fn another_visit_opens_an_intake_that_joins() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.visit");
    let picture = desk.picture();
    assert!(picture.contains("ML-2026-0002"), "{picture}");
    assert_eq!(desk.model.focus, Pane::Intake);
}

#[test]
fn the_chain_leads_to_the_grid_and_back() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    desk.press("<Enter> case.chain <Enter>");
    assert_eq!(desk.model.focus, Pane::Grid);
    desk.press("<Esc>");
    assert_eq!(desk.model.focus, Pane::Case);
    assert_eq!(desk.model.case.number(), Some(number(2)));
}

#[test]
fn the_mouse_opens_cases_parts_and_steps() {
    let mut desk = Stored::open(Lang::Zh, (80, 24), &town());
    let click = |desk: &mut Stored, word: &str| {
        let picture = desk.picture();
        let (row, line) = picture
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(word))
            .unwrap_or_else(|| panic!("{word} on\n{picture}"));
        let before = &line[..line.find(word).unwrap()];
        desk.tell(Msg::Mouse(Mouse {
            column: mulin::app::cells::width(before, false),
            row: u16::try_from(row).unwrap(),
            act: MouseAct::Click,
        }));
    };
    click(&mut desk, "ML-2026-0003");
    assert_eq!(
        desk.model.focus,
        Pane::Queue,
        "the first click takes the row"
    );
    click(&mut desk, "ML-2026-0003");
    assert_eq!(desk.model.focus, Pane::Case, "the second opens it");
    click(&mut desk, "3 来访");
    assert!(desk.picture().contains("1 人"), "{}", desk.picture());
    desk.press("case.step");
    click(&mut desk, "不予受理");
    assert!(
        desk.picture().contains("* 不予受理  ML-2026-0003"),
        "{}",
        desk.picture()
    );
}

#[test]
fn a_delivered_answer_starts_the_petitioners_own_clock() {
    let mut acts = town();
    let decide = Step::Decide {
        on: day("2026-11-25"),
        ruling: mulin::domain::codes::Ruling::Support,
        opinion: "已付清".to_owned(),
        basis: "劳动合同法 30".to_owned(),
        request: "付清工资".to_owned(),
        facts: "拖欠三个月".to_owned(),
    };
    let deliver = Step::Deliver {
        on: day("2026-11-25"),
        way: DeliveryWay::Hand,
    };
    acts.push(act(step(1, 3, decide)));
    acts.push(act(step(1, 4, deliver)));
    let mut desk = Stored::open(Lang::Zh, (160, 45), &acts);
    desk.press("<End> <Up> <Enter> 2");
    let picture = desk.picture();
    assert!(
        picture.contains("申请复查") && picture.contains("还剩 30 天"),
        "{picture}"
    );
}
