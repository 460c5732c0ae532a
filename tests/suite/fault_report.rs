//! 故障材料: what can be sent to whoever mends the program names no person, no words of anybody, no path.

use std::fs;

use crate::cli::Desk;

#[test]
fn a_report_names_what_failed_and_nobody() {
    let desk = Desk::new();
    fs::create_dir_all(desk.file("config/mulin")).unwrap();
    desk.write(
        "config/mulin/config.toml",
        "theme = \"light\"\nstaff = [\"张敏\"]\n[town]\nstation = \"仁和管区驿站\"\ntown_goal_days = 20\n",
    );
    let line =
        r#"{"name":"单雄信","phone":"13800000001","summary":"宅基地边界","village":"东牟家村"}"#;
    assert_eq!(desk.feed(&["register"], line).code, 0);
    let whole = fs::read(desk.file("desk.redb")).unwrap();
    desk.write("desk.redb", "no store at all, and longer than its head");
    assert_eq!(desk.run(&["verify"]).code, 3);
    fs::write(desk.file("desk.redb"), whole).unwrap();

    let file = desk.file("fault.txt");
    let shown = file.to_str().unwrap();
    let made = desk.run(&["doctor", "--report", shown]);
    assert_eq!(made.code, 0, "{}", made.err);
    let text = fs::read_to_string(&file).unwrap();
    for part in [
        "commit: ",
        "store format: ",
        "LANG=C.UTF-8",
        "theme = light",
        "town.town_goal_days = 20",
        "town.station = (set)",
        "staff = (set)",
        "cases 1",
        "persons 1",
        "faults: 1",
        "2026-11-25 09:41 0.1.0 verify not-a-store",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let home = desk.file("");
    for kept in [
        "单雄信",
        "13800000001",
        "宅基地",
        "东牟家",
        "张敏",
        "仁和",
        "刘巧玲",
        home.to_str().unwrap(),
    ] {
        assert!(!text.contains(kept), "{kept}: {text}");
    }
    #[cfg(unix)]
    {
        let rights =
            std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions());
        assert_eq!(rights & 0o777, 0o600);
    }
    // What stands is not written over.
    let again = desk.run(&["doctor", "--report", shown]);
    assert_eq!(again.code, 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_terminal_that_keeps_keys_is_told_with_the_other_roads() {
    let desk = Desk::new();
    let mut command = desk.command(&["keys", "terminals", "--lang", "zh"]);
    let listed = command
        .env("XDG_CURRENT_DESKTOP", "Deepin")
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let first = listed.lines().next().unwrap();
    assert!(first.starts_with("深度终端"), "{first}");
    assert!(first.ends_with("（就是这个终端）"), "{first}");
    let intake = listed.lines().find(|line| line.contains("F2（")).unwrap();
    assert!(intake.contains("Ctrl-N"), "{intake}");
    assert!(listed.contains("\nxterm\n"), "{listed}");
    let unknown = desk.run(&["keys", "terminals", "--lang", "en"]);
    assert_eq!(unknown.code, 0);
    assert!(!unknown.out.contains("(this terminal)"), "{}", unknown.out);
    let mut doctor = desk.command(&["doctor", "--lang", "zh"]);
    let doctor = doctor
        .env("XDG_CURRENT_DESKTOP", "Deepin")
        .output()
        .unwrap();
    let doctor = String::from_utf8(doctor.stdout).unwrap();
    assert!(doctor.contains("mulin keys terminals"), "{doctor}");
}
