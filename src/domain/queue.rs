//! 案件队列: what the queue can be asked, and the rows that it answers.

use chrono::NaiveDate;

use super::codes::{Category, Channel, Class, Difficulty, Status, Track, Urgency};
use super::moment::Moment;
use super::number::CaseNumber;
use super::person::id::PersonId;
use crate::domain::case::fact::standing::Standing;
use crate::domain::case::rule::repeat::{Repeat, Since};
use crate::domain::deadline::rule::RuleName;

codes! {
    /// What a list of cases is sorted by, in the order of the columns.
    Sort {
        /// 到期: the earliest open legal clock; open cases first
        Due = "due",
        /// 收到
        Received = "received",
        /// 编号
        Number = "number",
        /// 状态, then due
        Status = "status",
        /// 镇内分类, then due
        Category = "category",
        /// 问题属地, then due
        Village = "village",
        /// 承办人, then due
        Holder = "holder",
    }
}

/// Which cases are wanted; everything given must hold.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each narrows the list by itself"
)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Open ones (`true`), closed ones (`false`) or both.
    pub open: Option<bool>,
    /// Only those whose raw date lies before this day.
    pub due_before: Option<NaiveDate>,
    /// Only those whose raw date lies on or after this day.
    pub due_from: Option<NaiveDate>,
    /// Only those in this state.
    pub status: Option<Status>,
    /// Only those of this category.
    pub category: Option<Category>,
    /// Only those of this class.
    pub class: Option<Class>,
    /// Only those that first came in this form (信访形式).
    pub channel: Option<Channel>,
    /// Only those of which nobody knows when they were received.
    pub undated: bool,
    /// Only those that are urgent or grave.
    pub fast: bool,
    /// Only those for which at least so many people came at once (at most 255 are told apart).
    pub min_people: Option<u32>,
    /// Only those raised more than once.
    pub repeat: bool,
    /// Only those about this village.
    pub village: Option<String>,
    /// Only those of this holder.
    pub holder: Option<String>,
    /// Only those with this one of the eight services (八项服务), however far it is.
    pub track: Option<Track>,
    /// Only those of which this person holds a service, and that of `track` where one is asked for.
    pub track_holder: Option<String>,
    /// Only those raised at this 牟邻驿站.
    pub station: Option<String>,
    /// Only those of this person.
    pub person: Option<PersonId>,
    /// Only 重点案件 on this day.
    pub key: Option<NaiveDate>,
    /// Only those in whose row every one of these words stands; empty for all.
    pub words: String,
    /// Only those with a 12345 work order.
    pub orders: bool,
    /// No accusation: what a figure of a place or a person counted before a case became one does not
    /// tell of it (条例 30 ¶3).
    pub unaccused: bool,
    /// Only these, in the order of their numbers, as a figure counts them; `None` for all.
    pub numbers: Option<Vec<CaseNumber>>,
}

impl Filter {
    /// Tells whether a row must be read to know whether it is wanted. A page of such a list may end
    /// early, with its cursor, so that looking never takes long.
    pub fn looks_into_rows(&self) -> bool {
        !self.words.is_empty()
            || self.track.is_some()
            || self.track_holder.is_some()
            || self.station.is_some()
    }
}

/// A question to the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueQuery {
    /// The order.
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
    /// Which cases.
    pub filter: Filter,
    /// Where the page before ended; `None` for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most.
    pub limit: usize,
}

impl QueueQuery {
    /// Asks for the first page of open cases by what is due.
    pub fn due(limit: usize) -> Self {
        Self {
            sort: Sort::Due,
            descending: false,
            filter: Filter {
                open: Some(true),
                ..Filter::default()
            },
            after: None,
            limit,
        }
    }
}

/// A place in a sorted list; only the store that made it reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub Vec<u8>);

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueuePage {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<Cursor>,
}

