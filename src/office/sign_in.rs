//! 登录: a passphrase, a token or the recovery key against what the store knows. Who signed in, and that
//! somebody tried and failed, stands in history in the house's name.

use argon2::Argon2;
use argon2::password_hash::rand_core::{OsRng, RngCore};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use sha2::{Digest, Sha256};

use crate::domain::act::{Act, Action, CommitResult, HOUSE};
use crate::domain::moment::Moment;
use crate::domain::operator::{Credential, Operator, OperatorCard, OperatorFact, OperatorId};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::right::Role;
use crate::domain::seat::SignedIn;
use crate::domain::secret::Secret;
use crate::store::cipher::PrivateKey;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// The fewest characters of a passphrase.
pub const SHORTEST: usize = 6;

/// Groups of the recovery key, and characters of a group.
const GROUPS: (usize, usize) = (8, 4);
/// What the recovery key is written in: no letter that reads as a digit.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

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
    let proved = prove(store, name, passphrase, now)?;
    if let SignedIn::As { name, .. } = &proved {
        sit_down(store, name, passphrase, now)?;
    }
    Ok(proved)
}

/// Asks whether a passphrase is that of a name; whose key is held stays as it is.
///
/// # Errors
/// The store cannot be read, or the failure not be written down.
pub fn prove(
    store: &dyn Store,
    name: &str,
    passphrase: &Secret,
    now: Moment,
) -> Result<SignedIn, StoreError> {
    let Some((id, operator)) = ask(store, |it| it.operator(name))? else {
        // It takes as long as where there is one.
        let _ = hash(passphrase);
        return Ok(SignedIn::Wrong);
    };
    if operator.left {
        return Ok(SignedIn::Left);
    }
    if let Some(until) = operator.waits_until(now) {
        return Ok(SignedIn::Wait(until));
    }
    let proved = match &operator.card.credential {
        Credential::Passphrase(known) => fits(passphrase, known),
        Credential::Token(_) => false,
    };
    if !proved {
        note(store, id, OperatorFact::Failed(Some(now)), now)?;
        return Ok(SignedIn::Wrong);
    }
    Ok(SignedIn::As {
        name: operator.card.name,
        role: operator.card.role,
    })
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
    noted(store, id, facts.collect(), now)
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

fn recovery_public(store: &dyn Store) -> Result<Option<String>, StoreError> {
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
    noted(store, id, vec![fact], now)
}

fn noted(
    store: &dyn Store,
    id: OperatorId,
    facts: Vec<OperatorFact>,
    now: Moment,
) -> Result<(), StoreError> {
    let acts = facts.into_iter().map(|fact| Act {
        who: HOUSE.to_owned(),
        when: now,
        action: Action::Operator { id: Some(id), fact },
    });
    let acts: Vec<Act> = acts.collect();
    let came = store.commit(&acts)?.into_iter().next();
    came.map(|_| ())
        .ok_or_else(|| StoreError::System("the store did not answer".to_owned()))
}

/// Adds an operator with a passphrase, in the name of `who`. With the first one comes the recovery key,
/// which is shown once and stands nowhere.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn add(
    store: &dyn Store,
    who: &str,
    name: &str,
    role: Role,
    passphrase: &Secret,
    now: Moment,
) -> Result<Result<Option<Secret>, Refusal>, StoreError> {
    if passphrase.length() < SHORTEST {
        return Ok(Err(Refusal::about("passphrase", Reason::PassphraseShort)));
    }
    let key = (!ask(store, |it| it.has_operators())?).then(recovery_key);
    let recovery_keys = match &key {
        Some(key) => Some(PrivateKey::generate().pair(key, None)?),
        None => None,
    };
    let spare = match &recovery_keys {
        Some(keys) => Some(keys.public.clone()),
        None => recovery_public(store)?,
    };
    let card = OperatorCard {
        name: name.to_owned(),
        role,
        credential: Credential::Passphrase(hash(passphrase)?),
        recovery: key.as_ref().map(hash).transpose()?,
        keys: Some(PrivateKey::generate().pair(passphrase, spare.as_deref())?),
        recovery_keys,
    };
    let fact = OperatorFact::Added(Box::new(card));
    Ok(change(store, who, None, fact, now)?.map(|()| key))
}

/// Adds a script, in the name of `who`; gives its token, which stands nowhere else.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn add_script(
    store: &dyn Store,
    who: &str,
    name: &str,
    role: Role,
    now: Moment,
) -> Result<Result<Secret, Refusal>, StoreError> {
    let token = new_token();
    let card = OperatorCard {
        name: name.to_owned(),
        role,
        credential: Credential::Token(token_hash(&token)),
        recovery: None,
        keys: None,
        recovery_keys: None,
    };
    let fact = OperatorFact::Added(Box::new(card));
    Ok(change(store, who, None, fact, now)?.map(|()| token))
}

