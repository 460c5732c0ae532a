//! What the figures ask of a case: each a yes or no about its facts.

use chrono::NaiveDate;

use crate::domain::case::clock::facts::{CaseFacts, Term};
use crate::domain::case::fact::closing::{Rated, Satisfaction};
use crate::domain::codes::{Channel, Class};
use crate::domain::period::Period;
use crate::domain::settings::Settings;

/// 热线: tells whether what came by a channel is counted among the hotlines.
pub const fn is_hotline(channel: Option<Channel>) -> bool {
    match channel {
        Some(Channel::Phone | Channel::Hotline12345) => true,
        Some(
            Channel::Visit
            | Channel::Letter
            | Channel::Web
            | Channel::Station
            | Channel::Whistle
            | Channel::Referral,
        )
        | None => false,
    }
}

impl Term {
    /// Tells whether it counts in a period as seen on `today`: it falls in it and is met or past.
    pub fn falls(self, period: Period, today: NaiveDate) -> bool {
        let done = self.met.is_some_and(|met| met <= today);
        period.holds(self.due) && (done || self.due < today)
    }
}

impl CaseFacts {
    /// 热线: tells whether it came by one of the hotlines.
    pub const fn is_hotline(&self) -> bool {
        is_hotline(self.channel)
    }

    /// 吹哨: tells whether it came by whistle.
    pub fn is_whistled(&self) -> bool {
        self.channel == Some(Channel::Whistle)
    }

    /// 初信初访: it follows no final matter.
    pub const fn is_first(&self) -> bool {
        self.follows.is_none()
    }

    /// Tells whether it was accepted.
    pub fn is_accepted(&self) -> bool {
        self.accept.is_some_and(|term| term.met.is_some())
    }

    /// 一次性化解: tells whether it was raised again while it was watched after its end.
    pub fn came_back(&self, settings: &Settings) -> bool {
        let (ended, until) = (self.ended, self.watched_until(settings));
        let mut later = self.raised.iter().map(|it| Some(it.on));
        later.any(|on| on > ended && on <= until)
    }

    /// 满意度: gives what the person said about one of the two that are rated. Who was not reached has
    /// not rated.
    pub fn rating_of(&self, rated: Rated) -> Option<Satisfaction> {
        let answer = match rated {
            Rated::Office => self.office_rating,
            Rated::Unit => self.rating.map(|(_, answer)| answer),
        };
        answer.filter(|it| *it != Satisfaction::NotReached)
    }

    /// 矛盾纠纷: tells whether it is one; neither an accusation nor a suggestion is.
    pub const fn is_dispute(&self) -> bool {
        match self.class {
            Class::Accusation | Class::Suggestion => false,
            Class::Claim | Class::Litigation | Class::Unclassed => true,
        }
    }
}
