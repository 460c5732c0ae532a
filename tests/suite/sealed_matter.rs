//! 密件: nothing that the program writes shows the words of an accusation or of a counsellor's note; those
//! whom it concerns read them, and nobody else (条例 30 ¶3, 精神卫生法 4).

use std::fs;
use std::sync::Arc;

use mulin::app::answer::{Answer, Sent};
use mulin::app::effect::{OperatorOrder, Request};
use mulin::domain::case::fact::printed::Paper;
use mulin::domain::case::fact::step::{CaseField, Step};
use mulin::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use mulin::domain::codes::{Class, Track};
use mulin::domain::draft::{DRAFT_STEP, IntakeDraft, Parked};
use mulin::domain::field::Field;
use mulin::domain::number::VisitNumber;
use mulin::domain::operator::OperatorFact;
use mulin::domain::refusal::Reason;
use mulin::domain::right::Role;
use mulin::domain::seat::SignedIn;
use mulin::domain::secret::Secret;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::office::operators::{add, change_named, set_passphrase};
use mulin::office::sign_in::sign_in;
use mulin::runtime::attachments::AttachDesk;
use mulin::search::index::FinderIndex;
use mulin::store::attachments::Attachments;
use mulin::store::cipher::{Keyring, PrivateKey};
use mulin::store::contract::{Store, ask};
use mulin::store::drafts::Drafts;
use mulin::store::redb::store::RedbStore;
use mulin::store::redb::{mending, upkeep};
use mulin::words::bundle::Words;
use mulin::words::lang::Lang;

use crate::rooms::House;
use crate::sealed_town::{
    ADMIN, CLERK, COUNSELLED, COUNSELLOR, MEDIATOR, NOTE, Town, WORDS, classified, found, given_to,
    key_of, note, now, open, operator, passphrase, proved, reads_all, reads_nothing, registered,
    shown, signed_in, step,
};
use crate::tampered::{Victim, put};

#[test]
fn an_accusation_stands_in_no_file_and_opens_for_those_who_are_named() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    step(&store, CLERK, case, note(NOTE)).unwrap();
    step(&store, CLERK, case, note("碍于情面")).unwrap();
    let undo = Step::Undo {
        of: 3,
        reason: "记错".to_owned(),
    };
    step(&store, CLERK, case, undo).unwrap();
    let text = shown(&store, case, CLERK);
    reads_all(&text);
    assert!(text.contains(NOTE), "{text}");
    let findings = proved(&store);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 0));
    store.backup(&town.file("copy.redb")).unwrap();
    drop(store);
    assert_eq!(found(town.folder.path()), [""; 0]);
    // Who is not named reads nothing, and does nothing; nor does who signed in as nobody.
    let other = town.as_one(MEDIATOR);
    reads_nothing(&shown(&other, case, MEDIATOR));
    let refused = step(&other, MEDIATOR, case, note("看看")).unwrap_err();
    assert_eq!(refused.reason, Reason::NotForThisViewer);
    drop(other);
    let closed = town.closed();
    reads_nothing(&shown(&closed, case, CLERK));
    let viewer = Viewer::new(CLERK);
    let kept = ask(&closed, |it| it.case(case, &viewer)).unwrap();
    assert!(kept.is_none_or(|it| !it.is_open_to(&viewer)));
    let refused = step(&closed, CLERK, case, note("看看")).unwrap_err();
    assert_eq!(refused.reason, Reason::NotForThisViewer);
    let wrong = sign_in(&closed, CLERK, &Secret::new("口令王芳!?"), now()).unwrap();
    assert_eq!(wrong, SignedIn::Wrong);
    reads_nothing(&shown(&closed, case, CLERK));
    // Without a key the links are proved, and that everything sealed is there.
    let findings = proved(&closed);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 1));
    assert_eq!(closed.reindex().unwrap().len(), 0);
    drop(closed);
    // A backup is the same.
    let copy = open(&town.file("copy.redb"));
    reads_nothing(&shown(&copy, case, CLERK));
    signed_in(&copy, CLERK, &passphrase(CLERK));
    reads_all(&shown(&copy, case, CLERK));
    drop(copy);
    let (mended, findings) = mending::repair(
        &town.file("desk.redb"),
        &town.file("repaired.redb"),
        &[Arc::new(FinderIndex)],
        &Settings::default(),
    )
    .unwrap();
    assert_eq!(mended.lost, [""; 0]);
    assert_eq!(findings.faults, [""; 0]);
    assert_eq!(found(town.folder.path()), [""; 0]);
}

