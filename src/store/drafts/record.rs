//! A draft of an intake as it stands in its file.

use serde::{Deserialize, Serialize};

use crate::domain::draft::{IntakeDraft, Parked};
use crate::domain::field::Field;
use crate::domain::item::{CallId, Item};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::save_id::SaveId;

/// The version of the files of drafts.
pub(super) const VERSION: u32 = 1;

/// What stands in the file of one draft.
#[derive(Serialize, Deserialize)]
pub(super) struct DraftRecord {
    version: u32,
    begun_at: i64,
    field: String,
    person: Option<String>,
    joins: Option<String>,
    values: Vec<(String, String)>,
    #[serde(default)]
    renews: bool,
    #[serde(default)]
    who: String,
    /// The call that it came from, as older drafts say it.
    #[serde(default, skip_serializing)]
    call: Option<u32>,
    origin: Option<String>,
    /// The id under which it is handed in; drafts of an earlier program have none.
    #[serde(default)]
    save: Option<String>,
}

/// Reads a draft with who typed it.
pub(super) fn read(plain: &[u8], id: u64) -> Option<(String, Parked)> {
    draft_of(serde_json::from_slice(plain).ok()?, id)
}

/// Makes a draft of its record, with who typed it.
pub(super) fn draft_of(record: DraftRecord, id: u64) -> Option<(String, Parked)> {
    if record.version != VERSION {
        return None;
    }
    let mut draft = IntakeDraft::new(Moment::from_unix(record.begun_at));
    for (name, value) in &record.values {
        draft.set(Field::parse(name)?, value);
    }
    draft.person = record.person.as_deref().and_then(PersonId::parse);
    draft.joins = record.joins.as_deref().and_then(CaseNumber::parse);
    draft.renews = record.renews;
    let call = record.call.map(|id| Item::Call(CallId(id)));
    draft.origin = record.origin.as_deref().and_then(Item::parse).or(call);
    draft.save = record.save.map(SaveId::of_kept);
    let field = Field::parse(&record.field).unwrap_or(Field::Name);
    Some((record.who, Parked { id, draft, field }))
}

impl DraftRecord {
    /// Makes it of a draft and of who typed it.
    pub(super) fn of(parked: &Parked, who: &str) -> Self {
        let draft = &parked.draft;
        Self {
            version: VERSION,
            begun_at: draft.begun_at.unix(),
            field: parked.field.code().to_owned(),
            person: draft.person.map(|id| id.to_string()),
            joins: draft.joins.map(|number| number.to_string()),
            renews: draft.renews,
            call: None,
            who: who.to_owned(),
            origin: draft.origin.map(|item| item.to_string()),
            save: draft.save.as_ref().map(ToString::to_string),
            values: Field::ALL
                .iter()
                .map(|field| (field.code().to_owned(), draft.get(*field).to_owned()))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        }
    }
}
