//! 读音: every reading of a name's characters, the right one of the surname first.

use std::collections::HashMap;
use std::sync::Arc;

use pinyin::{Pinyin, ToPinyinMulti};

use super::fold::fold;
use super::surname;
use super::syllable::Syllable;

/// The readings of one character in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CharReadings {
    /// The readings that are right here: of a surname those of the surname table, else the most
    /// usual one.
    pub first: Vec<Syllable>,
    /// The other readings of the character.
    pub other: Vec<Syllable>,
}

impl CharReadings {
    /// Gives every reading, the right ones first.
    pub fn all(&self) -> impl Iterator<Item = Syllable> {
        self.first.iter().chain(&self.other).copied()
    }
}

/// Reads names and remembers the characters that it has read.
#[derive(Debug, Default)]
pub struct Reader {
    plain: HashMap<char, Arc<CharReadings>>,
    leading: HashMap<char, Arc<CharReadings>>,
}

impl Reader {
    /// Reads a person's name: surname first, then the given name.
    pub fn name(&mut self, name: &[char]) -> Vec<Arc<CharReadings>> {
        let surname = surname::of(name);
        let mut read = Vec::with_capacity(name.len());
        match (surname, name.first()) {
            (Some([single]), Some(c)) => {
                let leading = self
                    .leading
                    .entry(*c)
                    .or_insert_with(|| Arc::new(with_first(*c, single)));
                read.push(Arc::clone(leading));
            }
            (Some(readings), _) => read.extend(
                name.iter()
                    .zip(readings)
                    .map(|(c, first)| Arc::new(with_first(*c, first))),
            ),
            (None, _) => {}
        }
        let given = read.len();
        read.extend(name.iter().skip(given).map(|c| self.character(*c)));
        read
    }

    /// Reads any other text, such as a village's name.
    pub fn text(&mut self, text: &[char]) -> Vec<Arc<CharReadings>> {
        text.iter().map(|c| self.character(*c)).collect()
    }

    /// Reads one character with no surname in view.
    pub fn character(&mut self, c: char) -> Arc<CharReadings> {
        Arc::clone(self.plain.entry(c).or_insert_with(|| Arc::new(ordinary(c))))
    }
}

fn with_first(c: char, first: &[Syllable]) -> CharReadings {
    CharReadings {
        first: first.to_vec(),
        other: readings(c).filter(|s| !first.contains(s)).collect(),
    }
}

fn ordinary(c: char) -> CharReadings {
    let own: Vec<Syllable> = surname::readings_anywhere(c).collect();
    if !own.is_empty() {
        return with_first(c, &own);
    }
    let mut all = readings(c);
    CharReadings {
        first: all.next().into_iter().collect(),
        other: all.collect(),
    }
}

/// Gives the readings of the dictionary, each once; a Latin letter or a digit reads as itself.
fn readings(c: char) -> impl Iterator<Item = Syllable> {
    let mut found: Vec<Syllable> = Vec::new();
    let letter = fold(c);
    if letter.is_ascii_lowercase() {
        found.extend(Syllable::find(letter.encode_utf8(&mut [0; 4])));
    }
    for syllable in c
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .map(Pinyin::plain)
        .filter_map(Syllable::find)
    {
        if !found.contains(&syllable) {
            found.push(syllable);
        }
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
        let texts = |list: &[Syllable]| list.iter().map(|s| s.text()).collect::<Vec<_>>();
        Reader::default()
            .name(&name.chars().collect::<Vec<_>>())
            .iter()
            .map(|r| (texts(&r.first), texts(&r.other)))
            .collect()
    }

    #[test]
    fn the_surname_reads_first_and_no_reading_is_lost() {
        let read = shown("单单");
        assert_eq!(read[0], (vec!["shan"], vec!["dan", "chan"]));
        assert_eq!(read[1], (vec!["dan"], vec!["chan", "shan"]));
        assert_eq!(shown("牟邻")[0], (vec!["mu", "mou"], vec!["mao"]));
        assert_eq!(shown("东牟")[1].0, ["mu", "mou"]);
    }

    #[test]
    fn latin_letters_read_as_themselves() {
        assert_eq!(shown("Ｊo")[0].0, ["j"]);
        assert_eq!(shown("J·o")[1], (vec![], vec![]));
    }
}
