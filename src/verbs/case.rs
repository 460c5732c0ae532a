//! `mulin case show`: one case with visits, history, clocks and services.

use crate::domain::case::fact::fast_lane::FastLaneKind;
use chrono::NaiveDate;

use crate::app::case::forces;
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::clock::facts::CaseFacts;
use crate::domain::case::clock::roadmap::roadmap;
use crate::domain::case::fact::appeal::Round;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::rule::undo::undone;
use crate::domain::entry::{Entry, past};
use crate::domain::number::VisitNumber;
use crate::domain::phone::mask_phone;
use crate::domain::view::CaseView;
use crate::domain::viewer::Viewer;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::case_json::CaseShown;
use crate::verbs::case_row::heading;
use crate::verbs::legal_aid_json;
use crate::verbs::look;
use crate::verbs::mediation_json::render;
use crate::verbs::named::{Found, cases};
use crate::verbs::order_json;
use crate::verbs::outcome::Exit;
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::step_fields::{fields, note};
use crate::verbs::store::{failed, for_reading};
use crate::words::bundle::Words;

/// Prints a case, found by its own number as a clerk writes it, by a visit's, by its 查询码, or by a
/// number of another system.
pub fn show(setting: &Setting, typed: &str, json: bool) -> Exit {
    let words = &setting.words;
    let now = now();
    let today = now.date();
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let found = match find(setting, store.as_ref(), typed) {
        Ok(found) => found,
        Err(error) => return failed(setting, &error),
    };
    let view = match found.or_complain(words, typed) {
        Ok(view) => view.sealed(),
        Err(exit) => return exit,
    };
    let number = view.case.number;
    let mut printer = Printer::new();
    if json {
        printer.json_line(&CaseShown::of(
            words,
            &view,
            &setting.town,
            &setting.who,
            now,
        ));
    } else {
        print(setting, &view, today, &mut printer);
    }
    drop(printer);
    look::shown(setting, store.as_ref(), number);
    Exit::Done
}

fn find(setting: &Setting, store: &dyn Store, typed: &str) -> Result<Found<CaseView>, StoreError> {
    let viewer = Viewer::new(setting.who.clone());
    ask(store, |it| {
        let cases = cases(it, typed, &viewer)?;
        Found::among(&cases, |number| it.case_view(number, &viewer))
    })
}

