//! What `mulin step` was asked for: a list, one step, or a stream of steps.

use crate::verbs::arguments::step::StepArguments;
use crate::verbs::outcome::Exit;
use crate::verbs::setting::Setting;
use crate::verbs::step::answer::Answer;
use crate::verbs::step::batch::batch;
use crate::verbs::step::given::values;
use crate::verbs::step::list::list;
use crate::verbs::step::take::{Order, take};
use crate::verbs::store::{existing, failed};

/// Runs `mulin step`.
pub fn step(setting: &Setting, asked: &StepArguments) -> Exit {
    let (json, step) = (asked.json, asked.step.as_deref());
    match (&asked.number, step, &asked.from) {
        (Some(number), Some(step), _) if !asked.list => one(setting, asked, number, step),
        (Some(number), only, _) => list(setting, number, only, json),
        (None, _, Some(from)) => batch(setting, from),
        (None, _, None) => Exit::Usage,
    }
}

fn one(setting: &Setting, asked: &StepArguments, number: &str, step: &str) -> Exit {
    let answer = match values(&setting.words, &asked.given) {
        Err(problems) => Answer::refused(problems),
        Ok(fields) => {
            let store = match existing(setting) {
                Ok(store) => store,
                Err(exit) => return exit,
            };
            let order = Order {
                number: number.to_owned(),
                step: step.to_owned(),
                expected: asked.expected,
                fields,
            };
            match take(setting, &store, &order) {
                Ok(answer) => answer,
                Err(error) => return failed(setting, &error),
            }
        }
    };
    answer.print(&setting.words, asked.json);
    answer.exit()
}
