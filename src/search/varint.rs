//! Small numbers in few bytes: seven bits a byte, the lowest first.

/// Appends `value`.
pub fn push(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value as u8) | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Takes a number off the front of `bytes`; `None` when they end too early or it is too large.
pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for (at, byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f).checked_shl(at as u32 * 7)?;
        if byte & 0x80 == 0 {
            *bytes = bytes.get(at + 1..)?;
            return Some(value);
        }
    }
    None
}

/// Takes `count` bytes off the front.
pub fn take_bytes<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(head)
}

/// Takes a text that stands behind its length.
pub fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let count = usize::try_from(take(bytes)?).ok()?;
    std::str::from_utf8(take_bytes(bytes, count)?).ok()
}

/// Appends a text behind its length.
pub fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_read_back() {
        let mut bytes = Vec::new();
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            push(&mut bytes, value);
        }
        push_text(&mut bytes, "牟春生");
        let mut rest = bytes.as_slice();
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(take(&mut rest), Some(value));
        }
        assert_eq!(take_text(&mut rest), Some("牟春生"));
        assert_eq!(take(&mut rest), None);
    }
}
