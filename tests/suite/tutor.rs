//! 学一学: every lesson is played by keys at a desk over the lessons' own town, in both languages; it
//! goes on only when the right thing was done, and what it says fits below the desk.

use mulin::app::effect::{Course, Effect};
use mulin::app::help::howto::QUESTIONS;
use mulin::app::msg::{Msg, Press};
use mulin::app::pane::Pane;
use mulin::app::tutor::lessons::LESSONS;
use mulin::app::tutor::{ROWS, State};
use mulin::app::update::update;
use mulin::command::table::Command;
use mulin::keymap::key::parse_keys;
use mulin::store::contract::ask;
use mulin::ui::view::draw;
use mulin::verbs::demo::write_town;
use mulin::verbs::tutor::TOWN;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::reception::{Counter, empty, home};

const SIZE: (u16, u16) = (80, 24);

/// Opens a desk over the lessons' town, at a lesson.
fn school(home: &std::path::Path, lang: Lang, lesson: usize) -> Counter {
    let store = empty();
    let tree = ask(store.as_ref(), |it| it.grid()).unwrap();
    let mut counter = Counter::unanswered(store.clone(), home, lang, SIZE);
    let refused = write_town(&TOWN, counter.model.shared.now, store.as_ref(), &tree).unwrap();
    assert_eq!(refused, None);
    counter = Counter::over(store, home, lang, SIZE);
    counter.model.tutor = Some(State::at(lesson));
    counter.tell(Msg::Resize(SIZE.0, SIZE.1));
    counter
}

/// Draws the whole window: the desk, and the lesson below it.
fn window(counter: &Counter) -> String {
    let (columns, rows) = counter.model.shared.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows + ROWS));
    draw(&counter.model, &mut buffer);
    mulin::ui::picture::picture(&buffer)
}

fn step(counter: &Counter) -> Option<(usize, usize)> {
    counter.model.tutor.as_ref().unwrap().speech().step
}

/// Does what a step of a lesson asks for.
fn play(counter: &mut Counter, lesson: &str, step: &str) {
    match (lesson, step) {
        ("register", "open") => counter.keys("intake.new"),
        ("register", "name") => counter.text("牟大山"),
        ("register", "save") => {
            counter.keys("<Tab>").text("13800000001").keys("<Tab>");
            counter.text("东牟家村").keys("<Tab>");
            counter.text("村口的路灯坏了半个月").keys("save")
        }
        ("again", "find") => counter.keys("finder.open"),
        ("again", "take") => {
            counter.text("mds").keys("<Enter>");
            if counter.model.overlays.is_empty() {
                return;
            }
            counter.keys("0")
        }
        ("again", "join") => counter.keys("<Enter> save"),
        ("call", "open") => counter.keys("call.open"),
        ("call", "take") => {
            counter.text("13800009009").keys("<Tab> <Tab> <Tab>");
            counter.text("问社保认证").keys("<Tab> 1 save")
        }
        ("triage", "queue") => counter.keys("queue.open"),
        ("triage", "open") => {
            counter.keys("list.filter").text("0041");
            counter.keys("<Enter> queue.triage")
        }
        ("triage", "save") => counter.keys("triage.take_all 3 save"),
        ("next", "open") => counter
            .keys("<Esc> finder.open")
            .text("0041")
            .keys("<Enter>"),
        ("next", "first") => counter.keys("<Enter> save"),
        ("danger", "save") => {
            counter
                .keys("intake.new")
                .text("邓小友")
                .keys("<Tab> <Tab> <Tab>");
            counter.text("家里煤气味很大").keys("save")
        }
        ("danger", "open") => counter.keys("4 case.triage"),
        ("danger", "lane") => counter.keys("triage.take_all 3 save"),
        ("accusation", "save") => {
            counter.keys("intake.new <Tab> <Tab> <Tab>");
            counter.text("反映村会计报假账").keys("<Tab> <Tab> 1 save")
        }
        ("accusation", "queue") => counter.keys("queue.open"),
        ("spot", "save") => {
            counter
                .keys("intake.new")
                .text("尉迟三姑")
                .keys("<Tab> <Tab> <Tab>");
            counter.text("问便民大厅在哪").keys("save")
        }
        ("spot", "answer") => counter.keys("6").text("出门左转一百米").keys("save"),
        ("lawyer", "open") => counter.keys("lawyers.open"),
        ("lawyer", "book") => counter.keys("lawyers.book").text("令狐大友").keys("save"),
        ("whistle", "grid") => counter.keys("grid.open"),
        ("whistle", "open") => counter.keys("whistles.open"),
        ("whistle", "raise") => {
            counter.keys("whistles.raise 1 <Tab>").text("东牟家村");
            counter
                .keys("<Tab> <Tab>")
                .text("两家为水沟争吵")
                .keys("save")
        }
        ("round", "open") => counter.keys("prevention.open"),
        ("round", "report") => counter.keys("<Down> 1 save"),
        ("round", "duty") => counter.keys("ledger.open ledger.open ledger.open ledger.open"),
        ("week", "open") => counter.keys("figures.open"),
        ("week", "issue") => counter.keys("2 figures.issue save"),
        _ => panic!("nobody plays {lesson} {step}"),
    };
}

