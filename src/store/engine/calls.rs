//! Calls: by number, by day, by the moment until which a call-back is owed, by the caller's number
//! from its end, and by case.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::call::CallRecord;
use super::super::record::mask::hidden;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::tied::Secret;
use super::{about, duty, rows, settled};
use crate::domain::act::{CommitResult, Done};
use crate::domain::call::rules::Desk;
use crate::domain::call::state::{Call, CallFact, CallOutcome};
use crate::domain::duty::How;
use crate::domain::entry::{Stream, What};
use crate::domain::item::{CallId, Item};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

const BY_DAY: u8 = b'd';
const BY_NUMBER: u8 = b'n';
const BY_CASE: u8 = b'c';
const OWED: u8 = b'o';
const AWAITING: u8 = b'w';

impl Aggregate for Call {
    type Fact = CallFact;

    const TABLE: Table = Table::Calls;
    const NAME: &'static str = "call";

    fn stream(number: u32) -> Stream {
        Stream::Call(CallId(number))
    }

    entry!(Call(CallFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a CallFact>) -> Option<Self> {
        Self::replay(facts)
    }

    fn encode(&self) -> Result<Vec<u8>, StoreError> {
        encode(&CallRecord::from(self))
    }

    fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let record: CallRecord = decode("calls", bytes)?;
        Ok(record.into())
    }

    fn heads(&self) -> Vec<Vec<u8>> {
        let day = key::date(self.card.started_at.date());
        let mut heads = vec![aggregates::head(BY_DAY, &day)];
        let number = backwards(&self.card.caller.number);
        if !number.is_empty() {
            heads.push(aggregates::head(BY_NUMBER, &number));
        }
        heads.extend(
            self.case()
                .map(|it| aggregates::head(BY_CASE, &key::case(it))),
        );
        heads.extend(
            self.call_back_due()
                .map(|by| aggregates::head(OWED, &key::date(by.date()))),
        );
        if self.awaits_case() {
            heads.push(vec![AWAITING]);
        }
        heads
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        about::secret(tables, self.case().map(Item::Case))
    }

    fn bare(fact: &CallFact, _tells: &dyn Fn(Item) -> bool) -> Option<CallFact> {
        Some(match fact {
            CallFact::Opened(card) => {
                let mut card = card.clone();
                card.note = hidden(&card.note);
                card.outcome = outcome(&card.outcome);
                CallFact::Opened(card)
            }
            CallFact::Noted(text) => CallFact::Noted(hidden(text)),
            CallFact::Ended(ended) => CallFact::Ended(outcome(ended)),
            CallFact::CallBackTried {
                at,
                reached,
                statement,
                again,
            } => CallFact::CallBackTried {
                at: *at,
                reached: *reached,
                statement: hidden(statement),
                again: *again,
            },
            CallFact::Done(text) => CallFact::Done(hidden(text)),
            CallFact::Corrected { caller, note } => CallFact::Corrected {
                caller: caller.clone(),
                note: hidden(note),
            },
            CallFact::Registered(_) => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &aggregates::head(BY_CASE, &key::case(case)))
    }
}

fn outcome(outcome: &CallOutcome) -> CallOutcome {
    match outcome {
        CallOutcome::CallBack { by, what } => CallOutcome::CallBack {
            by: *by,
            what: hidden(what),
        },
        CallOutcome::Answered | CallOutcome::Case(_) | CallOutcome::PassedOn { .. } => {
            outcome.clone()
        }
    }
}

/// Gives the digits of a number from its end, so that a tail is a head.
fn backwards(number: &str) -> Vec<u8> {
    let digits = number.bytes().rev().filter(u8::is_ascii_digit);
    digits.collect()
}

acts!(Call, CallId, CallFact => act(tables, by));

/// Takes a call down or does something to it.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: Option<CallId>,
    fact: &CallFact,
) -> Result<CommitResult, StoreError> {
    let not_found = || {
        Ok(CommitResult::Refused(Refusal::about(
            "call",
            Reason::NotFound,
        )))
    };
    let old = match id {
        Some(id) => match call(tables, id)? {
            Some(call) => Some(call),
            None => return not_found(),
        },
        None => None,
    };
    let named = match fact {
        CallFact::Opened(card) => case_of(&card.outcome),
        CallFact::Ended(outcome) => case_of(outcome),
        CallFact::Registered(number) => Some(*number),
        CallFact::Noted(_)
        | CallFact::CallBackTried { .. }
        | CallFact::Done(_)
        | CallFact::Corrected { .. } => None,
    };
    let case = match old.as_ref().and_then(Call::case).or(named) {
        Some(number) => rows::case(tables, number)?,
        None => None,
    };
    let viewer = Viewer::new(by.who);
    let desk = Desk {
        viewer: &viewer,
        now: by.when,
        case: case.as_ref(),
    };
    let decided = match (&old, fact) {
        (Some(call), fact) => call.apply(fact, desk),
        (None, CallFact::Opened(card)) => Call::open(card, desk),
        (None, _) => return not_found(),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    let id = match id {
        Some(id) => id,
        None => CallId(aggregates::next::<Call>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    let item = Item::Call(id);
    if old.is_none() {
        duty::fall(tables, by, item, How::Call)?;
    } else if named.is_some() {
        settled::follow(tables, named)?;
    }
    let over = next.call_back_due().is_none() && !next.awaits_case();
    duty::settle(tables, by, item, over)?;
    Ok(CommitResult::Done(Done::Call(id)))
}

const fn case_of(outcome: &CallOutcome) -> Option<CaseNumber> {
    match outcome {
        CallOutcome::Case(case) => *case,
        CallOutcome::Answered | CallOutcome::CallBack { .. } | CallOutcome::PassedOn { .. } => None,
    }
}

/// Gives a call, whole.
pub(crate) fn call(tables: &dyn ReadTables, id: CallId) -> Result<Option<Call>, StoreError> {
    aggregates::get(tables, id.0)
}

/// Gives the calls that began from one day to another, both included.
pub(crate) fn between(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<CallId>, StoreError> {
    let found = aggregates::between::<Call>(tables, BY_DAY, Some(from), to, false)?;
    Ok(found.into_iter().map(CallId).collect())
}

/// Gives the calls of which a call-back is owed, by the day until which it is.
pub(crate) fn owed(tables: &dyn ReadTables) -> Result<Vec<CallId>, StoreError> {
    let found = aggregates::under::<Call>(tables, &[OWED])?;
    Ok(found.into_iter().map(CallId).collect())
}

/// Gives the calls that are to become a case.
pub(crate) fn awaiting(tables: &dyn ReadTables) -> Result<Vec<CallId>, StoreError> {
    let found = aggregates::under::<Call>(tables, &[AWAITING])?;
    Ok(found.into_iter().map(CallId).collect())
}

/// Gives the calls from a number with these last digits.
pub(crate) fn from_number(tables: &dyn ReadTables, tail: &str) -> Result<Vec<CallId>, StoreError> {
    let tail = backwards(tail);
    if tail.is_empty() {
        return Ok(Vec::new());
    }
    let found = aggregates::under::<Call>(tables, &aggregates::head(BY_NUMBER, &tail))?;
    Ok(found.into_iter().map(CallId).collect())
}

/// Gives the calls that became a case or were about it.
pub(crate) fn of_case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Vec<CallId>, StoreError> {
    let found = Call::telling(tables, number)?;
    Ok(found.into_iter().map(CallId).collect())
}
