//! The dispatcher: a command or an input goes to the part in front, and what a part wishes for is
//! done. What a part does is its own business; here stands only who is asked.

use crate::app::actions;
use crate::app::calls;
use crate::app::clock_watch::sentence;
use crate::app::confirm;
use crate::app::effect::{Effect, Request};
use crate::app::help;
use crate::app::model::Model;
use crate::app::operator;
use crate::app::overlay::Overlay;
use crate::app::overlays::open_overlay;
use crate::app::palette;
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Openness, Part, Response, Target, Tone};
use crate::app::queue::filter::key_cases;
use crate::app::taken::takes_out;
use crate::app::ticket::Ticket;
use crate::app::update::operator::begin;
use crate::app::update::{lesson, phrases, sign_in, slow, views};
use crate::command::table::Command;
use crate::domain::act::Action;

/// Runs a command, from a key or from the palette.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if model.curtain {
        if matches!(command, Command::Curtain | Command::Back) {
            model.curtain = false;
        }
        return Vec::new();
    }
    model.leaving &= command == Command::Quit;
    if let Some(right) = command.right().filter(|it| !model.shared.seat.may(*it)) {
        return sign_in::may_not(model, right);
    }
    match command {
        Command::Curtain => sign_in::hide(model),
        Command::Help => {
            if !matches!(model.overlays.last(), Some(Overlay::Help(_))) {
                let in_form = model.open_field() != Openness::Closed;
                let (front, now) = (model.scope(), model.actions());
                let state = help::State::open(&model.shared, front, &now, in_form);
                model.overlays.push(Overlay::Help(state));
            }
            Vec::new()
        }
        Command::Menu => menu(model),
        Command::Palette => {
            if !matches!(model.overlays.last(), Some(Overlay::Palette(_))) {
                let open = model.case.view().filter(|view| {
                    let beside = model.case.disclosure.preview || view.row.locked;
                    model.focus == Pane::Case && !beside
                });
                let case = open.map(|view| &view.case);
                let views = views::counted(model);
                let has_list = model.pane(model.focus).view_now("").is_some();
                let round = model.finders;
                let (state, asks) =
                    palette::State::open(&model.shared, case, views, has_list, round);
                model.finders += 1;
                model.overlays.push(Overlay::Palette(state));
                return std::iter::once(asks).chain(views::count(model)).collect();
            }
            Vec::new()
        }
        Command::FinderOpen => open(model, Target::Finder(String::new())),
        Command::LedgerOpen => {
            let next = model.focus.next_ledger();
            open(model, Target::Pane(next))
        }
        Command::KeyCases => open(model, Target::Queue(Box::new(key_cases()))),
        Command::HandoverOpen => open(model, Target::Handover),
        Command::PhraseTake => {
            let inputs = phrases::take(model).into_iter();
            inputs.flat_map(|input| dispatch(model, input)).collect()
        }
        Command::PhraseKeep => phrases::keep(model),
        Command::ReminderNew => {
            let about = model.front().subject();
            let back = model.focus;
            open(model, Target::FollowUp { about, back })
        }
        Command::CallOpen => open(model, Target::Pad(None)),
        Command::ImportOpen if !model.own(command) => open(model, Target::Import(None)),
        Command::RoadsOpen => {
            // In front of a case the road that is chosen is written down there.
            let in_case = model.focus == Pane::Case && model.overlays.is_empty();
            let teller = in_case.then(|| model.case.teller(&model.shared)).flatten();
            open(model, Target::Roads(teller))
        }
        Command::IntakeNew => {
            // From elsewhere the key leads back to the draft in hand; there it begins a new one.
            let there = model.focus == Pane::Intake && model.overlays.is_empty();
            focus(model, Pane::Intake);
            let input = if there {
                Input::Command(command)
            } else {
                Input::Show(Target::Pane(Pane::Intake))
            };
            dispatch(model, input)
        }
        Command::OperatorChange if model.shared.seat.signs_in() => sign_in::change(model),
        Command::OperatorChange => {
            if !matches!(model.overlays.last(), Some(Overlay::Operator(_))) {
                let state = operator::State::default();
                model.overlays.push(Overlay::Operator(state));
            }
            Vec::new()
        }
        Command::OperatorsOpen => open(model, Target::Operators),
        Command::TutorOpen => lesson::list(model),
        Command::Quit => quit(model),
        Command::StoreRescue if model.valid(Command::StoreRescue) => {
            vec![Effect::Store(model.own_line.draw(), Request::Rescue)]
        }
        Command::StoreRescue => {
            let text = model.shared.words.say("desk-store-stands");
            tell(model, Tone::Plain, text);
            Vec::new()
        }
        Command::Save if model.front().valid(Command::Save) && is_doubted(model) => {
            ask_the_time(model)
        }
        Command::TutorNext | Command::TutorBack => {
            if let Some(tutor) = &mut model.tutor {
                tutor.turn(command == Command::TutorNext);
            } else {
                let args = [("keys", model.shared.keys(Command::TutorOpen).into())];
                let text = model.shared.words.say_with("tutor-elsewhere", &args);
                tell(model, Tone::Plain, text);
            }
            Vec::new()
        }
        other if takes_out(other) && !model.front().valid(other) => {
            let text = model.shared.words.say("output-nothing");
            tell(model, Tone::Plain, text);
            Vec::new()
        }
        other => {
            if let Some(pane) = Pane::opened_by(other) {
                return open(model, Target::Pane(pane));
            }
            // From the palette a pane's command may be asked for while another has the keys.
            if let Some(pane) = Pane::of_scope(other.scope())
                && (model.focus != pane || !model.overlays.is_empty())
            {
                focus(model, pane);
            }
            dispatch(model, Input::Command(other))
        }
    }
}

