//! What stands before the sheets: their names and places, shared texts, formats.

use crate::exchange::read::biff::formats::Formats;
use crate::exchange::read::biff::record::{BOF, CONTINUE, EOF, Records, u16_at, u32_at};
use crate::exchange::read::biff::texts::{Parts, shared};
use crate::exchange::read::error::Trouble;
use crate::exchange::read::file_type::FileType;

/// BIFF8, as the first record says it.
const VERSION: u16 = 0x0600;
const FILEPASS: u16 = 0x002f;
const DATEMODE: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const SST: u16 = 0x00fc;
const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;

/// The globals of a workbook.
#[derive(Debug, Default)]
pub struct Globals {
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<BoundSheet>,
    /// The texts that cells share.
    pub texts: Vec<String>,
    /// Formats and styles.
    pub formats: Formats,
    /// Whether serial dates count from 1904.
    pub dates_1904: bool,
}

/// A sheet and where it begins.
#[derive(Debug, Clone)]
pub struct BoundSheet {
    /// Its name.
    pub name: String,
    /// Whether its tab is shown.
    pub visible: bool,
    /// Whether it is a table and no chart or macro.
    pub table: bool,
    /// The byte of its first record.
    pub at: usize,
}

/// Reads the globals.
///
/// # Errors
/// [`Trouble::Locked`] for an encrypted workbook; another type for one before Excel 97.
pub fn read(stream: &[u8]) -> Result<Globals, Trouble> {
    let mut globals = Globals::default();
    let mut records = Records::from(stream, 0).peekable();
    match records.next() {
        Some(first) if first.kind == BOF && u16_at(first.data, 0) == Some(VERSION) => {}
        Some(first) if first.kind == BOF => {
            return Err(Trouble::OtherType(FileType::OldWorkbook));
        }
        Some(_) | None => return Err(Trouble::Damaged("it has no beginning".to_owned())),
    }
    while let Some(record) = records.next() {
        match record.kind {
            EOF => break,
            FILEPASS => return Err(Trouble::Locked),
            DATEMODE => globals.dates_1904 = u16_at(record.data, 0) == Some(1),
            FORMAT => globals.formats.take_format(record.data),
            XF => globals.formats.take_style(record.data),
            BOUNDSHEET => globals.sheets.extend(bound_sheet(record.data)),
            SST => {
                let mut parts = vec![record.data];
                while let Some(next) = records.next_if(|next| next.kind == CONTINUE) {
                    parts.push(next.data);
                }
                globals.texts = shared(parts)?;
            }
            _ => {}
        }
    }
    Ok(globals)
}

fn bound_sheet(data: &[u8]) -> Option<BoundSheet> {
    let at = usize::try_from(u32_at(data, 0)?).ok()?;
    let name = Parts::new(vec![data.get(6..)?]).text(1)?;
    Some(BoundSheet {
        name,
        visible: data.get(4)? % 4 == 0,
        table: *data.get(5)? == 0,
        at,
    })
}
