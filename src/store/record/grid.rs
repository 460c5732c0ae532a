//! Edits of the grid as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{Contact, GridCode, Post};

/// A person who can be called: name, phone.
type ContactRecord = (String, String);
/// A duty: role, holder, stand-in.
type PostRecord = (String, ContactRecord, Option<ContactRecord>);

/// An edit of the grid.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum GridEditRecord {
    Add {
        code: String,
        parent: String,
        name: String,
    },
    Rename {
        code: String,
        name: String,
    },
    Move {
        code: String,
        parent: String,
    },
    Confirm {
        code: String,
    },
    SetHead {
        code: String,
        head: Option<PostRecord>,
    },
    AddWorker {
        code: String,
        worker: PostRecord,
    },
    ChangeWorker {
        code: String,
        at: u32,
        worker: PostRecord,
    },
    RemoveWorker {
        code: String,
        at: u32,
    },
    Remove {
        code: String,
    },
    Away {
        code: String,
        until: Option<i32>,
    },
    Lanes {
        code: String,
        lanes: Vec<String>,
        households: Option<u16>,
    },
}

fn contact(it: &Contact) -> ContactRecord {
    (it.name.clone(), it.phone.clone())
}

fn post(it: &Post) -> PostRecord {
    (
        it.role.clone(),
        contact(&it.holder),
        it.stand_in.as_ref().map(contact),
    )
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl From<&GridEdit> for GridEditRecord {
    fn from(edit: &GridEdit) -> Self {
        let code = edit.code().to_string();
        match edit {
            GridEdit::Add { parent, name, .. } => Self::Add {
                code,
                parent: parent.to_string(),
                name: name.clone(),
            },
            GridEdit::Rename { name, .. } => Self::Rename {
                code,
                name: name.clone(),
            },
            GridEdit::Move { parent, .. } => Self::Move {
                code,
                parent: parent.to_string(),
            },
            GridEdit::Confirm { .. } => Self::Confirm { code },
            GridEdit::SetHead { head, .. } => Self::SetHead {
                code,
                head: head.as_ref().map(post),
            },
            GridEdit::AddWorker { worker, .. } => Self::AddWorker {
                code,
                worker: post(worker),
            },
            GridEdit::ChangeWorker { at, worker, .. } => Self::ChangeWorker {
                code,
                at: place(*at),
                worker: post(worker),
            },
            GridEdit::RemoveWorker { at, .. } => Self::RemoveWorker {
                code,
                at: place(*at),
            },
            GridEdit::Remove { .. } => Self::Remove { code },
            GridEdit::Away { until, .. } => Self::Away {
                code,
                until: until.map(day),
            },
            GridEdit::Lanes {
                lanes, households, ..
            } => Self::Lanes {
                code,
                lanes: lanes.clone(),
                households: *households,
            },
        }
    }
}

fn read_contact((name, phone): ContactRecord) -> Contact {
    Contact { name, phone }
}

fn read_post((role, holder, stand_in): PostRecord) -> Post {
    Post {
        role,
        holder: read_contact(holder),
        stand_in: stand_in.map(read_contact),
    }
}

impl TryFrom<GridEditRecord> for GridEdit {
    type Error = StoreError;

    fn try_from(record: GridEditRecord) -> Result<Self, StoreError> {
        let read = |text: String| code(&text, GridCode::parse);
        Ok(match record {
            GridEditRecord::Add { code, parent, name } => Self::Add {
                code: read(code)?,
                parent: read(parent)?,
                name,
            },
            GridEditRecord::Rename { code, name } => Self::Rename {
                code: read(code)?,
                name,
            },
            GridEditRecord::Move { code, parent } => Self::Move {
                code: read(code)?,
                parent: read(parent)?,
            },
            GridEditRecord::Confirm { code } => Self::Confirm { code: read(code)? },
            GridEditRecord::SetHead { code, head } => Self::SetHead {
                code: read(code)?,
                head: head.map(read_post),
            },
            GridEditRecord::AddWorker { code, worker } => Self::AddWorker {
                code: read(code)?,
                worker: read_post(worker),
            },
            GridEditRecord::ChangeWorker { code, at, worker } => Self::ChangeWorker {
                code: read(code)?,
                at: at as usize,
                worker: read_post(worker),
            },
            GridEditRecord::RemoveWorker { code, at } => Self::RemoveWorker {
                code: read(code)?,
                at: at as usize,
            },
            GridEditRecord::Remove { code } => Self::Remove { code: read(code)? },
            GridEditRecord::Away { code, until } => Self::Away {
                code: read(code)?,
                until: until.map(date).transpose()?,
            },
            GridEditRecord::Lanes {
                code,
                lanes,
                households,
            } => Self::Lanes {
                code: read(code)?,
                lanes,
                households,
            },
        })
    }
}
