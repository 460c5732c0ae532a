//! What is proposed in the steps on the way before the decision.

use chrono::NaiveDate;

use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::transfer::{Manner, MinorReport, ReportWay, TransferKind};
use crate::domain::codes::{Class, DeliveryWay};

/// Gives what stands in a question before anything is typed.
pub(in crate::domain::case) fn proposal(
    kind: TransferKind,
    field: &str,
    case: &Case,
    today: NaiveDate,
) -> String {
    let organ = match case.matter.class {
        Class::Accusation => "纪检监察机关",
        Class::Litigation => "政法机关",
        Class::Claim | Class::Suggestion | Class::Unclassed => "",
    };
    let manner = Manner::Assigned.code();
    match (kind, field) {
        (TransferKind::Forward, "to") => organ.to_owned(),
        (TransferKind::TellOrganisation, "to") => "组织部门".to_owned(),
        (TransferKind::Receive, "manner") => manner.to_owned(),
        (TransferKind::Receive, "on") => {
            let received = case.transferred_on().unwrap_or(today);
            received.to_string()
        }
        (TransferKind::AnswerSuggestion, "way") => DeliveryWay::Hand.code().to_owned(),
        (TransferKind::ReportUrgent, "report_way") => ReportWay::Phone.code().to_owned(),
        (TransferKind::ReportMinor, "minor_report") => MinorReport::Police.code().to_owned(),
        (TransferKind::Represent, _) => case.matter.representatives.join("、"),
        (_, "on") => today.to_string(),
        _ => String::new(),
    }
}
