//! Drawing a form of the lawyers pane, proposals to its right.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::lawyers::deeds::standing;
use crate::app::lawyers::job::{Job, Kind};
use crate::app::lawyers::offer::Offer;
use crate::app::lawyers::places::{FORM_HEAD, LABEL, Places};
use crate::domain::lawyer::BookingId;
use crate::domain::mask::mask_name;
use crate::domain::view::LawyersView;
use crate::ui::canvas::Canvas;
use crate::ui::form;
use crate::ui::lawyers::said::{lawyer, weekday};

/// Draws the form and what is proposed.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    job: &Job,
    view: &LawyersView,
    places: Places,
    area: Rect,
) {
    let (text, style) = (title(canvas, job, view), canvas.styles.title);
    canvas.text(area.x, area.y, area.width, &text, style);
    let height = area.height.saturating_sub(FORM_HEAD);
    let left = Rect::new(area.x, area.y + FORM_HEAD, places.form(), height);
    form::view(canvas, left, &job.form, LABEL, true);
    let start = area.x + places.form() + 1;
    let right = Rect::new(
        start,
        area.y + FORM_HEAD,
        area.right().saturating_sub(start),
        height,
    );
    if job.offers.is_empty() {
        return;
    }
    let (hint, dim) = (canvas.shared.words.say("lawyers-offers"), canvas.styles.dim);
    canvas.text(right.x, area.y + 1, right.width, &hint, dim);
    for (row, (index, offer)) in (right.y..right.bottom()).zip(job.offers.iter().enumerate()) {
        let place = Rect::new(right.x, row, right.width, 1);
        let (text, style) = offered(canvas, view, offer);
        canvas.text(
            place.x + 2,
            row,
            place.width.saturating_sub(2),
            &text,
            style,
        );
        if job.hand == Some(index) {
            let selected = canvas.styles.selected;
            canvas.paint(place, selected);
            canvas.text(place.x, row, 1, ">", selected);
        }
    }
}

fn title(canvas: &Canvas<'_>, job: &Job, view: &LawyersView) -> String {
    let words = &canvas.shared.words;
    let on = |key: &str, day| {
        let args = [("day", format!("{day} {}", weekday(canvas, day)).into())];
        words.say_with(key, &args)
    };
    let of = |key: &str, id: BookingId| {
        let booking = standing(view, id);
        let name = booking.map(|it| mask_name(&it.name)).unwrap_or_default();
        let when = booking.map_or_else(String::new, |it| {
            let time = it.time.map(|time| time.format(" %H:%M").to_string());
            format!("{}{}", it.day, time.unwrap_or_default())
        });
        words.say_with(key, &[("name", name.into()), ("when", when.into())])
    };
    match job.kind {
        Kind::Book(day) => on("lawyers-title-book", day),
        Kind::WalkIn(day) => on("lawyers-title-walk-in", day),
        Kind::Contact => words.say("lawyers-title-contact"),
        Kind::Move(id) => of("lawyers-title-move", id),
        Kind::Cancel(id) => of("lawyers-title-cancel", id),
        Kind::Outcome(id) => of("lawyers-title-outcome", id),
        Kind::Assign(day) => on("lawyers-title-assign", day),
        Kind::Recommend => words.say("lawyers-title-recommend"),
        Kind::Card(None) => words.say("lawyers-title-new"),
        Kind::Card(Some(_)) => words.say("lawyers-title-card"),
    }
}

/// Says a proposal.
fn offered(canvas: &Canvas<'_>, view: &LawyersView, offer: &Offer) -> (String, Style) {
    let (words, styles) = (&canvas.shared.words, canvas.styles);
    match offer {
        Offer::Person(row) => {
            let village = row.person.village.clone().unwrap_or_default();
            let text = words.say_with(
                "lawyers-offer-person",
                &[
                    ("name", mask_name(&row.person.name).into()),
                    ("village", village.into()),
                    ("n", row.cases.into()),
                ],
            );
            (text, styles.text)
        }
        Offer::Case(row) => {
            let status = words.code("status", row.status_word());
            (format!("{} {status}", row.number), styles.text)
        }
        Offer::Specialist(it) => {
            let fields = if it.fields.is_empty() {
                words.say("lawyers-no-field")
            } else {
                it.fields.join("、")
            };
            let text = format!("{} {fields} {}", it.lawyer.name, it.lawyer.firm);
            if let Some(conflict) = &it.conflict {
                let warning = words.conflict(conflict);
                (format!("! {} {warning}", it.lawyer.name), styles.warn)
            } else if it.fields.is_empty() {
                (text, styles.dim)
            } else {
                (text, styles.text)
            }
        }
        Offer::Field(name) => (name.clone(), styles.text),
        Offer::Lawyer(_, lawyer) => {
            let text = format!("{} {} {}", lawyer.name, lawyer.fields, lawyer.firm);
            (text, styles.text)
        }
        Offer::Slot(time, free) => {
            let word = if *free {
                "lawyers-free"
            } else {
                "lawyers-slot-taken"
            };
            let style = if *free { styles.text } else { styles.dim };
            (
                format!("{} {}", time.format("%H:%M"), words.say(word)),
                style,
            )
        }
        Offer::Day(day, free) => {
            let who = day
                .lawyer
                .and_then(|id| lawyer(view, id))
                .map_or_else(|| words.say("lawyers-nobody"), |it| it.name.clone());
            let text = words.say_with(
                "lawyers-offer-day",
                &[
                    ("day", day.date.format("%m-%d").to_string().into()),
                    ("weekday", weekday(canvas, day.date).into()),
                    ("name", who.into()),
                    ("n", (*free).into()),
                ],
            );
            (text, styles.text)
        }
    }
}
