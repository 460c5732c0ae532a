//! What stands beside the form: who has been here before, what can be chosen, what is known. It is
//! never below the caret, where an input method shows its candidates.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::answer::FoundRow;
use crate::app::intake::id_owner::OwnerSay;
use crate::app::intake::matters::Say;
use crate::app::intake::places::{HEADING, PERSON_ROWS};
use crate::app::intake::prior::is_open;
use crate::app::intake::sheet::choice;
use crate::app::intake::state::{Side, State};
use crate::app::match_row::{MatchRow, person_lines};
use crate::app::part::Openness;
use crate::app::proposals::lowest_first;
use crate::command::table::Command;
use crate::domain::codes::Status;
use crate::domain::draft::Parked;
use crate::domain::field::Field;
use crate::domain::mask::mask_name;
use crate::domain::queue::CaseRow;
use crate::ui::canvas::Canvas;
use crate::ui::match_row::{birth, marked, times};

/// Draws the side.
pub(super) fn view(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    if area.width < 10 || area.height <= HEADING {
        return;
    }
    let list = Rect {
        y: area.y + HEADING,
        height: area.height - HEADING,
        ..area
    };
    let (heading, style) = heading(canvas, state);
    canvas.text(area.x, area.y, area.width, &heading, style);
    match state.side() {
        Side::Owner => owner(canvas, state, list),
        Side::Asking => asking(canvas, state, list),
        Side::Options => options(canvas, state, list),
        Side::Proposals => proposals(canvas, state, list),
        Side::Prior => prior(canvas, state, list),
        Side::Facts => facts(canvas, state, list),
    }
}

fn heading(canvas: &Canvas<'_>, state: &State) -> (String, Style) {
    let words = &canvas.shared.words;
    let title = canvas.styles.title;
    match state.side() {
        Side::Owner => {
            let person = state.owner.row().map(|row| &row.person.name);
            let name = person.map_or_else(String::new, |name| mask_name(name));
            let args = [("name", name.into())];
            (
                words.say_with("intake-side-owner", &args),
                canvas.styles.warn,
            )
        }
        Side::Asking => (words.say("intake-side-asking"), canvas.styles.warn),
        Side::Options => {
            let field = words.code("field", state.sheet.cursor().code());
            (field, title)
        }
        Side::Proposals if state.sheet.cursor() == Field::ContentClass => {
            (words.say("intake-side-contents"), title)
        }
        Side::Proposals => (words.say("intake-side-villages"), title),
        Side::Prior => {
            let namesakes = state.prior.namesakes(&state.sheet, None);
            if let Some(found) = namesakes.filter(|_| state.prior.is_kept()) {
                return (words.namesakes(&found), canvas.styles.warn);
            }
            let n = state.prior.rows().len();
            let args = [("n", n.into())];
            (words.say_with("intake-side-prior", &args), title)
        }
        Side::Facts if state.sheet.person.is_some() => (words.say("intake-side-person"), title),
        Side::Facts if state.prior.is_nobody() => {
            (words.say("intake-side-nobody"), canvas.styles.dim)
        }
        Side::Facts => (words.say("intake-side-facts"), canvas.styles.dim),
    }
}

/// Draws the ground of a row; gives the style of its text and of what stands back in it.
fn ground(canvas: &mut Canvas<'_>, area: Rect, under_cursor: bool) -> (Style, Style) {
    let styles = canvas.styles;
    if !under_cursor {
        return (styles.text, styles.dim);
    }
    canvas.paint(area, styles.selected);
    canvas.text(area.x, area.y, 1, ">", styles.selected);
    (styles.selected, styles.selected)
}

/// Draws the question whose an ID number is.
fn owner(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let cursor = state.owner.asking().unwrap_or(0);
    let mut row = area.y;
    for (at, answer) in OwnerSay::ALL.iter().enumerate() {
        if row + 1 >= area.bottom() {
            break;
        }
        let words = &canvas.shared.words;
        let head = format!("{} {}", at + 1, words.say(answer.word()));
        let under = words.say(answer.why());
        let place = Rect::new(area.x, row, area.width, PERSON_ROWS);
        let (text, dim) = ground(canvas, place, at == cursor);
        canvas.text(area.x + 2, row, area.width - 2, &head, text);
        canvas.text(area.x + 4, row + 1, area.width - 4, &under, dim);
        if at == cursor {
            canvas.set_caret(area.x, row);
        }
        row += PERSON_ROWS;
    }
}

