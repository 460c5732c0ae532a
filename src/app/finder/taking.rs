//! 导出、复制、打印 of who was found: masked as the list shows them.

use crate::app::answer::FoundRow;
use crate::app::finder::State;
use crate::app::match_row::{MatchRow, agrees};
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::app::taken::{begun, open};
use crate::command::table::Command;
use crate::domain::entry::Revealed;
use crate::domain::extract::{Extract, ExtractBlock, ExtractColumn, ExtractTable};

/// The headings.
const HEADINGS: [&str; 6] = [
    "finder-name",
    "finder-village",
    "finder-birth",
    "finder-paper",
    "finder-times",
    "finder-why",
];

impl State {
    /// Opens what asks how the rows are to go out.
    pub(super) fn take_out(&self, shared: &Shared, command: Command) -> Response {
        let words = &shared.words;
        let rows: Vec<Vec<String>> = self.rows.iter().map(|it| self.cells(shared, it)).collect();
        let columns = HEADINGS.map(|key| ExtractColumn::text(words.say(key)));
        let mut table = ExtractTable {
            columns: columns.to_vec(),
            rows,
        };
        table.without_empty_columns();
        let extract = Extract {
            blocks: vec![ExtractBlock::Table(table)],
            ..begun(shared, words.say("scope-finder"))
        };
        let chosen = self.chosen().map(|row| self.cells(shared, row));
        let cells = HEADINGS.iter().zip(chosen.into_iter().flatten());
        let cells = cells.filter(|(_, text)| !text.is_empty());
        let cells = cells.map(|(key, text)| (words.say(key), text)).collect();
        let shown = self.rows.iter().filter(|row| {
            // Whom two identifiers opened nobody revealed.
            !agrees(row) && self.is_open(row)
        });
        let revealed = shown.map(|row| Revealed::Person(row.hit.person)).collect();
        open(shared, command, extract, cells, revealed)
    }

    fn cells(&self, shared: &Shared, row: &FoundRow) -> Vec<String> {
        let words = &shared.words;
        let shown = MatchRow::of(row, self.is_open(row), words);
        let born = shown.birth.map(|year| year.to_string());
        let last = shown.last_visit.map(|it| it.date().to_string());
        let times = words.say_with("finder-cases", &[("n", shown.cases.into())]);
        let times = [times, last.unwrap_or_default()].join(" ");
        vec![
            shown.name.text,
            shown.village.text,
            born.unwrap_or_default(),
            shown.paper.text,
            times.trim_end().to_owned(),
            shown.why,
        ]
    }
}
