//! 逐级上报: the whistles that nobody answered in time go one level up, done by the house itself.

use crate::domain::act::{Act, Action, CommitResult, HOUSE};
use crate::domain::item::WhistleId;
use crate::domain::moment::Moment;
use crate::domain::whistle::fact::WhistleFact;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// Passes every whistle up whose clock ran out by `now` and that has a level above it, in one
/// transaction and in the house's name; gives those that went, in order of number.
///
/// The fact carries the clock that ran out, so that of two desks at once only one passes a whistle
/// up; what the other one decided is refused and left out here. Where nothing is due, nothing is
/// written.
///
/// # Errors
/// The store cannot be read or written; nothing was passed up.
pub fn escalate(
    store: &dyn Store,
    now: Moment,
) -> Result<Vec<(WhistleId, WhistleFact)>, StoreError> {
    let due = ask(store, |it| it.due_escalations(now))?;
    if due.is_empty() {
        return Ok(due);
    }
    let acts: Vec<Act> = due
        .iter()
        .map(|(id, fact)| Act {
            who: HOUSE.to_owned(),
            when: now,
            action: Action::Whistle {
                id: Some(*id),
                fact: fact.clone(),
            },
        })
        .collect();
    let outcomes = store.commit(&acts)?;
    let passed_up = due.into_iter().zip(outcomes);
    Ok(passed_up
        .filter(|(_, outcome)| matches!(outcome, CommitResult::Done(_)))
        .map(|(due, _)| due)
        .collect())
}
