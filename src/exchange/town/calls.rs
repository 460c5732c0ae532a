//! 牟邻热线 in the made-up town: the calls of its last two weeks, and what came of each.

use serde::Deserialize;

use crate::domain::act::{Act, Action};
use crate::domain::call::state::{CallCard, CallFact, CallOutcome, Caller};
use crate::domain::item::CallId;
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;
use crate::exchange::town::context::{At, TownContext, act};

const KIND: u64 = 31;
/// The call that is to become a case; its number follows from its place.
pub const TO_REGISTER: CallId = CallId(10);

table!("calls.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    call: Vec<Call>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    at: At,
    note: String,
    passed: Option<String>,
    back: Option<Back>,
    #[serde(default)]
    case: bool,
}

/// 约定回电: about what, and what came of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Back {
    about: String,
    kind: Kind,
    #[serde(default)]
    #[serde(rename = "said")]
    statement: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Made,
    /// Who calls back reaches nobody first.
    AtLast,
    /// Nobody called back in time.
    Forgotten,
    Owed,
}

/// Gives the calls and the call-backs.
pub fn acts(context: &TownContext<'_>) -> Vec<Act> {
    let calls = TABLE.call.iter().zip(1..);
    calls.flat_map(|(it, id)| call(context, id, it)).collect()
}

/// Gives who makes the call of that number, with his place among the people where he is known.
pub fn caller(context: &TownContext<'_>, id: CallId) -> Caller {
    let mut rng = context.rng(KIND, id.0.into());
    let (number, person) = context.somebody(&mut rng);
    let phone = person.phones.first().cloned();
    Caller {
        number: phone.unwrap_or_else(|| format!("1380000{:04}", rng.below(10_000))),
        name: person.name,
        person: Some(PersonId(number + 1)),
        village: person.village.unwrap_or_default(),
    }
}

fn call(context: &TownContext<'_>, id: u32, call: &Call) -> Vec<Act> {
    let begun = context.moment(call.at);
    let mut rng = context.rng(KIND, u64::from(id) + 100);
    let lasted = i64::try_from(rng.between(55, 380)).unwrap_or(90);
    let ended = begun.plus_seconds(lasted);
    let clerk = usize::try_from(rng.below(4)).unwrap_or(0);
    let next = |hour| context.at(call.at.0.saturating_sub(1).max(1), hour, 0);
    let outcome = if let Some(back) = &call.back {
        let by = match back.kind {
            Kind::Made | Kind::AtLast => next(17),
            Kind::Forgotten => next(12),
            Kind::Owed => Moment::start_of(context.today()).plus_seconds(17 * 3600),
        };
        let what = back.about.clone();
        CallOutcome::CallBack { by, what }
    } else if let Some(to) = &call.passed {
        CallOutcome::PassedOn { to: to.clone() }
    } else if call.case {
        CallOutcome::Case(None)
    } else {
        CallOutcome::Answered
    };
    let card = CallCard {
        caller: caller(context, CallId(id)),
        started_at: begun,
        ended_at: ended,
        note: call.note.clone(),
        outcome,
    };
    let opened = Action::Call {
        id: None,
        fact: CallFact::Opened(Box::new(card)),
    };
    let tried = |at: Moment, statement: &str, again| {
        let action = Action::Call {
            id: Some(CallId(id)),
            fact: CallFact::CallBackTried {
                at,
                reached: !statement.is_empty(),
                statement: statement.to_owned(),
                again,
            },
        };
        act(clerk, at.plus_seconds(60), action)
    };
    let mut acts = vec![act(clerk, ended.plus_seconds(40), opened)];
    if let Some(back) = &call.back {
        match back.kind {
            Kind::Made => acts.push(tried(next(10), &back.statement, None)),
            Kind::AtLast => {
                acts.push(tried(next(9), "", Some(next(16))));
                acts.push(tried(next(15), &back.statement, None));
            }
            Kind::Forgotten | Kind::Owed => {}
        }
    }
    acts
}
