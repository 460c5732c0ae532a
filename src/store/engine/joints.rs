//! Joint sessions: by number, by day, by case, and by the day until which something is taken on.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::joint::JointRecord;
use super::super::record::mask::hidden;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::tied::Secret;
use super::{about, rows};
use crate::domain::act::{CommitResult, Done};
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::joint::{Joint, JointFact, JointId, Pledge, Statement};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

const BY_DAY: u8 = b'd';
const BY_CASE: u8 = b'c';
const OPEN: u8 = b'o';

impl Aggregate for Joint {
    type Fact = JointFact;

    const TABLE: Table = Table::Joints;
    const NAME: &'static str = "joint session";
    const ROW: u8 = b'j';

    fn stream(number: u32) -> Stream {
        Stream::Joint(JointId(number))
    }

    entry!(Joint(JointFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a JointFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(JointRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        let cases = self.heard.iter().map(|it| key::case(it.case));
        let statements = self.heard.iter().flat_map(|it| &it.statements);
        let open = statements.filter_map(Statement::open_until);
        std::iter::once(aggregates::head(BY_DAY, &key::date(self.sitting.day)))
            .chain(cases.map(|case| aggregates::head(BY_CASE, &case)))
            .chain(open.map(|day| aggregates::head(OPEN, &key::date(day))))
            .collect()
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        about::secret(tables, self.heard.iter().map(|it| Item::Case(it.case)))
    }

    /// Minutes may tell of every case on the table.
    fn bare(fact: &JointFact, tells: &dyn Fn(Item) -> bool) -> Option<JointFact> {
        Some(match fact {
            JointFact::Statement {
                case,
                unit,
                text,
                took_on,
                by,
            } if tells(Item::Case(*case)) => JointFact::Statement {
                case: *case,
                unit: unit.clone(),
                text: hidden(text),
                took_on: hidden(took_on),
                by: *by,
            },
            JointFact::Minutes(text) => JointFact::Minutes(hidden(text)),
            JointFact::Reopened { why } => JointFact::Reopened { why: hidden(why) },
            JointFact::Opened(_)
            | JointFact::Table(_)
            | JointFact::Hear(_)
            | JointFact::Drop(_)
            | JointFact::Statement { .. }
            | JointFact::Kept { .. }
            | JointFact::Closed => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &aggregates::head(BY_CASE, &key::case(case)))
    }
}

acts!(Joint, JointId, JointFact => act(tables, by));

/// Opens a session or does something in it.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<JointId>,
    fact: &JointFact,
) -> Result<CommitResult, StoreError> {
    let not_found = || {
        Ok(CommitResult::Refused(Refusal::about(
            "joint",
            Reason::NotFound,
        )))
    };
    let (decided, old, id) = match (id, fact) {
        (None, JointFact::Opened(sitting)) => (Joint::open(sitting), None, None),
        (Some(id), fact) => {
            let Some(joint) = joint(tables, id)? else {
                return not_found();
            };
            let cases = cases(tables, &joint, fact)?;
            let viewer = Viewer::new(by.who);
            let decided = joint.apply(fact, &viewer, by.when.date(), &cases);
            (decided, Some(joint), Some(id))
        }
        (None, _) => return not_found(),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    let id = match id {
        Some(id) => id,
        None => JointId(aggregates::next::<Joint>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    Ok(CommitResult::Done(Done::Joint(id)))
}

/// Gives the cases on the list, and the one that is to be put on it.
fn cases(
    tables: &dyn ReadTables,
    joint: &Joint,
    fact: &JointFact,
) -> Result<Vec<Case>, StoreError> {
    let wanted = match fact {
        JointFact::Hear(number) => Some(*number),
        _ => None,
    };
    let numbers = joint.heard.iter().map(|it| it.case).chain(wanted);
    numbers
        .filter_map(|number| rows::case(tables, number).transpose())
        .collect()
}

/// Gives a session, whole.
pub(crate) fn joint(tables: &dyn ReadTables, id: JointId) -> Result<Option<Joint>, StoreError> {
    aggregates::get(tables, id.0)
}

/// Gives the sessions from one day to another, both included, the last first.
pub(crate) fn span(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<JointId>, StoreError> {
    let found = aggregates::between::<Joint>(tables, BY_DAY, Some(from), to, true)?;
    Ok(found.into_iter().map(JointId).collect())
}

/// Gives the sessions in which a case was on the list.
pub(crate) fn of_case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Vec<JointId>, StoreError> {
    let head = aggregates::head(BY_CASE, &key::case(number));
    let found = aggregates::under::<Joint>(tables, &head)?;
    Ok(found.into_iter().map(JointId).collect())
}

/// Gives what was taken on to be done by a day and is not done, whole, the earliest first.
pub(crate) fn open(tables: &dyn ReadTables, until: NaiveDate) -> Result<Vec<Pledge>, StoreError> {
    let mut found = Vec::new();
    let open = aggregates::between::<Joint>(tables, OPEN, None, until, false)?;
    for id in open.into_iter().collect::<BTreeSet<_>>() {
        if let Some(joint) = joint(tables, JointId(id))? {
            found.extend(joint.pledges(JointId(id)));
        }
    }
    found.retain(|it| it.statement.open_until().is_some_and(|day| day <= until));
    found.sort_by_key(|it| (it.statement.by, it.case));
    Ok(found)
}
