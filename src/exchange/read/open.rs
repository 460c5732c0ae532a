//! What kind of table a file is, told by its bytes and not by its name.

use std::fs::File;
use std::io::{Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use crate::exchange::read::error::{Bound, ReadError, Trouble};
use crate::exchange::read::file_type::FileType;
use crate::exchange::read::limits::FILE_BYTES;
use crate::exchange::read::{csv, jsonl, xls, xlsx};
use crate::exchange::table::{Headings, Row, Visit, Wanted};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Xls,
    Csv,
    Jsonl,
}

/// Reads a file's table row by row, until `visit` breaks off; gives its headings.
///
/// # Errors
/// [`ReadError`] for a file that is no table, is damaged or passes a bound. Rows that were handed
/// on before stand.
pub fn read(path: &Path, wanted: Wanted<'_>, visit: &mut Visit<'_>) -> Result<Headings, ReadError> {
    read_any(path, wanted, visit).map_err(|trouble| trouble.on(path))
}

/// Counts the rows of a file's table, for a progress bar; stops at the first trouble.
pub fn count(path: &Path, wanted: Wanted<'_>) -> Result<u64, ReadError> {
    let mut rows = 0;
    let mut visit = |_: &Headings, _: &Row| {
        rows += 1;
        ControlFlow::Continue(())
    };
    read(path, wanted, &mut visit)?;
    Ok(rows)
}

fn read_any(path: &Path, wanted: Wanted<'_>, visit: &mut Visit<'_>) -> Result<Headings, Trouble> {
    let mut file = File::open(path)?;
    let facts = file.metadata()?;
    if !facts.is_file() {
        return Err(Trouble::OtherType(FileType::Folder));
    }
    if facts.len() > FILE_BYTES {
        return Err(Trouble::TooLarge(Bound::File, FILE_BYTES));
    }
    let mut head = Vec::new();
    (&mut file).take(4096).read_to_end(&mut head)?;
    file.rewind()?;
    match kind_of(&head)? {
        Kind::Xlsx => xlsx::read(file, wanted, visit),
        Kind::Xls => xls::read(file, wanted, visit),
        Kind::Csv => csv::read(file, wanted, visit),
        Kind::Jsonl => jsonl::read(file, wanted, visit),
    }
}

fn kind_of(head: &[u8]) -> Result<Kind, Trouble> {
    const OTHER: [(&[u8], FileType); 8] = [
        (b"%PDF", FileType::Pdf),
        (b"\x89PNG", FileType::Picture),
        (b"\xff\xd8\xff", FileType::Picture),
        (b"GIF8", FileType::Picture),
        (b"\x1f\x8b", FileType::Packed),
        (b"Rar!", FileType::Packed),
        (b"7z\xbc\xaf", FileType::Packed),
        (b"redb", FileType::Store),
    ];
    if head.is_empty() {
        return Err(Trouble::Empty);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Kind::Xlsx);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Kind::Xls);
    }
    if let Some((_, what)) = OTHER.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Err(Trouble::OtherType(*what));
    }
    let bare = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    if bare.starts_with(b"{") {
        return Ok(Kind::Jsonl);
    }
    if bare.starts_with(b"<") {
        return Err(Trouble::OtherType(FileType::WebPage));
    }
    Ok(Kind::Csv)
}
