//! 苗头 in the made-up town: a few that were told to the centre outside a round, and what was done
//! about them. They come before the rounds' own, so that their numbers follow from their places.

use chrono::Days;
use serde::Deserialize;

use crate::domain::act::{Act, Action};
use crate::domain::grid::node::{GridCode, GridNode};
use crate::domain::item::SignId;
use crate::domain::moment::Moment;
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::sign::{Sighting, SignFact};
use crate::exchange::town::context::{At, TownContext, act};
use crate::exchange::town::data;
use crate::exchange::town::names;
use crate::exchange::town::staff::CLERKS;

const KIND: u64 = 32;
/// The sign that becomes a case.
pub const TO_REGISTER: SignId = SignId(4);

table!("signs.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    sign: Vec<Sign>,
    done: Vec<Done>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    back: usize,
    hour: u64,
    text: String,
    #[serde(deserialize_with = "data::sign_kind")]
    kind: SignKind,
}

/// What was done about a sign: it is settled, or watched for a while.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Done {
    sign: u32,
    at: At,
    watched: Option<Watched>,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Watched {
    Days(u64),
    Back(usize),
}

/// Gives what the sign of that number tells.
pub fn text(id: SignId) -> &'static str {
    let place = usize::try_from(id.0).unwrap_or(0).saturating_sub(1);
    TABLE.sign.get(place).map_or("", |sign| &sign.text)
}

/// Gives the village in which the sign of that number was seen.
pub fn village<'a>(context: &'a TownContext<'_>, id: SignId) -> Option<&'a GridNode> {
    context.village(&mut context.rng(KIND, id.0.into()))
}

/// Gives the signs and what was done about them.
pub fn acts(context: &TownContext<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    for (sign, id) in TABLE.sign.iter().zip(1..) {
        let Some(node) = village(context, SignId(id)) else {
            continue;
        };
        let when = context.at(sign.back, sign.hour, 10);
        acts.push(found(context, id, (node.code.clone(), when), sign));
    }
    if acts.len() == TABLE.sign.len() {
        acts.extend(TABLE.done.iter().map(|it| later(context, it)));
    }
    acts
}

fn found(context: &TownContext<'_>, id: u32, (node, when): (GridCode, Moment), sign: &Sign) -> Act {
    let mut rng = context.rng(KIND, u64::from(id) + 100);
    let about = [names::any(&mut rng), names::any(&mut rng)].join("、");
    let found_by = context.head(&mut rng, &node);
    let sighting = Sighting {
        node,
        finding: Finding {
            text: sign.text.clone(),
            kind: sign.kind,
            about,
        },
        found_by,
        found_on: when.date(),
        round: None,
        noted_by: CLERKS[0].to_owned(),
    };
    let fact = SignFact::Found(Box::new(sighting));
    act(0, when, Action::Sign { id: None, fact })
}

fn later(context: &TownContext<'_>, done: &Done) -> Act {
    let when = context.moment(done.at);
    let today = context.today();
    let fact = match done.watched {
        None => SignFact::Settled {
            how: done.words.clone(),
            on: when.date(),
        },
        Some(Watched::Days(days)) => SignFact::Watched {
            until: today.checked_add_days(Days::new(days)).unwrap_or(today),
            why: done.words.clone(),
        },
        Some(Watched::Back(back)) => SignFact::Watched {
            until: context.day(back),
            why: done.words.clone(),
        },
    };
    let id = Some(SignId(done.sign));
    act(0, when, Action::Sign { id, fact })
}
