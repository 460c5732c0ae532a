//! Operators: by number and name, and whether what somebody does is his to do.

use super::super::cipher::LockedKeys;
use super::super::error::StoreError;
use super::super::record::bytes::{decode, encode};
use super::super::snapshot::Snapshot;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::{Batch, By};
use super::law::Law;
use super::{register, secrets, vault};
use crate::domain::act::{Act, Action, CommitResult, Done, HOUSE};
use crate::domain::entry::{Stream, What};
use crate::domain::looked::Proof;
use crate::domain::operator::{Credential, Operator, OperatorFact, OperatorId, OperatorView};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::right::{Right, Role};

const BY_NAME: u8 = b'n';

stored!(OperatorFact);
acts!(Operator, OperatorId, OperatorFact => act(tables, batch, law, by));

impl Aggregate for Operator {
    type Fact = OperatorFact;

    const TABLE: Table = Table::Operators;
    const NAME: &'static str = "operator";

    fn stream(number: u32) -> Stream {
        Stream::Operator(OperatorId(number))
    }

    entry!(Operator(OperatorFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a OperatorFact>) -> Option<Self> {
        Self::replay(facts)
    }

    fn encode(&self) -> Result<Vec<u8>, StoreError> {
        encode(self)
    }

    fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        decode(Self::TABLE.name(), bytes)
    }

    fn heads(&self) -> Vec<Vec<u8>> {
        vec![name_head(&self.card.name)]
    }
}

/// A name is of no fixed length: a zero ends it.
fn name_head(name: &str) -> Vec<u8> {
    aggregates::head(BY_NAME, &[name.as_bytes(), b"\0"].concat())
}

/// Tells why an act is not its doer's to do; `None` where it is. While nobody was made an operator,
/// whoever sits at the desk does everything under the name that he gives.
pub(crate) fn refuses(tables: &dyn ReadTables, act: &Act) -> Result<Option<Refusal>, StoreError> {
    if act.who == HOUSE || !any(tables)? {
        return Ok(None);
    }
    let Some((id, operator)) = named(tables, &act.who)? else {
        return Ok(Some(Refusal::new(Reason::NotSignedIn)));
    };
    let own_passphrase = matches!(
        &act.action,
        Action::Operator {
            id: Some(whose),
            fact: OperatorFact::Credential(Credential::Passphrase(_))
                | OperatorFact::Keys(_)
                | OperatorFact::Pin(_),
        } if *whose == id
    );
    Ok(if operator.left {
        Some(Refusal::new(Reason::OperatorLeft))
    } else if own_passphrase || operator.card.role.may(act.action.right()) {
        None
    } else {
        Some(Refusal::new(Reason::RoleMayNot))
    })
}

/// Gives what it rests on that somebody works under a name.
pub(crate) fn proof(tables: &dyn ReadTables, name: &str) -> Result<Proof, StoreError> {
    if name == HOUSE || !any(tables)? {
        return Ok(Proof::Typed);
    }
    let operator = named(tables, name)?;
    Ok(
        operator.map_or(Proof::Typed, |(_, it)| match it.card.credential {
            Credential::Passphrase(_) => Proof::Passphrase,
            Credential::Token(_) => Proof::Token,
        }),
    )
}

fn any(tables: &dyn ReadTables) -> Result<bool, StoreError> {
    Ok(tables.count(Table::Operators)? > 0)
}

/// Gives the operator of a name.
fn named(
    tables: &dyn ReadTables,
    name: &str,
) -> Result<Option<(OperatorId, Operator)>, StoreError> {
    let found = aggregates::under::<Operator>(tables, &name_head(name))?;
    let Some(number) = found.first().copied() else {
        return Ok(None);
    };
    Ok(aggregates::get::<Operator>(tables, number)?.map(|it| (OperatorId(number), it)))
}

fn all(tables: &dyn ReadTables) -> Result<Vec<(OperatorId, Operator)>, StoreError> {
    let mut found = Vec::new();
    for number in aggregates::under::<Operator>(tables, &[Operator::ROW])? {
        if let Some(operator) = aggregates::get::<Operator>(tables, number)? {
            found.push((OperatorId(number), operator));
        }
    }
    Ok(found)
}

