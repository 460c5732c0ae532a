//! What the setup pane knows of the town.

use chrono::{Days, NaiveDate};

use crate::domain::education::view::{EducationView, ForceRow};
use crate::domain::grid::tree::GridTree;
use crate::domain::operator::OperatorView;
use crate::domain::settings::view::SettingsView;
use crate::domain::setup::SetupLine;
use crate::domain::sheet_kind::SheetKind;
use crate::domain::view::{LawyersView, RotaView};

/// The keys of the lines, in their order: the row of digits from the left.
pub const KEYS: &str = "1234567890-=\\";
/// Days of lawyers' Wednesdays that are looked at.
const WEDNESDAYS: u64 = 28;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Show {
    /// The list of what a town needs.
    #[default]
    Lines,
    /// Every setting.
    Settings,
}

/// What is known of the town, and what of it is looked at.
#[derive(Debug, Default)]
pub struct Setup {
    pub(super) show: Show,
    pub(super) duty: Option<RotaView>,
    pub(super) lawyers: Option<LawyersView>,
    pub(super) grid: Option<Box<GridTree>>,
    pub(super) education: Option<EducationView>,
    pub(super) forces: Option<Vec<ForceRow>>,
    pub(super) settings: Option<SettingsView>,
    /// Who may sign in.
    pub(super) operators: Option<Vec<OperatorView>>,
    /// Codes of the lessons that are done.
    pub(super) learned: Option<Vec<String>>,
    /// The lines that are not done and do not stay as they are, once all is known.
    pub(super) open: Vec<SetupLine>,
    /// The folder into which the store is copied as soon as it is written down.
    pub(super) copies_to: Option<String>,
}

/// Gives the last Wednesday that is looked at.
pub(super) fn last_wednesday(today: NaiveDate) -> NaiveDate {
    today
        .checked_add_days(Days::new(WEDNESDAYS))
        .unwrap_or(today)
}

/// Gives the sheets that bring what a line asks for.
pub(super) const fn sheet(line: SetupLine) -> Option<SheetKind> {
    match line {
        SetupLine::Leaders => Some(SheetKind::Rota),
        SetupLine::Areas | SetupLine::Grid => Some(SheetKind::Grid),
        SetupLine::Educators => Some(SheetKind::Educators),
        SetupLine::Holidays => Some(SheetKind::Holidays),
        SetupLine::Staff
        | SetupLine::Lawyers
        | SetupLine::Forces
        | SetupLine::Station
        | SetupLine::Names
        | SetupLine::Printer
        | SetupLine::Backup
        | SetupLine::SignIn => None,
    }
}

impl Setup {
    /// Gives the lines that are still to be done.
    pub fn open_lines(&self) -> &[SetupLine] {
        &self.open
    }

    /// Tells whether nobody has begun yet.
    pub(super) fn is_new(&self) -> bool {
        let duty = self.duty.as_ref();
        duty.is_some_and(|view| view.leaders.0.is_empty() && !view.is_owing)
            && self
                .lawyers
                .as_ref()
                .is_some_and(|it| it.lawyers.is_empty())
    }

    /// Tells whether everything that the list asks was heard.
    pub(super) fn is_known(&self) -> bool {
        self.duty.is_some()
            && self.lawyers.is_some()
            && self.grid.is_some()
            && self.education.is_some()
            && self.forces.is_some()
            && self.settings.is_some()
            && self.operators.is_some()
    }
}
