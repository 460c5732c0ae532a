//! The floors of the house: no upward import, no neighbour, no circle, each crate in its home.
//!
//! A plain text scan of `src/`; each breach is told with file, line and rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Room → floor; a room is a folder of `src/` or a file beside them.
const FLOORS: &[(&str, u8)] = &[
    ("domain", 0),
    ("command", 1),
    ("words", 1),
    ("search", 1),
    ("store", 1),
    ("keymap", 2),
    ("figures", 2),
    ("app", 3),
    ("exchange", 3),
    ("ui", 4),
    ("clock", 4),
    ("office", 5),
    ("runtime", 6),
    ("verbs", 7),
    ("main", 8),
];

/// Pairs that the floors alone would allow: (from, to, why not).
const FORBIDDEN: &[(&str, &str, &str)] = &[
    (
        "app",
        "store",
        "app decides with values and never imports store",
    ),
    (
        "exchange",
        "store",
        "exchange turns files into values and back; verbs and runtime keep them",
    ),
    ("office", "app", OFFICE),
    ("office", "ui", OFFICE),
    ("office", "keymap", OFFICE),
    ("office", "command", OFFICE),
    ("office", "words", OFFICE),
    ("office", "exchange", OFFICE),
    ("ui", "store", "ui draws the model alone"),
    ("ui", "search", "ui draws the model alone"),
    (
        "ui",
        "clock",
        "the clock is known to runtime and verbs alone",
    ),
];

const OFFICE: &str =
    "office answers with values; how they are shown or written is not its business";

/// Files that few rooms may name: (path, rooms, why).
const DOORS: &[(&[&str], &[&str], &str)] = &[(
    &["search", "find"],
    &["search", "office"],
    "people are searched through office::find, which asks what the viewer may be shown",
)];

/// Crate → the places (prefixes under `src/`) where it may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("crossterm", &["runtime/", "keymap/"]),
    ("ratatui", &["ui/", "runtime/terminal", "app/layout"]),
    ("redb", &["store/redb/"]),
    ("fuzzy_matcher", &["search/rank.rs"]),
    // words: the palette finds commands by pinyin initials.
    ("pinyin", &["search/", "words/initials"]),
    ("fluent_bundle", &["words/"]),
    ("unic_langid", &["words/"]),
    ("rmp_serde", &["store/"]),
    ("serde_bytes", &["store/"]),
    ("calamine", &["exchange/"]),
    ("rust_xlsxwriter", &["exchange/"]),
    ("csv", &["exchange/", "domain/calendar"]),
    ("docx_rs", &["exchange/paper/docx.rs"]),
    ("encoding_rs", &["exchange/"]),
    ("zip", &["exchange/read/"]),
    ("cfb", &["exchange/read/"]),
    ("clap", &["verbs/", "main.rs"]),
    ("clap_complete", &["verbs/"]),
    ("clap_mangen", &["verbs/"]),
    ("indicatif", &["verbs/"]),
    ("anyhow", &["runtime/", "verbs/", "main.rs"]),
    ("signal_hook", &["runtime/"]),
    ("etcetera", &["runtime/", "verbs/"]),
    ("tempfile", &["store/", "exchange/", "runtime/", "verbs/"]),
    (
        "serde",
        &[
            "store/",
            "exchange/",
            "keymap/",
            "runtime/settings",
            "runtime/town",
            "verbs/",
        ],
    ),
    ("serde_json", &["store/", "exchange/", "verbs/"]),
    (
        "toml",
        &[
            "exchange/",
            "keymap/",
            "runtime/settings",
            "runtime/town",
            "runtime/town",
            "verbs/",
        ],
    ),
];

struct Source {
    path: PathBuf,
    /// Module path under the crate, `["domain", "case", "step"]`.
    module: Vec<String>,
    text: String,
}

#[test]
fn the_house_keeps_its_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = read_sources(&root);
    assert!(
        sources.len() > 5,
        "found only {} files under {}",
        sources.len(),
        root.display()
    );
    let mut breaches = Vec::new();
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in &sources {
        check_file(source, &sources, &mut breaches, &mut edges);
    }
    breaches.extend(circles(&edges));
    assert!(breaches.is_empty(), "{}\n", breaches.join("\n"));
}

