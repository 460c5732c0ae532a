//! 便携: where the program keeps what is its own. A file [`MARK`] beside the program, as on a stick, has
//! everything stay beside it; else it lies in the platform's folders.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The file beside the program by which everything stays beside it; what is in it does not matter.
pub const MARK: &str = "mulin.portable";
/// The folder beside the program that holds store, settings and papers then.
const BESIDE: &str = "mulin-data";

/// Gives the folder that goes with the program; `None` where it is installed on this machine.
pub fn beside_program() -> Option<PathBuf> {
    beside(&env::current_exe().ok()?)
}

fn beside(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    folder.join(MARK).is_file().then(|| folder.join(BESIDE))
}

/// Gives the folder for data.
pub fn data_folder() -> PathBuf {
    beside_program().unwrap_or_else(|| {
        let base = etcetera::choose_base_strategy();
        let folder = base.map_or_else(|_| PathBuf::from("."), |base| base.data_dir());
        folder.join("mulin")
    })
}

/// Gives the folder for settings; `None` where the platform names none.
pub fn settings_folder() -> Option<PathBuf> {
    beside_program().or_else(|| {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(base.config_dir().join("mulin"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_mark_beside_the_program_keeps_everything_there() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("mulin");
        assert_eq!(beside(&program), None);
        fs::write(folder.path().join(MARK), "").unwrap();
        assert_eq!(beside(&program), Some(folder.path().join("mulin-data")));
    }
}
