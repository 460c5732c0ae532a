//! A form of the joint pane: what it asks, what it proposes, and the fact that it leads to.

use chrono::NaiveDate;

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code};
use crate::command::table::Command;
use crate::domain::joint::{JointFact, JointId, Seat, Sitting};
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::JointView;
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A session is called.
    New,
    /// Its table is corrected.
    Table(JointId),
    /// A case is put on the list.
    Add(JointId),
    /// A unit speaks.
    Say(JointId, CaseNumber, String),
    /// A unit did what it took on.
    Kept(JointId, CaseNumber, String),
    /// 纪要
    Minutes(JointId),
    /// It is taken up again.
    Reopen(JointId),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::New => code("new", &[]),
            Self::Table(id) => code("table", &[&id.0]),
            Self::Add(id) => code("add", &[&id.0]),
            Self::Say(id, case, unit) => code("say", &[&id.0, case, unit]),
            Self::Kept(id, case, unit) => code("kept", &[&id.0, case, unit]),
            Self::Minutes(id) => code("minutes", &[&id.0]),
            Self::Reopen(id) => code("reopen", &[&id.0]),
        }
    }
}

impl Kind {
    /// Gives the session that it is about.
    pub const fn session(&self) -> Option<JointId> {
        match self {
            Self::New => None,
            Self::Table(id)
            | Self::Add(id)
            | Self::Say(id, ..)
            | Self::Kept(id, ..)
            | Self::Minutes(id)
            | Self::Reopen(id) => Some(*id),
        }
    }
}

