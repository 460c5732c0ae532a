//! 密件 in what the program leaves behind, without a key and by who guesses: sheets, copies and papers show
//! no word, nobody's key is needed to keep a store well, and what nobody reads is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::thread;

use mulin::app::effect::Request;
use mulin::domain::call::draft::{CallDraft, CallField, ParkedCall};
use mulin::domain::codes::Class;
use mulin::domain::operator::{OperatorFact, OperatorId};
use mulin::domain::refusal::Reason;
use mulin::domain::right::Role;
use mulin::domain::seat::SignedIn;
use mulin::domain::secret::Secret;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::office::operators::{add_script, change_named, entrust};
use mulin::office::pin::{set_pin, unlock};
use mulin::office::sign_in::{prove, sign_in};
use mulin::office::today::today;
use mulin::search::index::FinderIndex;
use mulin::store::cipher::{Keyring, PrivateKey};
use mulin::store::contract::{Store, ask};
use mulin::store::drafts::Drafts;
use mulin::store::redb::{mending, upkeep};
use mulin::words::lang::Lang;

use crate::cli::{Desk, Printed};
use crate::rooms::House;
use crate::sealed_town::{
    ADMIN, CLERK, MEDIATOR, NOTE, Town, WORDS, found, note, now, open, passphrase, proved,
    reads_all, reads_nothing, registered, shown, signed_in, step,
};

/// Runs the program on the town's store, as one of those who sign in there.
fn as_one(desk: &Desk, store: &Path, name: &str, args: &[&str]) -> Printed {
    let file = desk.write(name, passphrase(name).expose());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let store = store.to_str().unwrap();
    let signed = ["--store", store, "--as", name, "--credential", &file];
    desk.run(&[&signed, args].concat())
}

#[test]
fn no_sheet_copy_or_report_that_the_program_writes_shows_a_sealed_word() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    step(&store, CLERK, case, note(NOTE)).unwrap();
    drop(store);
    let (desk, file) = (Desk::new(), town.file("desk.redb"));
    let place = |name: &str| town.file(name).to_str().unwrap().to_owned();
    for (name, args) in [
        (ADMIN, vec!["export", "cases", &place("全部.csv")]),
        (
            ADMIN,
            vec!["export", "cases", &place("全部.xlsx"), "--reveal"],
        ),
        (ADMIN, vec!["report", "week", "--to", &place("周报.docx")]),
        (ADMIN, vec!["backup", &place("备份.redb")]),
        (ADMIN, vec!["export", "people", &place("人.xlsx")]),
    ] {
        let answer = as_one(&desk, &file, name, &args);
        assert_eq!(answer.code, 0, "{args:?}: {}", answer.err);
    }
    for name in ["全部.csv", "全部.xlsx", "周报.docx", "备份.redb", "人.xlsx"] {
        assert!(town.file(name).exists(), "{name}");
    }
    assert_eq!(found(town.folder.path()), [""; 0]);
    // What one who is named takes out is his to keep: it holds what he reads.
    let own = place("我的.csv");
    let answer = as_one(&desk, &file, CLERK, &["export", "cases", &own, "--reveal"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let text = fs::read_to_string(own).unwrap();
    assert!(text.contains(WORDS[0]) && text.contains(WORDS[1]), "{text}");
}

#[test]
fn sheets_of_accusations_that_are_taken_in_leave_nothing_behind() {
    let town = Town::new();
    let outside = tempfile::tempdir().unwrap();
    let sheet = outside.path().join("信访件.csv");
    let text = format!(
        "姓名,联系电话,信访时间,信访目的,被反映人,主要内容,诉求\n蔡文姬,13800007301,2026-11-24,检举控告,{},{},{}\n",
        WORDS[3], WORDS[0], WORDS[1]
    );
    fs::write(&sheet, text).unwrap();
    let (desk, file) = (Desk::new(), town.file("desk.redb"));
    let args = ["import", "cases", sheet.to_str().unwrap()];
    let answer = as_one(&desk, &file, CLERK, &args);
    assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
    let store = town.as_one(CLERK);
    let number = mulin::domain::number::CaseNumber { year: 2026, run: 1 };
    let text = shown(&store, number, CLERK);
    assert!(text.contains(WORDS[3]) && text.contains(WORDS[0]), "{text}");
    drop(store);
    assert_eq!(found(town.folder.path()), [""; 0]);
}

#[test]
fn a_store_is_kept_well_without_a_key_and_its_readers_lose_nothing() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    step(&store, CLERK, case, note(NOTE)).unwrap();
    drop(store);
    let file = town.file("desk.redb");
    upkeep::compact(&file).unwrap();
    let closed = town.closed();
    assert_eq!(closed.reindex().unwrap().len(), 0);
    closed.backup(&town.file("copy.redb")).unwrap();
    drop(closed);
    let (mended, findings) = mending::repair(
        &file,
        &town.file("repaired.redb"),
        &[Arc::new(FinderIndex)],
        &Settings::default(),
    )
    .unwrap();
    assert_eq!((mended.lost, findings.faults), (Vec::new(), Vec::new()));
    assert_eq!(found(town.folder.path()), [""; 0]);
    // Each of them opens to who is named, and to nobody else; what is put back is the copy.
    for name in ["desk.redb", "copy.redb", "repaired.redb"] {
        let store = open(&town.file(name));
        reads_nothing(&shown(&store, case, CLERK));
        signed_in(&store, CLERK, &passphrase(CLERK));
        let text = shown(&store, case, CLERK);
        reads_all(&text);
        assert!(text.contains(NOTE), "{name}: {text}");
        assert_eq!(proved(&store).faults, [""; 0], "{name}");
    }
}

