//! 登录: a passphrase, a token or the recovery key against what the store knows. Who signed in, and that
//! somebody tried and failed, stands in history in the house's name.

use argon2::Argon2;
use argon2::password_hash::rand_core::{OsRng, RngCore};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use sha2::{Digest, Sha256};

use crate::domain::act::{Act, Action, CommitResult, Done, HOUSE};
use crate::domain::moment::Moment;
use crate::domain::operator::{Credential, Operator, OperatorFact, OperatorId};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::seat::SignedIn;
use crate::domain::secret::Secret;
use crate::store::cipher::PrivateKey;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::tries::{Try, TryBook};

/// How a token begins; a file of credentials that begins otherwise holds a passphrase.
pub const TOKEN: &str = "mulin-";

/// Signs somebody in by his passphrase: he proves who he is, and sits down.
///
/// # Errors
/// The store cannot be read or written; nobody signed in.
pub fn sign_in(
    store: &dyn Store,
    name: &str,
    passphrase: &Secret,
    now: Moment,
) -> Result<SignedIn, StoreError> {
    let (proved, _) = tested(store, name, passphrase, now)?;
    if let SignedIn::As { name, .. } = &proved {
        sit_down(store, name, passphrase, now)?;
    }
    Ok(proved)
}

/// Asks whether a passphrase is that of a name; whose key is held stays as it is.
///
/// # Errors
/// The store cannot be read, or the try not be written down.
pub fn prove(
    store: &dyn Store,
    name: &str,
    passphrase: &Secret,
    now: Moment,
) -> Result<SignedIn, StoreError> {
    let (proved, id) = tested(store, name, passphrase, now)?;
    if let Some(id) = id.filter(|_| matches!(proved, SignedIn::As { .. })) {
        note(store, id, OperatorFact::Unlocked, now)?;
    }
    Ok(proved)
}

/// Tries a passphrase. It is written down as a failure before it is tried, and stands so until he is in:
/// of guesses side by side each waits for those before it.
fn tested(
    store: &dyn Store,
    name: &str,
    passphrase: &Secret,
    now: Moment,
) -> Result<(SignedIn, Option<OperatorId>), StoreError> {
    let Some((id, operator)) = operator_named(store, name)? else {
        // It takes as long as where there is one.
        let _ = hash(passphrase);
        return Ok((SignedIn::Wrong, None));
    };
    if operator.left {
        return Ok((SignedIn::Left, Some(id)));
    }
    if let Some(until) = tried(store, name, id, OperatorFact::Failed(Some(now)), now)? {
        return Ok((SignedIn::Wait(until), Some(id)));
    }
    let proved = match &operator.card.credential {
        Credential::Passphrase(known) => fits(passphrase, known),
        Credential::Token(_) => false,
    };
    let came = if proved {
        SignedIn::As {
            name: operator.card.name,
            role: operator.card.role,
        }
    } else {
        SignedIn::Wrong
    };
    Ok((came, Some(id)))
}

/// Writes a try down as a failure; gives until when it has to wait, where it has to.
pub(super) fn tried(
    store: &dyn Store,
    name: &str,
    id: OperatorId,
    fact: OperatorFact,
    now: Moment,
) -> Result<Option<Moment>, StoreError> {
    let came = noted(store, id, &[fact], now)?;
    if !matches!(came, CommitResult::Refused(_)) {
        return Ok(None);
    }
    let operator = operator_named(store, name)?;
    let until = operator.and_then(|(_, it)| it.waits_until(now));
    Ok(Some(until.unwrap_or(now)))
}

/// Seats one who has proved who he is: his private key is held from now on, and no other.
///
/// # Errors
/// The store cannot be read or written.
pub fn sit_down(
    store: &dyn Store,
    name: &str,
    passphrase: &Secret,
    now: Moment,
) -> Result<(), StoreError> {
    let Some((id, operator)) = ask(store, |it| it.operator(name))? else {
        return Ok(());
    };
    let keys = unlock(store, id, &operator, passphrase)?;
    let facts = keys.into_iter().chain([OperatorFact::SignedIn]);
    noted(store, id, &facts.collect::<Vec<_>>(), now).map(|_| ())
}

/// Takes the private key of who has proved who he is into memory, so that what is sealed to him opens;
/// gives his new pair where he has none, or none under this passphrase. Whoever signs in anywhere, at the
/// desk or on the command line, comes through here.
///
/// # Errors
/// The store cannot be read.
fn unlock(
    store: &dyn Store,
    id: OperatorId,
    operator: &Operator,
    passphrase: &Secret,
) -> Result<Option<OperatorFact>, StoreError> {
    let Some(keyring) = store.keyring() else {
        return Ok(None);
    };
    let locked = ask(store, |it| it.locked_keys(Some(id)))?;
    let known = locked.and_then(|(locked, _)| PrivateKey::unlock(&locked, passphrase));
    let public = operator.card.keys.as_ref().map(|it| it.public.as_str());
    if let Some(key) = known
        && Some(key.public().as_str()) == public
    {
        keyring.hold(id, key);
        return Ok(None);
    }
    let key = PrivateKey::generate();
    let pair = key.pair(passphrase, recovery_public(store)?.as_deref())?;
    keyring.hold(id, key);
    Ok(Some(OperatorFact::Keys(pair)))
}

