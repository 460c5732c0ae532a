//! A record without its words: every text is masked without which the record still reads.
//!
//! What a text is for nobody says here. A code of a closed list does not read when it is another, so it
//! stays; whatever reads as well with anything else in its place is somebody's words.

use std::ops::Range;

/// What stands in place of words, so that it is seen that some stood there.
pub(crate) const MASK: &str = "•";

/// Gives what everybody reads in place of a text: the mask, or nothing where nothing stood.
pub(crate) fn hidden(text: &str) -> String {
    if text.trim().is_empty() {
        text.to_owned()
    } else {
        MASK.to_owned()
    }
}

/// Masks every text of `bytes`, which are MessagePack as `rmp-serde` writes it, without which `reads` is
/// content. Names of fields are left; `None` where the bytes are no such thing.
pub(crate) fn masked(bytes: &[u8], reads: impl Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    let mut texts = Vec::new();
    let end = walk(bytes, 0, false, &mut texts)?;
    if end != bytes.len() {
        return None;
    }
    // Most are words: where all that are not plain letters can go at once, only the others are tried.
    let plain = |at: &Range<usize>| {
        let text = bytes.get(at.clone()).unwrap_or_default();
        text.iter().all(u8::is_ascii)
    };
    let codes: Vec<bool> = texts.iter().map(|(_, text)| plain(text)).collect();
    let at_once = reads(&rewritten(bytes, &texts, &codes));
    let mut kept: Vec<bool> = codes.iter().map(|code| *code || !at_once).collect();
    for at in 0..texts.len() {
        if kept[at] {
            kept[at] = false;
            kept[at] = !reads(&rewritten(bytes, &texts, &kept));
        }
    }
    Some(rewritten(bytes, &texts, &kept))
}

/// A text: where it begins with its length, and where its letters are.
type Text = (usize, Range<usize>);

fn rewritten(bytes: &[u8], texts: &[Text], kept: &[bool]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for ((start, letters), kept) in texts.iter().zip(kept) {
        if *kept || letters.is_empty() {
            continue;
        }
        out.extend_from_slice(bytes.get(from..*start).unwrap_or_default());
        // A text of fewer than 32 bytes has its length in its first byte.
        out.push(0xa0 | u8::try_from(MASK.len()).unwrap_or(0));
        out.extend_from_slice(MASK.as_bytes());
        from = letters.end;
    }
    out.extend_from_slice(bytes.get(from..).unwrap_or_default());
    out
}

/// Walks over the value at `at`, and gives where it ends.
fn walk(bytes: &[u8], at: usize, is_name: bool, texts: &mut Vec<Text>) -> Option<usize> {
    let first = *bytes.get(at)?;
    let after = at + 1;
    let sized = |width: usize| -> Option<(usize, usize)> {
        let taken = bytes.get(after..after + width)?;
        let length = taken
            .iter()
            .fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        Some((length, after + width))
    };
    let end = |(length, from): (usize, usize)| from.checked_add(length);
    let mut parts = |(count, from): (usize, usize), named: bool| -> Option<usize> {
        let mut at = from;
        for _ in 0..count {
            if named {
                at = walk(bytes, at, true, texts)?;
            }
            at = walk(bytes, at, false, texts)?;
        }
        Some(at)
    };
    match first {
        0x00..=0x7f | 0xc0 | 0xc2 | 0xc3 | 0xe0..=0xff => Some(after),
        0x80..=0x8f => parts((usize::from(first & 0x0f), after), true),
        0x90..=0x9f => parts((usize::from(first & 0x0f), after), false),
        0xcc | 0xd0 => Some(after + 1),
        0xcd | 0xd1 => Some(after + 2),
        0xca | 0xce | 0xd2 => Some(after + 4),
        0xcb | 0xcf | 0xd3 => Some(after + 8),
        0xc4 => end(sized(1)?),
        0xc5 => end(sized(2)?),
        0xc6 => end(sized(4)?),
        0xdc => parts(sized(2)?, false),
        0xdd => parts(sized(4)?, false),
        0xde => parts(sized(2)?, true),
        0xdf => parts(sized(4)?, true),
        0xa0..=0xbf | 0xd9..=0xdb => {
            let (length, from) = match first {
                0xd9 => sized(1)?,
                0xda => sized(2)?,
                0xdb => sized(4)?,
                short => (usize::from(short & 0x1f), after),
            };
            let end = from.checked_add(length)?;
            if !is_name {
                texts.push((at, from..end));
            }
            Some(end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::store::record::bytes::{decode, encode};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Code {
        Open,
        Given(String),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        code: Code,
        given: Code,
        words: String,
        plain: Option<String>,
        days: Vec<(i32, String)>,
        empty: String,
    }

    #[test]
    fn words_go_in_any_writing_and_codes_stay() {
        let row = Row {
            code: Code::Open,
            given: Code::Given("村主任".to_owned()),
            words: "截留补偿款".repeat(40),
            plain: Some("zhang".to_owned()),
            days: vec![(7, "13800000000".to_owned()), (-700, "Open".to_owned())],
            empty: String::new(),
        };
        let bytes = encode(&row).unwrap();
        let reads = |bytes: &[u8]| decode::<Row>("rows", &[&[1], bytes].concat()).is_ok();
        let masked = masked(&bytes[1..], reads).unwrap();
        let read: Row = decode("rows", &[&[1], masked.as_slice()].concat()).unwrap();
        let mask = || MASK.to_owned();
        let wanted = Row {
            code: Code::Open,
            given: Code::Given(mask()),
            words: mask(),
            plain: Some(mask()),
            days: vec![(7, mask()), (-700, mask())],
            empty: String::new(),
        };
        assert_eq!(read, wanted);
    }
}
