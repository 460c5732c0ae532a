//! What is owed in a case, in words: how long there is, until when, and by which article.

use crate::app::case::mediating::days_left;
use crate::app::case::para::Shade;
use crate::app::shared::Shared;
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::deadline::compute::Limit;

/// Says how long a running clock still has, and how much it presses.
pub fn until(shared: &Shared, clock: &CaseClock) -> (String, Shade) {
    let (words, deadline) = (&shared.words, &clock.deadline);
    let (day, (state, tone)) = match deadline.raw {
        Limit::Instant(at) => (at.minute(), time_left(shared, clock)),
        Limit::Day(_) => {
            let days = deadline.days_left(shared.now.date());
            let day = words.clock_day(deadline, |day| shared.day(day));
            (day, days_left(words, days))
        }
    };
    (
        format!("{state}  {day}  {}", words.article(deadline.article)),
        tone,
    )
}

/// Says how long a clock of hours still has.
pub(super) fn time_left(shared: &Shared, clock: &CaseClock) -> (String, Shade) {
    let until = clock.deadline.raw.last_moment();
    let left = shared.words.time_left(until, shared.now);
    if until < shared.now {
        (left, Shade::Bad)
    } else {
        (left, Shade::Warn)
    }
}
