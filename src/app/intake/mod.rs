//! 受理: the intake pane.

pub mod called;
pub mod card;
pub mod draft_box;
pub mod drafts;
pub mod id_owner;
pub mod looking;
pub mod matters;
pub mod mouse;
pub mod origin;
pub mod part;
pub mod places;
pub mod prior;
pub mod saving;
pub mod sheet;
pub mod split;
pub mod state;
pub mod taking;
pub mod tell;
pub mod typing;
pub mod urgent;
pub mod when;
