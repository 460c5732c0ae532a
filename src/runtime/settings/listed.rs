//! The settings as they are listed: read from the documented file, which is where each one's place,
//! meaning and default are written down.

use toml_edit::DocumentMut;

use crate::domain::settings::kind::SettingKind;
use crate::domain::settings::view::SettingRow;
use crate::runtime::settings::{kind_of, typed};

/// The head of the town's table.
const TOWN: &str = "[town]";

/// Reads the settings from the documented file; of texts in several languages, divided by ` · `, the
/// one at `lang` counts. A heading stands behind `###`, a meaning behind `##`; what stands behind `#?`
/// is an example of what has no default.
pub(super) fn rows(example: &str, lang: usize) -> Vec<SettingRow> {
    let mut rows: Vec<SettingRow> = Vec::new();
    let (mut group, mut meaning, mut table) = (String::new(), String::new(), "");
    let mut in_meaning = false;
    for line in example.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            group = of_lang(title, lang);
        } else if let Some(text) = line.strip_prefix("## ") {
            if in_meaning {
                meaning.push(' ');
            } else {
                meaning.clear();
            }
            meaning.push_str(text);
            in_meaning = true;
            continue;
        } else if line == TOWN {
            table = "town.";
        } else if !group.is_empty()
            && let Some((name, default)) = setting(line)
        {
            let name = match name.strip_prefix("[[") {
                Some(list) => list.trim_end_matches(']').to_owned(),
                None => format!("{table}{name}"),
            };
            if let Some(kind) = kind_of(&name) {
                rows.push(SettingRow {
                    default: default.and_then(|text| shown(kind, text)),
                    kind,
                    group: group.clone(),
                    meaning: of_lang(&meaning, lang),
                    value: None,
                    name,
                });
            }
        }
        in_meaning = false;
    }
    rows
}

/// Reads a line of the documented file: the name of a setting, and its default where it has one.
fn setting(line: &str) -> Option<(&str, Option<&str>)> {
    if let Some(example) = line.strip_prefix("#? ") {
        let name = example.split(" = ").next().unwrap_or(example);
        // The lines of a list of tables are no settings.
        let inner = ["name", "categories", "words", "signs"].contains(&name);
        return (!inner).then_some((name, None));
    }
    let (name, default) = line.strip_prefix("# ")?.split_once(" = ")?;
    Some((name, Some(default)))
}

fn shown(kind: SettingKind, text: &str) -> Option<String> {
    let document: DocumentMut = format!("it = {text}").parse().ok()?;
    typed::show(kind, document.get("it")?)
}

/// Gives the text of a language.
fn of_lang(text: &str, lang: usize) -> String {
    let mut parts = text.split(" · ");
    let first = parts.next().unwrap_or(text);
    let found = if lang == 0 { None } else { parts.nth(lang - 1) };
    found.unwrap_or(first).to_owned()
}
