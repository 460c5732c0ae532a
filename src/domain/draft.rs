//! 登记草稿: an intake while it is typed, and the check that turns it into a registration.

use super::act::Registration;
use super::clean;
use super::codes::{Channel, Class};
use super::field::Field;
use super::item::Item;
use super::moment::Moment;
use super::number::CaseNumber;
use super::person::id::PersonId;
use super::person::part::PartKind;
use super::person::{Person, PersonField};
use super::phone::{Dialling, PhoneDoubt};
use super::resident_id::IdDoubt;
use super::save_id::SaveId;
use super::typed::{half_width, is_separator};

mod reading;
pub mod unfinished;

/// What was typed so far, field by field, and what the clerk chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeDraft {
    values: Vec<String>,
    /// The known person that was taken over.
    pub person: Option<PersonId>,
    /// The open case that the visit joins.
    pub joins: Option<CaseNumber>,
    /// The matter that it joins is final, and new facts or reasons were announced: they must be
    /// written down, and it is a new matter (条例 36 ¶3).
    pub renews: bool,
    /// 来源: what it comes of (an early sign, a call); that is told the number once it has one.
    pub origin: Option<Item>,
    /// When the draft was begun; the receipt time unless another is typed.
    pub begun_at: Moment,
    /// The id under which it is handed in, once something was typed.
    pub save: Option<SaveId>,
}

/// What lies between the numbers of two drafts of one window: below it stands the window's mark, so
/// that two windows never write the same draft.
pub const DRAFT_STEP: u64 = 1 << 10;

/// A draft with the place of the caret, so that the clerk comes back to the right field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The draft's number within the folder; what is left of [`DRAFT_STEP`] is its window's mark.
    pub id: u64,
    /// What was typed.
    pub draft: IntakeDraft,
    /// The field that the caret stood in.
    pub field: Field,
}

/// Something in a draft that the clerk should know or mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The field that it is about.
    pub field: Field,
    /// What it is.
    pub doubt: Doubt,
}

/// What can be doubtful or missing in an intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Needed and empty; the only thing that holds a registration up.
    Missing,
    /// The phone is none that we know the form of.
    Phone(PhoneDoubt),
    /// The ID number does not agree with itself.
    Id(IdDoubt),
    /// An old ID number of 15 digits.
    IdOld,
    /// The village is none of the grid's.
    VillageUnknown,
    /// The content class is none of the list's.
    ContentUnknown,
    /// The code is none of the list's; the field was left open.
    CodeUnknown,
    /// Neither yes nor no; taken as a yes, which protects.
    NotYesOrNo,
    /// The number of people is no number from 1; taken as 1.
    PeopleCount,
    /// The number of people is beyond any crowd at a counter; it is kept as typed.
    PeopleMany,
    /// The amount or the number of people concerned is no number; it stands with the facts in the
    /// words in which it was typed.
    NoNumber,
    /// The time does not read; the present was taken.
    TimeForm,
    /// The time lies in the future; the present was taken.
    TimeInTheFuture,
    /// The time of an old matter lies in the future; it was left open.
    DayAhead,
    /// 条例 20 ¶3: more than five representatives.
    TooManyRepresentatives,
    /// 条例 36 ¶3: new facts or reasons were announced and not told.
    NewFactsMissing,
}

impl Doubt {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Phone(PhoneDoubt::Empty) | Self::Id(IdDoubt::Empty) => "empty",
            Self::Phone(PhoneDoubt::Characters) => "phone-characters",
            Self::Phone(PhoneDoubt::Length) => "phone-length",
            Self::Phone(PhoneDoubt::Prefix) => "phone-prefix",
            Self::Id(IdDoubt::Characters) => "id-characters",
            Self::Id(IdDoubt::Length) => "id-length",
            Self::Id(IdDoubt::Birth) => "id-birth",
            Self::Id(IdDoubt::NotYetBorn) => "id-not-yet-born",
            Self::Id(IdDoubt::Check) => "id-check",
            Self::IdOld => "id-old",
            Self::VillageUnknown => "village-unknown",
            Self::ContentUnknown => "content-unknown",
            Self::CodeUnknown => "code-unknown",
            Self::NotYesOrNo => "not-yes-or-no",
            Self::PeopleCount => "people-count",
            Self::PeopleMany => "people-many",
            Self::NoNumber => "no-number",
            Self::TimeForm => "time-form",
            Self::TimeInTheFuture => "time-in-the-future",
            Self::DayAhead => "day-ahead",
            Self::TooManyRepresentatives => "too-many-representatives",
            Self::NewFactsMissing => "new-facts-missing",
        }
    }
}

