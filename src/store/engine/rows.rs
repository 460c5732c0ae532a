//! Cases and the rows of lists, as a viewer may see them.

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::decode;
use super::super::record::case::CaseRecord;
use super::super::tables::{ReadTables, Table};
use super::law::Law;
use super::{chain, people};
use crate::domain::case::clock::clocks;
use crate::domain::case::fact::key_case::KeyMark;
use crate::domain::case::fact::state::Case;
use crate::domain::entry::{Stream, past};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::queue::{CaseRow, Service};
use crate::domain::viewer::Viewer;

/// Gives a case, whole.
pub(crate) fn case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    let Some(bytes) = tables.get(Table::Cases, &key::case(number))? else {
        return Ok(None);
    };
    let record: CaseRecord = decode("cases", &bytes)?;
    record.read(number).map(Some)
}

/// Gives a case for reading: its record, or, where that cannot be read, what its history gives.
///
/// # Errors
/// Neither can be read.
pub(crate) fn recovered(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    match case(tables, number) {
        Err(StoreError::Damaged(why)) => {
            let entries = chain::history(tables, Stream::Case(number))?;
            let case = Case::replay(number, past(&entries));
            case.map(Some).ok_or(StoreError::Damaged(why))
        }
        read => read,
    }
}

/// Gives the number of the case that goes on for another: its own, unless it is part of one.
pub(crate) fn whole(tables: &dyn ReadTables, number: CaseNumber) -> Result<CaseNumber, StoreError> {
    let mut number = number;
    while let Some(into) = case(tables, number)?.and_then(|case| case.merge.into) {
        number = into;
    }
    Ok(number)
}

/// Gives a case as one row of a list; who stands for its petitioner stands there.
pub(crate) fn row(
    tables: &dyn ReadTables,
    law: &Law,
    case: &Case,
    viewer: &Viewer,
) -> Result<CaseRow, StoreError> {
    let id = people::survivor(tables, case.petitioner)?;
    match people::recovered(tables, id) {
        Ok(person) => Ok(of(law, case, (id, &person.unwrap_or_default()), viewer)),
        Err(StoreError::Damaged(_)) => {
            let row = of(law, case, (id, &Person::default()), viewer);
            let damaged = true;
            Ok(CaseRow { damaged, ..row })
        }
        Err(error) => Err(error),
    }
}

/// Gives a case as one row of a list; one whose record cannot be read is named as damaged, and shows
/// what its history gives, if that can be had.
pub(crate) fn listed(
    tables: &dyn ReadTables,
    law: &Law,
    number: CaseNumber,
    viewer: &Viewer,
) -> Result<Option<CaseRow>, StoreError> {
    let damaged = match case(tables, number) {
        Ok(Some(case)) => return row(tables, law, &case, viewer).map(Some),
        Ok(None) => return Ok(None),
        Err(StoreError::Damaged(_)) => true,
        Err(error) => return Err(error),
    };
    match recovered(tables, number) {
        Ok(Some(case)) => {
            let row = row(tables, law, &case, viewer)?;
            Ok(Some(CaseRow { damaged, ..row }))
        }
        Ok(None) | Err(StoreError::Damaged(_)) => Ok(Some(CaseRow::unreadable(number))),
        Err(error) => Err(error),
    }
}

fn of(law: &Law, case: &Case, (id, person): (PersonId, &Person), viewer: &Viewer) -> CaseRow {
    let open = case.is_open_to(viewer);
    let due = law.due(case);
    let shown = |text: &str| if open { text.to_owned() } else { String::new() };
    CaseRow {
        merged_into: case.merge.into,
        number: case.number,
        revision: case.revision,
        status: case.status,
        standing: case.standing_word().filter(|_| open),
        class: case.matter.class,
        category: case.matter.category,
        urgency: case.matter.urgency,
        difficulty: case.matter.difficulty,
        channel: case.channel().filter(|_| open),
        person: id,
        name: shown(&person.name),
        village: shown(
            case.matter
                .village
                .as_deref()
                .or(person.village.as_deref())
                .unwrap_or_default(),
        ),
        stations: if open { case.stations() } else { Vec::new() },
        services: if open { services(case) } else { Vec::new() },
        summary: shown(&case.matter.summary),
        locked: !open,
        damaged: false,
        received_at: if open {
            case.received_at()
        } else {
            case.received_at().map(Moment::day_alone)
        },
        petition_since: case.petition_since().map(Moment::date),
        due: due.as_ref().map(|due| due.due),
        due_raw: due.as_ref().map(|due| due.raw),
        rule: due.as_ref().map(|due| due.rule),
        due_hour: due.as_ref().and_then(|due| due.hour).filter(|_| open),
        town_goal: clocks::town_goal(case, &law.calendar, &law.settings),
        visits: u32::try_from(case.all_visits().len()).unwrap_or(u32::MAX),
        repeat: case.repeat().filter(|_| open),
        since_last: open.then(|| case.since_last()),
        people_count: case.people_count(),
        holder: case.holder.clone().filter(|_| open),
        unit: case.unit.clone().filter(|_| open),
        leader: case.leader.clone().filter(|_| open),
        key_until: case.key.unlifted().and_then(KeyMark::until),
    }
}

fn services(case: &Case) -> Vec<Service> {
    let services = case.tracks.iter().map(|it| Service {
        track: it.track,
        holder: it.holder.clone(),
    });
    services.collect()
}
