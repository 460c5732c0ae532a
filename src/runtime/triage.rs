//! `triage.toml` and `content.toml` in the config folder: the town's own word list of triage, and its
//! own classes of 内容分类.

use std::io::ErrorKind;

use crate::domain::triage::WordList;
use crate::exchange::{content, triage};
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::words::bundle::Words;

/// Reads the town's lists; where there is none the built-in one holds, and in place of a broken one as
/// well, with the reason.
pub fn read(words: &Words) -> (WordList, Vec<String>) {
    let mut broken = Vec::new();
    let own = text(words, "triage.toml", &mut broken).map(|text| triage::read(&text));
    let mut list = match own {
        Some(Ok(mut list)) => {
            content::built_in(&mut list);
            list
        }
        Some(Err(why)) => {
            broken.push(format!("triage.toml {why}"));
            triage::built_in()
        }
        None => triage::built_in(),
    };
    let own = text(words, "content.toml", &mut broken).map(|text| content::read(&text, &mut list));
    if let Some(Err(why)) = own {
        broken.push(format!("content.toml {why}"));
    }
    (list, broken)
}

fn text(words: &Words, name: &str, broken: &mut Vec<String>) -> Option<String> {
    let path = settings_folder()?.join(name);
    match own_file::read(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            let reason = words.io_reason(&error);
            broken.push(format!("{name} {reason}"));
            None
        }
    }
}
