//! 登记表: the form of one draft, and what else the draft holds.

use crate::app::choice::Choice;
use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::{Entry, Line};
use crate::domain::codes::{Class, Difficulty, Urgency};
use crate::domain::draft::{IntakeDraft, Parked, usual_channel};
use crate::domain::field::{Field, FieldEntry};
use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::person::{Person, PersonField};
use crate::domain::province::Purpose;
use crate::domain::save_id::{SaveId, SaveIds};

/// The fields of the first minute; the others fold away while they are empty.
pub const FRONT: &[Field] = &[
    Field::Name,
    Field::Phone,
    Field::Village,
    Field::Summary,
    Field::Request,
    Field::ConcernsOfficial,
    Field::Channel,
    Field::PeopleCount,
    Field::Category,
    Field::Class,
    Field::Urgency,
];
/// What must be filled in; the second only where new facts were announced.
const NEEDED: &[Field] = &[Field::Summary, Field::NewFacts];
/// The code of a yes.
pub const YES: &str = "yes";

/// A draft as it is typed.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its number among the drafts; `None` until something is typed.
    pub id: Option<u64>,
    /// The fields.
    pub form: Form<Field>,
    /// The known person that was taken over.
    pub person: Option<PersonId>,
    /// The case that the visit joins.
    pub joins: Option<CaseNumber>,
    /// That case is final, and the visitor says that he brings new facts or reasons.
    pub renews: bool,
    /// 来源: what the intake comes of.
    pub origin: Option<Item>,
    /// When something was first typed.
    pub begun_at: Option<Moment>,
    /// The id under which it is handed in, once something was typed.
    pub save: Option<SaveId>,
    /// The rest of the fields stands open.
    pub more: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        let mut sheet = Self {
            id: None,
            form: Form::new(Field::ALL.iter().copied().map(line).collect()),
            person: None,
            joins: None,
            renews: false,
            origin: None,
            begun_at: None,
            save: None,
            more: false,
        };
        sheet.refold();
        sheet
    }
}

impl Sheet {
    /// Makes the form of a draft that was kept, at the field where it was left.
    pub fn of(parked: &Parked) -> Self {
        let draft = &parked.draft;
        let mut sheet = Self {
            id: Some(parked.id),
            person: draft.person,
            joins: draft.joins,
            renews: draft.renews,
            origin: draft.origin,
            begun_at: Some(draft.begun_at),
            save: draft.save.clone(),
            ..Self::default()
        };
        for field in Field::ALL {
            sheet.fill(*field, draft.get(*field));
        }
        sheet.form.go(parked.field);
        sheet.refold();
        sheet
    }

    /// Gives the id under which it is handed in; what was kept by an earlier program gets one now.
    pub fn save_id(&mut self, saves: &SaveIds) -> SaveId {
        self.save.get_or_insert_with(|| saves.draw()).clone()
    }

    /// Gives the draft as it stands; `now` is when it begins, where nothing was typed before.
    pub fn draft(&self, now: Moment) -> IntakeDraft {
        let mut draft = IntakeDraft::new(self.begun_at.unwrap_or(now));
        for field in Field::ALL {
            draft.set(*field, self.get(*field));
        }
        draft.person = self.person;
        draft.joins = self.joins;
        draft.renews = self.renews;
        draft.origin = self.origin;
        draft.save.clone_from(&self.save);
        draft
    }

    /// Gives the field under the cursor.
    pub fn cursor(&self) -> Field {
        self.form.cursor().unwrap_or(Field::Name)
    }

    /// Gives a field's text or code.
    pub fn get(&self, field: Field) -> &str {
        self.form
            .code(field)
            .unwrap_or_else(|| self.form.text(field))
    }

    /// Sets a field's text or code; nothing takes a choice back.
    pub fn fill(&mut self, field: Field, text: &str) {
        if self.get(field) == text {
            return;
        }
        match self.form.line_mut(field).map(|line| &mut line.entry) {
            Some(Entry::Code(_, choice)) if text.is_empty() => {
                choice.clear();
            }
            Some(Entry::Code(..) | Entry::Text(_)) => self.form.fill(field, text),
            None => {}
        }
    }

    /// Tells whether what was typed of a person may be `person`: name, phone and ID number are empty
    /// or parts of his.
    pub fn is_about(&self, person: &Person) -> bool {
        let part = |field: Field, known: &str| {
            let typed = self.get(field).trim();
            typed.is_empty() || known.contains(typed)
        };
        part(Field::Name, &person.name)
            && part(Field::Phone, &person.phones.join("、"))
            && part(
                Field::IdNumber,
                person.id_number.as_deref().unwrap_or_default(),
            )
    }

    /// Takes a known person over: his card fills the fields.
    pub fn take(&mut self, id: PersonId, person: &Person, now: Moment) {
        let mut draft = self.draft(now);
        draft.take_person(id, person);
        self.person = Some(id);
        for field in PersonField::ALL.iter().map(|part| part.asked()) {
            self.fill(field, draft.get(field));
        }
        self.refold();
    }

    /// Lets a person go who was taken over by mistake: what his card filled in goes with him.
    pub fn release(&mut self, person: &Person, now: Moment) {
        let mut card = IntakeDraft::new(now);
        card.take_person(PersonId(0), person);
        for field in PersonField::ALL.iter().map(|part| part.asked()) {
            if self.get(field) == card.get(field) {
                self.fill(field, "");
            }
        }
        self.person = None;
        self.joins = None;
        self.renews = false;
        self.form.go(Field::Name);
        self.refold();
    }

