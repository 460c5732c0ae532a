//! The messages that reach the desk: each changes the model and gives effects.

use crate::app::calls;
use crate::app::effect::{Effect, Request};
use crate::app::import;
use crate::app::input::{Routed, route};
use crate::app::lost_store::LostStore;
use crate::app::model::Model;
use crate::app::msg::{Mouse, Msg, Press};
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Input, Target, Tone};
use crate::app::sign_in::Purpose;
use crate::app::update::answers::{ask_today, changed, escalate, replied};
use crate::app::update::dispatch::{
    ask_to_quit, dispatch, dispatch_to_all, dispatch_to_pane, focus, open, point, run, tell,
};
use crate::app::update::held::Took;
use crate::app::update::mouse::Meant;
use crate::command::table::Command;
use crate::domain::seat::Seat;
use crate::keymap::key::show_keys;

mod answers;
mod dispatch;
mod held;
mod lesson;
mod mouse;
mod offline;
mod operator;
mod phrases;
mod sign_in;
mod slow;
mod unfinished;
pub mod views;

/// Changes the model by a message and tells what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if operator::is_stale(model, &msg) {
        if let Msg::Reply(reply) = msg {
            model.writes -= usize::from(reply.wrote && model.writes > 0);
        }
        return Vec::new();
    }
    if matches!(msg, Msg::Press(_) | Msg::Paste(_) | Msg::Mouse(_)) {
        model.touched = model.shared.now;
    }
    let mut effects = match msg {
        Msg::Press(press) if model.card.is_some() => sign_in::pressed(model, press),
        Msg::Press(press) => match held::press(model, press) {
            Took::Yes => Vec::new(),
            Took::No => pressed(model, press),
        },
        Msg::Paste(text) => {
            if let Some(card) = &mut model.card {
                card.paste(&text);
                Vec::new()
            } else if model.curtain || matches!(held::paste(model, &text), Took::Yes) {
                Vec::new()
            } else {
                dispatch(model, Input::Paste(text))
            }
        }
        Msg::Mouse(mouse) => moused(model, mouse),
        Msg::Resize(columns, rows) => {
            model.resize((columns, rows));
            Vec::new()
        }
        Msg::Tick(now) => {
            model.shared.now = now;
            model.clock.ticked(now);
            model.shared.unfinished.retry();
            let mut effects = ticked(model);
            effects.extend(sign_in::idle(model));
            effects
        }
        Msg::Second(now) => {
            calls::second(model, now);
            let mut asked: Vec<Effect> = model
                .overlays
                .iter_mut()
                .filter_map(Overlay::second)
                .collect();
            // The window asks itself as long as it is open.
            if asked.is_empty() {
                asked.extend(model.import_watch.second());
            }
            asked
        }
        Msg::ClockBack(seconds) => {
            let text = model
                .shared
                .words
                .say_with("desk-clock-back", &[("seconds", seconds.into())]);
            tell(model, Tone::Bad, text);
            Vec::new()
        }
        Msg::Reply(reply) => {
            if let Some(tutor) = &mut model.tutor {
                tutor.hear(&reply);
            }
            slow::answered(model, reply.ticket);
            let mut effects = replied(model, reply);
            if operator::begun_anew(model) {
                effects.extend(opening(model));
            }
            effects
        }
        Msg::Changed if model.shared.seat == Seat::Empty => vec![sign_in::changed(model)],
        Msg::Changed => {
            let mut effects = changed(model);
            effects.push(sign_in::changed(model));
            effects
        }
        Msg::Standing(reason) => {
            if let (None, Some(lost)) = (&reason, &model.lost) {
                let text = model.shared.words.say(lost.back());
                tell(model, Tone::Good, text);
            }
            if reason.is_some() {
                // What was told before gives way: no key need be pressed to see this.
                model.notice = None;
            }
            let was = model.lost.take();
            model.lost = reason.map(LostStore::new);
            match (&model.lost, was) {
                (None, Some(was)) if was.loss.of_server => offline::back(model),
                _ => Vec::new(),
            }
        }
        Msg::OpenElsewhere(open) => {
            model.shared.elsewhere = open;
            Vec::new()
        }
        Msg::LessonsOver(ended) => {
            lesson::over(model, ended);
            Vec::new()
        }
    };
    effects.extend(held::give(model));
    let window = model.overlays.iter().find_map(Overlay::import);
    if let Some(running) = window.map(import::State::running) {
        model.import_watch.follow(running);
    }
    model.shared.intake_open = model.intake.is_begun(&model.shared);
    effects.extend(woken(model));
    effects.extend(have_open(model));
    effects.extend(unfinished::note(model));
    if let Some(tutor) = &mut model.tutor {
        tutor.send(&effects);
    }
    effects.extend(lesson::look(model));
    model.today.setup = model.setup.ledger.open_lines().len();
    model.writes += effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(_, request) if request.is_write()))
        .count();
    slow::note(model, &effects);
    effects.extend(operator::seat(model));
    effects
}

