//! A form of the education pane: a member's card, or a training.

use chrono::NaiveDate;

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::unfinished::{FormCode, code, known};
use crate::app::when::parse_day;
use crate::domain::act::Action;
use crate::domain::codes::Category;
use crate::domain::education::staff::{Educator, EducatorId, LawLevel};
use crate::domain::education::training::{Lesson, TrainingFact, TrainingId};
use crate::domain::force::{Force, unit_of};
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A member's card; `None` for a new one.
    Member(Option<EducatorId>),
    /// A training; `None` for a new one.
    Training(Option<TrainingId>),
    /// The card of a standing task force.
    Force(Category),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Member(id) => code("member", &[&known(id.map(|it| it.0))]),
            Self::Training(id) => code("training", &[&known(id.map(|it| it.0))]),
            Self::Force(category) => code("force", &[&category.code()]),
        }
    }
}

/// Whether one serves.
pub const SERVING: &[&str] = &["yes", "no"];

asks! {
    /// 姓名
    Name = "ask-educator_name": Line,
    /// At which level.
    Level = "ask-law_level": Code("law-level", LawLevel::CODES),
    /// Where.
    Node = "ask-node": Line,
    /// 电话
    Phone = "field-phone" as "phone": Number,
    /// Whether he serves.
    Active = "education-active" as "active": Code("serving", SERVING),
    /// On which day.
    Day = "ask-day": Number,
    /// About what.
    Topic = "ask-topic": Line,
    /// How long, in hours.
    Hours = "ask-hours": Number,
    /// For which level; all of them where nothing is chosen.
    For = "ask-training_level": Code("law-level", LawLevel::CODES),
    /// 召集人
    Convener = "ask-convener": Line,
    /// 代召集人
    StandIn = "force-stand-in" as "stand_in": Line,
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// Makes the form of a card, as it stands where one is given.
    pub fn member(known: Option<(EducatorId, &Educator, &str)>) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let mut form = form::Form::new(vec![
            needed(Ask::Name),
            needed(Ask::Level),
            needed(Ask::Node),
            Ask::Phone.line(),
            needed(Ask::Active),
        ]);
        form.fill(Ask::Active, "yes");
        if let Some((_, card, place)) = known {
            form.stand(Ask::Name, &card.name);
            form.fill(Ask::Level, card.level.code());
            form.stand(Ask::Node, place);
            form.stand(Ask::Phone, &card.phone);
            form.fill(Ask::Active, if card.active { "yes" } else { "no" });
        }
        Self::with(Kind::Member(known.map(|(id, ..)| id)), form)
    }

    /// Makes the form of a training, as it stands where one is given.
    pub fn training(known: Option<(TrainingId, &Lesson)>, today: NaiveDate) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let mut form = form::Form::new(vec![
            needed(Ask::Day),
            needed(Ask::Topic),
            needed(Ask::Hours),
            Ask::For.line(),
        ]);
        match known {
            Some((_, lesson)) => {
                form.propose(Ask::Day, &lesson.day.to_string());
                form.stand(Ask::Topic, &lesson.topic);
                form.stand(Ask::Hours, &lesson.hours());
                if let Some(level) = lesson.level {
                    form.fill(Ask::For, level.code());
                }
            }
            None => form.propose(Ask::Day, &today.to_string()),
        }
        Self::with(Kind::Training(known.map(|(id, _)| id)), form)
    }

    /// Makes the form of a standing task force, as it stands where it has a convener.
    pub fn force(category: Category, known: Option<&Force>) -> Self {
        let mut form = form::Form::new(vec![
            Ask::Convener.line().needed(),
            Ask::StandIn.line(),
            Ask::Phone.line(),
        ]);
        if let Some(card) = known {
            form.stand(Ask::Convener, &card.convener);
            form.stand(Ask::StandIn, &card.stand_in);
            form.stand(Ask::Phone, &card.phone);
        }
        Self::with(Kind::Force(category), form)
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the card or the training to refuse.
    pub fn action(&self, tree: Option<&GridTree>, today: NaiveDate) -> Result<Action, Refusal> {
        let text = |ask| self.text(ask);
        let level = |ask| self.form.code(ask).and_then(LawLevel::parse);
        match self.kind {
            Kind::Member(id) => {
                let level =
                    level(Ask::Level).ok_or(Refusal::about("law_level", Reason::Missing))?;
                let typed = text(Ask::Node);
                let unknown = Refusal::about("node", Reason::GridUnknown);
                let tree = tree.ok_or(unknown.clone())?;
                let node = tree
                    .nodes()
                    .filter(|node| node.level != GridLevel::Micro)
                    .find(|node| node.name == typed || node.code.as_str() == typed)
                    .or_else(|| tree.village_named(&typed))
                    .or_else(|| tree.town().filter(|_| typed.is_empty()))
                    .ok_or(unknown)?;
                Ok(Action::Educator {
                    id,
                    fact: Box::new(Educator {
                        name: text(Ask::Name),
                        level,
                        node: node.code.clone(),
                        phone: text(Ask::Phone),
                        active: self.form.code(Ask::Active) != Some("no"),
                    }),
                })
            }
            Kind::Training(id) => {
                let day = parse_day(&text(Ask::Day), today);
                let minutes = Lesson::minutes_of(&text(Ask::Hours));
                let lesson = Lesson {
                    day: day.ok_or(Refusal::about("day", Reason::NotADate))?,
                    topic: text(Ask::Topic),
                    level: level(Ask::For),
                    minutes: minutes.ok_or(Refusal::about("hours", Reason::NotANumber))?,
                };
                let fact = match id {
                    None => TrainingFact::Held(lesson),
                    Some(_) => TrainingFact::Corrected(lesson),
                };
                Ok(Action::Training { id, fact })
            }
            Kind::Force(category) => Ok(Action::Force(Box::new(Force {
                category,
                convener: text(Ask::Convener),
                stand_in: text(Ask::StandIn),
                phone: text(Ask::Phone),
            }))),
        }
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        words.say(match self.kind {
            Kind::Force(category) => {
                return unit_of(category).unwrap_or_default().to_owned();
            }
            Kind::Member(None) => "education-new-member",
            Kind::Member(Some(_)) => "education-member",
            Kind::Training(None) => "education-new-training",
            Kind::Training(Some(_)) => "education-training",
        })
    }

    /// Gives what may be typed, below the lines.
    pub fn hint(&self, words: &Words) -> String {
        words.say(match self.kind {
            Kind::Member(_) => "education-hint-member",
            Kind::Training(_) => "education-hint-training",
            Kind::Force(_) => "force-hint",
        })
    }
}