    /// Brings the form into line with itself: a matter that concerns an official is an accusation,
    /// which asks whom; what is folded and empty goes out of sight, but never the line under the
    /// hand.
    pub fn refold(&mut self) {
        let concerns = self.form.code(Field::ConcernsOfficial) == Some(YES);
        let accusation = Class::Accusation.code();
        if concerns {
            self.fill(Field::Class, accusation);
        }
        let accuses = concerns || self.form.code(Field::Class) == Some(accusation);
        let cursor = self.cursor();
        let away: Vec<Field> = Field::ALL
            .iter()
            .copied()
            .filter(|field| {
                let open = match field {
                    Field::Accused => accuses,
                    Field::NewFacts => self.renews,
                    front if FRONT.contains(front) => true,
                    _ => self.more,
                };
                !open && *field != cursor && self.get(*field).is_empty()
            })
            .collect();
        self.form.fold(|field| !away.contains(&field), false);
        self.form.fold(|field| away.contains(&field), true);
    }

    /// Tells whether the class is locked, because the matter concerns an official.
    pub fn is_locked(&self, field: Field) -> bool {
        field == Field::Class && self.form.code(Field::ConcernsOfficial) == Some(YES)
    }

    /// Takes back the class that a yes had set, when the yes is taken back.
    pub fn unlock(&mut self) {
        self.fill(Field::Class, "");
    }

    /// Gives the code that holds where none is chosen at a desk of this station, to be shown pale.
    pub fn default_code(&self, field: Field, station: &str) -> Option<&'static str> {
        match field {
            Field::Channel => Some(usual_channel(station).code()),
            Field::Urgency => Some(Urgency::Ordinary.code()),
            Field::Difficulty => Some(Difficulty::Ordinary.code()),
            Field::Class => Some(Class::Unclassed.code()),
            Field::Purpose => {
                let class = self.form.code(Field::Class).and_then(Class::parse)?;
                Some(Purpose::of_class(class).code())
            }
            _ => None,
        }
    }

    /// Puts the cursor on the first field of the first minute that is still empty, from the village
    /// on.
    pub fn go_on(&mut self) {
        let next = [Field::Village, Field::Summary]
            .into_iter()
            .find(|field| self.get(*field).is_empty());
        self.form.go(next.unwrap_or(Field::Summary));
    }
}

fn line(field: Field) -> Line<Field> {
    let label = format!("field-{}", field.code());
    let line = match field.entry() {
        FieldEntry::Line => Line::text(field, label, FieldKind::Line),
        FieldEntry::Area => Line::text(field, label, FieldKind::Area),
        FieldEntry::Digits => Line::text(field, label, FieldKind::Number),
        FieldEntry::YesNo => Line::code(field, label, "desk", &[YES, "no"]),
        FieldEntry::Choice(group, codes) => Line::code(field, label, group, codes),
    };
    if NEEDED.contains(&field) {
        line.needed()
    } else {
        line
    }
}

/// Gives the choice of a line, with the name of its list.
pub fn choice(line: &Line<Field>) -> Option<(&'static str, &Choice<&'static str>)> {
    match &line.entry {
        Entry::Code(list, choice) => Some((list, choice)),
        Entry::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_sight(sheet: &Sheet) -> Vec<Field> {
        sheet.form.shown().map(|(line, _)| line.id).collect()
    }

    #[test]
    fn the_first_minute_is_in_front_and_what_is_filled_never_hides() {
        let mut sheet = Sheet::default();
        assert_eq!(in_sight(&sheet), FRONT);
        sheet.fill(Field::Address, "三巷五号");
        sheet.refold();
        assert!(in_sight(&sheet).contains(&Field::Address));
        sheet.more = true;
        sheet.refold();
        assert_eq!(
            in_sight(&sheet).len(),
            Field::ALL.len() - 2,
            "all but whom and what is new"
        );
        sheet.more = false;
        sheet.refold();
        assert_eq!(in_sight(&sheet).len(), FRONT.len() + 1);
    }

    #[test]
    fn a_yes_makes_an_accusation_and_asks_whom() {
        let mut sheet = Sheet::default();
        sheet.fill(Field::ConcernsOfficial, YES);
        sheet.refold();
        assert!(in_sight(&sheet).contains(&Field::Accused));
        assert_eq!(sheet.get(Field::Class), "accusation");
        assert!(sheet.is_locked(Field::Class));
        sheet.fill(Field::ConcernsOfficial, "no");
        sheet.unlock();
        sheet.refold();
        assert!(!in_sight(&sheet).contains(&Field::Accused));
        assert_eq!(sheet.get(Field::Class), "");
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let mut sheet = Sheet::default();
        sheet.fill(Field::Name, "尉迟恭");
        sheet.fill(Field::Summary, "一\n二");
        sheet.fill(Field::Channel, "letter");
        sheet.fill(Field::Care, "轮椅");
        sheet.joins = CaseNumber::parse("ML-2026-0001");
        let draft = sheet.draft(Moment::from_unix(7));
        let back = Sheet::of(&Parked {
            id: 3,
            draft: draft.clone(),
            field: Field::Care,
        });
        assert_eq!(back.draft(Moment::from_unix(9)), draft);
        assert_eq!(back.cursor(), Field::Care);
    }

    #[test]
    fn whoever_was_taken_over_by_mistake_leaves_nothing_behind() {
        let person = Person {
            name: "王小明".into(),
            phones: vec!["13800001234".into()],
            ..Person::default()
        };
        let mut sheet = Sheet::default();
        sheet.take(PersonId(4), &person, Moment::default());
        sheet.fill(Field::Summary, "修路");
        sheet.release(&person, Moment::default());
        assert_eq!(sheet.person, None);
        assert_eq!(sheet.get(Field::Name), "");
        assert_eq!(sheet.get(Field::Phone), "");
        assert_eq!(sheet.get(Field::Summary), "修路");
    }
}
