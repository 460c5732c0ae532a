//! 终端: the programs that show the desk, and the keys that each keeps for itself as it comes from its
//! maker. Every command has another road, which is told for a key that does not arrive.

use super::key::{Key, parse_keys};
use super::lookup::Keymap;
use crate::command::table::Command;

/// A terminal program. What stands here is read from its own sources or documents; keys that no command
/// of the desk uses are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Its stable name; its words are `terminal-CODE` and, where keys can be had back,
    /// `terminal-CODE-free`.
    pub code: &'static str,
    /// The keys that it keeps, as a key file writes them.
    kept: &'static str,
    /// Keys with Alt arrive as other letters until it is told to send Esc before them.
    pub loses_alt: bool,
}

const fn terminal(code: &'static str, kept: &'static str) -> Terminal {
    Terminal {
        code,
        kept,
        loses_alt: false,
    }
}

/// GNOME 终端: `org.gnome.Terminal.gschema.xml` (help, full-screen, switch-to-tab, menu accelerator).
const GNOME: Terminal = terminal("gnome", "<F1> <F10> <F11>");
/// MATE 终端, as on Kylin: as GNOME's, and the letters of its menus, which are on (`terminal-app.c`).
const MATE: Terminal = terminal(
    "mate",
    "<F1> <F10> <F11> <A-f> <A-e> <A-v> <A-s> <A-t> <A-b> <A-h>",
);
/// 深度终端, on UOS and deepin: `default-config.json`.
const DEEPIN: Terminal = terminal(
    "deepin",
    "<F2> <F11> <A-q> <A-w> <A-Up> <A-Down> <A-Left> <A-Right> <A-Insert> <A-Delete>",
);
/// Konsole: its menus take no letters and F1 is given up (`MainWindow.cpp`).
const KONSOLE: Terminal = terminal("konsole", "<F11>");
/// xterm: `metaSendsEscape` is off, so Alt adds 128 to the letter (`xterm(1)`).
const XTERM: Terminal = Terminal {
    code: "xterm",
    kept: "<A-Enter>",
    loses_alt: true,
};
/// The console of Linux, with fbterm for Hanzi: Alt with arrows and F-keys changes the console.
const CONSOLE: Terminal = terminal("console", "<A-Left> <A-Right>");
/// PuTTY, over SSH: all keys arrive as it is set at first (its manual, chapter 4).
const PUTTY: Terminal = terminal("putty", "");
/// Windows Terminal: `defaults.json`.
const WINDOWS: Terminal = terminal(
    "windows",
    "<F11> <A-Enter> <A-Up> <A-Down> <A-Left> <A-Right> <C-v>",
);

/// All that are known.
pub const TERMINALS: &[Terminal] = &[GNOME, MATE, DEEPIN, KONSOLE, XTERM, CONSOLE, PUTTY, WINDOWS];

/// A command that a kept key would run, and by what else it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detour {
    /// The key that does not arrive.
    pub kept: Key,
    /// What it would do.
    pub command: Command,
    /// The other keys, the shortest first.
    pub others: Vec<Vec<Key>>,
}

impl Terminal {
    /// Gives the terminal that this is by what it puts into the environment; over SSH hardly one can be
    /// known.
    pub fn of(environment: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let is_set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
        let desktop = environment("XDG_CURRENT_DESKTOP")
            .unwrap_or_default()
            .to_lowercase();
        let on = |names: &[&str]| desktop.split(':').any(|part| names.contains(&part));
        let kind = environment("TERM").unwrap_or_default();
        if is_set("WT_SESSION") {
            Some(WINDOWS)
        } else if is_set("KONSOLE_VERSION") {
            Some(KONSOLE)
        } else if is_set("XTERM_VERSION") {
            Some(XTERM)
        } else if is_set("GNOME_TERMINAL_SCREEN") || is_set("GNOME_TERMINAL_SERVICE") {
            Some(GNOME)
        } else if is_set("VTE_VERSION") && on(&["mate", "ukui"]) {
            Some(MATE)
        } else if on(&["deepin", "dde"]) {
            Some(DEEPIN)
        } else if kind == "linux" || kind == "fbterm" {
            Some(CONSOLE)
        } else {
            None
        }
    }

    /// Gives the keys that it keeps.
    pub fn kept(&self) -> Vec<Key> {
        self.kept
            .split_whitespace()
            .filter_map(|key| parse_keys(key).ok()?.first().copied())
            .collect()
    }

    fn keeps(&self, key: Key) -> bool {
        self.kept().contains(&key) || (self.loses_alt && key.alt)
    }

    /// Gives each command of the map whose key is kept, with the roads that stay.
    pub fn detours(&self, map: &Keymap) -> Vec<Detour> {
        let mut detours: Vec<Detour> = Vec::new();
        for row in map.rows() {
            let Some(kept) = row.keys.first().filter(|key| self.keeps(**key)) else {
                continue;
            };
            let is_there = |it: &Detour| it.kept == *kept && it.command == row.command;
            if detours.iter().any(is_there) {
                continue;
            }
            let mut others: Vec<Vec<Key>> = map
                .of(row.command)
                .filter(|keys| !keys.iter().any(|key| self.keeps(*key)))
                .map(<[Key]>::to_vec)
                .collect();
            others.sort_by_key(Vec::len);
            others.dedup();
            detours.push(Detour {
                kept: *kept,
                command: row.command,
                others,
            });
        }
        detours
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::file::default_map;

    fn known(pairs: &[(&str, &str)]) -> Option<&'static str> {
        let find = |name: &str| {
            let pair = pairs.iter().find(|(known, _)| *known == name);
            pair.map(|(_, value)| (*value).to_owned())
        };
        Terminal::of(find).map(|terminal| terminal.code)
    }

    #[test]
    fn a_terminal_is_known_by_what_it_sets() {
        assert_eq!(known(&[("GNOME_TERMINAL_SCREEN", "/x")]), Some("gnome"));
        let kylin = [("VTE_VERSION", "6003"), ("XDG_CURRENT_DESKTOP", "UKUI")];
        assert_eq!(known(&kylin), Some("mate"));
        assert_eq!(known(&[("XDG_CURRENT_DESKTOP", "Deepin")]), Some("deepin"));
        assert_eq!(known(&[("TERM", "linux")]), Some("console"));
        assert_eq!(known(&[("TERM", "xterm-256color")]), None, "over SSH");
    }

    #[test]
    fn whatever_a_terminal_keeps_every_command_is_reached_by_another_road() {
        let map = default_map();
        for terminal in TERMINALS {
            let named = terminal.kept.split_whitespace().count();
            assert_eq!(terminal.kept().len(), named, "{}", terminal.code);
            for detour in terminal.detours(&map) {
                // Of those whose keys hold an Alt at every place the palette knows the name.
                let known = if detour.others.is_empty() && terminal.loses_alt {
                    Command::Palette
                } else {
                    detour.command
                };
                let reached = map
                    .of(known)
                    .any(|keys| keys.iter().all(|it| !terminal.keeps(*it)));
                assert!(reached, "{} {detour:?}", terminal.code);
            }
        }
        let intake = DEEPIN.detours(&map);
        let intake = intake.iter().find(|it| it.kept.shown() == "F2").unwrap();
        assert_eq!(intake.command.name(), "intake.new");
        assert_eq!(intake.others[0], parse_keys("<C-n>").unwrap());
    }
}
