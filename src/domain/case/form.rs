//! What each step needs: the few questions that taking it asks, and reading the answers.

use chrono::NaiveDate;

use super::super::codes::{Category, Class, DeliveryWay, Difficulty, Exit, Ruling, Track, Urgency};
use super::super::number::{ExternalKind, ExternalNumber};
use super::super::refusal::Refusal;
use super::appeal_form::{self, AppealKind};
use super::ask::{Answer, Ask, ON, Reader, WAY, line, text};
use super::diverting;
use super::ending;
use super::fast_lane;
use super::joining_forces;
use super::keying;
use super::legal_aid::form as legal_aid;
use super::mediation::form as mediation;
use super::order::form as order;
use super::state::Case;
use super::step::{Step, StepKind};
use super::track::{TrackNote, TrackStage};
use super::transfer_form;

impl StepKind {
    /// Gives what the step asks, in order.
    pub const fn asks(self) -> &'static [Ask] {
        match self {
            Self::Classify => {
                const {
                    &[
                        Ask {
                            field: "class",
                            answer: Answer::Choice {
                                group: "class",
                                codes: || Class::ALL.iter().map(|class| class.code()).collect(),
                            },
                        },
                        Ask {
                            field: "category",
                            answer: Answer::Choice {
                                group: "category",
                                codes: || {
                                    Category::ALL
                                        .iter()
                                        .map(|category| category.code())
                                        .collect()
                                },
                            },
                        },
                        Ask {
                            field: "urgency",
                            answer: Answer::Choice {
                                group: "urgency",
                                codes: || {
                                    Urgency::ALL.iter().map(|urgency| urgency.code()).collect()
                                },
                            },
                        },
                        Ask {
                            field: "difficulty",
                            answer: Answer::Choice {
                                group: "difficulty",
                                codes: || {
                                    Difficulty::ALL.iter().map(|grade| grade.code()).collect()
                                },
                            },
                        },
                    ]
                }
            }
            Self::Accept => const { &[ON] },
            Self::Decline => const { &[text("reason"), line("road"), ON] },
            Self::Guide => {
                const {
                    &[
                        Ask {
                            field: "exit",
                            answer: Answer::Choice {
                                group: "exit",
                                codes: || Exit::ALL.iter().map(|exit| exit.code()).collect(),
                            },
                        },
                        text("told"),
                        ON,
                    ]
                }
            }
            Self::Notify | Self::Deliver => const { &[WAY, ON] },
            Self::Assign => const { &[line("unit"), line("holder"), line("leader")] },
            Self::Extend => {
                const {
                    &[
                        line("approver"),
                        text("reason"),
                        Ask {
                            field: "days",
                            answer: Answer::Number,
                        },
                        ON,
                        Ask {
                            field: "told_on",
                            answer: Answer::Day,
                        },
                    ]
                }
            }
            Self::Decide => {
                const {
                    &[
                        Ask {
                            field: "ruling",
                            answer: Answer::Choice {
                                group: "ruling",
                                codes: || Ruling::ALL.iter().map(|ruling| ruling.code()).collect(),
                            },
                        },
                        text("opinion"),
                        line("basis"),
                        text("request"),
                        text("facts"),
                        ON,
                    ]
                }
            }
            Self::Agree => const { &[text("terms"), ON] },
            Self::Withdraw => ending::WITHDRAW,
            Self::StrikeOff => const { &[text("proof"), ON] },
            Self::Track => {
                const {
                    &[
                        Ask {
                            field: "track",
                            answer: Answer::Choice {
                                group: "track",
                                codes: || Track::ALL.iter().map(|track| track.code()).collect(),
                            },
                        },
                        line("holder"),
                        Ask {
                            field: "stage",
                            answer: Answer::Choice {
                                group: "stage",
                                codes: || TrackStage::ALL.iter().map(|it| it.code()).collect(),
                            },
                        },
                        text("note"),
                    ]
                }
            }
            Self::Note => const { &[text("text")] },
            Self::Divert => diverting::ASKS,
            Self::CallBack => ending::CALL_BACK,
            Self::Reopen => ending::REOPEN,
            Self::Satisfaction => ending::SATISFACTION,
            Self::MediationConsent => mediation::CONSENT,
            Self::MediationRefer => mediation::REFER,
            Self::MediationSession => mediation::SESSION,
            Self::MediationExtend => mediation::EXTEND,
            Self::MediationAgree => mediation::AGREE,
            Self::MediationSign => mediation::SIGN,
            Self::MediationInstalment => mediation::INSTALMENT,
            Self::MediationPerformed => mediation::PERFORMED,
            Self::ConfirmationAsk => mediation::ASK_COURT,
            Self::ConfirmationAnswer => mediation::COURT_ANSWER,
            Self::MediationEnd => mediation::END,
            Self::MediationDanger => mediation::DANGER,
            Self::TaskForceForm | Self::TaskForceChange => joining_forces::CREW,
            Self::TaskForceMeet => joining_forces::MEETING,
            Self::TaskForceEnd => joining_forces::END,
            Self::Forward
            | Self::ReportBack
            | Self::Receive
            | Self::Object
            | Self::ObjectionAnswered
            | Self::Recuse
            | Self::ExcuseNotice
            | Self::TellOrganisation
            | Self::AnswerSuggestion
            | Self::Follow
            | Self::GuidanceEnded
            | Self::Simple
            | Self::ReportUrgent
            | Self::Represent => transfer_form::asks(self),
            Self::FastLanePut | Self::FastLaneInform | Self::FastLaneArrive | Self::FastLaneFix => {
                fast_lane::asks(self)
            }
            Self::KeyMark | Self::KeyExtend => keying::MARK,
            Self::KeyLift => keying::LIFT,
            Self::OrderSign
            | Self::OrderContact
            | Self::OrderReturn
            | Self::OrderReturnAnswered
            | Self::OrderExtend
            | Self::OrderLimit
            | Self::OrderAnswer
            | Self::OrderCallBack
            | Self::OrderRedo
            | Self::OrderPress
            | Self::OrderClose
            | Self::OrderCloseAnswered => order::asks(self),
            Self::Hear | Self::HearRecheck => appeal_form::HEARING,
            Self::CarryOut => appeal_form::CARRY_OUT,
            Self::Supervise => appeal_form::SUPERVISE,
            Self::AskReview | Self::AskRecheck => appeal_form::REQUEST,
            Self::AnswerReview | Self::AnswerRecheck => appeal_form::ANSWER,
            Self::LateRequest => appeal_form::LATE,
            Self::RecommendLawyer
            | Self::AidAsk
            | Self::AidHelp
            | Self::AidDecide
            | Self::AidTell
            | Self::AidAppoint => legal_aid::asks(self),
            Self::Number => {
                const {
                    &[
                        Ask {
                            field: "kind",
                            answer: Answer::Choice {
                                group: "external",
                                codes: || {
                                    ExternalKind::ALL.iter().map(|kind| kind.code()).collect()
                                },
                            },
                        },
                        line("value"),
                    ]
                }
            }
        }
    }

    /// Gives what stands in a question before anything is typed.
    pub fn proposal(self, field: &str, case: &Case, today: NaiveDate) -> String {
        match (self, field) {
            (kind, _) if kind.is_of_transfer() => transfer_form::proposal(kind, field, case, today),
            (kind, field) if kind.is_of_order() => order::proposal(kind, field, case, today),
            (_, "on" | "told_on" | "began" | "ended") => today.format("%Y-%m-%d").to_string(),
            (Self::Classify, "class") => case.matter.class.code().to_owned(),
            (Self::Classify, "category") => case
                .matter
                .category
                .map_or(String::new(), |category| category.code().to_owned()),
            (Self::Classify, "urgency") => case.matter.urgency.code().to_owned(),
            (Self::Classify, "difficulty") => case.matter.difficulty.code().to_owned(),
            (Self::Notify | Self::Deliver, "way") => DeliveryWay::Hand.code().to_owned(),
            (Self::Extend, "days") => "30".to_owned(),
            (Self::Assign, "unit") => case.unit.clone().unwrap_or_default(),
            (Self::Assign, "holder") => case.holder.clone().unwrap_or_default(),
            (Self::Assign, "leader") => case.leader.clone().unwrap_or_default(),
            (Self::Track, "stage") => TrackStage::Doing.code().to_owned(),
            (kind, _) if kind.is_of_mediation() => mediation::proposal(field, case, today),
            (Self::TaskForceForm | Self::TaskForceChange | Self::TaskForceMeet, field) => {
                joining_forces::proposal(self, field, case)
            }
            (kind, _) if kind.is_of_legal_aid() => legal_aid::proposal(kind, field, case),
            (Self::FastLanePut, field) => fast_lane::proposal(field, case),
            (Self::KeyMark | Self::KeyExtend, field) => keying::proposal(field, case, today),
            (Self::Decide, "request") => case.matter.request.clone(),
            (Self::Decide, "facts") => case.matter.facts.clone(),
            (Self::Track | Self::CarryOut, "done") => "no".to_owned(),
            _ => String::new(),
        }
    }

    /// Reads the answers, given in the order of [`StepKind::asks`].
    ///
    /// # Errors
    /// Every answer that does not read, at once.
    pub fn read(self, answers: &[String]) -> Result<Step, Vec<Refusal>> {
        let mut reader = Reader {
            asks: self.asks(),
            answers,
            refusals: Vec::new(),
        };
        let step = self.step_of(&mut reader);
        match (step, reader.refusals) {
            (Some(step), refusals) if refusals.is_empty() => Ok(step),
            (_, refusals) => Err(refusals),
        }
    }

    fn step_of(self, from: &mut Reader<'_>) -> Option<Step> {
        match self {
            Self::Classify => {
                let class = from.code("class", Class::parse);
                let category = from.optional_code("category", Category::parse);
                let urgency = from.code("urgency", Urgency::parse);
                let difficulty = from.code("difficulty", Difficulty::parse);
                Some(Step::Classify {
                    class: class?,
                    category,
                    urgency: urgency?,
                    difficulty: difficulty?,
                })
            }
            Self::Accept => Some(Step::Accept {
                on: from.day("on")?,
            }),
            Self::Decline => {
                let (reason, road, on) = (from.text("reason"), from.text("road"), from.day("on"));
                Some(Step::Decline {
                    on: on?,
                    reason: reason?,
                    road: road?,
                })
            }
            Self::Guide => {
                let exit = from.code("exit", Exit::parse);
                let (told, on) = (from.text("told"), from.day("on"));
                Some(Step::Guide {
                    on: on?,
                    exit: exit?,
                    told: told?,
                })
            }
            Self::Notify => {
                let (way, on) = (from.code("way", DeliveryWay::parse), from.day("on"));
                Some(Step::Notify { on: on?, way: way? })
            }
            Self::Deliver => {
                let (way, on) = (from.code("way", DeliveryWay::parse), from.day("on"));
                Some(Step::Deliver { on: on?, way: way? })
            }
            Self::Assign => Some(Step::Assign {
                unit: from.optional("unit"),
                holder: from.optional("holder"),
                leader: from.optional("leader"),
            }),
            Self::Extend => {
                let (approver, reason) = (from.text("approver"), from.text("reason"));
                let days = from.number("days");
                let (on, told_on) = (from.day("on"), from.day("told_on"));
                Some(Step::Extend {
                    on: on?,
                    days: days?,
                    approver: approver?,
                    reason: reason?,
                    told_on: told_on?,
                })
            }
            Self::Decide => {
                let ruling = from.code("ruling", Ruling::parse);
                let (opinion, basis, on) =
                    (from.text("opinion"), from.text("basis"), from.day("on"));
                let (request, facts) = (from.optional("request"), from.optional("facts"));
                Some(Step::Decide {
                    on: on?,
                    ruling: ruling?,
                    opinion: opinion?,
                    basis: basis?,
                    request: request.unwrap_or_default(),
                    facts: facts.unwrap_or_default(),
                })
            }
            Self::Agree => {
                let (terms, on) = (from.text("terms"), from.day("on"));
                Some(Step::Agree {
                    on: on?,
                    terms: terms?,
                })
            }
            Self::Withdraw => ending::withdrawal(from),
            Self::StrikeOff => {
                let (proof, on) = (from.text("proof"), from.day("on"));
                Some(Step::StrikeOff {
                    on: on?,
                    proof: proof?,
                })
            }
            Self::Track => {
                let track = from.code("track", Track::parse);
                let stage = from.code("stage", TrackStage::parse);
                Some(Step::Track {
                    track: track?,
                    holder: from.optional("holder").unwrap_or_default(),
                    stage: stage?,
                    note: TrackNote::Said(from.optional("note").unwrap_or_default()),
                })
            }
            Self::Note => Some(Step::Note {
                text: from.text("text")?,
            }),
            Self::Number => {
                let (kind, value) = (from.code("kind", ExternalKind::parse), from.text("value"));
                Some(Step::Number(ExternalNumber {
                    kind: kind?,
                    value: value?,
                }))
            }
            Self::Divert => diverting::read(from).map(|told| Step::Divert(Box::new(told))),
            Self::CallBack => ending::call_back(from).map(Step::Closing),
            Self::Reopen => ending::reopening(from).map(Step::Closing),
            Self::Satisfaction => ending::satisfaction(from).map(Step::Closing),
            Self::MediationConsent => mediation::consents(from).map(Step::Mediation),
            Self::MediationRefer => mediation::referral(from).map(Step::Mediation),
            Self::MediationSession => mediation::session(from).map(Step::Mediation),
            Self::MediationExtend => mediation::more_days(from).map(Step::Mediation),
            Self::MediationAgree => mediation::accord(from).map(Step::Mediation),
            Self::MediationSign => Some(Step::Mediation(mediation::signing(from))),
            Self::MediationInstalment => mediation::promise(from).map(Step::Mediation),
            Self::MediationPerformed => mediation::performance(from).map(Step::Mediation),
            Self::ConfirmationAsk => mediation::request(from).map(Step::Mediation),
            Self::ConfirmationAnswer => mediation::answer(from).map(Step::Mediation),
            Self::MediationEnd => mediation::ending(from).map(Step::Mediation),
            Self::MediationDanger => mediation::danger(from).map(Step::Mediation),
            Self::TaskForceForm
            | Self::TaskForceChange
            | Self::TaskForceMeet
            | Self::TaskForceEnd => {
                joining_forces::read(self, from).map(|step| Step::TaskForce(Box::new(step)))
            }
            Self::Forward
            | Self::ReportBack
            | Self::Receive
            | Self::Object
            | Self::ObjectionAnswered
            | Self::Recuse
            | Self::ExcuseNotice
            | Self::TellOrganisation
            | Self::AnswerSuggestion
            | Self::Follow
            | Self::GuidanceEnded
            | Self::Simple
            | Self::ReportUrgent
            | Self::Represent => transfer_form::read(self, from).map(Step::Transfer),
            Self::FastLanePut | Self::FastLaneInform | Self::FastLaneArrive | Self::FastLaneFix => {
                fast_lane::read(self, from).map(Step::FastLane)
            }
            Self::KeyMark | Self::KeyExtend | Self::KeyLift => {
                keying::read(self, from).map(Step::Key)
            }
            Self::Hear
            | Self::CarryOut
            | Self::Supervise
            | Self::AskReview
            | Self::AnswerReview
            | Self::AskRecheck
            | Self::HearRecheck
            | Self::AnswerRecheck
            | Self::LateRequest => AppealKind::of(self)
                .and_then(|kind| kind.read(from))
                .map(|step| Step::Appeal(Box::new(step))),
            Self::OrderSign
            | Self::OrderContact
            | Self::OrderReturn
            | Self::OrderReturnAnswered
            | Self::OrderExtend
            | Self::OrderLimit
            | Self::OrderAnswer
            | Self::OrderCallBack
            | Self::OrderRedo
            | Self::OrderPress
            | Self::OrderClose
            | Self::OrderCloseAnswered => order::read(self, from).map(Step::Order),
            Self::RecommendLawyer
            | Self::AidAsk
            | Self::AidHelp
            | Self::AidDecide
            | Self::AidTell
            | Self::AidAppoint => {
                legal_aid::read(self, from).map(|step| Step::LegalAid(Box::new(step)))
            }
        }
    }
}
