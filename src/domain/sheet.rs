//! 报表: a report as data: figures with what they are compared with, and tables.

use std::fmt::{self, Write};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::number::CaseNumber;
use super::period::Period;
use super::value::Value;

codes! {
    /// What is counted: letters and visits and the hotlines stand on bases of their own.
    Base {
        /// 全部诉求
        All = "all",
        /// 信访: visits, letters, web, stations, whistles, referrals
        Petitions = "petitions",
        /// 热线: 12345 and 牟邻热线
        Hotline = "hotline",
    }
}

codes! {
    /// What is measured (domain facts §3).
    Measure {
        /// 登记件数
        Registered = "registered",
        /// 批次
        Raised = "raised",
        /// 人次
        People = "people",
        /// 办结件数
        Ended = "ended",
        /// 办结率
        Closure = "closure",
        /// 未办结
        Open = "open",
        /// 超期
        Overdue = "overdue",
        /// 收到日期不明: open, and counted among no period's receipts
        Undated = "undated",
        /// 及时受理率
        OnTimeAcceptance = "on_time_acceptance",
        /// 按期受理告知率
        OnTimeNotice = "on_time_notice",
        /// 按期办结率
        OnTimeClosure = "on_time_closure",
        /// 初次信访办理联系率
        FirstContact = "first_contact",
        /// 初信初访办结率
        FirstTimeClosure = "first_time_closure",
        /// 一次性化解率
        FirstTimeResolution = "first_time_resolution",
        /// 重复信访率
        Repeat = "repeat",
        /// 化解率
        Resolution = "resolution",
        /// 参评率
        Participation = "participation",
        /// 满意率
        Satisfaction = "satisfaction",
        /// 未参评
        Unrated = "unrated",
        /// 信访部门参评率
        OfficeParticipation = "office_participation",
        /// 信访部门满意率
        OfficeSatisfaction = "office_satisfaction",
        /// 信访部门未参评
        OfficeUnrated = "office_unrated",
        /// 平均办结时长
        MeanDuration = "mean_duration",
        /// 最长办结时长
        LongestDuration = "longest_duration",
        /// 平均超期时长
        MeanOverdue = "mean_overdue",
        /// 最长超期时长
        LongestOverdue = "longest_overdue",
        /// 12345 响应率
        Response = "response",
        /// 12345 解决率
        Solved = "solved",
        /// 牟邻热线来电
        Calls = "calls",
        /// 当场答复: calls that were answered on the spot
        CallsAnswered = "calls_answered",
        /// 重点案件化解率
        KeyCases = "key_cases",
        /// 排查率: found by own search before anyone petitioned
        FoundFirst = "found_first",
        /// 排查率: checks done of those due
        ChecksDone = "checks_done",
        /// 律师接访次数
        LawyerVisits = "lawyer_visits",
        /// 律师人数
        Lawyers = "lawyers",
        /// 律所数
        Firms = "firms",
        /// 律师参与案件
        LawyerCases = "lawyer_cases",
        /// 法律援助人数
        Aided = "aided",
    }
}

codes! {
    /// The tables of a report.
    TableCode {
        /// 镇内分类
        ByCategory = "by_category",
        /// 管区
        ByArea = "by_area",
        /// 责任单位
        ByUnit = "by_unit",
        /// 包案领导
        ByLeader = "by_leader",
        /// 信访形式
        ByChannel = "by_channel",
        /// 接待点: the centre's counter and the 牟邻驿站
        ByStation = "by_station",
        /// 月考评: areas
        Evaluation = "evaluation",
        /// 月考评: villages
        VillageEvaluation = "village_evaluation",
        /// 趋势
        Trend = "trend",
        /// 当日事项
        Received = "received",
        /// 当日到期
        Due = "due",
        /// 超期事项
        Late = "late",
        /// 矛盾纠纷排查情况表: at which level each dispute came up
        DisputesFound = "disputes_found",
        /// 矛盾纠纷排查情况表: where each was settled
        DisputesSettled = "disputes_settled",
        /// 三到位一处理
        InPlace = "in_place",
    }
}

codes! {
    /// The columns of tables.
    Column {
        /// 登记
        Registered = "registered",
        /// 上期登记
        Before = "before",
        /// 办结
        Ended = "ended",
        /// 办结率
        Closure = "closure",
        /// 未办结
        Open = "open",
        /// 超期
        Overdue = "overdue",
        /// 排查率
        Screening = "screening",
        /// 得分
        Score = "score",
        /// 信访
        Petitions = "petitions",
        /// 热线
        Hotline = "hotline",
        /// 状态
        Status = "status",
        /// 镇内分类
        Category = "category",
        /// 问题属地
        Village = "village",
        /// 包案领导
        Leader = "leader",
        /// 到期
        DueOn = "due_on",
        /// 批次
        Visits = "visits",
        /// 人次
        People = "people",
        /// 当场化解
        OnSpot = "on_spot",
        /// 转上级
        PassedUp = "passed_up",
        /// 总数
        Total = "total",
        /// 微网格排查
        FoundMicro = "found_micro",
        /// 小网格（村）排查
        FoundVillage = "found_village",
        /// 分网格（管区）排查
        FoundArea = "found_area",
        /// 镇级排查
        FoundTown = "found_town",
        /// 群众反映: nobody looked for it, somebody brought it
        Brought = "brought",
        /// 村级化解
        SettledVillage = "settled_village",
        /// 管区化解
        SettledArea = "settled_area",
        /// 镇级化解
        SettledTown = "settled_town",
        /// 转上级或法定途径
        SettledAbove = "settled_above",
        /// 未化解
        Unsettled = "unsettled",
        /// 涉及金额, in yuan
        Amount = "amount",
        /// 涉及人数
        Concerned = "concerned",
        /// 件数
        Matters = "matters",
    }
}