#[test]
fn every_lesson_is_played_and_goes_on_only_when_the_right_thing_was_done() {
    for lang in [Lang::Zh, Lang::En] {
        let home = home();
        let mut counter = school(home.path(), lang, 1);
        for (at, lesson) in LESSONS.iter().enumerate() {
            let speech = counter.model.tutor.as_ref().unwrap().speech();
            assert_eq!(speech.lesson, (at + 1, LESSONS.len()));
            for (nth, wanted) in lesson.steps.iter().enumerate() {
                // Some are reached already where the lesson before left the learner.
                if step(&counter).is_none_or(|(at, _)| at > nth + 1) {
                    continue;
                }
                let of = lesson.steps.len();
                assert_eq!(step(&counter), Some((nth + 1, of)), "{}", lesson.code);
                // What is not asked for leads nowhere.
                counter.keys("help <Esc>");
                assert_eq!(step(&counter), Some((nth + 1, of)), "{}", lesson.code);
                play(&mut counter, lesson.code, wanted.code);
                let next = (nth + 1 < of).then_some((nth + 2, of));
                assert!(
                    step(&counter) == next || step(&counter).is_none(),
                    "{} {}: {:?}\n{}",
                    lesson.code,
                    wanted.code,
                    step(&counter),
                    window(&counter)
                );
            }
            assert_eq!(
                step(&counter),
                None,
                "{}\n{}",
                lesson.code,
                window(&counter)
            );
            counter.keys("tutor.next");
        }
    }
}

#[test]
fn a_lesson_says_all_of_it_below_the_desk_with_the_keys_in_use() {
    for lang in [Lang::Zh, Lang::En] {
        let home = home();
        let mut counter = school(home.path(), lang, 1);
        let words = Words::new(lang);
        for lesson in LESSONS {
            let keys = ["scene", "good"]
                .into_iter()
                .chain(lesson.steps.iter().map(|it| it.code));
            for key in keys {
                let text = words.say(&format!("tutor-{}-{key}", lesson.code));
                for part in text.split('<').skip(1) {
                    let name = part.split('>').next().unwrap();
                    let command = Command::parse(name);
                    let command = command.unwrap_or_else(|| panic!("{name} is no command"));
                    assert!(
                        !counter.model.shared.keys(command).is_empty(),
                        "{name} has no key"
                    );
                }
            }
            let picture = window(&counter);
            let below: Vec<&str> = picture.lines().skip(usize::from(SIZE.1 - ROWS)).collect();
            let below = below.join("\n");
            assert!(
                below.contains(&words.say(&format!("tutor-{}", lesson.code))),
                "{below}"
            );
            assert!(below.contains("> "), "no room for what to do:\n{below}");
            counter.keys("tutor.next");
        }
        counter.keys("tutor.back");
        let at = counter.model.tutor.as_ref().unwrap().speech().lesson.0;
        assert_eq!(at, LESSONS.len() - 1);
    }
}

