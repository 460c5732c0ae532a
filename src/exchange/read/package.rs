//! The package of an `.xlsx` file, looked over before it is opened: what is in it, and whether it
//! unpacks within bounds (a few kilobytes can unpack to gigabytes).

use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::file_type::FileType;
use crate::exchange::read::limits::{
    PART_BYTES, PARTS, RECORD_BYTES, SHARED_BYTES, SHARED_TEXTS, STYLES_BYTES,
};

/// Looks over a package; tells whether cells were merged in any of its sheets.
///
/// # Errors
/// [`Trouble::OtherType`] for a package that is no workbook, [`Trouble::TooLarge`] for one that
/// unpacks beyond the bounds.
pub fn look_over<R: Read + Seek>(file: R) -> Result<bool, Trouble> {
    let mut archive = ZipArchive::new(file).map_err(|error| Trouble::Damaged(error.to_string()))?;
    if archive.len() > PARTS {
        return Err(Trouble::TooLarge(Bound::Unpacked, PARTS as u64));
    }
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.to_lowercase())
        .collect();
    if !names.iter().any(|name| name.ends_with("xl/workbook.xml")) {
        return Err(Trouble::OtherType(kind_of(&names)));
    }
    let mut kept = 0;
    let mut merged = false;
    for at in 0..archive.len() {
        let mut part = archive
            .by_index(at)
            .map_err(|error| Trouble::Damaged(error.to_string()))?;
        let name = part
            .name()
            .map_err(|error| Trouble::Damaged(error.to_string()))?
            .to_lowercase();
        if ![".xml", ".rels"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let streamed = name.contains("worksheets/");
        let heavy = ["styles.xml", "workbook.xml", ".rels"];
        let limit = if streamed {
            PART_BYTES
        } else if heavy.iter().any(|end| name.ends_with(end)) || name.contains("theme/") {
            STYLES_BYTES
        } else {
            SHARED_BYTES
        };
        let scan = Scan::of(&mut part, streamed, limit)?;
        merged |= scan.merged;
        if !streamed {
            kept += scan.bytes;
            if kept > SHARED_BYTES {
                return Err(Trouble::TooLarge(Bound::Unpacked, SHARED_BYTES));
            }
        }
    }
    Ok(merged)
}

fn kind_of(names: &[String]) -> FileType {
    let has = |part: &str| names.iter().any(|name| name.ends_with(part));
    if has("word/document.xml") {
        FileType::Document
    } else if has("ppt/presentation.xml") {
        FileType::Slides
    } else if has("xl/workbook.bin") {
        FileType::BinaryWorkbook
    } else if has("content.xml") {
        FileType::OpenDocument
    } else {
        FileType::Packed
    }
}

/// What was counted while a part was unpacked to nowhere.
struct Scan {
    bytes: u64,
    since_cell: u64,
    in_cells: bool,
    merged: bool,
    texts: u64,
    tail: [u8; 2],
}

impl Scan {
    fn of(part: &mut impl Read, streamed: bool, limit: u64) -> Result<Self, Trouble> {
        let mut scan = Self {
            bytes: 0,
            since_cell: 0,
            in_cells: streamed,
            merged: false,
            texts: 0,
            tail: [0; 2],
        };
        let mut buffer = vec![0; 64 << 10];
        loop {
            let read = part
                .read(&mut buffer)
                .map_err(|e| Trouble::Damaged(e.to_string()))?;
            if read == 0 {
                return Ok(scan);
            }
            scan.bytes += read as u64;
            if scan.bytes > limit {
                return Err(Trouble::TooLarge(Bound::Unpacked, limit));
            }
            for byte in buffer.iter().take(read) {
                scan.take(*byte);
            }
            if scan.texts > SHARED_TEXTS {
                return Err(Trouble::TooLarge(Bound::Cells, SHARED_TEXTS));
            }
            if scan.in_cells && scan.since_cell > RECORD_BYTES {
                return Err(Trouble::TooLarge(Bound::Record, RECORD_BYTES));
            }
        }
    }

    /// Counts the bytes since the last `<c…`, until `</sheetData`, and the `<si` of shared texts;
    /// `<me…` behind the cells begins what was merged.
    fn take(&mut self, byte: u8) {
        self.since_cell += 1;
        match (self.tail, byte) {
            ([_, b'<'], b'c') => self.since_cell = 0,
            ([b'<', b's'], b'i') => self.texts += 1,
            ([b'/', b's'], b'h') => self.in_cells = false,
            ([b'<', b'm'], b'e') => self.merged = true,
            _ => {}
        }
        self.tail = [self.tail[1], byte];
    }
}