fn read_sources(root: &Path) -> Vec<Source> {
    let mut waiting = vec![root.to_path_buf()];
    let mut sources = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inner = path.strip_prefix(root).unwrap().with_extension("");
                let mut module: Vec<String> = inner
                    .iter()
                    .map(|part| part.to_string_lossy().into_owned())
                    .collect();
                if module.last().is_some_and(|last| last == "mod") {
                    module.pop();
                }
                let text = fs::read_to_string(&path).unwrap();
                sources.push(Source {
                    path: inner.with_extension("rs"),
                    module,
                    text,
                });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn check_file(
    source: &Source,
    all: &[Source],
    breaches: &mut Vec<String>,
    edges: &mut BTreeMap<String, BTreeSet<String>>,
) {
    if source.module == ["lib"] {
        return;
    }
    let room = source.module[0].as_str();
    let shown = format!("src/{}", source.path.display());
    let Some(floor) = floor_of(room) else {
        breaches.push(format!(
            "{shown}:1: {room} has no floor; add it to FLOORS with its reason"
        ));
        return;
    };
    // Unit tests stand at the end of a file and see it through `super`.
    let code = source.text.split("\n#[cfg(test)]\nmod tests {").next();
    for (number, line) in code.unwrap_or_default().lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let mut tell = |rule: String| breaches.push(format!("{shown}:{}: {rule}", number + 1));
        if code.trim_start().starts_with("use ")
            && code.contains("::*")
            && !code.contains("use super::*")
        {
            tell("no glob imports".to_owned());
        }
        if code.trim_start().starts_with("pub use ") {
            tell("no re-exports".to_owned());
        }
        for (name, homes) in HOMES {
            let named = mentions(code, &format!("{name}::"));
            if named && !homes.iter().any(|home| source.path.starts_with_text(home)) {
                tell(format!("{name} lives in {}", homes.join(", ")));
            }
        }
        let now = ["Utc::now", "Local::now", "SystemTime::now"];
        if room != "clock" && now.iter().any(|it| code.contains(it)) {
            tell("now() is asked in clock.rs alone".to_owned());
        }
        for target in targets(code, &source.module) {
            let other = target[0].as_str();
            let Some(other_floor) = floor_of(other) else {
                continue;
            };
            if other != room && other_floor >= floor {
                tell(format!(
                    "{room} (floor {floor}) imports {other} (floor {other_floor})"
                ));
            }
            if let Some((_, _, why)) = FORBIDDEN.iter().find(|(a, b, _)| *a == room && *b == other)
            {
                tell((*why).to_owned());
            }
            for (path, rooms, why) in DOORS {
                if target
                    .iter()
                    .map(String::as_str)
                    .take(path.len())
                    .eq(path.iter().copied())
                    && !rooms.contains(&room)
                {
                    tell((*why).to_owned());
                }
            }
            if other == "clock" && !matches!(room, "runtime" | "verbs" | "main") {
                tell("the clock is known to runtime and verbs alone".to_owned());
            }
            if let Some(file) = file_of(&target, all)
                && file != shown
            {
                edges.entry(shown.clone()).or_default().insert(file);
            }
        }
    }
}

fn floor_of(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

/// Tells whether `code` names `word` at the start of a path.
fn mentions(code: &str, word: &str) -> bool {
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

/// Gives the module paths that a line names through `crate::`, `mulin::` or `super::`.
fn targets(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (start, up) in [("crate::", None), ("mulin::", None), ("super::", Some(()))] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let mut rest = &code[at + start.len()..];
            let mut path: Vec<String> = Vec::new();
            if up.is_some() {
                let mut kept = module.len().saturating_sub(1);
                while let Some(next) = rest.strip_prefix("super::") {
                    rest = next;
                    kept = kept.saturating_sub(1);
                }
                path.extend_from_slice(&module[..kept]);
            }
            for part in rest.split("::") {
                let word: String = part
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if word.is_empty() {
                    break;
                }
                let whole = word.len() == part.len();
                path.push(word);
                if !whole {
                    break;
                }
            }
            if !path.is_empty() {
                found.push(path);
            }
        }
    }
    found
}

/// Gives the file that the longest head of `target` names.
fn file_of(target: &[String], all: &[Source]) -> Option<String> {
    (1..=target.len()).rev().find_map(|length| {
        all.iter()
            .find(|s| s.module == target[..length] && s.module != ["lib"])
            .map(|s| format!("src/{}", s.path.display()))
    })
}

/// Finds circles by taking away, again and again, files that import nothing that is left.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut left = edges.clone();
    loop {
        let names: BTreeSet<String> = left.keys().cloned().collect();
        let before = left.len();
        left.retain(|_, to| to.iter().any(|t| names.contains(t)));
        if left.len() == before {
            break;
        }
    }
    let names: BTreeSet<String> = left.keys().cloned().collect();
    left.iter()
        .map(|(from, to)| {
            let onward: Vec<&str> = to
                .iter()
                .filter(|t| names.contains(*t))
                .map(String::as_str)
                .collect();
            format!(
                "{from}:1: in or above an import circle, through {}",
                onward.join(", ")
            )
        })
        .collect()
}

trait StartsWithText {
    fn starts_with_text(&self, head: &str) -> bool;
}

impl StartsWithText for PathBuf {
    fn starts_with_text(&self, head: &str) -> bool {
        self.to_string_lossy().starts_with(head)
    }
}
