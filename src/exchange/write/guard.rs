//! The writer of workbooks keeps rows in a file of its own until the book is saved, and panics where
//! that cannot be written. Here such a panic becomes what it is, a failure of the disk; a fault of our
//! own goes on as one.

use std::any::Any;
use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rust_xlsxwriter::XlsxError;

use crate::exchange::write::error::WriteTrouble;

thread_local! {
    /// Whether a panic of this thread would be caught here.
    static WRITING: Cell<bool> = const { Cell::new(false) };
    /// Whether the last panic was the writer's.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Told by the program's panic hook where a panic comes from; tells whether it will be caught, so
/// that nothing need be said of it.
pub fn hears(place: &str) -> bool {
    let caught = WRITING.get() && place.contains("rust_xlsxwriter");
    if caught {
        CAUGHT.set(true);
    }
    caught
}

/// Does `act`; a panic of the workbook's writer is a failure of the disk.
pub fn written<T>(act: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, WriteTrouble> {
    CAUGHT.set(false);
    let before = WRITING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(act));
    WRITING.set(before);
    match done {
        Ok(done) => done.map_err(trouble),
        Err(panic) if CAUGHT.take() => Err(WriteTrouble::Io(system_kind(panic.as_ref()).into())),
        Err(fault) => resume_unwind(fault),
    }
}

/// Reads from the writer's last words what the system had said.
fn system_kind(panic: &(dyn Any + Send)) -> io::ErrorKind {
    let text = panic.downcast_ref::<String>().map_or("", String::as_str);
    [
        ("QuotaExceeded", io::ErrorKind::QuotaExceeded),
        ("FileTooLarge", io::ErrorKind::FileTooLarge),
        ("PermissionDenied", io::ErrorKind::PermissionDenied),
        ("StorageFull", io::ErrorKind::StorageFull),
    ]
    .into_iter()
    .find(|(name, _)| text.contains(name))
    .map_or(io::ErrorKind::Other, |(_, kind)| kind)
}

/// Says what the workbook's writer says; a failure of the system that it passes on is one.
fn trouble(error: XlsxError) -> WriteTrouble {
    if let XlsxError::IoError(error) = error {
        return WriteTrouble::Io(error);
    }
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return WriteTrouble::Io(io.kind().into());
        }
        source = inner.source();
    }
    WriteTrouble::Sheet(error.to_string())
}
