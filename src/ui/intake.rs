//! Drawing the intake pane: the form, what stands beside it, where to call in danger; or the card
//! with the answer.

use ratatui::layout::Rect;

use crate::app::field::FieldKind;
use crate::app::form::line::{Entry, Line};
use crate::app::form::rows::{remark_rows, remarks};
use crate::app::intake::places::{Places, Room};
use crate::app::intake::sheet::{Sheet, choice};
use crate::app::intake::state::State;
use crate::app::intake::urgent::Urgent;
use crate::domain::field::Field;
use crate::domain::mask::mask_name;
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;
use crate::ui::canvas::Canvas;
use crate::ui::field;

mod card;
mod side;

/// Cells of the labels in a narrow column, and in a wide one.
const LABEL: u16 = 12;
const WIDE_LABEL: u16 = 18;
/// From this width on a column is wide.
const WIDE_COLUMN: u16 = 50;

/// Draws the pane inside its border; while another pane has the keys, the visitor in front is
/// another one, and what this one said is held back.
pub fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect, focused: bool) {
    if area.width < 8 || area.height < 3 {
        return;
    }
    let places = Places::of(&state.sheet.form, area.width, area.height);
    if let Some(answer) = &state.card {
        card::view(canvas, answer, area);
    } else {
        for (line, open) in state.sheet.form.shown() {
            let place = places.lines.iter().find(|(field, _)| *field == line.id);
            if let Some((_, room)) = place {
                let room = cells(area, *room);
                if focused || !matches!(line.entry, Entry::Text(_)) {
                    draw_line(canvas, &state.sheet, line, room, open);
                } else {
                    let text = held_back(canvas, &state.sheet, line.id);
                    let start = draw_label(canvas, &state.sheet, line, room, open);
                    let width = room.right().saturating_sub(start);
                    canvas.text(start, room.y, width, &text, canvas.styles.dim);
                }
            }
        }
        let beside = places.room_of(state.side());
        side::view(canvas, state, cells(area, beside));
    }
    foot(canvas, state, cells(area, places.foot));
}

fn cells(area: Rect, room: Room) -> Rect {
    Rect::new(
        area.x + room.column,
        area.y + room.row,
        room.width,
        room.height,
    )
}

/// Draws the last row: whom to call in danger, and what is under way.
fn foot(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let styles = canvas.styles;
    let text = match state.urgent {
        Some(Urgent::Danger(utility)) => card::danger(canvas, utility),
        Some(Urgent::Fault(_) | Urgent::Words) | None => canvas.shared.words.say("desk-emergency"),
    };
    let taken = canvas.text(area.x, area.y, area.width, &text, styles.bad);
    let text = if state.is_saving() {
        canvas.shared.words.say("intake-saving")
    } else if state.draft_box.is_failing() {
        canvas.shared.words.say("intake-not-kept")
    } else {
        return;
    };
    let room = area.width.saturating_sub(taken + 2);
    canvas.text(area.x + taken + 2, area.y, room, &text, styles.warn);
}

/// Gives a text as it may stand beside another visitor's case.
fn held_back(canvas: &Canvas<'_>, sheet: &Sheet, field: Field) -> String {
    let text = sheet.get(field);
    match field {
        _ if text.is_empty() => String::new(),
        Field::Name => mask_name(text),
        Field::Phone => {
            let masked: Vec<String> = text.split('、').map(mask_phone).collect();
            masked.join("、")
        }
        Field::IdNumber => mask_id(text),
        Field::Village => text.to_owned(),
        _ => canvas.shared.words.say("case-hidden"),
    }
}

/// Draws a line's label and gives the column after it.
fn draw_label(
    canvas: &mut Canvas<'_>,
    sheet: &Sheet,
    line: &Line<Field>,
    area: Rect,
    open: bool,
) -> u16 {
    let styles = canvas.styles;
    let label = if area.width >= WIDE_COLUMN {
        WIDE_LABEL
    } else {
        LABEL
    };
    let words = canvas.shared.words.say(&line.label);
    let needed = line.needed && sheet.joins.is_none();
    canvas.text(area.x, area.y, 1, if open { ">" } else { " " }, styles.key);
    canvas.text(
        area.x + 1,
        area.y,
        1,
        if needed { "*" } else { " " },
        styles.warn,
    );
    let style = if open { styles.title } else { styles.dim };
    let taken = canvas.text(
        area.x + 2,
        area.y,
        area.width.saturating_sub(8),
        &words,
        style,
    );
    area.x + 3 + taken.max(label)
}

fn draw_line(canvas: &mut Canvas<'_>, sheet: &Sheet, line: &Line<Field>, area: Rect, open: bool) {
    let styles = canvas.styles;
    let start = draw_label(canvas, sheet, line, area, open);
    let Some(width) = area.right().checked_sub(start) else {
        return;
    };
    let height = area.height.saturating_sub(remark_rows(line)).max(1);
    let place = Rect::new(start, area.y, width, height);
    match &line.entry {
        Entry::Text(text) if open && text.kind() == FieldKind::Area => {
            field::area(canvas, place, text, true);
        }
        Entry::Text(text) if open => field::line(canvas, place, text, true),
        Entry::Text(_) => {
            let text = shown(sheet, line.id);
            canvas.text(place.x, place.y, place.width, &text, styles.text);
        }
        Entry::Code(..) => draw_choice(canvas, sheet, line, place, open),
    }
    let remarks = remarks(canvas.shared, line);
    for (remark, row) in remarks.iter().zip(area.y + height..area.bottom()) {
        canvas.text(start, row, width, &format!("! {remark}"), styles.bad);
    }
}

/// Gives a closed field as the visitor may see it: numbers that a card filled in are masked.
fn shown(sheet: &Sheet, field: Field) -> String {
    let text = sheet.get(field).replace('\n', " ");
    match field {
        Field::Phone if sheet.person.is_some() => {
            let masked: Vec<String> = text.split('、').map(mask_phone).collect();
            masked.join("、")
        }
        Field::IdNumber if sheet.person.is_some() => mask_id(&text),
        _ => text,
    }
}

fn draw_choice(canvas: &mut Canvas<'_>, sheet: &Sheet, line: &Line<Field>, area: Rect, open: bool) {
    let styles = canvas.styles;
    let shared = canvas.shared;
    let Some((list, choice)) = choice(line) else {
        return;
    };
    let style = if open { styles.field } else { styles.text };
    if open {
        canvas.paint(Rect { height: 1, ..area }, style);
        canvas.set_caret(area.x, area.y);
    }
    let (text, style) = match (
        choice.value(),
        sheet.default_code(line.id, &shared.town.settings.station),
    ) {
        (Some(code), _) if sheet.is_locked(line.id) => {
            let code = shared.words.code(list, code);
            let args = [("class", code.into())];
            (shared.words.say_with("intake-locked", &args), styles.warn)
        }
        (Some(code), _) => (shared.words.code(list, code), style),
        (None, Some(code)) => (format!("({})", shared.words.code(list, code)), styles.dim),
        (None, None) if line.id == Field::ConcernsOfficial => {
            (shared.words.say("intake-ask-official"), styles.warn)
        }
        (None, None) => return,
    };
    canvas.text(area.x, area.y, area.width, &text, style);
}