fn asking(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let cursor = state.matters.asking().unwrap_or(0);
    let words = &canvas.shared.words;
    let mut row = area.y;
    for (at, say) in state.matters.sayings().into_iter().enumerate() {
        if row + 1 >= area.bottom() {
            break;
        }
        let (head, under) = match say {
            Say::Same(number) => {
                let args = [("number", number.to_string().into())];
                let about = state.matters.case(number);
                let is_final = about.is_some_and(|row| row.status == Status::Final);
                let key = if is_final {
                    "intake-say-final"
                } else {
                    "intake-say-same"
                };
                let head = words.say_with(key, &args);
                (
                    head,
                    about.map_or(String::new(), |case| matter(canvas, case)),
                )
            }
            Say::NewFacts(number) => {
                let args = [("number", number.to_string().into())];
                let head = words.say_with("intake-say-new-facts", &args);
                (head, words.say("intake-say-new-facts-why"))
            }
            Say::Another => (words.say("intake-say-another"), String::new()),
            Say::NotHim => (
                words.say("intake-say-not-him"),
                words.say("intake-say-not-him-why"),
            ),
        };
        let place = Rect::new(area.x, row, area.width, PERSON_ROWS);
        let (text, dim) = ground(canvas, place, at == cursor);
        let digit = format!("{} {head}", at + 1);
        canvas.text(area.x + 2, row, area.width - 2, &digit, text);
        canvas.text(area.x + 4, row + 1, area.width - 4, &under, dim);
        if at == cursor {
            canvas.set_caret(area.x, row);
        }
        row += PERSON_ROWS;
    }
    let Some(Say::Same(number)) = state.matters.sayings().get(cursor).copied() else {
        return;
    };
    if let Some(repeat) = state.matters.case(number).and_then(|it| repeat(canvas, it)) {
        let room = area.bottom().saturating_sub(row);
        let rest = Rect::new(area.x + 2, row, area.width - 2, room);
        let warn = canvas.styles.warn;
        canvas.paragraph(rest, &repeat, warn);
    }
}

/// Says which time it would be that the matter is raised, and what came of the time before.
fn repeat(canvas: &Canvas<'_>, row: &CaseRow) -> Option<String> {
    let times = row.visits.saturating_add(1);
    Some(canvas.shared.words.repeat(times, row.since_last?))
}

/// Says what an open matter of the person is about.
fn matter(canvas: &Canvas<'_>, row: &CaseRow) -> String {
    let words = &canvas.shared.words;
    let day = row.received_at.map_or_else(
        || words.received_day(None),
        |at| at.local().format("%m-%d").to_string(),
    );
    let about = if row.locked {
        words.say("intake-locked-matter")
    } else {
        row.summary.replace('\n', " ")
    };
    format!("{day} {about}")
}

fn options(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let cursor = state.sheet.cursor();
    let Some((list, choice)) = state.sheet.form.line(cursor).and_then(choice) else {
        return;
    };
    if state.sheet.is_locked(cursor) {
        let text = canvas.shared.words.say("intake-locked-why");
        canvas.paragraph(area, &text, canvas.styles.dim);
        return;
    }
    for (row, (at, code)) in (area.y..area.bottom()).zip(choice.options().iter().enumerate()) {
        let place = Rect::new(area.x, row, area.width, 1);
        let (text, _) = ground(canvas, place, choice.value() == Some(*code));
        let words = canvas.shared.words.code(list, code);
        let words = format!("{} {words}", at + 1);
        canvas.text(area.x + 2, row, area.width - 2, &words, text);
    }
    let count = u16::try_from(choice.options().len()).unwrap_or(u16::MAX);
    let row = area.y.saturating_add(count).saturating_add(1);
    if row < area.bottom() {
        let key = if cursor == Field::ConcernsOfficial {
            "intake-official-why"
        } else {
            "intake-options-how"
        };
        let text = canvas.shared.words.say(key);
        let rest = Rect::new(area.x, row, area.width, area.bottom() - row);
        canvas.paragraph(rest, &text, canvas.styles.dim);
    }
}

fn proposals(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let cursor = state.proposals.cursor();
    for (row, (at, name)) in (area.y..area.bottom()).zip(state.proposals.names().iter().enumerate())
    {
        let place = Rect::new(area.x, row, area.width, 1);
        let (text, _) = ground(canvas, place, cursor == Some(at));
        let name = if state.sheet.cursor() == Field::ContentClass {
            lowest_first(name)
        } else {
            name.clone()
        };
        canvas.text(area.x + 2, row, area.width - 2, &name, text);
    }
}

fn prior(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let height = usize::from(area.height / PERSON_ROWS).max(1);
    let top = state.prior_top(height);
    let cursor = state.prior.cursor();
    let mut row = area.y;
    for (at, found) in state.prior.rows().iter().enumerate().skip(top).take(height) {
        let place = Rect::new(area.x, row, area.width, PERSON_ROWS).intersection(area);
        person(canvas, state, found, place, cursor == Some(at));
        row += PERSON_ROWS;
    }
}

