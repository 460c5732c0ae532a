//! 密件柜: the rows of what is sealed, each with whom it is sealed to, and the locked keys of operators. Why
//! it is so: [`crate::store::cipher`].

use serde::{Deserialize, Serialize};
use serde_bytes::{ByteArray, ByteBuf};
use sha2::{Digest, Sha256};

use super::super::cipher::{self, LockedKeys};
use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::tables::{ReadTables, Table, WriteTables, scan_prefix};
use crate::domain::number::CaseNumber;
use crate::domain::operator::{KeyPair, Operator, OperatorId};

const NAME: &str = "vault";
/// The head of an operator's locked keys; his number follows.
const KEYS: u8 = b'k';
/// The locked keys of the recovery key.
const RECOVERY_KEYS: &[u8] = b"r";
/// The head of the records of cases.
const CASES: u8 = b'c';
/// The head of counsellors' notes.
const NOTES: u8 = b'n';
/// The head of the contents of entries.
const ENTRIES: u8 = b'e';
/// The number under which the recovery key reads.
const RECOVERY: u32 = 0;
/// The head of an operator's row.
const OPERATOR: u8 = b'r';

/// Whose content is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of<'a> {
    /// The record of a case.
    Case(CaseNumber),
    /// The counsellors' notes of a case.
    Notes(CaseNumber),
    /// An entry, by its key.
    Entry(&'a [u8]),
}

impl Of<'_> {
    fn row(self) -> Vec<u8> {
        let (head, tail) = match self {
            Self::Case(number) => (CASES, key::case(number).to_vec()),
            Self::Notes(number) => (NOTES, key::case(number).to_vec()),
            Self::Entry(entry) => (ENTRIES, entry.to_vec()),
        };
        [[head].as_slice(), &tail].concat()
    }

    /// Reads a row's key; `None` for another kind of row.
    pub(crate) fn of_row(row: &[u8]) -> Option<Of<'_>> {
        let (head, tail) = row.split_first()?;
        match *head {
            CASES => key::case_of(tail).ok().map(Of::Case),
            NOTES => key::case_of(tail).ok().map(Of::Notes),
            ENTRIES => Some(Of::Entry(tail)),
            _ => None,
        }
    }
}

/// One to whom something is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reader {
    /// His number; 0 for the recovery key.
    id: u32,
    /// His public key.
    public: String,
}

impl Reader {
    fn mark(&self) -> (u32, ByteArray<8>) {
        let digest: [u8; 32] = Sha256::digest(&self.public).into();
        let mut mark = [0; 8];
        mark.copy_from_slice(&digest[..8]);
        (self.id, ByteArray::new(mark))
    }
}

/// What is sealed, with marks of those to whom; where there is none it stands in the clear, since it is
/// sealed no more.
#[derive(Debug, Serialize, Deserialize)]
struct BoxRecord {
    readers: Marks,
    content: ByteBuf,
}

/// What came of opening.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It opened.
    Opened(Vec<u8>),
    /// Who sits here is none of its readers.
    Locked,
    /// There is nothing.
    Missing,
}

/// Gives those of `names` who have keys, and the recovery key: that alone where none of them has. Nobody
/// where there is neither: while nobody signs in.
pub(crate) fn readers(tables: &dyn ReadTables, names: &[&str]) -> Result<Vec<Reader>, StoreError> {
    with_keys(tables, |_, name| names.contains(&name))
}

fn with_keys(
    tables: &dyn ReadTables,
    wanted: impl Fn(u32, &str) -> bool,
) -> Result<Vec<Reader>, StoreError> {
    let (mut found, mut recovery) = (Vec::new(), None);
    each_operator(tables, &mut |OperatorId(id), operator| {
        let operator = operator?;
        if let Some(keys) = operator.card.recovery_keys {
            recovery = Some(Reader {
                id: RECOVERY,
                public: keys.public,
            });
        }
        if let Some(keys) = operator.card.keys
            && !operator.left
            && wanted(id, &operator.card.name)
        {
            let public = keys.public;
            found.push(Reader { id, public });
        }
        Ok(())
    })?;
    found.extend(recovery);
    Ok(found)
}

