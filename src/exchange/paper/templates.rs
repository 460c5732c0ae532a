//! The templates at hand: the built-in ones, and those that the town laid over them.

use std::collections::BTreeMap;

use crate::domain::case::fact::printed::Paper;
use crate::exchange::paper::template::{Template, Wrong};
use crate::words::lang::Lang;

/// 案卷封面 of an accusation: number and lock alone.
pub const LOCKED: &str = "cover_locked";
/// What every paper for the person says at its end.
pub const FOOT: &str = "foot";

/// The templates of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates {
    templates: BTreeMap<&'static str, Template>,
}

impl Templates {
    /// Takes the built-in templates of a language.
    pub fn new(lang: Lang) -> Self {
        let mut templates = BTreeMap::new();
        for file in lang.row().papers {
            // A test keeps every one of them readable.
            if let Ok(template) = Template::read(file.text) {
                templates.insert(file.name, template);
            }
        }
        Self { templates }
    }

    /// Gives the file in which the town may keep its own template: `receipt.txt`, `receipt.en.txt`.
    pub fn file(name: &str, lang: Lang) -> String {
        format!("{name}{}", lang.row().template_ending)
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
        for lang in Lang::ALL {
            for file in lang.row().papers {
                let read = Template::read(file.text);
                assert!(read.is_ok(), "{lang:?} {}: {read:?}", file.name);
            }
            let templates = Templates::new(*lang);
            assert!(
                Paper::ALL
                    .iter()
                    .all(|paper| templates.of(*paper).is_some())
            );
        }
    }

    #[test]
    fn a_broken_template_leaves_the_built_in_one() {
        let mut templates = Templates::new(Lang::Zh);
        let before = templates.clone();
        assert_eq!(
            templates.lay("receipt", "# 回执\n{nam}").unwrap_err().line,
            2
        );
        assert_eq!(templates, before);
        templates.lay("receipt", "# 本镇回执\n{number}").unwrap();
        assert_ne!(templates, before);
    }
}
