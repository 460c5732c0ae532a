//! The suite: floors of the house, stories told to the stores, screens as cells, the real program
//! in a pseudo-terminal.
#![allow(
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod accusations;
mod appeals;
mod appointments;
mod attachments;
#[cfg(unix)]
mod backups;
mod calendar_room;
mod cases;
mod charts;
mod checklist;
mod chrome;
mod cli;
mod cli_damage;
mod cli_duty;
mod cli_registers;
mod cli_sheets;
mod cli_step;
mod cli_upkeep;
mod clocks;
mod closing;
mod columns;
mod contents;
mod counted;
mod dating;
mod day;
mod deadline_vectors;
#[cfg(target_os = "linux")]
mod desk_faults;
mod disputes;
mod duty;
mod duty_pane;
mod education;
mod education_room;
mod escalation;
mod exports;
mod fast_lane;
mod fault_report;
mod figures;
mod finder;
mod floors;
mod forces;
mod foreign_words;
mod forged_rows;
mod forgeries;
mod form_manners;
mod forms;
mod four_weeks;
mod golden;
mod grammar;
mod handed_in;
mod handed_in_ledgers;
mod handed_in_steps;
mod hostile;
mod hotline;
mod hotline_room;
mod identifiers;
mod inputs;
mod interruptions;
mod joint_room;
mod joints;
mod kept;
mod lanes;
mod law;
mod lawful;
mod lawyers;
mod lawyers_room;
#[cfg(unix)]
mod lessons;
#[cfg(unix)]
mod lives;
mod looked;
mod made;
mod masked_sheets;
mod matters;
mod mediation;
mod meeting_room;
mod meetings;
mod mended;
mod merges;
mod named_case;
mod next;
mod operator;
mod operators_window;
mod orders;
mod output;
mod output_reports;
mod palette;
mod papers;
mod people;
mod phrases;
#[cfg(unix)]
mod pictures;
#[cfg(unix)]
mod played_day;
#[cfg(all(unix, feature = "postgres"))]
mod postgres_cluster;
#[cfg(all(target_os = "linux", feature = "postgres"))]
mod postgres_failover;
#[cfg(all(unix, feature = "postgres"))]
mod postgres_line;
#[cfg(all(unix, feature = "postgres"))]
mod postgres_offline;
#[cfg(all(unix, feature = "postgres"))]
mod postgres_town;
mod prevention;
mod prevention_room;
mod proof;
mod provincial;
mod provincial_status;
mod pty;
mod receipts;
mod reception;
mod recount;
#[cfg(feature = "packages")]
mod release;
mod rights;
mod rights_actions;
mod roads;
mod rolled_back;
mod rooms;
mod same_person;
mod saved_once;
mod saving;
mod screens;
mod sealed_around;
mod sealed_left;
mod sealed_matter;
mod sealed_town;
#[cfg(unix)]
mod seats;
mod secrets;
mod seen_soon;
mod settings;
mod settings_broken;
mod setup_room;
mod sheet_kinds;
mod sheets;
mod sheets_fuzz;
mod sheets_room;
mod sign_in;
mod sign_in_desk;
#[cfg(target_os = "linux")]
mod soaked;
mod stations;
mod store_contract;
mod store_faults;
mod stored;
mod sums;
mod supply;
#[cfg(unix)]
mod svg;
mod tampered;
mod terminal;
mod today;
mod together;
mod town;
mod town_life;
mod transfers;
mod triage;
mod tutor;
mod unfinished;
mod views;
mod week;
mod whistle_cli;
mod whistle_room;
mod whistles;
mod windows;
mod windows_ledgers;
mod words;

// What the soak and the fuzzing do at length.
#[path = "../fuzz/mod.rs"]
mod fuzz;
#[path = "../soak/rng.rs"]
mod rng;
#[cfg(target_os = "linux")]
#[path = "../soak/mod.rs"]
mod soak;

// What the benchmark of the Finder is made of.
#[path = "../bench/corpus.rs"]
mod corpus;
#[path = "../bench/kinds.rs"]
mod kinds;
#[path = "../bench/plain.rs"]
mod plain;
#[path = "../bench/rows.rs"]
mod rows;
