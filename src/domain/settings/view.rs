//! The settings as the desk lists them, and what is changed there.

use crate::domain::moment::Moment;
use crate::domain::settings::kind::SettingKind;

/// A setting as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    /// Its name in the file, `town.organ`.
    pub name: String,
    /// What it takes.
    pub kind: SettingKind,
    /// The heading under which it stands in the file.
    pub group: String,
    /// What it means.
    pub meaning: String,
    /// What the file says; `None` where it says nothing.
    pub value: Option<String>,
    /// What holds where the file says nothing; `None` where nothing does.
    pub default: Option<String>,
}

/// The settings file as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettingsView {
    /// Every setting, in the order of the documented file.
    pub rows: Vec<SettingRow>,
    /// Where the file is; empty where the platform names no folder for it.
    pub file: String,
    /// The whole file, to know it again when it is changed.
    pub text: String,
    /// Why it does not read; the built-in settings hold then.
    pub broken: Option<String>,
    /// When the store was last copied into the backup folder.
    pub last_backup: Option<Moment>,
}

impl SettingsView {
    /// Gives a setting.
    pub fn row(&self, name: &str) -> Option<&SettingRow> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Gives what the file says of a setting; `None` where it says nothing.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.row(name)?.value.as_deref()
    }
}

/// A setting that is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// Its name in the file, `town.organ`.
    pub name: String,
    /// What it is to be, as it was typed; empty for the built-in value of what is no text.
    pub text: String,
}

/// Why settings were not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingTrouble {
    /// The platform names no folder for the file.
    NoFolder,
    /// Somebody changed the file meanwhile.
    Changed,
    /// The file does not read, for this reason.
    Broken(String),
    /// The setting of this name does not take what was typed.
    Wrong(String),
    /// The file cannot be read or written, for this reason.
    Unwritten(String),
}
