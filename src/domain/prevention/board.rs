//! What stands on the board: who owes a report and who gave one, a week's counts area by area, and
//! the early signs.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::calendar::WorkingCalendar;
use crate::domain::grid::node::{GridCode, GridLevel, GridNode};
use crate::domain::grid::tree::GridTree;
use crate::domain::item::SignId;
use crate::domain::moment::Moment;
use crate::domain::prevention::checkin::{CheckDay, CheckIn};
use crate::domain::prevention::rate::{Share, checks_done};
use crate::domain::prevention::round;
use crate::domain::prevention::round::CheckRound;
use crate::domain::prevention::sign::EarlySign;
use crate::domain::settings::Settings;

/// Days of a week's counts.
pub const WEEK: u64 = 7;

/// The levels that report, those that do so most often first.
const LEVELS: [GridLevel; 3] = [GridLevel::Village, GridLevel::Area, GridLevel::Town];

/// One node's place in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Which node.
    pub code: GridCode,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: GridLevel,
    /// The area that it belongs to, or is; the town stands for itself.
    pub area: GridCode,
    /// Which round.
    pub round: CheckRound,
    /// Whether it owes a report.
    pub due: bool,
    /// 网格长: who is asked for it; empty for a vacancy.
    pub head: String,
    /// The telephone of the head.
    pub phone: String,
    /// What was reported.
    pub check: Option<CheckIn>,
}

impl Slot {
    /// Tells whether a report is owed and not there.
    pub const fn is_missing(&self) -> bool {
        self.due && self.check.is_none()
    }
}

/// An early sign as one may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignView {
    /// Which.
    pub id: SignId,
    /// The sign; without what it says where that is held back.
    pub sign: EarlySign,
    /// The name of its place.
    pub place: String,
    /// What it says is held back: it complains of somebody, or became a matter that is one of these
    /// or not classed yet.
    pub locked: bool,
}

/// What an area's villages did on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AreaDay {
    /// Reports owed and made, rounds counted one by one.
    pub made: Share,
    /// Of the made ones, those that came late.
    pub late: u64,
    /// Findings.
    pub found: u64,
}

/// What an area's villages did, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaWeek {
    /// Which area.
    pub code: GridCode,
    /// Its name.
    pub name: String,
    /// Its days, the first one first.
    pub days: Vec<AreaDay>,
    /// 排查率 (checks done): village-days with every round made, of those that owed any.
    pub done: Share,
}

/// How a round of a village stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoundState {
    /// Reported in time.
    InTime,
    /// Owed, and its time is not over.
    Waiting,
    /// Reported late.
    Late,
    /// Owed and not reported.
    Missing,
    /// Owed and not reported, and there is no head who could.
    Vacant,
}

/// What a village did, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VillageWeek {
    /// Which village.
    pub code: GridCode,
    /// Its name.
    pub name: String,
    /// The area that it belongs to.
    pub area: GridCode,
    /// Its days, the first one first: the rounds that it owed or made.
    pub days: Vec<Vec<RoundState>>,
}

/// 治未病: the board of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreventionView {
    /// Which day.
    pub day: NaiveDate,
    /// Who owes a report on it, and who gave one.
    pub slots: Vec<Slot>,
    /// The days up to it.
    pub days: Vec<NaiveDate>,
    /// The areas on these days.
    pub week: Vec<AreaWeek>,
    /// The villages on these days, area by area.
    pub villages: Vec<VillageWeek>,
    /// The open early signs, the oldest first.
    pub open: Vec<SignView>,
    /// Those of the week that are over, the newest first.
    pub over: Vec<SignView>,
    /// The round that runs now.
    pub round: CheckRound,
}

impl PreventionView {
    /// Gives an early sign of the board.
    pub fn sign(&self, id: SignId) -> Option<&SignView> {
        let mut signs = self.open.iter().chain(&self.over);
        signs.find(|view| view.id == id)
    }
}

/// Gives the place of every node that owes a report on a day or gave one, by level and code.
pub fn slots(
    tree: &GridTree,
    calendar: &WorkingCalendar,
    settings: &Settings,
    day: NaiveDate,
    checks: &CheckDay,
) -> Vec<Slot> {
    let mut slots = Vec::new();
    for level in LEVELS {
        let owed = round::due(level, day, calendar, settings);
        for node in tree.of_level(level) {
            for round in CheckRound::ALL {
                let check = checks.of(&node.code, *round);
                let due = owed.contains(round);
                if due || check.is_some() {
                    slots.push(slot(node, *round, due, check));
                }
            }
        }
    }
    slots
}

