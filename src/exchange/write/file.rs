//! A file that appears whole or not at all: written beside its place, synced, then renamed. Only
//! its owner can read it (mode 0600).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::exchange::write::error::{WriteError, WriteTrouble};

/// A file on its way to its place.
pub struct WholeFile {
    /// Where it is written.
    pub bytes: BufWriter<NamedTempFile>,
    place: PathBuf,
}

impl WholeFile {
    /// Begins a file beside its place.
    pub fn begin(place: &Path) -> Result<Self, WriteError> {
        let folder = folder_of(place);
        let file = NamedTempFile::with_prefix_in(".mulin-", folder)
            .map_err(|error| WriteTrouble::Io(error).on(place))?;
        Ok(Self {
            bytes: BufWriter::new(file),
            place: place.to_owned(),
        })
    }

    /// Gives the place that it is for.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Puts the file in its place, replacing what stood there.
    pub fn finish(self) -> Result<(), WriteError> {
        let Self { bytes, place } = self;
        put(bytes, &place).map_err(|trouble| trouble.on(&place))
    }
}

/// Gives the folder in which a file is to stand.
pub fn folder_of(place: &Path) -> &Path {
    place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn put(mut bytes: BufWriter<NamedTempFile>, place: &Path) -> Result<(), WriteTrouble> {
    bytes.flush()?;
    let file = bytes
        .into_inner()
        .map_err(|error| WriteTrouble::Io(error.into_error()))?;
    file.as_file().sync_all()?;
    file.persist(place)
        .map_err(|error| WriteTrouble::Io(error.error))?;
    if cfg!(unix) {
        File::open(folder_of(place))?.sync_all()?;
    }
    Ok(())
}
