//! Words that the lists of the lawyers pane share.

use chrono::{Datelike, NaiveDate};

use crate::domain::lawyer::{Lawyer, LawyerId};
use crate::domain::view::LawyersView;
use crate::ui::canvas::Canvas;

/// Words of the days of the week, from Monday.
const WEEKDAYS: [&str; 7] = [
    "lawyers-monday",
    "lawyers-tuesday",
    "lawyers-wednesday",
    "lawyers-thursday",
    "lawyers-friday",
    "lawyers-saturday",
    "lawyers-sunday",
];

/// Says the day of the week.
pub(super) fn weekday(canvas: &Canvas<'_>, date: NaiveDate) -> String {
    let at = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0);
    canvas.shared.words.say(WEEKDAYS[at % WEEKDAYS.len()])
}

/// Gives a lawyer's card.
pub(super) fn lawyer(view: &LawyersView, id: LawyerId) -> Option<&Lawyer> {
    view.lawyers
        .iter()
        .find(|(other, _)| *other == id)
        .map(|(_, lawyer)| lawyer)
}
