//! How a line of a menu is found by what is typed: by its name, pinyin initials or English code.

use crate::keymap::key::fold;
use crate::words::initials::initials;

/// What a line of a menu is looked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched {
    name: String,
    short: String,
    code: String,
    /// Other words for it.
    also: Vec<String>,
}

impl Searched {
    /// Makes it of the line's name in words, and of its code.
    pub fn new(name: &str, code: &str) -> Self {
        let name = name.to_lowercase();
        Self {
            short: initials(&name).join(" "),
            name,
            code: code.to_owned(),
            also: Vec::new(),
        }
    }

    /// Is found by other words, too.
    #[must_use]
    pub fn or(mut self, also: Vec<String>) -> Self {
        self.also = also.into_iter().map(|it| it.to_lowercase()).collect();
        self
    }

    /// Gives of `lines` those that are found, first those that are meant by their whole name.
    pub fn found<'a, T>(lines: impl Iterator<Item = (&'a Self, T)>, typed: &str) -> Vec<T> {
        let query: String = typed.chars().map(fold).collect();
        let query = query.to_lowercase();
        let mut hits: Vec<(bool, T)> = lines
            .filter(|(it, _)| it.has(&query))
            .map(|(it, line)| (!it.is_meant(query.trim()), line))
            .collect();
        hits.sort_by_key(|(other, _)| *other);
        hits.into_iter().map(|(_, line)| line).collect()
    }

    /// Tells whether every word that is typed stands in one of the texts.
    fn has(&self, query: &str) -> bool {
        let texts = [&self.name, &self.short, &self.code];
        let mut words = query.split_whitespace();
        words.all(|word| {
            let mut all = texts.into_iter().chain(&self.also);
            all.any(|text| text.contains(word))
        })
    }

    /// Tells whether the whole of a name, of its initials or of its code is typed: `zs` means 转送,
    /// though 收到转送交办 has it too.
    fn is_meant(&self, query: &str) -> bool {
        self.name == query || self.code == query || self.short.split(' ').any(|way| way == query)
    }
}
