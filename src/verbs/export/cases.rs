//! 信访事项 as rows: the 19 headings of the provincial export first, then what it has no column for.

use chrono::NaiveDate;

use crate::domain::case::clock::clocks::{CaseClock, clocks};
use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Class, Status};
use crate::domain::deadline::rule::RuleName;
use crate::domain::field::Field;
use crate::domain::moment::Moment;
use crate::domain::name::is_same;
use crate::domain::number::{ExternalKind, ExternalNumber};
use crate::domain::person::{Person, PersonField};
use crate::domain::phone::Phone;
use crate::domain::province::Purpose;
use crate::domain::queue::{CaseRow, Filter, QueueQuery, Sort};
use crate::domain::settings::Settings;
use crate::exchange::map::case_field::{BEYOND, CaseField, PROVINCE};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::ImportMap;
use crate::exchange::map::{channel_words, province};
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};
use crate::verbs::export::mask::Masking;
use crate::verbs::export::people::cell;
use crate::verbs::present::now;
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// Rows read at once.
const PAGE: usize = 500;

/// What stands behind the province's columns.
const MORE: [CaseField; 17] = [
    CaseField::IdNumber,
    CaseField::Village,
    CaseField::Request,
    CaseField::Facts,
    CaseField::Category,
    CaseField::Class,
    CaseField::Urgency,
    CaseField::Difficulty,
    CaseField::DisputeType,
    CaseField::Amount,
    CaseField::Concerned,
    CaseField::Station,
    CaseField::Representatives,
    CaseField::ExternalNumbers,
    CaseField::Answer,
    CaseField::AnsweredAt,
    CaseField::Attachments,
];

/// Gives the columns in order, by field and heading.
fn fields() -> Vec<(CaseField, String)> {
    let known = ImportMap::<CaseField>::known();
    let province = PROVINCE.iter().filter_map(|heading| {
        let field = known.field_of(heading)?;
        Some((field, (*heading).to_owned()))
    });
    let more = MORE.iter().map(|field| {
        let heading = field.headings().first().copied().unwrap_or(field.code());
        (*field, heading.to_owned())
    });
    let beyond = BEYOND.iter().filter_map(|field| {
        let heading = field.headings().first()?;
        Some((*field, (*heading).to_owned()))
    });
    province.chain(more).chain(beyond).collect()
}

/// Gives the columns; every heading is one that an import knows.
pub fn columns() -> Vec<OutColumn> {
    let width = |field: CaseField| match field {
        CaseField::Summary | CaseField::Request | CaseField::Facts | CaseField::Answer => 48,
        CaseField::Address | CaseField::ExternalNumbers | CaseField::Representatives => 28,
        CaseField::ProvinceNumber
        | CaseField::IdNumber
        | CaseField::ReceivedAt
        | CaseField::RegisteredAt
        | CaseField::AnsweredAt => 20,
        _ => 14,
    };
    fields()
        .into_iter()
        .map(|(field, heading)| OutColumn {
            code: field.code(),
            heading,
            width: width(field),
        })
        .collect()
}

/// Writes every case that the viewer may see, in the order of the numbers.
pub fn rows(export: &mut Export<'_>) -> Result<(), Stopped> {
    let fields = fields();
    let words = Words::new(Lang::TOWN);
    let calendar = export.snapshot.calendar()?;
    let today = now().date();
    let mut query = QueueQuery {
        sort: Sort::Number,
        descending: false,
        filter: Filter::default(),
        after: None,
        limit: PAGE,
    };
    let mut done = 0;
    loop {
        let page = export.snapshot.page(&query, export.viewer)?;
        export.damaged += page.rows.iter().filter(|row| row.damaged).count() as u64;
        for row in page.rows.iter().filter(|row| !row.locked) {
            let Some(case) = export.snapshot.case(row.number, export.viewer)? else {
                continue;
            };
            let person = export.snapshot.person(case.petitioner, export.viewer)?;
            let about = About {
                words: &words,
                settings: export.town,
                masking: export.masking,
                for_programs: export.for_programs,
                row,
                clocks: clocks(&case, &calendar, export.town),
                today,
                case: &case,
                person: person.unwrap_or_default(),
            };
            let cells: Vec<OutCell> = fields
                .iter()
                .map(|(field, heading)| {
                    about
                        .as_received(*field, heading)
                        .unwrap_or_else(|| about.cell(*field))
                })
                .collect();
            export.sink.row(&cells)?;
            done += 1;
            export.progress.set(done);
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(()),
        }
    }
}

struct About<'a> {
    words: &'a Words,
    settings: &'a Settings,
    masking: Masking,
    for_programs: bool,
    row: &'a CaseRow,
    clocks: Vec<CaseClock>,
    today: NaiveDate,
    case: &'a Case,
    person: Person,
}

