//! A paper's template: plain text that the town may edit, a line for a line of the paper.
//!
//! ```text
//! // a remark             ^ in the middle          - an item of a list
//! @size 16                # the paper's name       > at the right edge
//! @landscape              ## a heading             ~ a line for a signature
//! ---  a rule             : from the left edge     anything else: a paragraph
//! ```
//!
//! `{name}` says a fact, `{{` a brace. A line with `{name?}` is left out while the fact is missing;
//! any other missing fact keeps the paper from being printed. `[clocks]` on a line of its own says
//! a list, `[roads?]` one that may be empty.

use crate::domain::clean;
use crate::domain::paper::{Fact, Gap, Listing};
use crate::exchange::paper::facts::Facts;
use crate::exchange::paper::sheet::{Kind, Part};

/// Points of a paper's letters where the template says nothing (三号).
const POINTS: usize = 16;

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Size of the letters in points.
    pub points: usize,
    /// Whether the paper lies on its side.
    pub landscape: bool,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Gap,
    Rule,
    List { list: Listing, optional: bool },
    Text(Kind, Vec<Piece>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Fact { fact: Fact, optional: bool },
}

/// What is wrong in a template, and on which line (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub why: Why,
}

/// What can be wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// `{` without its `}`.
    Unclosed,
    /// A fact of this name is not known.
    NoSuchFact(String),
    /// A list of this name is not known.
    NoSuchList(String),
    /// An order `@…` that is not known.
    NoSuchOrder(String),
    /// The template says nothing.
    Empty,
}

impl Why {
    /// Gives the tail of the word key, `template-…`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unclosed => "unclosed",
            Self::NoSuchFact(_) => "no-such-fact",
            Self::NoSuchList(_) => "no-such-list",
            Self::NoSuchOrder(_) => "no-such-order",
            Self::Empty => "empty",
        }
    }

    /// Gives what it is about.
    pub fn detail(&self) -> &str {
        match self {
            Self::NoSuchFact(name) | Self::NoSuchList(name) | Self::NoSuchOrder(name) => name,
            Self::Unclosed | Self::Empty => "",
        }
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// The first line that does not read.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let mut template = Self {
            points: POINTS,
            landscape: false,
            lines: Vec::new(),
        };
        let text = clean::text(text);
        for (at, line) in text.lines().enumerate() {
            template
                .take(line.trim())
                .map_err(|why| Wrong { line: at + 1, why })?;
        }
        let says = template
            .lines
            .iter()
            .any(|line| matches!(line, Line::List { .. } | Line::Text(..)));
        if says {
            Ok(template)
        } else {
            Err(Wrong {
                line: 1,
                why: Why::Empty,
            })
        }
    }

    fn take(&mut self, line: &str) -> Result<(), Why> {
        if line.starts_with("//") {
            return Ok(());
        }
        if let Some(order) = line.strip_prefix('@') {
            return self.order(order.trim());
        }
        let read = if line.is_empty() {
            Line::Gap
        } else if line == "---" {
            Line::Rule
        } else if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            let (name, optional) = asked(name);
            let list = Listing::parse(name).ok_or_else(|| Why::NoSuchList(name.to_owned()))?;
            Line::List { list, optional }
        } else {
            let (kind, text) = kind(line);
            Line::Text(kind, pieces(text)?)
        };
        self.lines.push(read);
        Ok(())
    }

    fn order(&mut self, order: &str) -> Result<(), Why> {
        let wrong = || Why::NoSuchOrder(order.to_owned());
        if order == "landscape" {
            self.landscape = true;
            return Ok(());
        }
        let points = order.strip_prefix("size").map(str::trim);
        self.points = points
            .and_then(|it| it.parse().ok())
            .filter(|points| (6..=36).contains(points))
            .ok_or_else(wrong)?;
        Ok(())
    }

    /// Fills the template in.
    ///
    /// # Errors
    /// Every fact that is missing, each once.
    pub fn fill(&self, facts: &Facts) -> Result<Vec<Part>, Vec<Gap>> {
        let mut parts = Vec::new();
        let mut gaps: Vec<Gap> = Vec::new();
        let mut miss = |gap: Gap| {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        };
        for line in &self.lines {
            match line {
                Line::Gap if matches!(parts.last(), Some(Part::Gap)) => {}
                Line::Gap => parts.push(Part::Gap),
                Line::Rule => parts.push(Part::Rule),
                Line::List { list, optional } => match facts.list(*list) {
                    [] if *optional => {}
                    [] => miss(Gap {
                        name: list.code(),
                        fill: list.fill(),
                    }),
                    found => parts.extend_from_slice(found),
                },
                Line::Text(kind, pieces) => {
                    if let Some(text) = filled(pieces, facts, &mut miss) {
                        parts.extend(text.lines().map(|it| Part::Line(*kind, it.to_owned())));
                    }
                }
            }
        }
        if gaps.is_empty() {
            Ok(without_bare_headings(&parts))
        } else {
            Err(gaps)
        }
    }
}

