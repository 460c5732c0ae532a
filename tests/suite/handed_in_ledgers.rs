//! The forms of the ledgers, each handed in over a store with a leader of the day on duty. The list of
//! forms is read from the sources: one that is not handed in here fails the test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mulin::app::form::line::{Entry, Line};
use mulin::domain::act::Action;
use mulin::domain::duty::DutyFact;
use mulin::words::lang::Lang;

use crate::duty_pane::with_leaders;
use crate::handed_in::{form, hand_in};
use crate::rooms::House;

type Values = &'static [(&'static str, &'static str)];

/// A form: its pane and word, the keys that lead to it, what is typed before it is handed in first,
/// and what into lines that lack.
struct Filled(&'static str, &'static str, Values, Values);

const DUTY: &[Filled] = &[
    Filled("duty/name", "<F7> duty.name", &[("ask-note", "带班")], &[]),
    Filled(
        "duty/stand_in",
        "duty.stand_in",
        &[("ask-stand_in", "吴敏")],
        &[],
    ),
    Filled("duty/pass", "<Home> duty.pass", &[], &[("ask-to", "王岚")]),
    Filled(
        "duty/leader",
        "duty.face duty.face duty.face @",
        &[],
        &[("ask-name", "钱书记")],
    ),
];

const EDUCATION: &[Filled] = &[
    Filled(
        "education/member",
        "<A-u> education.add",
        &[],
        &[("ask-node", "大牟家镇")],
    ),
    Filled(
        "education/training",
        "education.show education.add",
        &[],
        &[("ask-hours", "2")],
    ),
    Filled("education/force", "education.show education.add", &[], &[]),
];

const CALENDAR: &[Filled] = &[
    Filled(
        "calendar/arrange",
        "<A-b> <C-d>",
        &[("ask-time", "9:00"), ("calendar-ask-about", "宅基地")],
        &[
            ("calendar-ask-visitor", "孙某某"),
            ("calendar-ask-with", "周正"),
        ],
    ),
    Filled(
        "calendar/missed",
        "<Down> <End> %",
        &[("ask-reason", "下雨")],
        &[],
    ),
    Filled(
        "calendar/cancel",
        "<Delete>",
        &[],
        &[("ask-reason", "改日再来")],
    ),
    Filled(
        "calendar/remind",
        "<A-z>",
        &[],
        &[("calendar-ask-what", "问水管")],
    ),
    Filled(
        "calendar/recall",
        "<A-b> <Right> <Down> <End> <C-r>",
        &[],
        &[("calendar-ask-what", "再问水管")],
    ),
];

const GRID: &[Filled] = &[
    Filled(
        "grid/post",
        "<F6> grid.edit",
        &[("grid-ask-name", "周正"), ("grid-ask-role", "书记")],
        &[],
    ),
    Filled("grid/away", "@", &[("grid-ask-until", "2026-10-09")], &[]),
    Filled(
        "grid/add",
        "<Down> grid.add",
        &[],
        &[("grid-ask-node", "新村")],
    ),
    Filled(
        "grid/rename",
        "grid.rename",
        &[("grid-ask-node", "二")],
        &[],
    ),
    Filled(
        "grid/move",
        "<Right> <Down> grid.move",
        &[],
        &[("grid-ask-above", "第二管区")],
    ),
    Filled("grid/add", "grid.add", &[], &[("grid-ask-node", "东网格")]),
    Filled(
        "grid/lanes",
        "<Right> <Down> #",
        &[("ask-lanes", "东巷")],
        &[],
    ),
];

const HOTLINE: &[Filled] = &[
    Filled("hotline/note", "<A-p> <Home> hotline.note", &[], &[]),
    Filled(
        "hotline/tried",
        "hotline.tried",
        &[("hotline-ask-reached", "2")],
        &[],
    ),
    Filled("hotline/done", "hotline.done", &[], &[]),
    Filled(
        "hotline/correct",
        "<Enter> <Home> <Enter>",
        &[("pad-village", "二")],
        &[],
    ),
];

