//! 常用语 as a file: `[[phrase]]` with `letters` and `text`; the handful that is there without one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::phrase::Phrase;
use crate::words::lang::Lang;

/// The texts that stand there without a file, a list for each language's code.
const BUILT_IN: &str = include_str!("data/phrases.toml");

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    phrase: Vec<Row>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    letters: String,
    text: String,
}

/// Gives the texts that stand there before the town has any of its own.
pub fn built_in(lang: Lang) -> Vec<Phrase> {
    let lists: BTreeMap<String, Vec<Row>> = toml::from_str(BUILT_IN).unwrap_or_default();
    let rows = lists.into_iter().find(|(code, _)| code == lang.row().code);
    rows.and_then(|(_, rows)| phrases(rows).ok())
        .unwrap_or_default()
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str) -> Result<Vec<Phrase>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    phrases(file.phrase)
}

fn phrases(rows: Vec<Row>) -> Result<Vec<Phrase>, String> {
    let mut phrases = Vec::new();
    for row in rows {
        let letters = row.letters.trim().to_ascii_lowercase();
        if letters.len() < 2 || !letters.bytes().all(|it| it.is_ascii_alphanumeric()) {
            return Err(format!("letters {:?}", row.letters));
        }
        phrases.push(Phrase {
            letters,
            text: row.text,
        });
    }
    Ok(phrases)
}

/// Writes a file.
pub fn write(phrases: &[Phrase]) -> String {
    let rows = phrases.iter().map(|it| Row {
        letters: it.letters.clone(),
        text: it.text.clone(),
    });
    let file = File {
        phrase: rows.collect(),
    };
    toml::to_string(&file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_the_built_in_ones_read() {
        for lang in Lang::ALL {
            let phrases = built_in(*lang);
            assert!(phrases.len() >= 5, "{lang:?}");
            assert_eq!(read(&write(&phrases)), Ok(phrases));
        }
        assert!(read("[[phrase]]\nletters = \"一\"\ntext = \"x\"\n").is_err());
    }
}
