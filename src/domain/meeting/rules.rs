//! What may be done to a meeting, and what stands against it.

use chrono::NaiveDate;

use super::super::codes::Class;
use super::super::item::Item;
use super::super::refusal::{Reason, Refusal};
use super::super::viewer::Viewer;
use super::state::{Calling, Meeting, MeetingFact, Topic, case_of};
use crate::domain::case::fact::state::Case;
use crate::domain::case::rule::hearing::open_case;

impl Meeting {
    /// Calls a meeting.
    ///
    /// # Errors
    /// Refuses one without place or convener, and one to which nobody is called.
    pub fn call(calling: &Calling) -> Result<Self, Refusal> {
        calling.check()?;
        Ok(Self::begun(calling))
    }

    /// Decides what is done to a meeting. `cases` are those that it tells of and the one that the
    /// fact is about, as far as they are known.
    ///
    /// # Errors
    /// Refuses what touches an accusation that `viewer` may not see or whose accused sits there
    /// (条例 30 ¶3), a task for one who must step aside (条例 28 ¶3), what is judged before the day,
    /// and everything but tasks that are done once the meeting is over.
    pub fn apply(
        &self,
        fact: &MeetingFact,
        viewer: &Viewer,
        today: NaiveDate,
        cases: &[Case],
    ) -> Result<Self, Refusal> {
        Check {
            meeting: self,
            viewer,
            today,
            cases,
        }
        .fact(fact)?;
        Ok(self.evolve(fact))
    }

    /// Tells whether a case may be told there to `viewer` and to everybody else who hears it
    /// (条例 30 ¶3).
    pub fn may_tell(&self, case: &Case, viewer: &Viewer) -> bool {
        case.is_open_to(viewer) && !case.is_accusation_of_any(self.names())
    }

    fn topic(&self, item: Item) -> Result<&Topic, Refusal> {
        let topic = self.topics.iter().find(|topic| topic.item == item);
        topic.ok_or(Refusal::about("case", Reason::NotFound))
    }
}

impl Calling {
    fn check(&self) -> Result<(), Refusal> {
        needed("place", &self.place)?;
        needed("convener", &self.convener)?;
        if self.called.is_empty() {
            return Err(Refusal::about("called", Reason::Missing));
        }
        Ok(())
    }
}

/// A fact held against the meeting, for one who does it.
struct Check<'a> {
    meeting: &'a Meeting,
    viewer: &'a Viewer,
    today: NaiveDate,
    cases: &'a [Case],
}

