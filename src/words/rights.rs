//! 权限、登录 in words: which roles have a right, and why nobody signed in.

use super::bundle::Words;
use crate::domain::right::Right;
use crate::domain::seat::SignedIn;

impl Words {
    /// Says which roles have a right.
    pub fn roles(&self, right: Right) -> String {
        let roles = right.roles().iter();
        let roles: Vec<String> = roles.map(|it| self.code("role", it.code())).collect();
        roles.join(&self.say("identity-and"))
    }

    /// Says why somebody did not sign in; nothing of one who did.
    pub fn not_signed_in(&self, came: &SignedIn) -> String {
        match came {
            SignedIn::As { .. } => String::new(),
            SignedIn::Wrong => self.say("identity-wrong"),
            SignedIn::Left => self.say("identity-left"),
            SignedIn::PinSpent => self.say("identity-pin-spent"),
            SignedIn::Wait(until) => {
                let until = until.local().format("%H:%M:%S").to_string();
                self.say_with("identity-wait", &[("until", until.into())])
            }
        }
    }
}
