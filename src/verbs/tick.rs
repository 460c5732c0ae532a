//! `mulin tick`: does what falls due by itself, for cron. A whistle that nobody answered in time goes
//! one level up, with or without a desk that is open.

use serde::Serialize;

use crate::domain::moment::Moment;
use crate::domain::viewer::Viewer;
use crate::domain::whistle::fact::WhistleFact;
use crate::domain::whistle::view::WhistleView;
use crate::office::escalation::escalate;
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;
use crate::verbs::outcome::Exit;
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};
use crate::verbs::whistle_json::{WhistleJson, line};

/// A whistle that was passed up: the clock that ran out, and the whistle as it stands now.
#[derive(Debug, Serialize)]
struct EscalatedJson {
    ran_out: &'static str,
    ran_out_at: String,
    #[serde(flatten)]
    whistle: WhistleJson,
}

/// Passes up what is due and prints each whistle that went; where nothing is due, prints nothing.
pub fn tick(setting: &Setting, json: bool) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let now = now();
    let escalated = match escalated(setting, &store, now) {
        Ok(escalated) => escalated,
        Err(error) => return failed(setting, &error),
    };
    let words = &setting.words;
    let mut printer = Printer::new();
    for (fact, view) in &escalated {
        let WhistleFact::Escalated { rule, due, .. } = fact else {
            continue;
        };
        if json {
            printer.element(&EscalatedJson {
                ran_out: rule.code(),
                ran_out_at: due.to_string(),
                whistle: WhistleJson::of(view, now),
            });
        } else {
            let args = [
                ("whistle", line(words, view, now).into()),
                ("rule", words.code("rule", rule.code()).into()),
                ("at", due.minute().into()),
            ];
            printer.line(words.say_with("verbs-tick-escalated", &args));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// Passes up what is due; gives each whistle as the one who asks may see it.
fn escalated(
    setting: &Setting,
    store: &RedbStore,
    now: Moment,
) -> Result<Vec<(WhistleFact, WhistleView)>, StoreError> {
    let viewer = Viewer::new(setting.who.clone());
    let passed_up = escalate(store, now)?;
    ask(store, |it| {
        let mut views = Vec::new();
        for (id, fact) in &passed_up {
            let view = it.whistle(*id, now, &viewer)?;
            views.extend(view.map(|view| (fact.clone(), view)));
        }
        Ok(views)
    })
}
