//! The clock is compared with what was done last, whatever that was about.

use std::process::Stdio;

use crate::cli::{Desk, Printed};

#[test]
fn what_was_done_last_to_any_matter_is_what_a_clock_is_compared_with() {
    let desk = Desk::new().with_three();
    let at = |now: &str, args: &[&str], input: &str| {
        let mut child = desk
            .command(args)
            .env("MULIN_NOW", now)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut stdin, input.as_bytes()).unwrap();
        drop(stdin);
        Printed::of(&child.wait_with_output().unwrap())
    };
    let note = ["step", "ML-2026-0001", "note", "--text", "已电话联系"];
    let noted = at("2026-11-26T10:00:00+08:00", &note, "");
    assert_eq!(noted.code, 0, "{}", noted.err);
    // The last case was registered the day before; the note was written after that.
    let line = "{\"summary\":\"路灯不亮\"}\n";
    let asked = at("2026-11-26T09:00:00+08:00", &["register"], line);
    assert_eq!(asked.code, 1, "{}", asked.out);
    assert!(asked.out.contains("received_at"), "{}", asked.out);
    let taken = at("2026-11-26T10:01:00+08:00", &["register"], line);
    assert_eq!((taken.code, taken.err.as_str()), (0, ""));
}
