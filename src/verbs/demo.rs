//! `mulin demo`: a made-up town to try the desk with.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};

use self::life::live;
use self::tell::Teller;
use crate::clock::Clock;
use crate::domain::act::{Act, Action, Petitioner};
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::exchange::town::context::TownContext;
use crate::exchange::town::last_hour;
use crate::exchange::town::plan::{Plan, Town};
use crate::exchange::town::published;
use crate::exchange::town::staff::CLERKS;
use crate::exchange::town::story::Story;
use crate::exchange::when::read_text;
use crate::runtime::place::data_folder;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::arguments::DemoArguments;
use crate::verbs::open::open;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::present;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, named, opened};

mod life;
mod tell;

/// Minutes after midnight at which the town's day stands, where another day than today is asked.
const MORNING: u32 = 9 * 60 + 41;

/// Makes the town in a store of its own and opens it.
pub fn demo(mut setting: Setting, asked: &DemoArguments) -> Exit {
    let today = present::now();
    let until = match asked
        .on
        .as_deref()
        .map(|text| day(&setting, text))
        .transpose()
    {
        Ok(None) if asked.as_published => published::present(),
        Ok(None) => today,
        Ok(Some(date)) if date == today.date() => today,
        Ok(Some(date)) => {
            let morning = NaiveTime::from_num_seconds_from_midnight_opt(MORNING * 60, 0);
            Moment::beijing(date, morning.unwrap_or_default())
        }
        Err(exit) => return exit,
    };
    let named = named(&setting);
    let path = named.clone().unwrap_or_else(|| own_place(asked, until));
    setting.store = Some(path);
    let store = match opened(&setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    match fill(&setting, asked, until, &store, named.is_some()) {
        Ok(None) => {}
        Ok(Some(exit)) => return exit,
        Err(error) => return failed(&setting, &error),
    }
    drop(store);
    if asked.no_open {
        return Exit::Done;
    }
    // Another day than today is the desk's present too; the screen says so.
    if until == today {
        return open(setting, &present::clock());
    }
    open(setting, &Clock::set_to(until))
}

fn day(setting: &Setting, text: &str) -> Result<NaiveDate, Exit> {
    read_text(text)
        .map(|read| read.moment.date())
        .map_err(|why| {
            let key = format!("row-{}", why.code());
            complain(setting.words.say_with(&key, &[("text", text.into())]));
            Exit::Usage
        })
}

/// Where no store was named, a town has a file of its own: the real desk is never touched, and the
/// same town is found again.
fn own_place(asked: &DemoArguments, until: Moment) -> PathBuf {
    let cases = if asked.as_published {
        "published".to_owned()
    } else {
        asked.cases.to_string()
    };
    let name = format!(
        "demo-{}-{}-{}-{}.redb",
        asked.seed,
        until.date(),
        asked.people,
        cases
    );
    data_folder().join(name)
}

/// Makes the town, unless it is there; gives how to end where it cannot be made.
fn fill(
    setting: &Setting,
    asked: &DemoArguments,
    until: Moment,
    store: &dyn Store,
    named: bool,
) -> Result<Option<Exit>, StoreError> {
    let words = &setting.words;
    let shown = setting
        .store
        .as_ref()
        .map(|path| path.display().to_string());
    let file = shown.unwrap_or_default();
    let (counts, tree) = ask(store, |it| Ok((it.counts(until.date())?, it.grid()?)))?;
    if counts.all + counts.persons > 0 {
        let args = [
            ("file", file.into()),
            ("cases", counts.all.into()),
            ("persons", counts.persons.into()),
        ];
        if named {
            complain(words.say_with("verbs-demo-full", &args));
            return Ok(Some(Exit::Refused));
        }
        say(words.say_with("verbs-demo-again", &args));
        return Ok(None);
    }
    if let Some(refused) = write_town(asked, until, store, &tree)? {
        let args = [("file", file.into()), ("reason", refused.into())];
        complain(words.say_with("verbs-demo-broken", &args));
        return Ok(Some(Exit::Refused));
    }
    let counts = ask(store, |it| it.counts(until.date()))?;
    let args = [
        ("file", file.into()),
        ("cases", counts.all.into()),
        ("persons", counts.persons.into()),
        ("seed", asked.seed.to_string().into()),
    ];
    say(words.say_with("verbs-demo-done", &args));
    Ok(None)
}

/// Writes the town into an empty store; gives what was refused on the way.
pub fn write_town(
    asked: &DemoArguments,
    until: Moment,
    store: &dyn Store,
    tree: &GridTree,
) -> Result<Option<String>, StoreError> {
    // The last hour opens cases of its own.
    let own = !asked.as_published && asked.cases >= last_hour::CASES;
    let plan = Plan {
        seed: asked.seed,
        until,
        people: asked.people,
        cases: asked.cases - if own { last_hour::CASES } else { 0 },
    };
    let town = Town::new(plan, tree);
    let begins = if asked.as_published {
        published::begins()
    } else {
        town.begins()
    };
    let people = town.people().map(|person| Act {
        who: CLERKS[0].to_owned(),
        when: begins,
        action: Action::Know {
            person: Petitioner::New(Box::new(person)),
            fingerprint: None,
        },
    });
    let mut teller = Teller::new(store);
    if asked.as_published {
        teller.tell(people.chain(published::acts(&town)))?;
    } else {
        let tree = town.filled(tree);
        let acts = people.chain(Story::new(&town));
        live(&mut teller, &TownContext::new(&town, &tree), acts, own)?;
    }
    Ok(teller.refused)
}
