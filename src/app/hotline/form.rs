//! A form of the hotline's pane: what it asks, what it proposes, and the fact that it leads to.

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code};
use crate::app::when::parse_moment;
use crate::domain::call::state::{CallFact, CallOutcome, Caller};
use crate::domain::call::view::CallView;
use crate::domain::item::{CallId, Item};
use crate::domain::moment::Moment;
use crate::domain::phone::Phone;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::bundle::Words;

/// The code of a yes.
const YES: &str = "yes";

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 回电: it was tried.
    Tried(CallId),
    /// It is no longer owed.
    Done(CallId),
    /// More is noted.
    Note(CallId),
    /// Who called and what was noted are corrected.
    Correct(CallId),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Tried(id) => code("tried", &[&id.0]),
            Self::Done(id) => code("done", &[&id.0]),
            Self::Note(id) => code("note", &[&id.0]),
            Self::Correct(id) => code("correct", &[&id.0]),
        }
    }
}

impl Kind {
    /// Gives the call that it is about.
    pub const fn call(self) -> CallId {
        match self {
            Self::Tried(id) | Self::Done(id) | Self::Note(id) | Self::Correct(id) => id,
        }
    }
}

asks! {
    /// Whether he was reached.
    Reached = "hotline-ask-reached" as "reached": Code("reached", &[YES, "no"]),
    /// What came of it.
    Statement = "hotline-ask-said" as "said": Area,
    /// When it is tried again.
    Again = "hotline-ask-again" as "again": Number,
    /// 来电号码
    Number = "pad-number" as "number": Number,
    /// 姓名
    Name = "pad-name" as "name": Line,
    /// 村居
    Village = "pad-village" as "village": Line,
    /// 记录
    Note = "pad-note" as "note": Area,
}

/// The call that a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The caller as he stands, where he is corrected.
    caller: Caller,
    /// What is to be said when he is called back.
    what: String,
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask, About>;

impl Form {
    /// Makes the form with what is proposed: another try after so many hours.
    pub fn new(kind: Kind, view: &CallView, now: Moment, hours: u16) -> Self {
        let lines = match kind {
            Kind::Tried(_) => vec![
                Ask::Reached.line().needed(),
                Ask::Statement.line(),
                Ask::Again.line().folded(),
            ],
            Kind::Done(_) => vec![Ask::Statement.line().needed()],
            Kind::Note(_) => vec![Ask::Note.line().needed()],
            Kind::Correct(_) => [Ask::Number, Ask::Name, Ask::Village, Ask::Note]
                .map(Ask::line)
                .into(),
        };
        let mut form = form::Form::new(lines);
        let card = &view.call.card;
        match kind {
            Kind::Tried(_) => {
                let again = now.plus_seconds(i64::from(hours) * 3600);
                form.propose(Ask::Again, &again.minute());
            }
            Kind::Correct(_) => {
                form.stand(Ask::Number, &card.caller.number);
                form.stand(Ask::Name, &card.caller.name);
                form.stand(Ask::Village, &card.caller.village);
                form.stand(Ask::Note, &card.note);
            }
            Kind::Done(_) | Kind::Note(_) => {}
        }
        let about = About {
            caller: card.caller.clone(),
            what: match &card.outcome {
                CallOutcome::CallBack { what, .. } => what.clone(),
                CallOutcome::Answered | CallOutcome::Case(_) | CallOutcome::PassedOn { .. } => {
                    String::new()
                }
            },
        };
        Self::knowing(kind, form, about)
    }

    /// Shows when it is tried again only where nobody was reached; who was reached said something.
    pub fn refold(&mut self) {
        let missed = self.form.code(Ask::Reached) == Some("no");
        if matches!(self.kind, Kind::Tried(_)) {
            self.form
                .need(Ask::Statement, self.form.code(Ask::Reached) == Some(YES));
        }
        if matches!(self.kind, Kind::Tried(_)) {
            self.form.fold(|ask| ask == Ask::Again, !missed);
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first field that does not read; the rest is for the call itself to refuse.
    pub fn fact(&self, shared: &Shared, now: Moment) -> Result<CallFact, Refusal> {
        let (text, about) = (|ask| self.text(ask), &self.more);
        Ok(match self.kind {
            Kind::Tried(_) => {
                let reached = self.form.code(Ask::Reached);
                let reached = reached.ok_or(Refusal::about("reached", Reason::Missing))? == YES;
                let again = text(Ask::Again);
                CallFact::CallBackTried {
                    at: now,
                    reached,
                    statement: text(Ask::Statement),
                    again: if reached || again.is_empty() {
                        None
                    } else {
                        let read = parse_moment(&again, now);
                        Some(read.ok_or(Refusal::about("again", Reason::NotAMoment))?)
                    },
                }
            }
            Kind::Done(_) => CallFact::Done(text(Ask::Statement)),
            Kind::Note(_) => CallFact::Noted(text(Ask::Note)),
            Kind::Correct(_) => {
                let number = text(Ask::Number);
                let number = if number.is_empty() || number == about.caller.number {
                    number
                } else {
                    Phone::parse(&number, &shared.town.settings.dialling)
                        .stored()
                        .to_owned()
                };
                let caller = Caller {
                    // Another name is another person.
                    person: about
                        .caller
                        .person
                        .filter(|_| text(Ask::Name) == about.caller.name),
                    number,
                    name: text(Ask::Name),
                    village: text(Ask::Village),
                };
                CallFact::Corrected {
                    caller: Box::new(caller),
                    note: text(Ask::Note),
                }
            }
        })
    }

    /// Gives whom to dial, in full: it is needed now.
    pub fn dial(&self, words: &Words) -> Option<String> {
        if !matches!(self.kind, Kind::Tried(_)) {
            return None;
        }
        let about = &self.more;
        let args = [
            ("number", about.caller.number.as_str().into()),
            ("name", about.caller.name.as_str().into()),
            ("what", about.what.as_str().into()),
        ];
        Some(words.say_with("hotline-dial", &args))
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        let action = match self.kind {
            Kind::Tried(_) => words.say("command-hotline-tried"),
            Kind::Done(_) => words.say("command-hotline-done"),
            Kind::Note(_) => words.say("command-hotline-note"),
            Kind::Correct(_) => words.say("hotline-correct"),
        };
        format!("{action}  {}", Item::Call(self.kind.call()))
    }
}
