//! What is typed after `mulin case`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What can be done with cases.
#[derive(Debug, Subcommand)]
pub enum CaseAction {
    /// List cases, the earliest due first.
    List(ListArguments),
    /// Show one case with visits, history, clocks and services.
    Show {
        /// Its number in any form, its query code, or the number of another system.
        number: String,
        /// Answer as a JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Tell one who gives a case's number and query code what may be told of it.
    Ask {
        /// Its number in any form.
        number: String,
        /// The query code that stands on its papers.
        code: String,
        /// Answer as a JSON object.
        #[arg(long)]
        json: bool,
    },
    /// List a case's papers: which can be printed now, and what is missing for the others.
    Papers {
        /// Its number; with a visit's, the receipt is for that visit.
        number: String,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Make a paper out into a file; it is written into the case's history.
    Paper(PaperArguments),
    /// Put a file to a case: a copy is kept beside the store, and the history says so.
    Attach(AttachArguments),
    /// List the files of a case, with where each lies.
    Attachments {
        /// Its number in any form.
        number: String,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
}

/// `mulin case paper`.
#[derive(Debug, clap::Args)]
pub struct PaperArguments {
    /// The case's number; with a visit's, the receipt is for that visit.
    pub number: String,
    /// Which paper; `mulin case papers` lists them.
    pub name: String,
    /// The file; its ending says which kind: .docx or .txt.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Replace the file where there is one already.
    #[arg(long)]
    pub replace: bool,
}

/// `mulin case attach`.
#[derive(Debug, clap::Args)]
pub struct AttachArguments {
    /// The case's number in any form.
    pub number: String,
    /// The file.
    pub file: PathBuf,
    /// What it is; else the name of the file.
    #[arg(long)]
    pub title: Option<String>,
}

/// `mulin case list`.
#[derive(Debug, clap::Args)]
pub struct ListArguments {
    /// Only cases due today, or from today to Sunday.
    #[arg(long, value_enum)]
    pub due: Option<Span>,
    /// Only cases whose day is past; with --due, those too.
    #[arg(long)]
    pub overdue: bool,
    /// Only cases in this state.
    #[arg(long, value_name = "S")]
    pub status: Option<String>,
    /// Only cases of this category.
    #[arg(long, value_name = "C")]
    pub category: Option<String>,
    /// Only cases that first came in this form, such as visit, or hotline_12345 for work orders.
    #[arg(long, value_name = "CH")]
    pub channel: Option<String>,
    /// Only cases with this service (八项服务), such as mediation.
    #[arg(long, value_name = "T")]
    pub track: Option<String>,
    /// Only cases of which this person holds a service; with --track, that service.
    #[arg(long, value_name = "NAME")]
    pub track_holder: Option<String>,
    /// Only cases raised at this station (牟邻驿站).
    #[arg(long, value_name = "NAME")]
    pub station: Option<String>,
    /// Only key cases (重点案件), as of today.
    #[arg(long)]
    pub key: bool,
    /// How many at most.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Answer as a JSON array.
    #[arg(long)]
    pub json: bool,
}

/// How far `--due` looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Span {
    /// Today.
    Today,
    /// From today to Sunday.
    Week,
}
