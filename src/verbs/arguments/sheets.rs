//! What `import` and `export` take.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::domain::sheet_kind::SheetKind;
use crate::verbs::arguments::report::ReportPeriod;

impl ValueEnum for SheetKind {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Cases => "信访事项",
            Self::People => "来访人",
            Self::Grid => "网格",
            Self::Holidays => "节假日",
            Self::Rota => "带班排班",
            Self::Orders => "12345 工单",
            Self::Educators => "法治教育队伍",
        };
        Some(PossibleValue::new(self.code()).help(help))
    }
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
    /// Replace the file where there is one already.
    #[arg(long)]
    pub replace: bool,
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
