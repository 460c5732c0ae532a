//! A form of the education pane: a member's card, or a training.

use chrono::NaiveDate;

use crate::app::field::Kind as FieldKind;
use crate::app::form::{Form, Line};
use crate::app::when::parse_day;
use crate::domain::act::Deed;
use crate::domain::codes::Category;
use crate::domain::education::staff::{Educator, EducatorId, LawLevel};
use crate::domain::education::training::{Lesson, TrainingFact, TrainingId};
use crate::domain::force::{Force, unit_of};
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::say::Words;

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

/// The lines of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// 姓名
    Name,
    /// At which level.
    Level,
    /// Where.
    Node,
    /// 电话
    Phone,
    /// Whether he serves.
    Active,
    /// On which day.
    Day,
    /// About what.
    Topic,
    /// How long, in hours.
    Hours,
    /// For which level; all of them where nothing is chosen.
    For,
    /// 召集人
    Convener,
    /// 代召集人
    StandIn,
}

const ASKS: &[(Ask, &str)] = &[
    (Ask::Name, "educator_name"),
    (Ask::Level, "law_level"),
    (Ask::Node, "node"),
    (Ask::Phone, "phone"),
    (Ask::Active, "active"),
    (Ask::Day, "day"),
    (Ask::Topic, "topic"),
    (Ask::Hours, "hours"),
    (Ask::For, "training_level"),
    (Ask::Convener, "convener"),
    (Ask::StandIn, "stand_in"),
];

/// Whether one serves.
pub const SERVING: &[&str] = &["yes", "no"];

impl Ask {
    fn line(self) -> Line<Self> {
        let levels = |label| {
            let codes: Vec<&'static str> = LawLevel::ALL.iter().map(|it| it.code()).collect();
            Line::code(self, label, "law-level", &codes)
        };
        match self {
            Self::Name => Line::text(self, "ask-educator_name", FieldKind::Line),
            Self::Level => levels("ask-law_level"),
            Self::Node => Line::text(self, "ask-node", FieldKind::Line),
            Self::Phone => Line::text(self, "field-phone", FieldKind::Number),
            Self::Active => Line::code(self, "education-active", "serving", SERVING),
            Self::Day => Line::text(self, "ask-day", FieldKind::Number),
            Self::Topic => Line::text(self, "ask-topic", FieldKind::Line),
            Self::Hours => Line::text(self, "ask-hours", FieldKind::Number),
            Self::For => levels("ask-training_level"),
            Self::Convener => Line::text(self, "ask-convener", FieldKind::Line),
            Self::StandIn => Line::text(self, "force-stand-in", FieldKind::Line),
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
}

impl Job {
    /// Makes the form of a card, as it stands where one is given.
    pub fn member(known: Option<(EducatorId, &Educator, &str)>) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let mut form = Form::new(vec![
            needed(Ask::Name),
            needed(Ask::Level),
            needed(Ask::Node),
            Ask::Phone.line(),
            needed(Ask::Active),
        ]);
        form.fill(Ask::Active, "yes");
        if let Some((_, card, place)) = known {
            form.fill(Ask::Name, &card.name);
            form.fill(Ask::Level, card.level.code());
            form.fill(Ask::Node, place);
            form.fill(Ask::Phone, &card.phone);
            form.fill(Ask::Active, if card.active { "yes" } else { "no" });
        }
        Self {
            kind: Kind::Member(known.map(|(id, ..)| id)),
            form,
            told: None,
        }
    }

    /// Makes the form of a training, as it stands where one is given.
    pub fn training(known: Option<(TrainingId, &Lesson)>, today: NaiveDate) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let mut form = Form::new(vec![
            needed(Ask::Day),
            needed(Ask::Topic),
            needed(Ask::Hours),
            Ask::For.line(),
        ]);
        match known {
            Some((_, lesson)) => {
                form.fill(Ask::Day, &lesson.day.to_string());
                form.fill(Ask::Topic, &lesson.topic);
                form.fill(Ask::Hours, &lesson.hours());
                if let Some(level) = lesson.level {
                    form.fill(Ask::For, level.code());
                }
            }
            None => form.propose(Ask::Day, &today.to_string()),
        }
        Self {
            kind: Kind::Training(known.map(|(id, _)| id)),
            form,
            told: None,
        }
    }

    /// Makes the form of a standing task force, as it stands where it has a convener.
    pub fn force(category: Category, known: Option<&Force>) -> Self {
        let mut form = Form::new(vec![
            Ask::Convener.line().needed(),
            Ask::StandIn.line(),
            Ask::Phone.line(),
        ]);
        if let Some(card) = known {
            form.fill(Ask::Convener, &card.convener);
            form.fill(Ask::StandIn, &card.stand_in);
            form.fill(Ask::Phone, &card.phone);
        }
        Self {
            kind: Kind::Force(category),
            form,
            told: None,
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the card or the training to refuse.
    pub fn deed(&self, tree: Option<&GridTree>, today: NaiveDate) -> Result<Deed, Refusal> {
        let text = |ask| self.form.text(ask).trim().to_owned();
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
                Ok(Deed::Educator {
                    id,
                    card: Box::new(Educator {
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
                Ok(Deed::Training { id, fact })
            }
            Kind::Force(category) => Ok(Deed::Force(Box::new(Force {
                category,
                convener: text(Ask::Convener),
                stand_in: text(Ask::StandIn),
                phone: text(Ask::Phone),
            }))),
        }
    }

    /// Tells a refusal at its line; one about no line stands above them.
    pub fn refuse(&mut self, refusal: &Refusal, words: &Words) {
        self.told = self.form.refuse(ASKS, refusal, words);
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
