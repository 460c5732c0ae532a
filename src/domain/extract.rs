//! 导出内容: a list or a report as it is taken out of the desk, before it is a file: what stands above
//! it, its tables, who signs.

/// What is taken out. What is hidden on the screen is hidden in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extract {
    /// 单位: whose report it is; empty over a list.
    pub unit: String,
    /// The name of the list or the report.
    pub title: String,
    /// What stands below the name: the period, what is filtered, who made it out and when.
    pub notes: Vec<String>,
    /// What it holds.
    pub blocks: Vec<ExtractBlock>,
    /// 签字: who signs; a line with room and a day each.
    pub signers: Vec<String>,
    /// What stands below all else, such as a fingerprint.
    pub foot: Vec<String>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtractBlock {
    /// A heading.
    Heading(String),
    /// A sentence.
    Line(String),
    /// A label and what it says.
    Fact(String, String),
    /// A table.
    Table(ExtractTable),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtractTable {
    /// Its columns.
    pub columns: Vec<ExtractColumn>,
    /// Its rows; every one has a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractColumn {
    /// The words over it.
    pub heading: String,
    /// It holds numbers.
    pub number: bool,
}

impl ExtractColumn {
    /// Makes a column of texts.
    pub const fn text(heading: String) -> Self {
        Self {
            heading,
            number: false,
        }
    }

    /// Makes a column of numbers.
    pub const fn number(heading: String) -> Self {
        Self {
            heading,
            number: true,
        }
    }
}

impl Extract {
    /// Gives its tables.
    pub fn tables(&self) -> impl Iterator<Item = &ExtractTable> {
        self.blocks.iter().filter_map(|block| match block {
            ExtractBlock::Table(table) => Some(table),
            ExtractBlock::Heading(_) | ExtractBlock::Line(_) | ExtractBlock::Fact(..) => None,
        })
    }

    /// Tells whether it is a report, which somebody signs, rather than a list.
    pub const fn is_report(&self) -> bool {
        !self.signers.is_empty()
    }

    /// Counts the rows of its tables, else the lines of a page that has none.
    pub fn rows(&self) -> usize {
        if self.tables().next().is_some() {
            return self.tables().map(|table| table.rows.len()).sum();
        }
        let is_fact = |it: &&ExtractBlock| matches!(it, ExtractBlock::Fact(..));
        self.blocks.iter().filter(is_fact).count()
    }
}

impl ExtractTable {
    /// Takes the columns away in which nothing stands, but never the first.
    pub fn without_empty_columns(&mut self) {
        let is_kept = |at: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(at));
            at == 0 || cells.any(|cell| !cell.is_empty())
        };
        let kept: Vec<bool> = (0..self.columns.len()).map(is_kept).collect();
        keep(&mut self.columns, &kept);
        for row in &mut self.rows {
            keep(row, &kept);
        }
    }
}

fn keep<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter().copied();
    list.retain(|_| kept.next().unwrap_or(false));
}