#[test]
fn whoever_is_named_later_reads_and_whoever_left_does_not() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    step(&store, CLERK, case, given_to(MEDIATOR)).unwrap();
    let before = proved(&store);
    assert_eq!(before.faults, [""; 0]);
    drop(store);
    let store = town.as_one(MEDIATOR);
    reads_all(&shown(&store, case, MEDIATOR));
    let kept = key_of(&store, MEDIATOR);
    step(&store, MEDIATOR, case, note(NOTE)).unwrap();
    assert_eq!(proved(&store).sealed, 0);
    drop(store);
    reads_all(&shown(&town.with_key(&kept), case, MEDIATOR));
    let store = town.as_one(ADMIN);
    let left = change_named(&store, ADMIN, MEDIATOR, OperatorFact::Left, now());
    left.unwrap().unwrap();
    let id = operator(&store, MEDIATOR);
    assert_eq!(ask(&store, |it| it.locked_keys(Some(id))).unwrap(), None);
    drop(store);
    // Once somebody who may read was there, the key that he kept opens nothing any more.
    let store = town.as_one(CLERK);
    reads_all(&shown(&store, case, CLERK));
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    let store = town.with_key(&kept);
    reads_nothing(&shown(&store, case, MEDIATOR));
    assert_eq!(proved(&store).sealed, 1);
    drop(store);
    assert_eq!(found(town.folder.path()), [""; 0]);
}

#[test]
fn a_lost_passphrase_is_survived_by_the_recovery_key_and_by_other_readers() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    step(&store, CLERK, case, given_to(MEDIATOR)).unwrap();
    // Her own new passphrase keeps her key.
    let second = Secret::new("第二个口令!!");
    let key = key_of(&store, CLERK).public();
    set_passphrase(&store, CLERK, CLERK, &second, None, now())
        .unwrap()
        .unwrap();
    drop(store);
    let store = town.closed();
    signed_in(&store, CLERK, &second);
    assert_eq!(key_of(&store, CLERK).public(), key);
    reads_all(&shown(&store, case, CLERK));
    drop(store);
    // With the recovery key she keeps it too; a wrong one changes nothing.
    let third = Secret::new("第三个口令!!");
    let store = town.as_one(ADMIN);
    let not_it = Secret::new("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
    let answer = set_passphrase(&store, ADMIN, CLERK, &third, Some(&not_it), now());
    assert_eq!(answer.unwrap(), Ok(false));
    let answer = set_passphrase(&store, ADMIN, CLERK, &third, Some(&town.recovery), now());
    assert_eq!(answer.unwrap(), Ok(true));
    drop(store);
    let store = town.closed();
    signed_in(&store, CLERK, &third);
    assert_eq!(key_of(&store, CLERK).public(), key);
    reads_all(&shown(&store, case, CLERK));
    drop(store);
    // Without it she has another key, and reads once another reader was there.
    let fourth = Secret::new("第四个口令!!");
    let store = town.as_one(ADMIN);
    let answer = set_passphrase(&store, ADMIN, CLERK, &fourth, None, now());
    assert_eq!(answer.unwrap(), Ok(true));
    drop(store);
    let store = town.closed();
    signed_in(&store, CLERK, &fourth);
    reads_nothing(&shown(&store, case, CLERK));
    drop(store);
    drop(town.as_one(MEDIATOR));
    let store = town.closed();
    signed_in(&store, CLERK, &fourth);
    reads_all(&shown(&store, case, CLERK));
    assert_eq!(proved(&store).faults, [""; 0]);
    // The recovery key opens everything, whoever is gone.
    let (locked, _) = ask(&store, |it| it.locked_keys(None)).unwrap().unwrap();
    drop(store);
    let recovery = PrivateKey::unlock(&locked, &town.recovery).unwrap();
    reads_all(&shown(&town.with_key(&recovery), case, CLERK));
}

#[test]
fn a_matter_that_is_classed_later_goes_under_seal_with_its_history() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Unclassed);
    step(&store, CLERK, case, note(NOTE)).unwrap();
    step(&store, CLERK, case, classified(Class::Accusation)).unwrap();
    reads_all(&shown(&store, case, CLERK));
    let findings = proved(&store);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 0));
    store.backup(&town.file("copy.redb")).unwrap();
    drop(store);
    let copies = tempfile::tempdir().unwrap();
    fs::copy(town.file("copy.redb"), copies.path().join("copy.redb")).unwrap();
    assert_eq!(found(copies.path()), [""; 0]);
    let closed = town.closed();
    reads_nothing(&shown(&closed, case, CLERK));
    let findings = proved(&closed);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 1));
    drop(closed);
    // What is taken for something else again stands open again, and every link holds.
    let store = town.as_one(CLERK);
    let correct = Step::Correct {
        field: CaseField::Accused,
        old: WORDS[3].to_owned(),
        new: String::new(),
    };
    step(&store, CLERK, case, correct).unwrap();
    step(&store, CLERK, case, classified(Class::Claim)).unwrap();
    drop(store);
    let store = town.as_one(MEDIATOR);
    let text = shown(&store, case, MEDIATOR);
    assert!(text.contains(WORDS[0]) && text.contains(NOTE), "{text}");
    let findings = proved(&store);
    assert_eq!((findings.faults, findings.sealed), (Vec::new(), 0));
}

