//! What is exported, printed or copied: the list as it is shown, or cases that the store gives page by
//! page.

use crate::domain::entry::Revealed;
use crate::domain::extract::Extract;
use crate::domain::queue::QueueQuery;

/// What is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// What is shown.
    Shown(Extract),
    /// Every case that a query lets through, also those that are not loaded.
    Cases(Box<CaseContent>),
}

/// Cases that are taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseContent {
    /// What stands above them.
    pub head: Extract,
    /// Which, in which order.
    pub query: QueueQuery,
    /// They stand in groups: what is secret follows behind all of them.
    pub grouped: bool,
}

/// 导出、打印: what can be taken out of a pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// What the file's name begins with.
    pub stem: String,
    /// The parts from which one is chosen, each with the code of its words under `output-part`; the
    /// first is meant unless another is chosen.
    pub parts: Vec<(&'static str, Content)>,
    /// What of it the clerk has revealed: taking it out is written down too.
    pub revealed: Vec<Revealed>,
    /// It is to be printed.
    pub print: bool,
}

/// 复制: what can be copied of a pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copying {
    /// The cells of the row under the cursor, each with its heading; none where there is no row.
    pub cells: Vec<(String, String)>,
    /// The whole of it.
    pub whole: Content,
    /// How many rows it has; `None` where only the store knows.
    pub rows: Option<usize>,
    /// What of it the clerk has revealed.
    pub revealed: Vec<Revealed>,
}

/// The kinds of files that an export can be, and the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.xlsx`
    Workbook,
    /// `.csv`
    Comma,
    /// `.docx`
    Paper,
    /// A paper, and from there to the printer.
    Print,
}

impl Format {
    /// Every one, in the order of their digits.
    pub const ALL: [Self; 4] = [Self::Workbook, Self::Comma, Self::Paper, Self::Print];
    /// Their codes, words under `output-format`.
    pub const CODES: &'static [&'static str] = &["xlsx", "csv", "docx", "print"];

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        let at = Self::CODES.iter().position(|it| *it == code)?;
        Self::ALL.get(at).copied()
    }

    /// Gives the ending of its file.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Comma => "csv",
            Self::Paper | Self::Print => "docx",
        }
    }
}

/// An order to export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What.
    pub content: Content,
    /// As what.
    pub format: Format,
    /// The file's name, in the folder of the exports unless it names another.
    pub file: String,
    /// What of it the clerk has revealed.
    pub revealed: Vec<Revealed>,
}

/// An order to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyOrder {
    /// What.
    pub what: CopyPart,
    /// What of it the clerk has revealed.
    pub revealed: Vec<Revealed>,
}

/// What of a pane is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyPart {
    /// A cell.
    Cell(String),
    /// A row.
    Row(Vec<String>),
    /// The whole, with its headings.
    Whole(Content),
}

/// What became of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The clipboard has it, given by this command.
    Taken {
        /// Which command.
        tool: String,
        /// Its rows.
        rows: u64,
    },
    /// The machine has no clipboard; the terminal is to be asked.
    Terminal {
        /// The text.
        text: String,
        /// Its rows.
        rows: u64,
    },
    /// It is too long: so many bytes go.
    TooLong(usize),
}