/// Calls `visit` with every operator, as far as his record reads.
pub(crate) fn each_operator(
    tables: &dyn ReadTables,
    visit: &mut dyn FnMut(OperatorId, Result<Operator, StoreError>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Operators, &[OPERATOR], &mut |row, value| {
        let id = row.get(1..).and_then(|it| it.try_into().ok());
        let id = OperatorId(id.map_or(0, u32::from_be_bytes));
        visit(id, decode("operators", value))?;
        Ok(true)
    })
}

/// Seals content, in place of what was sealed there; without readers it stands in the clear.
pub(crate) fn put(
    tables: &mut dyn WriteTables,
    of: Of<'_>,
    readers: &[Reader],
    content: &[u8],
) -> Result<(), StoreError> {
    let sealed = if readers.is_empty() {
        content.to_vec()
    } else {
        cipher::seal(content, readers.iter().map(|it| it.public.as_str()))?
    };
    let record = BoxRecord {
        readers: readers.iter().map(Reader::mark).collect(),
        content: ByteBuf::from(sealed),
    };
    tables.put(Table::Vault, &of.row(), &encode(&record)?)
}

fn found(tables: &dyn ReadTables, of: Of<'_>) -> Result<Option<BoxRecord>, StoreError> {
    let bytes = tables.get(Table::Vault, &of.row())?;
    bytes.map(|bytes| decode(NAME, &bytes)).transpose()
}

/// Opens what is sealed, with the key of who sits here.
pub(crate) fn open(tables: &dyn ReadTables, of: Of<'_>) -> Result<Found, StoreError> {
    let Some(record) = found(tables, of)? else {
        return Ok(Found::Missing);
    };
    if record.readers.is_empty() {
        return Ok(Found::Opened(record.content.into_vec()));
    }
    let opened = tables
        .keyring()
        .and_then(|keyring| keyring.open(&record.content));
    Ok(opened.map_or(Found::Locked, Found::Opened))
}

/// Tells whether something is sealed there.
pub(crate) fn stands(tables: &dyn ReadTables, of: Of<'_>) -> Result<bool, StoreError> {
    Ok(tables.get(Table::Vault, &of.row())?.is_some())
}

/// A mark of each to whom something is sealed.
pub(crate) type Marks = Vec<(u32, ByteArray<8>)>;

/// Gives marks of those to whom something is sealed; `None` where nothing is.
pub(crate) fn marks(tables: &dyn ReadTables, of: Of<'_>) -> Result<Option<Marks>, StoreError> {
    Ok(found(tables, of)?.map(|it| it.readers))
}

/// Takes away what is sealed there, if anything is.
pub(crate) fn remove(tables: &mut dyn WriteTables, of: Of<'_>) -> Result<(), StoreError> {
    if stands(tables, of)? {
        tables.remove(Table::Vault, &of.row())?;
    }
    Ok(())
}

/// Seals what is there to `readers`, where it is sealed to others and opens; without readers it stands in
/// the clear from then on.
pub(crate) fn pass_on(
    tables: &mut dyn WriteTables,
    of: Of<'_>,
    readers: &[Reader],
) -> Result<(), StoreError> {
    let Some(record) = found(tables, of)? else {
        return Ok(());
    };
    let marks: Vec<_> = readers.iter().map(Reader::mark).collect();
    if record.readers == marks {
        return Ok(());
    }
    match open(tables, of)? {
        Found::Opened(content) => put(tables, of, readers, &content),
        Found::Locked | Found::Missing => Ok(()),
    }
}

