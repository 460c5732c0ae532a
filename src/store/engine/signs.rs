//! Early signs: by number, by the day on which they were found, by the round that found them, and
//! the open ones.

use chrono::NaiveDate;

use super::super::error::StoreError;
use super::super::key;
use super::super::record::bytes::{decode, encode};
use super::super::record::mask::hidden;
use super::super::record::prevention::SignRecord;
use super::super::tables::{ReadTables, Table, WriteTables};
use super::aggregates::{self, Aggregate};
use super::batch::{Batch, By};
use super::tied::Secret;
use super::{about, grid, rows, settled};
use crate::domain::act::{CommitResult, Done};
use crate::domain::entry::{Stream, What};
use crate::domain::grid::node::GridCode;
use crate::domain::item::{Item, SignId};
use crate::domain::number::CaseNumber;
use crate::domain::prevention::checkin::Report;
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::domain::prevention::sign::{EarlySign, Sighting, SignFact, SignState};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;

const BY_DAY: u8 = b'd';
const BY_ROUND: u8 = b'e';
const BY_CASE: u8 = b'c';
const OPEN: u8 = b'o';

impl Aggregate for EarlySign {
    type Fact = SignFact;

    const TABLE: Table = Table::Signs;
    const NAME: &'static str = "early sign";

    fn stream(number: u32) -> Stream {
        Stream::Sign(SignId(number))
    }

    entry!(Sign(SignFact));

    fn replay<'a>(facts: impl IntoIterator<Item = &'a SignFact>) -> Option<Self> {
        Self::replay(facts)
    }

    record!(SignRecord);

    fn heads(&self) -> Vec<Vec<u8>> {
        let Sighting {
            node,
            found_on,
            round,
            ..
        } = &self.sighting;
        let day = key::date(*found_on);
        let mut heads = vec![aggregates::head(BY_DAY, &day)];
        heads.extend(round.map(|round| round_head(*found_on, round, node)));
        if self.is_open() {
            heads.push(aggregates::head(OPEN, &day));
        }
        if let SignState::Case(number) = &self.state {
            heads.push(aggregates::head(BY_CASE, &key::case(*number)));
        }
        heads
    }

    /// What complains of somebody is its finder's alone until it is a case.
    fn secret(&self, tables: &dyn ReadTables) -> Result<Vec<Secret>, StoreError> {
        let found = match self.state {
            SignState::Case(number) => about::secret(tables, [Item::Case(number)])?,
            _ => Vec::new(),
        };
        let Sighting {
            finding, noted_by, ..
        } = &self.sighting;
        if !found.is_empty() || finding.kind != SignKind::Accusation {
            return Ok(found);
        }
        Ok(vec![Secret {
            item: None,
            named: vec![noted_by.clone()],
        }])
    }

    fn bare(fact: &SignFact, _tells: &dyn Fn(Item) -> bool) -> Option<SignFact> {
        let found = |finding: &Finding| Finding {
            text: hidden(&finding.text),
            kind: finding.kind,
            about: hidden(&finding.about),
        };
        Some(match fact {
            SignFact::Found(sighting) => SignFact::Found(Box::new(Sighting {
                finding: found(&sighting.finding),
                ..(**sighting).clone()
            })),
            SignFact::Worded(finding) => SignFact::Worded(Box::new(found(finding))),
            SignFact::Watched { until, why } => SignFact::Watched {
                until: *until,
                why: hidden(why),
            },
            SignFact::Settled { how, on } => SignFact::Settled {
                how: hidden(how),
                on: *on,
            },
            SignFact::Reopened { why } => SignFact::Reopened { why: hidden(why) },
            SignFact::Whistled(_) | SignFact::Case(_) => return None,
        })
    }

    fn telling(tables: &dyn ReadTables, case: CaseNumber) -> Result<Vec<u32>, StoreError> {
        aggregates::under::<Self>(tables, &aggregates::head(BY_CASE, &key::case(case)))
    }
}

/// A code is of no fixed length: a zero ends it.
fn round_head(day: NaiveDate, round: CheckRound, node: &GridCode) -> Vec<u8> {
    let text = format!("{}/{}\0", round.code(), node.as_str());
    aggregates::head(BY_ROUND, &[&key::date(day)[..], text.as_bytes()].concat())
}

acts!(EarlySign, SignId, SignFact => act(tables, batch, by));

