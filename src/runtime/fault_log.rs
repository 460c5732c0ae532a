//! 故障记录: what failed lately, a line each: when, in which release, where, and by which code. It holds
//! no name, no words of anybody and no path, and can be sent to whoever mends the program.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::disk::private;
use crate::domain::moment::Moment;
use crate::runtime::own_file;

/// The lines that are kept when the file has grown to twice as many.
const KEPT: usize = 100;

/// Gives where it lies beside a store.
pub fn beside(store: &Path) -> PathBuf {
    store.with_file_name("faults.log")
}

/// Notes a failure of `part`, a verb or the desk, by its `code`. A failure that cannot be noted either
/// is told by whoever met it, as every other is.
pub fn note(file: &Path, when: Moment, part: &str, code: &str) {
    let _unwritten = write_line(file, when, part, code);
}

fn write_line(file: &Path, when: Moment, part: &str, code: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        private::make_folder(folder)?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let line = format!("{} {version} {part} {code}", when.minute());
    let lines = read(file);
    if lines.last() == Some(&line) {
        // What is tried again and again within a minute is one failure.
        return Ok(());
    }
    if lines.len() >= 2 * KEPT {
        let mut last: Vec<String> = lines[lines.len() - KEPT..].to_vec();
        last.push(line);
        return own_file::write(file, &(last.join("\n") + "\n"));
    }
    let mut open = private::open_to_add(file)?;
    open.write_all(format!("{line}\n").as_bytes())
}

/// Gives the lines of a record, the oldest first; none where there is none.
pub fn read(file: &Path) -> Vec<String> {
    let text = own_file::read(file).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_kept_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("within").join("faults.log");
        assert!(read(&file).is_empty());
        let when = Moment::parse("2026-11-25T08:30:00+08:00").unwrap();
        for at in 0..=2 * KEPT {
            write_line(&file, when, "verify", &format!("code-{at}")).unwrap();
        }
        let lines = read(&file);
        assert_eq!(lines.len(), KEPT + 1);
        let last = lines.last().unwrap();
        write_line(&file, when, "verify", "code-200").unwrap();
        assert_eq!(read(&file).len(), lines.len(), "the same within a minute");
        assert!(last.starts_with("2026-11-25 08:30 "), "{last}");
        assert!(last.ends_with("verify code-200"), "{last}");
        assert!(!private::is_open_to_others(&file));
    }
}