impl About<'_> {
    /// Gives a cell of the province as it came, as long as our own says nothing else by now. What
    /// is masked, and what a program reads, is our own.
    fn as_received(&self, field: CaseField, heading: &str) -> Option<OutCell> {
        let (case, matter, person) = (self.case, &self.case.matter, &self.person);
        let text = matter.from_above.get(heading)?;
        if self.for_programs && !BEYOND.contains(&field) {
            return None;
        }
        let is_open = self.masking == Masking::Lifted;
        // While nobody has classed it, it may be an accusation.
        let is_shown = is_open || matter.class != Class::Unclassed;
        let holds = match field {
            CaseField::Name => is_open && (person.name.is_empty() || is_same(text, &person.name)),
            CaseField::Phone => {
                let phones = Phone::parse_all(text, &self.settings.dialling);
                is_open
                    && phones
                        .iter()
                        .all(|it| person.phones.iter().any(|known| known == it.stored()))
            }
            CaseField::Address => is_open,
            CaseField::PeopleCount => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                digits.parse().unwrap_or(1) == case.people_count()
            }
            CaseField::MatterVillage => {
                let own = matter.village.as_deref();
                own.is_none_or(|own| text.is_empty() || text.contains(own) || own.contains(text))
            }
            CaseField::Purpose => is_shown && matter.purpose == province::purpose_of(text),
            CaseField::ContentClass => {
                is_shown && matter.content.as_deref().unwrap_or_default() == text
            }
            CaseField::FirstOrRepeat => case.visits.len() < 2 || text.contains('重'),
            CaseField::Procedure => !case.transfer.is_simple() || text.contains("简易"),
            CaseField::Channel => case.channel() == channel_words::channel(text),
            CaseField::Closed | CaseField::OutsideStatus => {
                matches!(case.status, Status::Registered | Status::ImportedClosed)
            }
            CaseField::Summary => is_shown,
            _ => true,
        };
        let cell = || match text {
            "" => OutCell::Empty,
            text => OutCell::Text(text.to_owned()),
        };
        holds.then(cell)
    }

    fn cell(&self, field: CaseField) -> OutCell {
        let (case, matter) = (self.case, &self.case.matter);
        let text = |text: &str| OutCell::text(Some(text));
        let optional = |text: &Option<String>| OutCell::text(text.clone());
        match field {
            CaseField::ProvinceNumber => OutCell::Text(self.number()),
            CaseField::PeopleCount => OutCell::Count(i64::from(case.people_count())),
            CaseField::MatterVillage => optional(&matter.village),
            CaseField::Purpose => {
                let own = matter.purpose.unwrap_or(Purpose::of_class(matter.class));
                let word = if self.for_programs {
                    own.code()
                } else {
                    province::purpose(own)
                };
                match matter.purpose {
                    Some(_) => self.matter_text(word),
                    None => text(word),
                }
            }
            CaseField::Class => self.coded("class", matter.class.code()),
            CaseField::ContentClass if matter.content.is_some() => {
                self.matter_text(matter.content.as_deref().unwrap_or_default())
            }
            CaseField::ContentClass | CaseField::Category => match matter.category {
                Some(category) => self.coded("category", category.code()),
                None => OutCell::Empty,
            },
            CaseField::DisputeType => text(&matter.dispute.kind),
            CaseField::Amount => OutCell::text(matter.dispute.amount.map(|it| it.to_string())),
            CaseField::Concerned => match matter.dispute.concerned {
                Some(count) => OutCell::Count(i64::from(count)),
                None => OutCell::Empty,
            },
            CaseField::Urgency => self.coded("urgency", matter.urgency.code()),
            CaseField::Difficulty => self.coded("difficulty", matter.difficulty.code()),
            CaseField::ReceivedAt => match case.received_at() {
                Some(at) => OutCell::At(at),
                // An empty cell would be filled from the day of registration when it comes back.
                None => self.word("unknown", "不明"),
            },
            CaseField::RegisteredAt => OutCell::At(case.registered_at),
            CaseField::DueAt => self.row.due.map_or(OutCell::Empty, OutCell::Day),
            CaseField::Channel => match case.channel() {
                Some(it) => self.word(it.code(), province::channel(it)),
                None => OutCell::Empty,
            },
            CaseField::Summary => self.matter_text(&matter.summary),
            CaseField::Request => self.matter_text(&matter.request),
            CaseField::Facts => self.matter_text(&matter.facts),
            CaseField::NewFacts => {
                let mut visits = case.visits.iter().rev();
                let facts = visits.find_map(|visit| visit.new_facts.as_deref());
                self.matter_text(facts.unwrap_or_default())
            }
            CaseField::Closed => self.yes_no(!case.status.is_open()),
            CaseField::Joint => {
                self.yes_no(case.people_count() >= u32::from(self.settings.group_threshold))
            }
            CaseField::OutsideStatus => {
                let word = province::status(case, |rule| self.is_past(rule));
                self.word(case.status.code(), word)
            }
            CaseField::FirstOrRepeat => text(province::first_or_repeat(case.visits.len() > 1)),
            CaseField::Procedure if case.transfer.is_simple() || case.accepted_on.is_some() => {
                text(province::procedure(case.transfer.is_simple()))
            }
            CaseField::RegisteredUnit => text("牟邻之家"),
            CaseField::RegisteredBy => OutCell::text(case.named_staff.first().cloned()),
            CaseField::Station => {
                OutCell::text(case.visits.first().and_then(|visit| visit.station.clone()))
            }
            CaseField::Attachments => {
                let titles = case.attached.iter().map(|file| file.title.as_str());
                self.matter_text(&titles.collect::<Vec<_>>().join("、"))
            }
            CaseField::Representatives => text(&matter.representatives.join("、")),
            CaseField::ExternalNumbers => text(&self.other_numbers()),
            CaseField::Answer => {
                let answer = self.answer().map(|(_, text)| text);
                self.matter_text(&answer.unwrap_or_default())
            }
            CaseField::AnsweredAt => {
                let at = self.answer().and_then(|(at, _)| at);
                at.map_or(OutCell::Empty, OutCell::At)
            }
            // Not known here, or not for a list: whom it is about, who came along, what was
            // handed in.
            CaseField::FirstTime
            | CaseField::ExternalNumber
            | CaseField::ExternalKind
            | CaseField::NationalNumber
            | CaseField::CityNumber
            | CaseField::CountyNumber
            | CaseField::WorkOrder
            | CaseField::ConcernsOfficial
            | CaseField::Accused
            | CaseField::OtherSide
            | CaseField::Companion
            | CaseField::Evidence
            | CaseField::RepeatOf
            | CaseField::CalledAt
            | CaseField::OrderDue
            | CaseField::AmountWan
            | CaseField::TransferLimit
            | CaseField::Procedure
            | CaseField::Enterprise
            | CaseField::Livelihood
            | CaseField::SpotCheck
            | CaseField::CallBack => OutCell::Empty,
            of_card => self.part(of_card),
        }
    }

    /// Tells whether the law's last day went by without what a rule asks for.
    fn is_past(&self, rule: RuleName) -> bool {
        let mut running = self.clocks.iter().filter(|it| it.met_on.is_none());
        running.any(|it| it.deadline.rule == rule && it.deadline.due.date() < self.today)
    }

    /// A part of the petitioner's card.
    fn part(&self, field: CaseField) -> OutCell {
        let part = Field::parse(field.code()).and_then(PersonField::asked_by);
        part.map_or(OutCell::Empty, |part| {
            cell(&self.person, part, self.masking, self.for_programs)
        })
    }

    /// Words about the matter: while nobody has classed it, they may be an accusation.
    fn matter_text(&self, words: &str) -> OutCell {
        OutCell::text(Some(self.masking.matter(self.case.matter.class, words)))
    }

    /// The province's number, else our own; either is known again when the sheet comes back.
    fn number(&self) -> String {
        self.province_number()
            .map_or_else(|| self.case.number.to_string(), |it| it.value.clone())
    }

    fn province_number(&self) -> Option<&ExternalNumber> {
        let mut numbers = self.case.matter.external.iter();
        numbers.find(|number| number.kind == ExternalKind::Province)
    }

    fn other_numbers(&self) -> String {
        let first = self.province_number();
        let others = self.case.matter.external.iter();
        let others: Vec<String> = others
            .filter(|number| Some(*number) != first)
            .map(|number| format!("{}:{}", number.kind.code(), number.value))
            .collect();
        others.join(";")
    }

    /// What the person was answered: before this store, or by the decision, agreement or road.
    fn answer(&self) -> Option<(Option<Moment>, String)> {
        let case = self.case;
        if case.status == Status::ImportedClosed {
            return case
                .imported_answer
                .as_ref()
                .map(|it| (it.at, it.text.clone()));
        }
        let on = |day, text: &str| Some((Some(Moment::start_of(day)), text.to_owned()));
        if let Some(decision) = &case.decision {
            return on(decision.on, &decision.opinion);
        }
        if let Some(agreement) = &case.agreement {
            return on(agreement.on, &agreement.terms);
        }
        case.declined.as_ref().and_then(|it| on(it.on, &it.road))
    }

    fn coded(&self, list: &str, code: &'static str) -> OutCell {
        self.word(code, &self.words.code(list, code))
    }

    fn word(&self, code: &'static str, word: &str) -> OutCell {
        let text = if self.for_programs { code } else { word };
        OutCell::Text(text.to_owned())
    }

    fn yes_no(&self, yes: bool) -> OutCell {
        if self.for_programs {
            return OutCell::YesNo(yes);
        }
        OutCell::Text(if yes { "是" } else { "否" }.to_owned())
    }
}
