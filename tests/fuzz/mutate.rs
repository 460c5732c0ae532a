//! Bytes changed by chance that comes again, and made smaller again where they broke something.

use crate::rng::Rng;

/// How bytes are changed.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Set(usize, u8),
    Flip(usize, u8),
    Cut(usize),
    Take(usize, usize),
    Put(usize, &'static [u8]),
    Again(usize, usize, usize),
    /// A part of another file of the corpus.
    Splice(usize, Vec<u8>),
}

/// What readers stumble over.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":",
    b"-1e999",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"0001-01-01",
    b"9999-12-31T23:59:60",
    b"\"",
    b"\\ud800",
    b"\r\n",
    b"<![CDATA[",
    b"&x;",
    b"%",
    b"=\r\n",
    b"\xc2\x9b\xe2\x80\xae",
    "\u{10ffff}\u{301}\u{301}".as_bytes(),
    "年月日".as_bytes(),
    "〇一二十百千万".as_bytes(),
    "\u{1F468}\u{200D}\u{1F469}".as_bytes(),
];

/// Draws changes for bytes that are about so long.
pub(crate) fn draw(rng: &mut Rng, length: usize, corpus: &[Vec<u8>]) -> Vec<Change> {
    let count = 1 + rng.below(5);
    let span = length + 1;
    (0..count)
        .map(|_| match rng.below(12) {
            0..=2 => Change::Set(rng.below(span), rng.byte()),
            3 | 4 => Change::Flip(rng.below(span), 1 << rng.below(8)),
            5 => Change::Cut(rng.below(span)),
            6 => Change::Take(rng.below(span), 1 + rng.below(16)),
            7..=9 => Change::Put(rng.below(span), rng.one_of::<&'static [u8]>(PIECES)),
            10 => Change::Again(rng.below(span), 1 + rng.below(40), rng.below(256)),
            _ => {
                let other = rng.one_of(corpus);
                let from = rng.below(other.len());
                let part = other.iter().skip(from).take(1 + rng.below(200));
                Change::Splice(rng.below(span), part.copied().collect())
            }
        })
        .collect()
}

/// Changes bytes.
pub(crate) fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let place = |at: &usize| at % (bytes.len() + 1);
        match change {
            Change::Set(at, byte) => {
                let at = place(at);
                if let Some(found) = bytes.get_mut(at) {
                    *found = *byte;
                }
            }
            Change::Flip(at, bits) => {
                let at = place(at);
                if let Some(found) = bytes.get_mut(at) {
                    *found ^= bits;
                }
            }
            Change::Cut(at) => {
                let at = place(at);
                bytes.truncate(at);
            }
            Change::Take(at, length) => {
                let at = place(at);
                let end = (at + length).min(bytes.len());
                bytes.drain(at..end);
            }
            Change::Put(at, piece) => {
                let at = place(at);
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Again(at, span, times) => {
                let at = place(at);
                let end = (at + span).min(bytes.len());
                let part = bytes[at..end].repeat(*times);
                bytes.splice(at..at, part);
            }
            Change::Splice(at, part) => {
                let at = place(at);
                bytes.splice(at..at, part.iter().copied());
            }
        }
    }
    bytes
}

/// Leaves out every change without which the bytes break a reader too.
pub(crate) fn fewest(
    bytes: &[u8],
    mut changes: Vec<Change>,
    breaks: impl Fn(&[u8]) -> bool,
) -> Vec<u8> {
    let mut at = 0;
    while at < changes.len() {
        let mut fewer = changes.clone();
        fewer.remove(at);
        if breaks(&changed(bytes, &fewer)) {
            changes = fewer;
        } else {
            at += 1;
        }
    }
    changed(bytes, &changes)
}
