//! A town on a server: several machines at once, a server that is killed or out of reach, and who sees
//! which rows.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use mulin::domain::act::{Act, Action, CommitResult, Done};
use mulin::domain::number::CaseNumber;
use mulin::domain::save_id::SaveIds;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::error::StoreError;
use mulin::store::postgres::address::Address;
use mulin::store::postgres::schema::{SQL, member};
use mulin::store::postgres::town::{Moved, Town};
use mulin::store::redb::store::RedbStore;

use crate::cli::{Desk, Printed};
use crate::postgres_cluster::{Database, Server, database, shared, within};
use crate::store_contract::{act, person, registration};
use crate::terminal::Terminal;

pub(crate) fn town(url: &str, mirror: &Path) -> Town {
    Town {
        address: Address::parse(url).unwrap(),
        mirror: mirror.to_path_buf(),
        verb: None,
        projections: vec![Arc::new(FinderIndex)],
        settings: Settings::default(),
    }
}

pub(crate) fn open(database: &Database, mirror: &Path) -> RedbStore {
    town(&database.url(), mirror).open().unwrap()
}

pub(crate) fn matter(name: &str) -> Action {
    let when = "2026-11-20 09:00";
    Action::Register(Box::new(registration(
        person(name, "13800001234"),
        name,
        when,
    )))
}

/// Registers a matter; gives its number.
pub(crate) fn register(store: &dyn Store, name: &str) -> Result<CaseNumber, StoreError> {
    let done = store.commit(&[act("2026-11-20 09:00", matter(name))])?;
    match &done[..] {
        [CommitResult::Done(Done::Registered { number, .. })] => Ok(*number),
        other => panic!("{other:?}"),
    }
}

/// Gives what stands in every table, through a copy of the store.
fn rows(store: &RedbStore) -> (u64, u64, Vec<String>) {
    let home = tempfile::tempdir().unwrap();
    let copied = store.backup(&home.path().join("copy.redb")).unwrap();
    let seal = ask(store, |it| it.seal()).unwrap();
    (copied.rows, seal.entries, copied.faults)
}

pub(crate) fn faults(store: &dyn Store) -> Vec<String> {
    ask(store, |it| it.verify(&mut |_| {})).unwrap().faults
}

#[test]
fn desks_that_write_at_once_break_no_number_and_lose_no_row() {
    const EACH: u32 = 25;
    let Some(database) = database() else { return };
    let home = tempfile::tempdir().unwrap();
    let stores = ["one", "two", "three"].map(|it| open(&database, &home.path().join(it).join("m")));
    let numbers: Vec<u32> = thread::scope(|scope| {
        let writers = stores.iter().enumerate().map(|(at, store)| {
            scope.spawn(move || {
                let kept = (0..EACH).map(|run| register(store, &format!("甲{at}-{run}")).unwrap());
                kept.map(|number| number.run).collect::<Vec<_>>()
            })
        });
        let writers: Vec<_> = writers.collect();
        writers
            .into_iter()
            .flat_map(|it| it.join().unwrap())
            .collect()
    });
    let unbroken: BTreeSet<u32> = (1..=3 * EACH).collect();
    assert_eq!(numbers.len(), unbroken.len());
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), unbroken);
    let first = rows(&stores[0]);
    for store in &stores {
        assert_eq!(faults(store), [""; 0]);
        assert_eq!(rows(store), first);
    }
    assert_eq!(first.2, [""; 0]);
}

