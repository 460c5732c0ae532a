//! A form of the prevention pane: what it asks, what it proposes, and the deed that it leads to.

use chrono::NaiveDate;

use crate::app::form;
use crate::app::form::line::Line;
use crate::app::form_task::{self, Asked};
use crate::app::prevention::ask::Ask;
use crate::app::unfinished::{FormCode, code};
use crate::app::when::{parse_early_time, parse_time};
use crate::domain::act::Action;
use crate::domain::grid::node::GridCode;
use crate::domain::item::{Item, SignId};
use crate::domain::moment::Moment;
use crate::domain::prevention::board::{SignView, Slot};
use crate::domain::prevention::checkin::{CheckIn, How, Report, RoundOutcome};
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::domain::prevention::sign::{Sighting, SignFact};
use crate::domain::refusal::{Reason, Refusal};
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A node found nothing.
    Nothing(GridCode, CheckRound),
    /// A node found something.
    Found(GridCode, CheckRound),
    /// What a node reported is corrected.
    Correct(GridCode, CheckRound),
    /// A sign is told outside of any round.
    Sign,
    /// What a sign says is corrected.
    Word(SignId),
    /// It is watched.
    Watch(SignId),
    /// It is settled.
    Settle(SignId),
    /// It is taken up again.
    Reopen(SignId),
    /// Another day is looked at.
    Day,
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Nothing(place, round) => code("nothing", &[place, &round.code()]),
            Self::Found(place, round) => code("found", &[place, &round.code()]),
            Self::Correct(place, round) => code("correct", &[place, &round.code()]),
            Self::Sign => code("sign", &[]),
            Self::Word(id) => code("word", &[&id.0]),
            Self::Watch(id) => code("watch", &[&id.0]),
            Self::Settle(id) => code("settle", &[&id.0]),
            Self::Reopen(id) => code("reopen", &[&id.0]),
            Self::Day => code("day", &[]),
        }
    }
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The name of the place.
    pub place: String,
    /// The day for which it was opened.
    pub day_of: NaiveDate,
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask, About>;

/// What a form proposes from.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The place in the round.
    pub slot: Option<&'a Slot>,
    /// The sign.
    pub sign: Option<&'a SignView>,
    /// The present.
    pub now: Moment,
    /// How reports mostly come.
    pub how: How,
    /// The day that is looked at.
    pub day: NaiveDate,
}

impl Form {
    /// What was found must be said where something was.
    pub fn refold(&mut self) {
        if matches!(self.kind, Kind::Correct(..)) {
            let found = self.form.code(Ask::Result) == Some("found");
            self.form.need(Ask::Text, found);
            self.form.need(Ask::Kind, found);
        }
    }

