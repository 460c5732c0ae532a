//! The settings file of a desk that is open, and what it decides.

use std::sync::Arc;

use crate::app::live::LiveSettings;
use crate::domain::settings::view::SettingTrouble;
use crate::exchange::paper::templates::Templates;
use crate::runtime::backup::daily::Plan;
use crate::runtime::settings::Config;
use crate::runtime::settings::file::ConfigFile;

/// All that the settings decide.
#[derive(Debug, Clone)]
pub struct Decided {
    /// Of the screen.
    pub live: LiveSettings,
    /// The print command; empty for the usual one.
    pub print: Vec<String>,
    /// The command that opens a file; empty for the system's own.
    pub open: Vec<String>,
    /// The papers' templates.
    pub templates: Templates,
    /// 每日备份; `None` where no folder is set.
    pub daily: Option<Plan>,
}

/// Decides by the file, and by what was said when the program was started.
pub type Decide = Arc<dyn Fn(&Config) -> Result<Decided, SettingTrouble> + Send + Sync>;

/// The settings file, and what holds of it.
#[derive(Clone)]
pub struct SettingsDesk {
    /// The file.
    pub file: ConfigFile,
    /// What it decides.
    pub decide: Decide,
    /// Its text by which the desk goes now.
    pub text: String,
}

impl SettingsDesk {
    /// Goes by a file as it stands.
    pub fn new(file: ConfigFile, decide: Decide) -> Self {
        let text = file.text().unwrap_or_default();
        Self { file, decide, text }
    }
}