/// Adds an operator, or does something to one.
fn act(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    id: Option<OperatorId>,
    fact: &OperatorFact,
) -> Result<CommitResult, StoreError> {
    let refused = |refusal| Ok(CommitResult::Refused(refusal));
    let old = match id {
        None => None,
        Some(id) => match aggregates::get::<Operator>(tables, id.0)? {
            Some(old) => Some(old),
            None => return refused(Refusal::about("operator", Reason::NotFound)),
        },
    };
    // Of tries side by side each is looked at after those before it.
    if fact.is_a_failure()
        && old
            .as_ref()
            .is_some_and(|it| it.waits_until(by.when).is_some())
    {
        return refused(Refusal::new(Reason::NotSignedIn));
    }
    let next = match Operator::apply(old.as_ref(), fact) {
        Ok(next) => next,
        Err(refusal) => return refused(refusal),
    };
    if old.is_none() {
        if named(tables, &next.card.name)?.is_some() {
            return refused(Refusal::about("operator", Reason::AlreadyKnown));
        }
        if next.card.role != Role::Administrator && !any(tables)? {
            return refused(Refusal::about("role", Reason::FirstAdministrator));
        }
    } else if !next.is_administrator() {
        let mut others = all(tables)?
            .into_iter()
            .filter(|(other, _)| Some(*other) != id);
        if !others.any(|(_, it)| it.is_administrator()) {
            return refused(Refusal::about("role", Reason::LastAdministrator));
        }
    }
    let id = match id {
        Some(id) => id,
        None => OperatorId(aggregates::next::<Operator>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    keep_keys(tables, id, fact)?;
    match fact {
        OperatorFact::SignedIn => secrets::settle(tables)?,
        // Accusations of before he had keys stood in the clear.
        OperatorFact::Added(_) => register::seal_due(tables, batch, law)?,
        OperatorFact::Keys(_) => {
            register::seal_due(tables, batch, law)?;
            // Whoever sits here, or the recovery key, passes on what can be opened.
            secrets::settle(tables)?;
        }
        _ => {}
    }
    Ok(CommitResult::Done(Done::Operator(id)))
}

/// Keeps the locked keys that come with a fact, or takes away those of who left: they stand in no history.
fn keep_keys(
    tables: &mut dyn WriteTables,
    id: OperatorId,
    fact: &OperatorFact,
) -> Result<(), StoreError> {
    match fact {
        OperatorFact::Added(card) => {
            if let Some(keys) = &card.keys {
                vault::keep_keys(tables, Some(id), keys)?;
            }
            if let Some(keys) = &card.recovery_keys {
                vault::keep_keys(tables, None, keys)?;
            }
            Ok(())
        }
        OperatorFact::Keys(keys) => vault::keep_keys(tables, Some(id), keys),
        OperatorFact::RecoveryKeys(keys) => vault::keep_keys(tables, None, keys),
        OperatorFact::Left => {
            vault::forget_keys(tables, id)?;
            secrets::settle(tables)
        }
        OperatorFact::Role(_)
        | OperatorFact::Credential(_)
        | OperatorFact::Returned
        | OperatorFact::SignedIn
        | OperatorFact::Failed(_)
        | OperatorFact::Pin(_)
        | OperatorFact::PinFailed(_)
        | OperatorFact::Unlocked => Ok(()),
    }
}

impl Snapshot<'_> {
    /// Tells whether anybody was made an operator: from then on whoever reads or acts has signed in.
    pub fn has_operators(&self) -> Result<bool, StoreError> {
        any(self.tables)
    }

    /// Tells whether somebody may do something; everybody may while nobody was made an operator.
    pub fn may(&self, name: &str, right: Right) -> Result<bool, StoreError> {
        if !any(self.tables)? {
            return Ok(true);
        }
        let operator = named(self.tables, name)?.map(|(_, it)| it);
        Ok(operator.is_some_and(|it| !it.left && it.card.role.may(right)))
    }

    /// Gives the operators, those who left too, in the order in which they were added.
    pub fn operators(&self) -> Result<Vec<OperatorView>, StoreError> {
        let views = all(self.tables)?.into_iter().map(|(id, it)| OperatorView {
            id,
            is_script: matches!(it.card.credential, Credential::Token(_)),
            name: it.card.name,
            role: it.card.role,
            left: it.left,
            has_pin: it.pin.is_some(),
        });
        Ok(views.collect())
    }

    /// Gives the operator of a name, with what proves that it is he.
    pub fn operator(&self, name: &str) -> Result<Option<(OperatorId, Operator)>, StoreError> {
        named(self.tables, name)
    }

    /// Gives the script whose token has a hash.
    pub fn script(&self, hash: &str) -> Result<Option<(OperatorId, Operator)>, StoreError> {
        let of_hash = |it: &(OperatorId, Operator)| matches!(&it.1.card.credential, Credential::Token(known) if known == hash);
        Ok(all(self.tables)?.into_iter().find(of_hash))
    }

    /// Gives the hash of the recovery key, where one was made.
    pub fn recovery(&self) -> Result<Option<String>, StoreError> {
        let mut all = all(self.tables)?.into_iter();
        Ok(all.find_map(|(_, it)| it.card.recovery))
    }

    /// Gives the private key of an operator, or of the recovery key (`None`), as it lies under his
    /// passphrase and under the recovery key.
    pub fn locked_keys(&self, whose: Option<OperatorId>) -> Result<Option<LockedKeys>, StoreError> {
        vault::keys(self.tables, whose)
    }

    /// Gives who holds the recovery key's card: the first administrator.
    pub fn recovery_holder(&self) -> Result<Option<(OperatorId, Operator)>, StoreError> {
        let mut all = all(self.tables)?.into_iter();
        Ok(all.find(|(_, it)| it.card.recovery.is_some()))
    }
}
