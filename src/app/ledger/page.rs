//! The page of a ledger as its pane declares it: a heading with counts, then facts and tables.

use chrono::{Datelike, NaiveDate};

use crate::app::case::para::{Para, Shade};
use crate::app::ledger::chart::Chart;
use crate::app::shared::Shared;
use crate::domain::moment::Moment;
use crate::words::bundle::Words;

/// What a ledger shows, its rows known by `R`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<R> {
    /// What the ledger is and what it counts: its first line.
    pub heading: String,
    /// What stands below, from the top.
    pub blocks: Vec<Block<R>>,
    /// How many rows there are in all, where the pane shows those alone that it found itself.
    pub total: Option<usize>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<R> {
    /// The title of what follows.
    Title(String),
    /// A sentence over the whole width.
    Note(String, Shade),
    /// A label with its text; the cursor stops at it where it has a row.
    Fact(Para, Option<R>),
    /// Rows under columns.
    Table(Table<R>),
    /// A picture of what a table counts.
    Chart(Chart),
}

/// Rows under columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<R> {
    /// The line above the columns; empty for none.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in the order in which they are shown.
    pub rows: Vec<Row<R>>,
    /// The rows may be filtered, sorted and grouped; else they are a document with its own order.
    pub is_list: bool,
    /// The column by whose values the rows are grouped.
    pub grouped: Option<usize>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<R> {
    /// Which row it is; the cursor passes over a row without one.
    pub id: Option<R>,
    /// One cell for each column; cells at the end may be left out.
    pub cells: Vec<Cell>,
    /// What is said of it over the whole width, below its cells.
    pub below: Vec<String>,
    /// It belongs to another row that is folded: it shows only where rows are filtered, sorted or
    /// grouped.
    pub folded: bool,
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// How it is meant.
    pub tone: Shade,
    /// The text by which it is sorted, where that is another.
    key: Option<String>,
    /// What a bar in it shows, and of how many.
    pub share: Option<(u32, u32)>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The closed list whose code the heading is; empty where the heading is a key of its own.
    pub list: &'static str,
    /// Key of its heading, empty for none; also its name among the columns.
    pub title: &'static str,
    /// How its texts are fitted.
    pub fit: Fit,
    /// Rows can be grouped by its values.
    pub groups: bool,
    /// It is left out where the window has no room for all of it beside so many cells of each column
    /// of long texts; never without a number.
    pub optional: Option<u16>,
}

/// How the texts of a column are fitted into a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Shown whole as long as anything else can give way.
    Whole,
    /// The same, at the right edge of the column.
    Number,
    /// Cut in the middle where the window is narrow.
    Long,
    /// Broken over as many lines as it needs.
    Wrapped,
    /// A bar, as long as the window lets it.
    Bar,
}

impl Column {
    /// Makes a column of short texts.
    pub const fn text(title: &'static str) -> Self {
        Self::new(title, Fit::Whole)
    }

    /// Makes a column of numbers.
    pub const fn number(title: &'static str) -> Self {
        Self::new(title, Fit::Number)
    }

    /// Makes a column of long texts that are cut where the window is narrow.
    pub const fn long(title: &'static str) -> Self {
        Self::new(title, Fit::Long)
    }

    /// Makes a column of long texts that are broken over several lines.
    pub const fn wrapped(title: &'static str) -> Self {
        Self::new(title, Fit::Wrapped)
    }

    /// Makes a column of bars.
    pub const fn bar(title: &'static str) -> Self {
        Self::new(title, Fit::Bar)
    }

    const fn new(title: &'static str, fit: Fit) -> Self {
        Self {
            list: "",
            title,
            fit,
            groups: false,
            optional: None,
        }
    }

    /// Takes the heading from a closed list of codes.
    #[must_use]
    pub const fn of(mut self, list: &'static str) -> Self {
        self.list = list;
        self
    }

    /// Says its heading.
    pub fn heading(&self, words: &Words) -> String {
        match (self.list, self.title) {
            (_, "") => String::new(),
            ("", title) => words.say(title),
            (list, code) => words.code(list, code),
        }
    }

    /// Lets rows be grouped by its values.
    #[must_use]
    pub const fn grouping(mut self) -> Self {
        self.groups = true;
        self
    }

    /// Leaves it out where the window has no room for all of it beside the columns before it and
    /// `long` cells of each column of long texts.
    #[must_use]
    pub const fn optional(mut self, long: u16) -> Self {
        self.optional = Some(long);
        self
    }
}

impl Cell {
    /// Makes a cell whose text is meant as `tone` says.
    pub fn toned(text: impl Into<String>, tone: Shade) -> Self {
        let text = text.into();
        Self {
            text,
            tone,
            key: None,
            share: None,
        }
    }

    /// Makes a bar of `n` in `of`.
    pub fn bar(n: u32, of: u32) -> Self {
        Self {
            share: Some((n, of)),
            ..Self::from("")
        }
    }

