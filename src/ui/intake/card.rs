//! Drawing the answer to a registration.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::intake::card::{Card, Outcome};
use crate::app::intake::urgent::Urgent;
use crate::command::table::Command;
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::fast_lane::Utility;
use crate::domain::codes::{Category, Channel, Class, Urgency};
use crate::domain::matter_sign::MatterSign;
use crate::domain::view::CaseView;
use crate::ui::canvas::Canvas;

/// Draws the card: the answer above, what can be done next at the bottom.
pub(super) fn view(canvas: &mut Canvas<'_>, card: &Card, area: Rect) {
    let rows = card.rows(area.width);
    let first = area.bottom().saturating_sub(rows + 1).max(area.y);
    let above = Rect {
        height: first - area.y,
        ..area
    };
    let mut row = above.y;
    for (text, style) in lines(canvas, card) {
        if row >= above.bottom() {
            break;
        }
        let rest = Rect::new(
            above.x + 1,
            row,
            above.width.saturating_sub(2),
            above.bottom() - row,
        );
        row += canvas.paragraph(rest, &text, style).max(1);
    }
    let styles = canvas.styles;
    for (at, next) in card.offered().into_iter().enumerate() {
        let (column, row) = card.place(at, area.width);
        let (column, row) = (area.x + column, first + row);
        if row >= area.bottom() {
            continue;
        }
        let under_cursor = at == card.cursor;
        let style = if under_cursor {
            styles.selected
        } else {
            styles.text
        };
        // As far as the next column, or the edge.
        let width = match card.place(card.offered().len() - 1, area.width) {
            (0, _) => area.width,
            (half, _) => half.min(area.right().saturating_sub(column)),
        };
        if under_cursor {
            canvas.paint(Rect::new(column, row, width, 1), style);
            canvas.text(column, row, 1, ">", style);
            canvas.set_caret(column, row);
        }
        let text = format!("{} {}", next.digit(), canvas.shared.words.say(next.word()));
        canvas.text(column + 2, row, width.saturating_sub(2), &text, style);
    }
}

fn lines(canvas: &Canvas<'_>, card: &Card) -> Vec<(String, Style)> {
    let styles = canvas.styles;
    let words = &canvas.shared.words;
    let head = match &card.outcome {
        Outcome::Registered { visit, joined, .. } => {
            let number = visit.case.to_string();
            let args = [
                ("number", number.as_str().into()),
                ("n", visit.visit.into()),
            ];
            if *joined {
                words.say_with("intake-card-joined", &args)
            } else {
                words.say_with("intake-card-opened", &args[..1])
            }
        }
        Outcome::Offline(number) => {
            let args = [("number", number.to_string().into())];
            words.say_with("intake-card-offline", &args)
        }
    };
    let mut lines = vec![(format!("√ {head}"), styles.good)];
    if let Outcome::Offline(number) = &card.outcome {
        let hotline = canvas.shared.town.settings.hotline.as_str();
        let args = [
            ("number", number.to_string().into()),
            ("hotline", hotline.into()),
        ];
        lines.push((words.say_with("intake-aloud-offline", &args), styles.title));
        lines.push((words.say("intake-offline-how"), styles.text));
    }
    if let Some(urgent) = card.urgent {
        if let Urgent::Danger(utility) = urgent {
            lines.push((danger(canvas, utility), styles.bad));
        }
        let key = match (urgent, &card.outcome) {
            // There is no case to be classed yet.
            (_, Outcome::Offline(_)) => "intake-offline-urgent",
            (Urgent::Danger(_) | Urgent::Fault(_), _) => "intake-card-fault",
            (Urgent::Words, _) => "intake-card-urgent",
        };
        lines.push((format!("! {}", words.say(key)), styles.warn));
    }
    if let Some(view) = &card.view {
        lines.push((aloud(canvas, view), styles.title));
        lines.extend(
            notice_lines(canvas, view)
                .into_iter()
                .map(|it| (it, styles.text)),
        );
        let open = view
            .clocks
            .iter()
            .filter(|clock| clock.met_on.is_none() && clock.is_for_the_visitor());
        // Whom nobody can reach is promised no letter.
        let reached = !view.person.is_out_of_reach();
        let open = open.filter(|clock| reached || !clock.is_notice());
        lines.extend(open.map(|clock| (date(canvas, clock), styles.text)));
    }
    if !card.similar.is_empty() {
        let numbers: Vec<String> = card.similar.iter().map(ToString::to_string).collect();
        let args = [("numbers", numbers.join(" ").into())];
        lines.push((words.say_with("intake-card-similar", &args), styles.warn));
    }
    for what in &card.recognised {
        let part = what.part().asked().code();
        let field = words.say(&format!("field-{part}"));
        let parts = words.recognised(what);
        let args = [("field", field.into()), ("text", parts.into())];
        let text = words.say_with("refusal-field", &args);
        lines.push((format!("? {text}"), styles.warn));
    }
    for remark in &card.warnings {
        lines.push((format!("? {}", words.remark(remark)), styles.warn));
    }
    lines
}