/// A draft that may be registered, with what is doubtful in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What would be kept.
    pub registration: Registration,
    /// What is doubtful; it is kept as typed all the same.
    pub warnings: Vec<Remark>,
}

impl IntakeDraft {
    /// Begins an empty draft.
    pub fn new(begun_at: Moment) -> Self {
        Self {
            values: vec![String::new(); Field::ALL.len()],
            person: None,
            joins: None,
            renews: false,
            origin: None,
            begun_at,
            save: None,
        }
    }

    /// Gives what stands in a field.
    pub fn get(&self, field: Field) -> &str {
        self.values.get(field.place()).map_or("", String::as_str)
    }

    /// Sets a field, stripped of control characters.
    pub fn set(&mut self, field: Field, text: &str) {
        if let Some(value) = self.values.get_mut(field.place()) {
            *value = clean::text(text);
        }
    }

    /// Tells whether anything was typed or chosen.
    pub fn is_empty(&self) -> bool {
        self.person.is_none() && self.joins.is_none() && self.values.iter().all(String::is_empty)
    }

    /// Tells whether what is half typed complains of somebody.
    pub fn is_accusation(&self) -> bool {
        self.get(Field::Class) == Class::Accusation.code()
            || !self.get(Field::Accused).trim().is_empty()
    }

    /// Takes a known person over into the form. His name replaces what was typed to find him; of the
    /// rest his card fills what is empty or was typed in part, and what differs stays as typed: it
    /// is news about him.
    pub fn take_person(&mut self, id: PersonId, person: &Person) {
        self.person = Some(id);
        for part in PersonField::ALL {
            let (field, known) = (part.asked(), person.text(*part));
            match part.kind() {
                PartKind::Name => self.set(field, &known),
                PartKind::YesNo if !known.is_empty() => self.set(field, &known),
                PartKind::YesNo => {}
                PartKind::Phones
                | PartKind::IdNumber
                | PartKind::Village
                | PartKind::Address
                | PartKind::Need
                | PartKind::Private => self.complete(field, &known),
            }
        }
    }

    /// Puts what is known where nothing or a part of it was typed.
    fn complete(&mut self, field: Field, known: &str) {
        let bare = |text: &str| {
            let plain = half_width(text);
            plain
                .chars()
                .filter(|c| !is_separator(*c))
                .collect::<String>()
        };
        if !known.is_empty() && bare(known).contains(&bare(self.get(field))) {
            self.set(field, known);
        }
    }
}

/// What a check needs to know of the desk.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The present.
    pub now: Moment,
    /// Tells whether a village is one of the grid's, and its full name.
    pub village: &'a dyn Fn(&str) -> Option<String>,
    /// How local numbers are dialled.
    pub dialling: &'a Dialling,
    /// 牟邻驿站: the station at which the desk stands; empty at the centre. Every visit carries it
    /// that names no other.
    pub station: &'a str,
}

impl Desk<'_> {
    fn own_station(&self) -> Option<String> {
        (!self.station.is_empty()).then(|| self.station.to_owned())
    }

    fn usual_channel(&self) -> Channel {
        usual_channel(self.station)
    }
}

/// Gives how people come to a desk unless it is said otherwise: to a station's (驿站), or on a
/// visit to the centre.
pub const fn usual_channel(station: &str) -> Channel {
    if station.is_empty() {
        Channel::Visit
    } else {
        Channel::Station
    }
}
