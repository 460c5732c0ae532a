//! 搬家: every row of a store, as it stands at one instant, into a town on a server that holds nothing. The
//! town bears the digest of all rows until the last one is there, and the same store goes on where it was
//! broken off.

use super::address::{Address, hex};
use super::client::{Client, Fault};
use super::connect::connected;
use super::parts::BATCH;
use super::schema::town;
use super::trouble::{Trouble, line, of};
use crate::store::FORMAT;
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::redb::copy::{Rows, each_row};
use crate::store::snapshot::Snapshot;
use crate::store::tables::Table;

const PUT: &str = "insert into mulin.rows as r (town, tab, key, value, revision)
    select $1, $2, u.key, u.value, 1 from unnest($3::bytea[], $4::bytea[]) as u (key, value)
    on conflict (town, tab, key) do update set value = excluded.value";

/// Called with the number of rows that have come there; an error breaks off.
pub(super) type Went<'a> = dyn FnMut(u64) -> Result<(), StoreError> + 'a;

/// Counts the rows of a store, and makes the digest of all of them.
pub(super) fn digest(store: &dyn Store) -> Result<Rows, StoreError> {
    let mut found = Rows::default();
    store.read(&mut |snapshot| {
        found = each_row(&tables(snapshot), snapshot.tables, &mut |_, _| Ok(()))?;
        Ok(())
    })?;
    Ok(found)
}

/// Moves every row; gives how many there are, and their digest.
pub(super) fn into_town(
    address: &Address,
    store: &dyn Store,
    went: &mut Went<'_>,
) -> Result<Rows, StoreError> {
    let failed = |error: Fault| match of(address, &error) {
        Trouble::Other(error) => error,
        Trouble::Gone(reason) => line(address, &reason),
        Trouble::Behind => line(address, "40001"),
    };
    let client = connected(address)?;
    let town = town(&client, address)?;
    let mut moved = Rows::default();
    store.read(&mut |snapshot| {
        let tables = tables(snapshot);
        moved = each_row(&tables, snapshot.tables, &mut |_, _| Ok(()))?;
        let mark = hex(&moved.1);
        match &town.unfinished {
            Some(other) if *other != mark => {
                return Err(StoreError::Unfinished(town.name.clone()));
            }
            Some(_) => {}
            None => {
                let begun = client.execute(
                    "update mulin.towns set unfinished = $2 where town = $1 and revision = 0
                     and not exists (select from mulin.rows where town = $1)",
                    &[&town.number, &mark],
                );
                if begun.map_err(failed)? == 0 {
                    return Err(StoreError::NotEmpty(town.name.clone()));
                }
            }
        }
        let mut count = 0;
        for &table in &tables {
            let sent = Sent {
                client: &client,
                number: town.number,
                table,
            };
            sent.table(snapshot, &failed, &mut |rows| {
                count += rows;
                went(count)
            })?;
        }
        let number = town.number;
        let format = FORMAT.cast_signed();
        let end = "with sent as (insert into mulin.sendings values ($1, 1, $3))
                   update mulin.towns set revision = 1, mark = $3, format = $2, unfinished = null
                   where town = $1";
        client
            .execute(end, &[&number, &format, &mark])
            .map_err(failed)?;
        Ok(())
    })?;
    Ok(moved)
}

/// A table that is being sent.
struct Sent<'a> {
    client: &'a Client,
    number: i32,
    table: Table,
}

impl Sent<'_> {
    /// Sends what is not there yet, in parts that are durable each.
    fn table(
        &self,
        snapshot: &Snapshot<'_>,
        failed: &dyn Fn(Fault) -> StoreError,
        went: &mut Went<'_>,
    ) -> Result<(), StoreError> {
        let last = "select key from mulin.rows where town = $1 and tab = $2
                    order by key desc limit 1";
        let last = self.client.rows(last, &[&self.number, &self.table.name()]);
        let mut from = match last.map_err(failed)?.first() {
            Some(row) => [row.get::<_, &[u8]>(0), &[0]].concat(),
            None => Vec::new(),
        };
        loop {
            let (mut keys, mut values) = (Vec::new(), Vec::new());
            snapshot
                .tables
                .scan(self.table, &from, &[], false, &mut |key, value| {
                    keys.push(key.to_vec());
                    values.push(value.to_vec());
                    Ok(keys.len() < BATCH)
                })?;
            let Some(last) = keys.last() else {
                return Ok(());
            };
            from = [last.as_slice(), &[0]].concat();
            let name = self.table.name();
            self.client
                .execute(PUT, &[&self.number, &name, &keys, &values])
                .map_err(failed)?;
            went(keys.len() as u64)?;
        }
    }
}

fn tables(snapshot: &Snapshot<'_>) -> Vec<Table> {
    let extra = snapshot.projections.iter().map(|it| Table::Rows(it.name()));
    Table::FIXED.iter().copied().chain(extra).collect()
}
