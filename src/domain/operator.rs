//! 经办人: who may sign in: a name, a role, and what proves that it is he. Of the proof the store holds
//! a hash alone, and no list, sheet or answer shows that.

use serde::{Deserialize, Serialize};

use super::act::HOUSE;
use super::moment::Moment;
use super::pin::Pin;
use super::refusal::{Reason, Refusal};
use super::right::Role;
use super::stored;

/// The running number of an operator within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperatorId(pub u32);

/// How many wrong tries are let pass before the next one has to wait.
const FREE_TRIES: u32 = 3;
/// Seconds to wait after the first try beyond those; each further one doubles it.
const FIRST_WAIT: i64 = 5;
/// Seconds to wait at most.
const LONGEST_WAIT: i64 = 15 * 60;

/// What proves who somebody is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Credential {
    /// 口令: the argon2id hash of a passphrase, in the PHC string format.
    Passphrase(String),
    /// 令牌: the SHA-256 of a token that lies in a file, in hexadecimal; for scripts.
    Token(String),
}

impl std::fmt::Debug for Credential {
    /// The kind alone: a hash has no business in a message.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase",
            Self::Token(_) => "Token",
        })
    }
}

/// 密钥对: by which an operator reads what is sealed to him. The private key is kept under his passphrase and
/// under the recovery key; neither stands in a history or on a card.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPair {
    /// The public key.
    pub public: String,
    /// The private key under his passphrase.
    #[serde(skip)]
    pub locked: Vec<u8>,
    /// The private key under the recovery key; empty where that has no pair.
    #[serde(skip)]
    pub spare: Vec<u8>,
}

impl std::fmt::Debug for KeyPair {
    /// The public key alone.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.public)
    }
}

impl KeyPair {
    /// Gives what of it stands on a card.
    #[must_use]
    pub fn on_card(&self) -> Self {
        Self {
            public: self.public.clone(),
            locked: Vec::new(),
            spare: Vec::new(),
        }
    }
}

/// The card of an operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorCard {
    /// The name under which he works, unlike every other.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// What proves that it is he.
    pub credential: Credential,
    /// 恢复密钥: the hash of the recovery key, with the first administrator alone.
    pub recovery: Option<String>,
    /// 密钥对: by which he reads what is sealed to him; a script has none.
    #[serde(default)]
    pub keys: Option<KeyPair>,
    /// The pair of the recovery key, with the first administrator alone.
    #[serde(default)]
    pub recovery_keys: Option<KeyPair>,
}

/// What is done to an operator, or done by signing in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OperatorFact {
    /// He is added.
    Added(Box<OperatorCard>),
    /// He has another role.
    Role(Role),
    /// He has another passphrase, or the script another token.
    Credential(Credential),
    /// 离岗: he works here no longer, or the token is taken back.
    Left,
    /// He works here again.
    Returned,
    /// He signed in.
    SignedIn,
    /// Somebody tries to sign in under his name: it stands as a failure until he has signed in.
    Failed(#[serde(with = "stored::moment")] Option<Moment>),
    /// He has this key pair from now on; its private key may be the one that he had, under another
    /// passphrase.
    Keys(KeyPair),
    /// The recovery key has this pair from now on.
    RecoveryKeys(KeyPair),
    /// He has another PIN, or none.
    Pin(Option<Pin>),
    /// Somebody tries his PIN: it stands as a failure until it has opened.
    PinFailed(#[serde(with = "stored::moment")] Option<Moment>),
    /// He opened a locked desk by his PIN, or signed for a step.
    Unlocked,
}

impl OperatorFact {
    /// Tells whether it is a try that counts as failed until it is known to be right.
    pub const fn is_a_failure(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::PinFailed(_))
    }

    /// Tells whether signing in does it, and nothing else: it may be written down beside a mirror until
    /// the server is back.
    pub const fn is_of_signing_in(&self) -> bool {
        self.is_a_failure() || matches!(self, Self::SignedIn | Self::Unlocked)
    }
}

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// His card.
    pub card: OperatorCard,
    /// He works here no longer.
    pub left: bool,
    /// How many tries failed since he last signed in.
    pub failures: u32,
    /// When the last of them was.
    #[serde(with = "stored::moment")]
    pub failed_at: Option<Moment>,
    /// PIN: what opens a desk that he locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
}

