//! Sheets of people.

use std::collections::HashMap;
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use crate::domain::act::{Action, Petitioner};
use crate::domain::draft::Desk;
use crate::domain::person::id::PersonId;
use crate::domain::person::{Person, PersonField};
use crate::exchange::field_message::{doubts, remark_message, village_of};
use crate::exchange::intake::person::{self, ReadCard};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::person_field::PersonColumn;
use crate::exchange::message;
use crate::exchange::table::Place;
use crate::runtime::import::batch::{Batch, IsHere, Standing};
use crate::runtime::import::report::Report;
use crate::runtime::import::source::ImportError;
use crate::runtime::import::source::Source;
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Takes in every row; a person who is known is completed, not doubled.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    let words = source.words;
    let tree = ask(source.store, |it| it.grid())?;
    let village = village_of(&tree);
    let desk = Desk {
        now: source.now,
        village: &village,
        dialling: &source.town.dialling,
        station: "",
    };
    let rehearsed: IsHere<'_> = &is_here;
    let mut batch = Batch::new(source, source.rehearsal.then_some(rehearsed));
    let mut seen: HashMap<[u8; 16], Place> = HashMap::new();
    let mut failure = None;
    let mut known = Known::default();
    let read = source.rows::<PersonColumn>(&mut |fields| {
        report.read += 1;
        let at = fields.place();
        let card = match person::read(&fields, &desk) {
            Ok(card) => card,
            Err(refusal) => {
                report.refuse(&at, refusal.field, message::refusal(words, &refusal));
                return ControlFlow::Continue(());
            }
        };
        let fingerprint = fingerprint(&card.person, &card.masked);
        let first = seen
            .entry(fingerprint)
            .or_insert_with(|| at.clone())
            .clone();
        if first != at {
            let args = [("value", "".into()), ("row", first.to_string().into())];
            let text = source.words.say_with("verbs-import-same-row", &args);
            report.refuse(&at, PersonColumn::needed().code(), text);
            return ControlFlow::Continue(());
        }
        let described = || Petitioner::Described(Box::new(card.person.clone()));
        let petitioner = if card.hides_identity() || card.is_bare() {
            match known.find(source, &card) {
                Ok(Some(petitioner)) => petitioner,
                Ok(None) if card.is_bare() => described(),
                Ok(None) => {
                    let text = words.say("row-masked-person");
                    report.refuse(&at, PersonColumn::needed().code(), text);
                    return ControlFlow::Continue(());
                }
                Err(error) => {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
            }
        } else {
            described()
        };
        let mut messages = doubts(words, &card.doubts);
        messages.extend(
            card.remarks
                .iter()
                .map(|remark| remark_message(words, remark)),
        );
        report.doubt(&at, messages);
        let action = Action::Know {
            person: petitioner,
            fingerprint: Some(fingerprint),
        };
        match batch.push(at, action, report) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    batch.flush(report)?;
    read
}

/// Gives a digest by which the same card is known again. A part that the first format did not have
/// counts only where it is filled, so that sheets without it are known again as before.
fn fingerprint(person: &Person, masked: &[(PersonField, String)]) -> [u8; 16] {
    let mut digest = Sha256::new();
    for field in PersonField::ALL {
        let text = person.text(*field);
        if !field.is_of_first_format() {
            if text.is_empty() {
                continue;
            }
            digest.update(field.code().as_bytes());
        }
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text.as_bytes());
    }
    for (field, text) in masked {
        digest.update(field.code().as_bytes());
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text.as_bytes());
    }
    let mut short = [0; 16];
    for (to, from) in short.iter_mut().zip(digest.finalize()) {
        *to = from;
    }
    short
}

/// Who is known, read once where a row does not say for certain who it is. Who comes with the same
/// sheet is not among them: two rows are two persons.
#[derive(Default)]
struct Known(Option<Vec<(PersonId, Person)>>);

impl Known {
    /// Finds the one person whom a masked row shows, to fill what is empty on his card; `None` where
    /// it may be nobody or several.
    fn find(
        &mut self,
        source: &Source<'_>,
        card: &ReadCard,
    ) -> Result<Option<Petitioner>, StoreError> {
        if self.0.is_none() {
            self.0 = Some(ask(source.store, |it| {
                let mut all = Vec::new();
                it.each_person(&mut |id, person| {
                    if person.merge.into.is_none() {
                        all.push((id, person.clone()));
                    }
                    Ok(())
                })?;
                Ok(all)
            })?);
        }
        let mut all = self.0.iter().flatten();
        let found = if card.is_bare() {
            all.find(|(_, person)| card.is_all_of(person))
        } else {
            let mut fitting = all.filter(|(_, person)| card.may_be(person));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        let Some((id, known)) = found else {
            return Ok(None);
        };
        let mut described = Person::default();
        for part in PersonField::ALL {
            if known.text(*part).is_empty() {
                described.set(*part, &card.person.text(*part));
            }
        }
        Ok(Some(Petitioner::Known {
            id: *id,
            described: Box::new(described),
        }))
    }
}

/// A rehearsal asks who would be taken as known; the store asks by itself, and completes cards.
fn is_here(snapshot: &Snapshot<'_>, action: &mut Action) -> Result<Standing, StoreError> {
    let here = match action {
        Action::Know {
            person: Petitioner::Described(card),
            fingerprint: Some(print),
        } => snapshot.known_as(card, *print)?.is_some(),
        Action::Know {
            person: Petitioner::Known { .. },
            ..
        } => true,
        _ => false,
    };
    Ok(Standing {
        here,
        messages: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of another form, every sheet that was taken in before would be taken in anew. The digest was
    /// counted by another program: of the seven parts of the first format, each with its length.
    #[test]
    fn a_card_is_known_again_as_it_always_was() {
        let person = Person {
            name: "牟春生".into(),
            phones: vec!["13800001234".into()],
            ..Person::default()
        };
        let signs: Vec<String> = fingerprint(&person, &[])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(signs.concat(), "7e1470cf8654808319e089e6b1a4965f");
    }
}
