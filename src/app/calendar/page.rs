//! What stands on a day, line by line; the pages of a week and of a day.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use crate::app::case::page::row_about;
use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::agenda::AgendaView;
use crate::domain::appointment::{AppointmentState, AppointmentView};
use crate::domain::calendar::DayReason;
use crate::domain::follow_up::{FollowUpId, FollowUpView};
use crate::domain::item::AppointmentId;
use crate::domain::joint::JointId;
use crate::domain::lawyer_day::Day;
use crate::domain::mask::mask_name;
use crate::domain::meeting::kind::MeetingId;
use crate::domain::number::CaseNumber;
use crate::domain::phone::mask_phone;
use crate::domain::queue::CaseRow;

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A week of a month, by its Monday.
    Week(NaiveDate),
    /// 约访
    Appointment(AppointmentId),
    /// 提醒
    FollowUp(FollowUpId),
    /// A matter that is due.
    Case(CaseNumber),
    /// 会议
    Meeting(MeetingId),
    /// 联合接访
    Joint(JointId),
    /// The lawyer at the counter.
    Lawyer(NaiveDate),
}

/// What of the calendar is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// 月
    #[default]
    Month,
    /// 周
    Week,
    /// 日
    Day,
}

/// The columns of what stands on a day.
pub const LIST: &[Column] = &[
    Column::text("calendar-col-time"),
    Column::text("calendar-col-kind").grouping(),
    Column::long("calendar-col-what"),
    Column::text("calendar-col-with").grouping(),
    Column::text("calendar-col-state"),
];

const WEEK: &[Column] = &[
    Column::text("calendar-col-day").grouping(),
    Column::text("calendar-col-time"),
    Column::text("calendar-col-kind").grouping(),
    Column::long("calendar-col-what"),
    Column::text("calendar-col-with").grouping(),
    Column::text("calendar-col-state"),
];

/// Gives the Monday of the week of a day.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// Gives who leads on a day.
pub fn leader(view: &AgendaView, day: NaiveDate) -> Option<&str> {
    let (_, duty) = view.rota.iter().find(|(on, _)| *on == day)?;
    duty.acting()
}

/// Gives the open matters whose raw date is a day.
pub fn due(view: &AgendaView, day: NaiveDate) -> impl Iterator<Item = &CaseRow> {
    let due = view.due.iter();
    due.filter(move |row| row.due_raw == Some(day))
}

/// Writes what a day is, and who is there.
pub fn heading(shared: &Shared, view: &AgendaView, day: NaiveDate) -> String {
    let words = &shared.words;
    let weekday = words.say(&format!("weekday-{}", day.format("%u")));
    let mut parts = vec![format!("{day} {weekday}")];
    parts.extend((day == shared.now.date()).then(|| words.say("calendar-today")));
    parts.extend(match shared.town.calendar.why(day) {
        DayReason::Holiday(name) => {
            Some(words.say_with("calendar-holiday", &[("name", name.into())]))
        }
        DayReason::WorkingWeekend(name) => {
            Some(words.say_with("calendar-make-up", &[("name", name.into())]))
        }
        DayReason::Weekend | DayReason::Working => None,
    });
    let name = leader(view, day).map_or_else(|| words.say("today-nobody"), str::to_owned);
    parts.push(words.say_with("calendar-leader", &[("name", name.into())]));
    parts.join("  ")
}

/// Writes what stands on a day, by the hour.
pub fn entries(shared: &Shared, view: &AgendaView, day: NaiveDate) -> Vec<(Row, Vec<Cell>)> {
    let mut found = Vec::new();
    let agreed = view.appointments.iter();
    for it in agreed.filter(|it| it.appointment.arranged.day == day) {
        found.push(appointment(shared, view, it));
    }
    let today = shared.now.date();
    // What is not done stays until it is.
    let recalled = view.follow_ups.iter().filter(|it| {
        let on = it.follow_up.recalled.day;
        on == day || (day == today && on < today)
    });
    found.extend(recalled.map(|it| follow_up(shared, it, today)));
    for it in view
        .meetings
        .iter()
        .filter(|it| it.calling.at.date() == day)
    {
        let time = it.calling.at.local().format("%H:%M").to_string();
        let what = shared.words.code("meeting_kind", it.calling.kind.code());
        let cells = [
            time,
            shared.words.say("pane-meetings"),
            format!("{what}  {}", it.calling.place),
            it.calling.convener.clone(),
            String::new(),
        ];
        found.push((Row::Meeting(it.id), cells.map(Cell::from).into()));
    }
    for (_, id) in view.joints.iter().filter(|(on, _)| *on == day) {
        let kind = shared.words.say("pane-joint");
        let cells = [String::new(), kind];
        found.push((Row::Joint(*id), cells.map(Cell::from).into()));
    }
    let lawyer = Day::of(&view.lawyers, day);
    if lawyer.counter {
        let all = view.lawyers.lawyers.iter();
        let mut named = all.filter(|(id, _)| Some(*id) == lawyer.lawyer);
        let name = named.next().map(|(_, it)| it.name.clone());
        let nobody = || shared.words.say("today-nobody");
        let cells = [
            String::new(),
            shared.words.say("pane-lawyers"),
            shared.words.say("calendar-lawyer-there"),
            name.unwrap_or_else(nobody),
        ];
        found.push((Row::Lawyer(day), cells.map(Cell::from).into()));
    }
    found.sort_by(|(_, one), (_, other)| {
        let time = |cells: &[Cell]| cells.first().map(|it| it.key().to_owned());
        let (one, other) = (
            time(one).unwrap_or_default(),
            time(other).unwrap_or_default(),
        );
        (one.is_empty(), one).cmp(&(other.is_empty(), other))
    });
    for row in due(view, day) {
        let (state, what) = row_about(&shared.words, row);
        let cells = vec![
            Cell::from(String::new()),
            shared.words.say("calendar-due").into(),
            format!("{}  {what}", row.number).into(),
            Cell::from(String::new()),
            Cell::from(state).late(day < today),
        ];
        found.push((Row::Case(row.number), cells));
    }
    found
}

