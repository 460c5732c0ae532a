//! 建表: the tables on the server, made by the program where its user may, else printed for whoever may.

use super::address::Address;
use super::client::{Client, Fault};
use super::trouble::{Trouble, of};
use crate::store::error::StoreError;

/// The tables, the rule of who sees which rows, and the functions.
pub const SQL: &str = include_str!("schema.sql");

/// The version of these tables; raised with every change of them.
const VERSION: i32 = 1;
/// What a town is called where nobody named it.
const TOWN: &str = "mulin";

/// Gives the lines that begin a town where there is none of the name, and let a role work for it.
pub fn member(town: &str, role: &str) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    format!("select mulin.add({}, {});\n", quoted(town), quoted(role))
}

/// Which town this is, as the server has it.
pub(super) struct Town {
    /// Its number.
    pub(super) number: i32,
    /// Its name.
    pub(super) name: String,
    /// The digest of the file that is being moved into it.
    pub(super) unfinished: Option<String>,
}

/// Finds the town of an address; makes the tables, and the first town in them, where there are none and
/// the user may.
pub(super) fn town(client: &Client, address: &Address) -> Result<Town, StoreError> {
    let failed = |error: Fault| match of(address, &error) {
        Trouble::Other(error) => error,
        Trouble::Gone(reason) => super::trouble::line(address, &reason),
        Trouble::Behind => super::trouble::line(address, "40001"),
    };
    let there = client
        .one("select to_regclass('mulin.meta') is not null", &[])
        .map_err(failed)?;
    if !there.get::<_, bool>(0) {
        make(client, address).map_err(failed)?;
    }
    let found = client
        .one("select schema_version from mulin.meta", &[])
        .map_err(failed)?;
    let found: i32 = found.get(0);
    if found > VERSION {
        return Err(StoreError::NewerSchema(format!("{found} > {VERSION}")));
    }
    let rows = client
        .rows(
            "select t.town, t.name, t.unfinished from mulin.towns t
             join mulin.members m on m.town = t.town and m.role = current_user
             where $1::text is null or t.name = $1 order by t.name",
            &[&address.town],
        )
        .map_err(failed)?;
    let mut towns = rows.into_iter().map(|row| Town {
        number: row.get(0),
        name: row.get(1),
        unfinished: row.get(2),
    });
    match (towns.next(), towns.next()) {
        (Some(town), None) => Ok(town),
        (Some(first), Some(second)) => {
            let names = [first, second].into_iter().chain(towns);
            let names: Vec<String> = names.map(|it| it.name).collect();
            Err(StoreError::ManyTowns(names.join(", ")))
        }
        (None, _) => Err(StoreError::NoTown(
            address
                .town
                .clone()
                .unwrap_or_else(|| address.database.clone()),
        )),
    }
}

/// Makes the tables and their first town; two programs do not do it at once.
fn make(client: &Client, address: &Address) -> Result<(), Fault> {
    // Where anything fails the line is let go of, and nothing was made.
    client.batch("begin")?;
    client.one("select pg_advisory_xact_lock(1836411497, 0)", &[])?;
    let there = client.one("select to_regclass('mulin.meta') is not null", &[])?;
    if there.get::<_, bool>(0) {
        return client.batch("commit");
    }
    client.batch(SQL)?;
    let name = address.town.as_deref().unwrap_or(TOWN);
    client.one("select mulin.add($1, current_user)", &[&name])?;
    client.batch("commit")
}
