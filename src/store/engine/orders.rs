//! 12345 工单 beside 信访: which open petitions the caller of an order has, and that he is told of no
//! other.

use std::collections::BTreeSet;

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::external::bearers_of_any_kind;
use super::{index, people, rows};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::rule::order_petitions::{
    check_notified, is_petition_beside, notified_petition,
};
use crate::domain::refusal::Refusal;
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
        numbers.extend(bearers_of_any_kind(tables, &external.value)?);
    }
    let mut found = Vec::new();
    for number in numbers.into_iter().rev() {
        let is_his = own.contains(&number);
        let case = rows::case(tables, number)?;
        found.extend(case.filter(|case| is_petition_beside(order, case, is_his, viewer)));
        if found.len() == PETITIONS {
            break;
        }
    }
    Ok(found)
}

/// Gives what stands against a step of an order among the other matters of its caller.
pub(crate) fn stands_against(
    tables: &dyn ReadTables,
    case: &Case,
    step: &Step,
    viewer: &Viewer,
) -> Result<Option<Refusal>, StoreError> {
    let Some(petition) = notified_petition(step) else {
        return Ok(None);
    };
    let known = petitions(tables, case, viewer)?;
    Ok(check_notified(petition, &known).err())
}
