//! A sheet of the leaders' rota.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::duty::{DutyDay, DutyFact, Leader};
use crate::exchange::field_message::masked;
use crate::exchange::intake::rota::{self, RotaRow};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::rota_field::RotaField;
use crate::exchange::table::Place;
use crate::runtime::import::each_row::each_row;
use crate::runtime::import::report::Report;
use crate::runtime::import::source::ImportError;
use crate::runtime::import::source::Source;
use crate::store::contract::ask;
use crate::store::error::StoreError;

/// Takes in every day, all in one transaction; a day that stands so already is skipped, and a
/// leader whom the roster does not know joins it at its end.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    let words = source.words;
    let mut rows: Vec<(Place, RotaRow)> = Vec::new();
    let mut first: BTreeMap<NaiveDate, Place> = BTreeMap::new();
    each_row(source, report, rota::read, |fields, row, report| {
        let at = fields.place();
        report.doubt(&at, masked(words, fields));
        let before = first.entry(row.day).or_insert_with(|| at.clone());
        if *before == at {
            rows.push((at, row));
        } else {
            let args = [
                ("value", row.day.to_string().into()),
                ("row", before.to_string().into()),
            ];
            let text = words.say_with("verbs-import-same-row", &args);
            report.refuse(&at, RotaField::Date.code(), text);
        }
    })?;
    if source.is_stopped() {
        return Ok(());
    }
    let (Some(from), Some(to)) = (first.keys().next(), first.keys().next_back()) else {
        return Ok(());
    };
    let (roster, known) = ask(source.store, |it| Ok((it.leaders()?, it.rota(*from, *to)?)))?;
    let known: BTreeMap<NaiveDate, DutyDay> = known.into_iter().collect();
    let mut names: BTreeSet<String> = roster.0.into_iter().map(|it| it.name).collect();
    let mut actions: Vec<(Place, Action)> = Vec::new();
    let why = words.say("duty-by-sheet");
    for (number, row) in &rows {
        let before = known.get(&row.day).cloned().unwrap_or_default();
        let facts = facts(row, &before, &why);
        if facts.is_empty() {
            report.skipped += 1;
            continue;
        }
        if names.insert(row.leader.clone()) {
            actions.push((number.clone(), Action::Leader(joining(row))));
        }
        let day = row.day;
        let facts = facts.into_iter();
        actions.extend(facts.map(|fact| (number.clone(), Action::Duty { day, fact })));
    }
    let taken: BTreeSet<Place> = actions.iter().map(|(at, _)| at.clone()).collect();
    let refused = if source.rehearsal {
        BTreeSet::new()
    } else {
        keep(source, actions, report)?
    };
    report.imported += taken.difference(&refused).count() as u64;
    Ok(())
}

/// Writes the deeds; gives the rows of those that were refused.
fn keep(
    source: &Source<'_>,
    actions: Vec<(Place, Action)>,
    report: &mut Report,
) -> Result<BTreeSet<Place>, StoreError> {
    let (rows, acts): (Vec<Place>, Vec<Act>) = actions
        .into_iter()
        .map(|(row, action)| {
            let act = Act {
                who: source.who.to_owned(),
                when: source.now,
                action,
            };
            (row, act)
        })
        .unzip();
    let mut refused = BTreeSet::new();
    if acts.is_empty() {
        return Ok(refused);
    }
    for (row, outcome) in rows.into_iter().zip(source.store.commit(&acts)?) {
        match outcome {
            CommitResult::Refused(refusal) => {
                let text = source.words.refusal(&refusal);
                report.refuse(&row, refusal.field.unwrap_or_default(), text);
                refused.insert(row);
            }
            CommitResult::Done(_)
            | CommitResult::Known(_)
            | CommitResult::Conflict { .. }
            | CommitResult::Skipped { .. } => {}
        }
    }
    Ok(refused)
}

/// Gives what a row changes on its day: who is on duty, and who stands in for him.
fn facts(row: &RotaRow, before: &DutyDay, by_sheet: &str) -> Vec<DutyFact> {
    let mut facts = Vec::new();
    let hides = |field| row.masked.contains(&field);
    let note = if hides(RotaField::Note) {
        &before.note
    } else {
        &row.note
    };
    if before.leader.as_ref() != Some(&row.leader) || before.note != *note {
        facts.push(DutyFact::Named {
            leader: Some(row.leader.clone()),
            note: note.clone(),
        });
    }
    let stands_in = before.stand_in.as_ref().map(|(who, _)| who.as_str());
    let wanted = Some(row.stand_in.as_str()).filter(|who| !who.is_empty());
    if stands_in != wanted && !hides(RotaField::StandIn) {
        let why = if row.why.is_empty() && wanted.is_some() {
            by_sheet
        } else {
            row.why.as_str()
        };
        facts.push(DutyFact::StandIn {
            who: wanted.map(str::to_owned),
            why: why.to_owned(),
        });
    }
    facts
}

/// Gives the card of a leader whom the roster does not know.
fn joining(row: &RotaRow) -> Leader {
    Leader {
        name: row.leader.clone(),
        post: row.post.clone(),
        convener: false,
        active: true,
    }
}
