//! Which sheets of a workbook are looked at.

use crate::exchange::read::error::Trouble;
use crate::exchange::table::Headings;

/// A sheet that holds a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether its tab is shown.
    pub visible: bool,
}

/// Reads the wanted sheet even if it is hidden, else the first visible one that has headings.
///
/// # Errors
/// The sheet's own trouble; where no sheet has headings, the first one's that is not empty.
pub fn try_each(
    sheets: &[SheetName],
    wanted: Option<&str>,
    mut read: impl FnMut(&str) -> Result<Headings, Trouble>,
) -> Result<Headings, Trouble> {
    if let Some(name) = wanted {
        if sheets.iter().any(|sheet| sheet.name == name) {
            return read(name);
        }
        let have = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        return Err(Trouble::NoSheet(name.to_owned(), have));
    }
    let mut trouble = Trouble::Empty;
    for sheet in sheets.iter().filter(|sheet| sheet.visible) {
        match read(&sheet.name) {
            Err(none @ Trouble::NoHeadings(_)) if matches!(trouble, Trouble::Empty) => {
                trouble = none;
            }
            Err(Trouble::NoHeadings(_) | Trouble::Empty) => {}
            done => return done,
        }
    }
    Err(trouble)
}