impl Operator {
    /// Adds one (`None`), or gives him after something was done to him.
    ///
    /// # Errors
    /// Refuses a card without a name or under the name of the house, a script as administrator, what
    /// changes nothing, and anything but a return about one who has left.
    pub fn apply(old: Option<&Self>, fact: &OperatorFact) -> Result<Self, Refusal> {
        let Some(old) = old else {
            let OperatorFact::Added(card) = fact else {
                return Err(Refusal::about("operator", Reason::NotFound));
            };
            return Self::of(card);
        };
        if old.left && !matches!(fact, OperatorFact::Returned) {
            return Err(Refusal::about("operator", Reason::OperatorLeft));
        }
        let mut next = old.clone();
        match fact {
            OperatorFact::Added(_) => return Err(Refusal::about("operator", Reason::AlreadyKnown)),
            OperatorFact::Role(role) => next.card.role = *role,
            OperatorFact::Credential(credential) => {
                next.card.credential = credential.clone();
                (next.failures, next.failed_at) = (0, None);
            }
            // The right to read what is sealed goes with him.
            OperatorFact::Left => (next.left, next.card.keys) = (true, None),
            OperatorFact::Returned => next.left = false,
            OperatorFact::SignedIn | OperatorFact::Unlocked => {
                (next.failures, next.failed_at) = (0, None);
                next.pin = next.pin.as_ref().map(Pin::afresh);
                return Ok(next);
            }
            OperatorFact::Keys(_) if matches!(next.card.credential, Credential::Token(_)) => {
                return Err(Refusal::about("operator", Reason::RoleMayNot));
            }
            OperatorFact::Keys(keys) => {
                next.card.keys = Some(keys.on_card());
                return Ok(next);
            }
            OperatorFact::RecoveryKeys(_) if next.card.recovery.is_none() => {
                return Err(Refusal::about("operator", Reason::NotFound));
            }
            OperatorFact::RecoveryKeys(keys) => {
                next.card.recovery_keys = Some(keys.on_card());
                return Ok(next);
            }
            OperatorFact::Pin(pin) => next.pin.clone_from(pin),
            OperatorFact::PinFailed(when) => {
                next.failures = next.failures.saturating_add(1);
                next.failed_at = *when;
                next.pin = next.pin.as_ref().map(Pin::failed);
            }
            OperatorFact::Failed(when) => {
                next.failures = next.failures.saturating_add(1);
                next.failed_at = *when;
            }
        }
        if next == *old {
            return Err(Refusal::about("operator", Reason::NothingChanged));
        }
        next.checked()
    }

    fn of(card: &OperatorCard) -> Result<Self, Refusal> {
        let on_card = |keys: &Option<KeyPair>| keys.as_ref().map(KeyPair::on_card);
        Self {
            card: OperatorCard {
                keys: on_card(&card.keys),
                recovery_keys: on_card(&card.recovery_keys),
                ..card.clone()
            },
            left: false,
            failures: 0,
            failed_at: None,
            pin: None,
        }
        .checked()
    }

    fn checked(self) -> Result<Self, Refusal> {
        let name = self.card.name.trim();
        if name.is_empty() {
            return Err(Refusal::about("operator", Reason::Missing));
        }
        if name == HOUSE {
            return Err(Refusal::about("operator", Reason::AlreadyKnown));
        }
        // A file that lies about must not be able to let others in.
        if matches!(self.card.credential, Credential::Token(_))
            && self.card.role == Role::Administrator
        {
            return Err(Refusal::about("role", Reason::TokenAdministrator));
        }
        Ok(self)
    }

