//! PIN: opening a locked desk by it, and signing for a step with it. Guessing is slowed with that of the
//! passphrase, and after five wrong tries only the passphrase opens.

use super::sign_in::{change_named, enter, fits, hash, note};
use crate::domain::moment::Moment;
use crate::domain::operator::{Credential, OperatorFact};
use crate::domain::pin::{Pin, digits};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::seat::SignedIn;
use crate::domain::secret::Secret;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// Lets somebody who is known to be at work prove by his PIN or his passphrase that it is he.
///
/// # Errors
/// The store cannot be read or written; nothing was proved.
pub fn unlock(
    store: &dyn Store,
    name: &str,
    typed: &Secret,
    now: Moment,
) -> Result<SignedIn, StoreError> {
    let Some((id, operator)) = ask(store, |it| it.operator(name))? else {
        let _ = hash(typed);
        return Ok(SignedIn::Wrong);
    };
    if operator.left {
        return Ok(SignedIn::Left);
    }
    if let Some(until) = operator.waits_until(now) {
        return Ok(SignedIn::Wait(until));
    }
    if let Credential::Passphrase(known) = &operator.card.credential
        && fits(typed, known)
    {
        return enter(store, id, operator, now);
    }
    let (Some(pin), Some(typed)) = (&operator.pin, digits(typed)) else {
        note(store, id, OperatorFact::Failed(Some(now)), now)?;
        return Ok(SignedIn::Wrong);
    };
    if pin.is_spent() {
        note(store, id, OperatorFact::Failed(Some(now)), now)?;
        return Ok(SignedIn::PinSpent);
    }
    if fits(&typed, pin.hash()) {
        note(store, id, OperatorFact::Unlocked, now)?;
        return Ok(SignedIn::As {
            name: operator.card.name,
            role: operator.card.role,
        });
    }
    let spent = pin.failed().is_spent();
    note(store, id, OperatorFact::PinFailed(Some(now)), now)?;
    Ok(if spent {
        SignedIn::PinSpent
    } else {
        SignedIn::Wrong
    })
}

/// Gives an operator another PIN, or takes it away, in the name of `who`.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn set_pin(
    store: &dyn Store,
    who: &str,
    name: &str,
    pin: Option<&Secret>,
    now: Moment,
) -> Result<Result<(), Refusal>, StoreError> {
    let pin = match pin.map(digits) {
        None => None,
        Some(Some(digits)) => Some(Pin::of_hash(hash(&digits)?)),
        Some(None) => return Ok(Err(Refusal::new(Reason::PinShort))),
    };
    change_named(store, who, name, OperatorFact::Pin(pin), now)
}