#[test]
fn what_was_classed_later_is_gone_from_the_file_after_it_is_compacted() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Unclassed);
    // Long words of others behind it: where they do not fit, room stays free in the file.
    for _ in 0..3 {
        let other = crate::stored::registered("11-20", "李守田", |it| {
            it.matter.request = "请修好路灯".repeat(4_000);
        });
        store.commit(&[other]).unwrap();
    }
    step(&store, CLERK, case, classified(Class::Accusation)).unwrap();
    drop(store);
    upkeep::compact(&town.file("desk.redb")).unwrap();
    assert_eq!(found(town.folder.path()), [""; 0]);
    reads_all(&shown(&town.as_one(CLERK), case, CLERK));
}

fn counselled(note: &str) -> Step {
    Step::Track(TrackState {
        track: Track::Counselling,
        holder: COUNSELLOR.to_owned(),
        stage: TrackStage::Doing,
        note: TrackNote::Text(note.to_owned()),
    })
}

#[test]
fn a_counsellors_note_opens_for_who_wrote_it_and_who_holds_the_service() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Claim);
    drop(store);
    let store = town.as_one(MEDIATOR);
    step(&store, MEDIATOR, case, counselled(COUNSELLED)).unwrap();
    assert!(shown(&store, case, MEDIATOR).contains(COUNSELLED));
    drop(store);
    let noted = || {
        let all = found(town.folder.path());
        all.into_iter()
            .filter(|it| it.ends_with(COUNSELLED))
            .collect::<Vec<_>>()
    };
    assert_eq!(noted(), [""; 0]);
    // Another goes on with the case, and cannot take back what he does not read.
    let store = town.as_one(CLERK);
    assert!(!shown(&store, case, CLERK).contains(COUNSELLED));
    step(&store, CLERK, case, note("来电询问")).unwrap();
    let undo = || Step::Undo {
        of: 2,
        reason: "记错".to_owned(),
    };
    let refused = step(&store, CLERK, case, undo()).unwrap_err();
    assert_eq!(refused.reason, Reason::NotForThisViewer);
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    let store = town.as_one(COUNSELLOR);
    assert!(shown(&store, case, COUNSELLOR).contains(COUNSELLED));
    drop(store);
    // With another key, he reads it again once the one who wrote it was there.
    let second = Secret::new("第二个口令!!");
    let store = town.as_one(ADMIN);
    let answer = set_passphrase(&store, ADMIN, COUNSELLOR, &second, None, now());
    assert_eq!(answer.unwrap(), Ok(true));
    drop(store);
    drop(town.as_one(MEDIATOR));
    let store = town.closed();
    signed_in(&store, COUNSELLOR, &second);
    assert!(shown(&store, case, COUNSELLOR).contains(COUNSELLED));
    assert_eq!(proved(&store).faults, [""; 0]);
    step(&store, COUNSELLOR, case, undo()).unwrap();
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    assert_eq!(noted(), [""; 0]);
}

#[test]
fn where_nobody_has_a_key_everything_stands_as_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("desk.redb"));
    let case = registered(&store, CLERK, Class::Accusation);
    reads_all(&shown(&store, case, CLERK));
    assert_eq!(proved(&store).faults, [""; 0]);
    // The first who signs in has a key, and what is his is sealed to him.
    let key = add(
        &store,
        CLERK,
        CLERK,
        Role::Administrator,
        &passphrase(CLERK),
        now(),
    );
    assert!(key.unwrap().unwrap().is_some());
    signed_in(&store, CLERK, &passphrase(CLERK));
    step(&store, CLERK, case, note(NOTE)).unwrap();
    reads_all(&shown(&store, case, CLERK));
    drop(store);
    let store = open(&folder.path().join("desk.redb"));
    reads_nothing(&shown(&store, case, CLERK));
    assert_eq!(proved(&store).faults, [""; 0]);
}

