//! The arguments of `mulin operator`.

use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use crate::domain::right::Role;

/// What can be done with operators.
#[derive(Debug, Subcommand)]
pub enum OperatorAction {
    /// List the operators with their roles; those who left too.
    List {
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Show which role may do what.
    Roles,
    /// Add an operator with a passphrase; the first one is the administrator, and with him comes the
    /// recovery key.
    Add {
        /// Under which name he works.
        name: String,
        /// What he may do.
        #[arg(long, value_parser = PossibleValuesParser::new(Role::CODES), default_value = "reception")]
        role: String,
        /// Where the passphrase comes from.
        #[command(flatten)]
        passphrase: NewPassphrase,
    },
    /// Add a script and write its token into a file that you alone can read.
    Token {
        /// Under which name it works.
        name: String,
        /// The new file.
        file: PathBuf,
        /// What it may do.
        #[arg(long, value_parser = PossibleValuesParser::new(Role::CODES), default_value = "reception")]
        role: String,
    },
    /// Give an operator another role.
    Role {
        /// Who.
        name: String,
        /// What he may do from now on.
        #[arg(value_parser = PossibleValuesParser::new(Role::CODES))]
        role: String,
    },
    /// Set another passphrase: one's own, or as administrator anybody's.
    Passphrase {
        /// Whose.
        name: String,
        /// A file that holds the recovery key: what is sealed to him stays readable to him.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
        /// Where the passphrase comes from.
        #[command(flatten)]
        passphrase: NewPassphrase,
    },
    /// Set a PIN, one's own or as administrator anybody's: it opens the desk that its owner locked, and
    /// signs at another's.
    Pin {
        /// Whose.
        name: String,
        /// A file that holds the new PIN (else it is asked for twice).
        #[arg(long, value_name = "FILE", conflicts_with = "remove")]
        pin_file: Option<PathBuf>,
        /// Take the PIN away.
        #[arg(long)]
        remove: bool,
    },
    /// Name somebody by the recovery key for an accusation that nobody who signs in can read.
    Entrust {
        /// Which case.
        number: String,
        /// Who sees to it from now on.
        name: String,
        /// A file that holds the recovery key (else it is asked for).
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
    /// Somebody works here no longer, or a token is taken back.
    Leave {
        /// Who.
        name: String,
    },
    /// Somebody works here again.
    Return {
        /// Who.
        name: String,
    },
    /// Set an administrator's passphrase by the recovery key that is kept on paper.
    Recover {
        /// Whose.
        name: String,
        /// A file that holds the recovery key (else it is asked for).
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
        /// Where the passphrase comes from.
        #[command(flatten)]
        passphrase: NewPassphrase,
    },
}

/// Where a new passphrase comes from.
#[derive(Debug, clap::Args)]
pub struct NewPassphrase {
    /// A file that holds the new passphrase (else it is asked for twice).
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}
