//! Who has left signs in no more, and where people sign in nobody sits down by a name, whatever the screen
//! asks for.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use mulin::app::effect::{Answer, Request};
use mulin::domain::moment::Moment;
use mulin::domain::right::Role;
use mulin::domain::secret::Secret;
use mulin::office::sign_in;
use mulin::words::lang::Lang;

use crate::cli::Desk;
use crate::rooms::House;

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
    let added = sign_in::add(house.store(), &name, &name, Role::Administrator, &word, now);
    assert!(added.unwrap().is_ok());
    let answer = house.asks(Request::SitDown("李梅".to_owned()));
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
    assert_eq!(house.viewer(), before);
}
