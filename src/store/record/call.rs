//! Calls as stored.

use serde::{Deserialize, Serialize};

use crate::domain::call::state::{Call, CallCard, CallFact, CallOutcome, Caller, Try};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

stored!(CallFact as CallFactRecord);

/// Who called.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CallerRecord {
    number: String,
    name: String,
    person: Option<u64>,
    village: String,
}

/// What came of it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum OutcomeRecord {
    Answered,
    CallBack { by: i64, what: String },
    Case(Option<(u16, u32)>),
    PassedOn { to: String },
}

/// A call as it was taken down.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CardRecord {
    caller: CallerRecord,
    started_at: i64,
    ended_at: i64,
    note: String,
    outcome: OutcomeRecord,
}

/// A call; tries as moment, reached, what came of it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CallRecord {
    card: CardRecord,
    tries: Vec<(i64, bool, String)>,
    done: Option<String>,
}

/// What was done to a call.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum CallFactRecord {
    Opened(CardRecord),
    Noted(String),
    Ended(OutcomeRecord),
    CallBackTried {
        at: i64,
        reached: bool,
        #[serde(rename = "said")]
        statement: String,
        again: Option<i64>,
    },
    Done(String),
    Corrected {
        caller: CallerRecord,
        note: String,
    },
    Registered {
        year: u16,
        run: u32,
    },
}

impl From<&Caller> for CallerRecord {
    fn from(caller: &Caller) -> Self {
        Self {
            number: caller.number.clone(),
            name: caller.name.clone(),
            person: caller.person.map(|id| id.0),
            village: caller.village.clone(),
        }
    }
}

impl From<CallerRecord> for Caller {
    fn from(record: CallerRecord) -> Self {
        Self {
            number: record.number,
            name: record.name,
            person: record.person.map(PersonId),
            village: record.village,
        }
    }
}

impl From<&CallOutcome> for OutcomeRecord {
    fn from(outcome: &CallOutcome) -> Self {
        match outcome {
            CallOutcome::Answered => Self::Answered,
            CallOutcome::CallBack { by, what } => Self::CallBack {
                by: by.unix(),
                what: what.clone(),
            },
            CallOutcome::Case(case) => Self::Case(case.map(|it| (it.year, it.run))),
            CallOutcome::PassedOn { to } => Self::PassedOn { to: to.clone() },
        }
    }
}

impl From<OutcomeRecord> for CallOutcome {
    fn from(record: OutcomeRecord) -> Self {
        match record {
            OutcomeRecord::Answered => Self::Answered,
            OutcomeRecord::CallBack { by, what } => Self::CallBack {
                by: Moment::from_unix(by),
                what,
            },
            OutcomeRecord::Case(case) => {
                Self::Case(case.map(|(year, run)| CaseNumber { year, run }))
            }
            OutcomeRecord::PassedOn { to } => Self::PassedOn { to },
        }
    }
}

impl From<&CallCard> for CardRecord {
    fn from(card: &CallCard) -> Self {
        Self {
            caller: (&card.caller).into(),
            started_at: card.started_at.unix(),
            ended_at: card.ended_at.unix(),
            note: card.note.clone(),
            outcome: (&card.outcome).into(),
        }
    }
}

impl From<CardRecord> for CallCard {
    fn from(record: CardRecord) -> Self {
        Self {
            caller: record.caller.into(),
            started_at: Moment::from_unix(record.started_at),
            ended_at: Moment::from_unix(record.ended_at),
            note: record.note,
            outcome: record.outcome.into(),
        }
    }
}

impl From<&Call> for CallRecord {
    fn from(call: &Call) -> Self {
        let tries = call.tries.iter();
        Self {
            card: (&call.card).into(),
            tries: tries
                .map(|it| (it.at.unix(), it.reached, it.statement.clone()))
                .collect(),
            done: call.done.clone(),
        }
    }
}

impl From<CallRecord> for Call {
    fn from(record: CallRecord) -> Self {
        let tries = record.tries.into_iter();
        Self {
            card: record.card.into(),
            tries: tries
                .map(|(at, reached, statement)| Try {
                    at: Moment::from_unix(at),
                    reached,
                    statement,
                })
                .collect(),
            done: record.done,
        }
    }
}

impl From<&CallFact> for CallFactRecord {
    fn from(fact: &CallFact) -> Self {
        match fact {
            CallFact::Opened(card) => Self::Opened((&**card).into()),
            CallFact::Noted(note) => Self::Noted(note.clone()),
            CallFact::Ended(outcome) => Self::Ended(outcome.into()),
            CallFact::CallBackTried {
                at,
                reached,
                statement,
                again,
            } => Self::CallBackTried {
                at: at.unix(),
                reached: *reached,
                statement: statement.clone(),
                again: again.map(Moment::unix),
            },
            CallFact::Done(statement) => Self::Done(statement.clone()),
            CallFact::Corrected { caller, note } => Self::Corrected {
                caller: (&**caller).into(),
                note: note.clone(),
            },
            CallFact::Registered(CaseNumber { year, run }) => Self::Registered {
                year: *year,
                run: *run,
            },
        }
    }
}

impl From<CallFactRecord> for CallFact {
    fn from(record: CallFactRecord) -> Self {
        match record {
            CallFactRecord::Opened(card) => Self::Opened(Box::new(card.into())),
            CallFactRecord::Noted(note) => Self::Noted(note),
            CallFactRecord::Ended(outcome) => Self::Ended(outcome.into()),
            CallFactRecord::CallBackTried {
                at,
                reached,
                statement,
                again,
            } => Self::CallBackTried {
                at: Moment::from_unix(at),
                reached,
                statement,
                again: again.map(Moment::from_unix),
            },
            CallFactRecord::Done(statement) => Self::Done(statement),
            CallFactRecord::Corrected { caller, note } => Self::Corrected {
                caller: Box::new(caller.into()),
                note,
            },
            CallFactRecord::Registered { year, run } => Self::Registered(CaseNumber { year, run }),
        }
    }
}
