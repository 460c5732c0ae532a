//! What happens around the store: its file goes, the disk fills, somebody holds its lock, the clock is
//! wrong. Nothing is acknowledged that is not kept, and every failure is told with what to do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use mulin::domain::act::{Act, Action, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::moment::Moment;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::projection::{Changed, Projection, ReadRows, Records, RowsError, WriteRows};
use mulin::domain::settings::Settings;
use mulin::store::contract::Store;
use mulin::store::error::StoreError;
use mulin::store::redb::store::RedbStore;
use mulin::verbs::command_line::command;
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;
use redb::{ReadableTable, TableDefinition};

use crate::cli::{Desk, Printed};

const LINE: &str = "{\"name\":\"牟春生\",\"channel\":\"visit\",\"summary\":\"拖欠工资\"}\n";

fn registered(summary: &str) -> Act {
    let now = Moment::parse("2026-11-25T09:41").unwrap();
    Act {
        who: "王芳".to_owned(),
        when: now,
        action: Action::Register(Box::new(Registration {
            petitioner: Petitioner::New(Box::new(Person {
                name: "单雄信".to_owned(),
                ..Person::default()
            })),
            matter: Matter {
                summary: summary.to_owned(),
                ..Matter::default()
            },
            visit: Visit {
                person: PersonId(0),
                received_at: Some(now),
                channel: None,
                station: None,
                people_count: 1,
                companion: None,
                words: String::new(),
                new_facts: None,
            },
            joins: None,
            imported_answer: None,
            fingerprint: None,
            order_due: None,
        })),
    }
}

fn cases(desk: &Desk) -> usize {
    let list = desk.run(&["case", "list", "--json"]);
    list.json().as_array().unwrap().len()
}

/// Runs the program by way of a shell, which sets a limit or turns an output elsewhere.
fn shell(desk: &Desk, before: &str, args: &[&str], after: &str, input: &str) -> Printed {
    let program = env!("CARGO_BIN_EXE_mulin");
    let line = format!("{before} '{program}' \"$@\" {after}");
    let prepared = desk.command(args);
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &line, "sh"]).args(args).env_clear();
    for (name, value) in prepared.get_envs() {
        command.env(name, value.unwrap());
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that gave up already reads nothing.
    let _unread = std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes());
    Printed::of(&child.wait_with_output().unwrap())
}

#[test]
fn a_line_is_not_acknowledged_once_the_file_is_gone() {
    type Fate = fn(&Path, &Path);
    let fates: [(&str, Fate); 3] = [
        ("removed", |store, _| fs::remove_file(store).unwrap()),
        ("moved", |store, _| {
            fs::rename(store, store.with_extension("away")).unwrap();
        }),
        ("replaced", |store, other| {
            fs::rename(other, store).unwrap();
        }),
    ];
    for (fate, act) in fates {
        let desk = Desk::new().with_three();
        let other = desk.file("other.redb");
        desk.run(&["backup", other.to_str().unwrap()]);
        let mut window = desk.start(&["register"]);
        let mut stdin = window.stdin.take().unwrap();
        let mut answers = std::io::BufReader::new(window.stdout.take().unwrap());
        let mut answer = String::new();
        std::io::Write::write_all(&mut stdin, LINE.as_bytes()).unwrap();
        std::io::BufRead::read_line(&mut answers, &mut answer).unwrap();
        assert!(answer.contains("ML-2026-0004"), "{fate}: {answer}");
        act(&desk.file("desk.redb"), &other);
        std::io::Write::write_all(&mut stdin, LINE.as_bytes()).unwrap();
        drop(stdin);
        answer.clear();
        std::io::BufRead::read_line(&mut answers, &mut answer).unwrap();
        assert_eq!(answer, "", "{fate}");
        let output = window.wait_with_output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{fate}: {errors}");
        assert!(errors.contains("nothing is saved"), "{fate}: {errors}");
        assert!(errors.contains("desk.redb"), "{fate}: {errors}");
    }
}

