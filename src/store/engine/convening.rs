//! Calling a meeting and doing something in it; the agenda is made here, of what the store has.

use chrono::{Days, NaiveDate};

use super::super::error::StoreError;
use super::super::tables::{ReadTables, WriteTables};
use super::aggregates;
use super::batch::By;
use super::law::Law;
use super::meetings;
use super::{rows, signs, whistles};
use crate::domain::act::{CommitResult, Done};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::Class;
use crate::domain::item::Item;
use crate::domain::meeting::kind::{MeetingId, MeetingKind};
use crate::domain::meeting::state::{
    Agenda, Meeting, MeetingAction, MeetingFact, Topic, Why, case_of,
};
use crate::domain::meeting::task::Carried;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Filter, QueueQuery, Sort};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;
use crate::store::snapshot::Snapshot;

/// Characters of a matter that an agenda keeps.
const WORDS: usize = 80;
/// Rows read at once.
const PAGE: usize = 100;

acts!(Meeting, MeetingId, MeetingAction => act(tables, law, by));

/// Calls a meeting or does something in it.
pub(crate) fn act(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    id: Option<MeetingId>,
    action: &MeetingAction,
) -> Result<CommitResult, StoreError> {
    match (id, action) {
        (None, MeetingAction::Call(calling)) => {
            let meeting = match Meeting::call(calling) {
                Ok(meeting) => meeting,
                Err(refusal) => return Ok(CommitResult::Refused(refusal)),
            };
            let id = MeetingId(aggregates::next::<Meeting>(tables)?);
            let fact = MeetingFact::Called(calling.clone());
            aggregates::keep(tables, by, id.0, &fact, None, &meeting)?;
            gathered(tables, law, by, id, &meeting)
        }
        (Some(id), action) => {
            let Some(meeting) = meetings::meeting(tables, id)? else {
                return Ok(not_found());
            };
            match action {
                MeetingAction::Call(_) => {
                    Ok(CommitResult::Refused(Refusal::new(Reason::AlreadyKnown)))
                }
                MeetingAction::Gather | MeetingAction::Do(MeetingFact::Gathered(_)) => {
                    gathered(tables, law, by, id, &meeting)
                }
                MeetingAction::Do(MeetingFact::Added { item, .. }) => {
                    let words = words_of(tables, law, by, *item)?;
                    let fact = MeetingFact::Added { item: *item, words };
                    kept(tables, by, id, &meeting, &fact)
                }
                MeetingAction::Do(fact) => kept(tables, by, id, &meeting, fact),
            }
        }
        (None, MeetingAction::Gather | MeetingAction::Do(_)) => Ok(not_found()),
    }
}

fn not_found() -> CommitResult {
    CommitResult::Refused(Refusal::about("meeting", Reason::NotFound))
}

fn gathered(
    tables: &mut dyn WriteTables,
    law: &Law,
    by: By<'_>,
    id: MeetingId,
    meeting: &Meeting,
) -> Result<CommitResult, StoreError> {
    let agenda = agenda(tables, law, by, id, meeting)?;
    let fact = MeetingFact::Gathered(Box::new(agenda));
    kept(tables, by, id, meeting, &fact)
}

fn kept(
    tables: &mut dyn WriteTables,
    by: By<'_>,
    id: MeetingId,
    meeting: &Meeting,
    fact: &MeetingFact,
) -> Result<CommitResult, StoreError> {
    let wanted = match fact {
        MeetingFact::Added { item, .. } => case_of(*item),
        _ => None,
    };
    let numbers = meeting.cases().into_iter().chain(wanted);
    let cases = numbers
        .filter_map(|number| rows::case(tables, number).transpose())
        .collect::<Result<Vec<Case>, _>>()?;
    let viewer = Viewer::new(by.who);
    match meeting.apply(fact, &viewer, by.when.date(), &cases) {
        Ok(next) => {
            aggregates::keep(tables, by, id.0, fact, Some(meeting), &next)?;
            Ok(CommitResult::Done(Done::Meeting(id)))
        }
        Err(refusal) => Ok(CommitResult::Refused(refusal)),
    }
}