/// Whom to call first, and what to tell people.
pub(super) fn danger(canvas: &Canvas<'_>, utility: Utility) -> String {
    let words = &canvas.shared.words;
    let company = words.code("utility", utility.code());
    let text = words.say_with("triage-danger", &[("utility", company.into())]);
    format!("!! {text}")
}

/// The sentence to read aloud.
fn aloud(canvas: &Canvas<'_>, view: &CaseView) -> String {
    let words = &canvas.shared.words;
    let hotline = canvas.shared.town.settings.hotline.as_str();
    let args = [
        ("number", view.case.number.to_string().into()),
        ("hotline", hotline.into()),
    ];
    let person = &view.person;
    if person.is_out_of_reach() {
        // Whom nobody can reach is promised no letter.
        return words.say_with("intake-aloud-unnamed", &args);
    }
    let clock = view
        .clocks
        .iter()
        .find(|clock| clock.met_on.is_none() && clock.is_notice());
    match clock {
        Some(clock) => {
            let day = clock.deadline.due.date().to_string();
            let dated = args.into_iter().chain([("day", day.into())]);
            words.say_with("intake-aloud", &dated.collect::<Vec<_>>())
        }
        None => words.say_with("intake-aloud-plain", &args),
    }
}

/// Who is told now.
fn notice_lines(canvas: &Canvas<'_>, view: &CaseView) -> Vec<String> {
    let words = &canvas.shared.words;
    let matter = &view.case.matter;
    let first = match (matter.class, matter.category) {
        (Class::Accusation, _) => "intake-told-accusation",
        (Class::Litigation, _) => "intake-told-litigation",
        (_, Some(Category::Organisation)) => "intake-told-organisation",
        (_, Some(Category::Land)) => "intake-told-land",
        (_, Some(Category::Wages)) => "intake-told-wages",
        (_, Some(Category::General) | None) => "intake-told-general",
    };
    let mut parts = vec![words.say(first)];
    match matter.urgency {
        Urgency::Ordinary => {}
        Urgency::Urgent => parts.push(words.say("intake-told-urgent")),
        Urgency::Grave => parts.push(words.say("intake-told-grave")),
    }
    parts.extend(group_line(canvas, view));
    if view.case.tells_of_a_harmed_minor() {
        parts.push(words.say("intake-told-minor"));
    }
    if MatterSign::HomeViolence.stands_in(&matter.text()) {
        let keys = canvas.shared.keys(Command::RoadsOpen);
        parts.push(words.say_with("intake-told-violence", &[("keys", keys.into())]));
    }
    parts
}

/// 集体访: that several came, and that they choose representatives (条例 20 ¶3).
fn group_line(canvas: &Canvas<'_>, view: &CaseView) -> Option<String> {
    let n = view.case.people_count();
    let came = view.case.visits.last().and_then(|visit| visit.channel);
    if n < 2 || came != Some(Channel::Visit) {
        return None;
    }
    let key = if n >= u32::from(canvas.shared.town.settings.group_threshold) {
        "intake-told-group"
    } else {
        "intake-told-several"
    };
    Some(canvas.shared.words.say_with(key, &[("n", n.into())]))
}

/// A date with its rule and article; the office is reminded by the raw day.
fn date(canvas: &Canvas<'_>, clock: &CaseClock) -> String {
    let words = &canvas.shared.words;
    let deadline = &clock.deadline;
    let (raw, due) = (deadline.raw.date(), deadline.due.date());
    let key = if raw == due {
        "intake-clock"
    } else if deadline.rule.rule().is_of_law() {
        "intake-clock-rolled"
    } else {
        "intake-clock-rolled-own"
    };
    words.say_with(
        key,
        &[
            ("rule", words.code("rule", deadline.rule.code()).into()),
            ("article", words.article(deadline.article).into()),
            ("raw", raw.to_string().into()),
            ("due", due.to_string().into()),
        ],
    )
}
