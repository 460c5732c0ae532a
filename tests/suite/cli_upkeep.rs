//! `mulin verify`, `backup`, `restore`, `compact` and `demo`.

use std::fs;

use serde_json::json;

use crate::cli::Desk;

fn numbers(desk: &Desk) -> usize {
    let rows = desk.run(&["case", "list", "--json"]).json();
    rows.as_array().unwrap().len()
}

#[test]
fn a_backup_comes_back_and_the_replaced_store_stays() {
    let desk = Desk::new().with_three();
    let backup = desk.file("backup.redb");
    let backup = backup.to_str().unwrap();
    let made = desk.run(&["backup", backup]);
    assert_eq!(made.code, 0, "{}", made.err);
    let twice = desk.run(&["backup", backup]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("backup.redb"), "{}", twice.err);
    desk.feed(&["register"], "{\"summary\":\"备份以后\"}");
    assert_eq!(numbers(&desk), 4);
    let restored = desk.run(&["restore", backup]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(numbers(&desk), 3);
    let kept = desk.file("desk-2026-11-25-094100.redb");
    assert!(
        restored.out.contains(kept.to_str().unwrap()),
        "{}",
        restored.out
    );
    let old = desk.run(&["--store", kept.to_str().unwrap(), "case", "list", "--json"]);
    assert_eq!(old.json().as_array().unwrap().len(), 4);
    assert_eq!(desk.run(&["restore", backup]).code, 0);
    let store = desk.file("desk.redb");
    let store = store.to_str().unwrap();
    let itself = desk.run(&["restore", store]);
    assert_eq!(itself.code, 2, "{}", itself.err);
    assert!(itself.err.contains(store), "{}", itself.err);
    assert!(desk.file("desk-2026-11-25-094100-2.redb").exists());
    assert_eq!(desk.run(&["verify"]).code, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for file in ["desk.redb", "backup.redb"] {
            let bits = desk.file(file).metadata().unwrap().permissions().mode();
            assert_eq!(bits & 0o777, 0o600, "{file}");
        }
    }
}

#[test]
fn a_backup_is_proved_whole_and_finds_everybody() {
    let desk = Desk::new().with_three();
    let backup = desk.file("backup.redb");
    let backup = backup.to_str().unwrap();
    assert_eq!(desk.run(&["backup", backup]).code, 0);
    let proof = desk.run(&["--store", backup, "verify"]);
    assert_eq!(proof.code, 0, "{}", proof.out);
    for typed in ["mcs", "5678", "WF2026001"] {
        let found = desk.run(&["--store", backup, "find", typed, "--json"]);
        assert_eq!(found.json().as_array().map(Vec::len), Some(1), "{typed}");
    }
}

#[test]
fn what_is_no_backup_is_refused_and_the_store_stays() {
    let desk = Desk::new().with_three();
    let wrong = desk.write("wrong.redb", "not a store");
    let empty = desk.write("empty.redb", "");
    let damaged = desk.file("damaged.redb");
    let whole = fs::read(desk.file("desk.redb")).unwrap();
    fs::write(&damaged, &whole[..whole.len() / 3]).unwrap();
    let missing = desk.file("missing.redb");
    for file in [wrong, empty, damaged, missing] {
        let answer = desk.run(&["restore", file.to_str().unwrap()]);
        assert_eq!(answer.code, 1, "{}: {}", file.display(), answer.err);
        assert!(
            answer.err.contains(file.to_str().unwrap()),
            "{}",
            answer.err
        );
    }
    assert_eq!(numbers(&desk), 3);
    let strays = fs::read_dir(desk.file("")).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with(".mulin-")
    });
    assert_eq!(strays.count(), 0);
}

#[test]
fn a_broken_store_is_told_and_a_backup_mends_it() {
    let desk = Desk::new().with_three();
    let backup = desk.file("backup.redb");
    desk.run(&["backup", backup.to_str().unwrap()]);
    fs::write(desk.file("desk.redb"), "something else").unwrap();
    for args in [
        &["find", "mcs"][..],
        &["verify"],
        &["case", "list"],
        &["doctor"],
    ] {
        let answer = desk.run(args);
        assert_eq!(answer.code, 3, "{args:?}");
        let output = format!("{}{}", answer.out, answer.err);
        assert!(output.contains("desk.redb"), "{args:?}: {output}");
    }
    let fed = desk.feed(&["register"], "{\"summary\":\"一\"}");
    assert_eq!((fed.code, fed.out.as_str()), (3, ""));
    assert_eq!(desk.run(&["restore", backup.to_str().unwrap()]).code, 0);
    assert_eq!(numbers(&desk), 3);
}

#[test]
fn nothing_is_moved_or_compacted_under_an_open_window() {
    let desk = Desk::new().with_three();
    let backup = desk.file("backup.redb");
    desk.run(&["backup", backup.to_str().unwrap()]);
    let mut window = desk.start(&["register"]);
    let mut stdin = window.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, b"{\"summary\":\"1\"}\n").unwrap();
    let mut answers = std::io::BufReader::new(window.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut answers, &mut line).unwrap();
    for args in [&["compact"][..], &["restore", backup.to_str().unwrap()]] {
        let answer = desk.run(args);
        assert_eq!(answer.code, 3, "{args:?}: {}{}", answer.out, answer.err);
    }
    drop(stdin);
    assert_eq!(window.wait().unwrap().code(), Some(0));
    let compacted = desk.run(&["compact"]);
    assert_eq!(compacted.code, 0, "{}", compacted.err);
    assert_eq!(numbers(&desk), 4);
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn the_same_seed_gives_the_same_town_in_a_store_of_its_own() {
    let args = [
        "demo",
        "--no-open",
        "--people",
        "60",
        "--cases",
        "80",
        "--seed",
        "7",
    ];
    let list = |desk: &Desk| desk.run(&["case", "list", "--json"]).out;
    let (one, other) = (Desk::new(), Desk::new());
    for desk in [&one, &other] {
        let made = desk.run(&[&args[..], &["--on", "2026-11-25"]].concat());
        assert_eq!(made.code, 0, "{}", made.err);
        let proof = desk.run(&["verify"]);
        assert_eq!(proof.code, 0, "{}", proof.out);
        assert!(proof.out.contains("80 cases, 60 people"), "{}", proof.out);
    }
    assert_eq!(list(&one), list(&other));
    let again = one.run(&args);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("desk.redb"), "{}", again.err);
    let found = one.run(&["find", "mcs", "--json"]).json();
    assert_eq!(found[0]["name"], json!("牟春生"));
    let unnamed = one
        .command(&args)
        .env_remove("MULIN_STORE")
        .output()
        .unwrap();
    assert!(unnamed.status.success());
    assert!(one.file("data/mulin/demo-7-2026-11-25-60-80.redb").exists());
    assert_eq!(one.run(&["demo", "--no-open", "--on", "someday"]).code, 2);
}

#[test]
fn the_doctor_names_the_file_in_which_the_fault_is() {
    let desk = Desk::new();
    let folder = desk.file("config/mulin");
    fs::create_dir_all(&folder).unwrap();
    for name in ["roads.toml", "triage.toml", "content.toml"] {
        let file = folder.join(name);
        fs::write(&file, "nothing = [").unwrap();
        let output = desk.run(&["doctor", "--lang", "zh"]).out;
        let fault: Vec<&str> = output.lines().filter(|line| line.contains(name)).collect();
        assert_eq!(fault.len(), 1, "{output}");
        assert!(fault[0].contains("镇里自己的文件"), "{output}");
        assert!(!fault[0].contains("config.toml"), "{output}");
        fs::remove_file(&file).unwrap();
    }
}
