//! The targets: every parser and decoder that meets bytes of others, each as one function. A new reader is
//! a row; a file that once broke one goes into its folder of the corpus and stays.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use age::secrecy::SecretString;
use mulin::app::when as typed_when;
use mulin::domain::calendar::WorkingCalendar;
use mulin::domain::case::fact::attached::ContentHash;
use mulin::domain::case::fact::printed::Paper;
use mulin::domain::case::fact::step::StepKind;
use mulin::domain::item::Item;
use mulin::domain::joint::Seat;
use mulin::domain::meeting::state::read_names;
use mulin::domain::moment::Moment;
use mulin::domain::money::Yuan;
use mulin::domain::number::{CaseNumber, VisitNumber};
use mulin::domain::person::id::PersonId;
use mulin::domain::phone::{Dialling, Phone};
use mulin::domain::queue::QueueQuery;
use mulin::domain::resident_id::IdNumber;
use mulin::domain::seal::ShortSeal;
use mulin::domain::settings::Settings;
use mulin::domain::triage::WordList;
use mulin::domain::viewer::Viewer;
use mulin::domain::{clean, counted, holiday_notice};
use mulin::exchange::intake::{external, phone_words, sheet};
use mulin::exchange::map::case_field::CaseField;
use mulin::exchange::map::file::ImportMap;
use mulin::exchange::map::pick::read_fields;
use mulin::exchange::paper::template::Template;
use mulin::exchange::{checkins, content, intake, phrases, roads, triage, views, when};
use mulin::keymap::check::{check_file, check_map};
use mulin::keymap::file::{DEFAULT, KeyFile, overlay};
use mulin::keymap::key::parse_keys;
use mulin::office::find::PeopleFinder;
use mulin::runtime::backup::archive;
use mulin::runtime::backup::passphrase::Passphrase;
use mulin::runtime::backup::record::DailyRecord;
use mulin::runtime::settings;
use mulin::search::doc::Doc;
use mulin::search::index::FinderIndex;
use mulin::search::postings::Ids;
use mulin::store::contract::Store;
use mulin::store::drafts::Drafts;
use mulin::store::drafts::lessons::Learned;
use mulin::store::memory::store::MemoryStore;
use mulin::store::redb::store::RedbStore;
use mulin::store::seals::Seals;

/// A target: the folder of its corpus, files of the program that belong to it, and what reads.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    more: &'static [&'static str],
    pub(crate) read: fn(&[u8]),
}

