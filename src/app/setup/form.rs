//! A form of the setup pane: a line of the list, or a setting.

use chrono::Datelike;

use crate::app::field::FieldKind;
use crate::app::form;
use crate::app::form::line::Line;
use crate::app::form_task::{self, Asked};
use crate::app::ledger::offers::Offer;
use crate::app::setup::ask::{Ask, NAMED};
use crate::app::setup::known::{Setup, sheet};
use crate::app::setup::page::shown;
use crate::app::setup::people;
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code};
use crate::command::table::Command;
use crate::domain::codes::Category;
use crate::domain::force::Force;
use crate::domain::settings::kind::SettingKind;
use crate::domain::settings::view::{SettingRow, SettingsView};
use crate::domain::setup::SetupLine;
use crate::domain::sheet_kind::SheetKind;
use crate::words::bundle::Words;

/// Print commands that are proposed.
const PRINTERS: &[&str] = &["lp", "soffice --headless -p {docx}"];
/// A flag's words in the file.
const FLAG: &[&str] = &["true", "false"];

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of the list.
    Line(SetupLine),
    /// A setting, by its name in the file.
    Setting(String),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Line(line) => code("line", &[&line.code()]),
            Self::Setting(name) => code("setting", &[name]),
        }
    }
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

/// The standing task forces, each with its line.
pub const FORCES: [(Ask, Category); 3] = [
    (Ask::Organisation, Category::Organisation),
    (Ask::Land, Category::Land),
    (Ask::Wages, Category::Wages),
];

impl Form {
    /// Makes the form of a line, with what is known.
    pub(super) fn line(shared: &Shared, known: &Setup, line: SetupLine) -> Self {
        let lines = match line {
            SetupLine::Staff | SetupLine::Grid | SetupLine::Educators => {
                Asked::needed(&[Ask::People])
            }
            SetupLine::Leaders | SetupLine::Lawyers => {
                vec![Ask::People.line().needed(), Ask::Fill.line().needed()]
            }
            // They are looked after in a room or a window of their own.
            SetupLine::Areas | SetupLine::SignIn => Vec::new(),
            SetupLine::Forces => FORCES.iter().map(|(ask, _)| ask.line()).collect(),
            SetupLine::Station => vec![Ask::Station.line()],
            SetupLine::Names => NAMED.iter().map(|(ask, _)| ask.line()).collect(),
            SetupLine::Holidays => Asked::needed(&[Ask::Year, Ask::Notice]),
            SetupLine::Printer => vec![Ask::Print.line()],
            SetupLine::Backup => Asked::needed(&[Ask::Folder, Ask::Now]),
        };
        let mut form = form::Form::new(lines);
        for (ask, text) in filled(shared, known, line) {
            form.stand(ask, &text);
        }
        Self::with(Kind::Line(line), form)
    }

    /// Makes the form of a setting.
    pub(super) fn setting(row: &SettingRow) -> Self {
        let word = Ask::Value.word();
        let line = match row.kind {
            SettingKind::Flag => Line::code(Ask::Value, word, "setting", FLAG),
            SettingKind::Code(codes) => Line::code(Ask::Value, word, "setting", codes),
            SettingKind::Number(_) | SettingKind::Hour => {
                Line::text(Ask::Value, word, FieldKind::Number)
            }
            SettingKind::Names | SettingKind::Rows(_) => {
                Line::text(Ask::Value, word, FieldKind::Area)
            }
            SettingKind::Text | SettingKind::Codes(_) | SettingKind::Program => {
                Line::text(Ask::Value, word, FieldKind::Line)
            }
        };
        let mut form = form::Form::new(vec![line]);
        let value = row.value.as_deref().or(row.default.as_deref());
        let value = value.unwrap_or_default();
        form.stand(Ask::Value, value);
        Self::with(Kind::Setting(row.name.clone()), form)
    }

    /// Gives what is typed or chosen for the setting.
    pub(super) fn value(&self) -> String {
        let code = self.form.code(Ask::Value);
        code.map_or_else(|| self.text(Ask::Value), str::to_owned)
    }

    /// Gives the title of the form.
    pub(super) fn title(&self, shared: &Shared, view: Option<&SettingsView>) -> String {
        match &self.kind {
            Kind::Line(line) => shared.words.code("opening-line", line.code()),
            Kind::Setting(name) => match view.and_then(|view| view.row(name)) {
                Some(row) => row.group.clone(),
                None => name.clone(),
            },
        }
    }

    /// Says what is set.
    pub(super) fn about(&self, shared: &Shared, view: Option<&SettingsView>) -> Option<String> {
        let Kind::Setting(name) = &self.kind else {
            return None;
        };
        let row = view?.row(name)?;
        let words = &shared.words;
        let default = match &row.default {
            Some(text) => shown(words, row.kind, text),
            None => words.say("setup-no-default"),
        };
        let args = [
            ("meaning", row.meaning.as_str().into()),
            ("name", name.as_str().into()),
            ("default", default.into()),
        ];
        Some(words.say_with("setup-about", &args))
    }

