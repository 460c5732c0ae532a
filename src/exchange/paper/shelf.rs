//! The templates at hand: the built-in ones, and those that the town laid over them.

use std::collections::BTreeMap;

use crate::domain::case::fact::printed::Paper;
use crate::exchange::paper::template::{Template, Wrong};
use crate::words::lang::Lang;

/// A template's name, its Chinese and its English text.
type BuiltIn = (&'static str, &'static str, &'static str);

macro_rules! built_in {
    ($($name:literal,)+) => {
        /// The templates that the desk brings along.
        pub const BUILT_IN: &[BuiltIn] = &[$((
            $name,
            include_str!(concat!("zh/", $name, ".txt")),
            include_str!(concat!("en/", $name, ".txt")),
        ),)+];
    };
}

built_in! {
    "receipt",
    "acceptance",
    "decline",
    "guidance",
    "extension",
    "decision",
    "agreement",
    "timeline",
    "cover",
    "cover_locked",
    "foot",
}

/// 案卷封面 of an accusation: number and lock alone.
pub const LOCKED: &str = "cover_locked";
/// What every paper for the person says at its end.
pub const FOOT: &str = "foot";

/// The templates of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    templates: BTreeMap<&'static str, Template>,
}

impl Shelf {
    /// Takes the built-in templates of a language.
    pub fn new(lang: Lang) -> Self {
        let mut templates = BTreeMap::new();
        for (name, zh, en) in BUILT_IN {
            let text = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            // A test keeps every one of them readable.
            if let Ok(template) = Template::read(text) {
                templates.insert(*name, template);
            }
        }
        Self { templates }
    }

    /// Gives the file in which the town may keep its own template: `receipt.txt`, `receipt.en.txt`.
    pub fn file(name: &str, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{name}.txt"),
            Lang::En => format!("{name}.en.txt"),
        }
    }

    /// Lays the town's own template over the built-in one.
    ///
    /// # Errors
    /// What does not read; the built-in one stays.
    pub fn lay(&mut self, name: &'static str, text: &str) -> Result<(), Wrong> {
        self.templates.insert(name, Template::read(text)?);
        Ok(())
    }

    /// Gives the template of a paper.
    pub fn of(&self, paper: Paper) -> Option<&Template> {
        self.named(paper.code())
    }

    /// Gives a template by its name.
    pub fn named(&self, name: &str) -> Option<&Template> {
        self.templates.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_reads_and_every_paper_has_one() {
        for (name, zh, en) in BUILT_IN {
            for text in [zh, en] {
                assert!(
                    Template::read(text).is_ok(),
                    "{name}: {:?}",
                    Template::read(text)
                );
            }
        }
        for lang in Lang::ALL {
            let shelf = Shelf::new(*lang);
            assert!(Paper::ALL.iter().all(|paper| shelf.of(*paper).is_some()));
        }
    }

    #[test]
    fn a_broken_template_leaves_the_built_in_one() {
        let mut shelf = Shelf::new(Lang::Zh);
        let before = shelf.clone();
        assert_eq!(shelf.lay("receipt", "# 回执\n{nam}").unwrap_err().line, 2);
        assert_eq!(shelf, before);
        shelf.lay("receipt", "# 本镇回执\n{number}").unwrap();
        assert_ne!(shelf, before);
    }
}
