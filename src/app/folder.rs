//! What is asked and heard of the folders of this machine.

use std::path::PathBuf;

use crate::domain::moment::Moment;

/// What the chooser asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderQuery {
    /// The folder in which a file was chosen last, else the usual one.
    Start,
    /// The places from which one starts: home, downloads, sticks.
    Places,
    /// A folder.
    At(PathBuf),
    /// A path as it was typed or pasted.
    Typed(String),
}

/// What a folder holds, or the file that was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The folder; `None` for the list of places.
    pub path: Option<PathBuf>,
    /// The folders, then the files, the newest first.
    pub rows: Vec<FolderRow>,
    /// How many more there are than are listed.
    pub more: usize,
    /// Why it cannot be looked into.
    pub problem: Option<String>,
    /// The file that a typed path names.
    pub file: Option<PathBuf>,
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderRow {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub folder: bool,
    /// Its size in bytes.
    pub size: u64,
    /// When it was changed last.
    pub changed: Option<Moment>,
}
