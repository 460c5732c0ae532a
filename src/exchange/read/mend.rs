//! A workbook whose list of sheets names parts that are not in the package, made readable again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::domain::clean;
use crate::exchange::read::error::{Bound, Trouble};
use crate::exchange::read::limits::SHARED_BYTES;

const LIST: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// Copies a package into a file without a name, without the sheets that have no readable part;
/// gives their names.
pub fn without_lost_sheets(mut file: File) -> Result<(File, Vec<String>), Trouble> {
    file.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let parts = readable_parts(&part(&mut archive, RELATIONS)?)?;
    let (list, left_out) = list_of(&part(&mut archive, LIST)?, &parts)?;
    let mut mended = ZipWriter::new(tempfile::tempfile()?);
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(damaged)?;
        let is_list = part.name().is_ok_and(|name| name == LIST);
        if !is_list {
            mended.raw_copy_file(part).map_err(damaged)?;
        }
    }
    mended
        .start_file(LIST, SimpleFileOptions::default())
        .map_err(damaged)?;
    mended.write_all(&list)?;
    let mut mended = mended.finish().map_err(damaged)?;
    mended.seek(SeekFrom::Start(0))?;
    Ok((mended, left_out))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it stands as it is in `map_err`"
)]
fn damaged(error: impl ToString) -> Trouble {
    Trouble::Damaged(clean::line(&error.to_string()))
}

fn part(archive: &mut ZipArchive<BufReader<File>>, name: &str) -> Result<String, Trouble> {
    let part = archive.by_name(name).map_err(damaged)?;
    let mut text = String::new();
    part.take(SHARED_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(damaged)?;
    if text.len() as u64 > SHARED_BYTES {
        return Err(Trouble::TooLarge(Bound::Unpacked, SHARED_BYTES));
    }
    Ok(text)
}

fn attribute(of: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = of
        .attributes()
        .flatten()
        .find(|it| it.key.local_name().as_ref() == name)?;
    found
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()
        .map(|it| it.into_owned())
}

/// Gives the ids of the relations that lead to a sheet which can be listed.
fn readable_parts(relations: &str) -> Result<BTreeSet<String>, Trouble> {
    const LISTED: [&str; 3] = ["worksheet", "chartsheet", "dialogsheet"];
    let mut parts = BTreeSet::new();
    let mut reader = Reader::from_str(relations);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(tag) | Event::Empty(tag) => {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                let last = kind.rsplit('/').next().unwrap_or_default();
                if LISTED.contains(&last) {
                    parts.extend(attribute(&tag, "Id"));
                }
            }
            Event::Eof => return Ok(parts),
            _ => {}
        }
    }
}

/// Writes the list of sheets anew without those that lead nowhere.
fn list_of(list: &str, parts: &BTreeSet<String>) -> Result<(Vec<u8>, Vec<String>), Trouble> {
    let mut left_out = Vec::new();
    let mut reader = Reader::from_str(list);
    let mut writer = Writer::new(Vec::new());
    let mut leads_nowhere = |tag: &BytesStart<'_>| {
        let is_sheet = tag.local_name().as_ref() == "sheet";
        let nowhere = is_sheet && !attribute(tag, "id").is_some_and(|id| parts.contains(&id));
        if nowhere {
            left_out.push(attribute(tag, "name").unwrap_or_default());
        }
        nowhere
    };
    let mut within = false;
    loop {
        let event = reader.read_event().map_err(damaged)?;
        match &event {
            Event::Eof => break,
            Event::Empty(tag) if leads_nowhere(tag) => continue,
            Event::Start(tag) if leads_nowhere(tag) => {
                within = true;
                continue;
            }
            Event::End(tag) if within && tag.local_name().as_ref() == "sheet" => {
                within = false;
                continue;
            }
            _ => {}
        }
        writer.write_event(event)?;
    }
    Ok((writer.into_inner(), left_out))
}
