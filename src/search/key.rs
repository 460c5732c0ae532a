//! Keys of the finder's rows.
//!
//! ```text
//! m                          what stands: first person not in the postings, number of villages
//! d person(8)                the person's compact row
//! x person(8)                the same, of one changed since his postings were written
//! p block(4) kind(1) token   who of the block carries the token
//! v village(4)               a village's name        n name   its number
//! ```
//! A block's postings stand side by side, so that adding people rewrites few pages.

use crate::domain::person::id::PersonId;

use super::syllable::{Initial, Syllable};

/// The row of what stands.
pub const STATE: &[u8] = b"m";
/// The head of all compact rows.
pub const DOCS: &[u8] = b"d";
/// The head of all rows of changed persons.
pub const CHANGED: &[u8] = b"x";
/// The head of all village rows.
pub const VILLAGES: &[u8] = b"v";
/// Persons that share the first seven bytes of their number.
pub const GROUP: u64 = 256;

/// Names of so many characters and more share one token of length.
pub const LONG: u8 = 8;

/// One scrap by which persons can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// The name starts with the character.
    HeadChar(char),
    /// The character stands later in the name.
    InnerChar(char),
    /// The name starts with a character that reads so, rightly as a surname.
    HeadSound(Syllable),
    /// The name's first character reads so elsewhere.
    HeadOther(Syllable),
    /// A later character of the name reads so, usually.
    InnerSound(Syllable),
    /// A later character of the name reads so elsewhere.
    InnerOther(Syllable),
    /// The name's right first sound.
    HeadInitial(Initial),
    /// A first sound of another reading of the name's first character, and of no right one.
    HeadOtherInitial(Initial),
    /// A first sound of a later character.
    InnerInitial(Initial),
    /// A first sound of another reading of a later character, and of no right one.
    InnerOtherInitial(Initial),
    /// The name has so many characters, or [`LONG`] and more.
    Length(u8),
    /// Three signs in a row in a phone, in the ID number's tail or in an external number.
    Gram([u8; 3]),
    /// The last three signs of a phone, of the ID number or of an external number.
    Tail([u8; 3]),
    /// The person is of the village.
    Village(u32),
}

/// Whether a reading is the right one of a character in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The right one.
    Right,
    /// Another one of the same character.
    Other,
}

impl Token {
    /// Gives the token of a name of so many characters.
    pub fn length(characters: usize) -> Self {
        Self::Length(u8::try_from(characters).unwrap_or(LONG).min(LONG))
    }

    /// Gives the token of a reading of the name's first character or of a later one.
    pub const fn sound(syllable: Syllable, head: bool, reading: Reading) -> Self {
        match (head, reading) {
            (true, Reading::Right) => Self::HeadSound(syllable),
            (true, Reading::Other) => Self::HeadOther(syllable),
            (false, Reading::Right) => Self::InnerSound(syllable),
            (false, Reading::Other) => Self::InnerOther(syllable),
        }
    }

    /// Gives the token of a first sound of the name's first character or of a later one.
    pub const fn initial(initial: Initial, head: bool, reading: Reading) -> Self {
        match (head, reading) {
            (true, Reading::Right) => Self::HeadInitial(initial),
            (true, Reading::Other) => Self::HeadOtherInitial(initial),
            (false, Reading::Right) => Self::InnerInitial(initial),
            (false, Reading::Other) => Self::InnerOtherInitial(initial),
        }
    }
}

/// Gives the key of a person's compact row.
pub fn doc(id: PersonId) -> [u8; 9] {
    with_number(b'd', id.0)
}

/// Gives the key of a changed person's row.
pub fn changed(id: PersonId) -> [u8; 9] {
    with_number(b'x', id.0)
}

/// Gives the person whose compact or changed row stands at `key`.
pub fn person(key: &[u8]) -> Option<PersonId> {
    let bytes = key.get(1..)?.try_into().ok()?;
    Some(PersonId(u64::from_be_bytes(bytes)))
}

/// Gives the head of the compact rows of the 256 persons around `id`.
pub fn doc_group(id: u64) -> [u8; 8] {
    let [head @ .., _] = with_number(b'd', id);
    head
}

/// Gives the key of a village's name.
pub fn village(number: u32) -> [u8; 5] {
    let [a, b, c, d] = number.to_be_bytes();
    [b'v', a, b, c, d]
}

/// Gives the key of the number of the village called `name`.
pub fn village_name(name: &str) -> Vec<u8> {
    let mut key = vec![b'n'];
    key.extend_from_slice(name.as_bytes());
    key
}

/// Gives the key of a block's posting of `token`.
pub fn posting(block: u32, token: Token) -> Vec<u8> {
    let mut key = Vec::with_capacity(10);
    key.push(b'p');
    key.extend_from_slice(&block.to_be_bytes());
    let (kind, payload) = match token {
        Token::HeadChar(c) => (0, (c as u32).to_be_bytes()),
        Token::InnerChar(c) => (1, (c as u32).to_be_bytes()),
        Token::HeadSound(s) => (2, u32::from(s.0).to_be_bytes()),
        Token::InnerSound(s) => (3, u32::from(s.0).to_be_bytes()),
        Token::HeadInitial(i) => (4, u32::from(i.0).to_be_bytes()),
        Token::InnerInitial(i) => (5, u32::from(i.0).to_be_bytes()),
        Token::Length(n) => (6, u32::from(n).to_be_bytes()),
        Token::Gram([a, b, c]) => (7, [0, a, b, c]),
        Token::Tail([a, b, c]) => (8, [0, a, b, c]),
        Token::Village(n) => (9, n.to_be_bytes()),
        Token::HeadOther(s) => (10, u32::from(s.0).to_be_bytes()),
        Token::InnerOther(s) => (11, u32::from(s.0).to_be_bytes()),
        Token::HeadOtherInitial(i) => (12, u32::from(i.0).to_be_bytes()),
        Token::InnerOtherInitial(i) => (13, u32::from(i.0).to_be_bytes()),
    };
    key.push(kind);
    key.extend_from_slice(&payload);
    key
}

fn with_number(head: u8, number: u64) -> [u8; 9] {
    let mut key = [head; 9];
    if let Some(tail) = key.get_mut(1..) {
        tail.copy_from_slice(&number.to_be_bytes());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_stands_in_his_own_key_and_among_his_group() {
        let key = doc(PersonId(0x1234));
        assert_eq!(person(&key), Some(PersonId(0x1234)));
        assert!(key.starts_with(&doc_group(0x1200)));
        assert!(!key.starts_with(&doc_group(0x1300)));
    }
}