#[test]
fn a_mirror_that_cannot_be_brought_up_to_date_is_made_anew_and_reads_the_same() {
    let Some(database) = database() else { return };
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (home.path().join("one/m"), home.path().join("two/m"));
    let store = open(&database, &one);
    for run in 0..5 {
        register(&store, &format!("乙{run}")).unwrap();
    }
    let all = rows(&store);
    // Another machine, and a mirror that was thrown away.
    assert_eq!(rows(&open(&database, &two)), all);
    fs::remove_dir_all(two.parent().unwrap()).unwrap();
    assert_eq!(rows(&open(&database, &two)), all);
    // Rows were forgotten that the mirror has not heard of.
    register(&store, "乙的").unwrap();
    store.reindex().unwrap();
    let mut admin = database.admin();
    let revision: i64 = admin
        .query_one("select revision from mulin.towns", &[])
        .unwrap()
        .get(0);
    admin
        .execute("select mulin.forget_removed('mulin', $1)", &[&revision])
        .unwrap();
    assert_eq!(rows(&open(&database, &two)), rows(&store));
    // The server was put back to what it was before: the mirror is ahead of it.
    admin
        .batch_execute("begin; delete from mulin.rows; delete from mulin.sendings; update mulin.towns set revision = 0; commit")
        .unwrap();
    let put_back = open(&database, &two);
    assert_eq!(ask(&put_back, |it| it.seal()).unwrap().entries, 0);
    // It lost a transaction that the mirror has, and went on with another one of the same number.
    let (lost, lately) = (home.path().join("three/m"), home.path().join("four/m"));
    let behind = open(&database, &lost);
    register(&behind, "丢的").unwrap();
    drop(behind);
    admin
        .batch_execute("begin; delete from mulin.rows; delete from mulin.sendings; update mulin.towns set revision = 0, mark = ''; commit")
        .unwrap();
    let went_on = open(&database, &lately);
    for run in 0..9 {
        register(&went_on, &format!("后来{run}")).unwrap();
    }
    let mixed = open(&database, &lost);
    assert_eq!(rows(&mixed), rows(&went_on));
    assert!(
        mixed.older().is_some(),
        "its seals say that something is missing"
    );
    drop((store, put_back, went_on, mixed));
    // Another town bears the name: the seals of the first are no seals of it.
    admin.batch_execute("drop schema mulin cascade").unwrap();
    let store = open(&database, &one);
    assert_eq!(store.older(), None);
    assert_eq!(register(&store, "丙").unwrap().run, 1);
    assert_eq!(faults(&store), [""; 0]);
}

#[test]
fn a_role_sees_no_row_of_another_town_whatever_it_asks() {
    let Some(database) = database() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut admin = database.admin();
    let roles = [
        format!("{}_east", database.name),
        format!("{}_west", database.name),
    ];
    admin.batch_execute(SQL).unwrap();
    admin.batch_execute(SQL).unwrap();
    for (role, name) in roles.iter().zip(["东镇", "西镇"]) {
        admin
            .batch_execute(&format!("create role {role} login"))
            .unwrap();
        admin.batch_execute(&member(name, role)).unwrap();
    }
    for (role, count) in roles.iter().zip([3, 2]) {
        let mirror = home.path().join(role).join("m");
        let store = town(&database.url_of(role, ""), &mirror).open().unwrap();
        for run in 0..count {
            register(&store, &format!("{role}{run}")).unwrap();
        }
        assert_eq!(ask(&store, |it| it.seal()).unwrap().entries, rows(&store).1);
    }
    for (role, name) in roles.iter().zip(["东镇", "西镇"]) {
        let mut client = database.client_of(role);
        let ask = |client: &mut postgres::Client, question: &str| -> i64 {
            client.query_one(question, &[]).unwrap().get(0)
        };
        assert_eq!(
            ask(&mut client, "select count(distinct town) from mulin.rows"),
            1
        );
        assert_eq!(ask(&mut client, "select count(*) from mulin.towns"), 1);
        assert_eq!(ask(&mut client, "select count(*) from mulin.members"), 1);
        let other = "select count(*) from mulin.rows where town <> \
                     (select town from mulin.towns)";
        assert_eq!(ask(&mut client, other), 0);
        let own: String = client
            .query_one("select name from mulin.towns", &[])
            .unwrap()
            .get(0);
        assert_eq!(own, name);
        // What it may not see it may not write either.
        let numbers = admin
            .query("select town from mulin.towns where name <> $1", &[&name])
            .unwrap();
        let other: i32 = numbers[0].get(0);
        let written = client.execute(
            "update mulin.rows set value = null where town = $1",
            &[&other],
        );
        assert_eq!(written.unwrap(), 0);
        let put = "insert into mulin.rows values ($1, 'meta', 'x', 'x', 1)";
        assert!(client.execute(put, &[&other]).is_err());
        assert!(
            client
                .batch_execute(&format!(
                    "insert into mulin.members values ('{role}', {other})"
                ))
                .is_err()
        );
        assert!(client.execute("delete from mulin.rows", &[]).is_err());
        let named = town(
            &database.url_of(role, "?town=nowhere"),
            &home.path().join("none/m"),
        );
        assert!(matches!(named.open(), Err(StoreError::NoTown(_))));
    }
}

