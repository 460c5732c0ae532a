//! Drawing the choice of a file: where one is, what stands there, the field below.

use ratatui::layout::Rect;

use crate::app::file_chooser::FileChooser;
use crate::app::folder::FolderRow;
use crate::domain::file_size::file_size;
use crate::ui::canvas::Canvas;
use crate::ui::palette::prompt;

/// Cells of a size,
const SIZE: u16 = 10;
/// and of a date.
const DATE: u16 = 16;

/// Draws it.
pub fn view(canvas: &mut Canvas<'_>, chooser: &FileChooser, area: Rect) {
    let words = &canvas.shared.words;
    let dim = canvas.styles.dim;
    let Some(folder) = chooser.folder() else {
        let text = words.say("queue-loading");
        canvas.text(area.x + 1, area.y, area.width, &text, dim);
        return;
    };
    let place = match &folder.path {
        Some(path) => path.display().to_string(),
        None => words.say("chooser-places"),
    };
    let style = canvas.styles.title;
    canvas.text(
        area.x + 1,
        area.y,
        area.width.saturating_sub(1),
        &place,
        style,
    );
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(3),
        ..area
    };
    let rows = chooser.rows();
    if rows.is_empty() {
        let text = words.say("chooser-nothing");
        canvas.text(list.x + 2, list.y, list.width, &text, dim);
    }
    let (at, top) = chooser.cursor(usize::from(list.height));
    let shown = rows.iter().enumerate().skip(top);
    for (line, (index, row)) in (list.y..list.bottom()).zip(shown) {
        row_view(
            canvas,
            row,
            index == at,
            Rect::new(list.x, line, list.width, 1),
        );
    }
    let below = Rect {
        y: list.bottom(),
        height: 1,
        ..area
    };
    if let Some(problem) = &folder.problem {
        let bad = canvas.styles.bad;
        canvas.text(below.x, below.y, below.width, &format!("!! {problem}"), bad);
    } else if folder.more > 0 {
        let args = [("n", folder.more.into())];
        let text = canvas.shared.words.say_with("chooser-more", &args);
        canvas.text(below.x + 1, below.y, below.width, &text, dim);
    }
    prompt(canvas, area, &chooser.field, "chooser-prompt");
}

fn row_view(canvas: &mut Canvas<'_>, row: &FolderRow, on: bool, line: Rect) {
    let (text, dim) = if on {
        (canvas.styles.selected, canvas.styles.selected)
    } else {
        (canvas.styles.text, canvas.styles.dim)
    };
    if on {
        canvas.paint(line, text);
        canvas.text(line.x, line.y, 1, ">", text);
    }
    let name = if row.folder {
        format!("{}/", row.name.trim_end_matches(['/', '\\']))
    } else {
        row.name.clone()
    };
    let room = line.width.saturating_sub(SIZE + DATE + 5);
    canvas.text(line.x + 2, line.y, room, &name, text);
    if let Some(changed) = row.changed.filter(|_| !row.folder) {
        let size = file_size(row.size);
        let right = line.right().saturating_sub(DATE + 2);
        canvas.text_right(right, line.y, &size, dim);
        let date = changed.minute();
        canvas.text_right(line.right().saturating_sub(1), line.y, &date, dim);
    }
}
