//! kill -9 at any instant of whatever writes: what was acknowledged is there, the store is whole, and the
//! same work done again ends as if nobody had been killed.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::time::Duration;

use mulin::domain::number::CaseNumber;
use redb::{Database, ReadableTable, TableDefinition};

use super::faults::Round;
use super::program::{Ended, beside, done, findings, kept, lines, name, proved, run, start, timed};
use super::table::{Bad, Verdict, must};
use crate::cli::Desk;
use crate::rng::Rng;

/// Lines that a `register` gets which is killed.
const LINES: usize = 12;
/// Cases of the store at which a verb is killed, and of the one that a backup replaces.
const MANY: usize = 16;
const FEW: usize = 2;
/// Rows of the sheet that is imported.
const ROWS: usize = 20;

fn acknowledged(ended: &Ended, round: &str) -> Vec<(CaseNumber, String)> {
    let numbers = ended.numbers().into_iter();
    numbers
        .map(|(line, number)| (number, name(round, line)))
        .collect()
}

/// `register` is killed; all that was ever acknowledged is looked for at the end.
pub(crate) fn register(rounds: usize) -> Round {
    let desk = Desk::new();
    let whole = timed(|| {
        done(&Desk::new(), &["register"], &lines("0", LINES)).unwrap();
    });
    let mut all = Vec::new();
    let mut round = 0;
    Box::new(move |rng| {
        round += 1;
        let text = lines(&round.to_string(), LINES);
        let ended = start(&desk, &["register"], &text).killed_after(rng.within(whole))?;
        all.extend(acknowledged(&ended, &round.to_string()));
        let store = desk.file("desk.redb");
        if !store.exists() {
            return must(all.is_empty(), || Bad::lost("the store"));
        }
        if round % 10 == 0 || round == rounds {
            proved(&store)?;
            kept(&desk, &all)?;
        }
        Ok(())
    })
}

/// Three writers at once of whom one or two are killed: numbers are unbroken and nobody's twice.
pub(crate) fn writers(rounds: usize) -> Round {
    let desk = Desk::new();
    let whole = timed(|| {
        done(&Desk::new(), &["register"], &lines("0", LINES)).unwrap();
    });
    let mut all: Vec<(CaseNumber, String)> = Vec::new();
    let mut round = 0;
    Box::new(move |rng| {
        round += 1;
        let writers: Vec<_> = (0..3)
            .map(|at| {
                let of = format!("{round}第{at}");
                (start(&desk, &["register"], &lines(&of, LINES)), of)
            })
            .collect();
        let killed = 1 + rng.below(2);
        for (at, (writer, of)) in writers.into_iter().enumerate() {
            let ended = if at < killed {
                writer.killed_after(rng.within(whole / 2))?
            } else {
                let ended = writer.ended()?;
                must(ended.code == Some(0), || Bad::wrong(ended.err.clone()))?;
                ended
            };
            all.extend(acknowledged(&ended, &of));
        }
        let mut numbers: Vec<_> = all.iter().map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        let twice = numbers.windows(2).find(|two| two[0] == two[1]);
        must(twice.is_none(), || Bad::wrong(format!("{twice:?} twice")))?;
        if round % 5 == 0 || round == rounds {
            let cases = proved(&desk.file("desk.redb"))?;
            let last = numbers.last().map_or(0, |number| u64::from(number.run));
            must(last <= cases, || {
                Bad::wrong(format!("{cases} cases, and number {last}"))
            })?;
            kept(&desk, &all)?;
        }
        Ok(())
    })
}

/// So many writers make so many changes to one store at once, and nobody is killed.
pub(crate) fn at_once(writers: usize, changes: usize) -> Verdict {
    let desk = Desk::new();
    let each = changes / writers;
    let running: Vec<_> = (0..writers)
        .map(|at| {
            let of = format!("笔{at}");
            (start(&desk, &["register"], &lines(&of, each)), of)
        })
        .collect();
    let mut all = Vec::new();
    for (writer, of) in running {
        let ended = writer.ended()?;
        must(ended.code == Some(0), || Bad::wrong(ended.err.clone()))?;
        let more = acknowledged(&ended, &of);
        must(more.len() == each, || {
            Bad::lost(format!("{} answers to {each} lines", more.len()))
        })?;
        all.extend(more);
    }
    let mut runs: Vec<u32> = all.iter().map(|(number, _)| number.run).collect();
    runs.sort_unstable();
    must(
        runs.iter()
            .copied()
            .eq(1..=u32::try_from(runs.len()).unwrap()),
        || Bad::wrong("the numbers are broken"),
    )?;
    let cases = proved(&desk.file("desk.redb"))?;
    must(cases == all.len() as u64, || {
        Bad::wrong(format!("{cases} cases of {}", all.len()))
    })?;
    kept(&desk, &all)
}