#[test]
fn what_a_killed_server_acknowledged_is_found_and_nothing_twice() {
    let Some(server) = Server::begin() else {
        return;
    };
    let database = server.database();
    let home = tempfile::tempdir().unwrap();
    let stores = ["one", "two"].map(|it| open(&database, &home.path().join(it).join("m")));
    let (acknowledged, failed) = thread::scope(|scope| {
        let writers = stores.iter().enumerate().map(|(at, store)| {
            scope.spawn(move || {
                let (mut kept, mut failed) = (Vec::new(), 0);
                for run in 0..60 {
                    match register(store, &format!("丁{at}-{run}")) {
                        Ok(number) => kept.push((number.run, format!("丁{at}-{run}"))),
                        Err(StoreError::Line(_) | StoreError::Unsure) => failed += 1,
                        Err(error) => panic!("{error}"),
                    }
                }
                (kept, failed)
            })
        });
        let writers: Vec<_> = writers.collect();
        for _ in 0..3 {
            thread::sleep(Duration::from_millis(300));
            server.kill();
            server.start();
        }
        let ended = writers.into_iter().map(|it| it.join().unwrap());
        ended.fold((Vec::new(), 0), |(mut all, sum), (kept, failed)| {
            all.extend(kept);
            (all, sum + failed)
        })
    });
    let unique: BTreeSet<u32> = acknowledged.iter().map(|(run, _)| *run).collect();
    assert_eq!(unique.len(), acknowledged.len(), "a number was given twice");
    let fresh = open(&database, &home.path().join("fresh/m"));
    assert_eq!(faults(&fresh), [""; 0]);
    let there = ask(&fresh, |it| {
        let viewer = Viewer::new("王建国");
        let mut names = Vec::new();
        for run in 1..=200 {
            let number = CaseNumber { year: 2026, run };
            if let Some(view) = it.case_view(number, &viewer)? {
                names.push((run, view.case.matter.summary.clone()));
            }
        }
        Ok(names)
    })
    .unwrap();
    let summaries: BTreeSet<&String> = there.iter().map(|(_, summary)| summary).collect();
    assert_eq!(summaries.len(), there.len(), "something was kept twice");
    for kept in &acknowledged {
        assert!(
            there.contains(kept),
            "{kept:?} was acknowledged, and is lost"
        );
    }
    assert!(there.len() <= acknowledged.len() + failed);
    println!(
        "acknowledged {}, failed {failed}, there {}",
        acknowledged.len(),
        there.len()
    );
    for store in &stores {
        assert_eq!(rows(store), rows(&fresh));
    }
}

#[test]
fn out_of_reach_reads_go_on_and_what_is_saved_is_refused_with_a_sentence_and_kept_once_later() {
    let Some(server) = Server::begin() else {
        return;
    };
    let database = server.database();
    let home = tempfile::tempdir().unwrap();
    let mirror = home.path().join("one/m");
    let store = open(&database, &mirror);
    register(&store, "戊").unwrap();
    let save = SaveIds::of_window(7).draw();
    let again = || Act {
        action: Action::Once {
            save: save.clone(),
            action: Box::new(matter("己")),
        },
        ..act("2026-11-20 09:00", matter("己"))
    };
    server.kill();
    let refused = store.commit(&[again()]).unwrap_err();
    assert!(
        matches!(refused, StoreError::Line(_) | StoreError::Unsure),
        "{refused}"
    );
    assert_eq!(ask(&store, |it| it.revision()).unwrap(), 1);
    assert!(matches!(store.stands(), Err(StoreError::Line(_))));
    // Opened while nobody answers: what this machine saw last.
    let later = open(&database, &mirror);
    assert_eq!(ask(&later, |it| it.revision()).unwrap(), 1);
    let nowhere = town(&database.url(), &home.path().join("none/m")).open();
    assert!(matches!(nowhere, Err(StoreError::Line(_))));
    server.start();
    let came = store.commit(&[again()]).unwrap();
    assert!(matches!(came[..], [CommitResult::Done(_)]), "{came:?}");
    let known = store.commit(&[again()]).unwrap();
    assert!(matches!(known[..], [CommitResult::Known(_)]), "{known:?}");
    assert_eq!(store.stands(), Ok(()));
    within(Duration::from_secs(10), || {
        ask(&later, |it| it.revision()).unwrap() > 2
    });
    assert_eq!(faults(&store), [""; 0]);
}

