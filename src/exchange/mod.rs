//! Files in and out: sheets, maps of their headings, exports, and the made-up town. Knows no
//! store: it turns bytes into values and values into bytes; `verbs` and `runtime` keep them.

mod brackets;
pub mod cell;
pub mod checkins;
pub mod content;
pub mod extract;
pub mod fault;
pub mod field_message;
pub mod formula;
pub mod handover_note;
pub mod headings;
pub mod intake;
pub mod map;
pub mod meeting_minutes;
pub mod message;
pub mod minutes;
pub mod no_matter;
pub mod paper;
pub mod phrases;
pub mod read;
pub mod roads;
pub mod table;
pub mod town;
pub mod triage;
pub mod views;
pub mod when;
pub mod write;
