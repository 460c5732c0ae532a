//! What `mulin step` answers: the step that was taken, or what stands against it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::case::fact::ask::AnswerKind;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::rule::prospect::Prospect;
use crate::domain::refusal::{Reason, Refusal};
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::print::Printer;
use crate::words::bundle::Words;

/// The answer to one step.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// It was taken.
    Taken(Taken),
    /// Nothing was written.
    Refused(Refused),
}

/// A step that was taken, and how the case is after it.
#[derive(Debug, Serialize)]
pub struct Taken {
    /// The line of the stream; none for a single step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The case.
    pub number: String,
    /// The step's code.
    pub step: &'static str,
    /// The case's revision now.
    pub revision: u32,
    /// The case's state now.
    pub status: &'static str,
    /// The code under which that is worded, for who reads no JSON.
    #[serde(skip)]
    pub word: &'static str,
    /// What was written down, by field.
    pub fields: Map<String, Value>,
    /// What to look at all the same: a letter that was handed over and cannot be printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// A step that was not taken.
#[derive(Debug, Serialize)]
pub struct Refused {
    /// The line of the stream; none for a single step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The case's revision, where somebody changed it first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// What stands against it, all at once.
    pub problems: Vec<Problem>,
}

/// What leads to striking a matter off that cannot be struck off now.
#[derive(Debug, Serialize)]
pub struct Ahead {
    /// The steps that may be taken now.
    pub steps: Vec<&'static str>,
    /// The earliest day on which it can be struck off, where one must be waited for.
    pub possible_from: Option<String>,
    /// What that day is computed from.
    pub computed: Option<String>,
    /// Whether a written withdrawal that is confirmed ends it before.
    pub by_withdrawal: bool,
}

/// One thing that stands against a step.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// The field that it is about, where one is.
    pub field: Option<Box<str>>,
    /// The code of the refusal.
    pub code: &'static str,
    /// The sentence; the field stands beside it.
    pub text: Box<str>,
    /// The article that it rests on, where one does.
    pub article: Option<&'static str>,
    /// What there is to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What leads to it all the same, where that is known.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<Box<Ahead>>,
    /// The sentence with its field, for who reads no JSON.
    #[serde(skip)]
    whole: Box<str>,
    /// Whether the command line is wrong, not the step.
    #[serde(skip)]
    usage: bool,
}

impl Problem {
    /// Tells a refusal of `kind`.
    pub fn refused(words: &Words, kind: StepKind, refusal: &Refusal) -> Self {
        let ask = refusal
            .field
            .and_then(|field| kind.asks().iter().find(|ask| ask.field == field));
        let choices = match ask.map(|ask| ask.answer) {
            Some(AnswerKind::Choice { codes, .. } | AnswerKind::Several { codes, .. })
                if refusal.reason == Reason::NotAChoice =>
            {
                codes()
            }
            _ => Vec::new(),
        };
        let mut whole = words.refusal(refusal);
        if !choices.is_empty() {
            let args = [("text", whole.into()), ("all", choices.join(" ").into())];
            whole = words.say_with("verbs-step-choices", &args);
        }
        Self {
            field: refusal.field.map(Into::into),
            code: refusal.reason.code(),
            text: words.refusal(&Refusal::new(refusal.reason.clone())).into(),
            article: refusal.reason.article(),
            choices: choices.into_iter().map(str::to_owned).collect(),
            ahead: None,
            whole: whole.into(),
            usage: false,
        }
    }

    /// Tells the same with what leads to striking the matter off.
    #[must_use]
    pub fn with_ahead(self, words: &Words, prospect: Option<&Prospect>) -> Self {
        let Some(prospect) = prospect else {
            return self;
        };
        let text = |refused: Box<str>| {
            let args = [
                ("refused", refused.into_string().into()),
                ("ahead", words.prospect(prospect).into()),
            ];
            words.say_with("closing-ahead", &args).into()
        };
        Self {
            ahead: Some(Box::new(Ahead {
                steps: prospect.steps.iter().map(|it| it.code()).collect(),
                possible_from: prospect.earliest.map(|it| it.day.to_string()),
                computed: prospect.earliest.map(|it| words.ground(&it)),
                by_withdrawal: prospect.by_withdrawal,
            })),
            text: text(self.text),
            whole: text(self.whole),
            ..self
        }
    }

    /// Tells what there is to choose from, where the town sets it.
    #[must_use]
    pub fn among(self, words: &Words, all: Vec<String>) -> Self {
        let whole = self.whole.into_string();
        let args = [("text", whole.into()), ("all", all.join(" ").into())];
        Self {
            whole: words.say_with("verbs-step-choices", &args).into(),
            choices: all,
            ..self
        }
    }

    /// Tells what is wrong with what was asked for, apart from the law.
    pub fn of(field: Option<&str>, code: &'static str, text: String) -> Self {
        Self {
            field: field.map(Into::into),
            code,
            whole: text.as_str().into(),
            text: text.into(),
            article: None,
            choices: Vec::new(),
            ahead: None,
            usage: false,
        }
    }

    /// Tells of a word that is none of those that there are.
    pub fn unknown(
        words: &Words,
        code: &'static str,
        (what, text): (&str, &str),
        all: &[&str],
    ) -> Self {
        let args = [
            ("what", what.into()),
            ("text", text.into()),
            ("all", all.join(" ").into()),
        ];
        Self {
            choices: all.iter().map(|it| (*it).to_owned()).collect(),
            usage: true,
            ..Self::of(None, code, words.say_with("verbs-no-such-code", &args))
        }
    }

    /// Tells the same of a field.
    #[must_use]
    pub fn about(self, field: &str) -> Self {
        Self {
            field: Some(field.into()),
            ..self
        }
    }

    /// Tells the same as wrong usage of the program.
    #[must_use]
    pub fn as_usage(self) -> Self {
        Self {
            usage: true,
            ..self
        }
    }
}

impl Answer {
    /// Refuses for these reasons.
    pub const fn refused(problems: Vec<Problem>) -> Self {
        Self::Refused(Refused {
            line: None,
            revision: None,
            problems,
        })
    }

    /// Gives the answer as that of a line of a stream.
    #[must_use]
    pub fn on_line(self, line: u64) -> Self {
        let line = Some(line);
        match self {
            Self::Taken(it) => Self::Taken(Taken { line, ..it }),
            Self::Refused(it) => Self::Refused(Refused { line, ..it }),
        }
    }

    /// Gives the exit code that the answer ends with.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Taken(_) => Exit::Done,
            Self::Refused(it) if it.problems.iter().any(|problem| problem.usage) => Exit::Usage,
            Self::Refused(_) => Exit::Refused,
        }
    }

    /// Prints the answer: as JSON on stdout, or in words, a refusal then on stderr.
    pub fn print(&self, words: &Words, json: bool) {
        if json {
            Printer::new().json_line(self);
            return;
        }
        match self {
            Self::Taken(it) => {
                let args = [
                    ("number", it.number.as_str().into()),
                    ("step", words.code("step", it.step).into()),
                    ("status", words.code("status", it.word).into()),
                    ("revision", it.revision.into()),
                ];
                Printer::new().line(words.say_with("verbs-step-done", &args));
                for warning in &it.warnings {
                    complain(warning);
                }
            }
            Self::Refused(it) => {
                for problem in &it.problems {
                    complain(&problem.whole);
                }
            }
        }
    }
}
