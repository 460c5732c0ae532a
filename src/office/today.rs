//! 今日: what stands on the strip and on the opening page.

use chrono::{Days, NaiveDate};

use super::duty::leader_of_the_day;
use crate::domain::case::clock::mediation::{Reminding, reminders};
use crate::domain::codes::{Class, Status};
use crate::domain::lawyer_day::Day;
use crate::domain::moment::Moment;
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::right::Right;
use crate::domain::settings::Settings;
use crate::domain::today::{Aggregate, Heading, SHOWN, Section, Today};
use crate::domain::viewer::Viewer;
use crate::domain::whistle::view::WhistleQuery;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// How many matters a section counts at most.
const COUNTED: usize = 500;
/// How many agreements, the newest first, are looked through for what is still to come.
const AGREEMENTS: usize = 200;
/// Days ahead in which what was agreed or taken on is reminded of.
const AHEAD: u64 = 7;

/// Gives today's page: who is on duty, what has come in, and what is to be seen to. It only reads, and
/// knows of no backups.
///
/// # Errors
/// The store cannot be read.
pub fn today(
    it: &Snapshot<'_>,
    now: Moment,
    town: &Settings,
    viewer: &Viewer,
) -> Result<Today, StoreError> {
    Page { it, viewer }.today(now, town)
}

/// What the page is read from, and for whom.
struct Page<'a> {
    it: &'a Snapshot<'a>,
    viewer: &'a Viewer,
}