/// A verb that is killed.
pub(crate) struct Killed {
    /// What the row says.
    pub(crate) fault: &'static str,
    args: &'static [&'static str],
    /// What the scene has beside a store of [`MANY`] cases; the first desk is the same for all rounds.
    scene: fn(&Desk, &Desk),
    /// What must hold afterwards; the code is `None` where it was killed.
    after: fn(&Desk, Option<i32>) -> Verdict,
    /// What can be done again afterwards, and what must hold then.
    again: fn(&Desk) -> Verdict,
}

/// The verbs, each with what must hold.
pub(crate) const VERBS: &[Killed] = &[
    Killed {
        fault: "kill -9 during import, then the same import again",
        args: &["import", "cases", "{}/sheet.csv"],
        scene: |_, desk| {
            let rows = (0..ROWS).map(|at| {
                format!(
                    "A{at},牟之{at},路灯坏了{at},2026-11-{:02} 10:00\n",
                    1 + at % 20
                )
            });
            desk.write(
                "sheet.csv",
                &["编号,姓名,概况,时间\n".to_owned()]
                    .into_iter()
                    .chain(rows)
                    .collect::<String>(),
            );
        },
        after: |desk, _| holds(desk, |cases| (MANY..=MANY + ROWS).contains(&cases)),
        again: |desk| {
            let sheet = desk.file("sheet.csv");
            done(desk, &["import", "cases", sheet.to_str().unwrap()], "")?;
            holds(desk, |cases| cases == MANY + ROWS)
        },
    },
    Killed {
        fault: "kill -9 during backup",
        args: &["backup", "{}/copy.redb"],
        scene: |_, _| {},
        after: |desk, code| {
            holds(desk, |cases| cases == MANY)?;
            whole_or_none(&desk.file("copy.redb"), code)
        },
        again: |desk| {
            let again = desk.file("again.redb");
            done(desk, &["backup", again.to_str().unwrap()], "")?;
            no_leftovers(desk)
        },
    },
    Killed {
        fault: "kill -9 during restore",
        args: &["restore", "{}/small.redb"],
        scene: |base, desk| {
            let copy = base.file("small.redb");
            if !copy.exists() {
                let other = Desk::new();
                done(&other, &["register"], &lines("旧", FEW)).unwrap();
                done(&other, &["backup", copy.to_str().unwrap()], "").unwrap();
            }
            fs::copy(copy, desk.file("small.redb")).unwrap();
        },
        after: |desk, code| {
            let cases = proved(&desk.file("desk.redb"))?;
            let kept = fs::read_dir(desk.file("")).unwrap().flatten();
            let kept: Vec<_> = kept
                .filter(|it| {
                    let name = it.file_name().into_string().unwrap();
                    name.starts_with("desk-2026")
                        && it.path().extension().is_some_and(|it| it == "redb")
                })
                .collect();
            match usize::try_from(cases).unwrap() {
                MANY => must(code != Some(0), || Bad::wrong("it said that it was done")),
                FEW => {
                    must(kept.len() == 1, || Bad::lost("the store that was there"))?;
                    let before = proved(&kept[0].path())?;
                    must(before == MANY as u64, || Bad::lost(format!("{before}")))
                }
                other => Err(Bad::lost(format!("{other} cases"))),
            }
        },
        again: |_| Ok(()),
    },
    Killed {
        fault: "kill -9 during compact",
        args: &["compact"],
        scene: |_, _| {},
        after: |desk, _| holds(desk, |cases| cases == MANY),
        again: |_| Ok(()),
    },
    Killed {
        fault: "kill -9 during reindex, then once more",
        args: &["reindex"],
        scene: |_, desk| emptied(&desk.file("desk.redb"), "finder"),
        after: |desk, _| {
            let found = findings(&desk.file("desk.redb"))?;
            // All of the index is there, or nothing of it; nothing else was touched.
            must(found.cases == MANY as u64, || {
                Bad::lost(format!("{} cases", found.cases))
            })?;
            must(found.faults.len() as u64 == found.derived, || {
                Bad::wrong(format!("{:?}", found.faults))
            })
        },
        again: |desk| {
            done(desk, &["reindex"], "")?;
            holds(desk, |cases| cases == MANY)
        },
    },
    Killed {
        fault: "kill -9 during repair",
        args: &["repair", "{}/new.redb"],
        scene: |_, _| {},
        after: |desk, code| {
            holds(desk, |cases| cases == MANY)?;
            whole_or_none(&desk.file("new.redb"), code)
        },
        again: |_| Ok(()),
    },
    Killed {
        fault: "kill -9 during report --issue, then once more",
        args: &["report", "month", "--on", "2026-11-20", "--issue"],
        scene: |_, _| {},
        after: |desk, _| holds(desk, |cases| cases == MANY),
        again: |desk| {
            let report = ["report", "month", "--on", "2026-11-20", "--issue"];
            let again = run(desk, &report, "")?;
            // What was issued already is not issued twice.
            let is_known = again.code == Some(1) && again.err.contains("nothing was changed");
            must(again.code == Some(0) || is_known, || {
                Bad::wrong(again.err.clone())
            })?;
            holds(desk, |cases| cases == MANY)
        },
    },
    Killed {
        fault: "kill -9 during export (csv)",
        args: &["export", "cases", "{}/out.csv"],
        scene: |_, _| {},
        after: |desk, code| {
            let Ok(text) = fs::read_to_string(desk.file("out.csv")) else {
                return must(code != Some(0), || Bad::lost("the sheet"));
            };
            let rows = text.lines().count();
            must(rows == MANY + 1, || Bad::wrong(format!("{rows} lines")))
        },
        again: |_| Ok(()),
    },
    Killed {
        fault: "kill -9 during export (xlsx)",
        args: &["export", "cases", "{}/out.xlsx"],
        scene: |_, _| {},
        after: |desk, code| {
            let Ok(file) = fs::File::open(desk.file("out.xlsx")) else {
                return must(code != Some(0), || Bad::lost("the sheet"));
            };
            zip::ZipArchive::new(file)
                .map(|_| ())
                .map_err(|error| Bad::wrong(format!("half a workbook: {error}")))
        },
        again: |_| Ok(()),
    },
];