#[test]
fn a_store_that_comes_back_takes_what_is_saved_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, away) = (folder.path().join("desk.redb"), folder.path().join("away"));
    let store = RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
    store.commit(&[registered("甲")]).unwrap();
    fs::rename(&path, &away).unwrap();
    let gone = StoreError::Gone(path.display().to_string());
    assert_eq!(store.commit(&[registered("乙")]).unwrap_err(), gone);
    assert_eq!(store.stands(), Err(gone));
    assert_eq!(store.revision(), Ok(1));
    // What is held can be copied, and the copy is sound.
    let rescued = folder.path().join("rescued");
    store.backup(&rescued).unwrap();
    let findings = store.prove(&rescued).unwrap();
    assert_eq!((findings.cases, findings.faults.len()), (1, 0));
    fs::rename(&away, &path).unwrap();
    assert_eq!(store.stands(), Ok(()));
    store.commit(&[registered("丙")]).unwrap();
    assert_eq!(store.revision(), Ok(2));
}

#[test]
fn a_store_that_is_emptied_while_it_is_open_is_not_begun_afresh() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let open = || RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
    let store = open();
    store.commit(&[registered("甲")]).unwrap();
    drop(store);
    // Open for reading, and for writing.
    for writes in [0, 1] {
        let whole = fs::read(&path).unwrap();
        let store = open();
        for _ in 0..writes {
            store.commit(&[registered("乙")]).unwrap();
        }
        fs::File::options()
            .write(true)
            .truncate(true)
            .open(&path)
            .unwrap();
        for _ in 0..3 {
            assert!(store.commit(&[registered("丙")]).is_err(), "{writes}");
        }
        drop(store);
        assert_eq!(fs::read(&path).unwrap(), b"", "{writes}");
        fs::write(&path, whole).unwrap();
    }
    assert_eq!(open().revision(), Ok(1));
}

#[test]
fn a_store_that_is_opened_for_reading_follows_what_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let open = || RedbStore::open(&path, Vec::new(), Settings::default()).unwrap();
    let one = open();
    one.commit(&[registered("甲")]).unwrap();
    let two = open();
    assert_eq!(two.revision(), Ok(1));
    one.commit(&[registered("乙")]).unwrap();
    assert_eq!(two.revision(), Ok(2));
    two.commit(&[registered("丙")]).unwrap();
    assert_eq!(one.revision(), Ok(3));
}

/// Waits within the transaction until it is told to go on: the lock is held so long.
struct Stopping {
    /// The store is open; its rows were made without waiting.
    armed: Arc<AtomicBool>,
    began: Sender<()>,
    go: Mutex<Receiver<()>>,
}

impl Projection for Stopping {
    fn name(&self) -> &'static str {
        "stopping"
    }

    fn version(&self) -> u32 {
        1
    }

    fn follow(&self, _changes: &[Changed], _rows: &mut dyn WriteRows) -> Result<(), RowsError> {
        if !self.armed.load(Ordering::SeqCst) {
            return Ok(());
        }
        self.began.send(()).unwrap();
        // A test that ends lets it go on too.
        let _go = self.go.lock().unwrap().recv();
        Ok(())
    }

    fn prove(
        &self,
        _records: &dyn Records,
        _rows: &dyn ReadRows,
        _fault: &mut dyn FnMut(String),
    ) -> Result<(), RowsError> {
        Ok(())
    }
}

/// Holds the writer's lock while `act` runs.
fn while_held(desk: &Desk, act: impl FnOnce()) {
    let (began, has_begun) = channel();
    let (go, waits) = channel();
    let armed = Arc::new(AtomicBool::new(false));
    let stopping = Arc::new(Stopping {
        armed: Arc::clone(&armed),
        began,
        go: Mutex::new(waits),
    });
    let settings = Settings::default();
    let path = desk.file("desk.redb");
    let store = RedbStore::open_as(Some("import"), &path, vec![stopping], settings).unwrap();
    armed.store(true, Ordering::SeqCst);
    let holder = thread::spawn(move || store.commit(&[registered("占着")]));
    has_begun.recv().unwrap();
    act();
    drop(go);
    holder.join().unwrap().unwrap();
}

