//! Drawing what stands over the list: the filter, the assignment of many cases, what came of it.

use ratatui::layout::Rect;

use crate::app::layout::middle;
use crate::app::queue::Panel;
use crate::app::queue::bulk::Report;
use crate::ui::canvas::Canvas;
use crate::ui::form;

/// Cells of a panel.
const WIDTH: u16 = 74;
/// Cells of the labels.
const LABEL: u16 = 12;

/// Draws the panel over `area`.
pub(super) fn view(canvas: &mut Canvas<'_>, panel: &Panel, area: Rect) {
    match panel {
        Panel::Filter(filter) => {
            let title = canvas.shared.words.say("queue-filter-title");
            let inner = canvas.popup(middle(area, WIDTH, 16), &title);
            let (hint, form_area) = split(inner);
            form::view(canvas, form_area, filter, LABEL, true);
            let (text, dim) = (
                canvas.shared.words.say("queue-filter-hint"),
                canvas.styles.dim,
            );
            canvas.text(hint.x, hint.y, hint.width, &text, dim);
        }
        Panel::Assign { form, count } => {
            let args = [("n", (*count).into())];
            let title = canvas.shared.words.say_with("queue-assign-title", &args);
            let inner = canvas.popup(middle(area, WIDTH, 8), &title);
            let (hint, form_area) = split(inner);
            form::view(canvas, form_area, form, LABEL, true);
            let (text, dim) = (
                canvas.shared.words.say("queue-assign-hint"),
                canvas.styles.dim,
            );
            canvas.text(hint.x, hint.y, hint.width, &text, dim);
        }
        Panel::Report(report) => self::report(canvas, report, area),
    }
}

fn report(canvas: &mut Canvas<'_>, report: &Report, area: Rect) {
    let rows = u16::try_from(report.kept.len()).unwrap_or(u16::MAX);
    let title = canvas.shared.words.say("queue-report-title");
    let inner = canvas.popup(middle(area, WIDTH, rows.saturating_add(4)), &title);
    let args = [
        ("done", report.done.into()),
        ("kept", report.kept.len().into()),
    ];
    let text = canvas.shared.words.say_with("queue-report", &args);
    let (styles, mut row) = (canvas.styles, inner.y);
    let style = if report.kept.is_empty() {
        styles.good
    } else {
        styles.warn
    };
    canvas.text(inner.x, row, inner.width, &text, style);
    for (number, reason) in report.kept.iter().skip(report.top) {
        row += 1;
        if row >= inner.bottom() {
            break;
        }
        let line = format!("!! {number}  {reason}");
        canvas.text(inner.x, row, inner.width, &line, styles.text);
    }
}

/// Gives the last row for a hint, and the rest.
fn split(area: Rect) -> (Rect, Rect) {
    let rest = area.height.saturating_sub(1);
    (
        Rect {
            y: area.y + rest,
            height: area.height - rest,
            ..area
        },
        Rect {
            height: rest,
            ..area
        },
    )
}
