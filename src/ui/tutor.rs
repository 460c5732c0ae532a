//! Drawing what a lesson says, in the rows below the desk.

use ratatui::layout::Rect;

use crate::app::instructions::with_keys;
use crate::app::model::Model;
use crate::app::tutor::ROWS;
use crate::command::table::Command;
use crate::ui::canvas::Canvas;

/// Draws the lesson; nothing where there is none.
pub fn view(canvas: &mut Canvas<'_>, model: &Model) {
    let Some(tutor) = &model.tutor else {
        return;
    };
    let (width, top) = model.shared.size;
    let area = Rect::new(0, top, width, ROWS).intersection(canvas.buffer.area);
    if area.height < 3 {
        return;
    }
    let shared = canvas.shared;
    let speech = tutor.speech();
    let words = &shared.words;
    let (at, of) = speech.lesson;
    let args = [
        ("at", at.into()),
        ("of", of.into()),
        ("what", words.say(&speech.title).into()),
    ];
    let mut title = words.say_with("tutor-title", &args);
    if let Some((step, steps)) = speech.step {
        title = format!("{title}  {step}/{steps}");
    }
    let inner = canvas.popup(area, &title);
    let style = if speech.step.is_some() {
        canvas.styles.text
    } else {
        canvas.styles.good
    };
    let scene = with_keys(shared, &words.say(&speech.scene));
    let taken = canvas.paragraph(inner, &scene, style);
    let below = Rect {
        y: inner.y + taken,
        height: inner.height.saturating_sub(taken),
        ..inner
    };
    let todo = match &speech.todo {
        Some(todo) => with_keys(shared, &words.say(todo)),
        None if at == of => with_keys(shared, &words.say("tutor-end")),
        None => words.say_with(
            "tutor-onward",
            &[("keys", shared.keys(Command::TutorNext).into())],
        ),
    };
    let style = canvas.styles.key;
    canvas.paragraph(below, &format!("> {todo}"), style);
}
