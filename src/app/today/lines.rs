//! The lines of today's sections: the day of a thing beside what it is.

use crate::app::calendar::page::{recalled_text, who};
use crate::app::case::page::{row_about, row_line};
use crate::app::shared::Shared;
use crate::domain::call::state::CallOutcome;
use crate::domain::call::view::CallView;
use crate::domain::case::clock::mediation::{Reminder, Reminding};
use crate::domain::deadline::compute::Limit;
use crate::domain::item::Item;
use crate::domain::mask::mask_name;
use crate::domain::moment::Moment;
use crate::domain::phone::mask_phone;
use crate::domain::queue::CaseRow;
use crate::domain::today::{Aggregate, Heading};
use crate::words::bundle::Words;

/// Gives the day of a thing and what it is.
pub fn line(shared: &Shared, heading: Heading, thing: &Aggregate) -> (String, String) {
    let words = &shared.words;
    match thing {
        Aggregate::Case(row) => {
            let (status, what) = row_about(words, row);
            let received = row.received_at.map(|at| shared.day(at.date()));
            let received = received.unwrap_or_else(|| words.received_day(None));
            let day = if heading == Heading::DueSoon || heading == Heading::DueToday {
                row.due_raw
            } else {
                row.due_raw.or(row.due)
            };
            let label = day.map_or(String::new(), |day| shared.day(day));
            let number = row.number;
            (label, format!("{number}  {received}  {what}  {status}"))
        }
        Aggregate::Reminder(row, reminder) => {
            (shared.day(reminder.day), reminded(words, row, reminder))
        }
        Aggregate::Pledge(pledge) => {
            let label = pledge
                .statement
                .by
                .map_or(String::new(), |day| shared.day(day));
            let (unit, took_on) = (&pledge.statement.unit, &pledge.statement.took_on);
            (label, format!("{}  {unit}  {took_on}", pledge.case))
        }
        Aggregate::Call(view) => called(words, view),
        Aggregate::Whistle(view) => {
            let label = view.due.as_ref().map(|(_, until)| match until {
                Limit::Day(day) => shared.day(*day),
                Limit::Instant(moment) => short(*moment),
            });
            let about = if view.locked {
                words.say("queue-secret")
            } else {
                view.whistle.raised.about.replace('\n', " ")
            };
            let text = format!("{}  {}  {about}", Item::Whistle(view.id), view.to);
            (label.unwrap_or_default(), text)
        }
        Aggregate::Unclosed(it) => {
            let args = [
                ("leader", it.leader.as_str().into()),
                ("n", it.visits.into()),
            ];
            let text = words.say_with("today-unclosed-day", &args);
            (shared.day(it.day), text)
        }
        Aggregate::Appointment(view) => {
            let arranged = &view.appointment.arranged;
            let time = arranged.time.map(|time| time.format(" %H:%M").to_string());
            let label = format!(
                "{}{}",
                arranged.day.format("%m-%d"),
                time.unwrap_or_default()
            );
            let what = if view.locked {
                words.say("queue-secret")
            } else {
                format!("{}  {}", who(view), arranged.about.replace('\n', " "))
            };
            let host = words.code("appointment-host", arranged.host.code());
            (label, format!("{host} {}  {what}", arranged.with))
        }
        Aggregate::FollowUp(view) => {
            let recalled = &view.follow_up.recalled;
            let time = recalled.time.map(|time| time.format(" %H:%M").to_string());
            let label = format!(
                "{}{}",
                recalled.day.format("%m-%d"),
                time.unwrap_or_default()
            );
            (label, recalled_text(view))
        }
        Aggregate::Check(row, item) => {
            let label = item.by_day.map_or(String::new(), |day| shared.day(day));
            let what = if row.is_secret() {
                words.say("queue-secret")
            } else {
                item.text.clone()
            };
            (label, format!("{}  {what}", row.number))
        }
        Aggregate::Missing(name) => (String::new(), name.clone()),
        Aggregate::Task(given) => {
            let (task, about) = (&given.task, given.task.item);
            let about = about.map_or(String::new(), |item| format!("{item}  "));
            let what = if given.secret {
                words.say("queue-secret")
            } else {
                format!("{}  {}", task.holder, task.what)
            };
            (shared.day(task.by), format!("{about}{what}"))
        }
    }
}

/// Writes a moment so that it fits beside the lines.
fn short(moment: Moment) -> String {
    moment.local().format("%m-%d %H:%M").to_string()
}

/// Gives until when a caller is rung back, and who he is.
fn called(words: &Words, view: &CallView) -> (String, String) {
    let item = Item::Call(view.id);
    let due = view.call.call_back_due();
    let label = due.map_or(String::new(), short);
    if view.secret || view.locked {
        return (label, format!("{item}  {}", words.say("queue-secret")));
    }
    let caller = &view.call.card.caller;
    let name = if caller.name.is_empty() {
        mask_phone(&caller.number)
    } else {
        mask_name(&caller.name)
    };
    let what = match &view.call.card.outcome {
        CallOutcome::CallBack { what, .. } => what.replace('\n', " "),
        CallOutcome::Answered | CallOutcome::Case(_) | CallOutcome::PassedOn { .. } => {
            words.say("today-to-register")
        }
    };
    (label, format!("{item}  {name}  {what}"))
}

fn reminded(words: &Words, row: &CaseRow, reminder: &Reminder) -> String {
    let (_, what) = row_line(words, row);
    match &reminder.what {
        Reminding::Instalment(place, part) if !row.is_secret() => {
            let args = [
                ("n", (*place).into()),
                ("what", part.promise.what.as_str().into()),
            ];
            format!("{what}  {}", words.say_with("today-part", &args))
        }
        Reminding::Instalment(..) | Reminding::Confirmation | Reminding::Mediation => what,
    }
}
