//! The line to the server: kept open, found again where it was lost, and asked in as few round trips as
//! may be.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio_postgres::Statement;

use super::address::Address;
use super::client::{Asked, Client, Fault};
use super::connect::connected;
use super::parts::{BATCH, parts};
use super::schema::{Town, town};
use super::trouble::{Trouble, line, of, of_connecting};
use crate::store::FORMAT;
use crate::store::error::StoreError;
use crate::store::redb::ahead::{Ahead, News, Position, Row, Sent, Take};

/// How long a server that was out of reach is not asked by who only reads: as long as it was waited for,
/// and a little.
const LEFT_ALONE: Duration = Duration::from_millis(500);

const POSITION: &str = "select born, mark, revision from mulin.towns where town = $1";
/// Whether what a mirror has can be brought up to date: it is of this town, the server has not lost what
/// the mirror has of it, and nothing was forgotten meanwhile.
const NEWS: &str = "select t.born, t.mark, t.revision,
        t.born = $5 and $2 between t.tombstones_before and t.revision
        and (t.revision = $2 and t.mark = $4 or exists (
            select from mulin.sendings s
            where s.town = t.town and s.revision = $2 and s.sending = $4
        )),
        r.tab, r.key, r.value
    from mulin.towns t
    left join lateral (
        select tab, key, value from mulin.rows
        where town = t.town and revision > $2 order by revision limit $3
    ) r on true
    where t.town = $1";
const APPLY: &str = "select mulin.apply($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// A line that is up.
struct Up {
    client: Client,
    town: Town,
    version: String,
    position: Statement,
    news: Statement,
    apply: Statement,
    /// Whether a transaction is open that keeps everybody else from writing.
    holds: bool,
}

/// What whoever brings the mirror up to date by himself knows of the server.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// He is at it.
    is_followed: AtomicBool,
    /// Why the server is out of reach.
    lost: Mutex<Option<StoreError>>,
}

impl Followed {
    /// Notes that the server was reached, or why it was not.
    pub(super) fn note(&self, lost: Option<StoreError>) {
        *self.lost.lock().unwrap_or_else(PoisonError::into_inner) = lost;
        self.is_followed.store(true, Ordering::Relaxed);
    }

    fn lost(&self) -> Option<StoreError> {
        let lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        lost.clone()
    }

    fn is_followed(&self) -> bool {
        self.is_followed.load(Ordering::Relaxed)
    }
}

/// The line of one town.
pub(super) struct Line {
    address: Address,
    up: Mutex<Option<Up>>,
    /// Until when who only reads does not ask, and why. It is looked at while somebody else waits for the
    /// server.
    down: Mutex<Option<(Instant, StoreError)>>,
    followed: Arc<Followed>,
}

/// What the server tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Hosts and database.
    pub server: String,
    /// The server's version.
    pub version: String,
    /// The town's name.
    pub town: String,
    /// How many transactions there were.
    pub revision: u64,
}

impl Line {
    /// Makes the line of an address; it is not up yet.
    pub(super) fn new(address: &Address) -> Self {
        Self {
            address: address.clone(),
            up: Mutex::default(),
            down: Mutex::default(),
            followed: Arc::default(),
        }
    }

    /// Gives the sign that somebody brings the mirror up to date by himself.
    pub(super) fn followed(&self) -> Arc<Followed> {
        Arc::clone(&self.followed)
    }

    /// Asks what the server tells of itself.
    pub(super) fn about(&self) -> Result<About, StoreError> {
        let server = self.address.server();
        self.ask(|up| {
            let row = up.client.one(&up.position, &[&up.town.number])?;
            Ok(About {
                server: server.clone(),
                version: up.version.clone(),
                town: up.town.name.clone(),
                revision: position_of(&row).revision,
            })
        })
    }

    /// A thread that failed left the line whole, or lost.
    fn held(&self) -> MutexGuard<'_, Option<Up>> {
        self.up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives why the server need not be asked by who only reads.
    fn is_down(&self) -> Option<StoreError> {
        let down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        let down = down.as_ref().filter(|(until, _)| Instant::now() < *until);
        down.map(|(_, error)| error.clone())
    }

    fn note(&self, down: Option<(Instant, StoreError)>) {
        *self.down.lock().unwrap_or_else(PoisonError::into_inner) = down;
    }

    /// Asks something that may be asked again; a line that was lost is found once more.
    fn ask<T>(
        &self,
        mut question: impl FnMut(&mut Up) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let mut up = self.held();
        self.ask_over(&mut up, &mut question)
    }

    fn ask_over<T>(
        &self,
        up: &mut Option<Up>,
        question: &mut impl FnMut(&mut Up) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let was_up = up.is_some();
        match self.asked(up, question) {
            Err(StoreError::Line(_)) if was_up => self.asked(up, question),
            came => came,
        }
    }

