//! 领导包案: who owns what comes in, and for how long.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::record::bytes::{decode, encode};
use super::super::record::duty::RosterRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::batch::By;
use super::law::Law;
use super::ledger::{day, head, keep, of_item};
use super::things::{self, Thing};
use super::{index, rows};
use crate::domain::act::{Done, Outcome};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Channel, Class, Status};
use crate::domain::duty::{Acting, DutyDay, DutyFact, How, Leader, Line, Roster};
use crate::domain::entry::{Stream, What};
use crate::domain::item::Item;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

/// The roster is one thing.
const ROSTER: u32 = 1;

impl Thing for Roster {
    type Fact = Leader;

    const TABLE: Table = Table::Leaders;
    const NAME: &'static str = "roster of leaders";

    fn stream(_number: u32) -> Stream {
        Stream::Leaders
    }

    fn what(leader: &Leader) -> What {
        What::Leader(leader.clone())
    }

    fn fact(what: &What) -> Option<&Leader> {
        match what {
            What::Leader(leader) => Some(leader),
            _ => None,
        }
    }

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
    Ok(things::get(tables, ROSTER)?.unwrap_or_default())
}

/// Adds a leader, or puts his card in place of the old one.
pub(crate) fn leader(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    leader: &Leader,
) -> Result<Outcome, StoreError> {
    if leader.name.trim().is_empty() {
        return Ok(Outcome::Refused(Refusal::about("name", Reason::Missing)));
    }
    let before = things::get::<Roster>(tables, ROSTER)?;
    let after = before.clone().unwrap_or_default().with(leader);
    things::keep(tables, by, ROSTER, leader, before.as_ref(), &after)?;
    Ok(Outcome::Done(Done::Kept))
}

/// Does something to a day, as a person asks for it. Things come onto a ledger by themselves
/// alone, and reception is closed by [`close`].
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    on: NaiveDate,
    fact: &DutyFact,
) -> Result<Outcome, StoreError> {
    let decided = match fact {
        DutyFact::Closed(_) => return close(tables, law, by, on),
        DutyFact::Fell(_) | DutyFact::Came(_) | DutyFact::Opened(_) => {
            Err(Refusal::about("item", Reason::NotAChoice))
        }
        // Whether somebody is accused is not found out by asking for him.
        DutyFact::Passed { item, .. } if is_closed_to(tables, *item, &Viewer::new(by.who))? => {
            Err(Refusal::about("item", Reason::NotForThisViewer))
        }
        DutyFact::Passed {
            item, to: Some(to), ..
        } if may_not(tables, *item, to)? => Err(Refusal::about("to", Reason::MustStepAside)),
        DutyFact::Named { .. }
        | DutyFact::StandIn { .. }
        | DutyFact::Arrived(_)
        | DutyFact::Left(_)
        | DutyFact::Passed { .. }
        | DutyFact::Struck { .. } => day(tables, on)?.apply(fact),
    };
    match decided {
        Ok(_) => keep(tables, by, on, fact)?,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    }
    if matches!(fact, DutyFact::Named { .. }) {
        own(tables, by, on)?;
    }
    Ok(Outcome::Done(Done::Kept))
}

/// Gives an owner to what came in while nobody was named.
fn own(tables: &mut dyn WriteTables, by: By<'_>, on: NaiveDate) -> Result<(), StoreError> {
    let it = day(tables, on)?;
    for line in it
        .lines
        .iter()
        .filter(|line| line.struck.is_none() && line.owner.is_none())
    {
        let to = owner(tables, &it, line.item)?;
        if to.is_some() {
            let (item, why) = (line.item, String::new());
            keep(tables, by, on, &DutyFact::Passed { item, to, why })?;
        }
    }
    Ok(())
}

/// Puts a thing onto the ledger of the day on which it came; one that is another's already stays
/// his. Somebody who comes again about what stands there is one visit more.
pub(crate) fn fall(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    item: Item,
    how: How,
) -> Result<Option<String>, StoreError> {
    let on = by.when.date();
    let (today, _) = head(tables, on)?;
    let mut owner = owner(tables, &today, item)?;
    for (day, line) in of_item(tables, item)? {
        if day == on {
            if how == How::Visit {
                keep(tables, by, on, &DutyFact::Came(item))?;
            }
            return Ok(line.owner);
        }
        if line.struck.is_none() && line.owner.is_some() {
            owner = line.owner;
        }
    }
    let line = Line {
        item,
        owner: owner.clone(),
        how,
        few: None,
        since: by.when,
        struck: None,
        visits: how.visits(),
    };
    keep(tables, by, on, &DutyFact::Fell(Box::new(line)))?;
    Ok(owner)
}

/// Gives how a matter comes onto the ledger: a 12345 work order does not, it is the backlog's.
pub(crate) const fn way(channel: Channel) -> Option<How> {
    match channel {
        Channel::Visit | Channel::Station => Some(How::Visit),
        Channel::Phone => Some(How::Call),
        Channel::Whistle => Some(How::Whistle),
        Channel::Letter | Channel::Web | Channel::Referral => Some(How::Letter),
        Channel::Hotline12345 => None,
    }
}

