//! A form of the lawyers pane: what it asks, what it proposes, and the deeds that it leads to.

use chrono::{NaiveDate, NaiveTime};

use crate::app::effect::FoundRow;
use crate::app::field::Kind as FieldKind;
use crate::app::form::{Form, Line};
use crate::app::lawyers::line::is_free;
use crate::app::lawyers::offer::{Offer, days_ahead, hours, lawyers, one_lawyer};
use crate::app::when::{parse_day, parse_time};
use crate::command::table::Command;
use crate::domain::act::Deed;
use crate::domain::lawyer::{
    Booking, BookingFact, BookingId, BookingState, Lawyer, LawyerDay, LawyerId, Meeting,
};
use crate::domain::lawyer_day::{Day, bookings_of};
use crate::domain::number::CaseNumber;
use crate::domain::person::{Person, PersonId};
use crate::domain::queue::CaseRow;
use crate::domain::view::LawyersView;
use crate::words::say::Words;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 预约: a slot of a lawyer day.
    Book(NaiveDate),
    /// 现场: somebody stands at the counter.
    WalkIn(NaiveDate),
    /// 平日咨询: by phone, video or WeChat.
    Contact,
    /// 改期
    Move(BookingId),
    /// 取消
    Cancel(BookingId),
    /// 结果
    Outcome(BookingId),
    /// Who comes on a day.
    Assign(NaiveDate),
    /// A lawyer's card.
    Card(Option<LawyerId>),
}

/// The lines of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Who: somebody who came before, or a name.
    Name,
    /// How they meet.
    Meeting,
    /// Which day.
    Day,
    /// When.
    Time,
    /// Which lawyer.
    Lawyer,
    /// About which case.
    Case,
    /// About what, in a few words.
    About,
    /// Why it is called off, or why the day is not a Wednesday.
    Why,
    /// What came of it.
    Outcome,
    /// 法律援助
    Aid,
    /// A lawyer's firm.
    Firm,
    /// His phone.
    Phone,
    /// His WeChat.
    Wechat,
    /// His fields of law.
    Fields,
    /// Whether he still comes.
    Active,
}

/// What is wrong, line by line.
pub type Problems = Vec<(Ask, String)>;

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// What it is for.
    pub kind: Kind,
    /// Its lines.
    pub form: Form<Ask>,
    /// What stood in the lines before anyone typed.
    start: Vec<String>,
    /// What is proposed beside the open line.
    pub offers: Vec<Offer>,
    /// The proposal under the hand.
    pub hand: Option<usize>,
    /// The one who was taken from the list, with his name as it then stood.
    person: Option<(PersonId, String)>,
    /// His cases.
    cases: Vec<CaseRow>,
    /// Who was found for the name that is typed.
    found: Vec<FoundRow>,
    /// A case number that the store was asked about, and whether it is there.
    checked: Option<(CaseNumber, bool)>,
}

const YES_NO: &[&str] = &["yes", "no"];
const FROM_AFAR: &[&str] = &["phone", "video", "wechat"];

impl Job {
    /// Makes an empty form.
    pub fn new(kind: Kind) -> Self {
        let text = |ask, label| Line::text(ask, label, FieldKind::Line);
        let number = |ask, label| Line::text(ask, label, FieldKind::Number);
        let yes_no = |ask, label| Line::code(ask, label, "desk", YES_NO);
        let name = || text(Ask::Name, "lawyers-ask-name").needed();
        let case = || number(Ask::Case, "lawyers-ask-case");
        let about = || text(Ask::About, "lawyers-ask-about");
        let outcome = || Line::text(Ask::Outcome, "lawyers-ask-outcome", FieldKind::Area);
        let aid = || yes_no(Ask::Aid, "lawyers-ask-aid");
        let lawyer = || text(Ask::Lawyer, "lawyers-ask-lawyer");
        let day = || number(Ask::Day, "lawyers-ask-day").needed();
        let time = || number(Ask::Time, "lawyers-ask-time");
        let lines = match kind {
            Kind::Book(_) => vec![name(), time().needed(), case(), about()],
            Kind::WalkIn(_) => vec![name(), case(), about()],
            Kind::Contact => vec![
                name(),
                Line::code(Ask::Meeting, "lawyers-ask-meeting", "meeting", FROM_AFAR).needed(),
                day(),
                lawyer(),
                case(),
                about(),
                outcome(),
                aid(),
            ],
            Kind::Move(_) => vec![day(), time()],
            Kind::Cancel(_) => vec![text(Ask::Why, "lawyers-ask-why").needed()],
            Kind::Outcome(_) => vec![outcome().needed(), aid().needed()],
            Kind::Assign(_) => vec![lawyer(), text(Ask::Why, "lawyers-ask-note")],
            Kind::Card(_) => vec![
                name(),
                text(Ask::Firm, "lawyers-ask-firm"),
                number(Ask::Phone, "lawyers-ask-phone"),
                text(Ask::Wechat, "lawyers-ask-wechat"),
                text(Ask::Fields, "lawyers-ask-fields"),
                yes_no(Ask::Active, "lawyers-ask-active"),
            ],
        };
        let mut job = Self {
            kind,
            form: Form::new(lines),
            start: Vec::new(),
            offers: Vec::new(),
            hand: None,
            person: None,
            cases: Vec::new(),
            found: Vec::new(),
            checked: None,
        };
        job.start = job.texts();
        job
    }

