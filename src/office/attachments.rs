//! 附件: a file is named in the history of a case by one who may read the case.

use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::case::fact::attached::Attached;
use crate::domain::case::fact::step::Step;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::office::papers::{Trouble, papered};
use crate::store::attachments::{Attachments, Condition};
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// How often it is tried where another window came before.
const TRIES: usize = 3;

/// Writes into the history of a case that a file belongs to it; the file is kept already.
///
/// # Errors
/// There is no such case, or it is held back from the viewer, or the law refuses it.
pub fn attach(
    store: &dyn Store,
    number: CaseNumber,
    attached: &Attached,
    viewer: &Viewer,
    now: Moment,
) -> Result<(), Trouble> {
    for _ in 0..TRIES {
        let case = papered(store, number, viewer)?.view.case;
        let act = Act {
            who: viewer.name.clone(),
            when: now,
            action: Action::Step {
                case: number,
                expected: case.revision,
                step: Step::Attached(attached.clone()),
            },
        };
        match store.commit(&[act])?.into_iter().next() {
            Some(CommitResult::Done(_)) => return Ok(()),
            Some(CommitResult::Refused(refusal)) => return Err(Trouble::Refused(refusal)),
            Some(
                CommitResult::Conflict { .. }
                | CommitResult::Skipped { .. }
                | CommitResult::Known(_),
            )
            | None => {}
        }
    }
    Err(Trouble::Busy)
}

/// Gives the files of a case, in the order in which they were attached, as far as `viewer` may read it.
///
/// # Errors
/// There is no such case, or it is held back from the viewer.
pub fn attached(
    store: &dyn Store,
    number: CaseNumber,
    viewer: &Viewer,
) -> Result<Vec<Attached>, Trouble> {
    Ok(papered(store, number, viewer)?.view.case.attached)
}

/// Tells whether what is put to a case is sealed: it is an accusation, and its record is sealed too.
///
/// # Errors
/// There is no such case, or it is held back from the viewer.
pub fn is_sealed(store: &dyn Store, number: CaseNumber, viewer: &Viewer) -> Result<bool, Trouble> {
    papered(store, number, viewer)?;
    Ok(ask(store, |it| it.is_sealed(number))?)
}

/// A kept file that does not stand as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The case that names it.
    pub number: CaseNumber,
    /// Which file.
    pub name: String,
    /// How it stands.
    pub condition: Condition,
}

/// Looks at every file that a case names; of a file nothing but its digest is told, so that a proof
/// shows no one's titles.
///
/// # Errors
/// The store or a file cannot be read.
pub fn faults(
    snapshot: &Snapshot<'_>,
    attachments: &Attachments,
) -> Result<(u64, Vec<Fault>), StoreError> {
    let (mut seen, mut faults) = (0, Vec::new());
    snapshot.each_case(&mut |case| {
        for attached in &case.attached {
            seen += 1;
            let condition = attachments
                .condition(attached.hash)
                .map_err(|error| StoreError::of_io(&error))?;
            if condition != Condition::Whole {
                faults.push(Fault {
                    number: case.number,
                    name: attached.hash.to_string(),
                    condition,
                });
            }
        }
        Ok(())
    })?;
    Ok((seen, faults))
}