asks! {
    /// Which day.
    Day = "ask-day": Number,
    /// Where.
    Place = "ask-place": Line,
    /// Who convenes.
    Convener = "ask-convener": Line,
    /// The units, one a line or with signs between them.
    Seats = "ask-seats": Area,
    /// Which case.
    Case = "ask-case": Case,
    /// What the unit says.
    Statement = "ask-said": Area,
    /// What it takes on.
    TookOn = "ask-took_on": Line,
    /// By when.
    By = "ask-by": Number,
    /// On which day it was done.
    On = "ask-on": Number,
    /// 纪要
    Minutes = "ask-minutes": Area,
    /// Why.
    Why = "ask-why": Area,
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// A unit says something, or takes something on until a day.
    pub fn refold(&mut self) {
        if matches!(self.kind, Kind::Say(..)) {
            let (took_on, by) = (self.text(Ask::TookOn), self.text(Ask::By));
            self.form
                .need(Ask::Statement, took_on.is_empty() && by.is_empty());
            self.form.need(Ask::TookOn, !by.is_empty());
            self.form.need(Ask::By, !took_on.is_empty());
        }
    }

    /// Makes the form with what is proposed; `view` is the session that it is about.
    pub fn new(kind: Kind, view: Option<&JointView>, today: NaiveDate) -> Self {
        let mut form = form::Form::new(match &kind {
            Kind::New | Kind::Table(_) => {
                Ask::needed(&[Ask::Day, Ask::Place, Ask::Convener, Ask::Seats])
            }
            Kind::Add(_) => Ask::needed(&[Ask::Case]),
            Kind::Say(..) => vec![Ask::Statement.line(), Ask::TookOn.line(), Ask::By.line()],
            Kind::Kept(..) => Ask::needed(&[Ask::On]),
            Kind::Minutes(_) => Ask::needed(&[Ask::Minutes]),
            Kind::Reopen(_) => Ask::needed(&[Ask::Why]),
        });
        let day = |day: NaiveDate| day.to_string();
        match (&kind, view) {
            (Kind::New, _) => form.propose(Ask::Day, &day(today)),
            (Kind::Kept(..), _) => form.propose(Ask::On, &day(today)),
            (Kind::Table(_), Some(view)) => {
                let sitting = &view.joint.sitting;
                let seats: Vec<String> = sitting.seats.iter().map(Seat::line).collect();
                form.propose(Ask::Day, &day(sitting.day));
                form.stand(Ask::Place, &sitting.place);
                form.stand(Ask::Convener, &sitting.convener);
                form.stand(Ask::Seats, &seats.join("\n"));
            }
            (Kind::Minutes(_), Some(view)) => form.stand(Ask::Minutes, &view.joint.minutes),
            (Kind::Say(_, case, unit), Some(view)) => {
                let heard = view.joint.heard.iter().find(|it| it.case == *case);
                let mut statements = heard.into_iter().flat_map(|it| &it.statements);
                if let Some(statement) = statements.find(|it| it.unit == *unit) {
                    form.stand(Ask::Statement, &statement.text);
                    form.stand(Ask::TookOn, &statement.took_on);
                    form.stand(Ask::By, &statement.by.map_or(String::new(), day));
                }
            }
            (Kind::Table(_) | Kind::Minutes(_) | Kind::Say(..), None)
            | (Kind::Add(_) | Kind::Reopen(_), _) => {}
        }
        Self::with(kind, form)
    }

    /// Gives the case that it is about.
    pub const fn case(&self) -> Option<CaseNumber> {
        match &self.kind {
            Kind::Say(_, case, _) | Kind::Kept(_, case, _) => Some(*case),
            Kind::New | Kind::Table(_) | Kind::Add(_) | Kind::Minutes(_) | Kind::Reopen(_) => None,
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first field that does not read; the rest is for the session itself to refuse.
    pub fn fact(&self, today: NaiveDate) -> Result<JointFact, Refusal> {
        let text = |ask| self.text(ask);
        Ok(match &self.kind {
            Kind::New => JointFact::Opened(Box::new(self.sitting(self.day(Ask::Day, today)?))),
            Kind::Table(_) => JointFact::Table(Box::new(self.sitting(self.day(Ask::Day, today)?))),
            Kind::Add(_) => match CaseNumber::parse_lenient(&text(Ask::Case)) {
                Some(number) => JointFact::Hear(number),
                None => return Err(Refusal::about("case", Reason::NotFound)),
            },
            Kind::Say(_, case, unit) => JointFact::Statement {
                case: *case,
                unit: unit.clone(),
                text: text(Ask::Statement),
                took_on: text(Ask::TookOn),
                by: self.optional_day(Ask::By, today)?,
            },
            Kind::Kept(_, case, unit) => JointFact::Kept {
                case: *case,
                unit: unit.clone(),
                on: self.day(Ask::On, today)?,
            },
            Kind::Minutes(_) => JointFact::Minutes(text(Ask::Minutes)),
            Kind::Reopen(_) => JointFact::Reopened {
                why: text(Ask::Why),
            },
        })
    }

    fn sitting(&self, day: NaiveDate) -> Sitting {
        let text = |ask| self.text(ask);
        let seats = self.form.text(Ask::Seats);
        Sitting {
            day,
            place: text(Ask::Place),
            convener: text(Ask::Convener),
            seats: seats
                .split(['\n', '；', ';', '、', '，', ','])
                .filter_map(Seat::read)
                .collect(),
        }
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        match &self.kind {
            Kind::New => words.say("command-joint-new"),
            Kind::Table(_) => words.say("command-joint-table"),
            Kind::Add(_) => words.say("command-joint-add"),
            Kind::Say(_, case, unit) => format!("{case}  {unit}"),
            Kind::Kept(_, case, unit) => {
                format!("{}  {case}  {unit}", words.say("command-joint-kept"))
            }
            Kind::Minutes(_) => words.say("ask-minutes"),
            Kind::Reopen(_) => words.say("joint-reopen"),
        }
    }

    /// Gives what may be typed, below the lines.
    pub fn hint(&self, shared: &Shared) -> String {
        let words = &shared.words;
        match &self.kind {
            Kind::New | Kind::Table(_) => words.say("joint-hint-seats"),
            Kind::Add(_) => {
                let args = [
                    ("finder", shared.keys(Command::FinderOpen).into()),
                    ("hear", shared.keys(Command::JointHear).into()),
                ];
                words.say_with("joint-hint-case", &args)
            }
            Kind::Say(..) | Kind::Kept(..) | Kind::Minutes(_) | Kind::Reopen(_) => {
                words.say("case-form-hint")
            }
        }
    }
}
