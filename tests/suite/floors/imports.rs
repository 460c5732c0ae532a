//! What a file names: every path of its `use` trees and of its code, resolved.
//!
//! Paths are read from the tokens, so that macros, attributes and lists over several lines are seen
//! like plain code. A path that starts with an imported name, or with a module declared in the same
//! file, is followed through it: after `use crate::store;`, `store::key::Key` is `crate::store::key`.

use std::collections::BTreeMap;

use super::lexer::{Token, tokens};

/// A path that a file names, `["crate", "store", "key"]` or `["serde", "Deserialize"]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Named {
    /// Where it is written, counted from 1.
    pub(crate) line: usize,
    /// Its parts, from `crate` or from the name of another crate.
    pub(crate) path: Vec<String>,
}

/// All that a file names.
#[derive(Default, Debug)]
pub(crate) struct Imports {
    /// The paths of its imports and of its code.
    pub(crate) named: Vec<Named>,
    /// The lines of imports with `*`.
    pub(crate) globs: Vec<usize>,
    /// The lines of imports that are public.
    pub(crate) re_exports: Vec<usize>,
}

/// Reads what the code `text` of the module `module` (under the crate) names.
pub(crate) fn imports(text: &str, module: &[String]) -> Imports {
    let tokens = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        raw: Vec::new(),
        aliases: BTreeMap::new(),
        found: Imports::default(),
    };
    reader.read(module);
    let Reader {
        raw,
        aliases,
        mut found,
        ..
    } = reader;
    found.named = raw
        .into_iter()
        .map(|(line, path)| Named {
            line,
            path: resolve(path, module, &aliases, 0),
        })
        .collect();
    found
}

struct Reader<'a> {
    tokens: &'a [(usize, Token<'a>)],
    at: usize,
    /// Paths as they are written.
    raw: Vec<(usize, Vec<String>)>,
    /// Names that an import or a declared module brings, with what they are short for.
    aliases: BTreeMap<String, Vec<String>>,
    found: Imports,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).map(|(_, token)| *token)
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |(line, _)| *line)
    }

    fn take(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self) -> Option<&'a str> {
        let Some(Token::Word(word)) = self.peek() else {
            return None;
        };
        self.at += 1;
        Some(word)
    }

    fn read(&mut self, module: &[String]) {
        while let Some(token) = self.peek() {
            let line = self.line();
            let before = self.at.checked_sub(1).map(|at| self.tokens[at].1);
            match token {
                Token::Word("use")
                    if self.tokens.get(self.at + 1).map(|it| it.1) != Some(Token::Mark('<')) =>
                {
                    self.at += 1;
                    let read = self.raw.len();
                    self.tree(&[]);
                    // A single name is a macro of the file itself.
                    let is_other = self.raw[read..].iter().any(|(_, path)| path.len() > 1);
                    let is_public = matches!(before, Some(Token::Word("pub") | Token::Mark(')')));
                    if is_public && is_other {
                        self.found.re_exports.push(line);
                    }
                }
                Token::Word("mod") => {
                    self.at += 1;
                    if let Some(name) = self.word() {
                        let inner = module.iter().map(String::as_str).chain([name]);
                        let path = ["crate"].into_iter().chain(inner);
                        self.aliases
                            .insert(name.to_owned(), path.map(str::to_owned).collect());
                    }
                }
                Token::Word(_) if before != Some(Token::Separator) => self.path(),
                Token::Word(_) | Token::Separator | Token::Mark(_) => self.at += 1,
            }
        }
    }

    /// Reads a path in code; a single name is none.
    fn path(&mut self) {
        let line = self.line();
        let mut path = Vec::new();
        while let Some(word) = self.word() {
            path.push(word.to_owned());
            if !self.take(Token::Separator) {
                break;
            }
        }
        if path.len() > 1
            || self
                .at
                .checked_sub(1)
                .is_some_and(|at| self.tokens[at].1 == Token::Separator)
        {
            self.raw.push((line, path));
        }
    }

    /// Reads one tree of an import, below the path `above`.
    fn tree(&mut self, above: &[String]) {
        let mut path = above.to_vec();
        self.take(Token::Separator);
        let line = self.line();
        while let Some(word) = self.word() {
            path.push(word.to_owned());
            if !self.take(Token::Separator) {
                return self.leaf(line, path);
            }
        }
        if self.take(Token::Mark('*')) {
            // Unit tests see what they test.
            if path != ["super"] {
                self.found.globs.push(line);
            }
            self.raw.push((line, path));
        } else if self.take(Token::Mark('{')) {
            while !self.take(Token::Mark('}')) && self.peek().is_some() {
                self.tree(&path);
                self.take(Token::Mark(','));
            }
        } else {
            // Not an import that compiles; go on behind it.
            self.at += 1;
        }
    }

    /// Ends a path of an import with the name that it brings.
    fn leaf(&mut self, line: usize, mut path: Vec<String>) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = if self.take(Token::Word("as")) {
            self.word().map(str::to_owned)
        } else {
            path.last().cloned()
        };
        self.aliases.extend(name.map(|name| (name, path.clone())));
        self.raw.push((line, path));
    }
}

