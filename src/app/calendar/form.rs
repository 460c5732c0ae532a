//! A form of the calendar: an appointment, why one is cancelled or missed, a reminder.

use chrono::{NaiveDate, NaiveTime};

use crate::app::answer::FoundRow;
use crate::app::case::para::Shade;
use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::ledger::offers::{Offer, Takes};
use crate::app::part::Target;
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code, known};
use crate::app::when::parse_time;
use crate::domain::act::Action;
use crate::domain::agenda::AgendaView;
use crate::domain::appointment::{AppointmentFact, AppointmentView, Arranged, Host};
use crate::domain::follow_up::{FollowUpFact, FollowUpId, FollowUpView, Recalled};
use crate::domain::item::{AppointmentId, Item};
use crate::domain::mask::mask_name;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::subject::Subject;
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 约访; `None` for a new one.
    Arrange(Option<AppointmentId>),
    /// 取消
    Cancel(AppointmentId),
    /// 未到
    Missed(AppointmentId),
    /// 提醒 about something, or about nothing.
    Remind(Option<Subject>),
    /// 改期
    Recall(FollowUpId, Option<Subject>),
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Arrange(id) => code("arrange", &[&known(id.map(|it| it.0))]),
            Self::Cancel(id) => code("cancel", &[&id.0]),
            Self::Missed(id) => code("missed", &[&id.0]),
            Self::Remind(about) => code("remind", &[&known(*about)]),
            Self::Recall(id, _) => code("recall", &[&id.0]),
        }
    }
}

asks! {
    /// 来访人
    Visitor = "calendar-ask-visitor" as "visitor": Line,
    /// 电话
    Phone = "field-phone" as "phone": Number,
    /// On which day.
    Day = "ask-day": Number,
    /// At what hour.
    Time = "ask-time": Number,
    /// What the one is with whom he speaks.
    Host = "calendar-ask-host" as "host": Code("appointment-host", Host::CODES),
    /// Who that is.
    With = "calendar-ask-with" as "with": Line,
    /// About which case.
    Case = "calendar-ask-case" as "about_case": Case,
    /// About what.
    About = "calendar-ask-about" as "about": Line,
    /// Where.
    Place = "ask-place": Line,
    /// 备注
    Note = "ask-note": Area,
    /// Why.
    Reason = "ask-reason": Line,
    /// What is to be come back to.
    What = "calendar-ask-what" as "what": Area,
    /// Whom it reminds.
    Whom = "calendar-ask-whom" as "reminded": Line,
}

/// A form that is being filled in; it knows the visitor who is registered.
pub type Form = form_task::FormTask<Kind, Ask, Option<PersonId>>;

impl Form {
    /// Makes the form of an appointment, as it stands where one is given.
    pub fn arrange(known: Option<&AppointmentView>, day: NaiveDate, shared: &Shared) -> Self {
        let needed = |ask: Ask| ask.line().needed();
        let mut form = form::Form::new(vec![
            needed(Ask::Visitor),
            Ask::Phone.line(),
            needed(Ask::Day),
            Ask::Time.line(),
            needed(Ask::Host),
            needed(Ask::With),
            Ask::Case.line(),
            Ask::About.line(),
            Ask::Place.line(),
            Ask::Note.line(),
        ]);
        let Some(view) = known else {
            form.propose(Ask::Day, &day.max(shared.now.date()).to_string());
            return Self::knowing(Kind::Arrange(None), form, None);
        };
        let arranged = &view.appointment.arranged;
        let case = arranged.case.map(|it| it.to_string());
        form.stand(Ask::Visitor, &arranged.name);
        form.stand(Ask::Phone, &arranged.phone);
        form.propose(Ask::Day, &arranged.day.to_string());
        if let Some(time) = arranged.time {
            form.propose(Ask::Time, &time.format("%H:%M").to_string());
        }
        form.fill(Ask::Host, arranged.host.code());
        form.stand(Ask::With, &arranged.with);
        form.stand(Ask::Case, &case.unwrap_or_default());
        form.stand(Ask::About, &arranged.about);
        form.stand(Ask::Place, &arranged.place);
        form.stand(Ask::Note, &arranged.note);
        Self::knowing(Kind::Arrange(Some(view.id)), form, arranged.person)
    }

