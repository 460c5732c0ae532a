//! Threads, terminal, event loop: where effects are performed.

pub mod attachments;
pub mod backup;
pub mod change_look;
pub mod clipboard;
pub mod common;
pub mod desk_files;
pub mod effects;
pub mod event_loop;
pub mod fault;
pub mod folder;
pub mod import;
pub mod input;
pub mod lane;
pub mod lanes;
pub mod own_file;
pub mod own_lists;
pub mod papers;
pub mod printer;
pub mod probe;
pub mod roads;
pub mod school;
pub mod service;
pub mod settings;
pub mod signals;
pub mod terminal;
pub mod triage;
