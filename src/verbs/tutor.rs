//! `mulin tutor`: the lessons, at a desk over a made-up town that is thrown away afterwards.

use chrono::{NaiveDate, NaiveTime};

use crate::app::tutor;
use crate::clock::Clock;
use crate::domain::moment::Moment;
use crate::store::contract::ask;
use crate::verbs::arguments::DemoArguments;
use crate::verbs::demo::write_town;
use crate::verbs::open::open_with;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, opened};

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

/// Opens the desk with a lesson, from 1.
pub fn tutor(mut setting: Setting, lesson: usize) -> Exit {
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => {
            let args = [("reason", error.to_string().into())];
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
    open_with(setting, &Clock::set_to(now), Some(tutor::State::at(lesson)))
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
