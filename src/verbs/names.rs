//! 同名: who else bears the name of whoever came.

use std::collections::HashMap;

use crate::domain::name::is_no_name;
use crate::domain::name::normal;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::person::recognised::Namesakes;
use crate::domain::viewer::Viewer;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;

/// Everybody by his name, read once at the first question; who comes later is added.
#[derive(Default)]
pub struct Names(Option<HashMap<String, Vec<PersonId>>>);

impl Names {
    /// Gives the others of the name and village of whoever came as `person`, with their open
    /// matters as far as `viewer` may know of them.
    pub fn of(
        &mut self,
        store: &dyn Store,
        described: &Person,
        person: PersonId,
        viewer: &Viewer,
    ) -> Result<Option<Namesakes>, StoreError> {
        if is_no_name(&described.name) {
            return Ok(None);
        }
        let known = match &mut self.0 {
            Some(known) => known,
            unread @ None => unread.insert(read(store)?),
        };
        let bearers = known.entry(normal(&described.name)).or_default();
        let others: Vec<PersonId> = bearers.iter().copied().filter(|it| *it != person).collect();
        if !bearers.contains(&person) {
            bearers.push(person);
        }
        let others: Vec<(Person, Vec<CaseNumber>)> = ask(store, |it| {
            let mut found = Vec::new();
            for id in &others {
                if !it.knows(*id, viewer)? {
                    continue;
                }
                if let Some(card) = it.person(*id, viewer)? {
                    found.push((card, it.tally(*id, viewer)?.running));
                }
            }
            Ok(found)
        })?;
        let others = others.iter().map(|(card, cases)| (card, cases.as_slice()));
        Ok(Namesakes::among(described.village.as_deref(), others))
    }
}

fn read(store: &dyn Store) -> Result<HashMap<String, Vec<PersonId>>, StoreError> {
    ask(store, |it| {
        let mut known: HashMap<String, Vec<PersonId>> = HashMap::new();
        it.each_person(&mut |id, person| {
            if person.merge.into.is_none() && !is_no_name(&person.name) {
                known.entry(normal(&person.name)).or_default().push(id);
            }
            Ok(())
        })?;
        Ok(known)
    })
}