impl Page<'_> {
    fn today(&self, now: Moment, town: &Settings) -> Result<Today, StoreError> {
        let Self { it, viewer } = self;
        let day = now.date();
        let counts = it.counts(day)?;
        let view = it.lawyers_view(day, day, viewer)?;
        let named = view.days.iter().find_map(|it| it.lawyer);
        let lawyer = view.lawyers.iter().find(|(id, _)| Some(*id) == named);
        let soon = after(day, u64::from(town.due_soon_days));
        let unclosed = it.unclosed(now)?;
        let days = unclosed.len() as u64;
        let unclosed = unclosed.into_iter().map(Aggregate::Unclosed);
        let mut sections = vec![
            section(Heading::Unclosed, unclosed.collect()),
            self.due(Heading::Overdue, (None, day))?,
            self.due(Heading::DueToday, (Some(day), after(day, 1)))?,
            self.unclassed()?,
            self.expected(day)?,
            self.recalled(day)?,
            self.listed(day)?,
            self.due(Heading::DueSoon, (Some(after(day, 1)), after(soon, 1)))?,
            self.undated()?,
        ];
        sections.extend(self.agreed(day)?);
        sections.extend(self.watched(now)?);
        let pledges = it.open_pledges(after(day, AHEAD), viewer)?;
        sections.push(section(
            Heading::Pledge,
            pledges.into_iter().map(Aggregate::Pledge).collect(),
        ));
        let tasks = it.open_tasks(Some(after(day, AHEAD)), None, viewer)?;
        let tasks = tasks.into_iter().map(|it| Aggregate::Task(Box::new(it)));
        sections.push(section(Heading::Task, tasks.collect()));
        sections.retain(|section| section.count > 0);
        sections.sort_by_key(|section| section.heading.band());
        Ok(Today {
            leader: leader_of_the_day(it, day, viewer)?,
            lawyer: lawyer.map(|(_, lawyer)| lawyer.name.clone()),
            lawyer_day: Day::of(&view, day).counter,
            visits: u64::from(it.visits(day)?),
            overdue: counts.overdue,
            due_soon: counts.due_soon,
            whistles: it.unanswered_whistles()?,
            unclosed: days,
            sections,
            backup: None,
            sealed: None,
            unread: if it.has_operators()? && it.may(&viewer.name, Right::Operators)? {
                it.unread()?
            } else {
                0
            },
        })
    }

    /// What is owed to callers, by those who were whistled, and by those who look round.
    fn watched(&self, now: Moment) -> Result<[Section; 3], StoreError> {
        let Self { it, viewer } = self;
        let calls = it.open_calls(viewer)?.into_iter();
        let calls = calls.map(|view| Aggregate::Call(Box::new(view)));
        let open = WhistleQuery {
            open: true,
            case: None,
        };
        let whistles = it.whistles(&open, now, viewer)?.into_iter();
        let whistles = whistles.map(|view| Aggregate::Whistle(Box::new(view)));
        let board = it.prevention(now.date(), now, viewer)?;
        // Nobody is missing where nobody has begun to look round.
        let week = now.date().checked_sub_days(Days::new(AHEAD));
        let begun = it.checkins(week.unwrap_or(now.date()), now.date(), viewer)?;
        let missing = if begun.is_empty() {
            Vec::new()
        } else {
            it.missing(now.date(), board.round)?
        };
        let grid = it.grid()?;
        let places = missing.iter().filter_map(|code| grid.get(code));
        let places = places.map(|node| Aggregate::Missing(node.name.clone()));
        Ok([
            section(Heading::CallBack, calls.collect()),
            section(Heading::Whistle, whistles.collect()),
            section(Heading::CheckIn, places.collect()),
        ])
    }

    /// The open matters whose raw date lies from one day up to before another.
    fn due(
        &self,
        heading: Heading,
        (from, before): (Option<NaiveDate>, NaiveDate),
    ) -> Result<Section, StoreError> {
        let mut query = QueueQuery::due(COUNTED);
        query.filter.due_from = from;
        query.filter.due_before = Some(before);
        self.listed_by(heading, &query)
    }

    /// The visitors who are expected today, and those of days before of whom nobody said whether they
    /// came.
    fn expected(&self, day: NaiveDate) -> Result<Section, StoreError> {
        let planned = self.it.planned_appointments(day, self.viewer)?.into_iter();
        let things = planned.map(|it| Aggregate::Appointment(Box::new(it)));
        Ok(section(Heading::Appointment, things.collect()))
    }

    /// What the viewer is reminded of: it stays until it is done or moved.
    fn recalled(&self, day: NaiveDate) -> Result<Section, StoreError> {
        let set = self.it.follow_ups(day, self.viewer)?.into_iter();
        let his = set.filter(|it| it.follow_up.recalled.whom == self.viewer.name);
        let things = his.map(|it| Aggregate::FollowUp(Box::new(it)));
        Ok(section(Heading::FollowUp, things.collect()))
    }

    /// What is to be done by today on the lists of cases: it stays until it is ticked.
    fn listed(&self, day: NaiveDate) -> Result<Section, StoreError> {
        let items = self.it.checks_by(day, self.viewer)?.into_iter();
        let things = items.map(|(row, item)| Aggregate::Check(Box::new(row), item));
        Ok(section(Heading::Checklist, things.collect()))
    }

    /// The open matters of which nobody knows when they were received.
    fn undated(&self) -> Result<Section, StoreError> {
        let mut query = QueueQuery::due(COUNTED);
        query.filter.undated = true;
        self.listed_by(Heading::Undated, &query)
    }

    /// The open matters that nobody has classed.
    fn unclassed(&self) -> Result<Section, StoreError> {
        let mut query = QueueQuery::due(COUNTED);
        query.filter.class = Some(Class::Unclassed);
        self.listed_by(Heading::Unclassed, &query)
    }

    fn listed_by(&self, heading: Heading, query: &QueueQuery) -> Result<Section, StoreError> {
        let rows = self.it.page(query, self.viewer)?.rows;
        let things = rows.into_iter().map(|row| Aggregate::Case(Box::new(row)));
        Ok(section(heading, things.collect()))
    }

    /// What is still to come in agreements: the court's confirmation and parts to be performed.
    fn agreed(&self, day: NaiveDate) -> Result<[Section; 2], StoreError> {
        let Self { it, viewer } = self;
        let query = QueueQuery {
            sort: Sort::Received,
            descending: true,
            filter: Filter {
                status: Some(Status::Agreed),
                ..Filter::default()
            },
            after: None,
            limit: AGREEMENTS,
        };
        let (mut confirmations, mut instalments) = (Vec::new(), Vec::new());
        for row in it.page(&query, viewer)?.rows {
            let Some(view) = it.case_view(row.number, viewer)? else {
                continue;
            };
            for reminder in reminders(&view.case, &view.clocks) {
                let list = match reminder.what {
                    Reminding::Confirmation => &mut confirmations,
                    Reminding::Instalment(..) if reminder.day <= after(day, AHEAD) => {
                        &mut instalments
                    }
                    Reminding::Instalment(..) | Reminding::Mediation => continue,
                };
                list.push((
                    reminder.day,
                    Aggregate::Reminder(Box::new(row.clone()), reminder),
                ));
            }
        }
        let by_day = |mut found: Vec<(NaiveDate, Aggregate)>| {
            found.sort_by_key(|(day, thing)| (*day, thing.item()));
            found.into_iter().map(|(_, thing)| thing).collect()
        };
        Ok([
            section(Heading::Confirmation, by_day(confirmations)),
            section(Heading::Instalment, by_day(instalments)),
        ])
    }
}

fn section(heading: Heading, mut things: Vec<Aggregate>) -> Section {
    let count = things.len() as u64;
    things.truncate(SHOWN);
    Section {
        heading,
        count,
        things,
    }
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
