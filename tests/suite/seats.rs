//! Who has left signs in no more, and where people sign in nobody sits down by a name or does what his role
//! may not, whatever the screen asks for.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use mulin::app::answer::Answer;
use mulin::app::effect::Request;
use mulin::domain::act::{Act, CommitResult};
use mulin::domain::moment::Moment;
use mulin::domain::operator::OperatorFact;
use mulin::domain::refusal::{Reason, Refusal};
use mulin::domain::right::Role;
use mulin::domain::seat::SignedIn;
use mulin::domain::secret::Secret;
use mulin::office::operators;
use mulin::office::pin::{sign, unlock};
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::cli::Desk;
use crate::rooms::{House, registration};

fn secret(desk: &Desk, name: &str) -> String {
    let path = desk.write(name, &format!("口令{name}!!"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn who_has_left_signs_in_no_more_with_the_passphrase_that_was_his() {
    let desk = Desk::new().with_three();
    let (first, other) = (secret(&desk, "刘巧玲"), secret(&desk, "王芳"));
    let done = |args: &[&str]| {
        let done = desk.run(args);
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    };
    let administrator = ["--role", "administrator", "--passphrase-file", &first];
    done(&[&["operator", "add", "刘巧玲"][..], &administrator].concat());
    let signed = ["--as", "刘巧玲", "--credential", &first];
    let reception = ["--role", "reception", "--passphrase-file", &other];
    done(&[&signed[..], &["operator", "add", "王芳"], &reception].concat());
    let list = ["--as", "王芳", "--credential", &other, "case", "list"];
    done(&list);
    done(&[&signed[..], &["operator", "leave", "王芳"]].concat());
    let refused = desk.run(&list);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    done(&[&signed[..], &["operator", "return", "王芳"]].concat());
    done(&list);
}

#[test]
fn where_people_sign_in_a_name_seats_nobody() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let before = house.viewer();
    let now = Moment::parse("2026-11-25T09:41").unwrap();
    let word = Secret::new("口令一二三四");
    let name = before.name.clone();
    let added = operators::add(house.store(), &name, &name, Role::Administrator, &word, now);
    assert!(added.unwrap().is_ok());
    let answer = house.asks(Request::SitDown("李梅".to_owned()));
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
    assert_eq!(house.viewer(), before);
}

/// A desk at which a receptionist sits, in a house with an administrator and one who has left.
fn staffed() -> (House, String) {
    let house = House::open(Lang::Zh, (80, 24));
    let sitting = house.viewer().name;
    let now = Moment::parse("2026-11-25T09:41").unwrap();
    let word = Secret::new("口令一二三四");
    for (name, role) in [
        ("刘巧玲", Role::Administrator),
        (sitting.as_str(), Role::Reception),
        ("李梅", Role::Reception),
    ] {
        let added = operators::add(house.store(), "刘巧玲", name, role, &word, now);
        assert!(added.unwrap().is_ok(), "{name}");
    }
    let left = OperatorFact::Left;
    let done = operators::change_named(house.store(), "刘巧玲", "李梅", left, now);
    assert_eq!(done, Ok(Ok(())));
    (house, sitting)
}

#[test]
fn the_store_takes_nothing_from_who_has_left_or_was_never_here() {
    let (house, sitting) = staffed();
    let came = |who: &str| {
        let act = Act {
            who: who.to_owned(),
            when: Moment::parse("2026-11-25T09:50").unwrap(),
            action: registration("单雄信", "13800001111", "东牟家村", "路灯不亮"),
        };
        match house.store().commit(&[act]).unwrap().remove(0) {
            CommitResult::Done(_) => None,
            CommitResult::Refused(refusal) => Some(refusal.reason),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(came("李梅"), Some(Reason::OperatorLeft));
    assert_eq!(came("赵无名"), Some(Reason::NotSignedIn));
    assert_eq!(came(&sitting), None);
}

#[test]
fn the_desk_copies_nothing_out_and_sets_nothing_for_a_role_that_may_not() {
    let (mut house, _) = staffed();
    let folder = house.folder().join("copies");
    fs::create_dir(&folder).unwrap();
    let may_not = Words::new(Lang::Zh).refusal(&Refusal::new(Reason::RoleMayNot));
    // The store looks at what is done to it; these are refused by the desk alone.
    for request in [
        Request::Backup(folder.to_str().unwrap().to_owned()),
        Request::TrustStore,
        Request::Rescue,
        Request::ChangeSettings {
            seen: String::new(),
            changes: Vec::new(),
        },
    ] {
        let asked = format!("{request:?}");
        let answer = house.asks(request);
        assert_eq!(answer, Answer::Failed(may_not.clone()), "{asked}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_locked_desk_and_a_signature_slow_guessing_too() {
    let (house, sitting) = staffed();
    let now = Moment::parse("2026-11-25T09:41").unwrap();
    let (right, wrong) = (Secret::new("口令一二三四"), Secret::new("口令四三二一"));
    let unlocked = |typed: &Secret, at| unlock(house.store(), &sitting, typed, at).unwrap();
    let free = (0..10).take_while(|_| unlocked(&wrong, now) == SignedIn::Wrong);
    assert!(free.count() < 10);
    let signed = sign(house.store(), &sitting, &right, now).unwrap();
    for came in [signed, unlocked(&right, now)] {
        assert!(matches!(came, SignedIn::Wait(_)), "{came:?}");
    }
    let came = unlocked(&right, now.plus_seconds(3_600));
    assert!(matches!(came, SignedIn::As { .. }), "{came:?}");
}
