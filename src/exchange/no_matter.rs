//! Rows among the matters that are none: the columns' numbers, an example, sums and signatures.

use crate::domain::clean;
use crate::domain::typed::half_width;
use crate::exchange::cell::Cell;

/// What a row is that is no matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMatter {
    /// The numbers of the columns, as official forms have them under their headings.
    Numbers,
    /// 示例: how a row is to be filled in.
    Example,
    /// 合计: a sum.
    Sum,
    /// 表尾: who filled it in and checked it, and remarks on the whole.
    Foot,
}

impl NoMatter {
    /// Gives the tail of the word key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Example => "example",
            Self::Sum => "sum",
            Self::Foot => "foot",
        }
    }
}

/// Words before a colon that only stand at the foot of a form.
const SIGNATURES: &[&str] = &[
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "编制人",
    "统计人",
    "审核人",
    "审核",
    "复核人",
    "审批人",
    "负责人",
    "单位负责人",
    "分管领导",
    "主管领导",
    "主要领导",
    "经办人",
    "报送人",
    "填表日期",
    "填报日期",
    "制表日期",
    "报送日期",
    "报表日期",
    "打印日期",
    "打印时间",
    "导出时间",
    "填表单位",
    "填报单位",
    "制表单位",
    "报送单位",
    "填表时间",
    "填报时间",
    "制表时间",
    "签字",
    "盖章",
    "单位盖章",
    "联系电话",
    "联系人",
];
/// Words before a colon that make a remark of a row in which nothing else stands.
const REMARKS: &[&str] = &[
    "备注",
    "注",
    "说明",
    "填表说明",
    "填写说明",
    "附注",
    "注意",
    "注意事项",
    "附",
];
const SUMS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "本页合计",
    "本页小计",
    "本月合计",
    "本月小计",
    "全年合计",
    "本年累计",
    "总数",
    "合计数",
];
const EXAMPLES: &[&str] = &["例", "示例", "样例", "例如", "填写示例", "填表示例", "举例"];

/// Tells what a row is that is no matter; `first` says that it stands right below the headings.
pub fn no_matter(cells: &[Cell], first: bool) -> Option<NoMatter> {
    let texts: Vec<String> = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(|cell| half_width(&clean::line(&cell.text())))
        .collect();
    let lead = texts.first()?;
    let bare: String = lead.chars().filter(|c| !c.is_whitespace()).collect();
    let word = bare.trim_matches(['(', ')', ':', '[', ']', '*']);
    if first && numbers(cells) {
        return Some(NoMatter::Numbers);
    }
    if EXAMPLES.contains(&word) && texts.len() > 1 {
        return Some(NoMatter::Example);
    }
    if SUMS.contains(&word) {
        return Some(NoMatter::Sum);
    }
    let labelled = |text: &str, labels: &[&str]| {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        text.split_once(':')
            .is_some_and(|(label, _)| labels.contains(&label.replace(['(', ')'], "").as_str()))
    };
    let signed = texts.iter().filter(|text| labelled(text, SIGNATURES));
    let is_foot = labelled(lead, SIGNATURES) && signed.count() * 2 >= texts.len();
    let is_remark = texts.len() == 1 && (labelled(lead, REMARKS) || is_page(&bare));
    (is_foot || is_remark).then_some(NoMatter::Foot)
}

/// Tells whether a row holds 1, 2, 3 … or 甲, 乙, 1, 2 … and nothing else.
fn numbers(cells: &[Cell]) -> bool {
    let mut next = 1;
    let mut letters = ["甲", "乙", "丙", "丁"].iter();
    let filled: Vec<String> = cells
        .iter()
        .filter(|cell| !matches!(cell, Cell::Empty))
        .map(Cell::text)
        .collect();
    filled.len() >= 3
        && filled.iter().all(|text| {
            let text = half_width(text);
            let text = text.trim_matches(['(', ')', ' ']);
            if next == 1 && letters.next() == Some(&text) {
                return true;
            }
            let is_next = text.parse() == Ok(next);
            next += 1;
            is_next
        })
        && next > 1
}

/// `第 1 页 共 3 页`, `共 20 件`.
fn is_page(text: &str) -> bool {
    (text.starts_with('第') && text.contains('页'))
        || (text.starts_with('共')
            && text.chars().any(|c| c.is_ascii_digit())
            && text.ends_with(['件', '条', '行', '页', '人'])
            && text.chars().count() <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<Cell> {
        cells
            .iter()
            .map(|text| Cell::of_text((*text).to_owned(), 1000))
            .collect()
    }

    #[test]
    fn a_foot_is_told_from_a_matter() {
        for (cells, what) in [
            (&["填表人：牟某", "审核人：单某"][..], Some(NoMatter::Foot)),
            (&["", "制表人 ：", "牟某"], Some(NoMatter::Foot)),
            (&["单位（盖章）："], Some(NoMatter::Foot)),
            (&["备注：本表一式两份"], Some(NoMatter::Foot)),
            (&["第 1 页 共 3 页"], Some(NoMatter::Foot)),
            (&["共 20 件"], Some(NoMatter::Foot)),
            (&["合　计", "", "20"], Some(NoMatter::Sum)),
            (&["(例)", "牟某", "楼上漏水"], Some(NoMatter::Example)),
            (&["1", "2", "3"], Some(NoMatter::Numbers)),
            (&["甲", "乙", "1", "2"], Some(NoMatter::Numbers)),
            (&["1", "牟春生", "备注：家属在外地"], None),
            (
                &[
                    "联系电话：打不通，来反映欠薪",
                    "牟春生",
                    "2026-01-02",
                    "欠薪",
                ],
                None,
            ),
            (&["说明：村里没有路灯", "牟春生"], None),
            (&["1", "2"], None),
            (&["3", "1", "2"], None),
        ] {
            assert_eq!(no_matter(&row(cells), true), what, "{cells:?}");
        }
        assert_eq!(no_matter(&row(&["1", "2", "3"]), false), None);
    }
}
