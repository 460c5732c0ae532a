//! Drawing what stands over a case: the steps with what stands against them, forms, the papers.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::case::correct::{CorrectedPart, Correction};
use crate::app::case::menu::Menu;
use crate::app::case::owed::until;
use crate::app::case::step::StepForm;
use crate::app::case::steps::{Choice, Place, StepOffer, Steps};
use crate::app::case::undoing::Undoing;
use crate::app::case::{PANEL, Panel, State, menu_top};
use crate::app::layout::middle;
use crate::domain::paper::Offer;
use crate::domain::view::CaseView;
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::menu::{HEADING, keyed, menu_lines, padded};
use crate::ui::palette::prompt;
use crate::ui::paras::tone;

/// Cells of the labels of a form: at least these,
const LABEL: u16 = 14;
/// Rows of what is said above a form at the most: a list to choose from takes them.
const HELP_ROWS: u16 = 6;
/// Rows of a form beside its questions: border, what stands against it, the hint.
const AROUND: u16 = 10;

/// Draws the panel over `area`.
pub(super) fn view(
    canvas: &mut Canvas<'_>,
    state: &State,
    view: &CaseView,
    panel: &Panel,
    area: Rect,
) {
    match panel {
        Panel::Steps(offers) => steps(canvas, offers, area),
        Panel::Step(step) => self::step(canvas, view, step, area),
        Panel::Parts(parts) => self::parts(canvas, state, view, parts, area),
        Panel::Checklist(lines) => checklist(canvas, view, lines, area),
        Panel::Correct(correction, message) => {
            correct(canvas, state, view, correction, message.as_deref(), area);
        }
        Panel::Undo(undoing) => undo(canvas, undoing, area),
        Panel::Papers(visit, offers) => papers(canvas, view, *visit, offers, area),
        Panel::Paper(offer, _, ways) => paper(canvas, offer, ways, area),
    }
}

fn steps(canvas: &mut Canvas<'_>, offers: &Steps, area: Rect) {
    let title = canvas.shared.words.say("case-steps-title");
    let rows = u16::try_from(offers.count()).unwrap_or(u16::MAX);
    let place = middle(area, PANEL, rows.saturating_add(2 + offers.below()));
    let inner = canvas.popup(place, &title);
    let list = Rect {
        height: inner.height.saturating_sub(offers.below()),
        ..inner
    };
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let top = menu_top(offers.cursor(), list.height);
    let mut heading = String::new();
    let room = list.width.saturating_sub(HEADING + 4);
    let lines = offers.items().iter().enumerate().map(|(at, choice)| {
        let (text, style, place) = match choice {
            Choice::Step(offer) => {
                let (text, style) = offered(canvas, offer);
                (text, style, words.say(&offer.place.heading()))
            }
            Choice::Command(command) => {
                let (name, keys) = (
                    canvas.shared.command(*command),
                    canvas.shared.keys(*command),
                );
                let text = keyed(canvas, &name, &keys, room);
                let style = if canvas.shared.may(*command) {
                    styles.text
                } else {
                    styles.dim
                };
                (text, style, words.say("menu-case"))
            }
        };
        let begins = place != heading || at == top;
        let shown = if begins { place.as_str() } else { "" };
        let line = format!("{}{text}", padded(canvas, shown, HEADING));
        heading = place;
        (line, style)
    });
    let lines: Vec<(String, Style)> = lines.collect();
    let words = &canvas.shared.words;
    let text = offers.against(words);
    let text = text.or_else(|| offers.note().map(str::to_owned));
    menu_lines(canvas, &lines, offers.cursor(), list);
    let foot = Rect {
        height: lower(inner, list.height).height.saturating_sub(1),
        ..lower(inner, list.height)
    };
    let warn = canvas.styles.warn;
    canvas.paragraph(foot, &text.unwrap_or_default(), warn);
    prompt(canvas, inner, &offers.field, "case-steps-prompt");
}

/// Writes a step with its last day, or with what stands against it.
fn offered(canvas: &Canvas<'_>, offer: &StepOffer) -> (String, Style) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let name = words.code("step", offer.kind.code());
    match &offer.place {
        Place::Next(Some(clock)) => {
            let (until, pressing) = until(canvas.shared, clock);
            (format!("{name}  {until}"), tone(styles, pressing))
        }
        Place::Next(None) | Place::Usual | Place::Group(_) => (name, styles.text),
        Place::Refused(refusal) => (format!("x {name}: {}", words.refusal(refusal)), styles.dim),
    }
}

