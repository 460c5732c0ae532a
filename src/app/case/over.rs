//! What stands over the case: menus are walked, forms handed in.

use crate::app::case::correct::Correction;
use crate::app::case::menu::Menu;
use crate::app::case::step::StepForm;
use crate::app::case::steps::{Choice, StepOffer};
use crate::app::case::{Panel, State};
use crate::app::effect::{Effect, Request};
use crate::app::form::{Did, Form};
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::road_advice::{RoadAdvice, Teller};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::case::fact::legal_aid::step::LegalAidKind;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::form::proposed::beside;
use crate::domain::number::VisitNumber;
use crate::domain::refusal::Reason;
use crate::domain::secret::Secret;
use crate::domain::view::CaseView;

/// Gives the case in which a road is told.
fn teller(view: &CaseView) -> Teller {
    Teller {
        number: view.case.number.to_string(),
        category: view.case.matter.category,
        matter: view.case.matter.text(),
    }
}

impl State {
    /// Gives the case that is shown, where a road can be told in it.
    pub fn teller(&self, shared: &Shared) -> Option<Teller> {
        let view = self.view().filter(|it| !it.row.locked)?;
        let may = view.case.may(StepKind::Divert, shared.now.date());
        (may.is_ok() && !self.is_busy()).then(|| teller(view))
    }

    pub(super) fn panel_command(&mut self, shared: &Shared, command: Command) -> Response {
        if let (Command::LookupOpen, Some(number)) = (command, self.number()) {
            return Response::intent(Intent::Open(Target::Lookup(number)));
        }
        let leaves = command == Command::CaseStep && matches!(self.panel, Some(Panel::Steps(_)));
        if command == Command::Back || leaves {
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
            Some(Panel::Checklist(menu)) => walked(menu, command),
            Some(Panel::Papers(_, menu)) => walked(menu, command),
            Some(Panel::Paper(_, _, menu)) => walked(menu, command),
            Some(Panel::Step(step)) => filled(&mut step.form, command),
            Some(Panel::Correct(correction, _)) => filled(&mut correction.form, command),
            Some(Panel::Undo(undoing)) => filled(&mut undoing.form, command),
            None => Did::Nothing,
        };
        match did {
            Did::Nothing => Response::unused(),
            Did::Changed => self.line_left(),
            Did::Ended => self.submit(shared),
        }
    }

    /// Asks which case is meant by a line of the step that was left.
    fn line_left(&mut self) -> Response {
        let left = match &self.panel {
            Some(Panel::Step(step)) => self.named.left(&step.form),
            _ => None,
        };
        left.map_or_else(Response::used, Response::effect)
    }

