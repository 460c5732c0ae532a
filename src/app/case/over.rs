//! What stands over the case: menus are walked, forms handed in.

use crate::app::case::correct::Correction;
use crate::app::case::menu::Menu;
use crate::app::case::step::StepForm;
use crate::app::case::{Panel, State};
use crate::app::effect::{Effect, Request};
use crate::app::form::{Did, Form};
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::road_advice::{RoadAdvice, Teller};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::case::fact::legal_aid::step::LegalAidKind;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::form::proposed::beside;
use crate::domain::number::VisitNumber;

impl State {
    pub(super) fn panel_command(&mut self, shared: &Shared, command: Command) -> Response {
        if let (Command::LookupOpen, Some(number)) = (command, self.number()) {
            return Response::intent(Intent::Open(Target::Lookup(number)));
        }
        if command == Command::Back {
            self.panel = None;
            return Response::used();
        }
        let did = match &mut self.panel {
            Some(Panel::Steps(steps)) => match command {
                Command::Choose => Did::Ended,
                other if steps.command(other) => Did::Changed,
                _ => Did::Nothing,
            },
            Some(Panel::Parts(menu)) => walked(menu, command),
            Some(Panel::Papers(_, menu)) => walked(menu, command),
            Some(Panel::Paper(_, _, menu)) => walked(menu, command),
            Some(Panel::Step(step)) => filled(&mut step.form, command),
            Some(Panel::Correct(correction, _)) => filled(&mut correction.form, command),
            Some(Panel::Undo(undoing)) => filled(&mut undoing.form, command),
            None => Did::Nothing,
        };
        match did {
            Did::Nothing => Response::unused(),
            Did::Changed => Response::used(),
            Did::Ended => self.submit(shared),
        }
    }

    /// Opens the form of telling a road, filled in with the one that was chosen.
    pub(super) fn tell_road(&mut self, shared: &Shared, telling: &RoadAdvice) -> Response {
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        if view.case.number.to_string() != telling.number || self.is_busy() {
            return Response::unused();
        }
        let mut form = StepForm::open(StepKind::Divert, &view.case, shared.now);
        form.restore(shared, view.case.number);
        let day = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |it| it.to_string());
        form.fill("road", &telling.road);
        form.fill("told", &telling.told);
        form.fill("from", &day(telling.from));
        form.fill("until", &day(telling.until));
        self.panel = Some(Panel::Step(form));
        Response::used()
    }

    /// Takes what the panel says: the line of a menu, or a form.
    pub(super) fn submit(&mut self, shared: &Shared) -> Response {
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        match &mut self.panel {
            Some(Panel::Steps(menu)) => match menu.current() {
                Some((_, Some(refusal))) => {
                    Response::tell(Tone::Bad, shared.words.refusal(&refusal))
                }
                // Classing has a screen of its own.
                Some((StepKind::Classify, None)) => {
                    self.panel = None;
                    Response::intent(Intent::Open(Target::Triage {
                        number: view.case.number,
                        onward: false,
                    }))
                }
                Some((StepKind::LegalAid(LegalAidKind::Recommend), None)) => {
                    self.panel = None;
                    Response::intent(Intent::Open(Target::Recommend(view.case.number)))
                }
                Some((StepKind::Divert, None)) => {
                    self.panel = None;
                    Response::intent(Intent::Open(Target::Roads(Some(Teller {
                        number: view.case.number.to_string(),
                        category: view.case.matter.category,
                    }))))
                }
                Some((kind, None)) => {
                    let mut form = StepForm::open(kind, &view.case, shared.now);
                    for (field, answer) in beside(kind, view) {
                        form.fill(field, &answer);
                    }
                    self.panel = Some(Panel::Step(form).restored(shared, view.case.number));
                    Response::used()
                }
                None => Response::used(),
            },
            Some(Panel::Parts(menu)) => {
                if let Some(part) = menu.current() {
                    let correction = Correction::open(part, view, self.sight.revealed);
                    let panel = Panel::Correct(correction, None);
                    self.panel = Some(panel.restored(shared, view.case.number));
                }
                Response::used()
            }
            Some(Panel::Papers(visit, menu)) => match menu.current() {
                Some(offer) if offer.gaps.is_empty() => {
                    let ways = Menu::new(vec![false, true]);
                    self.panel = Some(Panel::Paper(offer, *visit, ways));
                    Response::used()
                }
                Some(offer) => {
                    let words = &shared.words;
                    let args = [
                        ("paper", words.code("paper", offer.paper.code()).into()),
                        ("what", words.gaps(&offer.gaps).into()),
                    ];
                    Response::tell(Tone::Bad, words.say_with("papers-cannot", &args))
                }
                None => Response::used(),
            },
            Some(Panel::Paper(offer, visit, menu)) => {
                let request = Request::Paper {
                    visit: VisitNumber {
                        case: view.case.number,
                        visit: *visit,
                    },
                    paper: offer.paper,
                    print: menu.current() == Some(true),
                };
                self.panel = None;
                Response::effect(Effect::Store(self.papers.draw(), request))
            }
            Some(Panel::Step(_) | Panel::Correct(..) | Panel::Undo(_))
                if self.writes.is_waiting() =>
            {
                Response::used()
            }
            Some(Panel::Undo(undoing)) => match undoing.deed(view, &shared.who) {
                Ok(deed) => {
                    undoing.told = None;
                    let request = Request::Commit(vec![deed]);
                    Response::effect(Effect::Store(self.writes.draw(), request))
                }
                Err(refusal) => {
                    undoing.told = Some(shared.words.refusal(&refusal));
                    Response::used()
                }
            },
            Some(Panel::Step(form)) => {
                let (who, now) = (shared.who.as_str(), shared.now);
                let Some(step) = form.decided(view, who, now, &shared.words) else {
                    return Response::used();
                };
                let deed = Deed::Step {
                    case: view.case.number,
                    expected: form.expected,
                    step,
                };
                let request = Request::Commit(vec![deed]);
                Response::effect(Effect::Store(self.writes.draw(), request))
            }
            Some(Panel::Correct(correction, told)) => {
                match correction.deed(view, &shared.town, shared.now.date()) {
                    Ok(deed) => {
                        *told = None;
                        let request = Request::Commit(vec![deed]);
                        Response::effect(Effect::Store(self.writes.draw(), request))
                    }
                    Err(refusal) => {
                        *told = Some(shared.words.refusal(&refusal));
                        Response::used()
                    }
                }
            }
            None => Response::unused(),
        }
    }
}

fn walked<T: Clone + PartialEq>(menu: &mut Menu<T>, command: Command) -> Did {
    if command == Command::Choose {
        Did::Ended
    } else if menu.command(command) {
        Did::Changed
    } else {
        Did::Nothing
    }
}

fn filled<I: Copy + PartialEq>(form: &mut Form<I>, command: Command) -> Did {
    if command == Command::Save {
        Did::Ended
    } else {
        form.command(command)
    }
}
