//! Files of this machine as every floor needs them: opened only where they are files, read within a
//! bound, written whole or not at all, and for their owner alone; and how quick the disk below them is.

pub mod number;
pub mod part;
pub mod private;
pub mod regular;
pub mod sync;