#[test]
fn a_change_elsewhere_is_in_the_mirror_within_half_a_second() {
    let Some(database) = database() else { return };
    let home = tempfile::tempdir().unwrap();
    let desk = town(&database.url(), &home.path().join("one/m"))
        .follow()
        .unwrap();
    let other = open(&database, &home.path().join("two/m"));
    // The first of all may come before anybody listens.
    register(&other, "庚").unwrap();
    within(Duration::from_secs(5), || desk.revision().unwrap() == 1);
    let file = home.path().join("one/m");
    for run in 0..5 {
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        register(&other, &format!("庚{run}")).unwrap();
        // As the desk looks: at the file, before it asks.
        let took = within(Duration::from_millis(500), || {
            fs::metadata(&file).unwrap().modified().unwrap() > written
                && desk.revision().unwrap() == run + 2
        });
        println!("seen after {took:?}");
    }
    // The line that is listened on is lost.
    let mut admin = database.admin();
    let ended = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
                 where usename = $1";
    admin.query_one(ended, &[&database.name]).unwrap();
    register(&other, "辛").unwrap();
    within(Duration::from_secs(2), || desk.revision().unwrap() == 7);
}

#[test]
fn what_cannot_be_used_is_told_in_a_sentence() {
    let Some(database) = database() else { return };
    let home = tempfile::tempdir().unwrap();
    let mirror = home.path().join("one/m");
    let mut admin = database.admin();
    let guest = format!("{}_guest", database.name);
    admin
        .batch_execute(&format!("create role {guest} login"))
        .unwrap();
    let as_guest = || town(&database.url_of(&guest, ""), &mirror).open().map(drop);
    assert!(
        matches!(as_guest(), Err(StoreError::NoSchema(_))),
        "{:?}",
        as_guest()
    );
    drop(open(&database, &home.path().join("own/m")));
    assert!(
        matches!(as_guest(), Err(StoreError::NoSchema(_))),
        "{:?}",
        as_guest()
    );
    admin.batch_execute(&member("二", &database.name)).unwrap();
    let both = town(&database.url(), &home.path().join("two/m")).open();
    assert!(matches!(both, Err(StoreError::ManyTowns(names)) if names == "mulin, 二"));
    admin
        .batch_execute("update mulin.meta set schema_version = 99")
        .unwrap();
    let newer = town(&database.url(), &home.path().join("two/m")).open();
    assert!(matches!(newer, Err(StoreError::NewerSchema(_))));
    let unproved = town(&database.url_of("guarded", ""), &mirror).open();
    assert!(
        matches!(unproved, Err(StoreError::Login(_))),
        "{:?}",
        unproved.err()
    );
    assert!(!mirror.exists());
}

#[test]
fn a_server_that_does_not_prove_itself_is_sent_nothing() {
    let Some(server) = shared() else { return };
    let authority = server.authority();
    if !authority.exists() {
        return;
    }
    let database = server.database();
    let home = tempfile::tempdir().unwrap();
    let at = |host: &str, more: &str| {
        let more = format!("?sslmode=verify-full{more}");
        let url = database.url_of(&database.name, &more);
        town(&url.replace("127.0.0.1", host), &home.path().join("m"))
            .open()
            .map(drop)
    };
    let known = format!("&sslrootcert={}", authority.display());
    assert_eq!(at("localhost", &known), Ok(()));
    // Another name than that in the certificate, and an authority that nobody knows.
    for refused in [at("127.0.0.1", &known), at("localhost", "")] {
        assert!(
            matches!(refused, Err(StoreError::Certificate(_))),
            "{refused:?}"
        );
    }
}

