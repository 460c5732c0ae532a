//! 苗头 in the made-up town: a few that were told to the centre outside a round, and what was done
//! about them. They come before the rounds' own, so that their numbers follow from their places.

use chrono::Days;

use crate::domain::act::{Act, Deed};
use crate::domain::grid::node::{GridCode, GridNode};
use crate::domain::item::SignId;
use crate::domain::moment::Moment;
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::sign::{Sighting, SignFact};
use crate::exchange::town::around::{Around, act};
use crate::exchange::town::names;
use crate::exchange::town::staff::CLERKS;

const KIND: u64 = 32;
/// The sign that is whistled about.
pub const WHISTLED: SignId = SignId(1);
/// The sign that becomes a case.
pub const TO_REGISTER: SignId = SignId(4);

/// Working days back, hour, what was found, of which kind.
const SIGNS: [(usize, u64, &str, SignKind); 5] = [
    (
        12,
        9,
        "两家为屋后排水沟该走哪边争吵，都在气头上",
        SignKind::Neighbours,
    ),
    (
        11,
        14,
        "两户为地头两垄地争执，说开春种地前要个说法",
        SignKind::Land,
    ),
    (10, 10, "叔侄两家为老宅门楼归谁修起了争执", SignKind::Family),
    (
        9,
        15,
        "三名在村东工地干活的村民说工资拖了两个月",
        SignKind::Wages,
    ),
    (
        8,
        11,
        "幼儿园门口早晚堵车，家长之间起过口角",
        SignKind::Safety,
    ),
];

/// Gives what the sign of that number tells.
pub fn text(id: SignId) -> &'static str {
    let place = usize::try_from(id.0).unwrap_or(0).saturating_sub(1);
    SIGNS.get(place).map_or("", |(_, _, text, _)| *text)
}

/// Gives the village in which the sign of that number was seen.
pub fn village<'a>(around: &'a Around<'_>, id: SignId) -> Option<&'a GridNode> {
    around.village(&mut around.dice(KIND, id.0.into()))
}

/// Gives the signs and what was done about them.
pub fn acts(around: &Around<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    for ((back, hour, text, kind), id) in SIGNS.iter().zip(1..) {
        let Some(node) = village(around, SignId(id)) else {
            continue;
        };
        let (code, when) = (node.code.clone(), around.at(*back, *hour, 10));
        acts.push(found(around, id, (code, when), text, *kind));
    }
    if acts.len() == SIGNS.len() {
        acts.extend(later(around));
    }
    acts
}

fn found(
    around: &Around<'_>,
    id: u32,
    (node, when): (GridCode, Moment),
    text: &str,
    kind: SignKind,
) -> Act {
    let mut dice = around.dice(KIND, u64::from(id) + 100);
    let about = [names::any(&mut dice), names::any(&mut dice)].join("、");
    let found_by = around.head(&mut dice, &node);
    let sighting = Sighting {
        node,
        finding: Finding {
            text: text.to_owned(),
            kind,
            about,
        },
        found_by,
        found_on: when.date(),
        round: None,
        noted_by: CLERKS[0].to_owned(),
    };
    let fact = SignFact::Found(Box::new(sighting));
    act(0, when, Deed::Sign { id: None, fact })
}

fn later(around: &Around<'_>) -> Vec<Act> {
    let does = |id, when, fact| {
        let id = Some(SignId(id));
        act(0, when, Deed::Sign { id, fact })
    };
    let settled = |when: Moment, how: &str| SignFact::Settled {
        how: how.to_owned(),
        on: when.date(),
    };
    let watched = |until, why: &str| SignFact::Watched {
        until,
        why: why.to_owned(),
    };
    let soon = around.today().checked_add_days(Days::new(9));
    let (first, third) = (around.at(9, 16, 20), around.at(7, 10, 30));
    vec![
        does(
            2,
            around.at(11, 16, 30),
            watched(
                soon.unwrap_or(around.today()),
                "已约两户周末到现场重新丈量，丈量后看是否还有争议",
            ),
        ),
        does(
            1,
            first,
            settled(first, "管区书记当面说和，改道的费用两家各出一半，已签字"),
        ),
        does(
            3,
            third,
            settled(third, "村调解员上门，商定门楼由两家合修，各出一半"),
        ),
        does(
            4,
            around.at(9, 16, 40),
            watched(around.day(1), "工头答应一周内结清，到期看是否兑现"),
        ),
    ]
}
