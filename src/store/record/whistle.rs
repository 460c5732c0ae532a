//! Whistles as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::deadline::rule::RuleName;
use crate::domain::grid::node::GridCode;
use crate::domain::item::SignId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::whistle::fact::{Party, Raised, Rating, WhistleFact, WhistleKind};
use crate::domain::whistle::state::{Cause, Standing, Turn, Whistle};

stored!(WhistleFact as WhistleFactRecord);

/// Who whistles or is whistled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum PartyRecord {
    Node(String),
    Unit(String),
    Convener,
}

/// What was whistled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RaisedRecord {
    kind: String,
    from: PartyRecord,
    to: PartyRecord,
    about: String,
    approver: String,
    case: Option<(u16, u32)>,
    sign: Option<u32>,
    at: i64,
}

/// What was done about a whistle.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum WhistleFactRecord {
    Raised(RaisedRecord),
    SignedIn {
        who: String,
        at: i64,
    },
    Contacted {
        at: i64,
    },
    Arrived {
        at: i64,
    },
    Answered {
        text: String,
        at: i64,
    },
    Rated {
        rating: String,
        words: String,
    },
    Escalated {
        to: PartyRecord,
        rule: String,
        due: i64,
        at: i64,
    },
    PassedUp {
        to: PartyRecord,
        why: String,
        at: i64,
    },
    Closed {
        at: i64,
    },
    Withdrawn {
        why: String,
    },
    MadeCase {
        year: u16,
        run: u32,
    },
    Reopened {
        why: String,
        at: i64,
    },
}

/// How a whistle came to a level.
#[derive(Debug, Serialize, Deserialize)]
enum CameRecord {
    Raised,
    Escalated { rule: String, due: i64 },
    PassedUp { why: String },
    Reopened { why: String },
}

/// What a level did.
#[derive(Debug, Serialize, Deserialize)]
struct TurnRecord {
    to: PartyRecord,
    since: i64,
    came: CameRecord,
    signed: Option<(String, i64)>,
    contacted: Option<i64>,
    arrived: Option<i64>,
}

/// Where a whistle stands.
#[derive(Debug, Serialize, Deserialize)]
enum StandingRecord {
    Open,
    Closed,
    Withdrawn,
}

/// A whistle.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WhistleRecord {
    raised: RaisedRecord,
    turns: Vec<TurnRecord>,
    answer: Option<(String, i64)>,
    rating: Option<(String, String)>,
    case: Option<(u16, u32)>,
    made: bool,
    standing: StandingRecord,
}

const fn pair(number: CaseNumber) -> (u16, u32) {
    (number.year, number.run)
}

const fn number((year, run): (u16, u32)) -> CaseNumber {
    CaseNumber { year, run }
}

impl From<&Party> for PartyRecord {
    fn from(party: &Party) -> Self {
        match party {
            Party::Node(code) => Self::Node(code.to_string()),
            Party::Unit(unit) => Self::Unit(unit.clone()),
            Party::Convener => Self::Convener,
        }
    }
}

impl TryFrom<PartyRecord> for Party {
    type Error = StoreError;

    fn try_from(record: PartyRecord) -> Result<Self, StoreError> {
        Ok(match record {
            PartyRecord::Node(text) => Self::Node(code(&text, GridCode::parse)?),
            PartyRecord::Unit(unit) => Self::Unit(unit),
            PartyRecord::Convener => Self::Convener,
        })
    }
}

impl From<&Raised> for RaisedRecord {
    fn from(raised: &Raised) -> Self {
        Self {
            kind: raised.kind.code().to_owned(),
            from: (&raised.from).into(),
            to: (&raised.to).into(),
            about: raised.about.clone(),
            approver: raised.approver.clone(),
            case: raised.case.map(pair),
            sign: raised.sign.map(|it| it.0),
            at: raised.at.unix(),
        }
    }
}

impl TryFrom<RaisedRecord> for Raised {
    type Error = StoreError;

    fn try_from(record: RaisedRecord) -> Result<Self, StoreError> {
        Ok(Self {
            kind: code(&record.kind, WhistleKind::parse)?,
            from: record.from.try_into()?,
            to: record.to.try_into()?,
            about: record.about,
            approver: record.approver,
            case: record.case.map(number),
            sign: record.sign.map(SignId),
            at: Moment::from_unix(record.at),
        })
    }
}

impl From<&Turn> for TurnRecord {
    fn from(turn: &Turn) -> Self {
        let came = match &turn.cause {
            Cause::Raised => CameRecord::Raised,
            Cause::Escalated { rule, due } => CameRecord::Escalated {
                rule: rule.code().to_owned(),
                due: due.unix(),
            },
            Cause::PassedUp { why } => CameRecord::PassedUp { why: why.clone() },
            Cause::Reopened { why } => CameRecord::Reopened { why: why.clone() },
        };
        let signed = turn.signed.as_ref();
        Self {
            to: (&turn.to).into(),
            since: turn.since.unix(),
            came,
            signed: signed.map(|(who, at)| (who.clone(), at.unix())),
            contacted: turn.contacted.map(Moment::unix),
            arrived: turn.arrived.map(Moment::unix),
        }
    }
}

impl TryFrom<TurnRecord> for Turn {
    type Error = StoreError;

