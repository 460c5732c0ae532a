//! What the law allows a mediation now, and what stands against what was typed into a step.

use chrono::NaiveDate;

use crate::domain::calendar::WorkingCalendar;
use crate::domain::case::fact::mediation::consents::Consent;
use crate::domain::case::fact::mediation::consents::Consents;
use crate::domain::case::fact::mediation::state::Mediation;
use crate::domain::case::fact::mediation::step::{
    Accord, AgreementForm, CourtRequest, MediationKind, MediationStep, Referral, Signing,
};
use crate::domain::case::fact::state::{Agreement, Case};
use crate::domain::case::rule::check::{needed, within};
use crate::domain::case::rule::recusal::are_one;
use crate::domain::codes::{Class, Status};
use crate::domain::deadline::compute::compute;
use crate::domain::deadline::rule::RuleName;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::settings::Settings;

impl Case {
    /// Tells whether a mediation's step is possible; a dispute is mediated whatever became of the
    /// petition, and what was agreed is watched also after the matter was struck off (调解法 31).
    pub(in crate::domain::case) fn may_mediate(&self, kind: MediationKind) -> Result<(), Refusal> {
        let current = self.mediation.current();
        match kind {
            MediationKind::Consent => {
                self.is_mediable()?;
                match current {
                    // An agreement that did not hold, and whose matter was reopened, is mediated anew.
                    Some(it) if it.settled_on().is_some() && self.status != Status::Agreed => {
                        Ok(())
                    }
                    Some(it) if it.ended.is_none() && it.referral.is_some() => {
                        Err(Refusal::new(Reason::AlreadyKnown))
                    }
                    Some(_) | None => Ok(()),
                }
            }
            MediationKind::Refer => {
                self.is_mediable()?;
                consented(current.as_ref())
            }
            MediationKind::Session | MediationKind::Extend | MediationKind::Agree => {
                self.is_mediable()?;
                running(current.as_ref())
            }
            MediationKind::Danger => match current {
                Some(_) => Ok(()),
                None => Err(Refusal::new(Reason::NotInMediation)),
            },
            MediationKind::Sign => {
                let agreed = current.as_ref().and_then(Mediation::agreement);
                match agreed {
                    None => Err(Refusal::new(Reason::NothingAgreed)),
                    Some(it) if it.in_force_on().is_some() => {
                        Err(Refusal::new(Reason::AlreadyKnown))
                    }
                    Some(_) => Ok(()),
                }
            }
            MediationKind::Instalment => match current {
                Some(it) if it.agreement().is_some() => Ok(()),
                _ => Err(Refusal::new(Reason::NothingAgreed)),
            },
            MediationKind::Performed => match current {
                Some(it) if !it.instalments.is_empty() => Ok(()),
                _ => Err(Refusal::new(Reason::NoSuchInstalment)),
            },
            MediationKind::AskCourt => may_ask_court(current.as_ref()),
            MediationKind::Court => match current {
                Some(it) if it.request.is_some() && it.court.is_none() => Ok(()),
                Some(it) if it.court.is_some() => Err(Refusal::new(Reason::AlreadyKnown)),
                _ => Err(Refusal::new(Reason::NotAskedOfCourt)),
            },
            MediationKind::End => match current {
                None => Err(Refusal::new(Reason::NotInMediation)),
                Some(it) if it.ended.is_some() || it.settled_on().is_some() => {
                    Err(Refusal::new(Reason::MediationOver))
                }
                Some(_) => Ok(()),
            },
        }
    }

    /// An accusation and litigation go their own way; what is closed is not handed over.
    pub(in crate::domain::case) fn is_mediable(&self) -> Result<(), Refusal> {
        match self.matter.class {
            Class::Unclassed => return Err(Refusal::new(Reason::ClassFirst)),
            Class::Accusation => return Err(Refusal::new(Reason::AccusationsGoTheirOwnWay)),
            Class::Litigation => return Err(Refusal::new(Reason::LitigationGoesToLaw)),
            Class::Claim | Class::Suggestion => {}
        }
        if !self.status.is_open() {
            return Err(Refusal::new(Reason::Closed));
        }
        Ok(())
    }