    /// Opens the form of telling a road, filled in with the one that was chosen.
    pub(super) fn tell_road(&mut self, shared: &Shared, advice: &RoadAdvice) -> Response {
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        if view.case.number.to_string() != advice.number || self.is_busy() {
            return Response::unused();
        }
        let mut form = StepForm::open(StepKind::Divert, view, &shared.who, shared.now);
        form.restore(shared, view.case.number);
        let day = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |it| it.to_string());
        form.fill("road", &advice.road);
        form.fill("told", &advice.text);
        form.fill("from", &day(advice.from));
        form.fill("until", &day(advice.until));
        self.panel = Some(Panel::Step(form));
        Response::used()
    }

    /// Takes a step that is allowed: its form, or the screen that it has of its own.
    pub(super) fn open_step(&mut self, shared: &Shared, kind: StepKind) -> Response {
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        let number = view.case.number;
        let target = match kind {
            StepKind::Classify => Target::Triage {
                number,
                onward: false,
            },
            StepKind::LegalAid(LegalAidKind::Recommend) => Target::Recommend(number),
            StepKind::Divert => Target::Roads(Some(teller(view))),
            kind => {
                let mut form = StepForm::open(kind, view, &shared.who, shared.now);
                for (field, answer) in beside(kind, view) {
                    form.propose(field, &answer);
                }
                self.panel = Some(Panel::Step(form).restored(shared, number));
                return self.ask_letter();
            }
        };
        self.panel = None;
        Response::intent(Intent::Open(target))
    }

    /// Asks what is missing in the letter that the open step says was handed over.
    pub(super) fn ask_letter(&mut self) -> Response {
        let (Some(Panel::Step(form)), Some(view)) = (&self.panel, self.view.as_deref()) else {
            return Response::used();
        };
        if !form.hands_over(view) {
            return Response::used();
        }
        let visit = VisitNumber {
            case: view.case.number,
            visit: 1,
        };
        Response::effect(Effect::Store(self.papers.draw(), Request::Papers(visit)))
    }

    /// Takes what the panel says: the line of a menu, or a form.
    pub(super) fn submit(&mut self, shared: &Shared) -> Response {
        if let Some(Panel::Step(step)) = &self.panel
            && let Some(asks) = self.named.before(&step.form)
        {
            return Response::effect(asks);
        }
        self.hand_in(shared, None)
    }

    /// Opens the form of a step for another one to sign.
    pub(super) fn open_signed(
        &mut self,
        shared: &Shared,
        kind: StepKind,
        signer: String,
    ) -> Response {
        let Some(view) = self.view.as_deref().filter(|_| !self.writes.is_waiting()) else {
            return Response::unused();
        };
        let mut form = StepForm::open(kind, view, &signer, shared.now);
        form.signer = Some(signer);
        self.panel = Some(Panel::Step(form).restored(shared, view.case.number));
        Response::used()
    }

    /// Takes what the panel says, now that it is known which case it names; `proof` is what another one
    /// typed who signs for it.
    pub(super) fn hand_in(&mut self, shared: &Shared, proof: Option<Secret>) -> Response {
        if self.is_ticking() {
            return self.tick(shared);
        }
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        match &mut self.panel {
            Some(Panel::Steps(menu)) => match menu.current() {
                Some(Choice::Step(offer)) if offer.refusal().is_none() => {
                    self.open_step(shared, offer.kind)
                }
                Some(Choice::Command(command)) => {
                    self.panel = None;
                    Response::intent(Intent::Run(command))
                }
                Some(Choice::Step(offer)) if signable(shared, &offer) => {
                    Response::intent(Intent::Open(Target::Signer(offer.kind)))
                }
                Some(Choice::Step(_)) => {
                    let against = menu.against(&shared.words).unwrap_or_default();
                    Response::tell(Tone::Bad, against)
                }
                None => Response::used(),
            },
            Some(Panel::Parts(menu)) => {
                if let Some(part) = menu.current() {
                    let correction = Correction::open(part, view, self.disclosure.revealed);
                    let panel = Panel::Correct(correction, None);
                    self.panel = Some(panel.restored(shared, view.case.number));
                }
                Response::used()
            }
            Some(Panel::Papers(visit, menu)) => match menu.current() {
                Some(offer) => {
                    if !offer.gaps.is_empty() {
                        return Response::tell(Tone::Bad, shared.words.cannot_print(&offer));
                    }
                    let ways = Menu::new(vec![false, true]);
                    self.panel = Some(Panel::Paper(offer, *visit, ways));
                    Response::used()
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
            Some(Panel::Undo(undoing)) => match undoing.action(view, &shared.who) {
                Ok(action) => {
                    undoing.message = None;
                    self.keep_once(action)
                }
                Err(refusal) => {
                    undoing.message = Some(shared.words.refusal(&refusal));
                    Response::used()
                }
            },
            Some(Panel::Step(form)) => {
                let signer = form.signer.clone();
                let who = signer.as_deref().unwrap_or(&shared.who);
                let now = shared.now;
                let Some(steps) = form.decided(view, who, now, &shared.words) else {
                    return Response::used();
                };
                if form.holds(&shared.words) {
                    return Response::used();
                }
                let action = Action::Steps {
                    case: view.case.number,
                    expected: form.expected,
                    steps,
                };
                match (signer, proof) {
                    (None, _) => self.keep_once(action),
                    (Some(signer), None) => {
                        Response::intent(Intent::Open(Target::Signature(signer)))
                    }
                    (Some(signer), Some(secret)) => self.keep(Request::Countersign {
                        signer,
                        secret,
                        actions: vec![action],
                    }),
                }
            }
            Some(Panel::Correct(correction, message)) => {
                match correction.action(view, &shared.town, shared.now.date()) {
                    Ok(action) => {
                        *message = None;
                        self.keep_once(action)
                    }
                    Err(refusal) => {
                        *message = Some(shared.words.refusal(&refusal));
                        Response::used()
                    }
                }
            }
            // The list was ticked above.
            Some(Panel::Checklist(_)) | None => Response::unused(),
        }
    }
}

impl State {
    /// Hands in the form that stands over the case.
    fn keep_once(&mut self, action: Action) -> Response {
        self.keep(Request::Commit(vec![action]))
    }

    fn keep(&mut self, request: Request) -> Response {
        let ticket = self.writes.draw();
        let response = Response::effect(Effect::Store(ticket, request));
        let name = self.form_name().map(|name| Intent::HandIn(ticket, name));
        name.into_iter().fold(response, Response::and_intent)
    }
}

/// Tells whether a step that whoever sits here may not take can be signed for by another one.
fn signable(shared: &Shared, offer: &StepOffer) -> bool {
    let independent = offer
        .refusal()
        .is_some_and(|it| matches!(it.reason, Reason::NotIndependent | Reason::AskedByHandler));
    shared.seat.signs_in() && independent && offer.kind.may_be_signed()
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
