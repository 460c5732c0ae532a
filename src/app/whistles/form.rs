//! A form of the whistles pane: what it asks, what it proposes, and the fact that it leads to.

use crate::app::form;
use crate::app::form::line::Line;
use crate::app::form_task::{self, Asked};
use crate::app::unfinished::{FormCode, code, known};
use crate::app::when::parse_past;
use crate::app::whistle_request::WhistleRequest;
use crate::app::whistles::ask::Ask;
use crate::domain::grid::tree::GridTree;
use crate::domain::item::{Item, SignId, WhistleId};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::whistle::fact::{Direction, Party, Raised, Rating, WhistleFact, WhistleKind};
use crate::domain::whistle::route::above;
use crate::domain::whistle::view::WhistleView;
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whistle is blown.
    Raise(WhistleRequest),
    /// Somebody signs in.
    Sign(WhistleId),
    /// The one who whistled was spoken to.
    Contact(WhistleId),
    /// Somebody came to the spot.
    Arrive(WhistleId),
    /// It is answered.
    Answer(WhistleId),
    /// The answer is rated.
    Rate(WhistleId),
    /// It is passed up.
    PassUp(WhistleId),
    /// It is withdrawn.
    Withdraw(WhistleId),
    /// It is taken up again.
    Reopen(WhistleId),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Raise(of) => code(
                "raise",
                &[
                    &known(of.case),
                    &known(of.sign.map(|it| it.0)),
                    &of.from,
                    &of.about,
                ],
            ),
            Self::Sign(id) => code("sign", &[&id.0]),
            Self::Contact(id) => code("contact", &[&id.0]),
            Self::Arrive(id) => code("arrive", &[&id.0]),
            Self::Answer(id) => code("answer", &[&id.0]),
            Self::Rate(id) => code("rate", &[&id.0]),
            Self::PassUp(id) => code("pass_up", &[&id.0]),
            Self::Withdraw(id) => code("withdraw", &[&id.0]),
            Self::Reopen(id) => code("reopen", &[&id.0]),
        }
    }
}

impl Kind {
    /// Gives the whistle that it is about; `None` for one that is blown.
    pub const fn id(&self) -> Option<WhistleId> {
        match self {
            Self::Raise(_) => None,
            Self::Sign(id)
            | Self::Contact(id)
            | Self::Arrive(id)
            | Self::Answer(id)
            | Self::Rate(id)
            | Self::PassUp(id)
            | Self::Withdraw(id)
            | Self::Reopen(id) => Some(*id),
        }
    }
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// Who whistles down names the unit, and the head who approved it.
    pub fn refold(&mut self) {
        if matches!(self.kind, Kind::Raise(_)) {
            let kind = self.form.code(Ask::Kind).and_then(WhistleKind::parse);
            let down = kind.is_some_and(|it| it.direction() == Direction::Down);
            self.form.need(Ask::To, down);
            self.form.need(Ask::Approver, down);
        }
    }

