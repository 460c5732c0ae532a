//! `mulin register`: intakes as JSON lines, each answered after it is durable.

use std::io;

use serde::Serialize;

use crate::clock::Clock;
use crate::domain::act::{Act, Action, CommitResult, Done, Petitioner};
use crate::domain::clock_doubt::ClockDoubt;
use crate::domain::codes::Status;
use crate::domain::draft::Desk;
use crate::domain::grid::tree::GridTree;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::recognised::Recognised;
use crate::domain::save_id::SaveId;
use crate::domain::viewer::Viewer;
use crate::exchange::field_message::{
    FieldMessage, recognition, remark_message, village_of, warnings,
};
use crate::exchange::intake::json::{ID, IntakeLines};
use crate::exchange::intake::raw::{RawIntake, RowRefusal};
use crate::exchange::intake::registration::register as intake;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::message;
use crate::store::contract::{Store, ask};
use crate::store::error::StoreError;
use crate::store::redb::store::RedbStore;
use crate::verbs::named::cases;
use crate::verbs::names::Names;
use crate::verbs::outcome::{Exit, complain, is_unwritten};
use crate::verbs::present::clock;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{doubt, failed, opened};

/// The answer to one line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Registered {
        line: u64,
        number: String,
        person: String,
        joined: Option<String>,
        similar: Vec<String>,
        warnings: Vec<FieldMessage>,
    },
    Problems {
        line: u64,
        problems: Vec<FieldMessage>,
    },
}

/// Registers every line of stdin, each in a durable transaction of its own.
pub fn register(setting: &Setting) -> Exit {
    let store = match opened(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let tree = match ask(&store, |it| it.grid()) {
        Ok(tree) => tree,
        Err(error) => return failed(setting, &error),
    };
    let doubt = match doubt(setting, &store) {
        Ok(doubt) => doubt,
        Err(error) => return failed(setting, &error),
    };
    let mut counter = Counter {
        doubt,
        setting,
        store,
        tree,
        names: Names::default(),
        clock: clock(),
        behind: false,
    };
    let mut printer = Printer::new();
    let mut exit = Exit::Done;
    let mut taken = 0_u64;
    for (at, line) in (1_u64..).zip(IntakeLines::new(io::stdin().lock())) {
        let answer = match line {
            Ok(Ok(raw)) => counter.take(&raw),
            Ok(Err(refusal)) => Ok(counter.problem(&refusal)),
            Err(error) => {
                let words = &setting.words;
                let reason = words.io_reason(&error);
                complain(words.say_with("verbs-stdin-broken", &[("reason", reason.into())]));
                return Exit::Refused;
            }
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return failed(setting, &error),
        };
        if matches!(answer, Answer::Problems { .. }) {
            exit = Exit::Refused;
        }
        taken += u64::from(matches!(answer, Answer::Registered { .. }));
        printer.json_line(&answer);
        if printer.is_gone() {
            if is_unwritten() {
                let args = [("n", taken.into()), ("line", at.into())];
                complain(setting.words.say_with("verbs-register-unanswered", &args));
            }
            return exit;
        }
    }
    exit
}

struct Counter<'a> {
    /// Why the clock cannot be right.
    doubt: Option<ClockDoubt>,
    setting: &'a Setting,
    store: RedbStore,
    tree: GridTree,
    names: Names,
    clock: Clock,
    behind: bool,
}

