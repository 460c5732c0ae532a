//! What `report` takes.

use std::path::PathBuf;

use clap::ValueEnum;

/// How long a report's period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportPeriod {
    /// 日调度
    Day,
    /// 周通报
    Week,
    /// 月考评
    Month,
    /// 季度
    Quarter,
    /// 年度
    Year,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// A sheet that a human reads.
    Text,
    /// One JSON object.
    Json,
}

/// `mulin report`.
#[derive(Debug, clap::Args)]
pub struct ReportArguments {
    /// How long the period is.
    #[arg(value_enum)]
    pub period: ReportPeriod,
    /// A day in the period (else today).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Only this area, by the code of its node or its name.
    #[arg(long, value_name = "NODE")]
    pub area: Option<String>,
    /// Issue the report: it keeps its figures from now on.
    #[arg(long)]
    pub issue: bool,
    /// Why it is issued again.
    #[arg(long, value_name = "TEXT", requires = "issue")]
    pub reason: Option<String>,
    /// A sheet to read, or JSON.
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
    /// Write it in official form into this file instead: .docx, .xlsx or .csv.
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Replace the file where there is one already.
    #[arg(long, requires = "to")]
    pub replace: bool,
    /// What of it is written.
    #[arg(long, value_enum, default_value = "report", requires = "to")]
    pub part: DocumentPart,
}

/// What of a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentPart {
    /// 整份报表
    Report,
    /// 接待点
    Stations,
    /// 矛盾纠纷排查情况表
    Disputes,
}
