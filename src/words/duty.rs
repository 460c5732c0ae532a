//! 值班: who is on duty on a day, and from when to when he was there.

use chrono::NaiveTime;

use crate::domain::duty::{Acting, DutyDay};
use crate::words::bundle::Words;

impl Words {
    /// Says who is on duty, and who stands in for him.
    pub fn on_duty(&self, day: &DutyDay) -> String {
        let Some(leader) = &day.leader else {
            return self.say("duty-unset");
        };
        match &day.stand_in {
            Some((who, why)) => {
                let args = [
                    ("leader", leader.as_str().into()),
                    ("who", who.as_str().into()),
                    ("why", why.as_str().into()),
                ];
                self.say_with("duty-stood-in", &args)
            }
            None => leader.clone(),
        }
    }

    /// Says, behind the owner of a line, who acts for him.
    pub fn acting(&self, acting: &Acting) -> String {
        match acting {
            Acting::Owner => String::new(),
            Acting::For(who) => self.say_with("duty-acting", &[("who", who.as_str().into())]),
            Acting::Nobody => self.say("duty-acting-nobody"),
        }
    }

    /// Says 到岗 and 离岗.
    pub fn present(&self, day: &DutyDay) -> String {
        let time = |time: Option<NaiveTime>| {
            time.map_or_else(|| "-".to_owned(), |it| it.format("%H:%M").to_string())
        };
        let args = [
            ("from", time(day.arrived).into()),
            ("to", time(day.left).into()),
        ];
        self.say_with("duty-present", &args)
    }
}
