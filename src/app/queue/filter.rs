//! 筛选: which cases the list shows, as the clerk chooses them.

use chrono::{Datelike, Days, NaiveDate};

use crate::app::field::Kind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::domain::codes::{Category, Class, Status};
use crate::domain::grid::tree::GridTree;
use crate::domain::queue::{CaseRow, Filter};

/// People from which on a visit is a group visit (集体访).
pub const GROUP: u32 = 5;

/// What open and closed are called in the form; words under `show-`.
pub const SHOW: &[&str] = &["open", "all", "closed"];
/// Spans of due days; words under `span-`.
pub const SPANS: &[&str] = &["overdue", "today", "soon", "week"];
/// Marks of a case; words under `mark-`.
pub const MARKS: &[&str] = &["fast", "group", "repeat", "key", "order"];

/// A span of due days that moves with the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// 超期
    Overdue,
    /// 今天到期
    Today,
    /// 临期: today and the three days that follow
    Soon,
    /// 本周到期: from today to Sunday
    Week,
}

impl Span {
    const ALL: [Self; 4] = [Self::Overdue, Self::Today, Self::Soon, Self::Week];

    /// Gives the code of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Week => "week",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.code() == code)
    }

    /// Gives the first day (if any) and the day after the last, on `today`; `soon_days` before
    /// its date a matter is due soon.
    fn days(self, today: NaiveDate, soon_days: u16) -> (Option<NaiveDate>, NaiveDate) {
        let after = |days| {
            today
                .checked_add_days(Days::new(days))
                .unwrap_or(NaiveDate::MAX)
        };
        match self {
            Self::Overdue => (None, today),
            Self::Today => (Some(today), after(1)),
            Self::Soon => (Some(today), after(u64::from(soon_days) + 1)),
            Self::Week => {
                let to_monday = 7 - u64::from(today.weekday().num_days_from_monday());
                (Some(today), after(to_monday))
            }
        }
    }
}

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Everything but the span.
    pub filter: Filter,
    /// Due when.
    pub span: Option<Span>,
}

impl Default for Wanted {
    /// Open cases, as the desk opens.
    fn default() -> Self {
        Self {
            filter: Filter {
                open: Some(true),
                ..Filter::default()
            },
            span: None,
        }
    }
}

impl Wanted {
    /// Gives the filter as of `today`.
    pub(super) fn on(&self, today: NaiveDate, soon_days: u16) -> Filter {
        let mut filter = self.filter.clone();
        filter.key = filter.key.map(|_| today);
        if let Some(span) = self.span {
            let (from, before) = span.days(today, soon_days);
            filter.due_from = from;
            filter.due_before = Some(before);
        }
        filter
    }
}

/// A line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// 在办、全部、已办结
    Show,
    /// 到期
    Due,
    /// 特征
    Mark,
    /// 镇内分类
    Category,
    /// 事项类别
    Class,
    /// 状态
    Status,
    /// 问题属地
    Village,
    /// 承办人
    Holder,
    /// 词
    Words,
}

/// Makes the form with what is chosen now.
pub(super) fn form(wanted: &Wanted) -> Form<Ask> {
    let codes = |codes: Vec<&'static str>| codes;
    let mut form = Form::new(vec![
        Line::code(Ask::Show, "queue-ask-show", "show", SHOW).needed(),
        Line::code(Ask::Due, "queue-ask-due", "span", SPANS),
        Line::code(Ask::Mark, "queue-ask-mark", "mark", MARKS),
        Line::code(
            Ask::Category,
            "ask-category",
            "category",
            &codes(Category::ALL.iter().map(|it| it.code()).collect()),
        ),
        Line::code(
            Ask::Class,
            "ask-class",
            "class",
            &codes(Class::ALL.iter().map(|it| it.code()).collect()),
        ),
        Line::code(
            Ask::Status,
            "queue-ask-status",
            "status",
            &codes(Status::ALL.iter().map(|it| it.code()).collect()),
        ),
        Line::text(Ask::Village, "field-matter_village", Kind::Line),
        Line::text(Ask::Holder, "ask-holder", Kind::Line),
        Line::text(Ask::Words, "queue-ask-words", Kind::Line),
    ]);
    let filter = &wanted.filter;
    form.fill(
        Ask::Show,
        match filter.open {
            Some(true) => "open",
            Some(false) => "closed",
            None => "all",
        },
    );
    form.fill(Ask::Due, wanted.span.map_or("", Span::code));
    form.fill(Ask::Mark, mark(filter));
    form.fill(Ask::Category, filter.category.map_or("", Category::code));
    form.fill(Ask::Class, filter.class.map_or("", Class::code));
    form.fill(Ask::Status, filter.status.map_or("", Status::code));
    for (ask, text) in [
        (Ask::Village, filter.village.as_deref()),
        (Ask::Holder, filter.holder.as_deref()),
        (Ask::Words, Some(filter.words.as_str())),
    ] {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            form.fill(ask, text);
        }
    }
    form
}

