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
pub mod checklist_json;
pub mod clock_json;
pub mod command_line;
pub mod compact;
pub mod continued;
pub mod demo;
pub mod dispute_json;
pub mod doctor;
pub mod due;
pub mod duty;
pub mod education;
pub mod export;
pub mod fault_report;
pub mod find;
pub mod force;
pub mod identity;
pub mod import;
pub mod inquiry;
pub mod joint_json;
pub mod key_json;
pub mod keys;
pub mod lawyer;
pub mod legal_aid_json;
pub mod look;
pub mod looked;
pub mod manual;
pub mod mediation_json;
pub mod meeting;
pub mod meeting_json;
#[cfg(feature = "postgres")]
pub mod moving;
pub mod named;
pub mod names;
pub mod open;
pub mod operator;
pub mod order_json;
pub mod outcome;
pub mod paper;
pub mod passphrase;
pub mod person_json;
pub mod present;
pub mod print;
pub mod probe;
pub mod progress;
pub mod register;
pub mod reindex;
pub mod repair;
pub mod report;
pub mod report_json;
pub mod restore;
pub mod roads;
pub mod schema;
pub mod seal;
pub mod setting;
pub mod step;
pub mod step_fields;
pub mod store;
pub mod target;
pub mod tick;
pub mod tutor;
pub mod unseen;
pub mod usage_error;
pub mod verify;
pub mod version;
pub mod whistle;
pub mod whistle_json;

use crate::runtime::{fault, fault_log, signals};
use crate::verbs::arguments::case::CaseAction;
use crate::verbs::arguments::{
    Arguments, CallAction, CheckinAction, DutyAction, KeysAction, MeetingAction, Verb,
    WhistleAction,
};
use crate::verbs::outcome::{Exit, complain, settled};
use crate::verbs::setting::Setting;
use crate::words::bundle::Words;

/// Lets the system write no image of the program's memory, in which people stand, when it is killed. A
/// limit of nothing does not hold where images are handed to another program, a limit of one byte does,
/// and no image is so small (core(5)).
fn keep_memory_off_disk() {
    #[cfg(unix)]
    {
        // Where the limit cannot be lowered it was low already.
        let hard = rlimit::getrlimit(rlimit::Resource::CORE).map_or(0, |(_, hard)| hard);
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, hard.min(1), hard);
    }
}

/// Runs what was asked for.
pub fn run(mut arguments: Arguments) -> Exit {
    fault::listen(|| true);
    keep_memory_off_disk();
    if let Err(error) = signals::outlive_limits() {
        complain(error);
    }
    if let Some(Verb::Step(asked)) = &mut arguments.verb
        && let Err(error) = asked.sort_out(&mut arguments.global)
    {
        command_line::refuse(&error);
    }
    #[cfg(feature = "postgres")]
    if let Some(Verb::Move {
        from: Some(from), ..
    }) = &arguments.verb
    {
        // Whoever moves a store signs in at that one.
        arguments.global.store = Some(from.clone());
    }
    let mut setting = match Setting::of(&arguments.global) {
        Ok(setting) => setting.for_verb(arguments.verb.as_ref()),
        Err(exit) => return exit,
    };
    if let Some(text) = present::unread() {
        let args = [("text", text.into())];
        complain(setting.words.say_with("verbs-no-test-time", &args));
        return Exit::Usage;
    }
    if let Err(exit) = store::named_well(&setting) {
        return exit;
    }
    let (faults, verb) = (fault_log::beside(&store::path(&setting)), setting.verb);
    fault::record_by(move |place| fault_log::note(&faults, present::now(), verb, place));
    let words = Words::new(setting.words.lang());
    if let Err(exit) = identity::establish(&mut setting, arguments.verb.as_ref()) {
        return exit;
    }
    settled(&words, perform(setting, arguments.verb))
}

fn perform(setting: Setting, verb: Option<Verb>) -> Exit {
    match verb {
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
        Some(Verb::Verify { since }) => verify::verify(&setting, since.as_deref()),
        Some(Verb::Seal { older_is_right }) => seal::seal(&setting, older_is_right),
        Some(Verb::Schema { town, role }) => {
            schema::schema(&setting, town.as_deref(), role.as_deref())
        }
        #[cfg(feature = "postgres")]
        Some(Verb::Move { from: _, to }) => moving::moving(setting, &to),
        Some(Verb::Looked(asked)) => looked::looked(&setting, &asked),
        Some(Verb::Reindex) => reindex::reindex(&setting),
        Some(Verb::Repair { file }) => repair::repair(&setting, &file),
        Some(Verb::Backup(asked)) => backup::backup(&setting, &asked),
        Some(Verb::Restore(asked)) => restore::restore(&setting, &asked),
        Some(Verb::Compact) => compact::compact(&setting),
        Some(Verb::Doctor { report: None }) => doctor::doctor(&setting),
        Some(Verb::Doctor { report: Some(file) }) => fault_report::write(&setting, &file),
        Some(Verb::Keys { action }) => match action {
            None => keys::list(&setting),
            Some(KeysAction::Check { file }) => keys::check(&setting, &file),
            Some(KeysAction::Terminals) => keys::terminals(&setting),
            Some(KeysAction::Probe { replace }) => probe::probe(&setting, replace),
        },
        Some(Verb::Completions { shell }) => manual::completions(&setting.words, shell),
        Some(Verb::Man) => manual::man(&setting.words),
        Some(Verb::Checkin { action }) => match action {
            CheckinAction::List(asked) => checkin::list(&setting, &asked),
            CheckinAction::Report => checkin::report(&setting),
        },
        Some(Verb::Operator { action }) => operator::run(&setting, &action),
        Some(Verb::Force { json }) => force::force(&setting, json),
        Some(Verb::Education { json }) => education::education(&setting, json),
    }
}
