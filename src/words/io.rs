//! What the system says about a file, in the chosen language.

use std::io::{Error, ErrorKind};

use crate::disk::number::system_number;
use crate::disk::regular::is_no_file;
use crate::words::bundle::Words;

impl Words {
    /// Says why a file was not read or written; what no sentence is for is told by the number that the
    /// system gave it.
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
            ErrorKind::NotADirectory => "io-no-folder",
            ErrorKind::AlreadyExists => "io-there",
            ErrorKind::BrokenPipe => "io-closed",
            ErrorKind::TimedOut | ErrorKind::WouldBlock => "io-busy",
            ErrorKind::UnexpectedEof => "io-cut-off",
            _ => {
                let number =
                    system_number(error).map_or_else(|| "-".to_owned(), |it| it.to_string());
                return self.say_with("io-other", &[("number", number.into())]);
            }
        };
        self.say(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    #[test]
    fn no_reason_stands_in_the_words_of_the_system_or_of_a_library() {
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            for number in 1..=133 {
                let error = Error::from_raw_os_error(number);
                let (ours, raw) = (words.io_reason(&error), error.to_string());
                assert!(!ours.contains("os error") && !ours.contains(&raw), "{ours}");
                assert!(!ours.starts_with("io-"), "{ours}");
            }
            let wrapped = Error::other(Error::from_raw_os_error(5));
            assert!(words.io_reason(&wrapped).contains('5'));
            let foreign = Error::other("csv: field too long");
            assert!(!words.io_reason(&foreign).contains("csv"));
        }
    }
}
