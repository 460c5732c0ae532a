//! 领导包案: the roster and what is kept on the ledgers; who owns what is decided in
//! [`owning`].

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::record::bytes::{decode, encode};
use super::super::record::duty::RosterRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::By;
use super::law::Law;
use super::ledger::{day, head, keep, of_item};
use super::{index, rows};
use crate::domain::act::{CommitResult, Done};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::duty::owning::{
    self, from_backlog, is_backlog, is_over, may_own, must_pass, owner, settled,
};
use crate::domain::duty::{Acting, DutyDay, DutyFact, How, Leader, Line, Roster};
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

/// The roster is one thing.
const ROSTER: u32 = 1;

impl Aggregate for Roster {
    type Fact = Leader;

    const TABLE: Table = Table::Leaders;
    const NAME: &'static str = "roster of leaders";

    fn stream(_number: u32) -> Stream {
        Stream::Leaders
    }

    entry!(Leader(Leader));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a Leader>) -> Option<Self> {
        let start = Self::default();
        Some(
            facts
                .into_iter()
                .fold(start, |roster, leader| roster.with(leader)),
        )
    }

    fn encode(&self) -> Result<Vec<u8>, StoreError> {
        encode(&RosterRecord::from(self))
    }

    fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let record: RosterRecord = decode("leaders", bytes)?;
        Ok(record.into())
    }

    fn heads(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

/// Gives the leaders.
pub(crate) fn roster(tables: &dyn ReadTables) -> Result<Roster, StoreError> {
    Ok(aggregates::get(tables, ROSTER)?.unwrap_or_default())
}

/// Adds a leader, or puts his card in place of the old one.
pub(crate) fn leader(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    leader: &Leader,
) -> Result<CommitResult, StoreError> {
    if leader.name.trim().is_empty() {
        return Ok(CommitResult::Refused(Refusal::about(
            "name",
            Reason::Missing,
        )));
    }
    let before = aggregates::get::<Roster>(tables, ROSTER)?;
    let after = before.clone().unwrap_or_default().with(leader);
    aggregates::keep(tables, by, ROSTER, leader, before.as_ref(), &after)?;
    Ok(CommitResult::Done(Done::Kept))
}

/// Does something to a day, as a person asks for it. Things come onto a ledger by themselves
/// alone, and reception is closed by [`close`].
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    on: NaiveDate,
    fact: &DutyFact,
) -> Result<CommitResult, StoreError> {
    let decided = match fact {
        DutyFact::Closed(_) => return close(tables, law, by, on),
        DutyFact::Fell(_) | DutyFact::Came(_) | DutyFact::Opened(_) => {
            Err(Refusal::about("item", Reason::NotAChoice))
        }
        DutyFact::Passed { item, to, .. } => {
            let case = case(tables, *item)?;
            let closed = |case: &Case| !case.is_open_to(&Viewer::new(by.who));
            let accused = |to: &String| !may_own(case.as_ref(), to);
            // Whether somebody is accused is not found out by asking for him.
            if case.as_ref().is_some_and(closed) {
                Err(Refusal::about("item", Reason::NotForThisViewer))
            } else if to.as_ref().is_some_and(accused) {
                Err(Refusal::about("to", Reason::MustStepAside))
            } else {
                day(tables, on)?.apply(fact)
            }
        }
        DutyFact::Named { .. }
        | DutyFact::StandIn { .. }
        | DutyFact::Arrived(_)
        | DutyFact::Left(_)
        | DutyFact::Struck { .. } => day(tables, on)?.apply(fact),
    };
    match decided {
        Ok(_) => keep(tables, by, on, fact)?,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    }
    if matches!(fact, DutyFact::Named { .. }) {
        own(tables, by, on)?;
    }
    Ok(CommitResult::Done(Done::Kept))
}

/// Gives an owner to what came in while nobody was named.
fn own(tables: &mut dyn WriteTables, by: By<'_>, on: NaiveDate) -> Result<(), StoreError> {
    let (it, roster) = (day(tables, on)?, roster(tables)?);
    for line in it
        .lines
        .iter()
        .filter(|line| line.struck.is_none() && line.owner.is_none())
    {
        let to = owner(&it, &roster, case(tables, line.item)?.as_ref());
        if to.is_some() {
            pass(tables, by, on, line.item, to)?;
        }
    }
    Ok(())
}

