//! 信访人: a person who came, wrote or called.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::Field;
use super::refusal::{Reason, Refusal};
use crate::domain::person::id::PersonId;
use crate::domain::person::part::{PartKind, PartValue};

pub mod id;
pub mod part;
pub mod recognised;

/// Declares a person's card, a row a part. `Care = "care" { care: Option<String>, kind: Need, asked:
/// Care }` gives the code of the part, its value, its [`PartKind`] and the intake's field that asks
/// for it. The card, its parts as text and back, and its stored form by names follow from the rows.
/// `first` lists what the first format of the store gave by place, before the merge.
///
/// The kind of a part decides how it is read, masked, corrected, listed and shown. Beside its row, a
/// new part needs a [`Field`], a column in sheets of matters and its words: `field-…` is its label in
/// the intake, `ask-…` its name on the card.
macro_rules! card {
    (first [$($first:ident),+]; $(
        $(#[$doc:meta])*
        $variant:ident = $code:literal {
            $member:ident: $value:ty, kind: $kind:ident, asked: $asked:ident
        },
    )+) => {
        /// A person as the desk knows him now; earlier values stand in his history.
        ///
        /// Every value is kept as it was typed, sanitised of control characters; a doubtful one
        /// warns and is kept (条例 19, 22: whoever comes is registered).
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Person {
            $($(#[$doc])* pub $member: $value,)+
            /// 合并: how this card stands to others of the same person.
            pub merge: PersonMerge,
        }

        codes! {
            /// A part of a person that can be corrected, in the order in which a card shows them.
            PersonField: "ask" { $($(#[$doc])* $variant = $code,)+ }
        }

        impl PersonField {
            /// Gives what the part is.
            pub const fn kind(self) -> PartKind {
                match self { $(Self::$variant => PartKind::$kind,)+ }
            }

            /// Gives the field of an intake that asks for the part.
            pub const fn asked(self) -> Field {
                match self { $(Self::$variant => Field::$asked,)+ }
            }

            /// Gives the part for which a field of an intake asks.
            pub fn asked_by(field: Field) -> Option<Self> {
                Self::ALL.iter().copied().find(|part| part.asked() == field)
            }

            /// Tells whether the first format of the store had the part.
            pub fn is_of_first_format(self) -> bool {
                [$(stringify!($first)),+].contains(&self.code())
            }
        }

        impl Person {
            /// Gives one part as text, empty for nothing.
            pub fn text(&self, field: PersonField) -> String {
                match field { $(PersonField::$variant => self.$member.to_text(),)+ }
            }

            /// Sets one part to what its text says.
            pub fn set(&mut self, field: PersonField, text: &str) {
                match field {
                    $(PersonField::$variant => self.$member = PartValue::of_text(text),)+
                }
            }
        }

        /// A card is stored as a map from the names of its parts to their values; empty parts are
        /// left out.
        impl Serialize for Person {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let empty = Self::default();
                let filled = [$(self.$member != empty.$member,)+ self.merge != empty.merge];
                let length = filled.into_iter().filter(|is_filled| *is_filled).count();
                let mut map = serializer.serialize_map(Some(length))?;
                $(if self.$member != empty.$member {
                    map.serialize_entry(stringify!($member), &self.$member)?;
                })+
                if self.merge != empty.merge {
                    map.serialize_entry("merge", &self.merge)?;
                }
                map.end()
            }
        }

        impl<'de> Deserialize<'de> for Person {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Default, Deserialize)]
                #[serde(default)]
                struct Named {
                    $($member: $value,)+
                    merge: PersonMerge,
                }
                struct Card;
                impl<'de> Visitor<'de> for Card {
                    type Value = Person;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a person's card")
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Person, A::Error> {
                        let named = Named::deserialize(MapAccessDeserializer::new(map))?;
                        Ok(Person { $($member: named.$member,)+ merge: named.merge })
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Person, A::Error> {
                        let mut person = Person::default();
                        $(
                            let value = seq.next_element()?;
                            person.$first =
                                value.ok_or_else(|| A::Error::missing_field(stringify!($first)))?;
                        )+
                        let merge: Option<Option<PersonMerge>> = seq.next_element()?;
                        person.merge = merge.flatten().unwrap_or_default();
                        Ok(person)
                    }
                }
                deserializer.deserialize_any(Card)
            }
        }
    };
}

card! {
    first [name, phones, id_number, village, address, care, confidential];
    /// 姓名; empty for one who leaves no name (未留名).
    Name = "name" { name: String, kind: Name, asked: Name },
    /// 联系电话, as digits where they were recognised, else as typed; as text joined by `、`.
    Phones = "phones" { phones: Vec<String>, kind: Phones, asked: Phone },
    /// 居民身份证号 (GB 11643) or the number of another paper.
    IdNumber = "id_number" { id_number: Option<String>, kind: IdNumber, asked: IdNumber },
    /// 村: the village's name as known to the grid or as typed.
    Village = "village" { village: Option<String>, kind: Village, asked: Village },
    /// 住址.
    Address = "address" { address: Option<String>, kind: Address, asked: Address },
    /// 工作单位: where the person works.
    WorkUnit = "work_unit" { work_unit: Option<String>, kind: Private, asked: WorkUnit },
    /// Special care on arrival: disabled, elderly, an interpreter needed.
    Care = "care" { care: Option<String>, kind: Need, asked: Care },
    /// The person asked that his name be kept secret (鲁信访 12 (七)); as text `yes` or empty.
    Confidential = "confidential" { confidential: bool, kind: YesNo, asked: Confidential },
}

/// 合并: how a card stands to others that are the same person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonMerge {
    /// The person whose card stands for this one.
    pub into: Option<PersonId>,
    /// The persons for whom this card stands, directly, with what it took from each.
    pub absorbed: Vec<(PersonId, Vec<Taken>)>,
}

/// A part that a card took from another when both became one; the split gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Which part.
    pub field: PersonField,
    /// What stood before, empty for nothing.
    pub old: String,
    /// What stands since, empty for nothing.
    pub new: String,
}

/// What was done to a person's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonFact {
    /// The person became known.
    Known(Box<Person>),
    /// A part was corrected; the old value stays here.
    Corrected {
        /// Which part.
        field: PersonField,
        /// What stood before, empty for nothing.
        old: String,
        /// What stands now, empty for nothing.
        new: String,
    },
    /// 并入: another card stands for this one.
    Merged {
        /// Whose.
        into: PersonId,
    },
    /// 合并: this card stands for another too.
    Absorbed {
        /// Whose.
        from: PersonId,
        /// What this card took from it.
        took: Vec<Taken>,
    },
    /// 拆出: this card stands by itself again.
    SplitFrom {
        /// Whose card stood for it.
        whole: PersonId,
    },
    /// 拆分: this card no longer stands for another; what it took and still says goes back.
    SplitOff {
        /// Whose.
        part: PersonId,
    },
}