    /// Makes the form that asks why an appointment is not kept.
    pub fn reason(kind: Kind) -> Self {
        let line = Ask::Reason.line();
        let needed = matches!(kind, Kind::Cancel(_));
        let line = if needed { line.needed() } else { line };
        Self::knowing(kind, form::Form::new(vec![line]), None)
    }

    /// Makes the form of a reminder, as it stands where one is given.
    pub fn remind(known: Option<&FollowUpView>, about: Option<Subject>, shared: &Shared) -> Self {
        let what = Ask::What.line();
        let mut form = form::Form::new(vec![
            Ask::Day.line().needed(),
            Ask::Time.line(),
            if about.is_some() { what } else { what.needed() },
            Ask::Whom.line().needed(),
        ]);
        let Some(view) = known else {
            let tomorrow = shared.now.date().succ_opt();
            let day = tomorrow.map_or_else(String::new, |day| {
                shared.town.calendar.working_day_from(day).to_string()
            });
            form.propose(Ask::Day, &day);
            form.propose(Ask::Whom, &shared.who);
            return Self::knowing(Kind::Remind(about), form, None);
        };
        let recalled = &view.follow_up.recalled;
        form.propose(Ask::Day, &recalled.day.to_string());
        if let Some(time) = recalled.time {
            form.propose(Ask::Time, &time.format("%H:%M").to_string());
        }
        form.stand(Ask::What, &recalled.text);
        form.stand(Ask::Whom, &recalled.whom);
        Self::knowing(Kind::Recall(view.id, recalled.about), form, None)
    }

    fn hour(&self) -> Result<Option<NaiveTime>, Refusal> {
        let typed = self.text(Ask::Time);
        if typed.is_empty() {
            return Ok(None);
        }
        let read = parse_time(&typed);
        read.map(Some)
            .ok_or(Refusal::about("time", Reason::NotAMoment))
    }

    /// Reads what is agreed.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the appointment to refuse.
    pub fn arranged(
        &self,
        person: Option<PersonId>,
        today: NaiveDate,
    ) -> Result<Arranged, Refusal> {
        let host = self.form.code(Ask::Host).and_then(Host::parse);
        let case = self.text(Ask::Case);
        let case = if case.is_empty() {
            None
        } else {
            let number = CaseNumber::parse_lenient(&case);
            let number = number.ok_or(Refusal::about("about_case", Reason::NotFound))?;
            Some(Subject::Item(Item::Case(number)))
        };
        Ok(Arranged {
            person,
            name: self.text(Ask::Visitor),
            phone: self.text(Ask::Phone),
            day: self.day(Ask::Day, today)?,
            time: self.hour()?,
            host: host.ok_or(Refusal::about("host", Reason::Missing))?,
            with: self.text(Ask::With),
            case,
            about: self.text(Ask::About),
            place: self.text(Ask::Place),
            note: self.text(Ask::Note),
        })
    }

    fn recalled(&self, about: Option<Subject>, today: NaiveDate) -> Result<Recalled, Refusal> {
        Ok(Recalled {
            day: self.day(Ask::Day, today)?,
            time: self.hour()?,
            text: self.text(Ask::What),
            whom: self.text(Ask::Whom),
            by: String::new(),
            about,
        })
    }

