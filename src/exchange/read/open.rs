//! What kind of table a file is, found by its bytes and not by its name.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use crate::disk::regular;
use crate::exchange::read::error::{Bound, ReadError, Trouble};
use crate::exchange::read::file_type::FileType;
use crate::exchange::read::limits::{FILE_BYTES, XLS_BYTES};
use crate::exchange::read::sheets::FileRead;
use crate::exchange::read::text::decoded;
use crate::exchange::read::{csv, html, json, mhtml, parsed, spreadsheet_xml, xls, xlsx};
use crate::exchange::table::{Visit, Wanted};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Xls,
    Csv,
    Json,
    /// A web page, or XML 2003.
    Markup,
    Mhtml,
}

/// Reads a file's tables row by row, until `visit` breaks off; says what became of each.
///
/// # Errors
/// [`ReadError`] for a file that is no table, is damaged or passes a bound. Rows that were handed
/// on before stand.
pub fn read(path: &Path, wanted: Wanted<'_>, visit: &mut Visit<'_>) -> Result<FileRead, ReadError> {
    read_any(path, wanted, visit).map_err(|trouble| trouble.on(path))
}

fn read_any(path: &Path, wanted: Wanted<'_>, visit: &mut Visit<'_>) -> Result<FileRead, Trouble> {
    if !path.metadata()?.is_file() {
        return Err(Trouble::OtherType(FileType::Folder));
    }
    let mut file = regular::open(path)?;
    if file.metadata()?.len() > FILE_BYTES {
        return Err(Trouble::TooLarge(Bound::File, FILE_BYTES));
    }
    let mut head = Vec::new();
    (&mut file).take(4096).read_to_end(&mut head)?;
    file.rewind()?;
    match kind_of(&head)? {
        Kind::Xlsx => xlsx::read(file, wanted, visit),
        Kind::Xls => xls::read(file, wanted, visit),
        Kind::Csv => csv::read(file, wanted, visit),
        Kind::Json => json::read(file, wanted, visit),
        Kind::Markup => {
            let text = decoded(&whole(file)?);
            let tables = if is_spreadsheet_xml(&text) {
                spreadsheet_xml::tables(&text)?
            } else {
                html::tables(&text)?
            };
            if tables.iter().all(|table| table.rows.is_empty()) {
                return Err(Trouble::OtherType(FileType::WebPage));
            }
            parsed::read(tables, wanted, visit)
        }
        Kind::Mhtml => parsed::read(mhtml::tables(&whole(file)?)?, wanted, visit),
    }
}

/// Reads a file that is parsed in memory.
fn whole(file: File) -> Result<Vec<u8>, Trouble> {
    if file.metadata()?.len() > XLS_BYTES {
        return Err(Trouble::TooLarge(Bound::File, XLS_BYTES));
    }
    let mut bytes = Vec::new();
    file.take(XLS_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_spreadsheet_xml(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect();
    head.contains("urn:schemas-microsoft-com:office:spreadsheet") && head.contains("Workbook")
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
    if bare.starts_with(b"{") || bare.starts_with(b"[") {
        return Ok(Kind::Json);
    }
    if bare.starts_with(b"<") || starts_with_mark_of_utf_16(head) {
        return Ok(Kind::Markup);
    }
    let line = bare.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.to_ascii_lowercase();
    let is_mhtml = [
        &b"mime-version:"[..],
        b"content-type: multipart/",
        b"from: <saved by",
    ];
    if is_mhtml.iter().any(|it| line.starts_with(it)) {
        return Ok(Kind::Mhtml);
    }
    Ok(Kind::Csv)
}

/// Tells whether the text is UTF-16 with its mark and begins with `<`.
fn starts_with_mark_of_utf_16(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe<\0") || head.starts_with(b"\xfe\xff\0<")
}
