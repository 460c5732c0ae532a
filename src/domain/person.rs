//! 信访人: a person who came, wrote or called.

use std::fmt;

use super::refusal::{Reason, Refusal};

/// The running number of a person within a store, from 1; written `P-000001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u64);

impl PersonId {
    /// Reads `P-000001`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("P-")?;
        (digits.len() >= 6 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
            .filter(|id| *id > 0)
            .map(Self)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P-{:06}", self.0)
    }
}

/// A person as the desk knows him now; earlier values stand in his history.
///
/// Every value is kept as it was typed, sanitised of control characters; a doubtful one warns and
/// is kept (条例 19, 22: whoever comes is registered).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// 姓名; empty for one who leaves no name (未留名).
    pub name: String,
    /// 联系电话, as digits where they were recognised, else as typed.
    pub phones: Vec<String>,
    /// 居民身份证号 (GB 11643) or the number of another paper.
    pub id_number: Option<String>,
    /// 村: the village's name as known to the grid or as typed.
    pub village: Option<String>,
    /// 住址.
    pub address: Option<String>,
    /// Special care on arrival: disabled, elderly, an interpreter needed.
    pub care: Option<String>,
    /// The person asked that his name be kept secret (鲁信访 12 (七)).
    pub confidential: bool,
    /// 合并: how this card stands to others of the same person.
    pub merge: PersonMerge,
}

/// 合并: how a card stands to others that are the same person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonMerge {
    /// The person whose card stands for this one.
    pub into: Option<PersonId>,
    /// The persons for whom this card stands, directly, with what it took from each.
    pub absorbed: Vec<(PersonId, Vec<Taken>)>,
}

/// A part that a card took from another when both became one; the split gives it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which part.
    pub field: PersonField,
    /// What stood before, empty for nothing.
    pub old: String,
    /// What stands since, empty for nothing.
    pub new: String,
}

codes! {
    /// A part of a person that can be corrected, in the order in which a card shows them.
    PersonField {
        /// 姓名
        Name = "name",
        /// 联系电话, several joined by `、`
        Phones = "phones",
        /// 身份证号
        IdNumber = "id_number",
        /// 村
        Village = "village",
        /// 住址
        Address = "address",
        /// Special care
        Care = "care",
        /// 要求保密: `yes` or empty
        Confidential = "confidential",
    }
}

/// What was done to a person's card.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Gives one part as text, empty for nothing.
    pub fn text(&self, field: PersonField) -> String {
        match field {
            PersonField::Name => self.name.clone(),
            PersonField::Phones => self.phones.join("、"),
            PersonField::IdNumber => self.id_number.clone().unwrap_or_default(),
            PersonField::Village => self.village.clone().unwrap_or_default(),
            PersonField::Address => self.address.clone().unwrap_or_default(),
            PersonField::Care => self.care.clone().unwrap_or_default(),
            PersonField::Confidential if self.confidential => "yes".to_owned(),
            PersonField::Confidential => String::new(),
        }
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
        let whole = Some(text.to_owned()).filter(|text| !text.is_empty());
        match field {
            PersonField::Name => text.clone_into(&mut next.name),
            PersonField::Phones => {
                next.phones = text
                    .split(['、', ',', '，', ';', '；', ' '])
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned)
                    .collect();
            }
            PersonField::IdNumber => next.id_number = whole,
            PersonField::Village => next.village = whole,
            PersonField::Address => next.address = whole,
            PersonField::Care => next.care = whole,
            PersonField::Confidential => next.confidential = whole.is_some(),
        }
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
    fn an_id_reads_back_and_a_bare_number_does_not() {
        assert_eq!(PersonId::parse("P-000012"), Some(PersonId(12)));
        assert_eq!(PersonId(1_234_567).to_string(), "P-1234567");
        assert_eq!(PersonId::parse("P-1234567"), Some(PersonId(1_234_567)));
        for wrong in ["12", "P-12", "P-000000", "P-00001x"] {
            assert_eq!(PersonId::parse(wrong), None, "{wrong}");
        }
    }

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
            merge: PersonMerge::default(),
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
}
