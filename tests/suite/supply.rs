//! What the program is built of: every licence is one that we may pass on, no crate comes twice without
//! a reason, and the notices that its authors ask for stand in `THIRD_PARTY.md`.
//!
//! `MULIN_UPDATE_NOTICES=1` writes the notices anew. Known advisories are in no registry of crates and
//! are not looked for here; `cargo audit` does it where its database can be had.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The notices.
const NOTICES: &str = "THIRD_PARTY.md";

/// Licences under which a crate may be used: (identifier, why).
const LICENCES: &[(&str, &str)] = &[
    ("MIT", "asks for its notice, which is in the notices"),
    ("MIT-0", "asks for nothing"),
    ("Apache-2.0", "asks for its notice, which is in the notices"),
    (
        "BSD-2-Clause",
        "asks for its notice, which is in the notices",
    ),
    (
        "BSD-3-Clause",
        "as BSD-2-Clause, and not to advertise with the authors' names",
    ),
    ("ISC", "asks for its notice, which is in the notices"),
    ("Zlib", "asks not to claim the work as one's own"),
    ("0BSD", "asks for nothing"),
    (
        "Unicode-3.0",
        "asks for its notice, which is in the notices",
    ),
    ("Unlicense", "asks for nothing"),
];

/// Crates that come in several versions: (name, whose fault it is).
const TWICE: &[(&str, &str)] = &[
    (
        "block-buffer",
        "age is of the generation of crypto crates before ours",
    ),
    ("cfg_aliases", "portable-pty (tests)"),
    ("chacha20", "age; proptest's rand (tests)"),
    ("const-oid", "age is of the generation before"),
    ("cpufeatures", "age is of the generation before"),
    ("crypto-common", "age is of the generation before"),
    ("digest", "age is of the generation before"),
    ("getrandom", "age's rand; tempfile"),
    ("hmac", "age is of the generation before"),
    ("hybrid-array", "age's ml-kem; sha2"),
    ("quick-xml", "calamine reads with the release before"),
    ("rand", "age; proptest (tests)"),
    ("rand_core", "age; proptest (tests)"),
    ("sha2", "age is of the generation before"),
    (
        "syn",
        "macros of two generations; neither is in the program",
    ),
    ("thiserror", "portable-pty (tests)"),
    ("thiserror-impl", "portable-pty (tests)"),
    (
        "toml",
        "find-crate, a macro of age's words; not in the program",
    ),
    ("typed-path", "two releases of zip"),
    ("zip", "calamine and rust_xlsxwriter are a release behind"),
];

/// A crate that the program or its tests are built of.
struct Part {
    name: String,
    version: String,
    licence: String,
    source: String,
    folder: PathBuf,
    /// Whether it is in the program, and not only in its building and its tests.
    shipped: bool,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Gives every crate that is built on Linux. What cargo knows of it lies on this machine already.
fn parts() -> Vec<Part> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let asked = [
        "metadata",
        "--locked",
        "--offline",
        "--format-version",
        "1",
        "--filter-platform",
        "x86_64-unknown-linux-gnu",
    ];
    let output = Command::new(cargo).args(asked).current_dir(root()).output();
    let output = output.unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let known: Value = serde_json::from_slice(&output.stdout).unwrap();
    let shipped = shipped(&known["resolve"]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let built: BTreeSet<String> = known["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| text(&node["id"]))
        .collect();
    let packages = known["packages"].as_array().unwrap().iter();
    let mut parts: Vec<Part> = packages
        .filter(|it| built.contains(&text(&it["id"])) && it["name"] != "mulin")
        .map(|it| Part {
            name: text(&it["name"]),
            version: text(&it["version"]),
            licence: text(&it["license"]),
            source: text(&it["repository"]),
            folder: Path::new(&text(&it["manifest_path"]))
                .parent()
                .unwrap()
                .to_owned(),
            shipped: shipped.contains(&text(&it["id"])),
        })
        .collect();
    parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    parts
}

/// Gives what the program itself leads to, without what only builds or tests need.
fn shipped(resolve: &Value) -> BTreeSet<String> {
    let nodes: BTreeMap<&str, &Value> = resolve["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let mut found = BTreeSet::new();
    let mut waiting = vec![resolve["root"].as_str().unwrap()];
    while let Some(id) = waiting.pop() {
        if !found.insert(id.to_owned()) {
            continue;
        }
        for to in nodes[id]["deps"].as_array().unwrap() {
            let kinds = to["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                waiting.push(to["pkg"].as_str().unwrap());
            }
        }
    }
    found
}

/// Tells whether one may go by an expression: of alternatives one, of what is joined by AND all.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace(" / ", " OR ").replace('/', " OR ");
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')', ' ']);
        part.split(" OR ").any(|one| {
            let one = one.trim_matches(['(', ')', ' ']);
            LICENCES.iter().any(|(known, _)| *known == one)
        })
    })
}

