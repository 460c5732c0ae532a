//! Files that are no stores, or not whole any more; files that are none; clocks that cannot be right.

use std::fs;

use mulin::domain::clock_doubt::ClockDoubt;
use mulin::domain::moment::Moment;

use super::faults::Round;
use super::program::{Ended, beside, done, lines, run, start_by};
use super::table::{Bad, Verdict, must};
use crate::cli::{Desk, NOW};
use crate::rng::Rng;

const CASES: usize = 12;

/// Damages the bytes of a store.
pub(crate) type Damage = fn(Vec<u8>, &mut Rng) -> Vec<u8>;

/// A store is cut off.
pub(crate) fn truncated(mut bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    bytes.truncate(rng.below(bytes.len()));
    bytes
}

/// One bit is another.
pub(crate) fn flipped(mut bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let at = rng.below(bytes.len());
    bytes[at] ^= 1 << rng.below(8);
    bytes
}

/// A block is noise, or zeros, or all of it is.
pub(crate) fn noise(mut bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let length = *rng.one_of(&[16, 512, 4_096, usize::MAX]);
    let from = if length == usize::MAX {
        0
    } else {
        rng.below(bytes.len())
    };
    let is_noise = rng.below(2) == 0;
    for byte in bytes.iter_mut().skip(from).take(length) {
        *byte = if is_noise {
            u8::try_from(rng.below(256)).unwrap()
        } else {
            0
        };
    }
    bytes
}

/// Whatever is wrong with the file is told, or nothing differs from the sound one; a file that is
/// refused stays as it is.
pub(crate) fn damaged(damage: Damage) -> Round {
    let base = Desk::new();
    done(&base, &["register"], &lines("底", CASES)).unwrap();
    let list = ["case", "list", "--json"];
    let sound = done(&base, &list, "").unwrap().out;
    let whole = fs::read(base.file("desk.redb")).unwrap();
    Box::new(move |rng: &mut Rng| {
        let desk = Desk::new();
        let store = desk.file("desk.redb");
        beside(&base.file("desk.redb"), &desk);
        let bytes = damage(whole.clone(), rng);
        fs::write(&store, &bytes).unwrap();
        let listed = run(&desk, &list, "")?;
        if listed.code == Some(3) {
            must(fs::read(&store).unwrap() == bytes, || {
                Bad::wrong("a store that is refused was written")
            })?;
        }
        let proof = run(&desk, &["verify"], "")?;
        has_words(&listed, &proof)?;
        let is_same = listed.out == sound;
        must(is_same || proof.code != Some(0), || {
            Bad::wrong("another answer, and the proof says that all is well")
        })?;
        // Whether it goes on is asked in every third round.
        if rng.below(3) > 0 {
            return Ok(());
        }
        let more = run(&desk, &["register"], &lines("后", 1))?;
        if more.code == Some(0) {
            // An empty file is begun as a store, with a word.
            let shown = run(&desk, &["case", "list", "--limit", "100", "--json"], "")?;
            must(shown.out.contains("牟后之1"), || {
                Bad::lost("what was registered after it")
            })
        } else {
            must(!more.err.is_empty(), || Bad::wrong("no word"))?;
            must(more.code != Some(3) || more.numbers().is_empty(), || {
                Bad::wrong("acknowledged and refused")
            })
        }
    })
}

/// A failure has a word.
fn has_words(listed: &Ended, proof: &Ended) -> Verdict {
    for ended in [listed, proof] {
        must(matches!(ended.code, Some(0..=3)), || {
            Bad::wrong(format!("{:?}", ended.code))
        })?;
        let has_word = !ended.err.is_empty() || !ended.out.is_empty();
        must(ended.code == Some(0) || has_word, || Bad::wrong("no word"))?;
    }
    Ok(())
}

/// Roads on which a file is read.
const ROADS: &[&[&str]] = &[
    &["import", "cases", "{}"],
    &["import", "cases", "sheet.csv", "--map", "{}"],
    &["restore", "{}"],
    &["backup", "{}"],
    &["--store", "{}", "case", "list"],
    &["--store", "{}", "register"],
    &["--credential", "{}", "case", "list"],
    &["keys", "check", "{}"],
];

/// Pipes and devices where files are wanted.
pub(crate) fn no_files() -> Round {
    let desk = Desk::new();
    done(&desk, &["register"], &lines("底", 1)).unwrap();
    desk.write("sheet.csv", "姓名,概况\n牟春生,拖欠工资\n");
    let pipe = desk.file("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let pipe = pipe.to_str().unwrap().to_owned();
    Box::new(move |rng: &mut Rng| {
        let file = *rng.one_of(&[pipe.as_str(), "/dev/zero", "/dev/full", "/dev/null", "/dev"]);
        let args: Vec<String> = rng
            .one_of(ROADS)
            .iter()
            .map(|it| it.replace("{}", file))
            .collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut command = desk.command(&args);
        command.current_dir(desk.file(""));
        let ended = start_by(command, &desk, &args.join(" "), &lines("管", 1)).ended()?;
        must(matches!(ended.code, Some(1..=3)), || {
            Bad::wrong(format!("{args:?}: {:?} {}", ended.code, ended.err))
        })?;
        must(!ended.err.is_empty(), || {
            Bad::wrong(format!("{args:?}: no word"))
        })
    })
}

/// Clocks ahead and behind, years away or minutes: what cannot be right is asked for, what can is dated.
pub(crate) fn clocks() -> Round {
    Box::new(move |rng: &mut Rng| {
        let desk = Desk::new();
        done(&desk, &["register"], &lines("前", 1))?;
        let last = Moment::parse(NOW).unwrap();
        let reach = *rng.one_of(&[600_usize, 5 * 86_400, 60 * 86_400, 1_500_000_000]);
        let away = i64::try_from(rng.below(2 * reach)).unwrap() - i64::try_from(reach).unwrap();
        let now = last.plus_seconds(away);
        let mut command = desk.command(&["register"]);
        command.env("MULIN_NOW", now.to_string());
        let ended = start_by(command, &desk, "register", &lines("钟", 1)).ended()?;
        let expected = i32::from(ClockDoubt::of(Some(last), now).is_some());
        must(ended.code == Some(expected), || {
            Bad::wrong(format!(
                "{now}: {:?} {}{}",
                ended.code, ended.out, ended.err
            ))
        })?;
        must(expected == 0 || ended.out.contains("received_at"), || {
            Bad::wrong(format!("{now} is not asked for: {}", ended.out))
        })?;
        must(expected == 1 || ended.numbers().len() == 1, || {
            Bad::lost(format!("{now}"))
        })
    })
}