#[test]
fn a_password_is_taken_from_a_file_that_its_owner_alone_can_read() {
    let Some(database) = database() else { return };
    let desk = Desk::new();
    let mut admin = database.admin();
    admin
        .batch_execute(
            "set password_encryption = 'scram-sha-256';
             do $$ begin create role guarded login; exception when duplicate_object then null; end $$;
             alter role guarded password 'hush'",
        )
        .unwrap();
    admin.batch_execute(SQL).unwrap();
    admin.batch_execute(&member("mulin", "guarded")).unwrap();
    let file = desk.write("passwords", "127.0.0.1:*:*:guarded:hush\n");
    let url = database.url_of("guarded", "");
    let ask = |mode: u32| {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let mut command = desk.command(&["case", "list", "--store", &url]);
        Printed::of(&command.env("PGPASSFILE", &file).output().unwrap())
    };
    let open = ask(0o644);
    assert!(
        open.code == 3 && open.err.contains("chmod 600"),
        "{}",
        open.err
    );
    let own = ask(0o600);
    assert_eq!(own.code, 0, "{}", own.err);
    fs::write(&file, "127.0.0.1:*:*:guarded:wrong\n").unwrap();
    let wrong = ask(0o600);
    assert!(
        wrong.code == 3 && wrong.err.contains("guarded"),
        "{}",
        wrong.err
    );
    assert!(!wrong.err.contains("wrong"), "{}", wrong.err);
}

#[test]
fn no_device_is_read_for_a_password_or_an_authority() {
    let desk = Desk::new();
    let passwords = desk
        .command(&["case", "list", "--store", "postgres://u@127.0.0.1:1/d"])
        .env("PGPASSFILE", "/dev/zero")
        .output()
        .unwrap();
    let far = "postgres://u@192.0.2.1:1/d?sslrootcert=/dev/zero";
    let authority = desk.command(&["case", "list", "--store", far]);
    let authority = { authority }.output().unwrap();
    for output in [passwords, authority] {
        let printed = Printed::of(&output);
        assert_eq!(printed.code, 3, "{}", printed.err);
        assert!(printed.err.contains("/dev/zero"), "{}", printed.err);
    }
}

#[test]
fn the_verbs_work_on_a_town_on_a_server() {
    let Some(database) = database() else { return };
    let desk = Desk::new();
    let url = database.url();
    let run = |args: &[&str]| desk.run(&[args, &["--store", &url]].concat());
    let line = "{\"name\":\"牟春生\",\"phone\":\"13800001234\",\"summary\":\"拖欠工资\",\
                \"village\":\"东牟家村\"}";
    let registered = desk.feed(&["register", "--store", &url], line);
    assert_eq!(registered.code, 0, "{}", registered.err);
    assert!(
        registered.out.contains("ML-2026-0001"),
        "{}",
        registered.out
    );
    for (args, holds) in [
        (&["find", "牟春生"][..], "牟春生"),
        (&["case", "list"], "2026"),
        (&["report", "month"], "1"),
        (&["verify"], "1"),
        (&["doctor"], "PostgreSQL"),
    ] {
        let answer = run(args);
        assert!(
            answer.code == 0 || args == ["doctor"],
            "{args:?}: {}",
            answer.err
        );
        assert!(answer.out.contains(holds), "{args:?}: {}", answer.out);
    }
    // Another machine, beside whose mirror the seals of this one are not.
    let away = Desk::new();
    let proof = away.run(&["verify", "--store", &url]);
    assert_eq!(proof.code, 0, "{}{}", proof.out, proof.err);
    let taken = away.file("taken.redb");
    let taken = taken.to_str().unwrap();
    assert_eq!(away.run(&["backup", taken, "--store", &url]).code, 0);
    let proof = away.run(&["verify", "--store", taken]);
    assert_eq!(proof.code, 0, "{}{}", proof.out, proof.err);
    let third = Desk::new();
    let file = third.file("file.redb");
    let file = file.to_str().unwrap();
    let moved = third.run(&["move", "--from", &url, "--to", file]);
    assert_eq!(moved.code, 0, "{}{}", moved.out, moved.err);
    let proof = third.run(&["verify", "--store", file]);
    assert_eq!(proof.code, 0, "{}{}", proof.out, proof.err);
    let copy = desk.file("copy.redb");
    assert_eq!(run(&["backup", copy.to_str().unwrap()]).code, 0);
    let copied = desk.run(&["case", "list", "--store", copy.to_str().unwrap()]);
    assert_eq!(copied.out, run(&["case", "list"]).out);
    for args in [
        &["compact"][..],
        &["restore", copy.to_str().unwrap()],
        &["repair", "new.redb"],
    ] {
        let refused = run(args);
        assert_ne!(refused.code, 0, "{args:?}");
        assert!(
            refused.err.contains("PostgreSQL"),
            "{args:?}: {}",
            refused.err
        );
    }
    let printed = desk.run(&["schema", "--town", "东镇", "--role", "east"]);
    assert!(printed.out.starts_with(SQL.lines().next().unwrap()));
    assert!(printed.out.ends_with(&member("东镇", "east")));
    let hush = desk.run(&["case", "list", "--store", "postgres://u:hush@127.0.0.1:1/d"]);
    assert!(hush.code == 2 && hush.err.contains(".pgpass") && !hush.err.contains("hush"));
}

