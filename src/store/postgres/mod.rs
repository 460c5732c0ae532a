//! A town whose rows stand on a PostgreSQL server, for several machines.
//!
//! The server has the rows of the same ordered tables that a file has ([`schema`]), and each machine a
//! mirror of them in a file of its own. The engine decides and writes in the mirror's transaction; what it
//! wrote goes to the server in one statement, which is refused where others came first, and the mirror
//! keeps it only when the server has it. So a page costs no round trip, a registration costs one, numbers
//! and chain stay unbroken whoever writes at once, and the law, the histories and the proofs are those of
//! every store. Relations would have asked for a second engine, whose every rule is another chance to
//! differ, and several round trips a page; who wants counts by SQL has the exports and reports.

pub mod address;
mod client;
mod connect;
mod follower;
pub mod line;
mod moving;
mod parts;
mod pass_file;
pub mod schema;
pub mod town;
mod trouble;
