//! What is done with each column of a sheet.

use crate::exchange::headings::folded;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::file::ImportMap;

/// What is done with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUse<F> {
    /// It gives the field.
    Reads(F),
    /// It gives a field that another column gives already; it is read where that one is empty.
    Spare(F),
    /// It is the second column of the needed field, and gives another one.
    Overflows(F),
    /// It says something of a second person, and is kept as the other side.
    Beside(F),
    /// Nothing gives it a field.
    Unread,
    /// It has no heading.
    Nameless,
}

impl<F: Copy> ColumnUse<F> {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reads(_) => "reads",
            Self::Spare(_) => "spare",
            Self::Overflows(_) => "overflows",
            Self::Beside(_) => "beside",
            Self::Unread => "unread",
            Self::Nameless => "nameless",
        }
    }

    /// Gives the field that it gives, wholly or where another column is empty.
    pub const fn field(self) -> Option<F> {
        match self {
            Self::Reads(field)
            | Self::Spare(field)
            | Self::Overflows(field)
            | Self::Beside(field) => Some(field),
            Self::Unread | Self::Nameless => None,
        }
    }
}

/// Decides what is done with the columns under these headings.
pub fn plan<F: FieldSet>(map: &ImportMap<F>, headings: &[String]) -> Vec<ColumnUse<F>> {
    let reads: Vec<_> = headings.iter().map(|it| map.reading_of(it)).collect();
    let name = F::parse("name");
    let mut uses: Vec<ColumnUse<F>> = Vec::with_capacity(headings.len());
    let mut second_person = false;
    for (at, (heading, read)) in headings.iter().zip(&reads).enumerate() {
        let Some(read) = read else {
            uses.push(if heading.is_empty() {
                ColumnUse::Nameless
            } else {
                ColumnUse::Unread
            });
            continue;
        };
        let before = || headings.iter().zip(&reads).take(at);
        let again = before().any(|(it, _)| folded(it) == folded(heading));
        let given = before().any(|(_, it)| it.is_some_and(|it| it.field == read.field));
        if !map.strict && name == Some(read.field) && given && (again || read.second) {
            second_person = true;
        }
        let is_second = given && second_person && (again || read.second);
        uses.push(match F::other_side() {
            Some(other) if is_second && read.field.is_of_a_person() => ColumnUse::Beside(other),
            _ => ColumnUse::Reads(read.field),
        });
    }
    for field in F::ALL.iter().filter(|field| !field.gathers()) {
        let mut columns: Vec<usize> = (0..uses.len())
            .filter(|at| uses.get(*at) == Some(&ColumnUse::Reads(*field)))
            .collect();
        columns.sort_by_key(|at| reads.get(*at).copied().flatten().map_or(0, |it| it.rank));
        let overflow = F::overflow().filter(|it| {
            *field == F::needed() && !map.strict && !uses.contains(&ColumnUse::Reads(*it))
        });
        for (place, at) in columns.into_iter().skip(1).enumerate() {
            if let Some(use_) = uses.get_mut(at) {
                *use_ = match overflow {
                    Some(other) if place == 0 => ColumnUse::Overflows(other),
                    Some(_) | None => ColumnUse::Spare(*field),
                };
            }
        }
    }
    uses
}

/// Gives the letters by which a sheet names a column, from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::case_field::CaseField::{
        self, Name, OtherSide, Phone, ReceivedAt, Request, Summary,
    };

    #[test]
    fn every_column_has_its_use() {
        use ColumnUse::{Beside, Nameless, Overflows, Reads, Spare, Unread};
        let known = ImportMap::<CaseField>::known();
        for (headings, uses) in [
            (
                &["姓名", "概况", "概况", "备注", ""][..],
                vec![
                    Reads(Name),
                    Reads(Summary),
                    Overflows(Request),
                    Unread,
                    Nameless,
                ],
            ),
            (
                &["投诉件内容", "标题", "时间", "信访日期"],
                vec![
                    Overflows(Request),
                    Reads(Summary),
                    Spare(ReceivedAt),
                    Reads(ReceivedAt),
                ],
            ),
            (
                &["概况", "诉求", "主要问题"],
                vec![Reads(Summary), Reads(Request), Spare(Summary)],
            ),
            (
                &["姓名", "联系电话", "姓名", "联系电话", "概况"],
                vec![
                    Reads(Name),
                    Reads(Phone),
                    Beside(OtherSide),
                    Beside(OtherSide),
                    Reads(Summary),
                ],
            ),
            (
                &["姓名1", "姓名2", "电话1", "电话2"],
                vec![
                    Reads(Name),
                    Beside(OtherSide),
                    Reads(Phone),
                    Beside(OtherSide),
                ],
            ),
            (
                &["姓名", "联系电话1", "联系电话2"],
                vec![Reads(Name), Reads(Phone), Reads(Phone)],
            ),
            (
                &["姓名", "联系人", "联系电话"],
                vec![Reads(Name), Spare(Name), Reads(Phone)],
            ),
            (
                &["甲方姓名", "甲方电话", "乙方姓名", "乙方电话"],
                vec![
                    Reads(Name),
                    Reads(Phone),
                    Reads(OtherSide),
                    Reads(OtherSide),
                ],
            ),
        ] {
            let headings: Vec<String> = headings.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(plan(&known, &headings), uses, "{headings:?}");
        }
    }

    #[test]
    fn columns_are_named_as_in_a_sheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
