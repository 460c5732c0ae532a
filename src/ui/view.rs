//! The whole frame: panes, what stands around them, what stands on top.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::layout::{LEAST, Layout};
use crate::app::model::{Drawn, Model};
use crate::app::overlay::Overlay;
use crate::app::pane::Pane;
use crate::ui::attach;
use crate::ui::call_pad;
use crate::ui::canvas::Canvas;
use crate::ui::case;
use crate::ui::chrome;
use crate::ui::copying;
use crate::ui::curtain;
use crate::ui::dialog;
use crate::ui::finder;
use crate::ui::handover;
use crate::ui::help;
use crate::ui::import;
use crate::ui::intake;
use crate::ui::ledger;
use crate::ui::lessons;
use crate::ui::lookup;
use crate::ui::menu;
use crate::ui::merge;
use crate::ui::operator;
use crate::ui::operators;
use crate::ui::output;
use crate::ui::palette;
use crate::ui::pending;
use crate::ui::roads;
use crate::ui::sign_in;
use crate::ui::signature;
use crate::ui::today;
use crate::ui::triage;
use crate::ui::tutor;

/// Draws the model and puts the terminal's own cursor at the caret.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    if let Some(caret) = draw(model, frame.buffer_mut()) {
        frame.set_cursor_position(caret);
    }
}

/// Draws the model into cells; gives the caret, where a field is open.
pub fn draw(model: &Model, buffer: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(buffer, &model.shared);
    match model.layout() {
        _ if model.card.is_some() => sign_in::view(&mut canvas, model),
        _ if model.curtain => curtain::view(&mut canvas, model),
        None => too_small(&mut canvas, model),
        Some(layout) => desk(&mut canvas, model, &layout),
    }
    canvas.caret()
}

fn desk(canvas: &mut Canvas<'_>, model: &Model, layout: &Layout) {
    chrome::head(canvas, model, layout);
    chrome::strip(canvas, model, layout);
    // The pane in front comes last, so that the caret left is its own.
    let mut panes = layout.panes.clone();
    panes.sort_by_key(|(shown, _)| *shown == model.focus);
    for (shown, area) in panes {
        canvas.hide_caret();
        pane(canvas, model, shown, area);
    }
    for overlay in &model.overlays {
        self::overlay(canvas, overlay, layout.place(overlay.place()));
    }
    pending::view(canvas, model, layout);
    chrome::notice(canvas, model, layout);
    chrome::keys(canvas, model, layout);
    tutor::view(canvas, model);
}

fn pane(canvas: &mut Canvas<'_>, model: &Model, shown: Pane, area: Rect) {
    let front = shown == model.focus && model.overlays.is_empty();
    let drawn = model.drawn(shown);
    let title = match drawn {
        Drawn::Ledger(state) => state.title(&model.shared),
        _ => model.shared.words.say(shown.word()),
    };
    let inner = canvas.border(area, &title, front);
    match drawn {
        Drawn::Ledger(state) => {
            let screen = state.screen(&model.shared, (inner.width, inner.height));
            ledger::view(canvas, &screen, inner);
        }
        Drawn::Intake(state) => intake::view(canvas, state, inner, model.focus == Pane::Intake),
        Drawn::Case(state) => case::view(canvas, state, inner),
        Drawn::Today(state) => today::view(canvas, state, inner),
    }
}

fn overlay(canvas: &mut Canvas<'_>, overlay: &Overlay, area: Rect) {
    match overlay {
        Overlay::Actions(state) => menu::view(canvas, state, area),
        Overlay::Palette(state) => palette::view(canvas, state, area),
        Overlay::Help(state) => help::view(canvas, state, area),
        Overlay::Roads(state) => roads::view(canvas, state, area),
        Overlay::Merge(state) => merge::view(canvas, state, area),
        Overlay::Lookup(state) => lookup::view(canvas, state, area),
        Overlay::Triage(state) => triage::view(canvas, state, area),
        Overlay::Handover(state) => handover::view(canvas, state, area),
        Overlay::Finder(state) => finder::view(canvas, state, area),
        Overlay::Confirm(state) => dialog::view(canvas, state, area),
        Overlay::Operator(state) => operator::view(canvas, state, area),
        Overlay::Signature(state) => signature::view(canvas, state, area),
        Overlay::Operators(state) => operators::view(canvas, state, area),
        Overlay::Pad(state) => call_pad::view(canvas, state, area),
        Overlay::Attach(state) => attach::view(canvas, state, area),
        Overlay::Import(state) => import::view(canvas, state, area),
        Overlay::Output(state) => output::view(canvas, state, area),
        Overlay::Copy(state) => copying::view(canvas, state, area),
        Overlay::Lessons(state) => lessons::view(canvas, state, area),
    }
}

fn too_small(canvas: &mut Canvas<'_>, model: &Model) {
    let text = model.shared.words.say_with(
        "desk-too-small",
        &[("width", LEAST.0.into()), ("height", LEAST.1.into())],
    );
    let style = canvas.styles.text;
    let area = canvas.buffer.area;
    canvas.paragraph(area, &text, style);
}