/// Passes a line to another, as a rule asks for it.
fn pass(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    on: NaiveDate,
    item: Item,
    to: Option<String>,
) -> Result<(), StoreError> {
    let why = String::new();
    keep(tables, by.house(), on, &DutyFact::Passed { item, to, why })
}

/// Puts a thing onto the ledger of the day on which it came; gives who owns it.
pub(crate) fn fall(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    item: Item,
    how: How,
) -> Result<Option<String>, StoreError> {
    let on = by.when.date();
    let (today, _) = head(tables, on)?;
    let owner = owner(&today, &roster(tables)?, case(tables, item)?.as_ref());
    let lines = of_item(tables, item)?;
    let (fact, owner) = owning::fall(item, how, by.when, &lines, owner);
    if let Some(fact) = fact {
        keep(tables, by.house(), on, &fact)?;
    }
    Ok(owner)
}

/// Gives who acts on a line of a day.
pub(crate) fn acting(
    tables: &dyn ReadTables,
    day: &DutyDay,
    line: &Line,
) -> Result<Acting, StoreError> {
    let case = case(tables, line.item)?;
    Ok(owning::acting(day, line, &roster(tables)?, case.as_ref()))
}

/// Tells whether it is an accusation.
pub(crate) fn is_accusation(tables: &dyn ReadTables, item: Item) -> Result<bool, StoreError> {
    Ok(case(tables, item)?.is_some_and(|case| case.matter.class == Class::Accusation))
}

/// Gives the case that a thing is; `None` for what is no case.
fn case(tables: &dyn ReadTables, item: Item) -> Result<Option<Case>, StoreError> {
    match item {
        Item::Case(number) => rows::recovered(tables, number),
        Item::Call(_) | Item::Whistle(_) | Item::Sign(_) => Ok(None),
    }
}

/// Makes the ledgers follow a case: struck off with it, opened again with it, and taken from
/// whoever turns out to be accused in it. Gives the leader in charge that the case has still to
/// be told.
pub(crate) fn follow(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    case: &Case,
) -> Result<Option<String>, StoreError> {
    let item = Item::Case(case.number);
    let over = is_over(case);
    let mut leader = None;
    for (on, line) in of_item(tables, item)? {
        let mut to = line.owner.clone();
        if must_pass(&line, case) {
            to = owner(&day(tables, on)?, &roster(tables)?, Some(case));
            pass(tables, by, on, item, to.clone())?;
        }
        leader = to.filter(|_| !over).or(leader);
    }
    settle(tables, by, item, over)?;
    Ok(leader)
}

/// Strikes a thing off on every ledger when it is over, and opens it there again when it is not.
pub(crate) fn settle(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    item: Item,
    over: bool,
) -> Result<(), StoreError> {
    for (on, line) in of_item(tables, item)? {
        if let Some(fact) = settled(&line, over, by.when) {
            keep(tables, by.house(), on, &fact)?;
        }
    }
    Ok(())
}

/// 收班: closes the reception of a day; where too few came, the hotline items that stood on that day
/// are put on its ledger.
fn close(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    on: NaiveDate,
) -> Result<CommitResult, StoreError> {
    let today = day(tables, on)?;
    let thin = match owning::close(&today, on, by.when, &law.settings) {
        Ok(thin) => thin,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    if let Some(thin) = thin {
        let (backlog, roster) = (backlog(tables, on)?, roster(tables)?);
        for line in from_backlog(backlog, &today, &roster, thin, by.when, &law.settings) {
            keep(tables, by.house(), on, &DutyFact::Fell(Box::new(line)))?;
        }
    }
    keep(tables, by, on, &DutyFact::Closed(by.when))?;
    Ok(CommitResult::Done(Done::Kept))
}

/// Gives the backlog of a day: what is of it and stands on no ledger.
fn backlog(tables: &dyn ReadTables, on: NaiveDate) -> Result<Vec<Case>, StoreError> {
    let mut found = Vec::new();
    for number in index::running(tables)? {
        if let Some(case) = rows::case(tables, number)?.filter(|case| is_backlog(case, on))
            && of_item(tables, Item::Case(number))?.is_empty()
        {
            found.push(case);
        }
    }
    Ok(found)
}
