//! 经办人: operators and scripts are added, changed, and given back what they lost by the recovery key.

use super::sign_in::{TOKEN, drawn, fits, hash, hex, note, recovery_public, token_hash};
use crate::domain::act::{Act, Action, CommitResult, HOUSE};
use crate::domain::case::fact::step::Step;
use crate::domain::looked::{Look, LookKind};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::operator::{Credential, OperatorCard, OperatorFact, OperatorId};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::right::Role;
use crate::domain::secret::Secret;
use crate::domain::viewer::Viewer;
use crate::store::cipher::PrivateKey;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// The fewest characters of a passphrase.
pub const SHORTEST: usize = 6;

/// Groups of the recovery key, and characters of a group.
const GROUPS: (usize, usize) = (8, 4);
/// What the recovery key is written in: no letter that reads as a digit.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

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

/// Gives a case into somebody's hands that the recovery key alone opens: nobody who is named for it signs
/// in. False where `recovery` is not the recovery key. The house does it; that `who` had it done is
/// written down.
///
/// # Errors
/// The store cannot be read or written. A refusal is a value of its own.
pub fn entrust(
    store: &dyn Store,
    who: &str,
    recovery: &Secret,
    case: CaseNumber,
    name: &str,
    now: Moment,
) -> Result<Result<bool, Refusal>, StoreError> {
    let known = ask(store, |it| it.operator(name))?;
    if !known.is_some_and(|(_, it)| !it.left && it.card.keys.is_some()) {
        return Ok(Err(Refusal::about("operator", Reason::NotFound)));
    }
    if !ask(store, |it| it.is_unread(case))? {
        return Ok(Err(Refusal::about("case", Reason::NotFound)));
    }
    let (Some(recovery), Some(keyring)) = (recovery_key_of(store, recovery, now)?, store.keyring())
    else {
        return Ok(Ok(false));
    };
    let look = Look::new(LookKind::Opened, "operator", std::process::id());
    let look = Action::Look(look.at_case(case).at(name));
    let results = keyring.lent(recovery, || -> Result<_, StoreError> {
        let house = Viewer::new(HOUSE);
        let stands = ask(store, |it| it.case(case, &house))?;
        let step = Action::Step {
            case,
            expected: stands.map_or(0, |it| it.revision),
            step: Step::Assign {
                unit: None,
                holder: Some(name.to_owned()),
                leader: None,
            },
        };
        let act = |who: &str, action| Act {
            who: who.to_owned(),
            when: now,
            action,
        };
        store.commit(&[act(who, look), act(HOUSE, step)])
    })?;
    Ok(match results.into_iter().nth(1) {
        Some(CommitResult::Done(_)) => Ok(true),
        Some(CommitResult::Refused(refusal)) => Err(refusal),
        _ => Err(Refusal::about("case", Reason::NotFound)),
    })
}

fn new_token() -> Secret {
    Secret::new(format!("{TOKEN}{}", hex(&drawn(32))))
}

/// Makes a recovery key: 160 random bits in eight groups, to be written on paper.
fn recovery_key() -> Secret {
    let bytes = drawn(GROUPS.0 * GROUPS.1);
    let signs = bytes
        .iter()
        .map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
    let signs: Vec<char> = signs.collect();
    let groups = signs
        .chunks(GROUPS.1)
        .map(|it| it.iter().collect::<String>());
    Secret::new(groups.collect::<Vec<_>>().join("-"))
}
