//! What stands otherwise today than as issued, in words.

use super::compare::{Difference, Place};
use crate::domain::sheet::Cell;
use crate::words::bundle::Words;

/// Says the differences, a line each under one that counts them.
pub fn render(words: &Words, differences: &[Difference]) -> Vec<String> {
    let mut lines = vec![count(words, differences)];
    lines.extend(differences.iter().map(|it| line(words, it)));
    lines
}

/// Says how many differences there are.
pub fn count(words: &Words, differences: &[Difference]) -> String {
    if differences.is_empty() {
        return words.say("figures-same");
    }
    let args = [("n", differences.len().to_string().into())];
    words.say_with("figures-differ", &args)
}

fn line(words: &Words, difference: &Difference) -> String {
    let place = match &difference.place {
        Place::Figure(base, measure) => {
            let (base, measure) = (words.code("base", base.code()), words.measure(*measure));
            format!("{base} {measure}")
        }
        Place::Cell(table, label, column) => {
            let (table, column) = (
                words.code("sheet", table.code()),
                words.code("column", column.code()),
            );
            format!("{table} {} {column}", words.label(label))
        }
    };
    let shown = |cell: &Option<Cell>| {
        let text = cell
            .as_ref()
            .map(|it| words.cell(it))
            .filter(|it| !it.is_empty());
        text.unwrap_or_else(|| words.say("figures-none"))
    };
    let args = [
        ("place", place.into()),
        ("issued", shown(&difference.issued).into()),
        ("today", shown(&difference.today).into()),
    ];
    words.say_with("figures-difference", &args)
}
