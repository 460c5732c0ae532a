//! The state that follows from history, without asking again whether it was lawful.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::case::clock::starts::Starts;
use crate::domain::case::fact::appeal::AppealState;
use crate::domain::case::fact::checklist::Checklist;
use crate::domain::case::fact::closing::ClosingState;
use crate::domain::case::fact::key_case::KeyState;
use crate::domain::case::fact::legal_aid::state::LegalAid;
use crate::domain::case::fact::mediation::state::Mediations;
use crate::domain::case::fact::order::state::OrderState;
use crate::domain::case::fact::state::{
    Agreement, Case, CaseMerge, Decision, Declined, Delivery, Extension, Guided, StrikeOff,
    Withdrawal,
};
use crate::domain::case::fact::step::{CaseField, Opening, Step};
use crate::domain::case::fact::track::TrackState;
use crate::domain::case::fact::transfer::{TransferState, TransferStep};
use crate::domain::case::rule::undo::{Past, undone};
use crate::domain::codes::{Class, Status};
use crate::domain::moment::Moment;
use crate::domain::money::Yuan;
use crate::domain::number::{CaseNumber, ExternalNumber};
use crate::domain::province::Purpose;

impl Case {
    /// Opens a case: the first entry of its history, written by `who`.
    pub fn open(number: CaseNumber, opening: Opening, who: &str, when: Moment) -> Self {
        let status = if opening.imported_answer.is_some() {
            Status::ImportedClosed
        } else {
            Status::Registered
        };
        Self {
            number,
            revision: 1,
            petitioner: opening.petitioner,
            matter: opening.matter,
            visits: vec![opening.visit],
            status,
            registered_at: when,
            named_staff: vec![who.to_owned()],
            accepted_on: None,
            declined: None,
            guided: None,
            notice: None,
            unit: None,
            holder: None,
            leader: None,
            extension: None,
            decision: None,
            delivered: None,
            agreement: None,
            withdrawn: None,
            struck_off: None,
            imported_answer: opening.imported_answer,
            tracks: Vec::new(),
            diverted: Vec::new(),
            merge: CaseMerge::default(),
            closing: ClosingState::default(),
            mediation: Mediations::default(),
            task_forces: Vec::new(),
            printed: Vec::new(),
            transfer: TransferState::default(),
            fast_lane: None,
            appeal: AppealState::default(),
            starts: Starts::default(),
            key: KeyState::default(),
            order: OrderState::default(),
            legal_aid: LegalAid::default(),
            attached: Vec::new(),
            checklist: Checklist::default(),
            sealed: false,
        }
    }

