//! 补登: what was taken down while the server was out of reach is registered, in its clerk's name, as
//! received when it was.

use crate::domain::act::{Act, CommitResult, Done};
use crate::domain::draft::Desk;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::offline::OfflineIntake;
use crate::domain::settings::Settings;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// Registers an intake that waited; gives its number, or `None` where the store does not take it as it
/// stands: it waits on. What it was to join, the card that was taken over, or the call that it came
/// of may be another's meanwhile; then it is registered without: a person who came is registered.
///
/// # Errors
/// The store cannot be read or written; the intake waits on.
pub fn register(
    store: &dyn Store,
    waiting: &OfflineIntake,
    town: &Settings,
    now: Moment,
) -> Result<Option<CaseNumber>, StoreError> {
    let mut alone = waiting.clone();
    alone.draft.joins = None;
    alone.draft.renews = false;
    alone.draft.person = None;
    alone.draft.origin = None;
    for intake in [waiting, &alone] {
        let number = registered(store, intake, town, now)?;
        if number.is_some() {
            return Ok(number);
        }
    }
    Ok(None)
}

fn registered(
    store: &dyn Store,
    intake: &OfflineIntake,
    town: &Settings,
    now: Moment,
) -> Result<Option<CaseNumber>, StoreError> {
    let tree = ask(store, |it| it.grid())?;
    let village = |typed: &str| tree.village_named(typed).map(|it| it.name.clone());
    let desk = Desk {
        now,
        village: &village,
        dialling: &town.dialling,
        station: &town.station,
    };
    let Ok(action) = intake.action(&desk) else {
        return Ok(None);
    };
    let act = Act {
        who: intake.who.clone(),
        when: now,
        action,
    };
    let came = store.commit(&[act])?.into_iter().next();
    Ok(match came {
        Some(
            CommitResult::Done(Done::Registered { number, .. })
            | CommitResult::Known(Done::Registered { number, .. }),
        ) => Some(number),
        _ => None,
    })
}
