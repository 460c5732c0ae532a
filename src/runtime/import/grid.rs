//! A sheet of the grid: one row a node, with its head and a worker.

use std::ops::ControlFlow;

use crate::domain::act::Action;
use crate::domain::clean;
use crate::domain::grid::edit::{GridApplied, GridEdit};
use crate::domain::grid::node::{GridCode, GridLevel};
use crate::domain::grid::tree::GridTree;
use crate::domain::refusal::Refusal;
use crate::exchange::field_message::masked;
use crate::exchange::intake::grid::{self as intake, level_of_word};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::grid_field::GridField;
use crate::exchange::map::pick::Fields;
use crate::exchange::message;
use crate::runtime::import::batch::Batch;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::ImportError;
use crate::runtime::import::source::Source;
use crate::store::contract::ask;

/// Nodes of one sheet; a town has some 400.
const MOST_ROWS: usize = 50_000;

/// Takes in every row, the upper levels first; what stands already is skipped.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    let words = source.words;
    let mut tree = ask(source.store, |it| it.grid())?;
    let mut rows: Vec<Fields<GridField>> = Vec::new();
    source.rows::<GridField>(&mut |fields| {
        report.read += 1;
        if rows.len() == MOST_ROWS {
            return ControlFlow::Break(());
        }
        rows.push(fields);
        ControlFlow::Continue(())
    })?;
    if source.is_stopped() {
        return Ok(());
    }
    rows.sort_by_key(|fields| (level(&tree, fields), fields.row));
    let mut batch = Batch::new(source, None);
    let before = report.refused.len();
    let mut changed = 0;
    for fields in &rows {
        let edits = match intake::edits(fields, &tree, &source.town.dialling) {
            Ok(edits) => edits,
            Err(refusal) => {
                report.refuse(
                    &fields.place(),
                    refusal.field,
                    message::refusal(words, &refusal),
                );
                continue;
            }
        };
        if let Err(refusal) = make(&mut tree, &edits) {
            let field = refusal.field.unwrap_or(GridField::Name.code());
            report.refuse(&fields.place(), field, words.refusal(&refusal));
            continue;
        }
        report.doubt(&fields.place(), masked(words, fields));
        changed += u64::from(!edits.is_empty());
        for edit in edits {
            batch.push(fields.place(), Action::Grid(edit), report)?;
        }
    }
    batch.flush(report)?;
    // A row may be several edits: rows are counted, not edits.
    let refused = (report.refused.len() - before) as u64;
    report.imported = changed;
    report.skipped = (rows.len() as u64).saturating_sub(changed + refused);
    Ok(())
}

/// Gives the level by which the upper rows come first; a row that does not say it comes last.
fn level(tree: &GridTree, fields: &Fields<GridField>) -> GridLevel {
    let text = clean::line(&fields.text(GridField::Level));
    let code = GridCode::parse(&clean::line(&fields.text(GridField::Code)));
    let known = || Some(tree.get(&code?)?.level);
    level_of_word(&text)
        .or_else(known)
        .unwrap_or(GridLevel::Micro)
}

/// Makes what a row changes in the tree; a row that is refused leaves it as it was.
fn make(tree: &mut GridTree, edits: &[GridEdit]) -> Result<(), Refusal> {
    let mut made = Vec::with_capacity(edits.len());
    for edit in edits {
        match tree.apply(edit) {
            Ok(applied) => {
                tree.adopt(&applied);
                made.push(applied);
            }
            Err(refusal) => {
                for applied in made.into_iter().rev() {
                    undo(tree, applied);
                }
                return Err(refusal);
            }
        }
    }
    Ok(())
}

fn undo(tree: &mut GridTree, applied: GridApplied) {
    tree.adopt(&GridApplied {
        code: applied.code,
        before: applied.after,
        after: applied.before,
    });
}
