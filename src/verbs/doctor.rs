//! `mulin doctor`: what was looked at, whether it is well, and what to do where it is not.

use std::env;
use std::fs::{self, Metadata};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::Datelike;

use crate::disk::part::{self, folder_of};
use crate::disk::regular::is_same;
use crate::disk::sync;
use crate::domain::calendar::WorkingCalendar;
use crate::runtime::place::settings_folder;
use crate::store::contract::{Store, ask};
use crate::store::drafts::Drafts;
use crate::store::redb::kept::kept_before;
use crate::verbs::compact::kilobytes;
use crate::verbs::keys::{here, message};
use crate::verbs::outcome::Exit;
use crate::verbs::present;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{exists, folders, is_a_store, open, path};
#[cfg(feature = "postgres")]
use crate::verbs::store::{on_server, shown};
use crate::words::bundle::Words;

/// The last month in which the coming year's list of holidays may still be missing.
const LIST_EXPECTED_AFTER: u32 = 11;
/// The smallest window of the desk.
const SMALLEST: (u16, u16) = (60, 15);

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Well,
    Note,
    Bad,
}

struct Check<'a> {
    words: &'a Words,
    printer: Printer,
    worst: State,
}

impl Check<'_> {
    /// Prints what was looked at and what was found; `advice` is the key of what to do.
    fn tell(&mut self, state: State, what: &str, found: &str, advice: Option<&str>) {
        let mark = match state {
            State::Well => "verbs-doctor-well",
            State::Note => "verbs-doctor-note",
            State::Bad => "verbs-doctor-bad",
        };
        let mark = self.words.say(mark);
        let what = self.words.say(what);
        self.printer.line(format!("{mark} {what}: {found}"));
        if let Some(advice) = advice {
            let advice = self.words.say(advice);
            self.printer.line(format!("     → {advice}"));
        }
        self.worst = self.worst.max(state);
    }
}

/// Looks at everything and says what to do.
pub fn doctor(setting: &Setting) -> Exit {
    let mut check = Check {
        words: &setting.words,
        printer: Printer::new(),
        worst: State::Well,
    };
    let version = env!("CARGO_PKG_VERSION");
    let system = format!("mulin {version}, {} {}", env::consts::OS, env::consts::ARCH);
    check.tell(State::Well, "verbs-doctor-program", &system, None);
    terminal(&mut check);
    kept_keys(&mut check, setting);
    locale(&mut check);
    widths(&mut check, setting);
    settings_file(&mut check, setting);
    clock(&mut check);
    leftovers(&mut check, setting);
    offline(&mut check, setting);
    disk(&mut check, setting);
    let store = store(&mut check, setting);
    match check.worst {
        _ if store == State::Bad => Exit::Store,
        State::Bad => Exit::Refused,
        State::Well | State::Note => Exit::Done,
    }
}

fn terminal(check: &mut Check<'_>) {
    let kind = env::var("TERM").unwrap_or_default();
    if !io::stdout().is_terminal() {
        check.tell(
            State::Note,
            "verbs-doctor-terminal",
            "-",
            Some("verbs-doctor-no-terminal"),
        );
        return;
    }
    let (width, height) = crate::runtime::terminal::size();
    let found = format!("{kind} {width}×{height}");
    let (state, advice) = if kind.is_empty() || kind == "dumb" {
        (State::Bad, Some("verbs-doctor-dumb"))
    } else if width < SMALLEST.0 || height < SMALLEST.1 {
        (State::Bad, Some("verbs-doctor-small"))
    } else if width < 80 || height < 24 {
        (State::Note, Some("verbs-doctor-small"))
    } else {
        (State::Well, None)
    };
    check.tell(state, "verbs-doctor-terminal", &found, advice);
}

/// The keys that this terminal keeps for itself, where it is one that is known.
fn kept_keys(check: &mut Check<'_>, setting: &Setting) {
    let Some(terminal) = here() else { return };
    let detours = terminal.detours(&setting.keymap);
    let name = check.words.say(&format!("terminal-{}", terminal.code));
    if detours.is_empty() {
        return check.tell(State::Well, "verbs-doctor-kept-keys", &name, None);
    }
    let mut kept: Vec<String> = Vec::new();
    for detour in detours {
        let key = detour.kept.shown();
        if !kept.contains(&key) {
            kept.push(key);
        }
    }
    let found = if terminal.loses_alt {
        format!("{name}: Alt")
    } else {
        format!("{name}: {}", kept.join(" "))
    };
    let advice = Some("verbs-doctor-kept-advice");
    check.tell(State::Note, "verbs-doctor-kept-keys", &found, advice);
}

fn locale(check: &mut Check<'_>) {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let found = set.unwrap_or_else(|| "-".to_owned());
    let plain = found.to_lowercase().replace('-', "");
    if plain.contains("utf8") || cfg!(not(unix)) {
        check.tell(State::Well, "verbs-doctor-locale", &found, None);
    } else {
        check.tell(
            State::Bad,
            "verbs-doctor-locale",
            &found,
            Some("verbs-doctor-no-utf8"),
        );
    }
}

