//! A report in official form: the unit, its name, the period, its figures and tables, who signs; of an
//! issue what was issued, with its fingerprint.

use super::dispute_form::{COLUMNS, joined};
use crate::domain::extract::{Extract, ExtractBlock, ExtractColumn, ExtractTable};
use crate::domain::moment::Moment;
use crate::domain::report::{Issue, ReportPart};
use crate::domain::seal::Seal;
use crate::domain::settings::Settings;
use crate::domain::sheet::{Base, Figure, Sheet, SheetTable, TableCode};
use crate::words::bundle::Words;

/// From what a report is made out.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The reader's language.
    pub words: &'a Words,
    /// What the town sets itself.
    pub town: &'a Settings,
    /// The report, as it was issued or as it stands.
    pub sheet: &'a Sheet,
    /// The issue that it is, with its version.
    pub issue: Option<(usize, &'a Issue)>,
    /// 制表人
    pub who: &'a str,
    /// When it is made out.
    pub now: Moment,
    /// 封存码 over everything that was written down by then; an issue has its own.
    pub seal: Option<Seal>,
}

/// Gives the parts that a report has.
pub fn parts(sheet: &Sheet) -> Vec<ReportPart> {
    let has = |code| sheet.table(code).is_some();
    let is_there = |part: &ReportPart| match part {
        ReportPart::Whole => true,
        ReportPart::Stations => has(TableCode::ByStation),
        ReportPart::Disputes => has(TableCode::DisputesFound) && has(TableCode::DisputesSettled),
    };
    let all = ReportPart::ALL.iter().copied();
    all.filter(is_there).collect()
}

/// Makes a part of a report out.
pub fn document(source: Source<'_>, part: ReportPart) -> Extract {
    let Source {
        words, town, sheet, ..
    } = source;
    let unit = if town.house.trim().is_empty() {
        words.say("paper-house")
    } else {
        town.house.clone()
    };
    let name = match part {
        ReportPart::Whole => words.code("period", sheet.period.kind.code()),
        ReportPart::Stations | ReportPart::Disputes => words.code("output-part", part.code()),
    };
    let args = [
        ("name", name.into()),
        ("period", words.period(sheet.period).into()),
    ];
    let mut notes = vec![words.sheet_span(sheet)];
    if let Some(area) = &sheet.area {
        notes.push(words.say_with("figures-area", &[("area", area.name.as_str().into())]));
    }
    let mut foot = match source.issue {
        Some((version, issue)) => words.issue(version, issue),
        None => vec![words.say("figures-made-unissued")],
    };
    let made = [
        ("who", source.who.into()),
        ("at", source.now.minute().into()),
    ];
    foot.push(words.say_with("figures-made", &made));
    if let Some(seal) = source.seal.filter(|_| source.issue.is_none()) {
        let args = [("seal", seal.short().to_string().into())];
        foot.push(words.say_with("figures-seal", &args));
    }
    Extract {
        unit,
        title: words.say_with("figures-document", &args),
        notes,
        blocks: blocks(source, part),
        signers: vec![words.say("figures-maker"), words.say("figures-signer")],
        foot,
    }
}

fn blocks(source: Source<'_>, part: ReportPart) -> Vec<ExtractBlock> {
    let sheet = source.sheet;
    let mut blocks = Vec::new();
    if part == ReportPart::Whole {
        for base in Base::ALL {
            let of_base = sheet.figures.iter().filter(|it| it.base == *base);
            figures(source, *base, &of_base.collect::<Vec<_>>(), &mut blocks);
        }
    }
    if part == ReportPart::Disputes {
        disputes(source, &mut blocks);
        return blocks;
    }
    for it in &sheet.tables {
        if part == ReportPart::Whole || it.code == TableCode::ByStation {
            table(source, it, &mut blocks);
        }
    }
    blocks
}

/// Writes the figures of a base, each with what it is compared with.
fn figures(source: Source<'_>, base: Base, figures: &[&Figure], blocks: &mut Vec<ExtractBlock>) {
    if figures.is_empty() {
        return;
    }
    let words = source.words;
    let row = |it: &&Figure| {
        vec![
            words.measure(it.measure),
            words.headline(it.value),
            words.compared(source.sheet, it).join("；"),
        ]
    };
    blocks.push(ExtractBlock::Heading(words.code("base", base.code())));
    let headings = ["col-figure", "col-value", "figures-compared"];
    blocks.push(ExtractBlock::Table(ExtractTable {
        columns: headings
            .map(|key| ExtractColumn::text(words.say(key)))
            .to_vec(),
        rows: figures.iter().map(row).collect(),
    }));
}

fn table(source: Source<'_>, table: &SheetTable, blocks: &mut Vec<ExtractBlock>) {
    let words = source.words;
    blocks.push(ExtractBlock::Heading(
        words.code("sheet", table.code.code()),
    ));
    let rule = words.table_rule(table.code, source.town);
    blocks.extend(rule.map(ExtractBlock::Line));
    if table.rows.is_empty() {
        blocks.push(ExtractBlock::Line(words.say("figures-nothing")));
        return;
    }
    let columns = table.columns.iter();
    let columns = columns.map(|it| ExtractColumn::number(words.code("column", it.code())));
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|it| words.cell(it));
        std::iter::once(words.read_label(&row.label))
            .chain(cells)
            .collect()
    });
    blocks.push(ExtractBlock::Table(ExtractTable {
        columns: std::iter::once(ExtractColumn::text(words.say("figures-item")))
            .chain(columns)
            .collect(),
        rows: rows.collect(),
    }));
}

/// Writes the dispute table in the town's own form.
fn disputes(source: Source<'_>, blocks: &mut Vec<ExtractBlock>) {
    let (words, sheet) = (source.words, source.sheet);
    let halves = [TableCode::DisputesFound, TableCode::DisputesSettled];
    let [Some(found), Some(settled)] = halves.map(|code| sheet.table(code)) else {
        return;
    };
    let rules = halves.iter();
    let rules = rules.filter_map(|code| words.table_rule(*code, source.town));
    let columns = COLUMNS.iter();
    let columns = columns.map(|it| ExtractColumn::number(words.code("heading", it.code())));
    let rows = joined(found, settled).into_iter().map(|(label, cells)| {
        let cells = cells.into_iter();
        let cells = cells.map(|cell| cell.map_or(String::new(), |it| words.cell(it)));
        std::iter::once(words.label(label)).chain(cells).collect()
    });
    blocks.push(ExtractBlock::Table(ExtractTable {
        columns: std::iter::once(ExtractColumn::text(words.say("ask-dispute_type")))
            .chain(columns)
            .collect(),
        rows: rows.collect(),
    }));
    blocks.extend(rules.map(ExtractBlock::Line));
}
