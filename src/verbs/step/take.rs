//! Taking one step: the case is found as the viewer may see it, the answers are read by the step's
//! own reader, and the store decides as it does for the desk.

use serde_json::Map;

use crate::domain::act::{Act, Action, CommitResult, Done};
use crate::domain::case::fact::ask::AnswerKind;
use crate::domain::case::fact::step::{CaseField, Step, StepKind};
use crate::domain::case::form::lacks::{Deciding, decide};
use crate::domain::number::VisitNumber;
use crate::domain::paper::letter;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::CaseView;
use crate::domain::viewer::Viewer;
use crate::office::papers::Trouble;
use crate::runtime::papers::trouble_text;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::named::{Found, cases};
use crate::verbs::paper::desk;
use crate::verbs::present::now;
use crate::verbs::setting::Setting;
use crate::verbs::step::answer::{Answer, Problem, Refused, Taken};
use crate::verbs::step::given::{Fields, answers, check};
use crate::verbs::step_fields;

/// A step that is asked for.
pub struct Order {
    /// The case, as it was typed.
    pub number: String,
    /// The step's code, as it was typed.
    pub step: String,
    /// The revision that the case must be at; `None` for the present one.
    pub expected: Option<u32>,
    /// The fields that were given.
    pub fields: Fields,
}

/// Finds a case by whatever names it. One whose content is held back from the viewer is not there for
/// him (条例 30 ¶3).
pub fn find(
    store: &dyn Store,
    viewer: &Viewer,
    typed: &str,
) -> Result<Found<CaseView>, StoreError> {
    ask(store, |it| {
        let cases = cases(it, typed, viewer)?;
        Found::among(&cases, |number| {
            let view = it.case_view(number, viewer)?;
            Ok(view.filter(|view| !view.row.locked))
        })
    })
}

/// Writes the number of the case that a field names in place of what was typed there; what names
/// none, or several, stays for the step to refuse.
fn name_cases(
    store: &dyn Store,
    viewer: &Viewer,
    kind: StepKind,
    fields: &Fields,
) -> Result<Fields, StoreError> {
    let names_case = |field: &str| {
        let mut asks = kind.asks().iter();
        asks.any(|ask| ask.field == field && matches!(ask.answer, AnswerKind::Case))
    };
    let mut named = fields.clone();
    for (_, text) in named.iter_mut().filter(|(field, _)| names_case(field)) {
        if let [number] = ask(store, |it| cases(it, text, viewer))?[..] {
            *text = number.to_string();
        }
    }
    Ok(named)
}

/// Reads the code of a step.
///
/// # Errors
/// The problem names the steps that there are.
pub fn kind(setting: &Setting, code: &str) -> Result<StepKind, Problem> {
    StepKind::parse(code).ok_or_else(|| {
        let all: Vec<&str> = StepKind::all().map(StepKind::code).collect();
        Problem::unknown(&setting.words, "no-such-step", ("STEP", code), &all).about("step")
    })
}

