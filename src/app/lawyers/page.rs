//! The pages of the lawyers pane with the days and with the lawyers, and what is unfolded.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::app::case::para::{Para, Shade};
use crate::app::lawyers::form::weekday;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::lawyer::{Booking, BookingId, BookingState, LawyerId};
use crate::domain::lawyer_day::{Day, bookings_of, slots};
use crate::domain::moment::Moment;
use crate::domain::view::LawyersView;

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A day.
    Day(NaiveDate),
    /// A slot that nobody has taken.
    Free(NaiveTime),
    /// A booking.
    Booking(BookingId),
    /// A lawyer's card; `None` for a new one.
    Card(Option<LawyerId>),
}

/// What the pane shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// The days.
    #[default]
    Days,
    /// One day.
    Day(NaiveDate),
    /// 律师名册
    Cards,
}

const DAYS: &[Column] = &[
    Column::text("lawyers-ask-day"),
    Column::text("lawyers-ask-lawyer").grouping(),
    Column::number("col-booked"),
    Column::number("col-free"),
    Column::long("lawyers-ask-note"),
];
const CARDS: &[Column] = &[
    Column::text("lawyers-ask-name"),
    Column::long("lawyers-ask-firm").grouping(),
    Column::text("lawyers-ask-phone"),
    Column::long("lawyers-ask-fields"),
    Column::text("lawyers-ask-active").grouping(),
];

/// Writes the days, and what a holiday makes of them.
pub fn days(shared: &Shared, view: &LawyersView, days: &[Day]) -> Page<Row> {
    let today = shared.now.date();
    let mut page = Page::new(month(shared, view, today));
    page.list(String::new(), DAYS);
    for day in days {
        let past = day.date < today;
        let plain = if past { Shade::Dim } else { Shade::Plain };
        let mut date = Cell::day(shared, day.date);
        date.tone = plain;
        if day.date == today {
            date.text.push_str(" *");
        }
        let bookings = bookings_of(view, day.date);
        let booked = bookings.iter().filter(|(_, it)| !is_cancelled(it)).count();
        let free = slots(view, day.date);
        let free = free.iter().filter(|(_, free)| *free).count();
        let count = |n: usize, shown: bool| if shown { n.to_string() } else { String::new() };
        let cells = [
            date,
            who(shared, view, day, plain),
            count(booked, booked > 0).into(),
            count(free, day.counter && !past).into(),
            Cell::toned(day.note.as_str(), plain),
        ];
        page.row(Row::Day(day.date), cells);
        if let Some(text) = put_off_offer(shared, view, day).filter(|_| !past) {
            page.below(text);
        }
    }
    page
}

/// Says what the month of a day adds up to.
pub(super) fn month(shared: &Shared, view: &LawyersView, day: NaiveDate) -> String {
    let is_it = |first: NaiveDate| (first.year(), first.month()) == (day.year(), day.month());
    let known = view.months.iter().find(|(first, _)| is_it(*first));
    let sum = known.map(|(_, sum)| *sum).unwrap_or_default();
    let args = [
        ("month", day.format("%Y-%m").to_string().into()),
        ("days", sum.days.into()),
        ("held", sum.held.into()),
        ("cases", sum.cases.into()),
        ("aided", sum.aided.into()),
    ];
    shared.words.say_with("lawyers-month", &args)
}

/// Says who comes on a day, or why nobody does.
fn who(shared: &Shared, view: &LawyersView, day: &Day, plain: Shade) -> Cell {
    let words = &shared.words;
    if let Some(lawyer) = day.lawyer.and_then(|id| view.lawyer(id)) {
        return Cell::toned(lawyer.name.as_str(), plain);
    }
    match &day.rest {
        Some(rest) if !day.counter && !rest.is_empty() => {
            let args = [("rest", rest.as_str().into())];
            Cell::toned(words.say_with("lawyers-rest", &args), Shade::Warn)
        }
        _ if day.counter && day.date < shared.now.date() => "".into(),
        _ if day.counter => Cell::toned(words.say("lawyers-nobody"), Shade::Warn),
        _ => Cell::toned(words.say("lawyers-contact-day"), Shade::Dim),
    }
}

/// Says to which day a Wednesday on a holiday can be put off.
pub(super) fn put_off_offer(shared: &Shared, view: &LawyersView, day: &Day) -> Option<String> {
    let to = day.put_off_to(view)?;
    let args = [
        ("rest", day.rest.clone().unwrap_or_default().into()),
        ("keys", shared.keys(Command::LawyersPutOff).into()),
        ("day", to.format("%m-%d").to_string().into()),
        ("weekday", weekday(shared, to).into()),
    ];
    Some(shared.words.say_with("lawyers-put-off-offer", &args))
}

/// Tells whether a booking was called off.
pub(super) const fn is_cancelled(booking: &Booking) -> bool {
    matches!(booking.state, BookingState::Cancelled { .. })
}

/// Writes the lawyers, those who left last; the row behind them makes a new one.
pub fn cards(shared: &Shared, view: &LawyersView) -> Page<Row> {
    let words = &shared.words;
    let mut page = Page::new(words.say("lawyers-cards"));
    page.list(String::new(), CARDS);
    let mut cards: Vec<_> = view.lawyers.iter().collect();
    cards.sort_by_key(|(id, it)| (!it.active, *id));
    for (id, it) in cards {
        let (active, tone) = if it.active {
            ("yes", Shade::Plain)
        } else {
            ("no", Shade::Dim)
        };
        let active = words.code("desk", active);
        let texts = [&it.name, &it.firm, &it.phone, &it.fields, &active];
        let cells = texts.map(|text| Cell::toned(text.as_str(), tone));
        page.row(Row::Card(Some(*id)), cells);
    }
    let new = words.say("lawyers-new");
    page.choice(Row::Card(None), "+".to_owned(), new, Shade::Plain);
    page
}

/// Writes what is to be read of a booking or a card when it is unfolded.
pub fn details(shared: &Shared, view: &LawyersView, row: Row) -> Vec<Para> {
    let words = &shared.words;
    let contact = |id| {
        let lawyer = view.lawyer(id);
        lawyer.map_or(String::new(), |it| {
            format!("{}  {}  {}", it.name, it.firm, it.phone)
        })
    };
    let texts = match row {
        Row::Booking(id) => match view.booking(id) {
            Some(it) => vec![
                ("lawyers-ask-lawyer", it.lawyer.map(contact)),
                ("lawyers-ask-about", Some(it.about.clone())),
                ("lawyers-came", it.queue.came_at.map(Moment::minute)),
            ],
            None => Vec::new(),
        },
        Row::Card(Some(id)) => match view.lawyer(id) {
            Some(it) => vec![
                ("lawyers-ask-firm", Some(it.firm.clone())),
                ("lawyers-ask-wechat", Some(it.wechat.clone())),
                ("lawyers-ask-fields", Some(it.fields.clone())),
            ],
            None => Vec::new(),
        },
        Row::Day(_) | Row::Free(_) | Row::Card(None) => Vec::new(),
    };
    let texts = texts.into_iter();
    let shown = texts.filter_map(|(key, text)| Some((key, text.filter(|it| !it.is_empty())?)));
    let paras = shown.map(|(key, text)| Para {
        label: words.say(key),
        text,
        tone: Shade::Plain,
        item: None,
    });
    paras.collect()
}
