//! Headings as people write them: with a remark in brackets, after whose they are, or numbered.

use crate::exchange::brackets::without_brackets;
use crate::exchange::headings::{Heading, folded};
use crate::exchange::map::field_set::FieldSet;

/// Whose a column is that says something of the person who came.
const FIRST_SIDE: &[&str] = &[
    "甲方当事人",
    "甲方",
    "申请人",
    "投诉人",
    "当事人一",
    "当事人1",
    "当事人甲",
    "第一当事人",
    "来访人员",
    "来访人",
    "来访群众",
    "信访人员",
    "信访人",
    "信访群众",
    "反映人",
    "上访人员",
    "上访人",
    "来电人",
    "来信人",
    "诉求人",
    "举报人",
    "求助人",
    "留言人",
    "群众",
    "市民",
    "当事人",
    "联系人",
    "本人",
];
/// Whose a column is that says something of the other side.
const OTHER_SIDE: &[&str] = &[
    "乙方当事人",
    "乙方",
    "丙方当事人",
    "丙方",
    "对方当事人",
    "对方",
    "被申请人",
    "被投诉人",
    "被投诉方",
    "被申请方",
    "相对方",
    "另一方",
    "当事人二",
    "当事人2",
    "当事人乙",
    "第二当事人",
    "第二人",
    "被诉人",
    "被告",
    "第三人",
];
/// What stands before the heading of another system's sheet and says nothing of the column.
const SYSTEMS: &[&str] = &["12345", "热线", "信访件", "信访事项", "工单", "案件"];

/// How a heading is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingRead<F> {
    /// The field that its column gives.
    pub field: F,
    /// How telling it is among the headings of the field: less is more.
    pub rank: usize,
    /// Whether it is numbered as a second one: `姓名2`.
    pub second: bool,
}

/// Understands a heading by the known ones, in the order of their telling.
pub fn read<F: FieldSet>(heading: &str, known: &[(F, Heading)]) -> Option<HeadingRead<F>> {
    let heading = folded(heading);
    let bare = without_brackets(&heading);
    exact(&heading, known)
        .or_else(|| exact(&bare, known))
        .or_else(|| of_a_side(&bare, known))
        .or_else(|| numbered(&bare, known))
        .or_else(|| {
            SYSTEMS.iter().find_map(|system| {
                let rest = bare.strip_prefix(system)?;
                exact(rest, known)
            })
        })
}

fn exact<F: FieldSet>(heading: &str, known: &[(F, Heading)]) -> Option<HeadingRead<F>> {
    if heading.is_empty() {
        return None;
    }
    let (field, _) = known.iter().find(|(_, name)| name.folded() == heading)?;
    let of_field = known.iter().filter(|(it, _)| it == field);
    let rank = of_field
        .map(|(_, name)| name.folded())
        .position(|name| name == heading)?;
    Some(HeadingRead {
        field: *field,
        rank,
        second: false,
    })
}

/// Takes off whose the column is.
fn of_a_side<F: FieldSet>(heading: &str, known: &[(F, Heading)]) -> Option<HeadingRead<F>> {
    let other = F::other_side()?;
    let of_person = |rest: &str| {
        let rest = rest.trim_start_matches(['的', '/']);
        if rest.is_empty() || matches!(rest, "姓名" | "名字" | "名称" | "情况" | "信息") {
            return F::parse("name").map(|field| (field, 0));
        }
        exact(rest, known)
            .or_else(|| numbered(rest, known))
            .filter(|it| it.field.is_of_a_person())
            .map(|it| (it.field, it.rank))
    };
    for side in OTHER_SIDE {
        if let Some(rest) = heading.strip_prefix(side)
            && of_person(rest).is_some()
        {
            return Some(HeadingRead {
                field: other,
                rank: 0,
                second: false,
            });
        }
    }
    FIRST_SIDE.iter().find_map(|side| {
        let (field, rank) = of_person(heading.strip_prefix(side)?)?;
        Some(HeadingRead {
            field,
            rank,
            second: false,
        })
    })
}

/// `联系电话1`, `姓名二`.
fn numbered<F: FieldSet>(heading: &str, known: &[(F, Heading)]) -> Option<HeadingRead<F>> {
    const NUMBERS: [(&[char], bool); 2] = [
        (&['1', '一', '①'], false),
        (&['2', '二', '②', '3', '三', '③'], true),
    ];
    let last = heading.chars().next_back()?;
    let (_, second) = NUMBERS.iter().find(|(signs, _)| signs.contains(&last))?;
    let read = exact(heading.strip_suffix(last)?, known)?;
    read.field.is_of_a_person().then_some(HeadingRead {
        second: *second,
        ..read
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::case_field::CaseField;
    use crate::exchange::map::person_field::PersonColumn;

    fn known<F: FieldSet>() -> Vec<(F, Heading)> {
        let of = |field: F| {
            field
                .headings()
                .iter()
                .map(move |it| (field, Heading::of((*it).to_owned())))
        };
        F::ALL.iter().flat_map(|field| of(*field)).collect()
    }

    #[test]
    fn headings_are_understood_in_their_dress() {
        let known = known::<CaseField>();
        for (heading, field) in [
            ("信访日期（年月日）", Some(CaseField::ReceivedAt)),
            ("甲方当事人姓名", Some(CaseField::Name)),
            ("甲方", Some(CaseField::Name)),
            ("申请人联系电话", Some(CaseField::Phone)),
            ("来访人身份证号码", Some(CaseField::IdNumber)),
            ("信访人家庭住址", Some(CaseField::Address)),
            ("乙方", Some(CaseField::OtherSide)),
            ("乙方当事人联系电话", Some(CaseField::OtherSide)),
            ("被申请人姓名", Some(CaseField::OtherSide)),
            ("当事人二电话", Some(CaseField::OtherSide)),
            ("对方住址", Some(CaseField::OtherSide)),
            ("被反映人", Some(CaseField::Accused)),
            ("联系电话1", Some(CaseField::Phone)),
            ("12345内容描述", Some(CaseField::Summary)),
            ("12345工单来源", Some(CaseField::Channel)),
            ("12345受理时间", Some(CaseField::ReceivedAt)),
            ("对方意见", None),
            ("责任单位", None),
            ("包案领导", None),
            ("备注", None),
        ] {
            let read = read(heading, &known).map(|it| it.field);
            assert_eq!(read, field, "{heading}");
        }
        assert_eq!(read("乙方姓名", &self::known::<PersonColumn>()), None);
    }
}
