//! What commands do in the case.

use crate::app::case::correct::CorrectedPart;
use crate::app::case::menu::Menu;
use crate::app::case::section::Section;
use crate::app::case::steps::Steps;
use crate::app::case::undoing::Undoing;
use crate::app::case::{Panel, State, history};
use crate::app::effect::{Effect, Request};
use crate::app::merging::Merging;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::whistle_request::WhistleRequest;
use crate::command::table::{Command, Scope};
use crate::domain::act::Action;
use crate::domain::codes::Status;
use crate::domain::entry::Revealed;
use crate::domain::number::VisitNumber;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::CaseView;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Response {
        if self.disclosure.preview && (command == Command::Choose || command.scope() == Scope::Case)
        {
            // Who acts on it has opened it.
            self.disclosure.preview = false;
            if command == Command::Choose {
                return Response::used();
            }
        }
        match command {
            Command::FieldNext | Command::MoveRight => return self.go(self.section.step(1)),
            Command::FieldPrevious | Command::MoveLeft => return self.go(self.section.step(-1)),
            // The explanation is left before the case.
            Command::Back if self.section == Section::Clocks && self.disclosure.explain => {
                self.disclosure.explain = false;
                return Response::used();
            }
            Command::Back => {
                return match self.back.pop() {
                    Some(number) => self.turn_to(number),
                    None => Response::unused(),
                };
            }
            Command::Choose => return self.chosen(shared),
            _ => {}
        }
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        let number = view.case.number;
        match command {
            Command::LookupOpen => return Response::intent(Intent::Open(Target::Lookup(number))),
            Command::JointHear => return Response::intent(Intent::Open(Target::Hear(number))),
            _ => {}
        }
        if view.row.locked {
            return match command {
                Command::CaseStep
                | Command::CaseTriage
                | Command::CaseExplain
                | Command::CaseCorrect
                | Command::CaseVisit
                | Command::CaseChain
                | Command::CasePapers
                | Command::ListPrint
                | Command::CaseMerge
                | Command::CaseSplit
                | Command::CaseUndo
                | Command::CaseWhistle
                | Command::CaseAttach
                | Command::CaseChecklist
                | Command::CaseForce
                | Command::Undo
                | Command::CaseReveal => refused(shared, Reason::NotForThisViewer),
                other => self.moved(shared, other),
            };
        }
        match command {
            Command::CaseStep => {
                self.panel = Some(Panel::Steps(Steps::open(shared, view, self.commands())));
                Response::used()
            }
            Command::CaseTriage if !view.case.status.is_open() => refused(shared, Reason::Closed),
            Command::CaseTriage => Response::intent(Intent::Open(Target::Triage {
                number: view.case.number,
                onward: false,
            })),
            Command::CaseExplain => {
                let shown = self.section == Section::Clocks && self.disclosure.explain;
                self.disclosure.explain = !shown;
                self.go(Section::Clocks)
            }
            Command::CaseCorrect => {
                self.panel = Some(Panel::Parts(Menu::new(CorrectedPart::of(&view.case))));
                Response::used()
            }
            // A final matter asks first what is new (条例 36 ¶3).
            Command::CaseVisit if view.case.status == Status::Final => {
                Response::intent(Intent::Open(Target::Visitor {
                    id: view.case.petitioner,
                    person: Box::new(view.person.clone()),
                    fresh: true,
                }))
            }
            Command::CaseVisit if !view.case.status.is_open() => refused(shared, Reason::Closed),
            Command::CaseVisit => Response::intent(Intent::Open(Target::Visit {
                case: view.case.number,
                id: view.case.petitioner,
                person: Box::new(view.person.clone()),
            })),
            Command::CaseWhistle => Response::intent(Intent::Open(Target::WhistleRequest(
                Box::new(WhistleRequest {
                    case: Some(view.case.number),
                    ..WhistleRequest::default()
                }),
            ))),
            Command::CaseChecklist => self.open_checklist(shared),
            Command::CaseAttach => Response::intent(Intent::Open(Target::Attach(view.case.number))),
            Command::CaseForce => self.hand_over(shared),
            // No field is open here: what the undo key takes back is a step.
            Command::CaseUndo | Command::Undo => self.undo(shared),
            Command::CaseChain if self.section == Section::Chain => self.chosen(shared),
            Command::CaseChain => self.go(Section::Chain),
            Command::CasePapers | Command::ListPrint => {
                let visits = view.case.visits.len();
                let at = if self.section == Section::Visits {
                    self.cursor + 1
                } else {
                    visits
                };
                let visit = u32::try_from(at).unwrap_or(1);
                let asked = VisitNumber {
                    case: view.case.number,
                    visit,
                };
                self.panel = Some(Panel::Papers(visit, Menu::new(Vec::new())));
                Response::effect(Effect::Store(self.papers.draw(), Request::Papers(asked)))
            }
            Command::CaseReveal if self.disclosure.revealed => {
                self.disclosure.revealed = false;
                Response::used()
            }
            Command::CaseReveal => {
                let action = Action::Reveal {
                    what: Revealed::Case(view.case.number),
                    why: shared.words.say("case-reveal-why"),
                };
                let request = Request::Commit(vec![action]);
                Response::effect(Effect::Store(self.reveals.draw(), request))
            }
            Command::CaseMerge if view.case.merge.into.is_some() => {
                refused(shared, Reason::MergedTakesNoStep)
            }
            Command::CaseMerge => {
                Response::intent(Intent::Open(Target::Merge(Merging::Case(view.case.number))))
            }
            Command::CaseSplit if !is_merged(view) => refused(shared, Reason::NotMerged),
            Command::CaseSplit => {
                Response::intent(Intent::Open(Target::Split(Merging::Case(view.case.number))))
            }
            other => self.moved(shared, other),
        }
    }

    /// 交专班: hands the case to the standing task force that its category routes to.
    fn hand_over(&mut self, shared: &Shared) -> Response {
        if self.writes.is_waiting() {
            return Response::used();
        }
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        let Some(with) = view.forces.for_case(&view.case) else {
            let args = [("key", shared.keys(Command::EducationOpen).into())];
            return Response::tell(Tone::Bad, shared.words.say_with("force-none", &args));
        };
        let step = with.step(&view.case).and_then(|step| {
            view.case.apply(&step, &shared.who, shared.now)?;
            Ok(step)
        });
        match step {
            Ok(step) => {
                let action = Action::Step {
                    case: view.case.number,
                    expected: view.case.revision,
                    step,
                };
                let request = Request::Commit(vec![action]);
                self.handing = true;
                Response::effect(Effect::Store(self.writes.draw(), request))
            }
            Err(refusal) => Response::tell(Tone::Bad, shared.words.refusal(&refusal)),
        }
    }

    /// Asks why the entry under the cursor is withdrawn; elsewhere it goes to the history first.
    fn undo(&mut self, shared: &Shared) -> Response {
        let words = &shared.words;
        if self.section != Section::History {
            self.go(Section::History);
            return Response::tell(Tone::Plain, words.say("closing-undo-which"));
        }
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        let entries = history::shown(view, &self.person);
        let Some(entry) = entries.get(self.cursor) else {
            return Response::used();
        };
        let revealed = self.disclosure.revealed;
        match Undoing::open(entry, view, &shared.who, words, revealed) {
            None => Response::tell(Tone::Bad, words.say("closing-undo-not-case")),
            Some(Err(refusal)) => Response::tell(Tone::Bad, words.refusal(&refusal)),
            Some(Ok(undoing)) => {
                let panel = Panel::Undo(Box::new(undoing));
                self.panel = Some(panel.restored(shared, view.case.number));
                Response::used()
            }
        }
    }

    /// Takes what comes next in the case; where nothing is owed, the menu of steps opens.
    fn next(&mut self, shared: &Shared) -> Response {
        let Some(view) = self.view.as_deref().filter(|view| !view.row.locked) else {
            return Response::unused();
        };
        let next = view.next(&shared.who, shared.now.date());
        match next.duties.first() {
            Some(duty) => self.open_step(shared, duty.kind),
            None => Response::intent(Intent::Run(Command::CaseStep)),
        }
    }

    /// Opens what is under the cursor; where nothing is, takes what comes next.
    pub(super) fn chosen(&mut self, shared: &Shared) -> Response {
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        match self.section {
            Section::Others => match view.others.get(self.cursor).map(|row| row.number) {
                Some(number) => {
                    self.back.extend(self.number);
                    self.turn_to(number)
                }
                None => Response::unused(),
            },
            Section::Chain => match view.chain.get(self.cursor) {
                Some(node) => Response::intent(Intent::Open(Target::Grid {
                    at: node.code.as_str().to_owned(),
                    back: self.number.map(|number| number.to_string()),
                })),
                None => Response::unused(),
            },
            Section::Visits => Response::intent(Intent::Run(Command::CasePapers)),
            Section::Facts | Section::Clocks | Section::Work => self.next(shared),
            Section::History => Response::unused(),
        }
    }
}

/// Tells whether the case is part of another, or others are part of it.
pub(super) fn is_merged(view: &CaseView) -> bool {
    view.case.merge.into.is_some() || !view.case.merge.absorbed.is_empty()
}

fn refused(shared: &Shared, reason: Reason) -> Response {
    Response::tell(Tone::Bad, shared.words.refusal(&Refusal::new(reason)))
}
