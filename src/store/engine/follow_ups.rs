//! Reminders: by number, and those that are not done by whom they remind and by day.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::mask::hidden;
use super::super::snapshot::Snapshot;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::tied::Secret;
use super::{about, subjects};
use crate::domain::act::{CommitResult, Done, OrderDue};
use crate::domain::entry::{Stream, What};
use crate::domain::follow_up::{FollowUp, FollowUpFact, FollowUpId, FollowUpView, Recalled};
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::subject::Subject;
use crate::domain::viewer::Viewer;

const OPEN: u8 = b'o';

stored!(FollowUpFact);
acts!(FollowUp, FollowUpId, FollowUpFact => act(tables, by));

impl Aggregate for FollowUp {
    type Fact = FollowUpFact;

    const TABLE: Table = Table::FollowUps;
    const NAME: &'static str = "reminder";

    fn stream(number: u32) -> Stream {
        Stream::FollowUp(FollowUpId(number))
    }

    entry!(FollowUp(FollowUpFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a FollowUpFact>) -> Option<Self> {
        Self::replay(facts)
    }

    fn encode(&self) -> Result<Vec<u8>, StoreError> {
        encode(self)
    }

    fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        decode(Self::TABLE.name(), bytes)
    }

    fn heads(&self) -> Vec<Vec<u8>> {
        let open = (!self.done).then(|| aggregates::head(OPEN, &key::date(self.recalled.day)));
        open.into_iter().collect()
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        about::secret_of(tables, self.recalled.about)
    }

    fn bare(fact: &FollowUpFact, _tells: &dyn Fn(Item) -> bool) -> Option<FollowUpFact> {
        let bare = |recalled: &Recalled| {
            Box::new(Recalled {
                text: hidden(&recalled.text),
                ..recalled.clone()
            })
        };
        Some(match fact {
            FollowUpFact::Set(recalled) => FollowUpFact::Set(bare(recalled)),
            FollowUpFact::Altered(recalled) => FollowUpFact::Altered(bare(recalled)),
            FollowUpFact::Done => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, _case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &[Self::ROW])
    }

    /// Only those between whom it is read it, and they while they may know what it hangs on.
    fn is_held_back(&self, tables: &dyn ReadTables, viewer: &Viewer) -> Result<bool, StoreError> {
        let between = [&self.recalled.whom, &self.recalled.by];
        if between.iter().all(|name| **name != viewer.name) {
            return Ok(true);
        }
        let about = self.recalled.about;
        Ok(!about.map_or(Ok(true), |it| subjects::may_know(tables, it, viewer))?)
    }
}

/// Sets a reminder, or does something to one.
fn act(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<FollowUpId>,
    fact: &FollowUpFact,
) -> Result<CommitResult, StoreError> {
    let refused = |refusal| Ok(CommitResult::Refused(refusal));
    let old = match id {
        None => None,
        Some(id) => match aggregates::get::<FollowUp>(tables, id.0)? {
            Some(old) if old.is_held_back(tables, &Viewer::new(by.who))? => {
                return refused(Refusal::new(Reason::NotForThisViewer));
            }
            Some(old) => Some(old),
            None => return refused(Refusal::about("reminder", Reason::NotFound)),
        },
    };
    let set_by = |recalled: &Recalled| {
        let known = old.as_ref().map(|it| it.recalled.by.clone());
        Box::new(Recalled {
            by: known.unwrap_or_else(|| by.who.to_owned()),
            ..recalled.clone()
        })
    };
    let fact = match fact {
        FollowUpFact::Set(recalled) => FollowUpFact::Set(set_by(recalled)),
        FollowUpFact::Altered(recalled) => FollowUpFact::Altered(set_by(recalled)),
        FollowUpFact::Done => FollowUpFact::Done,
    };
    let next = match FollowUp::apply(old.as_ref(), &fact) {
        Ok(next) => next,
        Err(refusal) => return refused(refusal),
    };
    // Nobody is reminded of what he may not know; it would reach him by the reminder.
    let whom = Viewer::new(&next.recalled.whom);
    for viewer in [Viewer::new(by.who), whom] {
        if next.is_held_back(tables, &viewer)? {
            return refused(Refusal::about("reminded", Reason::NotForThisViewer));
        }
    }
    let id = match id {
        Some(id) => id,
        None => FollowUpId(aggregates::next::<FollowUp>(tables)?),
    };
    aggregates::keep(tables, by, id.0, &fact, old.as_ref(), &next)?;
    Ok(CommitResult::Done(Done::FollowUp(id)))
}

/// Reminds whoever takes an order in of the day by which the office that passed it on wants it answered.
/// Who may not know of the case is not reminded of it.
pub(crate) fn set_for_order(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    case: CaseNumber,
    due: &OrderDue,
) -> Result<(), StoreError> {
    let recalled = Recalled {
        day: due.day,
        time: due.time,
        text: due.text.clone(),
        whom: by.who.to_owned(),
        by: by.who.to_owned(),
        about: Some(Subject::Item(Item::Case(case))),
    };
    let _set = act(tables, by, None, &FollowUpFact::Set(Box::new(recalled)))?;
    Ok(())
}

impl Snapshot<'_> {
    /// Gives the reminders up to a day that are not done and that `viewer` set or is reminded by, the
    /// earliest first.
    pub fn follow_ups(
        &self,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<FollowUpView>, StoreError> {
        let mut found = Vec::new();
        for number in aggregates::between::<FollowUp>(self.tables, OPEN, None, to, false)? {
            let Some(follow_up) = aggregates::get::<FollowUp>(self.tables, number)? else {
                continue;
            };
            if !follow_up.is_held_back(self.tables, viewer)? {
                found.push(FollowUpView {
                    id: FollowUpId(number),
                    follow_up,
                });
            }
        }
        found.sort_by_key(|it| (it.follow_up.recalled.day, it.follow_up.recalled.time, it.id));
        Ok(found)
    }
}
