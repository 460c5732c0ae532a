//! What settings decide of a desk that is open.

use crate::domain::settings::Settings;
use crate::keymap::lookup::Keymap;
use crate::words::lang::Lang;

/// What is set for this desk alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskSettings {
    /// The desk takes the mouse; the terminal keeps it else.
    pub mouse: bool,
    /// 在这里上班的人: who is proposed when somebody else sits down.
    pub staff: Vec<String>,
    /// The lines of the first day's list that stay as they are, by their codes.
    pub settled: Vec<String>,
    /// The folder into which the store is copied; empty for none.
    pub backup: String,
    /// 锁屏: minutes without a key after which everything is hidden; 0 for never.
    pub lock_after: Option<u16>,
}

impl Default for DeskSettings {
    fn default() -> Self {
        Self {
            mouse: true,
            staff: Vec::new(),
            settled: Vec::new(),
            backup: String::new(),
            lock_after: None,
        }
    }
}

/// All that settings decide of the desk while it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveSettings {
    /// The language.
    pub lang: Lang,
    /// The keys.
    pub keymap: Keymap,
    /// The code of the colours.
    pub theme: &'static str,
    /// The code of what lines are made of.
    pub borders: &'static str,
    /// Ambiguous characters take two cells.
    pub ambiguous_wide: bool,
    /// What is set for this desk alone.
    pub desk: DeskSettings,
    /// What the town sets itself.
    pub town: Settings,
}
