//! How far each line of the list is, as the store and the settings tell it.

use chrono::Datelike;

use crate::app::duty::page::month;
use crate::app::setup::ask::NAMED;
use crate::app::setup::known::{Setup, last_wednesday};
use crate::app::shared::Shared;
use crate::domain::duty::rota::fill;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::lawyer_day::rota;
use crate::domain::operator::OperatorView;
use crate::domain::setup::SetupLine;
use crate::domain::view::{LawyersView, RotaView};
use crate::words::bundle::Words;

/// How many names are shown.
const NAMES: usize = 6;

/// How far a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// In words.
    pub text: String,
    /// Nothing is missing.
    pub done: bool,
    /// It stays as it is: somebody said so.
    pub settled: bool,
}

impl State {
    /// Tells whether nothing is to be done about the line.
    pub const fn is_over(&self) -> bool {
        self.done || self.settled
    }
}

/// Gives how far a line is.
pub fn of(shared: &Shared, known: &Setup, line: SetupLine) -> State {
    let (text, done) = match line {
        SetupLine::Staff => staff(shared),
        SetupLine::Leaders => some(known.duty.as_ref(), |view| leaders(shared, view)),
        SetupLine::Lawyers => some(known.lawyers.as_ref(), |view| lawyers(shared, view)),
        SetupLine::Areas => some(known.grid.as_deref(), |tree| areas(&shared.words, tree)),
        SetupLine::Grid => some(known.grid.as_deref(), |tree| heads(&shared.words, tree)),
        SetupLine::Forces => forces(shared, known),
        SetupLine::Educators => educators(shared, known),
        SetupLine::Station => station(shared, known),
        SetupLine::Names => names(shared, known),
        SetupLine::Holidays => holidays(shared),
        SetupLine::Printer => printer(shared, known),
        SetupLine::Backup => backup(shared, known),
        SetupLine::SignIn => some(known.operators.as_ref(), |all| sign_in(&shared.words, all)),
    };
    State {
        text,
        done,
        settled: shared.desk.settled.iter().any(|code| code == line.code()),
    }
}

fn some<T>(known: Option<&T>, state: impl FnOnce(&T) -> (String, bool)) -> (String, bool) {
    known.map_or_else(|| (String::new(), false), state)
}

/// Lists the first names.
fn listed(names: &[&str]) -> String {
    let more = names.get(NAMES).map_or("", |_| "…");
    let shown = names.get(..NAMES).unwrap_or(names);
    format!("{}{more}", shown.join("、"))
}

fn nothing(words: &Words) -> (String, bool) {
    (words.say("setup-none"), false)
}

fn staff(shared: &Shared) -> (String, bool) {
    let names: Vec<&str> = shared.desk.staff.iter().map(String::as_str).collect();
    if names.is_empty() {
        return nothing(&shared.words);
    }
    (listed(&names), true)
}

fn leaders(shared: &Shared, view: &RotaView) -> (String, bool) {
    let words = &shared.words;
    let active = view.leaders.0.iter().filter(|it| it.active).count();
    if active == 0 {
        return nothing(words);
    }
    let today = shared.now.date();
    let (_, last) = month(today);
    let open = fill(
        &view.leaders.0,
        (today, last),
        &view.days,
        None,
        &shared.town.calendar,
        shared.town.settings.duty_on_rest_days,
    );
    let args = [
        ("n", active.into()),
        ("month", today.month().into()),
        ("open", open.len().into()),
    ];
    let key = if open.is_empty() {
        "setup-leaders-full"
    } else {
        "setup-leaders-open"
    };
    (words.say_with(key, &args), open.is_empty())
}

fn lawyers(shared: &Shared, view: &LawyersView) -> (String, bool) {
    let words = &shared.words;
    let active = view.lawyers.iter().filter(|(_, it)| it.active).count();
    if active == 0 {
        return nothing(words);
    }
    let today = shared.now.date();
    let open = rota(view, today, last_wednesday(today)).len();
    let args = [("n", active.into()), ("open", open.into())];
    let key = if open == 0 {
        "setup-lawyers-full"
    } else {
        "setup-lawyers-open"
    };
    (words.say_with(key, &args), open == 0)
}