    /// Writes into a line before anyone has typed.
    #[must_use]
    pub fn with(mut self, ask: Ask, text: &str) -> Self {
        self.form.fill(ask, text);
        self.start = self.texts();
        self
    }

    /// Puts the hand on a line.
    #[must_use]
    pub fn at(mut self, ask: Ask) -> Self {
        self.form.go(ask);
        self
    }

    /// Tells whether somebody typed something that would be lost.
    pub fn is_begun(&self) -> bool {
        self.texts() != self.start
    }

    fn texts(&self) -> Vec<String> {
        let lines = self.form.shown().map(|(line, _)| line.id);
        lines
            .map(|ask| {
                self.form
                    .code(ask)
                    .unwrap_or(self.form.text(ask))
                    .to_owned()
            })
            .collect()
    }

    /// Tells whether it asks who comes.
    pub const fn asks_who(&self) -> bool {
        matches!(self.kind, Kind::Book(_) | Kind::WalkIn(_) | Kind::Contact)
    }

    /// Takes over somebody who came before and goes on to the next line.
    pub fn take_person(&mut self, id: PersonId, person: &Person) {
        self.form.fill(Ask::Name, &person.name);
        self.person = Some((id, person.name.clone()));
        self.cases.clear();
        self.form.go(Ask::Name);
        self.form.command(Command::FieldNext);
    }

    /// Gives the words for which prior complainants are to be looked for.
    pub fn search(&self) -> Option<&str> {
        let open = self.asks_who() && self.form.hand() == Some(Ask::Name) && self.taken().is_none();
        Some(self.form.text(Ask::Name).trim()).filter(|text| open && !text.is_empty())
    }

    /// Takes in who was found.
    pub fn found(&mut self, rows: Vec<FoundRow>) {
        self.found = rows;
    }

    /// Takes in the cases of the one who was taken.
    pub fn cases(&mut self, id: PersonId, rows: Vec<CaseRow>) {
        if self.taken() == Some(id) {
            self.cases = rows;
        }
    }

    /// Takes in whether a case number is there.
    pub fn checked(&mut self, number: CaseNumber, there: bool) {
        self.checked = Some((number, there));
    }

    /// Gives the case number that the store must be asked about before the form is kept.
    pub fn unchecked_case(&self) -> Option<CaseNumber> {
        let number = CaseNumber::parse_lenient(self.form.text(Ask::Case))?;
        let known = self.cases.iter().any(|row| row.number == number)
            || self.checked.is_some_and(|(checked, _)| checked == number);
        (!known).then_some(number)
    }

    /// Gives the one who was taken, as long as his name still stands.
    pub fn taken(&self) -> Option<PersonId> {
        let (id, name) = self.person.as_ref()?;
        (self.form.text(Ask::Name) == name).then_some(*id)
    }