#[test]
fn a_town_that_was_moved_there_and_back_is_the_same() {
    let Some(database) = database() else { return };
    let desk = Desk::new().with_three();
    let home = tempfile::tempdir().unwrap();
    let (file, url) = (desk.file("desk.redb"), database.url());
    let place = town(&url, &home.path().join("one/m"));
    let source = RedbStore::open(&file, place.projections.clone(), Settings::default()).unwrap();
    // It is killed on the way: nobody uses the town before it is whole, and the same move goes on.
    let broken = |_: u64| Err(StoreError::Stopped);
    assert_eq!(
        place.move_in(&source, &mut { broken }),
        Err(StoreError::Stopped)
    );
    assert!(matches!(place.open(), Err(StoreError::Unfinished(_))));
    let mut steps = 0;
    let moved = place.move_in(&source, &mut |_| {
        steps += 1;
        Ok(())
    });
    let moved = moved.unwrap();
    assert_eq!(moved, Moved::of(&source).unwrap());
    assert_eq!(moved, Moved::of(&place.open().unwrap()).unwrap());
    assert!(matches!(
        place.move_in(&source, &mut |_| Ok(())),
        Err(StoreError::NotEmpty(_))
    ));
    drop(source);
    // By the verb: onto another one, and back.
    let (onto, again) = (place_of_its_own(&database), desk.file("again.redb"));
    let (file, again) = (file.to_str().unwrap(), again.to_str().unwrap());
    let there = desk.run(&["move", "--from", file, "--to", &onto]);
    assert_eq!(there.code, 0, "{}{}", there.out, there.err);
    assert!(there.out.contains(&moved.digest), "{}", there.out);
    let back = desk.run(&["move", "--from", &onto, "--to", again]);
    assert_eq!(back.code, 0, "{}{}", back.out, back.err);
    assert!(back.out.contains(&moved.digest), "{}", back.out);
    let twice = desk.run(&["move", "--from", file, "--to", &onto]);
    assert!(
        twice.code == 3 && twice.err.contains("schema"),
        "{}",
        twice.err
    );
    assert_eq!(
        desk.run(&["move", "--from", file, "--to", "x.redb"]).code,
        2
    );
    let proof = desk.run(&["verify", "--store", again]);
    assert_eq!(proof.code, 0, "{}", proof.out);
}

/// Begins another town in the database; gives its address.
fn place_of_its_own(database: &Database) -> String {
    let mut admin = database.admin();
    admin
        .batch_execute(&member("二镇", &database.name))
        .unwrap();
    database.url_of(&database.name, "?town=%E4%BA%8C%E9%95%87")
}

#[test]
fn a_desk_shows_what_another_machine_registers_and_says_when_the_server_is_gone() {
    const F4: &str = "\x1bOS";
    let Some(server) = Server::begin() else {
        return;
    };
    let database = server.database();
    let home = tempfile::tempdir().unwrap();
    let url = database.url();
    let other = open(&database, &home.path().join("other/m"));
    let mut desk = Terminal::open(home.path(), (120, 40), &["--store", &url]);
    desk.wait_for("F1 帮助");
    desk.send(F4);
    desk.wait_for("全部0");
    let mut seen = Vec::new();
    for run in 1..=5_u64 {
        thread::sleep(Duration::from_millis(37 * run));
        let number = register(&other, &format!("壬{run}")).unwrap().to_string();
        let limit = Duration::from_secs(60);
        seen.push(within(limit, || desk.contents().contains(&number)).as_millis());
    }
    println!("from the commit of another machine to the screen: {seen:?} ms");
    server.kill();
    desk.wait_for("连不上服务器");
    server.start();
    desk.wait_gone("连不上服务器");
    let number = register(&other, "癸").unwrap().to_string();
    desk.wait_for(&number);
}
