//! What may stand on the command line.

use std::path::PathBuf;

use crate::verbs::arguments::backup::{BackupArguments, RestoreArguments};
use crate::verbs::arguments::case::CaseAction;
use crate::verbs::arguments::global::Global;
use crate::verbs::arguments::operator::OperatorAction;
use crate::verbs::arguments::report::ReportArguments;
use crate::verbs::arguments::sheets::{ExportArguments, ImportArguments};
use crate::verbs::arguments::step::StepArguments;
use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub mod backup;
pub mod case;
pub mod global;
pub mod name;
pub mod operator;
pub mod report;
pub mod sheets;
pub mod step;

/// 牟邻之家 Mulin House: the reception desk in a terminal. Without a verb the desk opens.
#[derive(Debug, Parser)]
#[command(name = "mulin", version, about, long_about = None)]
pub struct Arguments {
    /// What holds for every verb.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Open a made-up town to try the desk with.
    Demo(DemoArguments),
    /// Learn the desk in twelve lessons of five minutes, over a town that is thrown away afterwards.
    Tutor {
        /// With which lesson to begin; else with the first that is not done.
        #[arg(value_name = "LESSON", value_parser = clap::value_parser!(u8).range(1..=12))]
        lesson: Option<u8>,
    },
    /// Register intakes: one JSON object a line on stdin, one answer a line on stdout; one with an "id"
    /// that the same clerk sends again is registered once.
    Register {
        /// Answer in JSON; register always does.
        #[arg(long)]
        json: bool,
    },
    /// Find people who came before, by any scrap of name, pinyin, phone, ID or village.
    Find(FindArguments),
    /// List cases or show one.
    Case {
        /// What to do with cases.
        #[command(subcommand)]
        action: CaseAction,
    },
    /// Take a step of a case by the same rules as at the desk, or list the steps that there are.
    Step(StepArguments),
    /// List meetings or show one with its agenda, tasks and minutes.
    Meeting {
        /// What to do with meetings.
        #[command(subcommand)]
        action: MeetingAction,
    },
    /// Show the last hand-overs from shift to shift, the last first.
    Handover {
        /// How many at most.
        #[arg(long, value_name = "N", default_value_t = 3)]
        limit: usize,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// List the hotline's calls.
    Call {
        /// What to do with calls.
        #[command(subcommand)]
        action: CallAction,
    },
    /// 领导包案: a day's ledger with its leader, or the close of its reception.
    #[command(args_conflicts_with_subcommands = true)]
    Duty {
        /// What to do; without it the ledger is shown.
        #[command(subcommand)]
        action: Option<DutyAction>,
        /// Which day and how.
        #[command(flatten)]
        asked: DutyArguments,
    },
    /// List whistles, or raise them.
    Whistle {
        /// What to do with whistles.
        #[command(subcommand)]
        action: WhistleAction,
    },
    /// Do what falls due by itself, for cron: whistles without an answer go one level up.
    Tick {
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Compute a date with its explanation, or list the rules.
    Due(DueArguments),
    /// Report on a day, week, month, quarter or year; issue the report.
    Report(ReportArguments),
    /// List the legal roads beside the petition, with their limits.
    Roads(RoadsArguments),
    /// List lawyers, or count their days, consultations, cases and persons aided.
    Lawyer {
        /// What to do with lawyers.
        #[command(subcommand)]
        action: LawyerAction,
    },
    /// Take in a sheet (.xlsx, .xls, .csv, .jsonl).
    Import(ImportArguments),
    /// Write a sheet (.xlsx, .csv, .jsonl); ID numbers and phones are masked.
    Export(ExportArguments),
    /// Prove history against state, indexes against records, the chain of entries, and the seals.
    Verify {
        /// A seal off paper (12345-7KQM-…) or a file of seals, from which the store must go on.
        #[arg(long, value_name = "SEAL|FILE")]
        since: Option<String>,
    },
    /// Seal everything that is written down by now: print the seal, and add it to STORE.seals.
    Seal {
        /// Take a store that is older than its seals as the right one.
        #[arg(long)]
        older_is_right: bool,
    },
    /// Print the tables of towns on a PostgreSQL server, as SQL for the administrator of the database.
    Schema {
        /// Begin a town of this name where there is none, and let --role work for it.
        #[arg(long, value_name = "NAME", requires = "role")]
        town: Option<String>,
        /// The role of the database that works for --town.
        #[arg(long, value_name = "ROLE", requires = "town")]
        role: Option<String>,
    },
    /// Move a town out of its file into an empty one on a server, or back into a new file.
    #[cfg(feature = "postgres")]
    Move {
        /// The file, or postgres://USER@HOST/DATABASE?town=NAME (else the store that --store names).
        #[arg(long, value_name = "PLACE")]
        from: Option<PathBuf>,
        /// The other one of these, which holds nothing yet.
        #[arg(long, value_name = "PLACE")]
        to: PathBuf,
    },
    /// List who looked at which case, and who took what out; for the auditor and administrators.
    Looked(LookedArguments),
    /// Make every index anew from the records, and say what differed.
    Reindex,
    /// Write a new store in which damaged records stand again as their histories give them.
    Repair {
        /// The new file.
        file: PathBuf,
    },
    /// Copy the store, as it stands now, and the files of cases; the copy is proved.
    Backup(BackupArguments),
    /// Put a backup in the store's place; what stood there is kept beside it.
    Restore(RestoreArguments),
    /// Give back the room that the store no longer needs.
    Compact,
    /// Check terminal, language, store, calendar and settings, and say what to do.
    Doctor {
        /// Write what whoever mends the program must know into this new file; no name, no words of anybody.
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// List the keys, check a key file, or probe this terminal.
    Keys {
        /// What to do with keys; without it they are listed.
        #[command(subcommand)]
        action: Option<KeysAction>,
    },
    /// Write a shell's completions to stdout.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the manual page to stdout.
    Man,
    /// 治未病: who looked round and who did not; reports from scripts.
    Checkin {
        /// What to do with check-ins.
        #[command(subcommand)]
        action: CheckinAction,
    },
    /// Who may sign in, and what each may do.
    Operator {
        /// What to do with operators.
        #[command(subcommand)]
        action: OperatorAction,
    },
    /// 专班: the three standing task forces, their conveners, and what they have to do.
    Force {
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// 法治教育: the law-education staff against its targets, and a year's trainings.
    Education {
        /// Answer as a JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done with check-ins.
#[derive(Debug, Subcommand)]
pub enum CheckinAction {
    /// List who owes a report on a day, and who gave one.
    List(CheckinListArguments),
    /// Take reports down: one JSON object a line on stdin, each for one village and one round.
    Report,
}

/// `mulin checkin list`.
#[derive(Debug, clap::Args)]
pub struct CheckinListArguments {
    /// The day (else today).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Only those that owe one.
    #[arg(long)]
    pub missing: bool,
    /// Answer as a JSON array.
    #[arg(long)]
    pub json: bool,
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeysAction {
    /// Check a key file; exits 1 when something is wrong.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// List the terminals of township PCs: what each keeps for itself, and the other roads.
    Terminals,
    /// Show, key by key, what arrives in this terminal, and write an overlay for what does not.
    Probe {
        /// Replace the overlay that was written before.
        #[arg(long)]
        replace: bool,
    },
}

/// `mulin demo`.
#[derive(Debug, clap::Args)]
pub struct DemoArguments {
    /// The same seed gives the same town.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The town's present day (else today).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How many people.
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub people: u64,
    /// How many cases.
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u64).range(0..=10_000_000))]
    pub cases: u64,
    /// Make the store and do not open it.
    #[arg(long)]
    pub no_open: bool,
    /// The year whose reports show what the town published: 1,391 claims, 98.3 % closed.
    #[arg(long, conflicts_with_all = ["on", "cases"])]
    pub as_published: bool,
}

/// `mulin find`.
#[derive(Debug, clap::Args)]
pub struct FindArguments {
    /// What is known: name, pinyin, initials, phone or ID tail, village, number, in any mix; a
    /// case's number or query code leads to the case.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many people at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Answer as a JSON array.
    #[arg(long)]
    pub json: bool,
}

/// What can be done with meetings.
#[derive(Debug, Subcommand)]
pub enum MeetingAction {
    /// List meetings, the last first.
    List {
        /// So many days before today, and as many after it.
        #[arg(long, value_name = "N", default_value_t = 31)]
        days: u64,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Show a meeting.
    Show {
        /// Its number, as the list gives it.
        id: u32,
        /// Answer as a JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done with whistles.
#[derive(Debug, Subcommand)]
pub enum WhistleAction {
    /// List whistles, the open ones first by what is due next.
    List {
        /// Only those that are neither closed nor withdrawn.
        #[arg(long)]
        open: bool,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Raise whistles: one JSON object a line on stdin, one answer a line on stdout.
    Raise {
        /// Answer in JSON; raise always does.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done with a day of duty.
#[derive(Debug, Subcommand)]
pub enum DutyAction {
    /// List what is not struck off on any day's ledger, the oldest first.
    Open {
        /// Only what this leader owns.
        #[arg(long, value_name = "NAME")]
        leader: Option<String>,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Close a day's reception: where too few came, the standing hotline items go onto its ledger.
    Close(DutyArguments),
}

/// `mulin duty` and `mulin duty close`.
#[derive(Debug, clap::Args)]
pub struct DutyArguments {
    /// The day (else today).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Answer as a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `mulin looked`.
#[derive(Debug, clap::Args)]
pub struct LookedArguments {
    /// Only at this case.
    #[arg(long, value_name = "N")]
    pub case: Option<String>,
    /// Only by this name.
    #[arg(long = "who", value_name = "NAME")]
    pub whose: Option<String>,
    /// From this day (else from the first).
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// To this day (else to the last).
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
    /// Answer as a JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `mulin due`.
#[derive(Debug, clap::Args)]
pub struct DueArguments {
    /// The rule's name; `--rules` lists them.
    #[arg(
        long,
        value_name = "NAME",
        requires = "from",
        required_unless_present = "rules"
    )]
    pub rule: Option<String>,
    /// From which day, or from which moment for rules in hours.
    #[arg(long, value_name = "DATE", requires = "rule")]
    pub from: Option<String>,
    /// List the rules.
    #[arg(long, conflicts_with_all = ["rule", "from"])]
    pub rules: bool,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `mulin roads`.
#[derive(Debug, clap::Args)]
pub struct RoadsArguments {
    /// Count each road's last day from this day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// The roads as the law stands on this day; without it, today.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What can be done with lawyers.
#[derive(Debug, Subcommand)]
pub enum LawyerAction {
    /// List the lawyers with firm and fields of law; for a case, the specialists first.
    List {
        /// The lawyers for this case.
        #[arg(long, value_name = "NUMBER")]
        case: Option<String>,
        /// Answer as a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Count lawyer days, consultations, cases and persons aided, on the whole, by firm, by lawyer.
    Tally {
        /// From this day (else the first of this month).
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// To this day (else today).
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        /// Answer as a JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// What can be done with calls.
#[derive(Debug, Subcommand)]
pub enum CallAction {
    /// List the calls of a day, or those of which something is still to be done.
    List(CallListArguments),
}

/// `mulin call list`.
#[derive(Debug, clap::Args)]
pub struct CallListArguments {
    /// The day on which they came in (else today).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Only call-backs that are owed and what is to become a case, of any day unless one is given.
    #[arg(long)]
    pub open: bool,
    /// Answer as a JSON array.
    #[arg(long)]
    pub json: bool,
}
