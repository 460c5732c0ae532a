//! `mulin education`: the law-education staff against its targets, and a year's trainings.

use chrono::Days;
use serde::Serialize;

use crate::domain::education::staff::LawLevel;
use crate::domain::education::view::EducationView;
use crate::domain::viewer::Viewer;
use crate::store::contract::ask;
use crate::verbs::outcome::Exit;
use crate::verbs::present;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading};

/// Days of trainings that are told.
const YEAR: u64 = 366;

#[derive(Debug, Serialize)]
struct EducationJson {
    levels: Vec<LevelJson>,
    staff: Vec<StaffJson>,
    trainings: Vec<TrainingJson>,
}

#[derive(Debug, Serialize)]
struct LevelJson {
    level: &'static str,
    target: u16,
    serving: usize,
    vacant: usize,
}

#[derive(Debug, Serialize)]
struct StaffJson {
    id: u32,
    name: String,
    level: &'static str,
    place: String,
    code: String,
    active: bool,
    trainings: usize,
    minutes: u32,
}

#[derive(Debug, Serialize)]
struct TrainingJson {
    id: u32,
    day: String,
    topic: String,
    level: Option<&'static str>,
    minutes: u16,
    attended: Vec<u32>,
}

/// Prints the staff and the trainings.
pub fn education(setting: &Setting, json: bool) -> Exit {
    let today = present::now().date();
    let from = today.checked_sub_days(Days::new(YEAR)).unwrap_or(today);
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let view = match ask(store.as_ref(), |it| it.education(from, today, &viewer)) {
        Ok(view) => view,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    if json {
        printer.json_line(&of(&view));
        return Exit::Done;
    }
    let words = &setting.words;
    for it in &view.strength {
        let args = [
            ("serving", it.serving.into()),
            ("target", it.target.into()),
            ("vacant", it.vacant().into()),
        ];
        let text = words.say_with("education-strength", &args);
        let level = words.code("law-level", it.level.code());
        printer.line([level, text].join("\t"));
    }
    for row in view.staff.iter().filter(|row| row.card.active) {
        let level = words.code("law-level", row.card.level.code());
        printer.line([level.as_str(), &row.place, &row.card.name, &row.card.phone].join("\t"));
    }
    Exit::Done
}

fn of(view: &EducationView) -> EducationJson {
    let levels = view.strength.iter().map(|it| LevelJson {
        level: it.level.code(),
        target: it.target,
        serving: it.serving,
        vacant: it.vacant(),
    });
    let staff = view.staff.iter().map(|row| StaffJson {
        id: row.id.0,
        name: row.card.name.clone(),
        level: row.card.level.code(),
        place: row.place.clone(),
        code: row.card.node.to_string(),
        active: row.card.active,
        trainings: row.trainings,
        minutes: row.minutes,
    });
    let trainings = view.trainings.iter().map(|(id, it)| TrainingJson {
        id: id.0,
        day: it.lesson.day.to_string(),
        topic: it.lesson.topic.clone(),
        level: it.lesson.level.map(LawLevel::code),
        minutes: it.lesson.minutes,
        attended: it.attended.iter().map(|id| id.0).collect(),
    });
    EducationJson {
        levels: levels.collect(),
        staff: staff.collect(),
        trainings: trainings.collect(),
    }
}