fn step(canvas: &mut Canvas<'_>, view: &CaseView, step: &StepForm, area: Rect) {
    let words = &canvas.shared.words;
    let name = words.code("step", step.kind.code());
    let title = format!("{name}  {}", view.case.number);
    let questions = u16::try_from(step.form.shown().count()).unwrap_or(u16::MAX);
    let place = middle(
        area,
        PANEL,
        questions.saturating_mul(2).saturating_add(AROUND),
    );
    let mut inner = canvas.popup(place, &title);
    if let Some(help) = canvas.shared.words.step_help(step.kind, &view.settings) {
        let dim = canvas.styles.dim;
        let room = Rect {
            height: inner.height.min(HELP_ROWS),
            ..inner
        };
        let taken = canvas.paragraph(room, &help, dim);
        inner = lower(inner, taken);
    }
    let beside = step.names_beside(&canvas.shared.words);
    if !beside.is_empty() && inner.height > HELP_ROWS {
        let args = [("others", beside.into())];
        let text = canvas.shared.words.say_with("case-form-beside", &args);
        let dim = canvas.styles.dim;
        let room = Rect {
            height: inner.height.min(2),
            ..inner
        };
        let taken = canvas.paragraph(room, &text, dim);
        inner = lower(inner, taken);
    }
    if let Some(letter) = step.letter.as_ref().filter(|_| step.message.is_none()) {
        let warn = canvas.styles.warn;
        let room = Rect {
            height: inner.height.min(2),
            ..inner
        };
        let letter = canvas.shared.words.cannot_print(letter);
        let taken = canvas.paragraph(room, &format!("! {letter}"), warn);
        inner = lower(inner, taken);
    }
    filled(canvas, inner, step.message.as_deref(), |canvas, area| {
        form::view(canvas, area, &step.form, LABEL, true);
    });
}

fn parts(
    canvas: &mut Canvas<'_>,
    state: &State,
    view: &CaseView,
    parts: &Menu<CorrectedPart>,
    area: Rect,
) {
    let (words, text) = (&canvas.shared.words, canvas.styles.text);
    let lines: Vec<(String, Style)> = parts
        .items()
        .iter()
        .map(|part| {
            let name = words.say(&part.word());
            let value = shown(canvas, *part, view, state.disclosure.revealed);
            (format!("{name}: {value}"), text)
        })
        .collect();
    let title = words.say("case-parts-title");
    menu(canvas, &title, &lines, parts.cursor(), area);
}

fn checklist(canvas: &mut Canvas<'_>, view: &CaseView, places: &Menu<Option<u32>>, area: Rect) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let list = &view.case.checklist;
    // The menu itself numbers those that a digit ticks.
    let place_of = |place: u32| Some(place).filter(|place| *place > 9);
    let line = |place: &Option<u32>| {
        let item = place.and_then(|place| Some((place_of(place), list.at(place)?)));
        match item {
            Some((place, item)) if item.is_open() => (words.check_line(place, item), styles.text),
            Some((place, item)) => (words.check_line(place, item), styles.dim),
            None => (words.say("checklist-add-line"), styles.text),
        }
    };
    let lines: Vec<(String, Style)> = places.items().iter().map(line).collect();
    let args = [("counts", words.check_counts(list).into())];
    let title = words.say_with("checklist-title", &args);
    menu(canvas, &title, &lines, places.cursor(), area);
}

/// Gives a value as it may stand on the screen.
fn shown(canvas: &Canvas<'_>, part: CorrectedPart, view: &CaseView, revealed: bool) -> String {
    let value = part.value(view).replace('\n', " ");
    if revealed || value.is_empty() || !part.is_masked() {
        return value;
    }
    let masked = match part {
        CorrectedPart::Person(field) => field.kind().masked(&value),
        CorrectedPart::Case(_) => None,
    };
    masked.unwrap_or_else(|| canvas.shared.words.say("case-hidden"))
}

