//! A person's compact row: just what is needed to check a find without the store's own record.
//!
//! Of an ID number only the last six signs are kept (个保法 6: no more than needed).

use crate::domain::person::Person;

use super::fold::{fold, folded_name};
use super::key::{Reading, Token};
use super::pinyin::Reader;
use super::varint;

/// Characters of a name, a village or a number that the finder looks at.
pub const LONGEST: usize = 64;
/// Phones and numbers of one person that the finder looks at.
pub const MOST: usize = 32;
const ID_TAIL: usize = 6;

/// What the finder knows of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doc {
    /// The name as typed.
    pub name: String,
    /// The phones as typed.
    pub phones: Vec<String>,
    /// How many signs the whole ID number has; 0 for none.
    pub id_length: u8,
    /// Its last signs, six at most.
    pub id_tail: String,
    /// The number of the village in the finder's own list.
    pub village: Option<u32>,
    /// Numbers of other systems as typed.
    pub numbers: Vec<String>,
}

impl Doc {
    /// Takes from a person what the finder needs; `village` is the number of his village.
    pub fn of(person: &Person, village: Option<u32>) -> Self {
        let id: Vec<char> = match &person.id_number {
            Some(number) => number.trim().chars().take(LONGEST).collect(),
            None => Vec::new(),
        };
        Self {
            name: cut(&person.name),
            phones: person.phones.iter().take(MOST).map(|p| cut(p)).collect(),
            id_length: id.len() as u8,
            id_tail: id.iter().skip(id.len().saturating_sub(ID_TAIL)).collect(),
            village,
            numbers: Vec::new(),
        }
    }

    /// Adds a number of another system; one that is there already stays once.
    pub fn add_number(&mut self, number: &str) {
        let number = cut(number);
        if self.numbers.len() < MOST && !self.numbers.contains(&number) {
            self.numbers.push(number);
        }
    }

    /// Takes a number of another system off.
    pub fn drop_number(&mut self, number: &str) {
        let number = cut(number);
        self.numbers.retain(|known| *known != number);
    }

    /// Writes the row.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(48);
        varint::push(&mut bytes, self.village.map_or(0, |v| u64::from(v) + 1));
        varint::push_text(&mut bytes, &self.name);
        varint::push(&mut bytes, self.phones.len() as u64);
        for phone in &self.phones {
            push_phone(&mut bytes, phone);
        }
        bytes.push(self.id_length);
        varint::push_text(&mut bytes, &self.id_tail);
        for number in &self.numbers {
            varint::push_text(&mut bytes, number);
        }
        bytes
    }

    /// Reads a row; `None` when it is none.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let rest = &mut bytes;
        let village = varint::take(rest)?
            .checked_sub(1)
            .map(|v| u32::try_from(v).ok());
        let name = varint::take_text(rest)?.to_owned();
        let phones = (0..varint::take(rest)?)
            .map(|_| take_phone(rest))
            .collect::<Option<_>>()?;
        let id_length = *varint::take_bytes(rest, 1)?.first()?;
        let id_tail = varint::take_text(rest)?.to_owned();
        let mut numbers = Vec::new();
        while !rest.is_empty() {
            numbers.push(varint::take_text(rest)?.to_owned());
        }
        Some(Self {
            name,
            phones,
            id_length,
            id_tail,
            village: village.flatten(),
            numbers,
        })
    }

    /// Calls `each` with every token that the person carries, some perhaps twice.
    pub fn tokens(&self, reader: &mut Reader, each: &mut dyn FnMut(Token)) {
        let name = folded_name(&self.name);
        let units: Vec<char> = name.iter().copied().filter(|c| is_unit(*c)).collect();
        for (at, (c, readings)) in units.iter().zip(reader.name(&units)).enumerate() {
            let head = at == 0;
            each(if head {
                Token::HeadChar(*c)
            } else {
                Token::InnerChar(*c)
            });
            for syllable in &readings.first {
                each(Token::sound(*syllable, head, Reading::Right));
                each(Token::initial(syllable.initial(), head, Reading::Right));
            }
            for syllable in &readings.other {
                each(Token::sound(*syllable, head, Reading::Other));
                let initial = syllable.initial();
                if !readings.first.iter().any(|s| s.initial() == initial) {
                    each(Token::initial(initial, head, Reading::Other));
                }
            }
        }
        if !units.is_empty() {
            each(Token::length(units.len()));
        }
        let numbers = self.phones.iter().chain([&self.id_tail]);
        for text in numbers.chain(&self.numbers) {
            let signs = signs(text);
            if let Some(tail) = signs.last_chunk() {
                each(Token::Tail(*tail));
            }
            grams(&signs, each);
        }
        if let Some(village) = self.village {
            each(Token::Village(village));
        }
    }
}

