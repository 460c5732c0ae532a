//! Text out of bytes: UTF-8 with or without its mark, UTF-16 with its mark, else GB18030.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};

/// Bytes that are read and decoded at a time.
const CHUNK: usize = 64 << 10;

/// What a look through a text file showed.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// How its bytes are most likely to be read.
    pub encoding: &'static Encoding,
    /// Whether they are sound UTF-8, likely or not.
    pub sound_utf_8: bool,
    /// Whether it holds a zero byte, as no text does.
    pub binary: bool,
}

/// Looks through a whole file once and winds it back.
pub fn look(file: &mut File) -> io::Result<Look> {
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
    let mut utf_8 = true;
    let mut binary = false;
    let mut short = false;
    let mut long = false;
    let mut carried: Vec<u8> = Vec::new();
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        let chunk = buffer.get(..read).unwrap_or_default();
        binary |= chunk.contains(&0);
        short |= chunk.iter().any(|byte| (0x80..0xe0).contains(byte));
        long |= chunk.iter().any(|byte| *byte >= 0xe0);
        if utf_8 {
            carried.extend_from_slice(chunk);
            match std::str::from_utf8(&carried) {
                Ok(_) => carried.clear(),
                Err(error) if error.error_len().is_none() => {
                    carried.drain(..error.valid_up_to());
                }
                Err(_) => utf_8 = false,
            }
        }
    }
    // Hanzi are three bytes of UTF-8; pairs alone are GB18030 that happens to look like it (联通).
    let sound_utf_8 = utf_8 && carried.is_empty();
    file.rewind()?;
    Ok(Look {
        encoding: if sound_utf_8 && (long || !short) {
            UTF_8
        } else {
            GB18030
        },
        sound_utf_8,
        binary,
    })
}

fn read_up_to(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
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

    fn decoded(bytes: &[u8]) -> (String, bool) {
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
        for (bytes, text) in [
            ("牟春生".as_bytes().to_vec(), "牟春生"),
            ("\u{feff}牟春生".as_bytes().to_vec(), "牟春生"),
            (gb18030, "牟春生，①㐂€"),
            (GB18030.encode("牟,联通").0.into_owned(), "牟,联通"),
            (utf_16, "牟春生"),
            (Vec::new(), ""),
        ] {
            assert_eq!(decoded(&bytes).0, text);
        }
        assert!(decoded(b"a\0b").1);
    }

    #[test]
    fn letters_on_the_border_of_two_chunks_stay_whole() {
        let long = format!("a{}", "牟".repeat(CHUNK));
        assert_eq!(decoded(long.as_bytes()).0, long);
        let gb18030 = GB18030.encode(&long).0.into_owned();
        assert_eq!(decoded(&gb18030).0, long);
    }
}