fn slot(node: &GridNode, round: CheckRound, due: bool, check: Option<&CheckIn>) -> Slot {
    let head = node.head.as_ref().map(|post| post.holder.clone());
    let head = head.unwrap_or_default();
    let area = match node.level {
        GridLevel::Village | GridLevel::Micro => node.parent.clone(),
        GridLevel::Area | GridLevel::Town => None,
    };
    Slot {
        code: node.code.clone(),
        name: node.name.clone(),
        level: node.level,
        area: area.unwrap_or_else(|| node.code.clone()),
        round,
        due,
        head: head.name,
        phone: head.phone,
        check: check.cloned(),
    }
}

/// Gives the last days up to `day`, the first one first.
pub fn days_to(day: NaiveDate) -> Vec<NaiveDate> {
    (0..WEEK)
        .rev()
        .filter_map(|back| day.checked_sub_days(Days::new(back)))
        .collect()
}

/// Gives what the villages of each area did on each of `days`, whose reports `checks` gives.
pub fn week(
    tree: &GridTree,
    calendar: &WorkingCalendar,
    settings: &Settings,
    days: &[(NaiveDate, CheckDay)],
) -> Vec<AreaWeek> {
    let by_day: Vec<Vec<Slot>> = days
        .iter()
        .map(|(day, checks)| slots(tree, calendar, settings, *day, checks))
        .collect();
    tree.of_level(GridLevel::Area)
        .map(|area| {
            let of_area = |slots: &[Slot]| -> Vec<Slot> {
                let villages = slots.iter().filter(|it| it.level == GridLevel::Village);
                villages
                    .filter(|it| it.area == area.code)
                    .cloned()
                    .collect()
            };
            let slots: Vec<Vec<Slot>> = by_day.iter().map(|day| of_area(day)).collect();
            AreaWeek {
                code: area.code.clone(),
                name: area.name.clone(),
                days: slots.iter().map(|day| counted(day)).collect(),
                done: slots
                    .iter()
                    .map(|day| checks_done(village_days(day)))
                    .fold(Share::default(), |sum, day| sum + day),
            }
        })
        .collect()
}

/// Gives what each village did on each of `days`, whose reports `checks` gives: the same slots that the
/// areas are counted from.
pub fn villages(
    tree: &GridTree,
    calendar: &WorkingCalendar,
    settings: &Settings,
    days: &[(NaiveDate, CheckDay)],
    now: Moment,
) -> Vec<VillageWeek> {
    let mut villages: Vec<VillageWeek> = tree
        .of_level(GridLevel::Village)
        .map(|node| VillageWeek {
            code: node.code.clone(),
            name: node.name.clone(),
            area: node.parent.clone().unwrap_or_else(|| node.code.clone()),
            days: Vec::with_capacity(days.len()),
        })
        .collect();
    for (day, checks) in days {
        let slots = slots(tree, calendar, settings, *day, checks);
        let mut by_village: BTreeMap<&GridCode, Vec<RoundState>> = BTreeMap::new();
        for slot in slots.iter().filter(|it| it.level == GridLevel::Village) {
            let (_, until) = slot.round.window(*day, settings);
            let state = round_state(slot, until, now);
            by_village.entry(&slot.code).or_default().push(state);
        }
        for village in &mut villages {
            village
                .days
                .push(by_village.remove(&village.code).unwrap_or_default());
        }
    }
    villages.sort_by(|one, other| (&one.area, &one.code).cmp(&(&other.area, &other.code)));
    villages
}

fn round_state(slot: &Slot, until: Moment, now: Moment) -> RoundState {
    match &slot.check {
        Some(check) if check.late => RoundState::Late,
        Some(_) => RoundState::InTime,
        None if now <= until => RoundState::Waiting,
        None if slot.head.is_empty() => RoundState::Vacant,
        None => RoundState::Missing,
    }
}

fn counted(slots: &[Slot]) -> AreaDay {
    let checks = || slots.iter().filter_map(|it| it.check.as_ref());
    let owed = || slots.iter().filter(|it| it.due);
    AreaDay {
        made: Share {
            part: owed().filter(|it| it.check.is_some()).count() as u64,
            whole: owed().count() as u64,
        },
        late: checks().filter(|it| it.late).count() as u64,
        found: checks().filter(|it| it.report.finding().is_some()).count() as u64,
    }
}

