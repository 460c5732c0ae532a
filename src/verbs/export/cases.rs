//! 信访事项 as rows: the 19 headings of the provincial export first, then what it has no column for.

use crate::domain::case::fact::state::Case;
use crate::domain::codes::{Channel, Class, Status};
use crate::domain::field::Field;
use crate::domain::moment::Moment;
use crate::domain::number::{ExternalKind, ExternalNumber};
use crate::domain::person::{Person, PersonField};
use crate::domain::queue::{CaseRow, Filter, QueueQuery, Sort};
use crate::domain::settings::Settings;
use crate::exchange::map::case_field::{CaseField, PROVINCE};
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::ImportMap;
use crate::exchange::write::out::{OutCell, OutColumn};
use crate::verbs::export::context::{Export, Stopped};
use crate::verbs::export::mask::Veil;
use crate::verbs::export::people::cell;
use crate::words::lang::Lang;
use crate::words::say::Words;

/// Rows read at once.
const PAGE: usize = 500;

/// What stands behind the province's columns.
const MORE: [CaseField; 13] = [
    CaseField::IdNumber,
    CaseField::Village,
    CaseField::Request,
    CaseField::Facts,
    CaseField::Category,
    CaseField::Class,
    CaseField::Urgency,
    CaseField::Difficulty,
    CaseField::Station,
    CaseField::Representatives,
    CaseField::ExternalNumbers,
    CaseField::Answer,
    CaseField::AnsweredAt,
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
    province.chain(more).collect()
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
        for row in page.rows.iter().filter(|row| !row.locked) {
            let Some(case) = export.snapshot.case(row.number, export.viewer)? else {
                continue;
            };
            let person = export.snapshot.person(case.petitioner, export.viewer)?;
            let about = About {
                words: &words,
                settings: export.town,
                veil: export.veil,
                for_programs: export.for_programs,
                row,
                case: &case,
                person: person.unwrap_or_default(),
            };
            let cells: Vec<OutCell> = fields.iter().map(|(field, _)| about.cell(*field)).collect();
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
    veil: Veil,
    for_programs: bool,
    row: &'a CaseRow,
    case: &'a Case,
    person: Person,
}

impl About<'_> {
    fn cell(&self, field: CaseField) -> OutCell {
        let (case, matter) = (self.case, &self.case.matter);
        let text = |text: &str| OutCell::text(Some(text));
        let optional = |text: &Option<String>| OutCell::text(text.clone());
        match field {
            CaseField::ProvinceNumber => OutCell::Text(self.number()),
            CaseField::PeopleCount => OutCell::Count(i64::from(case.people_count())),
            CaseField::MatterVillage => optional(&matter.village),
            CaseField::Purpose => self.word(matter.class.code(), purpose(matter.class)),
            CaseField::Class => self.coded("class", matter.class.code()),
            CaseField::ContentClass | CaseField::Category => match matter.category {
                Some(category) => self.coded("category", category.code()),
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
                Some(it) => self.word(it.code(), channel(it)),
                None => OutCell::Empty,
            },
            CaseField::Summary => self.told(&matter.summary),
            CaseField::Request => self.told(&matter.request),
            CaseField::Facts => self.told(&matter.facts),
            CaseField::NewFacts => {
                let mut visits = case.visits.iter().rev();
                let facts = visits.find_map(|visit| visit.new_facts.as_deref());
                self.told(facts.unwrap_or_default())
            }
            CaseField::Closed => self.yes_no(!case.status.is_open()),
            CaseField::Joint => {
                self.yes_no(case.people_count() >= u32::from(self.settings.group_threshold))
            }
            CaseField::OutsideStatus => self.coded("status", case.status.code()),
            CaseField::RegisteredUnit => text("牟邻之家"),
            CaseField::RegisteredBy => OutCell::text(case.named_staff.first().cloned()),
            CaseField::Station => {
                OutCell::text(case.visits.first().and_then(|visit| visit.station.clone()))
            }
            CaseField::Representatives => text(&matter.representatives.join("、")),
            CaseField::ExternalNumbers => text(&self.other_numbers()),
            CaseField::Answer => {
                let answer = self.answer().map(|(_, text)| text);
                self.told(&answer.unwrap_or_default())
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
            | CaseField::OrderDue => OutCell::Empty,
            of_card => self.part(of_card),
        }
    }

    /// A part of the petitioner's card.
    fn part(&self, field: CaseField) -> OutCell {
        let part = Field::parse(field.code()).and_then(PersonField::asked_by);
        part.map_or(OutCell::Empty, |part| {
            cell(&self.person, part, self.veil, self.for_programs)
        })
    }

    /// Words about the matter: while nobody has classed it, they may be an accusation.
    fn told(&self, words: &str) -> OutCell {
        OutCell::text(Some(self.veil.matter(self.case.matter.class, words)))
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

/// 信访目的, in the province's words.
const fn purpose(class: Class) -> &'static str {
    match class {
        Class::Suggestion => "意见建议",
        Class::Accusation => "揭发控告",
        Class::Claim => "求决",
        Class::Litigation => "涉法涉诉",
        Class::Unclassed => "其他",
    }
}

/// 信访形式, in the province's words.
const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Phone => "来电",
        Channel::Web => "网上信访",
        Channel::Hotline12345 => "12345热线",
        Channel::Station => "牟邻驿站",
        Channel::Whistle => "网格吹哨",
        Channel::Referral => "上级交办",
    }
}
