//! What the mouse means: what stands under it takes the click.

use crate::app::layout::inside;
use crate::app::layout::tabs;
use crate::app::model::Model;
use crate::app::msg::{Mouse, MouseAct};
use crate::app::pane::Pane;
use crate::app::part::{Input, Target};
use crate::command::table::Command;

/// Rows that one turn of the wheel scrolls.
const WHEEL: i16 = 3;

/// A column and a row, counted from a part's own corner inside its border.
type Cell = (u16, u16);

/// What the mouse asks for.
#[derive(Debug)]
pub(super) enum Meant {
    /// An input to the part in front.
    Front(Input),
    /// An input to a pane that stays where it is.
    Pane(Pane, Input),
    /// A pane to the front, with an input for it when it was hit inside its frame.
    Focus(Pane, Option<Input>),
    /// The menu of what stands at a cell: of a pane, inside its frame or on it, else of the part on top.
    Menu(Option<Pane>, Option<Cell>),
    /// A target to open.
    Open(Target),
}

/// Tells what a click or a turn of the wheel means; `None` for nothing.
pub(super) fn meaning(model: &Model, mouse: Mouse) -> Option<Meant> {
    if model.is_covered() || !model.shared.desk.mouse {
        return None;
    }
    let layout = model.layout()?;
    let at = (mouse.column, mouse.row);
    if let Some(overlay) = model.overlays.last() {
        let area = inside(layout.place(overlay.place()));
        let input = match mouse.act {
            MouseAct::Click if area.contains(at.into()) => {
                let (column, row) = (mouse.column - area.x, mouse.row - area.y);
                Input::Click { column, row }
            }
            MouseAct::Click => Input::Command(Command::Back),
            MouseAct::Menu => {
                let cell = (mouse.column.checked_sub(area.x)).zip(mouse.row.checked_sub(area.y));
                let cell = cell.filter(|_| area.contains(at.into()))?;
                return Some(Meant::Menu(None, Some(cell)));
            }
            MouseAct::WheelUp => Input::Scroll(-WHEEL),
            MouseAct::WheelDown => Input::Scroll(WHEEL),
        };
        return Some(Meant::Front(input));
    }
    let mut tabs = tabs::head(&model.shared, layout.head).tabs.into_iter();
    if mouse.act == MouseAct::Click
        && let Some(tab) = tabs.find(|tab| tab.area.contains(at.into()))
    {
        return Some(Meant::Open(Target::Pane(tab.pane)));
    }
    let (pane, area) = layout.pane_at(mouse.column, mouse.row)?;
    let area = inside(area);
    Some(match mouse.act {
        MouseAct::Click => {
            let inside = area.contains(at.into()).then(|| Input::Click {
                column: mouse.column - area.x,
                row: mouse.row - area.y,
            });
            Meant::Focus(pane, inside)
        }
        MouseAct::Menu => {
            let cell = (
                mouse.column - area.x.min(mouse.column),
                mouse.row - area.y.min(mouse.row),
            );
            Meant::Menu(Some(pane), area.contains(at.into()).then_some(cell))
        }
        MouseAct::WheelUp => Meant::Pane(pane, Input::Scroll(-WHEEL)),
        MouseAct::WheelDown => Meant::Pane(pane, Input::Scroll(WHEEL)),
    })
}
