//! MHTML: a web page with its parts in one file, as a spreadsheet program saves it; each part that
//! holds tables is a sheet.

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use crate::domain::clean;
use crate::exchange::read::error::Trouble;
use crate::exchange::read::html;
use crate::exchange::read::parsed::ParsedTable;
use crate::exchange::read::text::decoded;

/// Gives every table of a page's parts.
pub fn tables(bytes: &[u8]) -> Result<Vec<ParsedTable>, Trouble> {
    let mail = parse_mail(bytes).map_err(|it| Trouble::Damaged(clean::line(&it.to_string())))?;
    let mut tables = Vec::new();
    for part in mail.parts() {
        if part.ctype.mimetype.eq_ignore_ascii_case("text/html") {
            tables.extend(of_part(part)?);
        }
    }
    Ok(tables)
}

fn of_part(part: &ParsedMail<'_>) -> Result<Vec<ParsedTable>, Trouble> {
    let body = part
        .get_body_raw()
        .map_err(|it| Trouble::Damaged(clean::line(&it.to_string())))?;
    let mut tables = html::tables(&decoded(&body))?;
    // One table a part is the sheet of that name: `…/sheet001.htm`.
    if let [table] = tables.as_mut_slice() {
        table.name = part
            .headers
            .get_first_value("Content-Location")
            .and_then(|place| {
                let file = place.rsplit(['/', '\\']).next()?.to_owned();
                let stem = file
                    .rsplit_once('.')
                    .map_or(file.as_str(), |(stem, _)| stem);
                (!stem.is_empty()).then(|| stem.to_owned())
            });
    }
    Ok(tables)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::cell::Cell;

    #[test]
    fn parts_are_decoded_and_named() {
        let page = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--x\"\r\n\r\n\
                    ----x\r\nContent-Location: file:///C:/a/sheet001.htm\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
                    <table><tr><td>=E7=89=9F</td></tr></table>\r\n----x--\r\n";
        let tables = tables(page.as_bytes()).unwrap();
        assert_eq!(tables[0].name.as_deref(), Some("sheet001"));
        assert_eq!(tables[0].rows[0].cells, [Cell::Text("牟".to_owned())]);
    }
}
