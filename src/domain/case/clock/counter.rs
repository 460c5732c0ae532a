//! 接待点: at which counter a matter was taken down, the centre's or a 牟邻驿站's, and what became of
//! it there.

use chrono::NaiveDate;

use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Channel, Class};
use crate::domain::moment::Moment;
use crate::domain::person::id::PersonId;

/// 接待点.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counter {
    /// 中心: the centre's own.
    Centre,
    /// 牟邻驿站, by its name.
    Station(String),
    /// One that no figure names: an accusation's, since a station stands in a village (条例 30 ¶3),
    /// or a station's whose name nobody wrote down.
    Untold,
}

/// What became of a matter at the counter that took it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// 当场化解: settled on the spot, on the day on which it was received and without being passed
    /// up: by an agreement in force (条例 33), a decision delivered (条例 23 ¶2: what can be answered
    /// on the spot is, in writing), an answer to a suggestion (条例 29) or to a question. What was
    /// declined, withdrawn or struck off is no settlement, however soon.
    Settled,
    /// 转上级: passed on to a responsible unit other than the station itself, to another organ (转送,
    /// 退回), or down a legal road (条例 31 (一)–(五)).
    PassedUp,
    /// It is still there, or ended otherwise.
    Stayed,
}

/// One time that a matter was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaisedOn {
    /// On which day.
    pub on: NaiveDate,
    /// 信访形式 of this time; `None` where nobody knows.
    pub channel: Option<Channel>,
    /// 重复: the same matter again. The first time of a case that was merged into another is no
    /// repeat unless the same person had raised the other before.
    pub again: bool,
    /// 信访人数.
    pub people: u32,
    /// 接待点; `None` where it came to no counter.
    pub counter: Option<Counter>,
}

impl RaisedOn {
    /// 来访: tells whether somebody came for it, to the centre or a station; a letter, a call and a
    /// work order are none.
    pub const fn is_visit(&self) -> bool {
        match self.channel {
            Some(Channel::Visit | Channel::Station) => true,
            Some(
                Channel::Letter
                | Channel::Phone
                | Channel::Hotline12345
                | Channel::Web
                | Channel::Whistle
                | Channel::Referral,
            )
            | None => false,
        }
    }
}

/// A visit of a case or of one that was merged into it.
struct Time<'a> {
    visit: &'a Visit,
    /// The first of its own case.
    first: bool,
    /// Of an accusation.
    secret: bool,
}

impl Visit {
    /// Gives the counter at which it was taken down; `None` for what came to none: a letter, the
    /// web, a call, a whistle or a paper from above that no station wrote down.
    pub fn counter(&self) -> Option<Counter> {
        let named = self.station.as_deref().map(str::trim);
        if let Some(name) = named.filter(|it| !it.is_empty()) {
            return Some(Counter::Station(name.to_owned()));
        }
        match self.channel {
            Some(Channel::Visit) => Some(Counter::Centre),
            Some(Channel::Station) => Some(Counter::Untold),
            Some(
                Channel::Letter
                | Channel::Phone
                | Channel::Hotline12345
                | Channel::Web
                | Channel::Whistle
                | Channel::Referral,
            )
            | None => None,
        }
    }
}

impl Case {
    /// Gives every time that it was raised on a known day, the first first, with those of its parts.
    /// An accusation names no counter.
    pub fn raised(&self) -> Vec<RaisedOn> {
        let mut times = self.times();
        times.sort_by_key(|it| it.visit.received_at);
        let mut known: Vec<PersonId> = Vec::new();
        let raised = times.into_iter().filter_map(|time| {
            let visit = time.visit;
            let again = !time.first || known.contains(&visit.person);
            known.push(visit.person);
            Some(RaisedOn {
                on: visit.received_at?.date(),
                channel: visit.channel,
                again,
                people: visit.people_count,
                counter: visit
                    .counter()
                    .map(|it| if time.secret { Counter::Untold } else { it }),
            })
        });
        raised.collect()
    }

    fn times(&self) -> Vec<Time<'_>> {
        let secret = self.matter.class == Class::Accusation;
        let mut own: Vec<&Visit> = self.visits.iter().collect();
        own.sort_by_key(|it| it.received_at);
        let own = own.into_iter().enumerate().map(|(at, visit)| Time {
            visit,
            first: at == 0,
            secret,
        });
        let parts = self.merge.absorbed.iter().flat_map(Self::times);
        own.chain(parts).collect()
    }

    /// Gives the stations at which it was raised, each once.
    pub fn stations(&self) -> Vec<String> {
        let visits = self.all_visits().into_iter();
        let mut stations: Vec<String> = visits.filter_map(|it| it.station.clone()).collect();
        stations.sort_unstable();
        stations.dedup();
        stations
    }

    /// Gives what became of it at the counter that took it down.
    pub fn course(&self) -> Course {
        if self.is_passed_up() {
            Course::PassedUp
        } else if self.is_settled_on_the_spot() {
            Course::Settled
        } else {
            Course::Stayed
        }
    }

    fn is_passed_up(&self) -> bool {
        let station = self.visits.first().and_then(|it| it.station.as_deref());
        self.unit.as_deref().is_some_and(|it| Some(it) != station)
            || self.guided.is_some()
            || self.transfer.forwarded_on().is_some()
            || self.transfer.returned_on().is_some()
    }

    fn is_settled_on_the_spot(&self) -> bool {
        let Some(received) = self.received_at().map(Moment::date) else {
            return false;
        };
        let days: [Option<NaiveDate>; 4] = [
            self.answered_on_the_spot(),
            self.agreement.as_ref().map(|it| it.on),
            self.delivered.as_ref().map(|it| it.on),
            self.transfer.suggestion_answered_on(),
        ];
        days.contains(&Some(received))
    }
}
