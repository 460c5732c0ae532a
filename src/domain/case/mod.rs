//! 信访件: the file of one matter, in four layers. A noun has a file of the same name in each layer
//! in which it has something to say.
//!
//! ```text
//! clock/   which dates run on a case, and what the figures count of it
//! form/    what is proposed in the questions of a step
//! rule/    what the law allows, and what follows from a step
//! fact/    what is written down, and the state that it leaves
//! ```

#[macro_use]
pub mod fact;

pub mod clock;
pub mod form;
pub mod rule;
