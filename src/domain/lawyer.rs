//! 律师接访: the lawyers, the Wednesdays, and who is booked with whom.

use chrono::{NaiveDate, NaiveTime};

use super::moment::Moment;
use super::number::CaseNumber;
use super::person::id::PersonId;
use super::refusal::{Reason, Refusal};

/// The running number of a lawyer within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LawyerId(pub u32);

/// 律师: one who comes on Wednesdays or is recommended for a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lawyer {
    /// 姓名.
    pub name: String,
    /// 律师事务所.
    pub firm: String,
    /// 电话.
    pub phone: String,
    /// 微信 or video account for the other six days.
    pub wechat: String,
    /// 领域: fields of law, as the Justice Office puts them.
    pub fields: String,
    /// Whether he still comes; one who left stays in history.
    pub active: bool,
}

/// The running number of a booking within a store, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookingId(pub u64);

codes! {
    /// How the person meets the lawyer.
    MeetingWay {
        /// 预约: a slot at the counter on a lawyer day
        Slot = "slot",
        /// 现场: a walk-in on a lawyer day
        WalkIn = "walk_in",
        /// 电话, on any day
        Phone = "phone",
        /// 视频, on any day
        Video = "video",
        /// 微信, on any day
        Wechat = "wechat",
    }
}

impl MeetingWay {
    /// Tells whether it takes place at the counter on a lawyer day.
    pub const fn is_at_counter(self) -> bool {
        matches!(self, Self::Slot | Self::WalkIn)
    }
}

/// 预约: a person's time with a lawyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// On which day.
    pub day: NaiveDate,
    /// When it starts; `None` for a walk-in.
    pub time: Option<NaiveTime>,
    /// How they meet.
    pub meeting: MeetingWay,
    /// With whom; `None` while the day's lawyer is not named.
    pub lawyer: Option<LawyerId>,
    /// Who, where known to the store.
    pub person: Option<PersonId>,
    /// His name as it stands on the list.
    pub name: String,
    /// About which case.
    pub case: Option<CaseNumber>,
    /// What it is about, in a few words.
    pub about: String,
    /// Where it stands.
    pub state: BookingState,
    /// 利益冲突: why there is none although he met the other side; empty where nobody asked.
    pub cleared: String,
    /// 排队: how a walk-in stands in the queue.
    pub queue: Queue,
}

/// 排队: when a walk-in came, and whether he was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Queue {
    /// When he came; `None` for who was written down afterwards.
    pub came_at: Option<Moment>,
    /// 叫号: when he was called to the lawyer.
    pub called_at: Option<Moment>,
    /// 过号: when he was passed over; he then waits behind the others.
    pub passed_at: Option<Moment>,
}

/// 利益冲突: what stands between a lawyer and one who wants to meet him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// He met the other side himself.
    Own,
    /// Another of his firm did: a firm does not act for both sides. It is told, with the firm's
    /// name, and refused to nobody.
    Firm(String),
}

/// Where a booking stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingState {
    /// It is to come.
    Booked,
    /// It was called off.
    Cancelled {
        /// Why
        why: String,
    },
    /// It took place.
    Done {
        /// What came of it
        outcome: String,
        /// 法律援助: whether the lawyer advised to apply for legal aid
        legal_aid: bool,
    },
}

/// What was done to the lawyers' list, the rota or a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingFact {
    /// A time was taken.
    Booked(Box<Booking>),
    /// It was moved.
    Moved {
        /// To which day
        day: NaiveDate,
        /// To which time
        time: Option<NaiveTime>,
        /// To which lawyer
        lawyer: Option<LawyerId>,
    },
    /// It was called off.
    Cancelled {
        /// Why
        why: String,
    },
    /// It took place.
    Done {
        /// What came of it
        outcome: String,
        /// 法律援助
        legal_aid: bool,
    },
    /// 叫号: a walk-in was called to the lawyer.
    Called {
        /// When
        at: Moment,
    },
    /// 过号: he was not there when called.
    Passed {
        /// When
        at: Moment,
    },
}

