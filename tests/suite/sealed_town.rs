//! A town with operators, an accusation in words of which nothing else is made, and the search for them in
//! whatever the program wrote.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class, Difficulty, Urgency};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;
use mulin::domain::refusal::Refusal;
use mulin::domain::right::Role;
use mulin::domain::seat::SignedIn;
use mulin::domain::secret::Secret;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::office::operators::add;
use mulin::office::sign_in::sign_in;
use mulin::search::index::FinderIndex;
use mulin::store::cipher::PrivateKey;
use mulin::store::contract::{Store, ask};
use mulin::store::findings::Findings;
use mulin::store::redb::store::RedbStore;

pub(crate) const ADMIN: &str = "刘巧玲";
pub(crate) const CLERK: &str = "王芳";
pub(crate) const MEDIATOR: &str = "孙平";
pub(crate) const COUNSELLOR: &str = "周心";

/// Words of which nothing else in the program is made, one for each place in which words stand.
pub(crate) const WORDS: [&str; 9] = [
    "墨竹泉之概况",
    "青石桥之诉求",
    "白鹭洲之账目",
    "紫藤架下某某",
    "玄武岩样本一袋",
    "杏花天代表人",
    "碧螺峰随行者",
    "翠微亭当日所言",
    "zhangtieniu",
];
pub(crate) const NOTE: &str = "沉香亭谈话要点";
pub(crate) const COUNSELLED: &str = "落霞浦心理记录";

pub(crate) fn now() -> Moment {
    Moment::parse("2026-11-25T09:41:00+08:00").unwrap()
}

pub(crate) fn passphrase(name: &str) -> Secret {
    Secret::new(format!("口令{name}!!"))
}

/// A town with operators, and the recovery key that its administrator wrote down.
pub(crate) struct Town {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) recovery: Secret,
}

impl Town {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("desk.redb"));
        let mut recovery = None;
        for (name, role) in [
            (ADMIN, Role::Administrator),
            (CLERK, Role::Reception),
            (MEDIATOR, Role::Mediator),
            (COUNSELLOR, Role::Mediator),
        ] {
            let who = if recovery.is_none() { name } else { ADMIN };
            let key = add(&store, who, name, role, &passphrase(name), now());
            recovery = recovery.or(key.unwrap().unwrap());
        }
        Self {
            folder,
            recovery: recovery.unwrap(),
        }
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the store, nobody signed in.
    pub(crate) fn closed(&self) -> RedbStore {
        open(&self.file("desk.redb"))
    }

    /// Opens the store as somebody.
    pub(crate) fn as_one(&self, name: &str) -> RedbStore {
        let store = self.closed();
        signed_in(&store, name, &passphrase(name));
        store
    }

    /// Opens the store with a key that somebody kept.
    pub(crate) fn with_key(&self, key: &PrivateKey) -> RedbStore {
        let store = self.closed();
        let id = operator(&store, ADMIN);
        store.keyring().unwrap().hold(id, key.clone());
        store
    }
}

pub(crate) fn open(path: &Path) -> RedbStore {
    RedbStore::open(path, vec![Arc::new(FinderIndex)], Settings::default()).unwrap()
}

pub(crate) fn signed_in(store: &dyn Store, name: &str, passphrase: &Secret) {
    let came = sign_in(store, name, passphrase, now()).unwrap();
    assert!(matches!(came, SignedIn::As { .. }), "{name}: {came:?}");
}

pub(crate) fn operator(store: &dyn Store, name: &str) -> mulin::domain::operator::OperatorId {
    ask(store, |it| it.operator(name)).unwrap().unwrap().0
}

pub(crate) fn key_of(store: &dyn Store, name: &str) -> PrivateKey {
    let id = operator(store, name);
    store.keyring().unwrap().of(id).unwrap()
}