    /// Makes the form with what is proposed.
    pub fn new(kind: Kind, known: Known<'_>) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let reported = || [needed(Ask::Reporter), needed(Ask::How), needed(Ask::At)];
        let finding = || [needed(Ask::Text), needed(Ask::Kind), Ask::About.line()];
        let lines: Vec<Line<Ask>> = match &kind {
            Kind::Nothing(..) => reported().into(),
            Kind::Found(..) => finding().into_iter().chain(reported()).collect(),
            Kind::Correct(..) => std::iter::once(needed(Ask::Result))
                .chain([Ask::Text.line(), Ask::Kind.line(), Ask::About.line()])
                .chain(reported())
                .chain([needed(Ask::Why)])
                .collect(),
            Kind::Sign => std::iter::once(needed(Ask::Node))
                .chain(finding())
                .chain([needed(Ask::Reporter), needed(Ask::FoundOn)])
                .collect(),
            Kind::Word(_) => finding().into(),
            Kind::Watch(_) => vec![needed(Ask::Until), needed(Ask::Why)],
            Kind::Settle(_) => vec![needed(Ask::SettledHow), needed(Ask::On)],
            Kind::Reopen(_) => vec![needed(Ask::Why)],
            Kind::Day => vec![needed(Ask::Day)],
        };
        let mut form = form::Form::new(lines);
        let today = known.now.date();
        // A report of another day has a time of its own, which nobody can propose.
        if known.day == today {
            form.propose(Ask::At, &known.now.local().format("%H:%M").to_string());
        }
        form.fill(Ask::How, known.how.code());
        form.propose(Ask::FoundOn, &today.to_string());
        form.propose(Ask::On, &today.to_string());
        form.propose(Ask::Day, &known.day.to_string());
        if let Some(slot) = known.slot {
            form.propose(Ask::Reporter, &slot.head);
            if let (Kind::Correct(..), Some(check)) = (&kind, &slot.check) {
                stand(&mut form, check);
            }
        }
        if let (Kind::Word(_), Some(view)) = (&kind, known.sign) {
            stand_finding(&mut form, &view.sign.sighting.finding);
        }
        let place = match (known.slot, known.sign) {
            (Some(slot), _) => slot.name.clone(),
            (None, Some(view)) => view.place.clone(),
            (None, None) => String::new(),
        };
        let day_of = known.day;
        Self::knowing(kind, form, About { place, day_of })
    }

    /// Gives the day that was asked for.
    ///
    /// # Errors
    /// One that does not read, or lies ahead.
    pub fn day_asked(&self, today: NaiveDate) -> Result<NaiveDate, Refusal> {
        let day = self.day(Ask::Day, today)?;
        if day > today {
            return Err(Refusal::about("day", Reason::InTheFuture));
        }
        Ok(day)
    }

    /// Reads the form; `node` finds what was typed in the grid.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the day or the sign itself to refuse.
    pub fn action(
        &self,
        day: NaiveDate,
        now: Moment,
        who: &str,
        node: impl Fn(&str) -> Option<GridCode>,
    ) -> Result<Action, Refusal> {
        let today = now.date();
        let sign = |id: SignId, fact| Ok(Action::Sign { id: Some(id), fact });
        match &self.kind {
            Kind::Nothing(code, round) => {
                let report = self.report(code, *round, RoundOutcome::Nothing, day)?;
                Ok(check_in(day, report, None))
            }
            Kind::Found(code, round) => {
                let outcome = RoundOutcome::Found(Box::new(self.finding()?));
                Ok(check_in(
                    day,
                    self.report(code, *round, outcome, day)?,
                    None,
                ))
            }
            Kind::Correct(code, round) => {
                let outcome = match self.form.code(Ask::Result) {
                    Some("found") => RoundOutcome::Found(Box::new(self.finding()?)),
                    _ => RoundOutcome::Nothing,
                };
                let report = self.report(code, *round, outcome, day)?;
                Ok(check_in(day, report, Some(self.text(Ask::Why))))
            }
            Kind::Sign => {
                let found = node(&self.text(Ask::Node));
                Ok(Action::Sign {
                    id: None,
                    fact: SignFact::Found(Box::new(Sighting {
                        node: found.ok_or(Refusal::about("node", Reason::GridUnknown))?,
                        finding: self.finding()?,
                        found_by: self.text(Ask::Reporter),
                        found_on: self.day(Ask::FoundOn, today)?,
                        round: None,
                        noted_by: who.to_owned(),
                    })),
                })
            }
            Kind::Word(id) => sign(*id, SignFact::Worded(Box::new(self.finding()?))),
            Kind::Watch(id) => sign(
                *id,
                SignFact::Watched {
                    until: self.day(Ask::Until, today)?,
                    why: self.text(Ask::Why),
                },
            ),
            Kind::Settle(id) => sign(
                *id,
                SignFact::Settled {
                    how: self.text(Ask::SettledHow),
                    on: self.day(Ask::On, today)?,
                },
            ),
            Kind::Reopen(id) => sign(
                *id,
                SignFact::Reopened {
                    why: self.text(Ask::Why),
                },
            ),
            Kind::Day => Err(Refusal::new(Reason::NothingChanged)),
        }
    }