    /// Makes the form with what is proposed; `view` is the whistle that it is about.
    pub fn new(kind: Kind, view: Option<&WhistleView>) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let lines: Vec<Line<Ask>> = match &kind {
            Kind::Raise(_) => vec![
                needed(Ask::Kind),
                needed(Ask::From),
                Ask::To.line(),
                needed(Ask::About),
                Ask::Approver.line(),
                Ask::Case.line(),
            ],
            Kind::Sign(_) => vec![needed(Ask::Who), Ask::At.line()],
            Kind::Contact(_) | Kind::Arrive(_) => vec![Ask::At.line()],
            Kind::Answer(_) => vec![needed(Ask::Answer), Ask::At.line()],
            Kind::Rate(_) => vec![needed(Ask::Rating), Ask::Words.line()],
            Kind::PassUp(_) => vec![Ask::To.line(), needed(Ask::Why)],
            Kind::Withdraw(_) | Kind::Reopen(_) => vec![needed(Ask::Why)],
        };
        let mut form = form::Form::new(lines);
        match (&kind, view) {
            (Kind::Raise(request), _) => {
                let number = request.case.map_or(String::new(), |it| it.to_string());
                form.stand(Ask::From, &request.from);
                form.stand(Ask::About, &request.about);
                form.stand(Ask::Case, &number);
            }
            (Kind::Sign(_), Some(view)) => {
                if let Some(answers) = &view.answers {
                    form.propose(Ask::Who, &answers.name);
                }
            }
            _ => {}
        }
        Self::with(kind, form)
    }

    /// Gives the whistle that it is about; `None` for one that is blown.
    pub const fn id(&self) -> Option<WhistleId> {
        self.kind.id()
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the whistle itself to refuse.
    pub fn fact(
        &self,
        view: Option<&WhistleView>,
        tree: &GridTree,
        now: Moment,
    ) -> Result<WhistleFact, Refusal> {
        Ok(match &self.kind {
            Kind::Raise(request) => {
                WhistleFact::Raised(Box::new(self.raised(request.sign, tree, now)?))
            }
            Kind::Sign(_) => WhistleFact::SignedIn {
                who: self.text(Ask::Who),
                at: self.happened(now)?,
            },
            Kind::Contact(_) => WhistleFact::Contacted {
                at: self.happened(now)?,
            },
            Kind::Arrive(_) => WhistleFact::Arrived {
                at: self.happened(now)?,
            },
            Kind::Answer(_) => WhistleFact::Answered {
                text: self.text(Ask::Answer),
                at: self.happened(now)?,
            },
            Kind::Rate(_) => {
                let rating = self.form.code(Ask::Rating).and_then(Rating::parse);
                WhistleFact::Rated {
                    rating: rating.ok_or(Refusal::about("rating", Reason::Missing))?,
                    words: self.text(Ask::Words),
                }
            }
            Kind::PassUp(_) => {
                let typed = Party::read(&self.text(Ask::To), tree);
                let next = || view.and_then(|view| above(view.whistle.to(), tree, None));
                let to = typed.or_else(next);
                WhistleFact::PassedUp {
                    to: to.ok_or(Refusal::about("to", Reason::Missing))?,
                    why: self.text(Ask::Why),
                    at: now,
                }
            }
            Kind::Withdraw(_) => WhistleFact::Withdrawn {
                why: self.text(Ask::Why),
            },
            Kind::Reopen(_) => WhistleFact::Reopened {
                why: self.text(Ask::Why),
                at: now,
            },
        })
    }

    fn raised(
        &self,
        sign: Option<SignId>,
        tree: &GridTree,
        now: Moment,
    ) -> Result<Raised, Refusal> {
        let kind = self.form.code(Ask::Kind).and_then(WhistleKind::parse);
        let kind = kind.ok_or(Refusal::about("whistle_kind", Reason::Missing))?;
        let from = Party::read(&self.text(Ask::From), tree);
        let from = from.ok_or(Refusal::about("from", Reason::Missing))?;
        // A sign goes to the next level up unless somebody else is named.
        let to = Party::read(&self.text(Ask::To), tree).or_else(|| {
            let up = kind.direction() == Direction::Up;
            up.then(|| above(&from, tree, None)).flatten()
        });
        let number = self.text(Ask::Case);
        let case = if number.is_empty() {
            None
        } else {
            let read = CaseNumber::parse_lenient(&number);
            Some(read.ok_or(Refusal::about("case", Reason::NotFound))?)
        };
        Ok(Raised {
            kind,
            from,
            to: to.ok_or(Refusal::about("to", Reason::Missing))?,
            about: self.text(Ask::About),
            approver: self.text(Ask::Approver),
            case,
            sign,
            at: now,
        })
    }

    /// Gives when it happened: now, unless a time was typed.
    fn happened(&self, now: Moment) -> Result<Moment, Refusal> {
        let typed = self.text(Ask::At);
        if typed.is_empty() {
            return Ok(now);
        }
        parse_past(&typed, now).ok_or(Refusal::about("at", Reason::NotAMoment))
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        let key = match &self.kind {
            Kind::Raise(_) => "command-whistles-raise",
            Kind::Sign(_) => "command-whistles-sign",
            Kind::Contact(_) => "command-whistles-contact",
            Kind::Arrive(_) => "command-whistles-arrive",
            Kind::Answer(_) => "command-whistles-answer",
            Kind::Rate(_) => "command-whistles-rate",
            Kind::PassUp(_) => "command-whistles-pass_up",
            Kind::Withdraw(_) => "whistles-withdraw",
            Kind::Reopen(_) => "whistles-reopen",
        };
        let title = words.say(key);
        match self.id() {
            Some(id) => format!("{title}  {}", Item::Whistle(id)),
            None => title,
        }
    }

    /// Gives what may be typed, below the lines.
    pub fn hint(&self, words: &Words) -> String {
        words.say(match &self.kind {
            Kind::Raise(_) => "whistles-hint-raise",
            Kind::PassUp(_) => "whistles-hint-up",
            Kind::Sign(_) | Kind::Contact(_) | Kind::Arrive(_) | Kind::Answer(_) => {
                "whistles-hint-at"
            }
            Kind::Rate(_) | Kind::Withdraw(_) | Kind::Reopen(_) => "case-form-hint",
        })
    }
}
