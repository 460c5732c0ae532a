//! 吹哨 in the made-up town: whistles up from the villages and down to the units, one of which
//! nobody signed for in time.

use serde::Deserialize;

use crate::domain::act::{Act, Action};
use crate::domain::grid::node::GridNode;
use crate::domain::item::{SignId, WhistleId};
use crate::domain::moment::Moment;
use crate::domain::whistle::fact::{Party, Raised, Rating, WhistleFact, WhistleKind};
use crate::exchange::town::context::{At, TownContext, act};
use crate::exchange::town::data;
use crate::exchange::town::rng::Rng;
use crate::exchange::town::signs;

const KIND: u64 = 33;
const APPROVER: &str = "韩世明";

table!("whistles.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    whistle: Vec<Blown>,
}

/// A whistle with its course. Each time is in minutes after it was raised.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Blown {
    #[serde(deserialize_with = "data::whistle_kind")]
    kind: WhistleKind,
    raised: At,
    /// To which unit; `None` for the node above.
    unit: Option<String>,
    about: String,
    sign: Option<u32>,
    signed: Option<i64>,
    contacted: Option<i64>,
    arrived: Option<i64>,
    answer: Option<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    /// Working days back and hour.
    at: (usize, u64),
    text: String,
    #[serde(deserialize_with = "data::rating")]
    rating: Rating,
    words: String,
}

/// Gives when the whistle that nobody signed for goes on to the level above.
pub fn passed_up(context: &TownContext<'_>) -> Moment {
    context.at(1, 11, 30)
}

/// Gives what the town takes from the whistle that came up to it.
pub fn taken_up(context: &TownContext<'_>, id: WhistleId) -> Vec<Act> {
    let head = context
        .tree
        .town()
        .map(|town| context.head(&mut context.rng(KIND, 0), &town.code));
    let at = passed_up(context).plus_seconds(20 * 60);
    let who = head.unwrap_or_else(|| APPROVER.to_owned());
    let signed = WhistleFact::SignedIn { who, at };
    vec![does(id, at.plus_seconds(60), signed)]
}

/// Gives the whistles and what was done about them.
pub fn acts(context: &TownContext<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    for (blown, id) in TABLE.whistle.iter().zip(1..) {
        let mut rng = context.rng(KIND, u64::from(id));
        let sign = blown.sign.map(SignId);
        let seen = sign.and_then(|sign| signs::village(context, sign));
        let Some(village) = seen.or_else(|| context.village(&mut rng)) else {
            return Vec::new();
        };
        acts.extend(course(context, &mut rng, WhistleId(id), blown, village));
    }
    acts
}

fn course(
    context: &TownContext<'_>,
    rng: &mut Rng,
    id: WhistleId,
    blown: &Blown,
    village: &GridNode,
) -> Vec<Act> {
    let start = context.moment(blown.raised);
    let above = village.parent.clone();
    let up = blown.kind == WhistleKind::Sign;
    let from = if up {
        Party::Node(village.code.clone())
    } else {
        Party::Convener
    };
    let to = match (&blown.unit, above) {
        (Some(unit), _) => Party::Unit(unit.clone()),
        (None, Some(above)) => Party::Node(above),
        (None, None) => Party::Convener,
    };
    let who = match &to {
        Party::Node(code) => context.head(rng, code),
        Party::Unit(unit) => format!("{unit}值班员"),
        Party::Convener => APPROVER.to_owned(),
    };
    let about = if up {
        blown.about.clone()
    } else {
        format!("{}{}", village.name, blown.about)
    };
    let raised = Raised {
        kind: blown.kind,
        from,
        to,
        about,
        approver: if up { "" } else { APPROVER }.to_owned(),
        case: None,
        sign: blown.sign.map(SignId),
        at: start,
    };
    let raised = Action::Whistle {
        id: None,
        fact: WhistleFact::Raised(Box::new(raised)),
    };
    let mut acts = vec![act(0, start.plus_seconds(30), raised)];
    let after = |minutes: Option<i64>| minutes.map(|it| start.plus_seconds(it * 60));
    let mut step = |at: Moment, fact| acts.push(does(id, at.plus_seconds(45), fact));
    if let Some(at) = after(blown.signed) {
        step(at, WhistleFact::SignedIn { who, at });
    }
    if let Some(at) = after(blown.contacted) {
        step(at, WhistleFact::Contacted { at });
    }
    if let Some(at) = after(blown.arrived) {
        step(at, WhistleFact::Arrived { at });
    }
    if let Some(answer) = &blown.answer {
        let at = context.at(answer.at.0, answer.at.1, 20);
        let (text, words, rating) = (answer.text.clone(), answer.words.clone(), answer.rating);
        step(at, WhistleFact::Answered { text, at });
        let rated = at.plus_seconds(50 * 60);
        step(rated, WhistleFact::Rated { rating, words });
        if rating == Rating::Solved {
            let at = rated.plus_seconds(5 * 60);
            step(at, WhistleFact::Closed { at });
        }
    }
    acts
}

fn does(id: WhistleId, when: Moment, fact: WhistleFact) -> Act {
    act(0, when, Action::Whistle { id: Some(id), fact })
}