#[test]
fn what_a_script_registers_is_sealed_to_the_recovery_key_and_told_until_somebody_is_named() {
    let town = Town::new();
    let store = town.as_one(ADMIN);
    let script = "网上登记";
    add_script(&store, ADMIN, script, Role::Reception, now())
        .unwrap()
        .unwrap();
    drop(store);
    let store = town.closed();
    let case = registered(&store, script, Class::Accusation);
    reads_nothing(&shown(&store, case, script));
    let unread = |store: &dyn Store, who: &str| {
        let (settings, viewer) = (Settings::default(), Viewer::new(who));
        ask(store, |it| today(it, now(), &settings, &viewer))
            .unwrap()
            .unread
    };
    assert_eq!((unread(&store, ADMIN), unread(&store, CLERK)), (1, 0));
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    assert_eq!(found(town.folder.path()), [""; 0]);
    let doctor = Desk::new().run(&[
        "doctor",
        "--store",
        town.file("desk.redb").to_str().unwrap(),
    ]);
    assert!(doctor.out.contains("operator entrust"), "{}", doctor.out);
    assert!(!doctor.out.contains(&case.to_string()), "{}", doctor.out);
    // By the recovery key somebody is named; the wrong one names nobody.
    let store = town.as_one(ADMIN);
    let wrong = Secret::new("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
    let named = entrust(&store, ADMIN, &wrong, case, MEDIATOR, now());
    assert_eq!(named.unwrap(), Ok(false));
    let named = entrust(&store, ADMIN, &town.recovery, case, MEDIATOR, now());
    assert_eq!(named.unwrap(), Ok(true));
    reads_nothing(&shown(&store, case, ADMIN));
    // It is nobody's to do once somebody reads it.
    let named = entrust(&store, ADMIN, &town.recovery, case, ADMIN, now());
    assert_eq!(named.unwrap().unwrap_err().reason, Reason::NotFound);
    assert_eq!(unread(&store, ADMIN), 0);
    drop(store);
    let store = town.as_one(MEDIATOR);
    reads_all(&shown(&store, case, MEDIATOR));
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    // Where the only one who reads it leaves it is told again.
    let store = town.as_one(ADMIN);
    change_named(&store, ADMIN, MEDIATOR, OperatorFact::Left, now())
        .unwrap()
        .unwrap();
    assert_eq!(unread(&store, ADMIN), 1);
    drop(store);
    assert_eq!(found(town.folder.path()), [""; 0]);
}

#[test]
fn guesses_side_by_side_wait_as_those_one_after_another_do() {
    const GUESSES: usize = 6;
    let town = Town::new();
    let together = Arc::new(Barrier::new(GUESSES));
    let guesses = (0..GUESSES).map(|at| {
        let (path, together) = (town.file("desk.redb"), Arc::clone(&together));
        thread::spawn(move || {
            // Each has the file open by itself, as another program has.
            let store = open(&path);
            together.wait();
            prove(&store, CLERK, &Secret::new(format!("口令不对{at}")), now()).unwrap()
        })
    });
    let guesses: Vec<_> = guesses.collect();
    let answers: Vec<SignedIn> = guesses.into_iter().map(|it| it.join().unwrap()).collect();
    let wrong = answers.iter().filter(|it| **it == SignedIn::Wrong).count();
    let waits = answers
        .iter()
        .filter(|it| matches!(it, SignedIn::Wait(_)))
        .count();
    // Three are free, whoever makes them.
    assert_eq!((wrong, waits), (3, 3), "{answers:?}");
    let store = town.closed();
    let right = sign_in(&store, CLERK, &passphrase(CLERK), now()).unwrap();
    assert!(matches!(right, SignedIn::Wait(_)), "{right:?}");
    let later = now().plus_seconds(60);
    let right = sign_in(&store, CLERK, &passphrase(CLERK), later).unwrap();
    assert!(matches!(right, SignedIn::As { .. }), "{right:?}");
    // Who is in has no failure behind him.
    let (_, clerk) = ask(&store, |it| it.operator(CLERK)).unwrap().unwrap();
    assert_eq!(clerk.failures, 0);
}

#[test]
fn a_pin_is_set_and_taken_away_on_the_command_line_by_its_owner_and_the_administrator() {
    let town = Town::new();
    let (desk, file) = (Desk::new(), town.file("desk.redb"));
    let pin = desk.write("pin", "135790");
    fs::set_permissions(&pin, fs::Permissions::from_mode(0o600)).unwrap();
    let pin = pin.to_str().unwrap().to_owned();
    let has = |name: &str| {
        let all = ask(&town.closed(), |it| it.operators()).unwrap();
        all.iter().any(|it| it.name == name && it.has_pin)
    };
    let set = |who: &str, whose: &str| {
        let args = ["operator", "pin", whose, "--pin-file", &pin];
        as_one(&desk, &file, who, &args).code
    };
    assert_eq!(set(CLERK, CLERK), 0);
    assert!(has(CLERK));
    assert_eq!(set(CLERK, MEDIATOR), 1);
    assert!(!has(MEDIATOR));
    let taken = as_one(&desk, &file, ADMIN, &["operator", "pin", CLERK, "--remove"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert!(!has(CLERK));
    let short = set_pin(
        &town.as_one(ADMIN),
        ADMIN,
        CLERK,
        Some(&Secret::new("12")),
        now(),
    );
    assert_eq!(short.unwrap().unwrap_err().reason, Reason::PinShort);
}

#[test]
fn a_call_pad_is_sealed_to_who_types_it() {
    let folder = tempfile::tempdir().unwrap();
    let (ring, other) = (Arc::<Keyring>::default(), Arc::<Keyring>::default());
    for (ring, id) in [(&ring, 1), (&other, 2)] {
        ring.hold(OperatorId(id), PrivateKey::generate());
    }
    let desk = |who: &str, ring: &Arc<Keyring>| {
        Drafts::beside(&folder.path().join("desk.redb"))
            .of(who)
            .sealed_with(Arc::clone(ring))
    };
    let mut draft = CallDraft::new(now());
    draft.set(CallField::Note, WORDS[3]);
    let parked = ParkedCall { id: 7, draft };
    desk(CLERK, &ring).keep_call(&parked).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
    assert_eq!(desk(MEDIATOR, &other).calls().unwrap(), []);
    // It is sealed to him also while his private key is put away, and opens with it.
    ring.release();
    let more = ParkedCall {
        id: 8,
        ..parked.clone()
    };
    desk(CLERK, &ring).keep_call(&more).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
    assert_eq!(desk(CLERK, &ring).calls().unwrap(), []);
}

#[test]
fn the_private_key_is_put_away_while_the_desk_is_locked_and_when_its_clerk_leaves() {
    let (name, typed) = ("刘巧玲", "口令刘巧玲");
    let staff = [(name, Role::Administrator, typed)];
    let mut house = House::open(Lang::Zh, (80, 24)).with_operators(&staff);
    house.signs_in(name, typed);
    let held = |house: &House| house.store().keyring().unwrap().is_held();
    assert!(held(&house));
    house.press("<F9>");
    assert!(!held(&house), "the desk is locked");
    house.type_text(typed);
    house.press("<Enter>");
    assert!(held(&house), "it is open again");
    // A PIN opens nothing that is sealed: for it the key stays, but not where its owner leaves.
    let pin = Secret::new("135790");
    set_pin(
        house.store(),
        name,
        name,
        Some(&pin),
        house.model.shared.now,
    )
    .unwrap()
    .unwrap();
    house.press("<F9>");
    assert!(held(&house));
    house.type_text("135790");
    house.press("<Enter>");
    house.asks(Request::Cover(true));
    assert!(!held(&house), "he has left");
}

#[test]
fn a_pin_opens_the_desk_only_while_the_key_of_its_owner_is_held() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let pin = Secret::new("246813");
    set_pin(&store, CLERK, CLERK, Some(&pin), now())
        .unwrap()
        .unwrap();
    let opened = unlock(&store, CLERK, &pin, now()).unwrap();
    assert!(matches!(opened, SignedIn::As { .. }), "{opened:?}");
    drop(store);
    // Nobody proved a passphrase since this one was opened: the PIN is no proof by itself.
    let store = town.closed();
    let refused = unlock(&store, CLERK, &pin, now()).unwrap();
    assert_eq!(refused, SignedIn::PinSpent, "the passphrase is asked for");
    let opened = unlock(&store, CLERK, &passphrase(CLERK), now()).unwrap();
    assert!(matches!(opened, SignedIn::As { .. }), "{opened:?}");
    let opened = unlock(&store, CLERK, &pin, now()).unwrap();
    assert!(matches!(opened, SignedIn::As { .. }), "{opened:?}");
}