/// Gives the effects with which the desk opens.
pub fn opening(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![escalate(model)];
    if model.shared.seat == Seat::Empty {
        effects.extend(sign_in::cover(model, Purpose::Open));
        return effects;
    }
    effects.extend(ask_today(model));
    effects.push(offline::ask(model));
    effects.push(unfinished::opening(model));
    for pane in Pane::ALL {
        effects.extend(dispatch_to_pane(model, *pane, Input::Tick));
    }
    effects
}

fn pressed(model: &mut Model, press: Press) -> Vec<Effect> {
    model.notice = None;
    let (scope, field) = (model.scope(), model.open_field());
    let sequence = !model.pending.is_empty();
    match route(
        &model.shared.keymap,
        scope,
        field,
        &mut model.pending,
        press,
    ) {
        // An input method makes 。of a full stop: who comes by two keys may have meant the text.
        Routed::Run(Command::Quit) if sequence => ask_to_quit(model),
        Routed::Run(command) => run(model, command),
        Routed::Type(press) if !model.curtain => {
            model.leaving = false;
            let effects = dispatch(model, Input::Press(press));
            phrases::propose(model);
            effects
        }
        // The popup that opens now says how many rows the views have.
        Routed::Wait => views::count(model).into_iter().collect(),
        Routed::Type(_) | Routed::Drop => Vec::new(),
        Routed::Unbound(keys) => {
            if let Some(view) = views::opened_by(model, &keys)
                && !model.curtain
            {
                return open(model, Target::View(Box::new(view)));
            }
            let keys = show_keys(&keys);
            let text = model
                .shared
                .words
                .say_with("desk-notice-unbound", &[("keys", keys.into())]);
            if !model.curtain {
                tell(model, Tone::Plain, text);
            }
            Vec::new()
        }
    }
}

/// Does what a click or a turn of the wheel means.
fn moused(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match mouse::meaning(model, mouse) {
        Some(Meant::Front(input)) => dispatch(model, input),
        Some(Meant::Pane(pane, input)) => dispatch_to_pane(model, pane, input),
        Some(Meant::Focus(pane, input)) => {
            focus(model, pane);
            input.map_or_else(Vec::new, |input| dispatch(model, input))
        }
        Some(Meant::Menu(pane, cell)) => {
            if let Some(pane) = pane {
                focus(model, pane);
            }
            let mut effects = cell.map_or_else(Vec::new, |cell| point(model, cell));
            effects.extend(run(model, Command::Menu));
            effects
        }
        Some(Meant::Open(target)) => open(model, target),
        None => Vec::new(),
    }
}

fn ticked(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![escalate(model)];
    if model.shared.seat == Seat::Empty {
        return effects;
    }
    effects.extend(ask_today(model));
    effects.extend(offline::due(model));
    effects.extend(dispatch_to_all(model, &Input::Tick));
    effects
}

/// Says which case stands open, when that has changed.
fn have_open(model: &mut Model) -> Option<Effect> {
    let stands = model.is_seen(Pane::Case) && !model.case.disclosure.preview;
    let view = model.case.view().filter(|view| stands && !view.row.locked);
    let open = view.map(|view| view.case.number);
    if open == model.has_open {
        return None;
    }
    model.has_open = open;
    let request = Request::HaveOpen(open);
    Some(Effect::Store(model.open_line.draw(), request))
}

/// Tells the panes that came into sight what they have missed.
fn woken(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    for pane in Pane::ALL {
        if model.stale.contains(pane) && model.hears(*pane) {
            model.stale.remove(pane);
            effects.extend(dispatch_to_pane(model, *pane, Input::Changed));
        }
    }
    effects
}
