//! `config.toml` in the platform's config folder: how the desk looks, which keys it has, and what
//! the town sets itself.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::runtime::own_file;
use crate::runtime::town::Town;

/// What the file may say; everything is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `zh` or `en`.
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
    /// What the town sets itself.
    #[serde(default)]
    pub town: Town,
}

/// Gives the folder for settings; `None` where the platform names none.
pub fn folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("mulin"))
}

/// Reads the file. A missing one is no fault; a broken one gives defaults and the reason.
pub fn read() -> (Settings, Option<String>) {
    let Some(path) = folder().map(|folder| folder.join("config.toml")) else {
        return (Settings::default(), None);
    };
    let text = match own_file::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return (Settings::default(), None);
        }
        Err(error) => return (Settings::default(), Some(error.to_string())),
    };
    let settings: Settings = match toml::from_str(&text) {
        Ok(settings) => settings,
        Err(error) => return (Settings::default(), Some(error.message().to_owned())),
    };
    match settings.town.settings() {
        Ok(_) => (settings, None),
        Err(reason) => (Settings::default(), Some(reason)),
    }
}
