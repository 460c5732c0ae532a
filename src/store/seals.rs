//! 封存码 beside the store: a second file, `STORE.seals`, to which one line is added for each seal and
//! from which none is ever taken.
//!
//! A line holds day and time, how many entries and streams there were, the whole digest, and between
//! this seal and the one before the first four bytes of the digest after each entry (or after every
//! n-th, where there were many), so that the entry is named at which a store that was written anew
//! parts from what it was:
//!
//! ```text
//! 2026-11-25 09:41 12345 4711 <64 hex> <n> <8 hex for each mark, or ->
//! ```

use std::fmt;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::continuation::Sealed;
use super::error::StoreError;
use crate::disk::private;
use crate::domain::moment::Moment;
use crate::domain::seal::Seal;

/// How many marks stand in a line at most.
pub(crate) const MARKS: u64 = 4_096;
/// Bytes of a mark.
pub(crate) const MARK: usize = 4;
/// More than a file of so many bytes is none of ours.
const LARGEST: u64 = 256 << 20;

/// One seal with what led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealLine {
    /// When it was made.
    pub at: Moment,
    /// The seal.
    pub seal: Seal,
    /// How many histories there were.
    pub streams: u64,
    /// After how many entries a mark stands.
    pub stride: u64,
    /// How the digests between the seal before and this one begin.
    pub marks: Vec<[u8; MARK]>,
}

impl SealLine {
    /// Reads a line.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [day, time, entries, streams, digest, stride, marks] = parts.as_slice() else {
            return None;
        };
        let marks = if *marks == "-" {
            Vec::new()
        } else {
            let marks = bytes(marks)?;
            let (marks, rest) = marks.as_chunks::<MARK>();
            rest.is_empty().then(|| marks.to_vec())?
        };
        Some(Self {
            at: Moment::parse(&format!("{day} {time}"))?,
            seal: Seal {
                entries: entries.parse().ok()?,
                digest: bytes(digest)?.try_into().ok()?,
            },
            streams: streams.parse().ok()?,
            stride: stride.parse().ok().filter(|it| *it > 0)?,
            marks,
        })
    }

    /// Gives behind which entry the marks begin, where the line before is of the entry `before`: the line
    /// of the seal before may be lost. `None` where that cannot be told any more.
    fn begin(&self, before: u64) -> Option<u64> {
        let covered = u64::try_from(self.marks.len()).ok()?;
        let last = before.checked_add(self.stride.checked_mul(covered)?)?;
        if last < self.seal.entries && self.seal.entries <= last.checked_add(self.stride)? {
            return Some(before);
        }
        let first = self.seal.entries.checked_sub(covered.checked_add(1)?)?;
        (self.stride == 1).then_some(first)
    }

    /// Gives what a store is compared with; the line before is of the entry `before`.
    fn sealed(&self, before: u64) -> Vec<Sealed> {
        let begin = self.begin(before);
        let marks = (1..).zip(&self.marks).filter_map(|(at, mark)| {
            Some(Sealed {
                entries: begin?.saturating_add(self.stride.saturating_mul(at)),
                digest: mark.to_vec(),
                is_seal: false,
            })
        });
        let seal = Sealed {
            entries: self.seal.entries,
            digest: self.seal.digest.to_vec(),
            is_seal: true,
        };
        marks
            .filter(|mark| mark.entries < self.seal.entries)
            .chain([seal])
            .collect()
    }
}

impl fmt::Display for SealLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, seal) = (self.at.minute(), &self.seal);
        write!(f, "{at} {} {} ", seal.entries, self.streams)?;
        hex(f, &seal.digest)?;
        write!(f, " {} ", self.stride)?;
        if self.marks.is_empty() {
            return f.write_str("-");
        }
        self.marks.iter().try_for_each(|mark| hex(f, mark))
    }
}

fn hex(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|sign| sign.to_digit(16).and_then(|it| u8::try_from(it).ok()))
        .collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

/// The seals of one store.
#[derive(Debug, Clone)]
pub struct Seals {
    path: PathBuf,
}

impl Seals {
    /// Gives the seals beside a store's file.
    pub fn beside(store: &Path) -> Self {
        let mut name = store.file_name().unwrap_or_default().to_owned();
        name.push(".seals");
        Self {
            path: store.with_file_name(name),
        }
    }

