//! A prior complainant as the screen may show him: masked until a second identifier agrees or the
//! clerk reveals him.

use chrono::Datelike;

use crate::app::answer::FoundRow;
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;
use crate::domain::person::part::PartKind;
use crate::domain::person::{Person, PersonField};
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::{IdNumber, mask_id};
use crate::search::hit::{HitField, Kind, Why};
use crate::words::bundle::Words;

/// Text with the places of the characters that a search matched, rising, counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The places.
    pub marks: Vec<usize>,
}

/// One row of a list of prior complainants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchRow {
    /// Who.
    pub id: PersonId,
    /// His name, masked unless he is open.
    pub name: Marked,
    /// His village.
    pub village: Marked,
    /// 出生年份, where he is open and his ID number tells it.
    pub birth: Option<i32>,
    /// What tells him apart, where he is open: the ID number that was asked for, else a phone;
    /// masked in its middle.
    pub paper: Marked,
    /// How many cases he has.
    pub cases: u32,
    /// How many of them are open.
    pub open_cases: u32,
    /// When he last came.
    pub last_visit: Option<Moment>,
    /// Why he was found, in words.
    pub why: String,
}

impl MatchRow {
    /// Makes the row; an `open` one shows the name and what tells him apart.
    pub fn of(row: &FoundRow, open: bool, words: &Words) -> Self {
        let person = &row.person;
        let id = person.id_number.as_deref().unwrap_or_default();
        let name = if person.name.is_empty() {
            words.say("finder-unnamed")
        } else if open {
            person.name.clone()
        } else {
            mask_name(&person.name)
        };
        Self {
            id: row.hit.person,
            name: marked(name, row, |field| field == HitField::Name),
            village: marked(person.village.clone().unwrap_or_default(), row, |field| {
                field == HitField::Village
            }),
            birth: open
                .then(|| IdNumber::parse(id).birth().map(|day| day.year()))
                .flatten(),
            paper: if open {
                paper(row, id)
            } else {
                Marked::default()
            },
            cases: row.cases,
            open_cases: row.open,
            last_visit: row.last_visit,
            why: why(&row.hit.why, words),
        }
    }
}

/// Says who a person is, a line each: name and what tells him apart, then where he lives. A closed
/// one is masked throughout.
pub fn person_lines(person: &Person, open: bool, words: &Words) -> Vec<String> {
    let name = if person.name.is_empty() {
        words.say("finder-unnamed")
    } else if open {
        person.name.clone()
    } else {
        mask_name(&person.name)
    };
    let mut first = vec![name];
    if open {
        let id = person.id_number.as_deref().unwrap_or_default();
        first.extend(
            IdNumber::parse(id).birth().map(|day| {
                words.say_with("finder-born", &[("year", day.year().to_string().into())])
            }),
        );
        first.extend(person.phones.iter().map(|phone| mask_phone(phone)));
        if !id.is_empty() {
            first.push(mask_id(id));
        }
    }
    let (mut second, mut third) = (Vec::new(), Vec::new());
    for part in PersonField::ALL {
        match part.kind() {
            PartKind::Village => second.push(person.text(*part)),
            PartKind::Address | PartKind::Private if open => second.push(person.text(*part)),
            PartKind::Need if open => third.push(person.text(*part)),
            PartKind::Name
            | PartKind::Phones
            | PartKind::IdNumber
            | PartKind::Address
            | PartKind::Private
            | PartKind::Need
            | PartKind::YesNo => {}
        }
    }
    let mut lines = vec![first, second, third];
    for line in &mut lines {
        line.retain(|part| !part.is_empty());
    }
    lines.retain(|line| !line.is_empty());
    lines.iter().map(|line| line.join("  ")).collect()
}

/// Tells whether a second identifier agrees: terms were found in two parts of the person.
pub fn agrees(row: &FoundRow) -> bool {
    let mut parts: Vec<&'static str> = row.hit.why.iter().map(|why| part(why.field)).collect();
    parts.sort_unstable();
    parts.dedup();
    parts.len() >= 2
}

/// Tells whether a row was found by something of the person himself, not by his village alone.
pub fn is_himself(row: &FoundRow) -> bool {
    row.hit.why.iter().any(|why| why.field != HitField::Village)
}

const fn part(field: HitField) -> &'static str {
    match field {
        HitField::Name => "name",
        HitField::Phone(_) => "phone",
        HitField::IdNumber => "id",
        HitField::Village => "village",
        HitField::Number(_) => "number",
    }
}

