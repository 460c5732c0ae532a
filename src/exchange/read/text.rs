//! Text out of bytes: UTF-8 and UTF-16 with or without their mark, else GB18030. A few broken
//! letters change nothing of that: they become `�`.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are read and decoded at a time.
const CHUNK: usize = 64 << 10;

/// What a look through a text showed.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// How its bytes are most likely to be read.
    pub encoding: &'static Encoding,
    /// Whether they are sound UTF-8, likely or not.
    pub sound_utf_8: bool,
    /// Whether it holds a zero byte, as no text does.
    pub binary: bool,
}

impl Look {
    /// Gives the encoding of a file of JSON, which is UTF-8 wherever its bytes allow it.
    pub const fn of_json(&self) -> &'static Encoding {
        if self.sound_utf_8 {
            UTF_8
        } else {
            self.encoding
        }
    }
}

/// Looks through a whole file once and winds it back.
pub fn look<R: Read + Seek>(file: &mut R) -> io::Result<Look> {
    let mut head = [0; 3];
    let length = read_up_to(file, &mut head)?;
    file.rewind()?;
    if let Some((encoding, _)) = Encoding::for_bom(head.get(..length).unwrap_or_default()) {
        return Ok(Look {
            encoding,
            sound_utf_8: encoding == UTF_8,
            binary: false,
        });
    }
    let mut seen = Seen::default();
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        seen.take(buffer.get(..read).unwrap_or_default());
    }
    file.rewind()?;
    Ok(seen.look())
}

/// Gives bytes as text, read as [`look`] finds them.
pub fn decoded(bytes: &[u8]) -> String {
    let encoding = look(&mut io::Cursor::new(bytes)).map_or(UTF_8, |look| look.encoding);
    encoding.decode(bytes).0.into_owned()
}

/// What the bytes of a text showed so far.
#[derive(Default)]
struct Seen {
    /// Bytes seen.
    length: u64,
    /// Zero bytes on even and on odd places: UTF-16 without its mark has them on one side.
    zeros: [u64; 2],
    /// Whether a letter of two bytes of UTF-8 could stand in it.
    short: bool,
    /// Letters of three bytes and more, as Hanzi are, where the bytes are UTF-8.
    long: u64,
    /// Places at which they are not.
    broken: u64,
    carried: Vec<u8>,
}

impl Seen {
    fn take(&mut self, chunk: &[u8]) {
        for (at, byte) in (self.length..).zip(chunk) {
            if *byte == 0
                && let Some(count) = self.zeros.get_mut(usize::from(at % 2 == 1))
            {
                *count += 1;
            }
        }
        self.length += chunk.len() as u64;
        self.short |= chunk.iter().any(|byte| (0x80..0xe0).contains(byte));
        let mut bytes = std::mem::take(&mut self.carried);
        bytes.extend_from_slice(chunk);
        let mut rest = bytes.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(sound) => {
                    self.long += long_letters(sound);
                    return;
                }
                Err(error) => {
                    let (sound, broken) = rest.split_at(error.valid_up_to());
                    self.long += long_letters(std::str::from_utf8(sound).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        self.carried = broken.to_vec();
                        return;
                    };
                    self.broken += 1;
                    rest = broken.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn look(self) -> Look {
        let broken = self.broken + u64::from(!self.carried.is_empty());
        let sound_utf_8 = broken == 0;
        let [even, odd] = self.zeros;
        let whole = self.length.is_multiple_of(2);
        let wide = match (even, odd) {
            _ if !whole => None,
            // A comma, a digit and the end of a line have their zero behind them, or before.
            (0, 1..) if odd * 64 >= self.length => Some(UTF_16LE),
            (1.., 0) if even * 64 >= self.length => Some(UTF_16BE),
            _ => None,
        };
        // Hanzi are three bytes of UTF-8; pairs alone are GB18030 that happens to look like it
        // (联通). A few letters that a program cut in two do not make it another encoding.
        let likely = if sound_utf_8 {
            self.long > 0 || !self.short
        } else {
            self.long > 4 * broken
        };
        Look {
            encoding: wide.unwrap_or(if likely { UTF_8 } else { GB18030 }),
            sound_utf_8,
            binary: even + odd > 0 && wide.is_none(),
        }
    }
}

fn long_letters(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte >= 0xe0).count() as u64
}

fn read_up_to(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// Bytes of a file, read as UTF-8 whatever they were; what cannot be read becomes `�`.
pub struct Utf8Reader {
    file: BufReader<File>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ready: Vec<u8>,
    ready_at: usize,
    ended: bool,
}

impl Utf8Reader {
    /// Begins at the file's present place.
    pub fn new(file: File, encoding: &'static Encoding) -> Self {
        Self {
            file: BufReader::new(file),
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_at: 0,
            ready: Vec::new(),
            ready_at: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready_at = 0;
        self.ready.clear();
        while self.ready.is_empty() && !self.ended {
            if self.raw_at >= self.raw.len() {
                self.raw.resize(CHUNK, 0);
                self.raw_at = 0;
                let read = self.file.read(&mut self.raw)?;
                self.raw.truncate(read);
            }
            let last = self.raw.is_empty();
            let mut decoded = vec![0; CHUNK];
            let raw = self.raw.get(self.raw_at..).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, &mut decoded, last);
            self.raw_at += read;
            decoded.truncate(written);
            self.ready = decoded;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Utf8Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready_at >= self.ready.len() {
            self.refill()?;
        }
        let ready = self.ready.get(self.ready_at..).unwrap_or_default();
        let length = ready.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(ready) {
            *to = *from;
        }
        self.ready_at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8]) -> (String, bool) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        let look = look(&mut file).unwrap();
        let mut text = String::new();
        Utf8Reader::new(file, look.encoding)
            .read_to_string(&mut text)
            .unwrap();
        (text, look.binary)
    }

    #[test]
    fn every_encoding_met_reads() {
        let gb18030 = GB18030.encode("牟春生，①㐂€").0.into_owned();
        let utf_16: Vec<u8> = std::iter::once(0xfeff)
            .chain("牟春生".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let bare = |little: bool| -> Vec<u8> {
            let units = "姓名,概况\n牟春生,欠薪\n".encode_utf16();
            units
                .flat_map(|unit| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect()
        };
        let mut cut = "牟春生被拖欠工资三".as_bytes().to_vec();
        cut.pop();
        for (bytes, text) in [
            ("牟春生".as_bytes().to_vec(), "牟春生"),
            ("\u{feff}牟春生".as_bytes().to_vec(), "牟春生"),
            (gb18030, "牟春生，①㐂€"),
            (GB18030.encode("牟,联通").0.into_owned(), "牟,联通"),
            (utf_16, "牟春生"),
            (bare(true), "姓名,概况\n牟春生,欠薪\n"),
            (bare(false), "姓名,概况\n牟春生,欠薪\n"),
            (cut, "牟春生被拖欠工资�"),
            (Vec::new(), ""),
        ] {
            assert_eq!(read(&bytes).0, text);
        }
        assert!(read(b"a\0b").1);
    }

    #[test]
    fn letters_on_the_border_of_two_chunks_stay_whole() {
        let long = format!("a{}", "牟".repeat(CHUNK));
        assert_eq!(read(long.as_bytes()).0, long);
        let gb18030 = GB18030.encode(&long).0.into_owned();
        assert_eq!(read(&gb18030).0, long);
    }
}
