//! Takes an extract piece by piece, so that a long list need not stand in memory.

use crate::domain::extract::{Extract, ExtractBlock, ExtractColumn};
use crate::exchange::write::error::WriteError;
use crate::exchange::write::out::Written;
use crate::words::bundle::Words;

/// How a line stands in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineStyle {
    /// 单位
    Unit,
    /// The name of it all.
    Title,
    /// A heading within it.
    Heading,
    /// Anything else.
    Plain,
}

/// Takes the pieces from the top down; nothing stands under the file's name before
/// [`ExtractSink::finish`].
pub trait ExtractSink {
    /// Writes a line across the sheet.
    fn line(&mut self, style: LineStyle, text: &str) -> Result<(), WriteError>;

    /// Writes a label and what it says.
    fn fact(&mut self, label: &str, text: &str) -> Result<(), WriteError>;

    /// Leaves a line empty.
    fn gap(&mut self) -> Result<(), WriteError>;

    /// Begins a table with its headings.
    fn head(&mut self, columns: &[ExtractColumn]) -> Result<(), WriteError>;

    /// Writes a row of the table that was begun last.
    fn row(&mut self, cells: &[String]) -> Result<(), WriteError>;

    /// Puts the file in its place.
    fn finish(self: Box<Self>) -> Result<Written, WriteError>;
}

/// Writes what stands above the tables.
///
/// # Errors
/// What stands against it.
pub fn above(sink: &mut dyn ExtractSink, extract: &Extract) -> Result<(), WriteError> {
    if !extract.unit.is_empty() {
        sink.line(LineStyle::Unit, &extract.unit)?;
    }
    sink.line(LineStyle::Title, &extract.title)?;
    for note in &extract.notes {
        sink.line(LineStyle::Plain, note)?;
    }
    Ok(())
}

/// Writes the tables and what stands between them.
///
/// # Errors
/// What stands against it.
pub fn blocks(sink: &mut dyn ExtractSink, extract: &Extract) -> Result<(), WriteError> {
    let mut after_heading = false;
    for block in &extract.blocks {
        match block {
            ExtractBlock::Heading(text) => {
                sink.gap()?;
                sink.line(LineStyle::Heading, text)?;
            }
            ExtractBlock::Line(text) => sink.line(LineStyle::Plain, text)?,
            ExtractBlock::Fact(label, text) => sink.fact(label, text)?,
            ExtractBlock::Table(table) => {
                if !after_heading {
                    sink.gap()?;
                }
                sink.head(&table.columns)?;
                for row in &table.rows {
                    sink.row(row)?;
                }
            }
        }
        after_heading = matches!(block, ExtractBlock::Heading(_) | ExtractBlock::Line(_));
    }
    Ok(())
}

/// Writes what stands below the tables.
///
/// # Errors
/// What stands against it.
pub fn below(
    words: &Words,
    sink: &mut dyn ExtractSink,
    extract: &Extract,
) -> Result<(), WriteError> {
    if !extract.signers.is_empty() || !extract.foot.is_empty() {
        sink.gap()?;
    }
    for signer in &extract.signers {
        let args = [("who", signer.as_str().into())];
        sink.line(LineStyle::Plain, &words.say_with("paper-sign", &args))?;
    }
    for line in &extract.foot {
        sink.line(LineStyle::Plain, line)?;
    }
    Ok(())
}
