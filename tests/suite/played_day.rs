//! A day at the desk of the real program: a town is set up, ten visitors of seven kinds come and go, a
//! sheet is taken in, the bulletin, a ledger and a receipt are written; all of it at 80×24 in Chinese,
//! from an empty store, by keys alone. What each task costs is kept in a table.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use mulin::keymap::key::{Code, Key, parse_keys};

use crate::setup_room::{staff, villages};
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (80, 24);
const STORY: &str = include_str!("../fixtures/played_day.txt");
const TABLE: &str = "tests/fixtures/keys_of_a_day.txt";
/// Keys that a clerk presses beside the text at most: for the simplest registration, and for a cold
/// home until it is struck off: half of what it cost when the desk was first tried.
const SIMPLEST: usize = 14;
const HEATING: usize = 126 / 2;

/// What a task costs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Task {
    name: String,
    english: String,
    /// What it cost when the desk was first tried.
    before: String,
    keys: usize,
    text: usize,
    forms: usize,
}

/// The story as far as it was played.
struct Day {
    home: PathBuf,
    desk: Option<Terminal>,
    tasks: Vec<Task>,
    /// Which of them is counted.
    task: Option<usize>,
}

impl Day {
    fn play(&mut self, line: &str) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "at" => self.open(rest),
            "task" => self.begin(rest),
            "free" => self.task = None,
            "keys" => self.keys(rest),
            "text" => {
                let text = rest.replace("{home}", &self.home.display().to_string());
                self.send(&text);
                self.count(|task| task.text += rest.chars().count());
            }
            "paste" => {
                let text = unescaped(rest).replace("{heads}", &villages());
                let text = text.replace("{staff}", &staff());
                self.send(&format!("\x1b[200~{text}\x1b[201~"));
                self.count(|task| task.keys += 1);
            }
            "write" => {
                let (file, text) = rest.split_once(' ').unwrap();
                fs::write(self.home.join(file), unescaped(text)).unwrap();
            }
            "see" => self.see(rest),
            _ => panic!("what is {line}?"),
        }
    }

    fn desk(&mut self) -> &mut Terminal {
        self.desk.as_mut().expect("the desk is open")
    }

    fn open(&mut self, moment: &str) {
        self.leave();
        let now = [("MULIN_NOW", moment)];
        let desk = Terminal::open_with(
            &self.home,
            SIZE,
            &["--lang", "zh", "--clock-is-right"],
            &now,
        );
        desk.wait_for("F1 帮助");
        self.desk = Some(desk);
    }

    /// Leaves the desk, which keeps everything first.
    fn leave(&mut self) {
        if let Some(mut desk) = self.desk.take() {
            desk.send("\x11");
            assert_eq!(desk.wait_exit(), 0);
            desk.wait_clean();
        }
    }

    fn begin(&mut self, heading: &str) {
        let parts: Vec<&str> = heading.split(" | ").collect();
        let [before, name, english] = parts[..] else {
            panic!("{heading}");
        };
        let known = self.tasks.iter().position(|it| it.name == name);
        self.task = Some(known.unwrap_or(self.tasks.len()));
        if known.is_none() {
            self.tasks.push(Task {
                name: name.to_owned(),
                english: english.to_owned(),
                before: before.to_owned(),
                keys: 0,
                text: 0,
                forms: 0,
            });
        }
    }

    fn count(&mut self, count: impl FnOnce(&mut Task)) {
        if let Some(at) = self.task {
            count(&mut self.tasks[at]);
        }
    }

    fn keys(&mut self, keys: &str) {
        for key in parse_keys(keys).unwrap() {
            self.send(&bytes(key));
            self.count(|task| {
                task.keys += 1;
                task.forms += usize::from(key.to_string() == "<C-s>");
            });
        }
    }

    /// Sends what is one key or one text, and waits until the program has answered it: one who types
    /// looks before the next one.
    fn send(&mut self, text: &str) {
        let desk = self.desk();
        let drawn = desk.bytes();
        desk.send(text);
        desk.settle(drawn);
    }

    fn see(&mut self, words: &str) {
        let flat = |text: &str| -> String { text.split_whitespace().collect() };
        let wanted = flat(words);
        self.desk().wait(&format!("“{words}”"), |screen| {
            flat(&screen.contents()).contains(&wanted)
        });
    }

    fn table(&self) -> String {
        let mut table = String::from(
            "# Keys beside the text, and forms handed in, for each task of the played day; before: as \
             counted\n# when the desk was first tried (-: could not be done, or was not counted).\n\
             # before  keys  text  forms  task\n",
        );
        for it in &self.tasks {
            writeln!(
                table,
                "{:>8}{:>6}{:>6}{:>7}  {} ({})",
                it.before, it.keys, it.text, it.forms, it.name, it.english
            )
            .unwrap();
        }
        table
    }
}

