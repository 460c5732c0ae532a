//! What the steps on the way before the decision ask, and reading what was answered.

use chrono::NaiveDate;

use super::super::codes::{Class, DeliveryWay};
use super::super::moment::Moment;
use super::super::refusal::Reason;
use super::ask::{Answer, Ask, ON, Reader, WAY, line, text};
use super::state::Case;
use super::step::StepKind;
use super::transfer::{Adoption, Manner, ObjectionAnswer, ReportWay, TransferStep};

const fn day(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Day,
    }
}

const fn choice(field: &'static str, group: &'static str, codes: fn() -> Vec<&'static str>) -> Ask {
    Ask {
        field,
        answer: Answer::Choice { group, codes },
    }
}

/// Gives what a step asks; empty for a kind that is none of these.
pub(super) const fn asks(kind: StepKind) -> &'static [Ask] {
    match kind {
        StepKind::Forward => const { &[line("to"), text("reason"), ON] },
        StepKind::ReportBack => const { &[day("report_by")] },
        StepKind::Receive => {
            const {
                &[
                    line("sender"),
                    choice("manner", "manner", || {
                        Manner::ALL.iter().map(|it| it.code()).collect()
                    }),
                    ON,
                ]
            }
        }
        StepKind::Object | StepKind::ExcuseNotice => const { &[text("reason"), ON] },
        StepKind::ObjectionAnswered => {
            const {
                &[
                    choice("objection", "objection", || {
                        ObjectionAnswer::ALL.iter().map(|it| it.code()).collect()
                    }),
                    ON,
                ]
            }
        }
        StepKind::Recuse => const { &[line("name"), text("reason"), line("approver"), ON] },
        StepKind::TellOrganisation => const { &[line("to"), ON] },
        StepKind::AnswerSuggestion => {
            const {
                &[
                    choice("adoption", "adoption", || {
                        Adoption::ALL.iter().map(|it| it.code()).collect()
                    }),
                    text("answer"),
                    WAY,
                    ON,
                ]
            }
        }
        StepKind::Follow => const { &[day("ask_on")] },
        StepKind::GuidanceEnded => const { &[text("outcome"), ON] },
        StepKind::Simple => const { &[ON] },
        StepKind::ReportUrgent => {
            const {
                &[
                    line("to"),
                    choice("report_way", "report", || {
                        ReportWay::ALL.iter().map(|it| it.code()).collect()
                    }),
                    line("at"),
                ]
            }
        }
        StepKind::Represent => const { &[line("representatives")] },
        _ => &[],
    }
}

/// Gives what stands in a question before anything is typed.
pub(super) fn proposal(kind: StepKind, field: &str, case: &Case, today: NaiveDate) -> String {
    let organ = match case.matter.class {
        Class::Accusation => "纪检监察机关",
        Class::Litigation => "政法机关",
        Class::Claim | Class::Suggestion | Class::Unclassed => "",
    };
    let manner = Manner::Assigned.code();
    match (kind, field) {
        (StepKind::Forward, "to") => organ.to_owned(),
        (StepKind::TellOrganisation, "to") => "组织部门".to_owned(),
        (StepKind::Receive, "manner") => manner.to_owned(),
        (StepKind::Receive, "on") => {
            let received = case.transferred_on().unwrap_or(today);
            received.format("%Y-%m-%d").to_string()
        }
        (StepKind::AnswerSuggestion, "way") => DeliveryWay::Hand.code().to_owned(),
        (StepKind::ReportUrgent, "report_way") => ReportWay::Phone.code().to_owned(),
        (StepKind::ReportUrgent, "at") => today.format("%Y-%m-%d ").to_string(),
        (StepKind::Represent, _) => case.matter.representatives.join("、"),
        (_, "on") => today.format("%Y-%m-%d").to_string(),
        _ => String::new(),
    }
}

/// Reads the answers; `None` where one does not read, or for a kind that is none of these.
pub(super) fn read(kind: StepKind, from: &mut Reader<'_>) -> Option<TransferStep> {
    Some(match kind {
        StepKind::Forward => {
            let (to, reason, on) = (from.text("to"), from.text("reason"), from.day("on"));
            TransferStep::Forward {
                on: on?,
                to: to?,
                reason: reason?,
            }
        }
        StepKind::ReportBack => TransferStep::ReportBack {
            by: from.day("report_by")?,
        },
        StepKind::Receive => {
            let sender = from.text("sender");
            let (manner, on) = (from.code("manner", Manner::parse), from.day("on"));
            TransferStep::Receive {
                on: on?,
                sender: sender?,
                manner: manner?,
            }
        }
        StepKind::Object => {
            let (reason, on) = (from.text("reason"), from.day("on"));
            TransferStep::Object {
                on: on?,
                reason: reason?,
            }
        }
        StepKind::ExcuseNotice => {
            let (reason, on) = (from.text("reason"), from.day("on"));
            TransferStep::ExcuseNotice {
                on: on?,
                reason: reason?,
            }
        }
        StepKind::ObjectionAnswered => {
            let answer = from.code("objection", ObjectionAnswer::parse);
            let on = from.day("on");
            TransferStep::ObjectionAnswered {
                on: on?,
                answer: answer?,
            }
        }
        StepKind::Recuse => {
            let (name, reason) = (from.text("name"), from.text("reason"));
            let (approver, on) = (from.text("approver"), from.day("on"));
            TransferStep::Recuse {
                on: on?,
                name: name?,
                reason: reason?,
                approver: approver?,
            }
        }
        StepKind::TellOrganisation => {
            let (to, on) = (from.text("to"), from.day("on"));
            TransferStep::TellOrganisation { on: on?, to: to? }
        }
        StepKind::AnswerSuggestion => {
            let adoption = from.code("adoption", Adoption::parse);
            let (answer, way) = (from.text("answer"), from.code("way", DeliveryWay::parse));
            let on = from.day("on");
            TransferStep::AnswerSuggestion {
                on: on?,
                adoption: adoption?,
                answer: answer?,
                way: way?,
            }
        }
        StepKind::Follow => TransferStep::Follow {
            ask_on: from.day("ask_on")?,
        },
        StepKind::GuidanceEnded => {
            let (outcome, on) = (from.text("outcome"), from.day("on"));
            TransferStep::GuidanceEnded {
                on: on?,
                outcome: outcome?,
            }
        }
        StepKind::Simple => TransferStep::Simple {
            on: from.day("on")?,
        },
        StepKind::ReportUrgent => {
            let (to, way) = (from.text("to"), from.code("report_way", ReportWay::parse));
            let at = from.text("at");
            let at = at.and_then(|at| match Moment::parse(&at) {
                Some(at) => Some(at),
                None => from.refuse("at", Reason::NotAMoment),
            });
            TransferStep::ReportUrgent {
                at: at?,
                to: to?,
                way: way?,
            }
        }
        StepKind::Represent => {
            let names = from.text("representatives")?;
            let names = names.split(['、', '，', ',', ';', '；', ' ', '\n']);
            TransferStep::Represent {
                names: names
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect(),
            }
        }
        _ => return None,
    })
}
