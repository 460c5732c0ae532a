//! A form of the duty pane: what it asks, and the deed that it leads to.

use chrono::NaiveDate;

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::unfinished::{FormCode, code};
use crate::domain::act::Action;
use crate::domain::duty::{DutyDay, DutyFact, Leader, Roster};
use crate::domain::item::Item;
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 排班 of a day.
    Name(NaiveDate),
    /// 代班 on a day.
    StandIn(NaiveDate),
    /// 转包 of a line.
    Pass(NaiveDate, Item),
    /// A leader's card.
    Leader,
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Name(day) => code("name", &[day]),
            Self::StandIn(day) => code("stand_in", &[day]),
            Self::Pass(day, item) => code("pass", &[day, item]),
            Self::Leader => code("leader", &[]),
        }
    }
}

asks! {
    /// 值班领导
    Leader = "ask-leader": Line,
    /// A note.
    Note = "ask-note": Line,
    /// 代班
    StandIn = "ask-stand_in": Line,
    /// Why.
    Why = "ask-why": Area,
    /// Whose it is from now on.
    To = "ask-to": Line,
    /// 姓名
    Name = "ask-name": Line,
    /// 职务
    Post = "ask-post": Line,
    /// 召集人
    Convener = "ask-convener": Code("desk", &["yes", "no"]),
    /// Whether he takes his turn.
    Active = "ask-active": Code("desk", &["yes", "no"]),
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// Makes the form with what is proposed; `day` is the day that it is about.
    pub fn new(kind: Kind, day: &DutyDay) -> Self {
        let mut form = form::Form::new(match kind {
            Kind::Name(_) => vec![Ask::Leader.line(), Ask::Note.line()],
            Kind::StandIn(_) => vec![Ask::StandIn.line(), Ask::Why.line()],
            Kind::Pass(..) => Ask::needed(&[Ask::To, Ask::Why]),
            Kind::Leader => vec![
                Ask::Name.line().needed(),
                Ask::Post.line(),
                Ask::Convener.line(),
                Ask::Active.line(),
            ],
        });
        match kind {
            Kind::Name(_) => {
                form.stand(Ask::Leader, day.leader.as_deref().unwrap_or_default());
                form.stand(Ask::Note, &day.note);
            }
            Kind::StandIn(_) => {
                if let Some((who, why)) = &day.stand_in {
                    form.stand(Ask::StandIn, who);
                    form.stand(Ask::Why, why);
                }
            }
            Kind::Leader => {
                form.fill(Ask::Convener, "no");
                form.fill(Ask::Active, "yes");
            }
            Kind::Pass(..) => {}
        }
        Self::with(kind, form)
    }

    /// Asks why only where somebody stands in.
    pub fn refold(&mut self) {
        if matches!(self.kind, Kind::StandIn(_)) {
            let named = !self.text(Ask::StandIn).is_empty();
            self.form.need(Ask::Why, named);
        }
    }

    /// Reads the form.
    pub fn action(&self) -> Action {
        let text = |ask| self.text(ask);
        let some = |ask| Some(text(ask)).filter(|text| !text.is_empty());
        let yes = |ask| self.form.code(ask) == Some("yes");
        let (day, fact) = match self.kind {
            Kind::Name(day) => {
                let (leader, note) = (some(Ask::Leader), text(Ask::Note));
                (day, DutyFact::Named { leader, note })
            }
            Kind::StandIn(day) => {
                let (who, why) = (some(Ask::StandIn), text(Ask::Why));
                (day, DutyFact::StandIn { who, why })
            }
            Kind::Pass(day, item) => {
                let (to, why) = (some(Ask::To), text(Ask::Why));
                (day, DutyFact::Passed { item, to, why })
            }
            Kind::Leader => {
                return Action::Leader(Leader {
                    name: text(Ask::Name),
                    post: text(Ask::Post),
                    convener: yes(Ask::Convener),
                    active: yes(Ask::Active),
                });
            }
        };
        Action::Duty { day, fact }
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        match self.kind {
            Kind::Name(day) => format!("{}  {day}", words.say("command-duty-name")),
            Kind::StandIn(day) => format!("{}  {day}", words.say("command-duty-stand_in")),
            Kind::Pass(_, item) => format!("{}  {item}", words.say("command-duty-pass")),
            Kind::Leader => words.say("command-duty-leader"),
        }
    }

    /// Gives who may be named, below the lines.
    pub fn hint(&self, words: &Words, roster: &Roster) -> String {
        match self.kind {
            Kind::Name(_) | Kind::StandIn(_) | Kind::Pass(..) => {
                let active = roster.0.iter().filter(|leader| leader.active);
                let names: Vec<&str> = active.map(|leader| leader.name.as_str()).collect();
                let args = [("names", names.join("、").into())];
                words.say_with("duty-hint-names", &args)
            }
            Kind::Leader => words.say("duty-hint-leader"),
        }
    }
}
