//! What `import` and `export` take.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::verbs::arguments::report::ReportPeriod;

/// What a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetKind {
    /// 信访事项
    Cases,
    /// 来访人
    People,
    /// 网格
    Grid,
    /// 节假日
    Holidays,
    /// 带班排班
    Rota,
    /// 12345 工单
    Orders,
    /// 法治教育队伍
    Educators,
}

/// `mulin import`.
#[derive(Debug, clap::Args)]
pub struct ImportArguments {
    /// What stands in the file.
    #[arg(value_enum)]
    pub kind: SheetKind,
    /// The file.
    pub file: PathBuf,
    /// A map of headings (TOML), for sheets that are not known.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Say what would happen and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Answer as a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What can be written as a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportKind {
    /// 信访事项, with the 19 headings of the provincial export first
    Cases,
    /// 来访人
    People,
    /// 网格
    Grid,
    /// 带班排班
    Rota,
    /// 矛盾纠纷排查情况表 of a period
    Disputes,
}

/// `mulin export`.
#[derive(Debug, clap::Args)]
pub struct ExportArguments {
    /// What to write.
    #[arg(value_enum)]
    pub kind: ExportKind,
    /// The file; its ending says which kind: .xlsx, .csv or .jsonl.
    pub file: PathBuf,
    /// Full ID numbers and phones; it is written down who did so.
    #[arg(long)]
    pub reveal: bool,
    /// Of `disputes`: how long the period is (else a month).
    #[arg(long, value_enum)]
    pub period: Option<ReportPeriod>,
    /// Of `disputes`: a day in the period (else today).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}
