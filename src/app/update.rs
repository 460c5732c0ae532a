//! The dispatcher: a message changes the model and gives effects. What a part does is its own
//! business; here stands only who is asked.

use crate::app::calls;
use crate::app::confirm;
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::help;
use crate::app::input::{Routed, route};
use crate::app::model::Model;
use crate::app::msg::{Mouse, Msg, Press};
use crate::app::overlay::Overlay;
use crate::app::overlays::open_overlay;
use crate::app::palette;
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Part, Response, Target, Tone};
use crate::app::queue::filter::key_cases;
use crate::app::ticket::Asker;
use crate::app::update::mouse::Meant;
use crate::command::table::Command;
use crate::domain::act;
use crate::keymap::key::show_keys;

mod mouse;
mod unfinished;

/// Changes the model by a message and tells what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Press(press) => pressed(model, press),
        Msg::Paste(text) => {
            if model.curtain {
                Vec::new()
            } else {
                told(model, Input::Paste(text))
            }
        }
        Msg::Mouse(mouse) => moused(model, mouse),
        Msg::Resize(columns, rows) => {
            model.shared.size = (columns, rows);
            Vec::new()
        }
        Msg::Tick(now) => {
            model.shared.now = now;
            model.shared.unfinished.retry();
            ticked(model)
        }
        Msg::Second(now) => {
            calls::second(model, now);
            Vec::new()
        }
        Msg::ClockBack(seconds) => {
            let text = model
                .shared
                .words
                .say_with("desk-clock-back", &[("seconds", seconds.into())]);
            tell(model, Tone::Bad, text);
            Vec::new()
        }
        Msg::Reply(reply) => replied(model, reply),
        Msg::Changed => changed(model),
    };
    effects.extend(woken(model));
    effects.extend(unfinished::note(model));
    model.writes += effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(_, request) if request.is_write()))
        .count();
    effects
}

/// Gives the effects with which the desk opens.
pub fn opening(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![escalate(model)];
    effects.extend(ask_today(model));
    effects.push(unfinished::opening(model));
    for pane in Pane::ALL {
        effects.extend(pane_told(model, *pane, Input::Tick));
    }
    effects
}

fn pressed(model: &mut Model, press: Press) -> Vec<Effect> {
    model.notice = None;
    let (scope, field) = (model.scope(), model.open_field());
    match route(
        &model.shared.keymap,
        scope,
        field,
        &mut model.pending,
        press,
    ) {
        Routed::Run(command) => run(model, command),
        Routed::Type(press) if !model.curtain => {
            model.leaving = false;
            told(model, Input::Press(press))
        }
        Routed::Type(_) | Routed::Wait | Routed::Drop => Vec::new(),
        Routed::Unbound(keys) => {
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
        Some(Meant::Front(input)) => told(model, input),
        Some(Meant::Pane(pane, input)) => pane_told(model, pane, input),
        Some(Meant::Focus(pane, input)) => {
            focus(model, pane);
            input.map_or_else(Vec::new, |input| told(model, input))
        }
        Some(Meant::Open(target)) => open(model, target),
        None => Vec::new(),
    }
}

/// Runs a command, from a key or from the palette.
fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if model.curtain {
        if matches!(command, Command::Curtain | Command::Back) {
            model.curtain = false;
        }
        return Vec::new();
    }
    model.leaving &= command == Command::Quit;
    match command {
        Command::Curtain => {
            model.curtain = true;
            model.notice = None;
            Vec::new()
        }
        Command::Help => {
            if !matches!(model.overlays.last(), Some(Overlay::Help(_))) {
                let state = help::State::open(&model.shared, model.scope());
                model.overlays.push(Overlay::Help(state));
            }
            Vec::new()
        }
        Command::Palette => {
            if !matches!(model.overlays.last(), Some(Overlay::Palette(_))) {
                let state = palette::State::open(&model.shared);
                model.overlays.push(Overlay::Palette(state));
            }
            Vec::new()
        }
        Command::FinderOpen => open(model, Target::Finder(String::new())),
        Command::QueueOpen => open(model, Target::Pane(Pane::Queue)),
        Command::CaseOpen => open(model, Target::Pane(Pane::Case)),
        Command::LawyersOpen => open(model, Target::Pane(Pane::Lawyers)),
        Command::GridOpen => open(model, Target::Pane(Pane::Grid)),
        Command::JointOpen => open(model, Target::Pane(Pane::Joint)),
        Command::LedgerOpen => {
            let next = model.focus.next_ledger();
            open(model, Target::Pane(next))
        }
        Command::TodayOpen => open(model, Target::Pane(Pane::Today)),
        Command::MeetingsOpen => open(model, Target::Pane(Pane::Meetings)),
        Command::KeyCases => open(model, Target::Queue(Box::new(key_cases()))),
        Command::HandoverOpen => open(model, Target::Handover),
        Command::HotlineOpen => open(model, Target::Pane(Pane::Hotline)),
        Command::CallOpen => open(model, Target::Pad(None)),
        Command::FiguresOpen => open(model, Target::Pane(Pane::Figures)),
        Command::RoadsOpen => open(model, Target::Roads(None)),
        Command::IntakeNew => {
            // From elsewhere the key leads back to the draft in hand; there it begins a new one.
            let there = model.focus == Pane::Intake && model.overlays.is_empty();
            focus(model, Pane::Intake);
            let input = if there {
                Input::Command(command)
            } else {
                Input::Show(Target::Pane(Pane::Intake))
            };
            told(model, input)
        }
        Command::Quit => quit(model),
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
            told(model, Input::Command(other))
        }
    }
}

