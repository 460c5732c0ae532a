//! 法治教育 in the made-up town: the staff of the three levels, of which not every post is filled,
//! and what they learned.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::domain::act::{Act, Action};
use crate::domain::education::staff::{Educator, EducatorId, LawLevel};
use crate::domain::education::training::{Lesson, TrainingFact, TrainingId};
use crate::domain::grid::node::GridNode;
use crate::exchange::town::context::{TownContext, act};
use crate::exchange::town::data;
use crate::exchange::town::names;
use crate::exchange::town::rng::Rng;

const KIND: u64 = 34;
/// 法治教育工作者 of the town.
const EDUCATORS: usize = 5;
/// Out of a hundred: areas and villages whose post is filled, and those of the staff who come.
const WORKERS: u64 = 88;
const PROMOTERS: u64 = 80;
const COME: u64 = 76;

table!("lessons.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    lesson: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    back: usize,
    topic: String,
    #[serde(default, deserialize_with = "level")]
    level: Option<LawLevel>,
    minutes: u16,
}

fn level<'de, D: Deserializer<'de>>(from: D) -> Result<Option<LawLevel>, D::Error> {
    data::law_level(from).map(Some)
}

/// Gives the staff from the town's first day, and the trainings.
pub fn acts(context: &TownContext<'_>) -> Vec<Act> {
    let staff = staff(context);
    let begins = context.town.begins();
    let mut acts: Vec<Act> = staff
        .values()
        .map(|card| {
            let card = Box::new(card.clone());
            act(
                0,
                begins,
                Action::Educator {
                    id: None,
                    fact: card,
                },
            )
        })
        .collect();
    for (row, id) in TABLE.lesson.iter().zip(1..) {
        let when = context.at(row.back, 15, 40);
        let does = |id, fact| act(0, when, Action::Training { id, fact });
        let lesson = Lesson {
            day: when.date(),
            topic: row.topic.clone(),
            level: row.level,
            minutes: row.minutes,
        };
        acts.push(does(None, TrainingFact::Held(lesson)));
        let mut rng = context.rng(KIND, u64::from(id));
        let wanted = staff
            .iter()
            .filter(|(_, card)| row.level.is_none_or(|level| level == card.level));
        for (who, _) in wanted.filter(|_| rng.chance(COME)) {
            acts.push(does(Some(TrainingId(id)), TrainingFact::Attended(*who)));
        }
    }
    acts
}

fn staff(context: &TownContext<'_>) -> BTreeMap<EducatorId, Educator> {
    let mut rng = context.rng(KIND, 0);
    let mut cards = Vec::new();
    let mut numbers = 0..;
    for level in LawLevel::ALL {
        for node in context.tree.of_level(level.serves()) {
            let (posts, filled) = match level {
                LawLevel::Educator => (EDUCATORS, 100),
                LawLevel::Worker => (1, WORKERS),
                LawLevel::Promoter => (1, PROMOTERS),
            };
            for number in numbers.by_ref().take(posts) {
                let card = card(&mut rng, *level, node, number);
                cards.extend(Some(card).filter(|_| rng.chance(filled)));
            }
        }
    }
    (1..).map(EducatorId).zip(cards).collect()
}

/// The number makes the phone, so that no two are the same.
fn card(rng: &mut Rng, level: LawLevel, node: &GridNode, number: u16) -> Educator {
    Educator {
        name: names::any(rng),
        level,
        node: node.code.clone(),
        phone: format!("1380000{:04}", 6000 + number % 4000),
        active: true,
    }
}
