//! A form of the lawyers pane: what it asks, what it proposes, and the deeds that it leads to.

use chrono::{Datelike, NaiveDate};

use crate::app::effect::FoundRow;
use crate::app::field::Kind as FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::found::is_himself;
use crate::app::lawyers::offer::{Offer, days_ahead, fields, hours, lawyers};
use crate::app::when::parse_day;
use crate::command::table::Command;
use crate::domain::law_field::named;
use crate::domain::lawyer::{BookingId, LawyerId};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::{Person, PersonId};
use crate::domain::queue::CaseRow;
use crate::domain::view::{Advice, LawyersView};

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
    /// 推荐律师 for a case.
    Recommend,
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
    /// 利益冲突: why there is none.
    Cleared,
    /// 领域 for which he is recommended.
    Field,
    /// Who of the Justice Office recommends him.
    By,
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
    pub(super) checked: Option<(CaseNumber, bool)>,
    /// The lawyers for the case that is typed.
    pub(super) advice: Option<Box<Advice>>,
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
        let cleared = || text(Ask::Cleared, "lawyers-ask-cleared").folded();
        let lines = match kind {
            Kind::Book(_) => vec![name(), time().needed(), case(), about(), cleared()],
            Kind::WalkIn(_) => vec![name(), case(), about(), cleared()],
            Kind::Recommend => vec![
                case().needed(),
                lawyer().needed(),
                text(Ask::Field, "lawyers-ask-field").needed(),
                text(Ask::By, "ask-recommended_by"),
            ],
            Kind::Contact => vec![
                name(),
                Line::code(Ask::Meeting, "lawyers-ask-meeting", "meeting", FROM_AFAR).needed(),
                day(),
                lawyer(),
                case(),
                about(),
                outcome(),
                aid(),
                cleared(),
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
            advice: None,
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

    /// Takes in who was found; a name is not looked for among the villages.
    pub fn found(&mut self, rows: Vec<FoundRow>) {
        self.found = rows.into_iter().filter(is_himself).collect();
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

    /// Gives the case whose lawyers the store must be asked for.
    pub fn unadvised_case(&self, now: Moment) -> Option<CaseNumber> {
        let number = self.case(now)?;
        let known = self.advice.as_ref().is_some_and(|it| it.number == number);
        (self.kind == Kind::Recommend && !known).then_some(number)
    }

    /// Takes in the lawyers for the case.
    pub fn advised(&mut self, advice: Option<Box<Advice>>) {
        self.advice = advice;
    }

    /// Gives the case number that the store must be asked about before the form is kept.
    pub fn unchecked_case(&self, now: Moment) -> Option<CaseNumber> {
        let number = self.case(now)?;
        if self.kind == Kind::Recommend {
            return None;
        }
        let known = self.cases.iter().any(|row| row.number == number)
            || self.checked.is_some_and(|(checked, _)| checked == number);
        (!known).then_some(number)
    }

    /// Reads the case's number; a bare one is of this year.
    pub fn case(&self, now: Moment) -> Option<CaseNumber> {
        let year = u16::try_from(now.date().year()).ok()?;
        CaseNumber::parse_short(self.form.text(Ask::Case).trim(), year)
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
            Some(Ask::Lawyer) if self.kind == Kind::Recommend => self
                .advice
                .iter()
                .flat_map(|advice| &advice.specialists)
                .map(|it| Offer::Specialist(Box::new(it.clone())))
                .collect(),
            Some(Ask::Fields | Ask::Field) => fields(view),
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
            Offer::Specialist(it) => {
                self.form.fill(Ask::Lawyer, &it.lawyer.name);
                self.form.fill(Ask::Field, &it.fields.join("、"));
            }
            Offer::Field(name) => {
                let ask = self.form.hand().unwrap_or(Ask::Fields);
                let stands = self.form.text(ask).trim().to_owned();
                let mut parts = named(&stands);
                if !parts.contains(&name) {
                    parts.push(name);
                }
                // Another may follow: the hand stays.
                self.form.fill(ask, &parts.join("、"));
                return None;
            }
            Offer::Slot(time, _) => self.form.fill(Ask::Time, &time.format("%H:%M").to_string()),
            Offer::Day(day, _) => self.form.fill(Ask::Day, &day.date.to_string()),
        }
        self.form.command(Command::FieldNext);
        None
    }

    /// Gives the day that the form is about, as it stands in it.
    pub(super) fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.kind {
            Kind::Book(day) | Kind::WalkIn(day) | Kind::Assign(day) => Some(day),
            Kind::Contact | Kind::Move(_) => parse_day(self.form.text(Ask::Day), today),
            Kind::Cancel(_) | Kind::Outcome(_) | Kind::Card(_) | Kind::Recommend => None,
        }
    }
}
