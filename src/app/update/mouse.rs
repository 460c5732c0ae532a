//! What the mouse means: what stands under it takes the click.

use super::{focus, open, pane_told, told};
use crate::app::effect::Effect;
use crate::app::layout::inside;
use crate::app::layout::tabs;
use crate::app::model::Model;
use crate::app::msg::{Mouse, MouseAct};
use crate::app::part::{Input, Target};
use crate::command::table::Command;

/// Rows that one turn of the wheel scrolls.
const WHEEL: i16 = 3;

/// Does what a click or a turn of the wheel means.
pub(super) fn moused(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let Some(layout) = model.layout() else {
        return Vec::new();
    };
    if model.curtain {
        return Vec::new();
    }
    let at = (mouse.column, mouse.row);
    if let Some(overlay) = model.overlays.last() {
        let area = inside(layout.place(overlay.place()));
        return match mouse.act {
            MouseAct::Click if area.contains(at.into()) => {
                let (column, row) = (mouse.column - area.x, mouse.row - area.y);
                told(model, Input::Click { column, row })
            }
            MouseAct::Click => told(model, Input::Command(Command::Back)),
            MouseAct::WheelUp => told(model, Input::Scroll(-WHEEL)),
            MouseAct::WheelDown => told(model, Input::Scroll(WHEEL)),
        };
    }
    let mut tabs = tabs::head(&model.shared, layout.head).tabs.into_iter();
    if mouse.act == MouseAct::Click
        && let Some(tab) = tabs.find(|tab| tab.area.contains(at.into()))
    {
        return open(model, Target::Pane(tab.pane));
    }
    let Some((pane, area)) = layout.pane_at(mouse.column, mouse.row) else {
        return Vec::new();
    };
    let area = inside(area);
    match mouse.act {
        MouseAct::Click => {
            focus(model, pane);
            if !area.contains(at.into()) {
                return Vec::new();
            }
            let (column, row) = (mouse.column - area.x, mouse.row - area.y);
            told(model, Input::Click { column, row })
        }
        MouseAct::WheelUp | MouseAct::WheelDown => {
            let rows = if mouse.act == MouseAct::WheelUp {
                -WHEEL
            } else {
                WHEEL
            };
            pane_told(model, pane, Input::Scroll(rows))
        }
    }
}
