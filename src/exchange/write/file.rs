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
    replaces: bool,
}

impl WholeFile {
    /// Begins a file beside its place; what stands there is replaced.
    pub fn begin(place: &Path) -> Result<Self, WriteError> {
        Self::beside(place, true)
    }

    /// Begins a file beside a place where nothing may stand yet.
    pub fn begin_new(place: &Path) -> Result<Self, WriteError> {
        Self::beside(place, false)
    }

    fn beside(place: &Path, replaces: bool) -> Result<Self, WriteError> {
        let folder = folder_of(place);
        let file = NamedTempFile::with_prefix_in(".mulin-", folder)
            .map_err(|error| WriteTrouble::Io(error).on(place))?;
        Ok(Self {
            bytes: BufWriter::new(file),
            place: place.to_owned(),
            replaces,
        })
    }

    /// Gives the place that it is for.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), WriteError> {
        let Self {
            bytes,
            place,
            replaces,
        } = self;
        put(bytes, &place, replaces).map_err(|trouble| trouble.on(&place))
    }
}

/// Gives the folder in which a file is to stand.
pub fn folder_of(place: &Path) -> &Path {
    place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn put(
    mut bytes: BufWriter<NamedTempFile>,
    place: &Path,
    replaces: bool,
) -> Result<(), WriteTrouble> {
    bytes.flush()?;
    let file = bytes
        .into_inner()
        .map_err(|error| WriteTrouble::Io(error.into_error()))?;
    file.as_file().sync_all()?;
    let put = if replaces {
        file.persist(place)
    } else {
        file.persist_noclobber(place)
    };
    put.map_err(|error| WriteTrouble::Io(error.error))?;
    if cfg!(unix) {
        File::open(folder_of(place))?.sync_all()?;
    }
    Ok(())
}