const JOINT: &[Filled] = &[
    Filled(
        "joint/new",
        "<A-j> joint.new",
        &[],
        &[("ask-seats", "人社所 王岚、司法所 李强")],
    ),
    Filled("joint/table", "joint.table", &[("ask-place", "二楼")], &[]),
    Filled(
        "joint/add",
        "joint.add",
        &[],
        &[("ask-case", "ML-2026-0001")],
    ),
    Filled(
        "joint/say",
        "<Home> <Down> <Enter>",
        &[("ask-took_on", "约谈老板")],
        &[("ask-by", "2026-09-30")],
    ),
    Filled("joint/kept", "joint.kept", &[], &[]),
    Filled("joint/minutes", "<End> <Enter>", &[], &[]),
    Filled("joint/reopen", "joint.close joint.close", &[], &[]),
];

/// On a lawyer day.
const LAWYERS: &[Filled] = &[
    Filled(
        "lawyers/assign",
        "<F5> @",
        &[("lawyers-ask-lawyer", "张守法")],
        &[],
    ),
    Filled(
        "lawyers/book",
        "<Home> lawyers.book",
        &[],
        &[("lawyers-ask-time", "09:30")],
    ),
    Filled(
        "lawyers/move",
        "lawyers.move",
        &[("lawyers-ask-time", "10:00")],
        &[],
    ),
    Filled("lawyers/cancel", "lawyers.cancel", &[], &[]),
    Filled("lawyers/walk_in", "lawyers.walk_in", &[], &[]),
    Filled("lawyers/outcome", "lawyers.outcome", &[], &[]),
    Filled(
        "lawyers/recommend",
        "*",
        &[],
        &[
            ("lawyers-ask-case", "ML-2026-0001"),
            ("lawyers-ask-lawyer", "张守法"),
        ],
    ),
    // The recommendation leads to the contact.
    Filled("lawyers/contact", "<Home>", &[], &[]),
    Filled("lawyers/card", "% <End> <Enter>", &[], &[]),
];

const MEETINGS: &[Filled] = &[
    Filled(
        "meetings/call",
        "<A-m> meetings.new",
        &[],
        &[("ask-called", "王岚 人社所、李强 司法所")],
    ),
    Filled(
        "meetings/alter",
        "meetings.alter",
        &[("ask-place", "二楼")],
        &[],
    ),
    Filled(
        "meetings/add",
        "<Home> <Down> meetings.drop <Home> <Down> meetings.drop meetings.add",
        &[],
        &[("ask-case", "ML-2026-0001")],
    ),
    Filled("meetings/came", "@", &[], &[]),
    Filled("meetings/judge", "<Home> <Down> <Enter>", &[], &[]),
    Filled(
        "meetings/task",
        "meetings.task",
        &[],
        &[("ask-holder", "王岚")],
    ),
    Filled("meetings/minutes", "<End> <Enter>", &[], &[]),
    Filled("meetings/reopen", "meetings.close meetings.close", &[], &[]),
    Filled("meetings/done", "<Esc> <Home> <Enter>", &[], &[]),
];

const PREVENTION: &[Filled] = &[
    Filled("prevention/nothing", "<A-v> prevention.nothing", &[], &[]),
    Filled("prevention/found", "prevention.found", &[], &[]),
    Filled(
        "prevention/correct",
        "<End> prevention.correct",
        &[("ask-reporter", "二")],
        &[],
    ),
    Filled(
        "prevention/sign",
        "prevention.show prevention.show prevention.found",
        &[],
        &[("ask-node", "东牟家村")],
    ),
    Filled(
        "prevention/word",
        "<Home> prevention.correct",
        &[("ask-about", "甲、乙")],
        &[],
    ),
    Filled("prevention/watch", "@", &[], &[("ask-until", "2026-10-09")]),
    Filled("prevention/settle", "#", &[], &[]),
    Filled("prevention/reopen", "<End> #", &[], &[]),
    Filled(
        "prevention/day",
        "prevention.day",
        &[("ask-day", "2026-09-27")],
        &[],
    ),
];

const QUEUE: &[Filled] = &[
    Filled("queue/narrow", "<F4> queue.narrow", &[], &[]),
    Filled(
        "queue/assign",
        "<Home> queue.assign",
        &[("ask-holder", "王岚")],
        &[],
    ),
];