#[test]
fn half_an_accusation_is_sealed_to_who_types_it() {
    let folder = tempfile::tempdir().unwrap();
    let (ring, other) = (Arc::<Keyring>::default(), Arc::<Keyring>::default());
    ring.hold(
        mulin::domain::operator::OperatorId(1),
        PrivateKey::generate(),
    );
    other.hold(
        mulin::domain::operator::OperatorId(2),
        PrivateKey::generate(),
    );
    let desk = |who: &str, ring: &Arc<Keyring>| {
        Drafts::beside(&folder.path().join("desk.redb"))
            .of(who)
            .sealed_with(Arc::clone(ring))
    };
    let mut draft = IntakeDraft::new(now());
    draft.set(Field::Accused, WORDS[3]);
    draft.set(Field::Summary, WORDS[0]);
    let parked = Parked {
        id: 7 * DRAFT_STEP + 1,
        draft,
        field: Field::Summary,
    };
    desk(CLERK, &ring).keep(&parked).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
    let mut hers = desk(MEDIATOR, &other);
    assert_eq!(hers.all().unwrap(), (Vec::new(), Vec::new()));
    // What he typed is not written over by her.
    assert!(hers.first_number(now(), &[]) > parked.id);
    drop(hers);
    let (found, unread) = desk(CLERK, &ring).all().unwrap();
    assert_eq!((found, unread), (vec![parked], Vec::new()));
}

fn desk<'a>(
    store: &'a RedbStore,
    attachments: &'a Attachments,
    viewer: &'a Viewer,
    words: &'a Words,
) -> AttachDesk<'a> {
    let most = 1;
    AttachDesk {
        store,
        attachments,
        viewer,
        words,
        most,
    }
}

#[test]
fn a_file_of_an_accusation_lies_sealed_and_opens_with_the_case() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("账页.txt");
    fs::write(&file, WORDS[2]).unwrap();
    let attachments = Attachments::beside(store.path());
    let (viewer, words) = (Viewer::new(CLERK), Words::new(Lang::Zh));
    let hers = desk(&store, &attachments, &viewer, &words);
    let attached = hers.attach(case, &file, WORDS[0], now()).unwrap();
    assert_eq!(attached.size, WORDS[2].len() as u64);
    assert_eq!(found(town.folder.path()), [""; 0]);
    let copy = hers.copy(case, 0, outside.path()).unwrap();
    assert_eq!(fs::read_to_string(copy).unwrap(), WORDS[2]);
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    let closed = town.closed();
    let nobodys = desk(&closed, &attachments, &viewer, &words);
    assert!(nobodys.copy(case, 0, outside.path()).is_err());
}

#[test]
fn a_paper_of_an_accusation_goes_to_the_printer_and_is_left_nowhere() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let (sitting, word) = (house.viewer().name, passphrase(CLERK));
    let added = add(
        house.store(),
        &sitting,
        &sitting,
        Role::Administrator,
        &word,
        now(),
    );
    assert!(added.unwrap().is_ok());
    signed_in(house.store(), &sitting, &word);
    let case = registered(house.store(), &sitting, Class::Accusation);
    let asks = |house: &mut House, print: bool| {
        house.asks(Request::Paper {
            visit: VisitNumber { case, visit: 1 },
            paper: Paper::Receipt,
            print,
        })
    };
    let outside = tempfile::tempdir().unwrap();
    let printed = outside.path().join("printed");
    let cat = ["sh", "-c", "cat > \"$0\"", printed.to_str().unwrap()];
    house.set_printer(&["lp", "{docx}"]);
    for print in [false, true] {
        let answer = asks(&mut house, print);
        assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
    }
    house.set_printer(&cat);
    let answer = asks(&mut house, false);
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
    match asks(&mut house, true) {
        Answer::Paper { file, sent, .. } => {
            assert_eq!((file.as_str(), sent), ("", Some(Sent::Taken)));
        }
        other => panic!("{other:?}"),
    }
    let text = fs::read_to_string(&printed).unwrap();
    assert!(text.contains(&case.to_string()), "{text}");
    assert_eq!(found(house.folder()), [""; 0]);
    let left = fs::read_dir(house.folder().join("papers"));
    assert_eq!(left.map_or(0, Iterator::count), 0);
}

