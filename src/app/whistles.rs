//! 吹哨: what nobody has answered yet, the earliest due first, and one unfolded with its clocks.

pub mod ask;
pub mod details;
pub mod filter;
pub mod form;
pub mod page;

use crate::app::answer::Answer;
use crate::app::case::para::Para;
use crate::app::effect::Request;
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::whistle_request::WhistleRequest;
use crate::app::whistles::ask::Ask;
use crate::app::whistles::filter::{Show, Way};
use crate::app::whistles::form::{Form, Kind};
use crate::command::table::Command;
use crate::domain::act::{Action, Done};
use crate::domain::codes::Channel;
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::grid::node::GridLevel;
use crate::domain::grid::tree::GridTree;
use crate::domain::item::{Item, WhistleId};
use crate::domain::refusal::Refusal;
use crate::domain::subject::Subject;
use crate::domain::whistle::fact::{Direction, WhistleFact, WhistleKind};
use crate::domain::whistle::state::Standing;
use crate::domain::whistle::view::{WhistleQuery, WhistleView};

/// The whistles, and which of them are shown.
#[derive(Debug, Default)]
pub struct Whistles {
    show: Show,
    views: Vec<WhistleView>,
    /// The grid, by which names are read; `None` until the store has given it.
    tree: Option<GridTree>,
}

/// The pane's state.
pub type State = ledger::State<Whistles>;

impl Whistles {
    fn view(&self, id: WhistleId) -> Option<&WhistleView> {
        self.views.iter().find(|view| view.id == id)
    }
}

impl Ledger for Whistles {
    type Row = WhistleId;
    type Kind = Kind;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Whistles;
    const USUAL: &'static [Command] = &[
        Command::WhistlesSign,
        Command::WhistlesContact,
        Command::WhistlesArrive,
        Command::WhistlesAnswer,
        Command::WhistlesRate,
        Command::WhistlesRaise,
    ];

    fn questions(&self, _shared: &Shared) -> Vec<Request> {
        vec![Request::Whistles(WhistleQuery::default())]
    }

    fn answered(pane: &mut State, _shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Whistles(views) => pane.ledger.views = views,
            Answer::Grid(tree) => pane.ledger.tree = Some(*tree),
            _ => return Response::unused(),
        }
        Response::used()
    }

    fn page(&self, shared: &Shared) -> Page<WhistleId> {
        let views = self.views.iter();
        let shown = views.filter(|it| self.show.lets(it, shared.now));
        page::list(shared, self.show, &shown.collect::<Vec<_>>())
    }

    fn details(&self, shared: &Shared, id: &WhistleId) -> Vec<Para> {
        let view = self.view(*id);
        view.map_or(Vec::new(), |view| {
            details::details(shared, self.tree.as_ref(), view)
        })
    }

    fn subject(pane: &State) -> Option<Subject> {
        pane.row().map(|id| Subject::Item(Item::Whistle(*id)))
    }

    fn valid(pane: &State, command: Command) -> bool {
        let view = pane.current();
        let free = view.filter(|view| !view.locked);
        let open = free.filter(|view| view.whistle.is_unanswered());
        let turn = open.and_then(|view| view.whistle.turn());
        match command {
            Command::WhistlesRaise
            | Command::WhistlesShow
            | Command::WhistlesKind
            | Command::WhistlesLevel => true,
            Command::WhistlesSign => turn.is_some_and(|it| it.signed.is_none()),
            Command::WhistlesContact => turn.is_some_and(|it| it.contacted.is_none()),
            Command::WhistlesArrive => {
                let down = |view: &WhistleView| view.whistle.raised.kind.direction();
                turn.is_some_and(|it| it.arrived.is_none())
                    && open.is_some_and(|view| down(view) == Direction::Down)
            }
            Command::WhistlesAnswer | Command::WhistlesPassUp => open.is_some(),
            Command::WhistlesRate => free.is_some_and(|view| {
                view.whistle.answer.is_some() && view.whistle.standing == Standing::Open
            }),
            Command::WhistlesRegister => free.is_some(),
            Command::WhistlesClose | Command::Choose => view.is_some(),
            Command::Back => pane.ledger.show != Show::default(),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        let show = &mut pane.ledger.show;
        match command {
            Command::WhistlesRaise => {
                return pane.fill_in(shared, Kind::Raise(WhistleRequest::default()));
            }
            Command::WhistlesShow => {
                show.way = Show::next(Way::ALL, Some(show.way)).unwrap_or(Way::Open);
                return pane.shown_anew();
            }
            Command::WhistlesKind => {
                show.kind = Show::next(WhistleKind::ALL, show.kind);
                return pane.shown_anew();
            }
            Command::WhistlesLevel => {
                show.level = Show::next(GridLevel::ALL, show.level);
                return pane.shown_anew();
            }
            Command::Back if *show != Show::default() => {
                *show = Show::default();
                return pane.shown_anew();
            }
            _ => {}
        }
        let Some(view) = pane.current() else {
            return Response::unused();
        };
        let (id, standing) = (view.id, view.whistle.standing);
        let kind = match command {
            Command::Choose => return pane.choose(),
            Command::WhistlesRegister => return pane.register(shared, id),
            Command::WhistlesSign => Kind::Sign(id),
            Command::WhistlesContact => Kind::Contact(id),
            Command::WhistlesArrive => Kind::Arrive(id),
            Command::WhistlesAnswer => Kind::Answer(id),
            Command::WhistlesRate => Kind::Rate(id),
            Command::WhistlesPassUp => Kind::PassUp(id),
            Command::WhistlesClose => match standing {
                Standing::Open if view.whistle.is_unanswered() => Kind::Withdraw(id),
                Standing::Open => {
                    let fact = WhistleFact::Closed { at: shared.now };
                    let action = Action::Whistle { id: Some(id), fact };
                    return pane.forms.commit(vec![action], String::new());
                }
                Standing::Closed | Standing::Withdrawn => Kind::Reopen(id),
            },
            _ => return Response::unused(),
        };
        pane.fill_in(shared, kind)
    }

    /// Opens the form of a whistle with what is known of it.
    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        match target {
            Target::WhistleRequest(request) => pane.fill_in(shared, Kind::Raise(*request)),
            _ => Response::unused(),
        }
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(&shared.words)
    }

    fn fold(form: &mut Form) {
        form.refold();
    }

    fn read(&self, shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let tree = self.tree.as_ref()?;
        let id = form.id();
        let view = id.and_then(|id| self.view(id));
        let fact = form.fact(view, tree, shared.now);
        Some(fact.map(|fact| Action::Whistle { id, fact }))
    }

    fn done(pane: &mut State, shared: &Shared, done: &Done) -> Response {
        if let Done::Whistle(id) = done {
            pane.cursor.set(*id);
            let args = [("number", Item::Whistle(*id).to_string().into())];
            pane.forms
                .set_notice(shared.words.say_with("whistles-done", &args));
        }
        pane.forms.done()
    }
}

