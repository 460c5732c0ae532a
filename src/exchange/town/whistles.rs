//! 吹哨 in the made-up town: whistles up from the villages and down to the units, one of which
//! nobody signed for in time.

use crate::domain::act::{Act, Deed};
use crate::domain::grid::node::GridNode;
use crate::domain::item::{SignId, WhistleId};
use crate::domain::moment::Moment;
use crate::domain::whistle::fact::{Party, Raised, Rating, WhistleFact, WhistleKind};
use crate::exchange::town::around::{Around, act};
use crate::exchange::town::dice::Dice;
use crate::exchange::town::signs;

const KIND: u64 = 33;
const APPROVER: &str = "韩世明";

/// A whistle with its course. Each time is in minutes after it was raised.
struct Blown {
    kind: WhistleKind,
    /// Working days back, hour, minute.
    raised: (usize, u64, u64),
    /// To which unit; `None` for the node above.
    unit: Option<&'static str>,
    about: &'static str,
    sign: Option<SignId>,
    signed: Option<i64>,
    contacted: Option<i64>,
    arrived: Option<i64>,
    /// Working days back and hour of the answer, what it says, how it is rated, what is said.
    answer: Option<(usize, u64, &'static str, Rating, &'static str)>,
}

const BLOWN: [Blown; 6] = [
    Blown {
        kind: WhistleKind::Sign,
        raised: (12, 9, 25),
        unit: None,
        about: "两家为排水沟走向争吵，村里说不下来，请管区来人",
        sign: Some(signs::WHISTLED),
        signed: Some(20),
        contacted: Some(35),
        arrived: Some(150),
        answer: Some((
            10,
            11,
            "当面说和，排水沟改走路边，两家各出一半费用",
            Rating::Solved,
            "当天就来人了，说得公道",
        )),
    },
    Blown {
        kind: WhistleKind::Daily,
        raised: (9, 10, 5),
        unit: Some("镇供电所"),
        about: "变压器旁的围栏倒了，小孩常去玩，请尽快修复",
        sign: None,
        signed: Some(15),
        contacted: Some(30),
        arrived: Some(100),
        answer: Some((
            8,
            16,
            "先拉警示带，围栏已订做，到货即装",
            Rating::Partly,
            "警示带拉了，围栏还没装上",
        )),
    },
    Blown {
        kind: WhistleKind::Hard,
        raised: (7, 14, 20),
        unit: Some("自然资源所"),
        about: "三户承包地边界各执一词，需现场测量并调取确权档案",
        sign: None,
        signed: Some(40),
        contacted: Some(55),
        arrived: Some(120),
        answer: Some((
            4,
            15,
            "按确权档案重新埋石，三户现场签字认可",
            Rating::Solved,
            "界石埋好了，没有意见",
        )),
    },
    Blown {
        kind: WhistleKind::Emergency,
        raised: (3, 8, 50),
        unit: Some("镇应急办"),
        about: "老院墙向路面倾斜，学生上学经过，请马上到场",
        sign: None,
        signed: Some(4),
        contacted: Some(6),
        arrived: Some(22),
        answer: Some((
            3,
            11,
            "已封路绕行，院墙当天拆除，碎砖清走",
            Rating::Solved,
            "处理及时",
        )),
    },
    Blown {
        kind: WhistleKind::Sign,
        raised: (1, 9, 15),
        unit: None,
        about: "两户因盖房挡光起争执，一方要拦施工车，请管区来人",
        sign: None,
        signed: None,
        contacted: None,
        arrived: None,
        answer: None,
    },
    Blown {
        kind: WhistleKind::Sign,
        raised: (1, 13, 40),
        unit: None,
        about: "合作社分红算法有分歧，十几户要求公布明细",
        sign: None,
        signed: Some(18),
        contacted: Some(45),
        arrived: None,
        answer: None,
    },
];

/// Gives when the whistle that nobody signed for goes on to the level above.
pub fn passed_up(around: &Around<'_>) -> Moment {
    around.at(1, 11, 30)
}

/// Gives what the town takes from the whistle that came up to it.
pub fn taken_up(around: &Around<'_>, id: WhistleId) -> Vec<Act> {
    let head = around
        .tree
        .town()
        .map(|town| around.head(&mut around.dice(KIND, 0), &town.code));
    let at = passed_up(around).plus_seconds(20 * 60);
    let who = head.unwrap_or_else(|| APPROVER.to_owned());
    let signed = WhistleFact::SignedIn { who, at };
    vec![does(id, at.plus_seconds(60), signed)]
}

/// Gives the whistles and what was done about them.
pub fn acts(around: &Around<'_>) -> Vec<Act> {
    let mut acts = Vec::new();
    for (blown, id) in BLOWN.iter().zip(1..) {
        let mut dice = around.dice(KIND, u64::from(id));
        let seen = blown.sign.and_then(|sign| signs::village(around, sign));
        let Some(village) = seen.or_else(|| around.village(&mut dice)) else {
            return Vec::new();
        };
        acts.extend(course(around, &mut dice, WhistleId(id), blown, village));
    }
    acts
}

fn course(
    around: &Around<'_>,
    dice: &mut Dice,
    id: WhistleId,
    blown: &Blown,
    village: &GridNode,
) -> Vec<Act> {
    let (back, hour, minute) = blown.raised;
    let start = around.at(back, hour, minute);
    let above = village.parent.clone();
    let up = blown.kind == WhistleKind::Sign;
    let from = if up {
        Party::Node(village.code.clone())
    } else {
        Party::Convener
    };
    let to = match (blown.unit, above) {
        (Some(unit), _) => Party::Unit(unit.to_owned()),
        (None, Some(above)) => Party::Node(above),
        (None, None) => Party::Convener,
    };
    let who = match &to {
        Party::Node(code) => around.head(dice, code),
        Party::Unit(unit) => format!("{unit}值班员"),
        Party::Convener => APPROVER.to_owned(),
    };
    let about = if up {
        blown.about.to_owned()
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
        sign: blown.sign,
        at: start,
    };
    let blow = Deed::Whistle {
        id: None,
        fact: WhistleFact::Raised(Box::new(raised)),
    };
    let mut acts = vec![act(0, start.plus_seconds(30), blow)];
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
    if let Some((back, hour, text, rating, words)) = blown.answer {
        let at = around.at(back, hour, 20);
        let (text, words) = (text.to_owned(), words.to_owned());
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
    act(0, when, Deed::Whistle { id: Some(id), fact })
}