fn correct(
    canvas: &mut Canvas<'_>,
    state: &State,
    view: &CaseView,
    correction: &Correction,
    message: Option<&str>,
    area: Rect,
) {
    let words = &canvas.shared.words;
    let part = correction.part;
    let name = words.say(&part.word());
    let title = words.say_with("case-correct-title", &[("what", name.into())]);
    let inner = canvas.popup(middle(area, PANEL, AROUND + 1), &title);
    let old = shown(canvas, part, view, state.disclosure.revealed);
    let args = [("old", old.as_str().into())];
    let before = canvas.shared.words.say_with("case-correct-old", &args);
    let dim = canvas.styles.dim;
    canvas.text(inner.x, inner.y, inner.width, &before, dim);
    let below = lower(inner, 1);
    filled(canvas, below, message, |canvas, area| {
        form::view(canvas, area, &correction.form, LABEL, true);
    });
}

fn undo(canvas: &mut Canvas<'_>, undoing: &Undoing, area: Rect) {
    let title = canvas.shared.words.say("closing-undo-title");
    let inner = canvas.popup(middle(area, PANEL, AROUND + 2), &title);
    let dim = canvas.styles.dim;
    let room = Rect {
        height: inner.height.min(2),
        ..inner
    };
    let taken = canvas.paragraph(room, &undoing.sentence, dim);
    let below = lower(inner, taken);
    filled(canvas, below, undoing.message.as_deref(), |canvas, area| {
        form::view(canvas, area, &undoing.form, LABEL, true);
    });
}

/// Gives what is left of an area below `rows` of it.
fn lower(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The papers: those that can be printed, and what is missing for the others.
fn papers(canvas: &mut Canvas<'_>, view: &CaseView, visit: u32, offers: &Menu<Offer>, area: Rect) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    let lines: Vec<(String, Style)> = offers
        .items()
        .iter()
        .map(|offer| {
            let name = words.code("paper", offer.paper.code());
            if !offer.gaps.is_empty() {
                let args = [("what", words.gaps(&offer.gaps).into())];
                let missing = words.say_with("papers-missing", &args);
                return (format!("x {name}: {missing}"), styles.dim);
            }
            let state = if offer.copies == 0 {
                words.say("papers-ready")
            } else {
                words.say_with("papers-printed", &[("n", offer.copies.into())])
            };
            (format!("{name}: {state}"), styles.text)
        })
        .collect();
    let args = [
        ("number", view.case.number.to_string().into()),
        ("visit", visit.into()),
    ];
    let title = words.say_with("papers-title", &args);
    menu(canvas, &title, &lines, offers.cursor(), area);
}

fn paper(canvas: &mut Canvas<'_>, offer: &Offer, ways: &Menu<bool>, area: Rect) {
    let (words, text) = (&canvas.shared.words, canvas.styles.text);
    let lines: Vec<(String, Style)> = ways
        .items()
        .iter()
        .map(|print| {
            let key = if *print {
                "papers-way-print"
            } else {
                "papers-way-write"
            };
            (words.say(key), text)
        })
        .collect();
    let title = words.code("paper", offer.paper.code());
    menu(canvas, &title, &lines, ways.cursor(), area);
}

/// Draws a menu: a digit before each of the first nine lines, the cursor by mark and reverse.
fn menu(
    canvas: &mut Canvas<'_>,
    title: &str,
    lines: &[(String, Style)],
    cursor: usize,
    area: Rect,
) {
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = canvas.popup(middle(area, PANEL, rows.saturating_add(2)), title);
    menu_lines(canvas, lines, cursor, inner);
}

/// Draws a form with what stands against it above and the hint below.
fn filled(
    canvas: &mut Canvas<'_>,
    inner: Rect,
    message: Option<&str>,
    draw: impl FnOnce(&mut Canvas<'_>, Rect),
) {
    let styles = canvas.styles;
    let mut taken = 0;
    if let Some(message) = message {
        let room = Rect {
            height: inner.height.min(3),
            ..inner
        };
        taken = canvas.paragraph(room, &format!("× {message}"), styles.bad);
    }
    let rest = inner.height.saturating_sub(taken + 1);
    draw(
        canvas,
        Rect {
            y: inner.y + taken,
            height: rest,
            ..inner
        },
    );
    if inner.height > taken {
        let hint = canvas.shared.words.say("case-form-hint");
        canvas.text(inner.x, inner.bottom() - 1, inner.width, &hint, styles.dim);
    }
}