#[test]
fn a_held_lock_is_told_with_who_holds_it_and_keeps_no_reader_out() {
    let desk = Desk::new().with_three();
    while_held(&desk, || {
        assert_eq!(cases(&desk), 3);
        let refused = desk.feed(&["register"], LINE);
        assert_eq!((refused.code, refused.out.as_str()), (3, ""));
        let holder = format!("process {}, mulin import, ", std::process::id());
        assert!(refused.err.contains(&holder), "{}", refused.err);
    });
    assert_eq!(cases(&desk), 4);
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
    assert_eq!(cases(&desk), 5);
}

#[test]
fn a_running_number_that_is_behind_overwrites_nothing() {
    const META: TableDefinition<'static, &'static [u8], &'static [u8]> =
        TableDefinition::new("meta");
    for (number, word) in [(b"run\x07\xea".as_slice(), "cases"), (b"person", "persons")] {
        let desk = Desk::new().with_three();
        let path = desk.file("desk.redb");
        let database = redb::Database::open(&path).unwrap();
        let transaction = database.begin_write().unwrap();
        {
            let mut table = transaction.open_table(META).unwrap();
            assert!(table.get(number).unwrap().is_some());
            table
                .insert(number, 1_u64.to_be_bytes().as_slice())
                .unwrap();
        }
        transaction.commit().unwrap();
        drop(database);
        let before = desk.run(&["case", "show", "ML-2026-0002", "--json"]).out;
        let refused = desk.feed(&["register"], LINE);
        assert_eq!((refused.code, refused.out.as_str()), (3, ""), "{word}");
        assert!(
            refused.err.contains("running number is behind"),
            "{word}: {}",
            refused.err
        );
        assert_eq!(
            desk.run(&["case", "show", "ML-2026-0002", "--json"]).out,
            before
        );
        let proof = desk.run(&["verify"]);
        assert_eq!(proof.code, 1, "{word}");
        assert!(proof.out.contains(word), "{word}: {}", proof.out);
    }
}

#[test]
fn an_empty_file_becomes_a_store_with_a_word() {
    let desk = Desk::new();
    desk.write("desk.redb", "");
    let first = desk.feed(&["register"], LINE);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first.err.contains("was empty") && first.err.contains("restore"),
        "{}",
        first.err
    );
    let second = desk.feed(&["register"], LINE);
    assert_eq!((second.code, second.err.as_str()), (0, ""));
    assert_eq!(cases(&desk), 2);
    let zeros = Desk::new();
    fs::write(zeros.file("desk.redb"), vec![0; 8192]).unwrap();
    let refused = zeros.feed(&["register"], LINE);
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains("cut off"), "{}", refused.err);
}

#[test]
#[cfg(target_os = "linux")]
fn a_first_start_without_room_leaves_nothing_that_is_refused_later() {
    let desk = Desk::new();
    let refused = shell(&desk, "ulimit -f 0;", &["register"], "", LINE);
    assert_eq!((refused.code, refused.out.as_str()), (3, ""));
    assert!(refused.err.contains("ulimit"), "{}", refused.err);
    assert!(!desk.file("desk.redb").exists());
    let first = desk.feed(&["register"], LINE);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
}

