//! 牟邻热线 in the made-up town: the calls of its last two weeks, and what came of each.

use crate::domain::act::{Act, Deed};
use crate::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use crate::domain::item::CallId;
use crate::domain::moment::Moment;
use crate::domain::person::PersonId;
use crate::exchange::town::around::{Around, act};

const KIND: u64 = 31;
/// The call that is to become a case; its number follows from its place.
pub const TO_REGISTER: CallId = CallId(10);

/// What comes of a call.
enum Came {
    Answered,
    Passed(&'static str),
    /// Who calls back reaches nobody first.
    CalledBackAtLast(&'static str),
    CalledBack(&'static str),
    /// Nobody called back in time.
    Forgotten(&'static str),
    Owed(&'static str),
    Case,
}

/// Working days back, hour, minute, what was said, what came of it.
const CALLS: [(usize, u64, u64, &str, Came); 10] = [
    (10, 9, 12, "问低保怎么申请，要带哪些材料", Came::Answered),
    (9, 15, 4, "问居民医保缴费截止到哪一天", Came::Answered),
    (
        8,
        14,
        30,
        "说土地确权证上的面积和实际不一样，想知道找谁查",
        Came::CalledBackAtLast("问清自然资源所哪天能查档案"),
    ),
    (
        6,
        10,
        47,
        "村口路灯有三盏不亮，晚上走路看不见",
        Came::Passed("镇供电所"),
    ),
    (5, 8, 51, "问律师哪天来，能不能先打电话咨询", Came::Answered),
    (
        4,
        11,
        8,
        "上月反映的下水道堵塞，问处理到哪一步了",
        Came::CalledBack("问承办人清淤进度"),
    ),
    (
        3,
        16,
        22,
        "自来水发浑，已经两天，家里有老人孩子",
        Came::Passed("镇水利站"),
    ),
    (
        2,
        9,
        35,
        "老人搬去儿子家住，问养老补贴在哪里认证",
        Came::Forgotten("问人社所异地认证的办法"),
    ),
    (
        1,
        10,
        20,
        "问宅基地翻建要不要重新审批",
        Came::Owed("请自然资源所答复审批要求"),
    ),
    (
        1,
        15,
        33,
        "村东排水沟被土堵死，一下雨水就进院子，要求疏通",
        Came::Case,
    ),
];

/// Gives the calls and the call-backs.
pub fn acts(around: &Around<'_>) -> Vec<Act> {
    let calls = CALLS.iter().zip(1..);
    calls
        .flat_map(|((back, hour, minute, note, came), id)| {
            let begun = around.at(*back, *hour, *minute);
            call(around, id, (*back, begun), note, came)
        })
        .collect()
}

/// Gives who makes the call of that number, with his place among the people where he is known.
pub fn caller(around: &Around<'_>, id: CallId) -> Caller {
    let mut dice = around.dice(KIND, id.0.into());
    let (number, person) = around.somebody(&mut dice);
    let phone = person.phones.first().cloned();
    Caller {
        number: phone.unwrap_or_else(|| format!("1380000{:04}", dice.below(10_000))),
        name: person.name,
        person: Some(PersonId(number + 1)),
        village: person.village.unwrap_or_default(),
    }
}

fn call(
    around: &Around<'_>,
    id: u32,
    (back, begun): (usize, Moment),
    note: &str,
    came: &Came,
) -> Vec<Act> {
    let mut dice = around.dice(KIND, u64::from(id) + 100);
    let lasted = i64::try_from(dice.between(55, 380)).unwrap_or(90);
    let ended = begun.plus_seconds(lasted);
    let clerk = usize::try_from(dice.below(4)).unwrap_or(0);
    let back_by = |by: Moment, what: &str| CallOutcome::CallBack {
        by,
        what: what.to_owned(),
    };
    let next = |hour| around.at(back.saturating_sub(1).max(1), hour, 0);
    let outcome = match came {
        Came::Answered => CallOutcome::Answered,
        Came::Passed(to) => CallOutcome::PassedOn {
            to: (*to).to_owned(),
        },
        Came::CalledBackAtLast(what) | Came::CalledBack(what) => back_by(next(17), what),
        Came::Forgotten(what) => back_by(next(12), what),
        Came::Owed(what) => {
            let closes = Moment::start_of(around.today()).plus_seconds(17 * 3600);
            back_by(closes, what)
        }
        Came::Case => CallOutcome::Case(None),
    };
    let card = CallCard {
        caller: caller(around, CallId(id)),
        started_at: begun,
        ended_at: ended,
        note: note.to_owned(),
        outcome,
    };
    let opened = Deed::Call {
        id: None,
        fact: CallFact::Opened(Box::new(card)),
    };
    let tried = |at: Moment, said: &str, again| {
        let deed = Deed::Call {
            id: Some(CallId(id)),
            fact: CallFact::CallBackTried {
                at,
                reached: !said.is_empty(),
                said: said.to_owned(),
                again,
            },
        };
        act(clerk, at.plus_seconds(60), deed)
    };
    let mut acts = vec![act(clerk, ended.plus_seconds(40), opened)];
    match came {
        Came::CalledBackAtLast(_) => {
            acts.push(tried(next(9), "", Some(next(16))));
            acts.push(tried(
                next(15),
                "已告知周四可到自然资源所查档，带身份证",
                None,
            ));
        }
        Came::CalledBack(_) => {
            acts.push(tried(
                next(10),
                "已说明清淤队明日进村，本人表示知道了",
                None,
            ));
        }
        Came::Answered | Came::Passed(_) | Came::Forgotten(_) | Came::Owed(_) | Came::Case => {}
    }
    acts
}
