//! 登记草稿: an intake while it is typed, and the check that turns it into a registration.

use super::act::{Petitioner, Registration};
use super::case::matter::{MAX_REPRESENTATIVES, Matter, Visit};
use super::clean;
use super::codes::{Category, Channel, Class, Difficulty, Urgency};
use super::field::Field;
use super::item::CallId;
use super::item::Item;
use super::moment::Moment;
use super::number::{CaseNumber, ExternalKind, ExternalNumber};
use super::person::{Person, PersonId};
use super::phone::{Dialling, Phone, PhoneDoubt};
use super::resident_id::{IdDoubt, IdNumber, IdReading};
use super::typed::{half_width, is_separator};

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
    /// 来电: the call that it came from.
    pub call: Option<CallId>,
    /// 来源: what it comes of (an early sign, a call); that is told the number once it has one.
    pub origin: Option<Item>,
    /// When the draft was begun; the receipt time unless another is typed.
    pub begun_at: Moment,
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
    /// The code is none of the list's; the field was left open.
    CodeUnknown,
    /// Neither yes nor no; taken as a yes, which protects.
    NotYesOrNo,
    /// The number of people is no number from 1; taken as 1.
    PeopleCount,
    /// The time does not read; the present was taken.
    TimeForm,
    /// The time lies in the future; the present was taken.
    TimeInTheFuture,
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
            Self::CodeUnknown => "code-unknown",
            Self::NotYesOrNo => "not-yes-or-no",
            Self::PeopleCount => "people-count",
            Self::TimeForm => "time-form",
            Self::TimeInTheFuture => "time-in-the-future",
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
            call: None,
            origin: None,
            begun_at,
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

    /// Takes a known person over into the form. His name replaces what was typed to find him; of the
    /// rest his card fills what is empty or was typed in part, and what differs stays as typed: it
    /// is news about him.
    pub fn take_person(&mut self, id: PersonId, person: &Person) {
        self.person = Some(id);
        self.set(Field::Name, &person.name);
        self.complete(Field::Phone, &person.phones.join("、"));
        for (field, known) in [
            (Field::IdNumber, &person.id_number),
            (Field::Village, &person.village),
            (Field::Address, &person.address),
            (Field::Care, &person.care),
        ] {
            self.complete(field, known.as_deref().unwrap_or_default());
        }
        if person.confidential {
            self.set(Field::Confidential, "yes");
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

    /// Checks what is said of the person alone, as a list of people brings it.
    pub fn check_person(&self, at: &Desk<'_>) -> (Person, Vec<Remark>) {
        let mut reading = Reading {
            draft: self,
            at,
            remarks: Vec::new(),
        };
        let person = reading.person();
        (person, reading.remarks)
    }

    /// Checks everything at once and gives what would be kept.
    ///
    /// # Errors
    /// Only what holds a registration up: an empty summary (unless the visit joins a case), and
    /// new facts that were announced and not told.
    pub fn check(&self, at: &Desk<'_>) -> Result<Checked, Vec<Remark>> {
        let mut reading = Reading {
            draft: self,
            at,
            remarks: Vec::new(),
        };
        if self.get(Field::Summary).trim().is_empty() && self.joins.is_none() {
            return Err(vec![Remark {
                field: Field::Summary,
                doubt: Doubt::Missing,
            }]);
        }
        if self.renews && self.get(Field::NewFacts).trim().is_empty() {
            return Err(vec![Remark {
                field: Field::NewFacts,
                doubt: Doubt::NewFactsMissing,
            }]);
        }
        let registration = reading.registration();
        Ok(Checked {
            registration,
            warnings: reading.remarks,
        })
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

struct Reading<'a> {
    draft: &'a IntakeDraft,
    at: &'a Desk<'a>,
    remarks: Vec<Remark>,
}

impl Reading<'_> {
    fn registration(&mut self) -> Registration {
        let person = self.person();
        let received_at = self.received_at();
        let channel = self
            .code(Field::Channel, Channel::parse)
            .unwrap_or(self.at.usual_channel());
        let matter = self.matter(person.village.as_ref());
        let visit = Visit {
            person: self.draft.person.unwrap_or(PersonId(0)),
            received_at,
            channel,
            station: self
                .optional(Field::Station)
                .or_else(|| self.at.own_station()),
            people_count: self.people_count(),
            companion: self.optional(Field::Companion),
            words: self
                .draft
                .joins
                .map_or(String::new(), |_| matter.summary.clone()),
            new_facts: self
                .optional(Field::NewFacts)
                .filter(|_| self.draft.joins.is_some()),
        };
        let petitioner = match self.draft.person {
            Some(id) => Petitioner::Known {
                id,
                said: Box::new(person),
            },
            None => Petitioner::Described(Box::new(person)),
        };
        Registration {
            petitioner,
            matter,
            visit,
            joins: self.draft.joins,
            imported_answer: None,
            fingerprint: None,
        }
    }

    fn remark(&mut self, field: Field, doubt: Doubt) {
        self.remarks.push(Remark { field, doubt });
    }

    fn optional(&self, field: Field) -> Option<String> {
        let text = self.draft.get(field).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn text(&self, field: Field) -> String {
        self.optional(field).unwrap_or_default()
    }

    fn code<T>(&mut self, field: Field, parse: fn(&str) -> Option<T>) -> Option<T> {
        let code = self.optional(field)?;
        let value = parse(&code);
        if value.is_none() {
            self.remark(field, Doubt::CodeUnknown);
        }
        value
    }

    fn person(&mut self) -> Person {
        Person {
            name: self.text(Field::Name),
            phones: self.phones(),
            id_number: self.id_number(),
            village: self.village(Field::Village),
            address: self.optional(Field::Address),
            care: self.optional(Field::Care),
            confidential: self.yes(Field::Confidential),
            ..Person::default()
        }
    }

    fn phones(&mut self) -> Vec<String> {
        let phones = Phone::parse_all(self.draft.get(Field::Phone), self.at.dialling);
        if let Some(doubt) = phones.iter().find_map(Phone::doubt) {
            self.remark(Field::Phone, Doubt::Phone(doubt));
        }
        phones
            .iter()
            .map(|phone| phone.stored().to_owned())
            .collect()
    }

    fn id_number(&mut self) -> Option<String> {
        let number = IdNumber::parse(&self.optional(Field::IdNumber)?);
        if let Some(doubt) = number.doubt_on(self.at.now.date()) {
            self.remark(Field::IdNumber, Doubt::Id(doubt));
        }
        if matches!(number.reading, IdReading::Converted { .. }) {
            self.remark(Field::IdNumber, Doubt::IdOld);
        }
        Some(number.number)
    }

    fn village(&mut self, field: Field) -> Option<String> {
        let typed = self.optional(field)?;
        if let Some(name) = (self.at.village)(&typed) {
            return Some(name);
        }
        self.remark(field, Doubt::VillageUnknown);
        Some(typed)
    }

    fn received_at(&mut self) -> Moment {
        let Some(typed) = self.optional(Field::ReceivedAt) else {
            return self.draft.begun_at.min(self.at.now);
        };
        match Moment::parse(&typed) {
            Some(moment) if moment > self.at.now => {
                self.remark(Field::ReceivedAt, Doubt::TimeInTheFuture);
                self.at.now
            }
            Some(moment) => moment,
            None => {
                self.remark(Field::ReceivedAt, Doubt::TimeForm);
                self.at.now
            }
        }
    }

    fn people_count(&mut self) -> u32 {
        let Some(typed) = self.optional(Field::PeopleCount) else {
            return 1;
        };
        match half_width(&typed)
            .trim()
            .trim_end_matches(['人', '名', '位'])
            .parse()
        {
            Ok(count) if count >= 1 => count,
            _ => {
                self.remark(Field::PeopleCount, Doubt::PeopleCount);
                1
            }
        }
    }

    /// Reads `yes`, `no` or nothing; another word warns and counts as a yes, which protects: a lock
    /// is lifted by classing, a leak is not.
    fn yes(&mut self, field: Field) -> bool {
        match self.draft.get(field).trim() {
            "" | "no" => false,
            "yes" => true,
            _ => {
                self.remark(field, Doubt::NotYesOrNo);
                true
            }
        }
    }

    fn matter(&mut self, home: Option<&String>) -> Matter {
        let mut class = self
            .code(Field::Class, Class::parse)
            .unwrap_or(Class::Unclassed);
        if self.yes(Field::ConcernsOfficial) {
            class = Class::Accusation;
        }
        let representatives: Vec<String> = self
            .text(Field::Representatives)
            .split(['、', ',', '，', ';', '；', ' '])
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        if representatives.len() > MAX_REPRESENTATIVES {
            self.remark(Field::Representatives, Doubt::TooManyRepresentatives);
        }
        Matter {
            class,
            category: self.code(Field::Category, Category::parse),
            urgency: self
                .code(Field::Urgency, Urgency::parse)
                .unwrap_or(Urgency::Ordinary),
            difficulty: self
                .code(Field::Difficulty, Difficulty::parse)
                .unwrap_or(Difficulty::Ordinary),
            summary: self.text(Field::Summary),
            request: self.text(Field::Request),
            facts: self.text(Field::Facts),
            village: self.village(Field::MatterVillage).or_else(|| home.cloned()),
            accused: self.optional(Field::Accused),
            evidence: self.optional(Field::Evidence),
            representatives,
            external: self
                .text(Field::ExternalNumbers)
                .split([';', '；'])
                .filter_map(read_number)
                .collect(),
            follows: None,
        }
    }
}

/// Reads `kind:value`; a bare value is a number of another kind.
fn read_number(text: &str) -> Option<ExternalNumber> {
    let text = text.trim();
    let (kind, value) = match text.split_once([':', '：']) {
        Some((kind, value)) => (ExternalKind::parse(kind.trim()), value.trim()),
        None => (None, text),
    };
    let value = if kind.is_none() { text } else { value };
    (!value.is_empty()).then(|| ExternalNumber {
        kind: kind.unwrap_or(ExternalKind::Other),
        value: value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_a_person_over_completes_what_was_typed_and_loses_none_of_it() {
        let person = Person {
            name: "牟春生".into(),
            phones: vec!["13800001234".into()],
            village: Some("东牟家村".into()),
            ..Person::default()
        };
        for (field, typed, kept) in [
            (Field::Name, "木", "牟春生"),
            (Field::Phone, "", "13800001234"),
            (Field::Phone, "1234", "13800001234"),
            (Field::Phone, "138-0000-1234", "13800001234"),
            (Field::Phone, "13800009999", "13800009999"),
            (Field::Village, "东牟家", "东牟家村"),
            (Field::Village, "官庄村", "官庄村"),
            (Field::Address, "三巷五号", "三巷五号"),
            (Field::Confidential, "yes", "yes"),
        ] {
            let mut draft = IntakeDraft::new(Moment::from_unix(0));
            draft.set(field, typed);
            draft.take_person(PersonId(1), &person);
            assert_eq!(draft.get(field), kept, "{field:?} {typed}");
        }
    }
}
