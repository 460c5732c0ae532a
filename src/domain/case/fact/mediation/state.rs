//! A mediation as it stands: it follows from its steps alone.

use chrono::NaiveDate;

use crate::domain::case::fact::mediation::consents::Consent;
use crate::domain::case::fact::mediation::consents::Consents;
use crate::domain::case::fact::mediation::step::{
    Accord, AgreementForm, AgreementPart, CourtAnswer, CourtRequest, Danger, Ending, MediationStep,
    MoreDays, Performance, Promise, Referral, Session, Signing,
};

/// The steps of every mediation of a case, in order; one that ended may be begun again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mediations(pub Vec<MediationStep>);

/// 一次调解: from asking for consent to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mediation {
    /// Which mediation of the case it is, from 1.
    pub round: u32,
    /// The sides' answers, as given last.
    pub consents: Consents,
    /// The hand-over.
    pub referral: Option<Referral>,
    /// The sessions.
    pub sessions: Vec<Session>,
    /// The extensions.
    pub extensions: Vec<MoreDays>,
    /// The agreements, the last one being what counts.
    pub agreements: Vec<Agreed>,
    /// The parts of the performance.
    pub instalments: Vec<Instalment>,
    /// 司法确认 asked for.
    pub request: Option<CourtRequest>,
    /// The court's answer.
    pub court: Option<CourtAnswer>,
    /// Its end without an agreement on the whole.
    pub ended: Option<Ending>,
    /// Dangers reported.
    pub dangers: Vec<Danger>,
}

/// An agreement with its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// What was agreed.
    pub accord: Accord,
    /// Who signed when.
    pub signing: Signing,
}

/// A part of the performance with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// What was promised.
    pub promise: Promise,
    /// What was found last.
    pub performance: Option<Performance>,
}

impl Mediations {
    /// Gives the mediation that runs, or ran last.
    pub fn current(&self) -> Option<Mediation> {
        let mut current: Option<Mediation> = None;
        for step in &self.0 {
            match (step, &mut current) {
                (MediationStep::Consent(consents), Some(running)) if !running.is_over() => {
                    running.consents = consents.clone();
                }
                (MediationStep::Consent(consents), _) => {
                    current = Some(Mediation::begun(consents, current.take()));
                }
                (step, Some(running)) => running.take(step),
                (_, None) => {}
            }
        }
        current
    }
}

impl Mediation {
    /// Begins one; what was agreed on a part before the last one ended still stands and is watched.
    /// An agreement on the whole that did not hold gives way to the new one.
    fn begun(consents: &Consents, before: Option<Self>) -> Self {
        let fresh = Self {
            round: 1,
            consents: consents.clone(),
            referral: None,
            sessions: Vec::new(),
            extensions: Vec::new(),
            agreements: Vec::new(),
            instalments: Vec::new(),
            request: None,
            court: None,
            ended: None,
            dangers: Vec::new(),
        };
        match before {
            None => fresh,
            Some(mut before) => {
                let stands = |it: &Agreed| {
                    it.in_force_on().is_some() && it.accord.part == AgreementPart::Partial
                };
                before.agreements.retain(stands);
                if before.agreements.is_empty() {
                    return Self {
                        round: before.round + 1,
                        ..fresh
                    };
                }
                Self {
                    round: before.round + 1,
                    agreements: before.agreements,
                    instalments: before.instalments,
                    request: before.request,
                    court: before.court,
                    ..fresh
                }
            }
        }
    }

    fn take(&mut self, step: &MediationStep) {
        match step {
            MediationStep::Consent(consents) => self.consents = consents.clone(),
            MediationStep::Refer(referral) => self.referral = Some(referral.clone()),
            MediationStep::Session(session) => self.sessions.push(session.clone()),
            MediationStep::Extend(more) => self.extensions.push(more.clone()),
            MediationStep::Agree(accord) => {
                // What never came into force was a draft, and the new text stands for it.
                if self
                    .agreements
                    .last()
                    .is_some_and(|it| it.in_force_on().is_none())
                {
                    self.agreements.pop();
                }
                self.agreements.push(Agreed {
                    accord: (**accord).clone(),
                    signing: Signing::default(),
                });
            }
            MediationStep::Sign(signing) => {
                if let Some(last) = self.agreements.last_mut() {
                    last.signing = last.signing.with(*signing);
                }
            }
            MediationStep::Instalment(promise) => self.instalments.push(Instalment {
                promise: promise.clone(),
                performance: None,
            }),
            MediationStep::Performed(performance) => {
                let at = (performance.at as usize).checked_sub(1);
                if let Some(instalment) = at.and_then(|at| self.instalments.get_mut(at)) {
                    instalment.performance = Some(performance.clone());
                }
            }
            MediationStep::AskCourt(request) => self.request = Some(request.clone()),
            MediationStep::Court(answer) => self.court = Some(answer.clone()),
            MediationStep::End(ending) => self.ended = Some(ending.clone()),
            MediationStep::Danger(danger) => self.dangers.push(danger.clone()),
        }
    }

    /// Gives the agreement that counts: the last one.
    pub fn agreement(&self) -> Option<&Agreed> {
        self.agreements.last()
    }

    /// Gives the day on which the last agreement in force came into force.
    pub fn in_force_on(&self) -> Option<NaiveDate> {
        self.agreements.iter().rev().find_map(Agreed::in_force_on)
    }

    /// Gives the day on which the whole dispute was settled by an agreement in force.
    pub fn settled_on(&self) -> Option<NaiveDate> {
        let last = self.agreement()?;
        last.in_force_on()
            .filter(|_| last.accord.part == AgreementPart::Whole)
    }

    /// Tells whether it was handed over and neither ended nor settled the whole.
    pub fn is_running(&self) -> bool {
        self.referral.is_some() && self.ended.is_none() && self.settled_on().is_none()
    }

    /// Tells whether it ended or settled the whole.
    fn is_over(&self) -> bool {
        self.ended.is_some() || self.settled_on().is_some()
    }

    /// Gives how many days it was extended by.
    pub fn more_days(&self) -> u32 {
        self.extensions.iter().map(|more| more.days).sum()
    }
}

impl Consents {
    /// Tells whether both sides consented.
    pub fn are_given(&self) -> bool {
        self.petitioner == Consent::Given && self.other_side == Consent::Given
    }

    /// Tells whether a side clearly refused.
    pub fn are_refused(&self) -> bool {
        self.petitioner == Consent::Refused || self.other_side == Consent::Refused
    }

    /// Gives the day of the later answer.
    pub fn given_on(&self) -> Option<NaiveDate> {
        self.petitioner_on.max(self.other_on)
    }
}

impl Agreed {
    /// Gives the day from which it is in force: an oral one when agreed (调解法 30), a written one
    /// when all signed and the seal is on it (29).
    pub fn in_force_on(&self) -> Option<NaiveDate> {
        match self.accord.form {
            AgreementForm::Oral => Some(self.accord.on),
            AgreementForm::Written => self.signing.complete_on(),
        }
    }
}

impl Instalment {
    /// Tells whether it was performed.
    pub fn is_kept(&self) -> bool {
        self.performance.as_ref().is_some_and(|it| it.kept)
    }

    /// Gives by how many days it is late on `today`, or was when it was performed; 0 for none.
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        let day = match &self.performance {
            Some(performance) if performance.kept => performance.on,
            Some(_) | None => today,
        };
        day.signed_duration_since(self.promise.due)
            .num_days()
            .max(0)
    }
}