impl State {
    /// Gives the whistle under the cursor.
    fn current(&self) -> Option<&WhistleView> {
        self.ledger.view(*self.row()?)
    }

    fn shown_anew(&mut self) -> Response {
        self.turn();
        Response::used()
    }

    /// Unfolds the whistle under the cursor, or folds it; of one that is unfolded and has a case, the
    /// case is opened.
    fn choose(&mut self) -> Response {
        let view = self.current().map(|view| (view.id, view.whistle.case));
        match view {
            Some((id, Some(number))) if self.unfolded == Some(id) => {
                Response::intent(Intent::Open(Target::Case(number.to_string())))
            }
            _ => {
                let outcome = self.unfold();
                if self.ledger.tree.is_some() {
                    return outcome;
                }
                outcome.and_effect(self.ask(Request::Grid))
            }
        }
    }

    /// Begins the intake of a whistle: its words, the village from which it came.
    fn register(&self, shared: &Shared, id: WhistleId) -> Response {
        let Some(view) = self.ledger.view(id).filter(|view| !view.locked) else {
            return Response::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        };
        if let Some(number) = view.whistle.case {
            return Response::intent(Intent::Open(Target::Case(number.to_string())));
        }
        Response::intent(Intent::Open(Target::Origin {
            origin: Item::Whistle(id),
            draft: Box::new(draft(shared, view)),
        }))
    }

    /// Opens a form. Names are read by the grid as it is now.
    fn fill_in(&mut self, shared: &Shared, kind: Kind) -> Response {
        let view = kind.id().and_then(|id| self.ledger.view(id));
        let form = Form::new(kind, view);
        let opened = self.open_form(shared, form);
        opened.and_effect(self.ask(Request::Grid))
    }
}

fn draft(shared: &Shared, view: &WhistleView) -> IntakeDraft {
    let mut draft = IntakeDraft::new(shared.now);
    draft.set(Field::Summary, &view.whistle.raised.about);
    draft.set(Field::Channel, Channel::Whistle.code());
    if let Some(village) = &view.village {
        draft.set(Field::Village, village);
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::part::{Input, Part};

    #[test]
    fn a_form_saved_before_the_grid_is_read_stays_open_with_what_was_typed() {
        let shared = Shared::sample();
        let mut pane = State::default();
        pane.update(&shared, Input::Command(Command::WhistlesRaise));
        pane.update(&shared, Input::Command(Command::FieldNext));
        pane.update(&shared, Input::Paste("龙潭村".to_owned()));
        let lines = |pane: &State| {
            let written = pane.forms().into_iter().filter_map(|form| form.written);
            written.flat_map(|it| it.lines).collect::<Vec<_>>()
        };
        let typed = lines(&pane);
        let saved = pane.update(&shared, Input::Command(Command::Save));
        assert_eq!(saved, Response::used(), "nothing is handed in yet");
        assert_eq!(lines(&pane), typed);
        assert_eq!(typed.len(), 1);
    }
}
