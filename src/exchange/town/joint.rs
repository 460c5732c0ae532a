//! 联合接访 in the made-up town: three units at one table, of which one kept its word already.

use serde::Deserialize;

use crate::domain::act::{Act, Action};
use crate::domain::joint::{JointFact, JointId, Seat, Sitting};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::exchange::town::context::{TownContext, act};

/// How many cases are heard.
pub const HEARD: usize = 2;

table!("joint.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    place: String,
    convener: String,
    /// Unit and who speaks for it.
    seats: Vec<(String, String)>,
    minutes: String,
    #[serde(rename = "said")]
    spoken: Vec<Spoken>,
}

/// What a unit says about one of the cases that are heard, and takes on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spoken {
    case: usize,
    unit: String,
    words: String,
    #[serde(default)]
    took_on: String,
    by: Option<usize>,
}

/// Gives when the units sit down.
pub fn at(context: &TownContext<'_>) -> Moment {
    context.at(3, 9, 30)
}

/// Gives what is done about the cases that are heard.
pub fn acts(context: &TownContext<'_>, cases: &[CaseNumber]) -> Vec<Act> {
    let start = at(context);
    let seat = |(unit, who): &(String, String)| Seat {
        unit: unit.clone(),
        who: who.clone(),
    };
    let sitting = Sitting {
        day: start.date(),
        place: TABLE.place.clone(),
        convener: TABLE.convener.clone(),
        seats: TABLE.seats.iter().map(seat).collect(),
    };
    let opened = JointFact::Opened(Box::new(sitting));
    let mut facts: Vec<JointFact> = cases.iter().map(|it| JointFact::Hear(*it)).collect();
    facts.extend(TABLE.spoken.iter().filter_map(|it| {
        Some(JointFact::Statement {
            case: *cases.get(it.case)?,
            unit: it.unit.clone(),
            text: it.words.clone(),
            took_on: it.took_on.clone(),
            by: it.by.map(|back| context.due(back)),
        })
    }));
    facts.push(JointFact::Minutes(TABLE.minutes.clone()));
    facts.push(JointFact::Closed);
    let minutes = (1..).map(|minute| start.plus_seconds(minute * 300));
    let mut acts = vec![act(
        0,
        start,
        Action::Joint {
            id: None,
            fact: opened,
        },
    )];
    let id = Some(JointId(1));
    acts.extend(
        facts
            .into_iter()
            .zip(minutes)
            .map(|(fact, when)| act(0, when, Action::Joint { id, fact })),
    );
    acts
}

/// Gives how the first unit keeps what it took on in the first case.
pub fn kept(context: &TownContext<'_>, case: CaseNumber) -> Option<Act> {
    let first = TABLE.spoken.first()?;
    let when = context.at(2, 16, 10);
    let fact = JointFact::Kept {
        case,
        unit: first.unit.clone(),
        on: when.date(),
    };
    let id = Some(JointId(1));
    Some(act(0, when, Action::Joint { id, fact }))
}