/// Tells whether the clock cannot be right.
fn is_doubted(model: &Model) -> bool {
    model.clock.doubt(model.shared.now).is_some()
}

/// Asks whether the clock is right before anything is dated by it.
fn ask_the_time(model: &mut Model) -> Vec<Effect> {
    let Some(doubt) = model.clock.doubt(model.shared.now) else {
        return Vec::new();
    };
    let reason = sentence(&model.shared, doubt);
    let args = [("reason", reason.into())];
    let question = model.shared.words.say_with("desk-clock-question", &args);
    let yes = Box::new(Intent::TrustClock);
    grant(model, Intent::Confirm { question, yes })
}

/// Opens the menu of what can be done where the keys are; a case has one of its own, with its steps.
fn menu(model: &mut Model) -> Vec<Effect> {
    if matches!(model.overlays.last(), Some(Overlay::Actions(_))) {
        return dispatch(model, Input::Command(Command::Menu));
    }
    let on_case = model.overlays.is_empty() && model.focus == Pane::Case;
    if on_case && model.case.has_menu() {
        return dispatch(model, Input::Command(Command::CaseStep));
    }
    if model.valid(Command::Menu) {
        // Where a list is in front, and on the opening page.
        let has_list = model.front().view_now("").is_some() || model.focus == Pane::Today;
        let has_list = has_list && model.overlays.is_empty();
        let views = if has_list {
            views::counted(model)
        } else {
            Vec::new()
        };
        let (valid, usual) = (model.actions(), model.front().recommended());
        let state = actions::State::open(&model.shared, &valid, usual, &views);
        model.overlays.push(Overlay::Actions(state));
        if has_list {
            return views::count(model).into_iter().collect();
        }
    }
    Vec::new()
}

/// Tells the part in front.
pub(super) fn dispatch(model: &mut Model, input: Input) -> Vec<Effect> {
    offer(model, input).0
}

/// Tells the part in front; tells back whether that meant something there.
pub(super) fn offer(model: &mut Model, input: Input) -> (Vec<Effect>, bool) {
    let back = input == Input::Command(Command::Back);
    let mut effects = Vec::new();
    if back {
        let (stopped, stays) = slow::stop(model);
        effects = stopped;
        if stays {
            return (effects, true);
        }
    }
    if back && leads_back(model) {
        return (open(model, Target::Pane(Pane::Setup)), true);
    }
    let from = model.overlays.len().checked_sub(1);
    let outcome = if let Some(overlay) = model.overlays.last_mut() {
        overlay.part_mut().update(&model.shared, input)
    } else {
        let (part, shared) = model.pane_mut(model.focus);
        part.update(shared, input)
    };
    if back && !outcome.used && model.overlays.is_empty() {
        focus(model, Pane::Queue);
    }
    let used = outcome.used;
    effects.extend(fulfil(model, outcome, from));
    (effects, used)
}

/// Has the part in front put its cursor on what stands at a cell.
pub(super) fn point(model: &mut Model, (column, row): (u16, u16)) -> Vec<Effect> {
    let from = model.overlays.len().checked_sub(1);
    let outcome = if let Some(overlay) = model.overlays.last_mut() {
        overlay.part_mut().point(&model.shared, column, row)
    } else {
        let (part, shared) = model.pane_mut(model.focus);
        part.point(shared, column, row)
    };
    fulfil(model, outcome, from)
}