    pub(in crate::domain::case) fn check_mediation(
        &self,
        step: &MediationStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
        let current = self.mediation.current();
        let referred = current
            .as_ref()
            .and_then(|it| it.referral.as_ref())
            .map_or(first, |referral| referral.on);
        match step {
            MediationStep::Consent(consents) => check_consents(consents, first, today),
            MediationStep::Refer(referral) => self.check_referral(referral, first, today),
            MediationStep::Session(session) => {
                needed("present", &session.present)?;
                needed("proceedings", &session.proceedings)?;
                within("on", session.on, referred, today)
            }
            MediationStep::Extend(more) => {
                if !more.petitioner {
                    return Err(Refusal::about("petitioner_agrees", Reason::ConsentNeeded));
                }
                if !more.other_side {
                    return Err(Refusal::about("other_agrees", Reason::ConsentNeeded));
                }
                let before = current.as_ref().map_or(0, Mediation::more_days);
                let most = RuleName::Mediation.most_more();
                if more.days == 0 {
                    return Err(Refusal::about("days", Reason::NotANumber));
                }
                if before.saturating_add(more.days) > u32::from(most) {
                    return Err(Refusal::about("days", Reason::ExtensionTooLong { most }));
                }
                within("on", more.on, referred, today)
            }
            MediationStep::Agree(accord) => {
                check_accord(accord)?;
                within("on", accord.on, referred, today)
            }
            MediationStep::Sign(signing) => {
                let agreed = current.as_ref().and_then(Mediation::agreement);
                check_signing(*signing, agreed.map_or(first, |it| it.accord.on), today)
            }
            MediationStep::Instalment(promise) => {
                needed("what", &promise.what)?;
                let agreed = current.as_ref().and_then(Mediation::agreement);
                match agreed.map(|it| it.accord.on) {
                    Some(on) if promise.due < on => Err(Refusal::about("due", Reason::Before(on))),
                    _ => Ok(()),
                }
            }
            MediationStep::Performed(found) => {
                let instalment = (found.at as usize)
                    .checked_sub(1)
                    .and_then(|at| current.as_ref()?.instalments.get(at));
                match instalment {
                    None => Err(Refusal::about("instalment", Reason::NoSuchInstalment)),
                    Some(it) if it.is_kept() => {
                        Err(Refusal::about("instalment", Reason::AlreadyKnown))
                    }
                    Some(_) => within("on", found.on, referred, today),
                }
            }
            MediationStep::AskCourt(request) => check_request(current.as_ref(), request, today),
            MediationStep::Court(answer) => {
                let asked = current.as_ref().and_then(|it| it.request.as_ref());
                within("on", answer.on, asked.map_or(first, |it| it.on), today)
            }
            MediationStep::End(ending) => {
                needed("reason", &ending.reason)?;
                if ending.advice.trim().is_empty() {
                    return Err(Refusal::about("told", Reason::RoadsNotExplained));
                }
                within("on", ending.on, first, today)
            }
            MediationStep::Danger(danger) => {
                needed("danger", &danger.danger)?;
                needed("police", &danger.police)?;
                within("on", danger.on, first, today)
            }
        }
    }

    /// 回避: neither who is complained of nor a side of the dispute mediates it.
    fn check_referral(
        &self,
        referral: &Referral,
        first: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        if referral.mediators.iter().all(|name| name.trim().is_empty()) {
            return Err(Refusal::about("mediators", Reason::Missing));
        }
        let current = self.mediation.current();
        let other = current.as_ref().map(|it| it.consents.other.as_str());
        for mediator in &referral.mediators {
            self.check_given("mediators", mediator)?;
            if other.is_some_and(|side| are_one(side, mediator)) {
                return Err(Refusal::about("mediators", Reason::MustStepAside));
            }
        }
        let asked = current.and_then(|it| it.consents.given_on());
        within("on", referral.on, asked.unwrap_or(first), today)
    }

    /// Takes a step of mediation into the state. An agreement in force on the whole settles the
    /// matter (条例 33).
    pub(in crate::domain::case) fn mediated(&mut self, step: &MediationStep) {
        self.mediation.0.push(step.clone());
        // Only these bring an agreement into force; one that did not hold may have been reopened.
        let settles = matches!(step, MediationStep::Agree(_) | MediationStep::Sign(_));
        if !settles || !self.status.is_open() || self.status == Status::Agreed {
            return;
        }
        let Some(current) = self.mediation.current() else {
            return;
        };
        if let (Some(on), Some(agreed)) = (current.settled_on(), current.agreement()) {
            self.status = Status::Agreed;
            self.agreement = Some(Agreement {
                on,
                terms: agreed.accord.terms(),
            });
        }
    }
}

