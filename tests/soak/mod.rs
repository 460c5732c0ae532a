//! Faults one after another, by chance, against the built program: what was acknowledged is there, nothing
//! hangs, nothing panics, nothing is wrong. `cargo bench --bench soak` does it at length; the suite goes
//! through twenty rounds of each.

pub(crate) mod damage;
pub(crate) mod desk;
pub(crate) mod disk;
pub(crate) mod faults;
pub(crate) mod kills;
pub(crate) mod program;
pub(crate) mod table;
