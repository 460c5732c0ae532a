//! 附件: a file that belongs to a case: a scan, a photograph, a letter. The file lies beside the store
//! under the digest of what it holds; the history says which file, and by whom.

use std::fmt;

/// SHA-256 of a file's bytes, by which it is kept and known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Takes a digest.
    pub const fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Reads 64 hexadecimal signs; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let signs: Vec<u8> = text
            .chars()
            .map(|sign| sign.to_digit(16).and_then(|it| u8::try_from(it).ok()))
            .collect::<Option<_>>()?;
        let bytes: Vec<u8> = signs
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, sign| byte * 16 + sign))
            .collect();
        let digest = bytes.try_into().ok()?;
        (signs.len() == 64).then_some(Self(digest))
    }
}

/// 64 hexadecimal signs.
impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A file that belongs to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it is, in the clerk's words.
    pub title: String,
    /// The ending of its name, in small letters without the dot; empty where it has none.
    pub ending: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it holds.
    pub hash: ContentHash,
    /// What opens it, where it lies sealed; empty for one that lies in the clear.
    pub key: String,
}

/// Gives the ending of a file's name as it is kept: short, in small letters and digits alone.
pub fn ending_of(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = ending.chars().all(|sign| sign.is_ascii_alphanumeric());
    if plain && ending.len() <= 8 {
        ending.to_ascii_lowercase()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back() {
        let text = "0f".repeat(32);
        let hash = ContentHash::parse(&text).unwrap();
        assert_eq!(hash.to_string(), text);
        for wrong in ["", "0f", &"0g".repeat(32), &"0f".repeat(33)] {
            assert_eq!(ContentHash::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_ending_is_short_and_plain() {
        for (name, ending) in [
            ("扫描件.PDF", "pdf"),
            ("a.tar.gz", "gz"),
            ("照片", ""),
            ("x.说明", ""),
            ("x.abcdefghi", ""),
        ] {
            assert_eq!(ending_of(name), ending, "{name}");
        }
    }
}