fn print(setting: &Setting, view: &CaseView, today: NaiveDate, printer: &mut Printer) {
    let (words, case) = (&setting.words, &view.case);
    printer.line(heading(words, &view.row, today));
    let mut part = |key: &str, text: &str| {
        if !text.is_empty() {
            let text = text.replace('\n', "\n  ");
            printer.line(words.say_with(key, &[("text", text.into())]));
        }
    };
    if let Some(into) = case.merge.into {
        part("merge-into", &into.to_string());
    }
    part("merge-absorbed", &absorbed(view));
    let phones: Vec<String> = view.person.phones.iter().map(|it| mask_phone(it)).collect();
    part("verbs-case-phones", &phones.join("、"));
    if let Some(left) = view.row.key_days_left(today)
        && let Some(term) = case.key.on(today).and_then(|it| it.terms.last())
    {
        part("verbs-case-key", &words.key_case(term, left));
    }
    part("verbs-case-request", &case.matter.request);
    part("verbs-case-facts", &case.matter.facts);
    let numbers: Vec<String> = case
        .matter
        .external
        .iter()
        .map(|it| format!("{} {}", words.code("external", it.kind.code()), it.value))
        .collect();
    part("verbs-case-numbers", &numbers.join("、"));
    if let Some(purpose) = case.matter.purpose {
        part("verbs-case-purpose", &words.code("purpose", purpose.code()));
    }
    let content = case.matter.content.as_deref();
    part("verbs-case-content", content.unwrap_or_default());
    part(
        "verbs-case-above",
        &words.from_above(&case.matter.from_above),
    );
    let chain: Vec<&str> = view.chain.iter().map(|node| node.name.as_str()).collect();
    part("verbs-case-chain", &chain.join(" → "));
    if let Some(repeat) = case.repeat().filter(|_| !view.row.locked) {
        part(
            "verbs-case-repeat",
            &words.repeat(repeat.times, repeat.last),
        );
    }
    if let Some(ending) = words.ending(case).filter(|_| !view.row.locked) {
        part("verbs-case-end", &ending);
    }
    part("verbs-case-dispute", &words.dispute(&case.matter.dispute));
    if !view.row.locked {
        part("verbs-case-roadmap", &road(words, view, today));
    }
    if let Some(number) = case.matter.follows {
        part("verbs-case-follows", &number.to_string());
    }
    if case.decision.is_some() {
        part(
            "verbs-case-remedy",
            &words.remedy(Round::Review, &setting.town),
        );
    }
    if let Some(answer) = &case.imported_answer {
        part("verbs-case-answer", &answer.text);
    }
    for (key, lines) in [
        ("verbs-case-visits", visits(words, view)),
        ("verbs-case-tracks", tracks(words, view)),
        ("verbs-case-mediation", render(words, view, today)),
        ("force-section", standing_force(words, view)),
        ("joint-force-section", task_forces(words, view)),
        ("joint-section", pledges(words, view)),
        ("meeting-task-section", tasks(words, view)),
        ("verbs-case-fast-lane", fast_lane(words, view)),
        ("order-section", order_json::render(words, view)),
        (
            "legal-aid",
            legal_aid_json::lines(words, &view.case.legal_aid),
        ),
        ("verbs-case-checklist", checklist(words, view)),
        ("verbs-case-clocks", clocks(words, view, today)),
        ("verbs-case-history", history(words, view)),
    ] {
        if !lines.is_empty() {
            printer.line(words.say(key));
            for line in lines {
                printer.line(format!("  {line}"));
            }
        }
    }
}

/// 路线图: gives the steps of the road, and how long it took in all.
fn road(words: &Words, view: &CaseView, today: NaiveDate) -> String {
    let road = roadmap(&view.case, &past(&view.history));
    let facts = CaseFacts::of(&view.case, &view.calendar, &view.settings);
    let lasted = facts.map_or(String::new(), |facts| words.lasted(&facts, today));
    let text = format!("{}  {lasted}", words.roadmap(&road, today));
    text.trim().to_owned()
}

/// Gives the numbers of the cases that are part of this one.
fn absorbed(view: &CaseView) -> String {
    let parts = view.case.merge.absorbed.iter();
    let numbers: Vec<String> = parts.map(|part| part.number.to_string()).collect();
    numbers.join("、")
}

fn visits(words: &Words, view: &CaseView) -> Vec<String> {
    let visits = (1..).zip(&view.case.visits);
    let lines = visits.map(|(run, visit)| {
        let number = VisitNumber {
            case: view.case.number,
            visit: run,
        };
        if view.row.locked {
            return format!("{number} {}", words.received_day(visit.received_at));
        }
        let channel = words.channel(visit.channel);
        let station = visit.station.as_deref().unwrap_or_default();
        let channel = [channel.as_str(), station].join(" ");
        let channel = channel.trim_end();
        let count = words.say_with("verbs-case-people", &[("n", visit.people_count.into())]);
        let new_facts = visit.new_facts.iter().map(String::as_str);
        let text: Vec<&str> = [visit.words.as_str()]
            .into_iter()
            .chain(new_facts)
            .collect();
        let text = text.join(" ").replace('\n', " ");
        let line = format!(
            "{number} {} {channel} {count} {text}",
            words.received(visit.received_at)
        );
        line.trim_end().to_owned()
    });
    lines.collect()
}