pub(crate) fn done(store: &dyn Store, who: &str, action: Action) -> Result<Done, Refusal> {
    let act = Act {
        who: who.to_owned(),
        when: now(),
        action,
    };
    match store.commit(&[act]).unwrap().remove(0) {
        CommitResult::Done(done) => Ok(done),
        CommitResult::Refused(refusal) => Err(refusal),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn registered(store: &dyn Store, who: &str, class: Class) -> CaseNumber {
    let [
        summary,
        request,
        facts,
        accused,
        evidence,
        spokesman,
        companion,
        words,
        ascii,
    ] = WORDS.map(str::to_owned);
    let person = Person {
        name: "蔡文姬".to_owned(),
        phones: vec!["13800007301".to_owned()],
        ..Person::default()
    };
    let registration = Registration {
        petitioner: Petitioner::Described(Box::new(person)),
        matter: Matter {
            class,
            summary,
            request,
            facts: format!("{facts}\n{ascii}"),
            village: Some("东牟家村".to_owned()),
            accused: Some(accused),
            evidence: Some(evidence),
            representatives: vec![spokesman, ascii],
            ..Matter::default()
        },
        visit: Visit {
            person: PersonId(0),
            received_at: Some(now()),
            channel: Some(Channel::Letter),
            station: None,
            people_count: 1,
            companion: Some(companion),
            words,
            new_facts: None,
        },
        joins: None,
        imported_answer: None,
        fingerprint: None,
        order_due: None,
    };
    let action = Action::Register(Box::new(registration));
    match done(store, who, action).unwrap() {
        Done::Registered { number, .. } => number,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn step(
    store: &dyn Store,
    who: &str,
    case: CaseNumber,
    step: Step,
) -> Result<Done, Refusal> {
    let viewer = Viewer::new(who);
    let expected = ask(store, |it| it.case(case, &viewer)).unwrap().unwrap();
    let expected = expected.revision;
    let action = Action::Step {
        case,
        expected,
        step,
    };
    done(store, who, action)
}

pub(crate) fn note(text: &str) -> Step {
    Step::Note {
        text: text.to_owned(),
    }
}

pub(crate) fn classified(class: Class) -> Step {
    Step::Classify {
        class,
        category: None,
        urgency: Urgency::Ordinary,
        difficulty: Difficulty::Ordinary,
    }
}

pub(crate) fn given_to(name: &str) -> Step {
    Step::Assign {
        unit: None,
        holder: Some(name.to_owned()),
        leader: None,
    }
}

/// Everything that the desk would show somebody of a case.
pub(crate) fn shown(store: &dyn Store, case: CaseNumber, who: &str) -> String {
    let viewer = Viewer::new(who);
    let view = ask(store, |it| it.case_view(case, &viewer)).unwrap();
    format!("{view:?}")
}

pub(crate) fn proved(store: &dyn Store) -> Findings {
    ask(store, |it| it.verify(&mut |_| {})).unwrap()
}

/// Gives the words that stand in any file of a folder, in whatever writing.
pub(crate) fn found(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(self::found(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        found.extend(words_in(&path.display().to_string(), &bytes));
    }
    found
}

/// Gives the words that stand in bytes, in whatever writing, and in what is packed in them.
fn words_in(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            let part = format!("{name}/{}", part.name().unwrap());
            found.extend(words_in(&part, &content));
        }
    }
    for word in WORDS.iter().chain(&[NOTE, COUNSELLED]) {
        let utf16: Vec<u16> = word.encode_utf16().collect();
        let le: Vec<u8> = utf16.iter().flat_map(|it| it.to_le_bytes()).collect();
        let be: Vec<u8> = utf16.iter().flat_map(|it| it.to_be_bytes()).collect();
        for writing in [word.as_bytes(), &le, &be] {
            if bytes.windows(writing.len()).any(|it| it == writing) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    found
}

pub(crate) fn reads_all(text: &str) {
    for word in WORDS {
        assert!(text.contains(word), "{word}: {text}");
    }
}

pub(crate) fn reads_nothing(text: &str) {
    for word in WORDS.iter().chain(&[NOTE, COUNSELLED]) {
        assert!(!text.contains(word), "{word}: {text}");
    }
}
