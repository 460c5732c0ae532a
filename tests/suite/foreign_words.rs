//! No sentence that reaches the staff holds the words of a library or of the system: not a csv, zip, xlsx
//! or serde error, and no "(os error 28)".

use std::fs;
use std::path::{Path, PathBuf};

/// Where sentences are made.
const MADE_IN: [&str; 4] = ["src/app", "src/ui", "src/runtime", "src/verbs"];

/// How an error is put into a sentence raw.
const RAW: [&str; 5] = [
    "error.to_string()",
    ": {error}",
    "({error}",
    "{error:#}",
    "err.to_string()",
];

/// What is let be, with why.
const LET_BE: &[(&str, usize, &str)] = &[
    (
        "src/runtime/school.rs",
        1,
        "a process that cannot be waited for",
    ),
    (
        "src/runtime/event_loop.rs",
        1,
        "a lesson that cannot be started",
    ),
    (
        "src/runtime/settings/file.rs",
        2,
        "made before there are words",
    ),
    ("src/verbs/open.rs", 1, "a terminal that is none"),
    ("src/verbs/probe.rs", 2, "a terminal that is none"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_error_of_a_library_is_put_into_a_sentence_raw() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in MADE_IN {
        files(&root.join(folder), &mut all);
    }
    let mut raw = Vec::new();
    for file in all {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let count: usize = RAW.iter().map(|mark| code.matches(mark).count()).sum();
        let name = file.strip_prefix(root).unwrap().display().to_string();
        let known = LET_BE.iter().find(|(it, ..)| *it == name);
        if count != known.map_or(0, |(_, known, _)| *known) {
            raw.push(format!("{name}: {count}"));
        }
    }
    assert!(raw.is_empty(), "{raw:#?}");
}
