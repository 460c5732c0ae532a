//! 排查: what villages looked for by themselves, and what they found before anybody petitioned.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::codes::Channel;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::period::Period;
use crate::domain::prevention::finding::SignKind;
use crate::domain::prevention::round::due;
use crate::domain::prevention::sign::SignState;
use crate::domain::settings::Settings;
use crate::domain::viewer::Viewer;
use crate::domain::whistle::fact::Party;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Days before a period in which a report shows that the checks had begun by then.
const BEGUN: u64 = 31;

/// 排查: the checks that a village did in the period and those that were due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks {
    /// Which village.
    pub village: String,
    /// How many it did.
    pub done: u32,
    /// How many were due.
    pub due: u32,
}

/// 苗头: an early sign, as the figures count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// On which day it was found.
    pub on: NaiveDate,
    /// In which village; `None` where its place is no village or is held back.
    pub village: Option<String>,
    /// The case that came of it.
    pub case: Option<CaseNumber>,
    /// At which level of the grid it was found.
    pub level: GridLevel,
    /// What it is about.
    pub kind: SignKind,
    /// On which day it was settled, where it was and became no case.
    pub settled: Option<NaiveDate>,
    /// Its content is held back: it complains of somebody.
    pub locked: bool,
}

/// Counts the checks of every village in a period, each round by itself. One that was reported late
/// was not done in its round: it is due and not done. Nothing is
/// due before the first report that the store knows.
///
/// # Errors
/// The store could not be read.
pub fn checks(
    snapshot: &Snapshot<'_>,
    grid: &GridTree,
    period: Period,
    until: NaiveDate,
    settings: &Settings,
) -> Result<Vec<Checks>, StoreError> {
    let before = period.from.checked_sub_days(Days::new(BEGUN));
    let before = before.unwrap_or(period.from);
    let days = snapshot.checkins(before, until, &nobody())?;
    let Some((first, _)) = days.first() else {
        return Ok(Vec::new());
    };
    let calendar = snapshot.calendar()?;
    let from = period.from.max(*first);
    let days: BTreeMap<_, _> = days.iter().map(|(day, it)| (*day, it)).collect();
    let counted = grid.of_level(GridLevel::Village).map(|village| {
        let mut checks = Checks {
            village: village.name.clone(),
            done: 0,
            due: 0,
        };
        for day in from.iter_days().take_while(|day| *day <= until) {
            for round in due(GridLevel::Village, day, &calendar, settings) {
                let made = days.get(&day).and_then(|it| it.of(&village.code, *round));
                checks.done += u32::from(made.is_some_and(|it| !it.late));
                checks.due += 1;
            }
        }
        checks
    });
    Ok(counted.collect())
}

/// Reads the early signs that were found in the spans.
///
/// # Errors
/// The store could not be read.
pub fn signs(
    snapshot: &Snapshot<'_>,
    grid: &GridTree,
    spans: &[(NaiveDate, NaiveDate)],
) -> Result<Vec<Found>, StoreError> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (from, to) in spans {
        for view in snapshot.signs(*from, *to, &nobody())? {
            if !seen.insert(view.id) {
                continue;
            }
            let chain = grid.chain(&view.sign.sighting.node);
            let village = chain.iter().find(|node| node.level == GridLevel::Village);
            let (case, settled) = match view.sign.state {
                SignState::Case(number) => (Some(number), None),
                SignState::Settled { on, .. } => (None, Some(on)),
                SignState::Open | SignState::Whistled(_) | SignState::Watched { .. } => {
                    (None, None)
                }
            };
            let node = grid.get(&view.sign.sighting.node);
            found.push(Found {
                on: view.sign.sighting.found_on,
                village: village
                    .filter(|_| !view.locked)
                    .map(|village| village.name.clone()),
                case,
                level: node.map_or(GridLevel::Village, |node| node.level),
                kind: view.sign.sighting.finding.kind,
                settled,
                locked: view.locked,
            });
        }
    }
    Ok(found)
}

/// Reads at which level of the grid the matters came up that came by whistle; what was whistled by no
/// node of the grid is not in it.
///
/// # Errors
/// The store could not be read.
pub fn whistled(
    snapshot: &Snapshot<'_>,
    grid: &GridTree,
    facts: &[CaseFacts],
    period: Period,
) -> Result<BTreeMap<CaseNumber, GridLevel>, StoreError> {
    let by_whistle = |it: &&CaseFacts| it.channel == Some(Channel::Whistle);
    let received = facts.iter().filter(by_whistle);
    let mut levels = BTreeMap::new();
    for facts in received.filter(|it| period.has(it.received)) {
        let whistles = snapshot.whistles_of(facts.number, &nobody())?;
        let nodes = whistles.iter().filter_map(|(_, it)| match &it.raised.from {
            Party::Node(code) if it.made => grid.get(code),
            Party::Node(_) | Party::Unit(_) | Party::Convener => None,
        });
        levels.extend(nodes.map(|node| (facts.number, node.level)));
    }
    Ok(levels)
}

/// Counts look at nobody's names.
fn nobody() -> Viewer {
    Viewer::new("")
}
