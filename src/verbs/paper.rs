//! `mulin case papers` and `mulin case paper`: which papers a case has, and making one out.

use serde::Serialize;

use crate::domain::case::fact::printed::Paper;
use crate::domain::looked::LookKind;
use crate::domain::number::VisitNumber;
use crate::domain::paper::{Fill, Gap, Offer};
use crate::domain::viewer::Viewer;
use crate::exchange::message::unwritten;
use crate::exchange::paper::docx::docx;
use crate::exchange::paper::plain::plain;
use crate::exchange::write::error::WriteError;
use crate::exchange::write::plain as file;
use crate::office::papers::Trouble;
use crate::runtime::papers::{Desk, trouble_text};
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::verbs::arguments::case::PaperArguments;
use crate::verbs::look;
use crate::verbs::named::{Found, cases};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};
use crate::verbs::target::{may_write, standing};
use crate::words::bundle::Words;

/// A paper as JSON.
#[derive(Debug, Serialize)]
struct PaperJson {
    paper: &'static str,
    name: String,
    visit: Option<u32>,
    ready: bool,
    printed: u32,
    missing: Vec<GapJson>,
}

/// What is missing: the fact, and the step or the field that fills it in.
#[derive(Debug, Serialize)]
struct GapJson {
    fact: &'static str,
    name: String,
    step: Option<&'static str>,
    field: Option<&'static str>,
}

/// Lists the papers of a case.
pub fn list(setting: &Setting, typed: &str, json: bool) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let (words, viewer) = (&setting.words, Viewer::new(setting.who.clone()));
    let found = match visit(&store, &viewer, typed) {
        Ok(found) => found,
        Err(error) => return failed(setting, &error),
    };
    let visit = match found.or_complain(words, typed) {
        Ok(visit) => visit,
        Err(exit) => return exit,
    };
    let offers = match desk(setting, &store, &viewer).offers(visit) {
        Ok(offers) => offers,
        Err(trouble) => return exit_for(setting, &trouble, Paper::Receipt),
    };
    let mut printer = Printer::new();
    for offer in &offers {
        if json {
            printer.element(&PaperJson::of(words, offer));
        } else {
            printer.line(line(words, offer));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// Makes a paper out into a file.
pub fn make(setting: &Setting, asked: &PaperArguments) -> Exit {
    let words = &setting.words;
    let Some(paper) = Paper::parse(&asked.name) else {
        let all: Vec<&str> = Paper::ALL.iter().map(|it| it.code()).collect();
        let args = [
            ("name", asked.name.as_str().into()),
            ("all", all.join(" ").into()),
        ];
        complain(words.say_with("verbs-paper-none", &args));
        return Exit::Usage;
    };
    let shown = asked.out.display().to_string();
    let ending = asked.out.extension().and_then(|it| it.to_str());
    let as_docx = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("docx") => true,
        Some("txt") => false,
        _ => {
            let args = [("file", shown.into())];
            complain(words.say_with("verbs-paper-ending", &args));
            return Exit::Usage;
        }
    };
    if let Err(exit) = may_write(setting, &asked.out, asked.replace) {
        return exit;
    }
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    // A broken template of the town's own is told where it matters.
    if let Some(reason) = setting.first_broken() {
        complain(reason);
    }
    let found = match visit(&store, &viewer, &asked.number) {
        Ok(found) => found,
        Err(error) => return failed(setting, &error),
    };
    let visit = match found.or_complain(words, &asked.number) {
        Ok(visit) => visit,
        Err(exit) => return exit,
    };
    // Of a paper that was taken down and never written every later print would be a copy.
    if let Err(error) = file::try_out(&asked.out) {
        return not_written(words, &error);
    }
    let taken = look::begin(setting, LookKind::Paper).at_case(visit.case);
    if let Err(exit) = look::taken_out(setting, &store, taken.at(paper.code())) {
        return exit;
    }
    let made = match desk(setting, &store, &viewer).make(visit, paper) {
        Ok(made) => made,
        Err(trouble) => return exit_for(setting, &trouble, paper),
    };
    let bytes = if as_docx {
        docx(words, &made.sheet).map_err(|trouble| trouble.on(&asked.out))
    } else {
        Ok(plain(words, &made.sheet).into_bytes())
    };
    match bytes.and_then(|bytes| file::put(&asked.out, &bytes, standing(asked.replace))) {
        Ok(()) => {
            let args = [
                ("paper", words.code("paper", paper.code()).into()),
                ("file", shown.into()),
            ];
            Printer::new().line(words.say_with("papers-written", &args));
            Exit::Done
        }
        Err(error) => not_written(words, &error),
    }
}

fn not_written(words: &Words, error: &WriteError) -> Exit {
    let args = [("reason", unwritten(words, error).into())];
    complain(words.say_with("papers-not-written", &args));
    Exit::Refused
}

pub(super) fn desk<'a>(setting: &'a Setting, store: &'a dyn Store, viewer: &'a Viewer) -> Desk<'a> {
    Desk {
        store,
        viewer,
        words: &setting.words,
        town: &setting.town,
        templates: &setting.templates,
        now: now(),
    }
}

/// Finds the visit that is meant: the one that was typed, else the case's last.
pub fn visit(
    store: &dyn Store,
    viewer: &Viewer,
    typed: &str,
) -> Result<Found<VisitNumber>, StoreError> {
    let own = VisitNumber::parse_lenient(typed);
    ask(store, |it| {
        let cases = cases(it, typed, viewer)?;
        Found::among(&cases, |case| {
            let Some(found) = it.case(case, viewer)? else {
                return Ok(None);
            };
            let last = u32::try_from(found.visits.len()).unwrap_or(1);
            let visit = own.map_or(last, |visit| visit.visit);
            Ok((visit <= last).then_some(VisitNumber { case, visit }))
        })
    })
}

fn exit_for(setting: &Setting, trouble: &Trouble, paper: Paper) -> Exit {
    match trouble {
        Trouble::Store(error) => failed(setting, error),
        Trouble::NoCase | Trouble::Refused(_) | Trouble::Gaps(_) | Trouble::Busy => {
            complain(trouble_text(trouble, &setting.words, paper));
            Exit::Refused
        }
    }
}

fn line(words: &Words, offer: &Offer) -> String {
    let state = if !offer.gaps.is_empty() {
        words.say_with(
            "papers-missing",
            &[("what", words.gaps(&offer.gaps).into())],
        )
    } else if offer.copies == 0 {
        words.say("papers-ready")
    } else {
        words.say_with("papers-printed", &[("n", offer.copies.into())])
    };
    let name = words.code("paper", offer.paper.code());
    format!("{}\t{name}\t{state}", offer.paper.code())
}

impl PaperJson {
    fn of(words: &Words, offer: &Offer) -> Self {
        Self {
            paper: offer.paper.code(),
            name: words.code("paper", offer.paper.code()),
            visit: offer.visit,
            ready: offer.gaps.is_empty(),
            printed: offer.copies,
            missing: offer.gaps.iter().map(|gap| gap_json(words, *gap)).collect(),
        }
    }
}

fn gap_json(words: &Words, gap: Gap) -> GapJson {
    let (step, field) = match gap.fill {
        Fill::Step(kind) => (Some(kind.code()), None),
        Fill::Case(field) => (None, Some(field.code())),
        Fill::Person(field) => (None, Some(field.code())),
        Fill::Nowhere => (None, None),
    };
    GapJson {
        fact: gap.name,
        name: words.code("fact", gap.name),
        step,
        field,
    }
}