    /// Gives the case after all of its history, without the entries that were withdrawn; `None`
    /// when it does not start with a registration.
    pub fn replay<'a>(
        number: CaseNumber,
        history: impl IntoIterator<Item = Past<'a>>,
    ) -> Option<Self> {
        let history: Vec<Past<'_>> = history.into_iter().collect();
        let gone = undone(history.iter().map(|(_, _, step)| *step));
        let (who, when, first) = history.first()?;
        let Step::Register(opening) = first else {
            return None;
        };
        let opened = Self::open(number, (**opening).clone(), who, *when);
        let later = (1..).zip(&history).skip(1);
        let mut case = later.fold(opened, |mut case, (seq, (who, _, step))| {
            if gone.contains_key(&seq) {
                case.note_start(step);
                case
            } else {
                case.evolve(step, who)
            }
        });
        case.revision = u32::try_from(history.len()).unwrap_or(u32::MAX);
        Some(case)
    }

    /// Keeps the day from which a step starts a clock, whatever becomes of the step.
    fn note_start(&mut self, step: &Step) {
        match step {
            Step::Accept { on } => self.starts.accept(*on),
            Step::Transfer(TransferStep::Receive { on, .. }) => self.starts.hand_over(*on),
            _ => {}
        }
    }

    /// Gives the case after one more step by `who`.
    #[must_use]
    pub fn evolve(&self, step: &Step, who: &str) -> Self {
        let mut next = self.clone();
        next.revision += 1;
        next.note_start(step);
        match step {
            Step::Register(_) | Step::Note { .. } | Step::Undo { .. } => {}
            Step::Join(visit) => next.visits.push(visit.clone()),
            Step::Classify {
                class,
                category,
                urgency,
                difficulty,
            } => {
                next.matter.class = *class;
                next.matter.category = *category;
                next.matter.urgency = *urgency;
                next.matter.difficulty = *difficulty;
                if *class == Class::Accusation && !next.named_staff.iter().any(|name| name == who) {
                    next.named_staff.push(who.to_owned());
                }
            }
            Step::Accept { on } => {
                next.status = if self.holder.is_some() {
                    Status::InProgress
                } else {
                    Status::Accepted
                };
                next.accepted_on = Some(*on);
            }
            Step::Decline { on, reason, road } => {
                next.status = Status::Declined;
                next.declined = Some(Declined {
                    on: *on,
                    reason: reason.clone(),
                    road: road.clone(),
                });
            }
            Step::Guide { on, exit, advice } => {
                next.status = Status::Guided;
                // He heard of it when he was guided first.
                if next.guided.is_some() {
                    next.closing.contacted_first = next.contacted_on();
                }
                next.transfer.guided_anew();
                next.guided = Some(Guided {
                    on: *on,
                    exit: *exit,
                    advice: advice.clone(),
                });
            }
            // A later notice is that of a petitioner whose case became part of this one.
            Step::Notify { on, way } => {
                next.notice.get_or_insert(Delivery { on: *on, way: *way });
            }
            Step::Assign {
                unit,
                holder,
                leader,
            } => next.assign(unit.as_ref(), holder.as_ref(), leader.as_ref()),
            Step::Extend {
                on,
                days,
                approver,
                reason,
                informed_on,
            } => {
                next.status = Status::Extended;
                next.extension = Some(Extension {
                    on: *on,
                    days: *days,
                    approver: approver.clone(),
                    reason: reason.clone(),
                    informed_on: *informed_on,
                });
            }
            Step::Decide {
                on,
                ruling,
                opinion,
                basis,
                request,
                facts,
            } => {
                next.status = Status::Decided;
                next.decision = Some(Decision {
                    on: *on,
                    ruling: *ruling,
                    opinion: opinion.clone(),
                    basis: basis.clone(),
                    request: request.clone(),
                    facts: facts.clone(),
                });
            }
            Step::Deliver { on, way } => {
                // An agreement that came first stays what ended the matter.
                if next.status == Status::Decided {
                    next.status = Status::Delivered;
                }
                next.delivered = Some(Delivery { on: *on, way: *way });
            }
            Step::Agree { on, terms } => {
                next.status = Status::Agreed;
                next.agreement = Some(Agreement {
                    on: *on,
                    terms: terms.clone(),
                });
            }
            Step::Withdraw { on, words, form } => {
                if let Some(form) = form {
                    next.withdraw_as(*form, who, self.status);
                }
                next.status = Status::Withdrawn;
                next.withdrawn = Some(Withdrawal {
                    on: *on,
                    words: words.clone(),
                });
            }
            Step::StrikeOff {
                on,
                proof,
                in_place,
            } => {
                next.struck_from(self.status);
                next.status = Status::StruckOff;
                next.struck_off = Some(StrikeOff {
                    on: *on,
                    proof: proof.clone(),
                    in_place: in_place.clone(),
                });
            }
            Step::Track(state) => next.serve(state.clone()),
            Step::Number { kind, value } => next.matter.external.push(ExternalNumber {
                kind: *kind,
                value: value.clone(),
            }),
            Step::Correct { field, new, .. } => next.set_text(*field, new),
            Step::Divert(diverted) => next.diverted.push((**diverted).clone()),
            Step::Dispute(dispute) => next.matter.dispute = dispute.clone(),
            Step::Merge(step) => next.follow_merge(step),
            Step::Closing(closing) => next.close(closing, who),
            Step::Mediation(step) => next.mediated(step),
            Step::TaskForce(step) => step.evolve(&mut next.task_forces),
            Step::Printed(printed) => next.keep_printed(*printed),
            Step::Attached(attached) => next.attached.push(attached.clone()),
            Step::Transfer(step) => next.transfer(step),
            Step::FastLane(step) => next.evolve_fast_lane(step),
            Step::Appeal(step) => next.appeal(step),
            Step::Key(step) => next.key.evolve(step),
            Step::Order(step) => next.follow_order(step),
            Step::LegalAid(step) => next.evolve_aid(step),
            Step::Checklist(step) => next.checklist.evolve(step, who),
        }
        // Whom it is about may have become known by this step.
        if let Step::Classify { .. } | Step::Correct { .. } | Step::Transfer(_) = step {
            next.set_aside();
        }
        next.carry(step, who);
        next
    }

    /// Takes over how far a service is; it keeps its holder where none is named.
    fn serve(&mut self, mut state: TrackState) {
        match self.tracks.iter_mut().find(|it| it.track == state.track) {
            Some(known) => {
                if state.holder.is_empty() {
                    state.holder.clone_from(&known.holder);
                }
                *known = state;
            }
            None => self.tracks.push(state),
        }
    }

    fn assign(&mut self, unit: Option<&String>, holder: Option<&String>, leader: Option<&String>) {
        for (slot, given) in [
            (&mut self.unit, unit),
            (&mut self.holder, holder),
            (&mut self.leader, leader),
        ] {
            if given.is_some() {
                *slot = given.cloned();
            }
        }
        if let Some(name) = holder
            && self.matter.class == Class::Accusation
            && !self.named_staff.contains(name)
        {
            self.named_staff.push(name.clone());
        }
        if self.status == Status::Accepted {
            self.status = Status::InProgress;
        }
    }

    /// Gives a part that can be corrected as text, empty for nothing.
    pub fn text(&self, field: CaseField) -> Cow<'_, str> {
        let matter = &self.matter;
        match field {
            CaseField::Summary => matter.summary.as_str(),
            CaseField::Request => matter.request.as_str(),
            CaseField::Facts => matter.facts.as_str(),
            CaseField::Village => matter.village.as_deref().unwrap_or_default(),
            CaseField::Evidence => matter.evidence.as_deref().unwrap_or_default(),
            CaseField::Accused => matter.accused.as_deref().unwrap_or_default(),
            CaseField::ReceivedAt => {
                let day = self.received_at().map(|at| at.date().to_string());
                return day.unwrap_or_default().into();
            }
            CaseField::DisputeType => matter.dispute.kind.as_str(),
            CaseField::Amount => {
                let amount = matter.dispute.amount.map(|it| it.to_string());
                return amount.unwrap_or_default().into();
            }
            CaseField::Concerned => {
                let concerned = matter.dispute.concerned.map(|it| it.to_string());
                return concerned.unwrap_or_default().into();
            }
            CaseField::Purpose => matter.purpose.map_or("", Purpose::code),
            CaseField::ContentClass => matter.content.as_deref().unwrap_or_default(),
        }
        .into()
    }

    fn set_text(&mut self, field: CaseField, text: &str) {
        let whole = Some(text.to_owned()).filter(|text| !text.is_empty());
        match field {
            CaseField::Summary => text.clone_into(&mut self.matter.summary),
            CaseField::Request => text.clone_into(&mut self.matter.request),
            CaseField::Facts => text.clone_into(&mut self.matter.facts),
            CaseField::Village => self.matter.village = whole,
            CaseField::Evidence => self.matter.evidence = whole,
            CaseField::Accused => self.matter.accused = whole,
            CaseField::DisputeType => text.clone_into(&mut self.matter.dispute.kind),
            CaseField::Amount => self.matter.dispute.amount = Yuan::parse(text),
            CaseField::Concerned => self.matter.dispute.concerned = text.parse().ok(),
            CaseField::ReceivedAt => {
                let day: Option<NaiveDate> = text.parse().ok();
                let undated = self.visits.iter_mut().filter(|it| it.received_at.is_none());
                for visit in undated {
                    visit.received_at = day.map(Moment::start_of);
                }
            }
            CaseField::Purpose => self.matter.purpose = Purpose::parse(text),
            CaseField::ContentClass => self.matter.content = whole,
        }
    }
}
