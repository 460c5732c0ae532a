//! The desk in a terminal, killed while somebody types and while he saves: what was typed comes back, and
//! what was saved is there once.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::faults::Round;
use super::program::proved;
use super::table::{Bad, Verdict, must};
use crate::rng::Rng;
use crate::terminal::Terminal;

const F2: &str = "\x1bOQ";
const CTRL_S: &str = "\x13";
/// What is typed first, and what is typed when the kill comes.
const FIRST: &str = "村西头的路灯坏了";
const THEN: &str = "三个月没有人来修好它老人夜里不敢出门";
/// A draft may lack what was typed so shortly before a kill.
const DRAFT: Duration = Duration::from_secs(1);

fn opened(home: &Path) -> Terminal {
    let desk = Terminal::open(home, (100, 30), &[]);
    desk.wait_for("F1 帮助");
    desk
}

/// Opens an intake and types a name; the cursor stands in the summary.
fn begun(desk: &mut Terminal, name: &str) {
    desk.send(F2);
    desk.wait_for("涉及干部");
    desk.send(name);
    desk.wait_for(name);
    desk.send("\t");
    desk.send("\t");
    desk.send("\t");
}

/// Gives the longest summary among the drafts; a draft that does not read is none.
fn drafted(home: &Path) -> Result<String, Bad> {
    let mut longest = String::new();
    let files = fs::read_dir(home.join("desk.redb.drafts"))
        .into_iter()
        .flatten();
    for file in files.flatten().map(|it| it.path()) {
        if file.extension().is_none_or(|it| it != "json") {
            continue;
        }
        // A draft is replaced in one step, and may be gone for the same reason.
        let Ok(bytes) = fs::read(&file) else { continue };
        let draft: Value = serde_json::from_slice(&bytes)
            .map_err(|error| Bad::lost(format!("half a draft: {error}")))?;
        let values = draft["values"].as_array().cloned().unwrap_or_default();
        for value in values.iter().filter(|it| it[0] == "summary") {
            let text = value[1].as_str().unwrap_or_default();
            if text.len() > longest.len() {
                text.clone_into(&mut longest);
            }
        }
    }
    Ok(longest)
}

/// Waits until a summary that begins so is among the drafts.
fn until_drafted(home: &Path, text: &str, limit: Duration) -> Verdict {
    let typed = Instant::now();
    while !drafted(home)?.starts_with(text) {
        must(typed.elapsed() < limit, || {
            Bad::lost(format!("what was typed {limit:?} ago"))
        })?;
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(())
}

/// Kills the desk while a summary is typed. Where `measured`, what was typed a second before is on the
/// disk by the clock; a test beside others has no clock, and waits for it.
pub(crate) fn typing(measured: bool) -> Round {
    let home = tempfile::tempdir().unwrap();
    Box::new(move |rng: &mut Rng| {
        let _fresh = fs::remove_dir_all(home.path().join("desk.redb.drafts"));
        let mut desk = opened(home.path());
        begun(&mut desk, "单雄信");
        desk.send(FIRST);
        let limit = if measured {
            DRAFT
        } else {
            crate::terminal::DEADLINE
        };
        until_drafted(home.path(), FIRST, limit)?;
        for sign in THEN.chars().take(rng.below(THEN.chars().count())) {
            desk.send(&sign.to_string());
            std::thread::sleep(rng.within(Duration::from_millis(6)));
        }
        desk.signal("KILL");
        desk.wait_exit();
        let kept = drafted(home.path())?;
        let whole = [FIRST, THEN].concat();
        must(kept.starts_with(FIRST) && whole.starts_with(&kept), || {
            Bad::lost(format!("the draft says {kept:?}"))
        })?;
        // That it comes back on the screen is looked at in every fourth round.
        if rng.below(4) == 0 {
            opened(home.path()).wait_for(FIRST);
        }
        Ok(())
    })
}

/// Kills the desk while an intake is saved, and saves it again if it comes back: it is there once.
pub(crate) fn saving() -> Round {
    let home = tempfile::tempdir().unwrap();
    let mut round = 0_u64;
    // The desk that comes after a kill is the one of the next round.
    let mut next = None;
    Box::new(move |rng: &mut Rng| {
        round += 1;
        let store = home.path().join("desk.redb");
        let summary = format!("第{round}轮的路灯");
        let mut desk = next.take().unwrap_or_else(|| opened(home.path()));
        // Nobody comes twice.
        let given = char::from_u32(0x4e00 + u32::try_from(round % 9_000).unwrap() * 2);
        begun(&mut desk, &format!("尉迟{}", given.unwrap()));
        desk.send(&summary);
        desk.wait_for(&summary);
        // A kill may take what was typed within a second; here it takes the answer alone.
        until_drafted(home.path(), &summary, crate::terminal::DEADLINE)?;
        let drawn = desk.bytes();
        desk.send(CTRL_S);
        std::thread::sleep(rng.within(Duration::from_millis(60)));
        desk.signal("KILL");
        desk.wait_exit();
        let is_acknowledged = desk.bytes() > drawn && desk.contents().contains("已登记 ML-");
        let is_kept = store.exists() && proved(&store)? == round;
        must(is_kept || !is_acknowledged, || {
            Bad::lost("a registration that was told")
        })?;
        let mut desk = opened(home.path());
        if is_kept {
            desk.wait_quiet();
            must(!desk.contents().contains(&summary), || {
                Bad::wrong("what is registered is offered again")
            })?;
        } else {
            desk.wait_for(&summary);
            desk.send(CTRL_S);
            desk.wait_for("已登记 ML-");
        }
        next = Some(desk);
        let cases = proved(&store)?;
        must(cases == round, || {
            Bad::wrong(format!("{cases} cases of {round} registrations"))
        })
    })
}

/// The file goes under an open desk that has something half typed: nothing is acknowledged, the draft
/// stays.
pub(crate) fn replaced() -> Round {
    Box::new(move |rng: &mut Rng| {
        let home = tempfile::tempdir().unwrap();
        let store = home.path().join("desk.redb");
        let mut desk = opened(home.path());
        begun(&mut desk, "单雄信");
        desk.send("宅基地边界");
        desk.wait_for("宅基地边界");
        desk.send(CTRL_S);
        desk.wait_for("已登记 ML-2026-0001");
        begun(&mut desk, "尉迟恭");
        desk.send(FIRST);
        desk.wait_for(FIRST);
        let away = home.path().join("away.redb");
        match rng.below(3) {
            0 => fs::remove_file(&store).unwrap(),
            1 => fs::rename(&store, &away).unwrap(),
            _ => {
                fs::copy(&store, &away).unwrap();
                fs::rename(&away, &store).unwrap();
            }
        }
        desk.send(CTRL_S);
        desk.wait_for("被移走、删除或替换");
        desk.wait_quiet();
        must(!desk.contents().contains("ML-2026-0002"), || {
            Bad::lost("a registration into a file that is gone")
        })?;
        let kept = drafted(home.path())?;
        must(kept == FIRST, || {
            Bad::lost(format!("the draft says {kept:?}"))
        })
    })
}

/// What waits in vain is a program that hangs: the driver says so by a panic.
pub(crate) fn watched(round: impl FnOnce() -> Verdict) -> Verdict {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(round));
    caught.unwrap_or_else(|why| {
        let text = why.downcast_ref::<String>().cloned().unwrap_or_default();
        Err(
            if text.contains("in vain")
                || text.contains("does not end")
                || text.contains("never quiet")
            {
                Bad::hung(text)
            } else {
                Bad::panicked(text)
            },
        )
    })
}
