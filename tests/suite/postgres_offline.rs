//! 断线登记: the line to the server is cut, people come all the same, the desk is killed, and the line
//! comes back.
#![cfg(unix)]

use std::time::Duration;

use mulin::domain::entry::Stream;
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::operator::OperatorId;
use mulin::domain::right::Role;
use mulin::domain::seat::SignedIn;
use mulin::domain::secret::Secret;
use mulin::domain::viewer::Viewer;
use mulin::office::operators::add;
use mulin::office::pin::unlock;
use mulin::office::sign_in::{hand_in_tries, sign_in};
use mulin::store::contract::ask;
use mulin::store::redb::store::RedbStore;

use crate::cli::Desk;
use crate::postgres_cluster::{Server, within};
use crate::postgres_town::open;
use crate::terminal::Terminal;

const F2: &str = "\x1bOQ";
const F4: &str = "\x1bOS";
const CTRL_S: &str = "\x13";

/// Types a visitor into the intake and hands it in.
fn receive(desk: &mut Terminal, name: &str, summary: &str) {
    desk.send(name);
    desk.wait_for(name);
    desk.send("\t\t\t");
    desk.send(summary);
    desk.wait_for(summary);
    desk.send(CTRL_S);
}

/// Reads the provisional number on the card.
fn provisional(desk: &Terminal) -> String {
    desk.wait_for("已登记在本机");
    let shown = desk.contents();
    let from = shown.find("LS-").unwrap();
    let number: String = shown[from..].chars().take(12).collect();
    number
}

#[test]
fn while_the_line_is_cut_people_are_registered_and_get_their_lasting_number_once_it_is_back() {
    let Some(server) = Server::begin() else {
        return;
    };
    let database = server.database();
    let house = Desk::new();
    let home = house.file("");
    let url = database.url();
    let other = open(&database, &home.join("other/m"));
    let desk_at = |now: &str| {
        let variables = [("MULIN_NOW", now)];
        let desk = Terminal::open_with(&home, (120, 40), &["--store", &url], &variables);
        desk.wait_for("F1 帮助");
        desk
    };
    let mut desk = desk_at("2026-11-25T09:41:00+08:00");
    desk.send(F2);
    desk.wait_for("涉及干部");
    server.kill();
    desk.wait_for("连不上服务器");
    receive(&mut desk, "单雄信", "暖气不热");
    let first = provisional(&desk);
    // The receipt names it, and says nothing of what it is about.
    desk.send("2");
    desk.wait_for("回执已写进");
    let papers = home.join("data/mulin/towns");
    let receipt = found(&papers, &format!("{first}.txt"));
    let receipt = std::fs::read_to_string(receipt).unwrap();
    assert!(
        receipt.contains(&first) && receipt.contains("2026-11-25 09:4"),
        "{receipt}"
    );
    assert!(!receipt.contains("暖气"), "{receipt}");
    desk.send("1");
    desk.wait_gone("已登记在本机");
    // Neither does what cannot wait wait for the line.
    receive(&mut desk, "尉迟恭", "煤气泄漏，有人晕倒");
    desk.wait_for("像是急事：先打电话");
    let second = provisional(&desk);
    assert_ne!(first, second);
    desk.signal("KILL");
    desk.wait_exit();

    let asked = house.run(&["doctor", "--store", &url]);
    let line = asked.out.lines().find(|it| it.contains("the line was cut"));
    assert!(line.unwrap().ends_with(": 2"), "{}", asked.out);

    // Opened anew while the server is still away, and hours later.
    let mut desk = desk_at("2026-11-25T15:10:00+08:00");
    desk.wait_for("待补登 2");
    server.start();
    desk.wait_for(&format!("{first} → ML-2026-0001"));
    desk.wait_for(&format!("{second} → ML-2026-0002"));
    desk.wait_gone("待补登");
    desk.send(F4);
    desk.wait_for("ML-2026-0002");
    let viewer = Viewer::new("王芳".to_owned());
    for (number, provisional, summary) in [
        ("ML-2026-0001", &first, "暖气不热"),
        ("ML-2026-0002", &second, "煤气泄漏，有人晕倒"),
    ] {
        let number = CaseNumber::parse(number).unwrap();
        let case = ask(&other, |it| it.case(number, &viewer)).unwrap().unwrap();
        assert_eq!(case.matter.summary, summary);
        let known = case.matter.external.iter().map(|it| it.value.as_str());
        assert_eq!(known.collect::<Vec<_>>(), [provisional.as_str()]);
        let received = case.received_at().unwrap().minute();
        assert!(received.starts_with("2026-11-25 09:4"), "{received}");
        let registered = case.registered_at.minute();
        assert!(registered.starts_with("2026-11-25 15:1"), "{registered}");
    }
    let hit = house.run(&["find", &first, "--store", &url]);
    assert!(
        hit.out.contains("单雄信") && hit.out.contains(&first),
        "{}",
        hit.out
    );
    let third = CaseNumber::parse("ML-2026-0003").unwrap();
    assert_eq!(ask(&other, |it| it.case(third, &viewer)).unwrap(), None);
}

