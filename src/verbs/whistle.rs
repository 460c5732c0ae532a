//! `mulin whistle`: the whistles as a list, and whistles from grid workers' phones as JSON lines.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::act::{Act, Action, CommitResult, Done};
use crate::domain::grid::tree::GridTree;
use crate::domain::item::{Item, SignId};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::viewer::Viewer;
use crate::domain::whistle::fact::{Direction, Party, Raised, WhistleFact, WhistleKind};
use crate::domain::whistle::route::above;
use crate::domain::whistle::view::WhistleQuery;
use crate::exchange::field_message::FieldMessage;
use crate::exchange::read::jsonl::Lines;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;
use crate::verbs::named::cases;
use crate::verbs::outcome::{Exit, complain};
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{failed, for_reading, opened};
use crate::verbs::whistle_json::{WhistleJson, line};

/// Prints the whistles, the open ones first by what is due next.
pub fn list(setting: &Setting, open: bool, json: bool) -> Exit {
    let store = match for_reading(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let (viewer, now) = (Viewer::new(setting.who.clone()), now());
    let query = WhistleQuery { open, case: None };
    let views = match ask(store.as_ref(), |it| it.whistles(&query, now, &viewer)) {
        Ok(views) => views,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    for view in &views {
        if json {
            printer.element(&WhistleJson::of(view, now));
        } else {
            printer.line(line(&setting.words, view, now));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

/// A line of stdin.
#[derive(Debug, Deserialize)]
struct Line {
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
    about: Option<String>,
    approver: Option<String>,
    case: Option<String>,
    sign: Option<String>,
    at: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The answer to one line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Raised {
        line: u64,
        whistle: String,
        to: String,
        warnings: Vec<FieldMessage>,
    },
    Problems {
        line: u64,
        problems: Vec<FieldMessage>,
    },
}

/// Raises a whistle for every line of stdin, each in a durable transaction of its own.
pub fn raise(setting: &Setting) -> Exit {
    let store = match opened(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let tree = match ask(&store, |it| it.grid()) {
        Ok(tree) => tree,
        Err(error) => return failed(setting, &error),
    };
    let mut printer = Printer::new();
    let mut lines = Lines::new(io::stdin().lock());
    let mut exit = Exit::Done;
    loop {
        let line = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => return exit,
            Err(error) => {
                let args = [("reason", setting.words.io_reason(&error).into())];
                complain(setting.words.say_with("verbs-stdin-broken", &args));
                return Exit::Refused;
            }
        };
        let answer = match take(setting, &store, &tree, line.number, &line.bytes) {
            Ok(answer) => answer,
            Err(error) => return failed(setting, &error),
        };
        if matches!(answer, Answer::Problems { .. }) {
            exit = Exit::Refused;
        }
        printer.json_line(&answer);
        if printer.is_gone() {
            return exit;
        }
    }
}

fn take(
    setting: &Setting,
    store: &RedbStore,
    tree: &GridTree,
    number: u64,
    bytes: &[u8],
) -> Result<Answer, StoreError> {
    let words = &setting.words;
    let problem = |field: &str, text: String| {
        Ok(Answer::Problems {
            line: number,
            problems: vec![FieldMessage {
                field: field.to_owned(),
                text,
            }],
        })
    };
    let refused = |refusal: &Refusal| {
        let field = refusal.field.unwrap_or("about");
        let field = if field == "whistle_kind" {
            "kind"
        } else {
            field
        };
        problem(field, words.refusal(&Refusal::new(refusal.reason.clone())))
    };
    let line: Line = match serde_json::from_slice(bytes) {
        Ok(line) => line,
        Err(_) => return problem("about", words.say("verbs-whistle-line")),
    };
    let now = now();
    let viewer = Viewer::new(&setting.who);
    let case = match line
        .case
        .as_deref()
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        Some(typed) => match ask(store, |it| cases(it, typed, &viewer))?[..] {
            [number] => Some(number),
            _ => return refused(&Refusal::about("case", Reason::NotFound)),
        },
        None => None,
    };
    let raised = match raised(&line, tree, case, now) {
        Ok(raised) => raised,
        Err(refusal) => return refused(&refusal),
    };
    let to = raised.to.to_string();
    let act = Act {
        who: setting.who.clone(),
        when: now,
        action: Action::Whistle {
            id: None,
            fact: WhistleFact::Raised(Box::new(raised)),
        },
    };
    match store.commit(&[act])?.into_iter().next() {
        Some(CommitResult::Done(Done::Whistle(id))) => Ok(Answer::Raised {
            line: number,
            whistle: Item::Whistle(id).to_string(),
            to,
            warnings: unknown(setting, &line),
        }),
        Some(CommitResult::Refused(refusal)) => refused(&refusal),
        _ => Err(StoreError::System("the store did not answer".to_owned())),
    }
}

/// Names the fields that mean nothing here.
fn unknown(setting: &Setting, line: &Line) -> Vec<FieldMessage> {
    let fields = line.rest.keys();
    let messages = fields.map(|field| FieldMessage {
        field: field.clone(),
        text: setting.words.say("verbs-whistle-unknown"),
    });
    messages.collect()
}

/// Reads a line; a sign goes to the next level up unless somebody else is named.
fn raised(
    line: &Line,
    tree: &GridTree,
    case: Option<CaseNumber>,
    now: Moment,
) -> Result<Raised, Refusal> {
    let text = |field: &Option<String>| field.as_deref().unwrap_or_default().trim().to_owned();
    let kind = text(&line.kind);
    let kind = match kind.as_str() {
        "" => WhistleKind::Sign,
        code => {
            let kind = WhistleKind::parse(code);
            kind.ok_or(Refusal::about("whistle_kind", Reason::NotAChoice))?
        }
    };
    let from = Party::read(&text(&line.from), tree);
    let from = from.ok_or(Refusal::about("from", Reason::Missing))?;
    let to = Party::read(&text(&line.to), tree).or_else(|| {
        let up = kind.direction() == Direction::Up;
        up.then(|| above(&from, tree, None)).flatten()
    });
    let sign = Some(text(&line.sign)).filter(|it| !it.is_empty());
    let sign = sign.map(|typed| match Item::parse(&typed) {
        Some(Item::Sign(id)) => Ok::<SignId, Refusal>(id),
        _ => Err(Refusal::about("sign", Reason::NotFound)),
    });
    let at = Some(text(&line.at)).filter(|it| !it.is_empty());
    let at = at.map(|typed| Moment::parse(&typed).ok_or(Refusal::about("at", Reason::NotAMoment)));
    Ok(Raised {
        kind,
        from,
        to: to.ok_or(Refusal::about("to", Reason::Missing))?,
        about: text(&line.about),
        approver: text(&line.approver),
        case,
        sign: sign.transpose()?,
        at: at.transpose()?.unwrap_or(now),
    })
}
