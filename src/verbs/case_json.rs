//! A case with everything beside it, as `mulin case show --json`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::appeal::Round;
use crate::domain::case::fact::closing::{ClosingState, Rated, Rating, Satisfaction};
use crate::domain::case::fact::matter::Visit;
use crate::domain::case::fact::step::Step;
use crate::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use crate::domain::case::rule::undo::undone;
use crate::domain::codes::Channel;
use crate::domain::entry::Entry;
use crate::domain::moment::Moment;
use crate::domain::number::VisitNumber;
use crate::domain::province::{FromAbove, Purpose};
use crate::domain::settings::Settings;
use crate::domain::view::CaseView;
use crate::verbs::attachments::AttachedJson;
use crate::verbs::case_row::{CaseJson, moment};
use crate::verbs::checklist_json::{CheckItemJson, checklist_json};
use crate::verbs::clock_json::DueJson;
use crate::verbs::dispute_json::{DisputeJson, RoadmapJson};
use crate::verbs::force::CaseForceJson;
use crate::verbs::joint_json::{PledgeJson, TaskForceJson};
use crate::verbs::key_json::KeyJson;
use crate::verbs::legal_aid_json::LegalAidJson;
use crate::verbs::mediation_json::mediation_json;
use crate::verbs::meeting_json::TaskJson;
use crate::verbs::order_json::order_json;
use crate::verbs::person_json::PersonJson;
use crate::verbs::step_fields::fields;
use crate::words::bundle::Words;

/// The answer of `mulin case show --json`: the row of the list, and what stands beside it.
#[derive(Debug, Serialize)]
pub struct CaseShown {
    #[serde(flatten)]
    row: CaseJson,
    revision: u32,
    registered_at: String,
    acceptance_overdue: bool,
    decide_provisional: Option<String>,
    request: String,
    facts: String,
    external_numbers: Vec<NumberJson>,
    purpose: Option<&'static str>,
    content_class: Option<String>,
    /// What a sheet from above says of it, in its own words; `null` where none does.
    from_above: Option<BTreeMap<&'static str, String>>,
    person: Option<PersonJson>,
    imported_answer: Option<AnswerJson>,
    visits: Vec<VisitJson>,
    history: Vec<EntryJson>,
    resolved: Option<bool>,
    satisfaction: Option<&'static str>,
    office_satisfaction: Option<&'static str>,
    dispute: DisputeJson,
    roadmap: Option<RoadmapJson>,
    closing: ClosingJson,
    next: Vec<NextJson>,
    clocks: Vec<ClockJson>,
    tracks: Vec<TrackJson>,
    mediation: Option<Value>,
    fast_lane: Option<FastLaneJson>,
    others: Vec<String>,
    chain: Vec<String>,
    task_force: Vec<TaskForceJson>,
    standing_force: Option<CaseForceJson>,
    joint: Vec<PledgeJson>,
    absorbed: Vec<AbsorbedJson>,
    follows: Option<String>,
    decision: Option<DecisionJson>,
    carried_out: Option<bool>,
    key_case: Vec<KeyJson>,
    tasks: Vec<TaskJson>,
    order: Value,
    legal_aid: Option<LegalAidJson>,
    /// The files that belong to it; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachedJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    checklist: Vec<CheckItemJson>,
}

/// A case that is part of this one; its petitioner gets the answers too.
#[derive(Debug, Serialize)]
struct AbsorbedJson {
    number: String,
    person: String,
    visits: usize,
}

/// 处理意见 with its required parts (条例 32; 鲁信访 41).
#[derive(Debug, Serialize)]
struct DecisionJson {
    on: String,
    ruling: &'static str,
    request: String,
    facts: String,
    opinion: String,
    basis: String,
    remedy: String,
}

