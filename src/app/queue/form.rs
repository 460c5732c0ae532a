//! 筛选、批量交办: the forms of the queue.

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::queue::filter::{MARKS, SHOW, SPANS, Span, Wanted, mark, named, show, village};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code};
use crate::command::table::Command;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::codes::{Category, Class, Status, Track};
use crate::domain::grid::tree::GridTree;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{CaseRow, Filter};
use crate::domain::refusal::Refusal;
use crate::words::bundle::Words;

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 筛选
    Narrow,
    /// 批量交办
    Assign,
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Narrow => code("narrow", &[]),
            Self::Assign => code("assign", &[]),
        }
    }
}

asks! {
    /// 在办、全部、已办结
    Show = "queue-ask-show": Code("show", SHOW),
    /// 到期
    Due = "queue-ask-due": Code("span", SPANS),
    /// 特征
    Mark = "queue-ask-mark": Code("mark", MARKS),
    /// 镇内分类
    Category = "ask-category": Code("category", Category::CODES),
    /// 事项类别
    Class = "ask-class": Code("class", Class::CODES),
    /// 状态
    Status = "queue-ask-status": Code("status", Status::CODES),
    /// 问题属地
    Village = "field-matter_village": Line,
    /// 八项服务
    Track = "ask-track": Code("track", Track::CODES),
    /// 服务承办人
    TrackHolder = "queue-ask-track_holder": Line,
    /// 驿站
    Station = "field-station": Line,
    /// 存为视图: the name under which what is chosen is kept
    Keep = "queue-ask-keep": Line,
    /// 责任单位
    Unit = "ask-unit": Line,
    /// 承办人
    Holder = "ask-holder": Line,
    /// 包案领导
    Leader = "ask-leader": Line,
}

/// 交办, in the order in which the step asks.
const ASSIGN: [Ask; 3] = [Ask::Unit, Ask::Holder, Ask::Leader];

/// A form that is being filled in, with the cases that are to be assigned.
pub type Form = form_task::FormTask<Kind, Ask, Vec<CaseNumber>>;

impl Form {
    /// Makes the form with what is chosen now.
    pub fn narrow(wanted: &Wanted) -> Self {
        let mut lines = vec![Ask::Show.line().needed()];
        lines.extend(
            [
                Ask::Due,
                Ask::Mark,
                Ask::Category,
                Ask::Class,
                Ask::Status,
                Ask::Village,
                Ask::Holder,
                Ask::Track,
                Ask::TrackHolder,
                Ask::Station,
                Ask::Keep,
            ]
            .map(Ask::line),
        );
        let mut form = form::Form::new(lines);
        let filter = &wanted.filter;
        for (ask, text) in [
            (Ask::Show, show(filter)),
            (Ask::Due, wanted.span.map_or("", Span::code)),
            (Ask::Mark, mark(filter)),
            (Ask::Category, filter.category.map_or("", Category::code)),
            (Ask::Class, filter.class.map_or("", Class::code)),
            (Ask::Status, filter.status.map_or("", Status::code)),
            (Ask::Village, filter.village.as_deref().unwrap_or_default()),
            (Ask::Holder, filter.holder.as_deref().unwrap_or_default()),
            (Ask::Track, filter.track.map_or("", Track::code)),
            (
                Ask::TrackHolder,
                filter.track_holder.as_deref().unwrap_or_default(),
            ),
            (Ask::Station, filter.station.as_deref().unwrap_or_default()),
        ] {
            form.stand(ask, text);
        }
        Self::knowing(Kind::Narrow, form, Vec::new())
    }

