//! Cases and the rows of lists, as a viewer may see them.

use sha2::{Digest, Sha256};

use super::super::cipher::SALT;
use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::decode;
use super::super::record::case::CaseRecord;
use super::super::record::skeleton::skeleton;
use super::super::tables::{ReadTables, Table};
use super::law::Law;
use super::vault::{self, Found, Of};
use super::{chain, people};
use crate::domain::case::clock::clocks;
use crate::domain::case::fact::key_case::KeyMark;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::track::{TrackNote, is_private};
use crate::domain::entry::{Stream, past};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::queue::{CaseRow, Service};
use crate::domain::viewer::Viewer;

/// The first byte of the row of a case whose words are sealed: the digest of what is sealed follows, then
/// the record without it.
pub(crate) const HIDDEN: u8 = 3;
/// The same of a case of which a counsellor's note is sealed.
pub(crate) const NOTED: u8 = 4;

/// Gives a case, whole; one that is sealed and does not open is as it stands for everybody.
pub(crate) fn case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    let bytes = tables.get(Table::Cases, &key::case(number))?;
    bytes
        .map(|bytes| of_row(tables, number, &bytes, true))
        .transpose()
}

/// Gives a case as it stands for everybody: without what of it is sealed, whoever sits here. By this the
/// rows of lists and figures are made.
pub(crate) fn bare(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    let bytes = tables.get(Table::Cases, &key::case(number))?;
    bytes
        .map(|bytes| of_row(tables, number, &bytes, false))
        .transpose()
}

fn of_row(
    tables: &dyn ReadTables,
    number: CaseNumber,
    bytes: &[u8],
    opening: bool,
) -> Result<Case, StoreError> {
    let read = |bytes: &[u8]| decode::<CaseRecord>("cases", bytes)?.read(number);
    let Some((kind, commitment, record)) = parts(bytes) else {
        return read(bytes);
    };
    let of = if kind == HIDDEN {
        Of::Case(number)
    } else {
        Of::Notes(number)
    };
    let opened = if opening {
        vault::open(tables, of)?
    } else {
        Found::Locked
    };
    let content = match opened {
        Found::Opened(content) => {
            if Sha256::digest(&content).as_slice() != commitment {
                return Err(StoreError::Damaged("cases: sealed content".to_owned()));
            }
            Some(content)
        }
        Found::Missing => {
            return Err(StoreError::Damaged(
                "cases: sealed content is gone".to_owned(),
            ));
        }
        Found::Locked => None,
    };
    match (kind, content) {
        (HIDDEN, Some(content)) => {
            let inner = content.get(SALT..).unwrap_or_default();
            of_row(tables, number, inner, opening)
        }
        (HIDDEN, None) => Ok(Case {
            sealed: true,
            ..read(record)?
        }),
        (_, content) => {
            let notes = content.map(|it| notes(&it)).transpose()?;
            let mut case = read(record)?;
            for state in case.tracks.iter_mut().filter(|it| is_private(it.track)) {
                let known = notes.iter().flatten();
                let mut known = known.filter(|(track, _)| track == state.track.code());
                state.note = match (&notes, known.next()) {
                    (Some(_), Some((_, note))) => TrackNote::Text(note.clone()),
                    (Some(_), None) => TrackNote::Text(String::new()),
                    (None, _) => TrackNote::Sealed,
                };
            }
            Ok(case)
        }
    }
}

/// Parts a row that refers to sealed content.
fn parts(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    let (commitment, record) = rest.split_at_checked(32)?;
    matches!(*kind, HIDDEN | NOTED).then_some((*kind, commitment, record))
}

/// Gives to what sealed contents the row of a case refers, as far as it opens.
pub(crate) fn references(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Vec<Of<'static>>, StoreError> {
    let bytes = tables.get(Table::Cases, &key::case(number))?;
    let kind = bytes.as_deref().and_then(parts).map(|(kind, ..)| kind);
    Ok(match kind {
        Some(HIDDEN) => vec![Of::Case(number)],
        Some(_) => vec![Of::Notes(number)],
        None => Vec::new(),
    })
}

/// Tells whether the row of a case refers to sealed content; of one that is sealed whole and does not open
/// nobody can tell whether there are notes.
pub(crate) fn refers(
    tables: &dyn ReadTables,
    number: CaseNumber,
    of: Of<'_>,
) -> Result<bool, StoreError> {
    let outer = references(tables, number)?;
    if outer.contains(&of) {
        return Ok(true);
    }
    if outer.is_empty() || matches!(of, Of::Case(_)) {
        return Ok(false);
    }
    Ok(match vault::open(tables, Of::Case(number))? {
        Found::Opened(_) => parts(&inner(tables, number)?).is_some_and(|(kind, ..)| kind == NOTED),
        Found::Locked => true,
        Found::Missing => false,
    })
}

/// Gives the row of a case without the words of a counsellor's note, out of what is sealed where need be.
pub(crate) fn inner(tables: &dyn ReadTables, number: CaseNumber) -> Result<Vec<u8>, StoreError> {
    let row = tables.get(Table::Cases, &key::case(number))?;
    let row = row.unwrap_or_default();
    if row.first() != Some(&HIDDEN) {
        return Ok(row);
    }
    match vault::open(tables, Of::Case(number))? {
        Found::Opened(content) => Ok(content.get(SALT..).unwrap_or_default().to_vec()),
        _ => Err(StoreError::Damaged("cases: sealed content".to_owned())),
    }
}

/// Reads sealed notes: each with the service that it is on.
pub(crate) fn notes(content: &[u8]) -> Result<Vec<(String, String)>, StoreError> {
    decode("vault", content.get(SALT..).unwrap_or_default())
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
            let entries = chain::whole(tables, Stream::Case(number))?;
            let case = entries.and_then(|entries| Case::replay(number, past(&entries)));
            case.map(Some).ok_or(StoreError::Damaged(why))
        }
        read => read,
    }
}

/// Gives a case as it stands for everybody, for the rows that follow from it; what its history gives where
/// its record cannot be read.
///
/// # Errors
/// Neither can be read.
pub(crate) fn bare_or_recovered(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    match bare(tables, number) {
        Err(StoreError::Damaged(_)) => {}
        read => return read,
    }
    let case = recovered(tables, number)?;
    match case {
        Some(case) if vault::stands(tables, Of::Case(number))? => skeleton(&case).map(Some),
        case => Ok(case.map(|case| case.sealed())),
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