    /// Gives the sheets that bring what is asked.
    pub(super) const fn sheet(&self) -> Option<SheetKind> {
        match &self.kind {
            Kind::Line(line) => sheet(*line),
            Kind::Setting(_) => None,
        }
    }

    /// Says what may be typed, and by which key a sheet brings it.
    pub(super) fn hint(&self, shared: &Shared) -> String {
        let hint = match &self.kind {
            Kind::Line(line) => shared.words.code("opening-hint", line.code()),
            Kind::Setting(_) => shared.words.say("setup-hint-setting"),
        };
        if self.sheet().is_none() {
            return hint;
        }
        let args = [("keys", shared.keys(Command::ImportOpen).into())];
        let sheet = shared.words.say_with("setup-hint-sheet", &args);
        format!("{sheet}  {hint}")
    }

    /// Gives what is proposed for the open line.
    pub(super) fn offers(&self, shared: &Shared) -> Vec<Offer<Ask>> {
        match (&self.kind, self.form.cursor()) {
            (Kind::Line(SetupLine::Printer), Some(ask)) => {
                let offers = PRINTERS.iter();
                let offer = |text: &&str| Offer::line((*text).to_owned(), ask, (*text).to_owned());
                offers.map(offer).collect()
            }
            (Kind::Line(SetupLine::Staff), Some(ask)) if self.text(Ask::People).is_empty() => {
                vec![Offer::line(shared.who.clone(), ask, shared.who.clone())]
            }
            _ => Vec::new(),
        }
    }
}

/// Says what a setting takes, when it did not take what was typed.
pub(super) fn takes(words: &Words, kind: SettingKind) -> String {
    match kind {
        SettingKind::Number(most) => words.say_with("setup-takes-number", &[("most", most.into())]),
        SettingKind::Hour => words.say("setup-takes-hour"),
        SettingKind::Program => words.say("setup-takes-program"),
        SettingKind::Rows(columns) => {
            let args = [("columns", columns.join(" / ").into())];
            words.say_with("setup-takes-rows", &args)
        }
        SettingKind::Code(codes) | SettingKind::Codes(codes) => {
            words.say_with("setup-takes-code", &[("all", codes.join("、").into())])
        }
        SettingKind::Flag => words.say_with("setup-takes-code", &[("all", FLAG.join("、").into())]),
        SettingKind::Text | SettingKind::Names => words.say("setup-takes-file"),
    }
}

/// Gives what is known for each line of a form.
fn filled(shared: &Shared, known: &Setup, line: SetupLine) -> Vec<(Ask, String)> {
    let town = &shared.town.settings;
    let yes = |ask| (ask, "yes".to_owned());
    match line {
        SetupLine::Staff => vec![(Ask::People, shared.desk.staff.join("\n"))],
        SetupLine::Leaders => {
            let leaders = known.duty.iter().flat_map(|view| &view.leaders.0);
            let leaders = leaders.filter(|it| it.active);
            let lines: Vec<String> = leaders.map(people::leader_line).collect();
            vec![(Ask::People, lines.join("\n")), yes(Ask::Fill)]
        }
        SetupLine::Lawyers => {
            let lawyers = known.lawyers.iter().flat_map(|view| &view.lawyers);
            let lawyers = lawyers.filter(|(_, it)| it.active);
            let lines: Vec<String> = lawyers.map(|(_, it)| people::lawyer_line(it)).collect();
            vec![(Ask::People, lines.join("\n")), yes(Ask::Fill)]
        }
        SetupLine::Areas | SetupLine::Grid | SetupLine::Educators | SetupLine::SignIn => Vec::new(),
        SetupLine::Forces => {
            let rows = known.forces.iter().flatten();
            let cards = rows.filter_map(|row| row.card.as_ref());
            let line = |card: &Force| {
                let (ask, _) = FORCES.iter().find(|(_, it)| *it == card.category)?;
                Some((*ask, people::force_line(card)))
            };
            cards.filter_map(line).collect()
        }
        SetupLine::Station => vec![(Ask::Station, town.station.clone())],
        SetupLine::Names => vec![
            (Ask::House, town.house.clone()),
            (Ask::Organ, town.organ.clone()),
            (Ask::Review, town.review_body.clone()),
            (Ask::Recheck, town.recheck_body.clone()),
            (Ask::Hotline, town.hotline.clone()),
            (Ask::AreaCode, town.dialling.area_code.clone()),
        ],
        SetupLine::Holidays => {
            let year = shared.now.date().year() + 1;
            vec![(Ask::Year, year.to_string())]
        }
        SetupLine::Printer => {
            let settings = known.settings.as_ref();
            let command = settings.and_then(|view| view.value("print"));
            vec![(Ask::Print, command.unwrap_or_default().to_owned())]
        }
        SetupLine::Backup => {
            vec![(Ask::Folder, shared.desk.backup.clone()), yes(Ask::Now)]
        }
    }
}
