//! A form of the lawyers pane: what it is for, its lines, its title.

use chrono::NaiveDate;

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::lawyers::ask::Ask;
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code, known};
use crate::app::when::parse_day;
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerId, MeetingWay,
};
use crate::domain::lawyer_day::Day;
use crate::domain::mask::mask_name;
use crate::domain::number::CaseNumber;
use crate::domain::view::LawyersView;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 预约: a slot of a lawyer day.
    Book(NaiveDate),
    /// 现场: somebody stands at the counter.
    WalkIn(NaiveDate),
    /// 平日咨询: by phone, video or WeChat; about a case for which the lawyer was recommended.
    Contact(Option<CaseNumber>),
    /// 改期
    Move(BookingId),
    /// 取消
    Cancel(BookingId),
    /// 结果
    Outcome(BookingId),
    /// Who comes on a day.
    Assign(NaiveDate),
    /// A lawyer's card; `None` for a new one.
    Card(Option<LawyerId>),
    /// 推荐律师 for a case; `None` where it is typed.
    Recommend(Option<CaseNumber>),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Book(day) => code("book", &[day]),
            Self::WalkIn(day) => code("walk_in", &[day]),
            Self::Contact(None) => code("contact", &[]),
            Self::Contact(Some(case)) => code("contact", &[case]),
            Self::Move(id) => code("move", &[&id.0]),
            Self::Cancel(id) => code("cancel", &[&id.0]),
            Self::Outcome(id) => code("outcome", &[&id.0]),
            Self::Assign(day) => code("assign", &[day]),
            Self::Card(id) => code("card", &[&known(id.map(|it| it.0))]),
            Self::Recommend(None) => code("recommend", &[]),
            Self::Recommend(Some(case)) => code("recommend", &[case]),
        }
    }
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// Makes the form that says who comes on a day, as it stands.
    pub fn assign(view: &LawyersView, date: NaiveDate) -> Self {
        let day = Day::of(view, date);
        let lawyer = day.lawyer.and_then(|id| view.lawyer(id));
        Self::new(Kind::Assign(date))
            .filled(Ask::Lawyer, lawyer.map_or("", |it| &it.name))
            .filled(Ask::Note, &day.note)
    }

    /// Makes the form that moves a booking, from where it stands.
    pub fn moving(id: BookingId, booking: &Booking) -> Self {
        let time = booking.time.map(|time| time.format("%H:%M").to_string());
        Self::new(Kind::Move(id))
            .filled(Ask::Day, &booking.day.to_string())
            .filled(Ask::Time, &time.unwrap_or_default())
    }

    /// Makes an empty form.
    pub fn new(kind: Kind) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let cleared = || Ask::Cleared.line().folded();
        let lines = match kind {
            Kind::Book(_) => vec![
                needed(Ask::Name),
                needed(Ask::Time),
                Ask::Case.line(),
                Ask::About.line(),
                cleared(),
            ],
            Kind::WalkIn(_) => vec![
                needed(Ask::Name),
                Ask::Case.line(),
                Ask::About.line(),
                cleared(),
            ],
            Kind::Contact(_) => vec![
                needed(Ask::Name),
                needed(Ask::Meeting),
                needed(Ask::Day),
                Ask::Lawyer.line(),
                Ask::Case.line(),
                Ask::About.line(),
                Ask::Outcome.line(),
                Ask::Aid.line(),
                cleared(),
            ],
            Kind::Move(_) => vec![needed(Ask::Day), Ask::Time.line()],
            Kind::Cancel(_) => vec![needed(Ask::Why)],
            Kind::Outcome(_) => vec![needed(Ask::Outcome), needed(Ask::Aid)],
            Kind::Assign(_) => vec![Ask::Lawyer.line(), Ask::Note.line()],
            Kind::Card(_) => vec![
                needed(Ask::Name),
                Ask::Firm.line(),
                Ask::Phone.line(),
                Ask::Wechat.line(),
                Ask::Fields.line(),
                Ask::Active.line(),
            ],
            Kind::Recommend(_) => vec![
                needed(Ask::Case),
                needed(Ask::Lawyer),
                needed(Ask::Field),
                Ask::By.line(),
            ],
        };
        Self::with(kind, form::Form::new(lines))
    }

    /// Writes into a line before anyone has typed.
    #[must_use]
    pub fn filled(mut self, ask: Ask, text: &str) -> Self {
        match ask {
            // A day and a time are typed over.
            Ask::Day | Ask::Time => self.form.propose(ask, text),
            _ => self.form.stand(ask, text),
        }
        self
    }

    /// Makes the form of a contact on a day.
    pub fn contact(about: Option<CaseNumber>, day: NaiveDate) -> Self {
        Self::new(Kind::Contact(about))
            .filled(Ask::Meeting, "phone")
            .filled(Ask::Day, &day.to_string())
    }

    /// Makes the form of a lawyer's card, as it is where one is given.
    pub fn card(known: Option<(LawyerId, &Lawyer)>) -> Self {
        let form = Self::new(Kind::Card(known.map(|(id, _)| id)));
        match known {
            None => form.filled(Ask::Active, "yes"),
            Some((_, lawyer)) => form
                .filled(Ask::Name, &lawyer.name)
                .filled(Ask::Firm, &lawyer.firm)
                .filled(Ask::Phone, &lawyer.phone)
                .filled(Ask::Wechat, &lawyer.wechat)
                .filled(Ask::Fields, &lawyer.fields)
                .filled(Ask::Active, if lawyer.active { "yes" } else { "no" }),
        }
    }

    /// Tells whether it asks who comes.
    pub const fn asks_who(&self) -> bool {
        matches!(
            self.kind,
            Kind::Book(_) | Kind::WalkIn(_) | Kind::Contact(_)
        )
    }

    /// Gives the case whose number is typed.
    pub fn case(&self) -> Option<CaseNumber> {
        CaseNumber::parse_lenient(&self.text(Ask::Case))
    }

    /// Gives the day that it is about.
    pub fn about_day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.kind {
            Kind::Book(day) | Kind::WalkIn(day) | Kind::Assign(day) => Some(day),
            Kind::Contact(_) | Kind::Move(_) => parse_day(self.form.text(Ask::Day), today),
            Kind::Cancel(_) | Kind::Outcome(_) | Kind::Card(_) | Kind::Recommend(_) => None,
        }
    }

    /// Gives the outcome that follows at once on a contact that was held already.
    pub fn held(&self) -> Option<BookingFact> {
        let held = matches!(self.kind, Kind::Contact(_)) && !self.text(Ask::Outcome).is_empty();
        held.then(|| self.outcome())
    }

    /// Reads what came of a meeting.
    pub fn outcome(&self) -> BookingFact {
        BookingFact::Done {
            outcome: self.text(Ask::Outcome),
            legal_aid: self.form.code(Ask::Aid) == Some("yes"),
        }
    }

    /// Gives the title of the form.
    pub fn title(&self, shared: &Shared, view: &LawyersView) -> String {
        let words = &shared.words;
        let on = |key: &str, day| words.say_with(key, &[("day", dated(shared, day).into())]);
        let of = |key: &str, id| {
            let booking = view.booking(id);
            let name = booking.map(|it| mask_name(&it.name)).unwrap_or_default();
            let when = booking.map_or_else(String::new, |it| {
                let time = it.time.map(|time| time.format(" %H:%M").to_string());
                format!("{}{}", it.day, time.unwrap_or_default())
            });
            words.say_with(key, &[("name", name.into()), ("when", when.into())])
        };
        match self.kind {
            Kind::Book(day) => on("lawyers-title-book", day),
            Kind::WalkIn(day) => on("lawyers-title-walk-in", day),
            Kind::Contact(_) => words.say("lawyers-title-contact"),
            Kind::Move(id) => of("lawyers-title-move", id),
            Kind::Cancel(id) => of("lawyers-title-cancel", id),
            Kind::Outcome(id) => of("lawyers-title-outcome", id),
            Kind::Assign(day) => on("lawyers-title-assign", day),
            Kind::Recommend(_) => words.say("lawyers-title-recommend"),
            Kind::Card(None) => words.say("lawyers-title-new"),
            Kind::Card(Some(_)) => words.say("lawyers-title-card"),
        }
    }

    /// Says that what it was for is done.
    pub fn done_text(&self, shared: &Shared, view: &LawyersView) -> String {
        let words = &shared.words;
        let on = |key: &str, day: NaiveDate| {
            let args = [("day", day.to_string().into())];
            words.say_with(key, &args)
        };
        match self.kind {
            Kind::Book(day) => on("lawyers-booked", day),
            Kind::WalkIn(day) => {
                let waiting = view.bookings.iter().filter(|(_, it)| {
                    it.day == day
                        && it.meeting == MeetingWay::WalkIn
                        && it.state == BookingState::Booked
                });
                words.say_with("lawyers-walked-in", &[("n", waiting.count().into())])
            }
            Kind::Contact(_) => words.say("lawyers-contacted"),
            Kind::Move(_) => words.say("lawyers-moved"),
            Kind::Cancel(_) => words.say("lawyers-called-off"),
            Kind::Outcome(_) => words.say("lawyers-written"),
            Kind::Assign(day) => on("lawyers-assigned", day),
            Kind::Card(_) => words.say("lawyers-card-kept"),
            Kind::Recommend(_) => words.say("lawyers-recommended"),
        }
    }
}

/// Says a day with its weekday.
pub fn dated(shared: &Shared, day: NaiveDate) -> String {
    format!("{day} {}", weekday(shared, day))
}

/// Says the weekday of a day.
pub fn weekday(shared: &Shared, day: NaiveDate) -> String {
    shared.words.say(&format!("weekday-{}", day.format("%u")))
}
