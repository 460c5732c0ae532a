//! 权限 in words: which roles have a right.

use super::bundle::Words;
use crate::domain::right::Right;

impl Words {
    /// Says which roles have a right.
    pub fn roles(&self, right: Right) -> String {
        let roles = right.roles().iter();
        let roles: Vec<String> = roles.map(|it| self.code("role", it.code())).collect();
        roles.join(&self.say("identity-and"))
    }
}