fn found(folder: &std::path::Path, name: &str) -> std::path::PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name().to_string_lossy() == name {
                return entry.path();
            }
        }
    }
    panic!("no {name}");
}

#[test]
fn while_the_line_is_cut_who_works_here_signs_in_and_guessing_is_slowed() {
    let Some(server) = Server::begin() else {
        return;
    };
    let database = server.database();
    let home = tempfile::tempdir().unwrap();
    let store = open(&database, &home.path().join("one/m"));
    let at = |minute: i64| {
        Moment::parse("2026-11-25T09:00")
            .unwrap()
            .plus_seconds(60 * minute)
    };
    let right = Secret::new("春天的冷柳树".to_owned());
    let wrong = Secret::new("春天的冷杨树".to_owned());
    let added = add(&store, "王芳", "王芳", Role::Administrator, &right, at(0)).unwrap();
    assert!(added.is_ok());
    let signed_in = |typed: &Secret, minute| sign_in(&store, "王芳", typed, at(minute)).unwrap();
    assert!(matches!(signed_in(&right, 1), SignedIn::As { .. }));
    server.kill();
    let guesses: Vec<SignedIn> = (0..6).map(|_| signed_in(&wrong, 2)).collect();
    assert_eq!(guesses[0], SignedIn::Wrong);
    assert!(matches!(guesses[5], SignedIn::Wait(_)), "{guesses:?}");
    assert!(matches!(signed_in(&right, 2), SignedIn::Wait(_)));
    // Another window on this machine knows of it.
    let window = open(&database, &home.path().join("one/m"));
    let there = sign_in(&window, "王芳", &right, at(2)).unwrap();
    assert!(matches!(there, SignedIn::Wait(_)), "{there:?}");
    assert!(matches!(signed_in(&right, 200), SignedIn::As { .. }));
    assert!(matches!(
        unlock(&store, "王芳", &right, at(201)).unwrap(),
        SignedIn::As { .. }
    ));
    server.start();
    let entries = |store: &RedbStore| {
        let viewer = Viewer::new("王芳".to_owned());
        ask(store, |it| {
            it.history(Stream::Operator(OperatorId(1)), &viewer)
        })
        .unwrap()
    };
    within(Duration::from_secs(30), || hand_in_tries(&store).is_ok());
    hand_in_tries(&store).unwrap();
    let tries: Vec<Moment> = entries(&store).iter().map(|it| it.when).collect();
    let handed_in = tries.iter().filter(|it| **it >= at(2)).count();
    let wrong = guesses.iter().filter(|it| **it == SignedIn::Wrong).count();
    // Each wrong try; that the right one was tried, and let in; that the lock was, and opened, and he sat down.
    assert_eq!(handed_in, wrong + 2 + 3, "{tries:?}");
    assert!(tries.is_sorted(), "{tries:?}");
    let known = ask(&window, |it| it.operator("王芳")).unwrap().unwrap().1;
    assert_eq!(known.failures, 0);
    let proof = ask(&store, |it| it.verify(&mut |_| {})).unwrap();
    assert_eq!(proof.faults, [""; 0]);
}
