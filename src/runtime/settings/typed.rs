//! A setting as it is typed and as it stands in the file.

use std::fmt::Write as _;

use chrono::NaiveTime;
use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use crate::domain::clean;
use crate::domain::settings::kind::SettingKind;
use crate::domain::typed::half_width;

/// Between the columns of a row.
const COLUMN: char = '/';
/// Signs between the words of a list.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', '\n'];

/// Reads what was typed; `None` for what the setting does not take. Nothing typed is a value of texts,
/// names and programs alone.
pub(super) fn read(kind: SettingKind, text: &str) -> Option<Value> {
    let plain = half_width(text);
    let plain = plain.trim();
    match kind {
        SettingKind::Flag => plain.parse::<bool>().ok().map(Value::from),
        SettingKind::Number(most) => {
            let number: u16 = plain.parse().ok()?;
            (number <= most).then(|| Value::from(i64::from(number)))
        }
        SettingKind::Text => Some(Value::from(clean::line(text))),
        SettingKind::Code(codes) => codes.contains(&plain).then(|| Value::from(plain)),
        SettingKind::Hour => {
            let plain = plain.replace('：', ":");
            let hour = NaiveTime::parse_from_str(&plain, "%H:%M").ok()?;
            Some(Value::from(hour.format("%H:%M").to_string()))
        }
        SettingKind::Names => Some(list(words(text))),
        SettingKind::Codes(codes) => {
            let words = words(text);
            let known = words.iter().all(|word| codes.contains(&word.as_str()));
            known.then(|| list(words))
        }
        SettingKind::Program => program(text).map(list),
        SettingKind::Rows(columns) => rows(columns, text),
    }
}

/// Writes a setting as it is typed; `None` for what is none of its kind.
pub(super) fn show(kind: SettingKind, item: &Item) -> Option<String> {
    Some(match kind {
        SettingKind::Flag => item.as_bool()?.to_string(),
        SettingKind::Number(_) => item.as_integer()?.to_string(),
        SettingKind::Text | SettingKind::Code(_) | SettingKind::Hour => item.as_str()?.to_owned(),
        SettingKind::Names | SettingKind::Codes(_) => texts(item)?.join("、"),
        SettingKind::Program => {
            let words = texts(item)?;
            let quoted: Vec<String> = words.iter().map(|word| quote(word)).collect();
            quoted.join(" ")
        }
        SettingKind::Rows(columns) => {
            let mut text = String::new();
            match item {
                Item::ArrayOfTables(tables) => {
                    for table in tables {
                        row(columns, table, &mut text);
                    }
                }
                Item::Value(Value::Array(tables)) => {
                    for table in tables {
                        row(columns, table.as_inline_table()?, &mut text);
                    }
                }
                _ => return None,
            }
            text.trim_end().to_owned()
        }
    })
}

/// Tells whether nothing typed is itself a value of this kind.
pub(super) const fn may_be_empty(kind: SettingKind) -> bool {
    matches!(
        kind,
        SettingKind::Text | SettingKind::Names | SettingKind::Codes(_) | SettingKind::Program
    )
}

fn list(words: Vec<String>) -> Value {
    Value::Array(words.into_iter().collect())
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(BETWEEN).map(clean::line);
    words.filter(|word| !word.is_empty()).collect()
}