    /// Gives the lines in which something is chosen, by their labels.
    pub fn chosen(&self) -> Vec<(String, String)> {
        let lines = Ask::ALL.iter().map(|ask| {
            let code = self.form.code(*ask).map(str::to_owned);
            let text = code.unwrap_or_else(|| self.text(*ask));
            (ask.word().to_owned(), text)
        });
        lines.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Chooses what was chosen before.
    pub fn choose(&mut self, chosen: &[(String, String)]) {
        for ask in Ask::ALL {
            let before = chosen.iter().find(|(word, _)| word == ask.word());
            self.form.stand(*ask, before.map_or("", |(_, text)| text));
        }
    }

    /// Makes the form for the assignment of `cases`.
    pub fn assign(cases: Vec<CaseNumber>) -> Self {
        let form = form::Form::new(ASSIGN.map(Ask::line).to_vec());
        Self::knowing(Kind::Assign, form, cases)
    }

    /// Gives its title.
    pub fn title(&self, words: &Words) -> String {
        match self.kind {
            Kind::Narrow => words.say("queue-filter-title"),
            Kind::Assign => {
                let args = [("n", self.more.len().into())];
                words.say_with("queue-assign-title", &args)
            }
        }
    }

    /// Gives what may be typed.
    pub fn hint(&self, shared: &Shared) -> String {
        match self.kind {
            Kind::Narrow => {
                let keys = shared.keys(Command::QueueKeep);
                let args = [("keep", keys.into())];
                shared.words.say_with("queue-filter-hint", &args)
            }
            Kind::Assign => shared.words.say("queue-assign-hint"),
        }
    }

    /// Reads which cases are wanted; a village, a holder and a station may be named in part.
    pub fn wanted(&self, before: &Wanted, grid: Option<&GridTree>, rows: &[CaseRow]) -> Wanted {
        let form = &self.form;
        let mark = form.code(Ask::Mark);
        let typed = |ask| Some(self.text(ask)).filter(|text| !text.is_empty());
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
                open: status.map_or(open, |status| Some(status.is_open())),
                due_before: before.filter.due_before.filter(|_| span.is_none()),
                due_from: before.filter.due_from.filter(|_| span.is_none()),
                status,
                category: form.code(Ask::Category).and_then(Category::parse),
                class: form.code(Ask::Class).and_then(Class::parse),
                fast: mark == Some("fast"),
                // How many make a group is the town's: it is set whenever the list is asked for.
                min_people: (mark == Some("group")).then_some(0),
                repeat: mark == Some("repeat"),
                village: typed(Ask::Village).map(|text| village(text, grid)),
                holder: typed(Ask::Holder)
                    .map(|text| named(text, rows.iter().filter_map(|row| row.holder.as_deref()))),
                track: form.code(Ask::Track).and_then(Track::parse),
                track_holder: typed(Ask::TrackHolder)
                    .map(|text| named(text, rows.iter().flat_map(CaseRow::service_holders))),
                station: typed(Ask::Station).map(|text| {
                    let stations = rows.iter().flat_map(|row| &row.stations);
                    named(text, stations.map(String::as_str))
                }),
                // The day is set anew whenever the list is asked for.
                key: (mark == Some("key")).then(|| before.filter.key.unwrap_or_default()),
                orders: mark == Some("order"),
                ..before.filter.clone()
            },
            span,
        }
    }

    /// Reads the assignment; `None` where nothing was filled in, before many cases say so one by
    /// one.
    ///
    /// # Errors
    /// Every line that does not read.
    pub fn assignment(&self) -> Result<Option<Step>, Vec<Refusal>> {
        let answers = ASSIGN.map(|ask| self.text(ask));
        if answers.iter().all(String::is_empty) {
            return Ok(None);
        }
        StepKind::Assign.read(&answers).map(Some)
    }

    /// Says that something must be filled in.
    pub fn refuse_empty(&mut self, words: &Words) {
        self.form
            .tell(&[(Ask::Unit, words.say("queue-assign-empty"))]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_reads_back_from_the_form() {
        let wanted = Wanted {
            filter: Filter {
                open: Some(true),
                status: Some(Status::Accepted),
                category: Some(Category::Wages),
                class: Some(Class::Claim),
                min_people: Some(0),
                village: Some("东牟家村".to_owned()),
                holder: Some("王芳".to_owned()),
                track: Some(Track::Mediation),
                track_holder: Some("李守田".to_owned()),
                station: Some("第一管区驿站".to_owned()),
                words: "工资".to_owned(),
                ..Filter::default()
            },
            span: Some(Span::Week),
        };
        let read = |wanted: &Wanted| Form::narrow(wanted).wanted(wanted, None, &[]);
        assert_eq!(read(&wanted), wanted);
        let plain = Wanted::default();
        assert_eq!(read(&plain), plain);
    }
}
