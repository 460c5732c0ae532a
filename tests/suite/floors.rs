//! The floors of the house: no upward import, no neighbour, no circle, each crate in its home.
//!
//! Every path that a file of `src/` names is read from its tokens ([`imports`]); each breach is
//! shown with file, line and rule.

mod circles;
mod imports;
mod lexer;
mod names;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use circles::{Graph, circles};
use imports::{Imports, imports};

/// Room → floor; a room is a folder of `src/` or a file beside them.
const FLOORS: &[(&str, u8)] = &[
    ("domain", 0),
    // Beside the domain, which knows of no file: every floor above reads and writes files by it.
    ("disk", 0),
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

/// Files that few others may name: (path, prefixes under `src/`, why).
const KEPT: &[(&[&str], &[&str], &str)] = &[(
    &["app", "model"],
    &[
        "app/update",
        "app/calls.rs",
        "app/overlays.rs",
        "ui/",
        "runtime/",
        "verbs/",
    ],
    "the model holds every pane, by its row in app/mod.rs: no pane names it",
)];

/// Crate → the places (prefixes under `src/`) where it may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("crossterm", &["runtime/", "keymap/"]),
    ("ratatui", &["ui/", "runtime/terminal", "app/layout"]),
    ("redb", &["store/redb/"]),
    ("tokio", &["store/postgres/client.rs"]),
    ("tokio_postgres", &["store/postgres/"]),
    (
        "rustls",
        &["store/postgres/connect.rs", "store/postgres/trouble.rs"],
    ),
    ("rustls_native_certs", &["store/postgres/connect.rs"]),
    ("tokio_postgres_rustls", &["store/postgres/connect.rs"]),
    ("fuzzy_matcher", &["search/rank.rs"]),
    // words: the palette finds commands by pinyin initials.
    ("pinyin", &["search/", "words/initials"]),
    ("fluent_bundle", &["words/"]),
    ("unic_langid", &["words/"]),
    ("rmp", &["store/record/pack.rs"]),
    ("rmp_serde", &["store/"]),
    ("serde_bytes", &["store/"]),
    ("calamine", &["exchange/"]),
    ("rust_xlsxwriter", &["exchange/"]),
    ("csv", &["exchange/", "domain/calendar"]),
    ("docx_rs", &["exchange/paper/docx.rs"]),
    ("qrcode", &["exchange/paper/qr.rs"]),
    ("crc32fast", &["exchange/paper/qr.rs"]),
    ("flate2", &["exchange/paper/qr.rs"]),
    ("base64", &["runtime/"]),
    ("encoding_rs", &["exchange/"]),
    ("html5gum", &["exchange/read/"]),
    ("quick_xml", &["exchange/read/"]),
    ("mailparse", &["exchange/read/"]),
    ("zip", &["exchange/read/"]),
    ("cfb", &["exchange/read/"]),
    ("clap", &["verbs/", "main.rs"]),
    ("clap_complete", &["verbs/"]),
    ("clap_mangen", &["verbs/"]),
    ("indicatif", &["verbs/"]),
    ("argon2", &["office/sign_in.rs"]),
    ("rpassword", &["verbs/"]),
    ("anyhow", &["runtime/", "verbs/", "main.rs"]),
    ("signal_hook", &["runtime/"]),
    ("etcetera", &["runtime/", "verbs/"]),
    (
        "tempfile",
        &["disk/", "store/", "exchange/", "runtime/", "verbs/"],
    ),
    ("age", &["runtime/backup/", "store/cipher.rs"]),
    ("tar", &["runtime/backup/"]),
    ("rpassword", &["verbs/"]),
    ("rlimit", &["verbs/"]),
    (
        "serde",
        &[
            // A fact or card is stored by its named fields, and a code as its code.
            "domain/case/",
            "domain/codes.rs",
            "domain/person",
            "domain/appointment.rs",
            "domain/follow_up.rs",
            "domain/looked.rs",
            "domain/operator.rs",
            "domain/pin.rs",
            "domain/stored.rs",
            // The town's table is read into the settings' own types.
            "domain/settings",
            "store/",
            "exchange/",
            "keymap/",
            "runtime/settings",
            // The report of an import, which the command line gives as JSON.
            "runtime/import/",
            // What the daily copy remembers.
            "runtime/backup/record",
            "verbs/",
        ],
    ),
    (
        "serde_json",
        &["store/", "exchange/", "runtime/backup/record", "verbs/"],
    ),
    (
        "toml",
        &["exchange/", "keymap/", "runtime/settings", "verbs/"],
    ),
    ("toml_edit", &["runtime/settings"]),
];

struct Source {
    /// The file, `src/domain/case/step.rs`.
    shown: String,
    /// Module path under the crate, `["domain", "case", "step"]`.
    module: Vec<String>,
    imports: Imports,
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
    let mut breaches: Vec<String> = sources.iter().flat_map(breaches).collect();
    breaches.extend(circle_breaches(&graph(&sources)));
    assert!(breaches.is_empty(), "{}\n", breaches.join("\n"));
}