/// A figure of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it counts over.
    pub base: Base,
    /// What it measures.
    pub measure: Measure,
    /// Its value.
    pub value: Value,
    /// 环比: the value of the period before; `None` where it is not compared.
    pub previous: Option<Value>,
    /// 同比: the value a year ago.
    pub last_year: Option<Value>,
    /// The cases that it counts.
    pub cases: Vec<CaseNumber>,
    /// Those of them that want attention: what missed its day, was raised again, is not rated …
    pub marked: Vec<CaseNumber>,
}

impl Figure {
    /// Gives the name in files, `petitions_registered`; the base of all stands unnamed.
    pub fn code(&self) -> String {
        code(self.base, self.measure)
    }
}

/// Gives the name of a measure over a base in files.
pub fn code(base: Base, measure: Measure) -> String {
    match base {
        Base::All => measure.code().to_owned(),
        other => format!("{}_{}", other.code(), measure.code()),
    }
}

/// What a row of a table is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The name of a place, a unit or a leader.
    Name(String),
    /// A word of the program, by its key.
    Word(String),
    /// A case.
    Case(CaseNumber),
    /// A period.
    Period(Period),
}

/// What stands in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A value.
    Value(Value),
    /// A word of the program, by its key.
    Word(String),
    /// A day.
    Day(NaiveDate),
    /// A name.
    Name(String),
    /// Nothing.
    None,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// What it is about.
    pub label: Label,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// The cases that it counts.
    pub cases: Vec<CaseNumber>,
}

/// A table of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTable {
    /// Which.
    pub code: TableCode,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<SheetRow>,
}

/// The area that a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaName {
    /// Its code in the grid.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// 报表: a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// About which period.
    pub period: Period,
    /// About which area; `None` for the town.
    pub area: Option<AreaName>,
    /// Up to which day it is known.
    pub until: NaiveDate,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its tables.
    pub tables: Vec<SheetTable>,
}

impl Sheet {
    /// Gives a figure.
    pub fn figure(&self, base: Base, measure: Measure) -> Option<&Figure> {
        let mut all = self.figures.iter();
        all.find(|it| it.base == base && it.measure == measure)
    }

    /// Gives a table.
    pub fn table(&self, code: TableCode) -> Option<&SheetTable> {
        self.tables.iter().find(|it| it.code == code)
    }

    /// Gives the report without the lists of cases behind its figures, as it is issued.
    #[must_use]
    pub fn bare(&self) -> Self {
        let mut bare = self.clone();
        for figure in &mut bare.figures {
            figure.cases.clear();
            figure.marked.clear();
        }
        for row in bare.tables.iter_mut().flat_map(|it| &mut it.rows) {
            row.cases.clear();
        }
        bare
    }

    /// Gives the canonical text: one line a figure or row, the same in both languages.
    pub fn canonical(&self) -> String {
        let mut text = format!(
            "mulin report 1\nperiod {}\nuntil {}\n",
            self.period, self.until
        );
        // Writing into a String does not fail.
        if let Some(area) = &self.area {
            let _ = writeln!(text, "area {} {}", area.code, area.name);
        }
        let shown = |value: Option<Value>| value.map_or_else(String::new, |it| it.to_string());
        for figure in &self.figures {
            let (previous, last_year) = (shown(figure.previous), shown(figure.last_year));
            let (name, value) = (figure.code(), figure.value);
            let _ = writeln!(text, "figure {name}\t{value}\t{previous}\t{last_year}");
        }
        for table in &self.tables {
            let columns: Vec<&str> = table.columns.iter().map(|it| it.code()).collect();
            let _ = writeln!(text, "table {}\t{}", table.code.code(), columns.join("\t"));
            for row in &table.rows {
                let _ = write!(text, "{}", row.label);
                for cell in &row.cells {
                    let _ = write!(text, "\t{cell}");
                }
                text.push('\n');
            }
        }
        text
    }

    /// Gives the SHA-256 of the canonical text, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.canonical().as_bytes());
        let mut text = String::with_capacity(digest.len() * 2);
        for byte in digest {
            // Writing into a String does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(text) | Self::Word(text) => f.write_str(&one_line(text)),
            Self::Case(number) => write!(f, "{number}"),
            Self::Period(period) => write!(f, "{period}"),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => write!(f, "{value}"),
            Self::Word(text) | Self::Name(text) => f.write_str(&one_line(text)),
            Self::Day(day) => write!(f, "{day}"),
            Self::None => Ok(()),
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
