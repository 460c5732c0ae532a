//! Texts: one byte or two to a letter, and they may change over where a record goes on.

use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::SHARED_TEXTS;

/// Bytes of a record and of those that go on with it.
pub struct Parts<'a> {
    held: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Parts<'a> {
    /// Begins at the first byte of the first part.
    pub fn new(parts: Vec<&'a [u8]>) -> Self {
        Self {
            held: parts,
            part: 0,
            at: 0,
        }
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let part = self.held.get(self.part)?;
            if let Some(byte) = part.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            self.part += 1;
            self.at = 0;
        }
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        (0..bytes).try_fold(0, |number, place| {
            self.byte()
                .map(|byte| number | usize::from(byte) << (8 * place))
        })
    }

    fn skip(&mut self, mut bytes: usize) {
        while let Some(part) = self.held.get(self.part).filter(|_| bytes > 0) {
            let here = bytes.min(part.len().saturating_sub(self.at));
            self.at += here;
            bytes -= here;
            if bytes > 0 {
                self.part += 1;
                self.at = 0;
            }
        }
    }

    /// Reads `count` letters; where the part ends amid them, the next begins with their width.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(count.min(1 << 16));
        while units.len() < count {
            if self.held.get(self.part)?.len() <= self.at {
                self.part += 1;
                self.at = 0;
                wide = self.byte()? & 1 != 0;
            }
            let unit = if wide {
                self.number(2)?
            } else {
                usize::from(self.byte()?)
            };
            units.push(u16::try_from(unit).unwrap_or(0xfffd));
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// Reads a text whose length takes `width` bytes.
    pub fn text(&mut self, width: usize) -> Option<String> {
        let count = self.number(width)?;
        let marks = self.byte()?;
        let runs = if marks & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if marks & 4 != 0 { self.number(4)? } else { 0 };
        let text = if count == 0 {
            String::new()
        } else {
            self.letters(count, marks & 1 != 0)?
        };
        self.skip(runs * 4);
        self.skip(extra);
        Some(text)
    }
}

/// Reads the texts that the cells share.
///
/// # Errors
/// More of them than the bound.
pub fn shared(parts: Vec<&[u8]>) -> Result<Vec<String>, Trouble> {
    let mut parts = Parts::new(parts);
    parts.skip(8);
    let mut texts = Vec::new();
    while let Some(text) = parts.text(2) {
        texts.push(text);
        if texts.len() as u64 > SHARED_TEXTS {
            return Err(Trouble::TooLarge(Bound::Cells, SHARED_TEXTS));
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record_in_another_width() {
        let mut first = vec![0; 8];
        first.extend([4, 0, 0, b'a', b'b']);
        let next = [1, 0x5f, 0x72, b'c', 0, 1, 0, 8, 1, 0, b'd', 9, 9, 9, 9];
        assert_eq!(shared(vec![&first, &next]).unwrap(), ["ab牟c", "d"]);
    }

    #[test]
    fn a_text_that_claims_too_much_is_none() {
        assert_eq!(Parts::new(vec![&[0xff, 0xff, 0, b'a']]).text(2), None);
        assert_eq!(Parts::new(vec![]).text(2), None);
        assert_eq!(
            Parts::new(vec![&[3, 0, b'a', b'b', b'c']]).text(1).unwrap(),
            "abc"
        );
    }
}