impl Accord {
    /// Gives what was agreed with manner and time of performance.
    pub fn terms(&self) -> String {
        [self.content.trim(), self.performance.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("；")
    }
}

/// Gives the law's last day on which 司法确认 may be asked for (调解法 33): the sides' own period,
/// rolled past rest days.
pub fn last_day_of_confirmation(in_force: NaiveDate) -> NaiveDate {
    let calendar = WorkingCalendar::built_in();
    let start = Moment::start_of(in_force);
    compute(
        RuleName::JudicialConfirmation,
        start,
        &calendar,
        &Settings::default(),
    )
    .due
    .date()
}

fn consented(current: Option<&Mediation>) -> Result<(), Refusal> {
    match current {
        Some(it) if it.ended.is_some() => Err(Refusal::new(Reason::ConsentNeeded)),
        Some(it) if it.referral.is_some() => Err(Refusal::new(Reason::AlreadyKnown)),
        Some(it) if it.consents.are_refused() => Err(Refusal::new(Reason::SideRefuses)),
        Some(it) if it.consents.are_given() => Ok(()),
        Some(_) | None => Err(Refusal::new(Reason::ConsentNeeded)),
    }
}

fn running(current: Option<&Mediation>) -> Result<(), Refusal> {
    match current {
        Some(it) if it.is_running() => Ok(()),
        Some(it) if it.referral.is_some() => Err(Refusal::new(Reason::MediationOver)),
        Some(_) | None => Err(Refusal::new(Reason::NotInMediation)),
    }
}

fn may_ask_court(current: Option<&Mediation>) -> Result<(), Refusal> {
    let Some(current) = current else {
        return Err(Refusal::new(Reason::NothingAgreed));
    };
    if current.request.is_some() {
        return Err(Refusal::new(Reason::AlreadyKnown));
    }
    match (current.in_force_on(), current.agreement()) {
        (Some(_), _) => Ok(()),
        (None, Some(_)) => Err(Refusal::new(Reason::NotInForce)),
        (None, None) => Err(Refusal::new(Reason::NothingAgreed)),
    }
}

fn check_consents(consents: &Consents, first: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    needed("other", &consents.other)?;
    for (field, answer, on) in [
        ("petitioner_on", consents.petitioner, consents.petitioner_on),
        ("other_on", consents.other_side, consents.other_on),
    ] {
        match (answer, on) {
            (Consent::Unasked, _) => {}
            (Consent::Given | Consent::Refused, None) => {
                return Err(Refusal::about(field, Reason::Missing));
            }
            (Consent::Given | Consent::Refused, Some(on)) => within(field, on, first, today)?,
        }
    }
    Ok(())
}

fn check_accord(accord: &Accord) -> Result<(), Refusal> {
    let needs: &[(&'static str, &str)] = match accord.form {
        AgreementForm::Written => &[
            ("parties", &accord.parties),
            ("dispute", &accord.dispute),
            ("content", &accord.content),
            ("performance", &accord.performance),
        ],
        AgreementForm::Oral => &[("content", &accord.content)],
    };
    for (field, text) in needs {
        if text.trim().is_empty() {
            return Err(Refusal::about(field, Reason::AgreementIncomplete));
        }
    }
    match accord.form {
        AgreementForm::Oral if accord.noted_by.trim().is_empty() => {
            Err(Refusal::about("noted_by", Reason::OralNotNoted))
        }
        AgreementForm::Oral | AgreementForm::Written => Ok(()),
    }
}

fn check_signing(signing: Signing, first: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    let days = [
        ("parties_on", signing.parties_on),
        ("mediator_on", signing.mediator_on),
        ("sealed_on", signing.sealed_on),
    ];
    if days.iter().all(|(_, day)| day.is_none()) {
        return Err(Refusal::about("parties_on", Reason::Missing));
    }
    for (field, day) in days {
        if let Some(day) = day {
            within(field, day, first, today)?;
        }
    }
    Ok(())
}

fn check_request(
    current: Option<&Mediation>,
    request: &CourtRequest,
    today: NaiveDate,
) -> Result<(), Refusal> {
    needed("court", &request.court)?;
    if !request.jointly {
        return Err(Refusal::about("jointly", Reason::NotJointly));
    }
    let Some(in_force) = current.and_then(Mediation::in_force_on) else {
        return Err(Refusal::new(Reason::NotInForce));
    };
    within("on", request.on, in_force, today)?;
    let last = last_day_of_confirmation(in_force);
    if request.on > last {
        return Err(Refusal::about("on", Reason::ConfirmationTooLate(last)));
    }
    Ok(())
}