/// Writes an early sign down, or does something about one.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    batch: &mut Batch,
    by: By<'_>,
    id: Option<SignId>,
    fact: &SignFact,
) -> Result<CommitResult, StoreError> {
    let refused = |field, reason| Ok(CommitResult::Refused(Refusal::about(field, reason)));
    let today = by.when.date();
    let (decided, old) = match (id, fact) {
        (None, SignFact::Found(sighting)) => {
            let tree = grid::within(tables, batch)?;
            let known = tree.get(&sighting.node).is_some();
            if !known {
                return refused("node", Reason::GridUnknown);
            }
            (EarlySign::found(sighting, today), None)
        }
        (Some(id), fact) => {
            let Some(sign) = sign(tables, id)? else {
                return refused("sign", Reason::NotFound);
            };
            if let SignFact::Case(number) = fact
                && rows::case(tables, *number)?.is_none()
            {
                return refused("case", Reason::NotFound);
            }
            let decided = sign.apply(fact, &Viewer::new(by.who), today);
            (decided, Some(sign))
        }
        (None, _) => return refused("sign", Reason::NotFound),
    };
    let next = match decided {
        Ok(next) => next,
        Err(refusal) => return Ok(CommitResult::Refused(refusal)),
    };
    let id = match id {
        Some(id) => id,
        None => SignId(aggregates::next::<EarlySign>(tables)?),
    };
    aggregates::keep(tables, by, id.0, fact, old.as_ref(), &next)?;
    if let SignFact::Case(number) = fact {
        settled::follow(tables, Some(*number))?;
    }
    Ok(CommitResult::Done(Done::Sign(id)))
}

/// Opens the sign of a round's finding; one that is there and open is worded as the finding is.
pub(crate) fn of_report(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    on: NaiveDate,
    report: &Report,
    finding: &Finding,
) -> Result<SignId, StoreError> {
    if let Some(id) = found_in(tables, on, report.round, &report.node)? {
        let fact = SignFact::Worded(Box::new(finding.clone()));
        if let Some(old) = sign(tables, id)?
            && let Ok(next) = old.apply(&fact, &Viewer::new(by.who), by.when.date())
        {
            aggregates::keep(tables, by, id.0, &fact, Some(&old), &next)?;
        }
        return Ok(id);
    }
    let fact = SignFact::Found(Box::new(Sighting {
        node: report.node.clone(),
        finding: finding.clone(),
        found_by: report.by.clone(),
        found_on: on,
        round: Some(report.round),
        noted_by: by.who.to_owned(),
    }));
    let id = SignId(aggregates::next::<EarlySign>(tables)?);
    if let Some(next) = EarlySign::replay([&fact]) {
        aggregates::keep(tables, by, id.0, &fact, None, &next)?;
    }
    Ok(id)
}

/// Gives a sign, whole.
pub(crate) fn sign(tables: &dyn ReadTables, id: SignId) -> Result<Option<EarlySign>, StoreError> {
    aggregates::get(tables, id.0)
}

/// Gives the sign that a node's report of a round opened.
pub(crate) fn found_in(
    tables: &dyn ReadTables,
    on: NaiveDate,
    round: CheckRound,
    node: &GridCode,
) -> Result<Option<SignId>, StoreError> {
    let found = aggregates::under::<EarlySign>(tables, &round_head(on, round, node))?;
    Ok(found.first().copied().map(SignId))
}

/// Gives the signs that were found from one day to another, both included, the last first.
pub(crate) fn span(
    tables: &dyn ReadTables,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<SignId>, StoreError> {
    let found = aggregates::between::<EarlySign>(tables, BY_DAY, Some(from), to, true)?;
    Ok(found.into_iter().map(SignId).collect())
}

/// Gives the open signs, the oldest first.
pub(crate) fn open(tables: &dyn ReadTables) -> Result<Vec<SignId>, StoreError> {
    let found = aggregates::under::<EarlySign>(tables, &[OPEN])?;
    Ok(found.into_iter().map(SignId).collect())
}

/// Gives the signs that became a case.
pub(crate) fn of_case(
    tables: &dyn ReadTables,
    number: CaseNumber,
) -> Result<Vec<SignId>, StoreError> {
    let head = aggregates::head(BY_CASE, &key::case(number));
    let found = aggregates::under::<EarlySign>(tables, &head)?;
    Ok(found.into_iter().map(SignId).collect())
}