fn texts(item: &Item) -> Option<Vec<String>> {
    let values = item.as_array()?.iter();
    values
        .map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// Splits a program from its words: by spaces, but not between quotes.
fn program(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let (mut open, mut quoted) = (false, None);
    for letter in clean::line(text).chars() {
        match (quoted, letter) {
            (Some(mark), letter) if letter == mark => quoted = None,
            (None, '"' | '\'') => {
                quoted = Some(letter);
                if !open {
                    words.push(String::new());
                    open = true;
                }
            }
            (None, letter) if letter.is_whitespace() => open = false,
            (_, letter) => {
                if !open {
                    words.push(String::new());
                    open = true;
                }
                if let Some(word) = words.last_mut() {
                    word.push(letter);
                }
            }
        }
    }
    quoted.is_none().then_some(words)
}

fn quote(word: &str) -> String {
    let plain = !word.is_empty() && !word.contains([' ', '"', '\'']);
    match word {
        _ if plain => word.to_owned(),
        word if word.contains('"') => format!("'{word}'"),
        word => format!("\"{word}\""),
    }
}

/// Reads a list of tables: a line each, `name / word、word / word`.
fn rows(columns: &[&str], text: &str) -> Option<Value> {
    let mut tables = Array::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.replace('／', "/");
        let mut cells = line.split(COLUMN);
        let name = clean::line(cells.next()?);
        let (first, others) = columns.split_first()?;
        if name.is_empty() {
            return None;
        }
        let mut table = InlineTable::new();
        table.insert(*first, Value::from(name));
        for column in others {
            table.insert(*column, list(words(cells.next().unwrap_or_default())));
        }
        if cells.next().is_some() {
            return None;
        }
        let mut table = Value::InlineTable(table);
        table.decor_mut().set_prefix("\n    ");
        tables.push_formatted(table);
    }
    tables.set_trailing("\n");
    tables.set_trailing_comma(true);
    Some(Value::Array(tables))
}

fn row(columns: &[&str], table: &dyn TableLike, text: &mut String) {
    let cells = columns.iter().map(|column| match table.get(column) {
        Some(item) => match item.as_str() {
            Some(name) => name.to_owned(),
            None => texts(item).unwrap_or_default().join("、"),
        },
        None => String::new(),
    });
    let cells: Vec<String> = cells.collect();
    // Writing to a String does not fail.
    let _ = writeln!(
        text,
        "{}",
        cells.join(" / ").trim_end_matches([' ', COLUMN])
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: SettingKind = SettingKind::Rows(&["name", "signs", "words"]);

    fn again(kind: SettingKind, text: &str) -> Option<String> {
        let document = format!("it = {}", read(kind, text)?);
        let document: toml_edit::DocumentMut = document.parse().unwrap();
        show(kind, document.get("it").unwrap())
    }

    #[test]
    fn what_is_typed_comes_back_as_it_is_written() {
        for (kind, typed, shown) in [
            (SettingKind::Flag, " true", "true"),
            (SettingKind::Number(255), "２０", "20"),
            (SettingKind::Hour, "8：30", "08:30"),
            (SettingKind::Text, " 大牟家镇人民政府 ", "大牟家镇人民政府"),
            (SettingKind::Text, "", ""),
            (SettingKind::Names, "张敏\n李红，周正", "张敏、李红、周正"),
            (
                SettingKind::Program,
                "soffice  -p '{docx}' \"a b\"",
                "soffice -p {docx} \"a b\"",
            ),
            (
                ROWS,
                "邻里纠纷 / neighbours / 邻居、相邻\n路灯纠纷／／路灯",
                "邻里纠纷 / neighbours / 邻居、相邻\n路灯纠纷 /  / 路灯",
            ),
        ] {
            assert_eq!(again(kind, typed).as_deref(), Some(shown), "{typed}");
        }
    }

    #[test]
    fn what_a_setting_does_not_take_is_refused() {
        for (kind, typed) in [
            (SettingKind::Flag, "on"),
            (SettingKind::Number(255), "256"),
            (SettingKind::Number(255), "-1"),
            (SettingKind::Number(255), ""),
            (SettingKind::Code(&["dark", "light"]), "blue"),
            (SettingKind::Codes(&["grid"]), "grid、nobody"),
            (SettingKind::Hour, "25:00"),
            (SettingKind::Program, "lp 'open"),
            (ROWS, " / neighbours"),
            (ROWS, "a / b / c / d"),
        ] {
            assert_eq!(read(kind, typed).map(|it| it.to_string()), None, "{typed}");
        }
    }
}