    /// Makes a cell with a day: its year only where that is another than this one.
    pub fn day(shared: &Shared, day: NaiveDate) -> Self {
        Self::from(shared.day(day)).sorted_by(day.to_string())
    }

    /// Makes a cell with a moment, to the minute: its year only where that is another than this one.
    pub fn moment(shared: &Shared, moment: Moment) -> Self {
        let local = moment.local();
        let text = if local.year() == shared.now.date().year() {
            local.format("%m-%d %H:%M").to_string()
        } else {
            moment.minute()
        };
        Self::from(text).sorted_by(moment.minute())
    }

    /// Marks what is late: by a sign, not by its colour alone.
    #[must_use]
    pub fn late(mut self, late: bool) -> Self {
        if late {
            self.text.insert_str(0, "!! ");
            self.tone = Shade::Bad;
        }
        self
    }

    /// Sorts the cell by a text that is not the one shown.
    #[must_use]
    pub fn sorted_by(mut self, key: String) -> Self {
        self.key = Some(key);
        self
    }

    /// Gives the text by which the cell is sorted and grouped.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.text).trim()
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::toned(text, Shade::Plain)
    }
}

impl<R> Page<R> {
    /// Begins a page.
    pub const fn new(heading: String) -> Self {
        Self {
            heading,
            blocks: Vec::new(),
            total: None,
        }
    }

    /// Adds a title over sentences, facts and a table without a title of its own.
    pub fn title(&mut self, text: String) {
        self.blocks.push(Block::Title(text));
    }

    /// Adds a sentence.
    pub fn note(&mut self, text: String, tone: Shade) {
        self.blocks.push(Block::Note(text, tone));
    }

    /// Adds a label with its text.
    pub fn fact(&mut self, label: String, text: String, tone: Shade) {
        self.add_fact(None, label, text, tone);
    }

    /// Adds a label with its text at which the cursor stops.
    pub fn choice(&mut self, id: R, label: String, text: String, tone: Shade) {
        self.add_fact(Some(id), label, text, tone);
    }

    fn add_fact(&mut self, id: Option<R>, label: String, text: String, tone: Shade) {
        let para = Para {
            label,
            text,
            tone,
            item: None,
        };
        self.blocks.push(Block::Fact(para, id));
    }

    /// Adds a picture.
    pub fn chart(&mut self, chart: Chart) {
        self.blocks.push(Block::Chart(chart));
    }

    /// Begins a table whose rows may be filtered, sorted and grouped.
    pub fn list(&mut self, title: String, columns: &[Column]) {
        self.add_table(title, columns, true);
    }

    /// Begins a table that keeps its own order.
    pub fn sheet(&mut self, title: String, columns: &[Column]) {
        self.add_table(title, columns, false);
    }

    fn add_table(&mut self, title: String, columns: &[Column], is_list: bool) {
        self.blocks.push(Block::Table(Table {
            title,
            columns: columns.to_vec(),
            rows: Vec::new(),
            is_list,
            grouped: None,
        }));
    }

    /// Adds a row to the table begun last.
    pub fn row(&mut self, id: R, cells: impl IntoIterator<Item = Cell>) {
        self.add_row(Some(id), cells.into_iter().collect());
    }

    /// Adds a row over which the cursor passes to the table begun last.
    pub fn line(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.add_row(None, cells.into_iter().collect());
    }

    fn add_row(&mut self, id: Option<R>, cells: Vec<Cell>) {
        if let Some(Block::Table(table)) = self.blocks.last_mut() {
            table.rows.push(Row {
                id,
                cells,
                below: Vec::new(),
                folded: false,
            });
        }
    }

    /// Says something of the row that was added last over the whole width.
    pub fn below(&mut self, text: String) {
        if let Some(row) = self.last_row() {
            row.below.push(text);
        }
    }

    /// Folds the row that was added last: it shows only where rows are filtered, sorted or grouped.
    pub fn fold(&mut self) {
        if let Some(row) = self.last_row() {
            row.folded = true;
        }
    }

    fn last_row(&mut self) -> Option<&mut Row<R>> {
        match self.blocks.last_mut() {
            Some(Block::Table(table)) => table.rows.last_mut(),
            Some(Block::Title(_) | Block::Note(..) | Block::Fact(..) | Block::Chart(_)) | None => {
                None
            }
        }
    }

    /// Gives the tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table<R>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Title(_) | Block::Note(..) | Block::Fact(..) | Block::Chart(_) => None,
        })
    }
}

impl<R: Clone> Page<R> {
    /// Gives what the cursor stops at, in order.
    pub fn ids(&self) -> Vec<R> {
        let blocks = self.blocks.iter();
        blocks
            .flat_map(|block| match block {
                Block::Title(_) | Block::Note(..) | Block::Chart(_) => Vec::new(),
                Block::Fact(_, id) => id.iter().cloned().collect(),
                Block::Table(table) => table.rows.iter().filter_map(|it| it.id.clone()).collect(),
            })
            .collect()
    }
}
