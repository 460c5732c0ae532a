//! The file of an import, read through its map, and the store that it goes to.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::path::Path;

use crate::domain::moment::Moment;
use crate::domain::settings::Settings;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::{ImportMap, MapError};
use crate::exchange::map::pick::{Fields, count, read_fields};
use crate::exchange::message;
use crate::exchange::read::error::ReadError;
use crate::runtime::import::sample::{SampleRow, sample};
use crate::runtime::import::sheet_notes::{SheetNotes, notes};
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::words::bundle::Words;

/// Rows that are kept to be shown as they come.
const SAMPLES: usize = 5;

/// Where rows come from and where they go.
pub struct Source<'a> {
    /// The store; an empty one in memory for a rehearsal without a store.
    pub store: &'a dyn Store,
    /// The words of what is told.
    pub words: &'a Words,
    /// Who takes it in.
    pub who: &'a str,
    /// What the town sets itself.
    pub town: &'a Settings,
    /// When the import began; what it writes carries this moment.
    pub now: Moment,
    /// The file.
    pub file: &'a Path,
    /// The text of a map of headings.
    pub map: Option<&'a str>,
    /// Whether nothing is to be written.
    pub rehearsal: bool,
    /// Acts of one transaction, at most.
    pub slice: usize,
    /// Who sees how far it is, and may break it off.
    pub watch: &'a dyn Watch,
    /// What is found out on the way.
    pub seen: Seen,
}

/// What is found out while a file is read.
#[derive(Debug, Default)]
pub struct Seen {
    notes: RefCell<Vec<SheetNotes>>,
    samples: RefCell<Vec<SampleRow>>,
    stopped: Cell<bool>,
}

/// Whoever watches an import.
pub trait Watch {
    /// Tells whether the rows are to be counted first; that reads the file once more.
    fn counts(&self) -> bool;
    /// Hears that reading begins, and how many rows there are.
    fn begin(&self, total: Option<u64>);
    /// Hears of the next row before it is taken; breaks off where no more are wanted.
    fn row(&self) -> ControlFlow<()>;
    /// Hears that the file was read.
    fn end(&self);
}

/// Why an import ended early. What was kept before stands.
#[derive(Debug)]
pub enum ImportError {
    /// The file was not read.
    Unread(ReadError),
    /// The map does not read.
    Map(MapError),
    /// The store could not keep it.
    Store(StoreError),
}

impl ImportError {
    /// Says it in a sentence; the name of a map's file is the caller's to say.
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Unread(error) => message::unread(words, error),
            Self::Map(error) => message::map(words, error),
            Self::Store(error) => words.store_failure(error.code(), &error.detail()),
        }
    }
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Source<'_> {
    /// Gives what was done with the sheets and columns of the file, once its rows were read.
    pub fn notes(&self) -> Vec<SheetNotes> {
        self.seen.notes.take()
    }

    /// Gives the first rows as they came.
    pub fn samples(&self) -> Vec<SampleRow> {
        self.seen.samples.take()
    }

    /// Tells whether reading was broken off.
    pub fn is_stopped(&self) -> bool {
        self.seen.stopped.get()
    }

    /// Reads the file row by row; `visit` may break off.
    ///
    /// # Errors
    /// The file or the map does not read.
    pub fn rows<F: FieldSet>(
        &self,
        visit: &mut dyn FnMut(Fields<F>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let map = self.map::<F>()?;
        self.rows_by(&map, visit)
    }

    /// The same for 12345 work orders: what the map leaves open is that they came by 12345.
    ///
    /// # Errors
    /// The file or the map does not read.
    pub fn orders(
        &self,
        visit: &mut dyn FnMut(Fields<CaseField>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let map = self.map::<CaseField>()?.of_orders();
        self.rows_by(&map, visit)
    }

    fn rows_by<F: FieldSet>(
        &self,
        map: &ImportMap<F>,
        visit: &mut dyn FnMut(Fields<F>) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let counts = self.watch.counts();
        let total = counts.then(|| count(self.file, map).ok()).flatten();
        self.watch.begin(total);
        let read = read_fields(self.file, map, &mut |fields| {
            if self.watch.row().is_break() {
                self.seen.stopped.set(true);
                return ControlFlow::Break(());
            }
            let mut samples = self.seen.samples.borrow_mut();
            if samples.len() < SAMPLES {
                samples.push(sample(self.words, &fields));
            }
            drop(samples);
            visit(fields)
        });
        self.watch.end();
        let taken = read.map_err(ImportError::Unread)?;
        self.seen.notes.replace(notes(self.words, taken));
        Ok(())
    }

    fn map<F: FieldSet>(&self) -> Result<ImportMap<F>, ImportError> {
        match self.map {
            Some(text) => ImportMap::parse(text).map_err(ImportError::Map),
            None => Ok(ImportMap::known()),
        }
    }
}
