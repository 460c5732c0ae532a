//! A whistle as one row of `--json`, and as one line of text.

use serde::Serialize;

use crate::domain::item::Item;
use crate::domain::moment::Moment;
use crate::domain::whistle::fact::{Party, Rating};
use crate::domain::whistle::state::Standing;
use crate::domain::whistle::view::WhistleView;
use crate::words::bundle::Words;

/// A step: when it happened, and when it was written down where that was later.
#[derive(Debug, Serialize)]
struct StepJson {
    step: &'static str,
    at: String,
    written_at: Option<String>,
}

/// One row of `mulin whistle list --json`; what the viewer may not see is `null`.
#[derive(Debug, Serialize)]
pub struct WhistleJson {
    whistle: String,
    kind: &'static str,
    direction: &'static str,
    standing: &'static str,
    from: Option<String>,
    to: Option<String>,
    to_code: Option<String>,
    answers: Option<String>,
    about: Option<String>,
    approver: Option<String>,
    case: Option<String>,
    sign: Option<String>,
    raised_at: String,
    due: Option<String>,
    rule: Option<&'static str>,
    overdue: bool,
    answered: bool,
    rating: Option<&'static str>,
    levels: usize,
    steps: Vec<StepJson>,
    locked: bool,
}

impl WhistleJson {
    /// Makes the row as it stands now.
    pub fn of(view: &WhistleView, now: Moment) -> Self {
        let whistle = &view.whistle;
        let raised = &whistle.raised;
        let shown = |text: &str| (!view.locked && !text.is_empty()).then(|| text.to_owned());
        let to = if whistle.to() == &Party::Convener {
            Some("convener".to_owned())
        } else {
            shown(&view.to)
        };
        Self {
            whistle: Item::Whistle(view.id).to_string(),
            kind: raised.kind.code(),
            direction: raised.kind.direction().code(),
            standing: match whistle.standing {
                Standing::Open => "open",
                Standing::Closed => "closed",
                Standing::Withdrawn => "withdrawn",
            },
            from: shown(&view.from),
            to,
            to_code: shown(&whistle.to().to_string()),
            answers: view.answers.as_ref().map(|it| it.name.clone()),
            about: shown(&raised.about),
            approver: shown(&raised.approver),
            case: whistle.case.map(|it| it.to_string()),
            sign: raised.sign.map(|it| Item::Sign(it).to_string()),
            raised_at: raised.at.to_string(),
            due: view.due.map(|(_, limit)| limit.to_string()),
            rule: view.due.map(|(rule, _)| rule.code()),
            overdue: view.due.is_some_and(|(_, limit)| limit.is_past(now)),
            answered: whistle.answer.is_some(),
            rating: whistle
                .rating
                .as_ref()
                .map(|(rating, _): &(Rating, String)| rating.code()),
            levels: whistle.turns.len(),
            steps: steps(view),
            locked: view.locked,
        }
    }
}

fn steps(view: &WhistleView) -> Vec<StepJson> {
    let mut steps = Vec::new();
    let mut add = |step: &'static str, at: Option<Moment>| {
        steps.extend(at.map(|at| StepJson {
            step,
            at: at.to_string(),
            written_at: view.written(step, at).map(|when| when.to_string()),
        }));
    };
    for turn in &view.whistle.turns {
        add("signed_in", turn.signed_at());
        add("contacted", turn.contacted);
        add("arrived", turn.arrived);
    }
    let answered = view.whistle.answer.as_ref();
    add("answered", answered.map(|(_, at)| *at));
    steps
}

/// Writes a whistle as one line.
pub fn line(words: &Words, view: &WhistleView, now: Moment) -> String {
    let json = WhistleJson::of(view, now);
    let kind = words.code("whistle_kind", json.kind);
    let mark = if json.overdue { "!! " } else { "" };
    let to = match (view.whistle.to(), json.to) {
        (Party::Convener, _) => words.say("whistles-convener"),
        (Party::Node(_) | Party::Unit(_), to) => to.unwrap_or_default(),
    };
    let about = json.about.or(json.case).unwrap_or_default();
    let from = json.from.unwrap_or_default();
    let due = view
        .due
        .map_or_else(String::new, |(_, limit)| limit.minute());
    format!(
        "{mark}{}  {kind}  {due}  {from} → {to}  {about}",
        json.whistle
    )
}