/// Takes a step, or tells all that stands against it.
pub fn take(setting: &Setting, store: &dyn Store, order: &Order) -> Result<Answer, StoreError> {
    let words = &setting.words;
    let kind = match kind(setting, &order.step) {
        Ok(kind) => kind,
        Err(problem) => return Ok(Answer::refused(vec![problem])),
    };
    if let Err(problems) = check(words, kind, &order.fields) {
        return Ok(Answer::refused(problems));
    }
    let viewer = Viewer::new(setting.who.clone());
    let found = find(store, &viewer, &order.number)?;
    let view = match found.or_text(words, &order.number) {
        Ok(view) => view,
        Err(text) => {
            let problem = Problem::of(Some("number"), Reason::NotFound.code(), text);
            return Ok(Answer::refused(vec![problem]));
        }
    };
    let now = now();
    let refused = |refusal: &Refusal| {
        let problem = Problem::refused(words, kind, refusal);
        if kind == StepKind::StrikeOff && refusal.field.is_none() {
            let prospect = view.case.prospect(&setting.who, now.date());
            return problem.with_ahead(words, prospect.as_ref());
        }
        let of_type = refusal.field == Some(CaseField::DisputeType.code());
        if !of_type || refusal.reason != Reason::NotAChoice {
            return problem;
        }
        let types = view.settings.dispute_types.iter();
        problem.among(words, types.map(|it| it.name.clone()).collect())
    };
    let fields = name_cases(store, &viewer, kind, &order.fields)?;
    let answers = answers(kind, &fields, &view, now);
    let all = || {
        decide(
            kind,
            &view.case,
            &answers,
            Deciding::of(&view, &setting.who, now),
        )
        .err()
    };
    let step = match kind.read(&answers) {
        Ok(step) => step,
        Err(unread) => {
            let refusals = all().unwrap_or(unread);
            // What the law has against the step as a whole is told before what its fields lack.
            let whole = view.case.may_by(kind, &setting.who, now.date()).err();
            let problems = whole.iter().chain(&refusals).map(refused);
            return Ok(Answer::refused(problems.collect()));
        }
    };
    let warnings = lacking(setting, store, &viewer, (kind, &view))?;
    let act = Act {
        who: setting.who.clone(),
        when: now,
        action: Action::Step {
            case: view.case.number,
            expected: order.expected.unwrap_or(view.case.revision),
            step: step.clone(),
        },
    };
    match store.commit(&[act])?.into_iter().next() {
        Some(CommitResult::Done(Done::Stepped { number, revision })) => {
            // It is taken and that is told, whatever cannot be read any more.
            let row = ask(store, |it| it.row(number, &viewer)).ok().flatten();
            let before = (view.case.status, view.case.status_word());
            let (status, word) = row.map_or(before, |row| (row.status, row.status_word()));
            Ok(Answer::Taken(Taken {
                line: None,
                number: number.to_string(),
                step: kind.code(),
                revision,
                status: status.code(),
                word,
                fields: written(setting, &step),
                warnings,
            }))
        }
        Some(CommitResult::Refused(refusal)) => {
            // The same lacks again, and what lacks beside it.
            let lacks = all().filter(|all| all.contains(&refusal));
            let refusals = lacks.unwrap_or_else(|| vec![refusal]);
            Ok(Answer::refused(refusals.iter().map(refused).collect()))
        }
        Some(CommitResult::Conflict { now }) => Ok(Answer::Refused(Refused {
            line: None,
            revision: Some(now),
            problems: vec![refused(&Refusal::new(Reason::ChangedMeanwhile))],
        })),
        _ => Err(StoreError::System("the store did not answer".to_owned())),
    }
}

/// Says of the letter that a step hands over what it lacks, as the desk does before it is handed in.
fn lacking(
    setting: &Setting,
    store: &dyn Store,
    viewer: &Viewer,
    (kind, view): (StepKind, &CaseView),
) -> Result<Vec<String>, StoreError> {
    let Some(paper) = letter(kind, &view.case) else {
        return Ok(Vec::new());
    };
    let visit = VisitNumber {
        case: view.case.number,
        visit: 1,
    };
    let offers = match desk(setting, store, viewer).offers(visit) {
        Ok(offers) => offers,
        Err(Trouble::Store(error)) => return Err(error),
        Err(trouble) => return Ok(vec![trouble_text(&trouble, &setting.words, paper)]),
    };
    let lacking = offers
        .iter()
        .filter(|it| it.paper == paper && !it.gaps.is_empty());
    Ok(lacking.map(|it| setting.words.cannot_print(it)).collect())
}

/// Gives what was written down; a counsellor's note stays within the desk.
fn written(setting: &Setting, step: &Step) -> Map<String, serde_json::Value> {
    let fields = step_fields::fields(&setting.words, &step.sealed());
    let fields = fields.into_iter();
    fields
        .map(|field| (field.name.to_owned(), field.value))
        .collect()
}
