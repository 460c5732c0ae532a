//! 合并的预览: two persons or two cases side by side, what differs first, so that the clerk chooses
//! before anything is written.

use chrono::NaiveDate;

use super::number::CaseNumber;
use super::person::id::PersonId;
use super::person::{Person, PersonField, Taken};
use super::refusal::{Reason, Refusal};
use super::resident_id::IdNumber;
use crate::domain::case::fact::state::Case;

/// A merge, as it is ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merge {
    /// Two cards of one person.
    Persons {
        /// The one that will no longer stand by itself
        from: PersonId,
        /// The one that stands for both
        into: PersonId,
        /// What the one that stands takes over
        took: Vec<Taken>,
        /// How many entries both had when they were compared, in the order above
        expected: (u32, u32),
    },
    /// Two cases of one matter.
    Cases {
        /// The one that becomes part of the other
        from: CaseNumber,
        /// The one that goes on
        into: CaseNumber,
        /// The revisions that were compared, in the order above
        expected: (u32, u32),
    },
}

/// A split, as it is ordered: what is part of another stands by itself again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// A person's card.
    Person(PersonId),
    /// A case.
    Case {
        /// The one that was part of another
        number: CaseNumber,
        /// Its revision, as the screen showed it
        expected: u32,
    },
}

codes! {
    /// How a part of two things compares; what differs stands first.
    Likeness {
        /// Both say something, and not the same
        Differs = "differs",
        /// Only one says something
        Only = "only",
        /// Both say the same
        Same = "same",
    }
}

codes! {
    /// Which of two values the merged card keeps.
    Keep {
        /// That of the card that stands
        Standing = "standing",
        /// That of the card that goes
        Going = "going",
        /// Both, one after the other
        Both = "both",
    }
}

/// The names of the lines beside those of a card: the tails of their word keys.
pub const NAMES: &[&str] = &[
    "birth",
    "person",
    "village",
    "class",
    "category",
    "status",
    "summary",
    "received",
    "accepted",
    "first_due",
];

/// One line of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The name of the part: the tail of its word key.
    pub name: &'static str,
    /// What the one that goes says.
    pub going: String,
    /// What the one that stands says.
    pub standing: String,
    /// How they compare.
    pub likeness: Likeness,
    /// The part of a card that can be chosen.
    pub field: Option<PersonField>,
    /// What is kept.
    pub keep: Keep,
}

impl Comparison {
    fn new(name: &'static str, going: String, standing: String) -> Self {
        let likeness = if going == standing {
            Likeness::Same
        } else if going.is_empty() || standing.is_empty() {
            Likeness::Only
        } else {
            Likeness::Differs
        };
        Self {
            name,
            going,
            standing,
            likeness,
            field: None,
            keep: Keep::Standing,
        }
    }

    /// Gives the choices that the clerk has, none where nothing is to be chosen.
    pub const fn choices(&self) -> &'static [Keep] {
        match (self.field, self.likeness) {
            (Some(PersonField::Phones), Likeness::Differs) => {
                &[Keep::Both, Keep::Standing, Keep::Going]
            }
            // A wish for secrecy is never merged away.
            (Some(PersonField::Confidential) | None, _) | (_, Likeness::Same) => &[],
            (Some(_), Likeness::Only | Likeness::Differs) => &[Keep::Standing, Keep::Going],
        }
    }

    /// Gives what will stand.
    pub fn kept(&self) -> String {
        match self.keep {
            Keep::Standing => self.standing.clone(),
            Keep::Going => self.going.clone(),
            Keep::Both => {
                let mut all: Vec<&str> = self.standing.split('、').collect();
                all.extend(
                    self.going
                        .split('、')
                        .filter(|it| !self.standing.contains(it)),
                );
                all.join("、")
            }
        }
    }
}

