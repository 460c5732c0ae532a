//! The petitioner of a case, as JSON.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::domain::person::id::PersonId;
use crate::domain::person::part::PartKind;
use crate::domain::person::{Person, PersonField};
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;

/// Phones and ID number are masked; what an export would hide wholly or in part is left out.
#[derive(Debug)]
pub struct PersonJson {
    /// Who.
    pub id: PersonId,
    /// His card.
    pub card: Person,
}

impl Serialize for PersonJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("person", &self.id.to_string())?;
        for field in PersonField::ALL {
            let (key, text) = (field.code(), self.card.text(*field));
            let filled = Some(text.as_str()).filter(|text| !text.is_empty());
            match field.kind() {
                PartKind::Name => map.serialize_entry(key, &text)?,
                PartKind::Phones => {
                    let phones: Vec<String> =
                        self.card.phones.iter().map(|it| mask_phone(it)).collect();
                    map.serialize_entry(key, &phones)?;
                }
                PartKind::IdNumber => map.serialize_entry(key, &filled.map(mask_id))?,
                PartKind::Village => map.serialize_entry(key, &filled)?,
                PartKind::Address | PartKind::Need | PartKind::Private | PartKind::YesNo => {}
            }
        }
        map.end()
    }
}
