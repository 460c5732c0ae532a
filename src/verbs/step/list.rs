//! `mulin step NUMBER --list`: what can be done with a case, and what each step asks.

use serde::Serialize;

use crate::domain::case::fact::ask::{AnswerKind, Ask};
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::form::proposed::proposals;
use crate::domain::case::rule::prospect::Prospect;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::view::CaseView;
use crate::domain::viewer::Viewer;
use crate::verbs::outcome::Exit;
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::step::answer::{Answer, Problem};
use crate::verbs::step::take::{find, kind};
use crate::verbs::store::{existing, failed};
use crate::words::bundle::Words;

/// A step as JSON.
#[derive(Debug, Serialize)]
struct StepJson {
    step: &'static str,
    name: String,
    possible: bool,
    refusal: Option<Problem>,
    fields: Vec<FieldJson>,
}

/// One of its questions.
#[derive(Debug, Serialize)]
struct FieldJson {
    field: &'static str,
    name: String,
    kind: &'static str,
    needed: bool,
    proposal: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<ChoiceJson>,
}

/// One of the codes that a question takes.
#[derive(Debug, Serialize)]
struct ChoiceJson {
    code: &'static str,
    name: String,
}

/// Lists the steps of a case, those that are possible now first; with `only`, that step alone.
pub fn list(setting: &Setting, typed: &str, only: Option<&str>, json: bool) -> Exit {
    let words = &setting.words;
    let only = match only.map(|code| kind(setting, code)).transpose() {
        Ok(only) => only,
        Err(problem) => {
            let answer = Answer::refused(vec![problem]);
            answer.print(words, json);
            return answer.exit();
        }
    };
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let found = match find(&store, &viewer, typed) {
        Ok(found) => found,
        Err(error) => return failed(setting, &error),
    };
    let view = match found.or_complain(words, typed) {
        Ok(view) => view,
        Err(exit) => return exit,
    };
    let now = now();
    let mut printer = Printer::new();
    let offers = view.case.offers(&setting.who, now.date());
    let prospect = view.case.prospect(&setting.who, now.date());
    let wanted = offers
        .into_iter()
        .filter(|(kind, _)| only.is_none_or(|only| only == *kind));
    for (kind, refusal) in wanted {
        let step = StepJson::of(
            words,
            &view,
            (kind, refusal.as_ref()),
            prospect.as_ref(),
            now,
        );
        if json {
            printer.element(&step);
        } else {
            for line in step.lines(words) {
                printer.line(line);
            }
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

impl StepJson {
    fn of(
        words: &Words,
        view: &CaseView,
        (kind, refusal): (StepKind, Option<&Refusal>),
        prospect: Option<&Prospect>,
        now: Moment,
    ) -> Self {
        let needed = kind.needed();
        let asks = kind.asks().iter().zip(proposals(kind, view, now));
        Self {
            step: kind.code(),
            name: words.code("step", kind.code()),
            possible: refusal.is_none(),
            refusal: refusal.map(|refusal| {
                let problem = Problem::refused(words, kind, refusal);
                let ahead = prospect.filter(|_| kind == StepKind::StrikeOff);
                problem.with_ahead(words, ahead)
            }),
            fields: asks
                .map(|(ask, proposal)| FieldJson {
                    field: ask.field,
                    name: words.code("ask", ask.field),
                    kind: kind_code(ask),
                    needed: needed.contains(&ask.field),
                    proposal,
                    choices: choices(words, ask),
                })
                .collect(),
        }
    }

    /// Gives the step in lines: code, name and whether it is possible; then each field with its
    /// name, its kind or choices, and what is proposed. A field that must be answered has a star.
    fn lines(&self, words: &Words) -> Vec<String> {
        let state = match &self.refusal {
            Some(refusal) => refusal.text.to_string(),
            None => words.say("verbs-step-possible"),
        };
        let mut lines = vec![[self.step, &self.name, &state].join("\t")];
        lines.extend(self.fields.iter().map(|field| {
            let codes: Vec<&str> = field.choices.iter().map(|it| it.code).collect();
            let takes = if codes.is_empty() {
                field.kind.to_owned()
            } else {
                codes.join("|")
            };
            let star = if field.needed { "*" } else { "" };
            let option = format!("  --{}{star}", field.field);
            let proposal = field.proposal.replace('\n', " ");
            [&option, &field.name, &takes, &proposal]
                .map(String::as_str)
                .join("\t")
        }));
        lines
    }
}

const fn kind_code(ask: &Ask) -> &'static str {
    match ask.answer {
        AnswerKind::Line => "line",
        AnswerKind::Text => "text",
        AnswerKind::Day => "day",
        AnswerKind::Number => "number",
        AnswerKind::Case => "case",
        AnswerKind::Moment => "moment",
        AnswerKind::Choice { .. } => "choice",
        AnswerKind::Several { .. } => "several",
    }
}

fn choices(words: &Words, ask: &Ask) -> Vec<ChoiceJson> {
    let (AnswerKind::Choice { group, codes } | AnswerKind::Several { group, codes }) = ask.answer
    else {
        return Vec::new();
    };
    let choice = |code| ChoiceJson {
        code,
        name: words.code(group, code),
    };
    codes().into_iter().map(choice).collect()
}
