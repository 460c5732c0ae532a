//! The file of an import, read through its map, and the store that it goes to.

use std::cell::RefCell;
use std::fs;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::Path;

use crate::domain::moment::Moment;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::ImportMap;
use crate::exchange::map::pick::{Fields, count, read_fields};
use crate::exchange::message;
use crate::store::contract::Store;
use crate::verbs::arguments::sheets::ImportArguments;
use crate::verbs::import::sheet_notes::{SheetNotes, notes};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::progress::Progress;
use crate::verbs::setting::Setting;
use crate::verbs::store::{for_reading, opened};

/// Bytes of a map; a map is small.
const MAP_BYTES: u64 = 1 << 20;

/// Where rows come from and where they go.
pub struct Source<'a> {
    /// What was decided before.
    pub setting: &'a Setting,
    /// The store; an empty one in memory for a dry run without a store.
    pub store: Box<dyn Store>,
    /// When the import began; what it writes carries this moment.
    pub now: Moment,
    asked: &'a ImportArguments,
    notes: RefCell<Vec<SheetNotes>>,
}

impl<'a> Source<'a> {
    /// Opens the store. A dry run makes none, and only a readable file lets one be made.
    pub fn new(setting: &'a Setting, asked: &'a ImportArguments) -> Result<Self, Exit> {
        if let Err(error) = fs::File::open(&asked.file) {
            let file = asked.file.display().to_string();
            let reason = error.to_string();
            complain(setting.words.say_with(
                "verbs-unreadable",
                &[("file", file.into()), ("reason", reason.into())],
            ));
            return Err(Exit::Refused);
        }
        let store: Box<dyn Store> = if asked.dry_run {
            for_reading(setting)?
        } else {
            Box::new(opened(setting)?)
        };
        Ok(Self {
            setting,
            store,
            now: now(),
            asked,
            notes: RefCell::default(),
        })
    }

    /// Tells whether nothing is to be written.
    pub const fn is_rehearsal(&self) -> bool {
        self.asked.dry_run
    }

    /// Gives what was done with the sheets and columns of the file, once its rows were read.
    pub fn notes(&self) -> Vec<SheetNotes> {
        self.notes.take()
    }

    /// Reads the file row by row, with a bar where somebody watches; `visit` may break off.
    pub fn rows<F: FieldSet>(
        &self,
        visit: &mut dyn FnMut(Fields<F>) -> ControlFlow<()>,
    ) -> Result<(), Exit> {
        let map = self.map::<F>()?;
        self.rows_by(&map, visit)
    }

    /// The same for 12345 work orders: what the map leaves open is that they came by 12345.
    pub fn orders(
        &self,
        visit: &mut dyn FnMut(Fields<CaseField>) -> ControlFlow<()>,
    ) -> Result<(), Exit> {
        let map = self.map::<CaseField>()?.of_orders();
        self.rows_by(&map, visit)
    }

    fn rows_by<F: FieldSet>(
        &self,
        map: &ImportMap<F>,
        visit: &mut dyn FnMut(Fields<F>) -> ControlFlow<()>,
    ) -> Result<(), Exit> {
        let progress = Progress::new(self.total(map));
        let mut done = 0;
        let read = read_fields(&self.asked.file, map, &mut |fields| {
            done += 1;
            progress.set(done);
            visit(fields)
        });
        drop(progress);
        let words = &self.setting.words;
        match read {
            Ok(taken) => {
                self.notes.replace(notes(words, taken));
                Ok(())
            }
            Err(error) => {
                complain(message::unread(words, &error));
                Err(Exit::Refused)
            }
        }
    }

    /// Counts the rows for the bar; nobody waits for that where no bar is seen.
    fn total<F: FieldSet>(&self, map: &ImportMap<F>) -> Option<u64> {
        if !io::stderr().is_terminal() {
            return None;
        }
        count(&self.asked.file, map).ok()
    }

    fn map<F: FieldSet>(&self) -> Result<ImportMap<F>, Exit> {
        let Some(path) = &self.asked.map else {
            return Ok(ImportMap::known());
        };
        let words = &self.setting.words;
        let file = path.display().to_string();
        let text = read_map(path).map_err(|error| {
            complain(words.say_with(
                "verbs-unreadable",
                &[
                    ("file", file.as_str().into()),
                    ("reason", error.to_string().into()),
                ],
            ));
            Exit::Usage
        })?;
        ImportMap::parse(&text).map_err(|error| {
            complain(format!("{file}: {}", message::map(words, &error)));
            Exit::Usage
        })
    }
}

fn read_map(path: &Path) -> io::Result<String> {
    let size = path.metadata()?.len();
    if size > MAP_BYTES {
        return Err(io::Error::other(format!("{size} > {MAP_BYTES}")));
    }
    fs::read_to_string(path)
}