/// Gives who owns a thing that comes in: the day's leader; where it is an accusation of him, his
/// stand-in, else a convener who is not accused, else nobody (条例 30 ¶3).
fn owner(tables: &dyn ReadTables, day: &DutyDay, item: Item) -> Result<Option<String>, StoreError> {
    let Some(leader) = &day.leader else {
        return Ok(None);
    };
    let stand_in = day.stand_in.iter().map(|(who, _)| who.clone());
    let conveners = roster(tables)?.0.into_iter();
    let conveners = conveners.filter(|it| it.convener && it.active);
    let mut asked = vec![leader.clone()];
    asked.extend(stand_in);
    asked.extend(conveners.map(|it| it.name));
    for name in asked {
        if !may_not(tables, item, &name)? {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Gives who acts on a line of a day's leader while he is away: his stand-in; where it is an
/// accusation of that one, a convener who is not accused, else nobody (条例 30 ¶3).
pub(crate) fn acting(
    tables: &dyn ReadTables,
    day: &DutyDay,
    line: &Line,
) -> Result<Acting, StoreError> {
    let Some((stand_in, _)) = &day.stand_in else {
        return Ok(Acting::Owner);
    };
    if line.struck.is_some() || line.owner.is_none() || line.owner != day.leader {
        return Ok(Acting::Owner);
    }
    let conveners = roster(tables)?.0.into_iter();
    let conveners = conveners
        .filter(|it| it.convener && it.active)
        .map(|it| it.name);
    let others = conveners.filter(|name| Some(name) != line.owner.as_ref());
    for name in std::iter::once(stand_in.clone()).chain(others) {
        if !may_not(tables, line.item, &name)? {
            return Ok(Acting::For(name));
        }
    }
    Ok(Acting::Nobody)
}

/// Tells whether a matter must be kept from somebody.
fn may_not(tables: &dyn ReadTables, item: Item, name: &str) -> Result<bool, StoreError> {
    let Item::Case(number) = item else {
        return Ok(false);
    };
    Ok(rows::case(tables, number)?.is_some_and(|case| case.is_accusation_of(name)))
}

/// Tells whether it is an accusation.
pub(crate) fn is_accusation(tables: &dyn ReadTables, item: Item) -> Result<bool, StoreError> {
    let Item::Case(number) = item else {
        return Ok(false);
    };
    Ok(rows::case(tables, number)?.is_some_and(|case| case.matter.class == Class::Accusation))
}

/// Tells whether a matter is closed to whoever acts.
fn is_closed_to(tables: &dyn ReadTables, item: Item, viewer: &Viewer) -> Result<bool, StoreError> {
    let Item::Case(number) = item else {
        return Ok(false);
    };
    Ok(rows::case(tables, number)?.is_some_and(|case| !case.is_open_to(viewer)))
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
    let over = matches!(
        case.status,
        Status::StruckOff | Status::Final | Status::ImportedClosed
    );
    let mut leader = None;
    for (on, line) in of_item(tables, item)? {
        let mut owner = line.owner.clone();
        if let Some(name) = &line.owner
            && case.is_accusation_of(name)
        {
            let to = self::owner(tables, &day(tables, on)?, item)?;
            owner.clone_from(&to);
            let why = String::new();
            keep(tables, by, on, &DutyFact::Passed { item, to, why })?;
        }
        leader = owner.filter(|_| !over).or(leader);
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
        if over && line.struck.is_none() {
            let when = by.when;
            keep(tables, by, on, &DutyFact::Struck { item, when })?;
        } else if !over && line.struck.is_some() {
            keep(tables, by, on, &DutyFact::Opened(item))?;
        }
    }
    Ok(())
}

/// 收班: closes the reception of a day; where too few came, the hotline items that stood on that day
/// are put on its ledger, the oldest first (清仓见底). A day may be closed after it is over: what came
/// later is not its own.
fn close(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    on: NaiveDate,
) -> Result<Outcome, StoreError> {
    if on > by.when.date() {
        return Ok(Outcome::Refused(Refusal::about("day", Reason::InTheFuture)));
    }
    let today = day(tables, on)?;
    if today.closed.is_some() {
        return Ok(Outcome::Refused(Refusal::new(Reason::NothingChanged)));
    }
    let (came, wanted) = (today.visits(), u32::from(law.settings.duty_visits));
    if came < wanted && today.leader.is_some() {
        let mut backlog = backlog(tables, on)?;
        if law.settings.backlog_a_day > 0 {
            backlog.truncate(law.settings.backlog_a_day.into());
        }
        for case in backlog {
            let item = Item::Case(case.number);
            let line = Line {
                item,
                owner: owner(tables, &today, item)?,
                how: How::Backlog,
                few: Some((came, wanted)),
                since: by.when,
                struck: None,
                visits: How::Backlog.visits(),
            };
            keep(tables, by, on, &DutyFact::Fell(Box::new(line)))?;
        }
    }
    keep(tables, by, on, &DutyFact::Closed(by.when))?;
    Ok(Outcome::Done(Done::Kept))
}

/// Gives the running hotline items that came by the end of a day and stand on no ledger, the oldest
/// first.
fn backlog(tables: &dyn ReadTables, on: NaiveDate) -> Result<Vec<Case>, StoreError> {
    let mut found = Vec::new();
    for number in index::running(tables)? {
        let Some(case) = rows::case(tables, number)? else {
            continue;
        };
        let standing = case.visits.first().is_some_and(|visit| {
            matches!(visit.channel, Channel::Hotline12345 | Channel::Phone)
                && visit.received_at.date() <= on
        });
        if standing && of_item(tables, Item::Case(number))?.is_empty() {
            found.push(case);
        }
    }
    found.sort_by_key(|case| (case.visits.first().map(|it| it.received_at), case.number));
    Ok(found)
}