fn tracks(words: &Words, view: &CaseView) -> Vec<String> {
    let mut lines = Vec::new();
    for state in &view.case.tracks {
        let stage = words.code("stage", state.stage.code());
        let track = words.code("track", state.track.code());
        lines.push(
            format!("{track} {} {stage}", state.holder)
                .trim_end()
                .to_owned(),
        );
        for it in view.track_notes(state.track) {
            let text = note(words, it.note).replace('\n', " ");
            lines.push(format!("  {} {} {text}", it.when.minute(), it.who));
        }
    }
    lines
}

fn checklist(words: &Words, view: &CaseView) -> Vec<String> {
    let items = view.case.checklist.items();
    items
        .map(|(place, it)| words.check_item(place, it))
        .collect()
}

fn standing_force(words: &Words, view: &CaseView) -> Vec<String> {
    let with = view.forces.for_case(&view.case).into_iter();
    with.map(|it| words.case_force(&view.case, it)).collect()
}

fn task_forces(words: &Words, view: &CaseView) -> Vec<String> {
    let forces = view.case.task_forces.iter();
    forces.flat_map(|it| forces::force(words, it)).collect()
}

fn pledges(words: &Words, view: &CaseView) -> Vec<String> {
    let pledges = view.joint.iter();
    pledges.map(|it| forces::pledge(words, it)).collect()
}

fn tasks(words: &Words, view: &CaseView) -> Vec<String> {
    view.tasks.iter().map(|it| words.given_task(it)).collect()
}

fn fast_lane(words: &Words, view: &CaseView) -> Vec<String> {
    let Some(call) = &view.case.fast_lane else {
        return Vec::new();
    };
    let step = |kind: StepKind, rest: String| format!("{} {rest}", words.code("step", kind.code()));
    let what = [
        words.code("utility", call.utility.code()),
        words.code("fault", call.fault.code()),
        words.code("site", call.site.code()),
    ];
    let mut lines = vec![what.join(" ")];
    lines.extend(call.informed.as_ref().map(|(at, whom)| {
        step(
            StepKind::FastLane(FastLaneKind::Inform),
            format!("{} {whom}", at.minute()),
        )
    }));
    lines.extend(
        call.arrived_at
            .map(|at| step(StepKind::FastLane(FastLaneKind::Arrive), at.minute())),
    );
    lines.extend(
        call.fixed_at
            .map(|at| step(StepKind::FastLane(FastLaneKind::Fix), at.minute())),
    );
    lines
}

fn clocks(words: &Words, view: &CaseView, today: NaiveDate) -> Vec<String> {
    let undated = view.case.received_at().is_none() && view.case.is_running();
    let why = undated.then(|| words.say("case-undated"));
    let clocks = view
        .clocks
        .iter()
        .filter(|clock| clock.stands_on(today))
        .flat_map(|clock| clock_lines(words, clock));
    why.into_iter().chain(clocks).collect()
}

fn clock_lines(words: &Words, clock: &CaseClock) -> Vec<String> {
    let mut lines = words.explanation(&clock.deadline);
    if let Some(day) = clock.met_on {
        lines.push(words.say_with("verbs-case-met", &[("day", day.to_string().into())]));
    }
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            if at == 0 {
                line.clone()
            } else {
                format!("  {line}")
            }
        })
        .collect()
}

fn history(words: &Words, view: &CaseView) -> Vec<String> {
    let gone = undone(view.history.iter().filter_map(Entry::step));
    let lines = view.history.iter().filter_map(|entry| {
        let line = entry_line(words, entry)?;
        Some(if gone.contains_key(&entry.seq) {
            words.say_with("closing-undone", &[("what", line.into())])
        } else {
            line
        })
    });
    lines.collect()
}

fn entry_line(words: &Words, entry: &Entry) -> Option<String> {
    let step = entry.step()?;
    let text: Vec<String> = fields(words, step)
        .into_iter()
        .filter(|field| !field.text.is_empty())
        .map(|field| field.text.replace('\n', " "))
        .collect();
    let step = words.code("step", step.code());
    Some(format!(
        "#{} {} {} {step} {}",
        entry.seq,
        entry.when.minute(),
        entry.who,
        text.join("，")
    ))
}