/// Tells whether Esc leads back to the setup list: the pane was opened from there, and nothing is
/// open in it.
fn leads_back(model: &Model) -> bool {
    let front = model.front();
    let closed = front.open_field() == Openness::Closed && front.forms().is_empty();
    model.errand && model.overlays.is_empty() && closed
}

/// Does what a part wished for: a pane, or what stands on top at the place `from`, counted from
/// below.
pub(super) fn fulfil(model: &mut Model, outcome: Response, mut from: Option<usize>) -> Vec<Effect> {
    let mut effects = outcome.effects;
    for wish in outcome.intents {
        if let Intent::HandIn(ticket, name) = wish {
            hand_in(model, &mut effects, ticket, name);
        } else if matches!(wish, Intent::Close) {
            // What was opened over it since stays.
            if let Some(at) = from.filter(|at| *at < model.overlays.len()) {
                model.overlays.remove(at);
                from = at.checked_sub(1);
            }
        } else {
            effects.extend(grant(model, wish));
        }
    }
    effects
}

/// Has a write keep once what stands in a form: a form that comes back after a kill is known by its id.
fn hand_in(model: &mut Model, effects: &mut [Effect], ticket: Ticket, name: String) {
    let Some(save) = model.shared.unfinished.save_of(&name) else {
        return;
    };
    for effect in effects {
        if let Effect::Store(it, Request::Commit(actions) | Request::Countersign { actions, .. }) =
            effect
            && *it == ticket
        {
            *actions = Action::once(save, std::mem::take(actions));
        }
    }
    model.handing_in.push((ticket, name));
}