#[test]
fn every_licence_may_be_passed_on() {
    for (expression, allowed) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("Apache-2.0 OR GPL-2.0-only", true),
        ("GPL-3.0-only", false),
        ("MIT AND GPL-3.0-only", false),
        ("WTFPL", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
    let parts = parts();
    assert!(parts.len() > 100, "{} crates", parts.len());
    let refused: Vec<String> = parts
        .iter()
        .filter(|it| !is_allowed(&it.licence))
        .map(|it| format!("{} {}: {}", it.name, it.version, it.licence))
        .collect();
    assert_eq!(refused, [""; 0]);
}

#[test]
fn a_crate_that_comes_twice_is_named_with_the_reason() {
    let mut versions: BTreeMap<String, usize> = BTreeMap::new();
    for part in parts() {
        *versions.entry(part.name).or_default() += 1;
    }
    let twice: Vec<&str> = versions
        .iter()
        .filter(|(_, count)| **count > 1)
        .map(|(name, _)| name.as_str())
        .collect();
    let named: Vec<&str> = TWICE.iter().map(|(name, _)| *name).collect();
    assert_eq!(twice, named);
}

#[test]
fn the_notices_are_those_of_what_is_shipped() {
    let made = notices(&parts());
    let place = root().join(NOTICES);
    if env::var_os("MULIN_UPDATE_NOTICES").is_some() {
        fs::write(&place, &made).unwrap();
    }
    let kept = fs::read_to_string(&place).unwrap_or_default();
    assert!(
        kept == made,
        "{NOTICES} is not what the program is built of; MULIN_UPDATE_NOTICES=1 writes it anew"
    );
}

/// A text of a licence, with who holds the rights in which crate.
#[derive(Default)]
struct Text {
    text: String,
    holders: Vec<String>,
}

fn notices(parts: &[Part]) -> String {
    let mut page = String::from(
        "# Third-party notices\n\nmulin is built of these crates, each under its own licence \
         (Linux, x86_64). Where one may choose among licences, mulin goes by MIT, else by Apache-2.0.\n\n",
    );
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for part in parts.iter().filter(|it| it.shipped) {
        let Part {
            name,
            version,
            licence,
            source,
            ..
        } = part;
        writeln!(page, "- {name} {version}, {licence}, {source}").unwrap();
        for text in licence_texts(part) {
            let (rights, body): (Vec<&str>, Vec<&str>) = text
                .lines()
                .map(str::trim_end)
                .partition(|line| is_of_a_holder(line));
            let words: Vec<&str> = body
                .iter()
                .flat_map(|line| line.split_whitespace())
                .collect();
            let known = texts.entry(words.join(" ").to_lowercase()).or_default();
            if known.text.is_empty() {
                body.join("\n").trim().clone_into(&mut known.text);
            }
            let rights: Vec<&str> = rights.iter().map(|line| line.trim()).collect();
            known
                .holders
                .push(format!("{name} {version}: {}", rights.join("; ")));
        }
    }
    for (at, text) in texts.values().enumerate() {
        writeln!(page, "\n## Text {}\n", at + 1).unwrap();
        for holder in &text.holders {
            writeln!(page, "- {}", holder.trim_end_matches([' ', ':'])).unwrap();
        }
        writeln!(page, "\n```text\n{}\n```", text.text).unwrap();
    }
    page
}

fn is_of_a_holder(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    line.starts_with("copyright (c)")
        || line.starts_with("copyright ©")
        || line.starts_with("copyright 2")
        || line.starts_with("copyright 1")
}

/// Gives the texts that go with a crate: of alternatives that of MIT, and what its authors want to be
/// noticed.
fn licence_texts(part: &Part) -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(&part.folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            path.is_file()
                && ["LICEN", "COPYING", "UNLICENSE", "NOTICE"]
                    .iter()
                    .any(|head| name.starts_with(head))
        })
        .collect();
    files.sort();
    let of = |path: &Path, word: &str| {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        name.contains(word)
    };
    if !part.licence.contains(" AND ")
        && let Some(mit) = files.iter().find(|it| of(it, "MIT")).cloned()
    {
        files.retain(|it| *it == mit || of(it, "NOTICE"));
    }
    let texts = files.iter().map(|it| fs::read(it).unwrap());
    texts
        .map(|it| String::from_utf8_lossy(&it).replace('\r', ""))
        .collect()
}