fn person(
    canvas: &mut Canvas<'_>,
    state: &State,
    found: &FoundRow,
    area: Rect,
    under_cursor: bool,
) {
    let line = MatchRow::of(found, is_open(found, &state.sheet), &canvas.shared.words);
    let (text, dim) = ground(canvas, area, under_cursor);
    let right = area.right();
    let mut at = area.x + 2;
    let room = |at: u16| right.saturating_sub(at);
    at += marked(canvas, at, area.y, room(at), &line.name, text) + 2;
    at += marked(canvas, at, area.y, room(at), &line.village, text) + 2;
    let year = birth(canvas, &line);
    if !year.is_empty() {
        at += canvas.text(at, area.y, room(at), &year, text) + 2;
    }
    marked(canvas, at, area.y, room(at), &line.paper, text);
    if area.height > 1 {
        // Why he was found gives way to how often and when he came.
        let times = times(canvas, &line);
        let (start, row) = (area.x + 4, area.y + 1);
        let left = room(start).saturating_sub(canvas.width(&times) + 2);
        let taken = canvas.text(start, row, left, &line.why, dim);
        let at = start + taken + if taken > 0 { 2 } else { 0 };
        canvas.text(at, row, room(at), &times, dim);
    }
}

/// Draws what is known: the person, what the visit joins, what is doubtful, the parked drafts.
fn facts(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let styles = canvas.styles;
    let words = &canvas.shared.words;
    let mut lines: Vec<(String, Style)> = Vec::new();
    if let Some(view) = state.matters.view() {
        let person = person_lines(&view.person, true, words);
        lines.extend(person.into_iter().map(|line| (line, styles.text)));
        let n = view.cases.len();
        lines.push((
            words.say_with("finder-cases", &[("n", n.into())]),
            styles.text,
        ));
        let text = match state.sheet.joins {
            Some(number) if state.sheet.renews => {
                words.say_with("intake-follows", &[("number", number.to_string().into())])
            }
            Some(number) => {
                words.say_with("intake-joins", &[("number", number.to_string().into())])
            }
            None if state.matters.is_owed() => words.say("intake-say-first"),
            None => words.say("intake-opens"),
        };
        lines.push((text, styles.warn));
        let name = state.sheet.get(Field::Name);
        if name != view.person.name {
            lines.push((words.say("intake-name-differs"), styles.bad));
        }
        let keys = canvas.shared.keys(Command::IntakeJoin);
        lines.push((
            words.say_with("intake-again", &[("keys", keys.into())]),
            styles.dim,
        ));
    }
    for remark in &state.warnings {
        lines.push((format!("? {}", words.remark(remark)), styles.warn));
    }
    let parked = state.draft_box.parked();
    if !parked.is_empty() {
        let args = [
            ("n", parked.len().into()),
            ("keys", canvas.shared.keys(Command::IntakeNextDraft).into()),
        ];
        lines.push((words.say_with("intake-parked-list", &args), styles.title));
        lines.extend(parked.iter().map(|it| (draft(canvas, it), styles.dim)));
    }
    if state.sheet.form.open_field() == Openness::Area {
        lines.push((words.say("intake-hint-area"), styles.dim));
    }
    let cursor = state.sheet.cursor();
    if lines.is_empty() || is_of_a_form(cursor) {
        let hints = hints(cursor).iter();
        lines.extend(hints.map(|key| (words.say(key), styles.dim)));
    }
    let mut row = area.y;
    for (text, style) in lines {
        if row >= area.bottom() {
            break;
        }
        let rest = Rect::new(area.x, row, area.width, area.bottom() - row);
        row += canvas.paragraph(rest, &text, style).max(1);
    }
}

/// Tells whether what is typed into a field has a form of its own.
const fn is_of_a_form(field: Field) -> bool {
    matches!(
        field,
        Field::Companion | Field::Representatives | Field::ReceivedAt | Field::ExternalNumbers
    )
}

/// Gives what is said of a field while there is nothing else to say.
const fn hints(field: Field) -> &'static [&'static str] {
    match field {
        Field::Name | Field::Phone | Field::Village | Field::IdNumber => &[
            "intake-hint-name",
            "intake-hint-paste",
            "intake-hint-unnamed",
        ],
        Field::Companion => &["intake-hint-companion"],
        Field::Representatives => &["intake-hint-representatives"],
        Field::ReceivedAt => &["intake-hint-received"],
        Field::ExternalNumbers => &["intake-hint-numbers"],
        _ => &["intake-hint-optional"],
    }
}

/// Says which draft is parked: other visitors stand here, so the name is masked.
fn draft(canvas: &Canvas<'_>, parked: &Parked) -> String {
    let name = parked.draft.get(Field::Name);
    let name = if name.is_empty() {
        canvas.shared.words.say("finder-unnamed")
    } else {
        mask_name(name)
    };
    let begun = parked.draft.begun_at.local().format("%m-%d %H:%M");
    format!("  {begun} {name}")
}