impl Check<'_> {
    fn fact(&self, fact: &MeetingFact) -> Result<(), Refusal> {
        let meeting = self.meeting;
        let stays = matches!(
            fact,
            MeetingFact::Done { .. } | MeetingFact::Reopened { .. }
        );
        if meeting.closed && !stays {
            return Err(Refusal::new(Reason::Closed));
        }
        match fact {
            MeetingFact::Called(_) => Err(Refusal::new(Reason::AlreadyKnown)),
            MeetingFact::Altered(calling) => {
                calling.check()?;
                if calling.kind != meeting.calling.kind {
                    return Err(Refusal::about("kind", Reason::NotAChoice));
                }
                if **calling == meeting.calling {
                    return Err(Refusal::new(Reason::NothingChanged));
                }
                let begun = !meeting.came.is_empty() || meeting.topics.iter().any(is_judged);
                if begun && calling.at.date() > self.today {
                    return Err(Refusal::about("at", Reason::InTheFuture));
                }
                self.nobody_accused("called", &calling.names().collect::<Vec<_>>())
            }
            MeetingFact::Gathered(_) => Ok(()),
            MeetingFact::Added { item, .. } => {
                if meeting.topics.iter().any(|topic| topic.item == *item) {
                    return Err(Refusal::about("case", Reason::AlreadyKnown));
                }
                self.may_hear(*item)
            }
            MeetingFact::Dropped(item) => {
                self.open(*item)?;
                let topic = meeting.topic(*item)?;
                let tasked = meeting.tasks.iter().any(|task| task.item == Some(*item));
                if is_judged(topic) || tasked {
                    return Err(Refusal::about("case", Reason::JudgedAlready));
                }
                Ok(())
            }
            MeetingFact::Judged { item, judged } => {
                meeting.topic(*item)?;
                self.may_hear(*item)?;
                self.begun()?;
                needed("decided", &judged.decision)
            }
            MeetingFact::Tasked {
                item,
                what,
                holder,
                by,
            } => {
                needed("task", what)?;
                needed("holder", holder)?;
                self.begun()?;
                let day = meeting.day();
                if *by < day {
                    return Err(Refusal::about("by", Reason::Before(day)));
                }
                match item {
                    Some(item) => {
                        meeting.topic(*item)?;
                        self.may_hear(*item)?;
                        self.may_hold(*item, holder)
                    }
                    None => Ok(()),
                }
            }
            MeetingFact::Done { no, done } => {
                let task = meeting.task(*no);
                let task = task.ok_or(Refusal::about("task", Reason::NotFound))?;
                if let Some(item) = task.item {
                    self.open(item)?;
                }
                if task.done.is_some() {
                    return Err(Refusal::about("task", Reason::NothingChanged));
                }
                needed("done_by", &done.by)?;
                needed("note", &done.note)?;
                if done.on > self.today {
                    return Err(Refusal::about("on", Reason::InTheFuture));
                }
                if done.on < meeting.day() {
                    return Err(Refusal::about("on", Reason::Before(meeting.day())));
                }
                Ok(())
            }
            MeetingFact::Attended { came, absent } => {
                if came.is_empty() {
                    return Err(Refusal::about("came", Reason::Missing));
                }
                if came.iter().any(|name| absent.contains(name)) {
                    return Err(Refusal::about("absent", Reason::AlreadyKnown));
                }
                self.begun()?;
                let names: Vec<&str> = came.iter().map(String::as_str).collect();
                self.nobody_accused("came", &names)
            }
            MeetingFact::Minutes(text) => {
                meeting.cases().into_iter().try_for_each(|number| {
                    open_case(self.cases, number, self.viewer).map(|_| ())
                })?;
                needed("minutes", text)
            }
            MeetingFact::Closed if meeting.came.is_empty() => {
                Err(Refusal::about("came", Reason::Missing))
            }
            MeetingFact::Closed => needed("minutes", &meeting.minutes),
            MeetingFact::Reopened { .. } if !meeting.closed => {
                Err(Refusal::new(Reason::NothingChanged))
            }
            MeetingFact::Reopened { why } => needed("why", why),
        }
    }

    fn begun(&self) -> Result<(), Refusal> {
        if self.meeting.day() > self.today {
            return Err(Refusal::about(
                "day",
                Reason::MeetingAhead(self.meeting.day()),
            ));
        }
        Ok(())
    }

    /// Gives the case of an item, for one who may see it.
    fn open(&self, item: Item) -> Result<Option<&Case>, Refusal> {
        case_of(item)
            .map(|number| open_case(self.cases, number, self.viewer))
            .transpose()
    }

    /// 条例 30 ¶3: an accusation is not told where the one complained of sits.
    fn may_hear(&self, item: Item) -> Result<(), Refusal> {
        match self.open(item)? {
            Some(case) if case.is_accusation_of_any(self.meeting.names()) => {
                Err(Refusal::about("case", Reason::AtTheTable))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// 回避 (条例 28 ¶3): who is complained of is given nothing to do; on an accusation the holder
    /// was named before (条例 30 ¶3).
    fn may_hold(&self, item: Item, holder: &str) -> Result<(), Refusal> {
        let Some(case) = self.open(item)? else {
            return Ok(());
        };
        if case.complains_of(holder) {
            return Err(Refusal::about("holder", Reason::MustStepAside));
        }
        let named = case.named_staff.iter().any(|name| name == holder);
        if case.matter.class == Class::Accusation && !named {
            return Err(Refusal::about("holder", Reason::TaskNotNamed));
        }
        Ok(())
    }

    /// Whoever changes who hears must see every accusation that is told there; of one that is not
    /// open to him he learns nothing.
    fn nobody_accused(&self, field: &'static str, names: &[&str]) -> Result<(), Refusal> {
        for number in self.meeting.cases() {
            let case = open_case(self.cases, number, self.viewer)?;
            if case.is_accusation_of_any(names.iter().copied()) {
                return Err(Refusal::about(field, Reason::AtTheTable));
            }
        }
        Ok(())
    }
}

fn is_judged(topic: &Topic) -> bool {
    topic.judged.is_some()
}

fn needed(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::about(field, Reason::Missing));
    }
    Ok(())
}