impl Person {
    /// Tells whether nobody can write to him or call him: he left neither name nor phone.
    pub const fn is_out_of_reach(&self) -> bool {
        self.name.is_empty() && self.phones.is_empty()
    }

    /// Decides a correction.
    ///
    /// # Errors
    /// Refuses one that changes nothing, and one whose old value is not what stands here.
    pub fn correct(&self, fact: &PersonFact) -> Result<Self, Refusal> {
        match fact {
            PersonFact::Known(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            PersonFact::Merged { .. }
            | PersonFact::Absorbed { .. }
            | PersonFact::SplitFrom { .. }
            | PersonFact::SplitOff { .. } => Err(Refusal::new(Reason::MergeTakesBoth)),
            PersonFact::Corrected { .. } if self.merge.into.is_some() => {
                Err(Refusal::new(Reason::MergedTakesNoStep))
            }
            PersonFact::Corrected { field, old, new } => {
                if self.text(*field) != *old {
                    return Err(Refusal::about(field.code(), Reason::ChangedMeanwhile));
                }
                if old == new {
                    return Err(Refusal::about(field.code(), Reason::NothingChanged));
                }
                Ok(self.evolve(fact))
            }
        }
    }

    /// Gives the person after `fact`, without asking whether it was lawful.
    #[must_use]
    pub fn evolve(&self, fact: &PersonFact) -> Self {
        match fact {
            PersonFact::Known(person) => (**person).clone(),
            PersonFact::Corrected { field, new, .. } => self.with(*field, new),
            PersonFact::Merged { into } => {
                let mut next = self.clone();
                next.merge.into = Some(*into);
                next
            }
            PersonFact::Absorbed { from, took } => {
                let taken = |next: Self, it: &Taken| next.with(it.field, &it.new);
                let mut next = took.iter().fold(self.clone(), taken);
                next.merge.absorbed.push((*from, took.clone()));
                next
            }
            PersonFact::SplitFrom { .. } => {
                let mut next = self.clone();
                next.merge.into = None;
                next
            }
            PersonFact::SplitOff { part } => {
                let mut next = self.clone();
                let took = self.merge.absorbed.iter().filter(|(id, _)| id == part);
                for it in took.flat_map(|(_, took)| took) {
                    if next.text(it.field) == it.new {
                        next = next.with(it.field, &it.old);
                    }
                }
                next.merge.absorbed.retain(|(id, _)| id != part);
                next
            }
        }
    }

    fn with(&self, field: PersonField, text: &str) -> Self {
        let mut next = self.clone();
        next.set(field, text);
        next
    }

    /// Gives the person after all of his history.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a PersonFact>) -> Self {
        facts
            .into_iter()
            .fold(Self::default(), |person, fact| person.evolve(fact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_keeps_the_old_value_and_a_stale_one_is_refused() {
        let person = Person {
            name: "单雄新".into(),
            ..Person::default()
        };
        let fact = PersonFact::Corrected {
            field: PersonField::Name,
            old: "单雄新".into(),
            new: "单雄信".into(),
        };
        let corrected = person.correct(&fact).unwrap();
        assert_eq!(corrected.name, "单雄信");
        let refusal = corrected.correct(&fact).unwrap_err();
        assert_eq!(refusal.reason, Reason::ChangedMeanwhile);
        let known = PersonFact::Known(Box::new(person));
        assert_eq!(Person::replay([&known, &fact]), corrected);
    }

    #[test]
    fn every_part_takes_what_its_text_gives() {
        let person = Person {
            name: "牟春生".into(),
            phones: vec!["13800001234".into(), "2881890".into()],
            id_number: Some("370785190001010012".into()),
            village: Some("东牟家村".into()),
            address: Some("三巷五号".into()),
            care: Some("轮椅".into()),
            confidential: true,
            ..Person::default()
        };
        let rebuilt = PersonField::ALL
            .iter()
            .fold(Person::default(), |built, field| {
                built.evolve(&PersonFact::Corrected {
                    field: *field,
                    old: String::new(),
                    new: person.text(*field),
                })
            });
        assert_eq!(rebuilt, person);
    }

    #[test]
    fn a_card_is_stored_by_names_and_read_by_the_places_of_the_first_format_too() {
        let merge = PersonMerge {
            into: None,
            absorbed: vec![(
                PersonId(2),
                vec![Taken {
                    field: PersonField::Care,
                    old: String::new(),
                    new: "轮椅".into(),
                }],
            )],
        };
        let person = Person {
            name: "牟春生".into(),
            phones: vec!["13800001234".into()],
            care: Some("轮椅".into()),
            merge,
            ..Person::default()
        };
        let stored = r#"{"name":"牟春生","phones":["13800001234"],"care":"轮椅","merge":{"into":null,"absorbed":[[2,[{"field":"care","old":"","new":"轮椅"}]]]}}"#;
        assert_eq!(serde_json::to_string(&person).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Person>(stored).unwrap(), person);
        let placed = r#"["牟春生",["13800001234"],null,null,null,"轮椅",false,[null,[[2,[["care","","轮椅"]]]]]]"#;
        assert_eq!(serde_json::from_str::<Person>(placed).unwrap(), person);
        let alone = r#"["",[],null,null,null,null,false]"#;
        let empty = serde_json::from_str::<Person>(alone).unwrap();
        assert_eq!(empty, Person::default());
        assert!(serde_json::from_str::<Person>(r#"["牟春生",[]]"#).is_err());
    }
}
