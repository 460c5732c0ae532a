//! The columns of a sheet of people: the parts of a person's card.

use crate::domain::person::PersonField;
use crate::domain::person::part::PartKind;
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::masked::MaskKind;

/// A column of a sheet of people, by the code of the intake's field that asks for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonColumn(pub PersonField);

const COUNT: usize = PersonField::ALL.len();
const COLUMNS: [PersonColumn; COUNT] = {
    let mut columns = [PersonColumn(PersonField::Name); COUNT];
    let mut at = 0;
    while at < COUNT {
        columns[at] = PersonColumn(PersonField::ALL[at]);
        at += 1;
    }
    columns
};

/// Headings in sheets of people that differ from those in sheets of matters.
const OWN_HEADINGS: &[(PersonField, &[&str])] = &[
    (PersonField::Name, &["姓名", "名字", "信访人", "fullname"]),
    (
        PersonField::Phones,
        &[
            "手机号码",
            "手机号",
            "手机",
            "联系电话",
            "电话",
            "联系方式",
            "固定电话",
            "telephone",
            "mobile",
        ],
    ),
    (
        PersonField::IdNumber,
        &[
            "身份证号",
            "身份证号码",
            "身份证",
            "公民身份号码",
            "证件号码",
        ],
    ),
    (
        PersonField::Village,
        &["村", "村庄", "所在村", "村居", "村名", "village"],
    ),
];

impl FieldSet for PersonColumn {
    const ALL: &'static [Self] = &COLUMNS;

    fn code(self) -> &'static str {
        self.0.asked().code()
    }

    fn headings(self) -> &'static [&'static str] {
        let own = OWN_HEADINGS.iter().find(|(field, _)| *field == self.0);
        own.map_or_else(
            || CaseField::parse(self.code()).map_or(&[][..], CaseField::headings),
            |(_, headings)| headings,
        )
    }

    fn needed() -> Self {
        Self(PersonField::Name)
    }

    /// Several columns of phones stand beside each other.
    fn gathers(self) -> bool {
        self.0.kind() == PartKind::Phones
    }

    fn mask_kind(self) -> MaskKind {
        match self.0.kind() {
            PartKind::Phones | PartKind::IdNumber => MaskKind::Number,
            PartKind::Name => MaskKind::Name,
            PartKind::Address => MaskKind::Address,
            PartKind::Village | PartKind::Need | PartKind::Private | PartKind::YesNo => {
                MaskKind::Words
            }
        }
    }
}
