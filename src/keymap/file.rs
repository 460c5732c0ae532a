//! Reading key files: `scope = [{ on = "<F2>", run = "intake.new", desc = "…" }]`.
//! The default is built in; `vim` and the user's own file are laid over it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::command::table::{Command, Scope};
use crate::keymap::finding::{Finding, Problem};
use crate::keymap::key::{Key, parse_keys};
use crate::keymap::lookup::{Binding, Keymap};

/// The keys that work with an input method on.
pub const DEFAULT: &str = include_str!("../../keymaps/default.toml");
/// The letters added for those who like them.
pub const VIM: &str = include_str!("../../keymaps/vim.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    on: String,
    run: String,
    #[serde(default, rename = "desc")]
    _desc: Option<String>,
}

/// A key file as read: the rows that hold, the keys that it takes away, and what is wrong with
/// the others.
#[derive(Debug, Clone, Default)]
pub struct KeyFile {
    /// Rows, in file order.
    pub rows: Vec<Binding>,
    /// Keys freed by `run = "none"`.
    pub freed: Vec<(Scope, Vec<Key>)>,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

impl KeyFile {
    /// Reads the text of a key file; never fails, what is wrong stands in `findings`.
    pub fn read(text: &str) -> Self {
        let mut file = Self::default();
        let lines = LineEnds::of(text);
        let table: BTreeMap<String, Vec<Spanned<Row>>> = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| lines.line_at(span.start));
                file.findings.push(Finding {
                    line,
                    problem: Problem::Toml(error.message().to_owned()),
                });
                return file;
            }
        };
        for (name, rows) in table {
            let Some(scope) = Scope::parse(&name) else {
                let line = rows
                    .first()
                    .map_or(1, |row| lines.line_at(row.span().start));
                file.findings.push(Finding {
                    line,
                    problem: Problem::UnknownScope(name),
                });
                continue;
            };
            for row in rows {
                let line = lines.line_at(row.span().start);
                file.take(scope, line, row.into_inner());
            }
        }
        file.rows.sort_by_key(|row| row.line);
        file
    }

    fn take(&mut self, scope: Scope, line: usize, row: Row) {
        let keys = match parse_keys(&row.on) {
            Ok(keys) => keys,
            Err(error) => {
                self.findings.push(Finding {
                    line,
                    problem: Problem::UnknownKey(error.0),
                });
                return;
            }
        };
        if row.run == "none" {
            self.freed.push((scope, keys));
            return;
        }
        let Some(command) = Command::parse(&row.run) else {
            self.findings.push(Finding {
                line,
                problem: Problem::UnknownCommand(row.run),
            });
            return;
        };
        self.rows.push(Binding {
            scope,
            keys,
            command,
            line,
        });
    }
}

/// Lays key files over one another, the later ones on top.
pub fn overlay(files: &[KeyFile]) -> Keymap {
    let mut rows: Vec<Binding> = Vec::new();
    for file in files {
        rows.retain(|row| {
            !file
                .freed
                .iter()
                .any(|(scope, keys)| *scope == row.scope && *keys == row.keys)
        });
        // What an overlay binds as a whole frees longer sequences under it, and the other way.
        rows.retain(|row| {
            !file.rows.iter().any(|new| {
                new.scope == row.scope
                    && new.keys != row.keys
                    && (new.keys.starts_with(&row.keys) || row.keys.starts_with(&new.keys))
            })
        });
        rows.extend(file.rows.iter().cloned());
    }
    Keymap::new(rows)
}

/// Makes the built-in default map.
pub fn default_map() -> Keymap {
    overlay(&[KeyFile::read(DEFAULT)])
}

/// Where the lines of a text end: a file of many rows is counted once.
struct LineEnds(Vec<usize>);

impl LineEnds {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// Gives the line, from 1, in which the byte at `offset` stands.
    fn line_at(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}