/// Asks for the open 重点案件, as of the day on which the list is read.
pub fn key_cases() -> Filter {
    Filter {
        open: Some(true),
        key: Some(NaiveDate::default()),
        ..Filter::default()
    }
}

/// Gives the code of the mark that a filter asks for, empty for none.
pub fn mark(filter: &Filter) -> &'static str {
    if filter.fast {
        "fast"
    } else if filter.min_people.is_some() {
        "group"
    } else if filter.repeat {
        "repeat"
    } else if filter.key.is_some() {
        "key"
    } else if filter.orders {
        "order"
    } else {
        ""
    }
}

/// Reads the form; a village and a holder may be named in part: the grid knows the one, the rows
/// that are loaded the other.
pub(super) fn read(
    form: &Form<Ask>,
    before: &Wanted,
    grid: Option<&GridTree>,
    rows: &[CaseRow],
) -> Wanted {
    let mark = form.code(Ask::Mark);
    let typed = |ask| {
        let text = form.text(ask).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let status = form.code(Ask::Status).and_then(Status::parse);
    let span = form.code(Ask::Due).and_then(Span::parse);
    let open = match form.code(Ask::Show) {
        Some("open") => Some(true),
        Some("closed") => Some(false),
        _ => None,
    };
    Wanted {
        filter: Filter {
            // A state says by itself whether it is open.
            open: match status {
                Some(status) => Some(status.is_open()),
                None => open,
            },
            due_before: before.filter.due_before.filter(|_| span.is_none()),
            due_from: before.filter.due_from.filter(|_| span.is_none()),
            status,
            category: form.code(Ask::Category).and_then(Category::parse),
            class: form.code(Ask::Class).and_then(Class::parse),
            channel: before.filter.channel,
            undated: before.filter.undated,
            fast: mark == Some("fast"),
            min_people: (mark == Some("group")).then_some(GROUP),
            repeat: mark == Some("repeat"),
            village: typed(Ask::Village).map(|text| village(text, grid)),
            holder: typed(Ask::Holder).map(|text| holder(text, rows)),
            person: before.filter.person,
            // The day is set anew whenever the list is asked for.
            key: (mark == Some("key")).then(|| before.filter.key.unwrap_or_default()),
            words: typed(Ask::Words).unwrap_or_default(),
            orders: mark == Some("order"),
            unaccused: before.filter.unaccused,
            numbers: before.filter.numbers.clone(),
        },
        span,
    }
}

fn village(typed: String, grid: Option<&GridTree>) -> String {
    let Some(grid) = grid else {
        return typed;
    };
    let node = grid
        .village_named(&typed)
        .or_else(|| grid.villages_like(&typed).first().copied());
    node.map_or(typed, |node| node.name.clone())
}

fn holder(typed: String, rows: &[CaseRow]) -> String {
    let names: Vec<&String> = rows.iter().filter_map(|row| row.holder.as_ref()).collect();
    if names.contains(&&typed) {
        return typed;
    }
    let known = names.into_iter().find(|name| name.contains(&typed));
    known.cloned().unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_moves_with_the_days() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        // 2026-11-25 is a Wednesday.
        for (span, from, before) in [
            (Span::Overdue, None, 25),
            (Span::Today, Some(25), 26),
            (Span::Soon, Some(25), 29),
            (Span::Week, Some(25), 30),
        ] {
            let wanted = Wanted {
                span: Some(span),
                ..Wanted::default()
            };
            let filter = wanted.on(day(25), 3);
            assert_eq!(filter.due_from, from.map(day), "{}", span.code());
            assert_eq!(filter.due_before, Some(day(before)), "{}", span.code());
            assert_eq!(filter.open, Some(true));
        }
    }

    #[test]
    fn what_is_chosen_reads_back_from_the_form() {
        let wanted = Wanted {
            filter: Filter {
                open: Some(true),
                status: Some(Status::Accepted),
                category: Some(Category::Wages),
                class: Some(Class::Claim),
                min_people: Some(GROUP),
                village: Some("东牟家村".to_owned()),
                holder: Some("王芳".to_owned()),
                words: "工资".to_owned(),
                ..Filter::default()
            },
            span: Some(Span::Week),
        };
        assert_eq!(read(&form(&wanted), &wanted, None, &[]), wanted);
        let plain = Wanted::default();
        assert_eq!(read(&form(&plain), &plain, None, &[]), plain);
    }

    #[test]
    fn a_village_named_in_part_is_found_in_the_grid() {
        let grid = crate::domain::grid::built_in::built_in().unwrap();
        let whole = village("东牟家".to_owned(), Some(&grid));
        assert!(whole.starts_with("东牟家") && whole != "东牟家", "{whole}");
        assert_eq!(village("天边".to_owned(), Some(&grid)), "天边");
    }
}