/// One case in a list, as the viewer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// 并入: the case that it is part of.
    pub merged_into: Option<CaseNumber>,
    /// Own number.
    pub number: CaseNumber,
    /// Its revision, to act on it from the list.
    pub revision: u32,
    /// 状态
    pub status: Status,
    /// The better word for it; `None` where content is held back.
    pub standing: Option<Standing>,
    /// 事项类别
    pub class: Class,
    /// 镇内分类
    pub category: Option<Category>,
    /// 紧急程度
    pub urgency: Urgency,
    /// 难易程度
    pub difficulty: Difficulty,
    /// 信访形式; `None` where nobody knows, or where content is held back.
    pub channel: Option<Channel>,
    /// The main petitioner.
    pub person: PersonId,
    /// His name; empty for 未留名 and where the viewer may not see it.
    pub name: String,
    /// 问题属地, else the person's village.
    pub village: String,
    /// 牟邻驿站 at which it was raised, each once; none where content is held back.
    pub stations: Vec<String>,
    /// 八项服务 that it is on; none where content is held back.
    pub services: Vec<Service>,
    /// 概况; empty where the viewer may not see it.
    pub summary: String,
    /// Whether content is held back (an accusation, for this viewer).
    pub locked: bool,
    /// Whether its record cannot be read: what stands here is what its history gives, or nothing.
    pub damaged: bool,
    /// 收到; `None` where nobody knows, and where content is held back the start of that day.
    pub received_at: Option<Moment>,
    /// Since when it is a petition; `None` for a work order of 12345 that is none.
    pub petition_since: Option<NaiveDate>,
    /// The law's last day of the earliest open legal clock, rolled past rest days.
    pub due: Option<NaiveDate>,
    /// The same, unrolled: what the office is reminded by.
    pub due_raw: Option<NaiveDate>,
    /// The rule of that clock.
    pub rule: Option<&'static str>,
    /// The moment of that clock, where it counts hours (快速处置); `None` where content is held
    /// back.
    pub due_hour: Option<Moment>,
    /// 镇内 30 日目标
    pub town_goal: Option<NaiveDate>,
    /// How many times it was raised.
    pub visits: u32,
    /// What came of the time before the last, when it was raised again; `None` where content is
    /// held back.
    pub repeat: Option<Repeat>,
    /// What came of it since it was raised last; `None` where content is held back.
    pub since_last: Option<Since>,
    /// The most people at once.
    pub people_count: u32,
    /// 承办人
    pub holder: Option<String>,
    /// 责任单位
    pub unit: Option<String>,
    /// 包案领导
    pub leader: Option<String>,
    /// 重点案件: the last day of a mark that nobody has lifted; it may be past.
    pub key_until: Option<NaiveDate>,
}

/// One of the eight services on a case, and who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Which service.
    pub track: Track,
    /// Who holds it; empty for nobody.
    pub holder: String,
}

impl CaseRow {
    /// Gives the row of a case of which nothing can be read: nobody knows whether it may be shown.
    pub fn unreadable(number: CaseNumber) -> Self {
        Self {
            merged_into: None,
            number,
            revision: 0,
            status: Status::Registered,
            standing: None,
            class: Class::Unclassed,
            category: None,
            urgency: Urgency::Ordinary,
            difficulty: Difficulty::Ordinary,
            channel: None,
            person: PersonId(0),
            name: String::new(),
            village: String::new(),
            stations: Vec::new(),
            services: Vec::new(),
            summary: String::new(),
            locked: true,
            damaged: true,
            received_at: None,
            petition_since: None,
            due: None,
            due_raw: None,
            rule: None,
            due_hour: None,
            town_goal: None,
            visits: 0,
            repeat: None,
            since_last: None,
            people_count: 0,
            holder: None,
            unit: None,
            leader: None,
            key_until: None,
        }
    }

    /// Gives the code under which its state is worded.
    pub fn status_word(&self) -> &'static str {
        let better = self.standing.map(Standing::code);
        better.unwrap_or_else(|| self.status.code())
    }

    /// Gives who holds its services.
    pub fn service_holders(&self) -> impl Iterator<Item = &str> {
        let holders = self.services.iter().map(|it| it.holder.as_str());
        holders.filter(|name| !name.is_empty())
    }

    /// Gives how many days a 重点案件 has left, 0 on its last; `None` where it is none.
    pub fn key_days_left(&self, today: NaiveDate) -> Option<i64> {
        let left = self.key_until?.signed_duration_since(today).num_days();
        (left >= 0).then_some(left)
    }

    /// Tells whether it stands in a list by number and lock alone: an accusation does, whoever
    /// looks, for lists face the visitor (条例 30 ¶3).
    pub fn is_secret(&self) -> bool {
        self.locked || self.class == Class::Accusation
    }

    /// Gives the provisional date of the decision where acceptance is overdue on `today`: nobody
    /// accepted or declined within 15 days (条例 22, 23), so 15 + 60 days are all that can be said.
    pub fn acceptance_overdue(&self, today: NaiveDate) -> Option<NaiveDate> {
        let waits = matches!(self.class, Class::Claim | Class::Unclassed)
            && self.status == Status::Registered;
        let since = self.petition_since?;
        if waits && today > RuleName::Accept.raw_last_day(since)? {
            RuleName::DecideProvisional.raw_last_day(since)
        } else {
            None
        }
    }
}

/// Live counts over the whole store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// All cases.
    pub all: u64,
    /// Open cases.
    pub open: u64,
    /// Open cases whose raw date is past.
    pub overdue: u64,
    /// Open cases due today or within the coming days that the reminder covers.
    pub due_soon: u64,
    /// Registered today.
    pub today: u64,
    /// Persons known.
    pub persons: u64,
}