fn grant(model: &mut Model, wish: Intent) -> Vec<Effect> {
    match wish {
        Intent::Open(target) => open(model, target),
        Intent::Run(command) => run(model, command),
        // Only what wished it closes or hands in, see `fulfil`.
        Intent::Close | Intent::HandIn(..) => Vec::new(),
        Intent::KeepView(name) => views::keep(model, &name),
        Intent::ForgetView(name) => views::forget(model, &name),
        Intent::Tell(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
        Intent::Remind(pane, text) => {
            model.remind(pane, text);
            Vec::new()
        }
        Intent::Confirm { question, yes } => {
            let state = confirm::State::new(question, *yes);
            model.overlays.push(Overlay::Confirm(state));
            Vec::new()
        }
        Intent::Finished(name) => {
            model.shared.unfinished.finish(&name);
            Vec::new()
        }
        Intent::Perform(effect) => vec![effect],
        Intent::TrustClock => {
            model.clock.trust(model.shared.now);
            run(model, Command::Save)
        }
        Intent::SitDown(name) => {
            begin(model, name);
            Vec::new()
        }
        Intent::SignInBegins(name) => sign_in::begins(model, &name),
        Intent::Learn(course) => lesson::give(model, course),
    }
}

pub(super) fn open(model: &mut Model, target: Target) -> Vec<Effect> {
    if let Some(right) = target.right().filter(|it| !model.shared.seat.may(*it)) {
        return sign_in::may_not(model, right);
    }
    match &target {
        Target::Pane(pane) => {
            focus(model, *pane);
            // The settings file may have been changed by hand meanwhile, and nobody is told of a look.
            if matches!(*pane, Pane::Setup | Pane::Looked) {
                model.stale.insert(*pane);
            }
            Vec::new()
        }
        Target::FromSetup(pane, _) => {
            focus(model, *pane);
            model.errand = true;
            dispatch(model, Input::Show(target))
        }
        Target::Case(_) => {
            focus(model, Pane::Case);
            dispatch(model, Input::Show(target))
        }
        Target::Preview(_) => {
            // The opening page stays until the cursor moves in the list.
            let gives_way = model.right == Pane::Today && model.focus == Pane::Queue;
            let beside = (model.right == Pane::Case || gives_way)
                && model.layout().is_some_and(|it| it.desk);
            if !beside {
                return Vec::new();
            }
            model.right = Pane::Case;
            let outcome = model.case.update(&model.shared, Input::Show(target));
            fulfil(model, outcome, None)
        }
        Target::Queue(_) => {
            focus(model, Pane::Queue);
            dispatch(model, Input::Show(target))
        }
        Target::Ledger(_) => {
            focus(model, Pane::Duty);
            dispatch(model, Input::Show(target))
        }
        // The form in hand takes him; without one he begins an intake.
        Target::Visitor { fresh: false, .. } if model.takes_visitor() => {
            dispatch(model, Input::Show(target))
        }
        Target::Pad(parked) => match calls::open(model, *parked) {
            Some(asked) => asked,
            None => dispatch(model, Input::Show(target)),
        },
        Target::Visit { .. }
        | Target::Visitor { .. }
        | Target::Called(_)
        | Target::Arrival(_)
        | Target::Origin { .. } => {
            focus(model, Pane::Intake);
            dispatch(model, Input::Show(target))
        }
        Target::WhistleRequest(_) => {
            focus(model, Pane::Whistles);
            dispatch(model, Input::Show(target))
        }
        Target::SignedBy(..)
        | Target::Signed(_)
        | Target::RoadAdvice(_)
        | Target::Unfinished(_)
        | Target::Form(..)
        | Target::Step(..) => {
            focus(model, Pane::Case);
            dispatch(model, Input::Show(target))
        }
        Target::Hear(_) => {
            focus(model, Pane::Joint);
            dispatch(model, Input::Show(target))
        }
        Target::Recommend(_) => {
            focus(model, Pane::Lawyers);
            dispatch(model, Input::Show(target))
        }
        Target::FollowUp { .. } => {
            focus(model, Pane::Calendar);
            dispatch(model, Input::Show(target))
        }
        Target::View(view) => match views::pane(view) {
            Some(pane) => {
                focus(model, pane);
                dispatch(model, Input::Show(target))
            }
            None => Vec::new(),
        },
        Target::Grid { .. } => {
            focus(model, Pane::Grid);
            dispatch(model, Input::Show(target))
        }
        Target::Triage { .. }
        | Target::Operators
        | Target::Signer(_)
        | Target::Signature(_)
        | Target::Roads(_)
        | Target::Merge(_)
        | Target::Split(_)
        | Target::Lookup(_)
        | Target::Handover
        | Target::Attach(_)
        | Target::Import(_)
        | Target::Output(_)
        | Target::Copy(_)
        | Target::Found { .. }
        | Target::Finder(_) => open_overlay(model, &target),
    }
}

/// Brings a pane to the front; what stood on top goes.
pub(super) fn focus(model: &mut Model, pane: Pane) {
    model.overlays.clear();
    model.errand = false;
    model.focus = pane;
    if !matches!(pane, Pane::Intake | Pane::Queue) {
        model.right = pane;
    }
}

/// Asks before the desk is left.
pub(super) fn ask_to_quit(model: &mut Model) -> Vec<Effect> {
    if model.curtain {
        return Vec::new();
    }
    let question = model.shared.words.say("desk-quit-sure");
    let yes = Box::new(Intent::Run(Command::Quit));
    grant(model, Intent::Confirm { question, yes })
}

/// Leaves at once, or as soon as what is being kept is kept; asked again meanwhile, it asks back.
fn quit(model: &mut Model) -> Vec<Effect> {
    if model.writes == 0 {
        return vec![Effect::Quit];
    }
    let args = [("n", model.writes.into())];
    if !model.leaving {
        model.leaving = true;
        let text = model.shared.words.say_with("desk-leaving", &args);
        tell(model, Tone::Plain, text);
        return Vec::new();
    }
    let question = model.shared.words.say_with("desk-quit-question", &args);
    let yes = Box::new(Intent::Perform(Effect::Quit));
    grant(model, Intent::Confirm { question, yes })
}

/// Tells every pane that can be seen; the others hear of it when they are. The intake keeps what
/// is typed, and the list must be fresh for whoever types ahead: both are always told.
pub(super) fn dispatch_to_all(model: &mut Model, input: &Input) -> Vec<Effect> {
    let mut effects = Vec::new();
    for pane in Pane::ALL {
        let always = matches!(pane, Pane::Intake | Pane::Queue);
        if always || model.hears(*pane) {
            effects.extend(dispatch_to_pane(model, *pane, input.clone()));
        } else {
            model.stale.insert(*pane);
        }
    }
    effects
}

pub(super) fn dispatch_to_pane(model: &mut Model, pane: Pane, input: Input) -> Vec<Effect> {
    let (part, shared) = model.pane_mut(pane);
    let outcome = part.update(shared, input);
    fulfil(model, outcome, None)
}

pub(super) fn tell(model: &mut Model, tone: Tone, text: String) {
    model.notice = Some(Notice { tone, text });
}
