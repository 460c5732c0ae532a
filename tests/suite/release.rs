//! What is handed out: the program in the packages starts on an old system, is put on a machine and taken
//! away without touching data, and keeps everything beside itself on a stick. `.ci/release` makes the
//! packages and runs these, which the feature `packages` builds.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::terminal::Terminal;

/// The newest symbol of the C library that the program may need.
const GLIBC: (u32, u32) = (2, 28);

/// The folder in which the packages lie.
fn packages() -> PathBuf {
    let folder =
        env::var_os("MULIN_PACKAGES").expect("MULIN_PACKAGES names the folder of packages");
    PathBuf::from(folder)
}

/// The only package whose name ends so.
fn package(end: &str) -> PathBuf {
    let entries = fs::read_dir(packages())
        .unwrap()
        .map(|it| it.unwrap().path());
    let mut found = entries.filter(|it| it.to_str().unwrap().ends_with(end));
    let package = found.next().unwrap_or_else(|| panic!("no package {end}"));
    assert_eq!(found.next(), None, "two packages {end}");
    package
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Unpacks a tarball and gives the folder in it.
fn unpacked(end: &str, into: &Path) -> PathBuf {
    run(Command::new("tar")
        .arg("-xzf")
        .arg(package(end))
        .arg("-C")
        .arg(into));
    let folder = fs::read_dir(into).unwrap().next().unwrap();
    folder.unwrap().path()
}

/// Registers one person at the desk of a program, as who has nothing but a keyboard.
fn register(program: &Path, home: &Path) {
    let mut desk = Terminal::open_program(program, home, (80, 24), &["--lang", "zh"], &[]);
    desk.wait_for("F2 受理");
    desk.send("\x1bOQ");
    desk.wait_for("姓名");
    desk.send("牟一");
    desk.send("\t\t\t");
    desk.send("路灯不亮");
    desk.wait_for("路灯不亮");
    desk.send("\x13");
    desk.wait_for("已登记 ML-2026-0001");
    desk.send("\x11");
    assert_eq!(desk.wait_exit(), 0);
}

/// A program with nothing but a home folder.
fn bare(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("HOME", home)
        .env("LANG", "en_US.UTF-8");
    command
}

fn proved(program: &Path, home: &Path) {
    let printed = run(bare(program, home).args(["verify", "--lang", "en"]));
    assert!(
        printed.contains("1 case") && printed.contains("0 faults"),
        "{printed}"
    );
}

/// The versions of the C library that the symbols of a program ask for.
fn asked(program: &Path) -> Vec<(u32, u32)> {
    const HEAD: &[u8] = b"GLIBC_";
    let bytes = fs::read(program).unwrap();
    let places = bytes.windows(HEAD.len()).enumerate();
    let places = places.filter(|(_, it)| *it == HEAD).map(|(at, _)| at);
    let versions = places.filter_map(|at| {
        let rest = bytes.get(at + HEAD.len()..)?;
        let end = rest.iter().position(|it| *it == 0)?;
        let mut parts = std::str::from_utf8(&rest[..end]).ok()?.split('.');
        let mut next = || parts.next()?.parse().ok();
        Some((next()?, next()?))
    });
    versions.collect()
}

#[test]
fn no_symbol_is_newer_than_the_oldest_system() {
    let folder = tempfile::tempdir().unwrap();
    let program = unpacked("-linux.tar.gz", folder.path()).join("bin/mulin");
    let versions = asked(&program);
    assert!(!versions.is_empty(), "no version is asked for at all");
    let newest = versions.iter().max().unwrap();
    assert!(*newest <= GLIBC, "{newest:?}");
}

#[test]
fn a_user_without_rights_installs_uses_and_removes_it_and_keeps_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let tree = unpacked("-linux.tar.gz", &{
        let to = folder.path().join("unpacked");
        fs::create_dir(&to).unwrap();
        to
    });
    let script = tree.join("install.sh");
    run(bare(Path::new("/bin/sh"), &home)
        .env("PATH", "/usr/bin:/bin")
        .arg(&script));
    let program = home.join(".local/bin/mulin");
    register(&program, &home);
    proved(&program, &home);
    let version = run(bare(&program, &home).arg("--version"));
    assert!(!version.contains("working copy"), "{version}");
    // Over itself, as an upgrade does, and away.
    for arguments in [&[][..], &["--remove"]] {
        let mut sh = bare(Path::new("/bin/sh"), &home);
        run(sh.env("PATH", "/usr/bin:/bin").arg(&script).args(arguments));
    }
    assert!(!program.exists());
    let left = run(Command::new("find")
        .arg(home.join(".local"))
        .args(["-type", "f"]));
    let data = home.join(".local/share/mulin");
    let strange = left.lines().filter(|it| !Path::new(it).starts_with(&data));
    assert_eq!(strange.collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(data.join("desk.redb").exists(), "the data are gone: {left}");
}

#[test]
fn a_stick_keeps_everything_beside_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    // Nothing can be written at home.
    fs::set_permissions(&home, fs::Permissions::from_mode(0o500)).unwrap();
    let to = folder.path().join("stick");
    fs::create_dir(&to).unwrap();
    let stick = unpacked("-linux-stick.tar.gz", &to);
    let program = stick.join("mulin");
    register(&program, &home);
    proved(&program, &home);
    assert!(stick.join("mulin-data/desk.redb").exists());
    assert_eq!(fs::read_dir(&home).unwrap().count(), 0);
    // Carried to another place it is the same.
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(&stick, &elsewhere).unwrap();
    proved(&elsewhere.join("mulin"), &home);
}

#[test]
fn the_debian_package_holds_the_program_its_pages_and_nothing_that_runs_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let deb = package(".deb");
    let root = folder.path().join("root");
    run(Command::new("dpkg-deb").arg("-x").arg(&deb).arg(&root));
    for file in [
        "bin/mulin",
        "share/man/man1/mulin.1.gz",
        "share/man/zh_CN/man1/mulin.1.gz",
        "share/bash-completion/completions/mulin",
        "share/doc/mulin/THIRD_PARTY.md",
        "share/doc/mulin/config.example.toml",
        "share/doc/mulin/keymaps/vim.toml",
    ] {
        assert!(root.join("usr").join(file).exists(), "{file}");
    }
    let depends = run(Command::new("dpkg-deb").arg("-f").arg(&deb).arg("Depends"));
    assert_eq!(
        depends.trim(),
        format!("libc6 (>= {}.{})", GLIBC.0, GLIBC.1)
    );
    let control = folder.path().join("control");
    run(Command::new("dpkg-deb").arg("-e").arg(&deb).arg(&control));
    let mut scripts: Vec<String> = fs::read_dir(&control)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    scripts.sort();
    assert_eq!(scripts, ["control", "md5sums"]);
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let program = root.join("usr/bin/mulin");
    register(&program, &home);
    proved(&program, &home);
}
