//! PIN: opening a locked desk by it, and signing for a step with it. Guessing is slowed with that of the
//! passphrase, and after five wrong tries only the passphrase opens.

use super::operators::change_named;
use super::sign_in::{fits, hash, note, operator_named, sit_down, tried};
use crate::domain::moment::Moment;
use crate::domain::operator::{Credential, OperatorFact, OperatorId};
use crate::domain::pin::{Pin, digits};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::seat::SignedIn;
use crate::domain::secret::Secret;
use crate::store::contract::Store;
use crate::store::error::StoreError;

/// Opens the desk for who sits at it, by his PIN or his passphrase. The PIN does where his private key is
/// held already; by the passphrase it is.
///
/// # Errors
/// The store cannot be read or written; nothing was proved.
pub fn unlock(
    store: &dyn Store,
    name: &str,
    typed: &Secret,
    now: Moment,
) -> Result<SignedIn, StoreError> {
    let sits = |id| store.keyring().is_none_or(|it| it.of(id).is_some());
    let (came, by_passphrase) = proved(store, name, typed, now, sits)?;
    if by_passphrase {
        sit_down(store, name, typed, now)?;
    }
    Ok(came)
}

/// Lets somebody sign at another's desk by his PIN or his passphrase; whose key is held stays as it is.
///
/// # Errors
/// The store cannot be read or written; nothing was proved.
pub fn sign(
    store: &dyn Store,
    name: &str,
    typed: &Secret,
    now: Moment,
) -> Result<SignedIn, StoreError> {
    proved(store, name, typed, now, |_| true).map(|(came, _)| came)
}

/// Asks whether something typed is the passphrase or the PIN of a name, and which: the PIN only where
/// `takes_pin`.
fn proved(
    store: &dyn Store,
    name: &str,
    typed: &Secret,
    now: Moment,
    takes_pin: impl Fn(OperatorId) -> bool,
) -> Result<(SignedIn, bool), StoreError> {
    let Some((id, operator)) = operator_named(store, name)? else {
        let _ = hash(typed);
        return Ok((SignedIn::Wrong, false));
    };
    if operator.left {
        return Ok((SignedIn::Left, false));
    }
    let pin = operator
        .pin
        .as_ref()
        .filter(|it| !it.is_spent() && takes_pin(id));
    let pin = pin.zip(digits(typed));
    // As where somebody signs in it counts as failed until it is known to be right.
    let failed = match pin {
        Some(_) => OperatorFact::PinFailed(Some(now)),
        None => OperatorFact::Failed(Some(now)),
    };
    if let Some(until) = tried(store, name, id, failed, now)? {
        return Ok((SignedIn::Wait(until), false));
    }
    if let Credential::Passphrase(known) = &operator.card.credential
        && fits(typed, known)
    {
        note(store, id, OperatorFact::Unlocked, now)?;
        let came = SignedIn::As {
            name: operator.card.name,
            role: operator.card.role,
        };
        return Ok((came, true));
    }
    let Some((pin, typed)) = pin else {
        let is_pin = operator.pin.is_some() && digits(typed).is_some();
        let came = if is_pin {
            SignedIn::PinSpent
        } else {
            SignedIn::Wrong
        };
        return Ok((came, false));
    };
    if fits(&typed, pin.hash()) {
        note(store, id, OperatorFact::Unlocked, now)?;
        let came = SignedIn::As {
            name: operator.card.name,
            role: operator.card.role,
        };
        return Ok((came, false));
    }
    let came = if pin.failed().is_spent() {
        SignedIn::PinSpent
    } else {
        SignedIn::Wrong
    };
    Ok((came, false))
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