fn hour(time: Option<NaiveTime>) -> String {
    time.map_or_else(String::new, |time| time.format("%H:%M").to_string())
}

fn appointment(shared: &Shared, view: &AgendaView, it: &AppointmentView) -> (Row, Vec<Cell>) {
    let words = &shared.words;
    let arranged = &it.appointment.arranged;
    let what = if it.locked {
        words.say("queue-secret")
    } else {
        let case = arranged.case.map(|case| case.to_string());
        let parts = [
            who(it),
            case.unwrap_or_default(),
            arranged.about.replace('\n', " "),
            arranged.place.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    };
    let state = it.appointment.state;
    let mut others = view.planned.iter().filter(|other| other.id != it.id);
    let clashes = it.appointment.is_planned()
        && others.any(|other| other.appointment.arranged.clashes(arranged));
    let state_cell = if clashes {
        Cell::toned(words.say("calendar-clashes"), Shade::Warn)
    } else {
        let tone = match state {
            AppointmentState::Planned => Shade::Plain,
            AppointmentState::Came => Shade::Good,
            AppointmentState::Missed => Shade::Warn,
            AppointmentState::Cancelled => Shade::Dim,
        };
        Cell::toned(words.code("appointment-state", state.code()), tone)
    };
    let host = words.code("appointment-host", arranged.host.code());
    let cells = vec![
        hour(arranged.time).into(),
        words.say("calendar-agreed").into(),
        what.into(),
        format!("{host} {}", arranged.with).into(),
        state_cell,
    ];
    (Row::Appointment(it.id), cells)
}

/// Writes who comes, masked.
pub fn who(it: &AppointmentView) -> String {
    let arranged = &it.appointment.arranged;
    if arranged.name.is_empty() {
        mask_phone(&arranged.phone)
    } else {
        mask_name(&arranged.name)
    }
}

fn follow_up(shared: &Shared, it: &FollowUpView, today: NaiveDate) -> (Row, Vec<Cell>) {
    let words = &shared.words;
    let recalled = &it.follow_up.recalled;
    let late = recalled.day < today;
    let state = if late {
        recalled.day.to_string()
    } else {
        words.say("calendar-not-done")
    };
    let cells = vec![
        hour(recalled.time).into(),
        words.say("calendar-recalled").into(),
        recalled_text(it).into(),
        recalled.whom.as_str().into(),
        Cell::from(state).late(late),
    ];
    (Row::FollowUp(it.id), cells)
}

/// Writes of what one is reminded.
pub fn recalled_text(it: &FollowUpView) -> String {
    let recalled = &it.follow_up.recalled;
    let about = recalled.about.map(|it| it.to_string()).unwrap_or_default();
    let text = recalled.text.replace('\n', " ");
    if about.is_empty() || text.is_empty() {
        return format!("{about}{text}");
    }
    format!("{about}  {text}")
}

/// Says who is agreed already with the same one at the same hour.
pub fn clash(shared: &Shared, it: &AppointmentView) -> String {
    let arranged = &it.appointment.arranged;
    let who = if it.locked {
        shared.words.say("queue-secret")
    } else {
        who(it)
    };
    let args = [
        ("with", arranged.with.as_str().into()),
        ("day", arranged.day.to_string().into()),
        ("time", hour(arranged.time).into()),
        ("who", who.into()),
    ];
    shared.words.say_with("calendar-clash", &args)
}

/// Writes the week of a day.
pub fn week(shared: &Shared, view: &AgendaView, at: NaiveDate) -> Page<Row> {
    let first = monday(at);
    let args = [
        ("from", first.to_string().into()),
        ("to", (first + Days::new(6)).to_string().into()),
        ("week", at.iso_week().week().into()),
    ];
    let mut page = Page::new(shared.words.say_with("calendar-week", &args));
    page.list(String::new(), WEEK);
    let mut some = false;
    for day in first.iter_days().take(7) {
        for (row, mut cells) in entries(shared, view, day) {
            cells.insert(0, Cell::day(shared, day));
            page.row(row, cells);
            some = true;
        }
    }
    if !some {
        page.note(shared.words.say("calendar-nothing"), Shade::Dim);
    }
    page
}

/// Writes a day.
pub fn day(shared: &Shared, view: &AgendaView, at: NaiveDate) -> Page<Row> {
    let mut page = Page::new(heading(shared, view, at));
    let entries = entries(shared, view, at);
    if entries.is_empty() {
        let args = [("add", shared.keys(Command::CalendarAdd).into())];
        page.note(shared.words.say_with("calendar-empty", &args), Shade::Dim);
    }
    page.list(String::new(), LIST);
    for (row, cells) in entries {
        page.row(row, cells);
    }
    page
}