#[derive(Debug, Serialize)]
struct NumberJson {
    kind: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct AnswerJson {
    at: Option<String>,
    text: String,
}

#[derive(Debug, Serialize)]
struct VisitJson {
    number: String,
    person: Option<String>,
    received_at: Option<String>,
    channel: Option<&'static str>,
    station: Option<String>,
    people_count: u32,
    companion: Option<String>,
    words: String,
    new_facts: Option<String>,
}

#[derive(Debug, Serialize)]
struct EntryJson {
    seq: u32,
    who: String,
    when: String,
    step: &'static str,
    /// Whether a later entry withdrew it.
    undone: bool,
    /// The entry that it withdraws.
    undoes: Option<u32>,
    detail: Map<String, Value>,
}

/// How the matter was withdrawn, called back, reopened and rated.
#[derive(Debug, Serialize)]
struct ClosingJson {
    withdrawal: Option<&'static str>,
    call_back: Option<CallBackJson>,
    reopened: Vec<ReopenedJson>,
    rating: Option<RatingJson>,
    rated_first: Option<RatingJson>,
}

#[derive(Debug, Serialize)]
struct CallBackJson {
    on: String,
    by: String,
    confirmed: bool,
    #[serde(rename = "said")]
    statement: String,
}

#[derive(Debug, Serialize)]
struct ReopenedJson {
    on: String,
    by: String,
    reason: String,
}

#[derive(Debug, Serialize)]
struct RatingJson {
    on: String,
    by: String,
    answer: Option<&'static str>,
    office: Option<&'static str>,
    #[serde(rename = "said")]
    statement: String,
}

#[derive(Debug, Serialize)]
struct ClockJson {
    #[serde(flatten)]
    due: DueJson,
    met_on: Option<String>,
    binds: bool,
    explanation: Vec<String>,
}

/// 下一步: a step that is owed; without a last day where no clock asks for it.
#[derive(Debug, Serialize)]
struct NextJson {
    step: &'static str,
    rule: Option<&'static str>,
    article: Option<&'static str>,
    due_raw: Option<String>,
    due: Option<String>,
}

#[derive(Debug, Serialize)]
struct TrackJson {
    track: &'static str,
    holder: String,
    state: &'static str,
    done: bool,
    note: String,
    notes: Vec<NoteJson>,
}

/// A note; a counsellor's words are held back, and only who wrote it and when is told.
#[derive(Debug, Serialize)]
struct NoteJson {
    when: String,
    who: String,
    text: Option<String>,
}

/// The company was to be on site by the hour in `clocks`.
#[derive(Debug, Serialize)]
struct FastLaneJson {
    utility: &'static str,
    fault: &'static str,
    site: &'static str,
    informed_at: Option<String>,
    informed: Option<String>,
    arrived_at: Option<String>,
    fixed_at: Option<String>,
}

impl CaseShown {
    /// Makes the answer as it stands on `today`; who came is held back with the content.
    pub fn of(words: &Words, view: &CaseView, town: &Settings, who: &str, now: Moment) -> Self {
        let today = now.date();
        let case = &view.case;
        let matter = &case.matter;
        let gone = undone(view.history.iter().filter_map(Entry::step));
        Self {
            row: CaseJson::of(&view.row, today),
            revision: case.revision,
            registered_at: moment(case.registered_at, view.row.locked),
            acceptance_overdue: view.row.acceptance_overdue(today).is_some(),
            decide_provisional: view
                .row
                .acceptance_overdue(today)
                .map(|day| day.to_string()),
            request: matter.request.clone(),
            facts: matter.facts.clone(),
            external_numbers: matter
                .external
                .iter()
                .map(|number| NumberJson {
                    kind: number.kind.code(),
                    value: number.value.clone(),
                })
                .collect(),
            purpose: matter.purpose.map(Purpose::code),
            content_class: matter.content.clone(),
            from_above: from_above(&matter.from_above),
            person: (!view.row.locked).then(|| PersonJson {
                id: view.row.person,
                card: view.person.clone(),
            }),
            imported_answer: case.imported_answer.as_ref().map(|answer| AnswerJson {
                at: answer.at.map(|at| at.to_string()),
                text: answer.text.clone(),
            }),
            visits: (1..)
                .zip(&case.visits)
                .map(|(run, visit)| {
                    let number = VisitNumber {
                        case: case.number,
                        visit: run,
                    };
                    visit_json(number, visit, view.row.locked)
                })
                .collect(),
            history: view
                .history
                .iter()
                .filter_map(|it| entry_json(words, it, &gone))
                .collect(),
            resolved: case.resolved().filter(|_| !view.row.locked),
            satisfaction: (!view.row.locked).then(|| case.rated()),
            office_satisfaction: (!view.row.locked).then(|| case.rated_about(Rated::Office)),
            dispute: DisputeJson::of(&matter.dispute),
            roadmap: RoadmapJson::of(view, today),
            closing: closing_json(&case.closing),
            next: next_json(view, who, today),
            clocks: view
                .clocks
                .iter()
                .filter(|clock| clock.stands_on(today))
                .map(|it| clock_json(words, it))
                .collect(),
            tracks: case
                .tracks
                .iter()
                .map(|state| track_json(view, state))
                .collect(),
            mediation: case
                .mediation
                .current()
                .map(|it| mediation_json(words, view, &it, today)),
            fast_lane: case.fast_lane.as_ref().map(|call| FastLaneJson {
                utility: call.utility.code(),
                fault: call.fault.code(),
                site: call.site.code(),
                informed_at: call.informed.as_ref().map(|(at, _)| at.to_string()),
                informed: call.informed.as_ref().map(|(_, whom)| whom.clone()),
                arrived_at: call.arrived_at.map(|at| at.to_string()),
                fixed_at: call.fixed_at.map(|at| at.to_string()),
            }),
            others: view
                .others
                .iter()
                .map(|row| row.number.to_string())
                .collect(),
            chain: view.chain.iter().map(|node| node.name.clone()).collect(),
            absorbed: case
                .merge
                .absorbed
                .iter()
                .map(|part| AbsorbedJson {
                    number: part.number.to_string(),
                    person: part.petitioner.to_string(),
                    visits: part.all_visits().len(),
                })
                .collect(),
            task_force: case.task_forces.iter().map(TaskForceJson::of).collect(),
            standing_force: CaseForceJson::of(view),
            joint: view.joint.iter().map(PledgeJson::of).collect(),
            follows: matter.follows.map(|number| number.to_string()),
            decision: case.decision.as_ref().map(|it| DecisionJson {
                on: it.on.to_string(),
                ruling: it.ruling.code(),
                request: case.decided_request().to_owned(),
                facts: case.decided_facts().to_owned(),
                opinion: it.opinion.clone(),
                basis: it.basis.clone(),
                remedy: words.remedy(Round::Review, town),
            }),
            carried_out: case.is_supported().then(|| case.is_carried_out()),
            key_case: case.key.0.iter().map(KeyJson::of).collect(),
            tasks: view.tasks.iter().map(TaskJson::of).collect(),
            order: order_json(view, now),
            legal_aid: LegalAidJson::of(&case.legal_aid),
            attachments: case.attached.iter().map(AttachedJson::of).collect(),
            checklist: checklist_json(&case.checklist),
        }
    }
}

fn from_above(cells: &FromAbove) -> Option<BTreeMap<&'static str, String>> {
    let found: BTreeMap<_, _> = cells
        .cells()
        .map(|(what, text)| (what.code(), text.to_owned()))
        .collect();
    (!found.is_empty()).then_some(found)
}

