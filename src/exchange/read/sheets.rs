//! Which sheets of a workbook are read, and what becomes of each.

use crate::exchange::read::error::Trouble;
use crate::exchange::table::TableRead;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether its tab is shown.
    pub visible: bool,
    /// Whether it has cells: a chart, a macro sheet or a sheet without its part has none.
    pub has_cells: bool,
}

/// A table of a file and what became of it.
#[derive(Debug)]
pub struct SheetNote {
    /// The sheet's name; `None` in a file that is one table.
    pub name: Option<String>,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// What became of it.
    pub fate: SheetFate,
}

/// What becomes of a sheet.
#[derive(Debug)]
pub enum SheetFate {
    /// It was read.
    Read(TableRead),
    /// The map names another sheet.
    NotAsked,
    /// It holds no cells: a chart, a macro sheet, or its part is not in the file.
    NoCells,
    /// It cannot be read as what was asked for.
    Unfit(Trouble),
}

impl SheetFate {
    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "read",
            Self::NotAsked => "not-asked",
            Self::NoCells => "no-cells",
            Self::Unfit(trouble) => trouble.code(),
        }
    }
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct FileRead {
    /// Its sheets, in their order; one without a name where it is one table.
    pub sheets: Vec<SheetNote>,
}

impl FileRead {
    /// Makes the note of a file that is one table.
    pub fn of_table(read: TableRead) -> Self {
        Self {
            sheets: vec![SheetNote {
                name: None,
                hidden: false,
                fate: SheetFate::Read(read),
            }],
        }
    }

    /// Gives the tables that were read.
    pub fn tables(&self) -> impl Iterator<Item = (&SheetNote, &TableRead)> {
        self.sheets.iter().filter_map(|note| match &note.fate {
            SheetFate::Read(table) => Some((note, table)),
            SheetFate::NotAsked | SheetFate::NoCells | SheetFate::Unfit(_) => None,
        })
    }
}

/// Reads the wanted sheet alone, else every one that has known headings, hidden ones too.
///
/// # Errors
/// The sheet's own trouble; where no sheet was read, what stood in the way of the one that came
/// nearest; what stops the reading of any (the disk).
pub fn read_each(
    sheets: &[SheetName],
    wanted: Option<&str>,
    mut read: impl FnMut(&str) -> Result<TableRead, Trouble>,
) -> Result<FileRead, Trouble> {
    if let Some(name) = wanted
        && !sheets.iter().any(|sheet| sheet.name == name)
    {
        let have = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        return Err(Trouble::NoSheet(name.to_owned(), have));
    }
    let mut file = FileRead::default();
    let alone = wanted.is_some() || sheets.iter().filter(|it| it.has_cells).count() == 1;
    for sheet in sheets {
        let fate = if wanted.is_some_and(|name| name != sheet.name) {
            SheetFate::NotAsked
        } else if sheet.has_cells {
            match read(&sheet.name) {
                Ok(table) => SheetFate::Read(table),
                Err(trouble) if alone || matches!(trouble, Trouble::Io(_)) => return Err(trouble),
                Err(trouble) => SheetFate::Unfit(trouble),
            }
        } else {
            SheetFate::NoCells
        };
        file.sheets.push(SheetNote {
            name: Some(sheet.name.clone()),
            hidden: !sheet.visible,
            fate,
        });
    }
    if file.tables().next().is_some() {
        return Ok(file);
    }
    let troubles = file.sheets.into_iter().filter_map(|note| match note.fate {
        SheetFate::Unfit(trouble) => Some(trouble),
        SheetFate::Read(_) | SheetFate::NotAsked | SheetFate::NoCells => None,
    });
    // Of equals the first: the sheet that the clerk sees first.
    let nearest = troubles.min_by_key(distance);
    Err(nearest.unwrap_or(Trouble::Empty))
}

/// Gives how far a trouble is from a sheet that could have been read.
const fn distance(trouble: &Trouble) -> u8 {
    match trouble {
        Trouble::Damaged(_) | Trouble::TooLarge(..) | Trouble::Io(_) | Trouble::Locked => 0,
        Trouble::HeadingsMissing(..) | Trouble::FieldMissing(..) => 1,
        Trouble::NoHeadings(_) => 2,
        Trouble::NoSheet(..) | Trouble::OtherType(_) | Trouble::Empty => 3,
    }
}
