//! The word list of triage as a file: the built-in one, or the town's own.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::case::fact::fast_lane::{Fault, Utility};
use crate::domain::codes::{Category, Class, Difficulty, Urgency};
use crate::domain::triage::{Speaks, Word, WordList};
use crate::exchange::content;
use crate::exchange::fault::message;

/// The list that the desk brings along.
pub const BUILT_IN: &str = include_str!("data/triage.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    class: BTreeMap<String, Row>,
    category: BTreeMap<String, Row>,
    cadre: Row,
    urgency: BTreeMap<String, Row>,
    difficulty: BTreeMap<String, Row>,
    utility: BTreeMap<String, Row>,
    fault: BTreeMap<String, Row>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Row {
    words: Vec<String>,
    against: Vec<String>,
}

/// Reads a word list.
///
/// # Errors
/// Says where it does not read: the line, or the section and its value.
pub fn read(text: &str) -> Result<WordList, String> {
    let file: File = toml::from_str(text).map_err(|error| message(text, &error))?;
    let mut words = Vec::new();
    let class = |code: &str| Class::parse(code).filter(|class| *class != Class::Unclassed);
    section(&mut words, "class", file.class, |it| {
        class(it).map(Speaks::Class)
    })?;
    section(&mut words, "category", file.category, |it| {
        Category::parse(it).map(Speaks::Category)
    })?;
    add(&mut words, "cadre", file.cadre, Speaks::Cadre)?;
    section(&mut words, "urgency", file.urgency, |it| {
        Urgency::parse(it).map(Speaks::Urgency)
    })?;
    section(&mut words, "difficulty", file.difficulty, |it| {
        Difficulty::parse(it).map(Speaks::Difficulty)
    })?;
    section(&mut words, "utility", file.utility, |it| {
        Utility::parse(it).map(Speaks::Utility)
    })?;
    section(&mut words, "fault", file.fault, |it| {
        Fault::parse(it).map(Speaks::Fault)
    })?;
    Ok(WordList {
        words,
        ..WordList::default()
    })
}

/// Gives the built-in list, with the built-in content classes.
pub fn built_in() -> WordList {
    let mut list = read(BUILT_IN).unwrap_or_default();
    content::built_in(&mut list);
    list
}

fn section(
    words: &mut Vec<Word>,
    name: &str,
    rows: BTreeMap<String, Row>,
    speaks: impl Fn(&str) -> Option<Speaks>,
) -> Result<(), String> {
    for (code, row) in rows {
        let at = format!("{name}.{code}");
        let speaks = speaks(&code).ok_or_else(|| format!("[{at}]"))?;
        add(words, &at, row, speaks)?;
    }
    Ok(())
}

fn add(words: &mut Vec<Word>, at: &str, row: Row, speaks: Speaks) -> Result<(), String> {
    for (list, against) in [(row.words, false), (row.against, true)] {
        for text in list {
            let text = text.trim().to_owned();
            if text.is_empty() {
                return Err(format!("[{at}] \"\""));
            }
            words.push(Word {
                text,
                speaks,
                against,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::fact::matter::Matter;

    #[test]
    fn the_built_in_list_reads_and_names_no_word_twice_for_one_thing() {
        let list = read(BUILT_IN).unwrap();
        for (at, word) in list.words.iter().enumerate() {
            let twice = list.words[..at]
                .iter()
                .find(|other| other.text == word.text && other.speaks == word.speaks);
            assert_eq!(twice, None, "{word:?}");
        }
    }

    #[test]
    fn a_broken_file_says_where() {
        for (text, message) in [
            ("[category.land]\nwords = [\"土地\"", "2: "),
            ("[category.lnad]\nwords = [\"土地\"]", "[category.lnad]"),
            ("[category.land]\nwrods = [\"土地\"]", "2: "),
            ("[class.unclassed]\nwords = [\"土地\"]", "[class.unclassed]"),
            ("[cadre]\nwords = [\" \"]", "[cadre] \"\""),
        ] {
            let why = read(text).unwrap_err();
            assert!(why.starts_with(message), "{text}: {why}");
        }
    }

    #[test]
    fn the_built_in_words_propose_what_a_clerk_would() {
        use crate::domain::codes::Category::{General, Land, Organisation, Wages};
        let list = built_in();
        for (text, category, utility, urgency, asks) in [
            (
                "干了三个月，工钱一分没给，要求支付拖欠的工资",
                Some(Wages),
                None,
                None,
                false,
            ),
            (
                "邻居把承包地的边界往我家挪了半米",
                Some(Land),
                None,
                None,
                false,
            ),
            (
                "村支书把低保给了自己亲戚",
                Some(Organisation),
                None,
                None,
                true,
            ),
            (
                "村西头的路灯坏了三个月，没人来修",
                Some(General),
                None,
                None,
                false,
            ),
            (
                "家里暖气不热，孩子都冻感冒了",
                Some(General),
                Some(Utility::Heating),
                None,
                false,
            ),
            (
                "楼道里闻到煤气味，怕燃气泄漏",
                Some(General),
                Some(Utility::Gas),
                Some(Urgency::Urgent),
                false,
            ),
            (
                "整村停电两天了",
                Some(General),
                Some(Utility::Power),
                None,
                false,
            ),
            (
                "自来水停水三天",
                Some(General),
                Some(Utility::Water),
                None,
                false,
            ),
            ("土地庙前的广场舞太吵", Some(General), None, None, false),
            ("谢谢你们", None, None, None, false),
        ] {
            let matter = Matter {
                summary: text.to_owned(),
                ..Matter::default()
            };
            let proposal = list.propose(&matter);
            assert_eq!(proposal.category.map(|it| it.value), category, "{text}");
            assert_eq!(proposal.utility.map(|it| it.value), utility, "{text}");
            assert_eq!(proposal.urgency.map(|it| it.value), urgency, "{text}");
            assert_eq!(!proposal.accusation.is_empty(), asks, "{text}");
        }
    }
}
