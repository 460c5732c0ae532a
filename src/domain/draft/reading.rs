//! Reading a draft: every field is checked, and all that is wrong or doubtful is told at once.

use super::super::act::{Petitioner, Registration};
use super::super::codes::{Category, Channel, Class, Difficulty, Urgency};
use super::super::field::Field;
use super::super::moment::Moment;
use super::super::number::{ExternalKind, ExternalNumber};
use super::super::person::id::PersonId;
use super::super::person::part::PartKind;
use super::super::person::{Person, PersonField};
use super::super::phone::Phone;
use super::super::resident_id::{IdNumber, IdReading};
use super::super::typed::half_width;
use super::{Checked, Desk, Doubt, IntakeDraft, Remark};
use crate::domain::case::fact::dispute::Dispute;
use crate::domain::case::fact::matter::{MAX_REPRESENTATIVES, Matter, Visit};
use crate::domain::money::Yuan;
use crate::domain::province::{FromAbove, Purpose};

impl IntakeDraft {
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
            received_at: Some(received_at),
            channel: Some(channel),
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
                described: Box::new(person),
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
            order_due: None,
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
        let mut person = Person::default();
        for part in PersonField::ALL {
            let field = part.asked();
            let read = match part.kind() {
                // One that is no known form stays whole, spaces and all.
                PartKind::Phones => {
                    person.phones = self.phones(field);
                    continue;
                }
                PartKind::IdNumber => self.id_number(field),
                PartKind::Village => self.village(field),
                PartKind::YesNo => self.yes(field).then(|| "yes".to_owned()),
                PartKind::Name | PartKind::Address | PartKind::Need | PartKind::Private => {
                    self.optional(field)
                }
            };
            person.set(*part, &read.unwrap_or_default());
        }
        person
    }

    fn phones(&mut self, field: Field) -> Vec<String> {
        let phones = Phone::parse_all(self.draft.get(field), self.at.dialling);
        if let Some(doubt) = phones.iter().find_map(Phone::doubt) {
            self.remark(field, Doubt::Phone(doubt));
        }
        phones
            .iter()
            .map(|phone| phone.stored().to_owned())
            .collect()
    }

    fn id_number(&mut self, field: Field) -> Option<String> {
        let number = IdNumber::parse(&self.optional(field)?);
        if let Some(doubt) = number.doubt_on(self.at.now.date()) {
            self.remark(field, Doubt::Id(doubt));
        }
        if matches!(number.reading, IdReading::Converted { .. }) {
            self.remark(field, Doubt::IdOld);
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
            Ok(count) if count >= 1 => {
                if count > CROWD {
                    self.remark(Field::PeopleCount, Doubt::PeopleMany);
                }
                count
            }
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
        let mut facts = self.text(Field::Facts);
        let dispute = self.dispute(&mut facts);
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
            facts,
            village: self.village(Field::MatterVillage).or_else(|| home.cloned()),
            accused: self.optional(Field::Accused),
            evidence: self.optional(Field::Evidence),
            representatives,
            external: self
                .text(Field::ExternalNumbers)
                .split([';', '；'])
                .filter_map(read_number)
                .collect(),
            purpose: self.code(Field::Purpose, Purpose::parse),
            content: self.optional(Field::ContentClass),
            from_above: FromAbove::default(),
            dispute,
            follows: None,
        }
    }

    /// 纠纷要素; a number that does not read stays in its own words with the facts.
    fn dispute(&mut self, facts: &mut String) -> Dispute {
        let amount = self.number(Field::Amount, AMOUNT, facts, Yuan::parse);
        let concerned = self.number(Field::Concerned, CONCERNED, facts, |text| {
            let digits = half_width(text);
            let count = digits.trim().trim_end_matches(['人', '名', '位']).trim();
            count.parse().ok().filter(|count| *count > 0)
        });
        Dispute {
            kind: self.text(Field::DisputeType),
            amount,
            concerned,
        }
    }

    fn number<T>(
        &mut self,
        field: Field,
        heading: &str,
        facts: &mut String,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.optional(field)?;
        let number = read(&text);
        if number.is_none() {
            self.remark(field, Doubt::NoNumber);
            if !facts.is_empty() {
                facts.push('\n');
            }
            facts.extend([heading, "：", text.as_str()]);
        }
        number
    }
}

/// What stands before an amount, or a number of people, that is kept in words.
const AMOUNT: &str = "涉及金额";
const CONCERNED: &str = "涉及人数";

/// More people than this are a slip of the hand: a dash, a phone number.
const CROWD: u32 = 9_999;

/// Reads `kind:value`; a bare value is a number of another kind.
fn read_number(text: &str) -> Option<ExternalNumber> {
    let text = text.trim();
    let (kind, value) = match text.split_once([':', '：']) {
        Some((kind, value)) => (ExternalKind::parse(kind.trim()), value.trim()),
        None => (None, text),
    };
    let value = if kind.is_none() { text } else { value };
    let number = ExternalNumber::new(kind.unwrap_or(ExternalKind::Other), value);
    (!number.value.is_empty()).then_some(number)
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
