//! What holds for every verb.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::words::lang::Lang;

/// What holds for every verb.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// The store's file (else $MULIN_STORE, else the platform's data folder).
    #[arg(long, global = true, value_name = "PATH")]
    pub store: Option<PathBuf>,
    /// Who is at the desk (else $MULIN_OPERATOR, else the system's user).
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub who: Option<String>,
    /// A file of your own that holds a script's token, or the passphrase of `--as` (else
    /// $MULIN_CREDENTIAL, else the passphrase is asked for).
    #[arg(long, global = true, value_name = "FILE")]
    pub credential: Option<PathBuf>,
    /// The code of a language.
    #[arg(long, global = true, value_parser = PossibleValuesParser::new(Lang::CODES), help = lang_help())]
    pub lang: Option<String>,
    /// Keys: `vim`, or the path of a key file that is laid over the default.
    #[arg(long, global = true, value_name = "NAME|PATH")]
    pub keymap: Option<String>,
    /// The clock is right, though it does not fit the store's last entry.
    #[arg(long, global = true)]
    pub clock_is_right: bool,
    /// Colours: light, dark or mono.
    #[arg(long, global = true, value_parser = ["light", "dark", "mono"])]
    pub theme: Option<String>,
}

/// Says what `--lang` takes.
fn lang_help() -> String {
    format!("Language: {} (else the locale)", Lang::CODES.join(" or "))
}