impl Counter<'_> {
    fn take(&mut self, raw: &RawIntake) -> Result<Answer, StoreError> {
        let now = self.now();
        let words = &self.setting.words;
        if let Some(doubt) = self.doubt
            && raw.received_at.is_none()
        {
            let reason = words.clock_doubt(doubt, now);
            let args = [("reason", reason.into())];
            return Ok(Answer::Problems {
                line: raw.row,
                problems: vec![FieldMessage {
                    field: CaseField::ReceivedAt.code().to_owned(),
                    text: words.say_with("verbs-register-clock", &args),
                }],
            });
        }
        let (joins, mut messages) = self.joins(raw)?;
        if joins.is_none() && !raw.get(CaseField::NewFacts).is_empty() {
            messages.push(FieldMessage {
                field: CaseField::NewFacts.code().to_owned(),
                text: words.say("verbs-register-new-facts"),
            });
        }
        let village = village_of(&self.tree);
        let desk = Desk {
            now,
            village: &village,
            dialling: &self.setting.town.dialling,
            station: &self.setting.town.station,
        };
        let checked = match intake(raw, joins, &desk) {
            Ok(checked) => checked,
            Err(remarks) => {
                let problems = remarks.iter().map(|remark| remark_message(words, remark));
                return Ok(Answer::Problems {
                    line: raw.row,
                    problems: problems.collect(),
                });
            }
        };
        messages.extend(warnings(words, raw, &checked.warnings));
        let contents = &self.setting.triage.contents;
        let content = contents.doubt(raw.get(CaseField::ContentClass));
        messages.extend(content.iter().map(|remark| remark_message(words, remark)));
        let described = match &checked.registration.petitioner {
            Petitioner::Described(person)
            | Petitioner::New(person)
            | Petitioner::Known {
                described: person, ..
            } => (**person).clone(),
        };
        let who = self.setting.who.as_str();
        let save = match &raw.save {
            Some(text) => {
                let save = SaveId::given(who, text);
                if save.is_none() {
                    messages.push(FieldMessage {
                        field: ID.to_owned(),
                        text: words.say("verbs-register-id"),
                    });
                }
                save
            }
            None => None,
        };
        let action = Action::Register(Box::new(checked.registration));
        let act = Act {
            who: who.to_owned(),
            when: now,
            action: match &save {
                Some(save) => Action::Once {
                    save: save.clone(),
                    action: Box::new(action),
                },
                None => action,
            },
        };
        match self.store.commit(&[act])?.into_iter().next() {
            Some(CommitResult::Known(Done::Registered {
                number,
                person,
                joined,
                ..
            })) => Ok(Answer::Registered {
                line: raw.row,
                number: number.to_string(),
                person: person.to_string(),
                joined: joined.then(|| number.to_string()),
                similar: Vec::new(),
                warnings: vec![FieldMessage {
                    field: ID.to_owned(),
                    text: words.say_with(
                        "verbs-register-known",
                        &[("number", number.to_string().into())],
                    ),
                }],
            }),
            Some(CommitResult::Done(Done::Registered {
                number,
                person,
                known,
                joined,
                mut similar,
                mut recognised,
                ..
            })) => {
                let viewer = Viewer::new(self.setting.who.clone());
                // It is registered, and its number is told, whatever cannot be read beside it.
                match self.names.of(&self.store, &described, person, &viewer) {
                    Ok(namesakes) => {
                        if let Some(found) = namesakes.filter(|_| !known) {
                            similar.extend(&found.cases);
                            recognised.push(Recognised::Namesakes(found));
                        }
                    }
                    Err(error) => messages.push(FieldMessage {
                        field: CaseField::Name.code().to_owned(),
                        text: words.say_with(
                            "verbs-register-names-unread",
                            &[(
                                "reason",
                                words.store_failure(error.code(), &error.detail()).into(),
                            )],
                        ),
                    }),
                }
                messages.extend(recognised.iter().map(|it| recognition(words, it)));
                Ok(Answer::Registered {
                    line: raw.row,
                    number: number.to_string(),
                    person: person.to_string(),
                    joined: joined.then(|| number.to_string()),
                    similar: similar.iter().map(ToString::to_string).collect(),
                    warnings: messages,
                })
            }
            Some(CommitResult::Refused(refusal)) => Ok(Answer::Problems {
                line: raw.row,
                problems: vec![FieldMessage {
                    field: refusal.field.unwrap_or("summary").to_owned(),
                    text: words.refusal(&refusal),
                }],
            }),
            Some(
                CommitResult::Done(_)
                | CommitResult::Known(_)
                | CommitResult::Conflict { .. }
                | CommitResult::Skipped { .. },
            )
            | None => Err(StoreError::System("the store did not answer".to_owned())),
        }
    }

    /// Gives the open case that the line says it repeats; one that cannot be joined is told, and
    /// the visit opens a case of its own.
    fn joins(
        &self,
        raw: &RawIntake,
    ) -> Result<(Option<CaseNumber>, Vec<FieldMessage>), StoreError> {
        let text = raw.get(CaseField::RepeatOf);
        if text.is_empty() {
            return Ok((None, Vec::new()));
        }
        let viewer = Viewer::new(self.setting.who.clone());
        // One that is held back is as good as none: neither that it is there nor how it stands is
        // told, and nothing is written into it (条例 30 ¶3).
        let case = ask(&self.store, |it| match cases(it, text, &viewer)?[..] {
            [number] => match it.row(number, &viewer)?.filter(|row| !row.locked) {
                Some(row) => it.case(row.number, &viewer),
                None => Ok(None),
            },
            _ => Ok(None),
        })?;
        let key = match case {
            Some(case) if case.status.is_open() => return Ok((Some(case.number), Vec::new())),
            Some(case) if case.status == Status::Final => {
                let message = self.on_final(case.number, raw);
                return Ok((Some(case.number), vec![message]));
            }
            Some(_) => "verbs-register-repeat-closed",
            None => "verbs-register-repeat-unknown",
        };
        let message = FieldMessage {
            field: CaseField::RepeatOf.code().to_owned(),
            text: self.setting.words.say_with(key, &[("text", text.into())]),
        };
        Ok((None, vec![message]))
    }

    /// Tells what becomes of a visit on a final matter: new facts or reasons make a new matter, else
    /// it is written there and no longer accepted (条例 36 ¶3).
    fn on_final(&self, number: CaseNumber, raw: &RawIntake) -> FieldMessage {
        let field = CaseField::NewFacts;
        let key = if raw.get(field).is_empty() {
            "verbs-register-final"
        } else {
            "verbs-register-follows"
        };
        let number = number.to_string();
        FieldMessage {
            field: field.code().to_owned(),
            text: self
                .setting
                .words
                .say_with(key, &[("number", number.into())]),
        }
    }

    fn problem(&self, refusal: &RowRefusal) -> Answer {
        Answer::Problems {
            line: refusal.row,
            problems: vec![FieldMessage {
                field: refusal.field.to_owned(),
                text: message::refusal(&self.setting.words, refusal),
            }],
        }
    }

    /// Reads the clock; one that ran backwards is told once.
    fn now(&mut self) -> Moment {
        let reading = self.clock.read();
        if reading.behind > 0 && !self.behind {
            self.behind = true;
            let seconds = [("seconds", reading.behind.into())];
            complain(self.setting.words.say_with("desk-clock-back", &seconds));
        }
        reading.moment
    }
}
