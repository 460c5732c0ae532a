//! An extract as text to paste: cells between tabs, as Excel and WPS take them.

use crate::domain::clean;
use crate::domain::extract::ExtractColumn;
use crate::exchange::formula::guarded;

/// Writes the headings.
pub fn head(columns: &[ExtractColumn]) -> String {
    let cells = columns.iter().map(|it| it.heading.clone());
    line(&cells.collect::<Vec<_>>())
}

/// Writes a row; what a sheet would run as a formula stays text.
pub fn line(cells: &[String]) -> String {
    let cells = cells.iter().map(|text| guarded(&clean::line(text)));
    format!("{}\n", cells.collect::<Vec<_>>().join("\t"))
}
