//! The tables beneath every store of this program: ordered bytes, read and written in a
//! transaction.

use super::cipher::Keyring;
use super::error::StoreError;
use super::memo::Memo;
use crate::domain::save_id::SaveId;

/// Makes the tables: those of the records, and one for each kind of thing.
macro_rules! tables {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// The tables.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Table {
            /// Format, revision, running numbers.
            Meta,
            /// Case records by number.
            Cases,
            /// Person records by id.
            Persons,
            /// Entries by stream and place.
            Entries,
            /// The end of each stream, and what no history tells.
            Heads,
            /// Every entry in the order in which they were written.
            Journal,
            /// Cases by what the queue sorts by; the value holds what it filters by.
            CaseIndex,
            /// Cases by person.
            PersonCases,
            /// Persons by what makes them the same: ID number, name with phone.
            PersonKeys,
            /// Cases by numbers of other systems.
            External,
            /// Cases by the fingerprint of an imported row.
            Fingerprints,
            /// Cases by their 查询码.
            QueryCodes,
            /// Live counts.
            Counts,
            /// Lawyers, lawyer days and bookings.
            Lawyers,
            /// Days of the rota with their ledgers, by day, item and what is open.
            Duty,
            /// What the figures count of each case, by number, by day and by being open.
            Facts,
            /// Entries by the id under which they were handed in.
            Saves,
            /// What named staff alone may read, as ciphertext to them, and their locked keys.
            Vault,
            $($(
                #[doc = concat!("By number or day, with index rows: ", $name, ".")]
                $table,
            )?)+
            /// Rows of a projection, by its name.
            Rows(&'static str),
        }

        impl Table {
            /// The tables that every store has.
            pub(crate) const FIXED: &'static [Self] = &[
                Self::Meta,
                Self::Cases,
                Self::Persons,
                Self::Entries,
                Self::Heads,
                Self::Journal,
                Self::CaseIndex,
                Self::PersonCases,
                Self::PersonKeys,
                Self::External,
                Self::Fingerprints,
                Self::QueryCodes,
                Self::Counts,
                Self::Lawyers,
                Self::Duty,
                Self::Facts,
                Self::Saves,
                Self::Vault,
                $($(Self::$table,)?)+
            ];

            /// Gives the name in the file.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    Self::Meta => "meta",
                    Self::Cases => "cases",
                    Self::Persons => "persons",
                    Self::Entries => "entries",
                    Self::Heads => "heads",
                    Self::Journal => "journal",
                    Self::CaseIndex => "case_index",
                    Self::PersonCases => "person_cases",
                    Self::PersonKeys => "person_keys",
                    Self::External => "external",
                    Self::Fingerprints => "fingerprints",
                    Self::QueryCodes => "query_codes",
                    Self::Counts => "counts",
                    Self::Lawyers => "lawyers",
                    Self::Duty => "duty",
                    Self::Facts => "facts",
                    Self::Saves => "saves",
                    Self::Vault => "vault",
                    $($(Self::$table => $name,)?)+
                    Self::Rows(name) => name,
                }
            }
        }
    };
}

each_kept!(tables);

/// Called with each row of a scan; `false` ends it.
pub(crate) type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> Result<bool, StoreError> + 'a;

/// Reading at one instant.
pub(crate) trait ReadTables {
    /// Gives the value at `key`.
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Visits the rows with `from <= key < to` in key order, or from the last when `descending`.
    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        descending: bool,
        visit: &mut Visit<'_>,
    ) -> Result<(), StoreError>;

    /// Gives how many rows a table has.
    fn count(&self, table: Table) -> Result<u64, StoreError>;

    /// Gives the key of who sits here; without one nothing that is sealed opens.
    fn keyring(&self) -> Option<&Keyring> {
        None
    }

    /// Gives what the store has replayed before; without it everything is replayed anew.
    fn memo(&self) -> Option<&Memo> {
        None
    }
}

/// Writing in a transaction; reads see what was put before.
pub(crate) trait WriteTables: ReadTables {
    /// Puts a row.
    fn put(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<(), StoreError>;

    /// Removes a row, if there is one.
    fn remove(&mut self, table: Table, key: &[u8]) -> Result<(), StoreError>;

    /// Gives the id that every entry bears which is appended now.
    fn save_id(&self) -> Option<&SaveId> {
        None
    }
}

/// Puts a row whose key must be new: whatever bears a number, an entry of history. Nothing that stands is
/// ever written over by it.
///
/// # Errors
/// [`StoreError::Behind`] where a row stands there: a running number is behind.
pub(crate) fn insert(
    tables: &mut dyn WriteTables,
    table: Table,
    key: &[u8],
    value: &[u8],
) -> Result<(), StoreError> {
    if tables.get(table, key)?.is_some() {
        return Err(StoreError::Behind(table.name()));
    }
    tables.put(table, key, value)
}

/// Gives the first key after all that start with `prefix`; empty means the end of the table.
pub(crate) fn after(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return end;
        }
    }
    end
}

/// Visits every row whose key starts with `prefix`.
pub(crate) fn scan_prefix(
    tables: &dyn ReadTables,
    table: Table,
    prefix: &[u8],
    visit: &mut Visit<'_>,
) -> Result<(), StoreError> {
    tables.scan(table, prefix, &after(prefix), false, visit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_prefix_lies_after_all_its_keys() {
        assert_eq!(after(b"a"), b"b");
        assert_eq!(after(&[1, 255]), [2]);
        assert!(after(&[255, 255]).is_empty());
    }
}
