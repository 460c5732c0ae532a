//! Who came: a card that is known, or a new one.
//!
//! Whoever registers sees of the store what he may know. A card that came with nothing but matters
//! that are held back from him is none: he makes one of his own, as he would if those matters were
//! not there, and finds on it what he wrote and no more (条例 30 ¶3). Whoever may know of both hears
//! of the other.

use super::super::error::StoreError;
use super::super::tables::{ReadTables, WriteTables};
use super::batch::{Batch, By};
use super::people::{ID_KEY, add, keys, owners, person, put, survivor};
use super::{chain, knowing};
use crate::domain::act::Petitioner;
use crate::domain::entry::{Stream, What};
use crate::domain::name::{is_no_name, is_same};
use crate::domain::person::id::PersonId;
use crate::domain::person::part::PartKind;
use crate::domain::person::recognised::{Recognised, is_telling_phone};
use crate::domain::person::{Person, PersonFact, PersonField};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

/// Who came.
pub(crate) struct Received {
    /// His card.
    pub(crate) id: PersonId,
    /// Whether he was known before.
    pub(crate) known: bool,
    /// What the desk should know of it.
    pub(crate) recognised: Vec<Recognised>,
}

/// Finds or makes the person who came, as far as `viewer` may know of people; tells whether he was
/// known.
pub(crate) fn receive(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    petitioner: &Petitioner,
    viewer: &Viewer,
) -> Result<Result<Received, Refusal>, StoreError> {
    match petitioner {
        Petitioner::New(text) => Ok(Ok(Received {
            id: add(tables, batch, by, text)?,
            known: false,
            recognised: Vec::new(),
        })),
        Petitioner::Described(text) => Ok(Ok(described(tables, batch, by, text, viewer)?)),
        Petitioner::Known {
            id,
            described: text,
        } => {
            if person(tables, *id)?.is_none() {
                return Ok(Err(Refusal::about("person", Reason::NotFound)));
            }
            if !knowing::may_know(tables, *id, viewer)? {
                return Ok(Ok(described(tables, batch, by, text, viewer)?));
            }
            let id = survivor(tables, *id)?;
            Ok(Ok(Received {
                id,
                known: true,
                recognised: complete(tables, batch, by, id, text, true)?,
            }))
        }
    }
}

fn described(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    text: &Person,
    viewer: &Viewer,
) -> Result<Received, StoreError> {
    let Same {
        id,
        guarded,
        strangers,
    } = same(tables, text, viewer)?;
    let Some(id) = id else {
        let mut recognised = Vec::new();
        for stranger in strangers {
            let name = person(tables, stranger)?.map_or_else(String::new, |it| it.name);
            recognised.push(Recognised::IdOfAnother(stranger, name));
        }
        return Ok(Received {
            id: add(tables, batch, by, text)?,
            known: false,
            recognised,
        });
    };
    let mut recognised = complete(tables, batch, by, id, text, false)?;
    recognised.extend(guarded.into_iter().map(Recognised::Guarded));
    Ok(Received {
        id,
        known: true,
        recognised,
    })
}

/// Takes what was said into a known card: empty parts are filled, and a new phone stands beside the
/// old ones; other parts that differ are corrected only where the clerk took the person over
/// himself. Gives what the desk should know of it.
fn complete(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    id: PersonId,
    text: &Person,
    correct: bool,
) -> Result<Vec<Recognised>, StoreError> {
    let mut recognised = Vec::new();
    for field in PersonField::ALL {
        let Some(current) = person(tables, id)? else {
            return Ok(recognised);
        };
        let (old, mut new) = (current.text(*field), text.text(*field));
        if new.is_empty() || old == new {
            continue;
        }
        if field.kind() == PartKind::Phones && !old.is_empty() {
            let phones = both(&current.phones, &text.phones, correct);
            if text.phones.iter().any(|it| !current.phones.contains(it)) {
                recognised.push(Recognised::PhoneAdded);
            }
            if phones == current.phones {
                continue;
            }
            let mut next = current.clone();
            next.phones = phones;
            new = next.text(*field);
        } else if !old.is_empty() && !correct {
            if field.kind() != PartKind::Name {
                recognised.push(Recognised::Differs(*field, old, new));
            }
            continue;
        }
        let fact = PersonFact::Corrected {
            field: *field,
            old,
            new,
        };
        chain::append(
            tables,
            Stream::Person(id),
            by.who,
            by.when,
            What::Person(fact.clone()),
        )?;
        put(tables, batch, id, Some(&current), &current.evolve(&fact))?;
    }
    Ok(recognised)
}

/// Gives the phones of a card with those that were said; the clerk's own choice comes first.
fn both(known: &[String], text: &[String], clerk: bool) -> Vec<String> {
    let (first, then) = if clerk { (text, known) } else { (known, text) };
    let mut phones = first.to_vec();
    for phone in then {
        if !phones.contains(phone) {
            phones.push(phone.clone());
        }
    }
    phones
}

/// Who is the same as somebody.
pub(crate) struct Same {
    /// The person; `None` where nobody is.
    pub(crate) id: Option<PersonId>,
    /// Other cards of his that not everybody may know of.
    guarded: Vec<PersonId>,
    /// Those who have the ID number under another name.
    strangers: Vec<PersonId>,
}

/// Finds the person who is the same, among those of whom `viewer` may know: equal valid ID under one
/// name, or equal name and phone. An ID that stands under another name was read from the wrong card,
/// or written into it: it puts nothing on a stranger. A card of which everybody may know goes before
/// one of which not everybody may.
pub(crate) fn same(
    tables: &dyn ReadTables,
    text: &Person,
    viewer: &Viewer,
) -> Result<Same, StoreError> {
    let (mut open, mut guarded, mut strangers) = (None, Vec::new(), Vec::new());
    for key in keys(text) {
        let is_id = key.first() == Some(&ID_KEY);
        if !is_id && (is_no_name(&text.name) || !text.phones.iter().any(|it| is_telling_phone(it)))
        {
            continue;
        }
        for owner in owners(tables, &key)? {
            let id = survivor(tables, owner)?;
            if !knowing::may_know(tables, id, viewer)? {
                continue;
            }
            let name = person(tables, id)?.map_or_else(String::new, |it| it.name);
            let one = text.name.is_empty() || name.is_empty() || is_same(&name, &text.name);
            if is_id && !one {
                if !strangers.contains(&id) {
                    strangers.push(id);
                }
            } else if knowing::may_know(tables, id, &Viewer::new(""))? {
                open = open.or(Some(id));
            } else if !guarded.contains(&id) {
                guarded.push(id);
            }
        }
    }
    let id = open.or_else(|| guarded.first().copied());
    guarded.retain(|it| Some(*it) != id);
    Ok(Same {
        strangers: if id.is_some() { Vec::new() } else { strangers },
        id,
        guarded,
    })
}
