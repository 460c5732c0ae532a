//! A store whose records are damaged, copied into a new file in which they stand again as their
//! histories give them. The damaged file is only read.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::super::engine::law::Law;
use super::super::engine::mend::{self, Mended};
use super::super::engine::remake;
use super::super::error::StoreError;
use super::super::findings::Findings;
use super::failure::{of_commit, of_database, of_transaction};
use super::guard::tried;
use super::handle::builder;
use super::store::RedbStore;
use super::tables::Writing;
use crate::disk::part::Part;
use crate::domain::projection::Projection;
use crate::domain::settings::Settings;
use crate::store::contract::ask;
use crate::store::seals::Seals;
use crate::store::verify::projected;

/// Copies the store at `path` into the new file `target` and gives back there what can be had; the new
/// file is proved before it has its name.
///
/// # Errors
/// A file that stands at `target` stays as it is; nothing is left behind.
pub fn repair(
    path: &Path,
    target: &Path,
    projections: &[Arc<dyn Projection>],
    settings: &Settings,
) -> Result<(Mended, Findings), StoreError> {
    let of_io = |error: io::Error| StoreError::of_io(&error);
    if target.exists() {
        let file = target.display();
        return Err(StoreError::System(format!("{file} is there already")));
    }
    let part = Part::beside(target).map_err(of_io)?;
    let copy = part.path();
    let mended = tried(|| {
        let damaged = RedbStore::as_it_is(path, projections.to_vec(), settings.clone())?;
        damaged.copy_as_it_is(&copy)?;
        given_back(&copy, projections, settings)
    })?;
    let repaired = RedbStore::open(&copy, projections.to_vec(), settings.clone())?;
    let findings = ask(&repaired, |it| it.verify(&mut |_| {}))?;
    drop(repaired);
    Seals::beside(path).copy_to(&Seals::beside(target))?;
    part.put(false).map_err(of_io)?;
    Ok((mended, findings))
}

/// Gives back, in one transaction, what can be had in the store at `path`, and makes its indexes anew.
fn given_back(
    path: &Path,
    projections: &[Arc<dyn Projection>],
    settings: &Settings,
) -> Result<Mended, StoreError> {
    let database = builder().open(path).map_err(of_database)?;
    let transaction = database.begin_write().map_err(of_transaction)?;
    let mended = {
        let mut tables = Writing::new(&transaction);
        let mended = mend::mend(&mut tables)?;
        let law = Law::read(&tables, settings)?;
        remake::remake(&mut tables, &law, projections, &projected::prove_one)?;
        mended
    };
    transaction.commit().map_err(of_commit)?;
    Ok(mended)
}
