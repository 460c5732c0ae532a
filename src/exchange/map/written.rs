//! Writes an import map: what a person decided otherwise than the known headings.

use toml::{Table, Value};

/// Writes a map in which the known headings hold but for these: each heading with the code of its
/// field, or with none where it is not to be read.
pub fn write(changes: &[(String, Option<String>)]) -> String {
    let text = |it: &String| Value::String(it.clone());
    let unread = changes.iter().filter(|(_, field)| field.is_none());
    let mut columns = Table::new();
    for (heading, field) in changes {
        let Some(field) = field else {
            continue;
        };
        let headings = columns
            .entry(field.clone())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(headings) = headings {
            headings.push(text(heading));
        }
    }
    let mut map = Table::new();
    map.insert("known".to_owned(), Value::Boolean(true));
    let unread = unread.map(|(heading, _)| text(heading)).collect();
    map.insert("unread".to_owned(), Value::Array(unread));
    map.insert("columns".to_owned(), Value::Table(columns));
    map.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::case_field::CaseField;
    use crate::exchange::map::file::ImportMap;

    #[test]
    fn what_is_written_reads_back() {
        let changes = [
            ("备\"注\"".to_owned(), None),
            ("说明".to_owned(), Some("summary".to_owned())),
            ("经过".to_owned(), Some("summary".to_owned())),
        ];
        let map = ImportMap::<CaseField>::parse(&write(&changes)).unwrap();
        let mut by_hand: Vec<(String, Option<String>)> = map
            .by_hand
            .into_iter()
            .map(|(heading, field)| (heading, field.map(|_| "summary".to_owned())))
            .collect();
        by_hand.sort();
        let mut changes = changes.to_vec();
        changes.sort();
        assert_eq!(by_hand, changes);
    }
}
