//! Legal aid as it stands: it follows from its steps alone.

use chrono::NaiveDate;

use crate::domain::case::fact::legal_aid::step::{
    AidDecision, AidRequest, Appointment, FirstHelp, LegalAidStep, Recommendation,
};

/// 法援法 44: help may come first while fewer days than this are left to a time limit.
pub const URGENT_DAYS: i64 = 7;

codes! {
    /// 进展 of an application.
    AidStage {
        /// 待决定
        Asked = "asked",
        /// 待指派
        Granted = "granted",
        /// 已指派
        Helped = "helped",
        /// 不予援助, and the applicant was not told of his rights yet
        Refused = "refused",
        /// 不予援助, told with reasons and the right to object
        Informed = "told",
    }
}

/// The steps of legal aid on a case, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegalAid(pub Vec<LegalAidStep>);

/// 法律援助申请 with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// What was asked.
    pub request: AidRequest,
    /// 先行提供援助.
    pub help: Option<FirstHelp>,
    /// The decision.
    pub decision: Option<AidDecision>,
    /// When the applicant was told in writing of the reasons and of his right to object.
    pub informed_on: Option<NaiveDate>,
    /// The lawyers who were named, the last one being who helps.
    pub lawyers: Vec<Appointment>,
}

impl LegalAid {
    /// Gives every application, the oldest first.
    pub fn applications(&self) -> Vec<Application> {
        let mut all: Vec<Application> = Vec::new();
        for step in &self.0 {
            if let LegalAidStep::Ask(request) = step {
                all.push(Application {
                    request: request.clone(),
                    help: None,
                    decision: None,
                    informed_on: None,
                    lawyers: Vec::new(),
                });
            } else if let Some(last) = all.last_mut() {
                last.take(step);
            }
        }
        all
    }

    /// Gives the application that runs, or ran last.
    pub fn current(&self) -> Option<Application> {
        self.applications().pop()
    }

    /// Gives who was recommended, the first first.
    pub fn recommended(&self) -> impl Iterator<Item = &Recommendation> {
        self.0.iter().filter_map(|step| match step {
            LegalAidStep::Recommend(it) => Some(it),
            _ => None,
        })
    }
}

impl Application {
    fn take(&mut self, step: &LegalAidStep) {
        match step {
            LegalAidStep::Recommend(_) | LegalAidStep::Ask(_) => {}
            LegalAidStep::Help(help) => self.help = Some(help.clone()),
            LegalAidStep::Decide(decision) => self.decision = Some(decision.clone()),
            LegalAidStep::Tell { on } => self.informed_on = Some(*on),
            LegalAidStep::Appoint(it) => self.lawyers.push(it.clone()),
        }
    }

    /// Tells how far it is.
    pub fn stage(&self) -> AidStage {
        match &self.decision {
            None => AidStage::Asked,
            Some(decision) if !decision.granted => match self.informed_on {
                Some(_) => AidStage::Informed,
                None => AidStage::Refused,
            },
            Some(_) if self.lawyers.is_empty() => AidStage::Granted,
            Some(_) => AidStage::Helped,
        }
    }

    /// Gives the days left to a time limit on `today`, where help may come first and has not (44).
    pub fn urgent_days(&self, today: NaiveDate) -> Option<i64> {
        let left = (self.request.limit? - today).num_days();
        let waits = self.help.is_none() && self.stage() == AidStage::Asked;
        (waits && (0..URGENT_DAYS).contains(&left)).then_some(left)
    }
}
