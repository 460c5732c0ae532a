//! 文书: a paper is made out of a stored case and written into its history in one go.

use crate::domain::act::{Act, Action, CommitResult};
use crate::domain::case::fact::printed::{Paper, Printed};
use crate::domain::case::fact::step::Step;
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, QueryCode, VisitNumber};
use crate::domain::paper::Gap;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::CaseView;
use crate::domain::viewer::Viewer;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// How often a print that another window came before is tried.
const TRIES: usize = 3;

/// What a paper is made of: the case with what stands beside it, and its 查询码.
#[derive(Debug)]
pub struct Papered {
    /// The case.
    pub view: CaseView,
    /// Its code.
    pub code: QueryCode,
}

/// Why a paper was not made out.
#[derive(Debug)]
pub enum Trouble {
    /// There is no such case.
    NoCase,
    /// The law or the desk refuses it.
    Refused(Refusal),
    /// Facts are missing.
    Gaps(Vec<Gap>),
    /// Other windows kept changing the case.
    Busy,
    /// The store could not be used.
    Store(StoreError),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Gives what the papers of a case are made of, as far as `viewer` may read it.
///
/// # Errors
/// There is no such case, or its content is held back from the viewer.
pub fn papered(store: &dyn Store, number: CaseNumber, viewer: &Viewer) -> Result<Papered, Trouble> {
    let (view, code) = ask(store, |it| {
        let view = it.case_view(number, viewer)?;
        Ok((view, it.query_code(number)?))
    })?;
    let view = view.ok_or(Trouble::NoCase)?;
    if view.row.locked {
        return Err(refused(Reason::NotForThisViewer));
    }
    Ok(Papered { view, code })
}

/// Makes a paper out with `make`. The print is written into the history before what was made is given
/// away: there are never two originals.
///
/// # Errors
/// Nothing was written down then.
pub fn print<T>(
    store: &dyn Store,
    (visit, paper): (VisitNumber, Paper),
    viewer: &Viewer,
    now: Moment,
    make: impl Fn(&Papered, Printed) -> Result<T, Vec<Gap>>,
) -> Result<(T, Printed), Trouble> {
    for _ in 0..TRIES {
        let papered = papered(store, visit.case, viewer)?;
        let case = &papered.view.case;
        if !paper.is_for(case) {
            return Err(refused(Reason::AccusationsGoTheirOwnWay));
        }
        let printed = case.next_print(paper, paper.visit_of(visit.visit));
        let sheet = make(&papered, printed).map_err(Trouble::Gaps)?;
        let act = Act {
            who: viewer.name.clone(),
            when: now,
            action: Action::Step {
                case: visit.case,
                expected: case.revision,
                step: Step::Printed(printed),
            },
        };
        match store.commit(&[act])?.into_iter().next() {
            Some(CommitResult::Done(_)) => return Ok((sheet, printed)),
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

fn refused(reason: Reason) -> Trouble {
    Trouble::Refused(Refusal::new(reason))
}
