//! Whistles: by number, by case, and those that somebody still has to see to.

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::mask::hidden;
use super::super::record::whistle::WhistleRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::{Batch, By};
use super::law::Law;
use super::tied::Secret;
use super::{about, duty, grid, rows, settled, signs};
use crate::domain::act::{CommitResult, Done, HOUSE};
use crate::domain::case::fact::state::Case;
use crate::domain::duty::How;
use crate::domain::entry::{Stream, What};
use crate::domain::grid::tree::GridTree;
use crate::domain::item::{Item, SignId, WhistleId};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::sign::SignFact;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;
use crate::domain::whistle::clocks::{clocks, lapsed};
use crate::domain::whistle::fact::WhistleFact;
use crate::domain::whistle::route::above;
use crate::domain::whistle::rules::Ground;
use crate::domain::whistle::state::{Standing, Whistle};

const OPEN: u8 = b'o';
const BY_CASE: u8 = b'c';

impl Aggregate for Whistle {
    type Fact = WhistleFact;

    const TABLE: Table = Table::Whistles;
    const NAME: &'static str = "whistle";

    fn stream(number: u32) -> Stream {
        Stream::Whistle(WhistleId(number))
    }

    entry!(Whistle(WhistleFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a WhistleFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(WhistleRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        let open = (self.standing == Standing::Open).then(|| vec![OPEN]);
        let case = self
            .case
            .map(|it| aggregates::head(BY_CASE, &key::case(it)));
        open.into_iter().chain(case).collect()
    }

    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        let sign = self.raised.sign.map(Item::Sign);
        about::secret(tables, self.case.map(Item::Case).into_iter().chain(sign))
    }

    fn bare(fact: &WhistleFact, _tells: &dyn Fn(Item) -> bool) -> Option<WhistleFact> {
        Some(match fact {
            WhistleFact::Raised(raised) => {
                let mut raised = raised.clone();
                raised.about = hidden(&raised.about);
                WhistleFact::Raised(raised)
            }
            WhistleFact::Answered { text, at } => WhistleFact::Answered {
                text: hidden(text),
                at: *at,
            },
            WhistleFact::Rated { rating, words } => WhistleFact::Rated {
                rating: *rating,
                words: hidden(words),
            },
            WhistleFact::PassedUp { to, why, at } => WhistleFact::PassedUp {
                to: to.clone(),
                why: hidden(why),
                at: *at,
            },
            WhistleFact::Withdrawn { why } => WhistleFact::Withdrawn { why: hidden(why) },
            WhistleFact::Reopened { why, at } => WhistleFact::Reopened {
                why: hidden(why),
                at: *at,
            },
            WhistleFact::SignedIn { .. }
            | WhistleFact::Contacted { .. }
            | WhistleFact::Arrived { .. }
            | WhistleFact::Escalated { .. }
            | WhistleFact::Closed { .. }
            | WhistleFact::MadeCase(_) => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &aggregates::head(BY_CASE, &key::case(case)))
    }
}

acts!(Whistle, WhistleId, WhistleFact => act(tables, batch, law, by));

/// Raises a whistle or does something about it.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    law: &Law,
    by: By<'_>,
    id: Option<WhistleId>,
    fact: &WhistleFact,
) -> Result<CommitResult, StoreError> {
    let refused = |refusal| Ok(CommitResult::Refused(refusal));
    let old = match id {
        Some(id) => match whistle(tables, id)? {
            Some(whistle) => Some(whistle),
            None => return refused(Refusal::about("whistle", Reason::NotFound)),
        },
        None => None,
    };
    let about = match fact {
        WhistleFact::Raised(raised) => raised.case,
        WhistleFact::MadeCase(number) => Some(*number),
        _ => old.as_ref().and_then(|it| it.case),
    };
    let case = about.map_or(Ok(None), |number| rows::case(tables, number))?;
    // What is said of a matter is said by those who may read it; to learn that there is one, the
    // number alone would do. The house reads a clock and says nothing.
    let viewer = Viewer::new(by.who);
    if let Some(case) = &case
        && by.who != HOUSE
        && case.is_about(&viewer)
    {
        return refused(Refusal::about("case", Reason::NotForThisViewer));
    }
    let tree = grid::tree(tables)?;
    let ground = ground(law, &tree, case.as_ref(), by.when);
    let decided = match (&old, fact) {
        (None, WhistleFact::Raised(raised)) => Whistle::raise(raised, &ground),
        (Some(old), fact) => old.apply(fact, &ground),
        (None, _) => return refused(Refusal::about("whistle", Reason::NotFound)),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return refused(refusal),
    };
    let came_of = match fact {
        WhistleFact::Raised(raised) => raised.sign,
        _ => None,
    };
    if let Some(sign) = came_of
        && let Err(refusal) = may_whistle(tables, by, sign)?
    {
        return refused(refusal);
    }
    let id = match id {
        Some(id) => id,
        None => WhistleId(aggregates::next::<Whistle>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    let item = Item::Whistle(id);
    if old.is_none() {
        duty::fall(tables, by, item, How::Whistle)?;
    } else if let WhistleFact::MadeCase(number) = fact {
        settled::follow(tables, Some(*number))?;
    }
    duty::settle(tables, by, item, next.standing != Standing::Open)?;
    if let Some(sign) = came_of {
        signs::act(tables, batch, by, Some(sign), &SignFact::Whistled(id))?;
    }
    Ok(CommitResult::Done(Done::Whistle(id)))
}

/// Tells whether a sign may be whistled about.
fn may_whistle(
    tables: &dyn ReadTables,
    by: By<'_>,
    id: SignId,
) -> Result<Result<(), Refusal>, StoreError> {
    let Some(sign) = signs::sign(tables, id)? else {
        return Ok(Err(Refusal::about("sign", Reason::NotFound)));
    };
    let fact = SignFact::Whistled(WhistleId(0));
    let decided = sign.apply(&fact, &Viewer::new(by.who), by.when.date());
    Ok(decided.map(|_| ()))
}

fn ground<'a>(law: &'a Law, tree: &'a GridTree, case: Option<&'a Case>, now: Moment) -> Ground<'a> {
    Ground {
        now,
        tree,
        calendar: &law.calendar,
        settings: &law.settings,
        case,
    }
}

/// Gives a whistle, whole.
pub(crate) fn whistle(
    tables: &dyn ReadTables,
    id: WhistleId,
) -> Result<Option<Whistle>, StoreError> {
    aggregates::get(tables, id.0)
}

/// Gives every whistle, in order of number.
pub(crate) fn all(tables: &dyn ReadTables) -> Result<Vec<WhistleId>, StoreError> {
    let found = aggregates::under::<Whistle>(tables, &[Whistle::ROW])?;
    Ok(found.into_iter().map(WhistleId).collect())
}

/// Gives the whistles that are neither closed nor withdrawn, in order of number.
pub(crate) fn open(tables: &dyn ReadTables) -> Result<Vec<WhistleId>, StoreError> {
    let found = aggregates::under::<Whistle>(tables, &[OPEN])?;
    Ok(found.into_iter().map(WhistleId).collect())
}

/// Gives the whistles about a case.
pub(crate) fn of_case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Vec<WhistleId>, StoreError> {
    let found = Whistle::telling(tables, number)?;
    Ok(found.into_iter().map(WhistleId).collect())
}

/// Gives the escalations that are due: a clock ran out and there is a level above.
pub(crate) fn escalations(
    tables: &dyn ReadTables,
    law: &Law,
    now: Moment,
) -> Result<Vec<(WhistleId, WhistleFact)>, StoreError> {
    let tree = grid::tree(tables)?;
    let mut found = Vec::new();
    for id in open(tables)? {
        let Some(whistle) = whistle(tables, id)? else {
            continue;
        };
        let running = clocks(&whistle, &law.calendar, &law.settings);
        let Some((rule, due)) = lapsed(&running, &whistle, now) else {
            continue;
        };
        let case = whistle.case.map_or(Ok(None), |it| rows::case(tables, it))?;
        let Some(to) = above(whistle.to(), &tree, case.as_ref()) else {
            continue;
        };
        let fact = WhistleFact::Escalated {
            to,
            rule,
            due,
            at: now,
        };
        let ground = ground(law, &tree, case.as_ref(), now);
        if whistle.apply(&fact, &ground).is_ok() {
            found.push((id, fact));
        }
    }
    Ok(found)
}
