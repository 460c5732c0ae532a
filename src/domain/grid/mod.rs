//! 四级网格: town (总网格), areas (分网格, 管区), villages (小网格), micro grids (微网格).

pub mod built_in;
pub mod edit;
pub mod node;
pub mod places;
pub mod tree;