    /// Gives how the report came, where the form asks that.
    pub fn how(&self) -> Option<How> {
        self.form.code(Ask::How).and_then(How::parse)
    }

    fn report(
        &self,
        node: &GridCode,
        round: CheckRound,
        outcome: RoundOutcome,
        day: NaiveDate,
    ) -> Result<Report, Refusal> {
        let typed = self.text(Ask::At);
        let time = match round {
            CheckRound::Morning | CheckRound::Day => parse_early_time(&typed),
            CheckRound::Afternoon => parse_time(&typed),
        };
        let time = time.ok_or(Refusal::about("at", Reason::NotAMoment))?;
        let how = self.how();
        Ok(Report {
            node: node.clone(),
            round,
            by: self.text(Ask::Reporter),
            at: Moment::beijing(day, time),
            how: how.ok_or(Refusal::about("checkin_how", Reason::Missing))?,
            outcome,
        })
    }

    fn finding(&self) -> Result<Finding, Refusal> {
        let kind = self.form.code(Ask::Kind).and_then(SignKind::parse);
        Ok(Finding {
            text: self.text(Ask::Text),
            kind: kind.ok_or(Refusal::about("sign_kind", Reason::Missing))?,
            about: self.text(Ask::About),
        })
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        let of_round = |key: &str, round: CheckRound| {
            let round = words.code("checkin-round", round.code());
            format!("{}  {}  {round}", words.say(key), self.more.place)
        };
        let of_sign = |key: &str, id: SignId| format!("{}  {}", words.say(key), Item::Sign(id));
        match &self.kind {
            Kind::Nothing(_, round) => of_round("command-prevention-nothing", *round),
            Kind::Found(_, round) => of_round("command-prevention-found", *round),
            Kind::Correct(_, round) => of_round("command-prevention-correct", *round),
            Kind::Sign => words.say("prevention-new-sign"),
            Kind::Word(id) => of_sign("command-prevention-correct", *id),
            Kind::Watch(id) => of_sign("command-prevention-watch", *id),
            Kind::Settle(id) => of_sign("command-prevention-settle", *id),
            Kind::Reopen(id) => of_sign("prevention-reopen", *id),
            Kind::Day => words.say("command-prevention-day"),
        }
    }

    /// Gives what may be typed, below the lines.
    pub fn hint(&self, words: &Words) -> String {
        match &self.kind {
            Kind::Nothing(..) => words.say("prevention-hint-nothing"),
            Kind::Found(..) | Kind::Correct(..) | Kind::Sign | Kind::Word(_) => {
                words.say("prevention-no-labels")
            }
            Kind::Watch(_) | Kind::Settle(_) | Kind::Reopen(_) | Kind::Day => {
                words.say("case-form-hint")
            }
        }
    }
}

fn check_in(day: NaiveDate, report: Report, why: Option<String>) -> Action {
    Action::CheckIn {
        day,
        report: Box::new(report),
        why,
    }
}

/// Writes what stands there, to be corrected.
fn stand(form: &mut form::Form<Ask>, check: &CheckIn) {
    let report = &check.report;
    let found = report.finding();
    let result = if found.is_some() { "found" } else { "nothing" };
    form.fill(Ask::Result, result);
    form.stand(Ask::Reporter, &report.by);
    form.fill(Ask::How, report.how.code());
    form.stand(Ask::At, &report.at.local().format("%H:%M").to_string());
    if let Some(finding) = found {
        stand_finding(form, finding);
    }
}

fn stand_finding(form: &mut form::Form<Ask>, finding: &Finding) {
    form.stand(Ask::Text, &finding.text);
    form.fill(Ask::Kind, finding.kind.code());
    form.stand(Ask::About, &finding.about);
}