/// Two lines that end at one place where Hanzi take two cells and the frame's signs one.
fn widths(check: &mut Check<'_>, setting: &Setting) {
    let found = if setting.look.ambiguous_wide {
        "ambiguous = \"wide\""
    } else {
        "ambiguous = \"narrow\""
    };
    check.tell(
        State::Well,
        "verbs-doctor-widths",
        found,
        Some("verbs-doctor-ruler"),
    );
    for line in [
        "0123456789012345|",
        "牟邻之家牟邻之家|",
        "────────────────|",
    ] {
        check.printer.line(format!("     {line}"));
    }
}

fn settings_file(check: &mut Check<'_>, setting: &Setting) {
    let file = settings_folder().map(|folder| folder.join("config.toml"));
    let shown = file
        .as_ref()
        .map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    match (&setting.broken, file.is_some_and(|path| path.exists())) {
        (Some(reason), _) => check.tell(
            State::Bad,
            "verbs-doctor-settings",
            &format!("{shown}: {reason}"),
            Some("verbs-doctor-settings-broken"),
        ),
        (None, true) => check.tell(State::Well, "verbs-doctor-settings", &shown, None),
        (None, false) => check.tell(
            State::Well,
            "verbs-doctor-settings",
            &shown,
            Some("verbs-doctor-settings-none"),
        ),
    }
    for reason in &setting.files_broken {
        check.tell(
            State::Bad,
            "verbs-doctor-files",
            reason,
            Some("verbs-doctor-files-broken"),
        );
    }
    if let Some(reason) = &setting.keys_broken {
        check.tell(State::Bad, "verbs-doctor-keys", reason, None);
    }
    for finding in &setting.key_findings {
        let found = message(&setting.words, finding);
        check.tell(
            State::Bad,
            "verbs-doctor-keys",
            &found,
            Some("verbs-doctor-keys-broken"),
        );
    }
    let who = &setting.who;
    check.tell(State::Well, "verbs-doctor-who", who, None);
}

fn clock(check: &mut Check<'_>) {
    let clock = present::clock();
    let now = clock.read().moment.to_string();
    if clock.is_set() {
        check.tell(
            State::Note,
            "verbs-doctor-clock",
            &now,
            Some("verbs-doctor-test-clock"),
        );
    } else {
        check.tell(State::Well, "verbs-doctor-clock", &now, None);
    }
}

/// Tells how long this disk takes until a little is safe on it, where there is one to write to.
fn disk(check: &mut Check<'_>, setting: &Setting) {
    let Ok(took) = sync::time_in(folder_of(&path(setting))) else {
        return;
    };
    let found = check.words.say_with(
        "verbs-doctor-disk-time",
        &[("ms", sync::millis(took).into())],
    );
    let (state, advice) = if sync::is_slow(took) {
        (State::Note, Some("verbs-doctor-disk-slow"))
    } else {
        (State::Well, None)
    };
    check.tell(state, "verbs-doctor-disk", &found, advice);
}

/// Names what killed runs left behind, with data of people in it.
fn leftovers(check: &mut Check<'_>, setting: &Setting) {
    let home = folder_of(&path(setting)).to_owned();
    let backups = setting.daily.iter().map(|plan| plan.folder.clone());
    let places: Vec<PathBuf> = folders(setting)
        .into_iter()
        .chain([home])
        .chain(backups)
        .collect();
    for place in places {
        for file in part::leftovers(&place) {
            let found = file.display().to_string();
            check.tell(
                State::Note,
                "verbs-doctor-leftover",
                &found,
                Some("verbs-doctor-leftover-ours"),
            );
        }
        for file in old_parts(&place, &path(setting)) {
            let found = file.display().to_string();
            check.tell(
                State::Note,
                "verbs-doctor-leftover",
                &found,
                Some("verbs-doctor-leftover-part"),
            );
        }
    }
}

/// Counts the intakes that wait on this machine for the server, and names those that do not read.
fn offline(check: &mut Check<'_>, setting: &Setting) {
    let Ok(waiting) = Drafts::beside(&path(setting)).offline() else {
        return;
    };
    let n = waiting.intakes.len() + waiting.sealed;
    if n > 0 {
        let advice = Some("verbs-doctor-offline-how");
        check.tell(State::Note, "verbs-doctor-offline", &n.to_string(), advice);
    }
    for file in waiting.unread {
        let found = file.display().to_string();
        let advice = Some("verbs-doctor-offline-unread");
        check.tell(State::Bad, "verbs-doctor-offline", &found, advice);
    }
}

/// Lists the copies of a store that older releases began and did not finish: they may be anything that
/// somebody named so, and are only named.
fn old_parts(folder: &Path, store: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|it| it.extension().is_some_and(|end| end == "part"))
        .filter(|it| is_a_store(it) && !is_same(it, store))
        .collect();
    found.sort();
    found
}

