//! The pages of the setup pane: the list of what a town needs, and every setting.

use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::setup::known::{KEYS, Setup};
use crate::app::setup::state;
use crate::app::shared::Shared;
use crate::app::tutor::lessons::LESSONS;
use crate::app::tutor::list::count;
use crate::command::table::Command;
use crate::domain::settings::kind::SettingKind;
use crate::domain::setup::SetupLine;
use crate::words::bundle::Words;

/// What the cursor stops at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A line of the list.
    Line(SetupLine),
    /// A setting, by its name in the file.
    Setting(String),
    /// 学一学
    Lessons,
}

const LINES: &[Column] = &[
    Column::text(""),
    Column::text("setup-col-line"),
    Column::long("setup-col-state"),
];
const SETTINGS: &[Column] = &[
    Column::long("setup-col-meaning"),
    Column::long("setup-col-value"),
    Column::text("setup-col-default").optional(24),
    Column::text("setup-col-name").optional(30),
];

/// Writes the list of what a town needs.
pub(super) fn lines(shared: &Shared, known: &Setup) -> Page<Row> {
    let words = &shared.words;
    if !known.is_known() {
        return Page::new(words.say("setup-reading"));
    }
    let all = SetupLine::ALL.len();
    let args = [("n", (all - known.open.len()).into()), ("all", all.into())];
    let key = if known.is_new() {
        "setup-first-day"
    } else {
        "setup-heading"
    };
    let mut page = Page::new(words.say_with(key, &args));
    broken(words, known, &mut page);
    page.note(words.say("setup-lead"), Shade::Dim);
    page.sheet(String::new(), LINES);
    for (line, key) in SetupLine::ALL.iter().zip(KEYS.chars()) {
        let state = state::of(shared, known, *line);
        let (mark, tone) = if state.done {
            ("√", Shade::Good)
        } else if state.settled {
            ("·", Shade::Dim)
        } else {
            (" ", Shade::Warn)
        };
        let cells = [
            Cell::toned(format!("{mark} {key}"), tone),
            words.code("opening-line", line.code()).into(),
            Cell::toned(state.text, tone),
        ];
        page.row(Row::Line(*line), cells);
    }
    lessons(words, known, &mut page);
    let args = [
        ("visitor", shared.keys(Command::IntakeNew).into()),
        ("who", shared.who.as_str().into()),
        ("change", shared.keys(Command::OperatorChange).into()),
    ];
    page.note(String::new(), Shade::Plain);
    page.note(words.say_with("setup-foot", &args), Shade::Dim);
    page
}

/// Writes the line that leads to the lessons: it is none of what a town needs.
fn lessons(words: &Words, known: &Setup, page: &mut Page<Row>) {
    let done = count(known.learned.as_deref().unwrap_or_default());
    let all = LESSONS.len();
    let (mark, tone) = if done == all {
        ("√", Shade::Good)
    } else {
        (" ", Shade::Dim)
    };
    let args = [("n", done.into()), ("all", all.into())];
    let cells = [
        Cell::toned(mark, tone),
        words.say("setup-learn").into(),
        Cell::toned(words.say_with("setup-learned", &args), tone),
    ];
    page.row(Row::Lessons, cells);
}

/// Writes every setting, grouped as the documented file is.
pub(super) fn settings(shared: &Shared, known: &Setup) -> Page<Row> {
    let words = &shared.words;
    let Some(view) = &known.settings else {
        return Page::new(words.say("setup-reading"));
    };
    let own = view.rows.iter().filter(|row| row.value.is_some()).count();
    let args = [("n", own.into()), ("all", view.rows.len().into())];
    let mut page = Page::new(words.say_with("setup-settings", &args));
    broken(words, known, &mut page);
    let mut group = "";
    for row in &view.rows {
        if row.group != group {
            group = &row.group;
            page.list(group.to_owned(), SETTINGS);
        }
        let shown = |text: &Option<String>| {
            let text = text.as_deref();
            text.map_or(String::new(), |text| shown(words, row.kind, text))
        };
        let (value, tone) = match &row.value {
            Some(_) => (shown(&row.value), Shade::Good),
            None => (shown(&row.default), Shade::Dim),
        };
        let cells = [
            row.meaning.as_str().into(),
            Cell::toned(value, tone),
            Cell::toned(shown(&row.default), Shade::Dim),
            Cell::toned(row.name.as_str(), Shade::Dim),
        ];
        page.row(Row::Setting(row.name.clone()), cells);
    }
    page
}

fn broken(words: &Words, known: &Setup, page: &mut Page<Row>) {
    let Some(view) = &known.settings else {
        return;
    };
    if let Some(reason) = &view.broken {
        let args = [
            ("file", view.file.as_str().into()),
            ("reason", reason.as_str().into()),
        ];
        page.note(words.say_with("setup-broken", &args), Shade::Bad);
    }
}

/// Says what a setting is set to.
pub(super) fn shown(words: &Words, kind: SettingKind, text: &str) -> String {
    match kind {
        _ if text.is_empty() => words.say("setup-empty"),
        SettingKind::Flag => words.say(if text == "true" {
            "desk-yes"
        } else {
            "desk-no"
        }),
        SettingKind::Code(_) => words.code("setting", text),
        SettingKind::Rows(_) => {
            let args = [("n", text.lines().count().into())];
            words.say_with("setup-rows", &args)
        }
        SettingKind::Number(_)
        | SettingKind::Text
        | SettingKind::Hour
        | SettingKind::Names
        | SettingKind::Codes(_)
        | SettingKind::Program => text.to_owned(),
    }
}