const WHISTLES: &[Filled] = &[
    Filled(
        "whistles/raise",
        "<A-w> whistles.raise",
        &[("whistles-ask-kind", "2")],
        &[
            ("whistles-ask-from", "大牟家镇"),
            ("whistles-ask-to", "自然资源所"),
        ],
    ),
    Filled(
        "whistles/sign",
        "whistles.sign",
        &[],
        &[("whistles-ask-who", "王岚")],
    ),
    Filled("whistles/contact", "whistles.contact", &[], &[]),
    Filled("whistles/arrive", "whistles.arrive", &[], &[]),
    Filled("whistles/answer", "whistles.answer", &[], &[]),
    Filled("whistles/rate", "whistles.rate", &[], &[]),
    Filled("whistles/reopen", "% [ [ [ [ <Home> %", &[], &[]),
    Filled("whistles/pass_up", "&", &[], &[]),
    Filled(
        "whistles/raise",
        "whistles.raise",
        &[("whistles-ask-kind", "2")],
        &[
            ("whistles-ask-from", "大牟家镇"),
            ("whistles-ask-to", "自然资源所"),
        ],
    ),
    Filled("whistles/withdraw", "%", &[], &[]),
];

const FIGURES: &[Filled] = &[Filled("figures/-", "<F8> figures.issue", &[], &[])];

const SETUP: &[Filled] = &[
    Filled("setup/line", "<A-n> 8", &[], &[]),
    Filled("setup/setting", "* <Enter>", &[], &[]),
];

const ALL: &[&[Filled]] = &[
    SETUP, CALENDAR, DUTY, EDUCATION, GRID, HOTLINE, JOINT, LAWYERS, MEETINGS, PREVENTION, QUEUE,
    WHISTLES, FIGURES,
];

fn house(lang: Lang) -> House {
    let mut house = House::open(lang, (80, 24)).with_lawyers();
    with_leaders(&mut house);
    let fact = DutyFact::Named {
        leader: Some("周正".to_owned()),
        note: String::new(),
    };
    for day in ["2026-09-28", "2026-09-30"] {
        let (day, fact) = (day.parse().unwrap(), fact.clone());
        house.keep(vec![Action::Duty { day, fact }]);
    }
    house.tick("2026-09-28T09:41:00+08:00");
    // A call that is to be called back.
    house.press("<C-t>");
    house.type_text("1234");
    house.press("<Enter>");
    house.type_text("问低保何时发");
    house.press("<Tab> 2 <C-s>");
    house
}

/// Gives what is typed into a line that must be filled in.
fn value(line: &Line<usize>, given: Values) -> String {
    let given = given.iter().find(|(label, _)| *label == line.label);
    match (given, &line.entry, line.label.as_str()) {
        (Some((_, text)), ..) => (*text).to_owned(),
        (None, Entry::Code(..), _) => "1".to_owned(),
        (None, Entry::Text(_), "ask-day" | "ask-on" | "ask-found_on" | "ask-by") => {
            "2026-09-28".to_owned()
        }
        (None, Entry::Text(_), _) => "写明".to_owned(),
    }
}

/// Reads from the sources which forms the panes have: `pane/word`.
fn declared() -> BTreeSet<String> {
    let mut forms = BTreeSet::from(["figures/-".to_owned()]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path().join("form.rs");
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let pane = path.parent().unwrap().file_name().unwrap();
        let words = text.split("=> code(\"").skip(1);
        forms.extend(words.map(|it| {
            let word = it.split('"').next().unwrap();
            format!("{}/{word}", pane.to_string_lossy())
        }));
    }
    forms
}

fn every_form(lang: Lang) {
    let mut wrong = Vec::new();
    let mut done = BTreeSet::new();
    for forms in ALL {
        let mut house = house(lang);
        if forms.iter().any(|it| it.0.starts_with("lawyers/")) {
            house.tick("2026-09-30T08:30:00+08:00");
        }
        for Filled(name, keys, typed, given) in *forms {
            house.press(keys);
            done.insert((*name).to_owned());
            if let Err(why) = hand_in(&mut house, typed, |line| value(line, given)) {
                wrong.push(format!("{name}: {why}"));
                if form(&house.model).is_some() {
                    house.press("<Esc>");
                }
            }
        }
    }
    let missing: Vec<String> = declared().difference(&done).cloned().collect();
    assert!(
        missing.is_empty(),
        "forms that nobody hands in: {missing:?}"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_form_of_a_ledger_is_saved_at_the_first_key_once_what_lacks_is_filled_in() {
    every_form(Lang::Zh);
}

#[test]
fn and_so_it_is_in_english() {
    every_form(Lang::En);
}