    fn asked<T>(
        &self,
        line_up: &mut Option<Up>,
        question: &mut impl FnMut(&mut Up) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let up = self.up(line_up)?;
        match question(up) {
            Ok(answer) => Ok(answer),
            Err(error) => {
                // Whatever transaction it was in ends with it.
                *line_up = None;
                Err(match of(&self.address, &error) {
                    Trouble::Gone(reason) => line(&self.address, &reason),
                    Trouble::Behind => line(&self.address, "40001"),
                    Trouble::Other(error) => error,
                })
            }
        }
    }

    /// Gives the line, which is made where there is none.
    fn up<'s>(&self, line_up: &'s mut Option<Up>) -> Result<&'s mut Up, StoreError> {
        if line_up.as_ref().is_some_and(|up| up.client.is_closed()) {
            *line_up = None;
        }
        if line_up.is_none() {
            // Whoever follows has just tried, and tries again at once.
            if let Some(error) = self.followed.lost() {
                return Err(error);
            }
            let began = Instant::now();
            match self.made() {
                Ok(up) => {
                    *line_up = Some(up);
                    self.note(None);
                }
                Err(error) => {
                    let pause = LEFT_ALONE + began.elapsed();
                    self.note(Some((Instant::now() + pause, error.clone())));
                    return Err(error);
                }
            }
        }
        let up = line_up.as_mut();
        up.ok_or_else(|| line(&self.address, "…"))
    }

    fn made(&self) -> Result<Up, StoreError> {
        let client = connected(&self.address)?;
        let town = town(&client, &self.address)?;
        if town.unfinished.is_some() {
            return Err(StoreError::Unfinished(town.name));
        }
        let prepared = |client: &Client| -> Result<_, Fault> {
            let version = client.one("show server_version", &[])?;
            Ok((
                version.get(0),
                client.prepare(POSITION)?,
                client.prepare(NEWS)?,
                client.prepare(APPLY)?,
            ))
        };
        let (version, position, news, apply) =
            prepared(&client).map_err(|error| of_connecting(&self.address, &error))?;
        Ok(Up {
            client,
            town,
            version,
            position,
            news,
            apply,
            holds: false,
        })
    }

    /// Hands on everything, or all that happened since, as it stands at one instant.
    fn stream(
        &self,
        line_up: &mut Option<Up>,
        mine: &Position,
        take: &mut Take<'_>,
    ) -> Result<Position, StoreError> {
        let mut broke = None;
        let since = mine.revision.cast_signed();
        let position = self.asked(line_up, &mut |up| {
            if !up.holds {
                let begin = "begin isolation level repeatable read read only";
                up.client.batch(begin)?;
            }
            let transaction = &up.client;
            let town = up.town.number;
            let nothing = 0_i64;
            let asked: Asked<'_> = &[&town, &since, &nothing, &mine.mark, &mine.born];
            let found = transaction.one(&up.news, asked)?;
            let position = position_of(&found);
            let anew = !found.get::<_, bool>(3);
            let since = if anew { 0 } else { since };
            if anew && let Err(error) = take(News::Anew(position.born != mine.born)) {
                broke = Some(error);
                return Ok(position);
            }
            transaction.batch(&format!(
                "declare news no scroll cursor for select tab, key, value from mulin.rows
                 where town = {town} and revision > {since} order by tab, key"
            ))?;
            loop {
                let rows = transaction.rows(format!("fetch {BATCH} from news").as_str(), &[])?;
                if rows.is_empty() {
                    break;
                }
                for found in rows {
                    if let Err(error) = take(News::Row(row(&found, 0))) {
                        broke = Some(error);
                        return Ok(position);
                    }
                }
            }
            transaction.batch(if up.holds { "close news" } else { "commit" })?;
            Ok(position)
        })?;
        if let Some(error) = broke {
            // What could not be taken is asked for anew, on a line of its own.
            *line_up = None;
            return Err(error);
        }
        Ok(position)
    }
}

impl Ahead for Line {
    fn position(&self) -> Result<Position, StoreError> {
        if let Some(error) = self.is_down() {
            return Err(error);
        }
        let mut up = self.held();
        // Whoever was waited for may have found it out of reach.
        if let Some(error) = self.is_down() {
            return Err(error);
        }
        self.ask_over(&mut up, &mut |up| {
            let row = up.client.one(&up.position, &[&up.town.number])?;
            Ok(position_of(&row))
        })
    }

    fn is_followed(&self) -> bool {
        self.followed.is_followed()
    }

