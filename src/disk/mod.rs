//! Files of this machine as every floor needs them: opened only where they are files, read within a
//! bound, written whole or not at all, and for their owner alone.

pub mod part;
pub mod private;
pub mod regular;
