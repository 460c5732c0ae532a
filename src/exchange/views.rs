//! 视图 as a file: `[[view]]` with a name, a list, and what is chosen there.

use serde::{Deserialize, Serialize};

use crate::domain::saved_view::SavedView;

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    view: Vec<Row>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    list: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    descending: bool,
    #[serde(default)]
    chosen: Vec<(String, String)>,
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str) -> Result<Vec<SavedView>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let rows = file.view.into_iter().map(|row| SavedView {
        name: row.name,
        pane: row.list,
        words: row.words,
        chosen: row.chosen,
        sort: row.sort,
        group: row.group,
        descending: row.descending,
    });
    Ok(rows.collect())
}

/// Writes a file.
pub fn write(views: &[SavedView]) -> String {
    let rows = views.iter().map(|it| Row {
        name: it.name.clone(),
        list: it.pane.clone(),
        words: it.words.clone(),
        sort: it.sort.clone(),
        group: it.group.clone(),
        descending: it.descending,
        chosen: it.chosen.clone(),
    });
    let file = File {
        view: rows.collect(),
    };
    toml::to_string(&file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let views = [SavedView {
            name: "欠薪\"未结\"".to_owned(),
            pane: "pane-queue".to_owned(),
            words: "工资".to_owned(),
            chosen: vec![("ask-category".to_owned(), "wages".to_owned())],
            sort: "col-due".to_owned(),
            descending: true,
            ..SavedView::default()
        }];
        assert_eq!(read(&write(&views)), Ok(views.to_vec()));
        assert!(read("[[view]]\nnom = 1\n").is_err());
    }
}
