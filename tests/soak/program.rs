//! The built program, run to its end or killed on the way; what it reads and says goes through files, so
//! that no pipe of ours holds it up.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use mulin::domain::number::CaseNumber;
use mulin::domain::settings::Settings;
use mulin::store::contract::{Store, ask};
use mulin::store::findings::Findings;
use mulin::store::redb::store::RedbStore;
use mulin::verbs::store::projections;
use serde_json::Value;

use super::table::{Bad, Verdict, must};
use crate::cli::Desk;

/// After which a program hangs: nothing waits this long that ends, however busy the machine.
const LIMIT: Duration = Duration::from_secs(120);

/// What a program left.
pub(crate) struct Ended {
    /// `None` where it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// The numbers that were acknowledged, whole lines alone, with the line of the input.
    pub(crate) fn numbers(&self) -> Vec<(usize, CaseNumber)> {
        let whole = self.out.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let answers = whole
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        answers
            .filter_map(|it| {
                let line = it["line"].as_u64()?;
                let number = CaseNumber::parse(it["number"].as_str()?)?;
                Some((usize::try_from(line).ok()?, number))
            })
            .collect()
    }
}

/// A program that runs.
pub(crate) struct Running {
    pub(crate) child: Child,
    what: String,
    out: PathBuf,
    err: PathBuf,
}

/// Starts the program, with `input` on its stdin.
pub(crate) fn start(desk: &Desk, args: &[&str], input: &str) -> Running {
    start_by(desk.command(args), desk, &args.join(" "), input)
}

/// Starts a prepared command.
pub(crate) fn start_by(mut command: Command, desk: &Desk, what: &str, input: &str) -> Running {
    let run = (0..u32::MAX)
        .find(|run| !desk.file(&format!("{run}.in")).exists())
        .unwrap();
    let named = |end: &str| desk.file(&format!("{run}.{end}"));
    fs::write(named("in"), input).unwrap();
    let (out, err) = (named("out"), named("err"));
    let child = command
        .stdin(File::open(named("in")).unwrap())
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let what = what.to_owned();
    Running {
        child,
        what,
        out,
        err,
    }
}

/// Prepares the program by way of a shell that sets a limit first.
pub(crate) fn by_shell(desk: &Desk, before: &str, args: &[&str]) -> Command {
    let plain = desk.command(args);
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(format!("{before} exec \"$0\" \"$@\""))
        .arg(plain.get_program())
        .args(plain.get_args())
        .env_clear()
        .stdin(Stdio::null());
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap());
    }
    command
}

impl Running {
    /// Kills it after a while, unless it has ended by then.
    pub(crate) fn killed_after(mut self, wait: Duration) -> Result<Ended, Bad> {
        thread::sleep(wait);
        // One that has ended already cannot be killed.
        let _ended = self.child.kill();
        let status = self.child.wait().unwrap();
        self.read(status.code())
    }

    /// Waits for its end.
    pub(crate) fn ended(mut self) -> Result<Ended, Bad> {
        let begun = Instant::now();
        let mut pause = Duration::from_micros(500);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                if status.code().is_none() {
                    return Err(Bad::panicked(format!("{}: {status}", self.what)));
                }
                return self.read(status.code());
            }
            if begun.elapsed() > LIMIT {
                self.child.kill().unwrap();
                self.child.wait().unwrap();
                return Err(Bad::hung(self.what));
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(8));
        }
    }

    fn read(&self, code: Option<i32>) -> Result<Ended, Bad> {
        let text =
            |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
        let (out, err) = (text(&self.out), text(&self.err));
        let is_fault =
            code == Some(101) || err.contains("panicked") || err.contains("fault in the program");
        must(!is_fault, || Bad::panicked(format!("{}: {err}", self.what)))?;
        Ok(Ended { code, out, err })
    }
}

/// Runs the program to its end.
pub(crate) fn run(desk: &Desk, args: &[&str], input: &str) -> Result<Ended, Bad> {
    start(desk, args, input).ended()
}

/// Runs the program, which must do what is asked.
pub(crate) fn done(desk: &Desk, args: &[&str], input: &str) -> Result<Ended, Bad> {
    let ended = run(desk, args, input)?;
    must(ended.code == Some(0), || {
        Bad::wrong(format!("{args:?}: {:?} {}", ended.code, ended.err))
    })?;
    Ok(ended)
}

/// Gives how long a run takes that nobody kills.
pub(crate) fn timed(act: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    act();
    begun.elapsed()
}

/// Gives lines of intake whose names are of this round.
pub(crate) fn lines(round: &str, count: usize) -> String {
    let lines: Vec<String> = (1..=count)
        .map(|at| {
            format!(
                "{{\"name\":\"{}\",\"channel\":\"visit\",\"summary\":\"{round} {at}\"}}\n",
                name(round, at)
            )
        })
        .collect();
    lines.concat()
}

/// Gives the name in a line.
pub(crate) fn name(round: &str, line: usize) -> String {
    format!("牟{round}之{line}")
}

fn open(store: &Path) -> Result<RedbStore, Bad> {
    RedbStore::open(store, projections(), Settings::default())
        .map_err(|error| Bad::wrong(format!("{}: {error:?}", store.display())))
}

/// Proves a store; gives what was found.
pub(crate) fn findings(store: &Path) -> Result<Findings, Bad> {
    let read = |error| Bad::wrong(format!("{}: {error:?}", store.display()));
    let open = open(store)?;
    ask(&open as &dyn Store, |it| it.verify(&mut |_| {})).map_err(read)
}

/// Proves a store, in which everything must hold; gives how many cases it has.
pub(crate) fn proved(store: &Path) -> Result<u64, Bad> {
    let found = findings(store)?;
    must(found.faults.is_empty(), || {
        Bad::wrong(format!("{}: {:?}", store.display(), found.faults))
    })?;
    Ok(found.cases)
}

/// Makes sure that all of these are kept, under the names that were handed in.
pub(crate) fn kept(desk: &Desk, all: &[(CaseNumber, String)]) -> Verdict {
    let listed = done(desk, &["case", "list", "--limit", "1000000", "--json"], "")?;
    let rows: Value = serde_json::from_str(&listed.out)
        .map_err(|error| Bad::wrong(format!("case list: {error}")))?;
    let rows = rows.as_array().cloned().unwrap_or_default();
    let found: std::collections::BTreeMap<&str, &str> = rows
        .iter()
        .filter_map(|row| Some((row["number"].as_str()?, row["name"].as_str()?)))
        .collect();
    for (number, name) in all {
        match found.get(number.to_string().as_str()) {
            None => return Err(Bad::lost(format!("{number} of {name}"))),
            Some(other) if other != name => {
                return Err(Bad::wrong(format!("{number} is {other}'s, not {name}'s")));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Copies a store with its seals into the place of a desk's.
pub(crate) fn beside(from: &Path, desk: &Desk) {
    let to = desk.file("desk.redb");
    fs::copy(from, &to).unwrap();
    let seals = |path: &Path| PathBuf::from(format!("{}.seals", path.display()));
    if seals(from).exists() {
        fs::copy(seals(from), seals(&to)).unwrap();
    }
}
