//! 联合接访 in the made-up town: three units at one table, of which one kept its word already.

use crate::domain::act::{Act, Deed};
use crate::domain::joint::{JointFact, JointId, Seat, Sitting};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::exchange::town::around::{Around, act};

/// How many cases are heard.
pub const HEARD: usize = 2;
const SEATS: [(&str, &str); 3] = [
    ("人社所", "王立新"),
    ("司法所", "薛桂兰"),
    ("自然资源所", "张永庆"),
];

/// Gives when the units sit down.
pub fn at(around: &Around<'_>) -> Moment {
    around.at(3, 9, 30)
}

/// Gives what is done about the cases that are heard.
pub fn acts(around: &Around<'_>, cases: &[CaseNumber]) -> Vec<Act> {
    let start = at(around);
    let seat = |(unit, who): &(&str, &str)| Seat {
        unit: (*unit).to_owned(),
        who: (*who).to_owned(),
    };
    let sitting = Sitting {
        day: start.date(),
        place: "二号接待室".to_owned(),
        convener: "高秀云".to_owned(),
        seats: SEATS.iter().map(seat).collect(),
    };
    let opened = JointFact::Opened(Box::new(sitting));
    let mut facts: Vec<JointFact> = cases.iter().map(|it| JointFact::Hear(*it)).collect();
    let kept_by = around.day(1);
    let first = [
        (
            "人社所",
            "已了解情况，需核对材料",
            "通知双方带材料到所核对",
            kept_by,
        ),
        ("司法所", "可以走人民调解", "", kept_by),
    ];
    let second = [
        (
            "自然资源所",
            "要到现场看过才好说",
            "到现场核实一次，出具说明",
            around.today(),
        ),
        ("司法所", "双方愿意谈", "核实后主持一次调解", around.today()),
    ];
    for (case, said) in cases.iter().zip([&first, &second]) {
        facts.extend(
            said.iter()
                .map(|(unit, said, took_on, by)| JointFact::Said {
                    case: *case,
                    unit: (*unit).to_owned(),
                    said: (*said).to_owned(),
                    took_on: (*took_on).to_owned(),
                    by: Some(*by).filter(|_| !took_on.is_empty()),
                }),
        );
    }
    facts.push(JointFact::Minutes(
        "各单位当场认领，到期由信访办逐项核对。".to_owned(),
    ));
    facts.push(JointFact::Closed);
    let minutes = (1..).map(|minute| start.plus_seconds(minute * 300));
    let mut acts = vec![act(
        0,
        start,
        Deed::Joint {
            id: None,
            fact: opened,
        },
    )];
    let id = Some(JointId(1));
    acts.extend(
        facts
            .into_iter()
            .zip(minutes)
            .map(|(fact, when)| act(0, when, Deed::Joint { id, fact })),
    );
    acts
}

/// Gives how the first unit keeps what it took on in the first case.
pub fn kept(around: &Around<'_>, case: CaseNumber) -> Act {
    let when = around.at(2, 16, 10);
    let fact = JointFact::Kept {
        case,
        unit: "人社所".to_owned(),
        on: when.date(),
    };
    act(
        0,
        when,
        Deed::Joint {
            id: Some(JointId(1)),
            fact,
        },
    )
}