/// Kills a verb at an instant of its run; in every `nth` round what comes after is done too.
pub(crate) fn verb(killed: &'static Killed, nth: usize) -> Round {
    let base = Desk::new();
    done(&base, &["register"], &lines("底", MANY)).unwrap();
    let whole = RefCell::new(Duration::ZERO);
    Box::new(move |rng: &mut Rng| {
        let desk = Desk::new();
        beside(&base.file("desk.redb"), &desk);
        (killed.scene)(&base, &desk);
        let folder = desk.file("");
        let folder = folder.to_str().unwrap().trim_end_matches('/');
        let args: Vec<String> = killed
            .args
            .iter()
            .map(|it| it.replace("{}", folder))
            .collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        // The first round is the one that nobody kills: it tells how long the others take.
        let code = if whole.borrow().is_zero() {
            let mut code = None;
            let took = timed(|| code = run(&desk, &args, "").ok().and_then(|it| it.code));
            must(code == Some(0), || {
                Bad::wrong(format!("{args:?}: {code:?}"))
            })?;
            *whole.borrow_mut() = took;
            code
        } else {
            let most = *whole.borrow();
            start(&desk, &args, "").killed_after(rng.within(most))?.code
        };
        (killed.after)(&desk, code)?;
        if rng.below(nth) > 0 {
            return Ok(());
        }
        (killed.again)(&desk)
    })
}

fn holds(desk: &Desk, is: impl Fn(usize) -> bool) -> Verdict {
    let cases = usize::try_from(proved(&desk.file("desk.redb"))?).unwrap();
    must(is(cases), || Bad::lost(format!("{cases} cases")))
}

fn whole_or_none(copy: &Path, code: Option<i32>) -> Verdict {
    if !copy.exists() {
        return must(code != Some(0), || Bad::lost("the copy that was done"));
    }
    let cases = proved(copy)?;
    must(cases == MANY as u64, || {
        Bad::wrong(format!("a copy of {cases} cases"))
    })
}

/// What a killed run left behind goes with the next one.
fn no_leftovers(desk: &Desk) -> Verdict {
    let left = fs::read_dir(desk.file("")).unwrap().flatten();
    let left: Vec<_> = left
        .map(|it| it.file_name().into_string().unwrap())
        .filter(|it| it.starts_with(".mulin-"))
        .collect();
    must(left.is_empty(), || Bad::wrong(format!("{left:?} stays")))
}

/// Takes every row out of a table of what follows from records.
fn emptied(store: &Path, table: &str) {
    let definition: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new(table);
    let database = Database::open(store).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut table = transaction.open_table(definition).unwrap();
        assert!(table.iter().unwrap().next().is_some());
        table.retain(|_, _| false).unwrap();
    }
    transaction.commit().unwrap();
}