    /// Sets what is proposed beside the open line.
    pub fn propose(&mut self, view: &LawyersView, today: NaiveDate) {
        let text = |ask| self.form.text(ask);
        let offers = match self.form.hand() {
            Some(Ask::Name) if self.search().is_some() => self
                .found
                .iter()
                .map(|row| Offer::Person(Box::new(row.clone())))
                .collect(),
            Some(Ask::Case) if self.taken().is_some() => self
                .cases
                .iter()
                .map(|row| Offer::Case(Box::new(row.clone())))
                .collect(),
            Some(Ask::Lawyer) => lawyers(view, text(Ask::Lawyer)),
            Some(Ask::Day) if self.kind != Kind::Contact => days_ahead(view, today),
            Some(Ask::Time) => self
                .day(today)
                .map(|day| hours(view, day))
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        if offers != self.offers {
            self.offers = offers;
            self.hand = None;
        }
    }

    /// Moves the hand over the proposals; it starts above the first.
    pub fn step(&mut self, by: isize) {
        let Some(last) = self.offers.len().checked_sub(1) else {
            return;
        };
        self.hand = match self.hand {
            None if by > 0 => Some(0),
            None => None,
            Some(0) if by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
        };
    }

    /// Takes the proposal under the hand and goes on to the next line; gives the person whose
    /// cases are to be asked for.
    pub fn take(&mut self) -> Option<PersonId> {
        let offer = self.offers.get(self.hand?)?.clone();
        self.hand = None;
        match offer {
            Offer::Person(row) => {
                self.take_person(row.hit.person, &row.person);
                return Some(row.hit.person);
            }
            Offer::Case(row) => self.form.fill(Ask::Case, &row.number.to_string()),
            Offer::Lawyer(_, lawyer) => self.form.fill(Ask::Lawyer, &lawyer.name),
            Offer::Slot(time, _) => self.form.fill(Ask::Time, &time.format("%H:%M").to_string()),
            Offer::Day(day, _) => self.form.fill(Ask::Day, &day.date.to_string()),
        }
        self.form.command(Command::FieldNext);
        None
    }

    /// Gives the day that the form is about, as it stands in it.
    fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.kind {
            Kind::Book(day) | Kind::WalkIn(day) | Kind::Assign(day) => Some(day),
            Kind::Contact | Kind::Move(_) => parse_day(self.form.text(Ask::Day), today),
            Kind::Cancel(_) | Kind::Outcome(_) | Kind::Card(_) => None,
        }
    }

    /// Gives the outcome that follows at once on a contact that was held already.
    pub fn held(&self) -> Option<BookingFact> {
        let outcome = self.form.text(Ask::Outcome).trim();
        (self.kind == Kind::Contact && !outcome.is_empty()).then(|| self.done())
    }

    fn done(&self) -> BookingFact {
        BookingFact::Done {
            outcome: self.form.text(Ask::Outcome).trim().to_owned(),
            legal_aid: self.form.code(Ask::Aid) == Some("yes"),
        }
    }

    /// Gives the deeds of the form.
    ///
    /// # Errors
    /// Gives every problem at once.
    pub fn deeds(
        &self,
        view: &LawyersView,
        today: NaiveDate,
        words: &Words,
    ) -> Result<Vec<Deed>, Problems> {
        let mut problems = self.missing(words);
        let tell = |problems: &mut Problems, ask, key: &str| problems.push((ask, words.say(key)));
        let case_text = self.form.text(Ask::Case).trim();
        let case = CaseNumber::parse_lenient(case_text);
        let absent = case.is_some_and(|number| self.checked == Some((number, false)));
        if absent || (case.is_none() && !case_text.is_empty()) {
            tell(&mut problems, Ask::Case, "lawyers-no-such-case");
        }
        let day = self.day(today);
        if day.is_none() && !self.form.text(Ask::Day).trim().is_empty() {
            tell(&mut problems, Ask::Day, "refusal-not-a-date");
        }
        let time = parse_time(self.form.text(Ask::Time));
        if time.is_none() && !self.form.text(Ask::Time).trim().is_empty() {
            tell(&mut problems, Ask::Time, "lawyers-no-such-time");
        }
        let lawyer_text = self.form.text(Ask::Lawyer).trim();
        let named = one_lawyer(view, lawyer_text).filter(|_| !lawyer_text.is_empty());
        if named.is_none() && !lawyer_text.is_empty() {
            tell(&mut problems, Ask::Lawyer, "lawyers-no-such-lawyer");
        }
        let booking = |day, time, meeting, lawyer| Booking {
            day,
            time,
            meeting,
            lawyer,
            person: self.taken(),
            name: self.form.text(Ask::Name).trim().to_owned(),
            case,
            about: self.form.text(Ask::About).trim().to_owned(),
            state: BookingState::Booked,
        };
        let booked = |booking| Deed::Booking {
            id: None,
            fact: BookingFact::Booked(Box::new(booking)),
        };
        let deeds = match self.kind {
            Kind::Book(day) => {
                if let Some(time) = time
                    && !is_free(view, day, time, None)
                {
                    tell(&mut problems, Ask::Time, "lawyers-slot-taken");
                }
                let lawyer = Day::of(view, day).lawyer;
                vec![booked(booking(day, time, Meeting::Slot, lawyer))]
            }
            Kind::WalkIn(day) => {
                let lawyer = Day::of(view, day).lawyer;
                vec![booked(booking(day, None, Meeting::WalkIn, lawyer))]
            }
            Kind::Contact => {
                let meeting = self.form.code(Ask::Meeting).and_then(Meeting::parse);
                if let (Some(day), Some(_)) = (day, self.held())
                    && day > today
                {
                    tell(&mut problems, Ask::Day, "refusal-in-the-future");
                }
                match (day, meeting) {
                    (Some(day), Some(meeting)) => vec![booked(booking(day, None, meeting, named))],
                    _ => Vec::new(),
                }
            }
            Kind::Move(id) => match (day, standing(view, id)) {
                (Some(day), Some(old)) => {
                    problems.extend(check_move(view, (id, old), day, time, words));
                    let lawyer = if old.meeting.is_at_counter() {
                        Day::of(view, day).lawyer
                    } else {
                        old.lawyer
                    };
                    let fact = BookingFact::Moved { day, time, lawyer };
                    vec![Deed::Booking { id: Some(id), fact }]
                }
                _ => Vec::new(),
            },
            Kind::Cancel(id) => {
                let why = self.form.text(Ask::Why).trim().to_owned();
                let fact = BookingFact::Cancelled { why };
                vec![Deed::Booking { id: Some(id), fact }]
            }
            Kind::Outcome(id) => vec![Deed::Booking {
                id: Some(id),
                fact: self.done(),
            }],
            Kind::Assign(day) => {
                let note = self.form.text(Ask::Why).trim();
                assigned(view, day, named, note)
            }
            Kind::Card(id) => vec![Deed::Lawyer {
                id,
                lawyer: Box::new(self.card()),
            }],
        };
        if problems.is_empty() {
            Ok(deeds)
        } else {
            Err(problems)
        }
    }

