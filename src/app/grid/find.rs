//! Finding in the grid by typing: Hanzi, digits of a phone or a code, a duty, the sound of a name.

use crate::domain::grid::node::{Contact, GridNode};
use crate::domain::typed::half_width;
use crate::search::fold::folded;
use crate::search::parse::patterns;
use crate::search::pattern::{Named, Pattern};
use crate::search::pinyin::Reader;

/// The words that are looked for.
pub struct Query {
    words: Vec<(String, Vec<Pattern>)>,
    reader: Reader,
}

impl Query {
    /// Reads what was typed.
    pub fn new(typed: &str) -> Self {
        let words = typed.split_whitespace().map(|word| {
            let letters = folded(word);
            let sounds = if letters.iter().all(char::is_ascii_alphabetic) {
                patterns(&letters)
            } else {
                Vec::new()
            };
            (half_width(word), sounds)
        });
        Self {
            words: words.collect(),
            reader: Reader::default(),
        }
    }

    /// Tells whether every word is found in a node or in who holds a post there.
    pub fn finds(&mut self, node: &GridNode, person: Option<(&Contact, &str)>) -> bool {
        let place = Named::village(&node.name, &mut self.reader);
        let name = person.map(|(it, _)| Named::person(&it.name, &mut self.reader));
        let mut texts = vec![node.name.as_str(), node.code.as_str()];
        texts.extend(
            person
                .iter()
                .flat_map(|(it, role)| [&*it.name, &it.phone, role]),
        );
        self.words.iter().all(|(word, sounds)| {
            texts.iter().any(|text| text.contains(word.as_str()))
                || std::iter::once(&place)
                    .chain(&name)
                    .any(|name| sounds_like(name, sounds))
        })
    }
}

/// Tells whether a name begins with one of the sounds.
fn sounds_like(name: &Named, sounds: &[Pattern]) -> bool {
    sounds.iter().any(|pattern| {
        let found = pattern.align(name);
        found.is_some_and(|found| found.starts() && found.is_contiguous())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;

    #[test]
    fn a_row_is_found_by_hanzi_sound_digits_and_duty() {
        let tree = built_in().unwrap();
        let village = tree.village_named("东牟家村").unwrap();
        let head = Contact {
            name: "单守义".to_owned(),
            phone: "13800004321".to_owned(),
        };
        for (words, expected) in [
            ("东牟家", true),
            ("106218", true),
            ("dmj", true),
            ("dongmujia", true),
            ("dongmoujia", true),
            ("ssy", true),
            ("shanshouyi", true),
            ("4321", true),
            ("４３２１", true),
            ("书记 dmj", true),
            ("书记 xmj", false),
            ("西牟家", false),
            (" ", true),
        ] {
            let mut query = Query::new(words);
            let found = query.finds(village, Some((&head, "村党支部书记")));
            assert_eq!(found, expected, "{words}");
        }
    }
}
