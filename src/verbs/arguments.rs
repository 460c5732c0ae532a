//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// 牟邻之家 Mulin House: the reception desk in a terminal. Without a verb the desk opens.
#[derive(Debug, Parser)]
#[command(name = "mulin", version, about, long_about = None)]
pub struct Arguments {
    /// What holds for every verb.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What holds for every verb.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// The store's file (else $MULIN_STORE, else the platform's data folder).
    #[arg(long, global = true, value_name = "PATH")]
    pub store: Option<PathBuf>,
    /// Who is at the desk (else $MULIN_OPERATOR, else the system's user).
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub who: Option<String>,
    /// Language: zh or en (else the locale).
    #[arg(long, global = true, value_parser = ["zh", "en"])]
    pub lang: Option<String>,
    /// Keys: `vim`, or the path of a key file that is laid over the default.
    #[arg(long, global = true, value_name = "NAME|PATH")]
    pub keymap: Option<String>,
    /// Colours: light, dark or mono.
    #[arg(long, global = true, value_parser = ["light", "dark", "mono"])]
    pub theme: Option<String>,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// List the keys, check a key file, or probe this terminal.
    Keys {
        /// What to do with keys; without it they are listed.
        #[command(subcommand)]
        deed: Option<KeysDeed>,
    },
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeysDeed {
    /// Check a key file; exits 1 when something is wrong.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Show, key by key, what arrives in this terminal, and write an overlay for what does not.
    Probe,
}