    fn missing(&self, words: &Words) -> Problems {
        self.form
            .shown()
            .map(|(line, _)| line)
            .filter(|line| line.needed)
            .filter(|line| {
                self.form.text(line.id).trim().is_empty() && self.form.code(line.id).is_none()
            })
            .map(|line| (line.id, words.say("refusal-missing")))
            .collect()
    }

    fn card(&self) -> Lawyer {
        let text = |ask| self.form.text(ask).trim().to_owned();
        Lawyer {
            name: text(Ask::Name),
            firm: text(Ask::Firm),
            phone: text(Ask::Phone),
            wechat: text(Ask::Wechat),
            fields: text(Ask::Fields),
            active: self.form.code(Ask::Active) != Some("no"),
        }
    }
}

/// Gives a booking.
pub fn standing(view: &LawyersView, id: BookingId) -> Option<&Booking> {
    view.bookings
        .iter()
        .find(|(other, _)| *other == id)
        .map(|(_, booking)| booking)
}

/// Gives what stands against moving a booking.
fn check_move(
    view: &LawyersView,
    (id, old): (BookingId, &Booking),
    day: NaiveDate,
    time: Option<NaiveTime>,
    words: &Words,
) -> Option<(Ask, String)> {
    if !old.meeting.is_at_counter() {
        return None;
    }
    if !Day::of(view, day).counter {
        return Some((Ask::Day, words.say("lawyers-no-lawyer-day")));
    }
    match time {
        None if old.meeting == Meeting::Slot => Some((Ask::Time, words.say("refusal-missing"))),
        Some(time) if !is_free(view, day, time, Some(id)) => {
            Some((Ask::Time, words.say("lawyers-slot-taken")))
        }
        _ => None,
    }
}

/// Sets who comes on a day; those who are booked at the counter that day go to him.
pub fn assigned(
    view: &LawyersView,
    day: NaiveDate,
    lawyer: Option<LawyerId>,
    note: &str,
) -> Vec<Deed> {
    let mut deeds = vec![Deed::LawyerDay(LawyerDay {
        day,
        lawyer,
        note: note.to_owned(),
    })];
    deeds.extend(moved_along(view, day, day, lawyer));
    deeds
}

/// Moves everybody who is still booked at the counter on one day to another, hours as they stand.
pub fn moved_along(
    view: &LawyersView,
    from: NaiveDate,
    to: NaiveDate,
    lawyer: Option<LawyerId>,
) -> Vec<Deed> {
    bookings_of(view, from)
        .into_iter()
        .filter(|(_, it)| it.meeting.is_at_counter() && it.state == BookingState::Booked)
        .filter(|(_, it)| from != to || it.lawyer != lawyer)
        .map(|(id, it)| Deed::Booking {
            id: Some(*id),
            fact: BookingFact::Moved {
                day: to,
                time: it.time,
                lawyer,
            },
        })
        .collect()
}
