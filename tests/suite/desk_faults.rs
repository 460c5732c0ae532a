//! The real desk while something happens to its store: the file goes, the disk fills, another holds the
//! lock, the clock is wrong, the program is stopped and goes on.

use std::fs;
use std::path::Path;
use std::process::Command;

use mulin::domain::settings::Settings;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use mulin::verbs::store::projections;

use crate::terminal::Terminal;

const F2: &str = "\x1bOQ";
const RESCUE: &str = "\x1b-";
const CTRL_S: &str = "\x13";

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Opens a desk and registers one matter, so that its store is open for writing.
fn opened(home: &Path) -> Terminal {
    let mut desk = Terminal::open(home, (100, 30), &[]);
    desk.wait_for("F1 帮助");
    typed(&mut desk, "单雄信", "宅基地边界");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0001");
    desk
}

/// Types a name and a summary into a new intake.
fn typed(desk: &mut Terminal, name: &str, summary: &str) {
    desk.send(F2);
    desk.wait_for("涉及干部");
    desk.send(name);
    desk.wait_for(name);
    desk.send("\t");
    desk.send("\t");
    desk.send("\t");
    desk.send(summary);
    desk.wait_for(summary);
}

/// Gives all that lies in the drafts.
fn drafts(home: &Path) -> String {
    let Ok(folder) = fs::read_dir(home.join("desk.redb.drafts")) else {
        return String::new();
    };
    let texts = folder.map(|file| fs::read_to_string(file.unwrap().path()).unwrap_or_default());
    texts.collect()
}

fn summaries(store: &Path) -> usize {
    let store = RedbStore::open(store, projections(), Settings::default()).unwrap();
    usize::try_from(ask(&store as &dyn Store, |it| it.revision()).unwrap()).unwrap()
}

#[test]
fn a_store_that_is_gone_is_told_nothing_is_saved_and_what_is_held_is_rescued() {
    type Fate = fn(&Path);
    let fates: [(&str, Fate); 3] = [
        ("removed", |store| fs::remove_file(store).unwrap()),
        ("moved", |store| {
            fs::rename(store, store.with_extension("away")).unwrap();
        }),
        ("replaced", |store| {
            let fresh = store.with_extension("fresh");
            fs::copy(store, &fresh).unwrap();
            fs::rename(fresh, store).unwrap();
        }),
    ];
    for (fate, act) in fates {
        let home = home();
        let store = home.path().join("desk.redb");
        let mut desk = opened(home.path());
        act(&store);
        desk.wait_for("现在什么也存不进去");
        typed(&mut desk, "尉迟恭", "拖欠工资");
        desk.send(CTRL_S);
        desk.wait_for("被移走、删除或替换");
        desk.wait_quiet();
        assert!(
            !desk.contents().contains("ML-2026-0002"),
            "{fate}: {}",
            desk.contents()
        );
        desk.send(RESCUE);
        desk.wait_for("已另存到");
        desk.wait_quiet();
        assert!(drafts(home.path()).contains("拖欠工资"), "{fate}");
        let rescued = fs::read_dir(home.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name.starts_with("desk.redb.rescued-") && !name.contains(".seals")
            });
        let rescued = rescued.unwrap();
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&rescued.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{fate}");
        let proof = Command::new(env!("CARGO_BIN_EXE_mulin"))
            .args(["verify", "--lang", "en", "--store"])
            .arg(&rescued)
            .output()
            .unwrap();
        assert_eq!(proof.status.code(), Some(0), "{fate}: {proof:?}");
    }
}

#[test]
fn a_store_that_comes_back_saves_again() {
    let home = home();
    let store = home.path().join("desk.redb");
    let mut desk = opened(home.path());
    fs::rename(&store, home.path().join("away")).unwrap();
    desk.wait_for("现在什么也存不进去");
    fs::rename(home.path().join("away"), &store).unwrap();
    desk.wait_gone("现在什么也存不进去");
    typed(&mut desk, "尉迟恭", "拖欠工资");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0002");
}

