//! From the arguments of `mulin import` to the answer.

use crate::verbs::arguments::sheets::{ImportArguments, SheetKind};
use crate::verbs::import::report::Report;
use crate::verbs::import::source::Source;
use crate::verbs::import::{cases, educators, grid, holidays, people, rota};
use crate::verbs::outcome::Exit;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;

/// Takes a sheet in, or says what would happen.
pub fn import(setting: &Setting, asked: &ImportArguments) -> Exit {
    let source = match Source::new(setting, asked) {
        Ok(source) => source,
        Err(exit) => return exit,
    };
    let mut report = Report::new(asked.dry_run);
    let ended = match asked.kind {
        SheetKind::Cases => cases::import(&source, &mut report),
        SheetKind::People => people::import(&source, &mut report),
        SheetKind::Grid => grid::import(&source, &mut report),
        SheetKind::Holidays => holidays::import(&source, &mut report),
        SheetKind::Rota => rota::import(&source, &mut report),
        SheetKind::Orders => cases::import_orders(&source, &mut report),
        SheetKind::Educators => educators::import(&source, &mut report),
    };
    report.sheets = source.notes();
    // What was taken in before a failure stands, and is told.
    if ended.is_ok() || report.read > 0 {
        let mut printer = Printer::new();
        if asked.json {
            printer.json_line(&report);
        } else {
            report.print(&setting.words, &mut printer);
        }
    }
    match ended {
        Ok(()) if report.refused.is_empty() && report.read > 0 => Exit::Done,
        Ok(()) => Exit::Refused,
        Err(exit) => exit,
    }
}
