//! `config.toml` in the platform's config folder: how the desk looks, which keys it has, who works
//! at it, and what the town sets itself.

pub mod desk;
pub mod file;
mod listed;
mod typed;

use chrono::NaiveTime;
use serde::Deserialize;

use crate::app::shared::{Borders, Theme};
use crate::domain::settings::Settings;
use crate::domain::settings::kind::SettingKind;
use crate::domain::setup::SetupLine;
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// The documented settings, each at its default.
const EXAMPLE: &str = include_str!("data/config.toml");

/// How a terminal may draw ambiguous characters.
const WIDTHS: &[&str] = &["narrow", "wide"];

/// Declares what the file may say beside the town's table; everything is optional.
macro_rules! config {
    ($($(#[$doc:meta])* $field:ident: $kind:ty = $takes:expr,)+) => {
        /// What the file says.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Config {
            $($(#[$doc])* pub $field: Option<$kind>,)+
            /// What the town sets itself.
            #[serde(default)]
            pub town: Settings,
        }

        /// Every setting beside the town's table, with what it takes.
        pub const KINDS: &[(&str, SettingKind)] = &[$((stringify!($field), $takes),)+];
    };
}

config! {
    /// The code of a language, `zh`.
    lang: String = SettingKind::Code(Lang::CODES),
    /// Colours.
    theme: String = SettingKind::Code(Theme::CODES),
    /// What lines are made of.
    borders: String = SettingKind::Code(Borders::CODES),
    /// How this terminal draws ambiguous characters.
    ambiguous: String = SettingKind::Code(WIDTHS),
    /// Whether the desk takes the mouse; the terminal keeps it else.
    mouse: bool = SettingKind::Flag,
    /// `vim`, or the path of a key file.
    keymap: String = SettingKind::Text,
    /// The print command and its words; `{docx}` and `{txt}` stand for the files, and without
    /// either the plain text is given on stdin. Else `lp`.
    print: Vec<String> = SettingKind::Program,
    /// The command that opens a file and its words; `{file}` stands for the file, which else comes
    /// last. Else the system's own.
    open: Vec<String> = SettingKind::Program,
    /// 锁屏: minutes without a key after which the desk is locked; never with 0.
    lock_after: u16 = SettingKind::Number(u16::MAX),
    /// The folder into which the store is copied.
    backup: String = SettingKind::Text,
    /// 每日备份: from which hour on a day's copy is made.
    backup_at: String = SettingKind::Hour,
    /// How many daily copies are kept; none are made with 0.
    backup_keep: u16 = SettingKind::Number(u16::MAX),
    /// The file with the passphrase by which copies are encrypted.
    backup_passphrase: String = SettingKind::Text,
    /// 在这里上班的人: who is proposed when somebody else sits down at the desk.
    staff: Vec<String> = SettingKind::Names,
    /// The lines of the first day's list that stay as they are.
    settled: Vec<String> = SettingKind::Codes(SetupLine::CODES),
}

/// Reads an hour of the day, `12:00`.
pub fn read_hour(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

/// Gives what a setting takes, by its name in the file.
fn kind_of(name: &str) -> Option<SettingKind> {
    let (kinds, name) = match name.strip_prefix("town.") {
        Some(name) => (Settings::KINDS, name),
        None => (KINDS, name),
    };
    let found = kinds.iter().find(|(known, _)| *known == name);
    found.map(|(_, kind)| *kind)
}

/// Why the file was not used.
#[derive(Debug)]
pub enum Broken {
    /// It cannot be read.
    Unread(std::io::Error),
    /// What is wrong in it.
    Wrong(String),
}

impl Broken {
    /// Says it.
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Unread(error) => words.io_reason(error),
            Self::Wrong(reason) => reason.clone(),
        }
    }
}

/// Reads the file. A missing one is no fault; a broken one gives defaults and the reason.
pub fn read() -> (Config, Option<Broken>) {
    let Some(path) = settings_folder().map(|folder| folder.join("config.toml")) else {
        return (Config::default(), None);
    };
    let text = match own_file::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return (Config::default(), None);
        }
        Err(error) => return (Config::default(), Some(Broken::Unread(error))),
    };
    match parse(&text) {
        Ok(config) => (config, None),
        Err(reason) => (Config::default(), Some(Broken::Wrong(reason))),
    }
}

/// Reads the text of the file.
///
/// # Errors
/// What is wrong: `theme = "blue"`.
pub fn parse(text: &str) -> Result<Config, String> {
    let config: Config = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let table: toml::Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    for (name, kind) in KINDS {
        let written = match (kind, table.get(*name)) {
            (SettingKind::Code(codes), Some(value)) => (codes, vec![value]),
            (SettingKind::Codes(codes), Some(toml::Value::Array(list))) => {
                (codes, list.iter().collect())
            }
            (SettingKind::Hour, Some(value)) => {
                let hour = value.as_str().is_some_and(|it| read_hour(it).is_some());
                if hour {
                    continue;
                }
                return Err(format!("{name} = {value}"));
            }
            _ => continue,
        };
        let known = |value: &&toml::Value| value.as_str().is_some_and(|it| written.0.contains(&it));
        if let Some(wrong) = written.1.iter().find(|value| !known(value)) {
            return Err(format!("{name} = {wrong}"));
        }
    }
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives the example with the lines behind these marks taken in.
    fn uncommented(marks: &[&str]) -> String {
        let lines = EXAMPLE.lines().map(|line| {
            let mark = marks.iter().find_map(|mark| line.strip_prefix(mark));
            mark.unwrap_or(line)
        });
        // The heading is prose.
        lines.skip(7).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_example_shows_every_setting_at_its_default() {
        let read = parse(&uncommented(&["# "])).unwrap();
        assert_eq!(read.town, Settings::default());
        parse(&uncommented(&["# ", "#? "])).unwrap();
        let shown = listed::rows(EXAMPLE, 0);
        let town = Settings::KINDS
            .iter()
            .map(|(name, _)| format!("town.{name}"));
        let desk = KINDS.iter().map(|(name, _)| (*name).to_owned());
        for name in desk.chain(town) {
            let of_name = shown.iter().filter(|row| row.name == name).count();
            assert_eq!(of_name, 1, "config.toml shows {name}");
        }
        assert_eq!(shown.len(), KINDS.len() + Settings::KINDS.len());
    }

    #[test]
    fn a_word_that_is_none_of_a_list_is_named() {
        for (text, wrong) in [
            ("theme = \"blue\"", "theme = \"blue\""),
            ("settled = [\"nobody\"]", "settled = \"nobody\""),
            ("backup_at = \"noon\"", "backup_at = \"noon\""),
        ] {
            assert_eq!(parse(text).unwrap_err(), wrong);
        }
        assert!(parse("theme = \"light\"\nmouse = false").is_ok());
    }
}
