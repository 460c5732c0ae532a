//! What the system says about a file, in the chosen language.

use std::io::{Error, ErrorKind};

use crate::disk::regular::is_no_file;
use crate::words::bundle::Words;

impl Words {
    /// Says why a file was not read or written; what no sentence is for stands in the system's words.
    pub fn io_reason(&self, error: &Error) -> String {
        if is_no_file(error) {
            return self.say("io-no-file");
        }
        let key = match error.kind() {
            ErrorKind::NotFound => "io-not-found",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "io-denied",
            ErrorKind::IsADirectory => "io-folder",
            ErrorKind::FileTooLarge => "io-too-long",
            ErrorKind::InvalidData => "io-no-text",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io-full",
            _ => return error.to_string(),
        };
        self.say(key)
    }
}
