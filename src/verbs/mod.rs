//! The command line's verbs, and which of them an argument runs.

pub mod arguments;
pub mod attachments;
pub mod backup;
pub mod calls;
pub mod case;
pub mod case_json;
pub mod case_row;
pub mod cases;
pub mod checkin;
pub mod clock_json;
pub mod command_line;
pub mod compact;
pub mod demo;
pub mod dispute_json;
pub mod doctor;
pub mod due;
pub mod duty;
pub mod education;
pub mod export;
pub mod find;
pub mod force;
pub mod import;
pub mod inquiry;
pub mod joint_json;
pub mod key_json;
pub mod keys;
pub mod lawyer;
pub mod legal_aid_json;
pub mod manual;
pub mod mediation_json;
pub mod meeting;
pub mod meeting_json;
pub mod named;
pub mod names;
pub mod open;
pub mod order_json;
pub mod outcome;
pub mod paper;
pub mod person_json;
pub mod present;
pub mod print;
pub mod probe;
pub mod progress;
pub mod register;
pub mod report;
pub mod report_json;
pub mod restore;
pub mod roads;
pub mod setting;
pub mod step;
pub mod step_fields;
pub mod store;
pub mod tick;
pub mod tutor;
pub mod usage_error;
pub mod verify;
pub mod whistle;
pub mod whistle_json;

use crate::runtime::fault;
use crate::verbs::arguments::{
    Arguments, CallAction, CaseAction, CheckinAction, DutyAction, KeysAction, MeetingAction, Verb,
    WhistleAction,
};
use crate::verbs::outcome::Exit;
use crate::verbs::setting::Setting;

/// Runs what was asked for.
pub fn run(mut arguments: Arguments) -> Exit {
    fault::listen(|| {});
    if let Some(Verb::Step(asked)) = &mut arguments.verb
        && let Err(error) = asked.sort_out(&mut arguments.global)
    {
        error.exit();
    }
    let setting = match Setting::of(&arguments.global) {
        Ok(setting) => setting,
        Err(exit) => return exit,
    };
    match arguments.verb {
        None => open::open(setting, &present::clock()),
        Some(Verb::Demo(asked)) => demo::demo(setting, &asked),
        Some(Verb::Tutor { lesson }) => tutor::tutor(setting, lesson.map(usize::from)),
        Some(Verb::Register { json: _ }) => register::register(&setting),
        Some(Verb::Find(asked)) => find::find(&setting, &asked),
        Some(Verb::Case { action }) => match action {
            CaseAction::List(asked) => cases::list(&setting, &asked),
            CaseAction::Show { number, json } => case::show(&setting, &number, json),
            CaseAction::Ask { number, code, json } => {
                inquiry::answer(&setting, &number, &code, json)
            }
            CaseAction::Papers { number, json } => paper::list(&setting, &number, json),
            CaseAction::Paper(asked) => paper::make(&setting, &asked),
            CaseAction::Attach(asked) => attachments::attach(&setting, &asked),
            CaseAction::Attachments { number, json } => attachments::list(&setting, &number, json),
        },
        Some(Verb::Step(asked)) => step::run::step(&setting, &asked),
        Some(Verb::Meeting { action }) => match action {
            MeetingAction::List { days, json } => meeting::list(&setting, days, json),
            MeetingAction::Show { id, json } => meeting::show(&setting, id, json),
        },
        Some(Verb::Handover { limit, json }) => meeting::handovers(&setting, limit, json),
        Some(Verb::Call { action }) => match action {
            CallAction::List(asked) => calls::list(&setting, &asked),
        },
        Some(Verb::Duty { action, asked }) => match action {
            None => duty::show(&setting, &asked),
            Some(DutyAction::Open { leader, json }) => {
                duty::open(&setting, leader.as_deref(), json)
            }
            Some(DutyAction::Close(asked)) => duty::close(&setting, &asked),
        },
        Some(Verb::Whistle { action }) => match action {
            WhistleAction::List { open, json } => whistle::list(&setting, open, json),
            WhistleAction::Raise { json: _ } => whistle::raise(&setting),
        },
        Some(Verb::Tick { json }) => tick::tick(&setting, json),
        Some(Verb::Due(asked)) => due::due(&setting, &asked),
        Some(Verb::Report(asked)) => report::report(&setting, &asked),
        Some(Verb::Roads(asked)) => roads::roads(&setting, &asked),
        Some(Verb::Lawyer { action }) => lawyer::run(&setting, &action),
        Some(Verb::Import(asked)) => import::import(&setting, &asked),
        Some(Verb::Export(asked)) => export::run::export(&setting, &asked),
        Some(Verb::Verify) => verify::verify(&setting),
        Some(Verb::Backup { file }) => backup::backup(&setting, &file),
        Some(Verb::Restore { file }) => restore::restore(&setting, &file),
        Some(Verb::Compact) => compact::compact(&setting),
        Some(Verb::Doctor) => doctor::doctor(&setting),
        Some(Verb::Keys { action }) => match action {
            None => keys::list(&setting),
            Some(KeysAction::Check { file }) => keys::check(&setting, &file),
            Some(KeysAction::Probe) => probe::probe(&setting),
        },
        Some(Verb::Completions { shell }) => manual::completions(&setting.words, shell),
        Some(Verb::Man) => manual::man(&setting.words),
        Some(Verb::Checkin { action }) => match action {
            CheckinAction::List(asked) => checkin::list(&setting, &asked),
            CheckinAction::Report => checkin::report(&setting),
        },
        Some(Verb::Force { json }) => force::force(&setting, json),
        Some(Verb::Education { json }) => education::education(&setting, json),
    }
}
