//! 登录、锁屏、交班 at the desk: the card over everything, what is asked of the store for it, and what
//! comes of the answer.

use crate::app::answer::{Answer, Reply};
use crate::app::effect::{Effect, Request};
use crate::app::input::{Routed, route};
use crate::app::model::Model;
use crate::app::msg::Press;
use crate::app::overlay::Overlay;
use crate::app::part::{Notice, Tone};
use crate::app::sign_in::{Card, Purpose, Wish};
use crate::app::update::operator::begin;
use crate::command::table::{Command, Scope};
use crate::domain::moment::Moment;
use crate::domain::operator::OperatorView;
use crate::domain::right::{Right, Role};
use crate::domain::seat::{Seat, SignedIn};

/// Minutes after which a desk that nobody touches is locked, where nothing is set.
const IDLE: u16 = 10;

/// Lays the card over everything, and asks who may sign in.
pub(super) fn cover(model: &mut Model, purpose: Purpose) -> Vec<Effect> {
    let proposed = match &purpose {
        Purpose::Open => Some(model.shared.who.clone()),
        Purpose::Change { .. } | Purpose::Locked { .. } => model.before.clone(),
    };
    model.pending.clear();
    model.notice = None;
    model.card = Some(Box::new(Card::new(purpose, proposed)));
    vec![look(model)]
}

/// Asks who may sign in.
fn look(model: &mut Model) -> Effect {
    Effect::Store(model.names_line.draw(), Request::Operators)
}

/// Hides everything: where people sign in, whoever sits here proves that it is he before he goes on.
pub(super) fn hide(model: &mut Model) -> Vec<Effect> {
    if !model.shared.seat.signs_in() {
        model.curtain = true;
        model.notice = None;
        return Vec::new();
    }
    let (who, since) = (model.shared.who.clone(), model.shared.now);
    let mut effects = cover(model, Purpose::Locked { who, since });
    effects.push(put_away(model, false));
    effects
}

/// Has the private key of who sits here put away.
fn put_away(model: &mut Model, leaving: bool) -> Effect {
    Effect::Store(model.cover_line.draw(), Request::Cover(leaving))
}

/// Asks who follows; until he is named whoever sits here may go back.
pub(super) fn change(model: &mut Model) -> Vec<Effect> {
    let who = model.shared.who.clone();
    cover(model, Purpose::Change { who })
}

/// Hides everything when nobody has touched the desk for as long as is set. Where nobody signs in that
/// is done only where it was set.
pub(super) fn idle(model: &mut Model) -> Vec<Effect> {
    let set = model.shared.desk.lock_after;
    let after = match model.shared.seat {
        Seat::Free => set.unwrap_or(0),
        Seat::Empty => 0,
        Seat::Taken(_) => set.unwrap_or(IDLE),
    };
    let minute = |moment: Moment| moment.unix().div_euclid(60);
    let (now, touched) = (minute(model.shared.now), minute(model.touched));
    if now < touched {
        model.touched = model.shared.now;
    }
    // A minute that was begun when the last key came does not count.
    let over = after > 0 && now - touched > i64::from(after);
    if !over || model.is_covered() || model.seating.is_some() {
        return Vec::new();
    }
    hide(model)
}

/// Takes a key while the card stands.
pub(super) fn pressed(model: &mut Model, press: Press) -> Vec<Effect> {
    let Some(card) = &mut model.card else {
        return Vec::new();
    };
    let field = card.open_field();
    let keymap = &model.shared.keymap;
    let wish = match route(keymap, Scope::Operator, field, &mut model.pending, press) {
        Routed::Run(Command::Quit) => {
            model.leaving = true;
            return if model.writes == 0 {
                vec![Effect::Quit]
            } else {
                Vec::new()
            };
        }
        Routed::Run(command) => card.command(command),
        Routed::Type(press) => card.press(press),
        Routed::Wait | Routed::Drop | Routed::Unbound(_) => Wish::Nothing,
    };
    model.leaving = false;
    granted(model, wish)
}

