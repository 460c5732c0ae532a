//! `config.toml` in the platform's config folder: how the desk looks, which keys it has, and what
//! the town sets itself.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::domain::settings::Settings;
use crate::runtime::own_file;

/// What the file may say; everything is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The code of a language, `zh`.
    pub lang: Option<String>,
    /// `light`, `dark` or `mono`.
    pub theme: Option<String>,
    /// `line` or `ascii`.
    pub borders: Option<String>,
    /// `narrow` or `wide`: how this terminal draws ambiguous characters.
    pub ambiguous: Option<String>,
    /// `vim`, or the path of a key file.
    pub keymap: Option<String>,
    /// The print command and its words; `{docx}` and `{txt}` stand for the files, and without
    /// either the plain text is given on stdin. Else `lp`.
    pub print: Option<Vec<String>>,
    /// The command that opens a file and its words; `{file}` stands for the file, which else comes
    /// last. Else the system's own.
    pub open: Option<Vec<String>>,
    /// What the town sets itself.
    #[serde(default)]
    pub town: Settings,
}

/// Gives the folder for settings; `None` where the platform names none.
pub fn folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("mulin"))
}

/// Reads the file. A missing one is no fault; a broken one gives defaults and the reason.
pub fn read() -> (Config, Option<String>) {
    let Some(path) = folder().map(|folder| folder.join("config.toml")) else {
        return (Config::default(), None);
    };
    let text = match own_file::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return (Config::default(), None);
        }
        Err(error) => return (Config::default(), Some(error.to_string())),
    };
    match toml::from_str(&text) {
        Ok(settings) => (settings, None),
        Err(error) => (Config::default(), Some(error.message().to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("data/config.toml");

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
        let read: Config = toml::from_str(&uncommented(&["# "])).unwrap();
        assert_eq!(read.town, Settings::default());
        toml::from_str::<Config>(&uncommented(&["# ", "#? "])).unwrap();
        for table in ["", "[town]\n"] {
            let error = toml::from_str::<Config>(&format!("{table}none_such = 1")).unwrap_err();
            let message = error.message().to_owned();
            let names: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
            assert!(names.len() > 5, "{message}");
            for name in names.iter().filter(|name| **name != "town") {
                let line = format!("{name} = ");
                let shown = EXAMPLE.contains(&line) || EXAMPLE.contains(&format!("town.{name}]]"));
                assert!(shown, "data/config.toml does not show {name}");
            }
        }
    }
}
