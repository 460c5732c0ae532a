//! How fast the finder answers: 40 queries of all kinds, top 50, over a made-up town.
//!
//! `cargo bench --bench finder` runs 100,000 people; `MULIN_BENCH_PEOPLE=1000000` another number.
//! `--features peers` measures nucleo over the same people in the same run. `MULIN_BENCH_RANKED=3`
//! compares the list for each kind of scrap of three people with a plain scoring of everybody.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    unreachable_pub,
    missing_docs,
    reason = "a benchmark talks and may fail loudly"
)]

mod corpus;
mod kinds;
mod plain;
mod rows;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::projection::{Changed, Projection};
use mulin::search::find::Finder;
use mulin::search::index::FinderIndex;
use mulin::search::pinyin::Reader;

use corpus::Rng;
use kinds::Scraps;
use plain::Everybody;
use rows::MemoryRows;

const BATCH: usize = 10_000;
const LIMIT: usize = 50;

fn main() {
    let count = asked("MULIN_BENCH_PEOPLE", 100_000);
    let people = corpus::people(count);
    let mut rows = fill(&people);
    one_by_one(&people, &mut rows);
    let queries = queries(&people);
    println!("{} queries, top {LIMIT}, {count} people", queries.len());
    let mut finder = Finder::default();
    let ours = measure(&queries, |query| {
        finder.find(&rows, query, LIMIT).unwrap().len()
    });
    report("finder", &ours);
    let read = |query: &str, finder: &mut Finder| {
        rows.read();
        finder.find(&rows, query, LIMIT).unwrap();
        rows.read()
    };
    for ((query, hits), times) in ours.slowest() {
        let read = read(&query, &mut finder);
        let spent = millis(times);
        println!("  {spent:>8.3} ms  {read:>6} rows  {hits:>3} hits  {query}");
    }
    // Other programs on the machine change times, not how many rows are read.
    let mut all: Vec<usize> = queries.iter().map(|it| read(it, &mut finder)).collect();
    all.sort_unstable();
    let at = |part: f64| all[((all.len() - 1) as f64 * part) as usize];
    println!(
        "rows read: p50 {} / p95 {} / max {}",
        at(0.5),
        at(0.95),
        at(1.0)
    );
    ranked(&people, &rows, &mut finder);
    #[cfg(feature = "peers")]
    peers::compare(&people, &queries, &ours);
}

/// Of a kind of scrap: how many lists were as ranked, of how many, and how long each took and how many
/// rows it read.
type Asked = (usize, usize, Vec<(Duration, usize)>);

/// Compares the first 20 of the list with the first 20 of everybody, and tells how long each kind of
/// scrap takes and how many rows it reads.
fn ranked(people: &[Person], rows: &MemoryRows, finder: &mut Finder) {
    let asked = asked("MULIN_BENCH_RANKED", 0);
    if asked == 0 {
        return;
    }
    let mut everybody = Everybody::read(rows);
    let (mut scraps, mut rng) = (Scraps::new(), Rng::new(5));
    let mut kinds: BTreeMap<&str, Asked> = BTreeMap::new();
    for _ in 0..asked {
        let person = &people[rng.below(people.len() as u64) as usize];
        for (kind, typed) in scraps.of(person, &mut rng) {
            rows.read();
            let start = Instant::now();
            let list = plain::found(finder, rows, &typed, 20);
            let spent = (start.elapsed(), rows.read());
            let (right, all, times) = kinds.entry(kind).or_default();
            *right += usize::from(list == everybody.best(&typed, 20));
            *all += 1;
            times.push(spent);
        }
    }
    for (kind, (right, all, times)) in kinds {
        let (times, read): (Vec<_>, Vec<_>) = times.into_iter().unzip();
        let longest = times.into_iter().max().unwrap_or_default();
        let most = read.into_iter().max().unwrap_or_default();
        println!(
            "  {kind:<18} {right} of {all} as ranked, at most {:.3} ms and {most} rows",
            millis(longest)
        );
    }
}