fn read_sources(root: &Path) -> Vec<Source> {
    let files = rust_files(root);
    let sources = files.iter().filter_map(|path| read_source(root, path));
    sources.collect()
}

/// Gives every Rust file under a folder, in order.
fn rust_files(root: &Path) -> Vec<PathBuf> {
    let mut waiting = vec![root.to_path_buf()];
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Reads one file; `lib.rs` declares the rooms and is in none.
fn read_source(root: &Path, path: &Path) -> Option<Source> {
    let inner = path.strip_prefix(root).unwrap();
    let mut module: Vec<String> = inner
        .with_extension("")
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if module == ["lib"] {
        return None;
    }
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    let text = fs::read_to_string(path).unwrap();
    // Unit tests are at the end of a file and see it through `super`.
    let code = text.split("\n#[cfg(test)]\nmod tests {").next();
    Some(Source {
        shown: format!("src/{}", inner.display()),
        imports: imports(code.unwrap_or_default(), &module),
        module,
    })
}

/// Gives what `source` may not name.
fn breaches(source: &Source) -> Vec<String> {
    let room = source.module[0].as_str();
    let Some(floor) = floor_of(room) else {
        return vec![format!(
            "{}:1: {room} has no floor; add it to FLOORS with its reason",
            source.shown
        )];
    };
    let mut found: Vec<(usize, String)> = Vec::new();
    let globs = source.imports.globs.iter();
    found.extend(globs.map(|line| (*line, "no glob imports".to_owned())));
    let public = source.imports.re_exports.iter();
    found.extend(public.map(|line| (*line, "no re-exports".to_owned())));
    for named in &source.imports.named {
        let mut breach = |rule: String| found.push((named.line, rule));
        let path: Vec<&str> = named.path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["crate", inner @ ..] => {
                if let Some(other) = inner.first() {
                    room_breaches(room, floor, other, &mut breach);
                }
                for (door, rooms, why) in DOORS {
                    if inner.starts_with(door) && !rooms.contains(&room) {
                        breach((*why).to_owned());
                    }
                }
                for (kept, places, why) in KEPT {
                    if inner.starts_with(kept) && !places.iter().any(|it| source.is_in(it)) {
                        breach((*why).to_owned());
                    }
                }
            }
            [name, ..] => {
                let homes = HOMES.iter().find(|(it, _)| it == name);
                if let Some((_, homes)) = homes
                    && !homes.iter().any(|home| source.is_in(home))
                {
                    breach(format!("{name} lives in {}", homes.join(", ")));
                }
            }
            [] => {}
        }
        if room != "clock" && matches!(path.as_slice(), [.., "Utc" | "Local" | "SystemTime", "now"])
        {
            breach("now() is asked in clock.rs alone".to_owned());
        }
    }
    let shown = &source.shown;
    found
        .into_iter()
        .map(|(line, rule)| format!("{shown}:{line}: {rule}"))
        .collect()
}

/// Shows what is wrong with naming the room `other` in the room `room`.
fn room_breaches(room: &str, floor: u8, other: &str, breach: &mut impl FnMut(String)) {
    let Some(other_floor) = floor_of(other) else {
        return;
    };
    if other != room && other_floor >= floor {
        breach(format!(
            "{room} (floor {floor}) imports {other} (floor {other_floor})"
        ));
    }
    if let Some((_, _, why)) = FORBIDDEN.iter().find(|(a, b, _)| *a == room && *b == other) {
        breach((*why).to_owned());
    }
    if other == "clock" && !matches!(room, "clock" | "runtime" | "verbs" | "main") {
        breach("the clock is known to runtime and verbs alone".to_owned());
    }
}

fn floor_of(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

/// Gives which file names which: a path names the file of its longest head.
fn graph(sources: &[Source]) -> Graph {
    let files: BTreeMap<&[String], &str> = sources
        .iter()
        .map(|source| (source.module.as_slice(), source.shown.as_str()))
        .collect();
    let mut graph = Graph::new();
    for source in sources {
        let to = graph.entry(source.shown.clone()).or_default();
        for named in &source.imports.named {
            let Some(("crate", path)) = named.path.split_first().map(|(a, b)| (a.as_str(), b))
            else {
                continue;
            };
            let file = (1..=path.len())
                .rev()
                .find_map(|length| files.get(&path[..length]));
            if let Some(file) = file
                && *file != source.shown
            {
                to.entry((*file).to_owned()).or_insert(named.line);
            }
        }
    }
    graph
}

/// Shows each import that closes a circle, circle by circle.
fn circle_breaches(graph: &Graph) -> Vec<String> {
    let mut breaches = Vec::new();
    for members in circles(graph) {
        breaches.push(format!("a circle of {} files:", members.len()));
        for from in &members {
            for (to, line) in graph.get(*from).into_iter().flatten() {
                if members.contains(to.as_str()) {
                    breaches.push(format!("  {from}:{line}: imports {to}"));
                }
            }
        }
    }
    breaches
}

impl Source {
    /// Tells whether the file is under `home`, a prefix below `src/`.
    fn is_in(&self, home: &str) -> bool {
        self.shown["src/".len()..].starts_with(home)
    }
}