impl Booking {
    /// Decides what is done to a booking that stands.
    ///
    /// # Errors
    /// Refuses to touch one that is over, an outcome without words and one ahead of its day.
    pub fn apply(&self, fact: &BookingFact, today: NaiveDate) -> Result<Self, Refusal> {
        if matches!(fact, BookingFact::Booked(_)) {
            return Err(Refusal::new(Reason::AlreadyKnown));
        }
        if self.state != BookingState::Booked {
            return Err(Refusal::new(Reason::Closed));
        }
        match fact {
            BookingFact::Done { outcome, .. } if outcome.trim().is_empty() => {
                return Err(Refusal::about("outcome", Reason::Missing));
            }
            BookingFact::Done { .. } if self.day > today => {
                return Err(Refusal::about("day", Reason::InTheFuture));
            }
            BookingFact::Moved { day, time, lawyer }
                if *day == self.day && *time == self.time && *lawyer == self.lawyer =>
            {
                return Err(Refusal::about("day", Reason::NothingChanged));
            }
            BookingFact::Called { .. } | BookingFact::Passed { .. }
                if self.meeting != MeetingWay::WalkIn || self.day != today =>
            {
                return Err(Refusal::new(Reason::NotWaiting));
            }
            BookingFact::Called { .. } if self.queue.called_at.is_some() => {
                return Err(Refusal::new(Reason::AlreadyNoted));
            }
            BookingFact::Called { .. }
            | BookingFact::Passed { .. }
            | BookingFact::Booked(_)
            | BookingFact::Moved { .. }
            | BookingFact::Cancelled { .. }
            | BookingFact::Done { .. } => {}
        }
        Ok(self.evolve(fact))
    }

    /// Takes out who comes and what it is about: its case is an accusation that somebody who looks
    /// at the list may not read.
    pub fn hold_back(&mut self) {
        self.person = None;
        self.name.clear();
        self.about.clear();
        self.cleared.clear();
        match &mut self.state {
            BookingState::Booked => {}
            BookingState::Cancelled { why: text } | BookingState::Done { outcome: text, .. } => {
                text.clear();
            }
        }
    }

    /// Gives the booking after `fact`, without asking whether it was allowed.
    #[must_use]
    pub fn evolve(&self, fact: &BookingFact) -> Self {
        let mut next = self.clone();
        match fact {
            BookingFact::Booked(booking) => return (**booking).clone(),
            BookingFact::Moved { day, time, lawyer } => {
                next.day = *day;
                next.time = *time;
                // What clears one lawyer of a conflict clears no other.
                if next.lawyer != *lawyer {
                    next.cleared.clear();
                }
                next.lawyer = *lawyer;
            }
            BookingFact::Cancelled { why } => {
                next.state = BookingState::Cancelled { why: why.clone() };
            }
            BookingFact::Done { outcome, legal_aid } => {
                next.state = BookingState::Done {
                    outcome: outcome.clone(),
                    legal_aid: *legal_aid,
                };
            }
            BookingFact::Called { at } => next.queue.called_at = Some(*at),
            BookingFact::Passed { at } => {
                next.queue.called_at = None;
                next.queue.passed_at = Some(*at);
            }
        }
        next
    }
}

/// 接访时段: the half hours at the counter on a lawyer day, by when they start.
pub const SLOTS: [NaiveTime; 10] = [
    clock(9, 0),
    clock(9, 30),
    clock(10, 0),
    clock(10, 30),
    clock(11, 0),
    clock(14, 0),
    clock(14, 30),
    clock(15, 0),
    clock(15, 30),
    clock(16, 0),
];

const fn clock(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// Who comes on a lawyer day, where it was set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawyerDay {
    /// Which day.
    pub day: NaiveDate,
    /// Who comes; `None` for nobody yet.
    pub lawyer: Option<LawyerId>,
    /// Why the day is not a Wednesday, or a note.
    pub note: String,
}

/// Lawyers who are added, with the days on which they come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLawyers {
    /// The number on which the first one's days were given; the others have those after it.
    pub first: LawyerId,
    /// Their cards.
    pub lawyers: Vec<Lawyer>,
    /// The days.
    pub days: Vec<LawyerDay>,
    /// The bookings of those days that go to them.
    pub moved: Vec<(BookingId, BookingFact)>,
}
