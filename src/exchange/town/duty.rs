//! 领导包案 in the made-up town: who takes turns, and the rota about its present day.

use chrono::{Days, NaiveDate};

use crate::domain::act::{Act, Action};
use crate::domain::calendar::WorkingCalendar;
use crate::domain::duty::rota::fill;
use crate::domain::duty::{DutyFact, Leader};
use crate::domain::moment::Moment;
use crate::exchange::town::staff::{CLERKS, LEADERS};

/// Days of the rota before the present one and after it.
const AROUND: u64 = 35;
/// Characters of a leader's name; his post stands before it.
const NAME: usize = 3;

/// Gives the acts that set up roster and rota at `now`, and close reception on the days before.
pub fn acts(now: Moment) -> Vec<Act> {
    let leaders = LEADERS.iter().enumerate().map(leader).collect::<Vec<_>>();
    let day = now.date();
    let span = span(day);
    let rota = rota(&leaders, span);
    let cards = leaders.into_iter().map(Action::Leader);
    let days = span.0.iter_days().take_while(|it| *it < day);
    let closings = days.map(|day| Action::Duty {
        day,
        fact: DutyFact::Closed(now),
    });
    let actions = cards.chain(rota).chain(closings);
    actions.map(|action| act(now, action)).collect()
}

fn act(when: Moment, action: Action) -> Act {
    Act {
        who: CLERKS[0].to_owned(),
        when,
        action,
    }
}

fn span(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    (
        day.checked_sub_days(Days::new(AROUND)).unwrap_or(day),
        day.checked_add_days(Days::new(AROUND)).unwrap_or(day),
    )
}

fn leader((place, text): (usize, &&str)) -> Leader {
    let start = text.chars().count().saturating_sub(NAME);
    Leader {
        name: text.chars().skip(start).collect(),
        post: text.chars().take(start).collect(),
        convener: place < 2,
        active: true,
    }
}

fn rota(leaders: &[Leader], span: (NaiveDate, NaiveDate)) -> Vec<Action> {
    let calendar = WorkingCalendar::built_in();
    let filled = fill(leaders, span, &[], None, &calendar, true).into_iter();
    filled
        .map(|(day, fact)| Action::Duty { day, fact })
        .collect()
}
