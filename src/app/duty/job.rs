//! A form of the duty pane: what it asks, and the deed that it leads to.

use chrono::NaiveDate;

use crate::app::field::Kind as FieldKind;
use crate::app::form::{Form, Line};
use crate::domain::act::Deed;
use crate::domain::duty::{DutyDay, DutyFact, Leader, Roster};
use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::words::say::Words;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 排班 of a day.
    Name(NaiveDate),
    /// 代班 on a day.
    StandIn(NaiveDate),
    /// 销号 of a line.
    Strike(NaiveDate, Item),
    /// 转包 of a line.
    Pass(NaiveDate, Item),
    /// A leader's card.
    Leader,
}

/// The lines of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// 值班领导
    Leader,
    /// A note.
    Note,
    /// 代班
    StandIn,
    /// Why.
    Why,
    /// 佐证
    Proof,
    /// Whose it is from now on.
    To,
    /// 姓名
    Name,
    /// 职务
    Post,
    /// 召集人
    Convener,
    /// Whether he takes his turn.
    Active,
}

const ASKS: &[Ask] = &[
    Ask::Leader,
    Ask::Note,
    Ask::StandIn,
    Ask::Why,
    Ask::Proof,
    Ask::To,
    Ask::Name,
    Ask::Post,
    Ask::Convener,
    Ask::Active,
];

impl Ask {
    const fn word(self) -> &'static str {
        match self {
            Self::Leader => "ask-leader",
            Self::Note => "ask-note",
            Self::StandIn => "ask-stand_in",
            Self::Why => "ask-why",
            Self::Proof => "ask-proof",
            Self::To => "ask-to",
            Self::Name => "ask-name",
            Self::Post => "ask-post",
            Self::Convener => "ask-convener",
            Self::Active => "ask-active",
        }
    }

    fn field(self) -> &'static str {
        let word = self.word();
        word.strip_prefix("ask-").unwrap_or(word)
    }

    fn line(self) -> Line<Self> {
        match self {
            Self::Convener | Self::Active => Line::code(self, self.word(), "desk", &["yes", "no"]),
            Self::Why | Self::Proof => Line::text(self, self.word(), FieldKind::Area),
            Self::Leader | Self::Note | Self::StandIn | Self::To | Self::Name | Self::Post => {
                Line::text(self, self.word(), FieldKind::Line)
            }
        }
    }
}

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What it is for.
    pub kind: Kind,
    /// Its lines.
    pub form: Form<Ask>,
    /// What stands against it as a whole.
    pub told: Option<String>,
    /// Who may be named.
    pub names: String,
}

impl Job {
    /// Makes the form with what is proposed; `day` is the day that it is about.
    pub fn new(kind: Kind, day: &DutyDay, roster: &Roster) -> Self {
        let asks: &[Ask] = match kind {
            Kind::Name(_) => &[Ask::Leader, Ask::Note],
            Kind::StandIn(_) => &[Ask::StandIn, Ask::Why],
            Kind::Strike(..) => &[Ask::Proof],
            Kind::Pass(..) => &[Ask::To, Ask::Why],
            Kind::Leader => &[Ask::Name, Ask::Post, Ask::Convener, Ask::Active],
        };
        let needed = |ask: &Ask| matches!(ask, Ask::Proof | Ask::To | Ask::Name);
        let lines = asks.iter().map(|ask| {
            let line = ask.line();
            if needed(ask) { line.needed() } else { line }
        });
        let mut form = Form::new(lines.collect());
        match kind {
            Kind::Name(_) => {
                form.fill(Ask::Leader, day.leader.as_deref().unwrap_or_default());
                form.fill(Ask::Note, &day.note);
            }
            Kind::StandIn(_) => {
                if let Some((who, why)) = &day.stand_in {
                    form.fill(Ask::StandIn, who);
                    form.fill(Ask::Why, why);
                }
            }
            Kind::Leader => {
                form.fill(Ask::Convener, "no");
                form.fill(Ask::Active, "yes");
            }
            Kind::Strike(..) | Kind::Pass(..) => {}
        }
        let active = roster.0.iter().filter(|leader| leader.active);
        let names: Vec<&str> = active.map(|leader| leader.name.as_str()).collect();
        Self {
            kind,
            form,
            told: None,
            names: names.join("、"),
        }
    }

    /// Reads the form.
    pub fn deed(&self, now: Moment) -> Deed {
        let text = |ask| self.form.text(ask).trim().to_owned();
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
            Kind::Strike(day, item) => {
                let (proof, when) = (text(Ask::Proof), now);
                (day, DutyFact::Struck { item, proof, when })
            }
            Kind::Pass(day, item) => {
                let (to, why) = (some(Ask::To), text(Ask::Why));
                (day, DutyFact::Passed { item, to, why })
            }
            Kind::Leader => {
                return Deed::Leader(Leader {
                    name: text(Ask::Name),
                    post: text(Ask::Post),
                    convener: yes(Ask::Convener),
                    active: yes(Ask::Active),
                });
            }
        };
        Deed::Duty { day, fact }
    }

    /// Tells a refusal at its line; one about no line stands above them.
    pub fn refuse(&mut self, refusal: &Refusal, words: &Words) {
        let line = ASKS
            .iter()
            .find(|ask| Some(ask.field()) == refusal.field && self.form.line(**ask).is_some());
        match line {
            Some(ask) => {
                let bare = words.refusal(&Refusal::new(refusal.reason.clone()));
                self.told = None;
                self.form.tell(&[(*ask, bare)]);
            }
            None => self.told = Some(words.refusal(refusal)),
        }
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        match self.kind {
            Kind::Name(day) => format!("{}  {day}", words.say("command-duty-name")),
            Kind::StandIn(day) => format!("{}  {day}", words.say("command-duty-stand_in")),
            Kind::Strike(_, item) => format!("{}  {item}", words.say("command-duty-strike")),
            Kind::Pass(_, item) => format!("{}  {item}", words.say("command-duty-pass")),
            Kind::Leader => words.say("command-duty-leader"),
        }
    }

    /// Gives who may be named, below the lines.
    pub fn hint(&self, words: &Words) -> String {
        match self.kind {
            Kind::Name(_) | Kind::StandIn(_) | Kind::Pass(..) => {
                let args = [("names", self.names.as_str().into())];
                words.say_with("duty-hint-names", &args)
            }
            Kind::Strike(..) => words.say("duty-hint-proof"),
            Kind::Leader => words.say("duty-hint-leader"),
        }
    }
}
