//! `mulin tutor`: the lessons, at a desk over a made-up town that is thrown away afterwards.

use chrono::{NaiveDate, NaiveTime};

use crate::app::tutor;
use crate::app::tutor::list::first_open;
use crate::clock::Clock;
use crate::domain::moment::Moment;
use crate::store::contract::ask;
use crate::store::drafts::lessons::Learned;
use crate::verbs::arguments::DemoArguments;
use crate::verbs::demo::write_town;
use crate::verbs::open::open_with;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, opened, path};

/// A Wednesday, with the lawyer at her table.
const DAY: (i32, u32, u32) = (2026, 11, 25);
/// The hour and minute at which each lesson begins.
const TIME: (u32, u32) = (9, 41);
/// Fewer people and cases than the demo's town: one learns on what can be seen at a glance.
pub const TOWN: DemoArguments = DemoArguments {
    seed: 1,
    on: None,
    people: 60,
    cases: 40,
    no_open: true,
    as_published: false,
};

/// Opens the desk with a lesson, from 1; without one with the first that is not done.
pub fn tutor(mut setting: Setting, lesson: Option<usize>) -> Exit {
    let own = path(&setting);
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => {
            let args = [("reason", setting.words.io_reason(&error).into())];
            complain(setting.words.say_with("verbs-tutor-no-room", &args));
            return Exit::Store;
        }
    };
    setting.store = Some(folder.path().join("tutor.redb"));
    let day = NaiveDate::from_ymd_opt(DAY.0, DAY.1, DAY.2).unwrap_or_default();
    let time = NaiveTime::from_hms_opt(TIME.0, TIME.1, 0).unwrap_or_default();
    let now = Moment::beijing(day, time);
    if let Err(exit) = made(&setting, now) {
        return exit;
    }
    // A file that does not read is told when the list of lessons is opened.
    let done = Learned::beside(&own, &setting.who).all();
    let lesson = lesson.unwrap_or_else(|| first_open(&done.unwrap_or_default()));
    let state = tutor::State::at(lesson);
    open_with(setting, &Clock::set_to(now), &own, Some(state))
}

fn made(setting: &Setting, now: Moment) -> Result<(), Exit> {
    let store = opened(setting)?;
    let written =
        ask(&store, |it| it.grid()).and_then(|tree| write_town(&TOWN, now, &store, &tree));
    match written {
        Ok(None) => Ok(()),
        Ok(Some(refused)) => {
            complain(refused);
            Err(Exit::Refused)
        }
        Err(error) => Err(failed(setting, &error)),
    }
}