/// Says a line; `None` where a fact that may be missing is missing.
fn filled(pieces: &[Piece], facts: &Facts, miss: &mut impl FnMut(Gap)) -> Option<String> {
    let mut text = String::new();
    let mut left_out = false;
    for piece in pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Fact { fact, optional } => match facts.get(*fact) {
                Some(value) => text.push_str(value),
                None if *optional => left_out = true,
                None => miss(Gap {
                    name: fact.code(),
                    fill: fact.fill(),
                }),
            },
        }
    }
    (!left_out).then_some(text)
}

/// Leaves out each heading under which nothing stands.
fn without_bare_headings(parts: &[Part]) -> Vec<Part> {
    let bare = |at: usize| {
        let next = parts
            .iter()
            .skip(at + 1)
            .find(|part| !matches!(part, Part::Gap));
        matches!(
            next,
            None | Some(Part::Rule | Part::Line(Kind::Heading | Kind::Right | Kind::Sign, _))
        )
    };
    let kept = parts
        .iter()
        .enumerate()
        .filter(|(at, part)| !matches!(part, Part::Line(Kind::Heading, _)) || !bare(*at));
    kept.map(|(_, part)| part.clone()).collect()
}

/// Takes the sign off the front of a line.
fn kind(line: &str) -> (Kind, &str) {
    for (sign, kind) in [
        ("##", Kind::Heading),
        ("#", Kind::Title),
        ("^", Kind::Centre),
        (">", Kind::Right),
        (":", Kind::Flush),
        ("-", Kind::Item),
        ("~", Kind::Sign),
    ] {
        if let Some(text) = line.strip_prefix(sign) {
            return (kind, text.trim_start());
        }
    }
    (Kind::Body, line)
}

fn asked(name: &str) -> (&str, bool) {
    let name = name.trim();
    match name.strip_suffix('?') {
        Some(name) => (name, true),
        None => (name, false),
    }
}

fn pieces(line: &str) -> Result<Vec<Piece>, Why> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        if let Some(after) = after.strip_prefix('{') {
            plain.push('{');
            rest = after;
            continue;
        }
        let (name, after) = after.split_once('}').ok_or(Why::Unclosed)?;
        let (name, optional) = asked(name);
        let fact = Fact::parse(name).ok_or_else(|| Why::NoSuchFact(name.to_owned()))?;
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Fact { fact, optional });
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_template_says_line_and_what() {
        for (text, line, why) in [
            (
                "# 回执\n编号{nummer}",
                2,
                Why::NoSuchFact("nummer".to_owned()),
            ),
            ("# 回执\n\n编号{number", 3, Why::Unclosed),
            ("[clokcs]", 1, Why::NoSuchList("clokcs".to_owned())),
            (
                "@size 200\n# 回执",
                1,
                Why::NoSuchOrder("size 200".to_owned()),
            ),
            ("// nothing\n\n", 1, Why::Empty),
        ] {
            assert_eq!(Template::read(text), Err(Wrong { line, why }), "{text}");
        }
    }

    #[test]
    fn optional_lines_go_missing_facts_are_named_once_and_braces_stay() {
        let mut facts = Facts::default();
        facts.set(Fact::Number, "ML-2026-0001");
        facts.set(Fact::Facts, "一行{number}\n二行");
        let read = |text: &str| Template::read(text).unwrap().fill(&facts);
        assert_eq!(
            read(": {number} {{x\n包案{leader?}\n{facts}"),
            Ok(vec![
                Part::Line(Kind::Flush, "ML-2026-0001 {x".to_owned()),
                Part::Line(Kind::Body, "一行{number}".to_owned()),
                Part::Line(Kind::Body, "二行".to_owned()),
            ])
        );
        let gaps = read("{opinion}{basis}\n{opinion}").unwrap_err();
        let names: Vec<&str> = gaps.iter().map(|gap| gap.name).collect();
        assert_eq!(names, ["opinion", "basis"]);
        assert!(read("[roads]").is_err() && read("字\n[roads?]").is_ok());
        let bare = read("字\n## 办理期限\n[clocks?]\n\n## 二\n> 日期").unwrap();
        assert!(
            bare.iter()
                .all(|it| !matches!(it, Part::Line(Kind::Heading, _)))
        );
    }
}
