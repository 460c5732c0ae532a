//! A sheet of the law-education staff.

use crate::domain::act::Action;
use crate::domain::education::staff::Educator;
use crate::domain::viewer::Viewer;
use crate::exchange::field_message::masked;
use crate::exchange::intake::educator;
use crate::exchange::map::educator_field::EducatorField;
use crate::exchange::map::pick::Fields;
use crate::exchange::table::Place;
use crate::runtime::import::batch::Batch;
use crate::runtime::import::each_row::each_row;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::ImportError;
use crate::runtime::import::source::Source;
use crate::store::contract::ask;

/// Takes in every row; who is there already, by name, level and place, is skipped or gets his new
/// telephone.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    let words = source.words;
    let (tree, view) = ask(source.store, |it| {
        let day = source.now.date();
        let viewer = Viewer::new(source.who.to_owned());
        Ok((it.grid()?, it.education(day, day, &viewer)?))
    })?;
    let mut cards: Vec<(Place, Educator)> = Vec::new();
    let read =
        |fields: &Fields<EducatorField>| educator::read(fields, &tree, &source.town.dialling);
    each_row(source, report, read, |fields, card, report| {
        report.doubt(&fields.place(), masked(words, fields));
        cards.push((fields.place(), card));
    })?;
    if source.is_stopped() {
        return Ok(());
    }
    let mut batch = Batch::new(source, None);
    for (at, mut card) in cards {
        let known = view.staff.iter().find(|it| it.card.is_same(&card));
        if let Some(known) = known.filter(|_| card.phone.is_empty()) {
            card.phone.clone_from(&known.card.phone);
        }
        if known.is_some_and(|it| it.card == card) {
            report.skipped += 1;
            continue;
        }
        let action = Action::Educator {
            id: known.map(|it| it.id),
            fact: Box::new(card),
        };
        batch.push(at, action, report)?;
    }
    batch.flush(report).map_err(ImportError::from)
}