    /// Gives the operator after all that was done to him.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a OperatorFact>) -> Option<Self> {
        let mut operator = None;
        for fact in facts {
            operator = Some(Self::apply(operator.as_ref(), fact).ok()?);
        }
        operator
    }

    /// Tells whether he lets others in: he works here, is an administrator, and is a person.
    pub fn is_administrator(&self) -> bool {
        !self.left && self.card.role == Role::Administrator
    }

    /// Gives until when the next try must wait after those that failed; `None` where it need not. Where the
    /// last one bears a time that is still to come the clock was wrong, and nobody waits for it: else a
    /// clock in the next century would shut the house.
    pub fn waits_until(&self, now: Moment) -> Option<Moment> {
        let beyond = self.failures.checked_sub(FREE_TRIES)?;
        let wait = FIRST_WAIT
            .saturating_mul(1 << beyond.min(16))
            .min(LONGEST_WAIT);
        let failed_at = self.failed_at.filter(|at| *at <= now)?;
        let until = failed_at.plus_seconds(wait);
        (now < until).then_some(until)
    }
}

/// An operator as lists show him: without what proves that it is he.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorView {
    /// Which.
    pub id: OperatorId,
    /// His name.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// Whether it is a script with a token.
    pub is_script: bool,
    /// He works here no longer.
    pub left: bool,
    /// He has a PIN.
    pub has_pin: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(role: Role) -> OperatorCard {
        OperatorCard {
            name: "王芳".to_owned(),
            role,
            credential: Credential::Passphrase("$argon2id$…".to_owned()),
            recovery: None,
            keys: None,
            recovery_keys: None,
        }
    }

    #[test]
    fn wrong_tries_make_the_next_one_wait_longer_and_longer() {
        let at = Moment::parse("2026-11-25T09:00:00+08:00").unwrap();
        let mut operator =
            Operator::apply(None, &OperatorFact::Added(Box::new(card(Role::Reception)))).unwrap();
        let mut waits = Vec::new();
        for _ in 0..12 {
            operator = Operator::apply(Some(&operator), &OperatorFact::Failed(Some(at))).unwrap();
            waits.push(
                operator
                    .waits_until(at)
                    .map_or(0, |until| until.unix() - at.unix()),
            );
        }
        assert_eq!(
            waits,
            [0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900],
            "{waits:?}"
        );
        let later = at.plus_seconds(901);
        assert_eq!(operator.waits_until(later), None);
        // A clock that stood in the next century shuts nobody out.
        let ahead = Some(Moment::parse("2099-01-01T09:00:00+08:00").unwrap());
        let shut = Operator::apply(Some(&operator), &OperatorFact::Failed(ahead)).unwrap();
        assert_eq!(shut.waits_until(later), None);
        let in_again = Operator::apply(Some(&operator), &OperatorFact::SignedIn).unwrap();
        assert_eq!(in_again.failures, 0);
    }

    #[test]
    fn a_token_is_no_administrator_and_who_left_does_nothing() {
        let mut script = card(Role::Administrator);
        script.credential = Credential::Token("00".to_owned());
        let refused = Operator::apply(None, &OperatorFact::Added(Box::new(script))).unwrap_err();
        assert_eq!(refused.reason, Reason::TokenAdministrator);
        let facts = [
            OperatorFact::Added(Box::new(card(Role::Leader))),
            OperatorFact::Left,
        ];
        let left = Operator::replay(&facts).unwrap();
        let refused = Operator::apply(Some(&left), &OperatorFact::SignedIn).unwrap_err();
        assert_eq!(refused.reason, Reason::OperatorLeft);
    }

    #[test]
    fn no_message_shows_what_proves_who_he_is() {
        let shown = format!("{:?}", card(Role::Leader));
        assert!(!shown.contains("argon2id"), "{shown}");
    }
}