fn asked(name: &str, otherwise: usize) -> usize {
    let asked = std::env::var(name).ok();
    asked
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

fn fill(people: &[Person]) -> MemoryRows {
    let mut rows = MemoryRows::default();
    let mut spent = Duration::ZERO;
    let mut next = 1;
    for batch in people.chunks(BATCH) {
        let changes: Vec<Changed> = batch
            .iter()
            .map(|person| {
                let id = PersonId(next);
                next += 1;
                Changed::Person {
                    id,
                    old: None,
                    new: Box::new(person.clone()),
                }
            })
            .collect();
        let start = Instant::now();
        FinderIndex.follow(&changes, &mut rows).unwrap();
        spent += start.elapsed();
    }
    let bytes = |head: u8| -> (usize, usize) {
        let of: Vec<usize> = rows
            .0
            .iter()
            .filter(|(key, _)| key.first() == Some(&head))
            .map(|(key, value)| key.len() + value.len())
            .collect();
        (of.len(), of.iter().sum())
    };
    let (docs, doc_bytes) = bytes(b'd');
    let (postings, posting_bytes) = bytes(b'p');
    println!(
        "filled in {:.2} s, {:.0} people/s; {docs} compact rows of {:.1} B; {postings} postings, {:.1} B a person",
        spent.as_secs_f64(),
        people.len() as f64 / spent.as_secs_f64(),
        doc_bytes as f64 / people.len() as f64,
        posting_bytes as f64 / people.len() as f64,
    );
    rows
}

/// Registers 1,900 people one at a time; some hundred are left waiting for their postings.
fn one_by_one(people: &[Person], rows: &mut MemoryRows) {
    let mut times: Vec<Duration> = people
        .iter()
        .cycle()
        .take(1900)
        .zip(people.len() as u64 + 1..)
        .map(|(person, id)| {
            let change = Changed::Person {
                id: PersonId(id),
                old: None,
                new: Box::new(person.clone()),
            };
            let start = Instant::now();
            FinderIndex.follow(&[change], rows).unwrap();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    println!(
        "one by one: median {:.4} ms, mean {:.4} ms, max {:.1} ms (postings of 256 written)",
        millis(times[times.len() / 2]),
        millis(mean),
        millis(times[times.len() - 1]),
    );
}

/// Forty queries of all kinds, made from people who are there.
fn queries(people: &[Person]) -> Vec<String> {
    let mut rng = Rng::new(7);
    let mut reader = Reader::default();
    let mut made = Vec::new();
    while made.len() < 40 {
        let person = &people[rng.below(people.len() as u64) as usize];
        let chars: Vec<char> = person.name.chars().collect();
        if chars.len() != 3 {
            continue;
        }
        let syllables: Vec<&str> = reader
            .name(&chars)
            .iter()
            .map(|readings| readings.first[0].text())
            .collect();
        let initials: String = syllables.iter().map(|s| &s[..1]).collect();
        let full = syllables.concat();
        let phone = &person.phones[0];
        let id = person.id_number.as_deref().unwrap();
        let village = person.village.as_deref().unwrap().trim_end_matches('村');
        let sound: String = chars[1..].iter().collect();
        let slip = full.replacen("ng", "n", 1).replacen("sh", "s", 1);
        let query = match made.len() {
            0..=2 => person.name.clone(),
            3 | 4 => chars[..2].iter().collect(),
            5 => format!("{}{}", chars[0], chars[2]),
            6 => "王".to_owned(),
            7 => "牟".to_owned(),
            8 => "w".to_owned(),
            9 => "zhang".to_owned(),
            10..=13 => full,
            14..=17 => initials,
            18 | 19 => format!("{}{}{}", syllables[0], syllables[1], &syllables[2][..1]),
            20 => full[..full.len() - 1].to_owned(),
            21 => format!("{}{}", syllables[1], syllables[2]),
            22 => format!("{}{}", chars[0], &initials[1..]),
            23..=25 => phone[7..].to_owned(),
            26 => phone[3..7].to_owned(),
            27 => phone.clone(),
            28 | 29 => id[14..].to_owned(),
            30 => village.to_owned(),
            31 => "dmj".to_owned(),
            32 => format!("{} {village}", person.name),
            33 => format!("{initials} {}", &phone[7..]),
            34 => format!("{initials} {} {village}", &phone[7..]),
            35 => format!("{village}　{}", chars[0]),
            36 => format!("木{sound}"),
            37 => slip,
            38 => full.replacen('a', "e", 1),
            _ => syllables[1].to_owned(),
        };
        made.push(query);
    }
    made
}

struct Measured {
    /// Query, hits, median time.
    each: Vec<((String, usize), Duration)>,
    all: Vec<Duration>,
}

impl Measured {
    fn at(&self, part: f64) -> Duration {
        self.all[((self.all.len() - 1) as f64 * part) as usize]
    }

    fn slowest(&self) -> Vec<((String, usize), Duration)> {
        let mut sorted = self.each.clone();
        sorted.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        sorted.truncate(asked("MULIN_BENCH_SHOWN", 12));
        sorted
    }
}

fn measure(queries: &[String], mut search: impl FnMut(&str) -> usize) -> Measured {
    let rounds = asked("MULIN_BENCH_ROUNDS", 5);
    let mut each = Vec::new();
    let mut all = Vec::new();
    for query in queries {
        let mut times = Vec::new();
        let mut hits = 0;
        for _ in 0..rounds {
            let start = Instant::now();
            hits = search(query);
            times.push(start.elapsed());
        }
        times.sort_unstable();
        each.push(((query.clone(), hits), times[rounds / 2]));
        all.extend(times);
    }
    all.sort_unstable();
    Measured { each, all }
}

fn report(name: &str, measured: &Measured) {
    println!(
        "{name}: p50 {:.3} / p95 {:.3} / max {:.3} ms",
        millis(measured.at(0.5)),
        millis(measured.at(0.95)),
        millis(measured.at(1.0)),
    );
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[cfg(feature = "peers")]
mod peers {
    use std::sync::Arc;

    use mulin::domain::person::Person;
    use mulin::search::pinyin::Reader;
    use nucleo::pattern::{CaseMatching, Normalization};
    use nucleo::{Config, Nucleo};

    use super::{LIMIT, Measured, measure, report};

    pub fn compare(people: &[Person], queries: &[String], ours: &Measured) {
        let mut reader = Reader::default();
        let mut nucleo: Nucleo<()> = Nucleo::new(Config::DEFAULT, Arc::new(|| {}), None, 1);
        let injector = nucleo.injector();
        for person in people {
            let text = text(person, &mut reader);
            injector.push((), |(), columns| columns[0] = text.into());
        }
        while nucleo.tick(100).running {}
        let theirs = measure(queries, |query| {
            nucleo
                .pattern
                .reparse(0, query, CaseMatching::Ignore, Normalization::Smart, false);
            while nucleo.tick(1000).running {}
            let snapshot = nucleo.snapshot();
            let top = (snapshot.matched_item_count() as usize).min(LIMIT);
            snapshot.matched_items(..top as u32).count()
        });
        report("nucleo", &theirs);
        for part in [0.5, 0.95, 1.0] {
            println!(
                "  at {part}: {:.0} times as long",
                theirs.at(part).as_secs_f64() / ours.at(part).as_secs_f64()
            );
        }
    }

    fn text(person: &Person, reader: &mut Reader) -> String {
        let chars: Vec<char> = person.name.chars().collect();
        let syllables: Vec<&str> = reader
            .name(&chars)
            .iter()
            .map(|readings| readings.first[0].text())
            .collect();
        let initials: String = syllables.iter().map(|s| &s[..1]).collect();
        format!(
            "{} {} {initials} {} {} {}",
            person.name,
            syllables.concat(),
            person.phones[0],
            &person.id_number.as_deref().unwrap()[12..],
            person.village.as_deref().unwrap(),
        )
    }
}