/// Tells whether people sign in; where nobody does the system's account is the only wall.
fn sign_in(check: &mut Check<'_>, people: usize) {
    let words = check.words;
    if people == 0 {
        let none = words.say("verbs-doctor-sign-in-none");
        let advice = Some("verbs-doctor-sign-in-advice");
        check.tell(State::Note, "verbs-doctor-sign-in", &none, advice);
        return;
    }
    let found = words.say_with("setup-sign-in", &[("n", people.into())]);
    check.tell(State::Well, "verbs-doctor-sign-in", &found, None);
}

/// Tells how many accusations nobody reads who signs in; no word of them.
fn sealed(check: &mut Check<'_>, unread: u64) {
    if unread > 0 {
        let args = [("n", unread.into())];
        let found = check.words.say_with("today-unread", &args);
        let advice = Some("today-unread-do");
        check.tell(State::Note, "verbs-doctor-sealed", &found, advice);
    }
}

/// Names the copies of before an update: what is sealed now stands in them in the clear.
fn before_update(check: &mut Check<'_>, store: &Path) {
    for copy in kept_before(store) {
        let found = copy.display().to_string();
        let advice = Some("verbs-doctor-before-update-advice");
        check.tell(State::Note, "verbs-doctor-before-update", &found, advice);
    }
}

/// Names the server, its version, the town and how far it is; the mirror is named as the store.
#[cfg(feature = "postgres")]
fn server(check: &mut Check<'_>, setting: &Setting) {
    let Some(town) = on_server(setting) else {
        return;
    };
    match town.about() {
        Ok(about) => {
            let args = [
                ("server", about.server.into()),
                ("version", about.version.into()),
                ("town", about.town.into()),
                ("revision", about.revision.into()),
            ];
            let found = setting.words.say_with("verbs-doctor-server-found", &args);
            check.tell(State::Well, "verbs-doctor-server", &found, None);
        }
        Err(error) => {
            let sentence = setting.words.store_failure(error.code(), &error.detail());
            let found = format!("{}: {sentence}", shown(setting));
            check.tell(State::Bad, "verbs-doctor-server", &found, None);
        }
    }
}

/// Looks at the store without making one, and at its calendar.
fn store(check: &mut Check<'_>, setting: &Setting) -> State {
    let file = path(setting);
    let shown = file.display().to_string();
    if !exists(setting) {
        check.tell(
            State::Note,
            "verbs-doctor-store",
            &shown,
            Some("verbs-doctor-store-none"),
        );
        years(check, &WorkingCalendar::built_in());
        return State::Note;
    }
    #[cfg(feature = "postgres")]
    server(check, setting);
    let opened = open(setting);
    let today = present::now().date();
    let read = opened.and_then(|store| {
        ask(&store as &dyn Store, |it| {
            let people = it
                .operators()?
                .into_iter()
                .filter(|it| !it.left && !it.is_script);
            Ok((
                it.counts(today)?,
                it.calendar()?,
                it.revision()?,
                (people.count(), it.unread()?),
            ))
        })
    });
    match read {
        Ok((counts, calendar, revision, (people, unread))) => {
            let size = file.metadata().map_or(0, |facts| facts.len());
            let found = setting.words.say_with(
                "verbs-doctor-store-found",
                &[
                    ("file", shown.into()),
                    ("size", kilobytes(size).into()),
                    ("cases", counts.all.into()),
                    ("persons", counts.persons.into()),
                    ("revision", revision.into()),
                ],
            );
            check.tell(State::Well, "verbs-doctor-store", &found, None);
            sign_in(check, people);
            sealed(check, unread);
            before_update(check, &file);
            modes(check, &file);
            years(check, &calendar);
            State::Well
        }
        Err(error) => {
            let sentence = setting.words.store_failure(error.code(), &error.detail());
            let found = format!("{shown}: {sentence}");
            check.tell(State::Bad, "verbs-doctor-store", &found, None);
            State::Bad
        }
    }
}

/// Others on the machine must not read the store.
fn modes(check: &mut Check<'_>, file: &Path) {
    let open_to_others = |facts: Metadata| -> bool {
        #[cfg(unix)]
        {
            std::os::unix::fs::PermissionsExt::mode(&facts.permissions()) & 0o077 != 0
        }
        #[cfg(not(unix))]
        {
            let _ = facts;
            false
        }
    };
    if file.metadata().is_ok_and(open_to_others) {
        let found = file.display().to_string();
        check.tell(
            State::Note,
            "verbs-doctor-mode",
            &found,
            Some("verbs-doctor-mode-open"),
        );
    }
}

fn years(check: &mut Check<'_>, calendar: &WorkingCalendar) {
    let today = present::now().date();
    let known: Vec<i32> = calendar.years().collect();
    let span = match (known.first(), known.last()) {
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => "-".to_owned(),
    };
    let missing = !calendar.official(today.year());
    let next = today.month() > LIST_EXPECTED_AFTER && !calendar.official(today.year() + 1);
    let (state, advice) = if missing {
        (State::Bad, Some("verbs-doctor-no-list"))
    } else if next {
        (State::Note, Some("verbs-doctor-next-list"))
    } else {
        (State::Well, None)
    };
    check.tell(state, "verbs-doctor-calendar", &span, advice);
}
