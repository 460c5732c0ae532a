//! The number that the system gave an error, whatever a library has put around it.

use std::error::Error;
use std::io;

/// How the standard library ends the sentence of an error of the system.
const MARK: &str = "(os error ";

/// Gives the number of the system's error; `None` where the system said nothing. A library that keeps
/// the error to itself has it in its sentence.
pub fn system_number(error: &io::Error) -> Option<i32> {
    let mut number = error.raw_os_error();
    // What an error wraps is not its source, but what that has.
    let mut source = error.get_ref().map(|inner| inner as &(dyn Error + 'static));
    while let (None, Some(inner)) = (number, source) {
        number = inner
            .downcast_ref::<io::Error>()
            .and_then(io::Error::raw_os_error);
        source = inner.source();
    }
    number.or_else(|| {
        let text = error.to_string();
        let (_, behind) = text.split_once(MARK)?;
        behind.split(')').next()?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_found_behind_what_libraries_put_around_it() {
        let bare = io::Error::from_raw_os_error(5);
        assert_eq!(system_number(&bare), Some(5));
        assert_eq!(system_number(&io::Error::other(bare)), Some(5));
        let held = tempfile::Builder::new()
            .tempfile_in("/dev/null/nowhere")
            .unwrap_err();
        assert_eq!(held.raw_os_error(), None, "the library keeps it");
        assert_eq!(system_number(&held), Some(20));
        assert_eq!(system_number(&io::Error::other("odd")), None);
    }
}