/// Tells the part in front.
fn told(model: &mut Model, input: Input) -> Vec<Effect> {
    let back = input == Input::Command(Command::Back);
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
    fulfil(model, outcome, from)
}

/// Does what a part wished for: a pane, or what stands on top at the place `from`, counted from
/// below.
fn fulfil(model: &mut Model, outcome: Response, mut from: Option<usize>) -> Vec<Effect> {
    let mut effects = outcome.effects;
    for wish in outcome.intents {
        if matches!(wish, Intent::Close) {
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

fn grant(model: &mut Model, wish: Intent) -> Vec<Effect> {
    match wish {
        Intent::Open(target) => open(model, target),
        Intent::Run(command) => run(model, command),
        // Only what wished it closes, see `fulfil`.
        Intent::Close => Vec::new(),
        Intent::Tell(notice) => {
            model.notice = Some(notice);
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
    }
}

fn open(model: &mut Model, target: Target) -> Vec<Effect> {
    match &target {
        Target::Pane(pane) => {
            focus(model, *pane);
            Vec::new()
        }
        Target::Case(_) => {
            focus(model, Pane::Case);
            told(model, Input::Show(target))
        }
        Target::Preview(_) => {
            // The opening page stays until the hand moves in the list.
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
            told(model, Input::Show(target))
        }
        Target::Ledger(_) => {
            focus(model, Pane::Duty);
            told(model, Input::Show(target))
        }
        // The form in hand takes him; without one he begins an intake.
        Target::Visitor { fresh: false, .. } if model.takes_visitor() => {
            told(model, Input::Show(target))
        }
        Target::Pad(parked) => match calls::open(model, *parked) {
            Some(asked) => asked,
            None => told(model, Input::Show(target)),
        },
        Target::Visit { .. }
        | Target::Visitor { .. }
        | Target::Called(_)
        | Target::Origin { .. } => {
            focus(model, Pane::Intake);
            told(model, Input::Show(target))
        }
        Target::WhistleRequest(_) => {
            focus(model, Pane::Whistles);
            told(model, Input::Show(target))
        }
        Target::RoadAdvice(_) | Target::Unfinished(_) | Target::Step(..) => {
            focus(model, Pane::Case);
            told(model, Input::Show(target))
        }
        Target::Hear(_) => {
            focus(model, Pane::Joint);
            told(model, Input::Show(target))
        }
        Target::Recommend(_) => {
            focus(model, Pane::Lawyers);
            told(model, Input::Show(target))
        }
        Target::Grid { .. } => {
            focus(model, Pane::Grid);
            told(model, Input::Show(target))
        }
        Target::Triage { .. }
        | Target::Roads(_)
        | Target::Merge(_)
        | Target::Split(_)
        | Target::Lookup(_)
        | Target::Handover
        | Target::Finder(_) => open_overlay(model, &target),
    }
}

/// Brings a pane to the front; what stood on top goes.
fn focus(model: &mut Model, pane: Pane) {
    model.overlays.clear();
    model.focus = pane;
    if !matches!(pane, Pane::Intake | Pane::Queue) {
        model.right = pane;
    }
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

fn ticked(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![escalate(model)];
    effects.extend(ask_today(model));
    effects.extend(all_told(model, &Input::Tick));
    effects
}

/// Tells every pane that can be seen; the others hear of it when they are. The intake keeps what
/// is typed, and the list must be fresh for whoever types ahead: both are always told.
fn all_told(model: &mut Model, input: &Input) -> Vec<Effect> {
    let mut effects = Vec::new();
    for pane in Pane::ALL {
        let always = matches!(pane, Pane::Intake | Pane::Queue);
        if always || model.is_seen(*pane) {
            effects.extend(pane_told(model, *pane, input.clone()));
        } else {
            model.stale.insert(*pane);
        }
    }
    effects
}

fn pane_told(model: &mut Model, pane: Pane, input: Input) -> Vec<Effect> {
    let (part, shared) = model.pane_mut(pane);
    let outcome = part.update(shared, input);
    fulfil(model, outcome, None)
}

/// Tells the panes that came into sight what they have missed.
fn woken(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    for pane in Pane::ALL {
        if model.stale.contains(pane) && model.is_seen(*pane) {
            model.stale.remove(pane);
            effects.extend(pane_told(model, *pane, Input::Changed));
        }
    }
    effects
}

/// Has the unanswered whistles passed up; what is due is looked for once a minute.
fn escalate(model: &mut Model) -> Effect {
    Effect::Store(model.house_line.draw(), Request::Escalate)
}

fn ask_today(model: &mut Model) -> Vec<Effect> {
    vec![Effect::Store(model.today_line.draw(), Request::Today)]
}

/// Hears an answer; when something was written by it, every pane is told.
fn replied(model: &mut Model, reply: Reply) -> Vec<Effect> {
    if reply.wrote {
        model.writes = model.writes.saturating_sub(1);
        // What was not kept is told; nobody leaves on it unawares.
        model.leaving &= !matches!(reply.answer, Answer::Failed(_));
    }
    let leaves = model.leaving && model.writes == 0;
    let wrote = match &reply.answer {
        Answer::Outcomes(outcomes) => outcomes
            .iter()
            .any(|it| matches!(it, act::Outcome::Done(_))),
        Answer::Paper { .. } => true,
        Answer::Escalated(passed_up) => *passed_up > 0,
        _ => false,
    };
    let mut effects = answered(model, reply);
    if wrote {
        effects.extend(changed(model));
    }
    let writes = |effect: &Effect| matches!(effect, Effect::Store(_, it) if it.is_write());
    if leaves && !effects.iter().any(writes) {
        effects.push(Effect::Quit);
    }
    effects
}

/// Tells every part that the store is no longer what it showed.
fn changed(model: &mut Model) -> Vec<Effect> {
    let mut effects = ask_today(model);
    effects.extend(all_told(model, &Input::Changed));
    effects
}

/// Gives an answer to the one who asked.
fn answered(model: &mut Model, reply: Reply) -> Vec<Effect> {
    match reply.ticket.asker {
        Asker::Today => {
            if model.today_line.takes(reply.ticket) {
                match reply.answer {
                    Answer::Today { today, calendar } => {
                        model.today.view = today;
                        model.shared.town.calendar = calendar;
                    }
                    Answer::Failed(reason) => failed(model, &reason),
                    _ => {}
                }
            }
            Vec::new()
        }
        // Tried again with the next minute; until then somebody must know.
        Asker::House => {
            if let Answer::Failed(reason) = reply.answer {
                let args = [("reason", reason.into())];
                let text = model.shared.words.say_with("whistles-not-escalated", &args);
                tell(model, Tone::Bad, text);
            }
            Vec::new()
        }
        Asker::Pane(pane) => pane_told(model, pane, Input::Reply(reply)),
        Asker::Unfinished => {
            let left = unfinished::answered(model, reply);
            left.map_or_else(Vec::new, |target| open(model, target))
        }
        Asker::Pad if !calls::is_open(model) => {
            if let Answer::Failed(reason) = &reply.answer {
                failed(model, reason);
            }
            // What was parked stands on the ledger.
            pane_told(model, Pane::Hotline, Input::Changed)
        }
        Asker::Finder
        | Asker::Roads
        | Asker::Lookup
        | Asker::Merge
        | Asker::Triage
        | Asker::Handover
        | Asker::Pad => {
            // The pad that was kept stands on the ledger as soon as it is put aside.
            if reply.ticket.asker == Asker::Pad && matches!(reply.answer, Answer::Kept) {
                model.stale.insert(Pane::Hotline);
            }
            let shared = &model.shared;
            let mut overlays = model.overlays.iter_mut().enumerate();
            let asker = overlays.find(|(_, it)| it.asker() == Some(reply.ticket.asker));
            let Some((at, overlay)) = asker else {
                return Vec::new();
            };
            let outcome = overlay.part_mut().update(shared, Input::Reply(reply));
            fulfil(model, outcome, Some(at))
        }
    }
}

fn failed(model: &mut Model, reason: &str) {
    let text = model
        .shared
        .words
        .say_with("desk-reply-failed", &[("reason", reason.into())]);
    tell(model, Tone::Bad, text);
}

fn tell(model: &mut Model, tone: Tone, text: String) {
    model.notice = Some(Notice { tone, text });
}
