//! 查来访 the Finder: prior complainants by any scrap of them, as rows that ride in the store's own
//! transaction and an answer on every key.
//!
//! ```text
//! typed words → query (terms) → tier (groups, those that can score best first)
//!             → plan (which rows can hold it) → find (newest block first)
//!             → aspect (does this person answer the term, and where) → rank (score, marks)
//!             → best (no more than were asked for) → Hit
//!             → matches (closed: what a viewer may be shown is decided in `office`)
//! a change    → index (one row for a person; postings written block by block)
//! ```

pub mod aspect;
pub mod best;
pub mod doc;
pub mod find;
pub mod fold;
pub mod hit;
pub mod index;
pub mod key;
pub mod matches;
pub mod near;
pub mod parse;
pub mod pattern;
pub mod pinyin;
pub mod plan;
pub mod postings;
pub mod proof;
pub mod query;
pub mod rank;
pub mod surname;
pub mod syllable;
pub mod tier;
pub mod varint;

#[cfg(test)]
mod memory_rows;
#[cfg(test)]
mod tests;