fn granted(model: &mut Model, wish: Wish) -> Vec<Effect> {
    let Some(card) = &mut model.card else {
        return Vec::new();
    };
    match wish {
        Wish::Nothing => Vec::new(),
        Wish::Stay => {
            model.card = None;
            Vec::new()
        }
        Wish::Leave => {
            let (who, since) = (model.shared.who.clone(), model.shared.now);
            card.purpose = Purpose::Locked { who, since };
            vec![put_away(model, true)]
        }
        Wish::Try(name, secret) => {
            card.waits = true;
            let request = Request::SignIn { name, secret };
            vec![Effect::Store(model.try_line.draw(), request)]
        }
    }
}

/// Hears who may sign in, or what came of a try.
pub(super) fn answered(model: &mut Model, reply: Reply) -> Vec<Effect> {
    if model.names_line.takes(reply.ticket) {
        return match reply.answer {
            Answer::Operators(all) => known(model, &all),
            _ => named(model, Vec::new()),
        };
    }
    if !model.try_line.takes(reply.ticket) {
        return Vec::new();
    }
    let Some(card) = &mut model.card else {
        return Vec::new();
    };
    card.waits = false;
    let words = &model.shared.words;
    let problem = match reply.answer {
        Answer::SignedIn(SignedIn::As { name, role }) => {
            if matches!(&card.purpose, Purpose::Locked { who, .. } if *who == name) {
                model.shared.seat = Seat::Taken(role);
                model.card = None;
                return Vec::new();
            }
            card.waits = true;
            card.proved = Some((name.clone(), role));
            begin(model, name);
            return Vec::new();
        }
        Answer::SignedIn(failed) => words.not_signed_in(&failed),
        Answer::Failed(reason) => words.say_with("desk-reply-failed", &[("reason", reason.into())]),
        _ => return Vec::new(),
    };
    card.problem = Some(problem);
    Vec::new()
}

/// The first operator was made at this desk: whoever chose his own passphrase has proved who he is, and
/// anybody else signs in.
pub(super) fn begins(model: &mut Model, name: &str) -> Vec<Effect> {
    if name == model.shared.who {
        model.shared.seat = Seat::Taken(Role::Administrator);
        return Vec::new();
    }
    empty(model, name)
}

/// Asks anew who may do what, when another window has changed the store.
pub(super) fn changed(model: &mut Model) -> Effect {
    look(model)
}

/// Takes up who may sign in: whoever sits here without a right to it any more is asked to prove it.
fn known(model: &mut Model, all: &[OperatorView]) -> Vec<Effect> {
    let people = all.iter().filter(|it| !it.left && !it.is_script);
    let mut overlays = model.overlays.iter();
    if overlays.any(|it| matches!(it, Overlay::Operators(state) if state.shows_key())) {
        // What is shown once is read first.
        return Vec::new();
    }
    if model.card.is_some() {
        return named(model, people.map(|it| it.name.clone()).collect());
    }
    let own = all.iter().find(|it| it.name == model.shared.who);
    match own.filter(|it| !it.left) {
        Some(own) if model.shared.seat.signs_in() => {
            model.shared.seat = Seat::Taken(own.role);
            Vec::new()
        }
        _ if all.is_empty() => Vec::new(),
        // The first operator was added meanwhile, or whoever sits here works here no longer.
        _ => {
            let who = model.shared.who.clone();
            empty(model, &who)
        }
    }
}

/// Tells the card who may sign in.
fn named(model: &mut Model, names: Vec<String>) -> Vec<Effect> {
    let card = model.card.as_mut();
    let wishes = card.map_or_else(Vec::new, |card| card.hear(names));
    let wishes = wishes.into_iter();
    wishes.flat_map(|wish| granted(model, wish)).collect()
}

/// Lets nobody sit here any more; `name` is who is likely to sign in.
fn empty(model: &mut Model, name: &str) -> Vec<Effect> {
    model.shared.seat = Seat::Empty;
    model.curtain = false;
    let asked = cover(model, Purpose::Open);
    if let Some(card) = &mut model.card {
        name.clone_into(&mut card.chosen);
    }
    asked
}

/// Says that whoever sits here has no right to it, and who has.
pub(super) fn may_not(model: &mut Model, right: Right) -> Vec<Effect> {
    let text = model.shared.may_not(right);
    model.notice = Some(Notice {
        tone: Tone::Bad,
        text,
    });
    Vec::new()
}
