//! What `backup` and `restore` take.

use std::path::PathBuf;

/// `mulin backup`.
#[derive(Debug, clap::Args)]
pub struct BackupArguments {
    /// The new file.
    #[arg(required_unless_present = "daily")]
    pub file: Option<PathBuf>,
    /// Replace the file where there is one already.
    #[arg(long, conflicts_with = "daily")]
    pub replace: bool,
    /// Encrypt store and files of cases into one file, with a passphrase that is asked for twice.
    #[arg(long, conflicts_with = "daily")]
    pub encrypt: bool,
    /// Read the passphrase from the first line of this file, which only its owner may read.
    #[arg(long, value_name = "FILE", requires = "encrypt")]
    pub passphrase_file: Option<PathBuf>,
    /// Make today's copy in the folder that is set, unless it is there: for cron.
    #[arg(long, conflicts_with = "file")]
    pub daily: bool,
}

/// `mulin restore`.
#[derive(Debug, clap::Args)]
pub struct RestoreArguments {
    /// The backup.
    pub file: PathBuf,
    /// Put it in place even where the proof finds faults in it.
    #[arg(long)]
    pub even_damaged: bool,
    /// Read the passphrase of an encrypted backup from the first line of this file, which only its
    /// owner may read.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}
