//! 清单: the list stands over the case, a key ticks an item, the last line adds some.

use crate::app::case::menu::Menu;
use crate::app::case::{Panel, State};
use crate::app::effect::{Effect, Request};
use crate::app::part::{Response, Tone};
use crate::app::shared::Shared;
use crate::domain::act::Action;
use crate::domain::case::fact::checklist::{CheckItem, Checklist, ChecklistKind, ChecklistStep};
use crate::domain::case::fact::step::{Step, StepKind};

/// Gives the lines of the list, in their order.
fn lines(list: &Checklist) -> Vec<Option<u32>> {
    let places = list.items().map(|(place, _)| Some(place));
    places.chain([None]).collect()
}

impl State {
    /// Opens the list, the cursor on what is to be done first; where nothing stands in it, the form that
    /// begins it.
    pub(super) fn open_checklist(&mut self, shared: &Shared) -> Response {
        let Some(view) = self.view.as_deref() else {
            return Response::unused();
        };
        let list = &view.case.checklist;
        if list.0.is_empty() {
            return self.open_step(shared, StepKind::Checklist(ChecklistKind::Add));
        }
        let mut menu = Menu::new(lines(list));
        let first = list
            .first_open()
            .and_then(|place| usize::try_from(place).ok());
        menu.go(first.map_or(list.0.len(), |place| place - 1));
        self.panel = Some(Panel::Checklist(menu));
        Response::used()
    }

    /// Ticks the item under the cursor, as done today; on the last line opens the form that adds some.
    pub(super) fn tick(&mut self, shared: &Shared) -> Response {
        let (Some(Panel::Checklist(menu)), Some(view)) = (&self.panel, self.view.as_deref()) else {
            return Response::unused();
        };
        let Some(point) = menu.current().flatten() else {
            return self.open_step(shared, StepKind::Checklist(ChecklistKind::Add));
        };
        if !view
            .case
            .checklist
            .at(point)
            .is_some_and(CheckItem::is_open)
        {
            return Response::tell(Tone::Plain, shared.words.say("checklist-over"));
        }
        if self.writes.is_waiting() {
            return Response::used();
        }
        let on = shared.now.date();
        let action = Action::Step {
            case: view.case.number,
            expected: view.case.revision,
            step: Step::Checklist(ChecklistStep::Tick { point, on }),
        };
        let request = Request::Commit(vec![action]);
        Response::effect(Effect::Store(self.writes.draw(), request))
    }

    /// Tells whether the list stands over the case.
    pub(super) const fn is_ticking(&self) -> bool {
        matches!(self.panel, Some(Panel::Checklist(_)))
    }

    /// Shows the list as it stands now; the cursor goes on to what is to be done next.
    pub(super) fn renew_checklist(&mut self) {
        let (Some(Panel::Checklist(menu)), Some(view)) = (&mut self.panel, self.view.as_deref())
        else {
            return;
        };
        let list = &view.case.checklist;
        let at = menu.cursor();
        let behind = list.items().skip(at).find(|(_, it)| it.is_open());
        let place = behind.map(|(place, _)| place).or(list.first_open());
        *menu = Menu::new(lines(list));
        let next = place.and_then(|place| usize::try_from(place).ok());
        menu.go(next.map_or(list.0.len(), |place| place - 1));
    }
}
