//! Meetings, as a viewer may see them.

use chrono::NaiveDate;

use crate::domain::codes::Class;
use crate::domain::item::Item;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::meeting::state::case_of;
use crate::domain::meeting::task::GivenTask;
use crate::domain::meeting::view::{MeetingHead, MeetingView};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::store::engine::meetings;
use crate::store::engine::rows;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// Characters of an early sign or a whistle that an agenda shows.
const WORDS: usize = 80;

impl Snapshot<'_> {
    /// Gives the meetings from one day to another, both included, the last first.
    pub fn meetings(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<Vec<MeetingView>, StoreError> {
        meetings::span(self.tables, Some(from), to)?
            .into_iter()
            .filter_map(|id| self.meeting(id, viewer).transpose())
            .collect()
    }

    /// Gives the heads of the meetings from one day to another, both included, the last first.
    pub fn meeting_heads(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<MeetingHead>, StoreError> {
        let mut heads = Vec::new();
        for id in meetings::span(self.tables, Some(from), to)? {
            let meeting = meetings::meeting(self.tables, id)?;
            heads.extend(meeting.map(|meeting| MeetingHead::of(id, &meeting)));
        }
        Ok(heads)
    }

    /// Gives a meeting; of an accusation that is not open to `viewer` its number alone.
    pub fn meeting(
        &self,
        id: MeetingId,
        viewer: &Viewer,
    ) -> Result<Option<MeetingView>, StoreError> {
        let Some(meeting) = meetings::meeting(self.tables, id)? else {
            return Ok(None);
        };
        let numbers = meeting.cases().into_iter();
        let rows = numbers
            .filter_map(|number| self.row(number, viewer).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        let locked = rows.iter().filter(|row| row.locked);
        let locked: Vec<CaseNumber> = locked.map(|row| row.number).collect();
        let mut carried = Vec::new();
        for it in &meeting.carried {
            carried.extend(meetings::task(self.tables, it.task)?.map(|task| GivenTask {
                times: it.times,
                ..task
            }));
        }
        let mut meeting = meeting.without(&locked);
        for topic in &mut meeting.topics {
            if let Some(words) = self.early_words(topic.item, viewer)? {
                topic.judged = topic.judged.take().filter(|_| !words.is_empty());
                topic.words = words;
            }
        }
        Ok(Some(MeetingView {
            id,
            meeting,
            rows,
            carried: self.open_to(carried, viewer)?,
        }))
    }

    /// Gives the tasks that are to be done by a day (whenever, for `None`) and are not, the
    /// earliest first; those of one holder, where one is named.
    pub fn open_tasks(
        &self,
        until: Option<NaiveDate>,
        holder: Option<&str>,
        viewer: &Viewer,
    ) -> Result<Vec<GivenTask>, StoreError> {
        let mut found = meetings::open(self.tables, until)?;
        found.retain(|it| holder.is_none_or(|name| it.task.holder == name));
        self.open_to(found, viewer)
    }

    /// Gives the tasks about a case; none where the case is not open to `viewer`.
    pub fn tasks_of(
        &self,
        number: CaseNumber,
        viewer: &Viewer,
    ) -> Result<Vec<GivenTask>, StoreError> {
        self.open_to(meetings::of_case(self.tables, number)?, viewer)
    }
}

impl Snapshot<'_> {
    /// Gives what an early sign or a whistle says, as far as a list may tell it; `None` for what
    /// is neither.
    pub(super) fn early_words(
        &self,
        item: Item,
        viewer: &Viewer,
    ) -> Result<Option<String>, StoreError> {
        let (place, words) = match item {
            Item::Case(_) | Item::Call(_) => return Ok(None),
            Item::Sign(id) => match self.sign(id, viewer)?.filter(|view| !view.locked) {
                Some(view) => (view.place, view.sign.sighting.finding.text),
                None => return Ok(Some(String::new())),
            },
            Item::Whistle(id) => {
                // Its clocks are not asked for: any moment does.
                let view = self.whistle(id, Moment::default(), viewer)?;
                match view.filter(|view| !view.locked) {
                    Some(view) => (view.village.unwrap_or_default(), view.whistle.raised.about),
                    None => return Ok(Some(String::new())),
                }
            }
        };
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = format!("{place} {text}");
        Ok(Some(text.trim_start().chars().take(WORDS).collect()))
    }

    /// Leaves out the tasks about cases that are not open to the viewer, and marks those that stand
    /// by their number alone.
    fn open_to(
        &self,
        tasks: Vec<GivenTask>,
        viewer: &Viewer,
    ) -> Result<Vec<GivenTask>, StoreError> {
        let mut open = Vec::new();
        for mut given in tasks {
            if let Some(number) = given.task.item.and_then(case_of) {
                let case = rows::recovered(self.tables, number)?;
                let Some(case) = case.filter(|case| case.is_open_to(viewer)) else {
                    continue;
                };
                given.secret = case.matter.class == Class::Accusation;
            }
            if let Some(item) = given.task.item
                && let Some(words) = self.early_words(item, viewer)?
            {
                given.secret = words.is_empty();
            }
            open.push(given);
        }
        Ok(open)
    }
}
