//! Where everything stands, by the width of the window; used to draw and to find what was clicked.

use ratatui::layout::Rect;

use crate::app::pane::Pane;

pub mod panel;
pub mod tabs;

/// The least window that is usable, in cells.
pub const LEAST: (u16, u16) = (60, 15);
/// From this width on the panes stand side by side.
pub const DESK_WIDTH: u16 = 140;

/// Where an overlay stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the middle, at most so many columns and rows.
    Popup(u16, u16),
    /// At the right, at most so many columns and rows: what begins the lines below stays in sight.
    Right(u16, u16),
    /// Over the upper half of the desk; over the whole body of a small window.
    Above,
}

/// The places of one frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The panes stand side by side.
    pub desk: bool,
    /// Tabs of the panes (left) and the clock (right).
    pub head: Rect,
    /// Today's counts; no rows where the window is small.
    pub strip: Rect,
    /// The panes on the screen.
    pub panes: Vec<(Pane, Rect)>,
    /// Notices, and keys that wait for more.
    pub notice: Rect,
    /// The keys that are valid now.
    pub keys: Rect,
}

/// Lays the window out; `None` where it is too small. `focus` is the pane in front, `right` the
/// one that the desk shows on its right. The intake has its height on the desk where it is in front
/// or `intake_open`: something is typed in it.
pub fn layout(size: (u16, u16), intake_open: bool, focus: Pane, right: Pane) -> Option<Layout> {
    let (width, height) = size;
    if width < LEAST.0 || height < LEAST.1 {
        return None;
    }
    let desk = width >= DESK_WIDTH;
    let head = Rect::new(0, 0, width, 1);
    let strip = Rect::new(0, 1, width, u16::from(desk));
    let top = head.height + strip.height;
    let body = Rect::new(0, top, width, height - top - 2);
    let panes = if desk {
        side_by_side(body, intake_open || focus == Pane::Intake, right)
    } else {
        vec![(focus, body)]
    };
    Some(Layout {
        desk,
        head,
        strip,
        panes,
        notice: Rect::new(0, height - 2, width, 1),
        keys: Rect::new(0, height - 1, width, 1),
    })
}

/// Lays the panes of the desk out: the queue beside another one, above them the intake while it is
/// open.
fn side_by_side(body: Rect, intake: bool, right: Pane) -> Vec<(Pane, Rect)> {
    let above = if intake {
        (body.height / 3).clamp(5, 16)
    } else {
        0
    };
    let (y, height) = (body.y + above, body.height - above);
    let left = body.width / 2;
    let beside = Rect::new(body.x + left, y, body.width - left, height);
    let mut panes = Vec::with_capacity(3);
    if intake {
        panes.push((
            Pane::Intake,
            Rect {
                height: above,
                ..body
            },
        ));
    }
    panes.push((Pane::Queue, Rect::new(body.x, y, left, height)));
    panes.push((right, beside));
    panes
}

impl Layout {
    /// Gives the whole room between head and notice.
    pub fn body(&self) -> Rect {
        let top = self.strip.bottom();
        Rect::new(0, top, self.head.width, self.notice.y.saturating_sub(top))
    }

    /// Gives the cells of a place on top of the panes.
    pub fn place(&self, place: Place) -> Rect {
        let body = self.body();
        match place {
            Place::Popup(width, height) => {
                let (width, height) = (width.min(body.width), height.min(body.height));
                Rect::new(
                    body.x + (body.width - width) / 2,
                    body.y + (body.height - height) / 2,
                    width,
                    height,
                )
            }
            Place::Right(width, height) => {
                let (width, height) = (width.min(body.width), height.min(body.height));
                Rect::new(
                    body.right() - width,
                    body.y + (body.height - height) / 2,
                    width,
                    height,
                )
            }
            Place::Above if self.desk => Rect {
                height: (body.height / 2).max(10).min(body.height),
                ..body
            },
            Place::Above => body,
        }
    }

    /// Gives the pane under a cell, with its place.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<(Pane, Rect)> {
        self.panes
            .iter()
            .copied()
            .find(|(_, area)| area.contains((column, row).into()))
    }
}

/// Gives the room inside the border of a pane when it is in front, for what depends on how much is
/// shown: a page of a list, the row that was clicked. Nothing in a window that is too small.
pub fn room((size, intake_open): ((u16, u16), bool), pane: Pane) -> Rect {
    layout(size, intake_open, pane, pane)
        .and_then(|layout| layout.panes.into_iter().find(|(shown, _)| *shown == pane))
        .map_or(Rect::ZERO, |(_, area)| inside(area))
}

/// Gives the middle of a pane for what stands over it: at most `width` × `height`.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    )
}

/// Gives the room inside a border.
pub fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_is_filled_and_nothing_overlaps() {
        for (width, height) in [60, 61, 80, 139, 140, 160, 400]
            .into_iter()
            .flat_map(|width| [15, 16, 24, 45, 100].map(|height| (width, height)))
        {
            for (intake_open, focus) in [
                (false, Pane::Queue),
                (true, Pane::Queue),
                (false, Pane::Intake),
            ] {
                let layout = layout((width, height), intake_open, focus, Pane::Case).unwrap();
                let cells: u32 = layout
                    .panes
                    .iter()
                    .map(|(_, area)| area.area())
                    .chain([
                        layout.head.area(),
                        layout.strip.area(),
                        layout.notice.area(),
                        layout.keys.area(),
                    ])
                    .sum();
                assert_eq!(
                    cells,
                    u32::from(width) * u32::from(height),
                    "{width}×{height}"
                );
                assert!(layout.panes.iter().all(|(_, area)| area.height >= 5));
            }
        }
        for size in [(59, 24), (80, 14), (0, 0)] {
            assert_eq!(layout(size, true, Pane::Queue, Pane::Case), None);
        }
    }

    #[test]
    fn the_intake_has_its_height_while_it_is_in_front_or_something_is_typed() {
        for (intake_open, focus, shown) in [
            (false, Pane::Queue, false),
            (true, Pane::Queue, true),
            (false, Pane::Intake, true),
        ] {
            let layout = layout((160, 45), intake_open, focus, Pane::Case).unwrap();
            let mut panes = layout.panes.iter();
            let intake = panes.any(|(pane, _)| *pane == Pane::Intake);
            assert_eq!(intake, shown, "{intake_open} {focus:?}");
        }
    }
}