/// Makes the agenda of a meeting, as `by` may see it, of everything that is to be judged there.
fn agenda(
    tables: &dyn ReadTables,
    law: &Law,
    by: By<'_>,
    id: MeetingId,
    meeting: &Meeting,
) -> Result<Agenda, StoreError> {
    let viewer = Viewer::new(by.who);
    let mut gather = Gather {
        reader: Snapshot {
            tables,
            law: law.clone(),
            projections: &[],
        },
        viewer: &viewer,
        meeting,
        topics: Vec::new(),
    };
    let left = gather.cases(id)?;
    gather.early()?;
    let topics = gather.topics;
    let carried = carried(tables, &viewer, id, meeting)?;
    Ok(Agenda {
        topics,
        carried,
        left,
    })
}

/// An agenda being made.
struct Gather<'a> {
    reader: Snapshot<'a>,
    viewer: &'a Viewer,
    meeting: &'a Meeting,
    topics: Vec<Topic>,
}

impl Gather<'_> {
    /// 重点案件, then what is due before the next working day is over, what is overdue, and for a
    /// dispatch meeting what was registered since the one before. Gives how many overdue ones did
    /// not fit.
    fn cases(&mut self, id: MeetingId) -> Result<u32, StoreError> {
        let day = self.meeting.day();
        let most = usize::from(self.reader.law.settings.agenda_most);
        let open = Filter {
            open: Some(true),
            ..Filter::default()
        };
        let key = Filter {
            key: Some(day),
            ..open.clone()
        };
        self.put_all(Why::Key, key, usize::MAX)?;
        let fresh = match self.meeting.calling.kind {
            MeetingKind::Dispatch => self.fresh(id)?,
            MeetingKind::Joint => Vec::new(),
        };
        let room = most.saturating_sub(self.topics.len() + fresh.len());
        // Over a weekend and a holiday, what comes due before anybody sits again.
        let working = self.reader.law.calendar.working_day_from(after(day));
        let due = Filter {
            due_from: Some(day),
            due_before: Some(after(working)),
            ..open.clone()
        };
        let taken = self.put_all(Why::Due, due, room)?;
        let overdue = Filter {
            due_before: Some(day),
            ..open
        };
        let taken = self.put_all(Why::Overdue, overdue, room.saturating_sub(taken))?;
        let all = self.reader.counts(day)?.overdue;
        for row in fresh {
            self.put(Why::Registered, &row)?;
        }
        let left = all.saturating_sub(u64::try_from(taken).unwrap_or(u64::MAX));
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }

    /// 苗头、吹哨: what somebody has to see to before it is a case. Their words are read when the
    /// agenda is, for what one says may be held back by then.
    fn early(&mut self) -> Result<(), StoreError> {
        let signs = signs::open(self.reader.tables)?.into_iter();
        let signs = signs.map(|id| (Item::Sign(id), Why::Sign));
        let whistles = whistles::open(self.reader.tables)?.into_iter();
        let whistles = whistles.map(|id| (Item::Whistle(id), Why::Whistle));
        for (item, why) in whistles.chain(signs) {
            if self.meeting.dropped.contains(&item) {
                continue;
            }
            self.topics.push(Topic {
                item,
                why: vec![why],
                words: String::new(),
                judged: None,
            });
        }
        Ok(())
    }

    /// Puts the first `most` cases that a filter lets through on the agenda; gives how many.
    fn put_all(&mut self, why: Why, filter: Filter, most: usize) -> Result<usize, StoreError> {
        let mut query = QueueQuery {
            sort: Sort::Due,
            descending: false,
            filter,
            after: None,
            limit: PAGE,
        };
        let mut taken = 0;
        while taken < most {
            query.limit = PAGE.min(most - taken);
            let page = self.reader.page(&query, self.viewer)?;
            taken += page.rows.len();
            for row in &page.rows {
                self.put(why, row)?;
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        Ok(taken)
    }

    /// Gives the open cases that were registered since the last meeting of this kind before it and
    /// stood on no agenda yet; since the day began, where there was none.
    fn fresh(&self, id: MeetingId) -> Result<Vec<CaseRow>, StoreError> {
        let last = self.last_meeting(id)?;
        let since = last.as_ref().map(|it| it.calling.at);
        let since = since.unwrap_or_else(|| Moment::start_of(self.meeting.day()));
        let seen = last.map(|it| it.items()).unwrap_or_default();
        let mut query = QueueQuery {
            sort: Sort::Number,
            descending: true,
            filter: Filter::default(),
            after: None,
            limit: PAGE,
        };
        let mut found = Vec::new();
        loop {
            let page = self.reader.page(&query, self.viewer)?;
            for row in page.rows {
                let case = rows::case(self.reader.tables, row.number)?;
                match case {
                    Some(case) if case.registered_at < since => return Ok(oldest_first(found)),
                    Some(case) if case.is_running() && !seen.contains(&Item::Case(row.number)) => {
                        found.push(row);
                    }
                    Some(_) | None => {}
                }
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(oldest_first(found)),
            }
        }
    }

    fn last_meeting(&self, id: MeetingId) -> Result<Option<Meeting>, StoreError> {
        let calling = &self.meeting.calling;
        for other in meetings::span(self.reader.tables, None, self.meeting.day())? {
            if other == id {
                continue;
            }
            if let Some(other) = meetings::meeting(self.reader.tables, other)?
                && other.calling.kind == calling.kind
                && other.calling.at < calling.at
            {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }

    /// Puts a case on the agenda, or a further reason to one that stands there. An accusation that
    /// cannot be told there is not put on it (条例 30 ¶3).
    fn put(&mut self, why: Why, row: &CaseRow) -> Result<(), StoreError> {
        let item = Item::Case(row.number);
        if let Some(topic) = self.topics.iter_mut().find(|topic| topic.item == item) {
            topic.why.push(why);
            return Ok(());
        }
        if self.meeting.dropped.contains(&item) || !self.may_tell(row.number)? {
            return Ok(());
        }
        self.topics.push(Topic {
            item,
            why: vec![why],
            words: words(row),
            judged: None,
        });
        Ok(())
    }

    fn may_tell(&self, number: CaseNumber) -> Result<bool, StoreError> {
        let case = rows::case(self.reader.tables, number)?;
        Ok(case.is_some_and(|case| self.meeting.may_tell(&case, self.viewer)))
    }
}

/// Gives the open tasks of the meetings of this kind before it, each with how often it came back.
fn carried(
    tables: &dyn ReadTables,
    viewer: &Viewer,
    id: MeetingId,
    meeting: &Meeting,
) -> Result<Vec<Carried>, StoreError> {
    let mut found = Vec::new();
    for given in meetings::open(tables, None)? {
        if given.id.meeting == id || given.kind != meeting.calling.kind {
            continue;
        }
        let before = meetings::meeting(tables, given.id.meeting)?
            .is_some_and(|it| it.calling.at < meeting.calling.at);
        let case = given.task.item.and_then(case_of);
        let case = case.map(|number| rows::case(tables, number)).transpose()?;
        let readable = case
            .flatten()
            .is_none_or(|case| meeting.may_tell(&case, viewer));
        if before && readable {
            let others = meetings::carrying(tables, given.id)?;
            let others = others.iter().filter(|other| **other != id).count();
            found.push(Carried {
                task: given.id,
                times: u32::try_from(others + 1).unwrap_or(u32::MAX),
            });
        }
    }
    Ok(found)
}

/// Gives what a matter that is put on the agenda by hand is about.
fn words_of(
    tables: &dyn ReadTables,
    law: &Law,
    by: By<'_>,
    item: Item,
) -> Result<String, StoreError> {
    let Some(number) = case_of(item) else {
        return Ok(String::new());
    };
    let Some(case) = rows::case(tables, number)? else {
        return Ok(String::new());
    };
    let row = rows::row(tables, law, &case, &Viewer::new(by.who))?;
    Ok(words(&row))
}

/// Gives what a case is about; an accusation and what is not classed yet stand by their number.
fn words(row: &CaseRow) -> String {
    if row.is_secret() || row.class == Class::Unclassed {
        return String::new();
    }
    let summary = row.summary.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = format!("{} {summary}", row.village);
    text.trim_start().chars().take(WORDS).collect()
}

fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

fn oldest_first(mut rows: Vec<CaseRow>) -> Vec<CaseRow> {
    rows.reverse();
    rows
}
