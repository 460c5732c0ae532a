//! What the law allows a legal-aid application now, and what each step must say.

use chrono::NaiveDate;

use crate::domain::case::fact::legal_aid::state::{AidStage, Application, URGENT_DAYS};
use crate::domain::case::fact::legal_aid::step::{HelpFirst, LegalAidKind, LegalAidStep};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use crate::domain::case::rule::check::{needed, within};
use crate::domain::codes::{Status, Track};
use crate::domain::refusal::{Reason, Refusal};

impl Case {
    /// Tells whether a step of legal aid is possible; one that was begun goes on to its end, also
    /// when the matter is over.
    pub(in crate::domain::case) fn may_aid(&self, kind: LegalAidKind) -> Result<(), Refusal> {
        let stage = self.legal_aid.current().map(|it| it.stage());
        let reason = match (kind, stage) {
            (LegalAidKind::Ask | LegalAidKind::Recommend, _)
                if !self.status.is_open() && self.status != Status::Declined =>
            {
                Reason::Closed
            }
            (LegalAidKind::Ask, Some(AidStage::Asked | AidStage::Granted)) => Reason::AidPending,
            (LegalAidKind::Help | LegalAidKind::Decide, None) => Reason::AidNotAsked,
            (LegalAidKind::Help | LegalAidKind::Decide, Some(stage))
                if stage != AidStage::Asked =>
            {
                Reason::AidDecided
            }
            (LegalAidKind::Tell, Some(AidStage::Informed)) => Reason::AlreadyNoted,
            (LegalAidKind::Tell, stage) if stage != Some(AidStage::Refused) => {
                Reason::AidNotRefused
            }
            (LegalAidKind::Appoint, stage)
                if !matches!(stage, Some(AidStage::Granted | AidStage::Helped)) =>
            {
                Reason::AidNotGranted
            }
            _ => return Ok(()),
        };
        Err(Refusal::new(reason))
    }

    /// Checks what was typed.
    pub(in crate::domain::case) fn check_aid(
        &self,
        step: &LegalAidStep,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let first = self.since();
        let current = self.legal_aid.current();
        let asked = current.as_ref().map_or(first, |it| it.request.on);
        let decided = current
            .as_ref()
            .and_then(|it| it.decision.as_ref())
            .map_or(asked, |it| it.on);
        match step {
            LegalAidStep::Recommend(it) => {
                needed("lawyer", &it.lawyer)?;
                needed("law_field", &it.law_field)?;
                self.check_given("lawyer", &it.lawyer)?;
                within("on", it.on, first, today)
            }
            LegalAidStep::Ask(it) => {
                needed("body", &it.body)?;
                if !it.ground.helps_in(it.matter) {
                    return Err(Refusal::about("ground", Reason::AidGround));
                }
                if it.limit.is_some_and(|limit| limit < it.on) {
                    return Err(Refusal::about("limit", Reason::Before(it.on)));
                }
                within("on", it.on, first, today)
            }
            LegalAidStep::Help(it) => {
                if it.why == HelpFirst::Limit {
                    let limit = current.and_then(|it| it.request.limit);
                    let left = limit.map(|limit| (limit - it.on).num_days());
                    if !left.is_some_and(|left| (0..URGENT_DAYS).contains(&left)) {
                        return Err(Refusal::about("help_why", Reason::AidNotUrgent));
                    }
                }
                self.check_given("lawyer", &it.lawyer)?;
                within("on", it.on, asked, today)
            }
            LegalAidStep::Decide(it) => {
                if !it.granted {
                    needed("reason", &it.reason)?;
                }
                within("on", it.on, asked, today)
            }
            LegalAidStep::Tell { on } => within("on", *on, decided, today),
            LegalAidStep::Appoint(it) => {
                needed("lawyer", &it.lawyer)?;
                self.check_given("lawyer", &it.lawyer)?;
                within("on", it.on, decided, today)
            }
        }
    }

    /// Keeps the step, and says on the case's 司法援助 how far it is.
    pub(in crate::domain::case) fn evolve_aid(&mut self, step: &LegalAidStep) {
        self.legal_aid.0.push(step.clone());
        let Some(stage) = self.legal_aid.current().as_ref().map(Application::stage) else {
            return;
        };
        let stage = match stage {
            AidStage::Asked | AidStage::Granted | AidStage::Helped => TrackStage::Doing,
            AidStage::Refused | AidStage::Informed => TrackStage::Dropped,
        };
        let known = self
            .tracks
            .iter_mut()
            .find(|it| it.track == Track::LegalAid);
        match known {
            Some(known) => known.stage = stage,
            None => self.tracks.push(TrackState {
                track: Track::LegalAid,
                holder: String::new(),
                stage,
                note: TrackNote::Text(String::new()),
            }),
        }
    }
}