/// Forgets the private key of who sat here.
pub fn leave(store: &dyn Store) {
    if let Some(keyring) = store.keyring() {
        keyring.release();
    }
}

pub(super) fn recovery_public(store: &dyn Store) -> Result<Option<String>, StoreError> {
    let holder = ask(store, |it| it.recovery_holder())?;
    let keys = holder.and_then(|(_, it)| it.card.recovery_keys);
    Ok(keys.map(|it| it.public))
}

/// Signs a script in by its token.
///
/// # Errors
/// The store cannot be read or written; nobody signed in.
pub fn sign_in_by_token(store: &dyn Store, token: &Secret) -> Result<SignedIn, StoreError> {
    leave(store);
    match ask(store, |it| it.script(&token_hash(token)))? {
        None => Ok(SignedIn::Wrong),
        Some((_, script)) if script.left => Ok(SignedIn::Left),
        // A script comes by the minute: only a person's coming is history.
        Some((_, script)) => Ok(SignedIn::As {
            name: script.card.name,
            role: script.card.role,
        }),
    }
}

pub(super) fn note(
    store: &dyn Store,
    id: OperatorId,
    fact: OperatorFact,
    now: Moment,
) -> Result<(), StoreError> {
    noted(store, id, &[fact], now).map(|_| ())
}

fn noted(
    store: &dyn Store,
    id: OperatorId,
    facts: &[OperatorFact],
    now: Moment,
) -> Result<CommitResult, StoreError> {
    let book = store.tries();
    let before = book.as_ref().map_or(Ok(Vec::new()), TryBook::all)?;
    let count = before.len();
    let mut acts: Vec<Act> = before.into_iter().map(act_of).collect();
    acts.extend(facts.iter().map(|fact| {
        let fact = fact.clone();
        act_of(Try { id, at: now, fact })
    }));
    match store.commit(&acts) {
        Ok(came) => {
            if let Some(book) = book.filter(|_| count > 0) {
                book.hand_in(count)?;
            }
            let came = came.into_iter().nth(count);
            came.ok_or_else(|| StoreError::System("the store did not answer".to_owned()))
        }
        Err(error) if error.is_out_of_reach() => match book {
            Some(book) if facts.iter().all(OperatorFact::is_of_signing_in) => {
                noted_here(store, &book, id, facts, now)
            }
            _ => Err(error),
        },
        Err(error) => Err(error),
    }
}

/// Writes down beside the mirror what the server is to have when it is back.
fn noted_here(
    store: &dyn Store,
    book: &TryBook,
    id: OperatorId,
    facts: &[OperatorFact],
    now: Moment,
) -> Result<CommitResult, StoreError> {
    let operators = ask(store, |it| it.operators())?;
    let name = operators.into_iter().find(|it| it.id == id);
    let name = name.map(|it| it.name).unwrap_or_default();
    let Some((_, operator)) = ask(store, |it| it.operator(&name))? else {
        let refusal = Refusal::about("operator", Reason::NotFound);
        return Ok(CommitResult::Refused(refusal));
    };
    Ok(match book.note(id, &operator, facts, now)? {
        Some(_) => CommitResult::Refused(Refusal::new(Reason::NotSignedIn)),
        None => CommitResult::Done(Done::Operator(id)),
    })
}

fn act_of(it: Try) -> Act {
    Act {
        who: HOUSE.to_owned(),
        when: it.at,
        action: Action::Operator {
            id: Some(it.id),
            fact: it.fact,
        },
    }
}

/// Gives the operator of a name as he stands, tries that the server has yet to get counted.
pub(super) fn operator_named(
    store: &dyn Store,
    name: &str,
) -> Result<Option<(OperatorId, Operator)>, StoreError> {
    let known = ask(store, |it| it.operator(name))?;
    match (known, store.tries()) {
        (Some((id, operator)), Some(book)) => Ok(Some((id, book.applied(id, operator)?))),
        (known, _) => Ok(known),
    }
}

/// Hands in who signed in, or tried to, while the server was out of reach.
///
/// # Errors
/// The store cannot be read or written: they are handed in later.
pub fn hand_in_tries(store: &dyn Store) -> Result<(), StoreError> {
    let Some(book) = store.tries() else {
        return Ok(());
    };
    let acts: Vec<Act> = book.all()?.into_iter().map(act_of).collect();
    if acts.is_empty() {
        return Ok(());
    }
    store.commit(&acts)?;
    book.hand_in(acts.len())
}

pub(super) fn hash(secret: &Secret) -> Result<String, StoreError> {
    let salt = SaltString::generate(&mut OsRng);
    let hashed = Argon2::default().hash_password(secret.expose().as_bytes(), &salt);
    hashed
        .map(|it| it.to_string())
        .map_err(|error| StoreError::System(error.to_string()))
}

pub(super) fn fits(secret: &Secret, known: &str) -> bool {
    PasswordHash::new(known).is_ok_and(|known| {
        Argon2::default()
            .verify_password(secret.expose().as_bytes(), &known)
            .is_ok()
    })
}

/// Gives the SHA-256 of a token: it is 256 random bits, which no guessing finds.
pub(super) fn token_hash(token: &Secret) -> String {
    let digest = Sha256::digest(token.expose().trim().as_bytes());
    hex(&digest)
}

/// Draws random bytes.
pub(super) fn drawn(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let signs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    signs
        .filter_map(|sign| char::from_digit(sign.into(), 16))
        .collect()
}