#[test]
fn without_lessons_their_key_says_where_they_are() {
    let home = home();
    let mut counter = Counter::open(home.path(), SIZE);
    counter.keys("tutor.next");
    counter.sees(&[&counter.model.shared.keys(Command::TutorOpen)]);
}

/// Presses a key at a desk and gives what is to be done outside.
fn asked(counter: &mut Counter, key: &str) -> Vec<Effect> {
    let key = parse_keys(key).unwrap()[0];
    update(&mut counter.model, Msg::Press(Press::alone(key)))
}

#[test]
fn a_lesson_that_is_done_is_ticked_and_the_desk_says_how_many_are() {
    for lang in [Lang::Zh, Lang::En] {
        let home = home();
        let words = Words::new(lang);
        let done = |n: usize| {
            let args = [("n", n.into()), ("all", LESSONS.len().into())];
            (
                words.say_with("tutor-list", &args),
                words.say_with("setup-learned", &args),
            )
        };
        let mut counter = school(home.path(), lang, 1);
        counter.keys("tutor.open").sees(&[&done(0).0]);
        assert!(!window(&counter).contains('√'), "{}", window(&counter));
        counter.keys("<Esc>");
        for step in LESSONS[0].steps {
            play(&mut counter, LESSONS[0].code, step.code);
        }
        assert_eq!(step(&counter), None);
        counter.keys("tutor.open").sees(&[&done(1).0, "√"]);
        // Here a lesson is chosen, and given where the learner is.
        counter.keys("3");
        let at = counter.model.tutor.as_ref().unwrap().speech().lesson.0;
        assert_eq!(at, 3);
        // The desk itself knows of it, and begins with the next one.
        let mut desk = Counter::over(empty(), home.path(), lang, SIZE);
        desk.keys("setup.open").sees(&[&done(1).1]);
        desk.keys("<End>");
        let effects = asked(&mut desk, "<Enter>");
        desk.perform(effects);
        desk.sees(&[&done(1).0, "√"]);
        let course = |lesson| {
            Effect::Learn(Course {
                lesson,
                who: "王芳".to_owned(),
                lang: lang.row().code,
            })
        };
        assert_eq!(asked(&mut desk, "<Enter>"), [course(2)]);
        desk.keys("tutor.open");
        assert_eq!(asked(&mut desk, "7"), [course(7)]);
        // What went wrong is told, and nothing else has changed.
        let reason = "没有地方".to_owned();
        desk.tell(Msg::LessonsOver(Err(reason.clone())));
        desk.sees(&[&reason]);
        assert_eq!(desk.model.focus, Pane::Setup);
    }
}

#[test]
fn f1_answers_how_things_are_done_in_three_lines_and_then_lists_the_keys() {
    let home = home();
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::new(lang);
        let mut counter = Counter::over(empty(), home.path(), lang, SIZE);
        counter.keys("today.open help");
        // The first question is answered; the others are a line each.
        let first = words.say("howto-register");
        counter.sees(&[
            &words.say("howto-heading"),
            &first,
            "F2",
            &words.say("howto-again"),
        ]);
        for code in QUESTIONS {
            let answer = words.say(&format!("howto-{code}-how"));
            assert_eq!(answer.lines().count(), 3, "{code}: {answer}");
            for part in answer.split('<').skip(1) {
                let name = part.split('>').next().unwrap();
                assert!(Command::parse(name).is_some(), "{code}: {name}");
            }
        }
        // What is typed brings its answer; behind the questions stand the keys.
        let asked = words.say("howto-week");
        counter.text(&asked);
        counter.sees(&[&asked, &counter.model.shared.keys(Command::FiguresOpen)]);
        counter.keys("<Esc> queue.open help").text("Ctrl-S");
        counter.sees(&[&counter.model.shared.command(Command::Save), "Ctrl-S"]);
    }
}