fn areas(words: &Words, tree: &GridTree) -> (String, bool) {
    let villages = tree.of_level(GridLevel::Village).count();
    let open = tree.of_level(GridLevel::Village);
    let open = open.filter(|node| !node.confirmed).count();
    let args = [
        ("areas", tree.of_level(GridLevel::Area).count().into()),
        ("villages", villages.into()),
        ("open", open.into()),
    ];
    let key = if open == 0 {
        "setup-areas-full"
    } else {
        "setup-areas-open"
    };
    (words.say_with(key, &args), open == 0)
}

fn heads(words: &Words, tree: &GridTree) -> (String, bool) {
    let villages = tree.of_level(GridLevel::Village);
    let headed = tree.of_level(GridLevel::Village);
    let (all, headed) = (
        villages.count(),
        headed.filter(|it| !it.is_vacant()).count(),
    );
    let args = [("n", headed.into()), ("all", all.into())];
    (words.say_with("setup-heads", &args), headed == all)
}

fn forces(shared: &Shared, known: &Setup) -> (String, bool) {
    let words = &shared.words;
    let rows = known.forces.iter().flatten();
    let (mut all, mut named) = (0_usize, Vec::new());
    for row in rows {
        all += 1;
        if let Some(card) = &row.card {
            let force = words.code("category", row.category.code());
            named.push(format!("{force} {}", card.convener));
        }
    }
    if named.is_empty() {
        return nothing(words);
    }
    (named.join("、"), named.len() == all)
}

fn educators(shared: &Shared, known: &Setup) -> (String, bool) {
    let strength = known.education.iter().flat_map(|view| &view.strength);
    let (mut serving, mut target, mut vacant) = (0_usize, 0_usize, 0_usize);
    for it in strength {
        serving += it.serving;
        target += usize::from(it.target);
        vacant += it.vacant();
    }
    let args = [("n", serving.into()), ("all", target.into())];
    let text = shared.words.say_with("setup-educators", &args);
    (text, target > 0 && vacant == 0)
}

/// Gives what the file says of a setting.
fn value<'a>(known: &'a Setup, name: &str) -> Option<&'a str> {
    known.settings.as_ref()?.value(name)
}

fn station(shared: &Shared, known: &Setup) -> (String, bool) {
    let words = &shared.words;
    let text = match shared.town.settings.station.as_str() {
        "" => words.say("setup-at-centre"),
        station => station.to_owned(),
    };
    (text, value(known, "town.station").is_some())
}

fn names(shared: &Shared, known: &Setup) -> (String, bool) {
    let missing = NAMED.iter();
    let missing = missing.filter(|(_, name)| value(known, name).is_none());
    let args = [("n", missing.clone().count().into())];
    if missing.count() > 0 {
        return (shared.words.say_with("setup-names-open", &args), false);
    }
    let town = &shared.town.settings;
    let organ = match town.organ.as_str() {
        "" => shared.words.say("setup-names-usual"),
        organ => organ.to_owned(),
    };
    (format!("{organ}、{}", town.hotline), true)
}

fn holidays(shared: &Shared) -> (String, bool) {
    let next = shared.now.date().year() + 1;
    let known = shared.town.calendar.official(next);
    let args = [("year", next.to_string().into())];
    let key = if known {
        "setup-holidays-known"
    } else {
        "setup-holidays-open"
    };
    (shared.words.say_with(key, &args), known)
}

fn printer(shared: &Shared, known: &Setup) -> (String, bool) {
    match value(known, "print") {
        Some("") => (shared.words.say("setup-print-usual"), true),
        Some(command) => (command.to_owned(), true),
        None => nothing(&shared.words),
    }
}

fn backup(shared: &Shared, known: &Setup) -> (String, bool) {
    let words = &shared.words;
    let folder = shared.desk.backup.as_str();
    let last = known.settings.as_ref().and_then(|view| view.last_backup);
    match (folder, last) {
        ("", _) => nothing(words),
        (folder, None) => {
            let args = [("folder", folder.into())];
            (words.say_with("setup-backup-never", &args), false)
        }
        (folder, Some(last)) => {
            let args = [("folder", folder.into()), ("at", last.minute().into())];
            (words.say_with("setup-backup-last", &args), true)
        }
    }
}

fn sign_in(words: &Words, all: &[OperatorView]) -> (String, bool) {
    let people = all.iter().filter(|it| !it.left && !it.is_script);
    let names: Vec<&str> = people.map(|it| it.name.as_str()).collect();
    if names.is_empty() {
        return (words.say("setup-sign-in-open"), false);
    }
    let args = [("n", names.len().into())];
    (words.say_with("setup-sign-in", &args), true)
}