/// Sets how long a file of the running program may grow; a disk without room refuses in the same way.
fn limit(desk: &Terminal, bytes: &str) {
    let done = Command::new("prlimit")
        .args(["--pid", &desk.id().to_string()])
        .arg(format!("--fsize={bytes}:unlimited"))
        .status()
        .unwrap();
    assert!(done.success());
}

#[test]
fn after_a_disk_without_room_the_desk_saves_again() {
    let home = home();
    let mut desk = opened(home.path());
    typed(&mut desk, "尉迟恭", "拖欠工资");
    desk.wait_quiet();
    limit(&desk, "0");
    desk.send(CTRL_S);
    desk.wait_for("允许的文件大小");
    desk.wait_quiet();
    let screen = desk.contents();
    assert!(screen.contains("拖欠工资"), "{screen}");
    assert!(!screen.contains("I/O error"), "{screen}");
    limit(&desk, "unlimited");
    desk.send(CTRL_S);
    desk.wait_for("已登记 ML-2026-0002");
    desk.send("\x11");
    assert_eq!(desk.wait_exit(), 0);
    assert_eq!(summaries(&home.path().join("desk.redb")), 2);
}

#[test]
fn a_desk_that_is_told_to_end_waits_for_no_lock() {
    let home = home();
    let mut desk = opened(home.path());
    let store = home.path().join("desk.redb");
    let database = redb::Database::builder()
        .set_concurrency_mode(redb::ConcurrencyMode::MultiWriter)
        .open(&store)
        .unwrap();
    let held = database.begin_write().unwrap();
    typed(&mut desk, "尉迟恭", "拖欠工资");
    desk.send(CTRL_S);
    // A second desk opens and reads meanwhile.
    let mut second = Terminal::open(home.path(), (100, 30), &[]);
    second.wait_for("F1 帮助");
    second.send("\x1bOS");
    second.wait_for("ML-2026-0001");
    desk.signal("TERM");
    assert_eq!(desk.wait_exit(), 143);
    desk.wait_clean();
    assert!(drafts(home.path()).contains("拖欠工资"));
    held.abort().unwrap();
}

#[test]
fn a_desk_that_goes_on_after_a_stop_draws_its_screen_anew() {
    let home = home();
    let mut desk = opened(home.path());
    desk.wait_quiet();
    let before = desk.bytes();
    desk.signal("STOP");
    desk.signal("CONT");
    desk.wait_drawn(before + 1_000);
    typed(&mut desk, "尉迟恭", "拖欠工资");
}

#[test]
fn a_clock_that_cannot_be_right_is_told_and_asked_before_anything_is_saved() {
    for (now, word) in [
        ("2026-11-25T08:00:00+08:00", "还早"),
        ("2026-12-05T09:41:00+08:00", "两天以上"),
    ] {
        let home = home();
        drop(opened(home.path()));
        let mut desk = Terminal::open_with(home.path(), (100, 30), &[], &[("MULIN_NOW", now)]);
        desk.wait_for(word);
        typed(&mut desk, "尉迟恭", "拖欠工资");
        desk.send(CTRL_S);
        desk.wait_for("时钟是对的吗");
        // The question stands on no.
        desk.send("\r");
        desk.wait_gone("时钟是对的吗");
        desk.wait_quiet();
        assert!(!desk.contents().contains("已登记"), "{}", desk.contents());
        assert!(desk.contents().contains("拖欠工资"), "{}", desk.contents());
        desk.send(CTRL_S);
        desk.wait_for("时钟是对的吗");
        desk.send("1");
        desk.wait_for("已登记 ML-2026-0002");
        typed(&mut desk, "秦琼", "噪音扰民");
        desk.send(CTRL_S);
        desk.wait_for("已登记 ML-2026-0003");
    }
}
