//! From the arguments of `mulin export` to the file.

use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::entry::Revealed;
use crate::domain::looked::LookKind;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::viewer::Viewer;
use crate::exchange::message::unwritten;
use crate::exchange::write::create::create;
use crate::exchange::write::out::OutColumn;
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;
use crate::verbs::arguments::sheets::{ExportArguments, ExportKind};
use crate::verbs::cases::complain_of_damaged;
use crate::verbs::export::context::{Export, Stopped};
use crate::verbs::export::mask::Masking;
use crate::verbs::export::{cases, disputes, grid, people, rota};
use crate::verbs::look;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present::now;
use crate::verbs::progress::Progress;
use crate::verbs::report::day;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};
use crate::verbs::target::{may_write, standing};

/// What is written.
struct Sheet {
    /// Its name in a book of sheets.
    title: &'static str,
    columns: Vec<OutColumn>,
    /// Codes and no words.
    for_programs: bool,
    /// Of what counts in a period: which.
    period: Period,
}

/// Writes a sheet. Full values are given only after it was written down that they are.
pub fn export(setting: &Setting, asked: &ExportArguments) -> Exit {
    let words = &setting.words;
    let today = now().date();
    let is_of_period = asked.kind == ExportKind::Disputes;
    if !is_of_period && (asked.period.is_some() || asked.on.is_some()) {
        complain(words.say("verbs-export-no-period"));
        return Exit::Usage;
    }
    let on = match day(words, asked.on.as_deref(), today) {
        Ok(on) => on,
        Err(exit) => return exit,
    };
    let kind = asked.period.map_or(PeriodKind::Month, PeriodKind::from);
    let period = Period::of(kind, on);
    if let Err(exit) = may_write(setting, &asked.file, asked.replace) {
        return exit;
    }
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let end = asked.file.extension().unwrap_or_default();
    let for_programs = end.eq_ignore_ascii_case("jsonl") || end.eq_ignore_ascii_case("ndjson");
    let (title, columns) = match asked.kind {
        ExportKind::Cases => ("信访事项", cases::columns()),
        ExportKind::People => ("来访人", people::columns()),
        ExportKind::Grid => ("网格", grid::columns()),
        ExportKind::Rota => ("带班排班", rota::columns()),
        ExportKind::Disputes => ("矛盾纠纷排查情况表", disputes::columns()),
    };
    let sheet = Sheet {
        title,
        columns,
        for_programs,
        period,
    };
    let written = write(setting, asked, &store, sheet);
    match written {
        Ok((rows, shortened, damaged)) => {
            let file = asked.file.display().to_string();
            let args = [("file", file.into()), ("n", rows.into())];
            say(words.say_with("verbs-export-done", &args));
            if shortened > 0 {
                complain(words.say_with("verbs-export-shortened", &[("n", shortened.into())]));
            }
            if damaged > 0 {
                complain_of_damaged(words, damaged);
                return Exit::Refused;
            }
            Exit::Done
        }
        Err(Stopped::Store(error)) => failed(setting, &error),
        Err(Stopped::File(error)) => {
            complain(unwritten(words, &error));
            Exit::Refused
        }
    }
}

fn write(
    setting: &Setting,
    asked: &ExportArguments,
    store: &RedbStore,
    sheet: Sheet,
) -> Result<(u64, u64, u64), Stopped> {
    let viewer = Viewer::new(setting.who.clone());
    let mut sink = create(
        &asked.file,
        sheet.title,
        sheet.columns,
        standing(asked.replace),
    )?;
    if asked.reveal {
        write_down(setting, asked, store)?;
    }
    let progress = Progress::new(None);
    let (mut stopped, mut damaged) = (None, 0);
    store.read(&mut |snapshot| {
        let mut export = Export {
            snapshot,
            viewer: &viewer,
            town: &setting.town,
            masking: if asked.reveal {
                Masking::Lifted
            } else {
                Masking::Down
            },
            for_programs: sheet.for_programs,
            sink: sink.as_mut(),
            progress: &progress,
            damaged: 0,
        };
        let done = match asked.kind {
            ExportKind::Cases => cases::rows(&mut export),
            ExportKind::People => people::rows(&mut export),
            ExportKind::Grid => grid::rows(&mut export),
            ExportKind::Rota => rota::rows(&mut export),
            ExportKind::Disputes => disputes::rows(&mut export, sheet.period, now().date()),
        };
        stopped = done.err();
        damaged = export.damaged;
        Ok(())
    })?;
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    // The file gets its name when it is written down that it does.
    let look = look::begin(setting, LookKind::Exported).at(asked.file.display().to_string());
    look::write(setting, store, look)?;
    let written = sink.finish()?;
    Ok((written.rows, written.shortened, damaged))
}

fn write_down(
    setting: &Setting,
    asked: &ExportArguments,
    store: &RedbStore,
) -> Result<(), StoreError> {
    let act = Act {
        who: setting.who.clone(),
        when: now(),
        action: Action::Reveal {
            what: Revealed::Export(asked.file.display().to_string()),
            why: "export --reveal".to_owned(),
        },
    };
    let outcomes = store.commit(&[act])?;
    match outcomes.first() {
        Some(CommitResult::Done(_)) => Ok(()),
        _ => Err(StoreError::System(
            "the reveal was not written down".to_owned(),
        )),
    }
}