#[test]
fn sealed_words_that_are_exchanged_are_named_and_not_read() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    for text in ["先说东边", "再说西边"] {
        step(&store, CLERK, case, note(text)).unwrap();
    }
    let key = key_of(&store, CLERK);
    drop(store);
    let victim = Victim::of(&town.file("desk.redb"));
    // What is sealed of an entry: the rows behind the head `e`.
    let rows = victim.rows("vault");
    let entries: Vec<_> = rows.iter().filter(|(key, _)| key[0] == b'e').collect();
    let [.., (one, first), (two, second)] = entries.as_slice() else {
        panic!("{} sealed entries", entries.len());
    };
    victim.edit(&[put("vault", one, second), put("vault", two, first)]);
    let store = open(&victim.path);
    let id = operator(&store, CLERK);
    store.keyring().unwrap().hold(id, key);
    let faults = proved(&store).faults;
    assert!(!faults.is_empty(), "exchanged words are proved as they are");
    // The case is told to be damaged, or shown without them.
    let viewer = Viewer::new(CLERK);
    let view = ask(&store, |it| it.case_view(case, &viewer));
    let text = format!("{view:?}");
    assert!(!text.contains("先说东边"), "{text}");
}

#[test]
fn what_only_one_could_read_opens_again_with_the_recovery_key_whoever_left_or_was_reset() {
    let town = Town::new();
    let store = town.as_one(CLERK);
    let case = registered(&store, CLERK, Class::Accusation);
    drop(store);
    let store = town.as_one(ADMIN);
    for fact in [OperatorFact::Left, OperatorFact::Returned] {
        change_named(&store, ADMIN, CLERK, fact, now())
            .unwrap()
            .unwrap();
    }
    // A passphrase without the recovery key gives another pair.
    let (second, third) = (Secret::new("第二个口令!!"), Secret::new("第三个口令!!"));
    let answer = set_passphrase(&store, ADMIN, CLERK, &second, None, now());
    assert_eq!(answer.unwrap(), Ok(true));
    drop(store);
    let store = town.closed();
    signed_in(&store, CLERK, &second);
    reads_nothing(&shown(&store, case, CLERK));
    drop(store);
    let store = town.as_one(ADMIN);
    let key = key_of(&store, ADMIN).public();
    let answer = set_passphrase(&store, ADMIN, CLERK, &third, Some(&town.recovery), now());
    assert_eq!(answer.unwrap(), Ok(true));
    // Who gave it to him reads no more than before, and holds no other key.
    reads_nothing(&shown(&store, case, ADMIN));
    assert_eq!(key_of(&store, ADMIN).public(), key);
    drop(store);
    let store = town.closed();
    signed_in(&store, CLERK, &third);
    reads_all(&shown(&store, case, CLERK));
    step(&store, CLERK, case, given_to(MEDIATOR)).unwrap();
    assert_eq!(proved(&store).faults, [""; 0]);
    drop(store);
    assert_eq!(found(town.folder.path()), [""; 0]);
}

#[test]
fn the_first_administrator_reads_at_once_what_he_registers_at_his_desk() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let sitting = house.viewer().name;
    let order = OperatorOrder::Add {
        name: sitting.clone(),
        role: Role::Administrator,
        secret: passphrase(CLERK),
    };
    let answer = house.asks(Request::Operator(order));
    assert!(
        matches!(answer, Answer::OperatorDone(Some(_))),
        "{answer:?}"
    );
    let case = registered(house.store(), &sitting, Class::Accusation);
    reads_all(&shown(house.store(), case, &sitting));
}

#[test]
fn whose_key_is_held_changes_with_who_sits_there_and_not_before() {
    let mut house = House::open(Lang::Zh, (80, 24));
    let sitting = house.viewer().name;
    for (name, role) in [
        (sitting.as_str(), Role::Administrator),
        (MEDIATOR, Role::Mediator),
    ] {
        let word = passphrase(name);
        let added = add(house.store(), &sitting, name, role, &word, now());
        assert!(added.unwrap().is_ok());
    }
    let word = passphrase(&sitting);
    signed_in(house.store(), &sitting, &word);
    let case = registered(house.store(), &sitting, Class::Accusation);
    let proves = Request::SignIn {
        name: MEDIATOR.to_owned(),
        secret: passphrase(MEDIATOR),
    };
    let answer = house.asks(proves);
    assert!(
        matches!(answer, Answer::SignedIn(SignedIn::As { .. })),
        "{answer:?}"
    );
    // What is still under way is kept under the key of whoever did it.
    reads_all(&shown(house.store(), case, &sitting));
    step(house.store(), &sitting, case, note(NOTE)).unwrap();
    let answer = house.asks(Request::SitDown(MEDIATOR.to_owned()));
    assert!(matches!(answer, Answer::Seated(_)), "{answer:?}");
    reads_nothing(&shown(house.store(), case, &sitting));
}