/// Gives how many rounds each village owed and made; the slots of a village stand together.
fn village_days(slots: &[Slot]) -> impl Iterator<Item = (usize, usize)> {
    slots.chunk_by(|one, next| one.code == next.code).map(|it| {
        let owed = it.iter().filter(|slot| slot.due);
        let made = owed.clone().filter(|slot| slot.check.is_some());
        (owed.count(), made.count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::built_in::built_in;
    use crate::domain::grid::node::{Contact, Post};
    use crate::domain::prevention::checkin::{CheckFact, How, Report, RoundOutcome};

    #[test]
    fn a_day_owes_166_and_a_village_is_done_when_both_rounds_are() {
        let (tree, calendar) = (built_in().unwrap(), WorkingCalendar::built_in());
        let settings = Settings::default();
        let day = "2026-11-25".parse().unwrap();
        let village = tree.of_level(GridLevel::Village).next().unwrap().clone();
        let mut checks = CheckDay::default();
        for (round, parts) in [(CheckRound::Morning, 0), (CheckRound::Afternoon, 1)] {
            checks = checks.evolve(&CheckFact::Reported {
                report: Report {
                    node: village.code.clone(),
                    round,
                    by: "牟书记".to_owned(),
                    at: Moment::start_of(day),
                    how: How::Phone,
                    outcome: RoundOutcome::Nothing,
                },
                late: round == CheckRound::Afternoon,
            });
            let all = slots(&tree, &calendar, &settings, day, &checks);
            let of = |level| all.iter().filter(|it| it.level == level).count();
            assert_eq!(
                (
                    of(GridLevel::Village),
                    of(GridLevel::Area),
                    of(GridLevel::Town)
                ),
                (166, 8, 1)
            );
            let areas = week(&tree, &calendar, &settings, &[(day, checks.clone())]);
            let done = areas.iter().fold(Share::default(), |sum, it| sum + it.done);
            assert_eq!(
                done,
                Share {
                    part: parts,
                    whole: 83
                }
            );
            let late: u64 = areas.iter().map(|it| it.days[0].late).sum();
            assert_eq!(late, parts);
        }
    }

    #[test]
    fn the_map_of_the_villages_counts_what_the_areas_count() {
        let calendar = WorkingCalendar::built_in();
        let settings = Settings::default();
        let day: NaiveDate = "2026-11-25".parse().unwrap();
        let mut all: Vec<GridNode> = built_in().unwrap().nodes().cloned().collect();
        let mut villages_in = all.iter_mut().filter(|it| it.level == GridLevel::Village);
        // One village has a head; all others are vacant.
        let headed = villages_in.nth(1).unwrap();
        headed.head = Some(Post {
            holder: Contact {
                name: "牟书记".to_owned(),
                ..Contact::default()
            },
            ..Post::default()
        });
        let headed = headed.code.clone();
        let tree = GridTree::of_nodes(all).unwrap();
        let nodes: Vec<GridNode> = tree.of_level(GridLevel::Village).cloned().collect();
        let others: Vec<&GridNode> = nodes.iter().filter(|it| it.code != headed).collect();
        let mut checks = CheckDay::default();
        for (at, late) in [(0, false), (1, true)] {
            checks = checks.evolve(&CheckFact::Reported {
                report: Report {
                    node: others[at].code.clone(),
                    round: CheckRound::Morning,
                    by: "牟书记".to_owned(),
                    at: Moment::start_of(day),
                    how: How::Phone,
                    outcome: RoundOutcome::Nothing,
                },
                late,
            });
        }
        let days = [(day, checks)];
        let noon = Moment::parse("2026-11-25T12:30").unwrap();
        let map = villages(&tree, &calendar, &settings, &days, noon);
        let state = |code: &GridCode| {
            let village = map.iter().find(|it| it.code == *code).unwrap();
            village.days[0][0]
        };
        for (code, expected) in [
            (&others[0].code, RoundState::InTime),
            (&others[1].code, RoundState::Late),
            (&others[2].code, RoundState::Vacant),
            (&headed, RoundState::Missing),
        ] {
            assert_eq!(state(code), expected, "{code}");
        }
        let afternoons = map.iter().map(|it| it.days[0][1]);
        assert!(afternoons.into_iter().all(|it| it == RoundState::Waiting));
        for area in week(&tree, &calendar, &settings, &days) {
            let of_area = map.iter().filter(|it| it.area == area.code);
            let states: Vec<RoundState> = of_area.flat_map(|it| it.days[0].clone()).collect();
            let count = |wanted: &[RoundState]| {
                states.iter().filter(|it| wanted.contains(it)).count() as u64
            };
            let made = count(&[RoundState::InTime, RoundState::Late]);
            assert_eq!(
                (made, states.len() as u64),
                (area.days[0].made.part, area.days[0].made.whole)
            );
            assert_eq!(count(&[RoundState::Late]), area.days[0].late);
        }
    }
}
