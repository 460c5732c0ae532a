//! `mulin doctor --report`: one file for whoever mends the program. It names releases, the terminal, the
//! settings that are set, counts and the last failures; no person, no words of anybody, no path.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::disk::private;
use crate::domain::settings::kind::SettingKind;
use crate::runtime::fault_log;
use crate::runtime::settings::file::ConfigFile;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::compact::kilobytes;
use crate::verbs::keys;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present;
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, open, path};
use crate::verbs::version::version;

/// The variables of the environment that decide how a terminal draws and reads.
const VARIABLES: &[&str] = &[
    "TERM",
    "COLORTERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "XDG_CURRENT_DESKTOP",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "XTERM_VERSION",
    "XMODIFIERS",
    "NO_COLOR",
];

/// Writes the report into a new file that its owner alone can read.
pub fn write(setting: &Setting, file: &Path) -> Exit {
    let shown = file.display().to_string();
    let mut lines = vec![
        setting.words.say("verbs-fault-report-head"),
        String::new(),
        format!("mulin {}", version()),
    ];
    lines.extend(machine());
    lines.extend(settings(setting));
    lines.push(store(setting));
    lines.push(String::new());
    let faults = fault_log::read(&fault_log::beside(&path(setting)));
    lines.push(format!("faults: {}", faults.len()));
    lines.extend(faults);
    let written = private::make_file(file)
        .and_then(|mut open| open.write_all((lines.join("\n") + "\n").as_bytes()));
    match written {
        Ok(()) => {
            say(setting
                .words
                .say_with("verbs-fault-report-written", &[("file", shown.into())]));
            Exit::Done
        }
        Err(error) => {
            let args = [
                ("file", shown.into()),
                ("reason", setting.words.io_reason(&error).into()),
            ];
            complain(
                setting
                    .words
                    .say_with("verbs-fault-report-unwritten", &args),
            );
            Exit::Refused
        }
    }
}

/// The system and the terminal.
fn machine() -> Vec<String> {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .map_or("-", |name| name.trim_matches('"'));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let (width, height) = crate::runtime::terminal::size();
    let terminal = keys::here().map_or("-", |terminal| terminal.code);
    let mut lines = vec![
        format!("system: {system}, kernel {}", kernel.trim()),
        format!("terminal: {terminal} {width}×{height}"),
    ];
    for name in VARIABLES {
        if let Ok(value) = env::var(name) {
            lines.push(format!("{name}={value}"));
        }
    }
    lines
}

/// The settings that are set: what is one of a few is told, of anything else only that it is there.
fn settings(setting: &Setting) -> Vec<String> {
    let view = ConfigFile::usual().view(0);
    let mut lines = vec![format!("lang: {}", setting.words.lang().row().code)];
    if setting.broken.is_some() {
        lines.push("config.toml: not used".to_owned());
    }
    if setting.keys_broken.is_some() || !setting.key_findings.is_empty() {
        lines.push("keys: with faults".to_owned());
    }
    lines.push(format!(
        "own files not used: {}",
        setting.files_broken.len()
    ));
    for row in view.rows {
        let Some(value) = row.value else { continue };
        let is_one_of_few = matches!(
            row.kind,
            SettingKind::Flag
                | SettingKind::Number(_)
                | SettingKind::Hour
                | SettingKind::Code(_)
                | SettingKind::Codes(_)
        );
        let shown = if is_one_of_few {
            value
        } else {
            "(set)".to_owned()
        };
        lines.push(format!("{} = {shown}", row.name));
    }
    lines
}

/// The store by its size and counts, or by the code of what keeps it shut.
fn store(setting: &Setting) -> String {
    if !exists(setting) {
        return "store: none".to_owned();
    }
    let file = path(setting);
    let size = file.metadata().map_or(0, |facts| facts.len());
    let counted = || -> Result<BTreeMap<&str, u64>, StoreError> {
        let store = open(setting)?;
        ask(&store as &dyn Store, |it| {
            let counts = it.counts(present::now().date())?;
            let operators = it.operators()?.len();
            Ok(BTreeMap::from([
                ("cases", counts.all),
                ("persons", counts.persons),
                ("entries", it.revision()?),
                ("operators", u64::try_from(operators).unwrap_or(u64::MAX)),
            ]))
        })
    };
    match counted() {
        Ok(counts) => {
            let counts: Vec<String> = counts
                .iter()
                .map(|(name, n)| format!("{name} {n}"))
                .collect();
            format!("store: {} kB, {}", kilobytes(size), counts.join(", "))
        }
        Err(error) => format!("store: {} kB, {}", kilobytes(size), error.code()),
    }
}
