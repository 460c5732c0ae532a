//! What the form of a step proposes with everything that stands beside the case: the present minute,
//! the caller's open petition, the standing task force of the category.

use crate::domain::case::fact::ask::{AnswerKind, Ask};
use crate::domain::case::fact::mediation::step::MediationKind;
use crate::domain::case::fact::order::close::CloseGround;
use crate::domain::case::fact::order::step::OrderKind;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{CaseField, StepKind};
use crate::domain::codes::Class;
use crate::domain::dispute;
use crate::domain::moment::Moment;
use crate::domain::queue::CaseRow;
use crate::domain::settings::Settings;
use crate::domain::triage::parts;
use crate::domain::view::CaseView;

/// Gives what the case itself proposes for a question.
pub fn proposed(kind: StepKind, ask: &Ask, case: &Case, now: Moment) -> String {
    match ask.answer {
        AnswerKind::Moment => now.minute(),
        AnswerKind::Line
        | AnswerKind::Text
        | AnswerKind::Day
        | AnswerKind::Number
        | AnswerKind::Case
        | AnswerKind::Choice { .. }
        | AnswerKind::Several { .. } => kind.proposal(ask.field, case, now.date()),
    }
}

/// Gives the answers that what stands beside the case proposes, by field.
pub fn beside(kind: StepKind, view: &CaseView) -> Vec<(&'static str, String)> {
    match kind {
        StepKind::Order(OrderKind::AskClose) => close(view),
        StepKind::Assign => force(view),
        StepKind::Dispute => dispute(view),
        StepKind::Mediation(MediationKind::Agree) => parties(view),
        _ => Vec::new(),
    }
}

/// Gives an answer as it is meant: a type of dispute by its number in the town's list or a part of
/// its name; any other as it was typed.
pub fn meant(kind: StepKind, ask: &Ask, typed: String, settings: &Settings) -> String {
    if kind == StepKind::Dispute && ask.field == CaseField::DisputeType.code() {
        return dispute::meant(&settings.dispute_types, &typed);
    }
    typed
}

/// Gives the answer that is proposed for every question of a step, in their order.
pub fn proposals(kind: StepKind, view: &CaseView, now: Moment) -> Vec<String> {
    let beside = beside(kind, view);
    let of = |ask: &Ask| {
        let known = beside.iter().find(|(field, _)| *field == ask.field);
        known.map_or_else(
            || proposed(kind, ask, &view.case, now),
            |(_, answer)| answer.clone(),
        )
    };
    kind.asks().iter().map(of).collect()
}

/// Gives the petitions on whose ground a work order can be closed.
pub fn petitions(view: &CaseView) -> &[CaseRow] {
    let order = &view.case.order;
    let asked = order.asked_close().is_some_and(|it| it.answer.is_none());
    let over = order.ended_on().is_some() || order.answered_on().is_some();
    if asked || over || !view.case.is_order_only() {
        return &[];
    }
    &view.petitions
}

/// Proposes the ground, the petition and its due date. On which day and by whom the caller was told
/// is for whoever told him to write.
fn close(view: &CaseView) -> Vec<(&'static str, String)> {
    let Some(row) = petitions(view).first() else {
        return Vec::new();
    };
    let mut answers = vec![
        ("close_ground", CloseGround::Petition.code().to_owned()),
        ("petition_number", row.number.to_string()),
    ];
    answers.extend(row.due.map(|day| ("petition_due", day.to_string())));
    answers
}

/// Proposes, where nobody has the case, the force of its category and who of it takes it. An
/// accusation is proposed to nobody: assigning it opens it (条例 30 ¶3).
fn force(view: &CaseView) -> Vec<(&'static str, String)> {
    let case = &view.case;
    let free = case.unit.is_none() && case.matter.class != Class::Accusation;
    let with = view.forces.for_case(case).filter(|_| free);
    match with.and_then(|with| Some((with.unit, with.taker?))) {
        Some((unit, taker)) => vec![("unit", unit.to_owned()), ("holder", taker.to_owned())],
        None => Vec::new(),
    }
}

/// Proposes the names of both sides.
fn parties(view: &CaseView) -> Vec<(&'static str, String)> {
    let current = view.case.mediation.current();
    let other = current.map(|it| it.consents.other).unwrap_or_default();
    let mut sides = vec![view.person.name.clone(), other];
    sides.retain(|it| !it.is_empty());
    vec![("parties", sides.join("；"))]
}

/// Proposes what stands of the dispute, and where no type does, the one for which the matter's words
/// speak.
fn dispute(view: &CaseView) -> Vec<(&'static str, String)> {
    let fields = [
        CaseField::DisputeType,
        CaseField::Amount,
        CaseField::Concerned,
    ];
    let stands = fields.map(|field| (field.code(), view.case.text(field).into_owned()));
    let words = parts(&view.case.matter).map(|(_, text)| text);
    let proposed = || {
        let list = &view.settings.dispute_types;
        dispute::proposed(list, &words).map(|it| it.name.clone())
    };
    let mut answers = stands.to_vec();
    if let Some((_, kind)) = answers.first_mut().filter(|(_, kind)| kind.is_empty()) {
        *kind = proposed().unwrap_or_default();
    }
    answers
}
