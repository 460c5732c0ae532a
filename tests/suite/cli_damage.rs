//! A damaged store: a sentence and an exit code, never a fault of the program, and the file stays.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn mulin(store: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mulin"))
        .args(arguments)
        .arg("--store")
        .arg(store)
        .env("LANG", "en_US.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that gave up already reads nothing.
    let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn a_flipped_bit_anywhere_is_no_fault_of_the_program() {
    let home = tempfile::tempdir().unwrap();
    let store = home.path().join("desk.redb");
    let line = "{\"channel\":\"visit\",\"name\":\"牟春生\",\"summary\":\"拖欠工资\"}\n";
    assert!(mulin(&store, &["register"], line).status.success());
    let whole = fs::read(&store).unwrap();
    // Two places where redb's own assertions fail, and places all over the file.
    let spread = (0..whole.len()).step_by(whole.len() / 120);
    for at in [8196, 57_701].into_iter().chain(spread) {
        for arguments in [["case", "list"].as_slice(), &["verify"], &["register"]] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            fs::write(&store, &bytes).unwrap();
            let output = mulin(&store, arguments, line);
            let (code, errors) = (
                output.status.code(),
                String::from_utf8_lossy(&output.stderr),
            );
            assert!(
                matches!(code, Some(0 | 1 | 3)),
                "byte {at}, {arguments:?}: {code:?} {errors}"
            );
            assert!(
                !errors.contains("panicked") && !errors.contains("fault in the program"),
                "byte {at}, {arguments:?}: {errors}"
            );
        }
    }
}