/// Tells whether a character of a name counts (a dot between two parts of a name does not).
pub fn is_unit(c: char) -> bool {
    c.is_alphanumeric()
}

/// Gives the letters and digits of a number, letters as capitals; separators fall away.
pub fn signs(text: &str) -> Vec<u8> {
    text.chars()
        .map(fold)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase() as u8)
        .collect()
}

/// Calls `each` with every three signs in a row.
pub fn grams(signs: &[u8], each: &mut dyn FnMut(Token)) {
    for window in signs.windows(3) {
        if let [a, b, c] = window {
            each(Token::Gram([*a, *b, *c]));
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Appends a phone: two digits a byte when it is all digits, else as text.
fn push_phone(bytes: &mut Vec<u8>, phone: &str) {
    let digits = phone.as_bytes();
    if !digits.iter().all(u8::is_ascii_digit) {
        varint::push(bytes, (digits.len() as u64) << 1);
        bytes.extend_from_slice(digits);
        return;
    }
    varint::push(bytes, ((digits.len() as u64) << 1) | 1);
    for pair in digits.chunks(2) {
        let low = pair.first().map_or(0, |d| d - b'0');
        let high = pair.get(1).map_or(0, |d| d - b'0');
        bytes.push(low | (high << 4));
    }
}

fn take_phone(rest: &mut &[u8]) -> Option<String> {
    let head = varint::take(rest)?;
    let length = usize::try_from(head >> 1).ok()?;
    if head & 1 == 0 {
        let text = varint::take_bytes(rest, length)?;
        return Some(std::str::from_utf8(text).ok()?.to_owned());
    }
    let packed = varint::take_bytes(rest, length.div_ceil(2))?;
    let digits = packed.iter().flat_map(|b| [b & 15, b >> 4]).take(length);
    Some(digits.map(|d| char::from(b'0' + d.min(9))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mou() -> Doc {
        let person = Person {
            name: "牟春生".to_owned(),
            phones: vec!["13800001234".to_owned(), "转 8021".to_owned()],
            id_number: Some("370785190001010012".to_owned()),
            ..Person::default()
        };
        let mut doc = Doc::of(&person, Some(7));
        doc.add_number("12345-20261124-07");
        doc
    }

    #[test]
    fn a_row_reads_back_and_is_small() {
        assert_eq!(Doc::decode(&mou().encode()), Some(mou()));
        assert_eq!(Doc::decode(&Doc::default().encode()), Some(Doc::default()));
        let mut usual = mou();
        usual.numbers.clear();
        usual.phones.pop();
        assert!(usual.encode().len() <= 27, "{}", usual.encode().len());
    }

    #[test]
    fn no_more_of_an_id_number_is_kept_than_its_tail() {
        let bytes = mou().encode();
        assert!(bytes.windows(6).any(|w| w == b"010012"));
        assert!(!bytes.windows(7).any(|w| w == b"1010012"));
    }

    #[test]
    fn cut_off_rows_are_none() {
        let bytes = mou().encode();
        let numbers = 18;
        for end in 0..bytes.len() - numbers {
            assert_eq!(Doc::decode(&bytes[..end]), None, "{end}");
        }
    }
}