    fn try_from(record: TurnRecord) -> Result<Self, StoreError> {
        let cause = match record.came {
            CameRecord::Raised => Cause::Raised,
            CameRecord::Escalated { rule, due } => Cause::Escalated {
                rule: code(&rule, RuleName::parse)?,
                due: Moment::from_unix(due),
            },
            CameRecord::PassedUp { why } => Cause::PassedUp { why },
            CameRecord::Reopened { why } => Cause::Reopened { why },
        };
        let signed = record.signed;
        Ok(Self {
            to: record.to.try_into()?,
            since: Moment::from_unix(record.since),
            cause,
            signed: signed.map(|(who, at)| (who, Moment::from_unix(at))),
            contacted: record.contacted.map(Moment::from_unix),
            arrived: record.arrived.map(Moment::from_unix),
        })
    }
}

impl From<&Whistle> for WhistleRecord {
    fn from(whistle: &Whistle) -> Self {
        let (answer, rating) = (whistle.answer.as_ref(), whistle.rating.as_ref());
        Self {
            raised: (&whistle.raised).into(),
            turns: whistle.turns.iter().map(TurnRecord::from).collect(),
            answer: answer.map(|(text, at)| (text.clone(), at.unix())),
            rating: rating.map(|(it, words)| (it.code().to_owned(), words.clone())),
            case: whistle.case.map(pair),
            made: whistle.made,
            standing: match whistle.standing {
                Standing::Open => StandingRecord::Open,
                Standing::Closed => StandingRecord::Closed,
                Standing::Withdrawn => StandingRecord::Withdrawn,
            },
        }
    }
}

impl TryFrom<WhistleRecord> for Whistle {
    type Error = StoreError;

    fn try_from(record: WhistleRecord) -> Result<Self, StoreError> {
        let turns = record.turns.into_iter().map(TryInto::try_into);
        let rating = record
            .rating
            .map(|(it, words)| Ok::<_, StoreError>((code(&it, Rating::parse)?, words)));
        Ok(Self {
            raised: record.raised.try_into()?,
            turns: turns.collect::<Result<_, StoreError>>()?,
            answer: record
                .answer
                .map(|(text, at)| (text, Moment::from_unix(at))),
            rating: rating.transpose()?,
            case: record.case.map(number),
            made: record.made,
            standing: match record.standing {
                StandingRecord::Open => Standing::Open,
                StandingRecord::Closed => Standing::Closed,
                StandingRecord::Withdrawn => Standing::Withdrawn,
            },
        })
    }
}

impl From<&WhistleFact> for WhistleFactRecord {
    fn from(fact: &WhistleFact) -> Self {
        match fact {
            WhistleFact::Raised(raised) => Self::Raised((&**raised).into()),
            WhistleFact::SignedIn { who, at } => Self::SignedIn {
                who: who.clone(),
                at: at.unix(),
            },
            WhistleFact::Contacted { at } => Self::Contacted { at: at.unix() },
            WhistleFact::Arrived { at } => Self::Arrived { at: at.unix() },
            WhistleFact::Answered { text, at } => Self::Answered {
                text: text.clone(),
                at: at.unix(),
            },
            WhistleFact::Rated { rating, words } => Self::Rated {
                rating: rating.code().to_owned(),
                words: words.clone(),
            },
            WhistleFact::Escalated { to, rule, due, at } => Self::Escalated {
                to: to.into(),
                rule: rule.code().to_owned(),
                due: due.unix(),
                at: at.unix(),
            },
            WhistleFact::PassedUp { to, why, at } => Self::PassedUp {
                to: to.into(),
                why: why.clone(),
                at: at.unix(),
            },
            WhistleFact::Closed { at } => Self::Closed { at: at.unix() },
            WhistleFact::Withdrawn { why } => Self::Withdrawn { why: why.clone() },
            WhistleFact::MadeCase(CaseNumber { year, run }) => Self::MadeCase {
                year: *year,
                run: *run,
            },
            WhistleFact::Reopened { why, at } => Self::Reopened {
                why: why.clone(),
                at: at.unix(),
            },
        }
    }
}

impl TryFrom<WhistleFactRecord> for WhistleFact {
    type Error = StoreError;

    fn try_from(record: WhistleFactRecord) -> Result<Self, StoreError> {
        let moment = Moment::from_unix;
        Ok(match record {
            WhistleFactRecord::Raised(raised) => Self::Raised(Box::new(raised.try_into()?)),
            WhistleFactRecord::SignedIn { who, at } => Self::SignedIn {
                who,
                at: moment(at),
            },
            WhistleFactRecord::Contacted { at } => Self::Contacted { at: moment(at) },
            WhistleFactRecord::Arrived { at } => Self::Arrived { at: moment(at) },
            WhistleFactRecord::Answered { text, at } => Self::Answered {
                text,
                at: moment(at),
            },
            WhistleFactRecord::Rated { rating, words } => Self::Rated {
                rating: code(&rating, Rating::parse)?,
                words,
            },
            WhistleFactRecord::Escalated { to, rule, due, at } => Self::Escalated {
                to: to.try_into()?,
                rule: code(&rule, RuleName::parse)?,
                due: moment(due),
                at: moment(at),
            },
            WhistleFactRecord::PassedUp { to, why, at } => Self::PassedUp {
                to: to.try_into()?,
                why,
                at: moment(at),
            },
            WhistleFactRecord::Closed { at } => Self::Closed { at: moment(at) },
            WhistleFactRecord::Withdrawn { why } => Self::Withdrawn { why },
            WhistleFactRecord::MadeCase { year, run } => Self::MadeCase(CaseNumber { year, run }),
            WhistleFactRecord::Reopened { why, at } => Self::Reopened {
                why,
                at: moment(at),
            },
        })
    }
}
