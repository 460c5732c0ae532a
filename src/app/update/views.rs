//! 视图: the saved views, what they count, and keeping or forgetting one.

use crate::app::answer::Reply;
use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::app::part::{Notice, Tone};
use crate::app::queue::asked_by;
use crate::command::table::Command;
use crate::domain::queue::QueueQuery;
use crate::domain::saved_view::SavedView;
use crate::keymap::key::Key;
use crate::keymap::lookup::Lookup;

/// Gives the saved views with the letters that open them behind the key of the rooms.
pub fn lettered(model: &Model) -> Vec<(char, SavedView, Option<usize>)> {
    let views = ('a'..='z').zip(counted(model));
    views
        .map(|(letter, (view, count))| (letter, view, count))
        .collect()
}

/// Opens the view whose letter follows the key of the rooms; `None` where the keys are none of that.
pub(super) fn opened_by(model: &Model, keys: &[Key]) -> Option<SavedView> {
    let [first, last] = keys else {
        return None;
    };
    let of_rooms = model.shared.keymap.lookup(&[model.scope()], &[*first]);
    if !matches!(of_rooms, Lookup::Pending(_)) {
        return None;
    }
    let typed = last.text().map(|sign| sign.to_ascii_lowercase())?;
    let mut views = lettered(model).into_iter();
    views
        .find(|(letter, ..)| *letter == typed)
        .map(|(_, view, _)| view)
}

/// Gives the saved views, each with how many rows it has where that is known; those of the pane in
/// front stand first.
pub(super) fn counted(model: &Model) -> Vec<(SavedView, Option<usize>)> {
    let views = model.shared.views.iter();
    let counted = views.map(|view| {
        let pane = pane(view).map(|pane| model.pane(pane));
        let here = pane.and_then(|pane| pane.count_view(&model.shared, view));
        let asked = || model.view_counts.known(&view.name, &query(model, view)?);
        (view.clone(), here.or_else(asked))
    });
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|(view, _)| view.pane != model.focus.word());
    counted
}

/// Asks how many rows the views have that the store alone can count.
pub(super) fn count(model: &mut Model) -> Option<Effect> {
    let views = model.shared.views.iter();
    let wanted = views.filter_map(|view| Some((view.name.clone(), query(model, view)?)));
    let wanted = wanted.collect();
    model.view_counts.ask(wanted)
}

/// Hears how many, and says so in the menu that is open.
pub(super) fn heard(model: &mut Model, reply: Reply) {
    if !model.view_counts.hear(reply.ticket, reply.answer) {
        return;
    }
    let views = counted(model);
    match model.overlays.last_mut() {
        Some(Overlay::Palette(palette)) => palette.recount(&views),
        Some(Overlay::Actions(menu)) => menu.recount(&model.shared, &views),
        _ => {}
    }
}

/// Gives what a view of the queue asks of the store.
fn query(model: &Model, view: &SavedView) -> Option<QueueQuery> {
    (pane(view) == Some(Pane::Queue)).then(|| asked_by(&model.shared, view))
}

/// Gives the pane of a saved view's list.
pub(super) fn pane(view: &SavedView) -> Option<Pane> {
    let mut panes = Pane::ALL.iter().copied();
    panes.find(|pane| pane.word() == view.pane)
}

/// Keeps how the list in front is arranged, in place of a view of the same name.
pub(super) fn keep(model: &mut Model, name: &str) -> Vec<Effect> {
    let words = &model.shared.words;
    let Some(view) = model.pane(model.focus).view_now(name) else {
        let text = words.say("view-none");
        return say(model, Tone::Bad, text);
    };
    let keys = model.shared.keys(Command::Menu);
    let args = [("name", name.into()), ("keys", keys.into())];
    let text = words.say_with("view-kept", &args);
    model.shared.views.retain(|it| it.name != name);
    model.shared.views.push(view);
    say(model, Tone::Good, text);
    write(model)
}

/// Forgets a view.
pub(super) fn forget(model: &mut Model, name: &str) -> Vec<Effect> {
    let args = [("name", name.into())];
    let text = model.shared.words.say_with("view-forgotten", &args);
    model.shared.views.retain(|it| it.name != name);
    say(model, Tone::Plain, text);
    write(model)
}

fn write(model: &mut Model) -> Vec<Effect> {
    let list = model.shared.views.clone();
    vec![Effect::Store(
        model.own_line.draw(),
        Request::KeepViews(list),
    )]
}

fn say(model: &mut Model, tone: Tone, text: String) -> Vec<Effect> {
    model.notice = Some(Notice { tone, text });
    Vec::new()
}