#[test]
#[cfg(target_os = "linux")]
fn what_was_taken_before_the_room_ended_stays_and_the_rest_is_told() {
    let desk = Desk::new();
    let line = LINE.replace("拖欠工资", &"拖欠工资".repeat(2_000));
    // 2 MB: a new store and some lines.
    let limited = shell(
        &desk,
        "ulimit -f 4096;",
        &["register"],
        "",
        &line.repeat(400),
    );
    assert_eq!(limited.code, 3, "{}", limited.err);
    assert!(limited.err.contains("ulimit"), "{}", limited.err);
    let answered = limited.lines().len();
    assert!(answered > 0);
    assert_eq!(desk.run(&["verify"]).code, 0);
    let list = desk.run(&["case", "list", "--limit", "1000", "--json"]);
    assert_eq!(list.json().as_array().unwrap().len(), answered);
    assert_eq!(desk.feed(&["register"], LINE).code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn a_sheet_without_room_is_an_error_and_leaves_no_file() {
    let desk = Desk::new();
    let line = LINE.replace("拖欠工资", &"拖欠工资".repeat(300));
    assert_eq!(desk.feed(&["register"], &line.repeat(60)).code, 0);
    for name in ["cases.xlsx", "cases.csv", "cases.jsonl"] {
        let file = desk.file(name);
        let args = ["export", "cases", file.to_str().unwrap()];
        let refused = shell(&desk, "ulimit -f 8;", &args, "", "");
        assert_eq!(refused.code, 1, "{name}: {}", refused.err);
        assert!(
            !refused.err.contains("fault in the program"),
            "{}",
            refused.err
        );
        assert!(refused.err.contains(name), "{name}: {}", refused.err);
        assert!(!file.exists(), "{name}");
    }
    let left: Vec<_> = fs::read_dir(desk.file("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains(".mulin-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn every_verb_tells_an_answer_that_could_not_be_written() {
    let desk = Desk::new().with_three();
    let backup = desk.file("backup.redb");
    assert_eq!(desk.run(&["backup", backup.to_str().unwrap()]).code, 0);
    let (copy, sheet) = (desk.file("copy.redb"), desk.file("out.csv"));
    let people = desk.write("people.csv", "姓名,电话\n覃晓旭,13800009999\n");
    let (copy, sheet) = (copy.to_str().unwrap(), sheet.to_str().unwrap());
    let repaired = desk.file("repaired.redb");
    let repaired = repaired.to_str().unwrap();
    let town = desk.file("town.redb");
    let town = town.to_str().unwrap();
    let (people, backup) = (people.to_str().unwrap(), backup.to_str().unwrap());
    let whistle = "{\"grid\":\"x\",\"words\":\"路灯不亮\"}\n";
    let verbs: &[(&[&str], &str)] = &[
        (&["register"], LINE),
        (&["find", "牟"], ""),
        (&["case", "list"], ""),
        (&["case", "list", "--json"], ""),
        (&["case", "show", "ML-2026-0001"], ""),
        (&["step", "ML-2026-0001", "--list"], ""),
        (&["meeting", "list", "--json"], ""),
        (&["handover", "--json"], ""),
        (&["call", "list", "--json"], ""),
        (&["duty"], ""),
        (&["whistle", "list", "--json"], ""),
        (&["whistle", "raise"], whistle),
        (&["tick", "--json"], ""),
        (&["due", "--rule", "decide", "--from", "2026-11-25"], ""),
        (&["report", "day"], ""),
        (&["roads"], ""),
        (&["lawyer", "list", "--json"], ""),
        (&["import", "people", people], ""),
        (&["export", "cases", sheet], ""),
        (&["verify"], ""),
        (&["seal"], ""),
        (&["looked", "--json"], ""),
        (&["reindex"], ""),
        (&["repair", repaired], ""),
        (&["operator", "roles"], ""),
        (&["backup", copy], ""),
        (&["restore", backup], ""),
        (&["compact"], ""),
        (&["doctor"], ""),
        (&["keys"], ""),
        (&["completions", "bash"], ""),
        (&["man"], ""),
        (&["schema"], ""),
        (&["checkin", "list", "--json"], ""),
        (&["force", "--json"], ""),
        (&["education", "--json"], ""),
        (
            &[
                "demo",
                "--no-open",
                "--cases",
                "4",
                "--people",
                "4",
                "--store",
                town,
            ],
            "",
        ),
        (&["help"], ""),
    ];
    // A lesson is a desk, and says nothing on stdout; a move wants a server, and its tests are there.
    let mut tried = BTreeSet::from(["tutor", "move"]);
    for (args, input) in verbs {
        tried.insert(args[0]);
        let full = shell(&desk, "", args, "> /dev/full", input);
        assert!(
            matches!(full.code, 1..=3),
            "{args:?}: {} {}",
            full.code,
            full.err
        );
        assert!(
            full.err.contains("could not be written"),
            "{args:?}: {}",
            full.err
        );
    }
    let table = command(&Words::new(Lang::En));
    let all: BTreeSet<&str> = table.get_subcommands().map(|it| it.get_name()).collect();
    assert_eq!(tried, all);
}

#[test]
#[cfg(target_os = "linux")]
fn register_tells_how_many_lines_it_took_before_nobody_could_be_answered() {
    let desk = Desk::new();
    let full = shell(&desk, "", &["register"], "> /dev/full", &LINE.repeat(5));
    assert_eq!(full.code, 1, "{}", full.err);
    assert!(full.err.contains("1 lines are registered"), "{}", full.err);
    assert_eq!(cases(&desk), 1);
    // Nobody who reads any more is no failure.
    let closed = shell(&desk, "", &["case", "list"], "| true", "");
    assert_eq!((closed.code, closed.err.as_str()), (0, ""));
}

#[test]
fn a_clock_that_cannot_be_right_is_told_and_the_day_is_asked_for() {
    for (now, word) in [
        ("2026-11-25T09:00:00+08:00", "before the last entry"),
        ("2026-12-05T09:41:00+08:00", "more than two days after"),
    ] {
        let desk = Desk::new().with_three();
        let feed = |args: &[&str], line: &str| {
            let mut child = desk
                .command(args)
                .env("MULIN_NOW", now)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut stdin = child.stdin.take().unwrap();
            std::io::Write::write_all(&mut stdin, line.as_bytes()).unwrap();
            drop(stdin);
            Printed::of(&child.wait_with_output().unwrap())
        };
        let asked = feed(&["register"], LINE);
        assert_eq!(asked.code, 1, "{now}: {}", asked.out);
        assert!(asked.err.contains(word), "{now}: {}", asked.err);
        let problem = &asked.lines()[0]["problems"][0];
        assert_eq!(problem["field"], "received_at", "{now}");
        assert!(
            problem["text"]
                .as_str()
                .unwrap()
                .contains("--clock-is-right")
        );
        assert_eq!(cases(&desk), 3);
        let dated = LINE.replace('{', "{\"received_at\":\"2026-11-25T09:30\",");
        let taken = feed(&["register"], &dated);
        assert_eq!(taken.code, 0, "{now}: {}{}", taken.out, taken.err);
        let desk = Desk::new().with_three();
        let mut right = desk.command(&["register", "--clock-is-right"]);
        let mut child = right
            .env("MULIN_NOW", now)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut stdin, LINE.as_bytes()).unwrap();
        drop(stdin);
        let taken = Printed::of(&child.wait_with_output().unwrap());
        assert_eq!((taken.code, taken.err.as_str()), (0, ""), "{now}");
        // What was said to be right holds from then on.
        let next = desk
            .command(&["case", "list"])
            .env("MULIN_NOW", now)
            .output();
        assert_eq!(Printed::of(&next.unwrap()).err, "");
    }
}

/// Whoever may do everything is refused nothing: then the program runs as nobody.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_may_only_be_read_is_read_and_a_closed_folder_is_told_as_one() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    const NOBODY: u32 = 65_534;
    let desk = Desk::new().with_three();
    let (folder, store) = (desk.file(""), desk.file("desk.redb"));
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let through = if is_root {
        for file in fs::read_dir(&folder).unwrap() {
            chown(file.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
        "setpriv --reuid=65534 --regid=65534 --clear-groups"
    } else {
        ""
    };
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&store, 0o400);
    let list = shell(&desk, through, &["case", "list", "--json"], "", "");
    assert_eq!(list.code, 0, "{}", list.err);
    assert_eq!(list.json().as_array().unwrap().len(), 3);
    assert_eq!(shell(&desk, through, &["verify"], "", "").code, 0);
    let refused = shell(&desk, through, &["register"], "", LINE);
    assert_eq!((refused.code, refused.out.as_str()), (3, ""));
    assert!(refused.err.contains("cannot be written"), "{}", refused.err);
    mode(&folder, 0o000);
    let closed = shell(&desk, through, &["case", "list"], "", "");
    mode(&folder, 0o700);
    assert_eq!((closed.code, closed.out.as_str()), (3, ""));
    assert!(closed.err.contains("no right"), "{}", closed.err);
}
