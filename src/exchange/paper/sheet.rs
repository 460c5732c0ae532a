//! A paper as it will be read: lines and tables, before it is a file.

/// How a line stands on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The paper's name, large and in the middle.
    Title,
    /// A line in the middle.
    Centre,
    /// A heading within the paper.
    Heading,
    /// A paragraph, its first line drawn in.
    Body,
    /// A line from the left edge.
    Flush,
    /// An item of a list.
    Item,
    /// A line at the right edge.
    Right,
    /// A line for a signature with its day.
    Sign,
}

/// A table with a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The words over the columns.
    pub head: Vec<String>,
    /// How wide the columns are to each other.
    pub widths: Vec<usize>,
    /// Which columns hold numbers, at their right edge; what is not told holds none.
    pub numbers: Vec<bool>,
    /// The rows; every one has a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A line or a paragraph.
    Line(Kind, String),
    /// Room between two paragraphs.
    Gap,
    /// A rule across the paper.
    Rule,
    /// 二维码 that says this text.
    Qr(String),
    /// A table.
    Table(Table),
}

/// A paper, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Size of the body's letters in points.
    pub points: usize,
    /// Whether the paper lies on its side.
    pub landscape: bool,
    /// 副本: what marks it as a copy.
    pub mark: Option<String>,
    /// What it says.
    pub parts: Vec<Part>,
    /// What every paper for the person says at its end, in smaller letters.
    pub foot: Vec<Part>,
    /// The number at the bottom of each page.
    pub number: String,
}
