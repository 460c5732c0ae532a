//! A file that appears whole or not at all: written beside its place, synced, then renamed. Only
//! its owner can read it (mode 0600).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::disk::part::Part;
use crate::exchange::write::error::{WriteError, WriteTrouble};

/// What becomes of a file that stands at the place already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It stays, and nothing is written.
    Stays,
    /// It is replaced.
    Replaced,
}

/// A file on its way to its place.
pub struct WholeFile {
    /// Where it is written.
    pub bytes: BufWriter<File>,
    part: Part,
    standing: Standing,
}

impl WholeFile {
    /// Begins a file beside its place.
    pub fn begin(place: &Path, standing: Standing) -> Result<Self, WriteError> {
        let begun = Part::beside(place).and_then(|part| Ok((part.create()?, part)));
        let (file, part) = begun.map_err(|error| WriteTrouble::Io(error).on(place))?;
        Ok(Self {
            bytes: BufWriter::new(file),
            part,
            standing,
        })
    }

    /// Gives the place that it is for.
    pub fn place(&self) -> &Path {
        self.part.place()
    }

    /// Gives a private folder for what is needed on the way; it goes with the file.
    pub fn folder(&self) -> &Path {
        self.part.folder()
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), WriteError> {
        let Self {
            mut bytes,
            part,
            standing,
        } = self;
        let place = part.place().to_owned();
        let put = bytes.flush().and_then(|()| {
            // Some systems move no file that is open.
            drop(bytes);
            part.put(standing == Standing::Replaced)
        });
        put.map_err(|error| WriteTrouble::Io(error).on(&place))
    }
}