/// Seals what is there to those of its readers who work here, by the keys that they have now.
pub(crate) fn renew(tables: &mut dyn WriteTables, of: Of<'_>) -> Result<(), StoreError> {
    let Some(record) = found(tables, of)? else {
        return Ok(());
    };
    let ids: Vec<u32> = record.readers.iter().map(|(id, _)| *id).collect();
    let readers = with_keys(tables, |id, _| ids.contains(&id))?;
    if readers.is_empty() {
        return Ok(());
    }
    pass_on(tables, of, &readers)
}

/// Gives the cases that the recovery key alone opens: nobody to whom they are sealed works here.
pub(crate) fn unread(tables: &dyn ReadTables) -> Result<Vec<CaseNumber>, StoreError> {
    let (mut found, mut at_work) = (Vec::new(), Vec::new());
    each_operator(tables, &mut |OperatorId(id), operator| {
        let operator = operator?;
        if !operator.left && operator.card.keys.is_some() {
            at_work.push(id);
        }
        Ok(())
    })?;
    scan_prefix(tables, Table::Vault, &[CASES], &mut |row, value| {
        let record: BoxRecord = decode(NAME, value)?;
        let alone = !record.readers.iter().any(|(id, _)| at_work.contains(id));
        if !record.readers.is_empty()
            && alone
            && let Some(Of::Case(number)) = Of::of_row(row)
        {
            found.push(number);
        }
        Ok(true)
    })?;
    Ok(found)
}

/// Gives the keys of all rows but those of locked keys.
pub(crate) fn rows(tables: &dyn ReadTables) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut rows = Vec::new();
    scan_prefix(tables, Table::Vault, &[], &mut |row, _| {
        let of_keys = row == RECOVERY_KEYS || row.first() == Some(&KEYS) && row.len() == 5;
        if !of_keys {
            rows.push(row.to_vec());
        }
        Ok(true)
    })?;
    Ok(rows)
}

fn keys_row(whose: Option<OperatorId>) -> Vec<u8> {
    whose.map_or_else(
        || RECOVERY_KEYS.to_vec(),
        |id| [[KEYS].as_slice(), &id.0.to_be_bytes()].concat(),
    )
}

/// Keeps the locked keys of an operator; `None` for those of the recovery key.
pub(crate) fn keep_keys(
    tables: &mut dyn WriteTables,
    whose: Option<OperatorId>,
    keys: &KeyPair,
) -> Result<(), StoreError> {
    let record = (
        ByteBuf::from(keys.locked.as_slice()),
        ByteBuf::from(keys.spare.as_slice()),
    );
    tables.put(Table::Vault, &keys_row(whose), &encode(&record)?)
}

/// Takes the locked keys of an operator away; what was sealed to him opens with the recovery key.
pub(crate) fn forget_keys(
    tables: &mut dyn WriteTables,
    whose: OperatorId,
) -> Result<(), StoreError> {
    tables.remove(Table::Vault, &keys_row(Some(whose)))
}

/// Gives the locked keys of an operator, under his passphrase and under the recovery key.
pub(crate) fn keys(
    tables: &dyn ReadTables,
    whose: Option<OperatorId>,
) -> Result<Option<LockedKeys>, StoreError> {
    let Some(bytes) = tables.get(Table::Vault, &keys_row(whose))? else {
        return Ok(None);
    };
    let (locked, spare): (ByteBuf, ByteBuf) = decode(NAME, &bytes)?;
    Ok(Some((locked.into_vec(), spare.into_vec())))
}

/// Gives of whom locked keys are kept; `None` for the recovery key.
pub(crate) fn key_owners(tables: &dyn ReadTables) -> Result<Vec<Option<OperatorId>>, StoreError> {
    let mut owners = Vec::new();
    scan_prefix(tables, Table::Vault, &[KEYS], &mut |row, _| {
        let id = row.get(1..).and_then(|it| it.try_into().ok());
        if let Some(id) = id {
            owners.push(Some(OperatorId(u32::from_be_bytes(id))));
        }
        Ok(true)
    })?;
    if tables.get(Table::Vault, RECOVERY_KEYS)?.is_some() {
        owners.push(None);
    }
    Ok(owners)
}