    /// Gives the seals in a file.
    pub fn in_file(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Gives the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether there is a file.
    pub fn exist(&self) -> bool {
        self.path.exists()
    }

    /// Adds a line and makes it durable; the file is its owner's alone. A piece of a line at the end, of
    /// which a power cut kept the rest from being written, goes: it never was a seal.
    ///
    /// # Errors
    /// It cannot be written; what stood there stands there still.
    pub fn append(&self, line: &SealLine) -> Result<(), StoreError> {
        let bytes = if self.exist() {
            self.bytes()?
        } else {
            Vec::new()
        };
        let (whole, piece) = parts(&bytes);
        let torn = !piece.is_empty() && parsed(piece).is_none();
        let apart = if piece.is_empty() || torn { "" } else { "\n" };
        let written = private::open_to_add(&self.path).and_then(|mut file| {
            if torn {
                file.set_len(whole.len() as u64)?;
            }
            file.write_all(format!("{apart}{line}\n").as_bytes())?;
            file.sync_all()
        });
        written.map_err(|error| StoreError::of_io(&error))
    }

    /// Reads every line that is a seal, the first one first, and gives the numbers of those that are none.
    ///
    /// # Errors
    /// The file cannot be read, or is none of ours.
    pub fn readable(&self) -> Result<(Vec<SealLine>, Vec<u64>), StoreError> {
        let bytes = self.bytes()?;
        let (whole, piece) = parts(&bytes);
        let mut lines = Vec::new();
        let mut unread = Vec::new();
        for (at, line) in (1..).zip(whole.split_inclusive(|byte| *byte == b'\n')) {
            match parsed(line) {
                Some(line) => lines.push(line),
                None => unread.push(at),
            }
        }
        lines.extend(parsed(piece));
        Ok((lines, unread))
    }

    /// Reads every line, the first one first.
    ///
    /// # Errors
    /// A line that is no seal is named by its number.
    pub fn read(&self) -> Result<Vec<SealLine>, StoreError> {
        let (lines, unread) = self.readable()?;
        match unread.first() {
            None => Ok(lines),
            Some(at) => {
                let file = self.path.display();
                Err(StoreError::System(format!("{file}: line {at} is no seal")))
            }
        }
    }

    fn bytes(&self) -> Result<Vec<u8>, StoreError> {
        let of_io = |error| StoreError::of_io(&error);
        let facts = fs::metadata(&self.path).map_err(of_io)?;
        if !facts.is_file() || facts.len() > LARGEST {
            let file = self.path.display();
            return Err(StoreError::System(format!("{file}: no file of seals")));
        }
        let mut bytes = Vec::new();
        File::open(&self.path)
            .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
            .map_err(of_io)?;
        Ok(bytes)
    }

    /// Copies the seals of one store beside another that is a copy of it with so many entries, for its
    /// owner alone; nothing is done where there are none. What another window sealed meanwhile is of
    /// entries that the copy does not have.
    ///
    /// # Errors
    /// A file that stands there stays as it is.
    pub fn copy_until(&self, other: &Self, entries: u64) -> Result<(), StoreError> {
        if !self.exist() {
            return Ok(());
        }
        let bytes = self.bytes()?;
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let later = |line: &[u8]| parsed(line).is_some_and(|it| it.seal.entries > entries);
        let kept: Vec<&[u8]> = lines.filter(|line| !later(line)).collect();
        let copied = private::make_file(&other.path).and_then(|mut copy| {
            copy.write_all(&kept.concat())?;
            copy.sync_all()
        });
        copied.map_err(|error| StoreError::of_io(&error))
    }

    /// Copies the seals of one store beside another, for its owner alone; nothing is done where there
    /// are none.
    ///
    /// # Errors
    /// A file that stands there stays as it is.
    pub fn copy_to(&self, other: &Self) -> Result<(), StoreError> {
        if !self.exist() {
            return Ok(());
        }
        let copied = private::make_file(&other.path).and_then(|mut copy| {
            std::io::copy(&mut File::open(&self.path)?, &mut copy)?;
            copy.sync_all()
        });
        copied.map_err(|error| StoreError::of_io(&error))
    }
}

/// Gives the whole lines of a file, and the piece of one behind the last of them.
fn parts(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    bytes.split_at(end.map_or(0, |at| at + 1))
}

fn parsed(line: &[u8]) -> Option<SealLine> {
    SealLine::parse(std::str::from_utf8(line).ok()?)
}

/// Gives what a store is compared with, seal by seal.
pub fn sealed(lines: &[SealLine]) -> Vec<Sealed> {
    let before = [0]
        .into_iter()
        .chain(lines.iter().map(|it| it.seal.entries));
    let mut sealed: Vec<Sealed> = before
        .zip(lines)
        .flat_map(|(before, line)| line.sealed(before))
        .collect();
    // Of two windows that sealed at once one may have written later what it counted earlier.
    sealed.sort_by_key(|mark| mark.entries);
    sealed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(entries: u64, marks: &[[u8; MARK]]) -> SealLine {
        SealLine {
            at: Moment::parse("2026-11-25 09:41").unwrap(),
            seal: Seal {
                entries,
                digest: [7; 32],
            },
            streams: 3,
            stride: 2,
            marks: marks.to_vec(),
        }
    }

    #[test]
    fn lines_are_added_and_come_back_and_the_file_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let seals = Seals::beside(&folder.path().join("desk.redb"));
        let lines = [line(5, &[[1; 4], [2; 4]]), line(5, &[])];
        for line in &lines {
            seals.append(line).unwrap();
        }
        assert_eq!(seals.read().unwrap(), lines);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(seals.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let places: Vec<u64> = sealed(&lines).iter().map(|it| it.entries).collect();
        assert_eq!(places, [2, 4, 5, 5]);
        let other = Seals::beside(&folder.path().join("other.redb"));
        seals.copy_to(&other).unwrap();
        assert_eq!(other.read().unwrap(), lines);
        assert!(seals.copy_to(&other).is_err());
        fs::write(other.path(), "2026-11-25 09:41 5 3 07\n").unwrap();
        let error = other.read().unwrap_err().detail();
        assert!(error.contains("line 1"), "{error}");
    }

    #[test]
    fn a_seal_is_compared_with_its_own_entries_though_the_line_before_is_lost() {
        let of = |lines: &[SealLine]| {
            let marks = sealed(lines).into_iter().filter(|it| !it.is_seal);
            marks.map(|it| it.entries).collect::<Vec<_>>()
        };
        let one = SealLine {
            stride: 1,
            ..line(9, &[[1; 4], [2; 4]])
        };
        assert_eq!(of(&[line(6, &[]), one.clone()]), [7, 8]);
        assert_eq!(
            of(std::slice::from_ref(&one)),
            [7, 8],
            "the line of entry 6 is lost"
        );
        // Of every second entry alone nobody can tell any more which they were.
        assert_eq!(of(&[line(9, &[[1; 4]])]), [0_u64; 0]);
        assert_eq!(of(&[line(5, &[]), line(9, &[[1; 4]])]), [7]);
    }

    #[test]
    fn a_piece_of_a_line_is_no_seal_and_goes_with_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let seals = Seals::beside(&folder.path().join("desk.redb"));
        seals.append(&line(5, &[])).unwrap();
        let first = fs::read_to_string(seals.path()).unwrap();
        for piece in ["2026-11-25 09:4", "\0\0\0\0"] {
            fs::write(seals.path(), format!("{first}{piece}")).unwrap();
            assert_eq!(seals.read().unwrap(), [line(5, &[])]);
            seals.append(&line(7, &[])).unwrap();
            assert_eq!(seals.read().unwrap(), [line(5, &[]), line(7, &[])]);
        }
        fs::write(seals.path(), format!("{first}not ours\n{first}")).unwrap();
        assert_eq!(seals.readable().unwrap(), (vec![line(5, &[]); 2], vec![2]));
        // A line that lacks its end alone is a seal.
        fs::write(seals.path(), first.trim_end()).unwrap();
        seals.append(&line(7, &[])).unwrap();
        assert_eq!(seals.read().unwrap(), [line(5, &[]), line(7, &[])]);
    }

    #[test]
    fn a_copy_has_the_seals_of_its_own_entries_alone() {
        let folder = tempfile::tempdir().unwrap();
        let seals = Seals::beside(&folder.path().join("desk.redb"));
        let copy = Seals::beside(&folder.path().join("copy.redb"));
        for entries in [5, 9] {
            seals.append(&line(entries, &[])).unwrap();
        }
        seals.copy_until(&copy, 8).unwrap();
        assert_eq!(copy.read().unwrap(), [line(5, &[])]);
    }
}