fn visit_json(number: VisitNumber, visit: &Visit, locked: bool) -> VisitJson {
    VisitJson {
        number: number.to_string(),
        person: (!locked).then(|| visit.person.to_string()),
        received_at: visit.received_at.map(|at| moment(at, locked)),
        channel: visit.channel.map(Channel::code).filter(|_| !locked),
        station: visit.station.clone(),
        people_count: visit.people_count,
        companion: visit.companion.clone(),
        words: visit.words.clone(),
        new_facts: visit.new_facts.clone(),
    }
}

fn entry_json(words: &Words, entry: &Entry, gone: &BTreeMap<u32, u32>) -> Option<EntryJson> {
    let step = entry.step()?;
    let undoes = match step {
        Step::Undo { of, .. } => Some(*of),
        _ => None,
    };
    let detail = fields(words, step)
        .into_iter()
        .map(|field| (field.name.to_owned(), field.value));
    Some(EntryJson {
        seq: entry.seq,
        who: entry.who.clone(),
        when: entry.when.to_string(),
        step: step.code(),
        undone: gone.contains_key(&entry.seq),
        undoes,
        detail: detail.collect(),
    })
}

fn track_json(view: &CaseView, state: &TrackState) -> TrackJson {
    let notes = view
        .track_notes(state.track)
        .into_iter()
        .map(|it| NoteJson {
            when: it.when.to_string(),
            who: it.who.to_owned(),
            text: match it.note {
                TrackNote::Text(text) => Some(text.clone()),
                TrackNote::Sealed => None,
            },
        });
    TrackJson {
        track: state.track.code(),
        holder: state.holder.clone(),
        state: state.stage.code(),
        done: state.stage == TrackStage::Done,
        note: state.note.text().to_owned(),
        notes: notes.collect(),
    }
}

fn closing_json(state: &ClosingState) -> ClosingJson {
    ClosingJson {
        withdrawal: state.withdrawal.as_ref().map(|it| it.form.code()),
        call_back: state.call_back.as_ref().map(|it| CallBackJson {
            on: it.on.to_string(),
            by: it.by.clone(),
            confirmed: it.confirmed,
            statement: it.statement.clone(),
        }),
        reopened: state
            .reopened
            .iter()
            .map(|it| ReopenedJson {
                on: it.on.to_string(),
                by: it.by.clone(),
                reason: it.reason.clone(),
            })
            .collect(),
        rating: state.rating.as_ref().map(rating_json),
        rated_first: state.rated_first.as_ref().map(rating_json),
    }
}

fn rating_json(rating: &Rating) -> RatingJson {
    RatingJson {
        on: rating.on.to_string(),
        by: rating.by.clone(),
        answer: rating.answer.map(Satisfaction::code),
        office: rating.office.map(Satisfaction::code),
        statement: rating.statement.clone(),
    }
}

fn clock_json(words: &Words, clock: &CaseClock) -> ClockJson {
    ClockJson {
        due: DueJson::of(words, &clock.deadline),
        met_on: clock.met_on.map(|day| day.to_string()),
        binds: clock.binds,
        explanation: words.explanation(&clock.deadline),
    }
}

/// What comes next; nothing where the content is held back.
fn next_json(view: &CaseView, who: &str, today: NaiveDate) -> Vec<NextJson> {
    if view.row.locked {
        return Vec::new();
    }
    let duties = view.next(who, today).duties.into_iter();
    duties
        .map(|duty| {
            let deadline = duty.clock.as_ref().map(|clock| &clock.deadline);
            NextJson {
                step: duty.kind.code(),
                rule: deadline.map(|it| it.rule.code()),
                article: deadline.map(|it| it.article),
                due_raw: deadline.map(|it| it.raw.to_string()),
                due: deadline.map(|it| it.due.to_string()),
            }
        })
        .collect()
}