/// Follows `path` from `module` to the head of its crate.
fn resolve(
    path: Vec<String>,
    module: &[String],
    aliases: &BTreeMap<String, Vec<String>>,
    depth: usize,
) -> Vec<String> {
    let own = |kept: usize, rest: &[String]| -> Vec<String> {
        let head = ["crate".to_owned()];
        head.iter()
            .chain(&module[..kept])
            .chain(rest)
            .cloned()
            .collect()
    };
    match path.first().map(String::as_str) {
        Some("crate" | "mulin") => own(0, &path[1..]),
        Some("self" | "super") => {
            let rest = &path[usize::from(path[0] == "self")..];
            let up = rest.iter().take_while(|part| *part == "super").count();
            own(module.len().saturating_sub(up), &rest[up..])
        }
        Some(first) => match aliases.get(first) {
            // A name may be short for a path that starts with another one, never for itself.
            Some(long) if long.first() != path.first() && depth < 8 => {
                let whole = long.iter().chain(&path[1..]).cloned().collect();
                resolve(whole, module, aliases, depth + 1)
            }
            Some(_) | None => path,
        },
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::imports;

    /// Reads `text` as the file `src/store/engine/read.rs`.
    fn named(text: &str) -> Vec<String> {
        let module = ["store", "engine", "read"].map(str::to_owned);
        imports(text, &module)
            .named
            .into_iter()
            .map(|named| format!("{} {}", named.line, named.path.join("::")))
            .collect()
    }

    #[test]
    fn every_import_is_seen() {
        let rows: &[(&str, &[&str])] = &[
            (
                "use crate::domain::act::Act;",
                &["1 crate::domain::act::Act"],
            ),
            ("use mulin::verbs::run;", &["1 crate::verbs::run"]),
            ("use super::meta;", &["1 crate::store::engine::meta"]),
            ("use super::super::key::Key;", &["1 crate::store::key::Key"]),
            (
                "use self::cases::all;",
                &["1 crate::store::engine::read::cases::all"],
            ),
            (
                "use super::{chain, conflict, meta};",
                &[
                    "1 crate::store::engine::chain",
                    "1 crate::store::engine::conflict",
                    "1 crate::store::engine::meta",
                ],
            ),
            (
                "use crate::store::{\n    self,\n    engine::{bookings, duty::{self, owner}},\n    key::Key as StoreKey,\n};",
                &[
                    "2 crate::store",
                    "3 crate::store::engine::bookings",
                    "3 crate::store::engine::duty",
                    "3 crate::store::engine::duty::owner",
                    "4 crate::store::key::Key",
                ],
            ),
            (
                "use {serde::Deserialize, crate::words};",
                &["1 serde::Deserialize", "1 crate::words"],
            ),
            (
                "use ::serde::{Deserialize, Serialize};",
                &["1 serde::Deserialize", "1 serde::Serialize"],
            ),
            (
                "pub(crate) use crate::words::say;",
                &["1 crate::words::say"],
            ),
            ("use crate::words::*;", &["1 crate::words"]),
            ("fn f() -> impl Sized + use<'a> {}", &[]),
            ("// use crate::app::model;\n/* use crate::ui; */", &[]),
            ("\"use crate::app::model;\"", &[]),
        ];
        for (text, expected) in rows {
            assert_eq!(named(text), *expected, "{text}");
        }
    }

    #[test]
    fn every_path_in_code_is_seen() {
        let rows: &[(&str, &[&str])] = &[
            (
                "fn f() {\n    crate::words::bundle::say(1)\n}",
                &["2 crate::words::bundle::say"],
            ),
            (
                "super::chain::append()",
                &["1 crate::store::engine::chain::append"],
            ),
            ("super::super::key::Key", &["1 crate::store::key::Key"]),
            (
                "format!(\"{}\", crate::words::lang())",
                &["1 crate::words::lang"],
            ),
            (
                "<T as crate::store::tables::ReadTables>::get",
                &["1 crate::store::tables::ReadTables"],
            ),
            (
                "Vec::<crate::domain::act::Act>::new()",
                &["1 Vec", "1 crate::domain::act::Act"],
            ),
            ("#[derive(serde::Serialize)]", &["1 serde::Serialize"]),
            ("self.crate_name; pub(crate) fn f() {}", &[]),
            ("$crate::domain::codes", &["1 crate::domain::codes"]),
        ];
        for (text, expected) in rows {
            assert_eq!(named(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_path_is_followed_through_the_name_it_starts_with() {
        let rows: &[(&str, &str)] = &[
            (
                "use crate::store;\nstore::key::Key",
                "2 crate::store::key::Key",
            ),
            (
                "use super::duty as rota;\nrota::owner()",
                "2 crate::store::engine::duty::owner",
            ),
            (
                "use crate::store;\nuse store::key;\nkey::Key",
                "3 crate::store::key::Key",
            ),
            (
                "use super::{duty::{self}};\nduty::owner()",
                "2 crate::store::engine::duty::owner",
            ),
            (
                "mod cases;\ncases::all()",
                "2 crate::store::engine::read::cases::all",
            ),
            (
                "pub mod cases;\nuse cases::all;",
                "2 crate::store::engine::read::cases::all",
            ),
            ("use serde as s;\ns::de::Error", "2 serde::de::Error"),
            ("use csv;\ncsv::Reader", "2 csv::Reader"),
            (
                "use super::csv;\ncsv::Reader",
                "2 crate::store::engine::csv::Reader",
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(named(text).last().unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn globs_and_re_exports_are_told_by_their_lines() {
        let text = "use super::*;\nuse crate::words::*;\nuse crate::{\n    app::*,\n};\npub use crate::ui::view;\npub(crate) use crate::ui::draw;\npub(crate) use own_macro;";
        let found = imports(text, &["keymap".to_owned()]);
        assert_eq!(found.globs, [2, 4]);
        assert_eq!(found.re_exports, [6, 7]);
    }
}
