//! 视图: the saved views, what they count, and keeping or forgetting one.

use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::pane::Pane;
use crate::app::part::{Notice, Tone};
use crate::domain::saved_view::SavedView;

/// Gives the saved views, each with how many rows it has where that is known.
pub(super) fn counted(model: &Model) -> Vec<(SavedView, Option<usize>)> {
    let views = model.shared.views.iter();
    let counted = views.map(|view| {
        let pane = pane(view).map(|pane| model.pane(pane));
        let count = pane.and_then(|pane| pane.count_view(&model.shared, view));
        (view.clone(), count)
    });
    counted.collect()
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
    let text = words.say_with("view-kept", &[("name", name.into())]);
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
