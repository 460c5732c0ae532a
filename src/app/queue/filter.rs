//! 筛选: which cases the list shows, as the clerk chooses them.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::codes::{Category, Channel, Class, Status, Track};
use crate::domain::grid::tree::GridTree;
use crate::domain::queue::Filter;
use crate::domain::settings::Settings;
use crate::words::bundle::Words;

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

    pub(super) fn parse(code: &str) -> Option<Self> {
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
    /// Gives the filter as of `today`, by what the town set.
    pub(super) fn on(&self, today: NaiveDate, town: &Settings) -> Filter {
        let soon_days = town.due_soon_days;
        let mut filter = self.filter.clone();
        filter.key = filter.key.map(|_| today);
        filter.min_people = filter.min_people.map(|_| town.group_threshold.into());
        if let Some(span) = self.span {
            let (from, before) = span.days(today, soon_days);
            filter.due_from = from;
            filter.due_before = Some(before);
        }
        filter
    }

    /// Gives what is chosen in words, but for the words that rows must hold.
    pub(super) fn text(&self, words: &Words) -> String {
        let filter = &self.filter;
        let mut parts = vec![words.code("show", show(filter))];
        let mut add = |list: &str, code: Option<&str>| {
            parts.extend(code.map(|code| words.code(list, code)));
        };
        add("span", self.span.map(Span::code));
        add("mark", Some(mark(filter)).filter(|code| !code.is_empty()));
        add("category", filter.category.map(Category::code));
        add("channel", filter.channel.map(Channel::code));
        add("class", filter.class.map(Class::code));
        add("status", filter.status.map(Status::code));
        add("track", filter.track.map(Track::code));
        parts.extend(filter.village.clone());
        parts.extend(filter.holder.clone());
        parts.extend(filter.track_holder.clone());
        parts.extend(filter.station.clone());
        parts.extend(filter.person.map(|it| it.to_string()));
        parts.extend(filter.numbers.as_ref().map(|it| {
            let args = [("n", it.len().into())];
            words.say_with("queue-counted", &args)
        }));
        parts.join("/")
    }
}

/// Gives the code of which cases a filter lets through, open, closed or both.
pub(super) fn show(filter: &Filter) -> &'static str {
    match filter.open {
        Some(true) => "open",
        Some(false) => "closed",
        None => "all",
    }
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

/// Gives the village that is named in part; the grid knows them.
pub(super) fn village(typed: String, grid: Option<&GridTree>) -> String {
    let Some(grid) = grid else {
        return typed;
    };
    let node = grid
        .village_named(&typed)
        .or_else(|| grid.villages_like(&typed).first().copied());
    node.map_or(typed, |node| node.name.clone())
}

/// Gives the name that is typed in part, out of those that the loaded rows have.
pub(super) fn named<'a>(typed: String, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.contains(&typed.as_str()) {
        return typed;
    }
    let known = names.into_iter().find(|name| name.contains(&typed));
    known.map_or(typed, str::to_owned)
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
            let filter = wanted.on(day(25), &Settings::default());
            assert_eq!(filter.due_from, from.map(day), "{}", span.code());
            assert_eq!(filter.due_before, Some(day(before)), "{}", span.code());
            assert_eq!(filter.open, Some(true));
        }
    }

    #[test]
    fn a_village_named_in_part_is_found_in_the_grid() {
        let grid = crate::domain::grid::built_in::built_in().unwrap();
        let whole = village("东牟家".to_owned(), Some(&grid));
        assert!(whole.starts_with("东牟家") && whole != "东牟家", "{whole}");
        assert_eq!(village("天边".to_owned(), Some(&grid)), "天边");
    }
}
