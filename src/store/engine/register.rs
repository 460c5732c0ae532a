//! 登记: a person, a case or a joining visit, in one go.

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use super::batch::{Batch, By};
use super::external::external_key;
use super::law::Law;
use super::vault::{self, Of};
use super::{
    chain, codes, duty, external, facts, forces, heads, index, meta, orders, people, receiving,
    rows, secrets,
};
use crate::domain::act::{CommitResult, Done, HOUSE, Registration};
use crate::domain::calendar::ListedDay;
use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Opening, Step};
use crate::domain::case::fact::track::TrackNote;
use crate::domain::codes::{Class, Status};
use crate::domain::duty::How;
use crate::domain::entry::{Stream, past};
use crate::domain::item::Item;
use crate::domain::number::{CaseNumber, ExternalNumber, VisitNumber};
use crate::domain::person::id::PersonId;
use crate::domain::projection::Changed;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;
use chrono::Datelike;

/// How many other open cases of a person are told.
const SIMILAR: usize = 5;

/// Keeps a registration.
pub(crate) fn register(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    registration: &Registration,
) -> Result<CommitResult, StoreError> {
    if let Some(fingerprint) = registration.fingerprint
        && let Some(number) =
            external::imported_as(tables, &registration.matter.external, fingerprint)?
    {
        return Ok(CommitResult::Skipped { number });
    }
    let viewer = Viewer::new(by.who);
    let petitioner = &registration.petitioner;
    let received = match receiving::receive(tables, batch, by, petitioner, &viewer)? {
        Ok(found) => found,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    let person = received.id;
    let visit = Visit {
        person,
        ..registration.visit.clone()
    };
    let similar = match registration.fingerprint {
        Some(_) => Vec::new(),
        None => open_cases(tables, person, &viewer)?,
    };
    let raised = match registration.joins {
        Some(number) => rows::case(tables, rows::whole(tables, number)?)?,
        None => None,
    };
    // A matter that is held back is none for whoever names it.
    let raised = raised.filter(|case| case.is_open_to(&viewer));
    let joined = match &raised {
        Some(case) => {
            let brings = &registration.matter.external;
            join(tables, batch, law, by, case, (&visit, brings))?
        }
        None => None,
    };
    let (number, visit) = if let Some(found) = joined {
        found
    } else {
        let mut matter = registration.matter.clone();
        if let Some(before) = raised.filter(|case| case.status == Status::Final) {
            matter.follow(
                before.number,
                &before.matter,
                visit.new_facts.as_deref().unwrap_or_default(),
            );
        }
        let opening = Opening {
            petitioner: person,
            matter,
            visit,
            imported_answer: registration.imported_answer.clone(),
        };
        (open(tables, batch, law, by, opening)?, 1)
    };
    if registration.fingerprint.is_none()
        && let Some(how) = How::of(registration.visit.channel)
    {
        let leader = duty::fall(tables, by, Item::Case(number), how)?;
        in_charge(tables, batch, law, by, number, leader)?;
    }
    if let Some(fingerprint) = registration.fingerprint {
        heads::put_summed(
            tables,
            Table::Fingerprints,
            &fingerprint,
            &key::case(number),
        )?;
    }
    Ok(CommitResult::Done(Done::Registered {
        number,
        visit: VisitNumber {
            case: number,
            visit,
        },
        person,
        known: received.known,
        recognised: received.recognised,
        joined: joined.is_some(),
        similar: similar
            .into_iter()
            .filter(|other| *other != number)
            .collect(),
    }))
}

fn open_cases(
    tables: &dyn ReadTables,
    person: PersonId,
    viewer: &Viewer,
) -> Result<Vec<CaseNumber>, StoreError> {
    let mut numbers = Vec::new();
    for member in people::members(tables, person)? {
        let head = key::person(member);
        scan_prefix(tables, Table::PersonCases, &head, &mut |key, _| {
            let number = index::number(key)?;
            if !numbers.contains(&number)
                && rows::case(tables, number)?
                    .is_some_and(|case| case.is_running() && case.is_open_to(viewer))
            {
                numbers.push(number);
            }
            Ok(numbers.len() < SIMILAR)
        })?;
    }
    numbers.truncate(SIMILAR);
    Ok(numbers)
}

/// Joins the visit to an open case, or to a final one where it brings nothing new; one that cannot
/// be joined opens a case of its own (whoever comes is registered). The numbers that it brings are kept
/// with the matter.
fn join(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    case: &Case,
    (visit, brings): (&Visit, &[ExternalNumber]),
) -> Result<Option<(CaseNumber, u32)>, StoreError> {
    let (number, step) = (case.number, Step::Join(visit.clone()));
    let Ok(next) = case.apply(&step, by.who, by.when) else {
        return Ok(None);
    };
    secrets::append(tables, by, &next, step)?;
    let mut next = match next.follows_from_visit(by.when.date()) {
        Some(step) => take_by_rule(tables, by, next, step)?,
        None => next,
    };
    let mut borne = Vec::new();
    for brought in brings {
        let has = |known: &ExternalNumber| external_key(known) == external_key(brought);
        if next.matter.external.iter().any(has) {
            continue;
        }
        let (kind, value) = (brought.kind, brought.value.clone());
        let step = Step::Number { kind, value };
        if let Ok(after) = next.apply(&step, by.who, by.when) {
            secrets::append(tables, by, &after, step)?;
            next = after;
            borne.push(brought);
        }
    }
    put(tables, batch, law, by, Some(case), &next)?;
    tables.put(
        Table::PersonCases,
        &key::person_case(visit.person, number),
        &[],
    )?;
    for brought in borne {
        attach(tables, batch, number, case.petitioner, brought)?;
    }
    Ok(Some((
        number,
        u32::try_from(next.visits.len()).unwrap_or(u32::MAX),
    )))
}

/// Takes a step that follows from a rule, in the house's name; gives the case after it.
fn take_by_rule(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    case: Case,
    step: Step,
) -> Result<Case, StoreError> {
    let house = by.house();
    let Ok(next) = case.apply(&step, house.who, house.when) else {
        return Ok(case);
    };
    secrets::append(tables, house, &next, step)?;
    Ok(next)
}

fn open(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    opening: Opening,
) -> Result<CaseNumber, StoreError> {
    let year = u16::try_from(by.when.date().year())
        .map_err(|_| StoreError::System(format!("no year: {}", by.when)))?;
    let run = u32::try_from(meta::next_run(tables, year)?)
        .map_err(|_| StoreError::System("numbers of the year are used up".to_owned()))?;
    let number = CaseNumber { year, run };
    let petitioner = opening.petitioner;
    let case = Case::open(number, opening.clone(), by.who, by.when);
    let step = Step::Register(Box::new(opening));
    secrets::append(tables, by, &case, step)?;
    put(tables, batch, law, by, None, &case)?;
    codes::put(tables, number)?;
    tables.put(
        Table::PersonCases,
        &key::person_case(petitioner, number),
        &[],
    )?;
    for borne in &case.matter.external {
        attach(tables, batch, number, petitioner, borne)?;
    }
    Ok(number)
}

/// Keeps a number of another system, so that the case is found by it.
pub(crate) fn attach(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    number: CaseNumber,
    person: PersonId,
    borne: &ExternalNumber,
) -> Result<(), StoreError> {
    external::bear(tables, number, borne)?;
    batch.changes.push(Changed::ExternalNumber {
        id: person,
        value: borne.key(),
    });
    Ok(())
}

/// Forgets a number of another system that a withdrawn step had attached; the person is found by it
/// as long as another case of his bears it.
fn detach(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    number: CaseNumber,
    person: PersonId,
    borne: &ExternalNumber,
) -> Result<(), StoreError> {
    external::give_up(tables, number, borne)?;
    let value = borne.key();
    if !external::leads_to(tables, &value, person)? {
        let gone = Changed::ExternalNumberGone { id: person, value };
        batch.changes.push(gone);
    }
    Ok(())
}

/// Decides a step; one that withdraws another is decided on the whole history.
fn decided(
    tables: &dyn ReadTables,
    case: &Case,
    step: &Step,
    by: By<'_>,
    law: &Law,
) -> Result<Result<Case, Refusal>, StoreError> {
    let Step::Undo { of, reason } = step else {
        return Ok(case.apply_by(&law.calendar, &law.settings, step, by.who, by.when));
    };
    let Some(history) = chain::whole(tables, Stream::Case(case.number))? else {
        return Ok(Err(Refusal::new(Reason::NotForThisViewer)));
    };
    // A counsellor's note is taken back by one who reads it: another stands in its place then.
    let taken = history.iter().find(|it| it.seq == *of);
    if let Some(Step::Track(state)) = taken.and_then(|it| it.step())
        && state.note == TrackNote::Sealed
    {
        return Ok(Err(Refusal::new(Reason::NotForThisViewer)));
    }
    Ok(case.undo(&past(&history), *of, reason, by.who, &law.calendar))
}

/// Takes a step on a case.
pub(crate) fn step(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    number: CaseNumber,
    expected: u32,
    step: &Step,
) -> Result<CommitResult, StoreError> {
    let Some(case) = rows::case(tables, number)? else {
        return Ok(CommitResult::Refused(Refusal::about(
            "number",
            Reason::NotFound,
        )));
    };
    let by_rule = batch.by_rule.get(&number).copied().unwrap_or_default();
    if case.revision != expected.saturating_add(by_rule) {
        return Ok(CommitResult::Conflict { now: case.revision });
    }
    if let Some(refusal) = orders::stands_against(tables, &case, step, &Viewer::new(by.who))? {
        return Ok(CommitResult::Refused(refusal));
    }
    let next = match decided(tables, &case, step, by, law)? {
        Ok(next) => next,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    if let Some(refusal) = forces::forces(tables)?.stands_against(&case, step) {
        return Ok(CommitResult::Refused(refusal));
    }
    secrets::append(tables, by, &next, step.clone())?;
    put(tables, batch, law, by, Some(&case), &next)?;
    for borne in &next.matter.external {
        if !case.matter.external.contains(borne) {
            attach(tables, batch, number, case.petitioner, borne)?;
        }
    }
    let kept: Vec<Vec<u8>> = next.matter.external.iter().map(external_key).collect();
    for borne in &case.matter.external {
        if !kept.contains(&external_key(borne)) {
            detach(tables, batch, number, case.petitioner, borne)?;
        }
    }
    let leader = duty::follow(tables, by, &next)?;
    let revision = in_charge(tables, batch, law, by, number, leader)?.unwrap_or(next.revision);
    Ok(CommitResult::Done(Done::Stepped { number, revision }))
}

/// Tells a case its leader in charge, where the ledger names one and the case none; what is not
/// classed yet, or is an accusation, is told by nobody's name alone. Gives its revision then.
fn in_charge(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    number: CaseNumber,
    leader: Option<String>,
) -> Result<Option<u32>, StoreError> {
    let by = by.house();
    let (Some(case), Some(_)) = (rows::case(tables, number)?, &leader) else {
        return Ok(None);
    };
    let open = !matches!(case.matter.class, Class::Unclassed | Class::Accusation);
    if case.leader.is_some() || !open {
        return Ok(None);
    }
    let step = Step::Assign {
        unit: None,
        holder: None,
        leader,
    };
    let Ok(next) = case.apply_by(&law.calendar, &law.settings, &step, by.who, by.when) else {
        return Ok(None);
    };
    secrets::append(tables, by, &next, step)?;
    put(tables, batch, law, by, Some(&case), &next)?;
    *batch.by_rule.entry(number).or_default() += 1;
    Ok(Some(next.revision))
}

/// Moves every clock that the new law ends on another day, in index and counts.
pub(crate) fn recount(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    before: &Law,
    law: &Law,
    list: &[ListedDay],
) -> Result<(), StoreError> {
    for number in index::running(tables)? {
        let Some(case) = rows::bare(tables, number)? else {
            continue;
        };
        let (was, is) = (before.due(&case), law.due(&case));
        if was != is {
            batch.deltas.subtract(&case, was.as_ref());
            batch.deltas.add(&case, is.as_ref());
            index::put(tables, Some((&case, was.as_ref())), (&case, is.as_ref()))?;
        }
    }
    // What was due before the first listed day is counted as it was.
    if let Some(first) = list.iter().map(|it| it.date).min() {
        for number in facts::between(tables, first, None)? {
            if let Some(case) = rows::bare(tables, number)? {
                facts::put(
                    tables,
                    &mut batch.deltas,
                    Some((before, &case)),
                    (law, &case),
                )?;
            }
        }
    }
    Ok(())
}

/// Keeps a case, with its rows in every list and count.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    old: Option<&Case>,
    new: &Case,
) -> Result<(), StoreError> {
    let stood = old.map(|it| rows::bare(tables, it.number)).transpose()?;
    let bare = secrets::put(tables, new, by.who, old.is_none())?;
    follow(tables, batch, law, stood.flatten().as_ref(), &bare)
}

/// Brings every list and count from what stood for everybody to what stands now.
pub(crate) fn follow(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    old: Option<&Case>,
    new: &Case,
) -> Result<(), StoreError> {
    let before = old.map(|case| (case, law.due(case)));
    let due = law.due(new);
    if let Some((case, due)) = &before {
        batch.deltas.subtract(case, due.as_ref());
    }
    batch.deltas.add(new, due.as_ref());
    let old_facts = old.map(|case| (law, case));
    facts::put(tables, &mut batch.deltas, old_facts, (law, new))?;
    index::put(
        tables,
        before.as_ref().map(|(case, due)| (*case, due.as_ref())),
        (new, due.as_ref()),
    )
}

/// Seals the accusations that stand in the clear and have somebody named now to whom they can be sealed.
pub(crate) fn seal_due(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
) -> Result<(), StoreError> {
    for number in index::accusations(tables)? {
        if vault::stands(tables, Of::Case(number))? {
            continue;
        }
        if let Some(case) = rows::case(tables, number)? {
            let bare = secrets::put(tables, &case, HOUSE, false)?;
            follow(tables, batch, law, Some(&case.sealed()), &bare)?;
        }
    }
    Ok(())
}
