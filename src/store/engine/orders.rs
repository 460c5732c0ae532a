//! 12345 工单 beside 信访: which open petitions the caller of an order has, and that he is told of no
//! other.

use std::collections::BTreeSet;

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::external::external_key;
use super::{index, people, rows};
use crate::domain::case::fact::order::step::OrderStep;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::codes::Class;
use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

/// How many petitions an order shows.
const PETITIONS: usize = 5;

/// Gives the open petitions of whoever called, and those that bear the order's own number, the
/// newest first: those that run, came by another way, and are open to the viewer.
pub(crate) fn petitions(
    tables: &dyn ReadTables,
    order: &Case,
    viewer: &Viewer,
) -> Result<Vec<Case>, StoreError> {
    if order.order_at().is_none() {
        return Ok(Vec::new());
    }
    let mut numbers = BTreeSet::new();
    for person in order.petitioners() {
        for member in people::members(tables, people::survivor(tables, person)?)? {
            let head = key::person(member);
            scan_prefix(tables, Table::PersonCases, &head, &mut |key, _| {
                numbers.insert(index::number(key)?);
                Ok(true)
            })?;
        }
    }
    let own = numbers.clone();
    for external in &order.matter.external {
        for kind in ExternalKind::ALL {
            let same = ExternalNumber {
                kind: *kind,
                value: external.value.clone(),
            };
            if let Some(bytes) = tables.get(Table::External, &external_key(&same))? {
                numbers.insert(key::case_of(&bytes)?);
            }
        }
    }
    let mut found = Vec::new();
    for number in numbers.into_iter().rev() {
        // 条例 30 ¶3: nobody hears of an accusation that another brought.
        if let Some(case) = petition(tables, order, number, viewer)?
            && (case.matter.class != Class::Accusation || own.contains(&number))
        {
            found.push(case);
        }
        if found.len() == PETITIONS {
            break;
        }
    }
    Ok(found)
}

fn petition(
    tables: &dyn ReadTables,
    order: &Case,
    number: CaseNumber,
    viewer: &Viewer,
) -> Result<Option<Case>, StoreError> {
    if number == order.number {
        return Ok(None);
    }
    let case = rows::case(tables, number)?;
    Ok(case.filter(|case| case.is_running() && !case.is_order_only() && case.is_open_to(viewer)))
}

/// Decides what an order alone cannot tell: the caller is told of a petition of his own that runs,
/// and of no other's (潍12345 11, 19).
pub(crate) fn stands_against(
    tables: &dyn ReadTables,
    case: &Case,
    step: &Step,
    viewer: &Viewer,
) -> Result<Option<Refusal>, StoreError> {
    let Step::Order(OrderStep::AskClose(asked)) = step else {
        return Ok(None);
    };
    let Some(told) = &asked.petition else {
        return Ok(None);
    };
    let known = petitions(tables, case, viewer)?;
    let is_his = known.iter().any(|it| it.number == told.number);
    Ok((!is_his).then(|| Refusal::about("petition_number", Reason::NotItsPetition)))
}