    /// Reads the form.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the domain to refuse.
    pub fn action(&self, person: Option<PersonId>, shared: &Shared) -> Result<Action, Refusal> {
        let today = shared.now.date();
        let about = |id, fact| Ok(Action::Appointment { id: Some(id), fact });
        match self.kind {
            Kind::Arrange(id) => {
                let arranged = Box::new(self.arranged(person, today)?);
                let fact = match id {
                    None => AppointmentFact::Made(arranged),
                    Some(_) => AppointmentFact::Altered(arranged),
                };
                Ok(Action::Appointment { id, fact })
            }
            Kind::Cancel(id) => about(id, AppointmentFact::Cancelled(self.text(Ask::Reason))),
            Kind::Missed(id) => about(id, AppointmentFact::Missed(self.text(Ask::Reason))),
            Kind::Remind(subject) => Ok(Action::FollowUp {
                id: None,
                fact: FollowUpFact::Set(Box::new(self.recalled(subject, today)?)),
            }),
            Kind::Recall(id, subject) => Ok(Action::FollowUp {
                id: Some(id),
                fact: FollowUpFact::Altered(Box::new(self.recalled(subject, today)?)),
            }),
        }
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        let of = |key: &str, subject: Option<Subject>| {
            let about = subject.map(|it| format!("  {it}"));
            format!("{}{}", words.say(key), about.unwrap_or_default())
        };
        match self.kind {
            Kind::Arrange(None) => words.say("calendar-title-new"),
            Kind::Arrange(Some(_)) => words.say("calendar-title-alter"),
            Kind::Cancel(_) => words.say("command-calendar-cancel"),
            Kind::Missed(_) => words.say("command-calendar-missed"),
            Kind::Remind(subject) => of("calendar-title-remind", subject),
            Kind::Recall(_, subject) => of("calendar-title-recall", subject),
        }
    }

    /// Says what may be typed.
    pub fn hint(&self, words: &Words) -> String {
        words.say(match self.kind {
            Kind::Arrange(_) => "calendar-hint-arrange",
            Kind::Cancel(_) | Kind::Missed(_) => "calendar-hint-reason",
            Kind::Remind(_) | Kind::Recall(..) => "calendar-hint-remind",
        })
    }
}

/// Proposes those who came before.
pub fn visitors(shared: &Shared, found: &[FoundRow]) -> Vec<Offer<Ask>> {
    let offers = found.iter().map(|row| {
        let village = row.person.village.clone().unwrap_or_default();
        let args = [
            ("name", mask_name(&row.person.name).into()),
            ("village", village.into()),
            ("n", row.cases.into()),
        ];
        Offer {
            text: shared.words.say_with("lawyers-offer-person", &args),
            tone: Shade::Plain,
            takes: Takes::Show(Target::Visitor {
                id: row.hit.person,
                person: Box::new(row.person.clone()),
                fresh: false,
            }),
        }
    });
    offers.collect()
}

/// Proposes with whom a visitor may speak: leaders or lawyers by what is chosen, and those with whom
/// something is agreed already.
pub fn hosts(view: &AgendaView, form: &Form) -> Vec<Offer<Ask>> {
    let host = form.form.code(Ask::Host).and_then(Host::parse);
    let typed = form.text(Ask::With);
    let mut names: Vec<String> = match host {
        Some(Host::Leader) => {
            let active = view.leaders.0.iter().filter(|it| it.active);
            active.map(|it| it.name.clone()).collect()
        }
        Some(Host::Lawyer) => {
            let active = view.lawyers.lawyers.iter().filter(|(_, it)| it.active);
            active.map(|(_, it)| it.name.clone()).collect()
        }
        Some(Host::Mediator | Host::Unit) | None => Vec::new(),
    };
    let agreed = view.planned.iter().map(|it| &it.appointment.arranged);
    for arranged in agreed.filter(|it| Some(it.host) == host) {
        if !names.contains(&arranged.with) {
            names.push(arranged.with.clone());
        }
    }
    let names = names.into_iter().filter(|name| name.contains(&typed));
    names
        .map(|name| Offer::line(name.clone(), Ask::With, name))
        .collect()
}
