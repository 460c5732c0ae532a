//! A paper as plain text, for a line printer and for reading aloud.

use crate::exchange::paper::qr::QrCode;
use crate::exchange::paper::sheet::{Kind, Part, Sheet, Table};
use crate::words::bundle::Words;

/// Writes a sheet as plain text.
pub fn plain(words: &Words, sheet: &Sheet) -> String {
    let mut lines: Vec<String> = sheet.mark.iter().cloned().collect();
    for part in &sheet.parts {
        write(words, part, &mut lines);
    }
    if !sheet.foot.is_empty() {
        write(words, &Part::Rule, &mut lines);
        for part in &sheet.foot {
            write(words, part, &mut lines);
        }
    }
    let text = lines.join("\n");
    format!("{}\n", text.trim_end())
}

fn write(words: &Words, part: &Part, lines: &mut Vec<String>) {
    match part {
        Part::Gap => lines.push(String::new()),
        Part::Rule => lines.push("-".repeat(60)),
        Part::Table(table) => rows(words, table, lines),
        Part::Qr(text) => lines.extend(QrCode::of(text).iter().flat_map(QrCode::half_blocks)),
        Part::Line(kind, text) => lines.push(match kind {
            Kind::Title | Kind::Centre | Kind::Heading | Kind::Flush => text.clone(),
            Kind::Body => {
                let indent = usize::from(words.lang().row().indent);
                format!("{}{text}", "\u{3000}".repeat(indent))
            }
            Kind::Item => words.say_with("paper-item", &[("text", text.as_str().into())]),
            Kind::Right => format!("{:>20}{text}", ""),
            Kind::Sign => words.say_with("paper-sign", &[("who", text.as_str().into())]),
        }),
    }
}

/// Plain text has no columns that hold: every row is a paragraph, every cell has its head.
fn rows(words: &Words, table: &Table, lines: &mut Vec<String>) {
    for row in &table.rows {
        let cells = table
            .head
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(head, cell)| {
            let args = [
                ("head", head.as_str().into()),
                ("cell", cell.as_str().into()),
            ];
            words.say_with("paper-cell", &args)
        });
        lines.push(
            cells
                .collect::<Vec<_>>()
                .join(&words.say("paper-cell-joint")),
        );
    }
}