    fn news(&self, mine: &Position, take: &mut Take<'_>) -> Result<Position, StoreError> {
        let most = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let mut line_up = self.held();
        let since = mine.revision.cast_signed();
        let mut rows = self.asked(&mut line_up, &mut |up| {
            let most = most + 1;
            let asked: Asked<'_> = &[&up.town.number, &since, &most, &mine.mark, &mine.born];
            up.client.rows(&up.news, asked)
        })?;
        let Some(first) = rows.first() else {
            return Err(StoreError::NoTown(self.address.to_string()));
        };
        let position = position_of(first);
        if rows.len() > BATCH || !first.get::<_, bool>(3) {
            return self.stream(&mut line_up, mine, take);
        }
        drop(line_up);
        rows.retain(|found| found.get::<_, Option<&str>>(4).is_some());
        let mut rows: Vec<Row> = rows.iter().map(|found| row(found, 4)).collect();
        rows.sort_by(|one, other| one.table.cmp(&other.table));
        for row in rows {
            take(News::Row(row))?;
        }
        Ok(position)
    }

    fn hold(&self) -> Result<(), StoreError> {
        self.ask(|up| {
            let lock = format!(
                "begin; select pg_advisory_xact_lock(1836411497, {})",
                up.town.number
            );
            up.client.batch(&lock)?;
            up.holds = true;
            Ok(())
        })
    }

    fn release(&self) {
        if let Some(up) = &mut *self.held() {
            // A line that is lost has given its hold up.
            let _released = up.client.batch("rollback");
            up.holds = false;
        }
    }

    fn send(&self, on: &Position, sending: &str, rows: &[Row]) -> Result<Sent, StoreError> {
        let mut line_up = self.held();
        let up = self.up(&mut line_up)?;
        let parts = parts(rows);
        match sent(up, on, sending, &parts) {
            Ok(revision) => Ok(Sent::Stands(Position {
                born: on.born.clone(),
                mark: if revision > on.revision.cast_signed() {
                    sending.to_owned()
                } else {
                    on.mark.clone()
                },
                revision: revision.cast_unsigned(),
            })),
            Err(error) => {
                let trouble = of(&self.address, &error);
                if let (true, Some(up)) = (!matches!(trouble, Trouble::Gone(_)), &mut *line_up) {
                    let _rolled_back = up.client.batch("rollback");
                    up.holds = false;
                } else {
                    *line_up = None;
                }
                match trouble {
                    Trouble::Gone(_) => Err(StoreError::Unsure),
                    Trouble::Behind => Ok(Sent::Behind),
                    Trouble::Other(error) => Err(error),
                }
            }
        }
    }

    fn has(&self, on: &Position, sending: &str) -> Result<bool, StoreError> {
        let revision = on.revision.cast_signed() + 1;
        self.ask(|up| {
            let question = "select exists (select from mulin.sendings
                            where town = $1 and revision = $2 and sending = $3)";
            let asked: Asked<'_> = &[&up.town.number, &revision, &sending];
            Ok(up.client.one(question, asked)?.get(0))
        })
    }

    fn lost(&self) -> Option<StoreError> {
        if self.is_followed() {
            return self.followed.lost();
        }
        self.position().err()
    }
}

/// Reads a position that stands first in an answer.
fn position_of(found: &tokio_postgres::Row) -> Position {
    Position {
        born: found.get(0),
        mark: found.get(1),
        revision: found.get::<_, i64>(2).cast_unsigned(),
    }
}

fn row(found: &tokio_postgres::Row, from: usize) -> Row {
    Row {
        table: found.get(from),
        key: found.get(from + 1),
        value: found.get(from + 2),
    }
}

/// Sends parts: one in a statement of its own, several, and those of a hold, in a transaction.
fn sent(up: &mut Up, on: &Position, sending: &str, parts: &[&[Row]]) -> Result<i64, Fault> {
    let opens = parts.len() > 1;
    if opens && !up.holds {
        up.client.batch("begin")?;
    }
    let mut revision = 0;
    for (at, part) in (1..).zip(parts) {
        let tabs: Vec<&str> = part.iter().map(|it| it.table.as_str()).collect();
        let keys: Vec<&[u8]> = part.iter().map(|it| it.key.as_slice()).collect();
        let values: Vec<Option<&[u8]>> = part.iter().map(|it| it.value.as_deref()).collect();
        let row = up.client.one(
            &up.apply,
            &[
                &up.town.number,
                &on.mark,
                &on.revision.cast_signed(),
                &FORMAT.cast_signed(),
                &sending,
                &tabs,
                &keys,
                &values,
                &(at == parts.len()),
            ],
        )?;
        revision = row.get(0);
    }
    if opens || up.holds {
        up.client.batch("commit")?;
        up.holds = false;
    }
    Ok(revision)
}
