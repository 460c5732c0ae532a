//! What every pane may see: words, keys, clock, looks. Panes receive it read-only.

use chrono::{Datelike, NaiveDate};

use crate::app::live::{DeskSettings, LiveSettings};
use crate::app::unfinished::FormDrafts;
use crate::command::table::Command;
use crate::domain::moment::Moment;
use crate::domain::phrase::Phrase;
use crate::domain::presence::OpenElsewhere;
use crate::domain::right::Right;
use crate::domain::save_id::SaveIds;
use crate::domain::saved_view::SavedView;
use crate::domain::seat::Seat;
use crate::domain::town_context::TownContext;
use crate::keymap::key::show_keys;
use crate::keymap::lookup::Keymap;
use crate::words::bundle::Words;

/// Facts that all parts of the screen share.
#[derive(Debug)]
pub struct Shared {
    /// The words of the chosen language.
    pub words: Words,
    /// The live keymap.
    pub keymap: Keymap,
    /// The time, to the minute.
    pub now: Moment,
    /// The clock was set by `MULIN_NOW`.
    pub test_clock: bool,
    /// 登记人: who sits at the desk.
    pub who: String,
    /// How the screen looks.
    pub look: Look,
    /// What is set for this desk alone.
    pub desk: DeskSettings,
    /// What the town sets itself, and its working calendar.
    pub town: TownContext,
    /// 常用语
    pub phrases: Vec<Phrase>,
    /// 视图
    pub views: Vec<SavedView>,
    /// 没写完的表单
    pub unfinished: FormDrafts,
    /// The ids under which this window hands things in.
    pub saves: SaveIds,
    /// What other windows have open.
    pub elsewhere: Vec<OpenElsewhere>,
    /// The window in cells: columns, rows.
    pub size: (u16, u16),
    /// 受理 holds something that is not saved: on a wide window it keeps its height.
    pub intake_open: bool,
    /// Whether whoever sits here has signed in, and in which role.
    pub seat: Seat,
}

impl Shared {
    /// Takes settings that were changed while the desk is open.
    pub fn adopt(&mut self, live: LiveSettings) {
        if live.lang != self.words.lang() {
            self.words = Words::new(live.lang);
        }
        self.keymap = live.keymap;
        self.look = Look {
            theme: Theme::parse(live.theme).unwrap_or(self.look.theme),
            depth: self.look.depth,
            borders: Borders::parse(live.borders).unwrap_or(self.look.borders),
            ambiguous_wide: live.ambiguous_wide,
        };
        self.desk = live.desk;
        self.town.settings = live.town;
    }

    /// Says what a command does.
    pub fn command(&self, command: Command) -> String {
        self.words.say(&command.word())
    }

    /// Writes a day in the one form of the desk: `11-25 周三`, its year only where that is another than
    /// this one.
    pub fn day(&self, day: NaiveDate) -> String {
        if day.year() != self.now.date().year() {
            return day.to_string();
        }
        let weekday = self.words.say(&format!("weekday-{}", day.format("%u")));
        format!("{} {weekday}", day.format("%m-%d"))
    }

    /// Tells whether whoever sits here may run a command.
    pub fn may(&self, command: Command) -> bool {
        command.right().is_none_or(|right| self.seat.may(right))
    }

    /// Says that whoever sits here has no right to something, and who has.
    pub fn may_not(&self, right: Right) -> String {
        let Seat::Taken(role) = self.seat else {
            return self.words.say("identity-nobody");
        };
        let args = [
            ("name", self.who.as_str().into()),
            ("role", self.words.code("role", role.code()).into()),
            ("roles", self.words.roles(right).into()),
        ];
        self.words.say_with("identity-may-not", &args)
    }

    /// Writes the shortest keys that run a command, as people read them; nothing where it has none.
    pub fn keys(&self, command: Command) -> String {
        self.keymap
            .shortest(command)
            .map(show_keys)
            .unwrap_or_default()
    }
}

#[cfg(test)]
impl Shared {
    /// Makes what the parts under test may see: a small window in Chinese.
    pub(crate) fn sample() -> Self {
        Self {
            words: Words::new(crate::words::lang::Lang::Zh),
            keymap: crate::keymap::file::default_map(),
            now: Moment::beijing(
                NaiveDate::from_ymd_opt(2026, 9, 28).unwrap(),
                chrono::NaiveTime::from_hms_opt(9, 41, 0).unwrap(),
            ),
            test_clock: false,
            who: "王芳".to_owned(),
            look: Look::default(),
            desk: DeskSettings::default(),
            town: TownContext::default(),
            phrases: Vec::new(),
            views: Vec::new(),
            unfinished: FormDrafts::default(),
            saves: SaveIds::default(),
            elsewhere: Vec::new(),
            size: (80, 24),
            intake_open: false,
            seat: Seat::Free,
        }
    }
}

/// How the screen looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Lines between panes.
    pub borders: Borders,
    /// Ambiguous characters take two cells.
    pub ambiguous_wide: bool,
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
    /// No colours at all; also what `NO_COLOR` asks for.
    Mono,
}

impl Theme {
    /// The codes.
    pub const CODES: &'static [&'static str] = &["dark", "light", "mono"];

    /// Gives the code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Mono => "mono",
        }
    }

    /// Reads `light`, `dark` or `mono`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 16 million, each said by red, green and blue.
    Full,
    /// 256.
    Indexed,
    /// The sixteen that every terminal has.
    Basic,
}

impl Depth {
    /// Reads what a terminal says of itself in `COLORTERM` and `TERM`.
    pub fn of(colorterm: Option<&str>, term: Option<&str>) -> Self {
        let full = |it: &str| matches!(it, "truecolor" | "24bit");
        if colorterm.is_some_and(full) || term.is_some_and(|it| it.ends_with("-direct")) {
            Self::Full
        } else if colorterm.is_some() || term.is_some_and(|it| it.contains("256color")) {
            Self::Indexed
        } else {
            Self::Basic
        }
    }
}

/// What lines are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borders {
    /// `│ ─ ┌`: one cell each in most terminals.
    Line,
    /// `| - +`: one cell in every terminal.
    Ascii,
}

impl Borders {
    /// The codes.
    pub const CODES: &'static [&'static str] = &["line", "ascii"];

    /// Gives the code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Ascii => "ascii",
        }
    }

    /// Reads `line` or `ascii`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "line" => Some(Self::Line),
            "ascii" => Some(Self::Ascii),
            _ => None,
        }
    }
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: Theme::Dark,
            depth: Depth::Full,
            borders: Borders::Line,
            ambiguous_wide: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_says_how_many_colours_it_has() {
        for (colorterm, term, expected) in [
            (Some("truecolor"), Some("xterm-256color"), Depth::Full),
            (Some("24bit"), Some("screen"), Depth::Full),
            (None, Some("xterm-direct"), Depth::Full),
            (None, Some("xterm-256color"), Depth::Indexed),
            (Some("yes"), Some("xterm"), Depth::Indexed),
            (None, Some("linux"), Depth::Basic),
            (None, None, Depth::Basic),
        ] {
            assert_eq!(
                Depth::of(colorterm, term),
                expected,
                "{colorterm:?} {term:?}"
            );
        }
    }
}
