//! The lines that show what a file would become, and what became of it.

use crate::app::import::data::{ColumnRow, ImportEnd};
use crate::app::shared::Shared;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Something that Enter does.
    Action(RowAction),
    /// The heading of a part.
    Heading(&'static str),
    /// A column, by its place; Enter decides what it gives.
    Column(usize),
    /// Something that is told.
    Text(String),
}

/// What Enter does on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    /// 导入
    Take,
    /// 换一个文件
    Other,
    /// 存成文件
    Keep,
    /// 再导入一个
    Again,
    /// 完成
    Close,
}

impl RowAction {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Other => "other",
            Self::Keep => "keep",
            Self::Again => "again",
            Self::Close => "close",
        }
    }
}

/// Gives the lines: what can be done, the columns, the first rows, what is told. `done` after it was
/// taken in.
pub fn rows(shared: &Shared, end: &ImportEnd, done: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let actions: &[RowAction] = if done {
        &[RowAction::Close, RowAction::Keep, RowAction::Again]
    } else if end.problem.is_none() && end.imported > 0 {
        &[RowAction::Take, RowAction::Other, RowAction::Keep]
    } else {
        &[RowAction::Other, RowAction::Keep]
    };
    rows.extend(actions.iter().map(|it| Row::Action(*it)));
    if let Some(file) = end.kept.as_ref().filter(|_| !done) {
        let args = [("file", file.as_str().into())];
        rows.push(Row::Text(shared.words.say_with("import-map-used", &args)));
    }
    if !done {
        part(
            &mut rows,
            "import-columns",
            (0..end.columns.len()).map(Row::Column),
        );
        let samples = end.samples.iter().cloned().map(Row::Text);
        part(&mut rows, "import-samples", samples);
    }
    let problem = end.problem.iter().cloned().map(Row::Text);
    // The first line says the counts, which stand above.
    let lines = end.lines.iter().skip(1).cloned().map(Row::Text);
    part(&mut rows, "import-told", problem.chain(lines));
    rows
}

fn part(rows: &mut Vec<Row>, heading: &'static str, lines: impl Iterator<Item = Row>) {
    let before = rows.len();
    rows.push(Row::Heading(heading));
    rows.extend(lines);
    if rows.len() == before + 1 {
        rows.pop();
    }
}

/// Says what is done with a column.
pub fn column(shared: &Shared, end: &ImportEnd, column: &ColumnRow) -> String {
    let words = &shared.words;
    let field = column.field.map_or("", |code| {
        let named = end.fields.iter().find(|(it, _)| *it == code);
        named.map_or(code, |(_, name)| name.as_str())
    });
    let what = words.say_with(
        &format!("import-column-{}", column.became),
        &[("field", field.into())],
    );
    let by_hand = end.changes.iter().any(|(it, _)| *it == column.heading);
    let heading = if column.heading.is_empty() {
        words.say("import-no-heading")
    } else {
        column.heading.clone()
    };
    let key = if by_hand {
        "import-column-by-hand"
    } else {
        "import-column"
    };
    let args = [
        ("letters", column.letters.as_str().into()),
        ("heading", heading.into()),
        ("what", what.into()),
    ];
    let text = words.say_with(key, &args);
    match &column.sheet {
        Some(sheet) if end.columns.iter().any(|it| it.sheet != column.sheet) => {
            format!("{sheet} / {text}")
        }
        Some(_) | None => text,
    }
}
