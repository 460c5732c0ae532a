//! The disk is full, the file goes, a writer stops with the lock, nobody takes the answer.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::faults::Round;
use super::program::{Ended, by_shell, done, lines, proved, run, start, start_by, timed};
use super::table::{Bad, Verdict, must};
use crate::cli::Desk;
use crate::rng::Rng;

const LINES: usize = 12;

/// Lines that fill a disk.
fn long_lines() -> String {
    lines("满", LINES).replace("满 ", &"拖欠工资".repeat(4_000))
}

/// Gives how many cases a store has; none where there is no store.
fn count(store: &Path) -> Result<u64, Bad> {
    if store.metadata().is_ok_and(|facts| facts.len() > 0) {
        proved(store)
    } else {
        Ok(0)
    }
}

/// Makes sure that a store has what was acknowledged, and at most the one that was under way.
fn all_there(desk: &Desk, acknowledged: usize) -> Verdict {
    let cases = count(&desk.file("desk.redb"))?;
    must(cases >= acknowledged as u64, || {
        Bad::lost(format!("{cases} cases, {acknowledged} acknowledged"))
    })?;
    must(cases <= acknowledged as u64 + 1, || {
        Bad::wrong(format!("{cases} cases, {acknowledged} acknowledged"))
    })
}

/// A file may grow so far and no further, which a full disk answers in the same way; then there is room
/// again.
pub(crate) fn full() -> Round {
    Box::new(move |rng: &mut Rng| {
        let desk = Desk::new();
        let blocks = rng.below(2_600);
        let command = by_shell(&desk, &format!("ulimit -f {blocks};"), &["register"]);
        let ended = start_by(command, &desk, "register", &long_lines()).ended()?;
        let expected = if ended.numbers().len() == LINES { 0 } else { 3 };
        must(ended.code == Some(expected), || {
            Bad::wrong(format!("{blocks} blocks: {:?} {}", ended.code, ended.err))
        })?;
        must(expected == 0 || !ended.err.is_empty(), || {
            Bad::wrong("no word")
        })?;
        done(&desk, &["register"], &lines("后", 1))?;
        all_there(&desk, ended.numbers().len() + 1)
    })
}

/// Registers on a small disk until that is full, makes room and goes on; nobody's rights are needed for
/// a disk in memory that this process alone sees.
const SMALL: &str = r#"
mount -t tmpfs -o size="$2"k none "$1" || exit 77
MULIN_STORE="$1/desk.redb"; export MULIN_STORE
"$0" register < "$3/in" > "$3/out" 2> "$3/err"; echo $? > "$3/code"
mount -o remount,size=64m "$1" || exit 77
"$0" register < "$3/more" > "$3/out2" 2>> "$3/err" || exit 1
"$0" verify > "$3/proof" 2>&1 || exit 2
cp "$1/desk.redb" "$3/desk.redb"
"#;

/// Tells whether a small disk can be had here.
pub(crate) fn has_small_disk() -> bool {
    let probe = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "/bin/sh", "-c"])
        .arg("d=$(mktemp -d) && mount -t tmpfs -o size=64k none \"$d\"")
        .output();
    probe.is_ok_and(|it| it.status.success())
}

/// A real disk without room.
pub(crate) fn small() -> Round {
    Box::new(move |rng: &mut Rng| {
        let (desk, small) = (Desk::new(), Desk::new());
        let kilobytes = 40 + rng.below(1_600);
        desk.write("in", &long_lines());
        desk.write("more", &lines("后", 1));
        let plain = desk.command(&[]);
        let mut command = Command::new("unshare");
        command
            .args([
                "--user",
                "--map-root-user",
                "--mount",
                "/bin/sh",
                "-c",
                SMALL,
            ])
            .arg(plain.get_program())
            .arg(small.file(""))
            .arg(kilobytes.to_string())
            .arg(desk.file(""))
            .env_clear();
        for (name, value) in plain.get_envs() {
            command.env(name, value.unwrap());
        }
        let ended = start_by(command, &desk, "a small disk", "").ended()?;
        let read = |name: &str| fs::read_to_string(desk.file(name)).unwrap_or_default();
        must(ended.code == Some(0), || {
            Bad::wrong(format!(
                "{kilobytes} kB: {:?} {}{}",
                ended.code,
                read("err"),
                read("proof")
            ))
        })?;
        let first = Ended {
            code: read("code").trim().parse().ok(),
            out: read("out"),
            err: read("err"),
        };
        let expected = if first.numbers().len() == LINES { 0 } else { 3 };
        must(first.code == Some(expected), || {
            Bad::wrong(format!("{kilobytes} kB: {:?} {}", first.code, first.err))
        })?;
        all_there(&desk, first.numbers().len() + 1)
    })
}