fn marked(text: String, row: &FoundRow, is: impl Fn(HitField) -> bool) -> Marked {
    let mut marks: Vec<usize> = row
        .hit
        .why
        .iter()
        .filter(|why| is(why.field))
        .flat_map(|why| why.marks.iter().copied())
        .collect();
    marks.sort_unstable();
    marks.dedup();
    Marked { text, marks }
}

fn paper(row: &FoundRow, id: &str) -> Marked {
    if row
        .hit
        .why
        .iter()
        .any(|why| why.field == HitField::IdNumber)
    {
        return marked(mask_id(id), row, |field| field == HitField::IdNumber);
    }
    let asked = row.hit.why.iter().find_map(|why| match why.field {
        HitField::Phone(at) => Some(at),
        HitField::Name | HitField::IdNumber | HitField::Village | HitField::Number(_) => None,
    });
    let at = asked.unwrap_or(0);
    let phone = row.person.phones.get(at).map_or("", String::as_str);
    marked(mask_phone(phone), row, |field| field == HitField::Phone(at))
}

/// Says why, term by term: `拼音 mcs · 电话尾号 5678`.
fn why(all: &[Why], words: &Words) -> String {
    let terms: Vec<String> = all
        .iter()
        .map(|why| {
            let key = reason(why.field, why.kind);
            format!("{} {}", words.say(key), why.term)
        })
        .collect();
    terms.join(" + ")
}

const fn reason(field: HitField, kind: Kind) -> &'static str {
    match (field, kind) {
        (HitField::Name, Kind::Pinyin) => "finder-why-pinyin",
        (HitField::Name, Kind::Initials) => "finder-why-initials",
        (HitField::Name, Kind::Sound) => "finder-why-sound",
        (HitField::Name, Kind::Near) => "finder-why-near",
        (HitField::Name, Kind::Slip) => "finder-why-slip",
        (HitField::Name, Kind::Spelling | Kind::Whole | Kind::Tail | Kind::Part) => {
            "finder-why-name"
        }
        (HitField::Phone(_), Kind::Tail) => "finder-why-phone-tail",
        (HitField::Phone(_), _) => "finder-why-phone",
        (HitField::IdNumber, Kind::Tail) => "finder-why-id-tail",
        (HitField::IdNumber, _) => "finder-why-id",
        (HitField::Village, _) => "finder-why-village",
        (HitField::Number(_), _) => "finder-why-number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::hit::Hit;
    use crate::words::lang::Lang;

    fn row(why: Vec<(&str, HitField, Kind, Vec<usize>)>) -> FoundRow {
        FoundRow {
            hit: Hit {
                person: PersonId(1),
                score: 1,
                why: why
                    .into_iter()
                    .map(|(term, field, kind, marks)| Why {
                        term: term.to_owned(),
                        field,
                        kind,
                        marks,
                    })
                    .collect(),
            },
            person: Person {
                name: "牟春生".into(),
                phones: vec!["13800001234".into()],
                id_number: Some("370785190001010012".into()),
                village: Some("东牟家村".into()),
                ..Person::default()
            },
            cases: 2,
            open: 1,
            running: Vec::new(),
            last_visit: None,
            case: None,
            inquiry: None,
        }
    }

    #[test]
    fn one_identifier_shows_a_mask_and_two_open_the_row() {
        let words = Words::new(Lang::Zh);
        let name = ("mcs", HitField::Name, Kind::Initials, vec![0, 1, 2]);
        let tail = ("1234", HitField::Phone(0), Kind::Tail, vec![7, 8, 9, 10]);
        let id = ("0012", HitField::IdNumber, Kind::Tail, vec![14, 15, 16, 17]);
        for (why, name, paper, birth, shown) in [
            (vec![name.clone()], "牟*生", "", None, "首字母 mcs"),
            (vec![tail.clone()], "牟*生", "", None, "电话尾号 1234"),
            (
                vec![name.clone(), tail],
                "牟春生",
                "138****1234",
                Some(1900),
                "首字母 mcs + 电话尾号 1234",
            ),
            (
                vec![name.clone(), id],
                "牟春生",
                "370785********0012",
                Some(1900),
                "首字母 mcs + 证件尾号 0012",
            ),
            (
                vec![name.clone(), name],
                "牟*生",
                "",
                None,
                "首字母 mcs + 首字母 mcs",
            ),
        ] {
            let row = row(why);
            let line = MatchRow::of(&row, agrees(&row), &words);
            assert_eq!(line.name.text, name, "{shown}");
            assert_eq!(line.paper.text, paper, "{shown}");
            assert_eq!(line.birth, birth, "{shown}");
            assert_eq!(line.why, shown);
        }
    }
}