/// Gives an operator another passphrase, in the name of `who`; false where `recovery` is given and is not
/// the recovery key. Where he sits here himself, and mostly with it too, he keeps his key pair; else he gets
/// a new one. With the recovery key everything sealed that he may read is sealed to him at once; without it
/// another reader has to come by, and where there is none only the recovery key helps.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn set_passphrase(
    store: &dyn Store,
    who: &str,
    name: &str,
    passphrase: &Secret,
    recovery: Option<&Secret>,
    now: Moment,
) -> Result<Result<bool, Refusal>, StoreError> {
    if passphrase.length() < SHORTEST {
        return Ok(Err(Refusal::about("passphrase", Reason::PassphraseShort)));
    }
    let Some((id, _)) = ask(store, |it| it.operator(name))? else {
        return Ok(Err(Refusal::about("operator", Reason::NotFound)));
    };
    let mut key = store.keyring().and_then(|it| it.of(id));
    let mut opener = None;
    if let Some(recovery) = recovery {
        let Some(recovery) = recovery_key_of(store, recovery, now)? else {
            return Ok(Ok(false));
        };
        let spare = ask(store, |it| it.locked_keys(Some(id)))?;
        key = spare.and_then(|(_, spare)| recovery.unlock_spare(&spare));
        opener = Some(recovery);
    }
    let key = key.unwrap_or_else(PrivateKey::generate);
    let pair = key.pair(passphrase, recovery_public(store)?.as_deref())?;
    let credential = Credential::Passphrase(hash(passphrase)?);
    let facts = [
        OperatorFact::Credential(credential),
        OperatorFact::Keys(pair),
    ];
    let acts = facts.map(|fact| Act {
        who: who.to_owned(),
        when: now,
        action: Action::Operator { id: Some(id), fact },
    });
    let results = match (store.keyring(), opener) {
        (Some(keyring), Some(opener)) => keyring.lent(opener, || store.commit(&acts))?,
        _ => store.commit(&acts)?,
    };
    let refused = results.into_iter().find_map(|it| match it {
        CommitResult::Refused(refusal) => Some(refusal),
        _ => None,
    });
    Ok(refused.map_or(Ok(true), Err))
}

/// Gives the private key that lies under the recovery key; `None` where that is another. In a store of
/// before there were pairs the recovery key gets one.
fn recovery_key_of(
    store: &dyn Store,
    typed: &Secret,
    now: Moment,
) -> Result<Option<PrivateKey>, StoreError> {
    let typed = Secret::new(typed.expose().trim().to_ascii_uppercase());
    let known = ask(store, |it| it.recovery())?;
    if !known.is_some_and(|known| fits(&typed, &known)) {
        return Ok(None);
    }
    let locked = ask(store, |it| it.locked_keys(None))?;
    if let Some(key) = locked.and_then(|(locked, _)| PrivateKey::unlock(&locked, &typed)) {
        return Ok(Some(key));
    }
    let key = PrivateKey::generate();
    if let Some((holder, _)) = ask(store, |it| it.recovery_holder())? {
        note(
            store,
            holder,
            OperatorFact::RecoveryKeys(key.pair(&typed, None)?),
            now,
        )?;
    }
    Ok(Some(key))
}

/// Does something to the operator of a name, in the name of `who`.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn change_named(
    store: &dyn Store,
    who: &str,
    name: &str,
    fact: OperatorFact,
    now: Moment,
) -> Result<Result<(), Refusal>, StoreError> {
    let Some((id, _)) = ask(store, |it| it.operator(name))? else {
        return Ok(Err(Refusal::about("operator", Reason::NotFound)));
    };
    change(store, who, Some(id), fact, now)
}

/// Gives an administrator another passphrase by the recovery key, in the house's name; false where the
/// key is another. He keeps his key pair.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn recover(
    store: &dyn Store,
    key: &Secret,
    name: &str,
    passphrase: &Secret,
    now: Moment,
) -> Result<Result<bool, Refusal>, StoreError> {
    let named = ask(store, |it| it.operator(name))?;
    if !named.is_some_and(|(_, it)| it.is_administrator()) {
        // Whoever has not got the key is not told who is one.
        return Ok(match recovery_key_of(store, key, now)? {
            Some(_) => Err(Refusal::about("operator", Reason::NotFound)),
            None => Ok(false),
        });
    }
    set_passphrase(store, HOUSE, name, passphrase, Some(key), now)
}

fn change(
    store: &dyn Store,
    who: &str,
    id: Option<OperatorId>,
    fact: OperatorFact,
    now: Moment,
) -> Result<Result<(), Refusal>, StoreError> {
    let act = Act {
        who: who.to_owned(),
        when: now,
        action: Action::Operator { id, fact },
    };
    Ok(match store.commit(&[act])?.into_iter().next() {
        Some(CommitResult::Refused(refusal)) => Err(refusal),
        _ => Ok(()),
    })
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
fn token_hash(token: &Secret) -> String {
    let digest = Sha256::digest(token.expose().trim().as_bytes());
    hex(&digest)
}

fn new_token() -> Secret {
    let mut bytes = [0_u8; 32];
    OsRng.fill_bytes(&mut bytes);
    Secret::new(format!("mulin-{}", hex(&bytes)))
}

/// Makes a recovery key: 160 random bits in eight groups, to be written on paper.
fn recovery_key() -> Secret {
    let mut bytes = vec![0_u8; GROUPS.0 * GROUPS.1];
    OsRng.fill_bytes(&mut bytes);
    let signs = bytes
        .iter()
        .map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
    let signs: Vec<char> = signs.collect();
    let groups = signs
        .chunks(GROUPS.1)
        .map(|it| it.iter().collect::<String>());
    Secret::new(groups.collect::<Vec<_>>().join("-"))
}

fn hex(bytes: &[u8]) -> String {
    let signs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    signs
        .filter_map(|sign| char::from_digit(sign.into(), 16))
        .collect()
}