/// A writer stops, with a lock or without one: whoever it does not keep out goes on, and who waits for it
/// in vain is told who holds it.
pub(crate) fn stopped() -> Round {
    /// What is answered after five seconds has this long for it on a busy machine.
    const ANSWERED: Duration = Duration::from_secs(60);
    let whole = timed(|| {
        done(&Desk::new(), &["register"], &lines("0", LINES)).unwrap();
    });
    Box::new(move |rng: &mut Rng| {
        let desk = Desk::new();
        let store = desk.file("desk.redb");
        done(&desk, &["register"], &lines("前", 1))?;
        let mut writer = start(&desk, &["register"], &lines("停", LINES));
        std::thread::sleep(rng.within(whole));
        signal(writer.child.id(), "STOP");
        until_stopped(writer.child.id());
        // Nobody else has the store open: what is locked the writer locks.
        let locks = Locks::of(&store);
        let begun = Instant::now();
        let listed = run(&desk, &["case", "list", "--json"], "")?;
        let other = run(&desk, &["register"], &lines("后", 1))?;
        let took = begun.elapsed();
        signal(writer.child.id(), "CONT");
        // It may have ended before it was stopped.
        let _ended = writer.child.kill();
        let ended = writer.killed_after(Duration::ZERO)?;
        must(took < ANSWERED, || Bad::hung(format!("{took:?}")))?;
        answered("case list", &listed, locks.keeps_readers_out)?;
        answered("register", &other, locks.keeps_writers_out)?;
        let cases = count(&store)?;
        let acknowledged = 1 + ended.numbers().len() + other.numbers().len();
        must(cases >= acknowledged as u64, || {
            Bad::lost(format!("{cases} cases, {acknowledged} acknowledged"))
        })
    })
}

/// Done, where nobody was in the way; else refused with who it is.
fn answered(what: &str, ended: &Ended, is_kept_out: bool) -> Verdict {
    let code = if is_kept_out { 3 } else { 0 };
    must(ended.code == Some(code), || {
        Bad::wrong(format!(
            "{what}, kept out: {is_kept_out}: {:?} {}",
            ended.code, ended.err
        ))
    })?;
    must(!is_kept_out || ended.err.contains("mulin register"), || {
        Bad::wrong(format!("who holds the lock: {}", ended.err))
    })
}

/// Waits until a process has stopped, or ended: a signal is on its way for a while.
fn until_stopped(process: u32) {
    let state = || {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        stat.rsplit_once(") ").and_then(|(_, it)| it.chars().next())
    };
    while !matches!(state(), None | Some('T' | 'Z')) {
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// What the locks on a store keep out.
struct Locks {
    keeps_readers_out: bool,
    keeps_writers_out: bool,
}

impl Locks {
    /// Reads the system's own list. redb's writer holds one byte while it writes, which keeps out who
    /// writes; a header that is read or turned over is locked for that instant, and one that is turned
    /// over keeps readers out too.
    fn of(store: &Path) -> Self {
        const WRITER: &str = "4611686018427387904";
        let inode = format!(":{}", store.metadata().unwrap().ino());
        let all = fs::read_to_string("/proc/locks").unwrap();
        // `12: OFDLCK ADVISORY WRITE -1 fe:00:4711 0 319`
        let mine = all.lines().map(|it| it.split_whitespace().collect());
        let mine: Vec<Vec<&str>> = mine
            // The lock on the whole file, which begins at its head too, is of another kind.
            .filter(|it: &Vec<&str>| it.len() == 8 && it[1] == "OFDLCK" && it[5].ends_with(&inode))
            .collect();
        let is = |from: &str, how: &[&str]| {
            let mut these = mine.iter().filter(|it| it[6] == from);
            these.any(|it| how.contains(&it[3]))
        };
        Self {
            keeps_readers_out: is("0", &["WRITE"]),
            keeps_writers_out: is(WRITER, &["WRITE"]) || is("0", &["WRITE", "READ"]),
        }
    }
}

fn signal(process: u32, name: &str) {
    // A process that is gone needs none.
    let _gone = Command::new("kill")
        .args(["-s", name, &process.to_string()])
        .output();
}

/// The file is moved, removed, replaced or emptied while a `register` writes: it is noticed, and what
/// was acknowledged before is in the file that was there.
pub(crate) fn replaced() -> Round {
    let whole = timed(|| {
        done(&Desk::new(), &["register"], &lines("0", LINES)).unwrap();
    });
    let other = Desk::new();
    done(&other, &["register"], &lines("他", 2)).unwrap();
    Box::new(move |rng: &mut Rng| {
        let desk = Desk::new();
        let store = desk.file("desk.redb");
        done(&desk, &["register"], &lines("前", 1))?;
        // A second name keeps what was there.
        fs::hard_link(&store, desk.file("kept.redb")).unwrap();
        let writer = start(&desk, &["register"], &lines("走", LINES));
        std::thread::sleep(rng.within(whole));
        match rng.below(3) {
            0 => fs::remove_file(&store).unwrap(),
            1 => fs::rename(&store, desk.file("away.redb")).unwrap(),
            _ => {
                fs::copy(other.file("desk.redb"), desk.file("new.redb")).unwrap();
                fs::rename(desk.file("new.redb"), &store).unwrap();
            }
        }
        let ended = writer.ended()?;
        must(matches!(ended.code, Some(0 | 3)), || {
            Bad::wrong(format!("{:?} {}", ended.code, ended.err))
        })?;
        let all = ended.numbers().len();
        must((ended.code == Some(0)) == (all == LINES), || {
            Bad::wrong(format!("{all} answers, and {:?} {}", ended.code, ended.err))
        })?;
        // A writer that came after the file went has made a store of its own, or written into the new
        // one: then its numbers are there.
        let before = count(&desk.file("kept.redb"))?;
        let after = count(&store)?;
        must(before > all as u64 || after >= all as u64, || {
            Bad::lost(format!("{before} and {after} cases, {all} acknowledged"))
        })
    })
}