fn unescaped(text: &str) -> String {
    text.replace("\\t", "\t").replace("\\n", "\n")
}

/// Gives what a terminal sends for a key.
fn bytes(key: Key) -> String {
    let plain = match key.code {
        Code::Char(sign) if key.ctrl => {
            let code = u32::from(sign) & 0x1f;
            char::from_u32(code).unwrap().to_string()
        }
        Code::Char(sign) => sign.to_string(),
        Code::Enter => "\r".to_owned(),
        Code::Esc => "\x1b".to_owned(),
        Code::Tab if key.shift => "\x1b[Z".to_owned(),
        Code::Tab => "\t".to_owned(),
        Code::Up => "\x1b[A".to_owned(),
        Code::Down => "\x1b[B".to_owned(),
        Code::Home => "\x1b[H".to_owned(),
        Code::End => "\x1b[F".to_owned(),
        Code::PageDown => "\x1b[6~".to_owned(),
        Code::F(number @ 1..=4) => format!("\x1bO{}", char::from(b'O' + number)),
        Code::F(number) => {
            let code = [15, 17, 18, 19, 20, 21, 23, 24][usize::from(number) - 5];
            format!("\x1b[{code}~")
        }
        other => panic!("{other:?} has no bytes here"),
    };
    if key.alt {
        format!("\x1b{plain}")
    } else {
        plain
    }
}

/// Gives the one file of a folder whose name holds `part`.
fn file(folder: &Path, part: &str) -> PathBuf {
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut found: Vec<PathBuf> = files
        .filter(|it| {
            let name = it.file_name().unwrap().to_string_lossy().into_owned();
            name.contains(part) && !name.contains(".seals")
        })
        .collect();
    assert_eq!(found.len(), 1, "{part} in {}: {found:?}", folder.display());
    found.remove(0)
}

fn document(file: &Path) -> String {
    let mut zip = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_day_is_played_by_keys_from_an_empty_store() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("u")).unwrap();
    let mut day = Day {
        home: home.path().to_owned(),
        desk: None,
        tasks: Vec::new(),
        task: None,
    };
    for line in STORY.lines().filter(|it| !it.starts_with('#')) {
        day.play(line);
    }
    day.leave();

    // What was written is what an office can open.
    let out = home.path().join("导出");
    let bulletin = document(&file(&out, "周通报"));
    // The one that was issued, its headings on every page that a table goes on to.
    for text in ["周通报", "登记件数", "按管区", "SHA-256", "w:tblHeader"] {
        assert!(bulletin.contains(text), "{text} in\n{bulletin}");
    }
    assert!(!bulletin.contains("孙会计"), "who is accused stays inside");
    let receipt = document(&file(&home.path().join("papers"), ".docx"));
    assert!(receipt.contains("ML-2026-0010"), "{receipt}");
    let mut sheet: Xlsx<_> = open_workbook(file(&out, "台账")).unwrap();
    let rows = sheet.worksheet_range_at(0).unwrap().unwrap();
    let has = |text: &str| {
        rows.rows()
            .flatten()
            .any(|it| matches!(it, Data::String(it) if it == text))
    };
    for text in ["编号", "状态", "ML-2026-0001", "ML-2026-0010"] {
        assert!(has(text), "{text} in {rows:?}");
    }
    assert!(file(&home.path().join("u"), ".redb").is_file());

    // The store proves what was done.
    let verified = Command::new(env!("CARGO_BIN_EXE_mulin"))
        .args(["verify", "--lang", "en"])
        .env_clear()
        .env("HOME", home.path())
        .env("MULIN_STORE", home.path().join("desk.redb"))
        .output()
        .unwrap();
    let text = String::from_utf8(verified.stdout).unwrap();
    assert!(verified.status.success(), "{text}");
    assert!(text.contains("10 cases"), "{text}");

    let table = day.table();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    if std::env::var_os("MULIN_UPDATE_PICTURES").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let keys = |name: &str| {
        let mut tasks = day.tasks.iter();
        tasks.find(|it| it.name.starts_with(name)).unwrap().keys
    };
    assert!(keys("登记（最简）") <= SIMPLEST, "{table}");
    assert!(keys("供热") <= HEATING, "{table}");
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), table);
}