const fn target(name: &'static str, more: &'static [&'static str], read: fn(&[u8])) -> Target {
    Target { name, more, read }
}

/// The targets.
pub(crate) const TARGETS: &[Target] = &[
    target("keys", &["keymaps/default.toml", "keymaps/vim.toml"], keys),
    target("settings", &["src/runtime/data/config.toml"], |it| {
        let _ = settings::parse(&lossy(it));
        let _ = settings::read_hour(&lossy(it));
    }),
    target("intake", &[], |it| {
        let _ = intake::json::read_line(1, it);
    }),
    target("checkins", &[], |it| {
        let _ = checkins::read_line(1, it);
    }),
    target("sheets", &["tests/fixtures/sheets/register.xls"], sheets),
    target("maps", &[], |it| {
        let _ = ImportMap::<CaseField>::parse(&lossy(it));
    }),
    target("templates", &["src/words/zh/papers/cover.txt"], |it| {
        let _ = Template::read(&lossy(it));
    }),
    target("holidays", &[], holidays),
    target("roads", &["src/exchange/data/roads.toml"], |it| {
        let _ = roads::read(&lossy(it));
    }),
    target("triage", &["src/exchange/data/triage.toml"], |it| {
        let _ = triage::read(&lossy(it));
    }),
    target("content", &["src/exchange/data/content.toml"], |it| {
        let _ = content::read(&lossy(it), &mut WordList::default());
    }),
    target("phrases", &["src/exchange/data/phrases.toml"], |it| {
        let _ = phrases::read(&lossy(it));
    }),
    target("views", &[], |it| {
        let _ = views::read(&lossy(it));
    }),
    target("drafts", &[], |it| drafts("7.json", it)),
    target("calls", &[], |it| drafts("7.call", it)),
    target("forms", &[], |it| drafts("7.forms", it)),
    target("presence", &[], presence),
    target("lessons", &[], lessons),
    target("daily", &[], daily),
    target("moments", &[], moments),
    target("numbers", &[], numbers),
    target("queries", &[], queries),
    target("steps", &[], steps),
    target("seals", &[], seals),
    target("rows", &[], rows),
    target("backup", &[], |it| {
        unpacked(it);
    }),
    target("archive", &[], |it| {
        unpacked(&sealed(WORD, it));
    }),
];

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn keys(bytes: &[u8]) {
    let text = lossy(bytes);
    let file = KeyFile::read(&text);
    let _ = check_file(&file);
    let _ = check_map(&overlay(&[KeyFile::read(DEFAULT), file]));
    let _ = parse_keys(&text);
}

fn in_a_file(name: &str, bytes: &[u8], read: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    read(folder.path());
}

fn sheets(bytes: &[u8]) {
    in_a_file("in", bytes, |folder| {
        let map = ImportMap::<CaseField>::known();
        let _ = read_fields(&folder.join("in"), &map, &mut |fields| {
            let _ = sheet::read(&fields);
            ControlFlow::Continue(())
        });
    });
}

fn holidays(bytes: &[u8]) {
    if let Ok(list) = holiday_notice::read(&lossy(bytes), 2027) {
        let _ = WorkingCalendar::built_in().with_list(&list);
    }
}

fn drafts(name: &str, bytes: &[u8]) {
    in_a_file(&format!("desk.redb.drafts/{name}"), bytes, |folder| {
        let mut drafts = Drafts::beside(&folder.join("desk.redb")).of("王芳");
        let _ = drafts.all();
        let _ = drafts.calls();
        let _ = drafts.unfinished(now());
    });
}

/// What another window says that it has open; that it is open is said by a lock.
fn presence(bytes: &[u8]) {
    in_a_file("desk.redb.drafts/5.open", bytes, |folder| {
        let lock = fs::File::create(folder.join("desk.redb.drafts/5.window")).unwrap();
        lock.try_lock().unwrap();
        let drafts = Drafts::beside(&folder.join("desk.redb")).of("王芳");
        let _ = drafts.open_elsewhere();
    });
}

fn lessons(bytes: &[u8]) {
    in_a_file("desk.redb", b"", |folder| {
        let store = folder.join("desk.redb");
        let learned = Learned::beside(&store, "王芳");
        learned.keep("first").unwrap();
        let kept = fs::read_dir(folder.join("desk.redb.drafts")).unwrap();
        for file in kept.flatten() {
            fs::write(file.path(), bytes).unwrap();
        }
        let _ = learned.all();
        let _ = learned.keep("second");
    });
}

fn daily(bytes: &[u8]) {
    in_a_file("desk.redb.daily", bytes, |folder| {
        let mut record = DailyRecord::read(&folder.join("desk.redb"));
        let _ = record.state(chrono::NaiveTime::MIN);
        let _ = record.write(&folder.join("desk.redb"));
    });
}

fn now() -> Moment {
    Moment::from_unix(1_795_570_860)
}

fn moments(bytes: &[u8]) {
    let text = lossy(bytes);
    let _ = when::read_text(&text);
    let _ = when::read_loosely(&text, None);
    let _ = Moment::parse(&text);
    let today = now().date();
    let _ = typed_when::parse_day(&text, today);
    let _ = typed_when::parse_time(&text);
    let _ = typed_when::parse_early_time(&text);
    let _ = typed_when::parse_moment(&text, now());
    let _ = typed_when::parse_past(&text, now());
}

/// Numbers of all kinds, of people and things.
fn numbers(bytes: &[u8]) {
    let text = lossy(bytes);
    let _ = IdNumber::parse(&text);
    let dialling = Dialling::default();
    let _ = Phone::parse(&text, &dialling);
    let _ = Phone::parse_all(&text, &dialling);
    let _ = phone_words::read(&text);
    let _ = external::read_list(&text);
    let _ = CaseNumber::parse_lenient(&text);
    let _ = CaseNumber::parse_short(&text, 2026);
    let _ = VisitNumber::parse_lenient(&text);
    let _ = PersonId::parse(&text);
    let _ = Item::parse(&text);
    let _ = Yuan::parse(&text);
    let _ = ContentHash::parse(&text);
    let _ = ShortSeal::parse(&text);
    let _ = Paper::parse(&text);
    let _ = Seat::read(&text);
    let _ = read_names(&text);
    let cleaned = clean::text(&text);
    assert!(!cleaned.chars().any(|it| it == '\u{1b}' || it == '\u{9b}'));
}

/// A small town, whose people are looked for.
fn town() -> &'static MemoryStore {
    static TOWN: OnceLock<MemoryStore> = OnceLock::new();
    TOWN.get_or_init(|| {
        let store = MemoryStore::new(vec![Arc::new(FinderIndex)], Settings::default());
        let names = [
            ("牟春生", "13800001234", "370785190001010010"),
            ("单雄信", "13800005678", "37078519000101059X"),
            ("尉迟恭", "13800002222", ""),
            ("吕 秀才", "", ""),
        ];
        for (name, phone, id) in names {
            store
                .commit(&[crate::fuzz::people::known(name, phone, id)])
                .unwrap();
        }
        store
    })
}

