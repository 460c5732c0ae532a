//! 内容分类 as a file: the built-in list, or the town's own.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::content::ContentClasses;
use crate::domain::triage::{Speaks, Word, WordList};
use crate::exchange::fault::message;

/// The list that the desk brings along.
pub const BUILT_IN: &str = include_str!("data/content.toml");

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    keep_built_in: bool,
    classes: Vec<Vec<String>>,
}

/// Reads the list and the words that speak for its classes into the word list of triage, in place of
/// those that stand there.
///
/// # Errors
/// Says where it does not read: the line, or the row that names no class or one that was named before.
pub fn read(text: &str, words: &mut WordList) -> Result<(), String> {
    let file: File = toml::from_str(text).map_err(|error| message(text, &error))?;
    let mut rows = file.classes;
    if file.keep_built_in {
        let built_in: File = toml::from_str(BUILT_IN).map_err(|error| message(BUILT_IN, &error))?;
        rows = [built_in.classes, rows].concat();
    }
    let mut classes: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    let mut speaking = Vec::new();
    for row in rows {
        let mut row = row.iter().map(|it| it.trim());
        let class = row.next().filter(|it| !it.is_empty()).ok_or("[]")?;
        if !known.insert(class.to_owned()) {
            return Err(format!("[\"{class}\"] 2×"));
        }
        for text in row {
            let bare = text.strip_prefix('!');
            let word = bare.unwrap_or(text);
            if word.is_empty() {
                return Err(format!("[\"{class}\"] \"\""));
            }
            speaking.push(Word {
                text: word.to_owned(),
                speaks: Speaks::Content(classes.len()),
                against: bare.is_some(),
            });
        }
        classes.push(class.to_owned());
    }
    words
        .words
        .retain(|it| !matches!(it.speaks, Speaks::Content(_)));
    words.words.extend(speaking);
    words.contents = ContentClasses::new(classes);
    Ok(())
}

/// Reads the built-in list into the word list of triage.
pub fn built_in(words: &mut WordList) {
    read(BUILT_IN, words).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::fact::matter::Matter;
    use crate::domain::content::levels;

    fn listed(text: &str) -> Result<WordList, String> {
        let mut words = WordList::default();
        read(text, &mut words).map(|()| words)
    }

    #[test]
    fn the_built_in_list_has_three_levels_and_the_seventeen_heads() {
        let list = listed(BUILT_IN).unwrap();
        let mut heads: Vec<&str> = Vec::new();
        for class in list.contents.all() {
            let levels: Vec<&str> = levels(class).collect();
            assert!(
                levels.len() == 3 && levels.iter().all(|it| !it.is_empty()),
                "{class}"
            );
            if heads.last() != Some(&levels[0]) {
                assert!(!heads.contains(&levels[0]), "{class} stands apart");
                heads.push(levels[0]);
            }
        }
        assert_eq!(heads.len(), 17);
        for (at, word) in list.words.iter().enumerate() {
            let twice = list.words[..at].iter().find(|it| it.text == word.text);
            assert_eq!(twice, None, "{word:?}");
        }
    }

    #[test]
    fn the_words_of_a_matter_propose_its_class() {
        let list = listed(BUILT_IN).unwrap();
        for (text, class) in [
            (
                "工地干了三个月，包工头跑了，工钱没给",
                Some("劳动和社会保障_劳动报酬_拖欠农民工工资"),
            ),
            ("村西头的路灯坏了三个月", Some("农村农业_乡村建设_路灯亮化")),
            ("家里暖气不热", Some("城乡建设_公用事业_供热")),
            ("想给老人办低保", Some("民政_社会救助_低保")),
            (
                "邻居把院墙往我家挪了半米",
                Some("自然资源_宅基地_宅基地纠纷"),
            ),
            ("你好", None),
        ] {
            let matter = Matter {
                summary: text.to_owned(),
                ..Matter::default()
            };
            let proposed = list.propose(&matter).content.map(|it| it.value);
            assert_eq!(proposed.as_deref(), class, "{text}");
        }
    }

    #[test]
    fn the_towns_own_list_takes_the_place_of_the_built_in_one_or_is_added_to_it() {
        let own = "classes = [[\"本镇_大蒜_冷库\", \"冷库\"]]";
        let list = listed(own).unwrap();
        assert_eq!(list.contents.all(), ["本镇_大蒜_冷库"]);
        let both = listed(&format!("keep_built_in = true\n{own}")).unwrap();
        assert_eq!(both.contents.all().last().unwrap(), "本镇_大蒜_冷库");
        assert!(both.contents.named("低保").is_some());
        for (text, why) in [
            ("classes = [[\"一\"], [\"一\"]]", "[\"一\"] 2×"),
            ("classes = [[]]", "[]"),
            ("classes = [[\"一\", \"!\"]]", "[\"一\"] \"\""),
            ("class = []", "1: "),
        ] {
            let message = listed(text).unwrap_err();
            assert!(message.starts_with(why), "{text}: {message}");
        }
    }
}