/// Compares two persons, what differs first. What only one says is kept, and both phones are.
pub fn compare_persons(going: &Person, standing: &Person) -> Vec<Comparison> {
    let mut lines: Vec<Comparison> = PersonField::ALL
        .iter()
        .map(|field| {
            let mut line = Comparison::new(field.code(), going.text(*field), standing.text(*field));
            line.field = Some(*field);
            line.keep = match (field, line.likeness) {
                (PersonField::Phones, Likeness::Differs) => Keep::Both,
                (_, Likeness::Only) if line.standing.is_empty() => Keep::Going,
                _ => Keep::Standing,
            };
            line
        })
        .collect();
    lines.push(Comparison::new("birth", birth(going), birth(standing)));
    lines.retain(|line| !(line.going.is_empty() && line.standing.is_empty()));
    lines.sort_by_key(|line| line.likeness as u8);
    lines
}

/// Gives what the card that stands takes over.
pub fn taken(lines: &[Comparison]) -> Vec<Taken> {
    lines
        .iter()
        .filter_map(|line| {
            let new = line.kept();
            (new != line.standing).then_some(Taken {
                field: line.field?,
                old: line.standing.clone(),
                new,
            })
        })
        .collect()
}

/// Decides a merge of two cards; `root` is who stands for the one that is to stand.
///
/// # Errors
/// Refuses a card and itself, a merge that goes round, one that stands already, and one that takes
/// what neither card says.
pub fn check_persons(
    (from, going): (PersonId, &Person),
    (into, standing): (PersonId, &Person),
    root: PersonId,
    took: &[Taken],
) -> Result<(), Refusal> {
    if from == into {
        return Err(Refusal::about("person", Reason::MergeWithItself));
    }
    if root == from {
        return Err(Refusal::about("person", Reason::OppositeMerge));
    }
    if going.merge.into.is_some() || standing.merge.into.is_some() {
        return Err(Refusal::about("person", Reason::AlreadyMerged));
    }
    for it in took {
        if standing.text(it.field) != it.old {
            return Err(Refusal::about(it.field.code(), Reason::ChangedMeanwhile));
        }
        let values = [it.old.clone(), going.text(it.field)];
        let known = |part: &str| {
            values
                .iter()
                .any(|text| text.split('、').any(|it| it == part))
        };
        if !it.new.split('、').all(known) {
            return Err(Refusal::about(it.field.code(), Reason::NotAChoice));
        }
        if it.field == PersonField::Confidential && it.new.is_empty() {
            return Err(Refusal::about(it.field.code(), Reason::NotAChoice));
        }
    }
    Ok(())
}

fn birth(person: &Person) -> String {
    let id = person.id_number.as_deref().unwrap_or_default();
    IdNumber::parse(id)
        .birth()
        .map_or_else(String::new, |day| day.to_string())
}

/// Compares two cases with their main petitioners, what differs first; nothing is to be chosen,
/// since both go on as they are and the earliest dates hold.
pub fn compare_cases(
    (going, his): (&Case, &Person),
    (standing, other): (&Case, &Person),
    due: (Option<NaiveDate>, Option<NaiveDate>),
) -> Vec<Comparison> {
    let village = |case: &Case| case.matter.village.clone().unwrap_or_default();
    let category = |case: &Case| case.matter.category.map_or("", |it| it.code()).to_owned();
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let received = |case: &Case| {
        let at = case.received_at();
        at.map_or_else(String::new, |at| at.date().to_string())
    };
    let mut lines = vec![
        Comparison::new("person", his.name.clone(), other.name.clone()),
        Comparison::new("village", village(going), village(standing)),
        Comparison::new(
            "class",
            going.matter.class.code().to_owned(),
            standing.matter.class.code().to_owned(),
        ),
        Comparison::new("category", category(going), category(standing)),
        Comparison::new(
            "status",
            going.status.code().to_owned(),
            standing.status.code().to_owned(),
        ),
        Comparison::new(
            "summary",
            going.matter.summary.clone(),
            standing.matter.summary.clone(),
        ),
        Comparison::new("received", received(going), received(standing)),
        Comparison::new(
            "accepted",
            day(going.accepted_on),
            day(standing.accepted_on),
        ),
        Comparison::new("first_due", day(due.0), day(due.1)),
    ];
    lines.retain(|line| !(line.going.is_empty() && line.standing.is_empty()));
    lines.sort_by_key(|line| line.likeness as u8);
    lines
}