fn queries(bytes: &[u8]) {
    let words = lossy(bytes);
    let viewer = Viewer::new("王芳");
    let mut finder = PeopleFinder::default();
    let _ = finder.find(town(), &words, 20, &viewer);
    let _ = finder.find_or_open(town(), &words, 20, 2026, &viewer);
}

/// A code in the first line, and an answer in each of the others.
fn steps(bytes: &[u8]) {
    let text = lossy(bytes);
    let mut lines = text.lines();
    let code = lines.next().unwrap_or_default();
    let answers: Vec<String> = lines.map(str::to_owned).collect();
    for kind in StepKind::all().filter(|kind| kind.code() == code || code.is_empty()) {
        let _ = kind.read(&answers);
    }
    if let Some(kind) = StepKind::parse(code) {
        let mut padded = answers;
        padded.resize(kind.asks().len(), String::new());
        let _ = kind.read(&padded);
    }
}

fn seals(bytes: &[u8]) {
    in_a_file("desk.redb.seals", bytes, |folder| {
        let seals = Seals::beside(&folder.join("desk.redb"));
        if let Ok(lines) = seals.read() {
            let _ = mulin::store::seals::sealed(&lines);
        }
    });
}

/// Rows that follow from records, which are not proved each time that they are read.
fn rows(bytes: &[u8]) {
    let _ = Doc::decode(bytes);
    let postings = Ids::decode(bytes);
    let _ = postings.newest_first().count();
    let _ = postings.and(&postings).encode();
    let _ = counted::read(bytes);
}

/// The passphrase of the corpus.
pub(crate) const WORD: &str = "a good passphrase";

/// An encrypted backup whose passphrase is quickly tried.
pub(crate) fn sealed(passphrase: &str, content: &[u8]) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(1);
    let recipients: [&dyn age::Recipient; 1] = [&recipient];
    let encryptor = age::Encryptor::with_recipients(recipients.into_iter()).unwrap();
    let mut bytes = Vec::new();
    let mut out = encryptor.wrap_output(&mut bytes).unwrap();
    out.write_all(content).unwrap();
    out.finish().unwrap();
    bytes
}

/// Unpacks a backup; tells whether it opened. Nothing is written beside its folder.
pub(crate) fn unpacked(bytes: &[u8]) -> bool {
    let passphrase = Passphrase::new(WORD.to_owned()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let (file, into) = (home.path().join("b.age"), home.path().join("into"));
    fs::write(&file, bytes).unwrap();
    fs::create_dir(&into).unwrap();
    let done = archive::unpack(&passphrase, &file, &into);
    let beside: Vec<_> = fs::read_dir(home.path()).unwrap().collect();
    assert_eq!(beside.len(), 2, "it wrote beside its folder");
    done.is_ok()
}

/// Reads all of a store, in the ways in which the desk and the command line do.
pub(crate) fn read_all(path: &Path) {
    let Ok(store) = RedbStore::open(path, vec![Arc::new(FinderIndex)], Settings::default()) else {
        return;
    };
    let viewer = Viewer::new("刘巧玲".to_owned());
    let _ = store.read(&mut |it| {
        let _ = it.verify(&mut |_| {});
        let _ = it.page(&QueueQuery::due(50), &viewer);
        let _ = it.counts(now().date());
        let _ = it.grid();
        let _ = it.calendar();
        let _ = it.open_calls(&viewer);
        let _ = it.handovers(9, &viewer);
        for run in 1..=4 {
            let _ = it.case_view(CaseNumber { year: 2026, run }, &viewer);
        }
        Ok(())
    });
}

/// Gives the folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Gives the folder of a target's corpus.
pub(crate) fn folder(name: &str) -> PathBuf {
    root().join("tests/fixtures/fuzz").join(name)
}

impl Target {
    /// Gives the files of its corpus.
    pub(crate) fn corpus(&self) -> Vec<Vec<u8>> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder(self.name))
            .into_iter()
            .flatten()
            .map(|it| it.unwrap().path())
            .collect();
        files.sort();
        files.extend(self.more.iter().map(|name| root().join(name)));
        assert!(!files.is_empty(), "{} has no corpus", self.name);
        files.iter().map(|file| fs::read(file).unwrap()).collect()
    }
}
